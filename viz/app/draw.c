#include <stdio.h>
#include <string.h>

#include "viz/app/json.h"
#include "viz/app/module.h"
#include "viz/app/options.h"
#include "viz/app/output.h"
#include "viz/app/plan.h"
#include "viz/app/recording.h"
#include "viz/app/verb.h"
#include "viz/render/figure.h"

typedef struct {
    char *folder; /* -o */
    char *formats;
    char *theme;
    char *view;
    char *step;
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
} Gallery;

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
check_overwrite(const Gallery *gallery, GError **error)
{
    for (guint i = 0; i < gallery->files->len && !gallery->options->force; i++) {
        const char *path = g_array_index(gallery->files, Pending, i).path;
        if (g_file_test(path, G_FILE_TEST_EXISTS)) {
            g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_OUTPUT,
                        "%s: error: exists already, so nothing was written (-f overwrites)\n",
                        path);
            return false;
        }
    }
    return true;
}

static bool
write_all(const Gallery *gallery, GError **error)
{
    if (!app_output_make_folder(gallery->options->folder, error) ||
        !check_overwrite(gallery, error)) {
        return false;
    }
    for (guint i = 0; i < gallery->files->len; i++) {
        const Pending *file = &g_array_index(gallery->files, Pending, i);
        gsize length;
        const void *bytes = g_bytes_get_data(file->bytes, &length);
        if (!app_output_write(file->path, bytes, length, true, error)) {
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

static bool
draw_story(const VizStory *story, const AppOptions *options, const DrawOptions *own, GError **error)
{
    VizFigureDraw draw =
        (VizFigureDraw) app_module_symbol(VIZ_FIGURE_MODULE, VIZ_FIGURE_SYMBOL, error);
    if (draw == NULL) {
        return false;
    }
    g_auto(GStrv) formats = g_strsplit(own->formats, ",", -1);
    VizFigureOptions figure_options = {(const char *const *) formats, own->theme, own->transparent};
    g_autoptr(GArray) files = g_array_new(FALSE, FALSE, sizeof(Pending));
    g_array_set_clear_func(files, clear_pending);
    g_autoptr(GString) markdown = g_string_new(NULL);
    GVariantBuilder json;
    g_autoptr(GPtrArray) notices = g_ptr_array_new_with_free_func(g_free);
    Gallery gallery = {own, files, markdown, &json, NULL};
    g_string_append_printf(markdown, "# %s\n\n", story->title == NULL ? "Figures" : story->title);
    g_variant_builder_init(&json, G_VARIANT_TYPE("av"));
    bool ok = draw(story, &figure_options, collect, &gallery, notices, error) &&
              add_index(&gallery) && write_all(&gallery, error);
    print_notices(notices, options->quiet);
    if (ok && options->json) {
        ok = app_json_print(g_variant_builder_end(&json)) == APP_OK;
    } else if (ok) {
        print_paths(&gallery);
    }
    g_variant_builder_clear(&json);
    g_free(gallery.last_figure);
    return ok;
}

static int
draw_file(const AppOptions *options, const DrawOptions *own, const char *path)
{
    GError *error = NULL;
    g_autoptr(AppRecording) recording = app_recording_open(path, &options->config, &error);
    if (recording == NULL) {
        return app_report(error);
    }
    g_autoptr(SimReplay) replay = sim_replay_new(recording->trace);
    AppPlan plan = {own->view, own->every_line, own->step};
    g_autoptr(VizStory) story = app_plan_story(&plan, recording, replay, &error);
    if (story == NULL || !draw_story(story, options, own, &error)) {
        int status = app_report(error);
        return recording->status != APP_OK ? recording->status : status;
    }
    return recording->status;
}

int
app_draw(int argc, char **argv)
{
    DrawOptions own = {0};
    const GOptionEntry entries[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &own.folder, "folder of the figures (.)", "DIR"},
        {"format", 0, 0, G_OPTION_ARG_STRING, &own.formats, "any of svg,pdf,png (svg)", "LIST"},
        {"theme", 0, 0, G_OPTION_ARG_STRING, &own.theme, "colours (light)",
         "light|dark|contrast|print"},
        {"view", 0, 0, G_OPTION_ARG_STRING, &own.view, "draw this view instead of the figures' own",
         "blocks|objects"},
        {"every-line", 0, 0, G_OPTION_ARG_NONE, &own.every_line, "a figure after every line run",
         NULL},
        {"step", 0, 0, G_OPTION_ARG_STRING, &own.step, "one figure, of the state after N events",
         "N"},
        {"transparent", 0, 0, G_OPTION_ARG_NONE, &own.transparent, "no background", NULL},
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
        status = path == NULL ? APP_BAD_INPUT : draw_file(&options, &own, path);
    }
    char *const texts[] = {own.folder, own.formats, own.theme, own.view, own.step};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_free(texts[i]);
    }
    return status;
}
