#include "viz/app/files.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "sim/base/diag.h"

static void
clear_file(void *data)
{
    AppFile *file = data;
    g_free(file->path);
    g_free(file->folder);
}

GArray *
app_files_new(void)
{
    GArray *files = g_array_new(FALSE, FALSE, sizeof(AppFile));
    g_array_set_clear_func(files, clear_file);
    return files;
}

static void
add(GArray *files, char *path)
{
    AppFile file = {path, g_path_get_dirname(path)};
    g_array_append_val(files, file);
}

static bool
is_passed_over(const char *name)
{
    return name[0] == '.' || strcmp(name, "__pycache__") == 0;
}

static void
collect(const char *folder, GArray *files)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;
    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        char *path = g_build_filename(folder, name, NULL);
        bool is_folder = g_file_test(path, G_FILE_TEST_IS_DIR);
        if (is_folder && !is_passed_over(name) && !g_file_test(path, G_FILE_TEST_IS_SYMLINK)) {
            collect(path, files);
        } else if (!is_folder && name[0] != '.' && g_str_has_suffix(name, ".py")) {
            add(files, path);
            continue;
        }
        g_free(path);
    }
}

/* Folder by folder, each sorted by name. */
static int
compare_files(const void *a, const void *b)
{
    const AppFile *x = a;
    const AppFile *y = b;
    int order = strcmp(x->folder, y->folder);
    return order != 0 ? order : strcmp(x->path, y->path);
}

void
app_files_collect(const char *folder, GArray *files)
{
    GArray *found = app_files_new();
    collect(folder, found);
    g_array_sort(found, compare_files);
    g_array_append_vals(files, found->data, found->len);
    g_array_set_clear_func(found, NULL); /* they have a new owner */
    g_array_unref(found);
}

static bool
fail(GError **error, const char *path, const char *what)
{
    g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_INPUT, "%s: error: %s\n", path, what);
    return false;
}

static bool
add_argument(GArray *files, const char *path, GError **error)
{
    guint before = files->len;
    if (access(path, R_OK) != 0) {
        return fail(error, path, g_strerror(errno));
    }
    if (!g_file_test(path, G_FILE_TEST_IS_DIR)) {
        add(files, g_strdup(path));
        return true;
    }
    app_files_collect(path, files);
    return files->len > before || fail(error, path, "there is no .py file in this folder");
}

static void
drop_doubles(GArray *files)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < files->len;) {
        if (g_hash_table_add(seen, g_array_index(files, AppFile, i).path)) {
            i++;
        } else {
            g_array_remove_index(files, i);
        }
    }
}

GArray *
app_files_of(char **arguments, GError **error)
{
    g_autoptr(GArray) files = app_files_new();
    for (; *arguments != NULL; arguments++) {
        if (!add_argument(files, *arguments, error)) {
            return NULL;
        }
    }
    drop_doubles(files);
    return g_steal_pointer(&files);
}
