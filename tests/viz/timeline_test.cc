#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/base/diag.h"
#include "tests/viz/picture.h"
#include "viz/scene/window.h"

namespace
{

constexpr uint64_t MS = 1000000;

/* A trace of threads by hand: what a scheduler did, without one. */
class Threads
{
  public:
    Threads()
    {
        g_autoptr(SimSource) source = sim_source_new("s.py", "x = 1\ny = 2\nz = 3\n", 18);
        trace_ = sim_trace_new(source);
        replay_ = sim_replay_new(trace_);
        story_ = viz_story_new(trace_, replay_, "Threads");
    }
    ~Threads()
    {
        viz_story_free(story_);
        sim_replay_free(replay_);
        sim_trace_free(trace_);
    }
    Threads(const Threads &) = delete;
    Threads &operator=(const Threads &) = delete;
    void
    start(uint64_t thread, uint64_t time, const std::string &name)
    {
        sim_trace_emit_THREAD_NEW(trace_, thread, time, SimText{name.data(), name.size()});
    }
    void
    state(uint64_t thread, uint64_t time, SimThreadState state, const char *what = "")
    {
        sim_trace_emit_THREAD_STATE(trace_, thread, time, state, SimText{what, strlen(what)});
    }
    void
    core(uint64_t thread, uint64_t time, uint64_t core)
    {
        sim_trace_emit_THREAD_CORE(trace_, thread, time, core);
    }
    void
    line(uint64_t thread, uint64_t line)
    {
        sim_trace_emit_THREAD(trace_, thread);
        sim_trace_emit_LINE(trace_, line);
    }
    void
    clock(uint64_t time)
    {
        sim_trace_emit_CLOCK(trace_, time);
    }
    /* @to gets the GIL and runs on core 1, @from (-1: nobody) waits for it. */
    void
    hand_over(int from, uint64_t to, uint64_t time, bool forced)
    {
        if (from >= 0) {
            if (forced) {
                sim_trace_emit_GIL_REQUEST(trace_, time, to);
                sim_trace_emit_GIL_FORCED(trace_, time, static_cast<uint64_t>(from) + 1);
            }
            state(static_cast<uint64_t>(from), time, SIM_THREAD_WANTS_GIL);
            core(static_cast<uint64_t>(from), time, 0);
        }
        sim_trace_emit_GIL_HOLDER(trace_, time, to + 1);
        state(to, time, SIM_THREAD_RUNNING);
        core(to, time, 1);
    }
    void
    hold(uint64_t time, uint64_t holder)
    {
        sim_trace_emit_GIL_HOLDER(trace_, time, holder);
    }
    void
    figure(const char *name, const char *zoom = nullptr)
    {
        viz_story_add_figure(story_, name, "timeline", nullptr, sim_trace_count(trace_));
        viz_story_zoom(story_, zoom);
    }
    VizStory *
    story() const
    {
        return story_;
    }
    std::string
    failure() const
    {
        g_autoptr(GError) error = nullptr;
        GPtrArray *scenes = viz_view_scenes(story_, VIZ_VIEW_TIMELINE, &error);
        EXPECT_EQ(scenes, nullptr);
        EXPECT_TRUE(g_error_matches(error, SIM_DIAG_ERROR, SIM_DIAG_USAGE));
        return error == nullptr ? "" : error->message;
    }

