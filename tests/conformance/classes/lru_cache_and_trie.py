# Two data structures on dicts.
class LRU:
    def __init__(self, size): self.size, self.data, self.hits = size, {}, 0
    def __getitem__(self, key):
        value = self.data[key] = self.data.pop(key)
        self.hits += 1
        return value
    def __setitem__(self, key, value):
        self.data.pop(key, None)
        self.data[key] = value
        if len(self.data) > self.size: del self.data[next(iter(self.data))]
    def __contains__(self, key): return key in self.data
    def __repr__(self): return f'LRU({list(self.data)})'
cache = LRU(2)
cache['a'] = 1; cache['b'] = 2
cache['a']
cache['c'] = 3
print(cache, 'b' in cache, cache['a'], cache.hits)
try: cache['b']
except KeyError as error: print('KeyError', error)
class Trie:
    def __init__(self): self.children, self.end = {}, False
    def add(self, word):
        node = self
        for c in word: node = node.children.setdefault(c, Trie())
        node.end = True
        return self
    def find(self, prefix):
        node = self
        for c in prefix:
            node = node.children.get(c)
            if node is None: return
        yield from node.words(prefix)
    def words(self, prefix=''):
        if self.end: yield prefix
        for c, child in sorted(self.children.items()): yield from child.words(prefix + c)
    def __contains__(self, word): return word in self.find(word)
t = Trie()
for w in 'car card care cat dog do'.split(): t.add(w)
print(list(t.find('car')), list(t.words()), 'ca' in t, 'cat' in t, list(t.find('x')))
