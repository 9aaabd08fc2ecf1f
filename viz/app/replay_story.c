#include "viz/app/replay_story.h"

#include <stdio.h>
#include <string.h>

#include "sim/replay/arena_map.h"
#include "viz/app/replay_space.h"

struct AppReplayStory {
    const AppPlayed *played;
    SimSource *source;
    SimTrace *trace; /* empty */
    SimReplay *replay;
    SimArenaMap *map;
    VizSpace *space; /* NULL: no figure shows it */
    VizStory *story;
};

bool
app_replay_check_view(const char *verb, const char *view)
{
    bool known = view == NULL || strcmp(view, "arenas") == 0 || strcmp(view, "heap") == 0 ||
                 strcmp(view, "usage") == 0;
    if (!known) {
        fprintf(stderr,
                "pyarena %s: error: a recording has no names and objects: --view takes arenas, "
                "heap or usage, not '%s'\n",
                verb, view);
    }
    return known;
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

AppReplayStory *
app_replay_story_new(const AppPlayed *played)
{
    AppReplayStory *self = g_new0(AppReplayStory, 1);
    SimPlayer *player = played->player;
    const char *name = sim_reader_name(played->reader);
    g_autofree char *base = g_path_get_basename(name);
    g_autofree char *title =
        g_strdup_printf("%s after record %" G_GUINT64_FORMAT, base, player->records);
    self->played = played;
    self->source = sim_source_new(name, "", 0);
    self->trace = sim_trace_new(self->source);
    self->replay = sim_replay_new(self->trace);
    self->map = sim_arena_map_new(player->main_heap->pymalloc);
    self->story = viz_story_new(self->trace, self->replay, title);
    self->story->arenas = self->map;
    self->story->usage = player->usage.points;
    self->story->site_of = player->has_sites ? site_of : NULL;
    self->story->site_data = player;
    return self;
}

void
app_replay_story_free(AppReplayStory *self)
{
    if (self != NULL) {
        viz_story_free(self->story);
        app_replay_space_free(self->space);
        sim_arena_map_free(self->map);
        sim_replay_free(self->replay);
        sim_trace_free(self->trace);
        sim_source_unref(self->source);
        g_free(self);
    }
}

VizStory *
app_replay_story(const AppReplayStory *self)
{
    return self->story;
}

void
app_replay_story_add(AppReplayStory *self, const char *name, const char *view, const char *zoom)
{
    if (strcmp(view, "heap") == 0 && self->space == NULL) {
        self->space = app_replay_space_new(self->played->player);
        self->story->space = self->space;
    }
    viz_story_add_figure(self->story, name, view, NULL, 0);
    viz_story_zoom(self->story, zoom);
}
