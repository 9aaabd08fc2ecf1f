/* What memory a run used over time: one chart of totals, one of the sizes of blocks.
 *
 * The charts show the whole run, the same in all figures of a story; each figure marks its own
 * moment (an item of kind REMARK with an order).
 */
#include "viz/scene/value.h"
#include "viz/scene/view.h"

#define MOST_SIZES 6  /* sizes of blocks with a line of their own */
#define LEAST_PART 50 /* no line for less than one part in so many of the highest */

typedef struct {
    VizScene *scene;
    const GArray *points; /* SimUsagePoint */
} Usage;

typedef uint64_t (*Measure)(const SimUsagePoint *point, unsigned which);

static uint64_t
held(const SimUsagePoint *point, unsigned which)
{
    (void) which;
    return point->held;
}

static uint64_t
in_use(const SimUsagePoint *point, unsigned which)
{
    (void) which;
    return point->in_use;
}

static uint64_t
large(const SimUsagePoint *point, unsigned which)
{
    (void) which;
    return point->large;
}

static uint64_t
of_class(const SimUsagePoint *point, unsigned which)
{
    return point->classes[which];
}

static void
add_series(Usage *usage,
           size_t chart,
           const char *id,
           const char *text,
           unsigned hue,
           Measure measure,
           unsigned which)
{
    const GArray *points = usage->points;
    const SimUsagePoint *last = &g_array_index(points, SimUsagePoint, points->len - 1);
    g_autofree char *value = viz_value_bytes(measure(last, which));
    size_t series = viz_scene_add(usage->scene, VIZ_KIND_SERIES, id, text, value);
    viz_scene_item(usage->scene, series)->parent = chart;
    viz_scene_item(usage->scene, series)->hue = hue;
    for (guint i = 0; i < points->len; i++) {
        const SimUsagePoint *point = &g_array_index(points, SimUsagePoint, i);
        VizItem *line = viz_scene_item(usage->scene, series);
        line->size = MAX(line->size, measure(point, which));
        g_autofree char *name = g_strdup_printf("%s-%u", id, i);
        size_t index = viz_scene_add(usage->scene, VIZ_KIND_POINT, name, "", NULL);
        VizItem *item = viz_scene_item(usage->scene, index);
        item->parent = series;
        item->order = (size_t) point->at;
        item->size = measure(point, which);
    }
}

static size_t
add_chart(Usage *usage, const char *id, const char *title, const char *axis)
{
    return viz_scene_add(usage->scene, VIZ_KIND_CHART, id, title, axis);
}

static void
add_totals(Usage *usage, const char *axis)
{
    size_t chart = add_chart(usage, "totals", "Bytes over time", axis);
    add_series(usage, chart, "held", "held in arenas", 0, held, 0);
    add_series(usage, chart, "in-use", "of these in use", 1, in_use, 0);
    add_series(usage, chart, "large", "in the C heap", 5, large, 0);
}

static uint64_t
peak_of(const Usage *usage, unsigned which)
{
    uint64_t peak = 0;
    for (guint i = 0; i < usage->points->len; i++) {
        peak = MAX(peak, g_array_index(usage->points, SimUsagePoint, i).classes[which]);
    }
    return peak;
}

/* The sizes that took the most at some time, by size. */
static void
add_sizes(Usage *usage, const char *axis)
{
    size_t chart = add_chart(usage, "sizes", "Bytes in blocks, by their size", axis);
    uint64_t peaks[SIM_PYMALLOC_CLASSES];
    for (unsigned i = 0; i < SIM_PYMALLOC_CLASSES; i++) {
        peaks[i] = peak_of(usage, i);
    }
    uint64_t highest = 0;
    for (unsigned i = 0; i < SIM_PYMALLOC_CLASSES; i++) {
        highest = MAX(highest, peaks[i]);
    }
    unsigned left_out = 0;
    unsigned hue = 0;
    for (unsigned i = 0; i < SIM_PYMALLOC_CLASSES; i++) {
        unsigned larger = 0;
        for (unsigned k = 0; k < SIM_PYMALLOC_CLASSES; k++) {
            larger += peaks[k] > peaks[i] || (peaks[k] == peaks[i] && k < i);
        }
        if (peaks[i] > highest / LEAST_PART && larger < MOST_SIZES) {
            g_autofree char *id = g_strdup_printf("size-%u", (i + 1) * 16);
            g_autofree char *text = g_strdup_printf("%u bytes", (i + 1) * 16);
            add_series(usage, chart, id, text, hue++, of_class, i);
        } else {
            left_out += peaks[i] > 0;
        }
    }
    if (left_out > 0) {
        g_autofree char *text = g_strdup_printf("%u other size%s took less at every time", left_out,
                                                left_out == 1 ? "" : "s");
        size_t more = viz_scene_add(usage->scene, VIZ_KIND_MORE, "more", text, NULL);
        viz_scene_item(usage->scene, more)->parent = chart;
    }
}

void
viz_usage_build(const VizStage *stage, VizScene *scene)
{
    const char *axis =
        stage->story->usage != NULL ? "calls of the allocators" : "events of the trace";
    Usage usage = {scene, stage->usage};
    if (stage->usage->len > 0) {
        add_totals(&usage, axis);
        add_sizes(&usage, axis);
    }
    if (!stage->usage_whole) {
        viz_scene_notice(scene, "figure %s: the trace is damaged, its beginning is drawn",
                         scene->name);
    }
    size_t now = viz_scene_add(scene, VIZ_KIND_REMARK, "now", "this figure's moment", NULL);
    viz_scene_item(scene, now)->order = (size_t) stage->figure->step;
}
