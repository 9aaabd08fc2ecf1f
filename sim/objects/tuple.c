#include "sim/objects/tuple.h"
#include "sim/objects/typehint.h"

#include <string.h>

#include "sim/model/freelist.h"
#include "sim/objects/int.h"
#include "sim/objects/list.h"
#include "sim/objects/sequence.h"
#include "sim/objects/slice.h"
#include "sim/objects/startup.h"

enum {
    FREELIST_TAKEN = 20
}; /* 3.11 never takes tuples of this length from its list */

static inline SimTuple *
as_tuple(SimObject *object)
{
    return (SimTuple *) (void *) object;
}

/* tuple_alloc: items NULL, not tracked. @count is above 0. */
static SimObject *
alloc_exact(SimWorld *world, size_t count)
{
    SimObject *object = NULL;
    if (count < FREELIST_TAKEN) {
        object =
            sim_freelist_pop(world, (SimFreeListId) (SIM_FREELIST_TUPLE_1 + (unsigned) count - 1));
    }
    if (object == NULL) {
        object = sim_object_alloc(world, sim_type(world, SIM_TYPE_TUPLE), count);
        if (object == NULL) {
            return NULL;
        }
        as_tuple(object)->length = (int64_t) count;
    }
    return object;
}

SimObject *
sim_tuple_new(SimWorld *world, size_t count)
{
    if (count == 0) {
        return sim_newref(world, world->empty_tuple);
    }
    SimObject *tuple = alloc_exact(world, count);
    if (tuple == NULL) {
        return NULL;
    }
    memset(as_tuple(tuple)->items, 0, count * sizeof(SimObject *));
    if (world->trace != NULL) {
        sim_splice_empty(world, tuple, 0, 0, count);
    }
    sim_gc_track(world, tuple);
    return tuple;
}

static SimObject *
finish(SimWorld *world, SimObject *tuple, size_t count)
{
    if (G_UNLIKELY(world->trace != NULL)) {
        sim_splice_items(world, tuple, 0, 0, as_tuple(tuple)->items, count);
    }
    sim_gc_track(world, tuple);
    return tuple;
}

SimObject *
sim_tuple_from(SimWorld *world, SimObject *const *items, size_t count)
{
    if (count == 0) {
        return sim_newref(world, world->empty_tuple);
    }
    SimObject *tuple = alloc_exact(world, count);
    if (tuple == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        sim_incref(world, items[i]);
        as_tuple(tuple)->items[i] = items[i];
    }
    return finish(world, tuple, count);
}

SimObject *
sim_tuple_from_stolen(SimWorld *world, SimObject *const *items, size_t count)
{
    if (count == 0) {
        return sim_newref(world, world->empty_tuple);
    }
    SimObject *tuple = alloc_exact(world, count);
    if (tuple == NULL) {
        for (size_t i = 0; i < count; i++) {
            sim_decref(world, items[i]);
        }
        return NULL;
    }
    memcpy(as_tuple(tuple)->items, items, count * sizeof(SimObject *));
    return finish(world, tuple, count);
}

void
sim_tuple_set(SimWorld *world, SimObject *tuple, size_t index, SimObject *item)
{
    as_tuple(tuple)->items[index] = item;
    sim_splice_one(world, tuple, index, 1, item);
}

/* _PyTuple_Resize of a tuple under construction, of which the first @filled items are set.
 * NULL with MemoryError: it is gone. */
static SimObject *
resize(SimWorld *world, SimObject *tuple, size_t filled, size_t count)
{
    size_t old = sim_tuple_size(tuple);
    if (count == old) {
        return tuple;
    }
    if (count == 0 || old == 0) {
        sim_decref(world, tuple);
        return sim_tuple_new(world, count);
    }
    sim_gc_untrack(world, tuple);
    SimObject *resized = sim_object_resize(world, tuple, old, count);
    if (resized == NULL) {
        sim_decref(world, tuple);
        return NULL;
    }
    as_tuple(resized)->length = (int64_t) count;
    for (size_t i = filled; i < count; i++) {
        as_tuple(resized)->items[i] = NULL;
    }
    return finish(world, resized, count);
}

