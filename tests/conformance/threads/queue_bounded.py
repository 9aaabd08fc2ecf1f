import queue
import threading

q = queue.Queue(maxsize=2)
got = []


def consume():
    while True:
        item = q.get()
        got.append(item)
        if item == 9:
            return


q.put("x")
q.put("y", timeout=1)
print(q.full(), q.qsize())
for call in (lambda: q.put_nowait(1), lambda: q.put(1, timeout=0.01), lambda: q.put(1, timeout=-1)):
    try:
        call()
    except (queue.Full, ValueError) as error:
        print(type(error), error)
thread = threading.Thread(target=consume)
thread.start()
for n in range(10):
    q.put(n)
thread.join()
print(got)
