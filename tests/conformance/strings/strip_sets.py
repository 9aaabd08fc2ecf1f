# strip() takes a set of characters, not a prefix.
print("  spaced\t\n".strip() + "|", "  spaced ".lstrip() + "|", "|" + "  spaced ".rstrip())
print("xyxhixyx".strip("xy"), "xyxhixyx".lstrip("x"), "xyxhixyx".rstrip("yx"))
print("mississippi".strip("ipm"), "mississippi".rstrip("ipz"), "www.example.com".strip("cmowz."))
print(repr("aaa".strip("a")), repr("".strip()), repr("abc".strip("")), "abc".strip(None))
print(repr("\u2003em\u3000".strip()), repr("\x1ffs\x1c".strip()))
for bad in (1, b"a", ["a"]):
    try:
        "abc".strip(bad)
    except TypeError as error:
        print(error)
print("prefix-body".removeprefix("prefix-"), "body.tar.gz".removesuffix(".gz"), "abc".removeprefix("x"))
