#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/int.h"
#include "sim/objects/slice.h"
#include "sim/objects/splice.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/vm/builtins.h"
#include "sim/vm/collections/deque.h"

static SimObject *
none_unless(SimWorld *world, int status)
{
    return status < 0 ? NULL : sim_newref(world, SIM_NONE(world));
}

/* What PyArg_ParseTuple says, which names a count before it names the arguments. */
static bool
check_count(SimWorld *world, const char *name, size_t nargs, size_t min, size_t max)
{
    if (nargs >= min && nargs <= max) {
        return true;
    }
    size_t bound = nargs < min ? min : max;
    sim_err_format(world, SIM_TYPE_TypeError, "%s() takes %s %zu argument%s (%zu given)", name,
                   min == max    ? "exactly"
                   : nargs < min ? "at least"
                                 : "at most",
                   bound, bound == 1 ? "" : "s", nargs);
    return false;
}

/* PyLong_AsSsize_t of an index. */
int64_t
sim_deque_int_arg(SimWorld *world, SimObject *object)
{
    int64_t value = sim_number_as_index(world, object, SIM_TYPE_OverflowError);
    if (value == -1 && sim_err_clear_if(world, SIM_TYPE_OverflowError)) {
        sim_err_format(world, SIM_TYPE_OverflowError,
                       "Python int too large to convert to C ssize_t");
    }
    return value;
}

static SimObject *
deque_append(SIM_BUILTIN_PARAMETERS)
{
    return none_unless(world,
                       sim_deque_append(world, sim_deque_cast(self), sim_newref(world, args[0])));
}

static SimObject *
deque_appendleft(SIM_BUILTIN_PARAMETERS)
{
    return none_unless(
        world, sim_deque_append_left(world, sim_deque_cast(self), sim_newref(world, args[0])));
}

static SimObject *
deque_pop(SIM_BUILTIN_PARAMETERS)
{
    return sim_deque_pop(world, sim_deque_cast(self));
}

static SimObject *
deque_popleft(SIM_BUILTIN_PARAMETERS)
{
    return sim_deque_pop_left(world, sim_deque_cast(self));
}

static SimObject *
deque_extend(SIM_BUILTIN_PARAMETERS)
{
    return none_unless(world, sim_deque_extend(world, sim_deque_cast(self), args[0]));
}

static SimObject *
deque_extendleft(SIM_BUILTIN_PARAMETERS)
{
    return none_unless(world, sim_deque_extend_left(world, sim_deque_cast(self), args[0]));
}

static SimObject *
deque_clear(SIM_BUILTIN_PARAMETERS)
{
    sim_deque_clear(world, sim_deque_cast(self));
    return sim_newref(world, SIM_NONE(world));
}

static SimObject *
deque_rotate(SIM_BUILTIN_PARAMETERS)
{
    if (!sim_arg_count(world, "deque.rotate", nargs, 0, 1)) {
        return NULL;
    }
    int64_t count = nargs == 0 ? 1 : sim_deque_int_arg(world, args[0]);
    if (count == -1 && sim_err_occurred(world) != NULL) {
        return NULL;
    }
    return none_unless(world, sim_deque_rotate(world, sim_deque_cast(self), count));
}

static SimObject *
deque_reverse(SIM_BUILTIN_PARAMETERS)
{
    SimDeque *deque = sim_deque_cast(self);
    for (int64_t low = 0, high = deque->length - 1; low < high; low++, high--) {
        SimObject **left = sim_deque_place(deque, low);
        SimObject **right = sim_deque_place(deque, high);
        SimObject *item = *left;
        *left = *right;
        *right = item;
        sim_splice_one(world, self, (size_t) low, 1, *left);
        sim_splice_one(world, self, (size_t) high, 1, *right);
    }
    return sim_newref(world, SIM_NONE(world));
}

/* Whether the item at @cursor equals @value: 1, 0 or -1, also when comparing changed the deque. */
static int
compare_at(SimWorld *world,
           const SimDeque *deque,
           const SimDequeCursor *cursor,
           SimObject *value,
           SimTypeId error,
           const char *message)
{
    uint64_t state = deque->state;
    SimObject *item = sim_newref(world, sim_deque_at(cursor));
    int equal = sim_object_compare_bool(world, item, value, SIM_EQ);
    sim_decref(world, item);
    if (equal >= 0 && deque->state != state) {
        sim_err_format(world, error, "%s", message);
        return -1;
    }
    return equal;
}

