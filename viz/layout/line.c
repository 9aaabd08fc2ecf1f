/* The address line: regions of the address space under each other by address, each a bar as long
 * as the region, all to one scale. A region that is too long for it is broken and says so. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "viz/draw/metrics.h"
#include "viz/layout/layout.h"
#include "viz/scene/value.h"

#define MARGIN      16.0
#define BAR_WIDTH   520.0
#define BAR_HEIGHT  32.0
#define LEAST       5.0  /* width of a bar */
#define READABLE    12.0 /* width that the smallest should have */
#define FIRST_PART  0.62 /* of a broken bar, before the break */
#define BREAK       16.0
#define GAP_ROW     20.0
#define NAMES_ROW   32.0
#define ROW_SPACE   8.0
#define SWATCH      18.0
#define NAME_WIDTH  200.0
#define NAME_SPACE  12.0
#define LEAST_HATCH 9.0 /* narrower stretches would be specks */
#define LONG_RULER  150.0

typedef struct {
    char *id;
    SimAddr address;
    uint64_t size; /* the most it ever has */
    bool gap;      /* something is left out before it, in some figure */
    bool names;
    guint place; /* the row that it shares its place with, perhaps itself */
    double top;  /* of the bar */
} Row;

typedef struct {
    GArray *rows; /* Row by address */
    double bar;   /* left side of bars */
    double texts; /* of what is said beside them */
    double scale; /* points to a byte */
    double ruler; /* a line that says how long so many bytes are */
    double total; /* baselines; 0: none */
    double more;
    double foot;
    double width;
    double height;
    bool changes;
    bool untouched;
} Line;

static void
clear_row(void *data)
{
    g_free(((Row *) data)->id);
}

static Row *
find_row(const Line *line, const char *id)
{
    for (guint i = 0; i < line->rows->len; i++) {
        Row *row = &g_array_index(line->rows, Row, i);
        if (strcmp(row->id, id) == 0) {
            return row;
        }
    }
    return NULL;
}

static Row *
need_row(Line *line, const VizItem *run)
{
    Row *row = find_row(line, run->id);
    if (!row) {
        Row fresh = {g_strdup(run->id), run->address, 0, false, false, 0, 0};
        g_array_append_val(line->rows, fresh);
        row = &g_array_index(line->rows, Row, line->rows->len - 1);
    }
    row->size = MAX(row->size, run->size);
    return row;
}

static int
compare_rows(const void *a, const void *b)
{
    const Row *x = a;
    const Row *y = b;
    return x->address < y->address ? -1 : x->address > y->address;
}

static int
compare_sizes(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *) a;
    uint64_t y = *(const uint64_t *) b;
    return x < y ? -1 : x > y;
}

static bool
shows_both(const GPtrArray *scenes, const Row *a, const Row *b)
{
    for (guint i = 0; i < scenes->len; i++) {
        const VizScene *scene = scenes->pdata[i];
        if (viz_scene_find(scene, a->id) && viz_scene_find(scene, b->id)) {
            return true;
        }
    }
    return false;
}

/* Regions of different times that overlap share a place: they are where the other was. */
static void
share_places(Line *line, const GPtrArray *scenes)
{
    guint first = 0; /* of those that share the place */
    SimAddr reach = 0;
    for (guint i = 0; i < line->rows->len; i++) {
        Row *row = &g_array_index(line->rows, Row, i);
        bool shared = i > 0 && row->address < reach;
        for (guint k = first; k < i && shared; k++) {
            shared = !shows_both(scenes, row, &g_array_index(line->rows, Row, k));
        }
        first = shared ? first : i;
        row->place = first;
        reach = shared ? MAX(reach, row->address + row->size) : row->address + row->size;
        Row *leader = &g_array_index(line->rows, Row, first);
        leader->gap |= row->gap;
        leader->names |= row->names;
    }
}

static void
stack_rows(Line *line, double *y)
{
    for (guint i = 0; i < line->rows->len; i++) {
        Row *row = &g_array_index(line->rows, Row, i);
        if (row->place < i) {
            row->top = g_array_index(line->rows, Row, row->place).top;
            continue;
        }
        *y += row->gap ? GAP_ROW : 0;
        row->top = *y;
        *y += BAR_HEIGHT + (row->names ? NAMES_ROW : ROW_SPACE);
    }
}

