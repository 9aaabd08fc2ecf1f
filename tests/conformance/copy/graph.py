# A graph with cycles keeps its shape; its copy is collected on its own.
import copy
import gc
import weakref

gc.disable()


class Node:
    def __init__(self, name):
        self.name = name
        self.links = []
        self.parent = None


nodes = [Node(n) for n in "abcd"]
for i, n in enumerate(nodes):
    n.links = [nodes[(i + 1) % 4], nodes[(i + 2) % 4]]
    n.parent = nodes[0]
copies = copy.deepcopy(nodes)
print([n.name for n in copies], copies[0].links[0] is copies[1], copies[3].links[0] is copies[0])
print(all(a is not b for a, b in zip(nodes, copies)), all(n.parent is copies[0] for n in copies))
one = copy.deepcopy(nodes[2])
print(one.links[0].links[1].name, one.parent.links[1] is one)
w = weakref.ref(copies[1])
del copies
n = None
print(w() is not None, gc.collect() > 0, w(), nodes[1].name)
tree = {"left": {"v": 1}, "right": {"v": 2}}
tree["right"]["up"] = tree
t = copy.deepcopy(tree)
print(t["right"]["up"] is t, t["left"] is tree["left"])
deep = []
for _ in range(100):
    deep = [deep]
d = copy.deepcopy(deep)
levels = 0
while d:
    d = d[0]
    levels += 1
print(levels)
try:
    for _ in range(1000):
        deep = [deep]
    copy.deepcopy(deep)
except RecursionError as e:
    print("RecursionError")
