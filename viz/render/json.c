#include "viz/render/json.h"

#include <math.h>

#include <json-glib/json-glib.h>

static const char *const shape_names[] = {"rect", "text", "line", "curve", "hatch", "tile"};
static const char *const anchor_names[] = {"start", "end", "middle"};

static void
put_text(JsonBuilder *json, const char *name, const char *value)
{
    if (value) {
        json_builder_set_member_name(json, name);
        json_builder_add_string_value(json, value);
    }
}

/* Hundredths of a point are exact enough, and print the same everywhere. */
static void
add_number(JsonBuilder *json, double value)
{
    double rounded = round(value * 100) / 100;
    if (rounded == floor(rounded)) {
        json_builder_add_int_value(json, (gint64) rounded);
    } else {
        json_builder_add_double_value(json, rounded);
    }
}

static void
put_number(JsonBuilder *json, const char *name, double value)
{
    json_builder_set_member_name(json, name);
    add_number(json, value);
}

static void
put_true(JsonBuilder *json, const char *name, bool value)
{
    if (value) {
        json_builder_set_member_name(json, name);
        json_builder_add_boolean_value(json, TRUE);
    }
}

static void
put_look(JsonBuilder *json, const VizMark *mark, const VizTheme *theme)
{
    const VizRoleInfo *role = viz_role_info(mark->role);
    const char *stroke = viz_theme_colour(theme, role->stroke, mark->palette);
    put_text(json, "fill", viz_theme_colour(theme, role->fill, mark->palette));
    put_text(json, "stroke", stroke);
    if (stroke) {
        put_number(json, "weight", viz_theme_weight(theme, role->weight));
    }
    put_true(json, "dashed", role->dash == VIZ_DASH_DASHED);
}

static void
put_words(JsonBuilder *json, const VizMark *mark, const VizTheme *theme)
{
    const VizRoleInfo *role = viz_role_info(mark->role);
    put_text(json, "text", mark->text);
    put_number(json, "x", mark->x);
    put_number(json, "y", mark->y);
    put_text(json, "anchor", anchor_names[mark->align]);
    put_text(json, "family", role->family == VIZ_FAMILY_MONO ? "monospace" : "sans-serif");
    put_number(json, "size", role->size);
    put_true(json, "bold", role->bold);
    put_true(json, "italic", role->italic);
    put_text(json, "ink", viz_theme_colour(theme, role->text, mark->palette));
}

static void
put_box(JsonBuilder *json, const VizMark *mark)
{
    const double box[] = {mark->x, mark->y, mark->width, mark->height};
    json_builder_set_member_name(json, "box");
    json_builder_begin_array(json);
    for (size_t i = 0; i < G_N_ELEMENTS(box); i++) {
        add_number(json, box[i]);
    }
    json_builder_end_array(json);
}

static void
put_points(JsonBuilder *json, const VizDrawing *drawing, const VizMark *mark)
{
    json_builder_set_member_name(json, "points");
    json_builder_begin_array(json);
    for (size_t i = 0; i < mark->count; i++) {
        const VizPoint *point = &g_array_index(drawing->points, VizPoint, mark->first + i);
        json_builder_begin_array(json);
        add_number(json, point->x);
        add_number(json, point->y);
        json_builder_end_array(json);
    }
    json_builder_end_array(json);
    put_true(json, "arrow", mark->arrow);
    put_true(json, "dot", mark->dot);
}

static void
add_mark(JsonBuilder *json, const VizDrawing *drawing, const VizMark *mark, const VizTheme *theme)
{
    json_builder_begin_object(json);
    put_text(json, "shape", shape_names[mark->shape]);
    put_text(json, "class", viz_role_info(mark->role)->name);
    put_text(json, "id", mark->id);
    if (mark->shape == VIZ_SHAPE_TEXT) {
        put_words(json, mark, theme);
    } else {
        put_look(json, mark, theme);
        if (mark->shape == VIZ_SHAPE_LINE || mark->shape == VIZ_SHAPE_CURVE) {
            put_points(json, drawing, mark);
        } else {
            put_box(json, mark);
        }
    }
    json_builder_end_object(json);
}

GBytes *
viz_json_render(const VizDrawing *drawing,
                const VizTheme *theme,
                const VizRenderOptions *options,
                GError **error)
{
    (void) error;
    g_autoptr(JsonBuilder) json = json_builder_new_immutable();
    json_builder_begin_object(json);
    put_text(json, "name", options->name);
    put_text(json, "title", drawing->title);
    put_text(json, "description", drawing->description);
    put_number(json, "width", drawing->width);
    put_number(json, "height", drawing->height);
    if (!options->transparent) {
        put_text(json, "paper", viz_theme_colour(theme, VIZ_COLOUR_PAPER, 0));
    }
    json_builder_set_member_name(json, "marks");
    json_builder_begin_array(json);
    for (guint i = 0; i < drawing->marks->len; i++) {
        add_mark(json, drawing, &g_array_index(drawing->marks, VizMark, i), theme);
    }
    json_builder_end_array(json);
    json_builder_end_object(json);
    g_autoptr(JsonNode) root = json_builder_get_root(json);
    g_autoptr(JsonGenerator) generator = json_generator_new();
    json_generator_set_root(generator, root);
    json_generator_set_pretty(generator, TRUE);
    json_generator_set_indent(generator, 1);
    gsize length;
    char *text = json_generator_to_data(generator, &length);
    return g_bytes_new_take(text, length);
}
