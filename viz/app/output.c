#include "viz/app/output.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "sim/base/diag.h"

static bool
fail(GError **error, const char *path, const char *what)
{
    g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_OUTPUT, "%s: error: %s\n", path, what);
    return false;
}

static bool
exists_specially(const char *path)
{
    return g_file_test(path, G_FILE_TEST_EXISTS) && !g_file_test(path, G_FILE_TEST_IS_REGULAR);
}

bool
app_output_open(AppOutput *output, const char *path, bool overwrite, GError **error)
{
    *output = (AppOutput){NULL, g_strdup(path), NULL};
    int file;
    if (exists_specially(path)) {
        file = g_open(path, O_WRONLY | O_CLOEXEC, 0);
    } else if (!overwrite && g_file_test(path, G_FILE_TEST_EXISTS)) {
        app_output_discard(output);
        return fail(error, path, "exists already (-f overwrites)");
    } else {
        output->partial = g_strconcat(path, ".XXXXXX", NULL);
        file = g_mkstemp_full(output->partial, O_WRONLY | O_CLOEXEC, 0666);
    }
    output->file = file < 0 ? NULL : fdopen(file, "wb");
    if (output->file == NULL) {
        int why = errno;
        app_output_discard(output);
        return fail(error, path, g_strerror(why));
    }
    return true;
}

bool
app_output_commit(AppOutput *output, GError **error)
{
    bool ok = ferror(output->file) == 0;
    ok = fclose(g_steal_pointer(&output->file)) == 0 && ok;
    ok = ok && (output->partial == NULL || g_rename(output->partial, output->path) == 0);
    if (!ok) {
        fail(error, output->path, g_strerror(errno));
    } else {
        g_clear_pointer(&output->partial, g_free);
    }
    app_output_discard(output);
    return ok;
}

void
app_output_discard(AppOutput *output)
{
    if (output->file != NULL) {
        fclose(output->file);
    }
    if (output->partial != NULL) {
        g_unlink(output->partial);
    }
    g_free(output->partial);
    g_free(output->path);
    *output = (AppOutput){NULL, NULL, NULL};
}

bool
app_output_write(const char *path, const void *bytes, size_t length, bool overwrite, GError **error)
{
    g_auto(AppOutput) output = {NULL, NULL, NULL};
    if (!app_output_open(&output, path, overwrite, error)) {
        return false;
    }
    if (fwrite(bytes, 1, length, output.file) != length) {
        return fail(error, path, g_strerror(errno));
    }
    return app_output_commit(&output, error);
}

bool
app_output_make_folder(const char *path, GError **error)
{
    if (g_mkdir_with_parents(path, 0777) != 0) {
        return fail(error, path, g_strerror(errno));
    }
    return true;
}
