# join() takes any iterable of strings.
print(", ".join(["a", "b", "c"]), "".join("xyz"), "-".join({"k": 1}), "/".join(c * 2 for c in "ab"))
print(repr("x".join([])), repr("x".join(["alone"])), "é".join("ab"))
one = "singular"
print(",".join([one]) is one, ",".join((one, "")) == "singular,")
for bad in (["a", 1], [None], 5, ["a", b"b"], [1, "a"]):
    try:
        ",".join(bad)
    except TypeError as error:
        print(error)

class Name(str):
    pass

print(type("".join([Name("n")])).__name__, type(Name(" ").join(["a", "b"])).__name__)
