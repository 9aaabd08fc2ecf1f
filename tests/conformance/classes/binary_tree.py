# A search tree: insertion, traversal as generators, height.
class Tree:
    def __init__(self, key, left=None, right=None): self.key, self.left, self.right = key, left, right
    def insert(self, key):
        side = 'left' if key < self.key else 'right'
        child = getattr(self, side)
        if child: child.insert(key)
        else: setattr(self, side, Tree(key))
    def __iter__(self):
        if self.left: yield from self.left
        yield self.key
        if self.right: yield from self.right
    def preorder(self):
        yield self.key
        for child in (self.left, self.right):
            if child is not None: yield from child.preorder()
    def height(self): return 1 + max((c.height() for c in (self.left, self.right) if c), default=0)
    def __contains__(self, key):
        if key == self.key: return True
        child = self.left if key < self.key else self.right
        return child is not None and key in child
    def breadth_first(self):
        level = [self]
        while level:
            yield [t.key for t in level]
            level = [c for t in level for c in (t.left, t.right) if c]
t = Tree(50)
for k in (30, 70, 20, 40, 60, 80, 35): t.insert(k)
print(list(t), list(t.preorder()), t.height(), 35 in t, 36 in t)
print(list(t.breadth_first()), sum(t), next(iter(t)))
