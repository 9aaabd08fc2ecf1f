#include "viz/app/perfetto.h"

/* Perfetto groups rows by process: the scenario's threads, and what they share. */
enum {
    THREADS = 1,
    SHARED = 2
};

/* Rows of SHARED. */
enum {
    GIL_ROW = 1,
    GC_ROW = 2,
    FIRST_CORE_ROW = 3
};

typedef struct {
    const SimTimeline *line;
    GVariantBuilder events; /* av */
    GVariantBuilder event;  /* the one being made: a{sv} */
    GVariantBuilder args;   /* and its args */
} Writer;

static void
add(GVariantBuilder *object, const char *name, GVariant *value)
{
    g_variant_builder_add(object, "{sv}", name, value);
}

static void
add_text(GVariantBuilder *object, const char *name, const char *text)
{
    add(object, name, g_variant_new_string(text));
}

static void
add_number(GVariantBuilder *object, const char *name, uint64_t number)
{
    add(object, name, g_variant_new_int64((gint64) number));
}

static GVariant *
microseconds(uint64_t ns)
{
    return g_variant_new_double((double) ns / 1000.0);
}

/* @phase: the letter by which the format tells kinds of events. A thread's row is its number + 1.
 */
static void
begin(Writer *self, const char *phase, int process, uint64_t row, const char *name)
{
    g_variant_builder_init(&self->event, G_VARIANT_TYPE_VARDICT);
    g_variant_builder_init(&self->args, G_VARIANT_TYPE_VARDICT);
    add_text(&self->event, "ph", phase);
    add_number(&self->event, "pid", (uint64_t) process);
    add_number(&self->event, "tid", row);
    add_text(&self->event, "name", name);
}

static void
finish(Writer *self)
{
    add(&self->event, "args", g_variant_builder_end(&self->args));
    g_variant_builder_add(&self->events, "v", g_variant_builder_end(&self->event));
}

static void
begin_slice(Writer *self,
            int process,
            uint64_t row,
            const char *name,
            const char *category,
            uint64_t start,
            uint64_t end)
{
    begin(self, "X", process, row, name);
    add_text(&self->event, "cat", category);
    add(&self->event, "ts", microseconds(start));
    add(&self->event, "dur", microseconds(end - start));
}

static void
name_row(Writer *self, const char *what, int process, uint64_t row, const char *name)
{
    begin(self, "M", process, row, what);
    add_text(&self->args, "name", name);
    finish(self);
}

static const char *
thread_name(const Writer *self, uint32_t thread)
{
    const SimThreadLane *lane =
        thread < self->line->threads->len ? self->line->threads->pdata[thread] : NULL;
    return lane == NULL ? "?" : lane->name;
}

static void
add_span(Writer *self, uint64_t row, const SimThreadSpan *span)
{
    if (span->state == SIM_THREAD_ENDED) {
        return;
    }
    begin_slice(self, THREADS, row, sim_thread_state_name(span->state), "thread", span->start,
                span->end);
    if (span->what[0] != '\0') {
        add_text(&self->args, "for", span->what);
    }
    if (span->first_line != 0) {
        add_number(&self->args, "first line", (uint64_t) span->first_line);
        add_number(&self->args, "last line", (uint64_t) span->last_line);
    }
    if (span->core != 0) {
        add_number(&self->args, "core", span->core);
    }
    finish(self);
}

static void
add_threads(Writer *self)
{
    for (guint i = 0; i < self->line->threads->len; i++) {
        const SimThreadLane *lane = self->line->threads->pdata[i];
        if (!lane->known) {
            continue;
        }
        name_row(self, "thread_name", THREADS, i + 1, lane->name);
        for (guint j = 0; j < lane->spans->len; j++) {
            add_span(self, i + 1, &g_array_index(lane->spans, SimThreadSpan, j));
        }
    }
}

