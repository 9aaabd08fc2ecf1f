import _thread
import time

lock = _thread.allocate_lock()
lock.acquire()
out = []


def work(a, b=0):
    out.append((a, b))
    lock.release()


print(_thread.start_new_thread(work, (1,), {"b": 2}) != _thread.get_ident())
lock.acquire()
print(out)
for args in ((1, ()), (print, []), (print, (), 1)):
    try:
        _thread.start_new_thread(*args)
    except TypeError as error:
        print(error)
