import threading
import time

event = threading.Event()
thread = threading.Thread(target=event.wait)
thread.start()
start = time.monotonic()
print(thread.join(0.05), thread.is_alive(), time.monotonic() - start >= 0.05)
print(thread.join(timeout=0), thread.is_alive())
event.set()
thread.join()
print(thread.is_alive())
