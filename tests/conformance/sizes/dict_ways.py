# The room of a dict depends on how it was made.
import sys

print([sys.getsizeof({i: i for i in range(n)}) for n in (0, 1, 5, 6, 10, 11)])
print([sys.getsizeof(dict.fromkeys(range(n))) for n in (0, 1, 5, 6, 10, 11)])
print([sys.getsizeof(dict(zip(range(n), range(n)))) for n in (0, 1, 5, 6, 10, 11)])
print([sys.getsizeof(dict([(i, i) for i in range(n)])) for n in (0, 1, 5, 6, 11)])
print(sys.getsizeof({1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6}), sys.getsizeof({"a": 1, "b": 1, "c": 1}))
print(sys.getsizeof(dict(a=1, b=2)), sys.getsizeof(dict(a=1, b=2, c=3, d=4, e=5, f=6)))
six = {"a": 1, "b": 1, "c": 1, "d": 1, "e": 1, "f": 1}
print(sys.getsizeof(six), sys.getsizeof(dict(six)), sys.getsizeof({**six}), sys.getsizeof(six | {}))
d = {}
d.update(six)
print(sys.getsizeof(d))
d.update(x=1, y=2, z=3, u=4, v=5)
print(sys.getsizeof(d), len(d))
e = {"q": 0}
e.update(six)
print(sys.getsizeof(e), sys.getsizeof({"q": 0, **six}), sys.getsizeof({"q": 0} | six))
f = {0: 0}
f |= six
print(sys.getsizeof(f), sys.getsizeof(dict(six, g=1)))
