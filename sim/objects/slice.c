#include "sim/objects/slice.h"

#include "sim/model/freelist.h"
#include "sim/objects/abstract.h"
#include "sim/objects/descr.h"
#include "sim/objects/int.h"
#include "sim/objects/reduce.h"
#include "sim/objects/sequence.h"
#include "sim/objects/tuple.h"

#define SLICE(object) ((SimSlice *) (void *) (object))

SimObject *
sim_slice_new(SimWorld *world, SimObject *start, SimObject *stop, SimObject *step)
{
    SimObject *object = sim_freelist_pop(world, SIM_FREELIST_SLICE);
    if (object == NULL) {
        object = sim_object_alloc(world, sim_type(world, SIM_TYPE_SLICE), 0);
        if (object == NULL) {
            return NULL;
        }
    }
    SimSlice *slice = SLICE(object);
    slice->step = sim_newref(world, step == NULL ? SIM_NONE(world) : step);
    slice->start = sim_newref(world, start == NULL ? SIM_NONE(world) : start);
    slice->stop = sim_newref(world, stop == NULL ? SIM_NONE(world) : stop);
    SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_START, slice->start->slot);
    SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_STOP, slice->stop->slot);
    SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_STEP, slice->step->slot);
    sim_gc_track(world, object);
    return object;
}

/* _PyEval_SliceIndex without None: clipped to 64 bits. */
bool
sim_slice_index_arg(SimWorld *world, SimObject *object, int64_t *out)
{
    if (!sim_object_is_index(object)) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "slice indices must be integers or have an __index__ method");
        return false;
    }
    *out = sim_number_as_index(world, object, SIM_TYPE_COUNT);
    return *out != -1 || sim_err_occurred(world) == NULL;
}

static bool
bound(SimWorld *world, SimObject *object, int64_t otherwise, int64_t *out)
{
    if (object == SIM_NONE(world)) {
        *out = otherwise;
        return true;
    }
    if (!sim_object_is_index(object)) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "slice indices must be integers or None or have an __index__ method");
        return false;
    }
    return sim_slice_index_arg(world, object, out);
}

bool
sim_slice_unpack(SimWorld *world, SimObject *object, int64_t *start, int64_t *stop, int64_t *step)
{
    const SimSlice *slice = SLICE(object);
    if (!bound(world, slice->step, 1, step)) {
        return false;
    }
    if (*step == 0) {
        sim_err_format(world, SIM_TYPE_ValueError, "slice step cannot be zero");
        return false;
    }
    /* So that -step can be taken. */
    *step = MAX(*step, -INT64_MAX);
    return bound(world, slice->start, *step < 0 ? INT64_MAX : 0, start) &&
           bound(world, slice->stop, *step < 0 ? INT64_MIN : INT64_MAX, stop);
}

static int64_t
clip(int64_t at, int64_t length, int64_t step)
{
    if (at < 0) {
        at += length;
        return at < 0 ? (step < 0 ? -1 : 0) : at;
    }
    return at >= length ? (step < 0 ? length - 1 : length) : at;
}

int64_t
sim_slice_adjust(int64_t length, int64_t *start, int64_t *stop, int64_t step)
{
    *start = clip(*start, length, step);
    *stop = clip(*stop, length, step);
    if (step < 0) {
        return *stop < *start ? (*start - *stop - 1) / -step + 1 : 0;
    }
    return *start < *stop ? (*stop - *start - 1) / step + 1 : 0;
}

bool
sim_slice_indices(SimWorld *world,
                  SimObject *slice,
                  int64_t length,
                  int64_t *start,
                  int64_t *stop,
                  int64_t *step,
                  int64_t *count)
{
    if (!sim_slice_unpack(world, slice, start, stop, step)) {
        return false;
    }
    *count = sim_slice_adjust(length, start, stop, *step);
    return true;
}

static void
slice_dealloc(SimWorld *world, SimObject *object)
{
    SimSlice *slice = SLICE(object);
    sim_gc_untrack(world, object);
    sim_decref(world, slice->step);
    sim_decref(world, slice->start);
    sim_decref(world, slice->stop);
    if (!sim_freelist_push(world, SIM_FREELIST_SLICE, object)) {
        sim_object_release(world, object);
    }
}

static int
slice_traverse(SimObject *object, SimVisit visit, void *data)
{
    const SimSlice *slice = SLICE(object);
    int result = visit(slice->start, data);
    result = result != 0 ? result : visit(slice->stop, data);
    return result != 0 ? result : visit(slice->step, data);
}

static SimObject *
slice_repr(SimWorld *world, SimObject *object)
{
    const SimSlice *slice = SLICE(object);
    GString *out = g_string_new("slice(");
    bool failed = sim_repr_append(world, out, slice->start) < 0;
    g_string_append(out, ", ");
    failed = failed || sim_repr_append(world, out, slice->stop) < 0;
    g_string_append(out, ", ");
    failed = failed || sim_repr_append(world, out, slice->step) < 0;
    g_string_append_c(out, ')');
    return sim_repr_finish(world, out, failed);
}

