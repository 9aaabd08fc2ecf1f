#include "viz/scene/view.h"

#include <string.h>

#include "sim/base/diag.h"
#include "viz/scene/value.h"
#include "viz/scene/window.h"

#define EXACT 15 /* digits of a time */

typedef struct {
    const char *name;
    void (*build)(const VizStage *stage, VizScene *scene);
} View;

static const View views[] = {
#define VIEW(NAME, name, builder, layout) {name, viz_##builder##_build},
#include "viz/scene/view.def"
#undef VIEW
};

bool
viz_view_find(const char *name, VizViewKind *view, GError **error)
{
    GString *known = g_string_new(NULL);
    for (int i = 0; i < VIZ_VIEW_COUNT; i++) {
        if (strcmp(views[i].name, name) == 0) {
            g_string_free(known, TRUE);
            *view = (VizViewKind) i;
            return true;
        }
        g_string_append_printf(known, "%s%s", i ? ", " : "", views[i].name);
    }
    g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_USAGE, "unknown view '%s'; views are %s", name,
                known->str);
    g_string_free(known, TRUE);
    return false;
}

const char *
viz_view_name(VizViewKind view)
{
    return views[view].name;
}

/* The past of names is followed for the views that show it alone: it takes long for long traces. */
static bool
shows_history(VizViewKind view)
{
    return view == VIZ_VIEW_BLOCKS || view == VIZ_VIEW_OBJECTS;
}

/* Objects and blocks of a state: the others have the allocator itself, or the threads. */
static bool
shows_state(const VizStory *story, VizViewKind view)
{
    bool is_told = view == VIZ_VIEW_HEAP && story->space != NULL;
    return view != VIZ_VIEW_ARENAS && view != VIZ_VIEW_USAGE && view != VIZ_VIEW_TIMELINE &&
           !is_told;
}

/* What the allocator had at the step of @figure. NULL: the trace is damaged. */
static const SimArenaMap *
arenas_of(const VizStory *story, SimArenaWalk *walk, const VizFigure *figure)
{
    return story->arenas != NULL ? story->arenas : sim_arena_walk_to(walk, figure->step, NULL);
}

/* The most arenas that any figure of the view has: all are drawn in the same detail. */
static size_t
most_arenas(const VizStory *story, VizViewKind view, SimArenaWalk *walk)
{
    size_t most = 0;
    for (guint i = 0; i < story->figures->len; i++) {
        const VizFigure *figure = &g_array_index(story->figures, VizFigure, i);
        const SimArenaMap *map =
            strcmp(figure->view, views[view].name) == 0 ? arenas_of(story, walk, figure) : NULL;
        most = MAX(most, map == NULL ? 0 : sim_arena_map_count(map));
    }
    return most;
}

/* Whether what the figure zooms into is a part of the run's time. */
static bool
check_window(const SimTimeline *line, const VizFigure *figure, GError **error)
{
    VizWindow window;
    if (figure->zoom == NULL) {
        return true;
    }
    if (!viz_window_parse(figure->zoom, &window, error)) {
        g_prefix_error(error, "figure %s: zoom: ", figure->name);
        return false;
    }
    if (window.from >= line->end || window.to <= line->start) {
        g_autofree char *start = viz_value_time(line->start, EXACT);
        g_autofree char *end = viz_value_time(line->end, EXACT);
        g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_USAGE,
                    "figure %s: zoom: nothing happened in %s: the run goes from %s to %s",
                    figure->name, figure->zoom, start, end);
        return false;
    }
    return true;
}

static bool
has_figures(const VizStory *story, VizViewKind view)
{
    for (guint i = 0; i < story->figures->len; i++) {
        if (strcmp(g_array_index(story->figures, VizFigure, i).view, views[view].name) == 0) {
            return true;
        }
    }
    return false;
}

/* The run's time for the view of that name; NULL: there is none to draw. */
static SimTimeline *
timeline_of(const VizStory *story, GError **error)
{
    g_autoptr(SimTimeline) line = sim_timeline_of_trace(story->trace, error);
    if (line == NULL) {
        return NULL;
    }
    if (line->threads->len == 0) {
        g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_USAGE,
                    "view timeline: this run has no threads to draw; a scenario that starts some "
                    "(import threading) has a timeline");
        return NULL;
    }
    for (guint i = 0; i < story->figures->len; i++) {
        const VizFigure *figure = &g_array_index(story->figures, VizFigure, i);
        if (strcmp(figure->view, views[VIZ_VIEW_TIMELINE].name) == 0 &&
            !check_window(line, figure, error)) {
            return NULL;
        }
    }
    return g_steal_pointer(&line);
}

GPtrArray *
viz_view_scenes(const VizStory *story, VizViewKind view, GError **error)
{
    g_autoptr(VizHistory) history = NULL;
    if (shows_history(view) && !(history = viz_history_new(story, error))) {
        return NULL;
    }
    g_autoptr(GPtrArray) scenes = g_ptr_array_new_with_free_func((GDestroyNotify) viz_scene_free);
    g_autoptr(SimArenaWalk) walk =
        view == VIZ_VIEW_ARENAS ? sim_arena_walk_new(story->trace, story->profile) : NULL;
    g_auto(SimUsage) usage;
    sim_usage_init(&usage);
    VizStage stage = {
        .story = story, .history = history, .usage = story->usage, .usage_whole = true};
    if (view == VIZ_VIEW_USAGE && story->usage == NULL) {
        stage.usage_whole = sim_usage_of_trace(&usage, story->trace, story->profile, NULL);
        stage.usage = usage.points;
    }
    g_autoptr(SimTimeline) line = NULL;
    if (view == VIZ_VIEW_TIMELINE && has_figures(story, view) &&
        !(line = timeline_of(story, error))) {
        return NULL;
    }
    stage.timeline = line;
    stage.most_arenas = view == VIZ_VIEW_ARENAS ? most_arenas(story, view, walk) : 0;
    for (guint i = 0; i < story->figures->len; i++) {
        stage.figure = &g_array_index(story->figures, VizFigure, i);
        if (strcmp(stage.figure->view, views[view].name) != 0) {
            continue;
        }
        bool named = view == VIZ_VIEW_ARENAS && stage.figure->zoom != NULL && story->arenas == NULL;
        if ((shows_state(story, view) || named) &&
            !(stage.state = sim_replay_seek(story->replay, stage.figure->step, error))) {
            return NULL;
        }
        stage.arenas = view == VIZ_VIEW_ARENAS ? arenas_of(story, walk, stage.figure) : NULL;
        VizScene *scene = viz_scene_new(story, stage.figure);
        views[view].build(&stage, scene);
        g_ptr_array_add(scenes, scene);
        stage.previous = scene;
    }
    return g_steal_pointer(&scenes);
}
