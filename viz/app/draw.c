#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "viz/app/json.h"
#include "viz/app/module.h"
#include "viz/app/options.h"
#include "viz/app/output.h"
#include "viz/app/plan.h"
#include "viz/app/recording.h"
#include "viz/app/replay_story.h"
#include "viz/app/verb.h"
#include "viz/render/figure.h"

#define MOST_FIGURES    1000
#define MANY_FIGURES    50     /* from here on a person wants to see that it goes on */
#define PROGRESS_PERIOD 100000 /* microseconds */

typedef struct {
    char *folder; /* -o */
    char *formats;
    char *theme;
    char *view;
    char *zoom;
    char *step;
    int figures; /* at most */
#define LIMIT(field, name, initial, help) int field;
#include "viz/scene/limit.def"
#undef LIMIT
    gboolean every_line;
    gboolean transparent;
    gboolean force;
} DrawOptions;

/* One file to be written: all are drawn before the first is written. */
typedef struct {
    char *path;
    GBytes *bytes;
} Pending;

typedef struct {
    const DrawOptions *options;
    GArray *files;         /* Pending */
    GString *markdown;     /* figures.md */
    GVariantBuilder *json; /* an array */
    char *last_figure;     /* the one figures.md spoke of last */
    gint64 last_progress;
} Gallery;

static const char theme_list[] =
#define THEME(name) "|" name
#include "viz/draw/theme.def"
#undef THEME
    ;
static const char view_list[] =
#define VIEW(NAME, name, builder, layout) "|" name
#include "viz/scene/view.def"
#undef VIEW
    ;
static const char format_list[] =
#define FORMAT(format, media_type, render) "," format
#include "viz/render/format.def"
#undef FORMAT
    ;

static void
clear_pending(void *data)
{
    Pending *file = data;
    g_free(file->path);
    g_bytes_unref(file->bytes);
}

/* Text in a Markdown image: brackets would end it. */
static void
append_alt(GString *markdown, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '[' || *text == ']' || *text == '\\') {
            g_string_append_c(markdown, '\\');
        }
        g_string_append_c(markdown, *text == '\n' ? ' ' : *text);
    }
}

/* The first format of each figure is the one its Markdown includes. */
static void
add_markdown(Gallery *gallery, const VizFigureFile *file, const char *name)
{
    if (g_strcmp0(gallery->last_figure, file->name) == 0) {
        return;
    }
    g_free(gallery->last_figure);
    gallery->last_figure = g_strdup(file->name);
    g_string_append_printf(gallery->markdown, "## %s\n\n![", file->name);
    append_alt(gallery->markdown, file->description);
    g_string_append_printf(gallery->markdown, "](%s)\n\n", name);
    if (file->caption != NULL) {
        g_string_append_printf(gallery->markdown, "%s\n\n", file->caption);
    }
}

static void
add_json(GVariantBuilder *array, const VizFigureFile *file, const char *path)
{
    const char *const members[][2] = {{"path", path},
                                      {"figure", file->name},
                                      {"view", file->view},
                                      {"format", file->format},
                                      {"description", file->description}};
    GVariantBuilder object;
    g_variant_builder_init(&object, G_VARIANT_TYPE_VARDICT);
    for (size_t i = 0; i < G_N_ELEMENTS(members); i++) {
        GVariant *text = g_variant_new_string(members[i][1]);
        g_variant_builder_add(&object, "{sv}", members[i][0], text);
    }
    g_variant_builder_add(array, "v", g_variant_builder_end(&object));
}

static bool
collect(const VizFigureFile *file, void *data, GError **error)
{
    Gallery *gallery = data;
    (void) error;
    g_autofree char *name = g_strdup_printf("%s.%s", file->name, file->format);
    Pending pending = {g_build_filename(gallery->options->folder, name, NULL),
                       g_bytes_ref(file->bytes)};
    g_array_append_val(gallery->files, pending);
    add_markdown(gallery, file, name);
    add_json(gallery->json, file, pending.path);
    return true;
}

static bool
add_index(Gallery *gallery)
{
    Pending index = {g_build_filename(gallery->options->folder, "figures.md", NULL),
                     g_bytes_new(gallery->markdown->str, gallery->markdown->len)};
    g_array_append_val(gallery->files, index);
    return true;
}