static void
add_gil(Writer *self)
{
    if (self->line->gil->len == 0) {
        return;
    }
    name_row(self, "thread_name", SHARED, GIL_ROW, "GIL");
    for (guint i = 0; i < self->line->gil->len; i++) {
        const SimUseSpan *span = &g_array_index(self->line->gil, SimUseSpan, i);
        begin_slice(self, SHARED, GIL_ROW, thread_name(self, span->thread), "gil", span->start,
                    span->end);
        add(&self->args, "forced", g_variant_new_boolean(span->forced));
        finish(self);
    }
    for (guint i = 0; i < self->line->requests->len; i++) {
        const SimGilRequest *asked = &g_array_index(self->line->requests, SimGilRequest, i);
        begin(self, "i", SHARED, GIL_ROW, "drop request");
        add_text(&self->event, "s", "t"); /* a mark on its row only */
        add(&self->event, "ts", microseconds(asked->time));
        add_text(&self->args, "by", thread_name(self, asked->thread));
        finish(self);
    }
}

static void
add_cores(Writer *self)
{
    for (guint i = 0; i < self->line->cores->len; i++) {
        g_autofree char *name = g_strdup_printf("core %u", i + 1);
        name_row(self, "thread_name", SHARED, FIRST_CORE_ROW + i, name);
        const GArray *spans = self->line->cores->pdata[i];
        for (guint j = 0; j < spans->len; j++) {
            const SimUseSpan *span = &g_array_index(spans, SimUseSpan, j);
            begin_slice(self, SHARED, FIRST_CORE_ROW + i, thread_name(self, span->thread), "core",
                        span->start, span->end);
            finish(self);
        }
    }
}

static void
add_collections(Writer *self)
{
    if (self->line->gc->len == 0) {
        return;
    }
    name_row(self, "thread_name", SHARED, GC_ROW, "garbage collector");
    for (guint i = 0; i < self->line->gc->len; i++) {
        const SimGcSpan *span = &g_array_index(self->line->gc, SimGcSpan, i);
        bool whole = span->phase < 0;
        g_autofree char *name =
            whole ? g_strdup_printf("generation %" G_GUINT64_FORMAT, span->generation)
                  : g_strdup(sim_gc_phase_name((SimGcPhase) span->phase));
        begin_slice(self, SHARED, GC_ROW, name, "gc", span->start, span->end);
        add_text(&self->args, "thread", thread_name(self, span->thread));
        if (whole) {
            add_number(&self->args, "collected", span->collected);
        }
        finish(self);
    }
}

static void
add_counter(Writer *self, uint64_t time, const char *name, const char *unit, uint64_t value)
{
    begin(self, "C", THREADS, 0, name);
    add(&self->event, "ts", microseconds(time));
    add_number(&self->args, unit, value);
    finish(self);
}

static void
add_memory(Writer *self, const SimUsage *usage)
{
    for (guint i = 0; i < usage->points->len; i++) {
        const SimUsagePoint *point = &g_array_index(usage->points, SimUsagePoint, i);
        uint64_t time = sim_timeline_time(self->line, point->at);
        add_counter(self, time, "arenas", "arenas", point->arenas);
        add_counter(self, time, "small blocks", "bytes", point->in_use);
        add_counter(self, time, "C heap", "bytes", point->large);
    }
}

GVariant *
app_perfetto_new(const SimTimeline *timeline, const SimUsage *usage, const char *name)
{
    Writer self = {.line = timeline};
    g_variant_builder_init(&self.events, G_VARIANT_TYPE("av"));
    name_row(&self, "process_name", THREADS, 0, name);
    name_row(&self, "process_name", SHARED, 0, "GIL, collector, cores");
    add_threads(&self);
    add_gil(&self);
    add_collections(&self);
    add_cores(&self);
    add_memory(&self, usage);
    GVariantBuilder whole;
    g_variant_builder_init(&whole, G_VARIANT_TYPE_VARDICT);
    add_text(&whole, "displayTimeUnit", "ms");
    add(&whole, "traceEvents", g_variant_builder_end(&self.events));
    return g_variant_builder_end(&whole);
}
