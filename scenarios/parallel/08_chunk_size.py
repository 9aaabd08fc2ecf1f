#: title Chunks: too small, too large
#: teaches that small tasks pay for being handed out, and large ones leave workers without work
#: option cores=4
import time
from concurrent.futures import ThreadPoolExecutor

TASKS = 48


#: native time=1ms gil=released
def task():
    "Work that leaves the GIL alone; sleeping stands for it."
    time.sleep(0.001)


def chunk(count):
    for _ in range(count):
        task()
    return count


for size in (1, 4, 24):
    started = time.perf_counter()
    with ThreadPoolExecutor(max_workers=4) as pool:
        total = sum(pool.map(chunk, [size] * (TASKS // size)))
    print("chunks of", size, "do", total, "tasks")
    #: figure chunks view=timeline caption "Chunks of 1, of 4, of 24 tasks on four workers"
    #: expect total == 48
