/* What a scenario may use up, and what happens when somebody stops it. */
#include <csignal>

#include "tests/app/cli.h"

struct LimitsTest : CliTest {
    /* Starts the program in a shell; @script sees it as $p, its output in the files out and err. */
    Result
    shell(const std::string &script)
    {
        std::string text = "p='" + std::string(PYARENA_PROGRAM) + "'\n" + script;
        const char *argv[] = {"/bin/bash", "-c", text.c_str(), nullptr};
        Result result;
        g_autofree char *out = nullptr;
        g_autofree char *err = nullptr;
        int status = 0;
        g_auto(GStrv) environment = sanitized_environment();
        EXPECT_TRUE(g_spawn_sync(folder.c_str(), const_cast<char **>(argv), environment,
                                 G_SPAWN_DEFAULT, nullptr, nullptr, &out, &err, &status, nullptr));
        result.out = out;
        result.err = err;
        result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        return result;
    }
    /* Runs with @options, waits until the scenario has said "go", interrupts it, and again for each
     * further "go". */
    Result
    interrupt(const std::string &options, int times)
    {
        return shell("set -m; \"$p\" run " + options +
                     " >out 2>err & pid=$!\n"
                     "for n in $(seq " +
                     std::to_string(times) +
                     "); do\n"
                     "  for i in $(seq 400); do\n"
                     "    [ \"$(grep -c go err)\" -ge $n ] && break; sleep 0.05; done\n"
                     "  kill -INT $pid; done; wait $pid; s=$?; cat out; cat err >&2; exit $s\n");
    }
};

/* What has been said arrives at once on stderr only. */
static const char says_go[] = "import sys\n"
                              "def say():\n"
                              "    sys.stderr.write('go\\n')\n"
                              "def wait():\n"
                              "    say()\n"
                              "    while True:\n"
                              "        pass\n";

TEST_F(LimitsTest, AnInterruptIsKeyboardInterrupt)
{
    write("a.py", std::string(says_go) + "print('begins')\nwait()\n");
    Result result = interrupt("a.py", 1);
    EXPECT_EQ(result.status, 130);
    EXPECT_EQ(result.out, "begins\n");
    EXPECT_TRUE(contains(result.err, "Traceback (most recent call last):\n")) << result.err;
    EXPECT_TRUE(contains(result.err, ", in wait\n")) << result.err;
    EXPECT_TRUE(contains(result.err, "\nKeyboardInterrupt\n")) << result.err;
}

TEST_F(LimitsTest, AnInterruptCanBeCaughtAgainAndAgain)
{
    write("a.py", std::string(says_go) + "class A:\n"
                                         "    def __del__(self): print('del')\n"
                                         "a = A()\n"
                                         "for i in range(3):\n"
                                         "    try:\n"
                                         "        wait()\n"
                                         "    except KeyboardInterrupt as e:\n"
                                         "        print('caught', i, repr(e))\n"
                                         "    finally:\n"
                                         "        print('finally')\n");
    Result result = interrupt("a.py", 3);
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_EQ(result.out, "caught 0 KeyboardInterrupt()\nfinally\ncaught 1 KeyboardInterrupt()\n"
                          "finally\ncaught 2 KeyboardInterrupt()\nfinally\ndel\n");
}

TEST_F(LimitsTest, WhatWasReachedIsKept)
{
    write("a.py", std::string(says_go) + "x = [1, 2]\nwait()\n");
    Result result = interrupt("--trace a.trace --stats --json a.py", 1);
    EXPECT_EQ(result.status, 130);
    EXPECT_TRUE(contains(result.out, "\"exit_status\" : 130")) << result.out;
    EXPECT_TRUE(contains(result.out, "\"exception\" : \"KeyboardInterrupt\"")) << result.out;
    EXPECT_TRUE(contains(result.err, "# arenas allocated total"));
    Result dumped = pyarena({"dump", "state", "a.trace"});
    EXPECT_EQ(dumped.status, 0) << dumped.err;
}

