/* Lanes over one axis of time: threads, the GIL, cores; totals at the right, a legend below. */
#include "viz/layout/timeline.h"

#include <math.h>
#include <string.h>

#include "viz/draw/metrics.h"
#include "viz/layout/layout.h"
#include "viz/layout/span.h"

#define MARGIN      16.0
#define PLOT_WIDTH  760.0
#define LEAST_WIDTH 1.5   /* of a span */
#define MOST_NAME   200.0 /* points */
#define NAME_GAP    8.0   /* also between columns */
#define COLUMN_GAP  18.0
#define LINE        18.0 /* of text */
#define TOP_ROW     22.0 /* the figure's moment, heads of columns */
#define BAR         24.0
#define LOW_BAR     14.0
#define MANY_LANES  8 /* with more threads, bars are low */
#define LABEL       13.0
#define LANE_GAP    8.0
#define SWATCH      30.0
#define LEGEND_LINE 18.0
#define LEGEND_GAP  18.0
#define COLUMNS     2

/* What all figures have in common. */
typedef struct {
    double left;             /* of the axis */
    double columns[COLUMNS]; /* widths */
    double width;
    double bar;
    double sentence; /* heights */
    double legend;
    double height;
} Frame;

typedef struct {
    const VizScene *scene;
    const Frame *frame;
    VizTimeAxis axis;
    double y; /* where the next lane begins */
} Chart;

static const VizItem *
root_of(const VizScene *scene)
{
    return viz_scene_item(scene, 0);
}

/* ---- Spans ---- */

/* The longest of what there is to say that has room under the span. */
static char *
label_of(const VizItem *span, double width)
{
    const char *what = span->detail == NULL ? "" : span->detail;
    const char *joint = *what != '\0' && *span->text != '\0' ? ", " : "";
    char *texts[] = {g_strconcat(what, joint, span->text, NULL), g_strdup(what),
                     g_strdup(span->text)};
    if (span->refs > 1) {
        g_free(texts[1]);
        texts[1] = g_strdup_printf("%" G_GINT64_FORMAT, span->refs);
    }
    char *best = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        bool fits =
            *texts[i] != '\0' && viz_metrics_width(VIZ_ROLE_SPAN_TEXT, texts[i], -1) + 4 <= width;
        if (best == NULL && fits) {
            best = texts[i];
        } else {
            g_free(texts[i]);
        }
    }
    return best;
}

static VizSpanPlace
place_of(const Chart *chart, const VizItem *span, double y, double height)
{
    const VizTimeAxis *axis = &chart->axis;
    double x = viz_time_axis_x(axis, span->order);
    double width = fmax(viz_time_axis_x(axis, span->order + span->size) - x, LEAST_WIDTH);
    double end = axis->left + axis->width;
    return (VizSpanPlace){fmin(x, end - width), y, width, height};
}

static void
draw_spans(const Chart *chart, size_t lane, double y, double height, bool labelled)
{
    const VizScene *scene = chart->scene;
    for (guint i = (guint) lane + 1; i < scene->items->len; i++) {
        const VizItem *span = viz_scene_item(scene, i);
        if (span->kind != VIZ_KIND_SPAN || span->parent != lane) {
            continue;
        }
        VizSpanPlace place = place_of(chart, span, y, height);
        if (span->refs > 1) {
            viz_span_draw_many(chart->axis.drawing, place, span->id);
        } else {
            viz_span_draw(chart->axis.drawing, (SimThreadState) span->state, span->hue, place,
                          span->id);
        }
        g_autofree char *label = labelled ? label_of(span, place.width) : NULL;
        if (label != NULL) {
            viz_drawing_id(chart->axis.drawing,
                           viz_drawing_text(chart->axis.drawing, VIZ_ROLE_SPAN_TEXT,
                                            place.x + place.width / 2, y + height + 10,
                                            VIZ_ALIGN_MIDDLE, label),
                           span->id, "text");
        }
    }
}

