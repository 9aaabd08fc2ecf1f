# weakref.finalize: called once, detached, peeked at.
import weakref


class A:
    pass


def bye(*args, **kwargs):
    print("bye", args, kwargs)
    return len(args)


a = A()
f = weakref.finalize(a, bye, 1, 2, k=3)
print(f.alive, f.peek()[1] is bye, f.peek()[2:], f.atexit)
print(f(), f(), f.alive)
del a
b = A()
g = weakref.finalize(b, bye, "b")
h = weakref.finalize(b, bye, "second")
del b
print(g.alive, h.alive)
c = A()
i = weakref.finalize(c, bye, "never")
print(i.detach()[2], i.detach(), i.alive)
del c
d = A()
weakref.finalize(d, bye, "not held by name")
d = None
e = A()
last = weakref.finalize(e, bye, "at exit")
quiet = weakref.finalize(e, bye, "not at exit")
quiet.atexit = False
print("end")
