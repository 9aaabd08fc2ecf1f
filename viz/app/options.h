/* Options of a verb: its own, and those every verb shares.
 *
 * GOption reads them. --help and the error for a wrong option come out the same for all
 * verbs.
 */
#pragma once

#include <stdbool.h>

#include <glib.h>

#include "sim/base/config.h"

G_BEGIN_DECLS

typedef struct {
    SimConfig config; /* options of option.def, set with SIM_ORIGIN_COMMAND_LINE */
    bool quiet;       /* -q */
    bool json;        /* --json */
    char **arguments; /* what is left; NULL-terminated */
} AppOptions;

typedef enum {
    APP_TAKES_CONFIG = 1 << 0, /* --heap, --seed, ... */
    APP_TAKES_JSON = 1 << 1
} AppTakes;

/* Reads @argv, whose first member is the verb's name. @own (may be NULL) are the verb's own
 * entries. Returns -1 to go on, or the exit status to end with (after --help or an error,
 * which has been printed). */
int app_options_read(AppOptions *options,
                     const char *verb,
                     const GOptionEntry *own,
                     unsigned takes,
                     int argc,
                     char **argv);
void app_options_clear(AppOptions *options);

/* The only argument; NULL, with a message printed, if there is none or more than one. */
const char *app_options_single(const AppOptions *options, const char *verb);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(AppOptions, app_options_clear)

G_END_DECLS
