/* One pool, a cell for each block, eight or more in a row by address. */
#pragma once

#include "viz/draw/drawing.h"
#include "viz/scene/scene.h"

G_BEGIN_DECLS

/* Makes the canvas large enough for @scene. */
void viz_pool_measure(const VizScene *scene, double *width, double *height);
VizDrawing *viz_pool_draw(const VizScene *scene, double width, double height);

G_END_DECLS
