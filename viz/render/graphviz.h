/* Drawings through Graphviz: every mark pinned where layout put it.
 *
 * The drawing becomes a graph of pinned nodes and edges, which the engine "nop2" leaves
 * in place; Graphviz's own renderers write it. Coordinates are turned upside down (y up)
 * on the way. For raster and paper the same graph is played into a cairo surface of ours,
 * which gives exact sizes, any resolution, and files without a date in them.
 */
#pragma once

#include "viz/render/renderer.h"

G_BEGIN_DECLS

GBytes *viz_graphviz_svg(const VizDrawing *drawing,
                         const VizTheme *theme,
                         const VizRenderOptions *options,
                         GError **error);
/* At 192 dots an inch, fewer where that would be more than 32 million pixels. */
GBytes *viz_graphviz_png(const VizDrawing *drawing,
                         const VizTheme *theme,
                         const VizRenderOptions *options,
                         GError **error);
GBytes *viz_graphviz_pdf(const VizDrawing *drawing,
                         const VizTheme *theme,
                         const VizRenderOptions *options,
                         GError **error);

G_END_DECLS
