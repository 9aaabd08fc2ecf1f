import threading
from concurrent.futures import ThreadPoolExecutor


def square(n):
    return n * n


def bad(n):
    raise ValueError(n)


with ThreadPoolExecutor(max_workers=3) as pool:
    futures = [pool.submit(square, n) for n in range(8)]
    print([future.result() for future in futures])
    print(list(pool.map(square, [1, 2, 3])), list(pool.map(pow, [2, 3], [5, 2])))
    failed = pool.submit(bad, 7)
    print(repr(failed.exception()), failed.done(), failed.running(), failed.cancelled())
    try:
        failed.result()
    except ValueError as error:
        print("raised", error)
try:
    pool.submit(square, 1)
except RuntimeError as error:
    print(error)
for workers in (0, -1):
    try:
        ThreadPoolExecutor(workers)
    except ValueError as error:
        print(error)
names = set()
with ThreadPoolExecutor(1, thread_name_prefix="mine") as pool:
    pool.submit(lambda: names.add(threading.current_thread().name)).result()
print(names)