/* In whose hands the GIL or a core is, where the name has room. */
static void
draw_holders(const Chart *chart, size_t lane, double y, double height)
{
    const VizScene *scene = chart->scene;
    for (guint i = (guint) lane + 1; i < scene->items->len; i++) {
        const VizItem *span = viz_scene_item(scene, i);
        if (span->kind != VIZ_KIND_SPAN || span->parent != lane || span->refs > 1) {
            continue;
        }
        VizSpanPlace place = place_of(chart, span, y, height);
        g_autofree char *text = g_strdup_printf("T%u", span->hue);
        if (viz_metrics_width(VIZ_ROLE_HOLDER, text, -1) + 4 <= place.width) {
            VizMark *mark =
                viz_drawing_text(chart->axis.drawing, VIZ_ROLE_HOLDER, place.x + place.width / 2,
                                 y + height / 2 + 3.5, VIZ_ALIGN_MIDDLE, text);
            mark->palette = span->hue;
            viz_drawing_id(chart->axis.drawing, mark, span->id, "holder");
        }
    }
}

/* ---- Lanes ---- */

static char *
name_of(const VizItem *lane)
{
    g_autofree char *whole = lane->detail == NULL
                                 ? g_strdup(lane->text)
                                 : g_strdup_printf("%s %s", lane->text, lane->detail);
    return viz_metrics_fit(VIZ_ROLE_LANE_NAME, whole, MOST_NAME);
}

static void
draw_name(const Chart *chart, const VizItem *lane, double y, double height)
{
    VizDrawing *drawing = chart->axis.drawing;
    g_autofree char *name = name_of(lane);
    viz_drawing_id(drawing,
                   viz_drawing_text(drawing, VIZ_ROLE_LANE_NAME, chart->frame->left - NAME_GAP,
                                    y + height / 2 + 4.5, VIZ_ALIGN_RIGHT, name),
                   lane->id, NULL);
}

static void
draw_totals(const Chart *chart, size_t lane, double y)
{
    double x = chart->frame->left + PLOT_WIDTH;
    unsigned column = 0;
    for (guint i = (guint) lane + 1; i < chart->scene->items->len && column < COLUMNS; i++) {
        const VizItem *item = viz_scene_item(chart->scene, i);
        if (item->kind == VIZ_KIND_SPENT && item->parent == lane) {
            x += COLUMN_GAP + chart->frame->columns[column++];
            viz_drawing_id(chart->axis.drawing,
                           viz_drawing_text(chart->axis.drawing, VIZ_ROLE_SPENT, x,
                                            y + chart->frame->bar / 2 + 4.5, VIZ_ALIGN_RIGHT,
                                            item->text),
                           item->id, NULL);
        }
    }
}

static void
draw_marks(const Chart *chart, size_t lane, double top, double bottom)
{
    for (guint i = (guint) lane + 1; i < chart->scene->items->len; i++) {
        const VizItem *item = viz_scene_item(chart->scene, i);
        if (item->parent != lane) {
            continue;
        }
        double x = viz_time_axis_x(&chart->axis, item->order);
        if (item->kind == VIZ_KIND_ASKED) {
            viz_span_draw_asked(chart->axis.drawing, x, top, item->id);
        } else if (item->kind == VIZ_KIND_FORCED) {
            viz_span_draw_forced(chart->axis.drawing, x, bottom, item->id);
        }
    }
}

static double
lane_height(VizKind kind, double bar)
{
    return kind == VIZ_KIND_LANE   ? bar + LABEL + LANE_GAP
           : kind == VIZ_KIND_GIL  ? BAR + 2 * VIZ_SPAN_MARK + LANE_GAP
           : kind == VIZ_KIND_CORE ? LOW_BAR + LANE_GAP
           : kind == VIZ_KIND_MORE ? LINE + LANE_GAP
                                   : 0;
}

static void
draw_lane(Chart *chart, size_t index)
{
    const VizItem *lane = viz_scene_item(chart->scene, index);
    double y = chart->y;
    if (lane->kind == VIZ_KIND_LANE) {
        draw_name(chart, lane, y, chart->frame->bar);
        draw_spans(chart, index, y, chart->frame->bar, true);
        draw_totals(chart, index, y);
    } else if (lane->kind == VIZ_KIND_GIL) {
        y += VIZ_SPAN_MARK;
        draw_name(chart, lane, y, BAR);
        draw_spans(chart, index, y, BAR, false);
        draw_holders(chart, index, y, BAR);
        draw_marks(chart, index, y, y + BAR);
    } else if (lane->kind == VIZ_KIND_CORE) {
        draw_name(chart, lane, y, LOW_BAR);
        draw_spans(chart, index, y, LOW_BAR, false);
        draw_holders(chart, index, y, LOW_BAR);
    } else if (lane->kind == VIZ_KIND_MORE) {
        viz_drawing_id(chart->axis.drawing,
                       viz_drawing_text(chart->axis.drawing, VIZ_ROLE_MORE, chart->frame->left + 4,
                                        y + 12, VIZ_ALIGN_LEFT, lane->text),
                       lane->id, NULL);
    }
    chart->y += lane_height(lane->kind, chart->frame->bar);
}

