import queue

lifo = queue.LifoQueue()
priority = queue.PriorityQueue()
simple = queue.SimpleQueue()
for n in (5, 3, 8, 1, 9, 2, 7, 1, 4, 6):
    lifo.put(n)
    priority.put((n, "x"))
    simple.put(n)
print([lifo.get() for _ in range(10)])
print([priority.get()[0] for _ in range(10)])
print([simple.get() for _ in range(10)], simple.empty(), simple.qsize())
try:
    simple.get(timeout=0.01)
except queue.Empty as error:
    print("empty")
print(queue.Queue.__mro__, issubclass(queue.PriorityQueue, queue.Queue))