static SimObject *
from_iterator(SimWorld *world, SimObject *iterator, size_t guess)
{
    SimObject *tuple = sim_tuple_new(world, guess);
    size_t filled = 0;
    while (tuple != NULL) {
        SimObject *item = sim_iter_next(world, iterator);
        if (item == NULL) {
            break;
        }
        if (filled >= guess) {
            guess += 10;
            guess += guess >> 2;
            tuple = resize(world, tuple, filled, guess);
            if (tuple == NULL) {
                sim_decref(world, item);
                break;
            }
        }
        sim_tuple_set(world, tuple, filled++, item);
    }
    if (tuple != NULL && sim_err_occurred(world) != NULL) {
        sim_decref(world, tuple);
        return NULL;
    }
    return tuple == NULL ? NULL : resize(world, tuple, filled, filled);
}

SimObject *
sim_tuple_from_iterable(SimWorld *world, SimObject *iterable)
{
    if (SIM_IS_TUPLE_EXACT(world, iterable)) {
        return sim_newref(world, iterable);
    }
    if (SIM_IS_LIST_EXACT(world, iterable)) {
        return sim_list_as_tuple(world, iterable);
    }
    SimObject *iterator = sim_object_iter(world, iterable);
    if (iterator == NULL) {
        return NULL;
    }
    int64_t guess = sim_object_length_hint(world, iterable, 10);
    SimObject *tuple = guess < 0 ? NULL : from_iterator(world, iterator, (size_t) guess);
    sim_decref(world, iterator);
    return tuple;
}

void
sim_tuple_maybe_untrack(SimWorld *world, SimObject *tuple)
{
    if (!SIM_IS_TUPLE_EXACT(world, tuple) || !sim_gc_is_tracked(tuple)) {
        return;
    }
    for (size_t i = 0; i < sim_tuple_size(tuple); i++) {
        SimObject *item = sim_tuple_get(tuple, i);
        if (item == NULL || sim_gc_may_be_tracked(world, item)) {
            return;
        }
    }
    sim_gc_untrack(world, tuple);
}

static void
tuple_dealloc(SimWorld *world, SimObject *object)
{
    sim_gc_untrack(world, object);
    if (!sim_trash_begin(world, object)) {
        return;
    }
    SimTuple *tuple = as_tuple(object);
    int64_t length = tuple->length;
    for (int64_t i = length; i-- > 0;) {
        sim_xdecref(world, tuple->items[i]);
    }
    if (length < 1 || length > FREELIST_TAKEN || !SIM_IS_TUPLE_EXACT(world, object) ||
        !sim_freelist_push(world, (SimFreeListId) (SIM_FREELIST_TUPLE_1 + (unsigned) length - 1),
                           object)) {
        sim_object_release(world, object);
    }
    sim_trash_end(world);
}

static int
tuple_traverse(SimObject *object, SimVisit visit, void *data)
{
    const SimTuple *tuple = as_tuple(object);
    for (int64_t i = tuple->length; i-- > 0;) {
        int result = tuple->items[i] == NULL ? 0 : visit(tuple->items[i], data);
        if (result != 0) {
            return result;
        }
    }
    return 0;
}

static size_t
tuple_sizeof(SimWorld *world, SimObject *object)
{
    (void) world;
    return object->type->basicsize + sim_tuple_size(object) * object->type->itemsize;
}