static bool
fail_output(GError **error, const char *path, const char *what)
{
    g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_OUTPUT, "%s: error: %s\n", path, what);
    return false;
}

static bool
check_new(const char *folder, const char *name, const char *suffix, GError **error)
{
    g_autofree char *base = g_strdup_printf("%s.%s", name, suffix);
    g_autofree char *path = g_build_filename(folder, base, NULL);
    return !g_file_test(path, G_FILE_TEST_EXISTS) ||
           fail_output(error, path, "exists already, so nothing was written (-f overwrites)");
}

/* What can be told of the files to come without drawing: drawing may take a while. */
static bool
check_folder(const DrawOptions *own, const VizStory *story, char **formats, GError **error)
{
    if (!g_file_test(own->folder, G_FILE_TEST_EXISTS)) {
        return true; /* made when there is something to put there */
    }
    if (!g_file_test(own->folder, G_FILE_TEST_IS_DIR)) {
        return fail_output(error, own->folder, "is a file, not a folder");
    }
    if (access(own->folder, W_OK | X_OK) != 0) {
        return fail_output(error, own->folder, g_strerror(errno));
    }
    bool fresh = own->force || check_new(own->folder, "figures", "md", error);
    for (guint i = 0; fresh && !own->force && i < story->figures->len; i++) {
        const char *name = g_array_index(story->figures, VizFigure, i).name;
        for (char **format = formats; fresh && *format != NULL; format++) {
            fresh = check_new(own->folder, name, *format, error);
        }
    }
    return fresh;
}

/* Either all files come to be, or none that was not there before. */
static bool
write_all(const Gallery *gallery, GError **error)
{
    if (!app_output_make_folder(gallery->options->folder, error)) {
        return false;
    }
    for (guint i = 0; i < gallery->files->len; i++) {
        const Pending *file = &g_array_index(gallery->files, Pending, i);
        gsize length;
        const void *bytes = g_bytes_get_data(file->bytes, &length);
        if (!app_output_write(file->path, bytes, length, true, error)) {
            for (guint k = 0; k < i && !gallery->options->force; k++) {
                unlink(g_array_index(gallery->files, Pending, k).path);
            }
            return false;
        }
    }
    return true;
}

static void
print_notices(const GPtrArray *notices, bool quiet)
{
    for (guint i = 0; i < notices->len && !quiet; i++) {
        fprintf(stderr, "pyarena draw: notice: %s\n", (const char *) notices->pdata[i]);
    }
}

static void
print_paths(const Gallery *gallery)
{
    for (guint i = 0; i < gallery->files->len; i++) {
        puts(g_array_index(gallery->files, Pending, i).path);
    }
}

/* A line on a terminal that is written over until the figures are there. */
static void
show_progress(guint done, guint total, void *data)
{
    Gallery *gallery = data;
    gint64 now = g_get_monotonic_time();
    if (total <= MANY_FIGURES || (done < total && now - gallery->last_progress < PROGRESS_PERIOD)) {
        return;
    }
    gallery->last_progress = now;
    int width = fprintf(stderr, "\rpyarena draw: figure %u of %u", done, total) - 1;
    if (done == total) {
        fprintf(stderr, "\r%*s\r", width, "");
    }
    fflush(stderr);
}

/* The part that draws does not know what it is part of. */
static void
name_speaker(GError *error)
{
    if (!g_error_matches(error, SIM_DIAG_ERROR, SIM_DIAG_OUTPUT)) {
        g_autofree char *bare = error->message;
        error->message = g_strdup_printf("pyarena draw: error: %s", bare);
    }
}

