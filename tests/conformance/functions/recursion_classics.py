# Towers, permutations, subsets, greatest divisors.
def hanoi(n, a='A', b='B', c='C'):
    if n == 0: return []
    return hanoi(n - 1, a, c, b) + [(a, c)] + hanoi(n - 1, b, a, c)
print(len(hanoi(6)), hanoi(2))
def permutations(items):
    if not items: return [[]]
    return [[x] + rest for i, x in enumerate(items) for rest in permutations(items[:i] + items[i + 1:])]
print(permutations([1, 2, 3]))
def subsets(items):
    if not items: return [()]
    rest = subsets(items[1:])
    return rest + [(items[0],) + s for s in rest]
print(subsets('abc'))
def gcd(a, b): return a if b == 0 else gcd(b, a % b)
def power(x, n):
    if n == 0: return 1
    half = power(x, n // 2)
    return half * half * (x if n % 2 else 1)
def ackermann(m, n):
    if m == 0: return n + 1
    return ackermann(m - 1, ackermann(m, n - 1) if n else 1)
print(gcd(1071, 462), power(3, 40), ackermann(2, 3))
def flatten(x): return [y for item in x for y in flatten(item)] if isinstance(x, list) else [x]
print(flatten([1, [2, [3, []], 4], [[5]]]))
def is_even(n): return n == 0 or is_odd(n - 1)
def is_odd(n): return n != 0 and is_even(n - 1)
print(is_even(10), is_odd(7))
