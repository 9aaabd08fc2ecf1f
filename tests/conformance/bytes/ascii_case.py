# Case and classes know ASCII only.
for data in (b"Hello World", b"ABC", b"abc1", b"123", b" \t\n", b"", b"it's A Test", b"\xe9a", b"A_B"):
    print(data, data.upper(), data.lower(), data.title(), data.capitalize(), data.swapcase())
    print("  ", data.isalpha(), data.isdigit(), data.isalnum(), data.isspace(), data.isupper(), data.islower(), data.istitle(), data.isascii())