static SimObject *
tuple_repr(SimWorld *world, SimObject *object)
{
    const SimTuple *tuple = as_tuple(object);
    if (tuple->length == 0) {
        return sim_str_new(world, "()");
    }
    int entered = sim_repr_enter(world, object);
    if (entered != 0) {
        return entered > 0 ? sim_str_new(world, "(...)") : NULL;
    }
    GString *out = g_string_new("(");
    bool failed = false;
    for (int64_t i = 0; i < tuple->length && !failed; i++) {
        if (i > 0) {
            g_string_append(out, ", ");
        }
        failed = sim_repr_append(world, out, tuple->items[i]) < 0;
    }
    g_string_append(out, tuple->length == 1 ? ",)" : ")");
    sim_repr_leave(world, object);
    return sim_repr_finish(world, out, failed);
}

/* xxHash with the items' hashes as lanes, CPython's constants. */
static int64_t
tuple_hash(SimWorld *world, SimObject *object)
{
    const uint64_t prime1 = UINT64_C(11400714785074694791);
    const uint64_t prime2 = UINT64_C(14029467366897019727);
    const uint64_t prime5 = UINT64_C(2870177450012600261);
    const SimTuple *tuple = as_tuple(object);
    uint64_t hash = prime5;
    for (int64_t i = 0; i < tuple->length; i++) {
        int64_t lane = sim_object_hash(world, tuple->items[i]);
        if (lane == -1) {
            return -1;
        }
        hash += (uint64_t) lane * prime2;
        hash = hash << 31 | hash >> 33;
        hash *= prime1;
    }
    hash += (uint64_t) tuple->length ^ (prime5 ^ 3527539);
    return hash == UINT64_MAX ? 1546275796 : (int64_t) hash;
}

static SimObject *
tuple_compare(SimWorld *world, SimObject *a, SimObject *b, SimCompareOp op)
{
    if (!SIM_IS_TUPLE(a) || !SIM_IS_TUPLE(b)) {
        return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    const SimTuple *left = as_tuple(a);
    const SimTuple *right = as_tuple(b);
    int64_t common = MIN(left->length, right->length);
    int64_t i = 0;
    for (; i < common; i++) {
        int equal = sim_object_compare_bool(world, left->items[i], right->items[i], SIM_EQ);
        if (equal < 0) {
            return NULL;
        }
        if (equal == 0) {
            break;
        }
    }
    if (i >= common) {
        return sim_bool_of(world, sim_compare_lengths(left->length, right->length, op));
    }
    if (op == SIM_EQ || op == SIM_NE) {
        return sim_bool_of(world, op == SIM_NE);
    }
    return sim_object_richcompare(world, left->items[i], right->items[i], op);
}

static int64_t
tuple_length(SimWorld *world, SimObject *object)
{
    (void) world;
    return as_tuple(object)->length;
}

static SimObject *
tuple_concat(SimWorld *world, SimObject *a, SimObject *b)
{
    if (as_tuple(a)->length == 0 && SIM_IS_TUPLE_EXACT(world, b)) {
        return sim_newref(world, b);
    }
    if (!SIM_IS_TUPLE(b)) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "can only concatenate tuple (not \"%.200s\") to tuple",
                              b->type->name);
    }
    if (as_tuple(b)->length == 0 && SIM_IS_TUPLE_EXACT(world, a)) {
        return sim_newref(world, a);
    }
    size_t left = sim_tuple_size(a);
    size_t right = sim_tuple_size(b);
    if (left + right == 0) {
        return sim_newref(world, world->empty_tuple);
    }
    SimObject *tuple = alloc_exact(world, left + right);
    if (tuple == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < left + right; i++) {
        SimObject *item = i < left ? sim_tuple_get(a, i) : sim_tuple_get(b, i - left);
        as_tuple(tuple)->items[i] = sim_newref(world, item);
    }
    return finish(world, tuple, left + right);
}