/* Returns the exit status, with the error, if there is one, reported. */
static int
draw_story(const VizStory *story, const AppOptions *options, const DrawOptions *own)
{
    GError *error = NULL;
    g_auto(GStrv) formats = g_strsplit(own->formats, ",", -1);
    if (!check_folder(own, story, formats, &error)) {
        return app_report(error);
    }
    VizFigureDraw draw =
        (VizFigureDraw) app_module_symbol(VIZ_FIGURE_MODULE, VIZ_FIGURE_SYMBOL, &error);
    if (draw == NULL) {
        return app_report(error);
    }
    VizFigureOptions figure_options = {(const char *const *) formats, own->theme, own->transparent};
    g_autoptr(GArray) files = g_array_new(FALSE, FALSE, sizeof(Pending));
    g_array_set_clear_func(files, clear_pending);
    g_autoptr(GString) markdown = g_string_new(NULL);
    GVariantBuilder json;
    g_autoptr(GPtrArray) notices = g_ptr_array_new_with_free_func(g_free);
    Gallery gallery = {own, files, markdown, &json, NULL, 0};
    g_string_append_printf(markdown, "# %s\n\n", story->title == NULL ? "Figures" : story->title);
    g_variant_builder_init(&json, G_VARIANT_TYPE("av"));
    bool terminal = !options->quiet && isatty(STDERR_FILENO);
    bool ok = draw(story, &figure_options, collect, terminal ? show_progress : NULL, &gallery,
                   notices, &error) &&
              add_index(&gallery) && write_all(&gallery, &error);
    print_notices(notices, options->quiet);
    int status = APP_OK;
    if (!ok) {
        name_speaker(error);
        status = app_report(error);
    } else if (options->json) {
        status = app_json_print(g_variant_builder_end(&json));
    } else {
        print_paths(&gallery);
    }
    g_variant_builder_clear(&json);
    g_free(gallery.last_figure);
    return status;
}

static void
set_limits(VizStory *story, const DrawOptions *own)
{
#define LIMIT(field, name, initial, help) story->limits.field = (unsigned) own->field;
#include "viz/scene/limit.def"
#undef LIMIT
}

static VizStory *
plan_story(const DrawOptions *own,
           AppPlan *plan,
           const AppRecording *recording,
           SimReplay *replay,
           GError **error)
{
    VizStory *story = app_plan_story(plan, recording, replay, error);
    if (story != NULL) {
        set_limits(story, own);
    }
    return story;
}

static int
report_left_out(const AppPlan *plan, bool quiet)
{
    if (plan->left_out == 0) {
        return APP_OK;
    }
    if (!quiet) {
        fprintf(stderr,
                "pyarena draw: notice: the first %u figures are drawn and %u left out "
                "(--max-figures)\n",
                plan->most, plan->left_out);
    }
    return APP_LIMIT;
}

/* "run" of "folder/run.rec" and "run.trc.zst", for names of figures. */
static char *
stem_of(const char *path)
{
    char *base = g_path_get_basename(path);
    char *dot = strchr(base + 1, '.');
    if (dot != NULL) {
        *dot = '\0';
    }
    return base;
}

/* A recording of a real process: one figure of each view that can show it, or of the one that is
 * asked for. --step is the number of a record there. */
static int
draw_recording(const AppOptions *options, const DrawOptions *own, const char *path)
{
    static const char *const views[] = {"arenas", "heap", "usage"};
    GError *error = NULL;
    const SimConfig *config = &options->config;
    const AppPlay how = {
        "draw", config->profile_origin == SIM_ORIGIN_COMMAND_LINE ? config->profile->name : NULL,
        own->step, "step", options->quiet};
    if (!app_replay_check_view("draw", own->view)) {
        return APP_BAD_INPUT;
    }
    if (own->every_line) {
        fputs("pyarena draw: error: a recording has no lines to draw: --step N|peak says where in "
              "it to look, --every-line is for scenarios\n",
              stderr);
        return APP_BAD_INPUT;
    }
    g_autoptr(AppPlayed) played = app_played_open(path, &how, &error);
    if (played == NULL) {
        return app_report(error);
    }
    g_autoptr(AppReplayStory) base = app_replay_story_new(played);
    g_autofree char *stem = stem_of(path);
    for (size_t i = 0; i < G_N_ELEMENTS(views); i++) {
        if (own->view == NULL || strcmp(own->view, views[i]) == 0) {
            g_autofree char *name = g_strdup_printf("%s-%s", stem, views[i]);
            app_replay_story_add(base, name, views[i], own->zoom);
        }
    }
    set_limits(app_replay_story(base), own);
    return draw_story(app_replay_story(base), options, own);
}

