#!/usr/bin/python3
"""What recording costs: CPU time of programs under `pyarena record`, beside the same without it.

    tests/bench/record_bench.py [BUILD] [ROUNDS] [PYTHON]    (default build/release, 7, /usr/bin/python3)

The two (and `--lines`) take turns in one run; CPU time is user and system time of all processes.
Prints medians and ratios; asserts nothing. Goal: at most 1.3.
"""
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]

PROGRAMS = {
    "pass": "pass",
    "imports": "import json, decimal, asyncio, http.client, email.mime.text",
    "compile": """
import ast, pathlib, os
for name in ["argparse", "ast", "inspect", "typing", "tarfile", "subprocess", "pickle"] * 4:
    compile(pathlib.Path(os.__file__).with_name(name + ".py").read_text(), name, "exec")
""",
    "jsonloop": """
import json
for i in range(30000):
    json.loads(json.dumps({"a": list(range(40)), "b": {"c": [str(i)] * 10, "d": [1.5, None]}}))
""",
    "threads4": """
import threading
def work():
    kept = []
    for i in range(300000):
        kept.append(str(i) * 3)
        if len(kept) > 300:
            del kept[:100]
threads = [threading.Thread(target=work) for _ in range(4)]
[t.start() for t in threads]
[t.join() for t in threads]
""",
    "objects": """
class Node:
    def __init__(self, value, next):
        self.value, self.next = value, next
for _ in range(3):
    head = None
    for i in range(100000):
        head = Node((i, i + 0.5), head)
    while head is not None:
        head = head.next
""",
    "floats": """
def run(n):
    x = 0.5
    for i in range(n):
        x = x * 1.0000001 + 0.25
run(12000000)
""",
    "churn": """
import random
r = random.Random(1)
kept = [None] * 200000
for i in range(800000):
    kept[r.randrange(200000)] = "x" * (i % 90)
""",
}


def cpu(command):
    pid = os.posix_spawn(command[0], command, os.environ,
                         file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
    _, status, usage = os.wait4(pid, 0)
    if status != 0:
        raise SystemExit(f"{command}: status {status}")
    return usage.ru_utime + usage.ru_stime


def records(recorder, python, path):
    done = subprocess.run([option for option in recorder if option != "-q"] + ["--", python, path],
                          stderr=subprocess.PIPE, text=True, check=True)
    return int(re.search(r"(\d+) operations", done.stderr)[1])


def main():
    build = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "build/release").resolve()
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    python = sys.argv[3] if len(sys.argv) > 3 else "/usr/bin/python3"
    print(f"{'program':10} {'bare s':>8} {'record':>8} {'--lines':>8} {'records':>10} {'ns/record':>10}")
    with tempfile.TemporaryDirectory() as folder:
        output = os.path.join(folder, "out.rec")
        recorder = [str(build / "pyarena"), "record", "-q", "-f", "-o", output]
        for name, text in PROGRAMS.items():
            path = os.path.join(folder, name + ".py")
            pathlib.Path(path).write_text(text)
            times = {"bare": [], "record": [], "lines": []}
            for _ in range(rounds):
                times["bare"].append(cpu([python, path]))
                times["record"].append(cpu(recorder + ["--", python, path]))
                times["lines"].append(cpu(recorder + ["--lines", "--", python, path]))
            bare, record, lines = (statistics.median(times[key]) for key in times)
            count = records(recorder, python, path)
            print(f"{name:10} {bare:8.3f} {record / bare:8.2f} {lines / bare:8.2f} {count:10} "
                  f"{(record - bare) / count * 1e9:10.1f}")


if __name__ == "__main__":
    main()
