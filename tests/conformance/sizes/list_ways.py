# How much a list has room for depends on how it was made.
import sys


def room(l):
    return (sys.getsizeof(l) - 56) // 8


n = 5
print(room([]), room([1]), room([1, 2]), room([1, 2, 3]), room([1, 2, 3, 4, 5]))
print(room([n, n, n]), room([n] * 7), room([*range(5)]), room([n, *range(5)]))
print(room(list(range(5))), room(list((1, 2, 3))), room(list("abcdefg")), room(list({1, 2, 3})))
print([room([x for x in range(k)]) for k in range(12)])
print([room(list(x for x in range(k))) for k in range(12)])
print(room(sorted([3, 1, 2])), room(sorted(x for x in range(5))), room(list(map(abs, range(9)))))
a = list(range(10))
print(room(a[2:7]), room(a + a), room(a[:]), room(a.copy()), room(a[::3]), room(a * 2))
print(room(list(a)), room("a b c".split()), room(list({1: 2}.items())), room(list(zip(a, a))))
x, *rest = a
print(room(rest), room(list(reversed(a))), room(list(enumerate(a))))
