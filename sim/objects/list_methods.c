#include <string.h>

#include "sim/model/freelist.h"
#include "sim/objects/list_private.h"
#include "sim/objects/slice.h"
#include "sim/objects/typehint.h"

static void
list_dealloc(SimWorld *world, SimObject *object)
{
    sim_gc_untrack(world, object);
    if (!sim_trash_begin(world, object)) {
        return;
    }
    SimList *list = SIM_LIST(object);
    if (list->items_addr != 0) {
        for (int64_t i = list->length; i-- > 0;) {
            sim_xdecref(world, list->items[i]);
        }
        sim_buffer_free(world, object, SIM_LABEL_ITEMS, SIM_DOMAIN_MEM, list->items_addr);
        g_free(list->items);
        list->items = NULL;
        list->room = 0;
        list->items_addr = 0;
        list->length = 0;
    }
    if (!SIM_IS_LIST_EXACT(world, object) || !sim_freelist_push(world, SIM_FREELIST_LIST, object)) {
        sim_object_release(world, object);
    }
    sim_trash_end(world);
}

static int
list_traverse(SimObject *object, SimVisit visit, void *data)
{
    const SimList *list = SIM_LIST(object);
    for (int64_t i = list->length; i-- > 0;) {
        int result = list->items[i] == NULL ? 0 : visit(list->items[i], data);
        if (result != 0) {
            return result;
        }
    }
    return 0;
}

static int
list_tp_clear(SimWorld *world, SimObject *object)
{
    sim_list_clear(world, object);
    return 0;
}

static void
list_host_free(SimObject *object)
{
    g_free(SIM_LIST(object)->items);
}

static size_t
list_sizeof(SimWorld *world, SimObject *object)
{
    (void) world;
    return object->type->basicsize + (size_t) SIM_LIST(object)->allocated * 8;
}

static SimObject *
list_repr(SimWorld *world, SimObject *object)
{
    const SimList *list = SIM_LIST(object);
    if (list->length == 0) {
        return sim_str_new(world, "[]");
    }
    int entered = sim_repr_enter(world, object);
    if (entered != 0) {
        return entered > 0 ? sim_str_new(world, "[...]") : NULL;
    }
    GString *out = g_string_new("[");
    bool failed = false;
    for (int64_t i = 0; i < list->length && !failed; i++) {
        if (i > 0) {
            g_string_append(out, ", ");
        }
        failed = sim_repr_append(world, out, list->items[i]) < 0;
    }
    g_string_append_c(out, ']');
    sim_repr_leave(world, object);
    return sim_repr_finish(world, out, failed);
}

/* Equality of an item and @other; the item is held, as the comparison may change the list. */
static int
item_equals(SimWorld *world, SimObject *item, SimObject *other)
{
    sim_incref(world, item);
    int equal = sim_object_compare_bool(world, item, other, SIM_EQ);
    sim_decref(world, item);
    return equal;
}

static SimObject *
list_compare(SimWorld *world, SimObject *a, SimObject *b, SimCompareOp op)
{
    if (!SIM_IS_LIST(a) || !SIM_IS_LIST(b)) {
        return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    const SimList *left = SIM_LIST(a);
    const SimList *right = SIM_LIST(b);
    if (left->length != right->length && (op == SIM_EQ || op == SIM_NE)) {
        return sim_bool_of(world, op == SIM_NE);
    }
    int64_t i = 0;
    for (; i < left->length && i < right->length; i++) {
        SimObject *x = left->items[i];
        SimObject *y = right->items[i];
        if (x == y) {
            continue;
        }
        sim_incref(world, y);
        int equal = item_equals(world, x, y);
        sim_decref(world, y);
        if (equal < 0) {
            return NULL;
        }
        if (equal == 0) {
            break;
        }
    }
    if (i >= left->length || i >= right->length) {
        return sim_bool_of(world, sim_compare_lengths(left->length, right->length, op));
    }
    if (op == SIM_EQ || op == SIM_NE) {
        return sim_bool_of(world, op == SIM_NE);
    }
    return sim_object_richcompare(world, left->items[i], right->items[i], op);
}

static int64_t
list_length(SimWorld *world, SimObject *object)
{
    (void) world;
    return SIM_LIST(object)->length;
}

static SimObject *
list_concat(SimWorld *world, SimObject *a, SimObject *b)
{
    if (!SIM_IS_LIST(b)) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "can only concatenate list (not \"%.200s\") to list", b->type->name);
    }
    size_t left = sim_list_size(a);
    size_t right = sim_list_size(b);
    SimObject *object = sim_list_new_room(world, left + right);
    if (object == NULL || left + right == 0) {
        return object;
    }
    SimList *list = SIM_LIST(object);
    for (size_t i = 0; i < left; i++) {
        list->items[i] = sim_newref(world, sim_list_get(a, i));
    }
    for (size_t i = 0; i < right; i++) {
        list->items[left + i] = sim_newref(world, sim_list_get(b, i));
    }
    list->length = (int64_t) (left + right);
    if (G_UNLIKELY(world->trace != NULL)) {
        sim_splice_items(world, object, 0, 0, list->items, left + right);
    }
    return object;
}

