# Deleting gives nothing back; the next growth looks at what is left.
import sys

d = {n: n for n in range(100)}
print(sys.getsizeof(d))
for n in range(95):
    del d[n]
print(len(d), sys.getsizeof(d), sys.getsizeof(d.copy()), sys.getsizeof(dict(d)))
n = 1000
while sys.getsizeof(d) == 4688 and n < 2000:
    d[n] = n
    n += 1
print(n - 1000, sys.getsizeof(d))
d.clear()
print(sys.getsizeof(d), sys.getsizeof({}))
e = {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}
for i in range(10):
    e.pop(next(iter(e)))
    e[f"n{i}"] = i
    print(sys.getsizeof(e), end=" ")
print()
e.popitem()
print(sys.getsizeof(e), sys.getsizeof(dict.fromkeys(e)), len(e))
