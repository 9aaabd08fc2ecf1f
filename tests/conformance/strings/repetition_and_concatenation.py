# * and + and what they refuse.
print("ab" * 3, 3 * "ab", "ab" * 0, "ab" * -1, "ab" * True, "é" * 4)
for make in (lambda: "a" * 1.5, lambda: "a" * "b", lambda: "a" + 1, lambda: 1 + "a", lambda: "a" + b"b",
             lambda: "a" - "b", lambda: -"a", lambda: "a" * 10**30, lambda: "a" < 1, lambda: 1 in "a",
             lambda: "a" % 1):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)
s = "x"
s += "y"
s *= 2
print(s, "yx" in s, "" in s, "z" not in s)
