#include <string.h>

#include "viz/draw/metrics.h"
#include "viz/layout/timeline.h"

#define MOST_TICKS 10
#define MOST_PARTS 100  /* of the unit, on an axis */
#define TICK_GAP   14.0 /* between two numbers */

static const struct {
    uint64_t ns;
    int decimals; /* from here to a nanosecond */
    const char *name;
} units[] = {{1, 0, "ns"}, {1000, 3, "µs"}, {1000000, 6, "ms"}, {1000000000, 9, "s"}};

typedef struct {
    uint64_t step; /* ns */
    size_t unit;
    int decimals;
} Ticks;

double
viz_time_axis_x(const VizTimeAxis *axis, uint64_t time)
{
    uint64_t since = time < axis->from ? 0 : MIN(time - axis->from, axis->length);
    return axis->left + axis->width * (double) since / (double) axis->length;
}

/* The number at a tick, in the unit of the axis: whole numbers, so that nothing is rounded. */
static char *
number_at(const Ticks *ticks, uint64_t time)
{
    uint64_t unit = units[ticks->unit].ns;
    if (ticks->decimals == 0) {
        return g_strdup_printf("%" G_GUINT64_FORMAT, time / unit);
    }
    g_autofree char *rest =
        g_strdup_printf("%0*" G_GUINT64_FORMAT, units[ticks->unit].decimals, time % unit);
    rest[ticks->decimals] = '\0';
    return g_strdup_printf("%" G_GUINT64_FORMAT ".%s", time / unit, rest);
}

/* The largest in which @time has a number before the point. */
static size_t
unit_for(uint64_t time)
{
    size_t unit = 0;
    while (unit + 1 < G_N_ELEMENTS(units) && time >= units[unit + 1].ns) {
        unit++;
    }
    return unit;
}

/* That of the last number, unless the axis is so short that most digits would be the same. */
static size_t
unit_of(const VizTimeAxis *axis)
{
    size_t unit = unit_for(axis->from + axis->length);
    while (unit > 0 && axis->length < units[unit].ns / MOST_PARTS) {
        unit--;
    }
    return unit;
}

/* Digits behind the point that a multiple of @step has. */
static int
decimals_for(size_t unit, uint64_t step)
{
    int decimals = 0;
    for (uint64_t part = units[unit].ns; decimals < units[unit].decimals && step % part != 0;
         part /= 10) {
        decimals++;
    }
    return decimals;
}

static bool
fits(const VizTimeAxis *axis, const Ticks *ticks)
{
    g_autofree char *last = number_at(ticks, axis->from + axis->length);
    double room = axis->width * (double) ticks->step / (double) axis->length;
    return axis->length / ticks->step <= MOST_TICKS &&
           viz_metrics_width(VIZ_ROLE_TICK, last, -1) + TICK_GAP <= room;
}

/* 1, 2 or 5 times a power of ten, as small as numbers stand apart. */
static Ticks
ticks_of(const VizTimeAxis *axis)
{
    static const uint64_t steps[] = {1, 2, 5};
    Ticks ticks = {1, unit_of(axis), 0};
    for (uint64_t power = 1; power <= UINT64_MAX / 5; power *= 10) {
        for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
            ticks.step = power * steps[i];
            ticks.decimals = decimals_for(ticks.unit, ticks.step);
            if (fits(axis, &ticks)) {
                return ticks;
            }
        }
    }
    return ticks;
}

/* The first tick that is not before @from; false: there is none. */
static bool
first_tick(const Ticks *ticks, uint64_t from, uint64_t *tick)
{
    *tick = from / ticks->step * ticks->step;
    if (*tick == from) {
        return true;
    }
    if (*tick > UINT64_MAX - ticks->step) {
        return false;
    }
    *tick += ticks->step;
    return true;
}

typedef void (*AtTick)(
    const VizTimeAxis *axis, const Ticks *ticks, uint64_t tick, double y, double to);

static void
each_tick(const VizTimeAxis *axis, AtTick draw, double y, double to)
{
    Ticks ticks = ticks_of(axis);
    uint64_t tick;
    bool more = first_tick(&ticks, axis->from, &tick);
    while (more && tick - axis->from <= axis->length) {
        draw(axis, &ticks, tick, y, to);
        more = tick <= UINT64_MAX - ticks.step;
        tick += ticks.step;
    }
}

static void
draw_grid_line(const VizTimeAxis *axis, const Ticks *ticks, uint64_t tick, double y, double to)
{
    (void) ticks;
    double x = viz_time_axis_x(axis, tick);
    VizPoint line[] = {{x, y}, {x, to}};
    viz_drawing_line(axis->drawing, VIZ_ROLE_GRID, line, 2);
}

void
viz_time_axis_draw_grid(const VizTimeAxis *axis, double top, double bottom)
{
    each_tick(axis, draw_grid_line, top, bottom);
}

static void
draw_tick(const VizTimeAxis *axis, const Ticks *ticks, uint64_t tick, double y, double to)
{
    double x = viz_time_axis_x(axis, tick);
    VizPoint line[] = {{x, y}, {x, to}};
    viz_drawing_line(axis->drawing, VIZ_ROLE_AXIS, line, 2);
    g_autofree char *text = number_at(ticks, tick);
    viz_drawing_text(axis->drawing, VIZ_ROLE_TICK, x, to + 12, VIZ_ALIGN_MIDDLE, text);
}

void
viz_time_axis_draw(const VizTimeAxis *axis, double y)
{
    VizPoint line[] = {{axis->left, y}, {axis->left + axis->width, y}};
    viz_drawing_line(axis->drawing, VIZ_ROLE_AXIS, line, 2);
    each_tick(axis, draw_tick, y, y + 4);
    g_autofree char *title = g_strdup_printf("virtual time in %s", units[unit_of(axis)].name);
    viz_drawing_text(axis->drawing, VIZ_ROLE_TICK, axis->left + axis->width / 2, y + 32,
                     VIZ_ALIGN_MIDDLE, title);
}
