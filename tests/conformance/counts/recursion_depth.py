# Each active frame holds its own arguments.
import sys


class Thing:
    pass


def down(t, n):
    if n == 0:
        return [sys.getrefcount(t)]
    here = sys.getrefcount(t)
    return [here] + down(t, n - 1)


def tail(n, acc):
    return sys.getrefcount(acc) if n == 0 else tail(n - 1, acc + [n])


def both(t, n):
    if n == 0:
        return sys.getrefcount(t)
    return both(t, n - 1) + both(t, n - 1)


t = Thing()
print(down(t, 5), down(Thing(), 3))
print(tail(3, []), both(t, 2), sys.getrefcount(t))


def keyword(n, *, thing):
    return sys.getrefcount(thing) if not n else keyword(n - 1, thing=thing)


print(keyword(0, thing=t), keyword(3, thing=t), keyword(2, thing=Thing()))
print(sys.getrefcount(down) == sys.getrefcount(both))
