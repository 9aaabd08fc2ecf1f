#!/usr/bin/env python3
"""What `pyarena run --perfetto` writes, read as its readers read it."""
import collections
import json
import os
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))
TWO = """
import gc, threading, time

def work():
    i = 0
    while i < 100_000:
        i += 1
    kept = [[i] for i in range(2000)]
    time.sleep(0.001)
    gc.collect()

threads = [threading.Thread(target=work, name=name) for name in ("red", "blue")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""


class Perfetto(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.output = os.path.join(self.folder.name, "out.json")

    def run_text(self, text, *options, status=0):
        program = os.path.join(self.folder.name, "program.py")
        with open(program, "w", encoding="utf-8") as file:
            file.write(text)
        done = subprocess.run([PROGRAM, "run", "--perfetto", self.output, *options, program],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.assertEqual(done.returncode, status, done.stderr)
        return done.stderr

    def events(self):
        with open(self.output, encoding="utf-8") as file:
            return json.load(file)["traceEvents"]

    def rows(self, events):
        """Slices by the name of their row."""
        names = {(e["pid"], e["tid"]): e["args"]["name"] for e in events if e["name"] == "thread_name"}
        rows = collections.defaultdict(list)
        for event in events:
            if event["ph"] == "X":
                rows[names[event["pid"], event["tid"]]].append(event)
        return rows

    def test_rows(self):
        self.run_text(TWO)
        rows = self.rows(self.events())
        self.assertEqual(set(rows), {"MainThread", "red", "blue", "GIL", "garbage collector", "core 1", "core 2"})
        for name in ("red", "blue"):
            states = {slice["name"] for slice in rows[name]}
            self.assertLessEqual({"running Python code", "waiting for the GIL", "in I/O or asleep"}, states)
        self.assertEqual({slice["name"] for slice in rows["GIL"]}, {"MainThread", "red", "blue"})

    def test_slices_of_a_row_do_not_overlap(self):
        self.run_text(TWO)
        for name, slices in self.rows(self.events()).items():
            if name == "garbage collector":
                continue
            end = 0.0
            for slice in slices:
                self.assertGreaterEqual(slice["ts"] + 1e-6, end, name)
                end = slice["ts"] + slice["dur"]

    def test_one_thread_runs_python_code_at_a_time(self):
        self.run_text(TWO)
        rows = self.rows(self.events())
        running = sorted((s["ts"], s["ts"] + s["dur"]) for name in ("MainThread", "red", "blue")
                         for s in rows[name] if s["name"] == "running Python code")
        for before, after in zip(running, running[1:]):
            self.assertLessEqual(before[1], after[0] + 1e-6)

    def test_phases_lie_in_their_collection(self):
        self.run_text(TWO)
        wholes = []
        for slice in self.rows(self.events())["garbage collector"]:
            if slice["name"].startswith("generation"):
                wholes.append(slice)
            else:
                whole = wholes[-1]
                self.assertLessEqual(whole["ts"], slice["ts"])
                self.assertLessEqual(slice["ts"] + slice["dur"], whole["ts"] + whole["dur"] + 1e-6)
        self.assertGreater(sum(whole["dur"] for whole in wholes), 0)

    def test_counters_of_memory(self):
        self.run_text(TWO)
        counters = {e["name"] for e in self.events() if e["ph"] == "C"}
        self.assertEqual(counters, {"arenas", "small blocks", "C heap"})

    def test_same_seed_same_file(self):
        written = []
        for seed in ("3", "3", "4"):
            self.run_text(TWO, "-f", "--seed", seed)
            with open(self.output, "rb") as file:
                written.append(file.read())
        self.assertEqual(written[0], written[1])
        self.assertNotEqual(written[0], written[2])

    def test_without_threads(self):
        message = self.run_text("x = 1\n", status=2)
        self.assertIn("no time to show", message)
        self.assertFalse(os.path.exists(self.output))

    def test_an_existing_file_stays(self):
        with open(self.output, "w", encoding="utf-8") as file:
            file.write("mine")
        self.assertIn("-f", self.run_text(TWO, status=2))
        with open(self.output, encoding="utf-8") as file:
            self.assertEqual(file.read(), "mine")


unittest.main()
