# Counting holds one reference to each element, and none for what is only asked for.
import gc
import sys
from collections import Counter


class Word:
    def __del__(self):
        print("del Word")


w = Word()
c = Counter([w, w, w])
print(sys.getrefcount(w), c[w], len(c))
c[Word()]
print(len(c))
c.subtract({w: 3})
print(len(c), sys.getrefcount(w))
c += Counter()
print(len(c), sys.getrefcount(w))
c[w] = 1
del w
print("still counted")
c.clear()
print(sys.getsizeof(Counter()), sys.getsizeof(Counter("abcdef")), gc.is_tracked(Counter()))
print(Counter("abc").__dict__, Counter("abc").keys())
