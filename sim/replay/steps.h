/* Which steps of a trace a person would stop at.
 *
 * A statement of the scenario is executed from the LINE event of its first line to the
 * moment the same frame reaches a line outside it, or the same line anew, or ends.
 */
#pragma once

#include "sim/trace/trace.h"

G_BEGIN_DECLS

typedef struct {
    uint64_t start; /* step at which its line has just been reached */
    uint64_t end;   /* step at which the statement is complete */
    int32_t line;
    uint32_t depth; /* frames below it: 0 for module level */
    uint64_t frame; /* step of its frame's FRAME event */
    uint64_t code;  /* number of its frame's code */
} SimStatementRun;

/* Every run of a line, ordered by start. (transfer full) of SimStatementRun. NULL with
 * @error where the trace is damaged. */
GArray *sim_steps_lines(const SimTrace *trace, GError **error);

/* The runs of the statement that covers lines [first, last]: consecutive lines of one frame
 * inside it are one run. Only frames of the code that the statement belongs to count, not those of
 * a lambda, a comprehension or a body inside it. Ordered by end. (transfer full) of
 * SimStatementRun. */
GArray *sim_steps_statement(const GArray *lines, int32_t first, int32_t last);

/* The step at which the scenario starts (after MAIN) and the last one at which its module's
 * frame is still there (else the one before END, or the end of the trace). */
bool sim_steps_main(const SimTrace *trace, uint64_t *start, uint64_t *end, GError **error);

G_END_DECLS
