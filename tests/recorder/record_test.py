#!/usr/bin/python3
"""record_test.py PROGRAM [unittest option...]: records small programs with /usr/bin/python3 and reads what came of it.

What must hold: the recording is true and whole as far as it goes, and the program does not notice.
"""
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import recording
from recording import Recording

PROGRAM = os.path.abspath(sys.argv.pop(1))
PYTHON = "/usr/bin/python3"
LIST = "kept = [str(i) for i in range(5000)]\n"


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.output = os.path.join(self.folder.name, "out.rec")

    def command(self, *program, options=(), output=None):
        return [PROGRAM, "record", "-o", output or self.output, *options, "--", *program]

    def run_command(self, *program, options=(), output=None, **how):
        return subprocess.run(self.command(*program, options=options, output=output),
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **how)

    def record(self, text, options=(), arguments=(), status=0, python_options=(), **how):
        done = self.run_command(PYTHON, *python_options, "-c", text, *arguments, options=options,
                                **how)
        self.assertEqual(done.returncode, status, done.stderr)
        return done

    def read(self, path=None, **how):
        return Recording(path or self.output, **how)

    def files(self):
        return sorted(os.listdir(self.folder.name))

    def check_whole(self, read):
        """Its end is there and says how much there is; books of addresses agree."""
        self.assertEqual(read.end, read.count)
        self.assertEqual(read.unknown_frees, 0)
        self.assertGreater(read.counts["obj.malloc"], 3000)

    def check_prefix(self, read):
        self.assertIsNone(read.end)
        self.assertEqual(read.unknown_frees, 0)


