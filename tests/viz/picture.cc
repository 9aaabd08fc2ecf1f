#include "tests/viz/picture.h"

#include <algorithm>
#include <cstring>

#include <gtest/gtest.h>

/* The suppressions of Graphviz's leaks need the frames that the quick unwinder misses. */
extern "C" const char *__asan_default_options();
extern "C" const char *
__asan_default_options()
{
    return "fast_unwind_on_malloc=0";
}

Pictures::Pictures(const VizStory *story, VizViewKind view)
{
    g_autoptr(GError) error = nullptr;
    scenes_ = viz_view_scenes(story, view, &error);
    EXPECT_NE(scenes_, nullptr) << (error ? error->message : "");
    drawings_ = viz_layout_scenes(view, scenes_, &error);
    EXPECT_NE(drawings_, nullptr) << (error ? error->message : "");
}

Pictures::~Pictures()
{
    g_ptr_array_unref(scenes_);
    g_ptr_array_unref(drawings_);
}

size_t
Pictures::count() const
{
    return drawings_->len;
}

const VizScene *
Pictures::scene(size_t index) const
{
    return static_cast<VizScene *>(scenes_->pdata[index]);
}

const VizDrawing *
Pictures::drawing(size_t index) const
{
    return static_cast<VizDrawing *>(drawings_->pdata[index]);
}

static const VizMark *
find_mark(const VizDrawing *drawing, const std::string &id)
{
    for (guint i = 0; i < drawing->marks->len; i++) {
        const VizMark *mark = &g_array_index(drawing->marks, VizMark, i);
        if (mark->id && id == mark->id) {
            return mark;
        }
    }
    return nullptr;
}

VizMark
Pictures::mark(size_t index, const std::string &id) const
{
    const VizMark *mark = find_mark(drawing(index), id);
    EXPECT_NE(mark, nullptr) << "no mark " << id << " in figure " << index;
    return mark ? *mark : VizMark();
}

bool
Pictures::has(size_t index, const std::string &id) const
{
    return find_mark(drawing(index), id) != nullptr;
}

static bool
overlap(const VizBox &a, const VizBox &b)
{
    const double slack = 0.05;
    return a.left < b.right - slack && b.left < a.right - slack && a.top < b.bottom - slack &&
           b.top < a.bottom - slack;
}

/* The letters of a line proper: the room above for accents may be shared with the line
 * before. */
static VizBox
letters(const VizDrawing *drawing, const VizMark *mark)
{
    VizBox box = viz_drawing_bounds(drawing, mark);
    double size = viz_role_info(mark->role)->size;
    box.top = mark->y - 0.75 * size;
    box.bottom = mark->y + 0.22 * size;
    return box;
}

std::vector<std::string>
find_faults(const VizDrawing *drawing)
{
    std::vector<std::string> faults;
    std::vector<const VizMark *> texts;
    for (guint i = 0; i < drawing->marks->len; i++) {
        const VizMark *mark = &g_array_index(drawing->marks, VizMark, i);
        VizBox box = viz_drawing_bounds(drawing, mark);
        if (box.left < 0 || box.top < 0 || box.right > drawing->width ||
            box.bottom > drawing->height) {
            faults.push_back(std::string("outside: ") + viz_role_info(mark->role)->name + " " +
                             (mark->text ? mark->text
                              : mark->id ? mark->id
                                         : ""));
        }
        if (mark->shape == VIZ_SHAPE_TEXT) {
            texts.push_back(mark);
        }
    }
    for (size_t i = 0; i < texts.size(); i++) {
        for (size_t k = i + 1; k < texts.size(); k++) {
            if (overlap(letters(drawing, texts[i]), letters(drawing, texts[k]))) {
                faults.push_back(std::string("overlap: '") + texts[i]->text + "' and '" +
                                 texts[k]->text + "'");
            }
        }
    }
    return faults;
}

static bool
keep_file(const VizFigureFile *file, void *data, GError **error)
{
    (void) error;
    gsize size;
    const char *bytes = static_cast<const char *>(g_bytes_get_data(file->bytes, &size));
    static_cast<std::vector<File> *>(data)->push_back(
        {file->name, file->format, file->description, std::string(bytes, size)});
    return true;
}

std::vector<File>
draw_files(const VizStory *story,
           const std::vector<const char *> &formats,
           const char *theme,
           std::vector<std::string> *notices)
{
    std::vector<const char *> names = formats;
    names.push_back(nullptr);
    VizFigureOptions options = {names.data(), theme, false};
    std::vector<File> files;
    g_autoptr(GError) error = nullptr;
    GPtrArray *said = g_ptr_array_new_with_free_func(g_free);
    EXPECT_TRUE(viz_figure_draw(story, &options, keep_file, nullptr, &files, said, &error))
        << (error ? error->message : "");
    for (guint i = 0; notices && i < said->len; i++) {
        notices->push_back(static_cast<char *>(said->pdata[i]));
    }
    g_ptr_array_unref(said);
    return files;
}

