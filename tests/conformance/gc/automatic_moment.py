# With a fresh count the collection comes with the allocation behind the threshold.
import gc


class A:
    pass


seen = []


def watch(phase, info):
    if phase == "start":
        seen.append((info["generation"], len(keep)))


keep = []
gc.collect()
gc.callbacks.append(watch)
gc.set_threshold(50, 3, 2)
for i in range(700):
    keep.append(A())
gc.set_threshold(700, 10, 10)
gc.callbacks.remove(watch)
first = seen[0][1]
print(first, [n - first for g, n in seen])
print([g for g, n in seen])
print(len(keep), gc.get_count()[1:])
