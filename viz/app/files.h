/* The programs a command line names: files, and the .py files of folders. */
#pragma once

#include <stdbool.h>

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    char *path;
    char *folder; /* the one it is in, for a summary; "." for none */
} AppFile;

/* Every .py file below @folder, sorted by path, appended to @files (AppFile). Hidden folders,
 * __pycache__ and links to folders are passed over. */
void app_files_collect(const char *folder, GArray *files);

/* For each of @arguments the file itself or those of the folder, each file once. NULL with a
 * SIM_DIAG_INPUT error for one that is missing, cannot be read or has no program in it.
 * (transfer full) */
GArray *app_files_of(char **arguments, GError **error);

GArray *app_files_new(void);

G_END_DECLS
