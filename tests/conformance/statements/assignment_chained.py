# a = b = c evaluates once and stores from left to right.
def value():
    print('evaluated')
    return [0]
a = b = c = value()
print(a is b is c)
i = 0
x = [10, 20, 30]
i = x[i] = 2
print(i, x)
x[i], i = i, 0
print(i, x)
class Log:
    def __setattr__(self, name, v): print('set', name, v)
    def __setitem__(self, key, v): print('item', key, v)
log = Log()
log.a = log.b = log[0] = log[1, 2] = 'v'
p = q = r = []
p.append(1)
p = p + [2]
print(p, q, r)
s = t = 1
s += 1
print(s, t)
