#include <cstdio>
#include <cstring>
#include <string>

#include <gtest/gtest.h>

#include "sim/replay/arenas.h"
#include "sim/run/expect.h"
#include "sim/run/run.h"

/* Runs @text and judges its expectations: the number of failures, and the report. */
static int
judge(const std::string &text, std::string *report, std::string *wrong = nullptr)
{
    GError *error = nullptr;
    SimConfig config;
    sim_config_init(&config);
    g_autoptr(SimSource) source = sim_source_new("s.py", text.c_str(), text.size());
    g_autoptr(SimScenario) scenario = sim_scenario_new(source, &config, &error);
    EXPECT_NE(scenario, nullptr) << (error == nullptr ? "" : error->message);
    auto write = [](void *, bool, const char *, size_t) {};
    g_autoptr(SimRun) run =
        sim_run(scenario, sim_trace_new(scenario->source), write, nullptr, nullptr, &error);
    g_autoptr(SimReplay) replay = sim_replay_new(run->trace);
    g_autoptr(GString) out = g_string_new(nullptr);
    int failed = sim_expect_check(replay, run->trace, scenario->directives, nullptr, out, &error);
    *report = out->str;
    if (wrong != nullptr && error != nullptr) {
        *wrong = error->message;
    }
    g_clear_error(&error);
    return failed;
}

static int
judge_one(const std::string &statements, const std::string &expression)
{
    std::string report;
    return judge(statements + "#: expect " + expression + "\n", &report);
}

TEST(Expect, KnowsCountsAndBlocks)
{
    EXPECT_EQ(judge_one("a = [1]\nb = a\n", "refs(a) == 2 and a is b"), 0);
    EXPECT_EQ(judge_one("a = [1]\nb = a\n", "refs(a) == 1"), 1);
    EXPECT_EQ(judge_one("a = [1]\nb = [1]\n", "block(a) != block(b)"), 0);
    EXPECT_EQ(judge_one("a = [1]\ndel a\n", "freed(\"a\")"), 0);
    EXPECT_EQ(judge_one("a = [1]\nb = a\ndel a\n", "not freed(\"a\")"), 0);
}

TEST(Expect, ReadsValuesItemsAndAttributes)
{
    EXPECT_EQ(judge_one("a = [1, 'x', 2.5]\n", "a[0] == 1 and a[-1] == 2.5 and a[1] == 'x'"), 0);
    EXPECT_EQ(judge_one("a = {'k': 7}\n", "a['k'] + 1 == 8 and 'k' in a and len(a) == 1"), 0);
    EXPECT_EQ(judge_one("class A: pass\na = A()\na.x = 3\n", "a.x == 3 and type(a) == 'A'"), 0);
    EXPECT_EQ(judge_one("a = None\n", "a is None"), 0);
    EXPECT_EQ(judge_one("a = True\n", "a == True and not (a == False)"), 0);
}

/* The line of a report that says how to see the moment. */
static std::string
seen_with(const std::string &report)
{
    size_t at = report.find("    to see it: pyarena draw s.py --step ");
    return at == std::string::npos ? "" : report.substr(at, report.find('\n', at) + 1 - at);
}

TEST(Expect, AFailureShowsPlaceAndParts)
{
    std::string report;
    EXPECT_EQ(judge("a = [1]\nb = a\n#: expect refs(a) == 1 + 0\n", &report), 1);
    EXPECT_EQ(report, "s.py:3:11: error: this expectation does not hold\n"
                      "    #: expect refs(a) == 1 + 0\n"
                      "              ^~~~~~~~~~~~~~~~\n"
                      "    refs(a) is 2\n" +
                          seen_with(report));
    EXPECT_NE(seen_with(report), "");
}

TEST(Expect, ManyFailuresAreToldInShort)
{
    std::string report;
    EXPECT_EQ(judge("for i in range(30):\n    x = i\n    #: expect x < 0\n", &report), 30);
    EXPECT_NE(report.find("    ... and 20 more times\n"), std::string::npos) << report;
}

TEST(Expect, EmptyContainersAreFalse)
{
    EXPECT_EQ(judge_one("a = []\nb = [0]\nc = {}\nd = ()\n", "not a and b and not c and not d"), 0);
}

TEST(Expect, LeaksAreWhatOnlyCirclesKeep)
{
    EXPECT_EQ(judge_one("a = []\na.append(a)\n", "leaks() == 0"), 0);
    EXPECT_EQ(judge_one("a = []\na.append(a)\ndel a\n", "leaks() == 1"), 0);
    EXPECT_EQ(judge_one("a = []\na.append(a)\na.append([a])\ndel a\n", "leaks() == 2"), 0);
    EXPECT_EQ(judge_one("import gc\na = []\na.append(a)\ndel a\ngc.collect()\n", "leaks() == 0"),
              0);
    std::string report;
    EXPECT_EQ(judge("for i in [[1], [2]]:\n    x = i\n    #: expect leaks() == 0\n", &report), 0)
        << "the loop's own list is on the stack: " << report;
    EXPECT_EQ(judge_one("class A: pass\ndef f():\n    a = A()\n    a.b = A()\n    a.b.a = a\nf()\n",
                        "leaks() == 2"),
              0);
}

