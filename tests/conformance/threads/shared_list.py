import threading

items = []


def add(n):
    for i in range(500):
        items.append((n, i))


threads = [threading.Thread(target=add, args=(n,)) for n in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(items), all([i for m, i in items if m == n] == list(range(500)) for n in range(4)))
