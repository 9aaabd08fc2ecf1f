/* The short way to make and to free an object of a built-in type without GC head whose block
 * pymalloc serves: what sim_object_alloc_sized and sim_object_release do, inline, and without
 * the questions that int and float need not ask. Recording is the caller's.
 */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

/* Host memory of a class of slabs for an object without GC head, in a slot of its own; NULL where
 * there are no slabs. */
SimObject *sim_object_new_host(SimWorld *world, unsigned size_class);

/* An object with reference count 1 whose block has @size bytes (1 to 512) and whose host memory
 * is of @size_class, its body undefined; NULL without an exception when that takes more than a
 * moment: sim_object_alloc_sized does it all. */
static inline SimObject *
sim_object_alloc_short(SimWorld *world, SimType *type, size_t size, unsigned size_class)
{
    SimObject *object = (SimObject *) sim_host_pool_pop(&world->host, 0, size_class);
    if (G_UNLIKELY(object == NULL)) {
        object = sim_object_new_host(world, size_class);
        if (object == NULL) {
            return NULL;
        }
    }
    SimAddr block = sim_pymalloc_malloc(world->pymalloc, size);
    if (G_UNLIKELY(block == 0)) {
        object->type = NULL;
        sim_host_pool_push(&world->host, 0, size_class, object);
        return NULL;
    }
    object->refcnt = 1;
    object->type = type;
    object->addr = block;
    object->flags = (uint32_t) size_class << SIM_OBJECT_HOST_SHIFT;
    return object;
}

/* Frees an object whose flags are (@size_class << SIM_OBJECT_HOST_SHIFT) and nothing else. */
static inline void
sim_object_release_short(SimWorld *world, SimObject *object, unsigned size_class)
{
    if (G_UNLIKELY(!sim_pymalloc_dealloc(world->pymalloc, object->addr))) {
        sim_heap_dealloc(world->heap, SIM_DOMAIN_OBJ, object->addr);
    }
    object->type = NULL;
    sim_host_pool_push(&world->host, 0, size_class, object);
}

G_END_DECLS
