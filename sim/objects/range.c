#include "sim/objects/range.h"

#include "sim/objects/descr.h"
#include "sim/objects/int.h"
#include "sim/objects/iterators.h"
#include "sim/objects/sequence.h"
#include "sim/objects/slice.h"

enum {
    VALUE_LENGTH = 120
};

static bool
equals_small(const SimObject *object, int64_t number)
{
    int64_t value;
    return sim_int_get(object, &value) && value == number;
}

/* (high - low - 1) // step + 1, with @step above 0 and @high above @low. */
static SimObject *
count_between(SimWorld *world, SimObject *low, SimObject *high, SimObject *step)
{
    SimObject *one = sim_int_new(world, 1);
    SimObject *width = sim_number_subtract(world, high, low);
    SimObject *last = width == NULL ? NULL : sim_number_subtract(world, width, one);
    SimObject *steps = last == NULL ? NULL : sim_number_floor_divide(world, last, step);
    SimObject *count = steps == NULL ? NULL : sim_number_add(world, steps, one);
    sim_xdecref(world, steps);
    sim_xdecref(world, last);
    sim_xdecref(world, width);
    sim_decref(world, one);
    return count;
}

/* compute_range_length */
static SimObject *
compute_length(SimWorld *world, SimObject *start, SimObject *stop, SimObject *step)
{
    SimObject *zero = sim_int_new(world, 0);
    int up = sim_object_compare_bool(world, step, zero, SIM_GT); /* fails when too deep */
    sim_decref(world, zero);
    if (up < 0) {
        return NULL;
    }
    SimObject *low = up ? start : stop;
    SimObject *high = up ? stop : start;
    SimObject *size = up ? sim_newref(world, step) : sim_number_negative(world, step);
    int empty = size == NULL ? -1 : sim_object_compare_bool(world, low, high, SIM_GE);
    SimObject *count = NULL;
    if (empty >= 0) {
        count = empty ? sim_int_new(world, 0) : count_between(world, low, high, size);
    }
    sim_xdecref(world, size);
    return count;
}

static void
record_value(SimWorld *world, SimObject *object)
{
    const SimRange *range = SIM_RANGE(object);
    g_autofree char *start = sim_int_digits(world, range->start, 10);
    g_autofree char *stop = sim_int_digits(world, range->stop, 10);
    g_autofree char *step = sim_int_digits(world, range->step, 10);
    char text[VALUE_LENGTH];
    int length = equals_small(range->step, 1)
                     ? g_snprintf(text, sizeof text, "range(%s, %s)", start, stop)
                     : g_snprintf(text, sizeof text, "range(%s, %s, %s)", start, stop, step);
    SimText value = {text, MIN((size_t) length, sizeof text - 1)};
    sim_trace_emit_VALUE(world->trace, object->slot, value);
}

/* make_range_object: takes over the references, also on failure. */
static SimObject *
make(SimWorld *world, SimObject *start, SimObject *stop, SimObject *step)
{
    SimObject *length = compute_length(world, start, stop, step);
    SimObject *object =
        length == NULL ? NULL : sim_object_alloc(world, sim_type(world, SIM_TYPE_RANGE), 0);
    if (object == NULL) {
        sim_xdecref(world, length);
        sim_decref(world, start);
        sim_decref(world, stop);
        sim_decref(world, step);
        return NULL;
    }
    SimRange *range = SIM_RANGE(object);
    sim_iterator_init(world, object, SIM_LABEL_START, &range->start, start);
    sim_iterator_init(world, object, SIM_LABEL_STOP, &range->stop, stop);
    sim_iterator_init(world, object, SIM_LABEL_STEP, &range->step, step);
    sim_iterator_init(world, object, SIM_LABEL_LENGTH, &range->length, length);
    if (world->trace != NULL) {
        record_value(world, object);
    }
    return object;
}

static SimObject *
parse_step(SimWorld *world, SimObject *argument)
{
    SimObject *step = sim_number_index(world, argument);
    if (step != NULL && equals_small(step, 0)) {
        sim_decref(world, step);
        return sim_err_format(world, SIM_TYPE_ValueError, "range() arg 3 must not be zero");
    }
    return step;
}

