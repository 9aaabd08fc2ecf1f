#include "viz/layout/line.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "viz/draw/metrics.h"
#include "viz/layout/layout.h"
#include "viz/scene/value.h"

#define NAME_WIDTH  200.0
#define NAME_SPACE  12.0
#define LEAST_HATCH 9.0 /* narrower stretches would be specks */
#define LONG_RULER  150.0

static void
draw_part(VizDrawing *drawing, const Line *line, const VizScene *scene, const VizItem *part)
{
    const VizItem *run = viz_scene_item(scene, part->parent);
    const LineRow *row = line_row(line, run->id);
    uint64_t offset = part->address - run->address;
    double left = line_place(line, run->size, offset);
    double right = line_place(line, run->size, offset + part->size);
    VizMark *mark;
    if (part->flags & VIZ_FLAG_UNUSED) {
        if (right - left < LEAST_HATCH) {
            return;
        }
        mark = viz_drawing_hatch(drawing, VIZ_ROLE_HATCH, left, row->top, right - left,
                                 LINE_BAR_HEIGHT);
    } else if (part->order > 0) {
        double height = LINE_BAR_HEIGHT * (double) part->order / (double) part->size;
        height = fmax(height, 1);
        bool block = (part->flags & VIZ_FLAG_OWNS) != 0;
        /* A little over its end, so that no seam is seen. */
        double width = fmin(right - left + (block ? 0 : 0.3),
                            line->bar + line_bar_width(line, run->size) - left);
        mark = viz_drawing_rect(drawing, block ? VIZ_ROLE_SHARE_BLOCK : VIZ_ROLE_SHARE, left,
                                row->top + LINE_BAR_HEIGHT - height, fmax(width, 0.5), height);
    } else {
        return;
    }
    mark->palette = part->hue;
    viz_drawing_id(drawing, mark, part->id, NULL);
}

/* Two lines of teeth across a bar that is longer than drawn. */
static void
draw_break(VizDrawing *drawing, const Line *line, const LineRow *row)
{
    enum {
        COUNT = 9
    };
    double left = line->bar + LINE_BAR_WIDTH * LINE_FIRST_PART;
    viz_drawing_rect(drawing, VIZ_ROLE_PATCH, left + 3, row->top - 2, LINE_BREAK - 6,
                     LINE_BAR_HEIGHT + 4);
    for (int side = 0; side < 2; side++) {
        VizPoint teeth[COUNT];
        for (int i = 0; i < COUNT; i++) {
            teeth[i].x = left + 3 + side * (LINE_BREAK - 6) + (i % 2 ? 2.5 : -2.5);
            teeth[i].y = row->top - 2 + (LINE_BAR_HEIGHT + 4) * i / (COUNT - 1);
        }
        viz_drawing_line(drawing, VIZ_ROLE_GAP_LINE, teeth, COUNT);
    }
}

static void
draw_address(VizDrawing *drawing, const Line *line, SimAddr address, double y)
{
    g_autofree char *text = g_strdup_printf("0x%" G_GINT64_MODIFIER "x", address);
    viz_drawing_text(drawing, VIZ_ROLE_FIELD, line->bar - 10, y, VIZ_ALIGN_RIGHT, text);
}

/* The ground of a bar, before its parts. */
static void
draw_ground(VizDrawing *drawing, const Line *line, const VizItem *run)
{
    const LineRow *row = line_row(line, run->id);
    VizMark *mark = viz_drawing_rect(drawing, VIZ_ROLE_WORD, line->bar, row->top,
                                     line_bar_width(line, run->size), LINE_BAR_HEIGHT);
    mark->palette = run->hue;
    viz_drawing_id(drawing, mark, run->id, "ground");
}

/* What is around a bar, after its parts. */
static void
draw_run(VizDrawing *drawing, const Line *line, const VizItem *run)
{
    const LineRow *row = line_row(line, run->id);
    double width = line_bar_width(line, run->size);
    VizMark *mark =
        viz_drawing_rect(drawing, VIZ_ROLE_REGION, line->bar, row->top, width, LINE_BAR_HEIGHT);
    mark->palette = run->hue;
    viz_drawing_id(drawing, mark, run->id, NULL);
    if (run->flags & VIZ_FLAG_CHANGED) {
        viz_drawing_rect(drawing, VIZ_ROLE_WORD_CHANGED, line->bar - 3, row->top - 3, width + 6,
                         LINE_BAR_HEIGHT + 6);
    }
    bool broken = line_is_broken(line, run->size);
    if (broken) {
        draw_break(drawing, line, row);
    }
    draw_address(drawing, line, run->address, row->top + 10);
    draw_address(drawing, line, run->address + run->size, row->top + LINE_BAR_HEIGHT - 2);
    mark = viz_drawing_text(drawing, VIZ_ROLE_FRAME_TITLE, line->texts, row->top + 12.5,
                            VIZ_ALIGN_LEFT, run->text);
    viz_drawing_id(drawing, mark, run->id, "title");
    mark = viz_drawing_text(drawing, VIZ_ROLE_SIZE, line->texts, row->top + 28, VIZ_ALIGN_LEFT,
                            run->detail);
    viz_drawing_id(drawing, mark, run->id, "use");
}

