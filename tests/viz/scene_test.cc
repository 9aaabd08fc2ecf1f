#include <gtest/gtest.h>

#include "tests/support/golden.h"
#include "tests/viz/picture.h"

static std::string
dump(const Pictures &pictures)
{
    g_autoptr(GString) out = g_string_new(nullptr);
    for (size_t i = 0; i < pictures.count(); i++) {
        viz_scene_dump(pictures.scene(i), out);
    }
    return out->str;
}

TEST(Scene, Lesson)
{
    TraceStory story(lesson_source);
    tell_lesson(story);
    expect_golden("viz/lesson.scene", dump(Pictures(story, VIZ_VIEW_BLOCKS)));
}

TEST(Scene, Objects)
{
    TraceStory story(objects_source);
    tell_objects(story);
    expect_golden("viz/objects.scene", dump(Pictures(story, VIZ_VIEW_OBJECTS)));
}

TEST(Scene, DescribesTheState)
{
    TraceStory story(lesson_source);
    tell_lesson(story);
    Pictures pictures(story, VIZ_VIEW_BLOCKS);
    EXPECT_STREQ(pictures.drawing(3)->description,
                 "a and b point to block 1, which holds 8000 bytes; its reference count is 2. "
                 "Block 2 is free; it held 8000 bytes. "
                 "d points to block 3, which holds 8000 bytes; its reference count is 1. "
                 "Last statement: del c (sets ref count to 0).");
}

TEST(Scene, SameArraySameBitsNewArrayOtherBits)
{
    TraceStory story(lesson_source);
    tell_lesson(story);
    Pictures pictures(story, VIZ_VIEW_BLOCKS);
    const VizItem *first = viz_scene_find(pictures.scene(0), "block-1");
    const VizItem *last = viz_scene_find(pictures.scene(5), "block-1");
    const VizItem *c = viz_scene_find(pictures.scene(2), "block-2");
    const VizItem *f = viz_scene_find(pictures.scene(5), "block-5");
    ASSERT_TRUE(first && last && c && f);
    EXPECT_STREQ(first->text, last->text);
    EXPECT_STRNE(c->text, f->text);
    EXPECT_EQ(c->address, f->address);
    EXPECT_EQ(c->hue, f->hue);
}

TEST(Scene, ChangesAreMarkedOnce)
{
    TraceStory story(lesson_source);
    tell_lesson(story);
    Pictures pictures(story, VIZ_VIEW_BLOCKS);
    auto changed = [&](size_t scene, const char *id) {
        const VizItem *item = viz_scene_find(pictures.scene(scene), id);
        EXPECT_NE(item, nullptr) << id;
        return item && (item->flags & VIZ_FLAG_CHANGED);
    };
    EXPECT_FALSE(changed(0, "block-1"));
    EXPECT_TRUE(changed(1, "block-1"));
    EXPECT_TRUE(changed(1, "name-0-b"));
    EXPECT_FALSE(changed(1, "name-0-a"));
    EXPECT_FALSE(changed(2, "block-1"));
    EXPECT_TRUE(changed(3, "block-2"));
    EXPECT_FALSE(changed(4, "block-2"));
}

TEST(Scene, HiddenNamesLeaveNoTrace)
{
    TraceStory story("a = 1\nsecret = np.zeros(1)\ndel secret\n");
    story.line(1);
    story.bind("a", story.array(8000));
    story.line(2);
    story.bind("secret", story.array(8000));
    story.line(3);
    story.unbind("secret");
    story.hide("secret");
    story.figure("hidden");
    std::string text = dump(Pictures(story, VIZ_VIEW_BLOCKS));
    EXPECT_EQ(text.find("secret"), std::string::npos) << text;
    EXPECT_EQ(text.find("block-2"), std::string::npos) << text;
}

