/* leaks(): what nobody can reach any more and a count cannot free.
 *
 * As the collector finds it (PEP 442's subtract_refs and move_unreachable), but on all objects:
 * references from within are taken off each count; what then has none left, and is not referred
 * to by one that has, is held by its own circle alone. References from frames, the evaluation
 * stack, modules and the machine itself are in no object of the scenario: they stay in the counts.
 */
#include "sim/run/expect_private.h"

typedef void (*Visit)(void *data, SimSlot target);

typedef struct {
    GArray *counts;  /* int64_t by slot: references from outside; -1: not of the scenario */
    GArray *reached; /* SimSlot: to be walked from */
} Search;

static void
visit_referents(const SimState *state, const SimStateObject *object, Visit visit, void *data)
{
    for (guint i = 0; object->fields != NULL && i < object->fields->len; i++) {
        visit(data, g_array_index(object->fields, SimStateField, i).target);
    }
    for (guint i = 0; object->attrs != NULL && i < object->attrs->len; i++) {
        visit(data, g_array_index(object->attrs, SimStateAttr, i).target);
    }
    for (guint i = 0; object->items != NULL && i < object->items->len; i++) {
        visit(data, g_array_index(object->items, SimSlot, i));
    }
    for (guint i = 0; object->pairs != NULL && i < object->pairs->len; i++) {
        visit(data, g_array_index(object->pairs, SimStatePair, i).key);
        visit(data, g_array_index(object->pairs, SimStatePair, i).value);
    }
    /* An instance holds its class, unless that is one of the machine's own. */
    const SimStateObject *type = sim_state_object(state, object->type);
    if (type != NULL && type->size > 0) {
        visit(data, object->type);
    }
}

static int64_t *
count_of(const Search *search, SimSlot slot)
{
    bool candidate = slot != SIM_SLOT_NONE && slot < search->counts->len &&
                     g_array_index(search->counts, int64_t, slot) >= 0;
    return candidate ? &g_array_index(search->counts, int64_t, slot) : NULL;
}

static void
take_off(void *data, SimSlot target)
{
    int64_t *count = count_of(data, target);
    if (count != NULL && *count > 0) {
        --*count;
    }
}

static void
reach(void *data, SimSlot target)
{
    Search *search = data;
    int64_t *count = count_of(search, target);
    if (count != NULL) {
        *count = -1;
        g_array_append_val(search->reached, target);
    }
}

int64_t
judge_count_leaks(const SimState *state, uint64_t start)
{
    g_autoptr(GArray) counts = g_array_new(FALSE, FALSE, sizeof(int64_t));
    g_autoptr(GArray) reached = g_array_new(FALSE, FALSE, sizeof(SimSlot));
    Search search = {counts, reached};
    for (SimSlot slot = 0; slot < sim_state_slot_limit(state); slot++) {
        const SimStateObject *object = sim_state_object(state, slot);
        int64_t count = object == NULL || object->born < start ? -1 : object->refcnt;
        g_array_append_val(counts, count);
    }
    for (SimSlot slot = 0; slot < counts->len; slot++) {
        if (count_of(&search, slot) != NULL) {
            visit_referents(state, sim_state_object(state, slot), take_off, &search);
        }
    }
    for (SimSlot slot = 0; slot < counts->len; slot++) {
        if (g_array_index(counts, int64_t, slot) > 0) {
            reach(&search, slot);
        }
    }
    while (reached->len > 0) {
        SimSlot slot = g_array_index(reached, SimSlot, reached->len - 1);
        g_array_set_size(reached, reached->len - 1);
        visit_referents(state, sim_state_object(state, slot), reach, &search);
    }
    int64_t leaks = 0;
    for (SimSlot slot = 0; slot < counts->len; slot++) {
        leaks += g_array_index(counts, int64_t, slot) >= 0;
    }
    return leaks;
}
