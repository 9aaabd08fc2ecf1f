#include "viz/draw/drawing.h"

#include <math.h>
#include <string.h>

#include "viz/draw/metrics.h"
#include "viz/draw/number.h"

VizDrawing *
viz_drawing_new(double width, double height)
{
    VizDrawing *drawing = g_new0(VizDrawing, 1);
    drawing->width = width;
    drawing->height = height;
    drawing->marks = g_array_new(FALSE, TRUE, sizeof(VizMark));
    drawing->points = g_array_new(FALSE, FALSE, sizeof(VizPoint));
    drawing->texts = g_string_chunk_new(1024);
    return drawing;
}

void
viz_drawing_free(VizDrawing *drawing)
{
    if (drawing) {
        g_free(drawing->title);
        g_free(drawing->description);
        g_array_unref(drawing->marks);
        g_array_unref(drawing->points);
        g_string_chunk_free(drawing->texts);
        g_free(drawing);
    }
}

static VizMark *
add_mark(VizDrawing *drawing, VizShape shape, VizRole role)
{
    g_array_set_size(drawing->marks, drawing->marks->len + 1);
    VizMark *mark = &g_array_index(drawing->marks, VizMark, drawing->marks->len - 1);
    mark->shape = shape;
    mark->role = role;
    return mark;
}

static VizMark *
add_area(VizDrawing *drawing,
         VizShape shape,
         VizRole role,
         double x,
         double y,
         double width,
         double height)
{
    VizMark *mark = add_mark(drawing, shape, role);
    mark->x = x;
    mark->y = y;
    mark->width = width;
    mark->height = height;
    return mark;
}

VizMark *
viz_drawing_rect(VizDrawing *drawing, VizRole role, double x, double y, double width, double height)
{
    return add_area(drawing, VIZ_SHAPE_RECT, role, x, y, width, height);
}

VizMark *
viz_drawing_hatch(
    VizDrawing *drawing, VizRole role, double x, double y, double width, double height)
{
    return add_area(drawing, VIZ_SHAPE_HATCH, role, x, y, width, height);
}

VizMark *
viz_drawing_tile(VizDrawing *drawing, VizRole role, double x, double y, double width, double height)
{
    return add_area(drawing, VIZ_SHAPE_TILE, role, x, y, width, height);
}

/* Whether a character would break the XML, or could show the text in another order than
 * the program has it. */
static bool
is_treacherous(gunichar c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || c == 0x2028 ||
           c == 0x2029 || c == 0xFFFE || c == 0xFFFF;
}

static char *
printable(const char *text)
{
    g_autofree char *whole = g_utf8_make_valid(text, -1);
    /* Letters with accents as one letter each, which every font can place. */
    g_autofree char *valid = g_utf8_normalize(whole, -1, G_NORMALIZE_NFC);
    GString *out = g_string_new(NULL);
    for (const char *at = valid; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (c == '\t') {
            g_string_append_c(out, ' ');
        } else {
            g_string_append_unichar(out, is_treacherous(c) ? 0xFFFD : c);
        }
    }
    return g_string_free(out, FALSE);
}

VizMark *
viz_drawing_text(
    VizDrawing *drawing, VizRole role, double x, double baseline, VizAlign align, const char *text)
{
    g_autofree char *clean = printable(text);
    if (!*clean) {
        return NULL;
    }
    VizMark *mark = add_mark(drawing, VIZ_SHAPE_TEXT, role);
    mark->x = x;
    mark->y = baseline;
    mark->align = align;
    mark->text = g_string_chunk_insert(drawing->texts, clean);
    return mark;
}

static VizMark *
add_path(VizDrawing *drawing, VizShape shape, VizRole role, const VizPoint *points, size_t count)
{
    VizMark *mark = add_mark(drawing, shape, role);
    mark->first = drawing->points->len;
    mark->count = count;
    g_array_append_vals(drawing->points, points, (guint) count);
    return mark;
}

VizMark *
viz_drawing_line(VizDrawing *drawing, VizRole role, const VizPoint *points, size_t count)
{
    g_assert(count >= 2);
    return add_path(drawing, VIZ_SHAPE_LINE, role, points, count);
}

VizMark *
viz_drawing_curve(VizDrawing *drawing, VizRole role, const VizPoint *points, size_t count)
{
    g_assert(count >= 4 && count % 3 == 1);
    return add_path(drawing, VIZ_SHAPE_CURVE, role, points, count);
}

const char *
viz_drawing_keep(VizDrawing *drawing, const char *text)
{
    return g_string_chunk_insert(drawing->texts, text);
}

void
viz_drawing_id(VizDrawing *drawing, VizMark *mark, const char *id, const char *suffix)
{
    if (mark != NULL) {
        g_autofree char *whole = suffix != NULL ? g_strconcat(id, "-", suffix, NULL) : g_strdup(id);
        mark->id = viz_drawing_keep(drawing, whole);
    }
}

static VizBox
text_bounds(const VizMark *mark)
{
    double width = viz_metrics_width(mark->role, mark->text, -1);
    double left = mark->x;
    if (mark->align == VIZ_ALIGN_RIGHT) {
        left -= width;
    } else if (mark->align == VIZ_ALIGN_MIDDLE) {
        left -= width / 2;
    }
    VizBox box = {left, mark->y - viz_metrics_ascent(mark->role), left + width,
                  mark->y + viz_metrics_descent(mark->role)};
    return box;
}

VizBox
viz_drawing_bounds(const VizDrawing *drawing, const VizMark *mark)
{
    if (mark->shape == VIZ_SHAPE_TEXT) {
        return text_bounds(mark);
    }
    if (mark->shape == VIZ_SHAPE_RECT || mark->shape == VIZ_SHAPE_HATCH ||
        mark->shape == VIZ_SHAPE_TILE) {
        VizBox box = {mark->x, mark->y, mark->x + mark->width, mark->y + mark->height};
        return box;
    }
    const VizPoint *points = &g_array_index(drawing->points, VizPoint, mark->first);
    VizBox box = {points[0].x, points[0].y, points[0].x, points[0].y};
    for (size_t i = 1; i < mark->count; i++) {
        box.left = fmin(box.left, points[i].x);
        box.right = fmax(box.right, points[i].x);
        box.top = fmin(box.top, points[i].y);
        box.bottom = fmax(box.bottom, points[i].y);
    }
    return box;
}

static const char *const shape_names[] = {"rect", "text", "line", "curve", "hatch"};

static void
dump_mark(const VizDrawing *drawing, const VizMark *mark, GString *out)
{
    VizBox box = viz_drawing_bounds(drawing, mark);
    g_string_append_printf(out, "%-5s %-16s", shape_names[mark->shape],
                           viz_role_info(mark->role)->name);
    const double corners[] = {box.left, box.top, box.right, box.bottom};
    for (int i = 0; i < 4; i++) {
        g_string_append_c(out, ' ');
        viz_number_append(out, corners[i]);
    }
    if (mark->id) {
        g_string_append_printf(out, " #%s", mark->id);
    }
    if (mark->text) {
        g_string_append_printf(out, " \"%s\"", mark->text);
    }
    g_string_append_c(out, '\n');
}

void
viz_drawing_dump(const VizDrawing *drawing, GString *out)
{
    g_string_append(out, "canvas ");
    viz_number_append(out, drawing->width);
    g_string_append_c(out, ' ');
    viz_number_append(out, drawing->height);
    g_string_append_c(out, '\n');
    for (guint i = 0; i < drawing->marks->len; i++) {
        dump_mark(drawing, &g_array_index(drawing->marks, VizMark, i), out);
    }
}
