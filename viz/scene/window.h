/* A window of time: what `zoom=10ms..25ms` of the view `timeline` says.
 *
 * Times are ns since the scenario began.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    uint64_t from;
    uint64_t to; /* behind from */
} VizWindow;

/* "FROM..TO", each a number with a unit (ns, us, ms, s). False with SIM_DIAG_USAGE; the message
 * says what a window looks like. */
bool viz_window_parse(const char *text, VizWindow *window, GError **error);

G_END_DECLS