/* The longest bar has the whole width, unless the shortest could not be seen beside it: then the
 * longest third may be broken. */
static double
scale_of(const GArray *rows)
{
    if (rows->len == 0) {
        return 1;
    }
    g_autoptr(GArray) sizes = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    for (guint i = 0; i < rows->len; i++) {
        g_array_append_val(sizes, g_array_index(rows, Row, i).size);
    }
    g_array_sort(sizes, compare_sizes);
    double least = (double) g_array_index(sizes, uint64_t, 0);
    double most = (double) g_array_index(sizes, uint64_t, sizes->len - 1);
    double long_one = (double) g_array_index(sizes, uint64_t, (sizes->len - 1) * 2 / 3);
    return fmax(BAR_WIDTH / most, fmin(READABLE / least, BAR_WIDTH / long_one));
}

static bool
is_broken(const Line *line, uint64_t size)
{
    return (double) size * line->scale > BAR_WIDTH + 1;
}

static double
bar_width(const Line *line, uint64_t size)
{
    return fmin(fmax((double) size * line->scale, LEAST), BAR_WIDTH);
}

/* Where the byte at @offset of a region of @size stands. */
static double
place(const Line *line, uint64_t size, uint64_t offset)
{
    double x = (double) offset * line->scale;
    double width = bar_width(line, size);
    if (!is_broken(line, size)) {
        return line->bar + (size > 0 ? width * (double) offset / (double) size : 0);
    }
    double first = BAR_WIDTH * FIRST_PART;
    double from_end = (double) (size - offset) * line->scale;
    double last = BAR_WIDTH - first - BREAK;
    return line->bar + (x <= first         ? x
                        : from_end <= last ? BAR_WIDTH - from_end
                                           : first + BREAK / 2);
}

static void
measure_items(Line *line, const VizScene *scene, double *texts)
{
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        line->changes |= item->kind != VIZ_KIND_LEGEND && (item->flags & VIZ_FLAG_CHANGED);
        if (item->kind == VIZ_KIND_RUN) {
            need_row(line, item);
            *texts = fmax(*texts, viz_metrics_width(VIZ_ROLE_FRAME_TITLE, item->text, -1));
            *texts = fmax(*texts, viz_metrics_width(VIZ_ROLE_SIZE, item->detail, -1));
        } else if (item->kind == VIZ_KIND_GAP) {
            need_row(line, viz_scene_item(scene, item->target))->gap = true;
        } else if (item->kind == VIZ_KIND_NAME) {
            need_row(line, viz_scene_item(scene, item->target))->names = true;
        } else if (item->kind == VIZ_KIND_PART) {
            line->untouched |= (item->flags & VIZ_FLAG_UNUSED) != 0;
        } else if (item->kind == VIZ_KIND_MORE) {
            line->more = 1;
        }
    }
}

static bool
wants_legend(const Line *line, const VizItem *legend)
{
    return legend->flags & VIZ_FLAG_CHANGED  ? line->changes
           : legend->flags & VIZ_FLAG_UNUSED ? line->untouched
                                             : true;
}

static double
legend_width(const VizItem *legend)
{
    return SWATCH + 6 + viz_metrics_width(VIZ_ROLE_LEGEND, legend->text, -1) + 20;
}

static double
foot_width(const Line *line, const VizScene *scene)
{
    double legends = 0;
    double widest = 0;
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (item->kind == VIZ_KIND_LEGEND && wants_legend(line, item)) {
            legends += legend_width(item);
        } else if (item->kind == VIZ_KIND_REMARK) {
            widest = fmax(widest, viz_metrics_width(VIZ_ROLE_REMARK, item->text, -1));
        } else if (item->kind == VIZ_KIND_TOTAL) {
            widest = fmax(widest, viz_metrics_width(VIZ_ROLE_TOTAL, item->detail, -1) + 16 +
                                      viz_metrics_width(VIZ_ROLE_MORE, item->text, -1));
        }
    }
    return fmax(legends, widest);
}

