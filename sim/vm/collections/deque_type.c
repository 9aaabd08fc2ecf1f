/* The type of deques and its slots. */
#include <string.h>

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/int.h"
#include "sim/objects/list.h"
#include "sim/objects/sequence.h"
#include "sim/objects/weakref.h"
#include "sim/vm/collections/deque.h"

enum {
    BASIC_SIZE = 216
};

static SimObject *
deque_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    (void) args;
    (void) kwargs;
    return sim_deque_new(world, type);
}

static bool
get_maxlen(SimWorld *world, SimObject *argument, int64_t *maxlen)
{
    *maxlen = -1;
    if (argument == NULL || argument == SIM_NONE(world)) {
        return true;
    }
    if (!SIM_IS_INT(argument)) {
        sim_err_format(world, SIM_TYPE_TypeError, "an integer is required");
        return false;
    }
    *maxlen = sim_deque_int_arg(world, argument);
    if (*maxlen == -1 && sim_err_occurred(world) != NULL) {
        return false;
    }
    if (*maxlen < 0) {
        sim_err_format(world, SIM_TYPE_ValueError, "maxlen must be non-negative");
        return false;
    }
    return true;
}

static int
deque_init(SimWorld *world, SimObject *self, SimObject *args, SimObject *kwargs)
{
    static const char *const names[] = {"iterable", "maxlen", NULL};
    SimObject *out[2] = {NULL, NULL};
    int64_t maxlen;
    if (!sim_arg_parse_tuple(world, "deque", names, 0, 2, args, kwargs, out) ||
        !get_maxlen(world, out[1], &maxlen)) {
        return -1;
    }
    SimDeque *deque = sim_deque_cast(self);
    deque->maxlen = maxlen;
    sim_deque_clear(world, deque);
    return out[0] == NULL ? 0 : sim_deque_extend(world, deque, out[0]);
}

static void
deque_dealloc(SimWorld *world, SimObject *object)
{
    sim_gc_untrack(world, object);
    if (!sim_trash_begin(world, object)) {
        return;
    }
    sim_weakrefs_clear(world, object);
    sim_deque_free_blocks(world, sim_deque_cast(object));
    sim_object_release(world, object);
    sim_trash_end(world);
}

static int
deque_traverse(SimObject *object, SimVisit visit, void *data)
{
    const SimDeque *deque = sim_deque_cast(object);
    SimDequeCursor cursor = sim_deque_begin(deque);
    int result = 0;
    for (int64_t left = deque->length; result == 0 && left > 0; left--) {
        result = visit(sim_deque_at(&cursor), data);
        sim_deque_advance(&cursor);
    }
    return result;
}

static int
deque_tp_clear(SimWorld *world, SimObject *object)
{
    sim_deque_clear(world, sim_deque_cast(object));
    return 0;
}

static void
deque_host_free(SimObject *object)
{
    SimDeque *deque = sim_deque_cast(object);
    SimDequeBlock *block = deque->left;
    while (block != NULL) {
        SimDequeBlock *next = block == deque->right ? NULL : block->right;
        g_free(block);
        block = next;
    }
    for (size_t i = 0; i < deque->kept_count; i++) {
        g_free(deque->kept[i]);
    }
}

static size_t
deque_sizeof(SimWorld *world, SimObject *object)
{
    (void) world;
    const SimDeque *deque = sim_deque_cast(object);
    size_t places = (size_t) (deque->left_index + deque->length) + SIM_DEQUE_BLOCK_ITEMS - 1;
    return object->type->basicsize + places / SIM_DEQUE_BLOCK_ITEMS * SIM_DEQUE_BLOCK_SIZE;
}

static SimObject *
deque_repr(SimWorld *world, SimObject *object)
{
    int entered = sim_repr_enter(world, object);
    if (entered != 0) {
        return entered > 0 ? sim_str_new(world, "[...]") : NULL;
    }
    SimObject *items = sim_list_from_iterable(world, object);
    const char *dot = strrchr(object->type->name, '.');
    GString *out = g_string_new(dot == NULL ? object->type->name : dot + 1);
    g_string_append_c(out, '(');
    bool failed = items == NULL || sim_repr_append(world, out, items) < 0;
    int64_t maxlen = sim_deque_cast(object)->maxlen;
    if (maxlen >= 0) {
        g_string_append_printf(out, ", maxlen=%" G_GINT64_FORMAT, maxlen);
    }
    g_string_append_c(out, ')');
    sim_xdecref(world, items);
    sim_repr_leave(world, object);
    return sim_repr_finish(world, out, failed);
}

/* What the first difference says; without one, who is at its end (x or y NULL). */
static int
compare_ends(const SimObject *x, const SimObject *y, SimCompareOp op)
{
    return sim_compare_lengths(x != NULL, y != NULL, op);
}

static int
compare_items(SimWorld *world, SimObject *left, SimObject *right, SimCompareOp op)
{
    for (;;) {
        SimObject *x = sim_iter_next(world, left);
        if (x == NULL && sim_err_occurred(world) != NULL) {
            return -1;
        }
        SimObject *y = sim_iter_next(world, right);
        int result = 1;
        bool done = x == NULL || y == NULL;
        if (done) {
            result = sim_err_occurred(world) != NULL ? -1 : compare_ends(x, y, op);
        } else {
            int equal = sim_object_compare_bool(world, x, y, SIM_EQ);
            done = equal <= 0;
            result = equal == 0 ? sim_object_compare_bool(world, x, y, op) : equal;
        }
        sim_xdecref(world, x);
        sim_xdecref(world, y);
        if (done) {
            return result;
        }
    }
}

