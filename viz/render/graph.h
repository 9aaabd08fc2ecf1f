/* A drawing as a pinned Graphviz graph. Used by viz/render/graphviz.c alone. */
#pragma once

#include "viz/draw/graphviz.h"
#include "viz/render/renderer.h"

G_BEGIN_DECLS

/* Graphviz places bold and italic texts by the fonts of this machine. Where such a text is
 * to end at x, or have its middle there, its class says so for viz/render/svg_filter.h:
 * "name @end:25.5". */
#define VIZ_GRAPH_END    "@end:"
#define VIZ_GRAPH_MIDDLE "@middle:"

/* Returns (transfer full): agclose it. */
Agraph_t *
viz_graph_new(const VizDrawing *drawing, const VizTheme *theme, const VizRenderOptions *options);

G_END_DECLS
