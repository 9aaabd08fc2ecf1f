#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "sim/base/diag.h"
#include "sim/run/diff.h"
#include "viz/app/jobs.h"
#include "viz/app/options.h"
#include "viz/app/outcome.h"
#include "viz/app/output.h"
#include "viz/app/verb.h"

#define USUAL_TIMEOUT 60

typedef struct {
    char *junit;   /* --junit */
    char *pattern; /* -k */
    int workers;   /* -j */
    int timeout;   /* seconds */
    gboolean force;
} TestOptions;

typedef struct {
    const TestOptions *own;
    const char *program;
    GArray *outcomes; /* AppOutcome */
    guint failed;
    bool fault; /* of pyarena itself */
} Tests;

static void
set_outcome(AppOutcome *outcome, AppOutcomeKind kind, char *message, const char *detail)
{
    outcome->kind = kind;
    outcome->message = message;
    outcome->detail = app_outcome_clean(detail);
}

static char *
last_line(const char *text)
{
    g_autofree char *stripped = g_strchomp(g_strdup(text));
    const char *newline = strrchr(stripped, '\n');
    return app_outcome_clean(newline == NULL ? stripped : newline + 1);
}

static char *
first_line(const char *text)
{
    g_autofree char *line = g_strndup(text, strcspn(text, "\n"));
    return app_outcome_clean(line);
}

/* What a scenario that did not end well says of it. */
static void
judge_end(AppOutcome *outcome, double timeout)
{
    const SimProcess *process = &outcome->process;
    const char *text = process->err->str;
    if (process->timed_out || process->flooded) {
        char *message = process->flooded
                            ? g_strdup("it printed too much")
                            : g_strdup_printf("it took more than %g seconds (--timeout)", timeout);
        set_outcome(outcome, APP_OUTCOME_ERROR, message, text);
    } else if (process->status == APP_FAULT || process->killed) {
        set_outcome(outcome, APP_OUTCOME_ERROR, g_strdup("a fault of pyarena itself"), text);
    } else if (process->status == APP_BAD_INPUT && strstr(text, ": error: ") != NULL) {
        set_outcome(outcome, APP_OUTCOME_ERROR, first_line(text), text);
    } else if (process->status == APP_LIMIT) {
        set_outcome(outcome, APP_OUTCOME_ERROR, last_line(text), text);
    } else if (strstr(text, "error: ") != NULL && !g_str_has_prefix(text, "Traceback")) {
        set_outcome(outcome, APP_OUTCOME_FAILED, first_line(text), text);
    } else if (*text != '\0') {
        set_outcome(outcome, APP_OUTCOME_FAILED, last_line(text), text);
    } else {
        set_outcome(outcome, APP_OUTCOME_FAILED,
                    g_strdup_printf("it ended with exit status %d", process->status), text);
    }
}

/* FILE.py may have FILE.out beside it: what it must print. */
static void
judge_output(AppOutcome *outcome)
{
    const char *path = outcome->file->path;
    size_t stem = g_str_has_suffix(path, ".py") ? strlen(path) - strlen(".py") : strlen(path);
    g_autofree char *wanted_path = g_strdup_printf("%.*s.out", (int) stem, path);
    g_autofree char *text = NULL;
    g_autoptr(GError) reason = NULL;
    gsize length;
    if (!g_file_test(wanted_path, G_FILE_TEST_EXISTS)) {
        return;
    }
    if (!g_file_get_contents(wanted_path, &text, &length, &reason)) {
        set_outcome(outcome, APP_OUTCOME_ERROR,
                    g_strdup_printf("%s: error: %s", wanted_path, reason->message), "");
        return;
    }
    g_autoptr(GString) wanted = g_string_new_len(text, (gssize) length);
    g_autofree char *diff = sim_diff_unified(wanted_path, path, wanted, outcome->process.out);
    if (*diff != '\0') {
        set_outcome(outcome, APP_OUTCOME_FAILED,
                    g_strdup_printf("it does not print what %s says", wanted_path), diff);
    }
}

static void
run_one(guint index, void *data)
{
    const Tests *tests = data;
    AppOutcome *outcome = &g_array_index(tests->outcomes, AppOutcome, index);
    const char *path = outcome->file->path;
    g_autofree char *plain = *path == '-' ? g_strdup_printf("./%s", path) : g_strdup(path);
    const char *const argv[] = {tests->program, "run", plain, NULL};
    g_autoptr(GError) error = NULL;
    if (!sim_process_run(&outcome->process, argv, NULL, tests->own->timeout, &error)) {
        set_outcome(outcome, APP_OUTCOME_ERROR, g_strdup("it cannot be started"), error->message);
    } else if (outcome->process.status != 0) {
        judge_end(outcome, tests->own->timeout);
    } else {
        judge_output(outcome);
    }
}

static void
tell_one(guint index, void *data)
{
    Tests *tests = data;
    const AppOutcome *outcome = &g_array_index(tests->outcomes, AppOutcome, index);
    bool stopped = outcome->process.timed_out || outcome->process.flooded;
    tests->failed += outcome->kind != APP_OUTCOME_PASSED;
    tests->fault = tests->fault || (!stopped && outcome->process.killed) ||
                   outcome->process.status == APP_FAULT;
    app_tap_print(index + 1, outcome);
}

