# Sets of ints iterate in an order that depends on their values and history only.
print({3, 1, 2}, {10, 20, 30}, {8, 16, 0, 24}, {100, 33, 7}, {-1, -2, -3}, set(range(10, 0, -1)), {2**61, 1, 2**61 - 1})
s = set()
for n in (40, 8, 16, 5, 32, 0, 64, 128, 3):
    s.add(n)
    print(s)
s.discard(16)
s.add(48)
print(s, s.pop(), s.pop(), s, list(s), sorted(s), set(list(s)), s | {16}, s - {5}, s & {64, 3, 128}, s ^ {0, 99})
print({1.5, 2.5, 0.5}, frozenset([9, 17, 25]), {i * i % 23 for i in range(12)}, {1000, 2000, 3000, 4000, 5000}, set([5, 13, 21]) | set([29, 37]))
big = set(range(0, 200, 7))
big -= set(range(0, 200, 14))
print(big, len(big), big.copy(), set(big))
