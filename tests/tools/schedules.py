#!/usr/bin/env python3
"""Whether what real Python prints is among what the model allows.

    schedules.py PYARENA PROGRAM.py [--python PYTHON] [--seeds N] [--runs N]

The programs' output depends on the schedule. Each is run under real Python several times, then under the
model with one seed after the other until it has done all that the real one did, and two things at least:
a program of one outcome tests nothing. After N seeds it has failed.
"""
import argparse
import subprocess
import sys


def output(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          timeout=120)
    return done.returncode, done.stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pyarena")
    parser.add_argument("program")
    parser.add_argument("--python", default="/usr/bin/python3")
    parser.add_argument("--seeds", type=int, default=3000)
    parser.add_argument("--runs", type=int, default=12)
    options = parser.parse_args()
    real = {}
    for _ in range(options.runs):
        key = output([options.python, options.program])
        real[key] = real.get(key, 0) + 1
    allowed = {}
    seed = 0
    while seed < options.seeds and (len(allowed) < 2 or set(real) - set(allowed)):
        seed += 1
        key = output([options.pyarena, "run", "--seed", str(seed), options.program])
        allowed[key] = allowed.get(key, 0) + 1
    for name, seen in (("python", real), ("model", allowed)):
        for (status, text), count in sorted(seen.items()):
            print(f"{name:7}{count:4} times, status {status}: {text.strip()!r}")
    missing = set(real) - set(allowed)
    if missing:
        sys.exit(f"{options.program}: the model never does what python did")
    if len(allowed) < 2:
        sys.exit(f"{options.program}: the model knows one outcome only")


main()
