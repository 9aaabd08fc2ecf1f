#include "sim/replay/timeline.h"

#include "sim/base/diag.h"
#include "sim/base/sorted.h"

#define FAR_CORE 65536 /* more are damage */
#define FAR_TIME INT64_MAX

typedef struct {
    SimTimeline *line;
    GError **error;
    uint64_t step;
    uint64_t now;
    uint64_t running; /* the thread that the events belong to */
    uint32_t holder;  /* of the GIL, + 1; 0: none */
    uint32_t last_holder;
    bool timed;     /* an event with a time has come */
    bool forced;    /* the holder is leaving because it was asked to */
    guint gc_whole; /* index + 1 of the collection that goes on; 0: none */
    guint gc_phase; /* and of its phase */
} Walk;

static bool
damaged(Walk *walk, const char *why)
{
    g_set_error(walk->error, SIM_DIAG_ERROR, SIM_DIAG_INPUT, "event %" G_GUINT64_FORMAT ": %s",
                walk->step, why);
    return false;
}

static void
lane_free(void *data)
{
    SimThreadLane *lane = data;
    g_free(lane->name);
    g_array_unref(lane->spans);
    g_free(lane);
}

/* NULL with an error. */
static SimThreadLane *
find_lane(Walk *walk, uint64_t thread)
{
    GPtrArray *threads = walk->line->threads;
    if (thread >= SIM_TIMELINE_THREADS) {
        damaged(walk, "a thread of that number is not possible");
        return NULL;
    }
    while (threads->len <= thread) {
        SimThreadLane *lane = g_new0(SimThreadLane, 1);
        lane->name = g_strdup_printf("thread %u", threads->len);
        lane->spans = g_array_new(FALSE, TRUE, sizeof(SimThreadSpan));
        g_ptr_array_add(threads, lane);
    }
    SimThreadLane *lane = threads->pdata[thread];
    lane->known = true;
    return lane;
}

static SimThreadSpan *
last_span(const SimThreadLane *lane)
{
    guint length = lane->spans->len;
    return length == 0 ? NULL : &g_array_index(lane->spans, SimThreadSpan, length - 1);
}

static SimUseSpan *
last_core_span(GArray *spans)
{
    return spans->len == 0 ? NULL : &g_array_index(spans, SimUseSpan, spans->len - 1);
}

static bool
reach(Walk *walk, uint64_t time)
{
    if (time > FAR_TIME) {
        return damaged(walk, "a time that late is not possible");
    }
    if (time < walk->now) {
        return damaged(walk, "time goes backwards");
    }
    if (!walk->timed) {
        walk->timed = true;
        walk->line->start = time;
    }
    if (walk->now != time || walk->line->places->len == 0) {
        SimTimelinePlace place = {walk->step, time};
        g_array_append_val(walk->line->places, place);
    }
    walk->now = time;
    return true;
}

/* The lane's last span ends here. One that took no time is none, unless it has lines to show. */
static void
close_span(Walk *walk, SimThreadLane *lane)
{
    SimThreadSpan *span = last_span(lane);
    if (span == NULL) {
        return;
    }
    span->end = walk->now;
    if (span->end == span->start && span->first_line == 0) {
        g_array_set_size(lane->spans, lane->spans->len - 1);
        return;
    }
    lane->totals[span->state] += span->end - span->start;
}

static void
open_span(Walk *walk, SimThreadLane *lane, SimThreadState state, uint32_t core, const char *what)
{
    close_span(walk, lane);
    SimThreadSpan span = {
        .start = walk->now, .end = walk->now, .state = state, .core = core, .what = what};
    g_array_append_val(lane->spans, span);
}

static bool
new_thread(Walk *walk, uint64_t thread, SimText name)
{
    SimThreadLane *lane = find_lane(walk, thread);
    if (lane == NULL) {
        return false;
    }
    g_free(lane->name);
    lane->name = g_utf8_make_valid(name.bytes, (gssize) name.length);
    return true;
}

static bool
enter_state(Walk *walk, uint64_t thread, uint64_t state, SimText what)
{
    SimThreadLane *lane = find_lane(walk, thread);
    if (lane == NULL) {
        return false;
    }
    if (state >= SIM_THREAD_STATE_COUNT) {
        return damaged(walk, "there is no such state of a thread");
    }
    g_autofree char *text = g_utf8_make_valid(what.bytes, (gssize) what.length);
    const char *kept = g_string_chunk_insert_const(walk->line->texts, text);
    const SimThreadSpan *last = last_span(lane);
    if (last != NULL && last->state == (SimThreadState) state && last->what == kept) {
        return true;
    }
    lane->waits += state == SIM_THREAD_WANTS_GIL;
    open_span(walk, lane, (SimThreadState) state, last == NULL ? 0 : last->core, kept);
    return true;
}

