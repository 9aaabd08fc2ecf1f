# find, rfind, index, rindex, count: bounds, empty needles, what is not found.
text = "abracadabra"
for needle in ("a", "abra", "bra", "", "z", "abracadabra!", "ra"):
    print(repr(needle), text.find(needle), text.rfind(needle), text.count(needle))
print(text.find("a", 1), text.find("a", -1), text.find("a", 1, 3), text.find("a", None, None))
print(text.rfind("abra", 0, -1), text.rfind("", 3), text.rfind("", 20), text.find("", 12))
print(text.count("a", 3), text.count("", 4, 8), text.count("a", 8, 4))
for call in (lambda: text.index("zz"), lambda: text.rindex("zz"), lambda: text.find(1),
             lambda: text.find(), lambda: text.find("a", "b"), lambda: text.count("a", 1, 2, 3)):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
print("ñandú".find("ú"), "ñandú".index("a"), "日本語日本".rfind("日"))
