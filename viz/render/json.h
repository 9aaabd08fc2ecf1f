/* Drawings as JSON, for players and other programs of one's own.
 *
 * {"name", "title", "description", "width", "height", "paper", "marks": [...]}; a mark is
 * {"shape", "class", "id"?, "fill"?, "stroke"?, "weight"?, "dash"?, then by shape "box" [left,
 * top, width, height], "points" [[x, y], ...] with "arrow" and "dot", or "text" with "x",
 * "y" (its baseline), "anchor", "family", "size", "bold", "italic", "ink"}. Points, y down, in
 * the order of painting.
 */
#pragma once

#include "viz/render/renderer.h"

G_BEGIN_DECLS

GBytes *viz_json_render(const VizDrawing *drawing,
                        const VizTheme *theme,
                        const VizRenderOptions *options,
                        GError **error);

G_END_DECLS
