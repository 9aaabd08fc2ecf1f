#include <stdio.h>
#include <string.h>

#include "sim/bytecode/code.h"
#include "sim/replay/steps.h"
#include "viz/app/options.h"
#include "viz/app/plan.h"
#include "viz/app/recording.h"
#include "viz/app/verb.h"
#include "viz/scene/view.h"

typedef struct {
    char *step;
    char *view;
    gboolean positions;
    gboolean all;
} DumpOptions;

/* A dump of one stage of @path, appended to @out. */
typedef bool (*Dump)(const AppOptions *options,
                     const DumpOptions *own,
                     const char *path,
                     GString *out,
                     GError **error);

static bool
dump_tokens(const AppOptions *options,
            const DumpOptions *own,
            const char *path,
            GString *out,
            GError **error)
{
    (void) options;
    (void) own;
    g_autoptr(SimSource) source = sim_source_load(path, error);
    return source != NULL && sim_tokens_dump(source, out, error);
}

static bool
dump_ast(const AppOptions *options,
         const DumpOptions *own,
         const char *path,
         GString *out,
         GError **error)
{
    (void) options;
    g_autoptr(SimSource) source = sim_source_load(path, error);
    g_autoptr(SimTree) tree = source == NULL ? NULL : sim_parse_module(source, error);
    if (tree != NULL) {
        sim_tree_dump(tree, own->positions, out);
    }
    return tree != NULL;
}

static bool
dump_code(const AppOptions *options,
          const DumpOptions *own,
          const char *path,
          GString *out,
          GError **error)
{
    (void) own;
    g_autoptr(SimScenario) scenario = sim_scenario_load(path, &options->config, error);
    if (scenario != NULL) {
        sim_code_dump(scenario->code, out);
    }
    return scenario != NULL;
}

/* The events of the scenario itself; with --all those of start-up and shutdown too. */
static bool
dump_trace(const AppOptions *options,
           const DumpOptions *own,
           const char *path,
           GString *out,
           GError **error)
{
    g_autoptr(AppRecording) recording = app_recording_open(path, &options->config, NULL, error);
    if (recording == NULL) {
        return false;
    }
    SimCursor cursor;
    SimEvent event;
    bool shown = own->all;
    g_autoptr(GError) damage = NULL;
    sim_cursor_init(&cursor, recording->trace);
    while (sim_cursor_next(&cursor, &event, &damage)) {
        shown = shown || event.kind == SIM_EVENT_MAIN;
        if (shown) {
            g_string_append_printf(out, "%" G_GUINT64_FORMAT " ", cursor.number);
            sim_event_dump(&event, out);
            g_string_append_c(out, '\n');
        }
        shown = own->all || (shown && event.kind != SIM_EVENT_END);
    }
    sim_cursor_clear(&cursor);
    if (damage != NULL) {
        g_propagate_error(error, g_steal_pointer(&damage));
        return false;
    }
    return true;
}

/* The step asked for, or the last one before the machine takes itself down. */
static bool
step_of(const DumpOptions *own, const SimTrace *trace, uint64_t *step, GError **error)
{
    uint64_t start;
    if (own->step == NULL) {
        return sim_steps_main(trace, &start, step, error);
    }
    char *end = NULL;
    *step = g_ascii_strtoull(own->step, &end, 10);
    if (g_ascii_isdigit(own->step[0]) && *end == '\0' && *step <= sim_trace_count(trace)) {
        return true;
    }
    g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_USAGE,
                "pyarena dump: error: --step takes a number from 0 to %" G_GUINT64_FORMAT
                " here, not '%s'\n",
                sim_trace_count(trace), own->step);
    return false;
}

static bool
dump_state(const AppOptions *options,
           const DumpOptions *own,
           const char *path,
           GString *out,
           GError **error)
{
    g_autoptr(AppRecording) recording = app_recording_open(path, &options->config, NULL, error);
    uint64_t step;
    if (recording == NULL || !step_of(own, recording->trace, &step, error)) {
        return false;
    }
    g_autoptr(SimReplay) replay = sim_replay_new(recording->trace);
    const SimState *state = sim_replay_seek(replay, step, error);
    if (state != NULL) {
        sim_state_dump(state, own->all, out);
    }
    return state != NULL;
}

static bool
dump_scene(const AppOptions *options,
           const DumpOptions *own,
           const char *path,
           GString *out,
           GError **error)
{
    if (!app_plan_view(own->view, error)) {
        return false;
    }
    g_autoptr(AppRecording) recording =
        app_recording_open(path, &options->config, app_plan_check, error);
    if (recording == NULL) {
        return false;
    }
    g_autoptr(SimReplay) replay = sim_replay_new(recording->trace);
    AppPlan plan = {own->view, NULL, false, own->step, G_MAXUINT, 0};
    g_autoptr(VizStory) story = app_plan_story(&plan, recording, replay, error);
    if (story == NULL) {
        return false;
    }
    for (int view = 0; view < VIZ_VIEW_COUNT; view++) {
        g_autoptr(GPtrArray) scenes = viz_view_scenes(story, (VizViewKind) view, error);
        if (scenes == NULL) {
            return false;
        }
        for (guint i = 0; i < scenes->len; i++) {
            viz_scene_dump(scenes->pdata[i], out);
        }
    }
    return true;
}

static const struct {
    const char *stage;
    Dump dump;
} stages[] = {
    {"tokens", dump_tokens}, {"ast", dump_ast},     {"code", dump_code},
    {"trace", dump_trace},   {"state", dump_state}, {"scene", dump_scene},
};

static int
dump_stage(const AppOptions *options, const DumpOptions *own)
{
    if (options->arguments == NULL || g_strv_length(options->arguments) != 2) {
        fprintf(stderr, "pyarena dump: error: a stage and a file are needed; "
                        "'pyarena dump --help' tells more\n");
        return APP_BAD_INPUT;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(stages); i++) {
        if (strcmp(stages[i].stage, options->arguments[0]) == 0) {
            GError *error = NULL;
            g_autoptr(GString) out = g_string_new(NULL);
            if (!stages[i].dump(options, own, options->arguments[1], out, &error)) {
                return app_report(error);
            }
            fwrite(out->str, 1, out->len, stdout);
            return APP_OK;
        }
    }
    fprintf(stderr,
            "pyarena dump: error: no stage '%s' (there is: tokens, ast, code, trace, "
            "state, scene)\n",
            options->arguments[0]);
    return APP_BAD_INPUT;
}

int
app_dump(int argc, char **argv)
{
    DumpOptions own = {0};
    const GOptionEntry entries[] = {
        {"step", 0, 0, G_OPTION_ARG_STRING, &own.step, "state, scene: after N events (the end)",
         "N"},
        {"view", 0, 0, G_OPTION_ARG_STRING, &own.view, "scene: this view instead of the figures'",
         "blocks|objects"},
        {"positions", 0, 0, G_OPTION_ARG_NONE, &own.positions, "ast: with line and column", NULL},
        {"all", 0, 0, G_OPTION_ARG_NONE, &own.all,
         "trace, state: start-up, shutdown and static objects too", NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(AppOptions) options;
    int status = app_options_read(&options, "dump", entries, APP_TAKES_CONFIG, argc, argv);
    if (status < 0) {
        status = dump_stage(&options, &own);
    }
    g_free(own.step);
    g_free(own.view);
    return status;
}
