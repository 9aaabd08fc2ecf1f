import threading

data = threading.local()
data.value = "main"
seen = []


def work(n):
    seen.append(hasattr(data, "value"))
    data.value = n
    event.wait()
    seen.append(data.value == n)


event = threading.Event()
threads = [threading.Thread(target=work, args=(n,)) for n in range(3)]
for thread in threads:
    thread.start()
event.set()
for thread in threads:
    thread.join()
print(seen, data.value, data.__dict__)
del data.value
try:
    data.value
except AttributeError as error:
    print(type(error).__name__)


class Counter(threading.local):
    start = 10

    def __init__(self, step):
        self.step = step
        self.count = self.start

    def next(self):
        self.count += self.step
        return self.count


counter = Counter(5)
print(counter.next(), counter.next())
out = []
thread = threading.Thread(target=lambda: out.append(counter.next()))
thread.start()
thread.join()
print(out, counter.next())
