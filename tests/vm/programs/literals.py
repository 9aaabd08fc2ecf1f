import sys
x = 1000.5
print(sys.getrefcount(x))
y = (1000, "a b", 2.5)
print(sys.getrefcount(y), sys.getrefcount(y[0]), sys.getrefcount(y[1]), sys.getrefcount(y[2]))
def f():
    z = 3000
    return sys.getrefcount(z)
print(f(), f())
s = "hello world"
print(sys.getrefcount(s), sys.getrefcount(b"abc"))
n = [10000, 20000, 30000]
print(sys.getrefcount(n[0]))
m = 10000
print(sys.getrefcount(m), m is n[0])
k = 2 * 3000
print(sys.getrefcount(k), sys.getrefcount(-5000), sys.getrefcount("no-" + "fold"))
class C:
    v = 12345
    def g(self, d=54321): return sys.getrefcount(d)
print(sys.getrefcount(C.v), C().g())
u = frozenset({7000, 8000}) ; w = {7000: 1}
print([sys.getrefcount(i) for i in sorted(u)], f"{sys.getrefcount(u)}")
t = (lambda: (900, 901))()
print(sys.getrefcount(t))
