# Clocks go forward; sleeping takes its time.
import time
a, pa = time.monotonic(), time.perf_counter()
time.sleep(0.05)
b, pb = time.monotonic(), time.perf_counter()
print(b - a >= 0.05, pb - pa >= 0.05, b - a < 5, isinstance(a, float), isinstance(time.time_ns(), int), isinstance(time.perf_counter_ns(), int))
first = time.perf_counter_ns()
for _ in range(1000):
    pass
print(time.perf_counter_ns() > first, time.time() > 1_600_000_000, abs(time.time() - time.time_ns() / 1e9) < 1, time.process_time() >= 0, time.monotonic_ns() >= 0)
cpu = time.process_time()
time.sleep(0.02)
print(time.process_time() - cpu < 0.02, time.sleep(0))
for f in (lambda: time.sleep(-1), lambda: time.sleep("1"), lambda: time.sleep(), lambda: time.sleep(float("nan")), lambda: time.sleep(None), lambda: time.time(1), lambda: time.sleep(1, 2)):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
