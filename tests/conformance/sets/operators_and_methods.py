# Operators want sets, methods take any iterable.
a, b = {1, 2, 3, 4}, frozenset([3, 4, 5])
print(a | b, a & b, a - b, b - a, a ^ b, type(a | b).__name__, type(b | a).__name__)
print(a.union([9], (8,)), a.intersection([1, 2], [2, 3]), a.difference([1], [2]), a.symmetric_difference(range(3, 6)), a.union(), a.union() is a)
print(a <= {1, 2, 3, 4}, a < {1, 2, 3, 4}, a >= b, {3} < a, a.issubset(range(10)), a.issuperset([1]), a.isdisjoint([7, 8]), a == frozenset(a), a != b, {1} == [1])
for f in (lambda: a | [1], lambda: a & "x", lambda: a - (1,), lambda: [1] | a, lambda: a < [1], lambda: a.union(5), lambda: a.update(1), lambda: a.add([]), lambda: a.remove(99), lambda: set().pop(),
          lambda: {[]}, lambda: hash(a), lambda: a.issubset(5), lambda: a[0], lambda: a + a, lambda: {} in a, lambda: b.add(1), lambda: set(1), lambda: set(1, 2), lambda: frozenset(x=1)):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
a |= {7}
a &= {1, 2, 7, 9}
a -= {1}
a ^= {2, 3}
print(a, a.update([1], {2}), a.difference_update([7]), a.intersection_update([1, 2]), a.symmetric_difference_update({2, 5}), a, a.discard(99), a.clear(), a)
