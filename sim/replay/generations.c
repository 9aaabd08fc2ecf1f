#include "sim/replay/generations.h"

#include <string.h>

enum {
    OLDEST = 2,
    DEEPEST = 100 /* tuples in tuples that are looked into */
};

struct SimGenerationWalk {
    const SimTrace *trace;
    SimCursor cursor;
    GHashTable *seen;   /* slot + 1 -> generation + 1, of objects a collection looked at */
    uint64_t collected; /* step of the last start of a collection; 0: none */
    int next;           /* where what it looks at will be */
};

#define KEY(slot) GSIZE_TO_POINTER((gsize) (slot) + 1)

SimGenerationWalk *
sim_generation_walk_new(const SimTrace *trace)
{
    SimGenerationWalk *walk = g_new0(SimGenerationWalk, 1);
    walk->trace = trace;
    walk->seen = g_hash_table_new(NULL, NULL);
    sim_cursor_init(&walk->cursor, trace);
    return walk;
}

void
sim_generation_walk_free(SimGenerationWalk *walk)
{
    if (walk != NULL) {
        sim_cursor_clear(&walk->cursor);
        g_hash_table_unref(walk->seen);
        g_free(walk);
    }
}

static void
follow(SimGenerationWalk *walk, const SimEvent *event)
{
    switch ((int) event->kind) {
    case SIM_EVENT_GC_START:
        walk->next = MIN((int) event->as.GC_START.generation + 1, OLDEST);
        walk->collected = walk->cursor.number;
        break;
    case SIM_EVENT_GC_REFS:
        g_hash_table_insert(walk->seen, KEY(event->as.GC_REFS.object),
                            GINT_TO_POINTER(walk->next + 1));
        break;
    case SIM_EVENT_DESTROY:
        g_hash_table_remove(walk->seen, KEY(event->as.DESTROY.object));
        break;
    default:
        break;
    }
}

static bool
walk_to(SimGenerationWalk *walk, uint64_t step, GError **error)
{
    SimEvent event;
    if (step < walk->cursor.number) {
        sim_cursor_clear(&walk->cursor);
        sim_cursor_init(&walk->cursor, walk->trace);
        g_hash_table_remove_all(walk->seen);
        walk->collected = 0;
    }
    g_autoptr(GError) wrong = NULL;
    while (walk->cursor.number < step && sim_cursor_next(&walk->cursor, &event, &wrong)) {
        follow(walk, &event);
    }
    if (wrong != NULL) {
        g_propagate_error(error, g_steal_pointer(&wrong));
        return false;
    }
    return true;
}

/* Whether its type has the collector's header, which lies between the start of the block and the
 * object. */
static bool
has_header(const SimState *state, const SimStateObject *object)
{
    const SimStateBlock *block = sim_state_object_block(state, object);
    return block != NULL && block->address != object->address;
}

static bool refers_to_tracked(const SimState *state, const SimStateObject *object, int depth);

/* _PyObject_GC_MAY_BE_TRACKED: a tuple only if one of its items may be. */
static bool
may_be_tracked(const SimState *state, SimSlot slot, int depth)
{
    const SimStateObject *object = sim_state_object(state, slot);
    if (object == NULL || !has_header(state, object)) {
        return false;
    }
    bool is_tuple = strcmp(sim_state_type_name(state, object), "tuple") == 0;
    return !is_tuple || depth >= DEEPEST || refers_to_tracked(state, object, depth + 1);
}

static bool
refers_to_tracked(const SimState *state, const SimStateObject *object, int depth)
{
    for (guint i = 0; object->pairs != NULL && i < object->pairs->len; i++) {
        const SimStatePair *pair = &g_array_index(object->pairs, SimStatePair, i);
        if (may_be_tracked(state, pair->key, depth) || may_be_tracked(state, pair->value, depth)) {
            return true;
        }
    }
    for (guint i = 0; object->items != NULL && i < object->items->len; i++) {
        if (may_be_tracked(state, g_array_index(object->items, SimSlot, i), depth)) {
            return true;
        }
    }
    return false;
}

bool
sim_generation_walk_ask(SimGenerationWalk *walk,
                        const SimState *state,
                        const SimStateObject *object,
                        int *out,
                        GError **error)
{
    *out = -1;
    if (!walk_to(walk, sim_state_step(state), error)) {
        return false;
    }
    int seen = GPOINTER_TO_INT(g_hash_table_lookup(walk->seen, KEY(object->slot)));
    const char *type = sim_state_type_name(state, object);
    bool is_dict = strcmp(type, "dict") == 0;
    /* A dict is tracked once it refers to something, a tuple until a collection looks at it. */
    bool plain = (is_dict || (strcmp(type, "tuple") == 0 && seen > 0)) &&
                 !refers_to_tracked(state, object, 0);
    if (!has_header(state, object) || plain) {
        return true;
    }
    if (seen > 0) {
        *out = seen - 1;
    } else if (is_dict || object->born >= walk->collected) {
        *out = 0;
    }
    return true;
}