/* Fills items [from, to) with copies of the first @from ones, or of @source's. */
static void
fill_repeated(
    SimWorld *world, SimList *list, SimObject *const *source, int64_t period, int64_t from)
{
    for (int64_t i = from; i < list->length; i++) {
        list->items[i] = sim_newref(world, source[i % period]);
    }
    if (G_UNLIKELY(world->trace != NULL)) {
        sim_splice_items(world, &list->ob, (size_t) from, 0, &list->items[from],
                         (size_t) (list->length - from));
    }
}

static SimObject *
list_repeat(SimWorld *world, SimObject *object, int64_t times)
{
    int64_t length = SIM_LIST(object)->length;
    if (length == 0 || times <= 0) {
        return sim_list_new(world, 0);
    }
    if (length > INT64_MAX / times) {
        return sim_err_no_memory(world);
    }
    SimObject *result = sim_list_new_room(world, (size_t) (length * times));
    if (result != NULL) {
        SIM_LIST(result)->length = length * times;
        fill_repeated(world, SIM_LIST(result), SIM_LIST(object)->items, length, 0);
    }
    return result;
}

static SimObject *
list_inplace_repeat(SimWorld *world, SimObject *object, int64_t times)
{
    SimList *list = SIM_LIST(object);
    int64_t length = list->length;
    if (length == 0 || times == 1) {
        return sim_newref(world, object);
    }
    if (times < 1) {
        sim_list_clear(world, object);
        return sim_newref(world, object);
    }
    if (length > INT64_MAX / times) {
        return sim_err_no_memory(world);
    }
    if (sim_list_resize(world, list, length * times) < 0) {
        return NULL;
    }
    fill_repeated(world, list, list->items, length, length);
    return sim_newref(world, object);
}

static SimObject *
list_inplace_concat(SimWorld *world, SimObject *object, SimObject *other)
{
    return sim_list_extend(world, object, other) < 0 ? NULL : sim_newref(world, object);
}

static int
list_contains(SimWorld *world, SimObject *object, SimObject *item)
{
    const SimList *list = SIM_LIST(object);
    int found = 0;
    for (int64_t i = 0; i < list->length && found == 0; i++) {
        found = item_equals(world, list->items[i], item);
    }
    return found;
}

static SimObject *
none_unless(SimWorld *world, bool failed)
{
    return failed ? NULL : sim_newref(world, SIM_NONE(world));
}

#define METHOD(name)                                                                               \
    static SimObject *name(SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, \
                           SimObject *kwnames)
#define UNUSED_ARGS                                                                                \
    (void) args;                                                                                   \
    (void) nargs;                                                                                  \
    (void) kwnames

METHOD(list_append)
{
    UNUSED_ARGS;
    return none_unless(world, sim_list_append(world, self, args[0]) < 0);
}

METHOD(list_clear)
{
    UNUSED_ARGS;
    sim_list_clear(world, self);
    return sim_newref(world, SIM_NONE(world));
}

METHOD(list_copy)
{
    UNUSED_ARGS;
    return sim_list_slice(world, self, 0, SIM_LIST(self)->length);
}

