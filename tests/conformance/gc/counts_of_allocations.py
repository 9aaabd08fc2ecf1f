# What counts as an allocation of generation 0, after free lists are emptied.
import gc


class A:
    pass


class S:
    __slots__ = ("x",)


def f():
    pass


def count(make):
    gc.collect()
    before = gc.get_count()[0]
    kept = make()
    return gc.get_count()[0] - before


base = count(lambda: None)
print(count(A) - base, count(S) - base, count(object) - base, count(list) - base, count(dict) - base)
print(count(lambda: [1, 2]) - base, count(lambda: {1: 2}) - base, count(lambda: {1}) - base)
print(count(lambda: (f, 1)) - base, count(lambda: (1, 2)) - base, count(lambda: "ab" * 5) - base)
print(count(lambda: lambda: 0) - base, count(lambda: f.__call__) - base, count(lambda: A().__init__) - base)
print(count(lambda: iter([])) - base, count(lambda: (x for x in ())) - base, count(lambda: [A() for _ in range(7)]) - base)
print(count(lambda: ValueError(1)) - base, count(lambda: slice(1)) - base, count(lambda: range(3)) - base)
print(count(lambda: 1.5 * len("ab")) - base, count(lambda: A().__dict__) - base, count(lambda: zip([1])) - base)
