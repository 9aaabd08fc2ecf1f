import threading
import time

inside = 0
most = 0
lock = threading.Lock()
semaphore = threading.Semaphore(2)


def enter():
    global inside, most
    with semaphore:
        with lock:
            inside += 1
            most = max(most, inside)
        time.sleep(0.01)
        with lock:
            inside -= 1


threads = [threading.Thread(target=enter) for _ in range(6)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(most, inside)
s = threading.Semaphore(0)
print(s.acquire(False), s.acquire(timeout=0.01), s.release(2), s.acquire(), s.acquire(False), s.acquire(False))
b = threading.BoundedSemaphore()
for call in (b.release, lambda: threading.Semaphore(-1), lambda: s.release(0), lambda: s.acquire(False, 1)):
    try:
        call()
    except ValueError as error:
        print(error)
