# A new str takes the block of a freed one of the same size class.
n = 5
a = "abcdefgh" * n
old = id(a)
del a
b = "ABCDEFGH" * n
print(id(b) == old)
c = b.lower()
d = b.lower()
print(c == d, c is d)
old = id(c)
del c
e = "-".join(["xy"] * 13)
print(len(e), id(e) == old)
s = "a" + str(n)
old = id(s)
s = s + "b"
print(id(s) == old)
s = "x" * n
t = s[1:3]
u = s[1:3]
print(t is u, s[:] is s, s[0] is s[1], str(s) is s)
print("".join([s]) is s, s.strip() is s, s.replace("q", "r") is s, s * 1 is s, f"{s}" is s)
print(s.upper() is s.upper(), "%s" % s is s, s + "" is s, "" + s is s)