static SimObject *
tuple_repeat(SimWorld *world, SimObject *object, int64_t times)
{
    size_t length = sim_tuple_size(object);
    if ((length == 0 || times == 1) && SIM_IS_TUPLE_EXACT(world, object)) {
        return sim_newref(world, object);
    }
    if (length == 0 || times <= 0) {
        return sim_newref(world, world->empty_tuple);
    }
    if ((size_t) times > (size_t) INT64_MAX / length) {
        return sim_err_no_memory(world);
    }
    size_t count = length * (size_t) times;
    SimObject *tuple = alloc_exact(world, count);
    if (tuple == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        as_tuple(tuple)->items[i] = sim_newref(world, sim_tuple_get(object, i % length));
    }
    return finish(world, tuple, count);
}

static SimObject *
tuple_item(SimWorld *world, SimObject *object, int64_t index)
{
    const SimTuple *tuple = as_tuple(object);
    if (index < 0 || index >= tuple->length) {
        return sim_err_format(world, SIM_TYPE_IndexError, "tuple index out of range");
    }
    return sim_newref(world, tuple->items[index]);
}

static SimObject *
tuple_slice(SimWorld *world, SimObject *object, SimObject *slice)
{
    int64_t start, stop, step, count;
    const SimTuple *tuple = as_tuple(object);
    if (!sim_slice_indices(world, slice, tuple->length, &start, &stop, &step, &count)) {
        return NULL;
    }
    if (count <= 0) {
        return sim_newref(world, world->empty_tuple);
    }
    if (start == 0 && step == 1 && count == tuple->length && SIM_IS_TUPLE_EXACT(world, object)) {
        return sim_newref(world, object);
    }
    SimObject *result = alloc_exact(world, (size_t) count);
    if (result == NULL) {
        return NULL;
    }
    for (int64_t i = 0; i < count; i++) {
        as_tuple(result)->items[i] = sim_newref(world, tuple->items[start + i * step]);
    }
    return finish(world, result, (size_t) count);
}

static SimObject *
tuple_subscript(SimWorld *world, SimObject *object, SimObject *key)
{
    if (sim_object_is_index(key)) {
        int64_t index = sim_number_as_index(world, key, SIM_TYPE_IndexError);
        if (index == -1 && sim_err_occurred(world) != NULL) {
            return NULL;
        }
        return tuple_item(world, object, index < 0 ? index + as_tuple(object)->length : index);
    }
    if (SIM_IS_SLICE(world, key)) {
        return tuple_slice(world, object, key);
    }
    return sim_err_format(world, SIM_TYPE_TypeError,
                          "tuple indices must be integers or slices, not %.200s", key->type->name);
}

static int
tuple_contains(SimWorld *world, SimObject *object, SimObject *item)
{
    const SimTuple *tuple = as_tuple(object);
    int found = 0;
    for (int64_t i = 0; i < tuple->length && found == 0; i++) {
        found = sim_object_compare_bool(world, tuple->items[i], item, SIM_EQ);
    }
    return found;
}

static SimObject *
tuple_index(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) kwnames;
    const SimTuple *tuple = as_tuple(self);
    int64_t start;
    int64_t stop;
    if (!sim_sequence_index_args(world, args, nargs, tuple->length, &start, &stop)) {
        return NULL;
    }
    for (int64_t i = start; i < stop && i < tuple->length; i++) {
        int equal = sim_object_compare_bool(world, tuple->items[i], args[0], SIM_EQ);
        if (equal != 0) {
            return equal < 0 ? NULL : sim_int_new(world, i);
        }
    }
    return sim_err_format(world, SIM_TYPE_ValueError, "tuple.index(x): x not in tuple");
}

static SimObject *
tuple_count(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) nargs;
    (void) kwnames;
    const SimTuple *tuple = as_tuple(self);
    int64_t count = 0;
    for (int64_t i = 0; i < tuple->length; i++) {
        int equal = sim_object_compare_bool(world, tuple->items[i], args[0], SIM_EQ);
        if (equal < 0) {
            return NULL;
        }
        count += equal;
    }
    return sim_int_new(world, count);
}