static void
leave_core(Walk *walk, uint32_t core, uint32_t thread)
{
    GArray *spans = walk->line->cores->pdata[core - 1];
    SimUseSpan *span = last_core_span(spans);
    if (span == NULL || span->thread != thread || span->end != UINT64_MAX) {
        return;
    }
    span->end = walk->now;
    if (span->end == span->start) {
        g_array_set_size(spans, spans->len - 1);
    }
}

static bool
enter_core(Walk *walk, uint64_t core, uint32_t thread)
{
    GPtrArray *cores = walk->line->cores;
    if (core > FAR_CORE) {
        return damaged(walk, "a core of that number is not possible");
    }
    while (cores->len < core) {
        g_ptr_array_add(cores, g_array_new(FALSE, TRUE, sizeof(SimUseSpan)));
    }
    GArray *spans = cores->pdata[core - 1];
    SimUseSpan *last = last_core_span(spans);
    if (last != NULL && last->end == UINT64_MAX) { /* whose leaving is told after this */
        leave_core(walk, (uint32_t) core, last->thread);
    }
    SimUseSpan span = {walk->now, UINT64_MAX, thread, false};
    g_array_append_val(spans, span);
    return true;
}

static bool
change_core(Walk *walk, uint64_t thread, uint64_t core)
{
    SimThreadLane *lane = find_lane(walk, thread);
    if (lane == NULL) {
        return false;
    }
    SimThreadSpan *last = last_span(lane);
    uint32_t before = last == NULL ? 0 : last->core;
    if (before == core) {
        return true;
    }
    if (before != 0) {
        leave_core(walk, before, (uint32_t) thread);
    }
    if (core != 0 && !enter_core(walk, core, (uint32_t) thread)) {
        return false;
    }
    if (last == NULL) {
        open_span(walk, lane, SIM_THREAD_WANTS_CORE, (uint32_t) core, "");
    } else if (last->start == walk->now) {
        last->core = (uint32_t) core;
    } else {
        open_span(walk, lane, last->state, (uint32_t) core, last->what);
    }
    return true;
}

static bool
change_holder(Walk *walk, uint64_t holder)
{
    SimTimeline *line = walk->line;
    if (holder > SIM_TIMELINE_THREADS) {
        return damaged(walk, "a thread of that number is not possible");
    }
    if (holder == walk->holder) {
        return true;
    }
    if (walk->holder != 0) {
        SimUseSpan *span = &g_array_index(line->gil, SimUseSpan, line->gil->len - 1);
        span->end = walk->now;
        span->forced = walk->forced;
        walk->last_holder = walk->holder;
        walk->forced = false;
    }
    if (holder != 0) {
        line->switches += walk->last_holder != 0 && walk->last_holder != holder;
        SimUseSpan span = {walk->now, walk->now, (uint32_t) holder - 1, false};
        g_array_append_val(line->gil, span);
    }
    walk->holder = (uint32_t) holder;
    return true;
}

static bool
request(Walk *walk, uint64_t waiter)
{
    if (find_lane(walk, waiter) == NULL) {
        return false;
    }
    SimGilRequest asked = {walk->now, (uint32_t) waiter};
    g_array_append_val(walk->line->requests, asked);
    return true;
}

static SimGcSpan *
gc_span(Walk *walk, guint place)
{
    return place == 0 ? NULL : &g_array_index(walk->line->gc, SimGcSpan, place - 1);
}

static guint
open_gc(Walk *walk, int phase, uint64_t generation)
{
    SimGcSpan span = {walk->now, walk->now, (uint32_t) walk->running, phase, generation, 0};
    g_array_append_val(walk->line->gc, span);
    return walk->line->gc->len;
}

static void
close_phase(Walk *walk)
{
    if (walk->gc_phase != 0) {
        gc_span(walk, walk->gc_phase)->end = walk->now;
        walk->gc_phase = 0;
    }
}

static void
follow_gc(Walk *walk, const SimEvent *event)
{
    SimGcSpan *whole = gc_span(walk, walk->gc_whole);
    if (event->kind == SIM_EVENT_GC_START) {
        walk->gc_whole = open_gc(walk, -1, event->as.GC_START.generation);
        walk->gc_phase = 0;
    } else if (whole != NULL && event->kind == SIM_EVENT_GC_PHASE) {
        close_phase(walk);
        walk->gc_phase = open_gc(walk, (int) event->as.GC_PHASE.phase, whole->generation);
    } else if (whole != NULL) {
        close_phase(walk);
        whole->end = walk->now;
        whole->collected = event->as.GC_STOP.collected;
        walk->gc_whole = 0;
    }
}

static void
reach_line(Walk *walk, uint64_t number)
{
    GPtrArray *threads = walk->line->threads;
    if (walk->running >= threads->len || number > INT32_MAX) {
        return;
    }
    SimThreadSpan *span = last_span(threads->pdata[walk->running]);
    if (span == NULL) {
        return;
    }
    int32_t line = (int32_t) number;
    span->first_line = span->first_line == 0 ? line : MIN(span->first_line, line);
    span->last_line = MAX(span->last_line, line);
}

