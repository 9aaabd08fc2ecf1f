# bytes: single ones are shared, others take blocks by size.
a = bytes([1, 2, 3])
old = id(a)
del a
b = bytes([4, 5, 6])
print(id(b) == old)
print(b[:1] is b[:1], bytes([7]) is bytes([7]), bytes(0) is bytes(), b[:] is b, bytes(b) is b)
c = b + b""
print(c is b, b"" + b is b, b * 1 is b)
d = b * 5
old = id(d)
del d
e = b * 4 + b
print(len(e))
f = b"".join([b, b])
print(f is b + b, b"".join([b]) is b)
g = bytes(10)
old = id(g)
del g
print(id(bytes(9)) == old, id(bytes(11)) == old)