static void
clear_outcome(void *data)
{
    AppOutcome *outcome = data;
    sim_process_clear(&outcome->process);
    g_free(outcome->message);
    g_free(outcome->detail);
}

/* "gc" is part of the path; with * or ? it is a pattern for the whole of it. */
static bool
is_wanted(const char *pattern, const char *path)
{
    if (pattern == NULL) {
        return true;
    }
    return strpbrk(pattern, "*?") == NULL ? strstr(path, pattern) != NULL
                                          : g_pattern_match_simple(pattern, path);
}

static void
choose(Tests *tests, const GArray *files)
{
    for (guint i = 0; i < files->len; i++) {
        AppOutcome outcome = {.file = &g_array_index(files, AppFile, i)};
        if (is_wanted(tests->own->pattern, outcome.file->path)) {
            g_array_append_val(tests->outcomes, outcome);
        }
    }
}

/* Told before the tests run, which may take a while. */
static bool
check_junit(const TestOptions *own, GError **error)
{
    if (own->junit == NULL) {
        return true;
    }
    g_autofree char *folder = g_path_get_dirname(own->junit);
    const char *wrong = NULL;
    if (access(folder, W_OK | X_OK) != 0) {
        wrong = g_strerror(errno);
    } else if (g_file_test(own->junit, G_FILE_TEST_IS_DIR)) {
        wrong = "is a folder, not a file";
    } else if (!own->force && g_file_test(own->junit, G_FILE_TEST_EXISTS)) {
        wrong = "exists already (-f overwrites)";
    }
    if (wrong != NULL) {
        g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_OUTPUT, "%s: error: %s\n", own->junit, wrong);
    }
    return wrong == NULL;
}

static bool
write_junit(const Tests *tests, GError **error)
{
    if (tests->own->junit == NULL) {
        return true;
    }
    g_autoptr(GString) xml = app_junit_xml(tests->outcomes);
    return app_output_write(tests->own->junit, xml->str, xml->len, tests->own->force, error);
}

static int
run_tests(Tests *tests, const AppOptions *options)
{
    GError *error = NULL;
    if (tests->outcomes->len == 0) {
        fprintf(stderr, "pyarena test: error: no scenario matches '%s'\n", tests->own->pattern);
        return APP_BAD_INPUT;
    }
    app_tap_begin(tests->outcomes->len);
    app_jobs_run(tests->outcomes->len, (guint) tests->own->workers, run_one, tell_one, tests,
                 app_jobs_label("pyarena test", options->quiet));
    if (!options->quiet) {
        printf("# %u of %u scenarios passed\n", tests->outcomes->len - tests->failed,
               tests->outcomes->len);
    }
    if (!write_junit(tests, &error)) {
        return app_report(error);
    }
    return tests->fault ? APP_FAULT : tests->failed > 0 ? APP_FAILED : APP_OK;
}

static int
test_arguments(const AppOptions *options, const TestOptions *own)
{
    GError *error = NULL;
    g_autofree char *program = g_file_read_link("/proc/self/exe", &error);
    g_autoptr(GArray) files = NULL;
    if (program != NULL && check_junit(own, &error)) {
        files = app_files_of(options->arguments, &error);
    }
    if (files == NULL) {
        return app_report(error);
    }
    g_autoptr(GArray) outcomes = g_array_new(FALSE, TRUE, sizeof(AppOutcome));
    g_array_set_clear_func(outcomes, clear_outcome);
    Tests tests = {.own = own, .program = program, .outcomes = outcomes};
    choose(&tests, files);
    return run_tests(&tests, options);
}

int
app_test(int argc, char **argv)
{
    TestOptions own = {.timeout = USUAL_TIMEOUT};
    const GOptionEntry entries[] = {
        {"junit", 0, 0, G_OPTION_ARG_FILENAME, &own.junit, "write a report as JUnit's XML",
         "OUT.xml"},
        {"match", 'k', 0, G_OPTION_ARG_STRING, &own.pattern,
         "only scenarios with this in their path (* and ?: matching it)", "PATTERN"},
        {"jobs", 'j', 0, G_OPTION_ARG_INT, &own.workers,
         "scenarios at the same time (one per processor)", "N"},
        {"timeout", 0, 0, G_OPTION_ARG_INT, &own.timeout,
         "seconds for a scenario (" G_STRINGIFY(USUAL_TIMEOUT) ")", "N"},
        {"force", 'f', 0, G_OPTION_ARG_NONE, &own.force, "overwrite an existing file", NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(AppOptions) options;
    int status = app_options_read(&options, "test", entries, 0, argc, argv);
    if (status < 0 && options.arguments == NULL) {
        fputs("pyarena test: error: a file or folder is needed; 'pyarena test --help' tells more\n",
              stderr);
        status = APP_BAD_INPUT;
    } else if (status < 0 && (own.workers < 0 || own.timeout < 1)) {
        fputs("pyarena test: error: -j and --timeout take a number from 1 on\n", stderr);
        status = APP_BAD_INPUT;
    } else if (status < 0) {
        status = test_arguments(&options, &own);
    }
    g_free(own.junit);
    g_free(own.pattern);
    return status;
}
