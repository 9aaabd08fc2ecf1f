#!/usr/bin/python3
"""Times the program beside the real python3, interleaved in one run.

    tests/bench/cli_bench.py [BUILD]      (default build/release)

Prints medians and ratios; asserts nothing. Rows:
  run, empty scenario     against `python3 -S -c pass` (goal: at most 0.5)
  draw, six figures       in svg, pdf and png (goal: at most 0.5 s)
  --version               what starting costs alone
"""
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
ROUNDS = 31


def seconds(command, folder):
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def medians(commands, rounds, folder):
    times = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            times[name].append(seconds(command, folder))
    return {name: (statistics.median(all_), min(all_)) for name, all_ in times.items()}


def main():
    build = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "build/release").resolve()
    program = str(build / "pyarena")
    story = str(ROOT / "scenarios/refcount/01_array_story.py")
    with tempfile.TemporaryDirectory() as folder:
        empty = os.path.join(folder, "empty.py")
        pathlib.Path(empty).write_text("")
        start = medians({
            "python3 -S -c pass": ["/usr/bin/python3", "-S", "-c", "pass"],
            "pyarena run empty.py": [program, "run", empty],
            "pyarena --version": [program, "--version"],
            "pyarena run story": [program, "run", story],
        }, ROUNDS, folder)
        draw = medians({
            "pyarena draw, 6 figures x 3 formats":
                [program, "draw", story, "-o", "out", "-f", "--format", "svg,pdf,png"],
        }, 9, folder)
    print(f"{'command':40} {'median ms':>10} {'best ms':>10}")
    for name, (median, best) in {**start, **draw}.items():
        print(f"{name:40} {median * 1e3:10.2f} {best * 1e3:10.2f}")
    ratio = start["pyarena run empty.py"][0] / start["python3 -S -c pass"][0]
    print(f"\nrun of an empty scenario over python3 -S -c pass: {ratio:.2f}")


if __name__ == "__main__":
    main()
