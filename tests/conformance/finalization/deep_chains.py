# Long chains are taken down without running out of stack, from the front.
class Node:
    def __init__(self, n, next=None):
        self.n = n
        self.next = next

    def __del__(self):
        seen.append(self.n)


seen = []
head = None
for i in range(300):
    head = Node(i, head)
head = None
print(len(seen), seen[:3], seen[-3:])
nest = None
for i in range(5000):
    nest = [nest]
nest = None
deep = ()
for i in range(5000):
    deep = (deep, i)
deep = 0
d = {}
for i in range(3000):
    d = {"d": d}
d = None
seen.clear()
pair = [Node(1), [Node(2), [Node(3)]], Node(4)]
pair = None
print(seen)
