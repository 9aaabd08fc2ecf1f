# Sets keep 8 places inside; tables grow by four.
import sys

s = set()
seen = [(0, sys.getsizeof(s))]
for i in range(400):
    s.add(i)
    if sys.getsizeof(s) != seen[-1][1]:
        seen.append((len(s), sys.getsizeof(s)))
print(seen)
for i in range(395):
    s.discard(i)
print(len(s), sys.getsizeof(s), sys.getsizeof(s.copy()), sys.getsizeof(frozenset(s)))
s.clear()
print(sys.getsizeof(s))
print([sys.getsizeof(set(range(n))) for n in (4, 5, 18, 19, 76, 77)])
print([sys.getsizeof({i for i in range(n)}) for n in (4, 5, 18, 19)])
print(sys.getsizeof({1, 2, 3, 4, 5}), sys.getsizeof({1, 2, 3, 4, 5, 6, 7}), sys.getsizeof(frozenset("abcde")))
a, b = set(range(10)), set(range(5, 30))
print(sys.getsizeof(a | b), sys.getsizeof(a & b), sys.getsizeof(a - b), sys.getsizeof(a ^ b))
a |= b
print(sys.getsizeof(a), sys.getsizeof(set(dict.fromkeys(range(10)))))
a -= b
print(len(a), sys.getsizeof(a))
