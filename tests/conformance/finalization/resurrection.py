# __del__ runs once, whatever comes after.
kept = []


class Phoenix:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n)
        kept.append(self)


p = Phoenix(1)
del p
print(len(kept), kept[0].n)
kept.clear()
print(len(kept))
a, b = Phoenix(2), Phoenix(3)
a.other = b
del b
del a
print([k.n for k in kept], kept[0].other.n)
kept[0].other = None
print(len(kept))
kept[0].n = 20
kept.pop()
print("gone", len(kept))


class Replaced(Phoenix):
    def __del__(self):
        kept.append(Phoenix(self.n + 1))


r = Replaced(10)
r = None
print([k.n for k in kept])
kept.clear()
print([k.n for k in kept])
kept.clear()
