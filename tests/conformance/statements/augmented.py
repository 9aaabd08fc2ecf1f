# Augmented assignment: what is evaluated once, what is changed in place.
def note(text, value):
    print(text, end=' ')
    return value


a = b = [1]
a += (2, 3)
print(a is b, b)
a = a + [4]
print(a is b)
t = ([1], 2)
try:
    t[0] += [5]
except TypeError as error:
    print(error, t)
d = {'k': 1}
note('dict', d)[note('key', 'k')] += note('value', 10)
print(d)
x = 7
x //= 2; x **= 3; x -= 1; x %= 10; x <<= 2; x |= 1; x ^= 3; x &= 0xff; x >>= 1
print(x)
s = 'ab'
u = s
s *= 2
print(s, u)


class V:
    def __init__(self, v):
        self.v = v

    def __iadd__(self, other):
        self.v += other
        return self

    def __mul__(self, other):
        return V(self.v * other)

    def __rsub__(self, other):
        return V(other - self.v)


v = w = V(1)
v += 5
v *= 2
print(v.v, w.v, v is w, (10 - w).v)
z = {1, 2}
y = z
z |= {3}
z -= {1}
print(z is y, z)
f = {}
f |= {'a': 1}
f |= [('b', 2)]
print(f)
