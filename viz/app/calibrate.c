#include "viz/app/calibrate.h"

#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>

#include "sim/base/diag.h"
#include "sim/run/compare.h"
#include "sim/run/process.h"
#include "viz/app/json.h"
#include "viz/app/options.h"
#include "viz/app/output.h"
#include "viz/app/verb.h"

#define PATIENCE 120.0 /* seconds */

typedef struct {
    char *python; /* --python */
    char *output; /* -o */
    gboolean list;
    gboolean force;
} CalibrateOptions;

typedef struct {
    SimCosts costs;
    bool measured[SIM_COST_COUNT];
    char *version; /* of python3 */
} Table;

static void
clear_table(Table *table)
{
    g_free(table->version);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Table, clear_table)

/* "WAKE 11000.5" */
static bool
read_line(Table *table, const char *line)
{
    g_auto(GStrv) words = g_strsplit(line, " ", 2);
    if (g_strv_length(words) != 2) {
        return false;
    }
    char *end = NULL;
    double ns = g_ascii_strtod(words[1], &end);
    SimCost cost = sim_cost_find(words[0]);
    if (cost == SIM_COST_COUNT || *end != '\0' || !sim_cost_set(&table->costs, cost, ns)) {
        return false;
    }
    table->measured[cost] = true;
    return true;
}

static bool
read_measures(Table *table, const char *python, const SimProcess *process, GError **error)
{
    const char *said = strrchr(g_strchomp(process->err->str), '\n');
    if (process->status != 0) {
        g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_INPUT, "%s: error: it could not measure: %s",
                    python,
                    process->timed_out ? "it took too long"
                    : said != NULL     ? said + 1
                                       : process->err->str);
        return false;
    }
    g_auto(GStrv) lines = g_strsplit(g_strchomp(process->out->str), "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        if (!read_line(table, *line)) {
            g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_INPUT,
                        "%s: error: it said '%s', which is no measure", python, *line);
            return false;
        }
    }
    return true;
}

static bool
measure(Table *table, const char *given, GError **error)
{
    sim_costs_init(&table->costs);
    g_autofree char *python = sim_compare_find_python(given, error);
    if (python == NULL) {
        return false;
    }
    table->version = sim_compare_python_version(python, error);
    if (table->version == NULL) {
        return false;
    }
    g_autofree char *script = g_strjoinv("\n", (char **) (void *) app_calibrate_script);
    const char *const argv[] = {python, "-c", script, NULL};
    g_auto(GStrv) environment = g_get_environ();
    g_auto(SimProcess) process;
    return sim_process_run(&process, argv, environment, PATIENCE, error) &&
           read_measures(table, python, &process, error);
}

static void
print_table(const Table *table)
{
    for (int i = 0; i < SIM_COST_COUNT; i++) {
        SimCost cost = (SimCost) i;
        printf("%-10s %14.2f ns  %-9s %s\n", sim_cost_name(cost), sim_cost_ns(&table->costs, cost),
               table->measured[i] ? "measured" : "default", sim_cost_what(cost));
    }
}

static int
print_json(const Table *table)
{
    GVariantBuilder object;
    g_variant_builder_init(&object, G_VARIANT_TYPE_VARDICT);
    for (int i = 0; i < SIM_COST_COUNT; i++) {
        GVariantBuilder row;
        g_variant_builder_init(&row, G_VARIANT_TYPE_VARDICT);
        double ns = sim_cost_ns(&table->costs, (SimCost) i);
        g_variant_builder_add(&row, "{sv}", "ns", g_variant_new_double(ns));
        g_variant_builder_add(&row, "{sv}", "measured", g_variant_new_boolean(table->measured[i]));
        g_variant_builder_add(&object, "{sv}", sim_cost_name((SimCost) i),
                              g_variant_builder_end(&row));
    }
    return app_json_print(g_variant_builder_end(&object));
}

/* What and when: a table without that is worth little. */
static char *
describe(const Table *table)
{
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    g_autofree char *date = g_date_time_format(now, "%Y-%m-%d");
    struct utsname system = {0};
    uname(&system);
    return g_strdup_printf(" Measured %s: Python %s, %s %s %s, %u processors.", date,
                           table->version, system.sysname, system.release, system.machine,
                           g_get_num_processors());
}

static bool
write_table(const Table *table, const CalibrateOptions *own, GError **error)
{
    g_autofree char *comment = describe(table);
    g_autofree char *text = sim_costs_save(&table->costs, comment);
    return app_output_write(own->output, text, strlen(text), own->force, error);
}

static int
calibrate(const AppOptions *options, const CalibrateOptions *own)
{
    g_auto(Table) table = {0};
    GError *error = NULL;
    if (own->list) {
        sim_costs_init(&table.costs);
    } else if (!measure(&table, own->python, &error)) {
        return app_report(error);
    }
    if (own->output != NULL && !write_table(&table, own, &error)) {
        return app_report(error);
    }
    if (options->json) {
        return print_json(&table);
    }
    print_table(&table);
    return APP_OK;
}

int
app_calibrate(int argc, char **argv)
{
    CalibrateOptions own = {0};
    const GOptionEntry entries[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &own.output,
         "save the table, for --costs of the other verbs", "FILE"},
        {"python", 0, 0, G_OPTION_ARG_FILENAME, &own.python,
         "the python3 to measure with (/usr/bin/python3, else that of PATH)", "PATH"},
        {"list", 0, 0, G_OPTION_ARG_NONE, &own.list, "measure nothing: tell the defaults", NULL},
        {"force", 'f', 0, G_OPTION_ARG_NONE, &own.force, "overwrite an existing file", NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(AppOptions) options;
    int status = app_options_read(&options, "calibrate", entries, APP_TAKES_JSON, argc, argv);
    if (status < 0 && options.arguments != NULL) {
        fprintf(stderr, "pyarena calibrate: error: it takes no argument\n");
        status = APP_BAD_INPUT;
    }
    if (status < 0) {
        status = calibrate(&options, &own);
    }
    g_free(own.output);
    g_free(own.python);
    return status;
}
