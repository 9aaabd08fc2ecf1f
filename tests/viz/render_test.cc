#include <algorithm>
#include <clocale>
#include <cmath>
#include <cstring>
#include <map>
#include <set>

#include <gmodule.h>
#include <gtest/gtest.h>
#include <json-glib/json-glib.h>

#include "tests/viz/picture.h"
#include "viz/render/renderer.h"

/* An SVG as a reader of XML sees it. */
struct Svg {
    std::map<std::string, std::string> root;
    std::vector<std::string> ids;
    std::vector<std::string> texts;
    std::string title;
    std::string desc;
    std::vector<std::string> open; /* elements */
};

static void
start_element(GMarkupParseContext *context,
              const char *element,
              const char **names,
              const char **values,
              void *data,
              GError **error)
{
    (void) context;
    (void) error;
    Svg *svg = static_cast<Svg *>(data);
    for (int i = 0; names[i]; i++) {
        if (svg->open.empty()) {
            svg->root[names[i]] = values[i];
        }
        if (strcmp(names[i], "id") == 0) {
            svg->ids.push_back(values[i]);
        }
        EXPECT_STRNE(names[i], "href");
        EXPECT_STRNE(names[i], "xlink:href");
    }
    svg->open.push_back(element);
}

static void
end_element(GMarkupParseContext *context, const char *element, void *data, GError **error)
{
    (void) context;
    (void) element;
    (void) error;
    static_cast<Svg *>(data)->open.pop_back();
}

static void
take_text(GMarkupParseContext *context, const char *text, gsize size, void *data, GError **error)
{
    (void) context;
    (void) error;
    Svg *svg = static_cast<Svg *>(data);
    std::string value(text, size);
    if (svg->open.empty()) {
        return;
    }
    if (svg->open.back() == "text") {
        svg->texts.push_back(value);
    } else if (svg->open.back() == "title") {
        svg->title += value;
    } else if (svg->open.back() == "desc") {
        svg->desc += value;
    }
}

static Svg
parse(const std::string &bytes)
{
    static const GMarkupParser parser = {start_element, end_element, take_text, nullptr, nullptr};
    Svg svg;
    GMarkupParseContext *context =
        g_markup_parse_context_new(&parser, static_cast<GMarkupParseFlags>(0), &svg, nullptr);
    g_autoptr(GError) error = nullptr;
    EXPECT_TRUE(g_markup_parse_context_parse(context, bytes.data(),
                                             static_cast<gssize>(bytes.size()), &error) &&
                g_markup_parse_context_end_parse(context, &error))
        << (error ? error->message : "");
    g_markup_parse_context_free(context);
    return svg;
}

static std::vector<File>
draw(const std::string &name, const std::vector<const char *> &formats, const char *theme = nullptr)
{
    TraceStory story(stress_source(name));
    tell_stress(name, story);
    return draw_files(story.story(), formats, theme);
}

class Render : public testing::TestWithParam<std::string>
{
};

TEST_P(Render, SvgIsWellFormedAndAccessible)
{
    std::set<std::string> all;
    for (const File &file : draw(GetParam(), {"svg"})) {
        Svg svg = parse(file.bytes);
        EXPECT_EQ(svg.root["role"], "img");
        EXPECT_EQ(svg.root["aria-labelledby"], file.name + "-title " + file.name + "-desc");
        EXPECT_FALSE(svg.title.empty());
        EXPECT_EQ(svg.desc, file.description);
        for (const std::string &id : svg.ids) {
            EXPECT_TRUE(all.insert(id).second) << "id " << id << " twice";
            EXPECT_EQ(id.rfind(file.name, 0), 0u) << id;
        }
        EXPECT_EQ(file.bytes.find("<!--"), std::string::npos);
        EXPECT_EQ(file.bytes.find("<!DOCTYPE"), std::string::npos);
    }
}

TEST_P(Render, SameBytesFromRunToRun)
{
    std::vector<File> first = draw(GetParam(), {"svg", "png", "pdf"});
    g_usleep(1100000); /* a file with the time in it would differ now */
    std::vector<File> second = draw(GetParam(), {"svg", "png", "pdf"});
    ASSERT_EQ(first.size(), second.size());
    for (size_t i = 0; i < first.size(); i++) {
        EXPECT_TRUE(first[i].bytes == second[i].bytes) << first[i].name << "." << first[i].format;
    }
}

INSTANTIATE_TEST_SUITE_P(All,
                         Render,
                         testing::Values("lesson", "objects", "scripts", "empty", "containers"),
                         [](const auto &one) { return one.param; });

TEST(RenderText, TextsAreInTheFile)
{
    std::vector<File> files = draw("lesson", {"svg"});
    ASSERT_EQ(files.size(), 6u);
    Svg svg = parse(files[3].bytes);
    auto count = [&](const char *text) {
        return std::count(svg.texts.begin(), svg.texts.end(), text);
    };
    EXPECT_EQ(count("(ref = 2)"), 1);
    EXPECT_EQ(count("(ref = 0)"), 1);
    EXPECT_EQ(count("freed"), 2); /* once in the legend */
    EXPECT_EQ(count("del c"), 1);
    EXPECT_EQ(count("sets ref count to 0"), 1);
    EXPECT_EQ(count("x = 1000"), 0);
}

