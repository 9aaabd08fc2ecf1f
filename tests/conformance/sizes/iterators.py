# Iterators, views, ranges and slices.
import sys

d = {1: 2}
for x in (iter([]), iter(()), iter(""), iter("é"), iter(b""), iter(d), iter(d.values()), iter(d.items()), iter(set()),
          iter(range(3)), iter(range(2 ** 70)), reversed([]), reversed(()), reversed(d), reversed(range(3))):
    print(type(x).__name__, sys.getsizeof(x), end="; ")
print()
for x in (d.keys(), d.values(), d.items(), range(3), range(2 ** 70), slice(1), slice(1, 2, 3), zip(), zip([], []),
          map(abs, []), map(max, [], []), filter(None, []), enumerate([])):
    print(type(x).__name__, sys.getsizeof(x), end="; ")
print()


class Seq:
    def __getitem__(self, i):
        raise IndexError


print(sys.getsizeof(iter(Seq())), sys.getsizeof(iter(int, 0)))
