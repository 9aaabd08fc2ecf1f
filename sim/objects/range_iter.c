#include "sim/objects/int.h"
#include "sim/objects/iterators.h"
#include "sim/objects/range.h"
#include "sim/objects/reduce.h"

/* The iterator for numbers beyond machine words. */
typedef struct {
    SimObject ob;
    SimObject *index;
    SimObject *start;
    SimObject *step;
    SimObject *length;
} SimLongRangeIterator;

static inline SimRangeIterator *
as_iterator(SimObject *object)
{
    return (SimRangeIterator *) (void *) object;
}

static inline SimLongRangeIterator *
as_long(SimObject *object)
{
    return (SimLongRangeIterator *) (void *) object;
}

/* Number of values from @start on; the range is not wider than 64 bits can count. */
static uint64_t
count_values(int64_t start, int64_t stop, int64_t step)
{
    if (step > 0) {
        return start < stop ? ((uint64_t) stop - (uint64_t) start - 1) / (uint64_t) step + 1 : 0;
    }
    return start > stop ? ((uint64_t) start - (uint64_t) stop - 1) / (0 - (uint64_t) step) + 1 : 0;
}

static SimObject *
new_fast(SimWorld *world, int64_t start, int64_t step, uint64_t length)
{
    SimObject *object = sim_object_alloc(world, sim_type(world, SIM_TYPE_RANGE_ITERATOR), 0);
    if (object != NULL) {
        SimRangeIterator *self = as_iterator(object);
        self->index = 0;
        self->start = start;
        self->step = step;
        self->length = (int64_t) length;
    }
    return object;
}

/* Takes over the references. */
static SimObject *
new_long(SimWorld *world, SimObject *start, SimObject *step, SimObject *length)
{
    SimObject *object = sim_object_alloc(world, sim_type(world, SIM_TYPE_LONGRANGE_ITERATOR), 0);
    SimObject *zero = sim_int_new(world, 0);
    if (object == NULL) {
        sim_decref(world, start);
        sim_decref(world, step);
        sim_decref(world, length);
        sim_decref(world, zero);
        return NULL;
    }
    SimLongRangeIterator *self = as_long(object);
    sim_iterator_init(world, object, SIM_LABEL_START, &self->start, start);
    sim_iterator_init(world, object, SIM_LABEL_STEP, &self->step, step);
    sim_iterator_init(world, object, SIM_LABEL_LENGTH, &self->length, length);
    sim_iterator_init(world, object, SIM_LABEL_INDEX, &self->index, zero);
    return object;
}

/* Whether every value fits; then the three numbers. */
static bool
fits(const SimRange *range, int64_t *start, int64_t *stop, int64_t *step)
{
    return sim_int_get(range->start, start) && sim_int_get(range->stop, stop) &&
           sim_int_get(range->step, step) && *step != INT64_MIN &&
           count_values(*start, *stop, *step) <= INT64_MAX;
}

SimObject *
sim_range_iter(SimWorld *world, SimObject *object)
{
    const SimRange *range = SIM_RANGE(object);
    int64_t start, stop, step;
    if (fits(range, &start, &stop, &step)) {
        return new_fast(world, start, step, count_values(start, stop, step));
    }
    return new_long(world, sim_newref(world, range->start), sim_newref(world, range->step),
                    sim_newref(world, range->length));
}

static SimObject *
reversed_long(SimWorld *world, const SimRange *range)
{
    SimObject *one = sim_int_new(world, 1);
    SimObject *last = sim_number_subtract(world, range->length, one);
    sim_decref(world, one);
    SimObject *start = last == NULL ? NULL : sim_range_compute_item(world, range, last);
    sim_xdecref(world, last);
    SimObject *step = start == NULL ? NULL : sim_number_negative(world, range->step);
    if (step == NULL) {
        sim_xdecref(world, start);
        return NULL;
    }
    return new_long(world, start, step, sim_newref(world, range->length));
}

SimObject *
sim_range_reversed(SimWorld *world, SimObject *object)
{
    const SimRange *range = SIM_RANGE(object);
    int64_t start, stop, step;
    if (!fits(range, &start, &stop, &step)) {
        return reversed_long(world, range);
    }
    uint64_t length = count_values(start, stop, step);
    uint64_t last = (uint64_t) start + (length - 1) * (uint64_t) step;
    return new_fast(world, length == 0 ? start : (int64_t) last, -step, length);
}

static void
fast_dealloc(SimWorld *world, SimObject *object)
{
    sim_object_release(world, object);
}

static SimObject *
fast_next(SimWorld *world, SimObject *object)
{
    SimRangeIterator *self = as_iterator(object);
    if (self->index >= self->length) {
        return NULL;
    }
    uint64_t offset = (uint64_t) self->index++ * (uint64_t) self->step;
    return sim_int_new(world, (int64_t) ((uint64_t) self->start + offset));
}

