// The machine as its host uses it: limits, interrupts, several machines, one instruction at a
// time, running out of memory and of stack.
#include <map>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "sim/run/run.h"

struct VmTest : testing::Test {
    SimScenario *scenario = nullptr;
    SimTrace *trace = nullptr;
    SimVm *vm = nullptr;
    SimConfig config;
    std::string out;
    std::string err;

    VmTest()
    {
        sim_config_init(&config);
    }
    void
    load(const std::string &text, bool record = false)
    {
        GError *error = nullptr;
        g_autoptr(SimSource) source = sim_source_new("t.py", text.c_str(), text.size());
        scenario = sim_scenario_new(source, &config, &error);
        ASSERT_NE(scenario, nullptr) << error->message;
        trace = record ? sim_trace_new(source) : nullptr;
        vm = sim_vm_new(&scenario->config, trace, write, this);
        ASSERT_TRUE(sim_vm_load(vm, scenario->code, nullptr));
    }
    void
    TearDown() override
    {
        sim_vm_free(vm);
        sim_trace_free(trace);
        sim_scenario_free(scenario);
    }
    static void
    write(void *data, bool error, const char *text, size_t length)
    {
        auto *self = static_cast<VmTest *>(data);
        (error ? self->err : self->out).append(text, length);
    }
};

struct OtherMachine : VmTest {
    void
    TestBody() override
    {
    }
};

TEST_F(VmTest, StopsAtTheLimit)
{
    config.max_steps = 100000;
    load("print('on')\nwhile True:\n    pass\n");
    EXPECT_EQ(sim_vm_run(vm), SIM_VM_LIMIT);
    EXPECT_EQ(sim_vm_run(vm), SIM_VM_LIMIT);
    EXPECT_GE(sim_vm_steps(vm), 100000u);
    EXPECT_LT(sim_vm_steps(vm), 100100u);
    sim_vm_finish(vm);
    EXPECT_EQ(out, "on\n");
    EXPECT_EQ(err, "");
}

TEST_F(VmTest, NothingCatchesTheLimitInsideOfCCode)
{
    config.max_steps = 100000;
    load("class A:\n"
         "    def __del__(self):\n"
         "        print('never')\n"
         "    def __lt__(self, other):\n"
         "        try:\n"
         "            while True:\n"
         "                pass\n"
         "        except BaseException:\n"
         "            print('caught')\n"
         "        finally:\n"
         "            print('finally')\n"
         "sorted([A(), A()])\n",
         true);
    EXPECT_EQ(sim_vm_run(vm), SIM_VM_LIMIT);
    sim_vm_finish(vm);
    EXPECT_EQ(out, "");
    EXPECT_EQ(err, "");
}

TEST_F(VmTest, CountsWhatItExecutes)
{
    load("x = 1\ny = x + 2\n");
    uint64_t steps = 0;
    while (sim_vm_step(vm, sim_vm_main_thread(vm)) == SIM_VM_READY) {
        steps++;
    }
    EXPECT_EQ(sim_vm_steps(vm), 9u); /* RESUME, 2 for x, 4 for y, 2 to return */
    EXPECT_EQ(steps + 1, 9u);
    EXPECT_EQ(sim_vm_finish(vm), 0);
}

TEST_F(VmTest, InterruptIsKeyboardInterrupt)
{
    load("try:\n"
         "    while True:\n"
         "        pass\n"
         "except KeyboardInterrupt:\n"
         "    print('interrupted')\n");
    for (int i = 0; i < 100; i++) {
        sim_vm_step(vm, sim_vm_main_thread(vm));
    }
    sim_vm_interrupt(vm);
    EXPECT_EQ(sim_vm_run(vm), SIM_VM_FINISHED);
    EXPECT_EQ(out, "interrupted\n");
}

TEST_F(VmTest, UncaughtInterruptHasItsStatus)
{
    load("def f():\n    while True:\n        pass\nf()\n");
    for (int i = 0; i < 100; i++) {
        sim_vm_step(vm, sim_vm_main_thread(vm));
    }
    sim_vm_interrupt(vm);
    EXPECT_EQ(sim_vm_run(vm), SIM_VM_RAISED);
    EXPECT_EQ(sim_vm_finish(vm), 130);
    EXPECT_STREQ(sim_vm_error_line(vm), "KeyboardInterrupt");
}

TEST_F(VmTest, MachinesKnowNothingOfEachOther)
{
    load("x = 1\nprint(x)\n");
    OtherMachine other;
    other.load("x = 2\nprint(x)\n");
    SimVmStatus a = SIM_VM_READY;
    SimVmStatus b = SIM_VM_READY;
    while (a == SIM_VM_READY || b == SIM_VM_READY) {
        a = sim_vm_step(vm, sim_vm_main_thread(vm));
        b = sim_vm_step(other.vm, sim_vm_main_thread(other.vm));
    }
    EXPECT_EQ(out + other.out, "1\n2\n");
    other.TearDown();
}

TEST_F(VmTest, TheHostsStackHoldsWhateverTheLimitOfRecursion)
{
    load("import sys\n"
         "sys.setrecursionlimit(10 ** 6)\n"
         "def f(n):\n"
         "    return sorted([n], key=f)\n"
         "try:\n"
         "    f(1)\n"
         "except RecursionError as e:\n"
         "    print(e)\n"
         "def g(n):\n"
         "    return n and g(n - 1)\n"
         "print(g(100000))\n");
    EXPECT_EQ(sim_vm_run(vm), SIM_VM_FINISHED) << err;
    EXPECT_EQ(out, "maximum recursion depth exceeded while calling a Python object\n0\n");
}

