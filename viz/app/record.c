#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/base/diag.h"
#include "sim/record/preload/status.h"
#include "viz/app/child.h"
#include "viz/app/data.h"
#include "viz/app/options.h"
#include "viz/app/output.h"
#include "viz/app/record_rest.h"
#include "viz/app/verb.h"

typedef struct {
    char *output; /* -o */
    int every;    /* --stats-every */
    gboolean lines;
    gboolean children;
    gboolean force;
} RecordOptions;

/* One run of the verb. */
typedef struct {
    const RecordOptions *own;
    bool quiet;
    char **command;
    AppOutput output;
    SimRecordStatus *status; /* shared with the program */
    int block;               /* its descriptor */
    gint64 start;            /* seconds */
} Record;

static void notice(const Record *record, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void
notice(const Record *record, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    if (!record->quiet) {
        fprintf(stderr, "pyarena record: %s\n", text);
    }
}

static bool
fail(GError **error, const char *where, const char *what)
{
    g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_OUTPUT, "%s: error: %s\n", where, what);
    return false;
}

/* A recording goes to a regular file, or to a device that takes all there is. */
static bool
check_output(const char *path, GError **error)
{
    struct stat facts;
    if (strcmp(path, "-") == 0) {
        return fail(error, path, "the standard output is the program's; name a file");
    }
    if (stat(path, &facts) == 0 && !S_ISREG(facts.st_mode) && !S_ISCHR(facts.st_mode)) {
        return fail(error, path,
                    S_ISDIR(facts.st_mode) ? "is a folder, not a file"
                                           : "is not a file that can be appended to");
    }
    return true;
}

static bool
set_path(char *place, const char *path, GError **error)
{
    g_autofree char *whole = g_canonicalize_filename(path, NULL);
    /* Those of children are longer by their process id. */
    if (strlen(whole) + 64 > SIM_RECORD_PATH) {
        return fail(error, path, "the path is too long");
    }
    g_strlcpy(place, whole, SIM_RECORD_PATH);
    return true;
}

static bool
find_library(char *place, GError **error)
{
    g_autofree char *library = app_data_module("pyarena-record");
    if (library == NULL) {
        g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_USAGE,
                    "pyarena record: error: its part pyarena-record.so is not where pyarena was "
                    "put\n");
        return false;
    }
    if (strpbrk(library, " :\n\t") != NULL) {
        g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_USAGE,
                    "%s: error: it cannot be preloaded from a path with a space or a colon\n",
                    library);
        return false;
    }
    return set_path(place, library, error);
}

static bool
make_block(Record *record, GError **error)
{
    record->block = memfd_create("pyarena-record", MFD_CLOEXEC);
    void *block = MAP_FAILED;
    if (record->block >= 0 && ftruncate(record->block, sizeof(SimRecordStatus)) == 0) {
        block = mmap(NULL, sizeof(SimRecordStatus), PROT_READ | PROT_WRITE, MAP_SHARED,
                     record->block, 0);
    }
    if (block == MAP_FAILED) {
        return fail(error, "pyarena record", g_strerror(errno));
    }
    SimRecordStatus *status = block;
    const char *partial =
        record->output.partial == NULL ? record->output.path : record->output.partial;
    record->status = status;
    status->magic = SIM_RECORD_MAGIC;
    status->stats_every = (uint64_t) record->own->every;
    status->flags = (record->own->children ? SIM_RECORD_CHILDREN : 0u) |
                    (record->own->lines ? SIM_RECORD_LINES : 0u);
    return find_library(status->library, error) && set_path(status->partial, partial, error) &&
           set_path(status->path, record->output.path, error);
}

static char **
environment_of(const Record *record)
{
    char **environment = g_get_environ();
    const char *before = g_environ_getenv(environment, "LD_PRELOAD");
    g_autofree char *preload = g_strconcat(record->status->library, before == NULL ? "" : ":",
                                           before == NULL ? "" : before, NULL);
    g_autofree char *name = g_strdup_printf("/proc/%d/fd/%d", (int) getpid(), record->block);
    environment = g_environ_setenv(environment, "LD_PRELOAD", preload, TRUE);
    return g_environ_setenv(environment, SIM_RECORD_VARIABLE, name, TRUE);
}

static char *
reason_of(const SimRecordStatus *status)
{
    switch ((SimRecordWhy) status->why) {
    case SIM_RECORD_WRITE_FAILED:
        return g_strdup(g_strerror(status->error));
    case SIM_RECORD_FILE_REPLACED:
        return g_strdup("somebody replaced the file");
    case SIM_RECORD_ODD_ADDRESS:
        return g_strdup("an address is no multiple of 16: another malloc than the C library's");
    case SIM_RECORD_NO_MEMORY:
        return g_strdup("no memory for the recorder");
    case SIM_RECORD_DEBUG_BUILD:
        return g_strdup("a debug build of Python, whose blocks are padded");
    case SIM_RECORD_FREE_THREADED:
        return g_strdup("a free-threaded build of Python, which has no pymalloc");
    case SIM_RECORD_NO_PYTHON_NAMES:
        return g_strdup("this Python hides the functions that recording needs");
    case SIM_RECORD_WELL:
    default:
        return g_strdup("unknown");
    }
}

