// The fuzz target: any text is a scenario. It is lexed, parsed, checked, compiled and run within
// narrow limits, in a world of its own; one text in four is recorded and its replay compared
// with the live machine. Whatever the text says, nothing may crash, leak or go on for ever.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "sim/model/heap.h"
#include "sim/replay/replay.h"
#include "sim/run/run.h"
#include "tests/run/live.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const uint64_t MAX_STEPS = 20000;
static const uint64_t MAX_MEMORY = 48 << 20;

// The text may not widen its limits: they stand as if given on the command line.
static void
limit(SimConfig *config)
{
    sim_config_init(config);
    config->max_steps = MAX_STEPS;
    config->max_memory = MAX_MEMORY;
    config->origin[SIM_OPTION_max_steps] = SIM_ORIGIN_COMMAND_LINE;
    config->origin[SIM_OPTION_max_memory] = SIM_ORIGIN_COMMAND_LINE;
}

static bool
chosen(const uint8_t *data, size_t size)
{
    uint32_t hash = 2166136261U;
    for (size_t i = 0; i < size; i++) {
        hash = (hash ^ data[i]) * 16777619U;
    }
    return (hash >> 16) % 4 == 0;
}

static void
require(bool holds, const std::string &why)
{
    if (!holds) {
        fprintf(stderr, "the trace and the machine disagree: %s\n", why.c_str());
        abort();
    }
}

// Replays the whole trace: the state at its end must be the live one.
static void
compare(SimVm *vm, const SimTrace *trace)
{
    g_autoptr(SimReplay) replay = sim_replay_new(trace);
    g_autoptr(GError) error = nullptr;
    const SimState *state = sim_replay_seek(replay, UINT64_MAX, &error);
    require(state != nullptr, error == nullptr ? "" : error->message);
    std::string difference = compare_live(sim_vm_world(vm), state);
    require(difference.empty(), difference);
    g_autoptr(GString) why = g_string_new(nullptr);
    require(sim_heap_check(sim_vm_world(vm)->heap, why), why->str);
}

static void
swallow(void *, bool, const char *, size_t)
{
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    SimConfig config;
    limit(&config);
    g_autoptr(SimSource) source =
        sim_source_new("fuzz.py", reinterpret_cast<const char *>(data), size);
    g_autoptr(SimScenario) scenario = sim_scenario_new(source, &config, nullptr);
    if (scenario != nullptr) {
        bool record = chosen(data, size);
        g_autoptr(SimRun) run =
            sim_run(scenario, record ? sim_trace_new(scenario->source) : nullptr, swallow, nullptr,
                    nullptr, nullptr);
        // The record ends where a limit was hit inside C code, and the machine still unwinds.
        if (run != nullptr && record && run->status != SIM_VM_LIMIT &&
            run->status != SIM_VM_DEADLOCK) {
            compare(run->vm, run->trace);
        }
    }
    return 0;
}
