import threading

lock = threading.Lock()


class Key:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        with lock:
            return self.n < other.n

    def __repr__(self):
        with lock:
            return str(self.n)


out = []


def work(numbers):
    keys = sorted(Key(n) for n in numbers)
    out.append(repr(keys))


threads = [threading.Thread(target=work, args=(list(range(k, 0, -1)),)) for k in (20, 21, 22)]
lock.acquire()
for thread in threads:
    thread.start()
lock.release()
for thread in threads:
    thread.join()
print(sorted(out))