  private:
    SimTrace *trace_ = nullptr;
    SimReplay *replay_ = nullptr;
    VizStory *story_ = nullptr;
};

/* Three threads take turns: the reference figure gil-1. */
void
tell_turns(Threads &threads)
{
    const char *names[] = {"MainThread", "Thread-1 (work)", "Thread-2 (work)"};
    for (uint64_t i = 0; i < 3; i++) {
        threads.start(i, 0, names[i]);
        threads.state(i, 0, SIM_THREAD_WANTS_GIL);
    }
    const uint64_t order[] = {1, 0, 2, 1, 0, 2, 0, 2};
    const uint64_t times[] = {0, 5, 11, 15, 25, 32, 37, 46};
    int last = -1;
    for (size_t i = 0; i < 8; i++) {
        threads.hand_over(last, order[i], times[i] * MS, i % 3 != 2);
        threads.line(order[i], 1 + i % 3);
        threads.line(order[i], 2);
        last = static_cast<int>(order[i]);
        if (i == 3) {
            threads.clock(20 * MS);
            threads.figure("half");
        }
    }
    threads.clock(58 * MS);
    threads.figure("all");
}

/* Every state there is, on two cores. */
void
tell_states(Threads &threads)
{
    threads.start(0, 0, "MainThread");
    threads.hand_over(-1, 0, 0, false);
    threads.line(0, 1);
    threads.start(1, 4 * MS, "Thread-1 (numpy_and_more)");
    threads.state(1, 4 * MS, SIM_THREAD_WANTS_CORE);
    threads.state(1, 9 * MS, SIM_THREAD_WANTS_GIL);
    threads.state(0, 12 * MS, SIM_THREAD_NATIVE, "numpy.dot");
    threads.hold(12 * MS, 2);
    threads.state(1, 12 * MS, SIM_THREAD_RUNNING);
    threads.core(1, 12 * MS, 2);
    threads.line(1, 3);
    threads.state(1, 20 * MS, SIM_THREAD_HELD, "h5py.read");
    threads.state(0, 24 * MS, SIM_THREAD_WANTS_GIL);
    threads.core(0, 24 * MS, 0);
    threads.hold(32 * MS, 0);
    threads.state(1, 32 * MS, SIM_THREAD_BLOCKED, "lock");
    threads.core(1, 32 * MS, 0);
    threads.hold(33 * MS, 1);
    threads.state(0, 33 * MS, SIM_THREAD_RUNNING);
    threads.core(0, 33 * MS, 1);
    threads.line(0, 2);
    threads.hold(41 * MS, 0);
    threads.state(0, 41 * MS, SIM_THREAD_IO, "sleep");
    threads.core(0, 41 * MS, 0);
    threads.state(1, 44 * MS, SIM_THREAD_STOPPED);
    threads.state(1, 50 * MS, SIM_THREAD_ENDED);
    threads.state(0, 56 * MS, SIM_THREAD_ENDED);
    threads.clock(60 * MS);
    threads.figure("states");
}

/* Two threads that take turns every @period ns, @count times. */
void
tell_many(Threads &threads, uint64_t count, uint64_t period)
{
    for (uint64_t i = 0; i < 2; i++) {
        threads.start(i, 0, "Thread-" + std::to_string(i));
    }
    int last = -1;
    for (uint64_t i = 0; i < count; i++) {
        threads.hand_over(last, i % 2, i * period, true);
        threads.line(i % 2, 1 + i % 3);
        last = static_cast<int>(i % 2);
    }
    threads.clock(count * period);
}

void
expect_no_faults(const Pictures &pictures)
{
    for (size_t i = 0; i < pictures.count(); i++) {
        for (const std::string &fault : find_faults(pictures.drawing(i))) {
            ADD_FAILURE() << pictures.scene(i)->name << ": " << fault;
        }
    }
}

const VizItem *
find_kind(const VizScene *scene, VizKind kind, size_t which = 0)
{
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (item->kind == kind && which-- == 0) {
            return item;
        }
    }
    return nullptr;
}

} // namespace

TEST(Timeline, ThreadsTakeTurns)
{
    Threads threads;
    tell_turns(threads);
    Pictures pictures(threads.story(), VIZ_VIEW_TIMELINE);
    expect_no_faults(pictures);
    ASSERT_EQ(pictures.count(), 2u);
    const VizScene *scene = pictures.scene(1);
    EXPECT_EQ(viz_scene_count(scene, VIZ_KIND_LANE), 3u);
    EXPECT_EQ(viz_scene_count(scene, VIZ_KIND_CORE), 1u);
    EXPECT_EQ(viz_scene_count(scene, VIZ_KIND_ASKED), 5u);
    EXPECT_EQ(viz_scene_count(scene, VIZ_KIND_FORCED), 5u);
    EXPECT_STREQ(viz_scene_item(scene, 0)->text,
                 "3 threads used 1 core. In 58 ms the GIL changed hands 7 times; it was dropped 5 "
                 "times because another thread asked for it.");
    EXPECT_STREQ(viz_scene_find(scene, "thread-0-ran")->text, "22 ms");
    EXPECT_STREQ(viz_scene_find(scene, "thread-0-waited")->text, "36 ms");
    const VizItem *run = viz_scene_find(scene, "thread-1-15000000");
    ASSERT_NE(run, nullptr);
    EXPECT_EQ(run->size, 10 * MS);
    EXPECT_EQ(run->state, static_cast<unsigned>(SIM_THREAD_RUNNING));
    EXPECT_STREQ(run->text, "lines 1-2");
    EXPECT_EQ(pictures.mark(1, "gil-15000000-holder").text, std::string("T1"));
    std::string told = pictures.drawing(1)->description;
    EXPECT_NE(told.find("Thread-2 (work) (T2) ran 21 ms and waited 37 ms for the GIL."),
              std::string::npos)
        << told;
    EXPECT_EQ(scene->notices->len, 0u);
}

