// Threads as the host sees them: their trace, limits, deadlocks, many of them.
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/run/run.h"

struct ThreadsTest : testing::Test {
    struct Result {
        SimVmStatus status;
        int exit_status;
        std::string out;
        std::string err;
        std::vector<std::string> events; // of threads
        uint64_t count = 0;              // of all events
    };

    SimConfig config;

    ThreadsTest()
    {
        sim_config_init(&config);
    }
    static void
    write(void *data, bool error, const char *text, size_t length)
    {
        auto *result = static_cast<Result *>(data);
        (error ? result->err : result->out).append(text, length);
    }
    static void
    collect(const SimTrace *trace, Result *result)
    {
        SimCursor cursor;
        SimEvent event;
        sim_cursor_init(&cursor, trace);
        while (sim_cursor_next(&cursor, &event, nullptr)) {
            bool of_threads = event.kind == SIM_EVENT_THREAD ||
                              (event.kind >= SIM_EVENT_CLOCK && event.kind <= SIM_EVENT_GIL_FORCED);
            if (of_threads) {
                GString *text = g_string_new(nullptr);
                sim_event_dump(&event, text);
                result->events.push_back(text->str);
                g_string_free(text, TRUE);
            }
            result->count++;
        }
        sim_cursor_clear(&cursor);
    }
    Result
    run(const std::string &text, bool record = true, bool by_steps = false)
    {
        Result result;
        GError *error = nullptr;
        g_autoptr(SimSource) source = sim_source_new("t.py", text.c_str(), text.size());
        SimScenario *scenario = sim_scenario_new(source, &config, &error);
        EXPECT_NE(scenario, nullptr) << error->message;
        SimTrace *trace = record ? sim_trace_new(source) : nullptr;
        SimVm *vm = sim_vm_new(&scenario->config, trace, write, &result);
        EXPECT_TRUE(sim_vm_load(vm, scenario->code, nullptr));
        if (by_steps) {
            while (sim_vm_step(vm, sim_vm_main_thread(vm)) == SIM_VM_READY) {
            }
        } else {
            sim_vm_run(vm);
        }
        result.exit_status = sim_vm_finish(vm);
        result.status = sim_vm_status(vm);
        sim_vm_free(vm);
        if (record) {
            collect(trace, &result);
        }
        sim_trace_free(trace);
        sim_scenario_free(scenario);
        return result;
    }
};

static const char counting[] = "import threading\n"
                               "def count(n):\n"
                               "    while n > 0:\n"
                               "        n -= 1\n"
                               "threads = [threading.Thread(target=count, args=(30000,))\n"
                               "           for _ in range(3)]\n"
                               "for t in threads: t.start()\n"
                               "for t in threads: t.join()\n"
                               "print('done')\n";

TEST_F(ThreadsTest, TheSameSeedIsTheSameTrace)
{
    Result first = run(counting);
    EXPECT_EQ(first.out, "done\n");
    EXPECT_GT(first.events.size(), 30U);
    Result again = run(counting);
    EXPECT_EQ(again.events, first.events);
    EXPECT_EQ(again.count, first.count);
    config.seed = 2;
    EXPECT_NE(run(counting).events, first.events);
}

TEST_F(ThreadsTest, OneThreadHasNoSuchEvents)
{
    EXPECT_TRUE(run("import threading, time\n"
                    "lock = threading.Lock()\n"
                    "with lock: time.sleep(0.1)\n"
                    "threading.Event().set()\n")
                    .events.empty());
}

TEST_F(ThreadsTest, OneInstructionAtATimeOthersRunAsWell)
{
    Result result = run(counting, true, true);
    EXPECT_EQ(result.status, SIM_VM_FINISHED);
    EXPECT_EQ(result.out, "done\n");
}

TEST_F(ThreadsTest, ADeadlockIsTold)
{
    Result result = run("import threading, time\n"
                        "a, b = threading.Lock(), threading.Lock()\n"
                        "def work(x, y):\n"
                        "    with x:\n"
                        "        time.sleep(0.01)\n"
                        "        with y: pass\n"
                        "threads = [threading.Thread(target=work, args=p, name=n)\n"
                        "           for n, p in (('one', (a, b)), ('two', (b, a)))]\n"
                        "for t in threads: t.start()\n"
                        "for t in threads: t.join()\n");
    EXPECT_EQ(result.status, SIM_VM_DEADLOCK);
    EXPECT_EQ(result.exit_status, 1);
    EXPECT_EQ(result.err, "t.py: deadlock: MainThread waits for the end of one, one waits for lock "
                          "held by two, two waits for lock held by one\n");
}

