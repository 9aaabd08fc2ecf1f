/* Directives: what a scenario says to pyarena in "#:" comments.
 *
 * Grammar and meaning: the scenario language's directives. A body directive refers to a
 * statement: on a line of its own to the one above it at its own indentation or less (to a
 * loop as a whole when it stands below the loop, to its header when it is the first in the
 * body); at the end of a code line to that line's. `first_line`..`last_line` are its lines.
 * `native` refers to the function that is defined next: its lines are from the comment to the
 * "def".
 */
#pragma once

#include "sim/base/config.h"
#include "sim/base/diag.h"
#include "sim/bytecode/code.h"
#include "sim/syntax/ast.h"

G_BEGIN_DECLS

typedef enum {
#define DIRECTIVE(NAME, name, ...) SIM_DIRECTIVE_##NAME,
#include "sim/run/directive.def"
#undef DIRECTIVE
    SIM_DIRECTIVE_COUNT
} SimDirectiveKind;

typedef struct {
    SimDirectiveKind kind;
    SimSpan span; /* of the comment, after "#:" */
    int32_t first_line;
    int32_t last_line;
    const char *text;    /* the rest of the line; figure: its name */
    const char *view;    /* figure: view=..., NULL: the default */
    const char *caption; /* figure: caption "...", NULL: none */
    const char *zoom;    /* figure: zoom=..., NULL: the whole */
    const char **names;  /* hide, show: NULL-terminated */
    SimTree *expression; /* expect: the parsed expression */
    uint64_t time;       /* native: ns of virtual time that a call takes */
    bool held;           /* native: it keeps the GIL */
} SimDirective;

typedef struct SimDirectives SimDirectives;

/* Reads and checks every directive of a parsed file. NULL with a SIM_DIAG_DIRECTIVE error for
 * an unknown directive, wrong arguments or an impossible place. Returns (transfer full). */
SimDirectives *sim_directives_parse(const SimTree *tree, GError **error);
void sim_directives_free(SimDirectives *directives);

size_t sim_directives_count(const SimDirectives *directives);
/* In order of the file. */
const SimDirective *sim_directives_get(const SimDirectives *directives, size_t index);
/* Tells the code of functions what `native` says of them. */
void sim_directives_apply(const SimDirectives *directives, SimCode *code);
/* The text of the head directive title or teaches, or NULL. */
const char *sim_directives_head(const SimDirectives *directives, SimDirectiveKind kind);
/* Applies profile and option directives as SIM_ORIGIN_SCENARIO. */
bool sim_directives_configure(const SimDirectives *directives, SimConfig *config, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SimDirectives, sim_directives_free)

G_END_DECLS
