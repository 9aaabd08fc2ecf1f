/* Expectations: "#: expect EXPRESSION" in Python's syntax, judged on the model's state.
 *
 * The expression is evaluated on the state that replay rebuilds, not run by the machine:
 * asking changes nothing. It may use the names in scope, constants, attributes and items,
 * arithmetic, comparison, and/or/not, and
 * the functions of expect.def.
 */
#pragma once

#include "sim/replay/replay.h"
#include "sim/run/directive.h"

G_BEGIN_DECLS

/* Judges every run of every statement that has an expectation. Returns how many failed,
 * each with its place, line and the values of its parts appended to @report; -1 with @error
 * for an expression that cannot be judged or a damaged trace. @checked (may be NULL) counts
 * what was judged; an expectation whose statement never ran counts as failed. */
int sim_expect_check(SimReplay *replay,
                     const SimTrace *trace,
                     const SimDirectives *directives,
                     size_t *checked,
                     GString *report,
                     GError **error);

G_END_DECLS