std::vector<std::string>
stress_names()
{
    return {"lesson", "objects", "names",  "scripts",    "sizes",   "splits",  "hundred", "empty",
            "values", "frames",  "random", "containers", "numbers", "regions", "process"};
}

static const char scripts_source[] =
    "变量 = np.zeros(1000)\n"
    "שלום = np.zeros(1000)\n"
    "e\xcc\x81te\xcc\x81 = np.zeros(1000)\n"
    "ตัวแปร = np.zeros(1000)\n"
    "a_name_of_exactly_forty_letters_in_length = np.random.default_rng(seed=12345)"
    ".standard_normal(size=(100, 20), dtype=np.float64, out=None)\n"
    "x = 'a string that does not end for a long time and has no place to break it "
    "except_in_the_middle_of_a_word_that_is_longer_than_any_line_could_ever_be_in_this_column'\n"
    "    y = [1,\n"
    "         2,\n"
    "         3]\n";

std::string
stress_source(const std::string &name)
{
    if (name == "lesson") {
        return lesson_source;
    }
    if (name == "objects") {
        return objects_source;
    }
    if (name == "scripts") {
        return scripts_source;
    }
    std::string source;
    for (int i = 0; i < 400; i++) {
        source += "name_" + std::to_string(i) + " = np.zeros(1000)  # comment\n";
    }
    return source;
}

static void
tell_names(TraceStory &story)
{
    story.line(1);
    SimSlot array = story.array(8000);
    story.bind("a", array);
    for (int i = 0; i < 20; i++) {
        story.line(2 + i);
        story.bind("alias_" + std::to_string(i), array);
    }
    story.figure("names-1");
    story.line(30);
    SimSlot other = story.array(8000);
    for (int i = 0; i < 9; i++) {
        story.bind("other_" + std::to_string(i), other);
    }
    story.figure("names-2");
}

static void
tell_scripts(TraceStory &story)
{
    const char *names[] = {"变量", "שלום", "e\xcc\x81te\xcc\x81", "ตัวแปร",
                           "a_name_of_exactly_forty_letters_in_length"};
    int line = 1;
    for (const char *name : names) {
        story.line(line++);
        story.bind(name, story.array(8000));
    }
    story.figure("scripts-1");
    story.line(6);
    story.bind("x", story.string("x"));
    story.line(7);
    story.bind("y", story.object("list", 56));
    story.unbind("变量");
    story.note(7, "a note of many words that cannot stand behind its statement and that is so long "
                  "that it takes more than one line of its own below it");
    story.note(2, "\"<&>\\N \\l short");
    story.figure("scripts-2");
}

static void
tell_sizes(TraceStory &story)
{
    const uint64_t sizes[] = {16, 28, 100, 8000, 16000, 12000, 4000000, 8000000000, 1};
    int line = 1;
    for (uint64_t size : sizes) {
        story.line(line);
        story.bind("size_" + std::to_string(line++), story.array(size));
    }
    story.figure("sizes-1");
    story.line(line);
    story.unbind("size_7");
    story.unbind("size_3");
    story.figure("sizes-2");
}

static void
tell_splits(TraceStory &story)
{
    story.line(1);
    story.bind("a", story.array(8000));
    story.line(2);
    SimSlot b = story.array(16000);
    SimAddr place = story.buffer(b);
    story.bind("b", b);
    story.line(3);
    story.bind("c", story.array(8000));
    story.figure("splits-1");
    story.line(4);
    story.unbind("b");
    story.figure("splits-2");
    story.line(5);
    SimSlot d = story.array(8000, place);
    for (int i = 0; i < 6; i++) {
        story.bind("d" + std::to_string(i), d);
    }
    story.figure("splits-3");
    story.line(6);
    story.bind("e", story.array(4000, place + 8000));
    story.figure("splits-4");
}

static void
tell_hundred(TraceStory &story)
{
    for (int i = 0; i < 180; i++) {
        story.line(i + 1);
        story.bind("name_" + std::to_string(i), story.array(8000));
        if (i == 19) {
            story.figure("hundred-1");
        }
    }
    story.figure("hundred-2");
    for (int i = 0; i < 180; i += 3) {
        story.line(200 + i);
        story.unbind("name_" + std::to_string(i));
    }
    story.figure("hundred-3");
}

static void
tell_values(TraceStory &story)
{
    for (int i = 0; i < 30; i++) {
        story.line(i + 1);
        story.bind("value_" + std::to_string(i), i % 3 ? story.integer(i) : story.none());
    }
    story.figure("values-1");
    story.line(31);
    story.bind("value_1", story.integer(200));
    story.bind("value_2", story.array(8000));
    story.figure("values-2");
    story.figure("values-3", "objects");
}

static void
tell_frames(TraceStory &story)
{
    story.line(1);
    SimSlot array = story.array(8000);
    story.bind("a", array);
    story.bind("f", story.object("function", 136));
    story.figure("frames-1");
    story.figure("frames-o1", "objects");
    for (int i = 0; i < 5; i++) {
        story.line(2);
        story.call("a_function_with_a_long_name_" + std::to_string(i), {"x", "y", "unbound"});
        story.bind("x", array);
        story.line(3 + i);
        story.bind("y", story.array(8000));
    }
    story.figure("frames-2");
    story.figure("frames-o2", "objects");
    for (int i = 0; i < 5; i++) {
        story.leave();
    }
    story.line(9);
    story.figure("frames-3");
    story.figure("frames-o3", "objects");
}