METHOD(list_extend)
{
    UNUSED_ARGS;
    return none_unless(world, sim_list_extend(world, self, args[0]) < 0);
}

METHOD(list_reverse)
{
    UNUSED_ARGS;
    return none_unless(world, sim_list_reverse(world, self) < 0);
}

METHOD(list_reversed)
{
    UNUSED_ARGS;
    return sim_list_reversed(world, self);
}

METHOD(list_sizeof_method)
{
    UNUSED_ARGS;
    return sim_int_from_size(world, list_sizeof(world, self));
}

METHOD(list_insert)
{
    (void) kwnames;
    int64_t index;
    if (!sim_arg_count(world, "insert", nargs, 2, 2) ||
        !sim_list_index_arg(world, args[0], &index)) {
        return NULL;
    }
    return none_unless(world, sim_list_insert(world, self, index, args[1]) < 0);
}

METHOD(list_pop)
{
    (void) kwnames;
    SimList *list = SIM_LIST(self);
    int64_t index = -1;
    if (!sim_arg_count(world, "pop", nargs, 0, 1) ||
        (nargs > 0 && !sim_list_index_arg(world, args[0], &index))) {
        return NULL;
    }
    if (list->length == 0) {
        return sim_err_format(world, SIM_TYPE_IndexError, "pop from empty list");
    }
    index = index < 0 ? index + list->length : index;
    if (index < 0 || index >= list->length) {
        return sim_err_format(world, SIM_TYPE_IndexError, "pop index out of range");
    }
    SimObject *item = list->items[index];
    if (index == list->length - 1) {
        if (sim_list_resize(world, list, index) < 0) {
            return NULL;
        }
        sim_splice_out(world, self, (size_t) index, 1);
        return item;
    }
    sim_incref(world, item);
    if (sim_list_assign_slice(world, self, index, index + 1, NULL) < 0) {
        sim_decref(world, item);
        return NULL;
    }
    return item;
}

METHOD(list_remove)
{
    UNUSED_ARGS;
    const SimList *list = SIM_LIST(self);
    for (int64_t i = 0; i < list->length; i++) {
        int equal = item_equals(world, list->items[i], args[0]);
        if (equal < 0) {
            return NULL;
        }
        if (equal > 0) {
            return none_unless(world, sim_list_assign_slice(world, self, i, i + 1, NULL) < 0);
        }
    }
    return sim_err_format(world, SIM_TYPE_ValueError, "list.remove(x): x not in list");
}

METHOD(list_index)
{
    (void) kwnames;
    const SimList *list = SIM_LIST(self);
    int64_t start;
    int64_t stop;
    if (!sim_sequence_index_args(world, args, nargs, list->length, &start, &stop)) {
        return NULL;
    }
    for (int64_t i = start; i < stop && i < list->length; i++) {
        int equal = item_equals(world, list->items[i], args[0]);
        if (equal != 0) {
            return equal < 0 ? NULL : sim_int_new(world, i);
        }
    }
    SimObject *text = sim_object_repr(world, args[0]);
    if (text != NULL) {
        sim_err_format(world, SIM_TYPE_ValueError, "%s is not in list", sim_str_utf8(text, NULL));
        sim_decref(world, text);
    }
    return NULL;
}

METHOD(list_count)
{
    UNUSED_ARGS;
    const SimList *list = SIM_LIST(self);
    int64_t count = 0;
    for (int64_t i = 0; i < list->length; i++) {
        if (list->items[i] == args[0]) {
            count++;
            continue;
        }
        int equal = item_equals(world, list->items[i], args[0]);
        if (equal < 0) {
            return NULL;
        }
        count += equal;
    }
    return sim_int_new(world, count);
}

METHOD(list_getitem)
{
    (void) nargs;
    (void) kwnames;
    return sim_list_subscript(world, self, args[0]);
}

