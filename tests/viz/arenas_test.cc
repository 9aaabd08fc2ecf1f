#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/model/pymalloc.h"
#include "sim/replay/arena_map.h"
#include "tests/viz/picture.h"

namespace
{

/* A trace of what an allocator did, over arenas that begin where the test says. */
class Allocator
{
  public:
    Allocator()
    {
        g_autoptr(SimSource) source = sim_source_new("s.py", "x = 1\n", 6);
        trace_ = sim_trace_new(source);
        replay_ = sim_replay_new(trace_);
        story_ = viz_story_new(trace_, replay_, "Arenas");
        pymalloc_ = sim_pymalloc_new(sim_profile_default(), &source_, this);
    }
    ~Allocator()
    {
        sim_pymalloc_free(pymalloc_);
        viz_story_free(story_);
        sim_replay_free(replay_);
        sim_trace_free(trace_);
    }
    Allocator(const Allocator &) = delete;
    Allocator &operator=(const Allocator &) = delete;
    SimAddr
    malloc(size_t size)
    {
        SimAddr address = sim_pymalloc_malloc(pymalloc_, size);
        sim_trace_emit_ALLOC(trace_, 2, size, address);
        return address;
    }
    void
    free(SimAddr address)
    {
        sim_trace_emit_FREE(trace_, 2, address);
        sim_pymalloc_dealloc(pymalloc_, address);
    }
    void
    figure(const char *name, const char *view = "arenas")
    {
        viz_story_add_figure(story_, name, view, nullptr, sim_trace_count(trace_));
    }
    VizStory *
    story() const
    {
        return story_;
    }
    SimTrace *
    trace() const
    {
        return trace_;
    }
    SimAddr next = 0x7f0000000000;
    SimAddr between = 0x100000;

