#include <stdio.h>

#include "sim/run/expect.h"
#include "viz/app/json.h"
#include "viz/app/options.h"
#include "viz/app/output.h"
#include "viz/app/session.h"
#include "viz/app/verb.h"

typedef struct {
    char *trace; /* --trace */
    gboolean stats;
    gboolean no_expect;
    gboolean force;
} RunOptions;

static bool
has_expectations(const SimScenario *scenario)
{
    for (size_t i = 0; i < sim_directives_count(scenario->directives); i++) {
        if (sim_directives_get(scenario->directives, i)->kind == SIM_DIRECTIVE_EXPECT) {
            return true;
        }
    }
    return false;
}

static bool
save_trace(const SimTrace *trace, const char *path, bool force, GError **error)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    return sim_trace_save(trace, bytes, error) &&
           app_output_write(path, bytes->data, bytes->len, force, error);
}

/* The expectations of a run that ended well. The failures, -1 with @error. */
static int
check_expectations(const SimScenario *scenario, const SimRun *run, GError **error)
{
    g_autoptr(SimReplay) replay = sim_replay_new(run->trace);
    g_autoptr(GString) report = g_string_new(NULL);
    int failed = sim_expect_check(replay, run->trace, scenario->directives, NULL, report, error);
    fputs(report->str, stderr);
    return failed;
}

static void
add_number(GVariantBuilder *object, const char *name, uint64_t value)
{
    g_variant_builder_add(object, "{sv}", name, g_variant_new_int64((gint64) value));
}

static void
add_text(GVariantBuilder *object, const char *name, const char *text)
{
    GVariant *value = text == NULL ? g_variant_new_maybe(G_VARIANT_TYPE_STRING, NULL)
                                   : g_variant_new_string(text);
    g_variant_builder_add(object, "{sv}", name, value);
}

static int
print_json(const SimScenario *scenario, const SimRun *run, int status)
{
    const SimWorld *world = sim_vm_world(run->vm);
    GVariantBuilder object;
    g_variant_builder_init(&object, G_VARIANT_TYPE_VARDICT);
    add_text(&object, "file", sim_source_name(scenario->source));
    add_text(&object, "profile", scenario->config.profile->name);
    add_number(&object, "exit_status", (uint64_t) status);
    add_text(&object, "exception", sim_vm_error_line(run->vm));
    add_number(&object, "bytecodes", run->steps);
    add_number(&object, "bytes_in_use", sim_heap_in_use(world->heap));
    add_number(&object, "allocated_blocks", sim_heap_allocated_blocks(world->heap));
    add_number(&object, "live_objects", sim_world_live_objects(world));
    if (run->trace != NULL) {
        add_number(&object, "events", sim_trace_count(run->trace));
        add_number(&object, "trace_bytes", sim_trace_size(run->trace));
    }
    return app_json_print(g_variant_builder_end(&object));
}

static int
run_scenario(const AppOptions *options, const RunOptions *own, const char *path)
{
    GError *error = NULL;
    g_autoptr(SimScenario) scenario = sim_scenario_load(path, &options->config, &error);
    if (scenario == NULL) {
        return app_report(error);
    }
    bool expects = !own->no_expect && has_expectations(scenario);
    AppPrint print = options->json ? APP_PRINT_ERR : APP_PRINT;
    g_autoptr(SimRun) run = app_session_run(scenario, expects || own->trace != NULL, print, &error);
    if (run == NULL) {
        return app_report(error);
    }
    int status = run->exit_status;
    if (own->trace != NULL && !save_trace(run->trace, own->trace, own->force, &error)) {
        return app_report(error);
    }
    if (expects && status == APP_OK) {
        int failed = check_expectations(scenario, run, &error);
        if (failed < 0) {
            return app_report(error);
        }
        status = failed > 0 ? APP_FAILED : APP_OK;
    }
    if (own->stats) {
        g_autoptr(GString) stats = g_string_new(NULL);
        sim_heap_stats(sim_vm_world(run->vm)->heap, stats);
        fputs(stats->str, stderr);
    }
    int printed = options->json ? print_json(scenario, run, status) : APP_OK;
    return printed != APP_OK ? printed : status;
}

int
app_run(int argc, char **argv)
{
    RunOptions own = {0};
    const GOptionEntry entries[] = {
        {"trace", 0, 0, G_OPTION_ARG_FILENAME, &own.trace, "save the trace (draw and dump read it)",
         "OUT"},
        {"stats", 0, 0, G_OPTION_ARG_NONE, &own.stats,
         "print the allocator's table on stderr, as sys._debugmallocstats()", NULL},
        {"no-expect", 0, 0, G_OPTION_ARG_NONE, &own.no_expect, "do not judge its expectations",
         NULL},
        {"force", 'f', 0, G_OPTION_ARG_NONE, &own.force, "overwrite an existing file", NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(AppOptions) options;
    int status =
        app_options_read(&options, "run", entries, APP_TAKES_CONFIG | APP_TAKES_JSON, argc, argv);
    if (status < 0) {
        const char *path = app_options_single(&options, "run");
        status = path == NULL ? APP_BAD_INPUT : run_scenario(&options, &own, path);
    }
    g_free(own.trace);
    return status;
}