static SimObject *
deque_compare(SimWorld *world, SimObject *a, SimObject *b, SimCompareOp op)
{
    if (!sim_is_deque(world, a) || !sim_is_deque(world, b)) {
        return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    if (op == SIM_EQ || op == SIM_NE) {
        bool different = sim_deque_cast(a)->length != sim_deque_cast(b)->length;
        if (a == b || different) {
            return sim_bool_of(world, different == (op == SIM_NE));
        }
    }
    SimObject *left = sim_object_iter(world, a);
    SimObject *right = left == NULL ? NULL : sim_object_iter(world, b);
    int result = right == NULL ? -1 : compare_items(world, left, right, op);
    sim_xdecref(world, left);
    sim_xdecref(world, right);
    return result < 0 ? NULL : sim_bool_of(world, result > 0);
}

static int64_t
deque_length(SimWorld *world, SimObject *object)
{
    (void) world;
    return sim_deque_cast(object)->length;
}

static bool
check_index(SimWorld *world, const SimDeque *deque, int64_t index)
{
    if (index >= 0 && index < deque->length) {
        return true;
    }
    sim_err_format(world, SIM_TYPE_IndexError, "deque index out of range");
    return false;
}

static SimObject *
deque_item(SimWorld *world, SimObject *object, int64_t index)
{
    const SimDeque *deque = sim_deque_cast(object);
    return check_index(world, deque, index) ? sim_newref(world, *sim_deque_place(deque, index))
                                            : NULL;
}

static int
deque_assign_item(SimWorld *world, SimObject *object, int64_t index, SimObject *value)
{
    SimDeque *deque = sim_deque_cast(object);
    if (!check_index(world, deque, index)) {
        return -1;
    }
    if (value == NULL) {
        return sim_deque_delete(world, deque, index);
    }
    SimObject **place = sim_deque_place(deque, index);
    SimObject *old = *place;
    *place = sim_newref(world, value);
    sim_splice_one(world, object, (size_t) index, 1, value);
    sim_decref(world, old);
    return 0;
}

static int
deque_contains(SimWorld *world, SimObject *object, SimObject *value)
{
    const SimDeque *deque = sim_deque_cast(object);
    uint64_t state = deque->state;
    SimDequeCursor cursor = sim_deque_begin(deque);
    for (int64_t left = deque->length; left > 0; left--) {
        SimObject *item = sim_newref(world, sim_deque_at(&cursor));
        int equal = sim_object_compare_bool(world, item, value, SIM_EQ);
        sim_decref(world, item);
        if (equal != 0) {
            return equal;
        }
        if (deque->state != state) {
            sim_err_format(world, SIM_TYPE_RuntimeError, "deque mutated during iteration");
            return -1;
        }
        sim_deque_advance(&cursor);
    }
    return 0;
}

static SimObject *
deque_concat(SimWorld *world, SimObject *self, SimObject *other)
{
    if (!sim_is_deque(world, other)) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "can only concatenate deque (not \"%s\") to deque",
                              other->type->name);
    }
    SimObject *copy = sim_deque_copy(world, self);
    if (copy != NULL && sim_deque_extend(world, sim_deque_cast(copy), other) < 0) {
        SIM_CLEAR(world, copy);
    }
    return copy;
}

static SimObject *
deque_inplace_concat(SimWorld *world, SimObject *self, SimObject *other)
{
    int status = sim_deque_extend(world, sim_deque_cast(self), other);
    return status < 0 ? NULL : sim_newref(world, self);
}

static SimObject *
deque_inplace_repeat(SimWorld *world, SimObject *self, int64_t count)
{
    int status = sim_deque_repeat(world, sim_deque_cast(self), count);
    return status < 0 ? NULL : sim_newref(world, self);
}

static SimObject *
deque_repeat(SimWorld *world, SimObject *self, int64_t count)
{
    SimObject *copy = sim_deque_copy(world, self);
    if (copy != NULL && sim_deque_repeat(world, sim_deque_cast(copy), count) < 0) {
        SIM_CLEAR(world, copy);
    }
    return copy;
}

static const SimTypeSlots slots = {
    .tp_dealloc = deque_dealloc,
    .tp_traverse = deque_traverse,
    .tp_clear = deque_tp_clear,
    .tp_host_free = deque_host_free,
    .tp_sizeof = deque_sizeof,
    .tp_repr = deque_repr,
    .tp_hash = sim_object_hash_not_implemented,
    .tp_richcompare = deque_compare,
    .tp_iter = sim_deque_iter,
    .tp_init = deque_init,
    .tp_new = deque_new,
    .sq_length = deque_length,
    .sq_concat = deque_concat,
    .sq_repeat = deque_repeat,
    .sq_item = deque_item,
    .sq_ass_item = deque_assign_item,
    .sq_contains = deque_contains,
    .sq_inplace_concat = deque_inplace_concat,
    .sq_inplace_repeat = deque_inplace_repeat,
};

const SimTypeSpec sim_spec_DEQUE = {
    .id = SIM_TYPE_DEQUE,
    .basicsize = BASIC_SIZE,
    .host_size = sizeof(SimDeque),
    .flags = SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_HAVE_WEAKREFS |
             SIM_TPFLAGS_SEQUENCE,
    .slots = &slots,
    .methods = sim_deque_methods,
    .getset = sim_deque_getset,
    .doc = "A list-like sequence with fast appends and pops at both ends.",
};
