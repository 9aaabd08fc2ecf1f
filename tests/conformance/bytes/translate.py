# A table of 256 bytes, and bytes to delete.
table = bytes.maketrans(b"abc", b"xyz")
print(len(table), table[97:100], b"aabbcc d".translate(table), b"hello".translate(None, b"l"))
print(b"a-b-c".translate(table, b"-"), b"abc".translate(bytes(range(255, -1, -1))), b"abc".translate(None, delete=b""))
for test in (lambda: b"a".translate(b"short"), lambda: bytes.maketrans(b"ab", b"c"), lambda: b"a".translate("x" * 256),
             lambda: bytes.maketrans("a", b"b"), lambda: b"a".translate(), lambda: b"a".translate(None, 5)):
    try:
        print(test())
    except Exception as error:
        print(type(error).__name__, error)
same = b"nothing to do"
print(same.translate(None) is same, same.translate(None, b"z") == same)
