# What makes an instance's dict leave the shared keys.
import sys


class P:
    def __init__(self):
        self.a = 1
        self.b = 2


def size(change):
    p = P()
    change(p)
    return sys.getsizeof(vars(p))


for _ in range(10):
    P()
print(size(lambda p: None))
print(size(lambda p: vars(p).update(c=3)))
print(size(lambda p: vars(p).pop("a")))
print(size(lambda p: vars(p).clear()))
print(size(lambda p: vars(p).setdefault("d", 4)))
print(size(lambda p: vars(p).popitem()))
p = P()
copied = dict(vars(p)), vars(p).copy(), vars(p) | {}
print([sys.getsizeof(d) for d in copied])
q = P()
q.__dict__ = {"a": 1}
print(sys.getsizeof(vars(q)))
del q.a
q.b = 2
q.a = 3
print(list(vars(q)), sys.getsizeof(vars(q)))