static void
measure(Line *line, const GPtrArray *scenes)
{
    double texts = 0;
    line->rows = g_array_new(FALSE, TRUE, sizeof(Row));
    g_array_set_clear_func(line->rows, clear_row);
    for (guint i = 0; i < scenes->len; i++) {
        measure_items(line, scenes->pdata[i], &texts);
    }
    g_array_sort(line->rows, compare_rows);
    line->scale = scale_of(line->rows);
    line->bar = MARGIN + viz_metrics_width(VIZ_ROLE_FIELD, "0x555555555555", -1) + 10;
    line->texts = line->bar + BAR_WIDTH + 14;
    double y = MARGIN;
    share_places(line, scenes);
    stack_rows(line, &y);
    line->ruler = y + 14;
    y += line->rows->len > 0 ? 24 : 0;
    if (line->more > 0) {
        y += 20;
        line->more = y;
    }
    y += 26;
    line->total = y;
    line->foot = y + 20;
    double foot = 0;
    for (guint i = 0; i < scenes->len; i++) {
        foot = fmax(foot, foot_width(line, scenes->pdata[i]));
    }
    bool rows = line->rows->len > 0;
    line->width = ceil(fmax(rows ? line->texts + texts : 0, MARGIN + foot)) + MARGIN;
    line->height = ceil(line->foot + 32) + MARGIN;
}

static void
draw_part(VizDrawing *drawing, const Line *line, const VizScene *scene, const VizItem *part)
{
    const VizItem *run = viz_scene_item(scene, part->parent);
    const Row *row = find_row(line, run->id);
    uint64_t offset = part->address - run->address;
    double left = place(line, run->size, offset);
    double right = place(line, run->size, offset + part->size);
    VizMark *mark;
    if (part->flags & VIZ_FLAG_UNUSED) {
        if (right - left < LEAST_HATCH) {
            return;
        }
        mark = viz_drawing_hatch(drawing, VIZ_ROLE_HATCH, left, row->top, right - left, BAR_HEIGHT);
    } else if (part->order > 0) {
        double height = BAR_HEIGHT * (double) part->order / (double) part->size;
        height = fmax(height, 1);
        bool block = (part->flags & VIZ_FLAG_OWNS) != 0;
        /* A little over its end, so that no seam is seen. */
        double width =
            fmin(right - left + (block ? 0 : 0.3), line->bar + bar_width(line, run->size) - left);
        mark = viz_drawing_rect(drawing, block ? VIZ_ROLE_SHARE_BLOCK : VIZ_ROLE_SHARE, left,
                                row->top + BAR_HEIGHT - height, fmax(width, 0.5), height);
    } else {
        return;
    }
    mark->palette = part->hue;
    viz_drawing_id(drawing, mark, part->id, NULL);
}