TEST(Expect, GenerationsOfTheCollector)
{
    EXPECT_EQ(judge_one("a = [[]]\n", "gc_generation(a) == 0"), 0);
    EXPECT_EQ(judge_one("import gc\na = [[]]\ngc.collect(0)\n", "gc_generation(a) == 1"), 0);
    EXPECT_EQ(judge_one("import gc\na = [[]]\ngc.collect()\n", "gc_generation(a) == 2"), 0);
    EXPECT_EQ(judge_one("import gc\na = [[]]\ngc.collect()\nb = [a]\n", "gc_generation(b) == 0"),
              0);
    std::string report;
    std::string wrong;
    for (const char *made : {"1000", "'text'", "{}", "{'a': 1}"}) {
        std::string text = std::string("a = ") + made + "\n#: expect gc_generation(a) == 0\n";
        EXPECT_EQ(judge(text, &report, &wrong), -1) << made;
        EXPECT_NE(wrong.find("s.py:2:25: error: the collector does not track"), std::string::npos)
            << wrong;
    }
    EXPECT_EQ(judge_one("a = {'a': []}\n", "gc_generation(a) == 0"), 0);
    EXPECT_EQ(judge("import gc\na = (1, len)\na = (1, int('2'))\ngc.collect()\n"
                    "#: expect gc_generation(a) == 0\n",
                    &report, &wrong),
              -1)
        << "a collection stops tracking such a tuple";
}

/* The sums of the table that sys._debugmallocstats() prints. */
struct Table {
    long arenas = 0;
    long pools = 0;
    long used = 0;
    long available = 0;
};

static Table
read_table(SimVm *vm)
{
    Table table;
    g_autoptr(GString) text = g_string_new(nullptr);
    sim_heap_stats(sim_vm_world(vm)->heap, text);
    g_auto(GStrv) lines = g_strsplit(text->str, "\n", -1);
    for (char **line = lines; *line != nullptr; line++) {
        long number, size, pools, used, available;
        if (sscanf(*line, "%ld %ld %ld %ld %ld", &number, &size, &pools, &used, &available) == 5) {
            table.pools += pools;
            table.used += used;
            table.available += available;
        }
        sscanf(*line, "# arenas allocated current = %ld", &table.arenas);
    }
    return table;
}

TEST(Expect, PoolsAreCountedAsPymallocCounts)
{
    const char *programs[] = {
        "x = 1\n",
        "z = [object() for i in range(5000)]\n",
        "z = [object() for i in range(5000)]\ndel z[::2]\n",
        "z = [[i] for i in range(90000)]\ndel z\n",
        "z = [[i] for i in range(90000)]\ndel z[100:]\ny = [(i, i) for i in range(50000)]\n",
        "z = []\nfor i in range(3000):\n    z.append('x' * (i % 400))\n    if i % 3 == 0: del z[i "
        "% 7:i "
        "% 11]\n",
    };
    for (const char *text : programs) {
        GError *error = nullptr;
        SimConfig config;
        sim_config_init(&config);
        g_autoptr(SimSource) source = sim_source_new("s.py", text, strlen(text));
        g_autoptr(SimScenario) scenario = sim_scenario_new(source, &config, &error);
        g_autoptr(SimTrace) trace = sim_trace_new(source);
        g_autoptr(SimVm) vm = sim_vm_new(&config, trace, nullptr, nullptr);
        ASSERT_TRUE(sim_vm_load(vm, scenario->code, &error));
        ASSERT_EQ(sim_vm_run(vm), SIM_VM_FINISHED);
        g_autoptr(SimArenaWalk) walk = sim_arena_walk_new(trace, config.profile);
        SimPoolCounts counts;
        ASSERT_TRUE(sim_arena_walk_count(walk, UINT64_MAX, &counts, &error));
        Table table = read_table(vm);
        g_autoptr(GString) live = g_string_new(nullptr);
        g_autoptr(GString) walked = g_string_new(nullptr);
        sim_pymalloc_stats(sim_vm_world(vm)->pymalloc, live);
        sim_arena_walk_stats(walk, walked);
        EXPECT_STREQ(walked->str, live->str) << text;
        EXPECT_EQ(counts.arenas, (size_t) table.arenas) << text;
        EXPECT_EQ(counts.pools, (size_t) table.pools) << text;
        EXPECT_EQ(counts.used, (size_t) table.used) << text;
        EXPECT_EQ(counts.freed + counts.never_used, (size_t) table.available) << text;
        SimPoolCounts before;
        ASSERT_TRUE(sim_arena_walk_count(walk, sim_trace_count(trace) / 2, &before, &error));
        ASSERT_TRUE(sim_arena_walk_count(walk, UINT64_MAX, &before, &error));
        EXPECT_EQ(before.used, counts.used) << "there and back again";
    }
}

