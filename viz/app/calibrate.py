"""Measures on this machine what pyarena's cost table names; prints a line "NAME ns" for each.

What runs undisturbed is measured by its quickest round, what the operating system decides by the median.
"""
import gc
import statistics
import threading
import time

now = time.perf_counter_ns


def least(measure, rounds=9):
    return min(measure() for _ in range(rounds))


def median(measure, rounds=101):
    return statistics.median(measure() for _ in range(rounds))


def instruction(turns=40_000):
    """A mixture: arithmetic, a call, an attribute, items, a new object."""

    class Point:
        def __init__(self, x):
            self.x = x

    def double(x):
        return x + x

    items = list(range(16))
    i = total = 0
    started = now()
    while i < turns:
        total += double(i)
        items[i & 15] = total & 255
        point = Point(i)
        total -= point.x
        i += 1
    return (now() - started) / turns / INSTRUCTIONS


# Of a turn of that loop, the functions it calls included, as `pyarena run --json` counts them.
INSTRUCTIONS = 46


def clock(turns=50_000):
    started = now()
    for _ in range(turns):
        now()
    return (now() - started) / turns


def sleep():
    started = now()
    time.sleep(0.000_001)
    return now() - started - 1000


def spawn():
    begun = []
    thread = threading.Thread(target=lambda: begun.append(now()))
    started = now()
    thread.start()
    thread.join()
    return begun[0] - started


def wake():
    """From the release of a lock to the first instruction of the thread that waits for it."""
    gate, ready, woken = threading.Lock(), threading.Lock(), []
    gate.acquire()
    ready.acquire()

    def wait():
        ready.release()
        gate.acquire()
        woken.append(now())

    thread = threading.Thread(target=wait)
    thread.start()
    ready.acquire()
    time.sleep(0.000_5)
    started = now()
    gate.release()
    thread.join()
    return woken[0] - started


def collected_object(count=50_000):
    """A collection has three phases that look at every object."""
    kept = [[i] for i in range(count)]
    before = len(gc.get_objects())
    started = now()
    gc.collect()
    took = now() - started
    del kept
    return took / before / 3


def array_kib():
    import numpy

    array = numpy.ones(4 << 20)
    result = numpy.empty_like(array)

    def add():
        started = now()
        numpy.add(array, 1.0, out=result)
        return (now() - started) / (2 * array.nbytes / 1024)

    return least(add)


print("BYTECODE", least(instruction))
print("CLOCK", least(clock))
print("SPAWN", median(spawn))
print("WAKE", median(wake))
print("TIMER", median(sleep))
print("GC_OBJECT", least(collected_object))
try:
    print("ARRAY_KIB", array_kib())
except ImportError:
    pass