TEST_F(ThreadsTest, OneThreadAloneCanWaitForEver)
{
    Result result = run("import threading\n"
                        "lock = threading.Lock()\n"
                        "lock.acquire()\n"
                        "sorted([1, 2], key=lambda x: lock.acquire())\n");
    EXPECT_EQ(result.status, SIM_VM_DEADLOCK);
    EXPECT_EQ(result.err, "t.py: deadlock: MainThread waits for lock held by MainThread\n");
}

TEST_F(ThreadsTest, ADeadlockAtTheEndIsOneToo)
{
    Result result = run("import threading\n"
                        "threading.Thread(target=threading.Event().wait, name='w').start()\n"
                        "print('main ends')\n");
    EXPECT_EQ(result.out, "main ends\n");
    EXPECT_EQ(result.status, SIM_VM_DEADLOCK);
    EXPECT_EQ(result.exit_status, 1);
}

TEST_F(ThreadsTest, DaemonsAreLeftWhereTheyAre)
{
    Result result = run("import threading, time\n"
                        "class Thing:\n"
                        "    def __del__(self): print('never')\n"
                        "def work():\n"
                        "    thing = Thing()\n"
                        "    sorted([1, 2], key=lambda x: time.sleep(100))\n"
                        "threading.Thread(target=work, daemon=True).start()\n"
                        "threading.Thread(target=threading.Event().wait, daemon=True).start()\n"
                        "time.sleep(0.01)\n");
    EXPECT_EQ(result.status, SIM_VM_FINISHED);
    EXPECT_EQ(result.exit_status, 0);
    EXPECT_EQ(result.out, "");
    EXPECT_EQ(result.err, "");
}

TEST_F(ThreadsTest, TheLimitStopsThemAll)
{
    config.max_steps = 50000;
    for (bool record : {false, true}) {
        Result result = run("import threading\n"
                            "def work(x):\n"
                            "    try:\n"
                            "        while True: pass\n"
                            "    finally:\n"
                            "        print('never')\n"
                            "threads = [threading.Thread(target=sorted, args=([1, 2],),\n"
                            "                            kwargs={'key': work}) for _ in range(3)]\n"
                            "for t in threads: t.start()\n"
                            "for t in threads: t.join()\n",
                            record);
        EXPECT_EQ(result.status, SIM_VM_LIMIT);
        EXPECT_EQ(result.exit_status, 3);
        EXPECT_EQ(result.out, "");
        EXPECT_EQ(result.err, "");
    }
}

TEST_F(ThreadsTest, AnUncaughtExceptionIsToldAsCPythonDoes)
{
    Result result = run("import threading\n"
                        "def bad():\n"
                        "    raise ValueError('no')\n"
                        "t = threading.Thread(target=bad)\n"
                        "t.start()\n"
                        "t.join()\n"
                        "print('on')\n");
    EXPECT_EQ(result.out, "on\n");
    EXPECT_EQ(result.exit_status, 0);
    EXPECT_EQ(result.err,
              "Exception in thread Thread-1 (bad):\n"
              "Traceback (most recent call last):\n"
              "  File \"/usr/lib/python3.11/threading.py\", line 1038, in _bootstrap_inner\n"
              "    self.run()\n"
              "  File \"/usr/lib/python3.11/threading.py\", line 975, in run\n"
              "    self._target(*self._args, **self._kwargs)\n"
              "  File \"t.py\", line 3, in bad\n"
              "    raise ValueError('no')\n"
              "ValueError: no\n");
}

TEST_F(ThreadsTest, AThousandThreads)
{
    Result result =
        run("import threading, time\n"
            "event = threading.Event()\n"
            "done = []\n"
            "def work(n):\n"
            "    event.wait()\n"
            "    time.sleep(0.01)\n"
            "    done.append(n)\n"
            "threads = [threading.Thread(target=work, args=(n,)) for n in range(1000)]\n"
            "for t in threads: t.start()\n"
            "print(threading.active_count())\n"
            "event.set()\n"
            "for t in threads: t.join()\n"
            "print(len(set(done)))\n",
            false);
    EXPECT_EQ(result.out, "1001\n1000\n");
}

TEST_F(ThreadsTest, NativeCodeRunsBesideOthersUnlessItHoldsTheLock)
{
    auto program = [](const std::string &gil) {
        return "import threading, time\n"
               "#: native time=20ms gil=" +
               gil +
               "\n"
               "def kernel():\n"
               "    time.sleep(0.02)\n"
               "    return 5\n"
               "start = time.perf_counter()\n"
               "threads = [threading.Thread(target=kernel) for _ in range(2)]\n"
               "for t in threads: t.start()\n"
               "for t in threads: t.join()\n"
               "print(round((time.perf_counter() - start) * 100), kernel())\n";
    };
    EXPECT_EQ(run(program("released")).out, "2 5\n");
    EXPECT_EQ(run(program("held")).out, "4 5\n");
}
