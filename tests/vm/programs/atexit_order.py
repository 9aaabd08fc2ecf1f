import atexit
atexit.register(print, "first registered", end="!\n")
@atexit.register
def last():
    print("last registered")
def never(): print("never")
atexit.register(never)
atexit.unregister(never)
def bad(): raise ValueError("at exit")
atexit.register(bad)
try:
    atexit.register(1)
except TypeError as e:
    print(e)
class A:
    def __del__(self): print("del")
a = A()