TEST(RenderText, UntrustedTextStaysText)
{
    std::vector<File> files = draw("scripts", {"svg"});
    Svg svg = parse(files[1].bytes);
    EXPECT_EQ(std::count(svg.texts.begin(), svg.texts.end(), "\"<&>\\N \\l short"), 1);
}

TEST(RenderText, LocaleMakesNoDifference)
{
    std::vector<File> expected = draw("objects", {"svg"});
    const char *before = setlocale(LC_ALL, nullptr);
    std::string saved = before ? before : "C";
    if (!setlocale(LC_ALL, "de_DE.UTF-8")) {
        GTEST_SKIP() << "no locale with a decimal comma";
    }
    std::vector<File> actual = draw("objects", {"svg"});
    setlocale(LC_ALL, saved.c_str());
    for (size_t i = 0; i < expected.size(); i++) {
        EXPECT_TRUE(expected[i].bytes == actual[i].bytes);
    }
}

TEST(RenderPng, IsAt192DotsAnInch)
{
    TraceStory story(lesson_source);
    tell_lesson(story);
    Pictures pictures(story, VIZ_VIEW_BLOCKS);
    const VizDrawing *drawing = pictures.drawing(0);
    g_autoptr(VizTheme) theme = viz_theme_load("light", nullptr);
    VizRenderOptions options = {"figure", false};
    g_autoptr(GBytes) png =
        viz_renderer_find("png", nullptr)->render(drawing, theme, &options, nullptr);
    ASSERT_NE(png, nullptr);
    const uint8_t *bytes = static_cast<const uint8_t *>(g_bytes_get_data(png, nullptr));
    unsigned width = bytes[16] << 24 | bytes[17] << 16 | bytes[18] << 8 | bytes[19];
    EXPECT_EQ(width, static_cast<unsigned>(ceil(drawing->width * 192 / 72)));
}

TEST(RenderThemes, EveryThemeDraws)
{
    std::set<std::string> different;
    for (const char *const *theme = viz_theme_names(); *theme; theme++) {
        different.insert(draw("lesson", {"svg"}, *theme)[5].bytes);
    }
    EXPECT_EQ(different.size(), 4u);
}

TEST(RenderErrors, UnknownFormatThemeAndView)
{
    TraceStory story(lesson_source);
    tell_lesson(story);
    VizStory *made = story.story();
    auto message = [&](const char *format, const char *theme) {
        const char *formats[] = {format, nullptr};
        VizFigureOptions options = {formats, theme, false};
        g_autoptr(GError) error = nullptr;
        auto refuse = [](const VizFigureFile *, void *, GError **) { return true; };
        EXPECT_FALSE(viz_figure_draw(made, &options, refuse, nullptr, nullptr, nullptr, &error));
        return std::string(error ? error->message : "");
    };
    EXPECT_EQ(message("bmp", "light"), "unknown format 'bmp'; formats are svg, pdf, png, json");
    EXPECT_EQ(message("svg", "pink"),
              "unknown theme 'pink'; themes are light, dark, contrast, print");
    viz_story_add_figure(made, "odd", "odd", nullptr, 0);
    EXPECT_EQ(
        message("svg", "light"),
        "unknown view 'odd'; views are blocks, objects, arenas, layout, heap, usage, timeline");
}

/* What a text stands on: the last filled area before it that holds its middle. */
static const char *
ground_of(const VizDrawing *drawing, guint index, const VizTheme *theme)
{
    VizBox box = viz_drawing_bounds(drawing, &g_array_index(drawing->marks, VizMark, index));
    double x = (box.left + box.right) / 2;
    double y = (box.top + box.bottom) / 2;
    const char *ground = viz_theme_colour(theme, VIZ_COLOUR_PAPER, 0);
    for (guint i = 0; i < index; i++) {
        const VizMark *mark = &g_array_index(drawing->marks, VizMark, i);
        const char *fill = viz_theme_colour(theme, viz_role_info(mark->role)->fill, mark->palette);
        if (mark->shape == VIZ_SHAPE_RECT && fill && x > mark->x && x < mark->x + mark->width &&
            y > mark->y && y < mark->y + mark->height) {
            ground = fill;
        }
    }
    return ground;
}

