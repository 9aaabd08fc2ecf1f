/* Diagnostics: what is wrong with an input, and where.
 *
 * Bad input becomes a GError in the domain SIM_DIAG_ERROR whose message is
 * the finished text for a person:
 *
 *     file.py:3:9: error: 'await' is not modelled
 *         x = await f()
 *             ^~~~~
 *
 * A SimSource is the text a span points into. It is shared (reference counted),
 * because code objects outlive the parser and tracebacks quote lines.
 */
#pragma once

#include <stdarg.h>
#include <stdbool.h>

#include <glib.h>

#include "sim/base/span.h"

G_BEGIN_DECLS

#define SIM_DIAG_ERROR (sim_diag_error_quark())
GQuark sim_diag_error_quark(void);

/* The class of a failure; each maps to an exit status of design.md. */
typedef enum {
    SIM_DIAG_SYNTAX,       /* not valid Python, or not UTF-8 */
    SIM_DIAG_NOT_MODELLED, /* valid Python outside the scenario language */
    SIM_DIAG_DIRECTIVE,    /* a "#:" comment that cannot be obeyed */
    SIM_DIAG_INPUT,        /* a file that cannot be read, or is not what it should be */
    SIM_DIAG_USAGE,        /* a wrong option or argument */
    SIM_DIAG_LIMIT,        /* a limit of the configuration was reached */
    SIM_DIAG_OUTPUT        /* a file that cannot be written */
} SimDiagCode;

typedef struct SimSource SimSource;

/* Takes a copy of @text (@length bytes, which may hold NUL bytes). @name is shown in
 * messages. Returns (transfer full). */
SimSource *sim_source_new(const char *name, const char *text, size_t length);

/* Reads @path, or stdin for "-". NULL with a SIM_DIAG_INPUT error where the file is
 * missing, unreadable, or holds a NUL byte. */
SimSource *sim_source_load(const char *path, GError **error);

SimSource *sim_source_ref(SimSource *source);
void sim_source_unref(SimSource *source);

const char *sim_source_name(const SimSource *source);
/* NUL-terminated; borrowed. */
const char *sim_source_text(const SimSource *source, size_t *length);
int32_t sim_source_line_count(const SimSource *source);
/* Line @line (from 1) without its line end; "" of length 0 outside the text. Borrowed,
 * not NUL-terminated. */
const char *sim_source_line(const SimSource *source, int32_t line, size_t *length);

/* Sets @error to a diagnostic at @span: position, message, source line and caret. */
void sim_diag_set(GError **error,
                  SimDiagCode code,
                  const SimSource *source,
                  SimSpan span,
                  const char *format,
                  ...) G_GNUC_PRINTF(5, 6);

/* The same as text: "name:line:column: kind: message\n    source line\n    ^~~~\n". */
char *sim_diag_format(const SimSource *source, SimSpan span, const char *kind, const char *message);

/* Appends a warning as Python prints it: "name:line: SyntaxWarning: message\n  source line\n". */
void sim_source_warn(
    const SimSource *source, int32_t line, const char *category, const char *message, GString *out);

/* 0 to 3 or 70: the exit status that design.md gives to this error. */
int sim_diag_exit_status(const GError *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SimSource, sim_source_unref)

G_END_DECLS
