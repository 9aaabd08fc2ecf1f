#include <algorithm>
#include <cstring>
#include <memory>

#include <gtest/gtest.h>

#include "tests/viz/picture.h"

/* Each stress story in each view. */
class Stress : public testing::TestWithParam<std::string>
{
};

TEST_P(Stress, NothingOverlapsAndNothingIsClipped)
{
    for (VizViewKind view : {VIZ_VIEW_BLOCKS, VIZ_VIEW_OBJECTS, VIZ_VIEW_LAYOUT, VIZ_VIEW_HEAP}) {
        TraceStory story(stress_source(GetParam()));
        tell_stress(GetParam(), story);
        Pictures pictures(story, view);
        for (size_t i = 0; i < pictures.count(); i++) {
            for (const std::string &fault : find_faults(pictures.drawing(i))) {
                ADD_FAILURE() << pictures.scene(i)->name << ": " << fault;
            }
        }
    }
}

TEST_P(Stress, NothingJumps)
{
    for (VizViewKind view : {VIZ_VIEW_BLOCKS, VIZ_VIEW_OBJECTS, VIZ_VIEW_LAYOUT, VIZ_VIEW_HEAP}) {
        TraceStory story(stress_source(GetParam()));
        tell_stress(GetParam(), story);
        Pictures pictures(story, view);
        for (size_t i = 1; i < pictures.count(); i++) {
            const VizDrawing *drawing = pictures.drawing(i);
            EXPECT_EQ(drawing->width, pictures.drawing(0)->width);
            EXPECT_EQ(drawing->height, pictures.drawing(0)->height);
            for (guint k = 0; k < drawing->marks->len; k++) {
                const VizMark *mark = &g_array_index(drawing->marks, VizMark, k);
                bool fixed = mark->id && (g_str_has_prefix(mark->id, "block-") ||
                                          g_str_has_prefix(mark->id, "object-") ||
                                          g_str_has_prefix(mark->id, "code-"));
                if (fixed && mark->shape == VIZ_SHAPE_RECT && pictures.has(i - 1, mark->id)) {
                    VizMark before = pictures.mark(i - 1, mark->id);
                    EXPECT_EQ(mark->x, before.x) << mark->id;
                    EXPECT_EQ(mark->y, before.y) << mark->id;
                }
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(All, Stress, testing::ValuesIn(stress_names()), [](const auto &one) {
    return one.param;
});

class Lesson : public testing::Test
{
  protected:
    Lesson() : story(lesson_source)
    {
        tell_lesson(story);
        pictures = std::make_unique<Pictures>(story, VIZ_VIEW_BLOCKS);
    }
    double
    middle(size_t figure, const std::string &id) const
    {
        VizMark mark = pictures->mark(figure, id);
        return mark.y + mark.height / 2;
    }
    TraceStory story;
    std::unique_ptr<Pictures> pictures;
};

TEST_F(Lesson, CountStandsBesideItsBlockAtHalfHeight)
{
    VizMark count = pictures->mark(1, "block-1-count");
    VizMark block = pictures->mark(1, "block-1");
    EXPECT_STREQ(count.text, "(ref = 2)");
    EXPECT_GT(count.x, block.x + block.width);
    EXPECT_NEAR(count.y - 5, middle(1, "block-1"), 0.5);
}

TEST_F(Lesson, NamesStandUnderEachOtherEachWithItsArrow)
{
    VizMark a = pictures->mark(1, "name-0-a");
    VizMark b = pictures->mark(1, "name-0-b");
    EXPECT_LT(a.y, b.y);
    EXPECT_TRUE(pictures->mark(1, "name-0-a-arrow").arrow);
    EXPECT_TRUE(pictures->mark(1, "name-0-b-arrow").arrow);
    EXPECT_EQ(pictures->mark(1, "name-0-b-arrow").role, VIZ_ROLE_ARROW_CHANGED);
}

TEST_F(Lesson, FreedBlockStaysAsAnEmptyHatchedPlace)
{
    VizMark before = pictures->mark(2, "block-2");
    VizMark freed = pictures->mark(3, "block-2");
    EXPECT_EQ(freed.role, VIZ_ROLE_FREED_CHANGED);
    EXPECT_EQ(pictures->mark(4, "block-2").role, VIZ_ROLE_FREED);
    EXPECT_EQ(freed.y, before.y);
    EXPECT_EQ(freed.palette, before.palette);
    EXPECT_STREQ(pictures->mark(3, "block-2-word").text, "freed");
    EXPECT_STREQ(pictures->mark(3, "block-2-count").text, "(ref = 0)");
    bool hatched = false;
    const VizDrawing *drawing = pictures->drawing(3);
    for (guint i = 0; i < drawing->marks->len; i++) {
        const VizMark *mark = &g_array_index(drawing->marks, VizMark, i);
        hatched |= mark->shape == VIZ_SHAPE_HATCH && mark->y == freed.y;
        if (mark->role == VIZ_ROLE_BITS) {
            EXPECT_FALSE(mark->y > freed.y && mark->y < freed.y + freed.height) << "bits inside";
        }
    }
    EXPECT_TRUE(hatched);
}

TEST_F(Lesson, LargerArrayIsATallerBoxBelow)
{
    VizMark d = pictures->mark(4, "block-3");
    VizMark e = pictures->mark(4, "block-4");
    EXPECT_GT(e.y, d.y);
    EXPECT_NEAR((e.height - 10) / (d.height - 10), 2, 0.01);
}

TEST_F(Lesson, NewArrayTakesTheHole)
{
    VizMark c = pictures->mark(2, "block-2");
    VizMark f = pictures->mark(5, "block-5");
    EXPECT_EQ(f.y, c.y);
    EXPECT_EQ(f.height, c.height);
    EXPECT_EQ(f.palette, c.palette);
    EXPECT_FALSE(pictures->has(5, "block-2"));
    EXPECT_STREQ(pictures->mark(5, "block-5-count").text, "(ref = 1)");
}

TEST_F(Lesson, StatementsStandInProgramOrderAtTheirBlocks)
{
    const char *codes[] = {"code-4", "code-5", "code-6", "code-7", "code-8", "code-9", "code-10"};
    double last = 0;
    for (const char *code : codes) {
        VizMark mark = pictures->mark(5, code);
        EXPECT_GE(mark.y, last + 19.9) << code;
        last = mark.y;
    }
    auto beside = [&](const char *code, const char *block) {
        VizMark text = pictures->mark(5, code);
        VizMark box = pictures->mark(5, block);
        return text.y > box.y && text.y < box.y + box.height;
    };
    EXPECT_TRUE(beside("code-4", "block-1"));
    EXPECT_TRUE(beside("code-6", "block-5"));
    EXPECT_TRUE(beside("code-7", "block-3"));
    EXPECT_TRUE(beside("code-9", "block-4"));
    EXPECT_FALSE(pictures->has(0, "code-2"));
    EXPECT_EQ(pictures->mark(5, "code-5-1").role, VIZ_ROLE_NOTE);
}

TEST(Strip, LimitIsDrawnAndNoticed)
{
    TraceStory story(stress_source("hundred"));
    tell_stress("hundred", story);
    std::vector<std::string> notices;
    draw_files(story.story(), {"svg"}, nullptr, &notices);
    auto noticed = [&](const char *text) {
        return std::find(notices.begin(), notices.end(), text) != notices.end();
    };
    EXPECT_TRUE(noticed("figure hundred-2 shows 100 blocks and leaves 80 out (--max-blocks)"));
    EXPECT_TRUE(
        noticed("figure hundred-2 shows the last 80 statements and leaves 100 out (--max-lines)"));
}

TEST(Strip, HoleThatIsPartlyReusedIsSplit)
{
    TraceStory story(stress_source("splits"));
    tell_stress("splits", story);
    Pictures pictures(story, VIZ_VIEW_BLOCKS);
    VizMark whole = pictures.mark(1, "block-2");
    VizMark used = pictures.mark(2, "block-4");
    VizMark rest = pictures.mark(2, "block-2-8000");
    EXPECT_EQ(used.y, whole.y);
    EXPECT_EQ(rest.role, VIZ_ROLE_FREED);
    EXPECT_NEAR(used.y + used.height, rest.y, 0.01);
    EXPECT_NEAR(rest.y + rest.height, whole.y + whole.height, 0.01);
}

/* A box that others of other times make taller than it has lines of bits. */
TEST(Strip, BoxMayBeTallerThanItsBits)
{
    TraceStory story("a = 1\nb = 2\ndel b\nc = 3\n");
    const SimAddr base = 0x20000000;
    story.line(1);
    story.bind("a", story.array(80, base));
    story.line(2);
    story.bind("b", story.array(8 * 80, base + 0x1000));
    story.figure("tall-1");
    story.line(3);
    story.unbind("b");
    story.line(4);
    for (int i = 0; i < 8; i++) {
        story.bind(std::string("c") + std::to_string(i),
                   story.array(80, base + 0x1000 + static_cast<SimAddr>(80 * i)));
    }
    story.figure("tall-2");
    Pictures pictures(story, VIZ_VIEW_BLOCKS);
    EXPECT_GT(pictures.mark(0, "block-2").height, 13 * 20.0);
    for (size_t i = 0; i < pictures.count(); i++) {
        for (const std::string &fault : find_faults(pictures.drawing(i))) {
            ADD_FAILURE() << fault;
        }
    }
}

/* Twenty arrays still make a picture for a page. */
TEST(Strip, ManyBlocksAreLower)
{
    TraceStory story("a = 1\n");
    story.line(1);
    for (int i = 0; i < 20; i++) {
        story.bind(std::string("a") + std::to_string(i),
                   story.array(static_cast<uint64_t>(800 + 800 * (i % 4))));
    }
    story.figure("many");
    Pictures pictures(story, VIZ_VIEW_BLOCKS);
    EXPECT_LT(pictures.drawing(0)->height, 1600);
    EXPECT_LT(pictures.mark(0, "block-1").height, pictures.mark(0, "block-4").height);
}

TEST(Objects, EveryReferenceHasItsArrow)
{
    TraceStory story(objects_source);
    tell_objects(story);
    Pictures pictures(story, VIZ_VIEW_OBJECTS);
    for (size_t i = 0; i < pictures.count(); i++) {
        const VizScene *scene = pictures.scene(i);
        for (guint k = 0; k < scene->items->len; k++) {
            const VizItem *item = viz_scene_item(scene, k);
            if (item->parent != VIZ_NO_ITEM && item->target != VIZ_NO_ITEM) {
                VizMark arrow = pictures.mark(i, std::string(item->id) + "-arrow");
                EXPECT_TRUE(arrow.arrow && arrow.dot);
                VizBox box = viz_drawing_bounds(pictures.drawing(i), &arrow);
                (void) box;
                const VizPoint *tip = &g_array_index(pictures.drawing(i)->points, VizPoint,
                                                     arrow.first + arrow.count - 1);
                VizMark target = pictures.mark(i, viz_scene_item(scene, item->target)->id);
                EXPECT_GE(tip->x, target.x - 3) << item->id;
                EXPECT_LE(tip->x, target.x + target.width + 3) << item->id;
                EXPECT_GE(tip->y, target.y - 3) << item->id;
                EXPECT_LE(tip->y, target.y + target.height + 3) << item->id;
            }
        }
    }
}

/* A linked list that a name leads into at both ends, and that leads back from the end. */
TEST(Objects, LongChainsAreFolded)
{
    TraceStory story("head = None\n");
    story.line(1);
    SimSlot first = story.object("Node", 56);
    story.bind("head", first);
    SimSlot last = first;
    for (int i = 0; i < 40; i++) {
        SimSlot next = story.object("Node", 56);
        story.attr(last, "value", story.integer(i));
        story.attr(last, "next", next);
        last = next;
    }
    story.bind("tail", last);
    story.attr(last, "first", first);
    story.figure("chain", "objects");
    Pictures pictures(story, VIZ_VIEW_OBJECTS);
    EXPECT_LT(pictures.drawing(0)->width, 1400);
    EXPECT_LT(pictures.drawing(0)->height, 1800);
    for (const std::string &fault : find_faults(pictures.drawing(0))) {
        ADD_FAILURE() << fault;
    }
}

TEST(Objects, LargeContainersAreCut)
{
    TraceStory story(stress_source("containers"));
    tell_stress("containers", story);
    Pictures pictures(story, VIZ_VIEW_OBJECTS);
    g_autoptr(GString) out = g_string_new(nullptr);
    viz_scene_dump(pictures.scene(0), out);
    EXPECT_NE(strstr(out->str, "… 976 more"), nullptr);
}

TEST(Words, EveryCellHasTheSameScale)
{
    TraceStory story("numbers = []\narray = 1\n");
    tell_numbers(story);
    Pictures pictures(story, VIZ_VIEW_LAYOUT);
    for (size_t i = 0; i < pictures.count(); i++) {
        const VizScene *scene = pictures.scene(i);
        unsigned cells = 0;
        for (guint k = 0; k < scene->items->len; k++) {
            const VizItem *word = viz_scene_item(scene, k);
            if (word->kind != VIZ_KIND_WORD || word->size > 8) {
                continue;
            }
            VizMark cell = pictures.mark(i, word->id);
            EXPECT_NEAR(cell.width, 78.0 * static_cast<double>(word->size) / 8, 0.01) << word->id;
            EXPECT_NEAR(cell.height, 20, 0.01) << word->id;
            cells++;
        }
        EXPECT_GT(cells, 30u);
    }
}

TEST(Words, EachItemHasItsArrowToItsObject)
{
    TraceStory story("numbers = []\narray = 1\n");
    tell_numbers(story);
    Pictures pictures(story, VIZ_VIEW_LAYOUT);
    const VizScene *scene = pictures.scene(1);
    const VizDrawing *drawing = pictures.drawing(1);
    unsigned arrows = 0;
    for (guint k = 0; k < scene->items->len; k++) {
        const VizItem *word = viz_scene_item(scene, k);
        if (word->kind != VIZ_KIND_WORD || word->target == VIZ_NO_ITEM) {
            continue;
        }
        VizMark arrow = pictures.mark(1, std::string(word->id) + "-arrow");
        EXPECT_TRUE(arrow.arrow && arrow.dot);
        const VizPoint *points = &g_array_index(drawing->points, VizPoint, arrow.first);
        VizMark cell = pictures.mark(1, word->id);
        EXPECT_NEAR(points[0].x, cell.x + cell.width / 2, 0.01);
        EXPECT_NEAR(points[0].y, cell.y + cell.height / 2, 0.01);
        const VizItem *target = viz_scene_item(scene, word->target);
        std::string first =
            target->kind == VIZ_KIND_WORD ? target->id : std::string(target->id) + "-0";
        VizMark box = pictures.mark(1, first);
        EXPECT_LT(points[arrow.count - 1].x, box.x);
        EXPECT_NEAR(points[arrow.count - 1].y, box.y + box.height / 2, 0.01) << word->id;
        arrows++;
    }
    EXPECT_GE(arrows, 12u);
}

/* Boxes stand in the order of their addresses, and contiguous ones touch. */
TEST(Words, BoxesStandByAddress)
{
    TraceStory story(stress_source("process"));
    tell_stress("process", story);
    Pictures pictures(story, VIZ_VIEW_LAYOUT);
    const VizScene *scene = pictures.scene(3);
    double y = 0;
    SimAddr address = 0;
    size_t panel = VIZ_NO_ITEM;
    for (guint k = 0; k < scene->items->len; k++) {
        const VizItem *run = viz_scene_item(scene, k);
        if (run->kind != VIZ_KIND_RUN || run->order != 2 || (run->flags & VIZ_FLAG_STATIC)) {
            continue;
        }
        VizMark cell = pictures.mark(3, std::string(run->id) + "-0");
        if (run->parent == panel) {
            EXPECT_GT(run->address, address);
            EXPECT_GE(cell.y, y + 20);
        }
        panel = run->parent;
        address = run->address;
        y = cell.y;
    }
    EXPECT_GT(address, 0u);
}

TEST(Words, LimitsAreDrawnAndNoticed)
{
    TraceStory story(stress_source("process"));
    tell_stress("process", story);
    std::vector<std::string> notices;
    draw_files(story.story(), {"svg"}, nullptr, &notices);
    auto noticed = [&](const char *text) {
        return std::find(notices.begin(), notices.end(), text) != notices.end();
    };
    EXPECT_TRUE(noticed("figure process-list-40 leaves out 30 of 40 values (--max-values)"));
    EXPECT_TRUE(noticed("figure process-list-1000 leaves out 1 of the lists and arrays "
                        "(--max-panels)"));
    EXPECT_TRUE(
        noticed("figure process-1 draws 60 regions together and leaves out 0 (--max-regions)"));
}

/* Bars are as long as their regions; one that is too long for that is broken. */
TEST(Line, BarsAreToScale)
{
    TraceStory story("low = 1\nmapped = 2\nhuge = 3\n");
    tell_regions(story);
    Pictures pictures(story, VIZ_VIEW_HEAP);
    auto width = [&](size_t figure, const char *id) { return pictures.mark(figure, id).width; };
    EXPECT_NEAR(width(2, "heap") / width(0, "heap"), 2, 0.01);
    EXPECT_NEAR(width(0, "arena-7ffff7900000") / width(0, "mapping-7ffff7800000"), 2, 0.01);
    EXPECT_LT(width(2, "mapping-7ffff3a00000"), 48 * width(2, "arena-7ffff7900000"));
    EXPECT_FALSE(pictures.has(1, "mapping-7ffff7800000"));
    for (const char *id : {"heap", "arena-7ffff7900000"}) {
        EXPECT_EQ(pictures.mark(0, id).y, pictures.mark(2, id).y) << id;
    }
}
