#include <cstring>
#include <string>

#include <gtest/gtest.h>

#include "sim/base/diag.h"
#include "sim/replay/timeline.h"

struct TimelineTest : testing::Test {
    SimTrace *trace = nullptr;
    SimTimeline *line = nullptr;

    void
    SetUp() override
    {
        g_autoptr(SimSource) source = sim_source_new("s.py", "x = 1\n", 6);
        trace = sim_trace_new(source);
    }
    void
    TearDown() override
    {
        if (line != nullptr) {
            sim_timeline_free(line);
        }
        sim_trace_free(trace);
    }
    static SimText
    text(const char *s)
    {
        return SimText{s, strlen(s)};
    }
    void
    state(uint64_t thread, uint64_t time, uint64_t state, const char *what = "")
    {
        sim_trace_emit_THREAD_STATE(trace, thread, time, state, text(what));
    }
    void
    build()
    {
        g_autoptr(GError) error = nullptr;
        line = sim_timeline_of_trace(trace, &error);
        ASSERT_NE(line, nullptr) << error->message;
    }
    std::string
    failure()
    {
        g_autoptr(GError) error = nullptr;
        line = sim_timeline_of_trace(trace, &error);
        EXPECT_EQ(line, nullptr);
        return error == nullptr ? "" : error->message;
    }
    const SimThreadLane *
    lane(guint thread) const
    {
        return static_cast<SimThreadLane *>(line->threads->pdata[thread]);
    }
    const SimThreadSpan &
    span(guint thread, guint which) const
    {
        return g_array_index(lane(thread)->spans, SimThreadSpan, which);
    }
};

TEST_F(TimelineTest, ARunWithoutThreadsHasNoLanes)
{
    sim_trace_emit_LINE(trace, 1);
    build();
    EXPECT_EQ(line->threads->len, 0u);
    EXPECT_EQ(line->gil->len, 0u);
    EXPECT_EQ(line->end, 0u);
    EXPECT_EQ(sim_timeline_time(line, 1), 0u);
}

TEST_F(TimelineTest, SpansOfStatesWithTheirLines)
{
    sim_trace_emit_THREAD_NEW(trace, 1, 10, text("worker"));
    state(1, 10, SIM_THREAD_WANTS_GIL);
    state(1, 25, SIM_THREAD_RUNNING);
    sim_trace_emit_THREAD(trace, 1);
    sim_trace_emit_LINE(trace, 7);
    sim_trace_emit_LINE(trace, 9);
    state(1, 40, SIM_THREAD_BLOCKED, "lock");
    state(1, 40, SIM_THREAD_BLOCKED, "lock");
    sim_trace_emit_CLOCK(trace, 100);
    build();
    EXPECT_FALSE(lane(0)->known);
    EXPECT_STREQ(lane(1)->name, "worker");
    ASSERT_EQ(lane(1)->spans->len, 3u);
    EXPECT_EQ(span(1, 0).start, 10u);
    EXPECT_EQ(span(1, 0).end, 25u);
    EXPECT_EQ(span(1, 1).first_line, 7);
    EXPECT_EQ(span(1, 1).last_line, 9);
    EXPECT_STREQ(span(1, 2).what, "lock");
    EXPECT_EQ(span(1, 2).end, 100u);
    EXPECT_EQ(lane(1)->totals[SIM_THREAD_WANTS_GIL], 15u);
    EXPECT_EQ(lane(1)->totals[SIM_THREAD_BLOCKED], 60u);
    EXPECT_EQ(lane(1)->waits, 1u);
    EXPECT_EQ(line->start, 10u);
    EXPECT_EQ(line->end, 100u);
}

TEST_F(TimelineTest, TheGilGoesFromHandToHand)
{
    sim_trace_emit_THREAD_NEW(trace, 0, 0, text("a"));
    sim_trace_emit_THREAD_NEW(trace, 1, 0, text("b"));
    sim_trace_emit_GIL_HOLDER(trace, 0, 1);
    sim_trace_emit_GIL_REQUEST(trace, 50, 1);
    sim_trace_emit_GIL_FORCED(trace, 52, 1);
    sim_trace_emit_GIL_HOLDER(trace, 52, 0);
    sim_trace_emit_GIL_HOLDER(trace, 55, 2);
    sim_trace_emit_GIL_HOLDER(trace, 60, 0);
    sim_trace_emit_GIL_HOLDER(trace, 61, 2);
    sim_trace_emit_CLOCK(trace, 70);
    build();
    ASSERT_EQ(line->gil->len, 3u);
    const SimUseSpan &first = g_array_index(line->gil, SimUseSpan, 0);
    const SimUseSpan &last = g_array_index(line->gil, SimUseSpan, 2);
    EXPECT_EQ(first.end, 52u);
    EXPECT_TRUE(first.forced);
    EXPECT_EQ(last.thread, 1u);
    EXPECT_EQ(last.end, 70u);
    EXPECT_FALSE(last.forced);
    EXPECT_EQ(line->switches, 1u) << "taking it back is none";
    EXPECT_EQ(line->forced, 1u);
    EXPECT_EQ(g_array_index(line->requests, SimGilRequest, 0).time, 50u);
}