METHOD(list_sort)
{
    static const char *const names[] = {"key", "reverse", NULL};
    SimObject *parsed[2];
    if (!sim_arg_parse(world, "sort", names, 0, 0, args, nargs, kwnames, parsed)) {
        return NULL;
    }
    int64_t reverse = 0;
    if (parsed[1] != NULL && !sim_arg_int(world, parsed[1], &reverse)) {
        return NULL;
    }
    return none_unless(world, sim_list_sort(world, self, parsed[0], reverse != 0) < 0);
}

static int
init_from(SimWorld *world, SimObject *self, SimObject *iterable)
{
    sim_list_clear(world, self);
    return iterable == NULL ? 0 : sim_list_extend(world, self, iterable);
}

static int
list_init(SimWorld *world, SimObject *self, SimObject *args, SimObject *kwargs)
{
    static const char *const names[] = {"", NULL};
    SimObject *iterable = NULL;
    bool exact = SIM_IS_LIST_EXACT(world, self);
    if (!sim_arg_parse_tuple(world, "list", names, 0, 1, args, exact ? kwargs : NULL, &iterable)) {
        return -1;
    }
    return init_from(world, self, iterable);
}

static SimObject *
list_type_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    (void) args;
    (void) kwargs;
    SimObject *list = sim_object_alloc(world, type, 0);
    if (list != NULL) {
        sim_gc_track(world, list);
    }
    return list;
}

static SimObject *
list_vectorcall_new(
    SimWorld *world, SimObject *type, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    if (!sim_arg_no_keywords(world, "list", kwnames) ||
        !sim_arg_count(world, "list", nargs, 0, 1)) {
        return NULL;
    }
    SimObject *list = list_type_new(world, (SimType *) (void *) type, NULL, NULL);
    if (list != NULL && nargs > 0 && init_from(world, list, args[0]) < 0) {
        sim_decref(world, list);
        return NULL;
    }
    return list;
}

static const SimTypeSlots slots = {
    .tp_dealloc = list_dealloc,
    .tp_traverse = list_traverse,
    .tp_clear = list_tp_clear,
    .tp_host_free = list_host_free,
    .tp_sizeof = list_sizeof,
    .tp_repr = list_repr,
    .tp_richcompare = list_compare,
    .tp_iter = sim_list_iter,
    .tp_init = list_init,
    .tp_new = list_type_new,
    .tp_vectorcall_new = list_vectorcall_new,
    .sq_length = list_length,
    .sq_concat = list_concat,
    .sq_repeat = list_repeat,
    .sq_item = sim_list_item,
    .sq_ass_item = sim_list_assign_item,
    .sq_contains = list_contains,
    .sq_inplace_concat = list_inplace_concat,
    .sq_inplace_repeat = list_inplace_repeat,
    .mp_length = list_length,
    .mp_subscript = sim_list_subscript,
    .mp_ass_subscript = sim_list_assign_subscript,
};

static const SimMethodDef methods[] = {
    {"__getitem__", list_getitem, SIM_METH_O | SIM_METH_COEXIST},
    {"__reversed__", list_reversed, SIM_METH_NOARGS},
    {"__sizeof__", list_sizeof_method, SIM_METH_NOARGS},
    {"append", list_append, SIM_METH_O},
    {"clear", list_clear, SIM_METH_NOARGS},
    {"copy", list_copy, SIM_METH_NOARGS},
    {"count", list_count, SIM_METH_O},
    {"extend", list_extend, SIM_METH_O},
    {"index", list_index, SIM_METH_FASTCALL},
    {"insert", list_insert, SIM_METH_FASTCALL},
    {"pop", list_pop, SIM_METH_FASTCALL},
    {"remove", list_remove, SIM_METH_O},
    {"reverse", list_reverse, SIM_METH_NOARGS},
    {"sort", list_sort, SIM_METH_KEYWORDS},
    SIM_CLASS_GETITEM,
    {NULL, NULL, 0},
};

const SimTypeSpec sim_spec_LIST = {
    .id = SIM_TYPE_LIST,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 40,
    .host_size = sizeof(SimList),
    .flags = SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_LIST_SUBCLASS |
             SIM_TPFLAGS_SEQUENCE,
    .slots = &slots,
    .methods = methods,
    .doc = "Built-in mutable sequence.",
};
