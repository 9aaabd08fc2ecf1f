# Subscripts of a string.
s = "abcdefgh"
print(s[0], s[-1], s[2:5], s[:3], s[5:], s[::2], s[::-1], s[6:1:-2], s[-3:], s[:-6], s[10:], s[3:1] == "")
print(s[slice(1, None, 3)], s[True], s[-100:100], s[::100], s[::-100])
for index in (8, -9, 10**20, "a", 1.0, None, slice("a"), slice(0, 5, 0)):
    try:
        print(s[index])
    except Exception as error:
        print(type(error).__name__, error)
try:
    s[0] = "x"
except TypeError as error:
    print(error)
try:
    del s[0]
except TypeError as error:
    print(error)
print(s[:] is s, s[0:8] is s, s[2:3] is s[2])
