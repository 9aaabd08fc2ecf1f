#: title One thread computes, one waits for input
#: teaches that waiting costs nobody the lock, but that whoever comes back has to wait for it

import threading
import time

received = []


def compute():
    total = 0
    for i in range(150_000):
        total += i
    print("sum:", total)


def receive():
    for n in range(6):
        time.sleep(0.001)  #: note as from a network: the lock is free meanwhile
        received.append(n)


computing = threading.Thread(target=compute, name="computing")
receiving = threading.Thread(target=receive, name="receiving")
receiving.start()
computing.start()
computing.join()
receiving.join()
#: expect len(received) == 6
#: expect gil_switches() > 8
print("received:", received)
#: figure computing-and-io view=timeline caption "Waiting for input costs nobody the GIL; coming back means waiting for it"
