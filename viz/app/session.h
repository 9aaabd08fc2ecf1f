/* What run, draw and dump share: a scenario run with its output on the terminal.
 *
 * Ctrl-C becomes KeyboardInterrupt in the scenario.
 */
#pragma once

#include "sim/run/run.h"

G_BEGIN_DECLS

/* Where a scenario's prints go. */
typedef enum {
    APP_PRINT,    /* stdout and stderr, as under python3 */
    APP_PRINT_ERR /* only what goes to stderr: tracebacks and notices */
} AppPrint;

/* Runs with the interrupt connected. NULL with @error. */
SimRun *
app_session_run(const SimScenario *scenario, SimTrace *trace, AppPrint print, GError **error);

G_END_DECLS
