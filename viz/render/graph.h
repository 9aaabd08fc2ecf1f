/* A drawing as a pinned Graphviz graph. Used by viz/render/graphviz.c alone. */
#pragma once

#include "viz/draw/graphviz.h"
#include "viz/render/renderer.h"

G_BEGIN_DECLS

/* Returns (transfer full): agclose it. */
Agraph_t *viz_graph_new(const VizDrawing *drawing,
                        const VizTheme *theme,
                        const VizRenderOptions *options);

G_END_DECLS
