#include <stdio.h>

#include "sim/run/expect.h"
#include "sim/trace/trace_writer.h"
#include "viz/app/json.h"
#include "viz/app/options.h"
#include "viz/app/output.h"
#include "viz/app/perfetto.h"
#include "viz/app/played.h"
#include "viz/app/session.h"
#include "viz/app/verb.h"

typedef struct {
    char *trace;    /* --trace */
    char *perfetto; /* --perfetto */
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

/* Where --trace goes. */
typedef struct {
    AppOutput output;
    SimTraceWriter *writer; /* NULL: not asked for */
} TraceFile;

static bool
open_trace(TraceFile *file, const RunOptions *own, const SimScenario *scenario, GError **error)
{
    if (own->trace == NULL) {
        return true;
    }
    if (!app_output_open(&file->output, own->trace, own->force, error)) {
        return false;
    }
    file->writer = sim_trace_writer_new(file->output.file, scenario->source);
    return true;
}

/* Leaves no file where it was not closed. */
static void
clear_trace(TraceFile *file)
{
    if (file->writer != NULL) {
        sim_trace_writer_finish(file->writer, NULL, NULL);
    }
    app_output_discard(&file->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TraceFile, clear_trace)

static bool
close_trace(TraceFile *file, const SimRun *run, GError **error)
{
    if (file->writer == NULL) {
        return true;
    }
    bool ok = sim_trace_writer_finish(g_steal_pointer(&file->writer), run->trace, error);
    return ok && app_output_commit(&file->output, error);
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

/* --perfetto */
static bool
write_perfetto(const SimScenario *scenario,
               const SimRun *run,
               const RunOptions *own,
               GError **error)
{
    g_autoptr(SimTimeline) timeline = sim_timeline_of_trace(run->trace, error);
    g_auto(SimUsage) usage;
    sim_usage_init(&usage);
    if (timeline == NULL ||
        !sim_usage_of_trace(&usage, run->trace, scenario->config.profile, error)) {
        return false;
    }
    const char *name = sim_source_name(scenario->source);
    if (timeline->threads->len == 0) {
        g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_INPUT,
                    "%s: error: it starts no threads and calls no native code, so there is no time "
                    "to show (--perfetto)",
                    name);
        return false;
    }
    return app_json_write(app_perfetto_new(timeline, &usage, name), own->perfetto, own->force,
                          error);
}

/* The trace goes to its file as it grows, unless it is @needed in memory afterwards. NULL with
 * @error. */
static SimRun *
run_recorded(
    const SimScenario *scenario, const RunOptions *own, bool needed, AppPrint print, GError **error)
{
    g_auto(TraceFile) file = {0};
    if (!open_trace(&file, own, scenario, error)) {
        return NULL;
    }
    bool record = needed || file.writer != NULL;
    SimTrace *trace = record ? sim_trace_new(scenario->source) : NULL;
    if (file.writer != NULL && !needed) {
        sim_trace_writer_attach(file.writer, trace);
    }
    g_autoptr(SimRun) run = app_session_run(scenario, trace, print, error);
    return run != NULL && close_trace(&file, run, error) ? g_steal_pointer(&run) : NULL;
}

static int
run_scenario(const AppOptions *options, const RunOptions *own, const char *path)
{
    GError *error = NULL;
    g_autoptr(SimScenario) scenario =
        app_played_refuse(path, &error) ? sim_scenario_load(path, &options->config, &error) : NULL;
    if (scenario == NULL) {
        return app_report(error);
    }
    bool expects = !own->no_expect && has_expectations(scenario);
    AppPrint print = options->json ? APP_PRINT_ERR : APP_PRINT;
    bool needed = expects || own->perfetto != NULL;
    g_autoptr(SimRun) run = run_recorded(scenario, own, needed, print, &error);
    if (run == NULL) {
        return app_report(error);
    }
    int status = run->exit_status;
    if (expects && status == APP_OK) {
        int failed = check_expectations(scenario, run, &error);
        if (failed < 0) {
            return app_report(error);
        }
        status = failed > 0 ? APP_FAILED : APP_OK;
    }
    if (own->perfetto != NULL && !write_perfetto(scenario, run, own, &error)) {
        return app_report(error);
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
        {"perfetto", 0, 0, G_OPTION_ARG_FILENAME, &own.perfetto,
         "save threads, GIL, collections and memory over time as a Chrome trace for "
         "ui.perfetto.dev",
         "OUT.json"},
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
    g_free(own.perfetto);
    return status;
}