static SimObject *
from_args(SimWorld *world, SimObject *const *args, size_t nargs)
{
    if (!sim_arg_count(world, "range", nargs, 1, 3)) {
        return NULL;
    }
    SimObject *start;
    SimObject *stop;
    SimObject *step;
    if (nargs == 1) {
        stop = sim_number_index(world, args[0]);
        start = stop == NULL ? NULL : sim_int_new(world, 0);
        step = stop == NULL ? NULL : sim_int_new(world, 1);
    } else {
        start = sim_number_index(world, args[0]);
        stop = start == NULL ? NULL : sim_number_index(world, args[1]);
        step = stop == NULL ? NULL
               : nargs == 3 ? parse_step(world, args[2])
                            : sim_int_new(world, 1);
    }
    if (step == NULL) {
        sim_xdecref(world, start);
        sim_xdecref(world, stop);
        return NULL;
    }
    return make(world, start, stop, step);
}

static SimObject *
range_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    (void) type;
    return sim_arg_no_keywords_dict(world, "range", kwargs)
               ? from_args(world, ((SimTuple *) (void *) args)->items, sim_tuple_size(args))
               : NULL;
}

static SimObject *
range_vectorcall_new(
    SimWorld *world, SimObject *type, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) type;
    return sim_arg_no_keywords(world, "range", kwnames) ? from_args(world, args, nargs) : NULL;
}

static void
range_dealloc(SimWorld *world, SimObject *object)
{
    const SimRange *range = SIM_RANGE(object);
    sim_decref(world, range->start);
    sim_decref(world, range->stop);
    sim_decref(world, range->step);
    sim_decref(world, range->length);
    sim_object_release(world, object);
}

static int
range_traverse(SimObject *object, SimVisit visit, void *data)
{
    const SimRange *range = SIM_RANGE(object);
    SimObject *members[] = {range->start, range->stop, range->step, range->length};
    int result = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(members) && result == 0; i++) {
        result = members[i] == NULL ? 0 : visit(members[i], data);
    }
    return result;
}

static SimObject *
range_repr(SimWorld *world, SimObject *object)
{
    const SimRange *range = SIM_RANGE(object);
    GString *out = g_string_new("range(");
    bool failed = sim_repr_append(world, out, range->start) < 0;
    g_string_append(out, ", ");
    failed = failed || sim_repr_append(world, out, range->stop) < 0;
    if (!failed && !equals_small(range->step, 1)) {
        g_string_append(out, ", ");
        failed = sim_repr_append(world, out, range->step) < 0;
    }
    g_string_append_c(out, ')');
    return sim_repr_finish(world, out, failed);
}

static int64_t
range_length(SimWorld *world, SimObject *object)
{
    int64_t length;
    if (!sim_int_get(SIM_RANGE(object)->length, &length)) {
        sim_err_format(world, SIM_TYPE_OverflowError,
                       "Python int too large to convert to C ssize_t");
        return -1;
    }
    return length;
}

static int
range_bool(SimWorld *world, SimObject *object)
{
    (void) world;
    return !equals_small(SIM_RANGE(object)->length, 0);
}

SimObject *
sim_range_compute_item(SimWorld *world, const SimRange *range, SimObject *index)
{
    if (equals_small(range->step, 1)) {
        return sim_number_add(world, range->start, index);
    }
    SimObject *offset = sim_number_multiply(world, index, range->step);
    SimObject *item = offset == NULL ? NULL : sim_number_add(world, range->start, offset);
    sim_xdecref(world, offset);
    return item;
}

/* compute_range_item: a negative index counts from the end. */
static SimObject *
item_at(SimWorld *world, const SimRange *range, SimObject *index)
{
    SimObject *at = sim_int_sign(index) < 0 ? sim_number_add(world, range->length, index)
                                            : sim_newref(world, index);
    SimObject *item = NULL;
    if (at != NULL && (sim_int_sign(at) < 0 || sim_int_order(at, range->length) >= 0)) {
        sim_err_format(world, SIM_TYPE_IndexError, "range object index out of range");
    } else if (at != NULL) {
        item = sim_range_compute_item(world, range, at);
    }
    sim_xdecref(world, at);
    return item;
}

static SimObject *
range_item(SimWorld *world, SimObject *object, int64_t index)
{
    SimObject *at = sim_int_new(world, index);
    SimObject *item = at == NULL ? NULL : item_at(world, SIM_RANGE(object), at);
    sim_xdecref(world, at);
    return item;
}

