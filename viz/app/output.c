#include "viz/app/output.h"

#include <errno.h>

#include "sim/base/diag.h"

static bool
fail(GError **error, const char *path, const char *what)
{
    g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_OUTPUT, "%s: error: %s\n", path, what);
    return false;
}

bool
app_output_write(const char *path, const void *bytes, size_t length, bool overwrite, GError **error)
{
    if (!overwrite && g_file_test(path, G_FILE_TEST_EXISTS)) {
        return fail(error, path, "exists already (-f overwrites)");
    }
    g_autoptr(GError) reason = NULL;
    if (!g_file_set_contents_full(path, bytes, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT,
                                  0666, &reason)) {
        return fail(error, path, reason->message);
    }
    return true;
}

bool
app_output_make_folder(const char *path, GError **error)
{
    if (g_mkdir_with_parents(path, 0777) != 0) {
        return fail(error, path, g_strerror(errno));
    }
    return true;
}
