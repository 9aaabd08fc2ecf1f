/* The threads of a run in virtual time: who ran, who waited, who held the GIL, on which core.
 *
 * All figures of a story show the same lanes over the same time (each may have a window of its
 * own), and of that what had happened at their moment. The root is an item of kind TIMELINE
 * (order: where the window begins, size: how long it is, in ns); SPANs belong to the lanes below
 * it (order: start, size: ns, state, hue: the thread, refs: how many are joined in it).
 */
#include <string.h>

#include "viz/scene/stretch.h"
#include "viz/scene/value.h"
#include "viz/scene/view.h"

#define ROUGH   3 /* digits of a time */
#define EXACT   15
#define CLOSEST 60 /* marks closer than one part in so many of the window are one */

typedef struct {
    const VizStage *stage;
    const SimTimeline *line;
    VizScene *scene;
    VizWindow window;
    uint64_t now;
    uint64_t until;  /* the earlier of the window's end and now */
    size_t root;     /* the item */
    bool *drawn;     /* by number of thread */
    guint threads;   /* that there are */
    uint64_t joined; /* spans and marks that are not drawn one by one */
} Timeline;

/* ---- Which threads ---- */

typedef struct {
    guint number;
    uint64_t busy;
} Rank;

static int
by_use(const void *a, const void *b)
{
    const Rank *x = a;
    const Rank *y = b;
    if (x->busy != y->busy) {
        return x->busy > y->busy ? -1 : 1;
    }
    return x->number < y->number ? -1 : x->number > y->number;
}

static uint64_t
busy_of(const SimThreadLane *lane)
{
    uint64_t busy = 0;
    for (int state = 0; state < SIM_THREAD_STATE_COUNT; state++) {
        busy += viz_stretch_is_busy((SimThreadState) state) ? lane->totals[state] : 0;
    }
    return busy;
}

/* Those that were busiest in the whole run, whatever the figure shows of it. */
static void
choose_threads(Timeline *self)
{
    const GPtrArray *threads = self->line->threads;
    self->drawn = g_new0(bool, threads->len + 1);
    g_autoptr(GArray) ranks = g_array_new(FALSE, FALSE, sizeof(Rank));
    for (guint i = 0; i < threads->len; i++) {
        const SimThreadLane *lane = threads->pdata[i];
        if (lane->known) {
            Rank rank = {i, busy_of(lane)};
            g_array_append_val(ranks, rank);
        }
    }
    self->threads = ranks->len;
    g_array_sort(ranks, by_use);
    for (guint i = 0; i < MIN(ranks->len, self->stage->story->limits.threads); i++) {
        self->drawn[g_array_index(ranks, Rank, i).number] = true;
    }
}

/* ---- Lanes ---- */

static char *
lines_text(const VizStretch *stretch)
{
    if (stretch->first_line == 0) {
        return g_strdup("");
    }
    if (stretch->first_line == stretch->last_line) {
        return g_strdup_printf("line %d", stretch->first_line);
    }
    return g_strdup_printf("lines %d-%d", stretch->first_line, stretch->last_line);
}

static void
add_stretch(Timeline *self, size_t lane, const VizStretch *stretch)
{
    bool many = stretch->count > 1;
    uint64_t length = stretch->end - stretch->start;
    g_autofree char *id =
        g_strdup_printf("%s-%s%" G_GUINT64_FORMAT, viz_scene_item(self->scene, lane)->id,
                        many ? "many-" : "", stretch->start);
    g_autofree char *text = NULL;
    g_autofree char *detail = NULL;
    if (many) {
        text = g_strdup_printf("%u too short to draw", stretch->count);
        detail = g_strdup_printf("busy for %.0f %%",
                                 100 * (double) stretch->busy / (double) MAX(length, 1));
    } else {
        text = lines_text(stretch);
        detail = *stretch->what == '\0' ? NULL : g_strdup(stretch->what);
    }
    size_t index = viz_scene_add(self->scene, VIZ_KIND_SPAN, id, text, detail);
    VizItem *item = viz_scene_item(self->scene, index);
    item->parent = lane;
    item->order = (size_t) stretch->start;
    item->size = length;
    item->state = stretch->state;
    item->hue = stretch->thread;
    item->refs = stretch->count;
}

static void
add_stretches(Timeline *self, size_t lane, const GArray *stretches)
{
    for (guint i = 0; i < stretches->len; i++) {
        const VizStretch *stretch = &g_array_index(stretches, VizStretch, i);
        add_stretch(self, lane, stretch);
        self->joined += stretch->count > 1 ? stretch->count : 0;
    }
}