static int
draw_file(const AppOptions *options, const DrawOptions *own, const char *path)
{
    GError *error = NULL;
    if (!app_plan_view(own->view, &error)) {
        return app_report(error);
    }
    if (app_played_is_recording(path)) {
        return draw_recording(options, own, path);
    }
    g_autoptr(AppRecording) recording =
        app_recording_open(path, &options->config, app_plan_check, &error);
    if (recording == NULL) {
        return app_report(error);
    }
    g_autoptr(SimReplay) replay = sim_replay_new(recording->trace);
    AppPlan plan = {own->view, own->zoom, own->every_line, own->step, (guint) own->figures, 0};
    g_autoptr(VizStory) story = plan_story(own, &plan, recording, replay, &error);
    int status = story == NULL ? app_report(error) : draw_story(story, options, own);
    if (status == APP_OK) {
        status = report_left_out(&plan, options->quiet);
    }
    return recording->status != APP_OK ? recording->status : status;
}

static bool
check_limits(const DrawOptions *own)
{
    const struct {
        const char *name;
        int value;
    } limits[] = {
        {"max-figures", own->figures},
#define LIMIT(field, name, initial, help) {name, own->field},
#include "viz/scene/limit.def"
#undef LIMIT
    };
    for (size_t i = 0; i < G_N_ELEMENTS(limits); i++) {
        if (limits[i].value < 1) {
            fprintf(stderr, "pyarena draw: error: --%s takes a number from 1 on, not %d\n",
                    limits[i].name, limits[i].value);
            return false;
        }
    }
    return true;
}

int
app_draw(int argc, char **argv)
{
    DrawOptions own = {
        .figures = MOST_FIGURES,
#define LIMIT(field, name, initial, help) .field = initial,
#include "viz/scene/limit.def"
#undef LIMIT
    };
    const GOptionEntry entries[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &own.folder, "folder of the figures (.)", "DIR"},
        {"format", 0, 0, G_OPTION_ARG_STRING, &own.formats, "one or more of these (the first)",
         format_list + 1},
        {"theme", 0, 0, G_OPTION_ARG_STRING, &own.theme, "colours (the first)", theme_list + 1},
        {"view", 0, 0, G_OPTION_ARG_STRING, &own.view, "draw this view instead of the figures' own",
         view_list + 1},
        {"zoom", 0, 0, G_OPTION_ARG_STRING, &own.zoom,
         "view arenas: the pool of the object of that name, pool-ADDRESS or arena-ADDRESS; view "
         "timeline: a window of time, as 10ms..25ms",
         "WHAT"},
        {"every-line", 0, 0, G_OPTION_ARG_NONE, &own.every_line, "a figure after every line run",
         NULL},
        {"step", 0, 0, G_OPTION_ARG_STRING, &own.step,
         "one figure, of the state after N events; of a recording, after N records (or peak)", "N"},
        {"transparent", 0, 0, G_OPTION_ARG_NONE, &own.transparent, "no background", NULL},
        {"max-figures", 0, 0, G_OPTION_ARG_INT, &own.figures,
         "figures drawn at most (" G_STRINGIFY(MOST_FIGURES) ")", "N"},
#define LIMIT(field, name, initial, help)                                                          \
    {name, 0, 0, G_OPTION_ARG_INT, &own.field, help " (" #initial ")", "N"},
#include "viz/scene/limit.def"
#undef LIMIT
        {"force", 'f', 0, G_OPTION_ARG_NONE, &own.force, "overwrite existing files", NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(AppOptions) options;
    int status =
        app_options_read(&options, "draw", entries, APP_TAKES_CONFIG | APP_TAKES_JSON, argc, argv);
    if (status < 0) {
        own.folder = own.folder == NULL ? g_strdup(".") : own.folder;
        own.formats = own.formats == NULL ? g_strdup("svg") : own.formats;
        const char *path = app_options_single(&options, "draw");
        status =
            path == NULL || !check_limits(&own) ? APP_BAD_INPUT : draw_file(&options, &own, path);
    }
    char *const texts[] = {own.folder, own.formats, own.theme, own.view, own.zoom, own.step};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_free(texts[i]);
    }
    return status;
}
