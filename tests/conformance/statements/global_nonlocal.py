# Which scope a name belongs to.
counter = 0
def bump():
    global counter, made_here
    counter += 1
    made_here = 'global'
bump(); bump()
print(counter, made_here)
def outer():
    x = 'outer'
    def middle():
        def inner():
            nonlocal x
            x = 'inner'
        inner()
        return x
    result = middle()
    return result, x
print(outer())
def shadows():
    counter = 'local'
    def reads(): return counter
    def other():
        global counter
        return counter
    return reads(), other()
print(shadows())
class C:
    counter = 'class'
    def m(self): return counter
    listed = [counter for _ in range(1)]
    first = [c for c in counter]
print(C().m(), C.listed, C.first)
