# Ints beyond the small ones take blocks of 32 bytes; the last freed is the first reused.
a = 10 ** 5 + int("1")
old = id(a)
del a
b = 10 ** 5 + int("2")
print(id(b) == old)
b = b + 1
print(id(b) == old)
c = b
b = b + 1
print(id(b) == old, id(c) == old)
del c
d = b * 2
print(id(d) == old)
print(id(256) == id(255 + 1), id(int("-5")) == id(-6 + 1))
n = int("256")
print(n + 1 is n + 1, n - 1 is n - 1, int("257") is int("257"))
big = 2 ** 200 + n
old = id(big)
del big
other = 2 ** 201 + n
print(id(other) == old, id(int("5") + 2) == id(7))
