import threading
from concurrent.futures import FIRST_COMPLETED, FIRST_EXCEPTION, ThreadPoolExecutor, as_completed, wait

gate = threading.Event()


def quick(n):
    return n


def slow(n):
    gate.wait()
    return n


def bad():
    raise KeyError("bad")


with ThreadPoolExecutor(4) as pool:
    a, b = pool.submit(quick, 1), pool.submit(slow, 2)
    done, rest = wait([a, b], return_when=FIRST_COMPLETED)
    print(done == {a}, rest == {b})
    c = pool.submit(bad)
    done, rest = wait([b, c], return_when=FIRST_EXCEPTION)
    print(c in done, b in rest)
    result = wait([b], timeout=0.01)
    print(len(result.done), len(result.not_done))
    try:
        b.result(timeout=0.01)
    except TimeoutError as error:
        print(type(error), error)
    try:
        for future in as_completed([b], timeout=0.01):
            print("no")
    except TimeoutError as error:
        print(error)
    gate.set()
    print(sorted(future.result() for future in as_completed([a, b])))
    print(len(wait([a, b, c]).done))
