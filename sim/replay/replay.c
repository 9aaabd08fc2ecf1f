#include "sim/replay/replay.h"

#include "sim/base/sorted.h"
#include "sim/replay/state_private.h"

/* A keyframe costs the copy of every live object: one is taken after at least
 * KEYFRAME_EVENTS events, and KEYFRAME_FACTOR times as many as there are objects, so
 * that walking costs a constant factor more and memory stays within one of the trace. */
enum {
    KEYFRAME_EVENTS = 1 << 15,
    KEYFRAME_FACTOR = 32
};

typedef struct {
    SimState *state;
    SimCursor place; /* without scratch */
} Keyframe;

struct SimReplay {
    const SimTrace *trace;
    SimReplayShared shared;
    SimState *state;
    SimCursor cursor;
    GArray *keyframes; /* Keyframe, by step; the first is step 0 */
};

static void
free_code(void *data)
{
    SimStateCode *code = data;
    g_free((void *) code->locals);
    g_free(code);
}

static void
clear_keyframe(void *data)
{
    sim_state_free(((Keyframe *) data)->state);
}

static void
add_keyframe(SimReplay *replay)
{
    Keyframe keyframe = {sim_state_copy(replay->state), replay->cursor};
    g_array_append_val(replay->keyframes, keyframe);
}

SimReplay *
sim_replay_new(const SimTrace *trace)
{
    SimReplay *replay = g_new0(SimReplay, 1);
    replay->trace = trace;
    replay->shared.codes = g_ptr_array_new_with_free_func(free_code);
    replay->shared.strings = g_string_chunk_new(4096);
    replay->shared.output = g_string_new(NULL);
    replay->state = sim_state_new(&replay->shared);
    sim_cursor_init(&replay->cursor, trace);
    replay->keyframes = g_array_new(FALSE, FALSE, sizeof(Keyframe));
    g_array_set_clear_func(replay->keyframes, clear_keyframe);
    add_keyframe(replay);
    return replay;
}

void
sim_replay_free(SimReplay *replay)
{
    if (replay == NULL) {
        return;
    }
    g_array_unref(replay->keyframes);
    sim_state_free(replay->state);
    sim_cursor_clear(&replay->cursor);
    g_ptr_array_unref(replay->shared.codes);
    g_string_chunk_free(replay->shared.strings);
    g_string_free(replay->shared.output, TRUE);
    g_free(replay);
}

static Keyframe *
last_keyframe(SimReplay *replay)
{
    return &g_array_index(replay->keyframes, Keyframe, replay->keyframes->len - 1);
}

static void
maybe_add_keyframe(SimReplay *replay)
{
    uint64_t last = last_keyframe(replay)->place.number;
    uint64_t interval =
        MAX((uint64_t) KEYFRAME_EVENTS, (uint64_t) replay->state->live * KEYFRAME_FACTOR);
    if (replay->cursor.number >= last + interval) {
        add_keyframe(replay);
    }
}

static bool
is_passed(const void *keyframe, uint64_t step)
{
    return ((const Keyframe *) keyframe)->place.number <= step;
}

/* The last keyframe at or before @step; there is one at the start. */
static const Keyframe *
find_keyframe(const SimReplay *replay, uint64_t step)
{
    guint behind = sim_sorted_find(replay->keyframes, is_passed, step);
    return &g_array_index(replay->keyframes, Keyframe, MAX(behind, 1) - 1);
}

static void
restore(SimReplay *replay, const Keyframe *keyframe)
{
    sim_state_free(replay->state);
    replay->state = sim_state_copy(keyframe->state);
    sim_cursor_assign(&replay->cursor, &keyframe->place);
}

static bool
walk(SimReplay *replay, uint64_t step, GError **error)
{
    SimEvent event;
    g_autoptr(GError) damage = NULL;
    while (replay->cursor.number < step && sim_cursor_next(&replay->cursor, &event, &damage)) {
        if (!sim_state_apply(replay->state, &event)) {
            g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_INPUT,
                        "%s: error: event %" G_GUINT64_FORMAT
                        " of the trace (%s) does not fit what was before it\n",
                        sim_source_name(sim_trace_source(replay->trace)), replay->cursor.number - 1,
                        sim_event_name(event.kind));
            return false;
        }
        maybe_add_keyframe(replay);
    }
    if (damage != NULL) {
        g_propagate_error(error, g_steal_pointer(&damage));
        return false;
    }
    return true;
}

const SimState *
sim_replay_seek(SimReplay *replay, uint64_t step, GError **error)
{
    const Keyframe *keyframe = find_keyframe(replay, step);
    if (step < replay->cursor.number || keyframe->place.number > replay->cursor.number) {
        restore(replay, keyframe);
    }
    if (!walk(replay, step, error)) {
        restore(replay, &g_array_index(replay->keyframes, Keyframe, 0));
        return NULL;
    }
    return replay->state;
}

const SimCursor *
sim_replay_cursor(const SimReplay *replay)
{
    return &replay->cursor;
}
