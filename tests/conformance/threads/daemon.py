import threading
import time


def forever():
    while True:
        time.sleep(0.01)


thread = threading.Thread(target=forever, daemon=True)
print(thread.daemon, thread.isDaemon())
thread.start()
time.sleep(0.05)
inner = []


def make():
    inner.append(threading.Thread(target=print).daemon)


child = threading.Thread(target=make, daemon=True)
child.start()
child.join()
print(inner, thread.is_alive(), "main ends")