/* Lists that refer to each other without any order; always the same ones. */
static void
tell_random(TraceStory &story)
{
    uint32_t seed = 7;
    auto next = [&seed](uint32_t below) {
        seed = seed * 1664525u + 1013904223u;
        return (seed >> 8) % below;
    };
    std::vector<SimSlot> lists;
    story.line(1);
    SimSlot root = story.object("list", 56);
    story.bind("root", root);
    for (uint32_t i = 0; i < 60; i++) {
        SimSlot list = story.object("list", 56);
        story.item(i < 10 ? root : lists[next(i)], list);
        lists.push_back(list);
    }
    story.figure("random-1", "objects");
    for (int i = 0; i < 30; i++) {
        story.line(2 + i);
        story.item(lists[next(60)], lists[next(60)]);
    }
    story.figure("random-2", "objects");
}

static void
tell_containers(TraceStory &story)
{
    story.line(1);
    SimSlot list = story.object("list", 56);
    story.bind("numbers", list);
    for (int i = 0; i < 1000; i++) {
        story.item(list, story.integer(i % 100));
    }
    SimSlot dict = story.object("dict", 64);
    story.bind("table", dict);
    story.put(dict, story.string("a key of more than twenty letters"), story.real(0.1));
    story.put(dict, story.string("new\nline & <tag> \\N"), story.real(-1e300));
    story.put(dict, story.object("Node", 48), story.string("谢谢 \"quoted\" 'both'"));
    SimSlot loop = story.object("list", 56);
    story.item(loop, loop);
    story.item(loop, story.string(std::string(500, 'x')));
    story.bind("loop", loop);
    story.figure("containers-1", "objects");
    story.figure("containers-2");
}

/* Everything in the views of memory: more than there is room for. */
static void
tell_process(TraceStory &story)
{
    story.line(1);
    story.brk(SIM_BRK_START + 0x1000000);
    for (SimAddr i = 0; i < 60; i++) {
        story.arena(0x7ffff0000000 + i * 0x180000, 0x100000);
        story.bind("a_long_name_of_an_array_" + std::to_string(i),
                   story.array(4096, SIM_BRK_START + i * 0x1000));
    }
    story.map(0x7fffe0000000, 0x1000);
    story.figure("process-1", "heap");
    for (int i = 0; i < 60; i++) {
        story.unbind("a_long_name_of_an_array_" + std::to_string(i));
    }
    story.line(2);
    std::vector<SimSlot> lists;
    for (int n : {0, 1, 9, 40, 1000}) {
        SimSlot list = story.object("list", 56);
        story.room(list, static_cast<uint64_t>(n + 7));
        for (int i = 0; i < n; i++) {
            SimSlot kinds[] = {story.real(i / 3.0), story.integer(i * 1000003L),
                               story.string(std::string(static_cast<size_t>(i % 70), 'w')),
                               story.none(), lists.empty() ? story.none() : lists.back()};
            story.item(list, kinds[i % 5]);
        }
        lists.push_back(list);
        story.bind("list_of_" + std::to_string(n), list);
        story.figure("process-list-" + std::to_string(n), "layout");
    }
    for (int n : {0, 1, 9, 40, 1000}) {
        story.unbind("list_of_" + std::to_string(n));
    }
    for (const char *kind : {"bool", "int8", "float32", "float64"}) {
        std::vector<std::string> values(33, kind[0] == 'b' ? "True" : "-123");
        story.bind(std::string("as_") + kind, story.numbers(kind, values));
    }
    story.call("function", {"inner", "as_well"});
    story.bind("inner", story.view(story.numbers("float64", {"0.30000000000000004"})));
    story.bind("as_well", story.array(800));
    story.figure("process-arrays", "layout");
}

void
tell_stress(const std::string &name, TraceStory &story)
{
    if (name == "lesson") {
        tell_lesson(story);
    } else if (name == "objects") {
        tell_objects(story);
    } else if (name == "names") {
        tell_names(story);
    } else if (name == "scripts") {
        tell_scripts(story);
    } else if (name == "sizes") {
        tell_sizes(story);
    } else if (name == "splits") {
        tell_splits(story);
    } else if (name == "hundred") {
        tell_hundred(story);
    } else if (name == "empty") {
        story.figure("empty-1");
        story.figure("empty-2", "objects");
        story.figure("empty-3", "layout");
        story.figure("empty-4", "heap");
    } else if (name == "values") {
        tell_values(story);
    } else if (name == "frames") {
        tell_frames(story);
    } else if (name == "random") {
        tell_random(story);
    } else if (name == "numbers") {
        tell_numbers(story);
    } else if (name == "regions") {
        tell_regions(story);
    } else if (name == "process") {
        tell_process(story);
    } else {
        tell_containers(story);
    }
}
