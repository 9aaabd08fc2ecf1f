/* islice: elements by their position. */
#include "sim/vm/itertools/it_object.h"

enum {
    NO_STOP = -1
};

typedef struct {
    SimObject ob;
    SimObject *iterator; /* NULL: at the end */
    int64_t next;        /* position of the next element to hand on */
    int64_t stop;
    int64_t step;
    int64_t count; /* elements read */
} SimItIslice;

static inline SimItIslice *
as_islice(SimObject *object)
{
    return (SimItIslice *) (void *) object;
}

/* Reads an argument that is an index or None (absent: NULL) into *@value, which stays as it is for
 * None. False: it is -1 or no index; what was raised is of no interest. */
static bool
read_bound(SimWorld *world, SimObject *argument, int64_t *value)
{
    if (argument == NULL || argument == SIM_NONE(world)) {
        return true;
    }
    *value = sim_number_as_index(world, argument, SIM_TYPE_OverflowError);
    if (*value == -1) {
        sim_err_clear(world);
        return false;
    }
    return true;
}

static bool
refuse(SimWorld *world, const char *message)
{
    sim_err_format(world, SIM_TYPE_ValueError, "%s", message);
    return false;
}

static bool
set_bounds(SimWorld *world, SimObject *args, SimItIslice *bounds)
{
    size_t given = sim_tuple_size(args);
    bounds->next = 0;
    bounds->stop = NO_STOP;
    bounds->step = 1;
    read_bound(world, given == 2 ? NULL : sim_tuple_get(args, 1), &bounds->next);
    if (!read_bound(world, sim_tuple_get(args, given == 2 ? 1 : 2), &bounds->stop)) {
        return refuse(world, "Stop argument for islice() must be None or an integer: "
                             "0 <= x <= sys.maxsize.");
    }
    if (bounds->next < 0 || bounds->stop < NO_STOP) {
        return refuse(world, "Indices for islice() must be None or an integer: "
                             "0 <= x <= sys.maxsize.");
    }
    read_bound(world, given == 4 ? sim_tuple_get(args, 3) : NULL, &bounds->step);
    return bounds->step >= 1 ||
           refuse(world, "Step for islice() must be a positive integer or None.");
}

static SimObject *
new_islice(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    SimItIslice bounds;
    if ((type == sim_type(world, SIM_TYPE_IT_ISLICE) &&
         !sim_arg_no_keywords_dict(world, "islice", kwargs)) ||
        !sim_arg_count(world, "islice", sim_tuple_size(args), 2, 4) ||
        !set_bounds(world, args, &bounds)) {
        return NULL;
    }
    SimObject *iterator = sim_object_iter(world, sim_tuple_get(args, 0));
    SimObject *object = iterator == NULL ? NULL : sim_iterator_alloc(world, type);
    if (object == NULL) {
        sim_xdecref(world, iterator);
        return NULL;
    }
    SimItIslice *self = as_islice(object);
    self->next = bounds.next;
    self->stop = bounds.stop;
    self->step = bounds.step;
    sim_iterator_init(world, object, SIM_LABEL_ITERATOR, &self->iterator, iterator);
    return object;
}

SIM_IT_DEALLOC(SimItIslice, self->iterator)
SIM_IT_TRAVERSE(SimItIslice, self->iterator)

/* The element at position next, those before it dropped. */
static SimObject *
read_on(SimWorld *world, SimItIslice *self)
{
    SimObject *iterator = self->iterator;
    while (self->count < self->next) {
        SimObject *skipped = sim_iterator_step(world, iterator);
        if (skipped == NULL) {
            return NULL;
        }
        sim_decref(world, skipped);
        self->count++;
    }
    if (self->stop != NO_STOP && self->count >= self->stop) {
        return NULL;
    }
    return sim_iterator_step(world, iterator);
}

static SimObject *
next(SimWorld *world, SimObject *object)
{
    SimItIslice *self = as_islice(object);
    if (self->iterator == NULL) {
        return NULL;
    }
    SimObject *item = read_on(world, self);
    if (item == NULL) {
        SIM_CLEAR_FIELD(world, object, self->iterator, ITERATOR);
        return NULL;
    }
    self->count++;
    bool beyond = self->next > INT64_MAX - self->step;
    if (!beyond) {
        self->next += self->step;
    }
    if (beyond || (self->stop != NO_STOP && self->next > self->stop)) {
        self->next = self->stop;
    }
    return item;
}

SIM_IT_METHOD(reduce)
{
    const SimItIslice *self = as_islice(object);
    bool ended = self->iterator == NULL;
    SimObject *empty = ended ? sim_object_iter(world, world->empty_tuple) : NULL;
    SimObject *given[4] = {ended ? empty : self->iterator, sim_int_new(world, self->next),
                           self->stop == NO_STOP ? sim_newref(world, SIM_NONE(world))
                                                 : sim_int_new(world, self->stop),
                           sim_int_new(world, self->step)};
    if (ended) {
        SimObject *zero = sim_int_new(world, 0);
        sim_xdecref(world, given[1]);
        given[1] = zero;
    }
    SimObject *result = sim_it_reduced(world, object, given, ended ? 2 : 4,
                                       sim_int_new(world, ended ? 0 : self->count));
    sim_xdecref(world, empty);
    for (size_t i = 1; i < G_N_ELEMENTS(given); i++) {
        sim_xdecref(world, given[i]);
    }
    return result;
}

SIM_IT_METHOD(set_state)
{
    int64_t count;
    if (!sim_it_size(world, args[0], &count)) {
        return NULL;
    }
    as_islice(object)->count = count;
    return sim_newref(world, SIM_NONE(world));
}

static const SimMethodDef methods[] = {
    {"__reduce__", reduce, SIM_METH_NOARGS},
    {"__setstate__", set_state, SIM_METH_O},
    {NULL, NULL, 0},
};

static const SimTypeSlots slots = {
    .tp_dealloc = dealloc,
    .tp_traverse = traverse,
    .tp_iter = sim_iterator_self,
    .tp_iternext = next,
    .tp_new = new_islice,
};

const SimTypeSpec sim_spec_IT_ISLICE = {
    .id = SIM_TYPE_IT_ISLICE,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 56,
    .host_size = sizeof(SimItIslice),
    .flags = SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_HAVE_GC,
    .slots = &slots,
    .methods = methods,
    .doc = "islice(iterable, [start,] stop[, step]): elements by position, as a slice of a list.",
};
