#include "viz/app/plan.h"

#include <string.h>

#include "sim/replay/steps.h"
#include "sim/syntax/statement.h"
#include "viz/scene/view.h"
#include "viz/scene/window.h"

static const char default_view[] = "blocks";

/* What the functions below work on. */
typedef struct {
    AppPlan *plan;
    const AppRecording *recording;
    GArray *lines; /* SimStatementRun */
    VizStory *story;
} Planner;

/* A figure before it has its place in the order of steps. */
typedef struct {
    char *name;
    const char *view;
    const char *caption;
    const char *zoom;
    uint64_t step;
    const SimDirective *directive; /* NULL: none asks for it */
} Planned;

static void
clear_planned(void *data)
{
    g_free(((Planned *) data)->name);
}

static int
compare_steps(const void *a, const void *b)
{
    const Planned *x = a;
    const Planned *y = b;
    return x->step < y->step ? -1 : x->step > y->step;
}

static void
add_all(Planner *planner, GArray *figures)
{
    g_array_sort(figures, compare_steps);
    guint most = MIN(figures->len, planner->plan->most);
    planner->plan->left_out = figures->len - most;
    for (guint i = 0; i < most; i++) {
        const Planned *figure = &g_array_index(figures, Planned, i);
        viz_story_add_figure(planner->story, figure->name, figure->view, figure->caption,
                             figure->step);
        const char *zoom = planner->plan->zoom != NULL ? planner->plan->zoom : figure->zoom;
        viz_story_zoom(planner->story, zoom);
    }
}

static int
digits_of(guint count)
{
    int digits = 2;
    for (; count > 99; count /= 10) {
        digits++;
    }
    return digits;
}

static const char *
view_of(const Planner *planner, const SimDirective *directive)
{
    if (planner->plan->view != NULL) {
        return planner->plan->view;
    }
    return directive != NULL && directive->view != NULL ? directive->view : default_view;
}

static void
plan_figure(Planner *planner, const SimDirective *directive, GArray *figures)
{
    g_autoptr(GArray) runs =
        sim_steps_statement(planner->lines, directive->first_line, directive->last_line);
    for (guint i = 0; i < runs->len; i++) {
        Planned figure = {.view = view_of(planner, directive),
                          .caption = directive->caption,
                          .zoom = directive->zoom,
                          .directive = directive};
        figure.step = g_array_index(runs, SimStatementRun, i).end;
        figure.name = runs->len == 1 ? g_strdup(directive->text)
                                     : g_strdup_printf("%s-%0*u", directive->text,
                                                       digits_of(runs->len), i + 1);
        g_array_append_val(figures, figure);
    }
}

/* The numbers of a figure that is drawn several times may make a name that another has. */
static bool
check_names(const Planner *planner, const GArray *figures, GError **error)
{
    g_autoptr(GHashTable) taken = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < figures->len; i++) {
        Planned *figure = &g_array_index(figures, Planned, i);
        const Planned *other = g_hash_table_lookup(taken, figure->name);
        if (other != NULL) {
            sim_diag_set(error, SIM_DIAG_DIRECTIVE, planner->recording->scenario->source,
                         figure->directive->span,
                         "two figures would be named '%s': figure '%s' of line %d comes to have "
                         "that name, too",
                         figure->name, other->directive->text, other->directive->span.line);
            return false;
        }
        g_hash_table_insert(taken, figure->name, figure);
    }
    return true;
}

static bool
plan_directives(Planner *planner, GError **error)
{
    const SimDirectives *directives = planner->recording->scenario->directives;
    g_autoptr(GArray) figures = g_array_new(FALSE, FALSE, sizeof(Planned));
    g_array_set_clear_func(figures, clear_planned);
    for (size_t i = 0; i < sim_directives_count(directives); i++) {
        const SimDirective *directive = sim_directives_get(directives, i);
        if (directive->kind == SIM_DIRECTIVE_FIGURE) {
            plan_figure(planner, directive, figures);
        }
    }
    if (!check_names(planner, figures, error)) {
        return false;
    }
    add_all(planner, figures);
    return true;
}

static char *
stem_of(const Planner *planner)
{
    const char *name = sim_source_name(planner->recording->scenario->source);
    g_autofree char *base = g_path_get_basename(name);
    char *dot = strrchr(base, '.');
    if (dot != NULL && dot != base) {
        *dot = '\0';
    }
    bool plain = g_ascii_isalnum(base[0]) || base[0] == '_';
    return g_strdup(plain ? base : "figure");
}

static void
plan_every_line(Planner *planner)
{
    g_autofree char *stem = stem_of(planner);
    g_autoptr(GArray) figures = g_array_new(FALSE, FALSE, sizeof(Planned));
    g_array_set_clear_func(figures, clear_planned);
    for (guint i = 0; i < planner->lines->len; i++) {
        const SimStatementRun *run = &g_array_index(planner->lines, SimStatementRun, i);
        Planned figure = {.view = view_of(planner, NULL), .step = run->end};
        g_array_append_val(figures, figure);
    }
    g_array_sort(figures, compare_steps);
    for (guint i = 0; i < figures->len; i++) {
        g_array_index(figures, Planned, i).name =
            g_strdup_printf("%s-%0*u", stem, digits_of(figures->len), i + 1);
    }
    add_all(planner, figures);
}

