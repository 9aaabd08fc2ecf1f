# The sequence of comparisons of sort is CPython's, also with key, reverse, errors.

state = 7


def r():
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 18446744073709551616
    return (state >> 11) / 9007199254740992


class Counted:
    log = 0
    count = 0

    def __init__(self, value, tag=0):
        self.value = value
        self.tag = tag

    def __lt__(self, other):
        Counted.log = (Counted.log * 1000003 + self.value * 31 + other.value) % 2305843009213693951
        Counted.count += 1
        return self.value < other.value


def show(name, values, **options):
    Counted.log = 0
    Counted.count = 0
    values.sort(**options)
    print(name, len(values), Counted.count, Counted.log,
          sum(i * v.value + i * i * v.tag for i, v in enumerate(values)) % 1000000007)


def items(values):
    return [Counted(v, t) for t, v in enumerate(values)]


for n in [0, 1, 2, 3, 5, 10, 31, 32, 33, 63, 64, 65, 100, 128, 129, 256, 257, 300, 513, 700]:
    show('random', items([int(r() * 1000000) for i in range(n)]))
    show('few', items([int(r() * 5) for i in range(n)]))
    show('up', items(list(range(n))))
    show('down', items(list(range(n, 0, -1))))
    show('equal', items([3] * n))
    show('saw', items([i % 17 for i in range(n)]))
    show('mountain', items([i if i < n // 2 else n - i for i in range(n)]))
    almost = list(range(n))
    for i in range(n // 20):
        j = int(r() * n)
        almost[j] = int(r() * n)
    show('almost', items(almost))
    show('runs', items([i % 50 + i // 50 * (-1) ** (i // 50) for i in range(n)]))
    show('tail', items(list(range(n)) + [int(r() * n) for i in range(n // 10)]))
    show('reverse', items([int(r() * 100) for i in range(n)]), reverse=True)
    show('key', items([int(r() * 100) for i in range(n)]), key=lambda v: Counted(-v.value))
    show('keyrev', items([int(r() * 100) for i in range(n)]), key=lambda v: v, reverse=True)
    show('keyint', items([int(r() * 100) for i in range(n)]), key=lambda v: v.value)

show('random', items([int(r() * 1000000) for i in range(2100)]))


class Stubborn:
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        print('lt', self.value, other.value, end='; ')
        return NotImplemented

    def __gt__(self, other):
        print('gt', self.value, other.value, end='; ')
        return self.value > other.value


a = [Stubborn(3), Stubborn(1), Stubborn(2)]
a.sort()
print([x.value for x in a])


class Noisy:
    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        print('eq', self.value, other.value, end='; ')
        return self.value == other.value

    def __lt__(self, other):
        print('lt', self.value, other.value, end='; ')
        return self.value < other.value


a = [(Noisy(3), 1), (Noisy(1), 2), (Noisy(3), 0), (Noisy(2), 5)]
a.sort()
print([(x.value, y) for x, y in a])
a = [(1, Noisy(3)), (1, Noisy(2)), (1, Noisy(1))]
a.sort(reverse=True)
print([y.value for x, y in a])
a = [[Noisy(2)], [Noisy(1)], [Noisy(2)]]
a.sort()
print([x[0].value for x in a])


class Failing:
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        if self.value == 5 or other.value == 5:
            raise ValueError('five')
        return self.value < other.value


for n in range(4, 60, 5):
    a = [Failing((i * 7) % n) for i in range(n)]
    try:
        a.sort()
    except ValueError as error:
        print(n, error, [x.value for x in a])


class Changing:
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        print(len(victim), end=' ')
        victim.append(9)
        return self.value < other.value


victim = [Changing(2), Changing(1), Changing(3)]
try:
    victim.sort()
except ValueError as error:
    print(error, [x.value for x in victim])
print(sorted([True, 2, 0.5, 10**30, -10**30]), sorted('hello'), sorted(['ä', 'b', 'a€', 'a']))
print(sorted([1.5, float('inf'), -2.0, 0.0]), sorted({3: 1, 1: 2}), sorted((3, 1, 2), key=lambda x: -x))
print(sorted([(1, 'b'), (1, 'a'), (0, 'z')]), sorted([[2], [1, 5], [1]]), sorted([(), (1,), ()]))
print(sorted(['b', 'a', 'C'], key=str.lower, reverse=True), sorted([3, 1, 2], reverse=1))
a = [5, 2, 8]
print(a.sort(), a, a.sort(key=None), a.reverse(), a)