TEST(RenderThemes, EveryTextOfEveryPictureIsLegible)
{
    for (const char *const *name = viz_theme_names(); *name; name++) {
        g_autoptr(VizTheme) theme = viz_theme_load(*name, nullptr);
        for (const std::string &stress : stress_names()) {
            for (VizViewKind view : {VIZ_VIEW_BLOCKS, VIZ_VIEW_OBJECTS}) {
                TraceStory story(stress_source(stress));
                tell_stress(stress, story);
                Pictures pictures(story, view);
                for (size_t p = 0; p < pictures.count(); p++) {
                    const VizDrawing *drawing = pictures.drawing(p);
                    for (guint i = 0; i < drawing->marks->len; i++) {
                        const VizMark *mark = &g_array_index(drawing->marks, VizMark, i);
                        if (mark->shape != VIZ_SHAPE_TEXT) {
                            continue;
                        }
                        const char *ink =
                            viz_theme_colour(theme, viz_role_info(mark->role)->text, mark->palette);
                        EXPECT_GE(viz_theme_contrast(ink, ground_of(drawing, i, theme)), 4.5)
                            << *name << " " << stress << " " << mark->text;
                    }
                }
            }
        }
    }
}

TEST(RenderModule, ExportsTheFacade)
{
    GModule *module = g_module_open(PYARENA_DRAW_MODULE, G_MODULE_BIND_LOCAL);
    ASSERT_NE(module, nullptr) << g_module_error();
    void *symbol = nullptr;
    ASSERT_TRUE(g_module_symbol(module, VIZ_FIGURE_SYMBOL, &symbol)) << g_module_error();
    EXPECT_NE(symbol, nullptr);
}

TEST(RenderPng, HugePicturesAreScaledDown)
{
    g_autoptr(VizDrawing) drawing = viz_drawing_new(400, 30000);
    viz_drawing_rect(drawing, VIZ_ROLE_BLOCK, 10, 10, 380, 29980);
    g_autoptr(VizTheme) theme = viz_theme_load("light", nullptr);
    VizRenderOptions options = {"huge", false};
    g_autoptr(GError) error = nullptr;
    g_autoptr(GBytes) png =
        viz_renderer_find("png", nullptr)->render(drawing, theme, &options, &error);
    ASSERT_NE(png, nullptr) << error->message;
    const uint8_t *bytes = static_cast<const uint8_t *>(g_bytes_get_data(png, nullptr));
    unsigned height = bytes[20] << 24 | bytes[21] << 16 | bytes[22] << 8 | bytes[23];
    EXPECT_EQ(height, 16000u);
}

TEST(RenderText, TransparentPicturesHaveNoPaper)
{
    TraceStory story(lesson_source);
    tell_lesson(story);
    Pictures pictures(story, VIZ_VIEW_BLOCKS);
    g_autoptr(VizTheme) theme = viz_theme_load("light", nullptr);
    for (bool transparent : {false, true}) {
        VizRenderOptions options = {"figure", transparent};
        g_autoptr(GBytes) svg = viz_renderer_find("svg", nullptr)
                                    ->render(pictures.drawing(0), theme, &options, nullptr);
        gsize size;
        const char *bytes = static_cast<const char *>(g_bytes_get_data(svg, &size));
        bool paper = g_strstr_len(bytes, size, "<polygon fill=\"#ffffff\"") != nullptr;
        EXPECT_EQ(paper, !transparent);
    }
}

TEST(RenderJson, HoldsEveryMark)
{
    TraceStory story(lesson_source);
    tell_lesson(story);
    Pictures pictures(story, VIZ_VIEW_BLOCKS);
    g_autoptr(VizTheme) theme = viz_theme_load("light", nullptr);
    VizRenderOptions options = {"figure", false};
    g_autoptr(GBytes) bytes =
        viz_renderer_find("json", nullptr)->render(pictures.drawing(3), theme, &options, nullptr);
    g_autoptr(JsonParser) parser = json_parser_new_immutable();
    gsize size;
    const char *text = static_cast<const char *>(g_bytes_get_data(bytes, &size));
    ASSERT_TRUE(json_parser_load_from_data(parser, text, static_cast<gssize>(size), nullptr));
    JsonObject *root = json_node_get_object(json_parser_get_root(parser));
    EXPECT_EQ(json_object_get_double_member(root, "width"), pictures.drawing(3)->width);
    JsonArray *marks = json_object_get_array_member(root, "marks");
    ASSERT_EQ(json_array_get_length(marks), pictures.drawing(3)->marks->len);
    JsonObject *first = json_array_get_object_element(marks, 0);
    EXPECT_STREQ(json_object_get_string_member(first, "shape"), "rect");
    EXPECT_STREQ(json_object_get_string_member(first, "id"), "block-1");
    EXPECT_STREQ(json_object_get_string_member(first, "fill"), "#0072B2");
}

TEST(RenderNotices, AreSummedUp)
{
    TraceStory story(stress_source("hundred"));
    for (int i = 0; i < 120; i++) {
        story.line(i + 1);
        story.bind("name_" + std::to_string(i), story.array(8000));
        story.figure("step-" + std::to_string(i));
    }
    std::vector<std::string> notices;
    draw_files(story.story(), {}, nullptr, &notices);
    ASSERT_EQ(notices.size(), 7u);
    EXPECT_EQ(notices[6].rfind(" more limits were reached in other figures"),
              notices[6].size() - strlen(" more limits were reached in other figures"));
}
