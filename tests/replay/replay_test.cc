#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/replay/replay.h"
#include "sim/replay/steps.h"

/* A machine written by hand: type, module dict, and a list that grows and shrinks. */
struct ReplayTest : testing::Test {
    SimTrace *trace = nullptr;
    SimReplay *replay = nullptr;
    enum : SimSlot {
        TYPE,
        STR,
        DICT,
        NAME,
        LIST,
        FIRST
    };

    void
    SetUp() override
    {
        g_autoptr(SimSource) source = sim_source_new("s.py", "a = []\nb = a\ndel b\n", 19);
        trace = sim_trace_new(source);
        create(TYPE, TYPE, 0x900000, 0);
        sim_trace_emit_VALUE(trace, TYPE, text("type"));
        create(STR, TYPE, 0x900100, 0);
        create(DICT, TYPE, 0x7f0000000040, 64);
        create(NAME, STR, 0x7f0000000080, 50);
        sim_trace_emit_STR(trace, NAME, text("a"));
        sim_trace_emit_CODE(trace, 0, 1, text("<module>"), text(""));
        sim_trace_emit_FRAME(trace, 0, DICT, DICT);
        sim_trace_emit_MAIN(trace);
    }
    void
    TearDown() override
    {
        sim_replay_free(replay);
        sim_trace_free(trace);
    }
    static SimText
    text(const char *s)
    {
        return SimText{s, strlen(s)};
    }
    void
    create(SimSlot slot, SimSlot type, SimAddr address, uint64_t size)
    {
        if (size > 0) {
            sim_trace_emit_ALLOC(trace, 2, size, address);
        }
        sim_trace_emit_CREATE(trace, slot, type, address, size);
    }
    std::string
    at(uint64_t step)
    {
        const SimState *state = sim_replay_seek(replay, step, nullptr);
        EXPECT_NE(state, nullptr) << "step " << step;
        g_autoptr(GString) out = g_string_new(nullptr);
        sim_state_dump(state, true, out);
        return out->str;
    }
    void
    append(SimSlot item, uint64_t where)
    {
        sim_trace_emit_SPLICE(trace, LIST, where, 0, SimSlots{&item, 1});
        sim_trace_emit_INCREF(trace, item);
    }
};

TEST_F(ReplayTest, RebuildsObjectsNamesAndBlocks)
{
    create(LIST, TYPE, 0x7f0000000110, 72);
    sim_trace_emit_KEY(trace, DICT, NAME, LIST);
    sim_trace_emit_LINE(trace, 2);
    replay = sim_replay_new(trace);
    const SimState *state = sim_replay_seek(replay, UINT64_MAX, nullptr);
    ASSERT_NE(state, nullptr);
    EXPECT_EQ(sim_state_lookup(state, "a"), (SimSlot) LIST);
    EXPECT_EQ(sim_state_lookup(state, "b"), SIM_SLOT_NONE);
    EXPECT_EQ(sim_state_frame(state, 0)->line, 2);
    EXPECT_EQ(sim_state_object_count(state), 5u);
    EXPECT_EQ(sim_state_bytes(state), 64u + 50 + 72);
    SimStateBlock block;
    ASSERT_TRUE(sim_state_last_block(state, "a", &block));
    EXPECT_EQ(block.address, 0x7f0000000110u);
}

