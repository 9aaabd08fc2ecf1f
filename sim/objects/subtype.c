/* Life and death of instances of classes (subtype_dealloc, subtype_traverse and
 * subtype_clear of Objects/typeobject.c; PEP 442). */
#include "sim/model/error.h"
#include "sim/objects/tuple.h"
#include "sim/objects/type_private.h"
#include "sim/objects/weakref.h"

static bool
is_heap(const SimType *type)
{
    return sim_type_has(type, SIM_TPFLAGS_HEAPTYPE);
}

/* The nearest built-in type. */
static SimType *
solid(SimType *type)
{
    while (is_heap(type)) {
        type = type->base;
    }
    return type;
}

static SimObject **
slot_places(const SimType *type, SimObject *object)
{
    return (SimObject **) (void *) ((char *) object + type->slots_offset_host);
}

static void
clear_slots(SimWorld *world, SimObject *object)
{
    for (SimType *type = object->type; is_heap(type); type = type->base) {
        SimObject **places = slot_places(type, object);
        for (size_t i = 0; i < type->heap->nslots; i++) {
            if (places[i] != NULL && object->refcnt > 0) {
                SimObject *name = sim_tuple_get(type->heap->slot_names, i);
                SIM_RECORD(world, ATTR, object->slot, name->slot, SIM_SLOT_NONE);
            }
            SIM_CLEAR(world, places[i]);
        }
    }
}

/* PyObject_CallFinalizerFromDealloc: false when the finalizer brought the object back. */
static bool
finalize(SimWorld *world, SimObject *object)
{
    if ((object->flags & SIM_OBJECT_FINALIZED) != 0) {
        return true;
    }
    sim_incref(world, object);
    object->type->slots.tp_finalize(world, object);
    object->flags |= SIM_OBJECT_FINALIZED;
    SIM_RECORD(world, DECREF, object->slot);
    return --object->refcnt == 0;
}

void
sim_subtype_dealloc(SimWorld *world, SimObject *self)
{
    SimType *type = self->type;
    bool finalized = false;
    sim_gc_untrack(world, self);
    if (!sim_trash_begin_heap(world, self)) {
        return;
    }
    if (type->slots.tp_finalize != NULL) {
        sim_gc_track(world, self);
        if (!finalize(world, self)) {
            sim_trash_end(world);
            return;
        }
        sim_gc_untrack(world, self);
        finalized = true;
    }
    sim_weakrefs_clear(world, self);
    if (finalized) {
        sim_weakrefs_forget(world, self);
    }
    clear_slots(world, self);
    if (sim_instance_has_dict(self)) {
        sim_instance_free(world, self);
    }
    SimType *base = solid(self->type);
    if (sim_type_has(base, SIM_TPFLAGS_HAVE_GC)) {
        sim_gc_track(world, self);
    }
    base->slots.tp_dealloc(world, self);
    sim_trash_end(world);
}

typedef int (*Traverse)(SimObject *, SimVisit, void *);

static int
traverse(SimObject *self, Traverse of_base, SimVisit visit, void *data)
{
    for (SimType *type = self->type; is_heap(type); type = type->base) {
        SimObject **places = slot_places(type, self);
        for (size_t i = 0; i < type->heap->nslots; i++) {
            int result = places[i] == NULL ? 0 : visit(places[i], data);
            if (result != 0) {
                return result;
            }
        }
    }
    if (sim_instance_has_dict(self)) {
        int result = sim_instance_traverse(self, visit, data);
        if (result != 0) {
            return result;
        }
    }
    int result = visit(&self->type->ob, data);
    return result != 0 || of_base == NULL ? result : of_base(self, visit, data);
}

int
sim_subtype_traverse(SimObject *self, SimVisit visit, void *data)
{
    return traverse(self, solid(self->type)->slots.tp_traverse, visit, data);
}

int
sim_subtype_collect(SimObject *self, SimVisit visit, void *data)
{
    const SimTypeSlots *slots = &solid(self->type)->slots;
    return traverse(self, slots->tp_collect != NULL ? slots->tp_collect : slots->tp_traverse, visit,
                    data);
}

int
sim_subtype_clear(SimWorld *world, SimObject *self)
{
    clear_slots(world, self);
    if (sim_instance_has_dict(self)) {
        sim_instance_clear(world, self);
    }
    const SimType *base = solid(self->type);
    return base->slots.tp_clear == NULL ? 0 : base->slots.tp_clear(world, self);
}

void
sim_subtype_host_free(SimObject *self)
{
    if (sim_instance_has_dict(self)) {
        g_free(sim_instance_storage(self)->values);
    }
    const SimType *base = solid(self->type);
    if (base->slots.tp_host_free != NULL) {
        base->slots.tp_host_free(self);
    }
}
