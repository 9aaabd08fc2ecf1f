# Items are ints, slices are bytes.
data = b"hello world"
print(data[0], data[-1], data[1:4], data[::-1], data[::3], list(data[:3]), len(data))
print(104 in data, b"wor" in data, b"" in data, 300 if 0 in data else "no zero")
print(data + b"!", data * 2, 2 * b"ab", b"" + b"x", data[:0], sum(data), max(data), min(data))
for test in (lambda: data[11], lambda: data["a"], lambda: data + "s", lambda: 256 in data, lambda: "h" in data,
             lambda: data.index(b"z"), lambda: b"a" * 1.5, lambda: data[1.0]):
    try:
        print(test())
    except Exception as error:
        print(type(error).__name__, error)
try:
    data[0] = 1
except TypeError as error:
    print(error)
print(b"abc" < b"abd", b"a" == "a", b"" < b"\x00", hash(b"abc") == hash(b"abc"))