static void
draw_gap(VizDrawing *drawing, const Line *line, const VizScene *scene, const VizItem *gap)
{
    enum {
        COUNT = 7
    };
    const LineRow *row = line_row(line, viz_scene_item(scene, gap->target)->id);
    double y = row->top - LINE_GAP_ROW / 2 - 1;
    VizPoint wave[COUNT];
    for (int i = 0; i < COUNT; i++) {
        wave[i].x = line->bar + 48.0 * i / (COUNT - 1);
        wave[i].y = y + (i % 2 ? -3 : 3) * (i > 0 && i < COUNT - 1);
    }
    viz_drawing_line(drawing, VIZ_ROLE_GAP_LINE, wave, COUNT);
    VizMark *mark = viz_drawing_text(drawing, VIZ_ROLE_REMARK, line->bar + 56, y + 3.5,
                                     VIZ_ALIGN_LEFT, gap->text);
    viz_drawing_id(drawing, mark, gap->id, NULL);
}

/* Names of one block stand together. */
typedef struct {
    const VizItem *first;
    double middle; /* of the block */
    bool changed;
    GString *text;
} Label;

static int
compare_labels(const void *a, const void *b)
{
    const Label *x = a;
    const Label *y = b;
    return x->middle < y->middle ? -1 : x->middle > y->middle;
}

static GArray *
labels_of(const Line *line, const VizScene *scene, size_t index)
{
    const VizItem *run = viz_scene_item(scene, index);
    GArray *labels = g_array_new(FALSE, FALSE, sizeof(Label));
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *name = viz_scene_item(scene, i);
        if (name->kind != VIZ_KIND_NAME || name->target != index) {
            continue;
        }
        Label *known = NULL;
        for (guint k = 0; k < labels->len && !known; k++) {
            Label *label = &g_array_index(labels, Label, k);
            known = label->first->address == name->address ? label : NULL;
        }
        g_autofree char *text = viz_metrics_fit(VIZ_ROLE_NAME, name->text, NAME_WIDTH);
        if (known) {
            g_string_append_printf(known->text, ", %s", text);
            known->changed |= (name->flags & VIZ_FLAG_CHANGED) != 0;
            continue;
        }
        uint64_t offset = name->address - run->address;
        double left = line_place(line, run->size, offset);
        double right = line_place(line, run->size, MIN(offset + name->size, run->size));
        Label label = {name, (left + right) / 2, (name->flags & VIZ_FLAG_CHANGED) != 0,
                       g_string_new(text)};
        g_array_append_val(labels, label);
    }
    g_array_sort(labels, compare_labels);
    return labels;
}

/* One label from @left on. */
static void
draw_label(VizDrawing *drawing, const LineRow *row, const Label *label, double left, double width)
{
    double bottom = row->top + LINE_BAR_HEIGHT;
    VizMark *mark = viz_drawing_text(drawing, VIZ_ROLE_NAME, left, bottom + 25, VIZ_ALIGN_LEFT,
                                     label->text->str);
    viz_drawing_id(drawing, mark, label->first->id, NULL);
    double from = fmin(fmax(label->middle, left + 4), left + width - 4);
    VizPoint path[] = {{from, bottom + 13}, {label->middle, bottom + 1.5}};
    mark =
        viz_drawing_line(drawing, label->changed ? VIZ_ROLE_EDGE_CHANGED : VIZ_ROLE_EDGE, path, 2);
    viz_drawing_id(drawing, mark, label->first->id, "line");
}

static void
draw_names(VizDrawing *drawing, const Line *line, const VizScene *scene, size_t index)
{
    const LineRow *row = line_row(line, viz_scene_item(scene, index)->id);
    g_autoptr(GArray) labels = labels_of(line, scene, index);
    double x = line->bar;
    double reserve = viz_metrics_width(VIZ_ROLE_MORE, "… 99 more", -1);
    for (guint i = 0; i < labels->len; i++) {
        const Label *label = &g_array_index(labels, Label, i);
        double width = viz_metrics_width(VIZ_ROLE_NAME, label->text->str, -1);
        double left = fmax(x, label->middle - width / 2);
        bool last = i + 1 == labels->len;
        if (left + width + NAME_SPACE + (last ? 0 : reserve) > line->width - LINE_MARGIN) {
            g_autofree char *more = g_strdup_printf("… %u more", labels->len - i);
            viz_drawing_text(drawing, VIZ_ROLE_MORE, x, row->top + LINE_BAR_HEIGHT + 25,
                             VIZ_ALIGN_LEFT, more);
            break;
        }
        draw_label(drawing, row, label, left, width);
        x = left + width + NAME_SPACE;
    }
    for (guint i = 0; i < labels->len; i++) {
        g_string_free(g_array_index(labels, Label, i).text, TRUE);
    }
}

