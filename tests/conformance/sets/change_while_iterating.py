# A set that changes its size while it is iterated.
s = {1, 2, 3}
for change in (lambda: s.add(50), lambda: s.discard(1), lambda: s.clear()):
    s.update({1, 2, 3})
    try:
        for x in s:
            change()
    except RuntimeError as error:
        print(error, s)
s = {1, 2, 3}
seen = []
for x in s:
    s.discard(x)
    s.add(x)
    seen.append(x)
print(seen, s)
it = iter(s)
print(it.__length_hint__(), next(it), it.__length_hint__(), list(it), next(it, "end"))
class Odd:
    def __hash__(self):
        return 1
    def __eq__(self, other):
        target.clear()
        return False
target = {Odd(), 7}
print(Odd() in target, target)
