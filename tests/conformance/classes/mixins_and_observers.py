# Small classes combined; callbacks kept in lists.
class ReprMixin:
    def __repr__(self): return f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in vars(self).items() if k[0] != '_')})"
class EqMixin:
    def __eq__(self, other): return type(self) is type(other) and vars(self) == vars(other)
    __hash__ = None
class Observable:
    def __init__(self): self._observers = []
    def subscribe(self, f):
        self._observers.append(f)
        return f
    def notify(self, *args):
        for f in self._observers: f(self, *args)
class Sensor(ReprMixin, EqMixin, Observable):
    def __init__(self, value=0):
        super().__init__()
        self.value = value
    def __setattr__(self, name, new):
        old = getattr(self, name, None)
        super().__setattr__(name, new)
        if name == 'value' and old is not None and old != new: self.notify(old, new)
s = Sensor()
log = []
@s.subscribe
def on_change(sender, old, new): log.append((old, new))
s.subscribe(lambda sender, *a: print('changed', sender, a))
s.value = 5; s.value = 5; s.value += 1
print(log, s, on_change.__name__)
t = Sensor(6)
t._observers = s._observers
print(s == t, s != Sensor(6), [c.__name__ for c in Sensor.__mro__])
try: {s}
except TypeError as error: print(error)