static SimObject *
fast_length_hint(
    SimWorld *world, SimObject *object, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    const SimRangeIterator *self = as_iterator(object);
    return sim_int_new(world, self->length - self->index);
}

static void
long_dealloc(SimWorld *world, SimObject *object)
{
    const SimLongRangeIterator *self = as_long(object);
    sim_xdecref(world, self->index);
    sim_xdecref(world, self->start);
    sim_xdecref(world, self->step);
    sim_xdecref(world, self->length);
    sim_object_release(world, object);
}

static int
long_traverse(SimObject *object, SimVisit visit, void *data)
{
    const SimLongRangeIterator *self = as_long(object);
    SimObject *members[] = {self->index, self->start, self->step, self->length};
    int result = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(members) && result == 0; i++) {
        result = members[i] == NULL ? 0 : visit(members[i], data);
    }
    return result;
}

static SimObject *
long_next(SimWorld *world, SimObject *object)
{
    SimLongRangeIterator *self = as_long(object);
    if (sim_int_order(self->index, self->length) >= 0) {
        return NULL;
    }
    SimObject *one = sim_int_new(world, 1);
    SimObject *next = sim_number_add(world, self->index, one);
    sim_decref(world, one);
    if (next == NULL) {
        return NULL;
    }
    SimObject *offset = sim_number_multiply(world, self->index, self->step);
    SimObject *value = offset == NULL ? NULL : sim_number_add(world, self->start, offset);
    sim_xdecref(world, offset);
    if (value == NULL) {
        sim_decref(world, next);
        return NULL;
    }
    SimObject *old = self->index;
    sim_iterator_init(world, object, SIM_LABEL_INDEX, &self->index, next);
    sim_decref(world, old);
    return value;
}

static SimObject *
long_length_hint(
    SimWorld *world, SimObject *object, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    const SimLongRangeIterator *self = as_long(object);
    return sim_number_subtract(world, self->length, self->index);
}

/* range(start, start + length * step, step) */
static SimObject *
as_range(SimWorld *world, const SimRangeIterator *self)
{
    SimObject *bounds[3] = {sim_int_new(world, self->start),
                            sim_int_new(world, self->start + self->length * self->step),
                            sim_int_new(world, self->step)};
    bool good = bounds[0] != NULL && bounds[1] != NULL && bounds[2] != NULL;
    SimObject *range =
        good ? sim_object_vectorcall(world, &sim_type(world, SIM_TYPE_RANGE)->ob, bounds, 3, NULL)
             : NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(bounds); i++) {
        sim_xdecref(world, bounds[i]);
    }
    return range;
}

static SimObject *
fast_reduce(
    SimWorld *world, SimObject *object, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    const SimRangeIterator *self = as_iterator(object);
    SimObject *range = as_range(world, self);
    SimObject *result =
        range == NULL ? NULL : sim_reduced_iterator(world, "iter", range, NULL, self->index);
    sim_xdecref(world, range);
    return result;
}

static SimObject *
fast_set(
    SimWorld *world, SimObject *object, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) nargs;
    (void) kwnames;
    SimRangeIterator *self = as_iterator(object);
    int64_t index;
    if (!sim_iterator_state(world, args[0], 0, self->length, &index)) {
        return NULL;
    }
    self->index = index;
    return sim_newref(world, SIM_NONE(world));
}

static const SimTypeSlots fast_slots = {
    .tp_dealloc = fast_dealloc,
    .tp_iter = sim_iterator_self,
    .tp_iternext = fast_next,
};

static const SimTypeSlots long_slots = {
    .tp_dealloc = long_dealloc,
    .tp_traverse = long_traverse,
    .tp_iter = sim_iterator_self,
    .tp_iternext = long_next,
};

static const SimMethodDef fast_methods[] = {
    {"__reduce__", fast_reduce, SIM_METH_NOARGS},
    {"__setstate__", fast_set, SIM_METH_O},
    {"__length_hint__", fast_length_hint, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

static const SimMethodDef long_methods[] = {
    {"__length_hint__", long_length_hint, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

const SimTypeSpec sim_spec_RANGE_ITERATOR = {
    .id = SIM_TYPE_RANGE_ITERATOR,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 48,
    .host_size = sizeof(SimRangeIterator),
    .flags = SIM_TPFLAGS_DISALLOW_NEW,
    .slots = &fast_slots,
    .methods = fast_methods,
};

const SimTypeSpec sim_spec_LONGRANGE_ITERATOR = {
    .id = SIM_TYPE_LONGRANGE_ITERATOR,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 48,
    .host_size = sizeof(SimLongRangeIterator),
    .flags = SIM_TPFLAGS_DISALLOW_NEW,
    .slots = &long_slots,
    .methods = long_methods,
};
