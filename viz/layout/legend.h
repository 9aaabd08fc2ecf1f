/* A line of legends: a swatch of what is explained, and its text, from left to right. */
#pragma once

#include "viz/draw/drawing.h"
#include "viz/scene/scene.h"

G_BEGIN_DECLS

#define LEGEND_SWATCH 18.0 /* width that a swatch may take */

/* How a layout has them. */
typedef struct {
    const void *layout;
    /* Whether figures of the layout have what @legend explains. NULL: they have. */
    bool (*wants)(const void *layout, const VizItem *legend);
    /* Draws the swatch, 10 high. */
    void (*draw)(VizDrawing *drawing, const VizItem *legend, double x, double y);
} Legends;

/* 0: there is none. */
double legends_width(const Legends *legends, const VizScene *scene);
/* @x and @y are the upper left corner of the first swatch. */
void legends_draw(
    const Legends *legends, VizDrawing *drawing, const VizScene *scene, double x, double y);

G_END_DECLS