TEST(Expect, BlocksAreUsedFreedOrNeverUsed)
{
    EXPECT_EQ(judge_one("x = 1\n", "arenas() == 1 and pools() > 5 and blocks('used') > 100"), 0);
    EXPECT_EQ(judge_one("z = [object() for i in range(500)]\ndel z[1:]\n", "blocks('freed') > 400"),
              0);
    std::string report;
    std::string wrong;
    EXPECT_EQ(judge("x = 1\n#: expect blocks('blue') == 0\n", &report, &wrong), -1);
    EXPECT_NE(wrong.find("s.py:2:18: error: \"used\", \"freed\" or"), std::string::npos) << wrong;
}

TEST(Expect, EveryRunOfAStatementIsJudged)
{
    std::string report;
    EXPECT_EQ(judge("for i in range(4):\n    x = i\n    #: expect x < 2\n", &report), 2);
    EXPECT_EQ(judge("def f():\n    x = 1\n    #: expect x == 1\n", &report), 1) << "never ran";
}

TEST(Expect, WhatCannotBeJudgedIsAnError)
{
    std::string report;
    std::string wrong;
    EXPECT_EQ(judge("a = 1\n#: expect nothing == 1\n", &report, &wrong), -1);
    EXPECT_NE(wrong.find("s.py:2:11: error: the name 'nothing' is not bound here"),
              std::string::npos)
        << wrong;
    EXPECT_EQ(judge("a = 1\n#: expect sorted(a)\n", &report, &wrong), -1);
    EXPECT_NE(wrong.find("an expectation can call refs(x), buffer_refs(x), "), std::string::npos)
        << wrong;
    EXPECT_EQ(judge("a = 1\n#: expect refs(a, a) == 1\n", &report, &wrong), -1);
    EXPECT_EQ(judge("a = 1\n#: expect outcomes('a') == 1\n", &report, &wrong), -1);
    EXPECT_NE(wrong.find("s.py:2:11: error: this is about races, which are not modelled yet"),
              std::string::npos)
        << wrong;
}

TEST(Expect, WhoHasTheGil)
{
    EXPECT_EQ(judge_one("a = 1\n", "gil_holder() == 0 and gil_switches() == 0"), 0);
    const char *threads = "import threading\n"
                          "t = threading.Thread(target=int)\n"
                          "t.start()\n"
                          "t.join()\n";
    EXPECT_EQ(judge_one(threads, "gil_holder() == 0 and gil_switches() >= 2"), 0);
}

TEST(Expect, AttributesOfInstancesAndClasses)
{
    const char *statements = "class A:\n    x = 1\nclass B(A):\n    y = 2\nb = B()\nb.z = 3\n"
                             "d = b.__dict__\nb.w = 4\n";
    EXPECT_EQ(judge_one(statements, "b.x == 1 and b.y == 2 and b.z == 3 and b.w == 4"), 0);
    EXPECT_EQ(judge_one(statements, "A.x == 1 and B.x == 1 and B.y == 2"), 0);
    std::string report;
    std::string wrong;
    EXPECT_EQ(judge(std::string(statements) + "#: expect A.y == 2\n", &report, &wrong), -1);
}

TEST(Expect, WhatIsInsideAStatementIsNoRunOfIt)
{
    std::string report;
    const char *programs[] = {
        "z = [i for i in range(3)]\n#: expect len(z) == 3\n",
        "z = sum(i for i in range(3))  #: expect z == 3\n",
        "z = (lambda q: q)(5)\n#: expect z == 5\n",
        "z = 1; f = lambda: z\n#: expect z == 1\ndel z\nf = f and None\n",
        "def f():\n    y = 1\n    return y\n#: expect type(f) == 'function'\nx = f()\n",
        "class A:\n    x = 1\n    y = [x]\n#: expect A.x == 1\n",
        "f = lambda: 1\n#: expect type(f) == 'function'\ng = f\ndel f\nx = g()\n",
    };
    for (const char *text : programs) {
        std::string wrong;
        EXPECT_EQ(judge(text, &report, &wrong), 0) << text << report << wrong;
    }
    EXPECT_EQ(judge("def f(n):\n    r = n if n == 0 else f(n - 1)\n    #: expect r < 0\n    return "
                    "r\nf(3)\n",
                    &report),
              4)
        << "each level of a recursion is a run";
}
