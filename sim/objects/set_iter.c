#include "sim/objects/int.h"
#include "sim/objects/list.h"
#include "sim/objects/reduce.h"
#include "sim/objects/set_private.h"

typedef struct {
    SimObject ob;
    SimSet *set; /* NULL: exhausted */
    int64_t used;
    size_t position;
    int64_t left;
} SimSetIterator;

static inline SimSetIterator *
as_iterator(SimObject *object)
{
    return (SimSetIterator *) (void *) object;
}

SimObject *
sim_set_iter(SimWorld *world, SimObject *set)
{
    SimObject *object = sim_object_alloc(world, sim_type(world, SIM_TYPE_SET_ITERATOR), 0);
    if (object == NULL) {
        return NULL;
    }
    SimSetIterator *self = as_iterator(object);
    self->set = SIM_SET(sim_newref(world, set));
    self->used = self->set->used;
    self->left = self->set->used;
    SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_OBJECT, set->slot);
    sim_gc_track(world, object);
    return object;
}

static void
iterator_dealloc(SimWorld *world, SimObject *object)
{
    SimSet *set = as_iterator(object)->set;
    sim_gc_untrack(world, object);
    sim_xdecref(world, set == NULL ? NULL : &set->ob);
    sim_object_release(world, object);
}

static int
iterator_traverse(SimObject *object, SimVisit visit, void *data)
{
    SimSet *set = as_iterator(object)->set;
    return set == NULL ? 0 : visit(&set->ob, data);
}

static SimObject *
iterator_self(SimWorld *world, SimObject *object)
{
    return sim_newref(world, object);
}

static SimObject *
iterator_next(SimWorld *world, SimObject *object)
{
    SimSetIterator *self = as_iterator(object);
    SimSet *set = self->set;
    if (set == NULL) {
        return NULL;
    }
    if (self->used != set->used) {
        self->used = -1;
        return sim_err_format(world, SIM_TYPE_RuntimeError, "Set changed size during iteration");
    }
    const SimSetEntry *entry = sim_set_next_entry(set, &self->position);
    if (entry != NULL) {
        self->left--;
        return sim_newref(world, entry->key);
    }
    self->set = NULL;
    SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_OBJECT, SIM_SLOT_NONE);
    sim_decref(world, &set->ob);
    return NULL;
}

static SimObject *
length_hint(
    SimWorld *world, SimObject *object, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    const SimSetIterator *self = as_iterator(object);
    bool valid = self->set != NULL && self->used == self->set->used;
    return sim_int_new(world, valid ? self->left : 0);
}

static const SimTypeSlots slots = {
    .tp_dealloc = iterator_dealloc,
    .tp_traverse = iterator_traverse,
    .tp_iter = iterator_self,
    .tp_iternext = iterator_next,
};

/* What is left, without taking it. */
static SimObject *
reduce(SimWorld *world, SimObject *object, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    const SimSetIterator *self = as_iterator(object);
    if (self->set == NULL) {
        return sim_reduced_items(world, sim_list_new(world, 0));
    }
    SimObject *twin = sim_set_iter(world, &self->set->ob);
    if (twin == NULL) {
        return NULL;
    }
    as_iterator(twin)->used = self->used;
    as_iterator(twin)->position = self->position;
    as_iterator(twin)->left = self->left;
    SimObject *items = sim_list_from_iterable(world, twin);
    sim_decref(world, twin);
    return sim_reduced_items(world, items);
}

static const SimMethodDef methods[] = {
    {"__reduce__", reduce, SIM_METH_NOARGS},
    {"__length_hint__", length_hint, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

const SimTypeSpec sim_spec_SET_ITERATOR = {
    .id = SIM_TYPE_SET_ITERATOR,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 48,
    .host_size = sizeof(SimSetIterator),
    .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_DISALLOW_NEW,
    .slots = &slots,
    .methods = methods,
};