TEST(Timeline, WhatIsLaterIsNotDrawn)
{
    Threads threads;
    tell_turns(threads);
    Pictures pictures(threads.story(), VIZ_VIEW_TIMELINE);
    EXPECT_EQ(pictures.drawing(0)->width, pictures.drawing(1)->width);
    EXPECT_EQ(pictures.drawing(0)->height, pictures.drawing(1)->height);
    const VizScene *half = pictures.scene(0);
    for (guint i = 0; i < half->items->len; i++) {
        const VizItem *item = viz_scene_item(half, i);
        if (item->kind == VIZ_KIND_SPAN) {
            EXPECT_LE(item->order + item->size, 20 * MS) << item->id;
        }
    }
    EXPECT_EQ(viz_scene_find(half, "thread-1-15000000")->size, 5 * MS);
    EXPECT_STREQ(viz_scene_find(half, "thread-1-ran")->text, "10 ms");
    EXPECT_EQ(viz_scene_find(half, "now")->size, 0u);
    EXPECT_EQ(viz_scene_find(pictures.scene(1), "now")->size, 38 * MS);
    /* What is over stands in the same place in both. */
    VizMark before = pictures.mark(0, "thread-0-5000000");
    VizMark after = pictures.mark(1, "thread-0-5000000");
    EXPECT_EQ(before.x, after.x);
    EXPECT_EQ(before.y, after.y);
    EXPECT_EQ(before.width, after.width);
}

TEST(Timeline, EachStateHasALookOfItsOwn)
{
    Threads threads;
    tell_states(threads);
    Pictures pictures(threads.story(), VIZ_VIEW_TIMELINE);
    expect_no_faults(pictures);
    const VizScene *scene = pictures.scene(0);
    std::vector<std::pair<VizShape, VizRole>> looks;
    for (int state = 0; state < SIM_THREAD_ENDED; state++) {
        const VizItem *span = nullptr;
        for (guint i = 0; i < scene->items->len && span == nullptr; i++) {
            const VizItem *item = viz_scene_item(scene, i);
            bool thread = g_str_has_prefix(item->id, "thread-");
            if (item->kind == VIZ_KIND_SPAN && thread &&
                item->state == static_cast<unsigned>(state)) {
                span = item;
            }
        }
        ASSERT_NE(span, nullptr) << state;
        std::string legend = "legend-state-" + std::to_string(state);
        EXPECT_TRUE(pictures.has(0, legend)) << legend;
        std::string id = span->id;
        VizMark mark = pictures.mark(0, id);
        VizRole role = pictures.has(0, id + "-hatch") ? VIZ_ROLE_HATCH : mark.role;
        role = pictures.has(0, id + "-begin") ? VIZ_ROLE_BLOCKED : role;
        if (state == SIM_THREAD_STOPPED) {
            role = VIZ_ROLE_STOPPED;
        }
        std::pair<VizShape, VizRole> look(mark.shape, role);
        EXPECT_EQ(std::count(looks.begin(), looks.end(), look), 0) << state;
        looks.push_back(look);
    }
    EXPECT_EQ(pictures.mark(0, "thread-1-32000000-text").text, std::string("lock"));
    EXPECT_EQ(pictures.mark(0, "thread-0-12000000-text").text, std::string("numpy.dot"));
}

TEST(Timeline, ShortOnesAreJoinedAndThatIsSaid)
{
    Threads threads;
    tell_many(threads, 50000, 1000); /* with waits, 100,000 stretches */
    threads.figure("joined");
    threads.figure("window", "10ms..10.02ms");
    std::vector<std::string> notices;
    EXPECT_EQ(draw_files(threads.story(), {"svg"}, nullptr, &notices).size(), 2u);
    ASSERT_EQ(notices.size(), 1u);
    EXPECT_NE(notices[0].find("figure joined: "), std::string::npos) << notices[0];
    EXPECT_NE(notices[0].find("--zoom"), std::string::npos) << notices[0];
    Pictures pictures(threads.story(), VIZ_VIEW_TIMELINE);
    expect_no_faults(pictures);
    const VizItem *band = find_kind(pictures.scene(0), VIZ_KIND_SPAN);
    EXPECT_STREQ(band->id, "thread-0-many-0");
    EXPECT_EQ(band->refs, 50000);
    EXPECT_STREQ(band->detail, "busy for 50 %");
    EXPECT_TRUE(pictures.has(0, "thread-0-many-0-hatch"));
    EXPECT_TRUE(pictures.has(0, "legend-many"));
    EXPECT_LT(pictures.drawing(0)->marks->len, 500u);
    /* In the window each is there. */
    EXPECT_NE(viz_scene_find(pictures.scene(1), "thread-0-10000000"), nullptr);
    EXPECT_FALSE(pictures.has(1, "legend-many"));
    EXPECT_EQ(pictures.drawing(0)->height, pictures.drawing(1)->height);
}

