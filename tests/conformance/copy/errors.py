# What cannot be copied, and how that is said.
import copy


def gen():
    yield 1


class NoReduce:
    def __reduce_ex__(self, protocol):
        raise TypeError(f"not me, not with {protocol}")


class Args:
    def __new__(cls, a):
        return super().__new__(cls)


class Slot:
    __slots__ = ("x",)

    def __getstate__(self):
        return 5


for x in (gen(), NoReduce(), Args(1), copy):
    for f in (copy.copy, copy.deepcopy):
        try:
            y = f(x)
            print(type(y).__name__, y is x)
        except Exception as e:
            print(type(e).__name__, e)
print(issubclass(copy.Error, Exception), copy.error is copy.Error)
try:
    copy.copy()
except TypeError as e:
    print(e)
e = ValueError("bad", 3)
e.note = [1]
f = copy.copy(e)
g = copy.deepcopy(e)
print(type(f).__name__, f.args, f.note is e.note, g.note is e.note, g.args == e.args, f is e)
k = copy.copy(KeyError("k"))
print(repr(k), k.__traceback__, copy.copy(StopIteration(4)).value)