static SimObject *
tuple_getnewargs(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    SimObject *items = sim_tuple_from(world, as_tuple(self)->items, sim_tuple_size(self));
    return items == NULL ? NULL : sim_tuple_from_stolen(world, &items, 1);
}

/* tuple_subtype_new: the plain tuple first, then its items in an instance of @type. */
static SimObject *
new_of_subclass(SimWorld *world, SimType *type, SimObject *iterable)
{
    SimObject *plain = iterable == NULL ? sim_newref(world, world->empty_tuple)
                                        : sim_tuple_from_iterable(world, iterable);
    if (plain == NULL) {
        return NULL;
    }
    size_t count = sim_tuple_size(plain);
    SimObject *tuple = sim_object_alloc(world, type, count);
    if (tuple != NULL) {
        as_tuple(tuple)->length = (int64_t) count;
        for (size_t i = 0; i < count; i++) {
            as_tuple(tuple)->items[i] = sim_newref(world, sim_tuple_get(plain, i));
        }
        finish(world, tuple, count);
    }
    sim_decref(world, plain);
    return tuple;
}

static SimObject *
tuple_type_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    static const char *const names[] = {"", NULL};
    SimObject *iterable = NULL;
    bool exact = type == sim_type(world, SIM_TYPE_TUPLE);
    if (!sim_arg_parse_tuple(world, "tuple", names, 0, 1, args, exact ? kwargs : NULL, &iterable)) {
        return NULL;
    }
    if (!exact) {
        return new_of_subclass(world, type, iterable);
    }
    return iterable == NULL ? sim_newref(world, world->empty_tuple)
                            : sim_tuple_from_iterable(world, iterable);
}

static SimObject *
tuple_vectorcall_new(
    SimWorld *world, SimObject *type, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) type;
    if (!sim_arg_no_keywords(world, "tuple", kwnames) ||
        !sim_arg_count(world, "tuple", nargs, 0, 1)) {
        return NULL;
    }
    return nargs == 0 ? sim_newref(world, world->empty_tuple)
                      : sim_tuple_from_iterable(world, args[0]);
}

void
sim_tuple_startup(SimWorld *world)
{
    SimType *type = sim_type(world, SIM_TYPE_TUPLE);
    world->empty_tuple =
        sim_object_alloc_static(world, type, type->basicsize, sizeof(SimTuple), SIM_STATIC_REFCNT);
}

static const SimTypeSlots slots = {
    .tp_dealloc = tuple_dealloc,
    .tp_traverse = tuple_traverse,
    .tp_sizeof = tuple_sizeof,
    .tp_repr = tuple_repr,
    .tp_hash = tuple_hash,
    .tp_richcompare = tuple_compare,
    .tp_iter = sim_tuple_iter,
    .tp_new = tuple_type_new,
    .tp_vectorcall_new = tuple_vectorcall_new,
    .sq_length = tuple_length,
    .sq_concat = tuple_concat,
    .sq_repeat = tuple_repeat,
    .sq_item = tuple_item,
    .sq_contains = tuple_contains,
    .mp_length = tuple_length,
    .mp_subscript = tuple_subscript,
};

static const SimMethodDef methods[] = {
    {"__getnewargs__", tuple_getnewargs, SIM_METH_NOARGS},
    {"index", tuple_index, SIM_METH_FASTCALL},
    {"count", tuple_count, SIM_METH_O},
    SIM_CLASS_GETITEM,
    {NULL, NULL, 0},
};

const SimTypeSpec sim_spec_TUPLE = {
    .id = SIM_TYPE_TUPLE,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 24,
    .itemsize = 8,
    .host_size = offsetof(SimTuple, items),
    .host_itemsize = sizeof(SimObject *),
    .flags = SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_TUPLE_SUBCLASS |
             SIM_TPFLAGS_SEQUENCE,
    .slots = &slots,
    .methods = methods,
    .doc = "Built-in immutable sequence.",
};
