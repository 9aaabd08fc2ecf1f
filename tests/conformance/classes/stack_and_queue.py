# Containers of one's own with the protocols of built-in ones.
class Stack:
    def __init__(self, items=()): self._items = list(items)
    def push(self, item): self._items.append(item)
    def pop(self):
        if not self._items: raise IndexError('pop from empty stack')
        return self._items.pop()
    def __len__(self): return len(self._items)
    def __iter__(self): return reversed(self._items)
    def __contains__(self, item): return item in self._items
    def __getitem__(self, i): return self._items[-1 - i]
    def __repr__(self): return f'{type(self).__name__}({self._items})'
    def __bool__(self): return bool(self._items)
    def __eq__(self, other): return isinstance(other, Stack) and self._items == other._items
s = Stack('ab')
s.push('c')
print(s, len(s), list(s), 'a' in s, s[0], s[2], bool(s), s == Stack('abc'), s != Stack())
print([s.pop() for _ in range(3)], not s, Stack() == [])
try: s.pop()
except IndexError as error: print(error)
try: hash(s)
except TypeError as error: print(error)
class Queue(Stack):
    def pop(self): return self._items.pop(0)
q = Queue([1, 2])
q.push(3)
print(q.pop(), q, q == Stack([2, 3]))
