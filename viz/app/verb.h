/* The verbs of `pyarena`: one function each, given the arguments after the verb.
 *
 * They return the exit status of the process (design: 0 all well, 1 the scenario failed,
 * 2 bad usage or input, 3 a limit was reached, 70 a fault of pyarena itself).
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

enum {
    APP_OK = 0,
    APP_FAILED = 1,
    APP_BAD_INPUT = 2,
    APP_LIMIT = 3,
    APP_FAULT = 70
};

#define VERB(name, arguments, summary, example) int app_##name(int argc, char **argv);
#include "viz/app/verb.def"
#undef VERB

/* Prints the message of @error on stderr and returns its exit status. Takes @error. */
int app_report(GError *error);

G_END_DECLS