/* 1, 2 or 5 times a power of ten bytes. */
static uint64_t
ruler_bytes(const Line *line)
{
    uint64_t bytes = 1;
    while ((double) bytes * 10 * line->scale <= LONG_RULER && bytes < UINT64_MAX / 100) {
        bytes *= 10;
    }
    return (double) bytes * 5 * line->scale <= LONG_RULER   ? bytes * 5
           : (double) bytes * 2 * line->scale <= LONG_RULER ? bytes * 2
                                                            : bytes;
}

static void
draw_ruler(VizDrawing *drawing, const Line *line)
{
    uint64_t bytes = ruler_bytes(line);
    double end = line->bar + (double) bytes * line->scale;
    double y = line->ruler;
    VizPoint path[] = {{line->bar, y - 4}, {line->bar, y + 4}, {line->bar, y},
                       {end, y},           {end, y - 4},       {end, y + 4}};
    viz_drawing_line(drawing, VIZ_ROLE_GAP_LINE, path, G_N_ELEMENTS(path));
    g_autofree char *size = viz_value_bytes(bytes);
    g_autofree char *text = g_strdup_printf("to scale: %s", size);
    viz_drawing_text(drawing, VIZ_ROLE_LEGEND, end + 8, y + 3.5, VIZ_ALIGN_LEFT, text);
}

static void
draw_total(VizDrawing *drawing, const Line *line, const VizItem *total)
{
    double x = LINE_MARGIN;
    VizMark *mark =
        viz_drawing_text(drawing, VIZ_ROLE_TOTAL, x, line->total, VIZ_ALIGN_LEFT, total->detail);
    viz_drawing_id(drawing, mark, total->id, "rss");
    x += viz_metrics_width(VIZ_ROLE_TOTAL, total->detail, -1) + 16;
    mark = viz_drawing_text(drawing, VIZ_ROLE_MORE, x, line->total, VIZ_ALIGN_LEFT, total->text);
    viz_drawing_id(drawing, mark, total->id, NULL);
}

static void
draw_foot(VizDrawing *drawing, const Line *line, const VizScene *scene)
{
    Legends legends = line_legends(line);
    legends_draw(&legends, drawing, scene, LINE_MARGIN, line->foot);
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        VizMark *mark = NULL;
        if (item->kind == VIZ_KIND_REMARK) {
            mark = viz_drawing_text(drawing, VIZ_ROLE_REMARK, LINE_MARGIN, line->foot + 28,
                                    VIZ_ALIGN_LEFT, item->text);
        } else if (item->kind == VIZ_KIND_MORE) {
            mark = viz_drawing_text(drawing, VIZ_ROLE_MORE, LINE_MARGIN, line->more, VIZ_ALIGN_LEFT,
                                    item->text);
        } else if (item->kind == VIZ_KIND_TOTAL) {
            draw_total(drawing, line, item);
        }
        viz_drawing_id(drawing, mark, item->id, NULL);
    }
}

static VizDrawing *
draw(const Line *line, const VizScene *scene)
{
    VizDrawing *drawing = viz_drawing_new(line->width, line->height);
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (item->kind == VIZ_KIND_RUN) {
            draw_ground(drawing, line, item);
        } else if (item->kind == VIZ_KIND_PART) {
            draw_part(drawing, line, scene, item);
        } else if (item->kind == VIZ_KIND_GAP) {
            draw_gap(drawing, line, scene, item);
        }
    }
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (item->kind == VIZ_KIND_RUN) {
            draw_run(drawing, line, item);
            draw_names(drawing, line, scene, i);
        }
    }
    if (line->rows->len > 0) {
        draw_ruler(drawing, line);
    }
    draw_foot(drawing, line, scene);
    return drawing;
}

GPtrArray *
viz_line_lay_out(const GPtrArray *scenes, GError **error)
{
    (void) error;
    Line line;
    line_init(&line, scenes);
    GPtrArray *drawings = g_ptr_array_new_with_free_func((GDestroyNotify) viz_drawing_free);
    for (guint i = 0; i < scenes->len; i++) {
        g_ptr_array_add(drawings, draw(&line, scenes->pdata[i]));
    }
    line_clear(&line);
    return drawings;
}
