# Long chains: built, walked and freed without deep recursion.
chain = None
for i in range(50000): chain = (i, chain)
n = 0
while chain:
    n += 1
    chain = chain[1]
print(n)
lists = []
for _ in range(20000): lists = [lists]
del lists
class Node:
    def __init__(self, next): self.next = next
head = None
for _ in range(20000): head = Node(head)
head = None
d = {}
for _ in range(10000): d = {'d': d}
d = None
def gen(n):
    if n: yield from gen(n - 1)
    yield n
print(sum(1 for _ in gen(200)), 'freed')
text = '+'.join(['1'] * 300)
print(len(text), sum(map(int, text.split('+'))))
big = [0] * 100000
big[-1] = 1
print(sum(big), len(big * 2), big.index(1), max(enumerate(big), key=lambda p: p[1]))
