class A:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def f(x=A("default")): pass
def deco(fn):
    held = A("in a cell")
    def inner(): return held
    return inner
g = deco(f)
def gen():
    v = A("in a generator")
    try:
        yield v
    finally:
        print("generator closed")
gg = gen(); next(gg)
d = {"a": A("in a dict")}; d["d"] = d
try:
    1 / 0
except ZeroDivisionError as e:
    err = e
    err.note = A("on an exception")