TEST(Timeline, AShortRunAmongLongOnesIsSeen)
{
    Threads threads;
    threads.start(0, 0, "MainThread");
    threads.hand_over(-1, 0, 0, false);
    threads.state(0, 500 * MS, SIM_THREAD_IO, "sleep");
    threads.state(0, 900 * MS, SIM_THREAD_RUNNING);
    threads.state(0, 900 * MS + 10, SIM_THREAD_IO, "sleep");
    threads.clock(1000 * MS);
    threads.figure("f");
    Pictures pictures(threads.story(), VIZ_VIEW_TIMELINE);
    expect_no_faults(pictures);
    EXPECT_GE(pictures.mark(0, "thread-0-900000000").width, 1.5);
    EXPECT_EQ(pictures.scene(0)->notices->len, 0u);
}

TEST(Timeline, ThousandThreads)
{
    Threads threads;
    for (uint64_t i = 0; i < 1000; i++) {
        threads.start(i, i * MS, "worker " + std::to_string(i));
        threads.hand_over(static_cast<int>(i) - 1, i, i * MS, true);
    }
    threads.clock(1100 * MS);
    threads.figure("f");
    Pictures pictures(threads.story(), VIZ_VIEW_TIMELINE);
    expect_no_faults(pictures);
    const VizScene *scene = pictures.scene(0);
    EXPECT_EQ(viz_scene_count(scene, VIZ_KIND_LANE), 24u);
    EXPECT_NE(viz_scene_find(scene, "thread-999"), nullptr) << "the busiest";
    EXPECT_STREQ(viz_scene_find(scene, "more-threads")->text,
                 "976 more threads, less busy, not drawn");
    EXPECT_TRUE(pictures.has(0, "more-threads"));
    EXPECT_STREQ(static_cast<char *>(scene->notices->pdata[0]),
                 "figure f: the 24 busiest of 1000 threads are drawn (--max-threads)");
    EXPECT_LT(pictures.drawing(0)->height, 1500);
}

TEST(Timeline, WithoutAGilThreadsWaitForCores)
{
    Threads threads;
    for (uint64_t i = 0; i < 40; i++) {
        threads.start(i, 0, "t");
        threads.state(i, 0, i < 20 ? SIM_THREAD_RUNNING : SIM_THREAD_WANTS_CORE);
        threads.core(i, 0, i < 20 ? i + 1 : 0);
    }
    threads.clock(7);
    threads.figure("f");
    Pictures pictures(threads.story(), VIZ_VIEW_TIMELINE);
    expect_no_faults(pictures);
    EXPECT_EQ(viz_scene_find(pictures.scene(0), "gil"), nullptr);
    EXPECT_STREQ(viz_scene_item(pictures.scene(0), 0)->text,
                 "40 threads used 20 cores. In 7 ns no GIL kept any from running beside another.");
    EXPECT_STREQ(viz_scene_item(pictures.scene(0), 0)->detail, "waited for a core");
    EXPECT_STREQ(viz_scene_find(pictures.scene(0), "more-cores")->text, "4 more cores, not drawn");
}

TEST(Timeline, TimesThatStrain)
{
    const uint64_t spans[][2] = {{0, 0},
                                 {5, 5},
                                 {0, 1},
                                 {7, 8},
                                 {0, INT64_MAX},
                                 {INT64_MAX - 1, INT64_MAX},
                                 {INT64_MAX, INT64_MAX},
                                 {1000000000000000003, 1000000000000000009},
                                 {999999999, 1000000001}};
    for (const auto &span : spans) {
        Threads threads;
        for (uint64_t i = 0; i < 3; i++) {
            threads.start(i, span[0], i == 0 ? "" : std::string(300, 'w'));
            threads.hand_over(static_cast<int>(i) - 1, i, span[0], true);
        }
        threads.line(2, 1);
        threads.figure("first");
        threads.hand_over(2, 0, span[1], true);
        threads.line(0, INT32_MAX);
        threads.figure("last");
        SCOPED_TRACE(std::to_string(span[0]) + " to " + std::to_string(span[1]));
        Pictures pictures(threads.story(), VIZ_VIEW_TIMELINE);
        expect_no_faults(pictures);
        EXPECT_EQ(draw_files(threads.story(), {"svg"}).size(), 2u);
    }
}