TEST_F(LimitsTest, AReaderThatGoesAwayIsNoTrouble)
{
    write("a.py", "i = 0\nwhile True:\n    i += 1\n    print(i)\n");
    Result result = shell("\"$p\" run a.py | head -2; exit ${PIPESTATUS[0]}");
    EXPECT_EQ(result.status, 128 + SIGPIPE);
    EXPECT_EQ(result.out, "1\n2\n");
    EXPECT_EQ(result.err, "");
}

TEST_F(LimitsTest, MemoryIsLimitedInTheScenario)
{
    std::string text = "def attempt(f):\n"
                       "    try:\n"
                       "        f()\n"
                       "        print('no limit')\n"
                       "    except MemoryError as error:\n"
                       "        print(repr(error))\n";
    const char *attempts[] = {
        "[0] * 10 ** 10",
        "(0,) * 10 ** 10",
        "'x' * 10 ** 10",
        "b'x' * 10 ** 10",
        "bytes(10 ** 10)",
        "1 << 10 ** 11",
        "10 ** 10 ** 10",
        "pow(3, 10 ** 10)",
        "list(range(10 ** 10))",
        "list(range(10 ** 8))",
        "set(range(10 ** 8))",
        "dict.fromkeys(range(10 ** 8))",
        "[[] for i in range(10 ** 8)]",
        "tuple(i for i in range(10 ** 8))",
        "sorted(range(10 ** 8))",
        "'x'.ljust(10 ** 10)",
        "'x'.center(10 ** 10)",
        "'x'.zfill(10 ** 10)",
        "format('x', '>10000000000')",
        "f'{1:10000000000}'",
        "'%10000000000d' % 1",
        "('x' * 10 ** 5).join(['a'] * 10 ** 6)",
        "('a' * 10 ** 5).replace('a', 'x' * 10 ** 6)",
        "'\\t'.expandtabs(2 ** 31 - 1)",
        "'a'.encode() * 10 ** 10",
    };
    size_t count = 0;
    for (const char *attempt : attempts) {
        text += std::string("attempt(lambda: ") + attempt + ")\n";
        count++;
    }
    text += "print(len([0] * 10 ** 6))\n";
    write("a.py", text);
#ifdef __SANITIZE_ADDRESS__ /* its shadow alone is larger */
    Result result = shell("\"$p\" run --max-memory 20M a.py");
#else
    Result result = shell("ulimit -v 2000000; \"$p\" run --max-memory 20M a.py");
#endif
    EXPECT_EQ(result.status, 0) << result.err;
    std::string expected;
    for (size_t i = 0; i < count; i++) {
        expected += "MemoryError()\n";
    }
    EXPECT_EQ(result.out, expected + "1000000\n");
}

TEST_F(LimitsTest, RecursionEndsWhereCPythonEndsIt)
{
    write("a.py", "import sys\n"
                  "def show(f):\n"
                  "    try:\n"
                  "        f()\n"
                  "    except RecursionError as e:\n"
                  "        print(e)\n"
                  "def down(n): return tuple(down(n + 1) for _ in range(1))\n"
                  "def most(n): return max([n], key=most)\n"
                  "def least(n): return min([n], key=least)\n"
                  "def each(n): return list(map(each, [n]))\n"
                  "def sliced(n): return range(10 ** 30)[sliced(n + 1):]\n"
                  "class R:\n"
                  "    def __repr__(self): return f'{self!r}'\n"
                  "class E:\n"
                  "    def __eq__(self, other): return [self] == [other]\n"
                  "class H:\n"
                  "    def __hash__(self): return hash((self,))\n"
                  "for limit in range(50, 62):\n"
                  "    sys.setrecursionlimit(limit)\n"
                  "    for f in down, most, least, each, sliced:\n"
                  "        show(lambda: f(0))\n"
                  "    show(lambda: repr(R()))\n"
                  "    show(lambda: E() == E())\n"
                  "    show(lambda: hash(H()))\n"
                  "    x, y = [], []\n"
                  "    for i in range(100):\n"
                  "        x, y = [x], [y]\n"
                  "    show(lambda: x == y)\n"
                  "    show(lambda: x < y)\n"
                  "    show(lambda: repr(x))\n");
    Result result = pyarena({"check", "a.py"});
    EXPECT_EQ(result.status, 0) << result.out;
}
