/* Free lists: dead objects kept for their type's next one.
 *
 * Stands for the per-type free lists of CPython 3.11 (struct _Py_float_state and others,
 * Include/internal/pycore_interp.h): last in, first out, with CPython's depths. An object
 * on a list is parked (sim_object_park): its block stays allocated, it counts as dead.
 * Taking one makes no allocator call and is not counted by the collector.
 *
 * 3.11's quirk: tuples of length 20 are put on their list and never taken.
 */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

/* FREELIST(ID, depth) */
#define SIM_FREELISTS(FREELIST)                                                                    \
    FREELIST(FLOAT, 100)                                                                           \
    FREELIST(LIST, 80)                                                                             \
    FREELIST(DICT, 80)                                                                             \
    FREELIST(SLICE, 1)

typedef enum {
#define SIM_FREELIST_ENUM(ID, depth) SIM_FREELIST_##ID,
    SIM_FREELISTS(SIM_FREELIST_ENUM)
#undef SIM_FREELIST_ENUM
    SIM_FREELIST_TUPLE_1, /* of length 1; SIM_FREELIST_TUPLE_1 + n - 1: of length n */
    SIM_FREELIST_TUPLE_20 = SIM_FREELIST_TUPLE_1 + 19,
    SIM_FREELIST_COUNT
} SimFreeListId;

enum {
    SIM_FREELIST_TUPLE_DEPTH = 2000,
    SIM_FREELIST_KEYS_DEPTH = 80
};

typedef struct {
    SimObject **items;
    uint32_t count;
    uint32_t limit;
} SimFreeList;

struct SimFreeLists {
    SimFreeList lists[SIM_FREELIST_COUNT];
    /* Eight-slot blocks of dict keys for str: each a g_malloc'ed host block of dict.c that
     * begins with the SimAddr of its simulated block. */
    void *keys[SIM_FREELIST_KEYS_DEPTH];
    uint32_t key_count;
};

SimFreeLists *sim_freelists_new(void);
void sim_freelists_free(SimWorld *world);

/* Gives all parked blocks back to the heap: what a full collection does
 * (clear_freelists in Modules/gcmodule.c). The one slice stays (_PySlice_Fini takes it at exit). */
void sim_freelists_clear(SimWorld *world);

/* Parks a dead object and returns true, or false when the list is full: the caller then
 * releases it. */
static inline bool
sim_freelist_push(SimWorld *world, SimFreeListId id, SimObject *object)
{
    SimFreeList *list = &world->freelists->lists[id];
    if (list->count >= list->limit) {
        return false;
    }
    sim_object_park(world, object);
    list->items[list->count++] = object;
    return true;
}

/* The object parked last, alive again with reference count 1, its body as it was left; or
 * NULL when the list is empty. */
static inline SimObject *
sim_freelist_pop(SimWorld *world, SimFreeListId id)
{
    SimFreeList *list = &world->freelists->lists[id];
    if (list->count == 0) {
        return NULL;
    }
    SimObject *object = list->items[--list->count];
    sim_object_revive(world, object, id < SIM_FREELIST_TUPLE_1 ? 0 : id - SIM_FREELIST_TUPLE_1 + 1);
    return object;
}

G_END_DECLS
