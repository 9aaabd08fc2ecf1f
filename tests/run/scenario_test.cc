/* Every scenario that ships: prints what python3 prints, and its trace
 * tells the whole truth about the machine. */
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/replay/replay.h"
#include "sim/run/run.h"
#include "tests/run/live.h"
#include "tests/support/golden.h"
#include "tests/support/python_file.h"

static std::vector<std::string>
all_scenarios()
{
    std::vector<std::string> found;
    std::filesystem::path root = PYARENA_SOURCE_DIR;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(root / "scenarios")) {
        if (entry.path().extension() == ".py") {
            found.push_back(std::filesystem::relative(entry.path(), root).string());
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

static std::string
test_name(const testing::TestParamInfo<std::string> &info)
{
    std::string name = info.param;
    for (char &c : name) {
        c = g_ascii_isalnum(c) ? c : '_';
    }
    return name;
}

struct ScenarioTest : testing::TestWithParam<std::string> {
    SimScenario *scenario = nullptr;
    SimTrace *trace = nullptr;
    SimVm *vm = nullptr;
    std::string out;
    std::string err;

    void
    SetUp() override
    {
        GError *error = nullptr;
        SimConfig config;
        sim_config_init(&config);
        std::string text = read_source_file(GetParam());
        g_autoptr(SimSource) source = sim_source_new(GetParam().c_str(), text.c_str(), text.size());
        scenario = sim_scenario_new(source, &config, &error);
        ASSERT_NE(scenario, nullptr) << error->message;
        trace = sim_trace_new(source);
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
        auto *self = static_cast<ScenarioTest *>(data);
        (error ? self->err : self->out).append(text, length);
    }
};

TEST_P(ScenarioTest, PrintsWhatPythonPrints)
{
    sim_vm_run(vm);
    int status = sim_vm_finish(vm);
    PythonResult python = run_python_file(GetParam());
    EXPECT_EQ(out, python.out);
    EXPECT_EQ(status, python.status);
    EXPECT_EQ(err, python.err);
}

TEST_P(ScenarioTest, ReplayedStateIsTheLiveOne)
{
    ASSERT_EQ(sim_vm_run(vm), SIM_VM_FINISHED) << err;
    g_autoptr(SimReplay) replay = sim_replay_new(trace);
    GError *error = nullptr;
    const SimState *state = sim_replay_seek(replay, UINT64_MAX, &error);
    ASSERT_NE(state, nullptr) << error->message;
    EXPECT_EQ(compare_live(sim_vm_world(vm), state), "");
    sim_vm_finish(vm);
    state = sim_replay_seek(replay, UINT64_MAX, &error);
    ASSERT_NE(state, nullptr) << error->message;
    EXPECT_EQ(compare_live(sim_vm_world(vm), state), "") << "after the machine's end";
}

TEST_P(ScenarioTest, LiveWorldIsSound)
{
    ASSERT_EQ(sim_vm_run(vm), SIM_VM_FINISHED) << err;
    g_autoptr(GString) why = g_string_new(nullptr);
    EXPECT_TRUE(sim_heap_check(sim_vm_world(vm)->heap, why)) << why->str;
}

TEST_P(ScenarioTest, BackwardsIsTheSameAsForwards)
{
    sim_vm_run(vm);
    sim_vm_finish(vm);
    g_autoptr(SimReplay) replay = sim_replay_new(trace);
    uint64_t count = sim_trace_count(trace);
    std::vector<std::string> forwards;
    auto at = [&](uint64_t i) {
        g_autoptr(GString) text = g_string_new(nullptr);
        const SimState *state = sim_replay_seek(replay, i * count / 16, nullptr);
        sim_state_dump(state, false, text);
        return std::string(text->str);
    };
    for (uint64_t i = 0; i <= 16; i++) {
        forwards.push_back(at(i));
    }
    for (uint64_t i = 17; i-- > 0;) {
        EXPECT_TRUE(at(i) == forwards[i]) << "part " << i << " of 16";
    }
}

/* What they say is judged by `pyarena test` (tests.cmake). */
TEST_P(ScenarioTest, CarriesAnExpectation)
{
    size_t expectations = 0;
    for (size_t i = 0; i < sim_directives_count(scenario->directives); i++) {
        expectations += sim_directives_get(scenario->directives, i)->kind == SIM_DIRECTIVE_EXPECT;
    }
    EXPECT_GT(expectations, 0u);
}

TEST_P(ScenarioTest, TellsWhatItTeaches)
{
    EXPECT_NE(sim_directives_head(scenario->directives, SIM_DIRECTIVE_TITLE), nullptr);
    EXPECT_NE(sim_directives_head(scenario->directives, SIM_DIRECTIVE_TEACHES), nullptr);
}

INSTANTIATE_TEST_SUITE_P(All, ScenarioTest, testing::ValuesIn(all_scenarios()), test_name);
