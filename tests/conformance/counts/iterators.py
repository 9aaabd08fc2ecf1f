# An iterator holds its container until it is exhausted.
import sys

for box in ([1.5, 2.5], (1.5, 2.5), {1.5, 2.5}, {1.5: 0}, "ab", b"ab", range(2**40, 2**40 + 2)):
    before = sys.getrefcount(box)
    it = iter(box)
    during = sys.getrefcount(box)
    next(it)
    middle = sys.getrefcount(box)
    for _ in it:
        pass
    print(type(it).__name__, during - before, middle - before, sys.getrefcount(box) - before, sys.getrefcount(it))
    same = iter(it)
    print(same is it, sys.getrefcount(it))
    del same
back = [1, 2, 3]
r = reversed(back)
print(sys.getrefcount(back), next(r), sys.getrefcount(back), list(r), sys.getrefcount(back))