TEST_F(VmTest, MemoryErrorCanBeSurvived)
{
    config.max_memory = 64 << 20;
    load("try:\n"
         "    x = [0] * 10 ** 9\n"
         "except MemoryError as e:\n"
         "    print(repr(e))\n"
         "l = []\n"
         "try:\n"
         "    while True:\n"
         "        l.append('x' * 100000 + str(len(l)))\n"
         "except MemoryError:\n"
         "    n = len(l)\n"
         "    l = None\n"
         "    print(n > 300, 'survived')\n");
    EXPECT_EQ(sim_vm_run(vm), SIM_VM_FINISHED) << err;
    EXPECT_EQ(out, "MemoryError()\nTrue survived\n");
    sim_vm_finish(vm);
}

TEST_F(VmTest, ModulesItHas)
{
    EXPECT_TRUE(sim_vm_module_exists("math"));
    EXPECT_TRUE(sim_vm_module_exists("numpy.random"));
    EXPECT_FALSE(sim_vm_module_exists("os"));
    load("pass\n");
    EXPECT_TRUE(sim_vm_module_has(vm, "math", "sqrt"));
    EXPECT_FALSE(sim_vm_module_has(vm, "math", "nothing"));
    EXPECT_FALSE(sim_vm_module_has(vm, "os", "path"));
}

/* What the collector tells, by the names the objects have: "update_refs", "refs a 1", ... */
static std::string
collection(SimTrace *trace, const std::map<SimSlot, std::string> &names)
{
    std::string told;
    SimCursor cursor;
    SimEvent event;
    sim_cursor_init(&cursor, trace);
    auto tell = [&](const char *what, SimSlot object, const std::string &more) {
        auto name = names.find(object);
        if (name != names.end()) {
            told += std::string(what) + " " + name->second + more + "\n";
        }
    };
    while (sim_cursor_next(&cursor, &event, nullptr) && event.kind != SIM_EVENT_END) {
        switch (event.kind) {
        case SIM_EVENT_GC_PHASE:
            told += sim_gc_phase_name(static_cast<SimGcPhase>(event.as.GC_PHASE.phase));
            told += "\n";
            break;
        case SIM_EVENT_GC_REFS:
            tell("refs", event.as.GC_REFS.object, " " + std::to_string(event.as.GC_REFS.refs));
            break;
        case SIM_EVENT_GC_MOVE:
            tell("move", event.as.GC_MOVE.object, event.as.GC_MOVE.unreachable ? " away" : " back");
            break;
        case SIM_EVENT_GC_UNTRACK:
            tell("untrack", event.as.GC_UNTRACK.object, "");
            break;
        case SIM_EVENT_GC_UNREACHABLE:
            tell("unreachable", event.as.GC_UNREACHABLE.object, "");
            break;
        case SIM_EVENT_GC_FINALIZE:
            tell("finalize", event.as.GC_FINALIZE.object, "");
            break;
        case SIM_EVENT_GC_CLEAR:
            tell("clear", event.as.GC_CLEAR.object, "");
            break;
        default:
            break;
        }
    }
    sim_cursor_clear(&cursor);
    return told;
}

/* The slots of the objects whose names and ids the scenario printed, a line for each. */
static std::map<SimSlot, std::string>
slots_by_id(SimTrace *trace, const std::string &printed)
{
    std::map<SimAddr, SimSlot> at;
    SimCursor cursor;
    SimEvent event;
    sim_cursor_init(&cursor, trace);
    while (sim_cursor_next(&cursor, &event, nullptr) && event.kind != SIM_EVENT_GC_START) {
        if (event.kind == SIM_EVENT_CREATE) {
            at[event.as.CREATE.address] = event.as.CREATE.object;
        }
    }
    sim_cursor_clear(&cursor);
    std::map<SimSlot, std::string> names;
    std::istringstream lines(printed);
    std::string name;
    for (SimAddr id; lines >> name >> id;) {
        names[at.at(id)] = name;
    }
    return names;
}

TEST_F(VmTest, ACollectionTellsItsPhases)
{
    load("import gc\n"
         "gc.disable()\n"
         "kept = []\n"
         "class Node:\n"
         "    def __del__(self):\n"
         "        kept.append(self.back) if self.back else None\n"
         "def make():\n"
         "    alone = Node(); alone.o = alone; alone.back = None\n" /* garbage */
         "    back = Node(); back.o = back; back.back = back\n" /* brought back by its finalizer */
         "    inner = Node(); inner.back = None\n"
         "    outer = [inner]\n"
         "    for name in ('alone', 'back', 'inner', 'outer'):\n"
         "        print(name, id(locals()[name]))\n"
         "    return outer\n"
         "outside = make()\n"
         "gc.collect(0)\n",
         true);
    ASSERT_EQ(sim_vm_run(vm), SIM_VM_FINISHED);
    EXPECT_EQ(collection(trace, slots_by_id(trace, out)), "update_refs\n"
                                                          "subtract_refs\n"
                                                          "refs alone 0\n"
                                                          "refs back 0\n"
                                                          "refs inner 0\n"
                                                          "refs outer 1\n"
                                                          "move_unreachable\n"
                                                          "move alone away\n"
                                                          "move back away\n"
                                                          "move inner away\n"
                                                          "move inner back\n"
                                                          "untrack_tuples\n"
                                                          "unreachable alone\n"
                                                          "unreachable back\n"
                                                          "handle_weakrefs\n"
                                                          "finalize_garbage\n"
                                                          "finalize alone\n"
                                                          "finalize back\n"
                                                          "handle_resurrected_objects\n"
                                                          "update_refs\n"
                                                          "subtract_refs\n"
                                                          "refs alone 0\n"
                                                          "refs back 1\n"
                                                          "move_unreachable\n"
                                                          "move alone away\n"
                                                          "delete_garbage\n"
                                                          "clear alone\n");
}
