# split() and rsplit() at a separator, longer ones and overlaps too.
path = "usr/local//lib/"
for n in (-1, 0, 1, 2, 9):
    print(n, path.split("/", n), path.rsplit("/", n))
print("aaaa".split("aa"), "aaaaa".split("aa"), "aaaaa".rsplit("aa"))
print("1<>2<>3".split("<>"), "1<>2<>3".split(sep="<>", maxsplit=1))
for bad in ("", 5, b"/"):
    try:
        print(path.split(bad))
    except Exception as error:
        print(type(error).__name__, error)
words = "to be or not to be".split(" ")
print(" ".join(sorted(set(words), key=words.index)))
