# Managers that count, restore, collect and nest.
class Indent:
    level = 0
    def __enter__(self):
        Indent.level += 1
        return self
    def __exit__(self, *info): Indent.level -= 1
    def print(self, text): print('  ' * self.level + text)
with Indent() as a:
    a.print('one')
    with Indent() as b:
        b.print('two')
        with a: a.print('three')
    a.print('one again')
class Patch:
    def __init__(self, obj, **changes): self.obj, self.changes = obj, changes
    def __enter__(self):
        self.saved = {k: getattr(self.obj, k) for k in self.changes}
        for k, v in self.changes.items(): setattr(self.obj, k, v)
    def __exit__(self, *info):
        for k, v in self.saved.items(): setattr(self.obj, k, v)
class Config: debug, size = False, 10
try:
    with Patch(Config, debug=True, size=99):
        print(Config.debug, Config.size)
        raise RuntimeError('inside')
except RuntimeError as error: print(error, Config.debug, Config.size)
class Suppress:
    def __init__(self, *kinds): self.kinds = kinds
    def __enter__(self): return self
    def __exit__(self, kind, value, tb):
        self.caught = value
        return kind is not None and issubclass(kind, self.kinds)
with Suppress(KeyError, IndexError) as s: {}['missing']
print(repr(s.caught))
with Suppress(KeyError) as s: pass
print(s.caught, Indent.level)
