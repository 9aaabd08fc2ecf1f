/* A program under the model and under the real python3: do they say the same?
 *
 * Both are run as processes of their own, in the same folder, on the same path (so sys.argv[0]
 * agrees), with nothing to read and the same environment: UTF-8, and PYTHONHASHSEED=0, because the
 * model hashes str as CPython does with that seed (objects/hash.h); so the order of a set of str,
 * and whatever follows from it, can be compared.
 *
 * Compared are what goes to stdout, byte for byte, the exit status and the last line of stderr,
 * which for an uncaught exception tells it. The address in "<A object at 0x7f...>" counts as the
 * same if it is the same one as, or another than, those before it; python3's warnings on stderr,
 * which are not modelled, count as unsaid.
 */
#pragma once

#include <stdbool.h>

#include <glib.h>

#include "sim/run/process.h"

G_BEGIN_DECLS

typedef enum {
#define VERDICT(NAME, name, well) SIM_VERDICT_##NAME,
#include "sim/run/verdict.def"
#undef VERDICT
    SIM_VERDICT_COUNT
} SimVerdict;

typedef struct {
    const char *python;  /* path of python3 */
    const char *program; /* path of pyarena */
    double timeout;      /* seconds for each of the two */
} SimCompareHow;

/* One of the two. */
typedef struct {
    SimProcess process;
    char *last_line; /* of stderr; "" if there is none */
} SimSide;

typedef struct {
    SimVerdict verdict;
    char *reason;  /* of "#: differs", or NULL */
    bool stale;    /* it is marked and does not differ */
    char *refusal; /* REFUSED: pyarena's message, else NULL */
    char *diff;    /* of what they print, "" if that is the same; NULL if refused */
    SimSide python;
    SimSide model;
} SimComparison;

/* The path of python3: @given, or /usr/bin/python3, or the one of PATH. NULL with a
 * SIM_DIAG_INPUT error if there is none. (transfer full) */
char *sim_compare_find_python(const char *given, GError **error);
/* What it calls itself ("3.11.2"). NULL with @error if it does not run. (transfer full) */
char *sim_compare_python_version(const char *python, GError **error);

/* Compares @path. False with @error if one of the two cannot be started or the file cannot be
 * read. May be called from several host threads at once. */
bool
sim_compare(SimComparison *comparison, const char *path, const SimCompareHow *how, GError **error);
void sim_comparison_clear(SimComparison *comparison);

const char *sim_verdict_name(SimVerdict verdict);
bool sim_verdict_well(SimVerdict verdict);

G_END_DECLS
