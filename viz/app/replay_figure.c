#include "viz/app/replay_figure.h"

#include <stdio.h>
#include <string.h>

#include "sim/replay/arena_map.h"
#include "viz/app/module.h"
#include "viz/app/output.h"
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

static char *
site_of(void *data, SimAddr block)
{
    const SimPlayer *player = data;
    uint32_t number = sim_pymalloc_mark(player->main_heap->pymalloc, block);
    const SimSite *site = sim_sites_get(player->sites, number);
    if (site == NULL) {
        return NULL;
    }
    g_autofree char *file = g_path_get_basename(site->file);
    char *end = strrchr(file, '>'); /* "<frozen importlib._bootstrap>" */
    const char *dot = end == NULL ? NULL : strrchr(file, '.');
    if (end != NULL) {
        *end = '\0';
    }
    return g_strdup_printf("%s:%u", dot == NULL ? file : dot + 1, site->line);
}

/* What the figure is made from: the allocator's state alone, no trace stands behind it. */
static VizStory *
make_story(const AppReplayed *replayed,
           const AppReplayFigure *figure,
           const SimArenaMap *map,
           const SimTrace *trace,
           SimReplay *replay)
{
    g_autofree char *base = g_path_get_basename(sim_reader_name(replayed->reader));
    g_autofree char *title =
        g_strdup_printf("%s after record %" G_GUINT64_FORMAT, base, replayed->player->records);
    VizStory *story = viz_story_new(trace, replay, title);
    story->arenas = map;
    if (figure->max_arenas > 0) {
        story->limits.arenas = (unsigned) figure->max_arenas;
    }
    story->usage = replayed->player->usage.points;
    const char *view = figure->view == NULL ? "arenas" : figure->view;
    viz_story_add_figure(story, view, view, NULL, 0);
    viz_story_zoom(story, figure->zoom);
    story->site_of = replayed->player->has_sites ? site_of : NULL;
    story->site_data = (void *) replayed->player;
    return story;
}

bool
app_replay_draw(const AppReplayed *replayed,
                const AppReplayFigure *figure,
                bool quiet,
                GError **error)
{
    VizFigureDraw draw =
        (VizFigureDraw) app_module_symbol(VIZ_FIGURE_MODULE, VIZ_FIGURE_SYMBOL, error);
    if (draw == NULL) {
        return false;
    }
    const char *name = sim_reader_name(replayed->reader);
    g_autoptr(SimSource) source = sim_source_new(name, "", 0);
    g_autoptr(SimTrace) trace = sim_trace_new(source);
    g_autoptr(SimReplay) replay = sim_replay_new(trace);
    g_autoptr(SimArenaMap) map = sim_arena_map_new(replayed->player->main_heap->pymalloc);
    g_autoptr(VizStory) story = make_story(replayed, figure, map, trace, replay);
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
