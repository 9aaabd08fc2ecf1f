# A class body is no enclosing scope for what is inside it.
n = 'module'
class A:
    n = 'class'
    direct = n
    in_list = [n for _ in range(1)]
    iterated = [c for c in n[:2]]
    def method(self): return n
    f = lambda self: n
    class B:
        inner = n
print(A.direct, A.in_list, A.iterated, A().method(), A().f(), A.B.inner)
def outer():
    n = 'function'
    class C:
        seen = n
        n = 'own'
        after = n
        def get(self): return n
    return C.seen if hasattr(C, 'seen') else None, C.after, C().get()
try: print(outer())
except NameError as error: print(error)
def comprehension():
    x = 'outside'
    found = [x for x in 'ab']
    return x, found, [y for x in ['cd'] for y in x], 'y' in locals()
print(comprehension())
def walrus():
    [last := i for i in range(3)]
    return last, any((hit := w) > 1 for w in [1, 2, 3]), hit
print(walrus())
