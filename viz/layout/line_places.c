#include "viz/layout/line.h"

#include <math.h>
#include <string.h>

#include "viz/draw/metrics.h"

#define LEAST     5.0  /* width of a bar */
#define READABLE  12.0 /* width that the smallest should have */
#define NAMES_ROW 32.0
#define ROW_SPACE 8.0

static void
clear_row(void *data)
{
    g_free(((LineRow *) data)->id);
}

LineRow *
line_row(const Line *line, const char *id)
{
    for (guint i = 0; i < line->rows->len; i++) {
        LineRow *row = &g_array_index(line->rows, LineRow, i);
        if (strcmp(row->id, id) == 0) {
            return row;
        }
    }
    return NULL;
}

static LineRow *
need_row(Line *line, const VizItem *run)
{
    LineRow *row = line_row(line, run->id);
    if (!row) {
        LineRow fresh = {g_strdup(run->id), run->address, 0, false, false, 0, 0};
        g_array_append_val(line->rows, fresh);
        row = &g_array_index(line->rows, LineRow, line->rows->len - 1);
    }
    row->size = MAX(row->size, run->size);
    return row;
}

static int
compare_rows(const void *a, const void *b)
{
    const LineRow *x = a;
    const LineRow *y = b;
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
shows_both(const GPtrArray *scenes, const LineRow *a, const LineRow *b)
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
        LineRow *row = &g_array_index(line->rows, LineRow, i);
        bool shared = i > 0 && row->address < reach;
        for (guint k = first; k < i && shared; k++) {
            shared = !shows_both(scenes, row, &g_array_index(line->rows, LineRow, k));
        }
        first = shared ? first : i;
        row->place = first;
        reach = shared ? MAX(reach, row->address + row->size) : row->address + row->size;
        LineRow *leader = &g_array_index(line->rows, LineRow, first);
        leader->gap |= row->gap;
        leader->names |= row->names;
    }
}

static void
stack_rows(Line *line, double *y)
{
    for (guint i = 0; i < line->rows->len; i++) {
        LineRow *row = &g_array_index(line->rows, LineRow, i);
        if (row->place < i) {
            row->top = g_array_index(line->rows, LineRow, row->place).top;
            continue;
        }
        *y += row->gap ? LINE_GAP_ROW : 0;
        row->top = *y;
        *y += LINE_BAR_HEIGHT + (row->names ? NAMES_ROW : ROW_SPACE);
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
        g_array_append_val(sizes, g_array_index(rows, LineRow, i).size);
    }
    g_array_sort(sizes, compare_sizes);
    double least = (double) g_array_index(sizes, uint64_t, 0);
    double most = (double) g_array_index(sizes, uint64_t, sizes->len - 1);
    double long_one = (double) g_array_index(sizes, uint64_t, (sizes->len - 1) * 2 / 3);
    return fmax(LINE_BAR_WIDTH / most, fmin(READABLE / least, LINE_BAR_WIDTH / long_one));
}

bool
line_is_broken(const Line *line, uint64_t size)
{
    return (double) size * line->scale > LINE_BAR_WIDTH + 1;
}

double
line_bar_width(const Line *line, uint64_t size)
{
    return fmin(fmax((double) size * line->scale, LEAST), LINE_BAR_WIDTH);
}

double
line_place(const Line *line, uint64_t size, uint64_t offset)
{
    double x = (double) offset * line->scale;
    double width = line_bar_width(line, size);
    if (!line_is_broken(line, size)) {
        return line->bar + (size > 0 ? width * (double) offset / (double) size : 0);
    }
    double first = LINE_BAR_WIDTH * LINE_FIRST_PART;
    double from_end = (double) (size - offset) * line->scale;
    double last = LINE_BAR_WIDTH - first - LINE_BREAK;
    return line->bar + (x <= first         ? x
                        : from_end <= last ? LINE_BAR_WIDTH - from_end
                                           : first + LINE_BREAK / 2);
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
wants_legend(const void *layout, const VizItem *legend)
{
    const Line *line = layout;
    return legend->flags & VIZ_FLAG_CHANGED  ? line->changes
           : legend->flags & VIZ_FLAG_UNUSED ? line->untouched
                                             : true;
}

static void
draw_swatch(VizDrawing *drawing, const VizItem *legend, double x, double y)
{
    double width = LEGEND_SWATCH - 2;
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

Legends
line_legends(const Line *line)
{
    return (Legends){line, wants_legend, draw_swatch};
}

static double
foot_width(const Line *line, const VizScene *scene)
{
    Legends legends = line_legends(line);
    double widest = legends_width(&legends, scene);
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (item->kind == VIZ_KIND_REMARK) {
            widest = fmax(widest, viz_metrics_width(VIZ_ROLE_REMARK, item->text, -1));
        } else if (item->kind == VIZ_KIND_TOTAL) {
            widest = fmax(widest, viz_metrics_width(VIZ_ROLE_TOTAL, item->detail, -1) + 16 +
                                      viz_metrics_width(VIZ_ROLE_MORE, item->text, -1));
        }
    }
    return widest;
}

void
line_init(Line *line, const GPtrArray *scenes)
{
    *line = (Line){0};
    double texts = 0;
    line->rows = g_array_new(FALSE, TRUE, sizeof(LineRow));
    g_array_set_clear_func(line->rows, clear_row);
    for (guint i = 0; i < scenes->len; i++) {
        measure_items(line, scenes->pdata[i], &texts);
    }
    g_array_sort(line->rows, compare_rows);
    line->scale = scale_of(line->rows);
    line->bar = LINE_MARGIN + viz_metrics_width(VIZ_ROLE_FIELD, "0x555555555555", -1) + 10;
    line->texts = line->bar + LINE_BAR_WIDTH + 14;
    double y = LINE_MARGIN;
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
    line->width = ceil(fmax(rows ? line->texts + texts : 0, LINE_MARGIN + foot)) + LINE_MARGIN;
    line->height = ceil(line->foot + 32) + LINE_MARGIN;
}

void
line_clear(Line *line)
{
    g_array_unref(line->rows);
}
