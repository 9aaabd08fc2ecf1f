# repr() of containers: nested, recursive, of subclasses.
a = [1, "two", 3.0, None, b"x", (1,), (), {}, set(), frozenset(), {1}, frozenset({2}), range(3), slice(1, 2), ...]
print(a)
a.append(a)
d = {"self": a, "k": 'v"'}
d["d"] = d
print(repr(d)[:40], repr(a)[-6:], str(d)[-25:])
t = ([],)
t[0].append(t)
print(t, str(t) == repr(t))

class L(list):
    pass

class D(dict):
    pass

class S(set):
    pass

class F(frozenset):
    pass

class T(tuple):
    pass

print(L([1]), D(a=1), S([1]), F([2]), T((1, 2)), S(), F(), T(), [L(), T((3,))])
print({1: 2}.keys(), {1: 2}.values(), {1: 2}.items(), {}.keys(), repr({"a": {"b": {"c": []}}}))
