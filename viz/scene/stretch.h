/* Stretches of a lane of the view `timeline`: spans of a SimTimeline as they can be drawn.
 *
 * Neighbours that say the same are one; of those too short to be seen, neighbours are joined.
 */
#pragma once

#include "sim/replay/timeline.h"
#include "viz/scene/window.h"

G_BEGIN_DECLS

/* What is shorter than one part in so many of the window is not drawn alone. */
#define VIZ_STRETCH_FINEST 600

typedef struct {
    uint64_t start; /* ns */
    uint64_t end;   /* not behind the moment of the figure */
    SimThreadState state;
    uint32_t thread;
    int32_t first_line; /* the lowest that was executed; 0: none */
    int32_t last_line;  /* and the highest */
    const char *what;   /* the timeline's */
    bool brief;         /* too short to be drawn alone */
    guint count;        /* spans in it: more than 1 are joined */
    uint64_t busy;      /* ns of these in which the thread was on a core, or the lane in use */
} VizStretch;

/* Of what begins before @now and lies in @window. Returns (transfer full) of VizStretch, in the
 * order of time. */
GArray *viz_stretches_of_thread(const SimThreadLane *lane,
                                uint32_t thread,
                                const VizWindow *window,
                                uint64_t now);
/* The same of the GIL, or of a core: @spans are SimUseSpan. */
GArray *viz_stretches_of_use(const GArray *spans, const VizWindow *window, uint64_t now);

/* Whether a thread in that state is on a core. */
bool viz_stretch_is_busy(SimThreadState state);

G_END_DECLS
