import weakref
class A: pass
def done(*args, **kw): print("done", args, kw)
a = A()
f = weakref.finalize(a, done, 1, 2, x=3)
print(f.alive, f.atexit, f.peek()[1:] == (done, (1, 2), {"x": 3}), "for 'A'" in repr(f))
del a
print(f.alive, f(), "dead" in repr(f), f.peek(), f.detach())
a = A(); f = weakref.finalize(a, done, "called"); f(); f(); del a
a = A(); f = weakref.finalize(a, done, "detached"); print(f.detach()[0] is a); del a
a = A()
weakref.finalize(a, done, "at exit 1")
weakref.finalize(a, done, "at exit 2")
weakref.finalize(a, done, "not at exit").atexit = False