static size_t
add_lane(Timeline *self, VizKind kind, const char *id, const char *text, const char *detail)
{
    size_t lane = viz_scene_add(self->scene, kind, id, text, detail);
    viz_scene_item(self->scene, lane)->parent = self->root;
    return lane;
}

static void
add_spent(Timeline *self, size_t lane, const char *suffix, SimThreadState state, uint64_t time)
{
    g_autofree char *id = g_strdup_printf("%s-%s", viz_scene_item(self->scene, lane)->id, suffix);
    g_autofree char *text = viz_value_time(time, ROUGH);
    size_t index = viz_scene_add(self->scene, VIZ_KIND_SPENT, id, text, NULL);
    VizItem *item = viz_scene_item(self->scene, index);
    item->parent = lane;
    item->state = state;
    item->size = time;
}

/* What a run without a GIL is waiting for are cores. */
static SimThreadState
waited_for(const Timeline *self)
{
    return self->line->gil->len > 0 ? SIM_THREAD_WANTS_GIL : SIM_THREAD_WANTS_CORE;
}

/* The totals at the right: of what the figure shows, to the nanosecond. */
static void
add_totals(Timeline *self, size_t index, const SimThreadLane *lane)
{
    uint64_t busy = 0;
    uint64_t waited = 0;
    for (guint i = 0; i < lane->spans->len; i++) {
        const SimThreadSpan *span = &g_array_index(lane->spans, SimThreadSpan, i);
        uint64_t from = MAX(span->start, self->window.from);
        uint64_t to = MIN(span->end, self->until);
        uint64_t time = to > from ? to - from : 0;
        busy += viz_stretch_is_busy(span->state) ? time : 0;
        waited += span->state == waited_for(self) ? time : 0;
    }
    add_spent(self, index, "ran", SIM_THREAD_RUNNING, busy);
    add_spent(self, index, "waited", waited_for(self), waited);
}

static void
add_thread(Timeline *self, guint number)
{
    const SimThreadLane *lane = self->line->threads->pdata[number];
    g_autofree char *id = g_strdup_printf("thread-%u", number);
    g_autofree char *text = g_strdup_printf("T%u", number);
    size_t index = add_lane(self, VIZ_KIND_LANE, id, text, lane->name);
    viz_scene_item(self->scene, index)->hue = number;
    g_autoptr(GArray) stretches = viz_stretches_of_thread(lane, number, &self->window, self->now);
    add_stretches(self, index, stretches);
    add_totals(self, index, lane);
}

static void
add_threads(Timeline *self)
{
    for (guint i = 0; i < self->line->threads->len; i++) {
        if (self->drawn[i]) {
            add_thread(self, i);
        }
    }
    guint most = self->stage->story->limits.threads;
    if (self->threads > most) {
        g_autofree char *text =
            g_strdup_printf("%u more thread%s, less busy, not drawn", self->threads - most,
                            self->threads - most == 1 ? "" : "s");
        add_lane(self, VIZ_KIND_MORE, "more-threads", text, NULL);
        viz_scene_notice(self->scene,
                         "figure %s: the %u busiest of %u threads are drawn (--max-threads)",
                         self->scene->name, most, self->threads);
    }
}

static void
add_cores(Timeline *self)
{
    const GPtrArray *cores = self->line->cores;
    guint most = self->stage->story->limits.cores;
    for (guint i = 0; i < MIN(cores->len, most); i++) {
        g_autofree char *id = g_strdup_printf("core-%u", i + 1);
        g_autofree char *text = g_strdup_printf("core %u", i + 1);
        size_t lane = add_lane(self, VIZ_KIND_CORE, id, text, NULL);
        g_autoptr(GArray) stretches =
            viz_stretches_of_use(cores->pdata[i], &self->window, self->now);
        add_stretches(self, lane, stretches);
    }
    if (cores->len > most) {
        guint rest = cores->len - most;
        g_autofree char *text =
            g_strdup_printf("%u more core%s, not drawn", rest, rest == 1 ? "" : "s");
        add_lane(self, VIZ_KIND_MORE, "more-cores", text, NULL);
        viz_scene_notice(self->scene, "figure %s: %u of %u cores are drawn (--max-cores)",
                         self->scene->name, most, cores->len);
    }
}

/* ---- The GIL ---- */

typedef struct {
    size_t lane;
    VizKind kind;
    const char *prefix;
    size_t last; /* item; VIZ_NO_ITEM: none */
    uint64_t reach;
} Marks;

