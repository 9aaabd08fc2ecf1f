# x = f(x): the new object exists before the old one goes.
class A:
    pass


x = A()
one = id(x)
x = A()
two = id(x)
x = A()
three = id(x)
print(one == two, one == three)
x = None
x = A()
print(id(x) == two)
t = 1.5 * len("a")
one = id(t)
t = t * 2
two = id(t)
t = t * 2
print(one == two, id(t) == one)
l = [0]
one = id(l)
l = l + [1]
print(id(l) == one)
l += [2]
two = id(l)
l.append(3)
print(id(l) == two)
d = {1: 2}
one = id(d)
d |= {3: 4}
print(id(d) == one)
d = d | {5: 6}
print(id(d) == one)
