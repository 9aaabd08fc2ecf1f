/* Layout: scenes get their places.
 *
 * All scenes of one story and view are laid out together: the canvas is the same for all of
 * them, and what has the same id stands in the same place in each, so that nothing jumps
 * when figures are shown one after another. The layout of each view is named in
 * viz/scene/view.def.
 */
#pragma once

#include "viz/draw/drawing.h"
#include "viz/scene/view.h"

G_BEGIN_DECLS

/* @scenes: VizScene. Returns as many drawings, (transfer full) of VizDrawing; NULL with
 * @error where Graphviz fails. */
GPtrArray *viz_layout_scenes(VizViewKind view, const GPtrArray *scenes, GError **error);

#define VIEW(NAME, name, builder, layout)                                                          \
    GPtrArray *viz_##layout##_lay_out(const GPtrArray *scenes, GError **error);
#include "viz/scene/view.def"
#undef VIEW

G_END_DECLS
