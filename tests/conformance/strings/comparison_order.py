# Strings compare by code point.
words = ["b", "a", "B", "ab", "", "é", "z", "Z", "10", "9", "日", "\U0001F600", "\uffff"]
print(sorted(words))
print("a" < "b", "a" < "B", "abc" < "abcd", "" < "a", "a" == "a", "a" != b"a", "a" == 97)
print(max(words), min(words), "apple" <= "apple", "10" < "9", "é" > "z")
print("abc".__eq__(5), "abc".__lt__(5), hash("") == hash(""), "e\u0301" == "\u00e9")
