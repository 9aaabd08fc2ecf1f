/* Weak references and proxies.
 *
 * Stands for Objects/weakrefobject.c: 64 bytes and a GC head; each referent has a list of its
 * references, the shared ones without callback first (a plain ref, then a proxy), then those
 * with one, latest first. CPython keeps the list's head in the referent; here a table of the
 * world does, and the referent has SIM_OBJECT_WEAKLY_REFERENCED.
 *
 * The referent is not owned and not traversed: in the record it is told by WEAKREF events.
 */
#pragma once

#include "sim/model/gc.h"
#include "sim/model/world.h"

G_BEGIN_DECLS

typedef struct SimWeakref {
    SimObject ob;
    SimObject *referent; /* borrowed; NULL: dead */
    SimObject *callback; /* owned; NULL: none */
    int64_t hash;        /* of the referent, -1: not asked yet */
    struct SimWeakref *prev;
    struct SimWeakref *next;
} SimWeakref;

static inline SimWeakref *
sim_weakref_cast(SimObject *object)
{
    return (SimWeakref *) (void *) object;
}

static inline bool
sim_is_weakref(SimWorld *world, const SimObject *object)
{
    return object->type == sim_type(world, SIM_TYPE_WEAKREF) ||
           sim_type_is_subtype(object->type, sim_type(world, SIM_TYPE_WEAKREF));
}

static inline bool
sim_is_weakproxy(SimWorld *world, const SimObject *object)
{
    return object->type == sim_type(world, SIM_TYPE_WEAKPROXY) ||
           object->type == sim_type(world, SIM_TYPE_WEAKPROXY_CALLABLE);
}

/* Sets the hooks of the world and of its collector. */
void sim_weakref_startup(SimWorld *world);

/* PyWeakref_NewRef, PyWeakref_NewProxy: @callback may be NULL or None. NULL with TypeError. */
SimObject *sim_weakref_new(SimWorld *world, SimObject *referent, SimObject *callback);
SimObject *sim_weakproxy_new(SimWorld *world, SimObject *referent, SimObject *callback);

/* The first of the list, or NULL. Borrowed. */
SimWeakref *sim_weakrefs_first(SimWorld *world, SimObject *object);
/* PyObject_ClearWeakRefs: the referent dies; callbacks are called. */
void sim_weakrefs_clear_all(SimWorld *world, SimObject *object);
static inline void
sim_weakrefs_clear(SimWorld *world, SimObject *object)
{
    if (G_UNLIKELY((object->flags & SIM_OBJECT_WEAKLY_REFERENCED) != 0)) {
        sim_weakrefs_clear_all(world, object);
    }
}
/* _PyWeakref_ClearRef for all that are left: they die without calling anything. */
void sim_weakrefs_forget(SimWorld *world, SimObject *object);

/* For weakproxy.c. A new reference of @type at its place in the list. */
SimObject *
sim_weakref_make(SimWorld *world, SimType *type, SimObject *referent, SimObject *callback);
/* The shared ones at the head of the list; NULL: none. */
void sim_weakrefs_basic(SimWorld *world, SimObject *object, SimWeakref **ref, SimWeakref **proxy);
void sim_weakref_dealloc(SimWorld *world, SimObject *object);
int sim_weakref_traverse(SimObject *object, SimVisit visit, void *data);
int sim_weakref_clear(SimWorld *world, SimObject *object);

G_END_DECLS