TEST_F(TimelineTest, CoresHaveOneThreadEach)
{
    sim_trace_emit_THREAD_NEW(trace, 0, 0, text("a"));
    sim_trace_emit_THREAD_CORE(trace, 0, 5, 2);
    sim_trace_emit_THREAD_CORE(trace, 0, 9, 0);
    sim_trace_emit_THREAD_CORE(trace, 1, 9, 2);
    sim_trace_emit_CLOCK(trace, 12);
    build();
    ASSERT_EQ(line->cores->len, 2u);
    GArray *second = static_cast<GArray *>(line->cores->pdata[1]);
    ASSERT_EQ(second->len, 2u);
    EXPECT_EQ(g_array_index(second, SimUseSpan, 0).end, 9u);
    EXPECT_EQ(g_array_index(second, SimUseSpan, 1).thread, 1u);
    EXPECT_EQ(g_array_index(second, SimUseSpan, 1).end, 12u);
}

TEST_F(TimelineTest, TheTimeOfAStep)
{
    sim_trace_emit_CLOCK(trace, 10); /* step 1 */
    sim_trace_emit_LINE(trace, 1);
    sim_trace_emit_CLOCK(trace, 30); /* step 3 */
    build();
    EXPECT_EQ(sim_timeline_time(line, 0), 10u);
    EXPECT_EQ(sim_timeline_time(line, 2), 10u);
    EXPECT_EQ(sim_timeline_time(line, 3), 30u);
    EXPECT_EQ(sim_timeline_time(line, 1000), 30u);
}

TEST_F(TimelineTest, WhatComesAfterTheEndIsNotOfTheRun)
{
    sim_trace_emit_THREAD_NEW(trace, 0, 0, text("a"));
    state(0, 0, SIM_THREAD_RUNNING);
    sim_trace_emit_CLOCK(trace, 10);
    sim_trace_emit_END(trace);
    sim_trace_emit_CLOCK(trace, 1000);
    build();
    EXPECT_EQ(line->end, 10u);
    EXPECT_EQ(lane(0)->totals[SIM_THREAD_RUNNING], 10u);
}

TEST_F(TimelineTest, DamageIsSaidWithItsPlace)
{
    sim_trace_emit_CLOCK(trace, 10);
    sim_trace_emit_CLOCK(trace, 9);
    EXPECT_EQ(failure(), "event 2: time goes backwards");
}

TEST_F(TimelineTest, TimesBeyondAllYearsAreDamage)
{
    sim_trace_emit_CLOCK(trace, UINT64_MAX);
    EXPECT_EQ(failure(), "event 1: a time that late is not possible");
}

TEST_F(TimelineTest, StatesThreadsAndCoresThatCannotBe)
{
    state(0, 0, SIM_THREAD_STATE_COUNT);
    EXPECT_EQ(failure(), "event 1: there is no such state of a thread");
    TearDown();
    SetUp();
    state(UINT64_MAX, 0, SIM_THREAD_RUNNING);
    EXPECT_EQ(failure(), "event 1: a thread of that number is not possible");
    TearDown();
    SetUp();
    sim_trace_emit_THREAD_CORE(trace, 0, 0, UINT64_MAX);
    EXPECT_EQ(failure(), "event 1: a core of that number is not possible");
}

TEST_F(TimelineTest, ACoreIsTakenBeforeItIsLeft)
{
    sim_trace_emit_THREAD_CORE(trace, 0, 0, 1);
    sim_trace_emit_THREAD_CORE(trace, 1, 5, 1);
    sim_trace_emit_THREAD_CORE(trace, 0, 5, 0);
    build();
    const GArray *spans = static_cast<const GArray *>(line->cores->pdata[0]);
    ASSERT_EQ(spans->len, 2u);
    EXPECT_EQ(g_array_index(spans, SimUseSpan, 0).thread, 0u);
    EXPECT_EQ(g_array_index(spans, SimUseSpan, 0).end, 5u);
    EXPECT_EQ(g_array_index(spans, SimUseSpan, 1).thread, 1u);
}