static SimObject *
raise_absent(SimWorld *world, SimObject *value)
{
    SimObject *text = sim_object_repr(world, value);
    if (text != NULL) {
        sim_err_format(world, SIM_TYPE_ValueError, "%s is not in deque", sim_str_utf8(text, NULL));
        sim_decref(world, text);
    }
    return NULL;
}

static const char MUTATED[] = "deque mutated during iteration";

static SimObject *
deque_count(SIM_BUILTIN_PARAMETERS)
{
    const SimDeque *deque = sim_deque_cast(self);
    SimDequeCursor cursor = sim_deque_begin(deque);
    int64_t count = 0;
    for (int64_t left = deque->length; left > 0; left--) {
        int equal = compare_at(world, deque, &cursor, args[0], SIM_TYPE_RuntimeError, MUTATED);
        if (equal < 0) {
            return NULL;
        }
        count += equal;
        sim_deque_advance(&cursor);
    }
    return sim_int_new(world, count);
}

static int64_t
clip(int64_t index, int64_t length)
{
    return index < 0 ? MAX(index + length, 0) : index;
}

static SimObject *
deque_index(SIM_BUILTIN_PARAMETERS)
{
    const SimDeque *deque = sim_deque_cast(self);
    int64_t start = 0;
    int64_t stop = deque->length;
    if (!check_count(world, "index", nargs, 1, 3) ||
        (nargs > 1 && !sim_slice_index_arg(world, args[1], &start)) ||
        (nargs > 2 && !sim_slice_index_arg(world, args[2], &stop))) {
        return NULL;
    }
    start = clip(start, deque->length);
    stop = MIN(clip(stop, deque->length), deque->length);
    SimDequeCursor cursor = sim_deque_begin(deque);
    for (int64_t i = 0; i < stop; i++) {
        int equal =
            i < start ? 0
                      : compare_at(world, deque, &cursor, args[0], SIM_TYPE_RuntimeError, MUTATED);
        if (equal != 0) {
            return equal < 0 ? NULL : sim_int_new(world, i);
        }
        sim_deque_advance(&cursor);
    }
    return raise_absent(world, args[0]);
}

static SimObject *
deque_remove(SIM_BUILTIN_PARAMETERS)
{
    SimDeque *deque = sim_deque_cast(self);
    SimDequeCursor cursor = sim_deque_begin(deque);
    int64_t length = deque->length;
    for (int64_t i = 0; i < length; i++) {
        int equal = compare_at(world, deque, &cursor, args[0], SIM_TYPE_IndexError, MUTATED);
        if (equal != 0) {
            return none_unless(world, equal < 0 ? -1 : sim_deque_delete(world, deque, i));
        }
        sim_deque_advance(&cursor);
    }
    return raise_absent(world, args[0]);
}

static SimObject *
deque_insert(SIM_BUILTIN_PARAMETERS)
{
    SimDeque *deque = sim_deque_cast(self);
    if (!check_count(world, "insert", nargs, 2, 2)) {
        return NULL;
    }
    int64_t index = sim_deque_int_arg(world, args[0]);
    if (index == -1 && sim_err_occurred(world) != NULL) {
        return NULL;
    }
    if (deque->length == deque->maxlen) {
        return sim_err_format(world, SIM_TYPE_IndexError, "deque already at its maximum size");
    }
    SimObject *item = sim_newref(world, args[1]);
    if (index >= deque->length) {
        return none_unless(world, sim_deque_append(world, deque, item));
    }
    if (index <= -deque->length || index == 0) {
        return none_unless(world, sim_deque_append_left(world, deque, item));
    }
    if (sim_deque_rotate(world, deque, -index) < 0) {
        sim_decref(world, item);
        return NULL;
    }
    int status = (index < 0 ? sim_deque_append : sim_deque_append_left)(world, deque, item);
    return none_unless(world, status < 0 ? -1 : sim_deque_rotate(world, deque, index));
}

/* type(deque)(deque, maxlen) for subclasses. */
static SimObject *
copy_subclass(SimWorld *world, SimObject *self)
{
    SimObject *type = &self->type->ob;
    SimDeque *deque = sim_deque_cast(self);
    if (deque->maxlen < 0) {
        return sim_object_call_one(world, type, self);
    }
    SimObject *args[2] = {self, sim_int_new(world, deque->maxlen)};
    SimObject *copy = args[1] == NULL ? NULL : sim_object_vectorcall(world, type, args, 2, NULL);
    sim_xdecref(world, args[1]);
    return copy;
}