#define AT(KIND) (reach(walk, event->as.KIND.time))

static bool
follow(Walk *walk, const SimEvent *event)
{
    switch ((int) event->kind) {
    case SIM_EVENT_CLOCK:
        return AT(CLOCK);
    case SIM_EVENT_THREAD_NEW:
        return AT(THREAD_NEW) &&
               new_thread(walk, event->as.THREAD_NEW.thread, event->as.THREAD_NEW.name);
    case SIM_EVENT_THREAD_STATE:
        return AT(THREAD_STATE) &&
               enter_state(walk, event->as.THREAD_STATE.thread, event->as.THREAD_STATE.state,
                           event->as.THREAD_STATE.what);
    case SIM_EVENT_THREAD_CORE:
        return AT(THREAD_CORE) &&
               change_core(walk, event->as.THREAD_CORE.thread, event->as.THREAD_CORE.core);
    case SIM_EVENT_GIL_HOLDER:
        return AT(GIL_HOLDER) && change_holder(walk, event->as.GIL_HOLDER.holder);
    case SIM_EVENT_GIL_REQUEST:
        return AT(GIL_REQUEST) && request(walk, event->as.GIL_REQUEST.waiter);
    case SIM_EVENT_GIL_FORCED:
        walk->forced = true;
        walk->line->forced++;
        return AT(GIL_FORCED);
    case SIM_EVENT_THREAD:
        walk->running = event->as.THREAD.thread;
        return true;
    case SIM_EVENT_LINE:
        reach_line(walk, event->as.LINE.line);
        return true;
    case SIM_EVENT_GC_START:
    case SIM_EVENT_GC_PHASE:
    case SIM_EVENT_GC_STOP:
        follow_gc(walk, event);
        return true;
    default:
        return true;
    }
}

/* What still goes on when the scenario ends, ends with it. */
static void
finish(Walk *walk)
{
    SimTimeline *line = walk->line;
    line->end = walk->now;
    for (guint i = 0; i < line->threads->len; i++) {
        close_span(walk, line->threads->pdata[i]);
    }
    for (guint i = 0; i < line->cores->len; i++) {
        SimUseSpan *span = last_core_span(line->cores->pdata[i]);
        if (span != NULL && span->end == UINT64_MAX) {
            span->end = walk->now;
        }
    }
    if (walk->holder != 0) {
        g_array_index(line->gil, SimUseSpan, line->gil->len - 1).end = walk->now;
    }
    close_phase(walk);
    if (walk->gc_whole != 0) {
        gc_span(walk, walk->gc_whole)->end = walk->now;
    }
}

static void
free_spans(void *spans)
{
    g_array_unref(spans);
}

SimTimeline *
sim_timeline_of_trace(const SimTrace *trace, GError **error)
{
    g_autoptr(SimTimeline) line = g_new0(SimTimeline, 1);
    line->threads = g_ptr_array_new_with_free_func(lane_free);
    line->cores = g_ptr_array_new_with_free_func(free_spans);
    line->gil = g_array_new(FALSE, FALSE, sizeof(SimUseSpan));
    line->requests = g_array_new(FALSE, FALSE, sizeof(SimGilRequest));
    line->gc = g_array_new(FALSE, FALSE, sizeof(SimGcSpan));
    line->places = g_array_new(FALSE, FALSE, sizeof(SimTimelinePlace));
    line->texts = g_string_chunk_new(256);
    Walk walk = {.line = line, .error = error};
    SimCursor cursor;
    sim_cursor_init(&cursor, trace);
    SimEvent event;
    GError *failed = NULL;
    bool ok = true;
    bool ended = false;
    while (ok && !ended && sim_cursor_next(&cursor, &event, &failed)) {
        walk.step++;
        ended = event.kind == SIM_EVENT_END;
        ok = follow(&walk, &event);
    }
    sim_cursor_clear(&cursor);
    if (failed != NULL) {
        g_propagate_error(error, failed);
        ok = false;
    }
    finish(&walk);
    return ok ? g_steal_pointer(&line) : NULL;
}

void
sim_timeline_free(SimTimeline *self)
{
    g_ptr_array_unref(self->threads);
    g_ptr_array_unref(self->cores);
    g_array_unref(self->gil);
    g_array_unref(self->requests);
    g_array_unref(self->gc);
    g_array_unref(self->places);
    g_string_chunk_free(self->texts);
    g_free(self);
}

static bool
is_reached(const void *place, uint64_t step)
{
    return ((const SimTimelinePlace *) place)->step <= step;
}

uint64_t
sim_timeline_time(const SimTimeline *self, uint64_t step)
{
    guint behind = sim_sorted_find(self->places, is_reached, step);
    return behind == 0 ? self->start
                       : g_array_index(self->places, SimTimelinePlace, behind - 1).time;
}
