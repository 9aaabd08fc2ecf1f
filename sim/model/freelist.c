#include "sim/model/freelist.h"

static const uint32_t limits[] = {
#define LIMIT(ID, depth) depth,
    SIM_FREELISTS(LIMIT)
#undef LIMIT
};

SimFreeLists *
sim_freelists_new(void)
{
    SimFreeLists *self = g_new0(SimFreeLists, 1);
    for (unsigned id = 0; id < SIM_FREELIST_COUNT; id++) {
        SimFreeList *list = &self->lists[id];
        list->limit = id < SIM_FREELIST_TUPLE_1 ? limits[id] : SIM_FREELIST_TUPLE_DEPTH;
    }
    for (unsigned id = 0; id < SIM_FREELIST_COUNT; id++) {
        self->lists[id].items = g_new(SimObject *, self->lists[id].limit);
    }
    return self;
}

static void
clear_keys(SimWorld *world)
{
    SimFreeLists *self = world->freelists;
    while (self->key_count > 0) {
        void *block = self->keys[--self->key_count];
        SimAddr address;
        memcpy(&address, block, sizeof address);
        sim_buffer_free(world, NULL, 0, SIM_DOMAIN_OBJ, address);
        g_free(block);
    }
}

void
sim_freelists_clear(SimWorld *world)
{
    for (unsigned id = 0; id < SIM_FREELIST_COUNT; id++) {
        SimFreeList *list = &world->freelists->lists[id];
        while (list->count > 0 && id != SIM_FREELIST_SLICE) {
            sim_object_release_parked(world, list->items[--list->count]);
        }
    }
    clear_keys(world);
}

void
sim_freelists_free(SimWorld *world)
{
    SimFreeLists *self = world->freelists;
    for (unsigned id = 0; id < SIM_FREELIST_COUNT; id++) {
        SimFreeList *list = &self->lists[id];
        for (uint32_t i = 0; i < list->count; i++) {
            sim_object_forget(world, list->items[i]);
        }
        g_free(list->items);
    }
    for (uint32_t i = 0; i < self->key_count; i++) {
        g_free(self->keys[i]);
    }
    g_free(self);
    world->freelists = NULL;
}