/* A mark at that time, or one more in the mark just before it. */
static void
add_mark(Timeline *self, Marks *marks, uint64_t time, guint thread)
{
    if (time < self->window.from || time > self->window.to || time > self->now) {
        return;
    }
    uint64_t closest = (self->window.to - self->window.from) / CLOSEST;
    if (marks->last != VIZ_NO_ITEM && time - marks->reach <= closest) {
        viz_scene_item(self->scene, marks->last)->refs++;
        self->joined++;
        return;
    }
    g_autofree char *id = g_strdup_printf("%s-%" G_GUINT64_FORMAT, marks->prefix, time);
    marks->last = viz_scene_add(self->scene, marks->kind, id, "", NULL);
    marks->reach = time;
    VizItem *item = viz_scene_item(self->scene, marks->last);
    item->parent = marks->lane;
    item->order = (size_t) time;
    item->hue = thread;
    item->refs = 1;
}

static void
add_gil(Timeline *self)
{
    const SimTimeline *line = self->line;
    if (line->gil->len == 0) {
        return;
    }
    size_t lane = add_lane(self, VIZ_KIND_GIL, "gil", "GIL", NULL);
    g_autoptr(GArray) stretches = viz_stretches_of_use(line->gil, &self->window, self->now);
    add_stretches(self, lane, stretches);
    Marks asked = {lane, VIZ_KIND_ASKED, "asked", VIZ_NO_ITEM, 0};
    for (guint i = 0; i < line->requests->len; i++) {
        const SimGilRequest *request = &g_array_index(line->requests, SimGilRequest, i);
        add_mark(self, &asked, request->time, request->thread);
    }
    Marks forced = {lane, VIZ_KIND_FORCED, "forced", VIZ_NO_ITEM, 0};
    for (guint i = 0; i < line->gil->len; i++) {
        const SimUseSpan *span = &g_array_index(line->gil, SimUseSpan, i);
        if (span->forced) {
            add_mark(self, &forced, span->end, span->thread);
        }
    }
}

/* ---- In words ---- */

typedef struct {
    guint switches;
    guint forced;
} Changes;

static Changes
changes_of(const Timeline *self)
{
    Changes changes = {0, 0};
    const GArray *gil = self->line->gil;
    for (guint i = 0; i < gil->len; i++) {
        const SimUseSpan *span = &g_array_index(gil, SimUseSpan, i);
        bool other = i > 0 && g_array_index(gil, SimUseSpan, i - 1).thread != span->thread;
        bool began = span->start >= self->window.from && span->start <= self->until;
        bool over = span->end >= self->window.from && span->end <= self->until;
        changes.switches += other && began;
        changes.forced += span->forced && over;
    }
    return changes;
}

/* "In the first 12 ms", "Between 10 ms and 25 ms". */
static char *
period_text(const Timeline *self)
{
    const SimTimeline *line = self->line;
    uint64_t to = MAX(self->until, self->window.from);
    if (self->window.from > 0) {
        /* What somebody asked for is repeated to the digit. */
        int digits = self->window.from == line->start ? ROUGH : EXACT;
        g_autofree char *from_text = viz_value_time(self->window.from, digits);
        g_autofree char *to_text = viz_value_time(to, digits);
        return g_strdup_printf("Between %s and %s", from_text, to_text);
    }
    g_autofree char *length = viz_value_time(to - self->window.from, ROUGH);
    return g_strdup_printf("In %s%s", to < line->end ? "the first " : "", length);
}

static char *
times_text(guint count)
{
    return count == 1 ? g_strdup("once") : g_strdup_printf("%u times", count);
}

/* "the GIL changed hands 14 times, 11 times because another thread asked for it". */
static void
append_changes(const Timeline *self, GString *out)
{
    Changes changes = changes_of(self);
    g_autofree char *switches = times_text(changes.switches);
    g_autofree char *forced = times_text(changes.forced);
    if (changes.switches == 0) {
        g_string_append(out, "the GIL did not change hands");
    } else {
        g_string_append_printf(out, "the GIL changed hands %s", switches);
    }
    if (changes.forced > 0) {
        g_string_append_printf(out, "; it was dropped %s because another thread asked for it",
                               forced);
    } else if (changes.switches > 0) {
        g_string_append(out, ", never because another thread asked for it");
    }
}