class Plain(Case):
    def test_a_recording_is_whole_and_true(self):
        done = self.record(LIST + "import json")
        read = self.read()
        self.check_whole(read)
        self.assertEqual(read.magic, b"PYMTRC2\n")
        version = subprocess.run([PYTHON, "-c", "import sys; print(sys.hexversion)"],
                                 stdout=subprocess.PIPE, text=True).stdout
        self.assertEqual(read.version, int(version))
        self.assertEqual(read.command[:2], [PYTHON, "-c"])
        self.assertEqual(len(read.sites), 1)
        self.assertEqual(self.files(), ["out.rec"])
        size = os.path.getsize(self.output)
        self.assertEqual(done.stderr, f"pyarena record: {read.count} operations, {read.arenas_peak} "
                         f"arenas at most, {size} bytes, {self.output}\n")

    def test_nothing_is_missed(self):
        """Of what a program allocates every piece is there, and those freed are freed."""
        self.record("def run():\n"
                    "    kept = [bytes(400) for _ in range(3000)]\n"
                    "    return len(kept)\n"
                    "run()\n")
        read = self.read(keep=True)
        blocks = [r for r in read.records if r.op <= 1 and r.size == 433]
        self.assertGreaterEqual(len(blocks), 3000)
        self.assertEqual(sum(size == 433 for size in read.live[2].values()), 0)

    def test_large_blocks_are_nested_raw_calls(self):
        self.record("kept = [bytes(5000) for _ in range(700)]")
        read = self.read(keep=True)
        outer = [r for r in read.records if r.size == 5033 and not r.nested]
        inner = [r for r in read.records if r.size == 5033 and r.nested and r.domain == 0]
        self.assertGreaterEqual(len(outer), 700)
        self.assertEqual(len(inner), len(outer))
        self.assertEqual({r.new for r in inner}, {r.new for r in outer})

    def test_the_last_snapshot_is_that_of_the_end(self):
        self.record(LIST)
        read = self.read()
        self.assertEqual(len(read.texts), 1)
        in_use = sum(int(row.split()[3].replace(",", ""))
                     for row in re.findall(r"^ +\d+ +\d+ +.*$", read.texts[0], re.M))
        small = sum(0 < size <= 512 for domain in (1, 2) for size in read.live[domain].values())
        self.assertEqual(in_use, small)

    def test_snapshots_when_asked_for(self):
        self.record("import os\nnumbers = [os.getsid(-4242)]\n" + LIST + "numbers += [os.getsid(-4242)]\n"
                    "assert 0 <= numbers[0] < numbers[1]\n"
                    f"assert os.getsid(0) == {os.getsid(0)}",
                    options=["--stats-every", "4000"])
        read = self.read()
        self.check_whole(read)
        calls = sum(n for name, n in read.counts.items()
                    if name[:3] in ("mem", "obj") and not name.endswith("+"))
        self.assertEqual(len(read.texts), calls // 4000 + 3)

    def test_threads(self):
        self.record("import threading\n"
                    "def work():\n"
                    "    for i in range(100):\n"
                    "        kept = [str(j) * 9 for j in range(100)]\n"
                    "threads = [threading.Thread(target=work) for _ in range(4)]\n"
                    "[t.start() for t in threads]\n[t.join() for t in threads]")
        read = self.read()
        self.check_whole(read)
        self.assertEqual(len(read.threads), 5)

    def test_raw_calls_without_the_gil(self):
        """Compressors ask for raw memory while others hold the GIL: no address is handed out while live."""
        self.record("import bz2, lzma, os, threading\n"
                    "data = os.urandom(2000) * 5\n"
                    "def squeeze(kind):\n"
                    "    for i in range(30):\n"
                    "        kind.decompress(kind.compress(data))\n"
                    "def churn(kind):\n"
                    "    for i in range(60):\n"
                    "        kept = [str(j) * 7 for j in range(100)]\n"
                    "threads = [threading.Thread(target=work, args=(kind,)) for work in (squeeze, churn)\n"
                    "           for kind in (bz2, lzma, bz2)]\n"
                    "[t.start() for t in threads]\n[t.join() for t in threads]")
        read = self.read()
        self.check_whole(read)
        self.assertEqual(len(read.threads), 7)

    def test_tracemalloc_on_top(self):
        self.record("import tracemalloc\ntracemalloc.start()\n" + LIST)
        read = self.read()
        self.check_whole(read)
        self.assertFalse(read.hook_lost)


class Lines(Case):
    TEXT = ("def build(n):\n"
            "    kept = []\n"
            "    for i in range(n):\n"
            "        kept.append((i,\n"
            "                     float(i)))\n"
            "    return kept\n"
            "kept = build(3000)\n"
            "for k in range(40):\n"
            "    exec(compile(f'[[{k}] for i in range(50)]', f'f\u00e9{k % 2}', 'exec'))\n")

    def test_each_allocation_has_its_line(self):
        self.record(self.TEXT, options=["--lines"])
        read = self.read()
        self.check_whole(read)
        self.assertEqual(len(set(read.sites)), len(read.sites))
        by_line = {}
        for (name, line, function), count in read.by_site.items():
            if name == "<string>":
                by_line[line, function] = count
        floats = by_line[5, "build"]  # the line of the call that makes a float
        self.assertIn(floats, range(2900, 3200))
        self.assertGreaterEqual(by_line[4, "build"], 3000)
        self.assertNotIn((6, "build"), by_line)

    def test_code_that_is_gone_is_not_mistaken(self):
        """Code objects are made and freed at the same addresses, with other names each time."""
        self.record(self.TEXT, options=["--lines"])
        read = self.read()
        for name in ("f\u00e90", "f\u00e91"):
            inside = sum(count for (file, line, function), count in read.by_site.items()
                         if file == name and line == 1 and function == "<listcomp>")
            self.assertGreaterEqual(inside, 20 * 50)
            self.assertLess(inside, 20 * 50 * 3)

    def test_lines_change_nothing_else(self):
        self.record(self.TEXT, python_options=["-I", "-S"])
        plain = self.read()
        self.record(self.TEXT, options=["--lines", "-f"], python_options=["-I", "-S"])
        sited = self.read()
        self.assertLess(abs(plain.counts["obj.malloc"] - sited.counts["obj.malloc"]), 30)


class Processes(Case):
    FORK = ("import os, sys\n" + LIST +
            "if os.fork() == 0:\n"
            "    more = [[i] for i in range(4000)]\n"
            "    raise SystemExit(0)\n"
            "os.wait()\n")

    def test_a_forked_child_is_not_recorded(self):
        done = self.record(self.FORK)
        read = self.read()
        self.check_whole(read)
        self.assertIn("1 more Python process was not recorded", done.stderr)
        self.assertEqual(self.files(), ["out.rec"])

    def test_a_forked_child_has_its_parent_s_history(self):
        self.record(self.FORK, options=["--children"])
        names = self.files()
        self.assertEqual(len(names), 2, names)
        parent = self.read()
        child = self.read(os.path.join(self.folder.name, names[1]))
        self.check_whole(parent)
        self.check_whole(child)
        self.assertEqual(child.forks, [int(names[1].rpartition(".")[2])])
        self.assertGreater(child.counts["obj.malloc"], parent.counts["obj.malloc"] + 3000)

    def test_subprocesses(self):
        text = ("import subprocess, sys, os\n"
                "subprocess.run([sys.executable, '-c', 'import json'], check=True)\n"
                "subprocess.run(['true'], check=True)\n"
                "print(sorted(k for k in os.environ if 'PYARENA' in k or k == 'LD_PRELOAD'))")
        done = self.record(text)
        self.assertEqual(done.stdout, "[]\n")
        self.assertEqual(self.files(), ["out.rec"])
        self.record(text, options=["--children", "-f"])
        names = self.files()
        self.assertEqual(len(names), 2, names)
        for name in names:
            self.check_whole(self.read(os.path.join(self.folder.name, name)))

    def test_os_exit(self):
        self.record(LIST + "import os\nos._exit(7)", status=7)
        read = self.read()
        self.check_whole(read)
        self.assertEqual(len(read.texts), 1)

    def test_exec(self):
        done = self.record(LIST + "import os\nos.execv('/bin/echo', ['echo', 'gone'])")
        self.assertEqual(done.stdout, "gone\n")
        read = self.read()
        self.check_prefix(read)
        self.assertGreater(read.counts["obj.malloc"], 8000)
        self.assertIn("called exec", done.stderr)

    def test_exec_that_fails(self):
        self.record(LIST + "import os\ntry:\n    os.execv('/nonexistent', ['x'])\n"
                    "except OSError:\n    pass\n")
        self.check_whole(self.read())

    def test_killed(self):
        for name in ("SIGKILL", "SIGTERM", "SIGSEGV"):
            with self.subTest(name):
                number = getattr(signal, name)
                done = self.record(LIST + f"import os\nos.kill(os.getpid(), {int(number)})",
                                   options=["-f"], status=128 + number)
                read = self.read()
                self.check_prefix(read)
                self.assertGreater(read.counts["obj.malloc"], 8000)
                # Everything is there: the last thing it did was to make what os.kill is given.
                self.assertIn(f"{read.count} operations", done.stderr)

    def test_a_signal_is_passed_on(self):
        process = subprocess.Popen(
            self.command(PYTHON, "-c", "import signal, sys, time\n"
                         "signal.signal(signal.SIGTERM, lambda *_: sys.exit(9))\n"
                         "print('ready', flush=True)\ntime.sleep(60)"),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.assertEqual(process.stdout.readline(), "ready\n")
        process.terminate()
        process.communicate()
        self.assertEqual(process.returncode, 9)
        self.check_whole(self.read())

    def test_started_by_a_shell(self):
        done = self.run_command("sh", "-c", f"{PYTHON} -c 'print(1)' && {PYTHON} -c 'print(2)'")
        self.assertEqual((done.returncode, done.stdout), (0, "1\n2\n"))
        self.check_whole(self.read())
        self.assertIn("1 more Python process was not recorded", done.stderr)


    def test_a_process_that_runs_on(self):
        """Its starter has ended; it is recorded to its own end, in the file that has its name already."""
        text = ("import os, sys\nos.read(int(sys.argv[1]), 1)\n" + LIST)
        reading, writing = os.pipe()
        done = subprocess.run(
            self.command("sh", "-c", f"{PYTHON} -c '{text}' {reading} 2>/dev/null & sleep 0.5"),
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, pass_fds=[reading])
        self.assertIn("runs on", done.stderr)
        self.assertIsNone(self.read().end)
        os.close(writing)
        os.close(reading)
        for _ in range(300):
            read = self.read()
            if read.end is not None:
                break
            time.sleep(0.1)
        self.check_whole(read)
        self.assertGreater(read.counts["obj.malloc"], 8000)

    def test_other_versions(self):
        found = 0
        for minor in range(9, 14):
            python = shutil.which(f"python3.{minor}")
            if python is None or subprocess.run([python, "-c", "pass"], stderr=subprocess.DEVNULL,
                                                stdout=subprocess.DEVNULL).returncode != 0:
                continue
            found += 1
            with self.subTest(python):
                done = self.run_command(python, "-c", LIST, options=["-f", "--lines"])
                self.assertEqual(done.returncode, 0, done.stderr)
                read = self.read()
                self.check_whole(read)
                self.assertEqual(read.version >> 16, 3 << 8 | minor)
                self.assertGreaterEqual(len(read.texts), 1)
                self.assertEqual("no lines" in done.stderr, minor < 11)
                self.assertEqual(len(read.sites) > 1, minor >= 11)
        if found == 0:
            self.skipTest("no python3.9 to python3.13")


class Undisturbed(Case):
    def test_output_and_exit_status(self):
        done = self.record("import sys\nprint(sys.stdin.read())\nsys.stderr.write('e\\n')\nsys.exit(5)",
                           options=["-q"], status=5, input="abc")
        self.assertEqual((done.stdout, done.stderr), ("abc\n", "e\n"))

    def test_descriptors(self):
        text = "import os\nprint(os.listdir('/proc/self/fd'))"
        bare = subprocess.run([PYTHON, "-c", text], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              text=True)
        self.assertEqual(self.record(text).stdout, bare.stdout)
        self.record("import os\nos.closerange(3, 100)\n" + LIST, options=["-f"])
        self.check_whole(self.read())

    def test_every_descriptor_in_use(self):
        self.record("import os, resource\n"
                    "resource.setrlimit(resource.RLIMIT_NOFILE, (32, 4096))\n"
                    "try:\n    while True:\n        os.dup(0)\nexcept OSError:\n    pass\n"
                    "for i in range(50):\n    kept = [[j] for j in range(9000)]\n")
        self.check_whole(self.read())

    def test_another_folder(self):
        done = self.run_command(PYTHON, "-c", "import os\nos.chdir('/')\n" + LIST,
                                output="here.rec", cwd=self.folder.name)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.check_whole(self.read(os.path.join(self.folder.name, "here.rec")))

    def test_a_full_disk(self):
        done = self.record(LIST + "print('well')", options=["-f"], output="/dev/full")
        self.assertEqual(done.stdout, "well\n")
        self.assertEqual(done.stderr.count("recording stopped: No space left on device"), 1)

    def test_the_limit_of_a_file_s_size(self):
        """The program goes on, and what was written is whole frames."""
        for ignored in ("SIG_IGN", "SIG_DFL"):
            done = self.record("import resource, signal\n"
                               f"signal.signal(signal.SIGXFSZ, signal.{ignored})\n"
                               "resource.setrlimit(resource.RLIMIT_FSIZE, (600000, 600000))\n"
                               "import random\n"
                               "kept = [None] * 1000\n"
                               "for i in range(300000):\n"
                               "    kept[random.randrange(1000)] = 'x' * (i % 400)\n"
                               "print('well')", options=["-f"], status=0)
            self.assertEqual(done.stdout, "well\n")
            self.assertEqual(done.stderr.count("recording stopped: File too large"), 1)
            self.assertLessEqual(os.path.getsize(self.output), 600000)
            read = self.read()
            self.check_prefix(read)
            self.assertGreater(read.count, 20000)

    def test_the_hook_is_lost(self):
        done = self.record("pass", env={**os.environ, "PYTHONMALLOC": "malloc"})
        read = self.read()
        self.assertTrue(read.hook_lost)
        self.assertEqual(read.end, read.count)
        self.assertIn("PYTHONMALLOC", done.stderr)
        done = self.record("pass", options=["-f"], python_options=["-X", "dev"])
        self.assertIn("-X dev", done.stderr)

    def test_a_library_preloaded_before_stays(self):
        other = "/lib/x86_64-linux-gnu/libc.so.6"
        done = self.record("import os\nprint(os.environ['LD_PRELOAD'])",
                           env={**os.environ, "LD_PRELOAD": other,
                                "ASAN_OPTIONS": "verify_asan_link_order=0"})
        self.assertEqual(done.stdout, other + "\n")


class Usage(Case):
    def check_refused(self, done, text):
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn(text, done.stderr)
        self.assertIn("error", done.stderr)

    def test_not_python(self):
        done = self.run_command("echo", "hello")
        self.assertEqual((done.returncode, done.stdout), (0, "hello\n"))
        self.assertIn("nothing was recorded", done.stderr)
        self.assertEqual(self.files(), [])

    def test_not_found(self):
        self.check_refused(self.run_command("no-such-program"), "no-such-program")
        self.assertEqual(self.files(), [])

    def test_an_output_that_exists(self):
        pathlib.Path(self.output).write_text("mine")
        self.check_refused(self.run_command(PYTHON, "-c", "pass"), "exists already")
        self.assertEqual(pathlib.Path(self.output).read_text(), "mine")
        self.record("pass", options=["-f"])
        self.check_whole(self.read())

    def test_an_output_that_cannot_be(self):
        for output in (self.folder.name, "/nonexistent/out.rec", "-"):
            self.check_refused(self.run_command(PYTHON, "-c", "pass", output=output), output)

    def test_arguments(self):
        for arguments in (["record"], ["record", "-o", self.output], ["record", "-o", self.output, "--"],
                          ["record", "--", PYTHON], ["record", "-o", self.output, PYTHON],
                          ["record", "-o", self.output, "--stats-every", "-1", "--", PYTHON]):
            done = subprocess.run([PROGRAM, *arguments], stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE, text=True)
            self.check_refused(done, "pyarena record --help")
        self.assertEqual(self.files(), [])


if __name__ == "__main__":
    unittest.main()
