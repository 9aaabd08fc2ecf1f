/* Where pyarena's own files are: beside the program, wherever that was put. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The folder of the scenarios: share/pyarena/scenarios of the installation, or scenarios/ of
 * the source tree when run from its build folder. NULL if there is none. (transfer full) */
char *app_data_scenarios(void);

/* The module (a shared library) of that name. (transfer full), NULL if there is none. */
char *app_data_module(const char *name);

G_END_DECLS