static char *
sentence(const Timeline *self)
{
    GString *out = g_string_new(NULL);
    g_autofree char *period = period_text(self);
    guint cores = self->line->cores->len;
    g_string_append_printf(out, "%u thread%s", self->threads, self->threads == 1 ? "" : "s");
    if (cores > 0) {
        g_string_append_printf(out, " used %u core%s", cores, cores == 1 ? "" : "s");
    }
    g_string_append_printf(out, ". %s ", period);
    if (self->line->gil->len > 0) {
        append_changes(self, out);
    } else {
        g_string_append(out, "no GIL kept any from running beside another");
    }
    g_string_append_c(out, '.');
    return g_string_free(out, FALSE);
}

static void
add_legend(Timeline *self, const char *id, const char *text, SimThreadState state, VizKind of)
{
    g_autofree char *whole = g_strdup_printf("legend-%s", id);
    size_t index = viz_scene_add(self->scene, VIZ_KIND_LEGEND, whole, text, NULL);
    VizItem *item = viz_scene_item(self->scene, index);
    item->parent = self->root;
    item->state = state;
    item->order = of;
}

/* What the whole run has, so that it stays in place from figure to figure. */
static void
add_legends(Timeline *self)
{
    const SimTimeline *line = self->line;
    for (int state = 0; state < SIM_THREAD_ENDED; state++) {
        uint64_t total = 0;
        for (guint i = 0; i < line->threads->len; i++) {
            total +=
                self->drawn[i] ? ((SimThreadLane *) line->threads->pdata[i])->totals[state] : 0;
        }
        if (total > 0) {
            g_autofree char *id = g_strdup_printf("state-%d", state);
            const char *text = sim_thread_state_name((SimThreadState) state);
            add_legend(self, id, text, (SimThreadState) state, VIZ_KIND_SPAN);
        }
    }
    if (line->requests->len > 0) {
        add_legend(self, "asked", "a thread has waited for the interval and asks for the GIL", 0,
                   VIZ_KIND_ASKED);
    }
    if (line->forced > 0) {
        add_legend(self, "forced", "the GIL is dropped for that reason", 0, VIZ_KIND_FORCED);
    }
    if (self->joined > 0) {
        add_legend(self, "many",
                   "too short to be drawn one by one; of marks that close, one is drawn", 0,
                   VIZ_KIND_MORE);
    }
}

static void
add_now(Timeline *self)
{
    g_autofree char *time = viz_value_time(self->now, ROUGH);
    const char *where = self->now > self->window.to     ? ", behind this window"
                        : self->now < self->window.from ? ", before this window"
                                                        : "";
    g_autofree char *text = g_strdup_printf("this figure's moment: %s%s", time, where);
    size_t index = viz_scene_add(self->scene, VIZ_KIND_REMARK, "now", text, NULL);
    VizItem *item = viz_scene_item(self->scene, index);
    const VizItem *before = viz_scene_find(self->stage->previous, "now");
    item->order = (size_t) self->now;
    /* What has passed since the figure before. */
    item->size = before != NULL && before->order < self->now ? self->now - before->order : 0;
}

/* From the start of the scenario, unless its threads come so late that they would be small. */
static VizWindow
whole_run(const SimTimeline *line)
{
    bool late = line->start > (line->end - line->start) / 4;
    return (VizWindow){late ? line->start : 0, MAX(line->end, line->start + 1)};
}

void
viz_timeline_build(const VizStage *stage, VizScene *scene)
{
    const SimTimeline *line = stage->timeline;
    Timeline self = {.stage = stage, .line = line, .scene = scene};
    self.window = whole_run(line);
    if (stage->figure->zoom != NULL) {
        viz_window_parse(stage->figure->zoom, &self.window, NULL);
    }
    self.now = sim_timeline_time(line, stage->figure->step);
    self.until = MIN(self.now, self.window.to);
    choose_threads(&self);
    g_autofree char *text = sentence(&self);
    self.root = viz_scene_add(scene, VIZ_KIND_TIMELINE, "timeline", text,
                              line->gil->len > 0 ? "waited for the GIL" : "waited for a core");
    viz_scene_item(scene, self.root)->order = (size_t) self.window.from;
    viz_scene_item(scene, self.root)->size = self.window.to - self.window.from;
    add_threads(&self);
    add_gil(&self);
    add_cores(&self);
    add_now(&self);
    add_legends(&self);
    if (self.joined > 0) {
        viz_scene_notice(scene,
                         "figure %s: %" G_GUINT64_FORMAT
                         " stretches and moments are too close to be drawn one by one "
                         "(--zoom FROM..TO shows a part of the time)",
                         scene->name, self.joined);
    }
    g_free(self.drawn);
}
