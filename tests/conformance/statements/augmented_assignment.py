# The target is evaluated once; in place where the object can.
log = []
def at(i):
    log.append(i)
    return i
x = [1, 2, 3]
x[at(1)] += 10
x[at(0)] *= at(5)
print(x, log)
a = b = [1]
a += (2,)
a *= 2
print(a, b is a)
t = u = (1,)
t += (2,)
print(t, u)
n = 7
n -= 2; n **= 2; n //= 3; n %= 5; n <<= 4; n |= 1; n ^= 3; n &= 0xfe; n >>= 1
print(n)
s = 'a'
s += 'b'; s *= 3
print(s)
class C: v = 1
c = C()
c.v += 1
print(C.v, c.v)
pair = ([], 1)
try:
    pair[0] += [9]
except TypeError as error:
    print(error, pair)
