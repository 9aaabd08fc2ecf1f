#include "viz/app/record_rest.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>
#include <zstd.h>

#include "sim/base/diag.h"

static bool
write_at(int file, const unsigned char *bytes, size_t size, off_t place)
{
    while (size > 0) {
        ssize_t written = pwrite(file, bytes, size, place);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return false;
        }
        bytes += written;
        size -= (size_t) written;
        place += written;
    }
    return true;
}

static bool
append(SimRecordStatus *status, int file)
{
    size_t bound = ZSTD_compressBound(PYMTRC_CHUNK);
    g_autofree unsigned char *frame = g_malloc(bound);
    size_t size = ZSTD_compress(frame, bound, status->pending, status->length, 1);
    if (ZSTD_isError(size)) {
        errno = ENOMEM;
        return false;
    }
    if (!write_at(file, frame, size, (off_t) status->committed)) {
        int why = errno;
        if (ftruncate(file, (off_t) status->committed) != 0) {
            why = errno;
        }
        errno = why;
        return false;
    }
    status->content += status->length;
    status->committed += size;
    status->length = 0;
    return true;
}

/* Whether the pending bytes had just been written when the process ended. */
static bool
is_written(SimRecordStatus *status, const struct stat *facts)
{
    if (status->target == 0 || (uint64_t) facts->st_size < status->target) {
        return false;
    }
    status->content += status->length;
    status->committed = status->target;
    status->length = 0;
    return true;
}

bool
app_record_rest(SimRecordStatus *status, GError **error)
{
    struct stat facts;
    if (status->state != SIM_RECORD_RUNNING || status->length == 0 ||
        status->length > PYMTRC_CHUNK) {
        return true;
    }
    int file = g_open(status->partial, O_WRONLY | O_CLOEXEC, 0);
    bool ok = file >= 0 && fstat(file, &facts) == 0;
    if (ok && S_ISREG(facts.st_mode) && !is_written(status, &facts)) {
        ok = ftruncate(file, (off_t) status->committed) == 0 && append(status, file);
    }
    if (!ok) {
        g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_OUTPUT,
                    "%s: error: the last records could not be written: %s\n", status->path,
                    g_strerror(errno));
    }
    if (file >= 0) {
        close(file);
    }
    return ok;
}

/* PID or PID-N, then ".part" or nothing: the process id; 0 for other names. */
static pid_t
pid_of_name(const char *suffix, bool *partial)
{
    char *end = NULL;
    long pid = g_ascii_isdigit(*suffix) ? strtol(suffix, &end, 10) : 0;
    if (pid > 0 && *end == '-' && g_ascii_isdigit(end[1])) {
        strtol(end + 1, &end, 10);
    }
    *partial = pid > 0 && g_str_equal(end, ".part");
    return pid > 0 && (*end == '\0' || *partial) ? (pid_t) pid : 0;
}

static bool
settle(const char *folder, const char *name, const char *prefix, gint64 since)
{
    bool partial = false;
    pid_t pid = g_str_has_prefix(name, prefix) ? pid_of_name(name + strlen(prefix), &partial) : 0;
    g_autofree char *path = g_build_filename(folder, name, NULL);
    struct stat facts;
    if (pid == 0 || g_stat(path, &facts) != 0 || facts.st_mtime < since) {
        return false;
    }
    if (partial && kill(pid, 0) != 0 && errno == ESRCH) {
        g_autofree char *whole = g_strndup(path, strlen(path) - strlen(".part"));
        g_rename(path, whole);
    }
    return true;
}

guint
app_record_children(const char *path, gint64 since)
{
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *base = g_path_get_basename(path);
    g_autofree char *prefix = g_strconcat(base, ".", NULL);
    g_autoptr(GDir) names = g_dir_open(folder, 0, NULL);
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
    for (const char *name = NULL; names != NULL && (name = g_dir_read_name(names)) != NULL;) {
        g_ptr_array_add(found, g_strdup(name));
    }
    guint count = 0;
    for (guint i = 0; i < found->len; i++) {
        count += settle(folder, found->pdata[i], prefix, since);
    }
    return count;
}
