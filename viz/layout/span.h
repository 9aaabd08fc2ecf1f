/* Spans of the view `timeline`: how a thread's state looks. Each state has a shape of its own. */
#pragma once

#include "viz/draw/drawing.h"
#include "viz/scene/scene.h"

G_BEGIN_DECLS

/* Where it goes: the bar of its lane. */
typedef struct {
    double x;
    double y;
    double width;
    double height;
} VizSpanPlace;

/* A state of the thread of that number. @id may be NULL. */
void viz_span_draw(
    VizDrawing *drawing, SimThreadState state, unsigned thread, VizSpanPlace place, const char *id);
/* Several that are too short. */
void viz_span_draw_many(VizDrawing *drawing, VizSpanPlace place, const char *id);
/* A waiter asks for the GIL at @x; the arrow ends at @y. */
void viz_span_draw_asked(VizDrawing *drawing, double x, double y, const char *id);
/* The GIL is dropped because of that; the mark begins at @y and goes down. */
void viz_span_draw_forced(VizDrawing *drawing, double x, double y, const char *id);

/* The height that these two take. */
#define VIZ_SPAN_MARK 13.0

G_END_DECLS