TEST_F(ReplayTest, BackwardsIsTheSameAsForwards)
{
    create(LIST, TYPE, 0x7f0000000110, 72);
    for (SimSlot i = 0; i < 3000; i++) {
        create(FIRST + i, TYPE, 0x7f0000001000 + 32 * i, 32);
        sim_trace_emit_INT(trace, FIRST + i, i);
        append(FIRST + i, i);
    }
    for (SimSlot i = 0; i < 60000; i++) { /* enough for several keyframes */
        sim_trace_emit_SPLICE(trace, LIST, i % 3000, 1, SimSlots{nullptr, 0});
        append(FIRST + (i * 7) % 3000, i % 2999);
    }
    replay = sim_replay_new(trace);
    uint64_t end = sim_trace_count(trace);
    std::vector<uint64_t> steps;
    std::vector<std::string> forwards;
    for (uint64_t step = 0; step <= end; step += end / 17) {
        steps.push_back(step);
        forwards.push_back(at(step));
    }
    for (size_t i = steps.size(); i-- > 0;) {
        EXPECT_TRUE(at(steps[i]) == forwards[i]) << "step " << steps[i];
    }
    SimReplay *fresh = sim_replay_new(trace);
    std::swap(fresh, replay);
    EXPECT_TRUE(at(steps[9]) == forwards[9]);
    sim_replay_free(fresh);
}

TEST_F(ReplayTest, KeepsOrderOfPairsThroughDeletion)
{
    for (SimSlot i = 0; i < 40; i++) {
        create(LIST + i, STR, 0x7f0000001000 + 64 * i, 50);
        sim_trace_emit_KEY(trace, DICT, LIST + i, NAME);
    }
    for (SimSlot i = 0; i < 40; i += 2) {
        sim_trace_emit_UNKEY(trace, DICT, LIST + i);
    }
    sim_trace_emit_KEY(trace, DICT, LIST, NAME);
    replay = sim_replay_new(trace);
    const SimState *state = sim_replay_seek(replay, UINT64_MAX, nullptr);
    const GArray *pairs = sim_state_object(state, DICT)->pairs;
    ASSERT_EQ(pairs->len, 21u);
    EXPECT_EQ(g_array_index(pairs, SimStatePair, 0).key, LIST + 1u);
    EXPECT_EQ(g_array_index(pairs, SimStatePair, 20).key, (SimSlot) LIST);
}

TEST_F(ReplayTest, RefusesEventsThatDoNotFit)
{
    sim_trace_emit_INCREF(trace, 77);
    replay = sim_replay_new(trace);
    g_autoptr(GError) error = nullptr;
    EXPECT_EQ(sim_replay_seek(replay, UINT64_MAX, &error), nullptr);
    ASSERT_NE(error, nullptr);
    EXPECT_NE(strstr(error->message, "incref"), nullptr) << error->message;
    EXPECT_NE(sim_replay_seek(replay, 3, nullptr), nullptr) << "the sound part stays usable";
}

TEST_F(ReplayTest, TheScenarioIsOverWhenItsModuleReturns)
{
    uint64_t start = 0;
    uint64_t end = 0;
    uint64_t base = sim_trace_count(trace);
    sim_trace_emit_MAIN(trace);
    sim_trace_emit_FRAME(trace, 0, DICT, DICT);
    sim_trace_emit_FRAME(trace, 0, DICT, DICT);
    sim_trace_emit_UNFRAME(trace);
    ASSERT_TRUE(sim_steps_main(trace, &start, &end, nullptr));
    EXPECT_EQ(start, base + 1);
    EXPECT_EQ(end, base + 4) << "the trace ends first";
    sim_trace_emit_UNFRAME(trace);
    sim_trace_emit_INCREF(trace, DICT);
    sim_trace_emit_END(trace);
    ASSERT_TRUE(sim_steps_main(trace, &start, &end, nullptr));
    EXPECT_EQ(end, base + 4);
}

