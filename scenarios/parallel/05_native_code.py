#: title Native code that keeps the GIL
#: teaches that a library which does not release the GIL stops every other thread, however many cores there are
#: option cores=2
import threading
import time


#: native time=20ms gil=held
def read_dataset():
    "As HDF5 does: one long call into C. Summing in C stands for it here."
    sum(range(100_000))


#: native time=20ms gil=released
def read_file():
    "As most file functions do. Sleeping stands for it here."
    time.sleep(0.020)


def reader(read):
    for _ in range(3):
        read()


for read in (read_dataset, read_file):
    threads = [threading.Thread(target=reader, args=(read,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(read.__name__, "done")
    #: figure native view=timeline caption "held: the readers stand in line; released: they overlap"
    #: expect gil_switches() > 3
