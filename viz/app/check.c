#include <stdio.h>

#include "viz/app/check_report.h"
#include "viz/app/jobs.h"
#include "viz/app/json.h"
#include "viz/app/options.h"
#include "viz/app/verb.h"

#define USUAL_TIMEOUT 60

typedef struct {
    char *python; /* --python */
    int workers;  /* -j */
    int timeout;  /* seconds */
} CheckOptions;

typedef struct {
    const AppOptions *options;
    SimCompareHow how;
    GArray *all; /* AppChecked */
    AppTally tally;
    bool failed; /* one could not be compared */
} Check;

static void
compare_one(guint index, void *data)
{
    Check *check = data;
    AppChecked *checked = &g_array_index(check->all, AppChecked, index);
    sim_compare(&checked->comparison, checked->file->path, &check->how, &checked->error);
}

static void
tell_one(guint index, void *data)
{
    Check *check = data;
    AppChecked *checked = &g_array_index(check->all, AppChecked, index);
    if (checked->error != NULL) {
        app_report(g_steal_pointer(&checked->error));
        check->failed = true;
        return;
    }
    app_tally_count(&check->tally, checked);
    if (!check->options->json) {
        app_check_print(checked, check->how.timeout, check->options->quiet);
    }
}

static void
clear_checked(void *data)
{
    AppChecked *checked = data;
    sim_comparison_clear(&checked->comparison);
    g_clear_error(&checked->error);
}

static int
check_files(Check *check, const GArray *files, const char *version, int workers)
{
    check->all = g_array_new(FALSE, TRUE, sizeof(AppChecked));
    g_array_set_clear_func(check->all, clear_checked);
    g_array_set_size(check->all, files->len);
    for (guint i = 0; i < files->len; i++) {
        g_array_index(check->all, AppChecked, i).file = &g_array_index(files, AppFile, i);
    }
    app_jobs_run(files->len, (guint) workers, compare_one, tell_one, check,
                 app_jobs_label("pyarena check", check->options->quiet));
    int status = check->failed                   ? APP_BAD_INPUT
                 : app_tally_well(&check->tally) ? APP_OK
                                                 : APP_FAILED;
    if (!check->failed && check->options->json) {
        int printed =
            app_json_print(app_check_json(check->all, &check->tally, check->how.python, version));
        status = printed != APP_OK ? printed : status;
    } else if (!check->failed) {
        app_check_print_summary(check->all, &check->tally, check->options->quiet);
    }
    g_array_unref(check->all);
    return status;
}

/* Another python3 than the one modelled may well do other things. */
static void
tell_version(const AppOptions *options, const char *python, const char *version)
{
    g_autofree char *modelled = g_strdup_printf("%s.", options->config.profile->name);
    if (!options->quiet && !g_str_has_prefix(version, modelled)) {
        fprintf(stderr, "pyarena check: notice: %s is %s, the model is of %s\n", python, version,
                options->config.profile->name);
    }
}

static int
check_arguments(const AppOptions *options, const CheckOptions *own)
{
    GError *error = NULL;
    g_autofree char *program = g_file_read_link("/proc/self/exe", &error);
    g_autofree char *python = NULL;
    g_autofree char *version = NULL;
    g_autoptr(GArray) files = NULL;
    if (program != NULL) {
        files = app_files_of(options->arguments, &error);
    }
    if (files != NULL) {
        python = sim_compare_find_python(own->python, &error);
    }
    if (python != NULL) {
        version = sim_compare_python_version(python, &error);
    }
    if (version == NULL) {
        return app_report(error);
    }
    tell_version(options, python, version);
    Check check = {.options = options, .how = {python, program, own->timeout}};
    return check_files(&check, files, version, own->workers);
}

int
app_check(int argc, char **argv)
{
    CheckOptions own = {.timeout = USUAL_TIMEOUT};
    const GOptionEntry entries[] = {
        {"python", 0, 0, G_OPTION_ARG_FILENAME, &own.python,
         "the python3 to compare with (/usr/bin/python3, else that of PATH)", "PATH"},
        {"jobs", 'j', 0, G_OPTION_ARG_INT, &own.workers,
         "programs at the same time (one per processor)", "N"},
        {"timeout", 0, 0, G_OPTION_ARG_INT, &own.timeout,
         "seconds for a program on each side (" G_STRINGIFY(USUAL_TIMEOUT) ")", "N"},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(AppOptions) options;
    int status = app_options_read(&options, "check", entries, APP_TAKES_JSON, argc, argv);
    if (status < 0 && options.arguments == NULL) {
        fputs("pyarena check: error: a file or folder is needed; 'pyarena check --help' tells "
              "more\n",
              stderr);
        status = APP_BAD_INPUT;
    } else if (status < 0 && (own.workers < 0 || own.timeout < 1)) {
        fputs("pyarena check: error: -j and --timeout take a number from 1 on\n", stderr);
        status = APP_BAD_INPUT;
    } else if (status < 0) {
        status = check_arguments(&options, &own);
    }
    g_free(own.python);
    return status;
}
