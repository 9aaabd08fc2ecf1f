# All selections, in their order.
from itertools import combinations, combinations_with_replacement, permutations, product

print(list(permutations(range(3))))
print(list(permutations("abcd", 2)))
print(list(combinations([1, 2, 3, 4], 3)))
print(list(combinations_with_replacement("abc", 2)))
print(list(product([1, 2], "ab")), list(product(range(2), repeat=3))[-2:])
print(list(combinations("ab", 0)), list(combinations("ab", 3)), list(permutations("ab", 3)))
print(list(product()), list(product([], [1])), list(product([1], repeat=0)))
print(list(combinations_with_replacement([], 0)), list(combinations_with_replacement([], 1)))
print(sum(1 for _ in permutations(range(6))), sum(1 for _ in product(range(3), repeat=5)))
for bad in (lambda: combinations("ab", -1), lambda: permutations("ab", "x"),
            lambda: permutations("ab", -2), lambda: product("ab", repeat=-1),
            lambda: product("ab", times=2), lambda: combinations("ab"),
            lambda: combinations(5, 1), lambda: combinations("ab", 1.5)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