TEST(Scene, BlockThatLosesItsNameButLivesStays)
{
    TraceStory story("a = np.zeros(1)\nkeep = [a]\ndel a\n");
    story.line(1);
    SimSlot array = story.array(8000);
    story.bind("a", array);
    story.line(2);
    SimSlot list = story.object("list", 56);
    story.item(list, array);
    story.bind("keep", list);
    story.line(3);
    story.unbind("a");
    story.figure("kept");
    Pictures pictures(story, VIZ_VIEW_BLOCKS);
    const VizItem *block = viz_scene_find(pictures.scene(0), "block-1");
    ASSERT_NE(block, nullptr);
    EXPECT_FALSE(block->flags & VIZ_FLAG_FREED);
    EXPECT_EQ(block->refs, 1);
}

TEST(Scene, RepeatedStatementsAreCounted)
{
    TraceStory story("for i in range(3):\n    x = np.zeros(i)\n");
    for (int i = 0; i < 3; i++) {
        story.line(1);
        story.bind("i", story.integer(i));
        story.line(2);
        story.bind("x", story.array(8000 * (i + 1)));
    }
    story.figure("loop");
    Pictures pictures(story, VIZ_VIEW_BLOCKS);
    const VizItem *code = viz_scene_find(pictures.scene(0), "code-2");
    ASSERT_NE(code, nullptr);
    EXPECT_STREQ(code->text, "x = np.zeros(i)");
    EXPECT_STREQ(code->detail, "3 times");
}

TEST(Scene, StatementsOfSeveralLinesAreOne)
{
    TraceStory story("x = f(1,  # one\n      2)\n");
    story.line(1);
    story.line(2);
    story.bind("x", story.array(8000));
    story.figure("lines");
    VizStory *made = story.story();
    viz_story_add_extent(made, 1, 2);
    g_autofree char *code = viz_story_code(made, viz_story_statement(made, 2));
    EXPECT_STREQ(code, "x = f(1,\n      2)");
}

TEST(Scene, UnknownViewIsAUsageError)
{
    VizViewKind view;
    g_autoptr(GError) error = nullptr;
    EXPECT_FALSE(viz_view_find("blobs", &view, &error));
    EXPECT_STREQ(
        error->message,
        "unknown view 'blobs'; views are blocks, objects, arenas, layout, heap, usage, timeline");
}

TEST(Scene, CirclesAreFound)
{
    TraceStory story(objects_source);
    tell_objects(story);
    Pictures pictures(story, VIZ_VIEW_OBJECTS);
    unsigned objects = 0;
    unsigned slots = 0;
    const VizScene *scene = pictures.scene(3);
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        objects += item->kind == VIZ_KIND_OBJECT && (item->flags & VIZ_FLAG_CYCLE);
        slots += item->kind == VIZ_KIND_SLOT && (item->flags & VIZ_FLAG_CYCLE);
    }
    EXPECT_EQ(objects, 2u);
    EXPECT_EQ(slots, 3u);
}

TEST(Scene, StatementThatChangesOnlyACountIsShown)
{
    TraceStory story("a = np.zeros(1)\nkeep = []\nkeep.append(a)\nprint(a)\n");
    story.line(1);
    SimSlot array = story.array(8000);
    story.bind("a", array);
    story.line(2);
    SimSlot list = story.object("list", 56);
    story.bind("keep", list);
    story.line(3);
    story.item(list, array);
    story.line(4);
    story.figure("count");
    Pictures pictures(story, VIZ_VIEW_BLOCKS);
    EXPECT_NE(viz_scene_find(pictures.scene(0), "code-3"), nullptr);
    EXPECT_EQ(viz_scene_find(pictures.scene(0), "code-4"), nullptr);
    EXPECT_EQ(viz_scene_find(pictures.scene(0), "block-1")->refs, 2);
}

