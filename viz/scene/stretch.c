#include "viz/scene/stretch.h"

#include <string.h>

static const bool busy_states[] = {
#define STATE(NAME, told, on_core, has_gil) on_core,
#include "sim/trace/thread_state.def"
#undef STATE
};

bool
viz_stretch_is_busy(SimThreadState state)
{
    return state < SIM_THREAD_STATE_COUNT && busy_states[state];
}

typedef struct {
    const VizWindow *window;
    uint64_t now;
    uint64_t finest; /* ns */
    GArray *out;     /* VizStretch */
    VizStretch open; /* not in it yet; count 0: none */
} Joiner;

static VizStretch *
last_of(const Joiner *joiner)
{
    guint length = joiner->out->len;
    return length == 0 ? NULL : &g_array_index(joiner->out, VizStretch, length - 1);
}

/* What was collected is complete: it stands alone, or goes to the short ones before it. */
static void
flush(Joiner *joiner)
{
    VizStretch *open = &joiner->open;
    if (open->count == 0) {
        return;
    }
    open->brief = open->end - open->start < joiner->finest;
    open->end = MIN(open->end, joiner->now);
    open->busy = viz_stretch_is_busy(open->state) ? open->end - open->start : 0;
    VizStretch *last = last_of(joiner);
    if (open->brief && last != NULL && last->brief && open->start - last->end < joiner->finest) {
        last->end = open->end;
        last->count++;
        last->busy += open->busy;
    } else {
        g_array_append_val(joiner->out, *open);
    }
    open->count = 0;
}

static bool
says_the_same(const VizStretch *one, const VizStretch *other)
{
    return one->end == other->start && one->state == other->state && one->thread == other->thread &&
           strcmp(one->what, other->what) == 0;
}

static void
add_lines(VizStretch *stretch, int32_t first, int32_t last)
{
    if (first == 0) {
        return;
    }
    stretch->first_line = stretch->first_line == 0 ? first : MIN(stretch->first_line, first);
    stretch->last_line = MAX(stretch->last_line, last);
}

static void
add(Joiner *joiner, const VizStretch *next)
{
    const VizWindow *window = joiner->window;
    if (next->end <= next->start || next->start >= joiner->now || next->end <= window->from ||
        next->start >= window->to) {
        return;
    }
    if (joiner->open.count > 0 && says_the_same(&joiner->open, next)) {
        joiner->open.end = next->end;
        add_lines(&joiner->open, next->first_line, next->last_line);
        return;
    }
    flush(joiner);
    joiner->open = *next;
    joiner->open.count = 1;
    joiner->open.first_line = 0;
    joiner->open.last_line = 0;
    add_lines(&joiner->open, next->first_line, next->last_line);
}

static void
begin(Joiner *joiner, const VizWindow *window, uint64_t now)
{
    uint64_t finest = (window->to - window->from) / VIZ_STRETCH_FINEST;
    *joiner = (Joiner){window, now, finest, g_array_new(FALSE, FALSE, sizeof(VizStretch)), {0}};
}

static GArray *
end(Joiner *joiner)
{
    flush(joiner);
    return joiner->out;
}

GArray *
viz_stretches_of_thread(const SimThreadLane *lane,
                        uint32_t thread,
                        const VizWindow *window,
                        uint64_t now)
{
    Joiner joiner;
    begin(&joiner, window, now);
    for (guint i = 0; i < lane->spans->len; i++) {
        const SimThreadSpan *span = &g_array_index(lane->spans, SimThreadSpan, i);
        VizStretch next = {.start = span->start,
                           .end = span->end,
                           .state = span->state,
                           .thread = thread,
                           .first_line = span->first_line,
                           .last_line = span->last_line,
                           .what = span->what};
        add(&joiner, &next);
    }
    return end(&joiner);
}

GArray *
viz_stretches_of_use(const GArray *spans, const VizWindow *window, uint64_t now)
{
    Joiner joiner;
    begin(&joiner, window, now);
    for (guint i = 0; i < spans->len; i++) {
        const SimUseSpan *span = &g_array_index(spans, SimUseSpan, i);
        VizStretch next = {.start = span->start,
                           .end = span->end,
                           .state = SIM_THREAD_RUNNING,
                           .thread = span->thread,
                           .what = ""};
        add(&joiner, &next);
    }
    return end(&joiner);
}
