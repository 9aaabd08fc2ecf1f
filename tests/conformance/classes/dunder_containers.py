# __getitem__ with slices and tuples, __setitem__, __delitem__, __contains__, __missing__, __reversed__.
class Grid:
    def __init__(self): self.cells = {}
    def __getitem__(self, key):
        if isinstance(key, slice): return ('slice', key.start, key.stop, key.step)
        if isinstance(key, tuple): return [self[k] for k in key]
        return self.cells.get(key, 'empty')
    def __setitem__(self, key, value): self.cells[key] = value
    def __delitem__(self, key): del self.cells[key]
    def __contains__(self, key): return key in self.cells
    def __len__(self): return len(self.cells)
    def __reversed__(self): return iter(['last', 'first'])
    def __length_hint__(self): return 99
g = Grid()
g[0] = 'zero'; g['k'] = 'key'
print(g[0], g['k'], g[5], g[0, 'k', 7], g[1:2], g[::3], g[:, 0], len(g), 0 in g, bool(g), list(reversed(g)))
del g[0]
g['n'] = 0
g['n'] += 1
print(g['n'], 0 in g, len(g))
class Old:
    def __getitem__(self, i):
        if i > 2: raise IndexError(i)
        return i * i
print(list(Old()), 4 in Old(), 5 in Old(), tuple(Old()), [*Old()], max(Old()))
class Default(dict):
    def __missing__(self, key):
        self[key] = value = key * 2
        return value
d = Default(a=1)
print(d['a'], d['bc'], d, d.get('x'), 'x' in d)
