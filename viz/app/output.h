/* Writing files: whole or not at all. */
#pragma once

#include <stdbool.h>
#include <stdio.h>

#include <glib.h>

G_BEGIN_DECLS

/* A file on its way: a temporary one beside @path, which is renamed when it is complete. What is no
 * regular file (a pipe, /dev/null) is written directly. */
typedef struct {
    FILE *file;
    char *path;
    char *partial; /* NULL: written directly */
} AppOutput;

/* Without @overwrite an existing regular file is an error that names the option -f. */
bool app_output_open(AppOutput *output, const char *path, bool overwrite, GError **error);
/* Closes it; the file is there with all its content, or nothing is and @error says why. */
bool app_output_commit(AppOutput *output, GError **error);
/* Closes it and leaves nothing. Does nothing after a commit. */
void app_output_discard(AppOutput *output);

/* The whole of a file at once. */
bool app_output_write(
    const char *path, const void *bytes, size_t length, bool overwrite, GError **error);

/* Makes the folder and those above it. */
bool app_output_make_folder(const char *path, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(AppOutput, app_output_discard)

G_END_DECLS
