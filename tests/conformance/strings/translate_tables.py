# maketrans in its three forms, and tables that are not dicts.
table = str.maketrans("abc", "xyz", "-_")
print(table, "a-b_c-d".translate(table))
print("naïve".translate({239: "i", ord("v"): None, ord("e"): "E!"}))
print(str.maketrans({"a": "1", 98: None, "c": 50}))

class Upper:
    def __getitem__(self, point):
        if point == 32:
            raise LookupError
        return chr(point).upper()

print("two words".translate(Upper()), "abc".translate("xyz" * 40))
for args in (("ab", "c"), ("a",), ({"ab": 1},), ({1.5: 2},), ("a", 2), (1, "b")):
    try:
        str.maketrans(*args)
    except Exception as error:
        print(type(error).__name__, error)
for value in (3.5, 0x110000, -1, b"x"):
    try:
        "a".translate({97: value})
    except Exception as error:
        print(type(error).__name__, error)
