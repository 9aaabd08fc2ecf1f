/* Errors of floating-point arithmetic, and numpy's own exceptions.
 *
 * Stands for core/_ufunc_config.py (seterr) and core/src/umath/extobj.c: an operation that has
 * divided by zero, overflowed or given not-a-number warns (RuntimeWarning, once for each line
 * of the program), says nothing or raises. Results that are computed when somebody looks at them
 * (np_ufunc.h) do not warn. Left out: call, print and log.
 */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

typedef enum {
    SIM_NP_ERR_IGNORE,
    SIM_NP_ERR_WARN,
    SIM_NP_ERR_RAISE
} SimNpErrMode;

typedef enum {
    SIM_NP_ERR_DIVIDE,
    SIM_NP_ERR_OVER,
    SIM_NP_ERR_UNDER,
    SIM_NP_ERR_INVALID,
    SIM_NP_ERR_KINDS
} SimNpErrKind;

extern const SimMethodDef sim_np_error_functions[]; /* seterr, geterr */

/* Forgets what the host's arithmetic has met so far. */
void sim_np_errors_start(void);
/* Reports what it has met since then, and the @more (bits of SimNpErrKind) known otherwise, as
 * met in @name. -1 with FloatingPointError. */
int sim_np_errors_report(SimWorld *world, const char *prefix, const char *name, unsigned more);
/* Raises the exception class that numpy's Python part calls @name. */
void sim_np_raise(SimWorld *world, const char *name, const char *format, ...) G_GNUC_PRINTF(3, 4);

G_END_DECLS
