#: title Three threads that compute take turns
#: option cores=4 seed=12
#: teaches that one thread at a time runs Python code, five milliseconds each, however many cores there are

import threading


def count(n):
    i = 0
    while i < n:
        i += 1


threads = [threading.Thread(target=count, args=(60_000,), name=name) for name in ("A", "B", "C")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()  #: note waits, and does not want the lock meanwhile
#: expect gil_holder() == 0
#: expect gil_switches() > 9
print("three turns' work, one thread's time")
#: figure turns view=timeline caption "One of three threads runs at a time, about five milliseconds each"
