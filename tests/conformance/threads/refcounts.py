import sys
import threading

shared = object()
event = threading.Event()
ready = threading.Barrier(3)


def hold(thing):
    mine = thing
    ready.wait()
    event.wait()


before = sys.getrefcount(shared)
threads = [threading.Thread(target=hold, args=(shared,)) for _ in range(2)]
for thread in threads:
    thread.start()
ready.wait()
print(sys.getrefcount(shared) > before + 3)
event.set()
for thread in threads:
    thread.join()
print(sys.getrefcount(shared) - before)
