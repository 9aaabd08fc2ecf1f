/* Results as JSON, mostly on stdout.
 *
 * A verb builds its result as a GVariant: a{sv} for an object, av for an array, mv with nothing
 * for null. json-glib prints it; it is in a module that is loaded when --json is given, because
 * every other start would pay for the libraries behind it.
 */
#pragma once

#include <stdbool.h>

#include <glib.h>

G_BEGIN_DECLS

/* Prints @value (a floating reference is taken). Returns the exit status: 0, or that of the
 * failure, which has been printed. */
int app_json_print(GVariant *value);
/* The same into a file (app_output_write). */
bool app_json_write(GVariant *value, const char *path, bool overwrite, GError **error);

/* What the module exports under the name APP_JSON_SYMBOL: indented text. (transfer full) */
typedef char *(*AppJsonText)(GVariant *value);
#define APP_JSON_MODULE "pyarena-json"
#define APP_JSON_SYMBOL "app_json_text"
char *app_json_text(GVariant *value);

G_END_DECLS
