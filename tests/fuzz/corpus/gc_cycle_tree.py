import gc
class Node:
    def __init__(self, parent=None):
        self.parent = parent
        self.kids = []
        if parent is not None:
            parent.kids.append(self)
gc.collect()
root = Node()
Node(root)
root = None
print(gc.collect())
def tree(depth, parent=None):
    node = Node(parent)
    if depth:
        tree(depth - 1, node)
        tree(depth - 1, node)
    return node
tree(4)
print(gc.collect())
