// Whole programs about classes, attributes and exceptions: they print what python3.11 prints,
// and every reference count is right afterwards.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "sim/model/world.h"
#include "sim/replay/replay.h"
#include "sim/syntax/ast.h"
#include "sim/vm/vm.h"
#include "sim/vm/vm_private.h"
#include "tests/support/python.h"

namespace
{

std::string
folder()
{
    return std::string(PYARENA_SOURCE_DIR) + "/tests/objects/programs";
}

std::vector<std::string>
programs()
{
    std::vector<std::string> names;
    for (const auto &entry : std::filesystem::directory_iterator(folder())) {
        names.push_back(entry.path().stem().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::vector<std::string>
masked_lines(const std::string &text)
{
    static const std::regex address("0x[0-9a-f]+");
    std::vector<std::string> lines;
    std::istringstream stream(std::regex_replace(text, address, "0x"));
    for (std::string line; std::getline(stream, line);) {
        lines.push_back(line);
    }
    return lines;
}

void
append(void *data, bool error, const char *text, size_t length)
{
    if (!error) {
        static_cast<std::string *>(data)->append(text, length);
    }
}

void
hold(std::vector<int64_t> &counts, const SimObject *object)
{
    if (object != nullptr) {
        counts[object->slot]++;
    }
}

// References that the interpreter itself still holds.
std::vector<int64_t>
held(const SimVm *vm, const SimWorld *world)
{
    std::vector<int64_t> counts(world->slot_count + 1);
    hold(counts, vm->main_module);
    hold(counts, vm->sys);
    hold(counts, vm->main.handled.value);
    hold(counts, vm->main.result);
    GHashTableIter iter;
    void *literal;
    if (vm->literals != nullptr) {
        g_hash_table_iter_init(&iter, vm->literals);
        while (g_hash_table_iter_next(&iter, &literal, nullptr)) {
            hold(counts, static_cast<SimObject *>(literal));
        }
    }
    return counts;
}

int
add_referent(SimObject *object, void *data)
{
    static_cast<std::vector<SimSlot> *>(data)->push_back(object->slot);
    return 0;
}

// What the object refers to, its type left out, in order of slots.
std::vector<SimSlot>
live_referents(SimObject *object)
{
    std::vector<SimSlot> slots;
    if (object->type->slots.tp_traverse != nullptr) {
        object->type->slots.tp_traverse(object, add_referent, &slots);
    }
    std::sort(slots.begin(), slots.end());
    if (sim_type_has(object->type, SIM_TPFLAGS_HEAPTYPE)) {
        slots.erase(std::find(slots.begin(), slots.end(), object->type->ob.slot));
    }
    return slots;
}

std::vector<SimSlot>
replayed_referents(const SimStateObject *object)
{
    std::vector<SimSlot> slots;
    for (guint i = 0; object->fields != nullptr && i < object->fields->len; i++) {
        slots.push_back(g_array_index(object->fields, SimStateField, i).target);
    }
    for (guint i = 0; object->attrs != nullptr && i < object->attrs->len; i++) {
        slots.push_back(g_array_index(object->attrs, SimStateAttr, i).target);
    }
    for (guint i = 0; object->items != nullptr && i < object->items->len; i++) {
        slots.push_back(g_array_index(object->items, SimSlot, i));
    }
    for (guint i = 0; object->pairs != nullptr && i < object->pairs->len; i++) {
        slots.push_back(g_array_index(object->pairs, SimStatePair, i).key);
        slots.push_back(g_array_index(object->pairs, SimStatePair, i).value);
    }
    slots.erase(std::remove(slots.begin(), slots.end(), SIM_SLOT_NONE), slots.end());
    std::sort(slots.begin(), slots.end());
    return slots;
}

// Everything the trace says of the last state holds in the world.
void
compare_with_trace(const SimWorld *world, const SimTrace *trace)
{
    g_autoptr(GError) error = nullptr;
    g_autoptr(SimReplay) replay = sim_replay_new(trace);
    const SimState *state = sim_replay_seek(replay, sim_trace_count(trace), &error);
    ASSERT_NE(state, nullptr) << error->message;
    int shown = 0;
    for (SimSlot slot = 0; slot < world->slot_count && shown < 10; slot++) {
        SimObject *live = sim_world_object(world, slot);
        const SimStateObject *replayed = sim_state_object(state, slot);
        ASSERT_EQ(live == nullptr, replayed == nullptr) << "slot " << slot;
        if (live == nullptr) {
            continue;
        }
        std::string name = std::string(live->type->name) + " #" + std::to_string(slot);
        EXPECT_EQ(replayed->type, live->type->ob.slot) << name;
        EXPECT_EQ(replayed->address, live->addr) << name;
        EXPECT_EQ(replayed->refcnt, live->refcnt) << name;
        std::vector<SimSlot> expected = live_referents(live);
        if (replayed_referents(replayed) != expected) {
            EXPECT_EQ(replayed_referents(replayed), expected) << name;
            shown++;
        }
    }
}

class Program : public testing::TestWithParam<std::string>
{
  protected:
    // Runs it under the model and returns what it prints.
    std::string
    run(SimTrace *trace, SimSource *source)
    {
        std::string output;
        g_autoptr(GError) error = nullptr;
        g_autoptr(SimTree) tree = sim_parse_module(source, &error);
        EXPECT_NE(tree, nullptr) << (error != nullptr ? error->message : "");
        g_autoptr(SimCode) code = tree == nullptr ? nullptr : sim_compile_module(tree, &error);
        EXPECT_NE(code, nullptr) << (error != nullptr ? error->message : "");
        if (code == nullptr) {
            return output;
        }
        SimConfig config;
        sim_config_init(&config);
        g_autoptr(SimVm) vm = sim_vm_new(&config, trace, append, &output);
        EXPECT_TRUE(sim_vm_load(vm, code, &error));
        sim_vm_run(vm);
        sim_vm_finish(vm);
        g_autoptr(GString) why = g_string_new(nullptr);
        std::vector<int64_t> extra = held(vm, sim_vm_world(vm));
        EXPECT_TRUE(sim_world_check(sim_vm_world(vm), extra.data(), why)) << why->str;
        if (trace != nullptr) {
            compare_with_trace(sim_vm_world(vm), trace);
        }
        return output;
    }
};

TEST_P(Program, PrintsWhatPythonPrints)
{
    if (!has_python()) {
        GTEST_SKIP() << "no python3.11";
    }
    std::string path = folder() + "/" + GetParam() + ".py";
    g_autoptr(GError) error = nullptr;
    g_autoptr(SimSource) source = sim_source_load(path.c_str(), &error);
    ASSERT_NE(source, nullptr) << error->message;
    std::string joined;
    for (const std::string &line : run_python(sim_source_text(source, nullptr), "")) {
        joined += line + "\n";
    }
    std::vector<std::string> expected = masked_lines(joined);
    std::vector<std::string> actual = masked_lines(run(nullptr, source));
    ASSERT_EQ(actual.size(), expected.size());
    for (size_t i = 0; i < expected.size(); i++) {
        EXPECT_EQ(actual[i], expected[i]) << "line " << i + 1;
    }
}

TEST_P(Program, PrintsTheSameWhenRecorded)
{
    std::string path = folder() + "/" + GetParam() + ".py";
    g_autoptr(GError) error = nullptr;
    g_autoptr(SimSource) source = sim_source_load(path.c_str(), &error);
    ASSERT_NE(source, nullptr) << error->message;
    g_autoptr(SimTrace) trace = sim_trace_new(source);
    std::string recorded = run(trace, source);
    EXPECT_EQ(recorded, run(nullptr, source));
    EXPECT_GT(sim_trace_count(trace), 1000u);
}

INSTANTIATE_TEST_SUITE_P(All, Program, testing::ValuesIn(programs()), [](const auto &program) {
    return program.param;
});

} // namespace
