# __copy__, __deepcopy__, __getstate__, __setstate__, __reduce__, __getnewargs__.
import copy


class C:
    def __init__(self, v):
        self.v = v

    def __copy__(self):
        print("copying", len(self.v))
        return C(self.v)

    def __deepcopy__(self, memo):
        print("deep", type(memo).__name__)
        new = C(None)
        memo[id(self)] = new
        new.v = copy.deepcopy(self.v, memo)
        return new


c = C([1])
c.v.append(c)
d = copy.deepcopy(c)
print(d.v[1] is d, copy.copy(c).v is c.v)


class State:
    def __init__(self):
        self.keep = [1]
        self.drop = "cache"

    def __getstate__(self):
        print("getstate")
        return {"keep": self.keep}

    def __setstate__(self, state):
        print("setstate", state)
        self.__dict__.update(state)


s = copy.copy(State())
print(vars(s))
s = copy.deepcopy(State())
print(vars(s))


class Reduced:
    def __init__(self, n=0):
        print("init", n)
        self.n = n

    def __reduce__(self):
        return Reduced, (self.n + 1,)


print(copy.copy(Reduced(1)).n, copy.deepcopy(Reduced(5)).n)


class Single:
    def __reduce__(self):
        return "THE_ONE"


one = Single()
print(copy.copy(one) is one, copy.deepcopy(one) is one)


class New:
    def __new__(cls, a, *, b=0):
        print("new", a, b)
        return super().__new__(cls)

    def __getnewargs_ex__(self):
        return ("a",), {"b": 2}


copy.copy(New(1))
print(object().__reduce_ex__(4)[0].__name__, object().__reduce_ex__(2)[1:])
print(object().__getstate__(), State.__getstate__ is object.__getstate__)
