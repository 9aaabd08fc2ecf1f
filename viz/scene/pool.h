/* One pool of the view arenas, with what is in each of its blocks. */
#pragma once

#include "viz/scene/view.h"

G_BEGIN_DECLS

/* The pool that the figure zooms into: "pool-ADDRESS", or the name of an object in it. */
void viz_pool_build(const VizStage *stage, VizScene *scene);
/* The figure says that there is nothing to zoom into. */
void viz_zoom_failed(const VizStage *stage, VizScene *scene, const char *why);

G_END_DECLS
