#include "viz/layout/span.h"

#define LOW  9.0 /* the height of what is not on a core */
#define ROOM 2.0 /* a shape inside another needs so much on each side */
#define THIN 7.0 /* dashes around less are no dashes */

typedef enum {
    SHAPE_NONE,
    SHAPE_BOX,
    SHAPE_HATCHED_BOX,
    SHAPE_HOLLOW_BOX, /* with a line through its middle */
    SHAPE_LOW_BOX,
    SHAPE_LOW_HATCH,
    SHAPE_LINE,
    SHAPE_FENCED_LINE /* with an upright at each end */
} Shape;

typedef struct {
    Shape shape;
    VizRole role;
    VizRole thin; /* LOW_BOX: the role of a narrow one */
} Look;

static const Look looks[SIM_THREAD_STATE_COUNT] = {
    [SIM_THREAD_RUNNING] = {SHAPE_BOX, VIZ_ROLE_RUN, VIZ_ROLE_RUN},
    [SIM_THREAD_HELD] = {SHAPE_HATCHED_BOX, VIZ_ROLE_RUN, VIZ_ROLE_RUN},
    [SIM_THREAD_NATIVE] = {SHAPE_HOLLOW_BOX, VIZ_ROLE_RUN_FREE, VIZ_ROLE_RUN_FREE},
    [SIM_THREAD_WANTS_GIL] = {SHAPE_LINE, VIZ_ROLE_WANTS_GIL, VIZ_ROLE_WANTS_GIL},
    [SIM_THREAD_WANTS_CORE] = {SHAPE_LOW_BOX, VIZ_ROLE_WANTS_CORE, VIZ_ROLE_WANTS_CORE_THIN},
    [SIM_THREAD_BLOCKED] = {SHAPE_FENCED_LINE, VIZ_ROLE_BLOCKED, VIZ_ROLE_BLOCKED},
    [SIM_THREAD_IO] = {SHAPE_LOW_BOX, VIZ_ROLE_IDLE, VIZ_ROLE_IDLE},
    [SIM_THREAD_STOPPED] = {SHAPE_LOW_HATCH, VIZ_ROLE_STOPPED, VIZ_ROLE_STOPPED},
    [SIM_THREAD_ENDED] = {SHAPE_NONE, VIZ_ROLE_RUN, VIZ_ROLE_RUN},
};

typedef struct {
    VizDrawing *drawing;
    unsigned palette;
    const char *id;
} Pen;

/* The first mark of a shape has its id; returns it. */
static void
finish(const Pen *pen, VizMark *mark, const char *suffix)
{
    mark->palette = pen->palette;
    if (pen->id != NULL) {
        viz_drawing_id(pen->drawing, mark, pen->id, suffix);
    }
}

static void
draw_box(const Pen *pen, VizRole role, VizSpanPlace place)
{
    finish(pen, viz_drawing_rect(pen->drawing, role, place.x, place.y, place.width, place.height),
           NULL);
}

static void
draw_hatch(const Pen *pen, VizRole role, VizSpanPlace place)
{
    if (place.width > 2 * ROOM) {
        finish(pen,
               viz_drawing_hatch(pen->drawing, role, place.x, place.y, place.width, place.height),
               "hatch");
    }
}

static void
draw_level(const Pen *pen, VizRole role, VizSpanPlace place, const char *suffix)
{
    double y = place.y + place.height / 2;
    VizPoint line[] = {{place.x, y}, {place.x + place.width, y}};
    finish(pen, viz_drawing_line(pen->drawing, role, line, 2), suffix);
}

static void
draw_fences(const Pen *pen, VizRole role, VizSpanPlace place)
{
    double middle = place.y + place.height / 2;
    double ends[] = {place.x, place.x + place.width};
    for (size_t i = 0; i < 2 && place.width > 2 * ROOM; i++) {
        VizPoint line[] = {{ends[i], middle - LOW / 2}, {ends[i], middle + LOW / 2}};
        finish(pen, viz_drawing_line(pen->drawing, role, line, 2), i == 0 ? "begin" : "end");
    }
}

static VizSpanPlace
lowered(VizSpanPlace place)
{
    place.y += (place.height - LOW) / 2;
    place.height = LOW;
    return place;
}

void
viz_span_draw(
    VizDrawing *drawing, SimThreadState state, unsigned thread, VizSpanPlace place, const char *id)
{
    const Look *look = &looks[state];
    Pen pen = {drawing, thread, id};
    switch (look->shape) {
    case SHAPE_NONE:
        break;
    case SHAPE_BOX:
        draw_box(&pen, look->role, place);
        break;
    case SHAPE_HATCHED_BOX:
        draw_box(&pen, look->role, place);
        draw_hatch(&pen, VIZ_ROLE_RUN_HATCH, place);
        break;
    case SHAPE_HOLLOW_BOX:
        draw_box(&pen, look->role, place);
        draw_level(&pen, look->role, place, "middle");
        break;
    case SHAPE_LOW_BOX:
        draw_box(&pen, place.width < THIN ? look->thin : look->role, lowered(place));
        break;
    case SHAPE_LOW_HATCH:
        draw_box(&pen, look->role, lowered(place));
        draw_hatch(&pen, look->role, lowered(place));
        break;
    case SHAPE_LINE:
        draw_level(&pen, look->role, place, NULL);
        break;
    case SHAPE_FENCED_LINE:
        draw_level(&pen, look->role, place, NULL);
        draw_fences(&pen, look->role, place);
        break;
    }
}

void
viz_span_draw_many(VizDrawing *drawing, VizSpanPlace place, const char *id)
{
    Pen pen = {drawing, 0, id};
    draw_box(&pen, place.width < THIN ? VIZ_ROLE_MANY_HATCH : VIZ_ROLE_MANY, place);
    draw_hatch(&pen, VIZ_ROLE_MANY_HATCH, place);
}

void
viz_span_draw_asked(VizDrawing *drawing, double x, double y, const char *id)
{
    Pen pen = {drawing, 0, id};
    VizPoint line[] = {{x, y - VIZ_SPAN_MARK}, {x, y}};
    VizMark *mark = viz_drawing_line(drawing, VIZ_ROLE_ASKED, line, 2);
    mark->arrow = true;
    finish(&pen, mark, NULL);
}

void
viz_span_draw_forced(VizDrawing *drawing, double x, double y, const char *id)
{
    Pen pen = {drawing, 0, id};
    VizPoint line[] = {{x, y + VIZ_SPAN_MARK - 4}, {x, y}};
    VizMark *mark = viz_drawing_line(drawing, VIZ_ROLE_FORCED, line, 2);
    mark->dot = true;
    finish(&pen, mark, NULL);
}
