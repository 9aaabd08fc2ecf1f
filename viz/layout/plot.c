/* Charts under each other: lines over one horizontal axis, each named at its right end. */
#include <math.h>
#include <string.h>

#include "viz/draw/metrics.h"
#include "viz/layout/layout.h"
#include "viz/scene/value.h"

#define MARGIN     16.0
#define TITLE      30.0
#define TICKS      76.0 /* left of the axis */
#define PLOT_WIDTH 640.0
#define HEIGHT     210.0
#define FOOT       44.0 /* numbers and name of the horizontal axis */
#define NAME_GAP   12.0
#define NAME_LINE  17.0
#define MOST_TICKS 5
#define MOST_LINES 8

typedef struct {
    const VizScene *scene;
    VizDrawing *drawing;
    double left;
    double top;
    uint64_t last; /* on the horizontal axis */
    uint64_t peak; /* on the vertical one, a tick */
    uint64_t tick;
} Chart;

/* 1, 2 or 5 times a power of @base, so that at most MOST_TICKS of them reach @peak. */
static uint64_t
tick_for(uint64_t peak)
{
    static const uint64_t steps[] = {1, 2, 5};
    for (uint64_t power = 1;; power *= 10) {
        for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
            if (peak / (power * steps[i]) < MOST_TICKS) {
                return power * steps[i];
            }
        }
    }
}

static double
x_of(const Chart *chart, uint64_t at)
{
    return chart->left + PLOT_WIDTH * (double) at / (double) MAX(chart->last, 1);
}

static double
y_of(const Chart *chart, uint64_t value)
{
    return chart->top + HEIGHT * (1 - (double) value / (double) chart->peak);
}

static bool
is_of_chart(const VizScene *scene, const VizItem *point, size_t chart)
{
    return point->kind == VIZ_KIND_POINT && viz_scene_item(scene, point->parent)->parent == chart;
}

static void
measure_chart(Chart *chart, size_t index)
{
    uint64_t peak = 1;
    for (guint i = 0; i < chart->scene->items->len; i++) {
        const VizItem *item = viz_scene_item(chart->scene, i);
        if (is_of_chart(chart->scene, item, index)) {
            peak = MAX(peak, item->size);
            chart->last = MAX(chart->last, item->order);
        }
    }
    chart->tick = tick_for(peak);
    chart->peak = (peak + chart->tick - 1) / chart->tick * chart->tick;
}

static void
draw_line(const Chart *chart, VizRole role, double x1, double y1, double x2, double y2)
{
    VizPoint line[] = {{x1, y1}, {x2, y2}};
    viz_drawing_line(chart->drawing, role, line, 2);
}

static void
draw_axes(const Chart *chart, const VizItem *item)
{
    double bottom = chart->top + HEIGHT;
    for (uint64_t value = 0; value <= chart->peak; value += chart->tick) {
        double y = y_of(chart, value);
        g_autofree char *text = viz_value_bytes(value);
        draw_line(chart, value == 0 ? VIZ_ROLE_AXIS : VIZ_ROLE_GRID, chart->left, y,
                  chart->left + PLOT_WIDTH, y);
        viz_drawing_text(chart->drawing, VIZ_ROLE_TICK, chart->left - 8, y + 3.5, VIZ_ALIGN_RIGHT,
                         text);
    }
    draw_line(chart, VIZ_ROLE_AXIS, chart->left, chart->top, chart->left, bottom);
    uint64_t tick = tick_for(MAX(chart->last, 1));
    for (uint64_t at = 0; at <= chart->last; at += tick) {
        double x = x_of(chart, at);
        g_autofree char *text = g_strdup_printf("%" G_GUINT64_FORMAT, at);
        draw_line(chart, VIZ_ROLE_AXIS, x, bottom, x, bottom + 4);
        viz_drawing_text(chart->drawing, VIZ_ROLE_TICK, x, bottom + 16, VIZ_ALIGN_MIDDLE, text);
    }
    viz_drawing_text(chart->drawing, VIZ_ROLE_TICK, chart->left + PLOT_WIDTH / 2, bottom + 32,
                     VIZ_ALIGN_MIDDLE, item->detail);
    viz_drawing_id(chart->drawing,
                   viz_drawing_text(chart->drawing, VIZ_ROLE_CHART, chart->left, chart->top - 12,
                                    VIZ_ALIGN_LEFT, item->text),
                   item->id, NULL);
}

