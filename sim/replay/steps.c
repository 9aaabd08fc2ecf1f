#include "sim/replay/steps.h"

/* A frame of the walk: where its current line began. */
typedef struct {
    uint64_t frame;
    uint64_t code;
    gint64 run; /* index into the runs of the line being executed; -1: none yet */
} Frame;

typedef struct {
    GArray *runs;          /* SimStatementRun */
    GPtrArray *threads;    /* GArray * of Frame, by thread */
    GHashTable *suspended; /* generator slot + 1 -> Frame * */
    size_t thread;
} Walk;

static void
free_frames(void *frames)
{
    if (frames != NULL) {
        g_array_unref(frames);
    }
}

static GArray *
stack_of(Walk *walk)
{
    while (walk->threads->len <= walk->thread) {
        g_ptr_array_add(walk->threads, g_array_new(FALSE, FALSE, sizeof(Frame)));
    }
    return walk->threads->pdata[walk->thread];
}

static void
end_run(Walk *walk, Frame *frame, uint64_t step)
{
    if (frame->run >= 0) {
        g_array_index(walk->runs, SimStatementRun, frame->run).end = step;
        frame->run = -1;
    }
}

static void
reach_line(Walk *walk, int32_t line, uint64_t step)
{
    GArray *stack = stack_of(walk);
    if (stack->len == 0) {
        return;
    }
    Frame *frame = &g_array_index(stack, Frame, stack->len - 1);
    end_run(walk, frame, step);
    frame->run = walk->runs->len;
    SimStatementRun run = {step + 1, UINT64_MAX, line, stack->len - 1, frame->frame, frame->code};
    g_array_append_val(walk->runs, run);
}

static void
suspend(Walk *walk, SimSlot generator)
{
    GArray *stack = stack_of(walk);
    if (stack->len > 0) {
        Frame *frame = g_memdup2(&g_array_index(stack, Frame, stack->len - 1), sizeof(Frame));
        g_hash_table_insert(walk->suspended, GSIZE_TO_POINTER((gsize) generator + 1), frame);
        g_array_set_size(stack, stack->len - 1);
    }
}

static void
resume(Walk *walk, SimSlot generator)
{
    void *key = GSIZE_TO_POINTER((gsize) generator + 1);
    const Frame *frame = g_hash_table_lookup(walk->suspended, key);
    if (frame != NULL) {
        g_array_append_val(stack_of(walk), *frame);
        g_hash_table_remove(walk->suspended, key);
    }
}

static void
follow(Walk *walk, const SimEvent *event, uint64_t step)
{
    GArray *stack = stack_of(walk);
    switch ((int) event->kind) {
    case SIM_EVENT_FRAME: {
        Frame frame = {step, event->as.FRAME.code, -1};
        g_array_append_val(stack, frame);
        break;
    }
    case SIM_EVENT_UNFRAME:
        if (stack->len > 0) {
            end_run(walk, &g_array_index(stack, Frame, stack->len - 1), step);
            g_array_set_size(stack, stack->len - 1);
        }
        break;
    case SIM_EVENT_SUSPEND:
        suspend(walk, event->as.SUSPEND.generator);
        break;
    case SIM_EVENT_RESUME:
        resume(walk, event->as.RESUME.generator);
        break;
    case SIM_EVENT_LINE:
        reach_line(walk, (int32_t) event->as.LINE.line, step);
        break;
    case SIM_EVENT_THREAD:
        walk->thread = MIN((size_t) event->as.THREAD.thread, (size_t) 1 << 20);
        break;
    default:
        break;
    }
}

/* What still runs when the scenario ends, ends with it. */
static void
finish(GArray *runs, uint64_t step)
{
    for (guint i = 0; i < runs->len; i++) {
        SimStatementRun *run = &g_array_index(runs, SimStatementRun, i);
        run->end = MIN(run->end, step);
    }
}

