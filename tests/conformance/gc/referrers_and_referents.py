# Who refers to whom.
import gc


class A:
    pass


target = A()
box = [target]
table = {"k": target}
pair = (target, 1)
holder = A()
holder.t = target


def f(d=target):
    return d


found = gc.get_referrers(target)
print([any(x is y for x in found) for y in (box, table, pair, holder, globals(), f.__defaults__, f)])
box.clear()
print(any(x is box for x in gc.get_referrers(target)), gc.get_referents(box))
print([type(x).__name__ for x in gc.get_referents(table)])
print(gc.get_referents((1, "a"), [2.5]), gc.get_referents(5, "s"), gc.get_referents())
print([x is A for x in gc.get_referents(target)], any(x is target for x in gc.get_referents(holder)))
print(sorted(type(x).__name__ for x in gc.get_referents(f)))
it = iter([target])
print(type(gc.get_referrers(it)[0]).__name__, [type(x).__name__ for x in gc.get_referents(it)])
del it
print(len(gc.get_referrers(A())), gc.get_referrers())
