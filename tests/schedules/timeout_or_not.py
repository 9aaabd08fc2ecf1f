# The lock comes free at about the time at which the waiter gives up.
import threading
import time

lock = threading.Lock()
lock.acquire()
result = []
thread = threading.Thread(target=lambda: result.append(lock.acquire(timeout=0.003)))
thread.start()
time.sleep(0.003)
lock.release()
thread.join()
print(result[0])