SimObject *
sim_deque_copy(SimWorld *world, SimObject *self)
{
    SimDeque *deque = sim_deque_cast(self);
    if (self->type != sim_type(world, SIM_TYPE_DEQUE)) {
        SimObject *copy = copy_subclass(world, self);
        if (copy != NULL && !sim_is_deque(world, copy)) {
            sim_err_format(world, SIM_TYPE_TypeError, "%s() must return a deque, not %s",
                           self->type->name, copy->type->name);
            SIM_CLEAR(world, copy);
        }
        return copy;
    }
    SimObject *copy = sim_deque_new(world, self->type);
    if (copy == NULL) {
        return NULL;
    }
    SimDeque *made = sim_deque_cast(copy);
    made->maxlen = deque->maxlen;
    SimObject *first = deque->length == 1 ? deque->left->items[deque->left_index] : NULL;
    int status = first != NULL ? sim_deque_append(world, made, sim_newref(world, first))
                               : sim_deque_extend(world, made, self);
    if (status < 0) {
        SIM_CLEAR(world, copy);
    }
    return copy;
}

static SimObject *
deque_copy(SIM_BUILTIN_PARAMETERS)
{
    return sim_deque_copy(world, self);
}

static SimObject *
deque_reversed(SIM_BUILTIN_PARAMETERS)
{
    return sim_deque_reversed(world, self);
}

static SimObject *
deque_sizeof(SIM_BUILTIN_PARAMETERS)
{
    return sim_int_from_size(world, self->type->slots.tp_sizeof(world, self));
}

/* (type, arguments, state, iterator): what copy.deepcopy works with. */
static SimObject *
deque_reduce(SIM_BUILTIN_PARAMETERS)
{
    int64_t maxlen = sim_deque_cast(self)->maxlen;
    SimObject *parts[4] = {sim_newref(world, &self->type->ob), NULL, NULL, NULL};
    if (maxlen < 0) {
        parts[1] = sim_tuple_from(world, NULL, 0);
    } else {
        SimObject *nothing = sim_tuple_from(world, NULL, 0);
        SimObject *limit = nothing == NULL ? NULL : sim_int_new(world, maxlen);
        SimObject *both[2] = {nothing, limit};
        parts[1] = limit == NULL ? NULL : sim_tuple_from_stolen(world, both, 2);
    }
    parts[2] = parts[1] == NULL ? NULL : sim_object_get_dict(world, self);
    if (parts[2] == NULL && sim_err_clear_if(world, SIM_TYPE_AttributeError)) {
        parts[2] = sim_newref(world, SIM_NONE(world));
    }
    parts[3] = parts[2] == NULL ? NULL : sim_deque_iter(world, self);
    if (parts[3] != NULL) {
        return sim_tuple_from_stolen(world, parts, 4);
    }
    for (size_t i = 0; i < 3; i++) {
        sim_xdecref(world, parts[i]);
    }
    return NULL;
}

static SimObject *
get_maxlen(SimWorld *world, SimObject *self)
{
    int64_t maxlen = sim_deque_cast(self)->maxlen;
    return maxlen < 0 ? sim_newref(world, SIM_NONE(world)) : sim_int_new(world, maxlen);
}

const SimMethodDef sim_deque_methods[] = {
    {"append", deque_append, SIM_METH_O},
    {"appendleft", deque_appendleft, SIM_METH_O},
    {"clear", deque_clear, SIM_METH_NOARGS},
    {"__copy__", deque_copy, SIM_METH_NOARGS},
    {"copy", deque_copy, SIM_METH_NOARGS},
    {"count", deque_count, SIM_METH_O},
    {"extend", deque_extend, SIM_METH_O},
    {"extendleft", deque_extendleft, SIM_METH_O},
    {"index", deque_index, SIM_METH_FASTCALL},
    {"insert", deque_insert, SIM_METH_FASTCALL},
    {"pop", deque_pop, SIM_METH_NOARGS},
    {"popleft", deque_popleft, SIM_METH_NOARGS},
    {"__reduce__", deque_reduce, SIM_METH_NOARGS},
    {"remove", deque_remove, SIM_METH_O},
    {"__reversed__", deque_reversed, SIM_METH_NOARGS},
    {"reverse", deque_reverse, SIM_METH_NOARGS},
    {"rotate", deque_rotate, SIM_METH_FASTCALL},
    {"__sizeof__", deque_sizeof, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

const SimGetSetDef sim_deque_getset[] = {
    {"maxlen", get_maxlen, NULL},
    {NULL, NULL, NULL},
};
