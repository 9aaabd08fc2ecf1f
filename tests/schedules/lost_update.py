# Between the read and the write another thread may come.
import threading
import time

counter = 0


def increment():
    global counter
    seen = counter
    time.sleep(0)
    counter = seen + 1


threads = [threading.Thread(target=increment) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(counter)
