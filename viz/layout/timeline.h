/* Parts of the layout of the view `timeline`. */
#pragma once

#include "viz/draw/drawing.h"
#include "viz/scene/scene.h"

G_BEGIN_DECLS

/* A stretch of time on paper. */
typedef struct {
    VizDrawing *drawing;
    double left;
    double width;
    uint64_t from; /* ns, at the left end */
    uint64_t length;
} VizTimeAxis;

/* Outside the axis: its end. */
double viz_time_axis_x(const VizTimeAxis *axis, uint64_t time);
/* The lines that stand behind everything, from @top to @bottom. */
void viz_time_axis_draw_grid(const VizTimeAxis *axis, double top, double bottom);
/* The axis itself with its numbers, from @y down. */
void viz_time_axis_draw(const VizTimeAxis *axis, double y);

#define VIZ_TIME_AXIS_HEIGHT 40.0

G_END_DECLS