static SimObject *
sub_range(SimWorld *world, const SimRange *range, SimObject *slice)
{
    SimObject *bounds[3];
    if (!sim_slice_long_indices(world, slice, range->length, bounds)) {
        return NULL;
    }
    SimObject *step = sim_number_multiply(world, range->step, bounds[2]);
    SimObject *start = step == NULL ? NULL : sim_range_compute_item(world, range, bounds[0]);
    SimObject *stop = start == NULL ? NULL : sim_range_compute_item(world, range, bounds[1]);
    SimObject *result = NULL;
    if (stop != NULL) {
        result = make(world, start, stop, step);
    } else {
        sim_xdecref(world, start);
        sim_xdecref(world, step);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(bounds); i++) {
        sim_decref(world, bounds[i]);
    }
    return result;
}

static SimObject *
range_subscript(SimWorld *world, SimObject *object, SimObject *key)
{
    if (sim_object_is_index(key)) {
        SimObject *index = sim_number_index(world, key);
        SimObject *item = index == NULL ? NULL : item_at(world, SIM_RANGE(object), index);
        sim_xdecref(world, index);
        return item;
    }
    if (SIM_IS_SLICE(world, key)) {
        return sub_range(world, SIM_RANGE(object), key);
    }
    return sim_err_format(world, SIM_TYPE_TypeError,
                          "range indices must be integers or slices, not %.200s", key->type->name);
}

static bool
is_plain_int(SimWorld *world, const SimObject *object)
{
    return SIM_IS_INT_EXACT(world, object) || SIM_IS_BOOL(world, object);
}

/* range_contains_long, in machine words where they do. */
static int
contains_int(SimWorld *world, const SimRange *range, SimObject *number)
{
    int64_t start, stop, step, value;
    if (sim_int_get(range->start, &start) && sim_int_get(range->stop, &stop) &&
        sim_int_get(range->step, &step) && sim_int_get(number, &value)) {
        bool inside = step > 0 ? start <= value && value < stop : stop < value && value <= start;
        uint64_t distance =
            step > 0 ? (uint64_t) value - (uint64_t) start : (uint64_t) start - (uint64_t) value;
        uint64_t stride = step > 0 ? (uint64_t) step : 0 - (uint64_t) step;
        return inside && distance % stride == 0;
    }
    int from_start = sim_int_order(number, range->start);
    int from_stop = sim_int_order(number, range->stop);
    bool inside = sim_int_sign(range->step) > 0 ? from_start >= 0 && from_stop < 0
                                                : from_start <= 0 && from_stop > 0;
    int result = inside;
    if (inside) {
        SimObject *distance = sim_number_subtract(world, number, range->start);
        SimObject *rest =
            distance == NULL ? NULL : sim_number_remainder(world, distance, range->step);
        result = rest == NULL ? -1 : equals_small(rest, 0);
        sim_xdecref(world, rest);
        sim_xdecref(world, distance);
    }
    return result;
}

/* _PySequence_IterSearch: the place of the first value equal to @object, -1 for none, -2 with
 * an exception; or (@all) how many there are. */
static int64_t
search(SimWorld *world, SimObject *range, SimObject *object, bool all)
{
    SimObject *iterator = sim_object_iter(world, range);
    if (iterator == NULL) {
        return -2;
    }
    int64_t count = 0;
    int64_t result = all ? 0 : -1;
    for (;; count++) {
        SimObject *value = sim_iter_next(world, iterator);
        if (value == NULL) {
            result = sim_err_occurred(world) != NULL ? -2 : result;
            break;
        }
        int equal = sim_object_compare_bool(world, value, object, SIM_EQ);
        sim_decref(world, value);
        if (equal < 0 || (equal > 0 && !all)) {
            result = equal < 0 ? -2 : count;
            break;
        }
        result += all ? equal : 0;
    }
    sim_decref(world, iterator);
    return result;
}

static int
range_contains(SimWorld *world, SimObject *object, SimObject *item)
{
    if (is_plain_int(world, item)) {
        return contains_int(world, SIM_RANGE(object), item);
    }
    int64_t found = search(world, object, item, false);
    return found == -2 ? -1 : found >= 0;
}

static bool
same(const SimObject *a, const SimObject *b)
{
    return sim_int_order(a, b) == 0;
}

/* As sequences: equal when they give the same values. */
static bool
ranges_equal(const SimRange *a, const SimRange *b)
{
    if (a == b) {
        return true;
    }
    if (!same(a->length, b->length)) {
        return false;
    }
    if (equals_small(a->length, 0)) {
        return true;
    }
    return same(a->start, b->start) && (equals_small(a->length, 1) || same(a->step, b->step));
}

