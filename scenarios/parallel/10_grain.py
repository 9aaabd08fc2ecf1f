#: title Embarrassingly parallel, coarse-grained, fine-grained
#: teaches that the same work scales or does not by how often the threads have to talk
#: option cores=4
import threading
import time


#: native time=4ms gil=released
def long_task():
    time.sleep(0.004)


#: native time=1ms gil=released
def short_task():
    time.sleep(0.001)


def independent():
    for _ in range(4):
        long_task()


def coarse(barrier):
    for _ in range(4):
        long_task()
        barrier.wait()


def fine(barrier):
    for _ in range(16):
        short_task()
        barrier.wait()


def run(target, *args):
    threads = [threading.Thread(target=target, args=args) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(target.__name__, "done")


run(independent)
#: figure embarrassingly-parallel view=timeline caption "No thread waits for another"
run(coarse, threading.Barrier(4))
#: figure coarse-grained view=timeline caption "After every 4 ms each waits for all: little is lost"
run(fine, threading.Barrier(4))
#: figure fine-grained view=timeline caption "After every 1 ms each waits for all: the waiting adds up"
#: expect gil_switches() > 60
