#include "viz/app/replay_figure.h"

#include <stdio.h>
#include <string.h>

#include "viz/app/module.h"
#include "viz/app/output.h"
#include "viz/app/replay_story.h"
#include "viz/render/figure.h"

typedef struct {
    const AppReplayFigure *figure;
} Target;

static bool
write_figure(const VizFigureFile *file, void *data, GError **error)
{
    const AppReplayFigure *figure = ((const Target *) data)->figure;
    gsize length;
    const void *bytes = g_bytes_get_data(file->bytes, &length);
    return app_output_write(figure->path, bytes, length, figure->overwrite, error);
}

static const char *
format_of(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot == NULL || strchr(dot, '/') != NULL ? "" : dot + 1;
}

bool
app_replay_draw(const AppPlayed *played, const AppReplayFigure *figure, bool quiet, GError **error)
{
    VizFigureDraw draw =
        (VizFigureDraw) app_module_symbol(VIZ_FIGURE_MODULE, VIZ_FIGURE_SYMBOL, error);
    if (draw == NULL) {
        return false;
    }
    g_autoptr(AppReplayStory) base = app_replay_story_new(played);
    const char *view = figure->view == NULL ? "arenas" : figure->view;
    app_replay_story_add(base, view, view, figure->zoom);
    VizStory *story = app_replay_story(base);
    if (figure->max_arenas > 0) {
        story->limits.arenas = (unsigned) figure->max_arenas;
    }
    const char *const formats[] = {format_of(figure->path), NULL};
    VizFigureOptions options = {formats, figure->theme, false};
    Target target = {figure};
    g_autoptr(GPtrArray) notices = g_ptr_array_new_with_free_func(g_free);
    if (!draw(story, &options, write_figure, NULL, &target, notices, error)) {
        if (error != NULL && !g_error_matches(*error, SIM_DIAG_ERROR, SIM_DIAG_OUTPUT)) {
            g_prefix_error(error, "pyarena replay: error: %s: ", figure->path);
        }
        return false;
    }
    for (guint i = 0; i < notices->len && !quiet; i++) {
        fprintf(stderr, "pyarena replay: notice: %s\n", (const char *) notices->pdata[i]);
    }
    puts(figure->path);
    return true;
}
