# The memo: what it knows, what it keeps alive.
import copy
import sys
import weakref


class Node:
    def __init__(self, name, next=None):
        self.name = name
        self.next = next

    def __del__(self):
        print("del", self.name)


a = Node("a", Node("b"))
memo = {}
b = copy.deepcopy(a, memo)
print(memo[id(a)] is b, memo[id(a.next)] is b.next, len(memo), len(memo[id(memo)]))
b.name, b.next.name = "A", "B"
print(sys.getrefcount(a), sys.getrefcount(b))
again = copy.deepcopy(a, memo)
print(again is b)
del again
wa = weakref.ref(a)
del a
print("memo keeps it:", wa() is not None)
del memo
print("gone:", wa())
print(copy.deepcopy([1, 2], {}) == [1, 2])
x = []
known = {id(x): "instead"}
print(copy.deepcopy([x, x], known))
del b
print("end")
