#include "sim/objects/id.h"
#include "sim/objects/int.h"
#include "sim/objects/iterators.h"
#include "sim/objects/reduce.h"

typedef struct {
    SimObject ob;
    int64_t index;
    SimObject *sequence; /* NULL: exhausted */
} SimReversed;

static inline SimReversed *
as_reversed(SimObject *object)
{
    return (SimReversed *) (void *) object;
}

static SimObject *
not_reversible(SimWorld *world, const SimObject *object)
{
    return sim_err_format(world, SIM_TYPE_TypeError, "'%.200s' object is not reversible",
                          object->type->name);
}

static SimObject *
make(SimWorld *world, SimType *type, SimObject *sequence)
{
    SimObject *method;
    int found = sim_object_lookup_special(world, sequence, SIM_ID(world, __reversed__), &method);
    if (found < 0) {
        return NULL;
    }
    if (found > 0) {
        SimObject *result = method == SIM_NONE(world) ? not_reversible(world, sequence)
                                                      : sim_object_call_noargs(world, method);
        sim_decref(world, method);
        return result;
    }
    bool is_sequence = sequence->type->slots.sq_item != NULL &&
                       !sim_type_has(sequence->type, SIM_TPFLAGS_DICT_SUBCLASS);
    if (!is_sequence) {
        return not_reversible(world, sequence);
    }
    int64_t length = sim_object_length(world, sequence);
    SimObject *object = length < 0 ? NULL : sim_iterator_alloc(world, type);
    if (object == NULL) {
        return NULL;
    }
    as_reversed(object)->index = length - 1;
    sim_iterator_init(world, object, SIM_LABEL_SEQUENCE, &as_reversed(object)->sequence,
                      sim_newref(world, sequence));
    return object;
}

static SimObject *
reversed_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    if (type == sim_type(world, SIM_TYPE_REVERSED) &&
        !sim_arg_no_keywords_dict(world, "reversed", kwargs)) {
        return NULL;
    }
    return sim_arg_count(world, "reversed", sim_tuple_size(args), 1, 1)
               ? make(world, type, sim_tuple_get(args, 0))
               : NULL;
}

static SimObject *
reversed_vectorcall_new(
    SimWorld *world, SimObject *type, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    return sim_arg_no_keywords(world, "reversed", kwnames) &&
                   sim_arg_count(world, "reversed", nargs, 1, 1)
               ? make(world, (SimType *) (void *) type, args[0])
               : NULL;
}

static void
reversed_dealloc(SimWorld *world, SimObject *object)
{
    sim_gc_untrack(world, object);
    if (!sim_trash_begin(world, object)) {
        return;
    }
    sim_xdecref(world, as_reversed(object)->sequence);
    sim_object_release(world, object);
    sim_trash_end(world);
}

static int
reversed_traverse(SimObject *object, SimVisit visit, void *data)
{
    SimObject *sequence = as_reversed(object)->sequence;
    return sequence == NULL ? 0 : visit(sequence, data);
}

static SimObject *
item_at(SimWorld *world, SimObject *sequence, int64_t index)
{
    return sequence->type->slots.sq_item(world, sequence, index);
}

static SimObject *
reversed_next(SimWorld *world, SimObject *object)
{
    SimReversed *self = as_reversed(object);
    if (self->index >= 0) {
        SimObject *item = item_at(world, self->sequence, self->index);
        if (item != NULL) {
            self->index--;
            return item;
        }
        if (!sim_err_clear_if(world, SIM_TYPE_IndexError)) {
            sim_err_clear_if(world, SIM_TYPE_StopIteration);
        }
    }
    self->index = -1;
    SimObject *sequence = self->sequence;
    if (sequence != NULL) {
        self->sequence = NULL;
        SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_SEQUENCE, SIM_SLOT_NONE);
        sim_decref(world, sequence);
    }
    return NULL;
}

static SimObject *
length_hint(
    SimWorld *world, SimObject *object, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    const SimReversed *self = as_reversed(object);
    if (self->sequence == NULL) {
        return sim_int_new(world, 0);
    }
    int64_t length = sim_object_length(world, self->sequence);
    if (length < 0) {
        return NULL;
    }
    int64_t left = self->index + 1;
    return sim_int_new(world, length < left ? 0 : left);
}

/* (reversed, (sequence,), index) */
static SimObject *
reduce(SimWorld *world, SimObject *object, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    const SimReversed *self = as_reversed(object);
    SimObject *over = self->sequence == NULL ? world->empty_tuple : self->sequence;
    SimObject *index = self->sequence == NULL ? NULL : sim_int_new(world, self->index);
    return sim_reduced(world, &object->type->ob, sim_tuple_from(world, &over, 1), index);
}

static SimObject *
set_state(
    SimWorld *world, SimObject *object, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) nargs;
    (void) kwnames;
    SimReversed *self = as_reversed(object);
    int64_t length = self->sequence == NULL ? 0 : sim_object_length(world, self->sequence);
    int64_t index;
    if (length < 0 || !sim_iterator_state(world, args[0], -1, length - 1, &index)) {
        return NULL;
    }
    self->index = self->sequence == NULL ? self->index : index;
    return sim_newref(world, SIM_NONE(world));
}

static const SimMethodDef methods[] = {
    {"__reduce__", reduce, SIM_METH_NOARGS},
    {"__setstate__", set_state, SIM_METH_O},
    {"__length_hint__", length_hint, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

static const SimTypeSlots slots = {
    .tp_dealloc = reversed_dealloc,
    .tp_traverse = reversed_traverse,
    .tp_iter = sim_iterator_self,
    .tp_iternext = reversed_next,
    .tp_new = reversed_new,
    .tp_vectorcall_new = reversed_vectorcall_new,
};

const SimTypeSpec sim_spec_REVERSED = {
    .id = SIM_TYPE_REVERSED,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 32,
    .host_size = sizeof(SimReversed),
    .flags = SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_HAVE_GC,
    .slots = &slots,
    .methods = methods,
    .doc = "Return a reverse iterator over the values of the given sequence.",
};
