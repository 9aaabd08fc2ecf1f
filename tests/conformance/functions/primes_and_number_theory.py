# Sieves, factors, perfect numbers, Collatz, Euclid.
def sieve(n):
    prime = [True] * (n + 1)
    prime[:2] = [False] * 2
    for i in range(2, int(n ** 0.5) + 1):
        if prime[i]:
            prime[i * i::i] = [False] * len(prime[i * i::i])
    return [i for i, p in enumerate(prime) if p]
def factors(n):
    found, p = {}, 2
    while n > 1:
        while n % p == 0:
            found[p] = found.get(p, 0) + 1
            n //= p
        p += 1
    return found
def divisors(n): return sorted({d for i in range(1, int(n ** 0.5) + 1) if n % i == 0 for d in (i, n // i)})
def collatz(n):
    while n != 1:
        yield n
        n = n // 2 if n % 2 == 0 else 3 * n + 1
    yield 1
def egcd(a, b):
    if not b: return a, 1, 0
    g, x, y = egcd(b, a % b)
    return g, y, x - a // b * y
print(sieve(50), factors(360360), divisors(28), [n for n in range(2, 500) if sum(divisors(n)) == 2 * n])
print(list(collatz(6)), max(range(1, 100), key=lambda n: len(list(collatz(n)))), egcd(240, 46))
def to_base(n, b): return to_base(n // b, b) + '0123456789abcdef'[n % b] if n else ''
def roman(n): return ''.join(s * k for v, s in ((1000, 'M'), (900, 'CM'), (500, 'D'), (400, 'CD'), (100, 'C'), (90, 'XC'), (50, 'L'), (40, 'XL'), (10, 'X'), (9, 'IX'), (5, 'V'), (4, 'IV'), (1, 'I')) for k in [n // v] if not (n := n % v) < 0)
print(to_base(255, 2), to_base(255, 16), roman(1994), roman(2024), [bin(i).count('1') for i in range(8)])
