#include "sim/objects/int.h"
#include "sim/objects/iterators.h"
#include "sim/objects/reduce.h"
#include "sim/objects/str.h"
#include "sim/objects/typehint.h"

typedef struct {
    SimObject ob;
    int64_t index;
    SimObject *iterator;
    SimObject *result;     /* handed out again when nobody else has it */
    SimObject *long_index; /* the index where it is beyond 64 bits, or NULL */
} SimEnumerate;

static inline SimEnumerate *
as_enumerate(SimObject *object)
{
    return (SimEnumerate *) (void *) object;
}

static bool
set_start(SimWorld *world, SimEnumerate *self, SimObject *start)
{
    SimObject *index = sim_number_index(world, start);
    if (index == NULL) {
        return false;
    }
    if (sim_int_get(index, &self->index)) {
        sim_decref(world, index);
    } else {
        self->index = INT64_MAX;
        sim_iterator_init(world, &self->ob, SIM_LABEL_INDEX, &self->long_index, index);
    }
    return true;
}

static SimObject *
make(SimWorld *world, SimType *type, SimObject *iterable, SimObject *start)
{
    SimObject *object = sim_iterator_alloc(world, type);
    if (object == NULL) {
        return NULL;
    }
    SimEnumerate *self = as_enumerate(object);
    if (start != NULL && !set_start(world, self, start)) {
        sim_decref(world, object);
        return NULL;
    }
    SimObject *iterator = sim_object_iter(world, iterable);
    if (iterator != NULL) {
        sim_iterator_init(world, object, SIM_LABEL_ITERATOR, &self->iterator, iterator);
        SimObject *none[2] = {SIM_NONE(world), SIM_NONE(world)};
        SimObject *result = sim_tuple_from(world, none, 2);
        if (result != NULL) {
            sim_iterator_init(world, object, SIM_LABEL_RESULT, &self->result, result);
            return object;
        }
    }
    sim_decref(world, object);
    return NULL;
}

static const char *const names[] = {"iterable", "start", NULL};

static SimObject *
enumerate_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    SimObject *parsed[2];
    if (!sim_arg_parse_tuple(world, "enumerate", names, 1, 2, args, kwargs, parsed)) {
        return NULL;
    }
    return make(world, type, parsed[0], parsed[1]);
}

/* enumerate_vectorcall has messages of its own. */
static SimObject *
enumerate_vectorcall_new(
    SimWorld *world, SimObject *type, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    size_t given = nargs + (kwnames == NULL ? 0 : sim_tuple_size(kwnames));
    if (given == 0) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "enumerate() missing required argument 'iterable'");
    }
    if (given > 2) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "enumerate() takes at most 2 arguments (%zu given)", given);
    }
    SimObject *parsed[2] = {nargs > 0 ? args[0] : NULL, nargs > 1 ? args[1] : NULL};
    for (size_t i = nargs; i < given; i++) {
        SimObject *name = sim_tuple_get(kwnames, i - nargs);
        int at = sim_str_equal_c(name, names[0]) ? 0 : sim_str_equal_c(name, names[1]) ? 1 : -1;
        bool start_alone = at == 1 && given == 1;
        if (at < 0 || start_alone || parsed[at] != NULL) {
            return sim_err_format(world, SIM_TYPE_TypeError,
                                  "'%.200s' is an invalid keyword argument for enumerate()",
                                  sim_str_utf8(name, NULL));
        }
        parsed[at] = args[i];
    }
    return make(world, (SimType *) (void *) type, parsed[0], parsed[1]);
}

static void
enumerate_dealloc(SimWorld *world, SimObject *object)
{
    SimEnumerate *self = as_enumerate(object);
    sim_gc_untrack(world, object);
    if (!sim_trash_begin(world, object)) {
        return;
    }
    sim_xdecref(world, self->iterator);
    sim_xdecref(world, self->result);
    sim_xdecref(world, self->long_index);
    sim_object_release(world, object);
    sim_trash_end(world);
}

static int
enumerate_traverse(SimObject *object, SimVisit visit, void *data)
{
    const SimEnumerate *self = as_enumerate(object);
    SimObject *members[] = {self->iterator, self->result, self->long_index};
    int result = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(members) && result == 0; i++) {
        result = members[i] == NULL ? 0 : visit(members[i], data);
    }
    return result;
}

/* The next index; beyond 64 bits an int counts on. */
static SimObject *
take_index(SimWorld *world, SimEnumerate *self)
{
    if (self->index < INT64_MAX) {
        return sim_int_new(world, self->index++);
    }
    SimObject *index = self->long_index != NULL ? self->long_index : sim_int_new(world, INT64_MAX);
    SimObject *one = sim_int_new(world, 1);
    SimObject *next = index == NULL || one == NULL ? NULL : sim_number_add(world, index, one);
    sim_xdecref(world, one);
    if (next == NULL) {
        return NULL;
    }
    sim_iterator_init(world, &self->ob, SIM_LABEL_INDEX, &self->long_index, next);
    return index;
}

static SimObject *
enumerate_next(SimWorld *world, SimObject *object)
{
    SimEnumerate *self = as_enumerate(object);
    SimObject *item = sim_iterator_step(world, self->iterator);
    if (item == NULL) {
        return NULL;
    }
    SimObject *index = take_index(world, self);
    if (index == NULL) {
        sim_decref(world, item);
        return NULL;
    }
    SimObject *result = self->result;
    if (result->refcnt != 1) {
        SimObject *pair[2] = {index, item};
        return sim_tuple_from_stolen(world, pair, 2);
    }
    sim_incref(world, result);
    SimObject *old_index = sim_tuple_get(result, 0);
    SimObject *old_item = sim_tuple_get(result, 1);
    sim_tuple_set(world, result, 0, index);
    sim_tuple_set(world, result, 1, item);
    sim_decref(world, old_index);
    sim_decref(world, old_item);
    sim_iterator_retrack(world, result);
    return result;
}

/* (enumerate, (iterator, index)) */
static SimObject *
reduce(SimWorld *world, SimObject *object, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    const SimEnumerate *self = as_enumerate(object);
    SimObject *both[2] = {sim_newref(world, self->iterator),
                          self->long_index != NULL ? sim_newref(world, self->long_index)
                                                   : sim_int_new(world, self->index)};
    return sim_reduced(world, &object->type->ob, sim_tuple_from_stolen(world, both, 2), NULL);
}

static const SimMethodDef methods[] = {
    {"__reduce__", reduce, SIM_METH_NOARGS},
    SIM_CLASS_GETITEM,
    {NULL, NULL, 0},
};

static const SimTypeSlots slots = {
    .tp_dealloc = enumerate_dealloc,
    .tp_traverse = enumerate_traverse,
    .tp_iter = sim_iterator_self,
    .tp_iternext = enumerate_next,
    .tp_new = enumerate_new,
    .tp_vectorcall_new = enumerate_vectorcall_new,
};

const SimTypeSpec sim_spec_ENUMERATE = {
    .id = SIM_TYPE_ENUMERATE,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 56,
    .host_size = sizeof(SimEnumerate),
    .flags = SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_HAVE_GC,
    .slots = &slots,
    .methods = methods,
    .doc = "Return an enumerate object.",
};
