# The number of allocated blocks follows what is made and freed.
import sys
def count():
    return sys.getallocatedblocks()
count()
before = count()
keep = [object() for _ in range(1000)]
after = count()
print(999 <= after - before <= 1010)
del keep
print(abs(count() - before) <= 10)
big = [bytes(600) for _ in range(100)]
with_big = count()
del big
print(99 <= with_big - count() <= 110, isinstance(before, int), before > 100)
