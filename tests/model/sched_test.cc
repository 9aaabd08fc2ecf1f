#include "sim/model/sched.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace
{

constexpr uint64_t US = 1000;
constexpr uint64_t MS = 1000 * US;

struct Note {
    SimSchedNoteKind kind;
    uint64_t time;
    uint32_t thread;
    uint32_t value;
    std::string text;
    bool
    operator==(const Note &other) const
    {
        return kind == other.kind && time == other.time && thread == other.thread &&
               value == other.value && text == other.text;
    }
};

class SchedTest : public testing::Test
{
  protected:
    ~SchedTest() override
    {
        sim_sched_free(sched_);
    }

    void
    start(uint32_t cores, uint64_t interval = 5 * MS, uint64_t seed = 1)
    {
        sim_sched_free(sched_);
        notes_.clear();
        SimCosts costs;
        sim_costs_init(&costs);
        SimSchedConfig config = {cores, interval, seed, 0, costs, &SchedTest::observe, this};
        sched_ = sim_sched_new(&config);
    }
    static void
    observe(void *data, const SimSchedNote *note)
    {
        static_cast<SchedTest *>(data)->notes_.push_back(
            {note->kind, note->time, note->thread, note->value, note->text});
    }
    // Every thread computes until the time is over; how long each ran.
    std::map<int64_t, uint64_t>
    compute(uint64_t until, uint64_t instruction = 25)
    {
        std::map<int64_t, uint64_t> ran;
        while (sim_sched_now(sched_) < until) {
            int64_t thread = sim_sched_next(sched_);
            uint64_t ns = std::min(sim_sched_budget(sched_), until - sim_sched_now(sched_));
            ns = std::max(ns, instruction);
            sim_sched_charge(sched_, ns);
            ran[thread] += ns;
            sim_sched_break(sched_);
        }
        return ran;
    }
    uint64_t
    count(SimSchedNoteKind kind) const
    {
        uint64_t n = 0;
        for (const Note &note : notes_) {
            n += note.kind == kind;
        }
        return n;
    }

    SimSched *sched_ = nullptr;
    std::vector<Note> notes_;
};

TEST_F(SchedTest, TheFirstThreadRunsAtOnce)
{
    start(2);
    EXPECT_EQ(sim_sched_next(sched_), 0);
    EXPECT_EQ(sim_sched_holder(sched_), 0);
    EXPECT_EQ(sim_sched_budget(sched_), UINT64_MAX);
    sim_sched_charge(sched_, 7 * MS);
    EXPECT_EQ(sim_sched_now(sched_), 7 * MS);
    EXPECT_FALSE(sim_sched_break(sched_));
}

TEST_F(SchedTest, TwoThatComputeTakeTurnsOfAnInterval)
{
    start(2);
    sim_sched_spawn(sched_, "Thread-1");
    auto ran = compute(1000 * MS);
    SimSchedMeasures measures = sim_sched_measures(sched_);
    // An interval, its timer's slack and a wake-up for each turn.
    EXPECT_NEAR((double) measures.switches, 1000 / 5.1, 6);
    EXPECT_EQ(measures.forced, measures.switches);
    EXPECT_EQ(measures.requests, measures.forced);
    EXPECT_NEAR((double) ran[0], (double) ran[1], 10 * MS);
    EXPECT_GT(ran[0] + ran[1], 990 * MS);
    EXPECT_LT(ran[0] + ran[1] + measures.unused, 1001 * MS);
    SimCosts costs;
    sim_costs_init(&costs);
    double expected = (double) sim_cost(&costs, SIM_COST_WAKE, measures.switches);
    EXPECT_NEAR((double) measures.unused, expected, expected / 5);
}

TEST_F(SchedTest, ASmallerIntervalMeansMoreSwitches)
{
    start(2, MS / 2);
    sim_sched_spawn(sched_, "Thread-1");
    compute(1000 * MS);
    EXPECT_NEAR((double) sim_sched_measures(sched_).switches, 1000 / 0.65, 40);
}

TEST_F(SchedTest, OnOneCoreAWaiterGetsToAskOnlyWhenTheSliceIsOver)
{
    start(1, 50 * US);
    sim_sched_spawn(sched_, "Thread-1");
    compute(1000 * MS);
    EXPECT_NEAR((double) sim_sched_measures(sched_).switches, 1000 / 6.1, 20); // two slices
    uint64_t core = 0;
    for (const Note &note : notes_) {
        core = note.kind == SIM_NOTE_CORE ? std::max<uint64_t>(core, note.value) : core;
    }
    EXPECT_EQ(core, 1U);
}

TEST_F(SchedTest, WhoSleepsWaitsForTheGilAfterwards)
{
    start(2);
    sim_sched_spawn(sched_, "Thread-1");
    std::vector<uint64_t> latencies;
    uint64_t slept = 0;
    bool asleep = false;
    while (latencies.size() < 20) {
        int64_t thread = sim_sched_next(sched_);
        if (thread == 1) {
            sim_sched_charge(sched_, std::max<uint64_t>(sim_sched_budget(sched_), 25));
            sim_sched_break(sched_);
            continue;
        }
        if (asleep) {
            latencies.push_back(sim_sched_now(sched_) - slept);
        }
        asleep = true;
        slept = sim_sched_now(sched_);
        sim_sched_sleep(sched_, MS, "sleep");
    }
    std::sort(latencies.begin(), latencies.end());
    EXPECT_NEAR((double) latencies[10], 6.17 * MS, 0.1 * MS);
}

TEST_F(SchedTest, NativeCodeRunsBesideTheHolder)
{
    start(2);
    sim_sched_spawn(sched_, "Thread-1");
    ASSERT_EQ(sim_sched_next(sched_), 0);
    sim_sched_native(sched_, 20 * MS, false, "sum");
    EXPECT_EQ(sim_sched_next(sched_), 1);
    EXPECT_EQ(sim_sched_state(sched_, 0), SIM_THREAD_NATIVE);
    sim_sched_charge(sched_, 10 * MS);
    EXPECT_FALSE(sim_sched_break(sched_)); // nobody else wants it
    sim_sched_native(sched_, 10 * MS, true, "write");
    EXPECT_EQ(sim_sched_state(sched_, 1), SIM_THREAD_HELD);
    EXPECT_EQ(sim_sched_next(sched_), 1); // the GIL was held throughout
    EXPECT_GE(sim_sched_now(sched_), 20 * MS);
    EXPECT_EQ(sim_sched_state(sched_, 0), SIM_THREAD_WANTS_GIL);
}

TEST_F(SchedTest, AVoluntaryReleaseMayRetakeBeforeTheWaiterWakes)
{
    start(2);
    sim_sched_spawn(sched_, "Thread-1");
    sim_sched_next(sched_);
    sim_sched_charge(sched_, MS); // the other waits now, its interval is not over
    ASSERT_EQ(sim_sched_state(sched_, 1), SIM_THREAD_WANTS_GIL);
    sim_sched_native(sched_, US, false, "write");
    EXPECT_EQ(sim_sched_next(sched_), 0);
    EXPECT_EQ(sim_sched_measures(sched_).switches, 0U);
}

TEST_F(SchedTest, GatesLetOneThrough)
{
    start(2);
    SimGate *gate = sim_gate_new();
    EXPECT_TRUE(sim_gate_try(gate, 0));
    EXPECT_FALSE(sim_gate_try(gate, 0));
    sim_sched_spawn(sched_, "Thread-1");
    sim_sched_native(sched_, MS, false, "x");
    ASSERT_EQ(sim_sched_next(sched_), 1);
    sim_gate_wait(sched_, gate, UINT64_MAX, "lock");
    ASSERT_EQ(sim_sched_next(sched_), 0);
    EXPECT_EQ(sim_sched_state(sched_, 1), SIM_THREAD_BLOCKED);
    sim_gate_open(sched_, gate);
    sim_sched_sleep(sched_, 50 * MS, "sleep");
    EXPECT_EQ(sim_sched_next(sched_), 1);
    EXPECT_EQ(sim_gate_owner(gate), 1);
    EXPECT_EQ(sim_sched_result(sched_, 1), SIM_WAIT_DONE);
    sim_gate_wait(sched_, gate, 3 * MS, "lock");
    uint64_t before = sim_sched_now(sched_);
    EXPECT_EQ(sim_sched_next(sched_), 1);
    EXPECT_EQ(sim_sched_result(sched_, 1), SIM_WAIT_TIMED_OUT);
    EXPECT_NEAR((double) (sim_sched_now(sched_) - before), 3.07 * MS, 0.02 * MS);
    sim_gate_free(gate);
}

TEST_F(SchedTest, ADeadlockIsExplained)
{
    start(2);
    SimGate *mine = sim_gate_new();
    SimGate *other = sim_gate_new();
    sim_gate_try(mine, 0);
    sim_gate_try(other, sim_sched_spawn(sched_, "Thread-1"));
    sim_gate_wait(sched_, other, UINT64_MAX, "lock");
    ASSERT_EQ(sim_sched_next(sched_), 1);
    sim_gate_wait(sched_, mine, UINT64_MAX, "lock");
    EXPECT_EQ(sim_sched_next(sched_), SIM_SCHED_NOBODY);
    char *text = sim_sched_explain(sched_);
    EXPECT_STREQ(text, "MainThread waits for lock held by Thread-1, "
                       "Thread-1 waits for lock held by MainThread");
    g_free(text);
    sim_sched_free(sched_);
    sched_ = nullptr;
    sim_gate_free(mine);
    sim_gate_free(other);
}

TEST_F(SchedTest, SeedsChooseAndSchedulesRepeat)
{
    auto run = [this](uint64_t seed, const std::vector<uint16_t> &replay) {
        start(2, 5 * MS, seed);
        sim_sched_replay(sched_, replay.data(), replay.size());
        for (int i = 0; i < 4; i++) {
            sim_sched_spawn(sched_, "t");
        }
        compute(300 * MS);
        return notes_;
    };
    auto first = run(1, {});
    size_t count;
    const uint16_t *choices = sim_sched_schedule(sched_, &count);
    std::vector<uint16_t> schedule(choices, choices + count);
    EXPECT_EQ(run(1, {}), first);
    EXPECT_NE(run(2, {}), first);
    EXPECT_EQ(run(2, schedule), first);
}

TEST_F(SchedTest, TimeNeverGoesBackAndCoresHoldOneThreadEach)
{
    for (uint64_t seed = 1; seed <= 20; seed++) {
        start(3, MS, seed);
        for (int i = 0; i < 7; i++) {
            sim_sched_spawn(sched_, "t");
        }
        for (int i = 0; i < 500; i++) {
            int64_t thread = sim_sched_next(sched_);
            ASSERT_NE(thread, SIM_SCHED_NOBODY);
            sim_sched_charge(sched_, 100 * US);
            if (sim_sched_break(sched_) || sim_sched_next(sched_) != thread) {
                continue;
            }
            if (thread % 3 == 1) {
                sim_sched_native(sched_, 700 * US, false, "n");
            } else if (thread % 3 == 2) {
                sim_sched_sleep(sched_, 300 * US, "s");
            }
        }
        std::map<uint32_t, uint32_t> cores;
        uint64_t time = 0;
        int64_t holder = 0;
        for (const Note &note : notes_) {
            ASSERT_GE(note.time, time);
            time = note.time;
            if (note.kind == SIM_NOTE_CORE) {
                for (auto &core : cores) {
                    ASSERT_TRUE(note.value == 0 || core.second != note.value ||
                                core.first == note.thread);
                }
                cores[note.thread] = note.value;
            } else if (note.kind == SIM_NOTE_HOLDER) {
                ASSERT_TRUE(note.value == 0 || holder == 0);
                holder = note.value;
            } else if (note.kind == SIM_NOTE_STATE && note.value == SIM_THREAD_RUNNING) {
                ASSERT_EQ(holder, note.thread + 1);
            }
        }
    }
}

} // namespace
