// The machine as its host uses it: limits, interrupts, several machines, one instruction at a
// time, running out of memory and of stack.
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