static bool
plan_step(Planner *planner, GError **error)
{
    char *end = NULL;
    uint64_t count = sim_trace_count(planner->recording->trace);
    uint64_t step = g_ascii_strtoull(planner->plan->step, &end, 10);
    bool number = g_ascii_isdigit(planner->plan->step[0]) && *end == '\0';
    if (!number || step > count) {
        g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_USAGE,
                    "pyarena: error: --step takes a number from 0 to %" G_GUINT64_FORMAT
                    " here, not '%s' ('pyarena dump trace' numbers the steps)\n",
                    count, planner->plan->step);
        return false;
    }
    g_autofree char *stem = stem_of(planner);
    g_autofree char *name = g_strdup_printf("%s-step-%" G_GUINT64_FORMAT, stem, step);
    viz_story_add_figure(planner->story, name, view_of(planner, NULL), NULL, step);
    viz_story_zoom(planner->story, planner->plan->zoom);
    return true;
}

/* hide and show hold from the start of the statement they stand at. */
static void
plan_visibility(Planner *planner, const SimDirective *directive)
{
    g_autoptr(GArray) runs =
        sim_steps_statement(planner->lines, directive->first_line, directive->last_line);
    if (runs->len == 0) {
        return;
    }
    uint64_t step = g_array_index(runs, SimStatementRun, 0).start;
    for (const char **name = directive->names; *name != NULL; name++) {
        viz_story_add_visibility(planner->story, *name, directive->kind == SIM_DIRECTIVE_HIDE,
                                 step);
    }
}

static void
plan_extents(Planner *planner)
{
    g_autoptr(GArray) statements = sim_tree_statements(planner->recording->scenario->tree);
    for (guint i = 0; i < statements->len; i++) {
        const SimLines *lines = &g_array_index(statements, SimLines, i);
        viz_story_add_extent(planner->story, lines->first, lines->last);
    }
}

static void
plan_remarks(Planner *planner)
{
    const SimDirectives *directives = planner->recording->scenario->directives;
    for (size_t i = 0; i < sim_directives_count(directives); i++) {
        const SimDirective *directive = sim_directives_get(directives, i);
        if (directive->kind == SIM_DIRECTIVE_NOTE) {
            viz_story_add_note(planner->story, directive->first_line, directive->last_line,
                               directive->text);
        } else if (directive->kind == SIM_DIRECTIVE_HIDE || directive->kind == SIM_DIRECTIVE_SHOW) {
            plan_visibility(planner, directive);
        }
    }
}

bool
app_plan_view(const char *view, GError **error)
{
    VizViewKind kind;
    if (view == NULL || viz_view_find(view, &kind, error)) {
        return true;
    }
    g_prefix_error(error, "pyarena: error: --view: ");
    return false;
}

bool
app_plan_check(const SimScenario *scenario, GError **error)
{
    for (size_t i = 0; i < sim_directives_count(scenario->directives); i++) {
        const SimDirective *directive = sim_directives_get(scenario->directives, i);
        g_autoptr(GError) unknown = NULL;
        VizViewKind view = VIZ_VIEW_COUNT;
        if (directive->view != NULL && !viz_view_find(directive->view, &view, &unknown)) {
            sim_diag_set(error, SIM_DIAG_DIRECTIVE, scenario->source, directive->span, "%s",
                         unknown->message);
            return false;
        }
        VizWindow window;
        if (directive->view != NULL && view == VIZ_VIEW_TIMELINE && directive->zoom != NULL &&
            !viz_window_parse(directive->zoom, &window, &unknown)) {
            sim_diag_set(error, SIM_DIAG_DIRECTIVE, scenario->source, directive->span, "zoom: %s",
                         unknown->message);
            return false;
        }
    }
    return true;
}

VizStory *
app_plan_story(AppPlan *plan, const AppRecording *recording, SimReplay *replay, GError **error)
{
    g_autoptr(GArray) lines = sim_steps_lines(recording->trace, error);
    if (lines == NULL) {
        return NULL;
    }
    const char *title = sim_directives_head(recording->scenario->directives, SIM_DIRECTIVE_TITLE);
    g_autoptr(VizStory) story = viz_story_new(recording->trace, replay, title);
    story->profile = recording->scenario->config.profile;
    Planner planner = {plan, recording, lines, story};
    plan_extents(&planner);
    plan_remarks(&planner);
    plan->left_out = 0;
    if (plan->step != NULL) {
        return plan_step(&planner, error) ? g_steal_pointer(&story) : NULL;
    }
    if (plan->every_line) {
        plan_every_line(&planner);
    } else if (!plan_directives(&planner, error)) {
        return NULL;
    }
    if (story->figures->len == 0) {
        g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_USAGE,
                    "%s: error: it asks for no figure that could be drawn: add '#: figure NAME' "
                    "below a statement that runs, or use --every-line or --step N\n",
                    sim_source_name(recording->scenario->source));
        return NULL;
    }
    return g_steal_pointer(&story);
}
