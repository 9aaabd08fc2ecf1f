import threading

lock = threading.Lock()
print(lock.acquire(), lock.locked(), lock.acquire(False), lock.acquire(blocking=False), lock.acquire(timeout=0.01))
print(lock.release(), lock.locked())
with lock as entered:
    print(entered, lock.locked())
print(lock.locked())
for call in (lambda: lock.release(), lambda: lock.acquire(False, 1), lambda: lock.acquire(True, -2),
             lambda: lock.acquire(timeout="x"), lambda: lock.acquire(1, 2, 3), lambda: type(lock)()):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
try:
    with lock:
        raise KeyError("inside")
except KeyError as error:
    print(error, lock.locked())
