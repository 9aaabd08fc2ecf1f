# The usual ways to measure a piece of code.
import time
from time import perf_counter, sleep

class Timer:
    def __enter__(self):
        self.start = perf_counter()
        return self
    def __exit__(self, *exc):
        self.elapsed = perf_counter() - self.start
        return False

with Timer() as t:
    sleep(0.03)
print(f"{t.elapsed >= 0.03} {t.elapsed < 3}")

def timed(f):
    def wrapper(*args, **kwargs):
        start = time.perf_counter_ns()
        try:
            return f(*args, **kwargs), (time.perf_counter_ns() - start) // 1_000_000 >= 10
        finally:
            wrapper.calls += 1
    wrapper.calls = 0
    return wrapper

@timed
def work(n):
    sleep(n / 1000)
    return n * 2

print(work(12), work(n=15), work.calls)
stamps = [time.monotonic() for _ in range(5)]
print(stamps == sorted(stamps), len(stamps), max(stamps) >= min(stamps))
