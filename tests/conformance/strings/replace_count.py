# replace(): every place, a limited number, and the empty string.
print("spam spam spam".replace("spam", "egg"), "spam spam spam".replace("spam", "egg", 2))
print("abc".replace("", "-"), "abc".replace("", "-", 2), "".replace("", "-"), "".replace("", "-", 1))
print("aaaa".replace("aa", "b"), "aaa".replace("aa", "b"), "banana".replace("ana", "*"))
print("text".replace("t", ""), "text".replace("x", "x"), "text".replace("t", "t", 0))
print("naïve".replace("ï", "i").isascii(), "cost: 5 $".replace("$", "€"))
same = "unchanged" * 3
print(same.replace("z", "y") is same, same.replace("u", "u") == same)
for args in (("a",), (1, "b"), ("a", 2), ("a", "b", "c")):
    try:
        "abc".replace(*args)
    except TypeError as error:
        print(error)
