/* A scenario from its text to its end. */
#include <cstring>
#include <string>

#include <gtest/gtest.h>

#include "sim/run/run.h"

/* The limit of steps that a run of @text has. */
static uint64_t
max_steps_of(const std::string &text, bool record, const char *option)
{
    GError *error = nullptr;
    SimConfig config;
    sim_config_init(&config);
    if (option != nullptr) {
        EXPECT_TRUE(sim_config_set(&config, "max-steps", option, SIM_ORIGIN_COMMAND_LINE, &error));
    }
    g_autoptr(SimSource) source = sim_source_new("s.py", text.c_str(), text.size());
    g_autoptr(SimScenario) scenario = sim_scenario_new(source, &config, &error);
    g_autoptr(SimRun) run = sim_run(scenario, record ? sim_trace_new(scenario->source) : nullptr,
                                    nullptr, nullptr, nullptr, &error);
    return sim_vm_world(run->vm)->config.max_steps;
}

TEST(Run, StepsAreLimitedWhereTheyAreRecorded)
{
    EXPECT_EQ(max_steps_of("x = 1\n", true, nullptr), 100000000u);
    EXPECT_EQ(max_steps_of("x = 1\n", false, nullptr), UINT64_MAX);
    EXPECT_EQ(max_steps_of("x = 1\n", false, "1000"), 1000u);
    EXPECT_EQ(max_steps_of("x = 1\n", true, "1000"), 1000u);
    EXPECT_EQ(max_steps_of("#: option max-steps=2000\nx = 1\n", false, nullptr), 2000u);
}

TEST(Run, ALimitIsToldWithItsOption)
{
    GError *error = nullptr;
    SimConfig config;
    sim_config_init(&config);
    const char text[] = "#: option max-steps=1000\nwhile True:\n    pass\n";
    g_autoptr(SimSource) source = sim_source_new("s.py", text, strlen(text));
    g_autoptr(SimScenario) scenario = sim_scenario_new(source, &config, &error);
    std::string said;
    auto write = [](void *data, bool is_error, const char *bytes, size_t length) {
        static_cast<std::string *>(data)->append(is_error ? "!" : "").append(bytes, length);
    };
    g_autoptr(SimRun) run =
        sim_run(scenario, sim_trace_new(scenario->source), write, &said, nullptr, &error);
    EXPECT_EQ(run->exit_status, 3);
    EXPECT_EQ(run->status, SIM_VM_LIMIT);
    EXPECT_EQ(said, "!s.py: limit: stopped after 1000 bytecodes; the state reached is kept "
                    "(--max-steps N allows more)\n");
    EXPECT_GT(sim_trace_count(run->trace), 0u);
}