static void
tell_oddities(const Record *record, bool runs_on)
{
    const SimRecordStatus *status = record->status;
    if (status->state == SIM_RECORD_STOPPED) {
        g_autofree char *reason = reason_of(status);
        notice(record, "notice: recording stopped: %s; what is in the file is whole", reason);
    } else if (runs_on) {
        notice(record, "notice: process %d runs on, and is recorded", status->owner);
    } else if (status->state == SIM_RECORD_RUNNING) {
        notice(record, "notice: the recorded process was killed or called exec: the recording ends "
                       "there");
    }
    if (status->hook_lost) {
        notice(record, "notice: the recording is nearly empty: PYTHONMALLOC or -X dev took "
                       "Python's allocators from the recorder");
    }
    if (status->lines_unknown) {
        notice(record,
               "notice: no lines: the frames of Python %u.%u are not known (3.11 to 3.13 "
               "are)",
               status->version >> 24, status->version >> 16 & 255);
    }
    if (status->others > 0) {
        notice(record, "notice: %u more Python process%s not recorded (--children)", status->others,
               status->others == 1 ? " was" : "es were");
    }
}

static void
tell_children(const Record *record)
{
    if (!record->own->children) {
        return;
    }
    guint count = app_record_children(record->status->path, record->start);
    if (count > 0) {
        notice(record, "%u recording%s of child processes: %s.PID", count, count == 1 ? "" : "s",
               record->output.path);
    }
}

static void
tell_numbers(const Record *record, const char *path)
{
    const SimRecordStatus *status = record->status;
    notice(record,
           "%" G_GUINT64_FORMAT " operations, %" G_GUINT64_FORMAT " arenas at most, "
           "%" G_GUINT64_FORMAT " bytes, %s",
           status->records, status->arenas_peak, status->committed, path);
}

static bool
still_runs(const SimRecordStatus *status)
{
    return status->state == SIM_RECORD_RUNNING && kill(status->owner, 0) == 0;
}

/* Keeps the recording and tells of it. False when it could not be kept. */
static bool
keep(Record *record, GError **error)
{
    SimRecordStatus *status = record->status;
    g_autofree char *path = g_strdup(record->output.path);
    bool runs_on = still_runs(status);
    bool whole = runs_on || app_record_rest(status, error);
    if (status->owner == 0) {
        app_output_discard(&record->output);
        notice(
            record,
            "notice: nothing was recorded: '%s' is not a Python that can be recorded; %s was not "
            "written",
            record->command[0], path);
        return true;
    }
    tell_oddities(record, runs_on);
    if (status->committed == 0) {
        app_output_discard(&record->output);
        notice(record, "notice: nothing was recorded; %s was not written", path);
        return whole;
    }
    tell_children(record);
    if (!app_output_commit(&record->output, whole ? error : NULL)) {
        return false;
    }
    tell_numbers(record, path);
    return whole;
}

static int
run_command(Record *record)
{
    GError *error = NULL;
    pid_t pid = 0;
    record->start = g_get_real_time() / G_USEC_PER_SEC;
    if (!check_output(record->own->output, &error) ||
        !app_output_open(&record->output, record->own->output, record->own->force, &error) ||
        !make_block(record, &error)) {
        return app_report(error);
    }
    g_auto(GStrv) environment = environment_of(record);
    if (!app_child_start(record->command, environment, &pid, &error)) {
        return app_report(error);
    }
    int status = app_child_wait(pid);
    if (!keep(record, &error)) {
        app_report(error); /* the exit status stays the program's */
    }
    return status;
}

static int
record_command(const RecordOptions *own, char **command, bool quiet)
{
    Record record = {.own = own, .quiet = quiet, .command = command, .block = -1};
    int status = run_command(&record);
    app_output_discard(&record.output);
    if (record.status != NULL) {
        munmap(record.status, sizeof *record.status);
    }
    if (record.block >= 0) {
        close(record.block);
    }
    return status;
}

/* Where the program begins; @argc if it does not. */
static int
find_command(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--") == 0) {
            return i + 1;
        }
    }
    return argc;
}

static const char *
missing(const RecordOptions *own, const AppOptions *options, char **command)
{
    if (options->arguments != NULL || *command == NULL) {
        return "the program to record comes after --";
    }
    if (own->output == NULL) {
        return "a file for the recording is needed (-o)";
    }
    return own->every < 0 ? "--stats-every takes a number from 1 on" : NULL;
}

int
app_record(int argc, char **argv)
{
    RecordOptions own = {0};
    const GOptionEntry entries[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &own.output, "the recording", "OUT"},
        {"lines", 0, 0, G_OPTION_ARG_NONE, &own.lines,
         "record file and line of the code that allocates (3.11 to 3.13)", NULL},
        {"children", 0, 0, G_OPTION_ARG_NONE, &own.children,
         "record child processes too, each in OUT.PID", NULL},
        {"stats-every", 0, 0, G_OPTION_ARG_INT, &own.every,
         "a snapshot of the allocator's statistics every N calls, not only at the end", "N"},
        {"force", 'f', 0, G_OPTION_ARG_NONE, &own.force, "overwrite an existing file", NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(AppOptions) options;
    int start = find_command(argc, argv);
    char **command = argv + start;
    int own_count = start < argc || strcmp(argv[argc - 1], "--") == 0 ? start - 1 : argc;
    int status = app_options_read(&options, "record", entries, 0, own_count, argv);
    const char *wrong = status < 0 ? missing(&own, &options, command) : NULL;
    if (wrong != NULL) {
        fprintf(stderr, "pyarena record: error: %s; 'pyarena record --help' tells more\n", wrong);
        status = APP_BAD_INPUT;
    } else if (status < 0) {
        status = record_command(&own, command, options.quiet);
    }
    g_free(own.output);
    return status;
}
