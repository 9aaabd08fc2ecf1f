#!/usr/bin/env python3
"""Loops under python3, under the model, and under the model with every event recorded and saved.

    tests/bench/interp_bench.py [build/release/pyarena] [--rounds N]

Prints the CPU time of one turn of each loop (start-up subtracted, the best of the rounds, which
alternate between the three) and the ratios to python3's. Saving compresses the trace: `recorded` includes that.
"""
import argparse
import os
import resource
import subprocess
import sys
import tempfile

LOOPS = {
    # name: (set-up, body, turns)
    "x = x + i": ("x = 0", "x = x + i", 2_000_000),
    "x * 0.999 + 1.0": ("x = 0.5", "x = x * 0.999 + 1.0", 2_000_000),
    "append and pop": ("l = []", "l.append(i); l.pop()", 1_000_000),
    "append": ("l = []", "l.append(i)", 1_000_000),
    "d[i] = i": ("d = {}", "d[i] = i", 1_000_000),
    "p.v": ("p = P(1)", "p.v", 2_000_000),
    "p.v = i": ("p = P(1)", "p.v = i", 2_000_000),
    "f(i)": ("", "f(i)", 1_000_000),
    "E()": ("", "E()", 1_000_000),
    "P(i)": ("", "P(i)", 500_000),
    "a cycle of two": ("", "a = E(); b = E(); a.o = b; b.o = a", 200_000),
}
PROGRAM = """class P:
    def __init__(self, v):
        self.v = v
class E:
    pass
def f(x):
    return x
def loop(n):
    {setup}
    for i in range(n):
        {body}
loop({turns})
"""


def cpu_time(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def commands(pyarena, path, trace):
    return {
        "python3": ["/usr/bin/python3", "-S", path],
        "model": [pyarena, "run", path],
        "recorded": [pyarena, "run", "--trace", trace, "-f", path],
    }


def best_times(pyarena, folder, text, rounds):
    path = os.path.join(folder, "loop.py")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    best = {}
    for _ in range(rounds):
        for name, command in commands(pyarena, path, os.path.join(folder, "trace")).items():
            best[name] = min(best.get(name, 1e9), cpu_time(command))
    return best



def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pyarena", nargs="?", default="build/release/pyarena")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    print(f"{'one turn of':18} {'python3':>9} {'model':>9} {'recorded':>9}   model/python3 recorded/python3")
    with tempfile.TemporaryDirectory() as folder:
        for name, (setup, body, turns) in LOOPS.items():
            text = {n: PROGRAM.format(setup=setup or "pass", body=body, turns=n) for n in (0, turns)}
            empty = best_times(options.pyarena, folder, text[0], options.rounds)
            full = best_times(options.pyarena, folder, text[turns], options.rounds)
            ns = {key: (full[key] - empty[key]) / turns * 1e9 for key in full}
            print(f"{name:18} {ns['python3']:6.1f} ns {ns['model']:6.1f} ns {ns['recorded']:6.1f} ns"
                  f"   {ns['model'] / ns['python3']:13.2f} {ns['recorded'] / ns['python3']:16.2f}")


if __name__ == "__main__":
    sys.exit(main())
