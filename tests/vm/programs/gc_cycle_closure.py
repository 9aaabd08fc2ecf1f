import gc
gc.collect()
def outer():
    def inner(n):
        return 1 if n == 0 else n * inner(n - 1)
    return inner(5)
print(outer(), gc.collect())
def pair():
    def even(n): return n == 0 or odd(n - 1)
    def odd(n): return n != 0 and even(n - 1)
    return even(10)
print(pair(), gc.collect())
