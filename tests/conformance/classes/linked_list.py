# Nodes, iteration, insertion, reversal.
class Node:
    __slots__ = 'value', 'next'
    def __init__(self, value, next=None): self.value, self.next = value, next
class LinkedList:
    def __init__(self, items=()):
        self.head = None
        for item in reversed(list(items)): self.head = Node(item, self.head)
    def __iter__(self):
        node = self.head
        while node:
            yield node.value
            node = node.next
    def __len__(self): return sum(1 for _ in self)
    def __repr__(self): return ' -> '.join(map(repr, self)) or 'empty'
    def reverse(self):
        previous, node = None, self.head
        while node:
            node.next, previous, node = previous, node, node.next
        self.head = previous
    def insert_sorted(self, value):
        if self.head is None or value < self.head.value:
            self.head = Node(value, self.head)
            return
        node = self.head
        while node.next and node.next.value < value: node = node.next
        node.next = Node(value, node.next)
l = LinkedList([1, 3, 5])
for v in (4, 0, 9): l.insert_sorted(v)
print(l, len(l), list(l)[::2], 4 in l, 7 in l, LinkedList())
l.reverse()
print(l, max(l), sorted(l))
a, b, *rest = l
print(a, b, rest, hasattr(l.head, '__dict__'))
