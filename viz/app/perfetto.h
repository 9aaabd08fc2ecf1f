/* A run in virtual time as a Chrome trace (JSON Array Format), which ui.perfetto.dev opens.
 *
 * A row per thread with a slice per state; rows for the GIL, for each core and for the collector,
 * its phases nested in the collection; counters of memory. Times are us of the virtual clock.
 */
#pragma once

#include <glib.h>

#include "sim/replay/timeline.h"
#include "sim/replay/usage.h"

G_BEGIN_DECLS

/* The trace as an object for app_json_text; @name is that of the process. Returns (transfer
 * floating). */
GVariant *app_perfetto_new(const SimTimeline *timeline, const SimUsage *usage, const char *name);

G_END_DECLS