/* ---- What stands around them ---- */

static void
draw_sentence(const Chart *chart)
{
    VizDrawing *drawing = chart->axis.drawing;
    const VizItem *root = root_of(chart->scene);
    g_auto(GStrv) lines =
        viz_metrics_wrap_prose(VIZ_ROLE_SENTENCE, root->text, chart->frame->width - 2 * MARGIN);
    for (guint i = 0; lines[i] != NULL; i++) {
        g_autofree char *suffix = g_strdup_printf("%u", i + 1);
        viz_drawing_id(drawing,
                       viz_drawing_text(drawing, VIZ_ROLE_SENTENCE, MARGIN, MARGIN + 12 + i * LINE,
                                        VIZ_ALIGN_LEFT, lines[i]),
                       root->id, suffix);
    }
}

static void
draw_heads(const Chart *chart, double y)
{
    const char *heads[COLUMNS] = {"ran", root_of(chart->scene)->detail};
    double x = chart->frame->left + PLOT_WIDTH;
    for (size_t i = 0; i < COLUMNS; i++) {
        x += COLUMN_GAP + chart->frame->columns[i];
        viz_drawing_text(chart->axis.drawing, VIZ_ROLE_TICK, x, y, VIZ_ALIGN_RIGHT, heads[i]);
    }
}

static bool
is_drawn(const Chart *chart, uint64_t time)
{
    return time >= chart->axis.from && time - chart->axis.from <= chart->axis.length;
}

/* The moment of the figure through all lanes, and on the axis the time since the one before. */
static void
draw_now(const Chart *chart, double top, double bottom)
{
    VizDrawing *drawing = chart->axis.drawing;
    const VizItem *now = viz_scene_find(chart->scene, "now");
    if (now->size > 0) {
        VizPoint since[] = {{viz_time_axis_x(&chart->axis, now->order - now->size), bottom},
                            {viz_time_axis_x(&chart->axis, now->order), bottom}};
        viz_drawing_line(drawing, VIZ_ROLE_SINCE, since, 2);
    }
    double x = viz_time_axis_x(&chart->axis, now->order);
    bool right = x < chart->axis.left + PLOT_WIDTH / 2;
    if (is_drawn(chart, now->order)) {
        VizPoint line[] = {{x, top}, {x, bottom}};
        viz_drawing_line(drawing, VIZ_ROLE_NOW, line, 2);
    }
    viz_drawing_id(drawing,
                   viz_drawing_text(drawing, VIZ_ROLE_NOW_TEXT, x + (right ? 5 : -5), top + 9,
                                    right ? VIZ_ALIGN_LEFT : VIZ_ALIGN_RIGHT, now->text),
                   now->id, NULL);
}

/* ---- The legend ---- */

static void
draw_swatch(VizDrawing *drawing, const VizItem *legend, double x, double y)
{
    VizSpanPlace place = {x, y, SWATCH, LOW_BAR};
    switch ((VizKind) legend->order) {
    case VIZ_KIND_SPAN:
        viz_span_draw(drawing, (SimThreadState) legend->state, 0, place, NULL);
        break;
    case VIZ_KIND_ASKED:
        viz_span_draw_asked(drawing, x + SWATCH / 2, y + LOW_BAR, NULL);
        break;
    case VIZ_KIND_FORCED:
        viz_span_draw_forced(drawing, x + SWATCH / 2, y, NULL);
        break;
    default:
        viz_span_draw_many(drawing, place, NULL);
        break;
    }
}

/* In lines as wide as the figure. @drawing may be NULL: only the height is reckoned. */
static double
lay_legend(const VizScene *scene, VizDrawing *drawing, double y, double width)
{
    double x = MARGIN;
    double height = 0;
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (item->kind != VIZ_KIND_LEGEND) {
            continue;
        }
        double room = SWATCH + 6 + viz_metrics_width(VIZ_ROLE_LEGEND, item->text, -1);
        if (x > MARGIN && x + room > width - MARGIN) {
            x = MARGIN;
            height += LEGEND_LINE;
        }
        if (drawing != NULL) {
            draw_swatch(drawing, item, x, y + height);
            viz_drawing_id(drawing,
                           viz_drawing_text(drawing, VIZ_ROLE_LEGEND, x + SWATCH + 6,
                                            y + height + LOW_BAR / 2 + 3.5, VIZ_ALIGN_LEFT,
                                            item->text),
                           item->id, NULL);
        }
        x += room + LEGEND_GAP;
    }
    return height + LEGEND_LINE;
}

