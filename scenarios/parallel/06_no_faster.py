#: title Two threads are no faster than one after the other
#: teaches that threads which compute in Python share one GIL: the work takes as long, and switching comes on top
#: option cores=2
import threading
import time

N = 60_000


def count_down(n):
    while n > 0:
        n -= 1


started = time.perf_counter()
count_down(N)
count_down(N)
serial = time.perf_counter() - started

threads = [threading.Thread(target=count_down, args=(N,)) for _ in range(2)]
started = time.perf_counter()
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
threaded = time.perf_counter() - started

print("two runs are timed:", serial > 0 and threaded > 0)
#: figure timeline view=timeline caption "Two threads that compute take turns: it takes as long as one after the other, and the switches come on top"
#: expect threaded > 0.9 * serial