TEST_F(ReplayTest, AStatementLastsUntilAnotherLineOfItsFrame)
{
    uint64_t base = sim_trace_count(trace);
    sim_trace_emit_LINE(trace, 1);              /* +0: statement of lines 1-2 */
    sim_trace_emit_LINE(trace, 2);              /* +1 */
    sim_trace_emit_FRAME(trace, 0, DICT, DICT); /* +2: a call */
    sim_trace_emit_LINE(trace, 9);              /* +3 */
    sim_trace_emit_UNFRAME(trace);              /* +4 */
    sim_trace_emit_LINE(trace, 1);              /* +5: back to its first line */
    sim_trace_emit_LINE(trace, 3);              /* +6 */
    sim_trace_emit_END(trace);                  /* +7 */
    g_autoptr(GArray) lines = sim_steps_lines(trace, nullptr);
    ASSERT_EQ(lines->len, 5u);
    g_autoptr(GArray) runs = sim_steps_statement(lines, 1, 2);
    ASSERT_EQ(runs->len, 1u);
    EXPECT_EQ(g_array_index(runs, SimStatementRun, 0).start, base + 1);
    EXPECT_EQ(g_array_index(runs, SimStatementRun, 0).end, base + 6);
    g_autoptr(GArray) inner = sim_steps_statement(lines, 9, 9);
    EXPECT_EQ(g_array_index(inner, SimStatementRun, 0).end, base + 4);
    EXPECT_EQ(g_array_index(inner, SimStatementRun, 0).depth, 1u);
    g_autoptr(GArray) last = sim_steps_statement(lines, 3, 3);
    EXPECT_EQ(g_array_index(last, SimStatementRun, 0).end, base + 7);
}

TEST_F(ReplayTest, KeepsTheAddressSpace)
{
    const SimAddr top = 0x7ffff7a00000;
    sim_trace_emit_BRK(trace, SIM_BRK_START + 0x3000);
    sim_trace_emit_ARENA_NEW(trace, 0x100000, top - 0x100000);
    sim_trace_emit_MMAP(trace, 0x4000, top - 0x200000);
    sim_trace_emit_ALLOC(trace, 0, 0x2000, top - 0x200000 + 16); /* three pages */
    sim_trace_emit_ALLOC(trace, 0, 16, SIM_BRK_START + 0x2ff0);
    uint64_t before = sim_trace_count(trace);
    sim_trace_emit_FREE(trace, 0, SIM_BRK_START + 0x2ff0);
    sim_trace_emit_BRK(trace, SIM_BRK_START + 0x1000);
    sim_trace_emit_MUNMAP(trace, 0x1000, top - 0x200000 + 0x1000);
    sim_trace_emit_ARENA_FREE(trace, top - 0x100000);
    sim_trace_emit_BRK(trace, SIM_STORY_START + 0x2000);
    sim_trace_emit_END(trace);
    replay = sim_replay_new(trace);
    auto regions = [&](uint64_t step) {
        const SimState *state = sim_replay_seek(replay, step, nullptr);
        EXPECT_NE(state, nullptr);
        g_autoptr(GArray) array = sim_state_regions(state);
        std::vector<std::string> out;
        for (guint i = 0; i < array->len; i++) {
            const SimStateRegion *r = &g_array_index(array, SimStateRegion, i);
            char *line =
                g_strdup_printf("%d %lx %lx %lx", r->kind, r->address, r->size, r->resident);
            out.push_back(line);
            g_free(line);
        }
        return out;
    };
    std::vector<std::string> first = {"0 555555800000 3000 1000", "3 7ffff7800000 4000 3000",
                                      "2 7ffff7900000 100000 0"};
    std::vector<std::string> last = {"0 555555800000 1000 0", "1 655555800000 2000 0",
                                     "3 7ffff7800000 1000 1000", "3 7ffff7802000 2000 1000"};
    EXPECT_EQ(regions(before), first);
    EXPECT_EQ(regions(UINT64_MAX), last);
    EXPECT_EQ(regions(before), first);
}

TEST_F(ReplayTest, RefusesMappingsThatOverlap)
{
    sim_trace_emit_MMAP(trace, 0x4000, 0x7ffff7800000);
    sim_trace_emit_MMAP(trace, 0x1000, 0x7ffff7803000);
    sim_trace_emit_END(trace);
    replay = sim_replay_new(trace);
    g_autoptr(GError) error = nullptr;
    EXPECT_EQ(sim_replay_seek(replay, UINT64_MAX, &error), nullptr);
    EXPECT_NE(error, nullptr);
}
