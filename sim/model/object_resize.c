#include <string.h>

#include "sim/model/error.h"
#include "sim/model/world.h"

/* For the trace the object dies and another, with one reference, is born in its place. */
static void
record_move(SimWorld *world, const SimObject *object, SimAddr old, size_t size)
{
    SIM_RECORD(world, DESTROY, object->slot);
    SIM_RECORD(world, REALLOC, SIM_DOMAIN_OBJ, size, old, object->addr);
    SIM_RECORD(world, CREATE, object->slot, object->type->ob.slot, object->addr, size);
}

/* Host memory of a class of the pool moves only when the class changes. */
static SimObject *
move_host_memory(SimWorld *world, SimObject *object, size_t host_size, size_t kept)
{
    unsigned old_class = object->flags >> SIM_OBJECT_HOST_SHIFT;
    unsigned new_class = sim_host_pool_class(host_size);
    if (old_class != new_class) {
        return sim_object_change_host(world, object, host_size, MIN(kept, host_size));
    }
    if (!sim_host_pool_is_slab(old_class)) {
        object = g_realloc(object, host_size);
        world->objects[object->slot] = object;
    }
    return object;
}

bool
sim_object_resize_sized(
    SimWorld *world, SimObject **place, size_t size, size_t host_size, size_t kept)
{
    SimObject *object = *place;
    g_assert(object->refcnt == 1 && (object->flags & SIM_OBJECT_STATIC) == 0);
    g_assert(!sim_type_has(object->type, SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_MANAGED_DICT));
    SimAddr old = object->addr;
    SimAddr block = sim_heap_realloc(world->heap, SIM_DOMAIN_OBJ, old, size);
    if (block == 0) {
        sim_err_no_memory(world);
        return false;
    }
    object->addr = block;
    record_move(world, object, old, size);
    *place = move_host_memory(world, object, host_size, kept);
    return true;
}