GArray *
sim_steps_lines(const SimTrace *trace, GError **error)
{
    Walk walk = {g_array_new(FALSE, FALSE, sizeof(SimStatementRun)),
                 g_ptr_array_new_with_free_func(free_frames),
                 g_hash_table_new_full(NULL, NULL, NULL, g_free), 0};
    SimCursor cursor;
    SimEvent event;
    uint64_t end = UINT64_MAX;
    g_autoptr(GError) damage = NULL;
    sim_cursor_init(&cursor, trace);
    while (end == UINT64_MAX && sim_cursor_next(&cursor, &event, &damage)) {
        if (event.kind == SIM_EVENT_END) {
            end = cursor.number - 1;
        }
        follow(&walk, &event, cursor.number - 1);
    }
    finish(walk.runs, MIN(end, cursor.number));
    sim_cursor_clear(&cursor);
    g_ptr_array_unref(walk.threads);
    g_hash_table_unref(walk.suspended);
    if (damage != NULL) {
        g_propagate_error(error, g_steal_pointer(&damage));
        g_array_unref(walk.runs);
        return NULL;
    }
    return walk.runs;
}

static int
compare_ends(const void *a, const void *b)
{
    const SimStatementRun *x = a;
    const SimStatementRun *y = b;
    return x->end < y->end ? -1 : x->end > y->end;
}

GArray *
sim_steps_statement(const GArray *lines, int32_t first, int32_t last)
{
    GArray *found = g_array_new(FALSE, FALSE, sizeof(SimStatementRun));
    g_autoptr(GHashTable) open = g_hash_table_new(g_int64_hash, g_int64_equal);
    uint64_t own = UINT64_MAX; /* whose code ran it first: what is inside can only run later */
    for (guint i = 0; i < lines->len; i++) {
        SimStatementRun *run = &g_array_index(lines, SimStatementRun, i);
        if (run->line < first || run->line > last) {
            g_hash_table_remove(open, &run->frame);
            continue;
        }
        own = own == UINT64_MAX ? run->code : own;
        if (run->code != own) {
            continue;
        }
        guint at = GPOINTER_TO_UINT(g_hash_table_lookup(open, &run->frame));
        SimStatementRun *earlier = at == 0 ? NULL : &g_array_index(found, SimStatementRun, at - 1);
        if (earlier != NULL) {
            earlier->end = run->end;
            continue;
        }
        g_array_append_val(found, *run);
        g_hash_table_insert(open, &run->frame, GUINT_TO_POINTER(found->len));
    }
    g_array_sort(found, compare_ends);
    return found;
}

bool
sim_steps_main(const SimTrace *trace, uint64_t *start, uint64_t *end, GError **error)
{
    SimCursor cursor;
    SimEvent event;
    bool in_main = false;
    bool first = true; /* in the first thread */
    int depth = 0;
    g_autoptr(GError) damage = NULL;
    *start = 0;
    *end = UINT64_MAX;
    sim_cursor_init(&cursor, trace);
    while (*end == UINT64_MAX && sim_cursor_next(&cursor, &event, &damage)) {
        first = event.kind == SIM_EVENT_THREAD ? event.as.THREAD.thread == 0 : first;
        bool leaves = first && (event.kind == SIM_EVENT_UNFRAME || event.kind == SIM_EVENT_SUSPEND);
        bool enters = first && (event.kind == SIM_EVENT_FRAME || event.kind == SIM_EVENT_RESUME);
        if (event.kind == SIM_EVENT_MAIN) {
            *start = cursor.number;
            in_main = true;
            depth = 0;
        }
        depth += enters - leaves;
        if (event.kind == SIM_EVENT_END || (in_main && leaves && depth == 0)) {
            *end = cursor.number - 1;
        }
    }
    *end = MIN(*end, cursor.number);
    sim_cursor_clear(&cursor);
    if (damage != NULL) {
        g_propagate_error(error, g_steal_pointer(&damage));
        return false;
    }
    return true;
}