TEST(Scene, VisibilityHoldsFromItsStep)
{
    TraceStory story("");
    VizStory *made = story.story();
    viz_story_add_visibility(made, "x", true, 10);
    viz_story_add_visibility(made, "x", false, 20);
    viz_story_add_visibility(made, "y", true, 0);
    EXPECT_TRUE(viz_story_shows(made, "x", 9));
    EXPECT_FALSE(viz_story_shows(made, "x", 10));
    EXPECT_TRUE(viz_story_shows(made, "x", 20));
    EXPECT_FALSE(viz_story_shows(made, "y", 0));
    EXPECT_TRUE(viz_story_shows(made, "z", 50));
}

/* A list leaves its block to a free list; the next list gets it. */
TEST(Scene, BlockOnAFreeListIsFreeAndThenAnotherObjects)
{
    TraceStory story("a = [1]\ndel a\nb = [2]\n");
    story.line(1);
    SimSlot first = story.object("list", 56);
    story.bind("a", first);
    story.figure("parked-1");
    story.line(2);
    story.park(first);
    story.unbind("a");
    story.figure("parked-2");
    story.line(3);
    story.bind("b", story.revive("list", first));
    story.figure("parked-3");
    Pictures pictures(story, VIZ_VIEW_BLOCKS);
    const VizItem *parked = viz_scene_find(pictures.scene(1), "block-1");
    ASSERT_NE(parked, nullptr);
    EXPECT_TRUE(parked->flags & VIZ_FLAG_FREED);
    EXPECT_STREQ(parked->detail, "(ref = 0)");
    EXPECT_EQ(viz_scene_find(pictures.scene(2), "block-1"), nullptr);
    const VizItem *second = viz_scene_find(pictures.scene(2), "block-2");
    ASSERT_NE(second, nullptr);
    EXPECT_FALSE(second->flags & VIZ_FLAG_FREED);
    EXPECT_EQ(second->refs, 1);
    EXPECT_EQ(second->hue, parked->hue);
}

TEST(Scene, Layout)
{
    TraceStory story("numbers = []\narray = 1\n");
    tell_numbers(story);
    expect_golden("viz/layout.scene", dump(Pictures(story, VIZ_VIEW_LAYOUT)));
}

TEST(Scene, Heap)
{
    TraceStory story("low = 1\nmapped = 2\nhuge = 3\n");
    tell_regions(story);
    expect_golden("viz/heap.scene", dump(Pictures(story, VIZ_VIEW_HEAP)));
}

TEST(Scene, LayoutTellsWhatAListComesTo)
{
    TraceStory story("numbers = []\narray = 1\n");
    story.line(1);
    SimSlot list = story.object("list", 56);
    story.room(list, 8);
    for (int i = 0; i < 8; i++) {
        story.item(list, story.integer(1000 + i));
    }
    story.bind("numbers", list);
    story.bind("array", story.numbers("int64", {"1", "2", "3", "4", "5", "6", "7", "8"}));
    story.figure("sum", "layout");
    Pictures pictures(story, VIZ_VIEW_LAYOUT);
    EXPECT_STREQ(pictures.drawing(0)->description,
                 "numbers is bound to a list of 8 items: 8 values: 56 + 64 + 8 × 28 = 344 bytes in "
                 "10 blocks; 43 bytes for each value. "
                 "array is bound to an ndarray of int64, shape (8,): 8 values: 96 + 16 + 64 = 176 "
                 "bytes in 3 blocks; 22 bytes for each value.");
}

TEST(Scene, HeapTellsRegionsAndResidentMemory)
{
    TraceStory story("low = 1\n");
    story.line(1);
    story.brk(SIM_BRK_START + 0x4000);
    story.bind("low", story.array(5000, SIM_BRK_START + 0x1000));
    story.figure("pages", "heap");
    Pictures pictures(story, VIZ_VIEW_HEAP);
    EXPECT_STREQ(pictures.drawing(0)->description,
                 "Heap segment (brk), 16384 bytes: 5000 bytes in use in 1 block, 11384 bytes not; "
                 "8192 bytes not resident; in it low. "
                 "RSS 8192 bytes (modelled): 16384 bytes mapped, 5000 bytes in use.");
}