TEST(Timeline, NamesOfAllKinds)
{
    Threads threads;
    const char *names[] = {"<b>&\"'\\N", "\xff\xfe", "a\nb\tc", "שלום 变量 e\xcc\x81", "\x01"};
    for (uint64_t i = 0; i < 5; i++) {
        threads.start(i, i * MS, names[i]);
        threads.hand_over(static_cast<int>(i) - 1, i, i * MS, false);
        threads.state(i, i * MS, SIM_THREAD_HELD, names[i]);
    }
    threads.clock(6 * MS);
    threads.figure("f");
    Pictures pictures(threads.story(), VIZ_VIEW_TIMELINE);
    expect_no_faults(pictures);
    std::vector<File> files = draw_files(threads.story(), {"svg", "png", "pdf", "json"});
    ASSERT_EQ(files.size(), 4u);
    EXPECT_TRUE(g_utf8_validate(files[0].bytes.data(), static_cast<gssize>(files[0].bytes.size()),
                                nullptr));
    EXPECT_EQ(files[0].bytes.find('\x01'), std::string::npos);
}

TEST(Timeline, SameBytesInEveryTheme)
{
    for (const char *theme : {"light", "dark", "contrast", "print"}) {
        Threads threads;
        tell_states(threads);
        std::vector<File> once = draw_files(threads.story(), {"svg"}, theme);
        std::vector<File> again = draw_files(threads.story(), {"svg"}, theme);
        ASSERT_EQ(once.size(), 1u);
        EXPECT_EQ(once[0].bytes, again[0].bytes);
        EXPECT_NE(once[0].bytes.find("id=\"states-thread-0-12000000\""), std::string::npos);
    }
}

TEST(Timeline, ARunWithoutThreadsSaysWhatToDo)
{
    Threads threads;
    /* Nobody asks for that view: there is nothing to say. */
    GPtrArray *none = viz_view_scenes(threads.story(), VIZ_VIEW_TIMELINE, nullptr);
    ASSERT_NE(none, nullptr);
    EXPECT_EQ(none->len, 0u);
    g_ptr_array_unref(none);
    threads.figure("f");
    EXPECT_EQ(threads.failure(),
              "view timeline: this run has no threads to draw; a scenario that starts some "
              "(import threading) has a timeline");
}

TEST(Timeline, WindowsThatCannotBe)
{
    for (const char *zoom : {"", "10ms", "10..20", "10ms..", "..20ms", "10ms..20ms ", "-1ms..2ms",
                             "1e3ms..2s", "inf..nan", "ms..ms", "10ms..20m", "1.ms..2ms",
                             "0x1s..2s", "1s..99999999999999999999999s"}) {
        Threads threads;
        tell_turns(threads);
        threads.figure("z", zoom);
        EXPECT_NE(threads.failure().find("is no window of time"), std::string::npos) << zoom;
    }
    Threads backwards;
    tell_turns(backwards);
    backwards.figure("z", "20ms..10ms");
    EXPECT_NE(backwards.failure().find("from an earlier to a later time"), std::string::npos);
    Threads behind;
    tell_turns(behind);
    behind.figure("z", "58ms..1s");
    EXPECT_EQ(behind.failure(),
              "figure z: zoom: nothing happened in 58ms..1s: the run goes from 0 s to 58 ms");
}

TEST(Timeline, WindowsInEveryUnit)
{
    VizWindow window;
    ASSERT_TRUE(viz_window_parse("1.5us..0.25ms", &window, nullptr));
    EXPECT_EQ(window.from, 1500u);
    EXPECT_EQ(window.to, 250000u);
    ASSERT_TRUE(viz_window_parse("7ns..2s", &window, nullptr));
    EXPECT_EQ(window.from, 7u);
    EXPECT_EQ(window.to, 2000000000u);
    Threads threads;
    tell_turns(threads);
    threads.figure("z", "8ms..27ms");
    Pictures pictures(threads.story(), VIZ_VIEW_TIMELINE);
    expect_no_faults(pictures);
    const VizScene *scene = pictures.scene(2);
    EXPECT_STREQ(viz_scene_find(scene, "thread-0-ran")->text, "5 ms");
    EXPECT_STREQ(viz_scene_find(scene, "now")->text,
                 "this figure's moment: 58 ms, behind this window");
    EXPECT_EQ(viz_scene_find(scene, "thread-0-37000000"), nullptr);
}