/* ---- Lines, and their names ---- */

typedef struct {
    const VizItem *series;
    double y; /* where it ends, then where its name stands */
} Name;

/* The points of a series as a line. Returns where it ends. */
static double
draw_series(const Chart *chart, size_t index)
{
    const VizItem *series = viz_scene_item(chart->scene, index);
    g_autoptr(GArray) line = g_array_new(FALSE, FALSE, sizeof(VizPoint));
    VizPoint point = {0, 0};
    for (guint i = (guint) index + 1; i < chart->scene->items->len; i++) {
        const VizItem *item = viz_scene_item(chart->scene, i);
        if (item->kind == VIZ_KIND_POINT && item->parent == index) {
            point = (VizPoint){x_of(chart, item->order), y_of(chart, item->size)};
            g_array_append_val(line, point);
        }
    }
    if (line->len == 1) { /* a line needs two */
        VizPoint start = {chart->left, point.y};
        g_array_prepend_val(line, start);
    }
    VizMark *mark = viz_drawing_line(chart->drawing, VIZ_ROLE_SERIES,
                                     (const VizPoint *) (void *) line->data, line->len);
    mark->palette = series->hue;
    viz_drawing_id(chart->drawing, mark, series->id, NULL);
    return point.y;
}

static int
by_height(const void *a, const void *b)
{
    double left = ((const Name *) a)->y;
    double right = ((const Name *) b)->y;
    return left < right ? -1 : left > right;
}

/* Names stand where their lines end, but apart from each other. */
static void
spread(GArray *names, double bottom)
{
    g_array_sort(names, by_height);
    for (guint i = 1; i < names->len; i++) {
        Name *name = &g_array_index(names, Name, i);
        name->y = fmax(name->y, g_array_index(names, Name, i - 1).y + NAME_LINE);
    }
    for (guint i = names->len; i-- > 0;) {
        Name *name = &g_array_index(names, Name, i);
        double below =
            i + 1 < names->len ? g_array_index(names, Name, i + 1).y - NAME_LINE : bottom;
        name->y = fmin(name->y, below);
    }
}

static char *
name_text(const VizItem *series)
{
    g_autofree char *peak = viz_value_bytes(series->size);
    return g_strdup_printf("%s: %s, at most %s", series->text, series->detail, peak);
}

static void
draw_name(const Chart *chart, const Name *name, double end)
{
    double x = chart->left + PLOT_WIDTH;
    VizPoint leader[] = {{x + 2, end}, {x + NAME_GAP, name->y}, {x + NAME_GAP + 12, name->y}};
    VizMark *line = viz_drawing_line(chart->drawing, VIZ_ROLE_SERIES, leader, 3);
    line->palette = name->series->hue;
    g_autofree char *text = name_text(name->series);
    viz_drawing_id(chart->drawing,
                   viz_drawing_text(chart->drawing, VIZ_ROLE_SERIES_TEXT, x + NAME_GAP + 16,
                                    name->y + 4.5, VIZ_ALIGN_LEFT, text),
                   name->series->id, "name");
}