/* ---- The whole ---- */

static VizDrawing *
draw(const VizScene *scene, const Frame *frame)
{
    VizDrawing *drawing = viz_drawing_new(frame->width, frame->height);
    const VizItem *root = root_of(scene);
    double top = MARGIN + frame->sentence;
    Chart chart = {
        scene, frame, {drawing, frame->left, PLOT_WIDTH, root->order, root->size}, top + TOP_ROW};
    double lanes = frame->height - MARGIN - frame->legend - VIZ_TIME_AXIS_HEIGHT;
    viz_time_axis_draw_grid(&chart.axis, chart.y, lanes);
    draw_sentence(&chart);
    draw_heads(&chart, top + 9);
    for (guint i = 0; i < scene->items->len; i++) {
        draw_lane(&chart, i);
    }
    viz_time_axis_draw(&chart.axis, lanes);
    draw_now(&chart, top, lanes);
    lay_legend(scene, drawing, frame->height - MARGIN - frame->legend, frame->width);
    return drawing;
}

static void
measure_widths(Frame *frame, const VizScene *scene)
{
    const char *heads[COLUMNS] = {"ran", root_of(scene)->detail};
    for (unsigned i = 0; i < COLUMNS; i++) {
        frame->columns[i] = fmax(frame->columns[i], viz_metrics_width(VIZ_ROLE_TICK, heads[i], -1));
    }
    unsigned column = 0;
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (item->kind == VIZ_KIND_SPENT) {
            double width = viz_metrics_width(VIZ_ROLE_SPENT, item->text, -1);
            frame->columns[column] = fmax(frame->columns[column], width);
            column = (column + 1) % COLUMNS;
        } else if (item->kind == VIZ_KIND_LANE || item->kind == VIZ_KIND_GIL ||
                   item->kind == VIZ_KIND_CORE) {
            g_autofree char *name = name_of(item);
            double width = viz_metrics_width(VIZ_ROLE_LANE_NAME, name, -1);
            frame->left = fmax(frame->left, MARGIN + width + NAME_GAP);
        }
    }
}

static double
lanes_height(const VizScene *scene, double bar)
{
    double height = 0;
    for (guint i = 0; i < scene->items->len; i++) {
        height += lane_height(viz_scene_item(scene, i)->kind, bar);
    }
    return height;
}

static void
measure_heights(Frame *frame, const VizScene *scene)
{
    g_auto(GStrv) lines =
        viz_metrics_wrap_prose(VIZ_ROLE_SENTENCE, root_of(scene)->text, frame->width - 2 * MARGIN);
    frame->sentence = fmax(frame->sentence, g_strv_length(lines) * LINE + 6);
    frame->legend = fmax(frame->legend, lay_legend(scene, NULL, 0, frame->width));
}

GPtrArray *
viz_timeline_lay_out(const GPtrArray *scenes, GError **error)
{
    (void) error;
    Frame frame = {0};
    for (guint i = 0; i < scenes->len; i++) {
        measure_widths(&frame, scenes->pdata[i]);
    }
    frame.width = frame.left + PLOT_WIDTH + MARGIN;
    for (size_t i = 0; i < COLUMNS; i++) {
        frame.width += COLUMN_GAP + frame.columns[i];
    }
    for (guint i = 0; i < scenes->len; i++) {
        measure_heights(&frame, scenes->pdata[i]);
    }
    if (scenes->len > 0) {
        const VizScene *first = scenes->pdata[0];
        frame.bar = viz_scene_count(first, VIZ_KIND_LANE) > MANY_LANES ? LOW_BAR : BAR;
        frame.height = 2 * MARGIN + frame.sentence + TOP_ROW + lanes_height(first, frame.bar) +
                       VIZ_TIME_AXIS_HEIGHT + frame.legend;
    }
    GPtrArray *drawings = g_ptr_array_new_with_free_func((GDestroyNotify) viz_drawing_free);
    for (guint i = 0; i < scenes->len; i++) {
        g_ptr_array_add(drawings, draw(scenes->pdata[i], &frame));
    }
    return drawings;
}
