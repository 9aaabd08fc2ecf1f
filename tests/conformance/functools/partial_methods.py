# partialmethod makes methods out of methods.
from functools import partial, partialmethod


class Cell:
    alive = False

    def set_state(self, state, *, loud=False):
        self.alive = state
        return (state, loud)

    set_alive = partialmethod(set_state, True)
    shout = partialmethod(set_alive, loud=True)

    @classmethod
    def make(cls, n, m):
        return cls.__name__, n, m

    make_one = partialmethod(make, 1)
    static = partialmethod(staticmethod(lambda a, b: (a, b)), "s")
    part = partial(lambda *a: a, "p")


c = Cell()
print(c.set_alive(), c.alive, c.shout(), Cell.set_alive(c))
print(c.make_one(2), Cell.make_one(m=3), c.static(4), c.part(5))
print(Cell.__dict__["set_alive"].args, Cell.__dict__["shout"].keywords)
print(type(Cell.__dict__["set_alive"]).__name__, type(c.set_alive).__name__)
try:
    partialmethod(5)
except TypeError as e:
    print(e)
