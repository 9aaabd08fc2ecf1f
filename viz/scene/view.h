/* Views: the ways to show a state. The table is view.def. */
#pragma once

#include "sim/replay/arenas.h"
#include "sim/replay/timeline.h"
#include "sim/replay/usage.h"
#include "viz/scene/history.h"
#include "viz/scene/scene.h"

G_BEGIN_DECLS

typedef enum {
#define VIEW(NAME, name, builder, layout) VIZ_VIEW_##NAME,
#include "viz/scene/view.def"
#undef VIEW
    VIZ_VIEW_COUNT
} VizViewKind;

/* False with SIM_DIAG_USAGE for an unknown name. */
bool viz_view_find(const char *name, VizViewKind *view, GError **error);
const char *viz_view_name(VizViewKind view);

/* What builders share. @state is that of the figure's step; @previous the scene before this
 * one in the same view, or NULL. */
typedef struct {
    const VizStory *story;
    const VizFigure *figure;
    VizHistory *history;         /* NULL for views that do not show names */
    const SimArenaMap *arenas;   /* for the view of that name; NULL: the trace is damaged */
    const GArray *usage;         /* SimUsagePoint, for the view of that name */
    bool usage_whole;            /* false: the trace is damaged behind them */
    const SimTimeline *timeline; /* for the view of that name */
    size_t most_arenas;          /* in any figure of the view `arenas` */
    const SimState *state;       /* NULL for views that show no objects */
    const VizScene *previous;
} VizStage;

#define VIEW(NAME, name, builder, layout)                                                          \
    void viz_##builder##_build(const VizStage *stage, VizScene *scene);
#include "viz/scene/view.def"
#undef VIEW

/* The scenes of all figures of @view in their order. (transfer full) of VizScene; NULL with
 * @error where the trace is damaged. */
GPtrArray *viz_view_scenes(const VizStory *story, VizViewKind view, GError **error);

G_END_DECLS
