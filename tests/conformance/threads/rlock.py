import threading

lock = threading.RLock()
print(lock.acquire(), lock.acquire(), lock._is_owned())
seen = []


def other():
    seen.append(lock.acquire(blocking=False))
    try:
        lock.release()
    except RuntimeError as error:
        seen.append(str(error))


thread = threading.Thread(target=other)
thread.start()
thread.join()
print(seen)
lock.release()
print(lock._is_owned())
lock.release()
print(lock._is_owned())
try:
    lock.release()
except RuntimeError as error:
    print(error)
with lock:
    with lock:
        print("twice")
thread = threading.Thread(target=other)
thread.start()
thread.join()
print(seen)
