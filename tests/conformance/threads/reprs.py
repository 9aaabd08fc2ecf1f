import threading


def shape(text):
    return "".join("N" if c.isdigit() else c for c in text).replace("NN", "N").replace("NN", "N").replace("NN", "N").replace("NN", "N")


event = threading.Event()
thread = threading.Thread(target=event.wait, name="worker")
print(thread)
thread.start()
print(shape(repr(thread)))
event.set()
thread.join()
print(shape(repr(thread)))
print(threading.Thread(daemon=True, name="d"))
print(shape(repr(threading.main_thread())))
lock = threading.Lock()
print(repr(lock).split(" at ")[0], type(lock))
lock.acquire()
print(repr(lock).split(" at ")[0])
rlock = threading.RLock()
print(repr(rlock).split(" at ")[0], type(rlock))
with rlock:
    print(repr(rlock).split(" owner")[0], "count=1" in repr(rlock))
print(repr(event).split(" at ")[0], repr(event)[-4:])
print(repr(threading.Event())[-7:])
print(repr(threading.Condition(lock)).split(" at ")[0])
print(repr(threading.Semaphore(3)).split(" ")[-1], repr(threading.BoundedSemaphore(3)).split(" ")[-1])
print(repr(threading.Barrier(2)).split(" ")[-1])
print(repr(threading.local()).split(" at ")[0])