static SimObject *
range_compare(SimWorld *world, SimObject *a, SimObject *b, SimCompareOp op)
{
    if (!SIM_IS_RANGE(world, b) || (op != SIM_EQ && op != SIM_NE)) {
        return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    return sim_bool_of(world, ranges_equal(SIM_RANGE(a), SIM_RANGE(b)) == (op == SIM_EQ));
}

static int64_t
range_hash(SimWorld *world, SimObject *object)
{
    const SimRange *range = SIM_RANGE(object);
    bool empty = equals_small(range->length, 0);
    bool single = equals_small(range->length, 1);
    SimObject *members[3] = {range->length, empty ? SIM_NONE(world) : range->start,
                             empty || single ? SIM_NONE(world) : range->step};
    SimObject *tuple = sim_tuple_from(world, members, 3);
    if (tuple == NULL) {
        return -1;
    }
    int64_t hash = sim_object_hash(world, tuple);
    sim_decref(world, tuple);
    return hash;
}

#define METHOD(name)                                                                               \
    static SimObject *name(SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, \
                           SimObject *kwnames)
#define UNUSED_ARGS                                                                                \
    (void) args;                                                                                   \
    (void) nargs;                                                                                  \
    (void) kwnames

METHOD(range_reversed)
{
    UNUSED_ARGS;
    return sim_range_reversed(world, self);
}

METHOD(range_count)
{
    UNUSED_ARGS;
    int64_t count = is_plain_int(world, args[0]) ? contains_int(world, SIM_RANGE(self), args[0])
                                                 : search(world, self, args[0], true);
    return count < 0 ? NULL : sim_int_new(world, count);
}

static SimObject *
index_of_int(SimWorld *world, const SimRange *range, SimObject *number)
{
    SimObject *distance = sim_number_subtract(world, number, range->start);
    if (distance == NULL || equals_small(range->step, 1)) {
        return distance;
    }
    SimObject *index = sim_number_floor_divide(world, distance, range->step);
    sim_decref(world, distance);
    return index;
}

METHOD(range_index)
{
    UNUSED_ARGS;
    if (!is_plain_int(world, args[0])) {
        int64_t found = search(world, self, args[0], false);
        if (found == -1) {
            return sim_err_format(world, SIM_TYPE_ValueError,
                                  "sequence.index(x): x not in sequence");
        }
        return found < 0 ? NULL : sim_int_new(world, found);
    }
    int contained = contains_int(world, SIM_RANGE(self), args[0]);
    if (contained != 0) {
        return contained < 0 ? NULL : index_of_int(world, SIM_RANGE(self), args[0]);
    }
    SimObject *text = sim_object_repr(world, args[0]);
    if (text != NULL) {
        sim_err_format(world, SIM_TYPE_ValueError, "%s is not in range", sim_str_utf8(text, NULL));
        sim_decref(world, text);
    }
    return NULL;
}

#define MEMBER(name)                                                                               \
    static SimObject *get_##name(SimWorld *world, SimObject *self)                                 \
    {                                                                                              \
        return sim_newref(world, SIM_RANGE(self)->name);                                           \
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

static const SimMethodDef methods[] = {
    {"__reversed__", range_reversed, SIM_METH_NOARGS},
    {"count", range_count, SIM_METH_O},
    {"index", range_index, SIM_METH_O},
    {NULL, NULL, 0},
};

static const SimTypeSlots slots = {
    .tp_dealloc = range_dealloc,
    .tp_traverse = range_traverse,
    .tp_repr = range_repr,
    .tp_hash = range_hash,
    .tp_richcompare = range_compare,
    .tp_iter = sim_range_iter,
    .tp_new = range_new,
    .tp_vectorcall_new = range_vectorcall_new,
    .nb_bool = range_bool,
    .sq_length = range_length,
    .sq_item = range_item,
    .sq_contains = range_contains,
    .mp_length = range_length,
    .mp_subscript = range_subscript,
};

const SimTypeSpec sim_spec_RANGE = {
    .id = SIM_TYPE_RANGE,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 48,
    .host_size = sizeof(SimRange),
    .flags = SIM_TPFLAGS_SEQUENCE,
    .slots = &slots,
    .methods = methods,
    .getset = getset,
    .doc = "range(stop) -> range object",
};
