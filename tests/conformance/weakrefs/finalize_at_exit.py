# At exit finalizers run from the last registered to the first, before globals go.
import atexit
import weakref


class A:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n)


def bye(n):
    print("finalize", n)


a, b, c = A("a"), A("b"), A("c")
weakref.finalize(a, bye, "a")
atexit.register(print, "atexit 1")
weakref.finalize(b, bye, "b")
weakref.finalize(c, bye, "c")
atexit.register(print, "atexit 2")
weakref.finalize(b, bye, "b again")
del c
print("end")
