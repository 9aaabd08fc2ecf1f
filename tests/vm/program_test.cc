// Programs under the machine and under the real python3: what they print, how they end and what
// they say of it on stderr must be the same.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <regex>
#include <string>
#include <vector>

#include <sys/wait.h>

#include <glib.h>

#include "sim/run/run.h"

namespace
{

const char *const PYTHON = "/usr/bin/python3";

struct Outcome {
    std::string out;
    std::string err;
    int status = -1;
};

enum class Mode {
    run,
    record,
    step
};

void
collect(void *data, bool error, const char *text, size_t length)
{
    auto *outcome = static_cast<Outcome *>(data);
    (error ? outcome->err : outcome->out).append(text, length);
}

std::string
folder()
{
    return std::string(PYARENA_SOURCE_DIR) + "/tests/vm/programs/";
}

Outcome
run_model(const std::string &path, Mode mode)
{
    Outcome outcome;
    SimConfig config;
    sim_config_init(&config);
    GError *error = nullptr;
    g_autoptr(SimScenario) scenario = sim_scenario_load(path.c_str(), &config, &error);
    if (scenario == nullptr) {
        outcome.err = error->message;
        g_error_free(error);
        return outcome;
    }
    if (mode == Mode::step) {
        SimVm *vm = sim_vm_new(&scenario->config, nullptr, collect, &outcome);
        EXPECT_TRUE(sim_vm_load(vm, scenario->code, nullptr));
        while (sim_vm_step(vm, sim_vm_main_thread(vm)) == SIM_VM_READY) {
        }
        outcome.status = sim_vm_finish(vm);
        sim_vm_free(vm);
        return outcome;
    }
    g_autoptr(SimRun) run =
        sim_run(scenario, mode == Mode::record, collect, &outcome, nullptr, &error);
    outcome.status = run->exit_status;
    return outcome;
}

Outcome
run_python(const std::string &path)
{
    Outcome outcome;
    const char *argv[] = {PYTHON, "-W", "ignore", path.c_str(), nullptr};
    gchar *out = nullptr;
    gchar *err = nullptr;
    gint status = 0;
    if (!g_spawn_sync(nullptr, const_cast<gchar **>(argv), nullptr, G_SPAWN_DEFAULT, nullptr,
                      nullptr, &out, &err, &status, nullptr)) {
        return outcome;
    }
    outcome.out = out;
    outcome.err = err;
    outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    g_free(out);
    g_free(err);
    return outcome;
}

// Addresses are nobody's business.
std::string
without_addresses(const std::string &text)
{
    return std::regex_replace(text, std::regex("0x[0-9a-f]+"), "0x");
}

std::vector<std::string>
programs()
{
    std::vector<std::string> names;
    GDir *dir = g_dir_open(folder().c_str(), 0, nullptr);
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

class Program : public testing::TestWithParam<std::string>
{
  protected:
    void
    compare(Mode mode)
    {
        std::string path = folder() + GetParam() + ".py";
        Outcome python = run_python(path);
        Outcome model = run_model(path, mode);
        EXPECT_EQ(without_addresses(model.out), without_addresses(python.out));
        EXPECT_EQ(without_addresses(model.err), without_addresses(python.err));
        EXPECT_EQ(model.status, python.status);
    }
};

TEST_P(Program, runs_as_under_python)
{
    compare(Mode::run);
}

TEST_P(Program, runs_the_same_while_recorded)
{
    compare(Mode::record);
}

TEST_P(Program, runs_the_same_instruction_by_instruction)
{
    compare(Mode::step);
}

INSTANTIATE_TEST_SUITE_P(All,
                         Program,
                         testing::ValuesIn(programs()),
                         [](const testing::TestParamInfo<std::string> &info) {
                             return info.param;
                         });

} // namespace
