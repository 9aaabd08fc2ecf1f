/* The configuration of one machine.
 *
 * A value set on the command line wins over one set by a scenario's directive, which
 * wins over the default; `origin` remembers which it is. Sizes are bytes, times
 * nanoseconds.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "sim/base/cost.h"
#include "sim/base/profile.h"

G_BEGIN_DECLS

typedef enum {
    SIM_HEAP_GLIBC, /* glibc 2.36's malloc; cpython-facts section G */
    SIM_HEAP_STORY  /* the course's heap: one area, first fit, holes stay */
} SimHeapKind;

typedef enum {
    SIM_GIL_ON,
    SIM_GIL_OFF,          /* plain counts and no lock: the interpreter that never was */
    SIM_GIL_FREE_THREADED /* PEP 703 */
} SimGilKind;

typedef enum {
    SIM_ORIGIN_DEFAULT,
    SIM_ORIGIN_SCENARIO,
    SIM_ORIGIN_COMMAND_LINE
} SimOrigin;

typedef enum {
#define OPTION(field, name, kind, initial, value, help) SIM_OPTION_##field,
#include "sim/base/option.def"
#undef OPTION
    SIM_OPTION_COUNT
} SimOption;

typedef struct {
    const SimProfile *profile;
#define OPTION(field, name, kind, initial, value, help) uint64_t field;
#include "sim/base/option.def"
#undef OPTION
    SimCosts costs; /* --costs, which scenarios cannot set: it names a file */
    SimOrigin profile_origin;
    SimOrigin origin[SIM_OPTION_COUNT];
} SimConfig;

void sim_config_init(SimConfig *config);

/* Sets option @name ("heap", "profile", ...) from text, unless a stronger origin has
 * set it already. False with @error (domain SIM_DIAG_ERROR, code SIM_DIAG_USAGE; its
 * message is one phrase without a position) for an unknown name or a wrong value. */
bool sim_config_set(
    SimConfig *config, const char *name, const char *value, SimOrigin origin, GError **error);

/* The text of a TIME option ("5ms", "20us") in ns; false if it is none. */
bool sim_config_parse_time(const char *text, uint64_t *ns);

G_END_DECLS