/* As the tuples of their members. */
static SimObject *
slice_compare(SimWorld *world, SimObject *a, SimObject *b, SimCompareOp op)
{
    if (a->type != sim_type(world, SIM_TYPE_SLICE) || b->type != sim_type(world, SIM_TYPE_SLICE)) {
        return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    if (a == b) {
        return sim_bool_of(world, op == SIM_EQ || op == SIM_LE || op == SIM_GE);
    }
    SimObject *left = sim_tuple_from(world, &SLICE(a)->start, 3);
    SimObject *right = left == NULL ? NULL : sim_tuple_from(world, &SLICE(b)->start, 3);
    SimObject *result = right == NULL ? NULL : sim_object_richcompare(world, left, right, op);
    sim_xdecref(world, left);
    sim_xdecref(world, right);
    return result;
}

static SimObject *
slice_from_args(SimWorld *world, SimObject *const *args, size_t nargs)
{
    if (!sim_arg_count(world, "slice", nargs, 1, 3)) {
        return NULL;
    }
    return nargs == 1 ? sim_slice_new(world, NULL, args[0], NULL)
                      : sim_slice_new(world, args[0], args[1], nargs > 2 ? args[2] : NULL);
}

static SimObject *
slice_type_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    (void) type;
    if (!sim_arg_no_keywords_dict(world, "slice", kwargs)) {
        return NULL;
    }
    return slice_from_args(world, ((SimTuple *) (void *) args)->items, sim_tuple_size(args));
}

/* evaluate_slice_index: an int of any size. */
static SimObject *
evaluate(SimWorld *world, SimObject *object)
{
    if (sim_object_is_index(object)) {
        return sim_number_index(world, object);
    }
    return sim_err_format(world, SIM_TYPE_TypeError,
                          "slice indices must be integers or None or have an __index__ method");
}

/* One bound of a slice: counted from the end when negative, then kept within limits. */
static SimObject *
long_bound(SimWorld *world,
           SimObject *object,
           SimObject *otherwise,
           SimObject *length,
           SimObject *lower,
           SimObject *upper)
{
    if (object == SIM_NONE(world)) {
        return sim_newref(world, otherwise);
    }
    SimObject *at = evaluate(world, object);
    if (at == NULL) {
        return NULL;
    }
    bool from_end = sim_int_sign(at) < 0;
    if (from_end) {
        SimObject *counted = sim_number_add(world, at, length);
        sim_decref(world, at);
        at = counted;
    }
    if (at != NULL && (from_end ? sim_int_order(at, lower) < 0 : sim_int_order(upper, at) < 0)) {
        sim_decref(world, at);
        at = sim_newref(world, from_end ? lower : upper);
    }
    return at;
}

bool
sim_slice_long_indices(SimWorld *world, SimObject *object, SimObject *length, SimObject *out[3])
{
    const SimSlice *slice = SLICE(object);
    SimObject *step =
        slice->step == SIM_NONE(world) ? sim_int_new(world, 1) : evaluate(world, slice->step);
    if (step == NULL) {
        return false;
    }
    SimObject *zero = sim_int_new(world, 0);
    SimObject *minus_one = sim_int_new(world, -1);
    bool down = sim_int_sign(step) < 0;
    SimObject *lower = down ? minus_one : zero;
    SimObject *upper = down ? sim_number_add(world, length, minus_one) : sim_newref(world, length);
    SimObject *start = NULL;
    SimObject *stop = NULL;
    if (sim_int_sign(step) == 0) {
        sim_err_format(world, SIM_TYPE_ValueError, "slice step cannot be zero");
    } else if (upper != NULL) {
        SimObject *first = down ? upper : lower;
        SimObject *last = down ? lower : upper;
        start = long_bound(world, slice->start, first, length, lower, upper);
        stop = start == NULL ? NULL : long_bound(world, slice->stop, last, length, lower, upper);
    }
    sim_xdecref(world, upper);
    sim_decref(world, minus_one);
    sim_decref(world, zero);
    if (stop == NULL) {
        sim_xdecref(world, start);
        sim_decref(world, step);
        return false;
    }
    out[0] = start;
    out[1] = stop;
    out[2] = step;
    return true;
}

static SimObject *
slice_indices_method(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) nargs;
    (void) kwnames;
    SimObject *length = sim_number_index(world, args[0]);
    if (length == NULL) {
        return NULL;
    }
    SimObject *numbers[3];
    SimObject *result = NULL;
    if (sim_int_sign(length) < 0) {
        sim_err_format(world, SIM_TYPE_ValueError, "length should not be negative");
    } else if (sim_slice_long_indices(world, self, length, numbers)) {
        result = sim_tuple_from_stolen(world, numbers, 3);
    }
    sim_decref(world, length);
    return result;
}

#define MEMBER(name)                                                                               \
    static SimObject *get_##name(SimWorld *world, SimObject *self)                                 \
    {                                                                                              \
        return sim_newref(world, SLICE(self)->name);                                               \
    }
MEMBER(start)
MEMBER(stop)
MEMBER(step)

static const SimGetSetDef getset[] = {
    {"start", get_start, sim_member_read_only},
    {"stop", get_stop, sim_member_read_only},
    {"step", get_step, sim_member_read_only},
    {NULL, NULL, NULL},
};

static SimObject *
slice_reduce(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    const SimSlice *slice = (const SimSlice *) (const void *) self;
    SimObject *const bounds[3] = {slice->start, slice->stop, slice->step};
    return sim_reduced(world, &self->type->ob, sim_tuple_from(world, bounds, 3), NULL);
}

static const SimMethodDef methods[] = {
    {"__reduce__", slice_reduce, SIM_METH_NOARGS},
    {"indices", slice_indices_method, SIM_METH_O},
    {NULL, NULL, 0},
};

static const SimTypeSlots slots = {
    .tp_dealloc = slice_dealloc,
    .tp_traverse = slice_traverse,
    .tp_repr = slice_repr,
    .tp_richcompare = slice_compare,
    .tp_new = slice_type_new,
};

const SimTypeSpec sim_spec_SLICE = {
    .id = SIM_TYPE_SLICE,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 40,
    .host_size = sizeof(SimSlice),
    .flags = SIM_TPFLAGS_HAVE_GC,
    .slots = &slots,
    .methods = methods,
    .getset = getset,
    .doc = "slice(stop)",
};
