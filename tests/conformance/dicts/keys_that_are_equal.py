# What makes two keys the same: hash and equality.
class Key:
    def __init__(self, n, log):
        self.n, self.log = n, log
    def __hash__(self):
        self.log.append(f"hash {self.n}")
        return self.n % 2
    def __eq__(self, other):
        self.log.append(f"{self.n} == {other.n}")
        return self.n == other.n
    def __repr__(self):
        return f"K{self.n}"

log = []
a, b, c = Key(1, log), Key(3, log), Key(1, log)
d = {a: "a", b: "b"}
print(log.copy(), log.clear())
d[c] = "c"
print(d, log.copy(), log.clear())
print(a in d, log.copy(), log.clear(), d.get(Key(5, log)), log.copy(), log.clear())
nan = float("nan")
print({nan: 1}.get(nan), {nan: 1}.get(float("nan")), {0: "a", False: "b", 0.0: "c", -0.0: "d"}, {(1, 2): 1}[(1.0, 2)], {"1": 1, 1: 2})
class NoHash:
    def __eq__(self, other):
        return True
try:
    {NoHash(): 1}
except TypeError as error:
    print(error)