  private:
    static SimAddr
    arena_alloc(void *data, size_t size)
    {
        auto *self = static_cast<Allocator *>(data);
        SimAddr base = self->next;
        self->next += self->between;
        sim_trace_emit_ARENA_NEW(self->trace_, size, base);
        return base;
    }
    static void
    arena_free(void *data, SimAddr base, size_t)
    {
        sim_trace_emit_ARENA_FREE(static_cast<Allocator *>(data)->trace_, base);
    }
    static const SimPymallocSource source_;
    SimTrace *trace_;
    SimReplay *replay_;
    VizStory *story_;
    SimPymalloc *pymalloc_;
};

const SimPymallocSource Allocator::source_ = {Allocator::arena_alloc, Allocator::arena_free,
                                              nullptr, nullptr};

std::string
detail(const Pictures &pictures, size_t figure, const char *id)
{
    const VizItem *item = viz_scene_find(pictures.scene(figure), id);
    return item == nullptr || item->detail == nullptr ? "" : item->detail;
}

std::string
text(const Pictures &pictures, size_t figure, const char *id)
{
    const VizItem *item = viz_scene_find(pictures.scene(figure), id);
    return item == nullptr ? "" : item->text;
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

TEST(Arenas, BlocksAreLiveFreedOrNeverUsed)
{
    Allocator allocator;
    std::vector<SimAddr> blocks;
    for (int i = 0; i < 5; i++) {
        blocks.push_back(allocator.malloc(400));
    }
    allocator.free(blocks[1]);
    allocator.figure("one");
    allocator.free(blocks[3]);
    allocator.malloc(390); /* where blocks[3] was */
    allocator.malloc(400); /* where blocks[1] was */
    allocator.free(blocks[0]);
    allocator.malloc(16);
    allocator.figure("two");
    Pictures pictures(allocator.story(), VIZ_VIEW_ARENAS);
    const char *pool = "pool-7f0000000000";
    EXPECT_EQ(detail(pictures, 0, pool), "#-###" + std::string(35, '.'));
    EXPECT_EQ(detail(pictures, 1, pool), "x+###" + std::string(35, '.'));
    EXPECT_EQ(text(pictures, 0, pool), "400 B: 4/40, 1st");
    EXPECT_EQ(text(pictures, 0, "pool-7f0000004000"), "never used");
    EXPECT_EQ(detail(pictures, 1, "pool-7f0000004000").substr(0, 3), "+..");
    EXPECT_EQ(detail(pictures, 0, "arena-7f0000000000"),
              "0x7f0000000000, 64 pools of 16 KiB, 63 free, 1600 bytes in use, 1st in "
              "usable_arenas");
    expect_no_faults(pictures);
}

TEST(Arenas, ListsAreTold)
{
    Allocator allocator;
    std::vector<SimAddr> blocks;
    for (int i = 0; i < 31 * 3; i++) { /* three pools */
        blocks.push_back(allocator.malloc(512));
    }
    allocator.figure("full");
    allocator.free(blocks[0]);
    allocator.free(blocks[40]);
    allocator.figure("lists");
    for (int i = 1; i < 31; i++) {
        allocator.free(blocks[static_cast<size_t>(i)]);
    }
    allocator.figure("empty");
    Pictures pictures(allocator.story(), VIZ_VIEW_ARENAS);
    EXPECT_EQ(text(pictures, 0, "pool-7f0000000000"), "512 B: 31/31, full");
    EXPECT_EQ(text(pictures, 1, "pool-7f0000000000"), "512 B: 30/31, 2nd");
    EXPECT_EQ(text(pictures, 1, "pool-7f0000004000"), "512 B: 30/31, 1st");
    EXPECT_EQ(text(pictures, 1, "pool-7f0000008000"), "512 B: 31/31, full");
    EXPECT_EQ(text(pictures, 2, "pool-7f0000000000"), "free, 1st");
}

TEST(Arenas, AnArenaThatIsNotAlignedHasOnePoolLess)
{
    Allocator allocator;
    allocator.next = 0x7f0000001000;
    allocator.malloc(512);
    allocator.figure("one");
    Pictures pictures(allocator.story(), VIZ_VIEW_ARENAS);
    EXPECT_EQ(viz_scene_count(pictures.scene(0), VIZ_KIND_POOL), 63u);
    EXPECT_EQ(text(pictures, 0, "pool-7f0000004000"), "512 B: 1/31, 1st");
    expect_no_faults(pictures);
}

TEST(Arenas, ManyAreDrawnAsPoolsAndVeryManyAsTotals)
{
    for (int arenas : {40, 300}) {
        Allocator allocator;
        for (int i = 0; i < arenas * 64 * 31; i++) {
            allocator.malloc(512);
        }
        allocator.figure("many");
        Pictures pictures(allocator.story(), VIZ_VIEW_ARENAS);
        const VizScene *scene = pictures.scene(0);
        EXPECT_EQ(viz_scene_count(scene, VIZ_KIND_ARENA), static_cast<size_t>(arenas));
        EXPECT_EQ(viz_scene_count(scene, VIZ_KIND_POOL), arenas == 40 ? 40u * 64u : 0u);
        EXPECT_EQ(viz_scene_count(scene, VIZ_KIND_MORE), 1u);
        EXPECT_EQ(scene->notices->len, 1u);
        EXPECT_LT(pictures.drawing(0)->width, 1400);
        EXPECT_LT(pictures.drawing(0)->height, 3000);
        expect_no_faults(pictures);
        EXPECT_EQ(draw_files(allocator.story(), {"svg"}).size(), 1u);
    }
}

/* As many as a process of 2.5 GB has, straight from an allocator: a page that is wider than high,
 * and what is held for little. */
TEST(Arenas, TenThousandAreOnePage)
{
    constexpr size_t COUNT = 10000;
    constexpr size_t BLOCKS = 64 * 7; /* of 512 bytes in an arena of 3.9 */
    static SimAddr next = 0x7f0000000000;
    static const SimPymallocSource source = {[](void *, size_t size) { return next += size; },
                                             [](void *, SimAddr, size_t) {}, nullptr, nullptr};
    SimPymalloc *pymalloc = sim_pymalloc_new(sim_profile_find("3.9"), &source, nullptr);
    std::vector<SimAddr> blocks(COUNT * BLOCKS);
    for (SimAddr &block : blocks) {
        block = sim_pymalloc_malloc(pymalloc, 512);
    }
    for (size_t i = 0; i < blocks.size(); i++) {
        if (i / BLOCKS % 4 == 1 && i % BLOCKS != 0) {
            sim_pymalloc_dealloc(pymalloc, blocks[i]); /* one is left in every fourth arena */
        }
    }
    SimArenaMap *map = sim_arena_map_new(pymalloc);
    Allocator allocator;
    allocator.story()->arenas = map;
    allocator.figure("many");
    Pictures pictures(allocator.story(), VIZ_VIEW_ARENAS);
    EXPECT_EQ(viz_scene_count(pictures.scene(0), VIZ_KIND_ARENA), COUNT);
    EXPECT_EQ(text(pictures, 0, "remark"),
              "2.62 GB held, 1.72 GB in use. Less than a tenth is in use of 2500 arenas: they hold "
              "655 MB for 1.28 MB.");
    EXPECT_EQ(pictures.scene(0)->notices->len, 1u);
    EXPECT_GT(pictures.drawing(0)->width, pictures.drawing(0)->height);
    expect_no_faults(pictures);
    sim_arena_map_free(map);
    sim_pymalloc_free(pymalloc);
}

TEST(Usage, LinesOfBytesOverTime)
{
    Allocator allocator;
    std::vector<SimAddr> blocks;
    for (int i = 0; i < 4000; i++) {
        blocks.push_back(allocator.malloc(512));
    }
    allocator.figure("before", "usage");
    for (SimAddr block : blocks) {
        allocator.free(block);
    }
    allocator.malloc(100);
    allocator.figure("after", "usage");
    Pictures pictures(allocator.story(), VIZ_VIEW_USAGE);
    expect_no_faults(pictures);
    uint64_t peak = 0;
    uint64_t last = 0;
    const VizScene *scene = pictures.scene(1);
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (g_str_has_prefix(item->id, "size-512-")) {
            peak = std::max(peak, item->size);
            last = item->size;
        }
    }
    EXPECT_GT(peak, 3000u * 512u);
    EXPECT_EQ(last, 0u);
    EXPECT_STREQ(viz_scene_find(scene, "in-use")->detail, "100 bytes");
    EXPECT_NE(viz_scene_find(scene, "size-512"), nullptr);
}

TEST(Arenas, APoolIsZoomedInto)
{
    for (size_t size : {16u, 32u, 64u, 128u, 512u}) {
        Allocator allocator;
        std::vector<SimAddr> blocks;
        for (int i = 0; i < 40; i++) {
            blocks.push_back(allocator.malloc(size));
        }
        allocator.figure("one");
        viz_story_zoom(allocator.story(), "pool-7f0000000000");
        allocator.free(blocks[2]);
        allocator.figure("two");
        viz_story_zoom(allocator.story(), "pool-7f0000000000");
        Pictures pictures(allocator.story(), VIZ_VIEW_ARENAS);
        expect_no_faults(pictures);
        EXPECT_EQ(pictures.drawing(0)->height, pictures.drawing(1)->height);
        std::string cell = "cell-" + [&] {
            g_autofree char *hex = g_strdup_printf("%" G_GINT64_MODIFIER "x", blocks[2]);
            return std::string(hex);
        }();
        const VizItem *before = viz_scene_find(pictures.scene(0), cell.c_str());
        const VizItem *after = viz_scene_find(pictures.scene(1), cell.c_str());
        ASSERT_NE(after, nullptr);
        EXPECT_STREQ(before->text, "in use");
        EXPECT_STREQ(after->text, "free");
        EXPECT_EQ(after->flags,
                  static_cast<unsigned>(VIZ_FLAG_FREED | VIZ_FLAG_OWNS | VIZ_FLAG_CHANGED));
    }
}

TEST(Arenas, NothingToZoomIntoIsSaid)
{
    Allocator allocator;
    allocator.malloc(100);
    for (const char *zoom : {"pool-123450", "arena-1", "x", "pool-", "pool-7f00000fc000"}) {
        allocator.figure("one");
        viz_story_zoom(allocator.story(), zoom);
    }
    Pictures pictures(allocator.story(), VIZ_VIEW_ARENAS);
    for (size_t i = 0; i < pictures.count(); i++) {
        EXPECT_GE(pictures.scene(i)->notices->len, 1u);
        EXPECT_NE(viz_scene_find(pictures.scene(i), "more"), nullptr);
    }
    expect_no_faults(pictures);
}

TEST(Arenas, ATraceThatIsNotPymallocsIsSaidToBeDamaged)
{
    Allocator allocator;
    allocator.malloc(100);
    sim_trace_emit_ALLOC(allocator.trace(), 2, 100, 0x123450);
    allocator.figure("one");
    Pictures pictures(allocator.story(), VIZ_VIEW_ARENAS);
    EXPECT_EQ(viz_scene_count(pictures.scene(0), VIZ_KIND_ARENA), 0u);
    EXPECT_STREQ(viz_scene_find(pictures.scene(0), "more")->text, "the trace is damaged");
}

} // namespace
