# Copies of all kinds of objects, with what made them.
import copy


class Node:
    def __init__(self, name):
        self.name = name
        self.links = []


class Slots:
    __slots__ = ("a", "b")


class Named(list):
    pass


class Bag(set):
    pass


a, b = Node("a"), Node("b")
a.links += [a, b, (a, b)]
memo = {}
c = copy.deepcopy(a, memo)
print(c.links[0] is c, c.links[2][1] is c.links[1], len(memo))
s = Slots()
s.a = [1]
t = copy.deepcopy(s)
u = copy.copy(s)
print(t.a, u.a is s.a, Slots.__slotnames__)
n = Named([a, b])
n.title = "names"
m = copy.copy(n)
bag = Bag([1, 2])
bag.x = n
other = copy.deepcopy(bag)
print(m.title, m[0] is a, sorted(other), other.x[0] is a)
error = ValueError("x", a)
error.extra = b
e = copy.deepcopy(error)
print(e.args[1] is a, e.extra is b, e.args[1].name)
method = copy.copy("abc".upper)
bound = copy.deepcopy(Node("q").__init__)
print(method(), bound.__self__.name, copy.copy(len) is len, copy.copy(str.upper) is str.upper)
print(copy.deepcopy(slice(1, [2])), copy.copy(a.__init__).__self__ is a)
state = s.__reduce_ex__(4)
print(state[0].__name__, state[1:3], a.__getstate__() is a.__dict__)
