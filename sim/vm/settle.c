/* What CPython's start-up and the compilation of the script leave in the allocators: objects on
 * the free lists, and in nearly every size class a pool that never gets empty.
 *
 * Without them a program's first [] would count as an allocation of the collector, and the only
 * object of a size class would give its pool back when it dies, for another class to take.
 * Illustrative: the numbers are those of Debian's python3.11.2 (sys._debugmallocstats() as first
 * statement), of which the compiler's share is a line through scripts of 0 to 50 functions. */
#include "sim/model/freelist.h"
#include "sim/model/gc.h"
#include "sim/model/heap.h"
#include "sim/objects/dict.h"
#include "sim/objects/float.h"
#include "sim/objects/list.h"
#include "sim/objects/slice.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/vm/vm_private.h"

enum {
    SIZE_CLASS = 16,
    SIZE_CLASSES = 32,
    FREE_FLOATS = 3,
    FREE_LISTS = 5,
    FREE_LISTS_PER_CODE = 2,
    FREE_DICTS = 8,
    FREE_DICTS_OF_FUNCTIONS = 5,
    FREE_KEYS = 14,
    MOST = 80
};

/* Of lengths 1, 2, ... */
static const uint8_t free_tuples[] = {6, 8, 3, 2, 3, 0, 1, 0, 2, 0, 0, 0, 1, 0, 1, 0, 1, 2, 0, 1};

/* Size classes that start-up has no use for. */
static bool
is_unused(size_t size)
{
    return size == 384 || size == 464 || size == 496;
}

static void
occupy_pools(SimWorld *world)
{
    for (size_t i = 1; i <= SIZE_CLASSES; i++) {
        size_t size = i * SIZE_CLASS;
        SimAddr block = is_unused(size) ? 0 : sim_heap_malloc(world->heap, SIM_DOMAIN_OBJ, size);
        if (block != 0) {
            SIM_RECORD(world, ALLOC, SIM_DOMAIN_OBJ, size, block);
        }
    }
}

static SimObject *
new_float(SimWorld *world, size_t index)
{
    (void) index;
    return sim_float_new(world, 0.0);
}

static SimObject *
new_slice(SimWorld *world, size_t index)
{
    (void) index;
    return sim_slice_new(world, NULL, NULL, NULL);
}

static SimObject *
new_list(SimWorld *world, size_t index)
{
    (void) index;
    return sim_list_new(world, 0);
}

/* Some with a block of keys. @index 0 is the last one made. */
static SimObject *
new_dict(SimWorld *world, size_t index)
{
    SimObject *dict = sim_dict_new(world);
    if (dict != NULL && index < FREE_KEYS + world->code_count) {
        sim_dict_set(world, dict, world->empty_str, world->empty_str);
    }
    return dict;
}

/* Makes @count objects and lets them all go. */
static void
leave(SimWorld *world, size_t count, SimObject *(*make)(SimWorld *world, size_t index))
{
    SimObject *all[MOST];
    count = MIN(count, MOST);
    for (size_t i = 0; i < count; i++) {
        all[i] = make(world, count - 1 - i);
    }
    for (size_t i = 0; i < count; i++) {
        sim_xdecref(world, all[i]);
    }
}

static void
leave_tuples(SimWorld *world, size_t length, size_t count)
{
    SimObject *all[MOST];
    for (size_t i = 0; i < count; i++) {
        all[i] = sim_tuple_new(world, length);
        for (size_t k = 0; all[i] != NULL && k < length; k++) {
            sim_tuple_set(world, all[i], k, sim_newref(world, world->empty_str));
        }
    }
    for (size_t i = 0; i < count; i++) {
        sim_xdecref(world, all[i]);
    }
}

/* Float literals: the parser takes them from the free list. */
static size_t
count_floats(SimWorld *world)
{
    size_t count = 0;
    GHashTableIter iter;
    void *literal;
    g_hash_table_iter_init(&iter, sim_vm_of(world)->literals);
    while (g_hash_table_iter_next(&iter, &literal, NULL)) {
        count += ((SimObject *) literal)->type == sim_type(world, SIM_TYPE_FLOAT);
    }
    return count;
}

void
sim_settle(SimWorld *world)
{
    size_t codes = world->code_count - 1; /* the module's own not */
    occupy_pools(world);
    sim_freelists_clear(world);
    leave(world, FREE_FLOATS - MIN(FREE_FLOATS, count_floats(world)), new_float);
    leave(world, 1, new_slice);
    leave(world, FREE_LISTS + FREE_LISTS_PER_CODE * codes, new_list);
    leave(world, FREE_DICTS + codes + (codes > 0 ? FREE_DICTS_OF_FUNCTIONS : 0), new_dict);
    for (size_t i = 0; i < G_N_ELEMENTS(free_tuples); i++) {
        leave_tuples(world, i + 1, free_tuples[i]);
    }
    sim_gc_settle(world);
}