static void
draw_lines(const Chart *chart, size_t index)
{
    g_autoptr(GArray) names = g_array_new(FALSE, FALSE, sizeof(Name));
    g_autoptr(GHashTable) ends = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    for (guint i = 0; i < chart->scene->items->len; i++) {
        const VizItem *item = viz_scene_item(chart->scene, i);
        if (item->kind == VIZ_KIND_SERIES && item->parent == index) {
            Name name = {item, draw_series(chart, i)};
            g_array_append_val(names, name);
            g_hash_table_insert(ends, (void *) item, g_memdup2(&name.y, sizeof name.y));
        }
    }
    spread(names, chart->top + HEIGHT);
    for (guint i = 0; i < names->len; i++) {
        const Name *name = &g_array_index(names, Name, i);
        draw_name(chart, name, *(const double *) g_hash_table_lookup(ends, name->series));
    }
}

static void
draw_now(const Chart *chart, bool first)
{
    const VizItem *now = viz_scene_find(chart->scene, "now");
    if (now == NULL || now->order == 0 || now->order > chart->last) {
        return;
    }
    double x = x_of(chart, now->order);
    draw_line(chart, VIZ_ROLE_NOW, x, chart->top - 4, x, chart->top + HEIGHT);
    if (first) {
        bool right = x < chart->left + PLOT_WIDTH / 2;
        viz_drawing_id(chart->drawing,
                       viz_drawing_text(chart->drawing, VIZ_ROLE_NOW_TEXT, x + (right ? 5 : -5),
                                        chart->top + 8, right ? VIZ_ALIGN_LEFT : VIZ_ALIGN_RIGHT,
                                        now->text),
                       now->id, NULL);
    }
}

static void
draw_more(const Chart *chart, size_t index)
{
    for (guint i = 0; i < chart->scene->items->len; i++) {
        const VizItem *item = viz_scene_item(chart->scene, i);
        if (item->kind == VIZ_KIND_MORE && item->parent == index) {
            viz_drawing_id(chart->drawing,
                           viz_drawing_text(chart->drawing, VIZ_ROLE_MORE, chart->left,
                                            chart->top + HEIGHT + FOOT + 8, VIZ_ALIGN_LEFT,
                                            item->text),
                           item->id, NULL);
        }
    }
}

/* ---- The whole ---- */

static double
names_width(const GPtrArray *scenes)
{
    double width = 0;
    for (guint s = 0; s < scenes->len; s++) {
        const VizScene *scene = scenes->pdata[s];
        for (guint i = 0; i < scene->items->len; i++) {
            const VizItem *item = viz_scene_item(scene, i);
            if (item->kind == VIZ_KIND_SERIES) {
                g_autofree char *text = name_text(item);
                width = fmax(width, viz_metrics_width(VIZ_ROLE_SERIES_TEXT, text, -1));
            }
        }
    }
    return width + NAME_GAP + 16;
}

static VizDrawing *
draw(const VizScene *scene, double width)
{
    size_t charts = viz_scene_count(scene, VIZ_KIND_CHART);
    double each = TITLE + HEIGHT + FOOT;
    VizDrawing *drawing = viz_drawing_new(width, 2 * MARGIN + (double) MAX(charts, 1) * each + 16);
    Chart chart = {scene, drawing, MARGIN + TICKS, MARGIN + TITLE, 0, 0, 0};
    bool first = true;
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (item->kind == VIZ_KIND_CHART) {
            measure_chart(&chart, i);
            draw_axes(&chart, item);
            draw_lines(&chart, i);
            draw_now(&chart, first);
            draw_more(&chart, i);
            chart.top += each;
            first = false;
        }
    }
    return drawing;
}

GPtrArray *
viz_plot_lay_out(const GPtrArray *scenes, GError **error)
{
    (void) error;
    double width = 2 * MARGIN + TICKS + PLOT_WIDTH + names_width(scenes) + 12;
    GPtrArray *drawings = g_ptr_array_new_with_free_func((GDestroyNotify) viz_drawing_free);
    for (guint i = 0; i < scenes->len; i++) {
        g_ptr_array_add(drawings, draw(scenes->pdata[i], width));
    }
    return drawings;
}
