# Whose event is set first, when both sleep for nearly the same time?
import threading
import time

first = []
lock = threading.Lock()


def run(name, seconds):
    time.sleep(seconds)
    with lock:
        if not first:
            first.append(name)


threads = [threading.Thread(target=run, args=("a", 0.0020)), threading.Thread(target=run, args=("b", 0.0020))]
for thread in reversed(threads):
    thread.start()
for thread in threads:
    thread.join()
print(first[0])
