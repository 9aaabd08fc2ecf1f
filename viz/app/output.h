/* Writing files: whole or not at all. */
#pragma once

#include <stdbool.h>

#include <glib.h>

G_BEGIN_DECLS

/* Writes @path through a temporary file beside it, which is renamed when it is complete.
 * Without @overwrite an existing file is an error that names the option -f. */
bool app_output_write(
    const char *path, const void *bytes, size_t length, bool overwrite, GError **error);

/* Makes the folder and those above it. */
bool app_output_make_folder(const char *path, GError **error);

G_END_DECLS