/* Two lines of teeth across a bar that is longer than drawn. */
static void
draw_break(VizDrawing *drawing, const Line *line, const Row *row)
{
    enum {
        COUNT = 9
    };
    double left = line->bar + BAR_WIDTH * FIRST_PART;
    viz_drawing_rect(drawing, VIZ_ROLE_PATCH, left + 3, row->top - 2, BREAK - 6, BAR_HEIGHT + 4);
    for (int side = 0; side < 2; side++) {
        VizPoint teeth[COUNT];
        for (int i = 0; i < COUNT; i++) {
            teeth[i].x = left + 3 + side * (BREAK - 6) + (i % 2 ? 2.5 : -2.5);
            teeth[i].y = row->top - 2 + (BAR_HEIGHT + 4) * i / (COUNT - 1);
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
    const Row *row = find_row(line, run->id);
    VizMark *mark = viz_drawing_rect(drawing, VIZ_ROLE_WORD, line->bar, row->top,
                                     bar_width(line, run->size), BAR_HEIGHT);
    mark->palette = run->hue;
    viz_drawing_id(drawing, mark, run->id, "ground");
}

/* What is around a bar, after its parts. */
static void
draw_run(VizDrawing *drawing, const Line *line, const VizItem *run)
{
    const Row *row = find_row(line, run->id);
    double width = bar_width(line, run->size);
    VizMark *mark =
        viz_drawing_rect(drawing, VIZ_ROLE_REGION, line->bar, row->top, width, BAR_HEIGHT);
    mark->palette = run->hue;
    viz_drawing_id(drawing, mark, run->id, NULL);
    if (run->flags & VIZ_FLAG_CHANGED) {
        viz_drawing_rect(drawing, VIZ_ROLE_WORD_CHANGED, line->bar - 3, row->top - 3, width + 6,
                         BAR_HEIGHT + 6);
    }
    bool broken = is_broken(line, run->size);
    if (broken) {
        draw_break(drawing, line, row);
    }
    draw_address(drawing, line, run->address, row->top + 10);
    draw_address(drawing, line, run->address + run->size, row->top + BAR_HEIGHT - 2);
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
    const Row *row = find_row(line, viz_scene_item(scene, gap->target)->id);
    double y = row->top - GAP_ROW / 2 - 1;
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
        double left = place(line, run->size, offset);
        double right = place(line, run->size, MIN(offset + name->size, run->size));
        Label label = {name, (left + right) / 2, (name->flags & VIZ_FLAG_CHANGED) != 0,
                       g_string_new(text)};
        g_array_append_val(labels, label);
    }
    g_array_sort(labels, compare_labels);
    return labels;
}

/* One label from @left on. */
static void
draw_label(VizDrawing *drawing, const Row *row, const Label *label, double left, double width)
{
    double bottom = row->top + BAR_HEIGHT;
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
    const Row *row = find_row(line, viz_scene_item(scene, index)->id);
    g_autoptr(GArray) labels = labels_of(line, scene, index);
    double x = line->bar;
    double reserve = viz_metrics_width(VIZ_ROLE_MORE, "… 99 more", -1);
    for (guint i = 0; i < labels->len; i++) {
        const Label *label = &g_array_index(labels, Label, i);
        double width = viz_metrics_width(VIZ_ROLE_NAME, label->text->str, -1);
        double left = fmax(x, label->middle - width / 2);
        bool last = i + 1 == labels->len;
        if (left + width + NAME_SPACE + (last ? 0 : reserve) > line->width - MARGIN) {
            g_autofree char *more = g_strdup_printf("… %u more", labels->len - i);
            viz_drawing_text(drawing, VIZ_ROLE_MORE, x, row->top + BAR_HEIGHT + 25, VIZ_ALIGN_LEFT,
                             more);
            break;
        }
        draw_label(drawing, row, label, left, width);
        x = left + width + NAME_SPACE;
    }
    for (guint i = 0; i < labels->len; i++) {
        g_string_free(g_array_index(labels, Label, i).text, TRUE);
    }
}

static void
draw_swatch(VizDrawing *drawing, const VizItem *legend, double x, double y)
{
    double width = SWATCH - 2;
    viz_drawing_rect(drawing, VIZ_ROLE_WORD, x, y, width, 10);
    if (legend->flags & VIZ_FLAG_CHANGED) {
        viz_drawing_rect(drawing, VIZ_ROLE_WORD_CHANGED, x, y, width, 10);
        return;
    }
    if (legend->flags & VIZ_FLAG_UNUSED) {
        viz_drawing_hatch(drawing, VIZ_ROLE_HATCH, x, y, width, 10);
    } else if (!(legend->flags & VIZ_FLAG_FREED)) {
        viz_drawing_rect(drawing, VIZ_ROLE_SHARE, x, y + 3, width, 7);
    }
    viz_drawing_rect(drawing, VIZ_ROLE_REGION, x, y, width, 10);
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
    double x = MARGIN;
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
    double x = MARGIN;
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        VizMark *mark = NULL;
        if (item->kind == VIZ_KIND_LEGEND && wants_legend(line, item)) {
            draw_swatch(drawing, item, x, line->foot);
            mark = viz_drawing_text(drawing, VIZ_ROLE_LEGEND, x + SWATCH + 6, line->foot + 8.5,
                                    VIZ_ALIGN_LEFT, item->text);
            x += legend_width(item);
        } else if (item->kind == VIZ_KIND_REMARK) {
            mark = viz_drawing_text(drawing, VIZ_ROLE_REMARK, MARGIN, line->foot + 28,
                                    VIZ_ALIGN_LEFT, item->text);
        } else if (item->kind == VIZ_KIND_MORE) {
            mark = viz_drawing_text(drawing, VIZ_ROLE_MORE, MARGIN, line->more, VIZ_ALIGN_LEFT,
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
    memset(&line, 0, sizeof line);
    measure(&line, scenes);
    GPtrArray *drawings = g_ptr_array_new_with_free_func((GDestroyNotify) viz_drawing_free);
    for (guint i = 0; i < scenes->len; i++) {
        g_ptr_array_add(drawings, draw(&line, scenes->pdata[i]));
    }
    g_array_unref(line.rows);
    return drawings;
}
