// Programs under the machine and under the real python3: what they print, how they end and what
// they say of it on stderr must be the same; and the trace must tell what happened.
#include <algorithm>
#include <cstring>
#include <regex>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/model/gc.h"
#include "sim/replay/replay.h"
#include "sim/run/run.h"
#include "tests/run/live.h"
#include "tests/support/golden.h"
#include "tests/support/python_file.h"

static const char FOLDER[] = "tests/vm/programs/";

// Addresses are nobody's business, python3 tells absolute paths, and warnings are not modelled.
static std::string
without_places(const std::string &text)
{
    std::string same = std::regex_replace(text, std::regex("0x[0-9a-f]+"), "0x");
    same = std::regex_replace(
        same, std::regex("[^\n]*:[0-9]+: [A-Za-z]*Warning: [^\n]*\n(  [^\n]*\n)?"), "");
    return std::regex_replace(same, std::regex("File \"[^\"]*/"), "File \"");
}

static std::vector<std::string>
programs()
{
    std::vector<std::string> names;
    std::string path = std::string(PYARENA_SOURCE_DIR) + "/" + FOLDER;
    GDir *dir = g_dir_open(path.c_str(), 0, nullptr);
    while (const char *name = dir == nullptr ? nullptr : g_dir_read_name(dir)) {
        if (g_str_has_suffix(name, ".py")) {
            names.emplace_back(name, strlen(name) - 3);
        }
    }
    if (dir != nullptr) {
        g_dir_close(dir);
    }
    std::sort(names.begin(), names.end());
    return names;
}

struct ProgramTest : testing::TestWithParam<std::string> {
    SimScenario *scenario = nullptr;
    SimTrace *trace = nullptr;
    SimVm *vm = nullptr;
    std::string file;
    std::string out;
    std::string err;

    void
    start(bool record)
    {
        GError *error = nullptr;
        SimConfig config;
        sim_config_init(&config);
        file = FOLDER + GetParam() + ".py";
        std::string text = read_source_file(file);
        g_autoptr(SimSource) source = sim_source_new(file.c_str(), text.c_str(), text.size());
        scenario = sim_scenario_new(source, &config, &error);
        ASSERT_NE(scenario, nullptr) << error->message;
        trace = record ? sim_trace_new(source) : nullptr;
        vm = sim_vm_new(&scenario->config, trace, write, this);
        ASSERT_TRUE(sim_vm_load(vm, scenario->code, nullptr));
    }
    void
    compare()
    {
        int status = sim_vm_finish(vm);
        PythonResult python = run_python_file(file);
        EXPECT_EQ(without_places(out), without_places(python.out));
        EXPECT_EQ(without_places(err), without_places(python.err));
        EXPECT_EQ(status, python.status);
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
        auto *self = static_cast<ProgramTest *>(data);
        (error ? self->err : self->out).append(text, length);
    }
};

TEST_P(ProgramTest, RunsAsUnderPython)
{
    start(false);
    sim_vm_run(vm);
    compare();
}

TEST_P(ProgramTest, RunsTheSameInstructionByInstruction)
{
    start(false);
    while (sim_vm_step(vm, sim_vm_main_thread(vm)) == SIM_VM_READY) {
    }
    compare();
}

TEST_P(ProgramTest, ReplayedStateIsTheLiveOne)
{
    start(true);
    sim_vm_run(vm);
    g_autoptr(SimReplay) replay = sim_replay_new(trace);
    GError *error = nullptr;
    const SimState *state = sim_replay_seek(replay, UINT64_MAX, &error);
    ASSERT_NE(state, nullptr) << error->message;
    EXPECT_EQ(compare_live(sim_vm_world(vm), state), "");
    EXPECT_EQ(compare_pymalloc(sim_vm_world(vm), trace), "");
    compare();
    state = sim_replay_seek(replay, UINT64_MAX, &error);
    ASSERT_NE(state, nullptr) << error->message;
    EXPECT_EQ(compare_live(sim_vm_world(vm), state), "") << "after the machine's end";
    g_autoptr(GString) why = g_string_new(nullptr);
    EXPECT_TRUE(sim_heap_check(sim_vm_world(vm)->heap, why)) << why->str;
}

// Whatever is done, the collector may run in the middle of it.
TEST_P(ProgramTest, CollectionsMayComeAtAnyTime)
{
    start(true);
    SimWorld *world = sim_vm_world(vm);
    world->gc->generations[0].threshold = 37;
    sim_vm_run(vm);
    g_autoptr(SimReplay) replay = sim_replay_new(trace);
    GError *error = nullptr;
    const SimState *state = sim_replay_seek(replay, UINT64_MAX, &error);
    ASSERT_NE(state, nullptr) << error->message;
    EXPECT_EQ(compare_live(world, state), "");
    g_autoptr(GString) why = g_string_new(nullptr);
    EXPECT_TRUE(sim_gc_check(world, why)) << why->str;
    sim_vm_finish(vm);
}

INSTANTIATE_TEST_SUITE_P(All, ProgramTest, testing::ValuesIn(programs()), [](const auto &program) {
    return program.param;
});
