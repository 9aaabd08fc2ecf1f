# Limits that a program can set.
import sys
sys.setrecursionlimit(200)
def depth(n=0):
    try:
        return depth(n + 1)
    except RecursionError:
        return n
print(sys.getrecursionlimit(), 150 < depth() < 200)
sys.setrecursionlimit(1000)
sys.setswitchinterval(0.001)
print(sys.getswitchinterval())
sys.setswitchinterval(0.005)
print(sys.get_int_max_str_digits())
sys.set_int_max_str_digits(1000)
for f in (lambda: str(10**1000), lambda: int("1" * 1001), lambda: len(str(10**999))):
    try:
        print(f())
    except ValueError as error:
        print(error)
sys.set_int_max_str_digits(0)
print(len(str(10**6000)), len(str(int("7" * 5000))))
for f in (lambda: sys.setrecursionlimit(0), lambda: sys.setrecursionlimit("a"), lambda: sys.setrecursionlimit(10**20), lambda: sys.setswitchinterval(0), lambda: sys.setswitchinterval(-1), lambda: sys.set_int_max_str_digits(10), lambda: sys.setrecursionlimit(), lambda: sys.intern(5), lambda: sys.getsizeof(), lambda: sys.getrefcount()):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
