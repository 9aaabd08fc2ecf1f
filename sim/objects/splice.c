#include "sim/objects/splice.h"

enum {
    LOCAL_SLOTS = 64
};

void
sim_splice_items(SimWorld *world,
                 SimObject *owner,
                 size_t start,
                 size_t removed,
                 SimObject *const *items,
                 size_t count)
{
    SimSlot local[LOCAL_SLOTS];
    SimSlot *slots = count <= LOCAL_SLOTS ? local : g_new(SimSlot, count);
    for (size_t i = 0; i < count; i++) {
        slots[i] = sim_slot(items[i]);
    }
    SimSlots list = {slots, count};
    sim_trace_emit_SPLICE(world->trace, owner->slot, start, removed, list);
    if (slots != local) {
        g_free(slots);
    }
}

void
sim_splice_empty(SimWorld *world, SimObject *owner, size_t start, size_t removed, size_t count)
{
    SimSlot local[LOCAL_SLOTS];
    SimSlot *slots = count <= LOCAL_SLOTS ? local : g_new(SimSlot, count);
    for (size_t i = 0; i < count; i++) {
        slots[i] = SIM_SLOT_NONE;
    }
    SimSlots list = {slots, count};
    sim_trace_emit_SPLICE(world->trace, owner->slot, start, removed, list);
    if (slots != local) {
        g_free(slots);
    }
}
