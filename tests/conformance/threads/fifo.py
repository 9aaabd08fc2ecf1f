import queue
import threading

q = queue.Queue()
results = queue.Queue()


def worker():
    while True:
        item = q.get()
        if item is None:
            break
        results.put(item * item)
        q.task_done()


threads = [threading.Thread(target=worker) for _ in range(3)]
for thread in threads:
    thread.start()
for n in range(10):
    q.put(n)
q.join()
for _ in threads:
    q.put(None)
for thread in threads:
    thread.join()
print(sorted(results.get() for _ in range(10)), results.empty(), results.qsize(), q.full())
for call in (results.get_nowait, lambda: results.get(timeout=0.01), lambda: results.get(False)):
    try:
        call()
    except queue.Empty as error:
        print(type(error), repr(error))
try:
    for _ in range(20):
        results.task_done()
except ValueError as error:
    print(error)
