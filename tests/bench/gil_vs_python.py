#!/usr/bin/env python3
"""The GIL under python3.11 and under the model, side by side.

    tests/bench/gil_vs_python.py [build/release/pyarena] [--rounds N] [--python PYTHON]

Two threads that compute against the same work in one thread; how often the GIL changes hands; how long a thread that sleeps
is away beside one that computes. The same programs run under both: the medians of the rounds (python3), and virtual time (model).
Where the machine's cores are shared with others python3's numbers are theirs too: --rounds 9 helps.
"""
import argparse
import statistics
import subprocess
import sys
import tempfile

COMPUTE = """
import sys, threading, time
sys.setswitchinterval({interval})
def work(n):
    i = 0
    while i < n:
        i += 1
def elapsed(function):
    start = time.perf_counter()
    function()
    return time.perf_counter() - start
def serial():
    work(n); work(n)
def together():
    threads = [threading.Thread(target=work, args=(n,)) for _ in range(2)]
    for t in threads: t.start()
    for t in threads: t.join()
n = 10_000
n = int(n * 0.15 / elapsed(lambda: work(n)))
print(elapsed(together) / elapsed(serial))
"""

# A switch is seen by the thread that runs after it.
SWITCHES = """
import sys, threading, time
sys.setswitchinterval({interval})
last = None
switches = 0
def work(me):
    global last, switches
    while time.perf_counter() < end:
        if last != me:
            last = me
            switches += 1
end = time.perf_counter() + 1.0
threads = [threading.Thread(target=work, args=(n,)) for n in range(2)]
for t in threads: t.start()
for t in threads: t.join()
print(switches)
"""

LATENCY = """
import sys, threading, time
sys.setswitchinterval({interval})
stop = False
def work():
    i = 0
    while not stop:
        i += 1
if {beside}:
    threading.Thread(target=work).start()
rounds = []
for _ in range(60):
    start = time.perf_counter()
    time.sleep({sleep})
    rounds.append(time.perf_counter() - start)
stop = True
rounds.sort()
print(rounds[30] * 1e6)
"""

ROWS = [("two threads / one after the other", "%.2f", COMPUTE, {"interval": 0.005}),
        ("the same, interval 0.5 ms", "%.2f", COMPUTE, {"interval": 0.0005}),
        ("switches per second", "%.0f", SWITCHES, {"interval": 0.005}),
        ("the same, interval 0.5 ms", "%.0f", SWITCHES, {"interval": 0.0005})]
for sleep in (0, 0.001):
    name = f"time.sleep({sleep}), us"
    ROWS += [(name + ", alone", "%.0f", LATENCY, {"interval": 0.005, "sleep": sleep, "beside": False}),
             (name + ", beside, 5 ms", "%.0f", LATENCY, {"interval": 0.005, "sleep": sleep, "beside": True}),
             (name + ", beside, 0.5 ms", "%.0f", LATENCY, {"interval": 0.0005, "sleep": sleep, "beside": True})]


def measure(command, path):
    return float(subprocess.run(command + [path], check=True, capture_output=True, text=True).stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pyarena", nargs="?", default="build/release/pyarena")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--python", default="/usr/bin/python3")
    options = parser.parse_args()
    print(f"{'':36} {'python3':>9} {'(from':>9} {'to)':>9} {'model':>9} {'model/python3':>14}")
    with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
        for name, form, program, values in ROWS:
            file.seek(0)
            file.truncate()
            file.write(program.format(**values))
            file.flush()
            real = [measure([options.python], file.name) for _ in range(options.rounds)]
            model = measure([options.pyarena, "run", "--cores", "2"], file.name)
            middle = statistics.median(real)
            numbers = " ".join(f"{form % x:>9}" for x in (middle, min(real), max(real), model))
            print(f"{name:36} {numbers} {model / middle:>14.2f}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
