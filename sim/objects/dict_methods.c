#include "sim/model/freelist.h"
#include "sim/objects/dict_private.h"
#include "sim/objects/id.h"
#include "sim/objects/int.h"
#include "sim/objects/sequence.h"
#include "sim/objects/tuple.h"
#include "sim/objects/typehint.h"

enum {
    BASIC_SIZE = 48
};

static void
dict_dealloc(SimWorld *world, SimObject *object)
{
    sim_gc_untrack(world, object);
    if (!sim_trash_begin(world, object)) {
        return;
    }
    SimDict *dict = SIM_DICT(object);
    SimDictKeys *keys = dict->keys;
    if (dict->values != NULL) {
        sim_dict_record_buffer(world, dict, SIM_LABEL_VALUES, 0);
        sim_dict_split_free(world, dict->shared, dict->values);
    } else if (keys != NULL && keys->addr != 0) {
        sim_dict_record_buffer(world, dict, SIM_LABEL_KEYS, 0);
        sim_dict_keys_free(world, keys);
    }
    dict->keys = NULL;
    dict->shared = NULL;
    dict->values = NULL;
    if (!SIM_IS_DICT_EXACT(world, object) || !sim_freelist_push(world, SIM_FREELIST_DICT, object)) {
        sim_object_release(world, object);
    }
    sim_trash_end(world);
}

static int
traverse(SimObject *object, SimVisit visit, void *data, bool str_keys)
{
    const SimDict *dict = SIM_DICT(object);
    if (dict->values != NULL) {
        for (int i = 0; i < dict->values->capacity; i++) {
            SimObject *value = dict->values->items[i];
            int result = value == NULL ? 0 : visit(value, data);
            if (result != 0) {
                return result;
            }
        }
        return 0;
    }
    const SimDictKeys *keys = dict->keys;
    str_keys = str_keys || (keys != NULL && keys->kind == SIM_KEYS_GENERAL);
    for (int64_t i = 0; keys != NULL && i < keys->nentries; i++) {
        SimObject *value = *sim_dict_value_at(keys, i);
        int result = value == NULL ? 0 : visit(value, data);
        if (result == 0 && value != NULL && str_keys) {
            result = visit(sim_dict_key_at(keys, i), data);
        }
        if (result != 0) {
            return result;
        }
    }
    return 0;
}

int
sim_dict_traverse(SimObject *object, SimVisit visit, void *data)
{
    return traverse(object, visit, data, true);
}

int
sim_dict_traverse_as_collector(SimObject *dict, SimVisit visit, void *data)
{
    return traverse(dict, visit, data, false);
}

void
sim_dict_maybe_untrack(SimWorld *world, SimObject *object)
{
    if (!SIM_IS_DICT_EXACT(world, object) || !sim_gc_is_tracked(object)) {
        return;
    }
    size_t position = 0;
    SimObject *key;
    SimObject *value;
    while (sim_dict_next(object, &position, &key, &value)) {
        if (sim_gc_may_be_tracked(world, value) || sim_gc_may_be_tracked(world, key)) {
            return;
        }
    }
    sim_gc_untrack(world, object);
}

static int
dict_tp_clear(SimWorld *world, SimObject *object)
{
    sim_dict_clear(world, object);
    return 0;
}

void
sim_dict_host_free(SimObject *object)
{
    const SimDict *dict = SIM_DICT(object);
    if (dict->keys != NULL && dict->keys->addr != 0) {
        g_free(dict->keys);
    }
    g_free(dict->values);
    if (dict->shared != NULL && --dict->shared->refs == 0) {
        g_free(dict->shared);
    }
}

static size_t
dict_sizeof(SimWorld *world, SimObject *object)
{
    (void) world;
    const SimDict *dict = SIM_DICT(object);
    size_t size = object->type->basicsize;
    if (dict->values != NULL) {
        /* 3.11 counts a pointer for each name there may be, not the block. */
        size += (size_t) (dict->shared->count + dict->shared->usable) * 8;
        return dict->shared->refs == 1 ? size + SIM_SHARED_KEYS_SIZE : size;
    }
    return dict->keys->addr == 0 ? size : size + sim_dict_keys_size(dict->keys);
}

static SimObject *
dict_repr(SimWorld *world, SimObject *object)
{
    int entered = sim_repr_enter(world, object);
    if (entered != 0) {
        return entered > 0 ? sim_str_new(world, "{...}") : NULL;
    }
    GString *out = g_string_new("{");
    bool failed = false;
    size_t position = 0;
    SimObject *key;
    SimObject *value;
    while (!failed && sim_dict_next(object, &position, &key, &value)) {
        if (out->len > 1) {
            g_string_append(out, ", ");
        }
        sim_incref(world, key);
        sim_incref(world, value);
        failed = sim_repr_append(world, out, key) < 0;
        g_string_append(out, ": ");
        failed = failed || sim_repr_append(world, out, value) < 0;
        sim_decref(world, key);
        sim_decref(world, value);
    }
    g_string_append_c(out, '}');
    sim_repr_leave(world, object);
    return sim_repr_finish(world, out, failed);
}

/* Whether each pair of @a is in @b: 1, 0 or -1. */
static int
pairs_equal(SimWorld *world, SimDict *a, SimDict *b)
{
    if (a->used != b->used) {
        return 0;
    }
    size_t position = 0;
    SimObject *key;
    SimObject *value;
    int64_t hash;
    int equal = 1;
    while (equal > 0 && sim_dict_next_hash(a, &position, &key, &value, &hash)) {
        SimObject *other;
        sim_incref(world, value);
        sim_incref(world, key);
        sim_dict_lookup(world, b, key, hash, &other);
        if (other == NULL) {
            sim_decref(world, key);
            sim_decref(world, value);
            return sim_err_occurred(world) != NULL ? -1 : 0;
        }
        sim_incref(world, other);
        equal = sim_object_compare_bool(world, other, value, SIM_EQ);
        sim_decref(world, other);
        sim_decref(world, key);
        sim_decref(world, value);
    }
    return equal;
}

static SimObject *
dict_compare(SimWorld *world, SimObject *a, SimObject *b, SimCompareOp op)
{
    if (!SIM_IS_DICT(a) || !SIM_IS_DICT(b) || (op != SIM_EQ && op != SIM_NE)) {
        return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    int equal = pairs_equal(world, SIM_DICT(a), SIM_DICT(b));
    return equal < 0 ? NULL : sim_bool_of(world, (equal > 0) == (op == SIM_EQ));
}

static int64_t
dict_length(SimWorld *world, SimObject *object)
{
    (void) world;
    return SIM_DICT(object)->used;
}

static SimObject *
dict_subscript(SimWorld *world, SimObject *object, SimObject *key)
{
    int64_t hash = sim_dict_hash_key(world, key);
    if (hash == -1) {
        return NULL;
    }
    SimObject *value;
    int64_t index = sim_dict_lookup(world, SIM_DICT(object), key, hash, &value);
    if (index == SIM_DICT_ERROR) {
        return NULL;
    }
    if (value != NULL) {
        return sim_newref(world, value);
    }
    if (!SIM_IS_DICT_EXACT(world, object)) {
        SimObject *missing;
        int found = sim_object_lookup_special(world, object, SIM_ID(world, __missing__), &missing);
        if (found != 0) {
            SimObject *result = found < 0 ? NULL : sim_object_call_one(world, missing, key);
            sim_xdecref(world, found < 0 ? NULL : missing);
            return result;
        }
    }
    sim_dict_key_error(world, key);
    return NULL;
}

static int
dict_assign_subscript(SimWorld *world, SimObject *object, SimObject *key, SimObject *value)
{
    return value == NULL ? sim_dict_delete(world, object, key)
                         : sim_dict_set(world, object, key, value);
}

static SimObject *
dict_or(SimWorld *world, SimObject *a, SimObject *b)
{
    if (!SIM_IS_DICT(a) || !SIM_IS_DICT(b)) {
        return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    SimObject *result = sim_dict_copy(world, a);
    if (result != NULL && sim_dict_update_arg(world, result, b) < 0) {
        sim_decref(world, result);
        return NULL;
    }
    return result;
}

static SimObject *
dict_inplace_or(SimWorld *world, SimObject *self, SimObject *other)
{
    return sim_dict_update_arg(world, self, other) < 0 ? NULL : sim_newref(world, self);
}

#define METHOD(name)                                                                               \
    static SimObject *name(SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, \
                           SimObject *kwnames)
#define UNUSED_ARGS                                                                                \
    (void) args;                                                                                   \
    (void) nargs;                                                                                  \
    (void) kwnames

METHOD(dict_contains)
{
    UNUSED_ARGS;
    int found = sim_dict_contains(world, self, args[0]);
    return found < 0 ? NULL : sim_bool_of(world, found > 0);
}

METHOD(dict_getitem)
{
    UNUSED_ARGS;
    return dict_subscript(world, self, args[0]);
}

METHOD(dict_sizeof_method)
{
    UNUSED_ARGS;
    return sim_int_from_size(world, dict_sizeof(world, self));
}

METHOD(dict_get)
{
    (void) kwnames;
    if (!sim_arg_count(world, "get", nargs, 1, 2)) {
        return NULL;
    }
    SimObject *value = sim_dict_get(world, self, args[0]);
    if (value == NULL) {
        if (sim_err_occurred(world) != NULL) {
            return NULL;
        }
        value = nargs > 1 ? args[1] : SIM_NONE(world);
    }
    return sim_newref(world, value);
}

METHOD(dict_setdefault)
{
    (void) kwnames;
    if (!sim_arg_count(world, "setdefault", nargs, 1, 2)) {
        return NULL;
    }
    SimObject *value =
        sim_dict_set_default(world, self, args[0], nargs > 1 ? args[1] : SIM_NONE(world));
    sim_xincref(world, value);
    return value;
}

METHOD(dict_pop)
{
    (void) kwnames;
    if (!sim_arg_count(world, "pop", nargs, 1, 2)) {
        return NULL;
    }
    return sim_dict_pop(world, self, args[0], nargs > 1 ? args[1] : NULL);
}

METHOD(dict_popitem)
{
    UNUSED_ARGS;
    SimDict *dict = SIM_DICT(self);
    SimObject *pair = sim_tuple_new(world, 2);
    if (pair == NULL) {
        return NULL;
    }
    if (dict->used == 0) {
        sim_decref(world, pair);
        return sim_err_format(world, SIM_TYPE_KeyError, "popitem(): dictionary is empty");
    }
    if (sim_dict_is_split(dict) && sim_dict_resize(world, dict, 6, true) < 0) {
        sim_decref(world, pair);
        return NULL;
    }
    SimDictKeys *keys = dict->keys;
    int64_t i = keys->nentries - 1;
    while (*sim_dict_value_at(keys, i) == NULL) {
        i--;
    }
    SimObject *key = sim_dict_key_at(keys, i);
    SimObject *value = *sim_dict_value_at(keys, i);
    int64_t hash =
        keys->kind == SIM_KEYS_GENERAL ? sim_dict_entries(keys)[i].hash : sim_str_hash_fast(key);
    keys->version = 0;
    sim_dict_set_index(keys, sim_dict_find_index(keys, hash, i), SIM_DICT_DUMMY);
    if (keys->kind == SIM_KEYS_GENERAL) {
        sim_dict_entries(keys)[i] = (SimDictEntry){0, NULL, NULL};
    } else {
        sim_dict_unicode_entries(keys)[i] = (SimDictUnicodeEntry){NULL, NULL};
    }
    keys->nentries = i; /* usable stays: the index table has a dummy more */
    dict->used--;
    sim_dict_changed(world, dict);
    SIM_RECORD(world, UNKEY, self->slot, key->slot);
    sim_tuple_set(world, pair, 0, key);
    sim_tuple_set(world, pair, 1, value);
    return pair;
}

METHOD(dict_clear)
{
    UNUSED_ARGS;
    sim_dict_clear(world, self);
    return sim_newref(world, SIM_NONE(world));
}

METHOD(dict_copy)
{
    UNUSED_ARGS;
    return sim_dict_copy(world, self);
}

METHOD(dict_keys)
{
    UNUSED_ARGS;
    return sim_dict_view_new(world, self, SIM_TYPE_DICT_KEYS);
}

METHOD(dict_values)
{
    UNUSED_ARGS;
    return sim_dict_view_new(world, self, SIM_TYPE_DICT_VALUES);
}

METHOD(dict_items)
{
    UNUSED_ARGS;
    return sim_dict_view_new(world, self, SIM_TYPE_DICT_ITEMS);
}

METHOD(dict_reversed)
{
    UNUSED_ARGS;
    return sim_dict_reversed(world, self);
}

METHOD(dict_fromkeys)
{
    (void) kwnames;
    if (!sim_arg_count(world, "fromkeys", nargs, 1, 2)) {
        return NULL;
    }
    return sim_dict_from_keys(world, self, args[0], nargs > 1 ? args[1] : SIM_NONE(world));
}

/* The keyword arguments of a vectorcall, in order. */
static int
set_keywords(SimWorld *world, SimObject *dict, SimObject *const *values, SimObject *kwnames)
{
    for (size_t i = 0; kwnames != NULL && i < sim_tuple_size(kwnames); i++) {
        if (sim_dict_set(world, dict, sim_tuple_get(kwnames, i), values[i]) < 0) {
            return -1;
        }
    }
    return 0;
}

METHOD(dict_update)
{
    if (!sim_arg_count(world, "update", nargs, 0, 1) ||
        (nargs > 0 && sim_dict_update_arg(world, self, args[0]) < 0)) {
        return NULL;
    }
    if (kwnames == NULL) {
        return sim_newref(world, SIM_NONE(world));
    }
    /* The C function gets the keywords as a dict of their own. */
    size_t count = sim_tuple_size(kwnames);
    SimObject *const *names = ((SimTuple *) (void *) kwnames)->items;
    SimObject *kwargs = sim_dict_from_items(world, names, 1, args + nargs, 1, count);
    int result = kwargs == NULL ? -1 : sim_dict_merge(world, self, kwargs, 1);
    sim_xdecref(world, kwargs);
    return result < 0 ? NULL : sim_newref(world, SIM_NONE(world));
}

static SimObject *
dict_type_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    (void) args;
    (void) kwargs;
    SimObject *object = sim_object_alloc(world, type, 0);
    if (object == NULL) {
        return NULL;
    }
    SimDict *dict = SIM_DICT(object);
    dict->keys = SIM_DICT_EMPTY_KEYS;
    sim_dict_changed(world, dict);
    if (type != sim_type(world, SIM_TYPE_DICT)) {
        sim_gc_track(world, object);
    }
    return object;
}

static int
dict_init(SimWorld *world, SimObject *self, SimObject *args, SimObject *kwargs)
{
    size_t count = sim_tuple_size(args);
    if (!sim_arg_count(world, "dict", count, 0, 1)) {
        return -1;
    }
    SimObject *source = count == 0 ? NULL : sim_tuple_get(args, 0);
    return sim_dict_update_from(world, self, source, kwargs);
}

static SimObject *
dict_vectorcall_new(
    SimWorld *world, SimObject *type, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    if (!sim_arg_count(world, "dict", nargs, 0, 1)) {
        return NULL;
    }
    SimObject *dict = dict_type_new(world, (SimType *) (void *) type, NULL, NULL);
    if (dict == NULL) {
        return NULL;
    }
    if ((nargs > 0 && sim_dict_update_arg(world, dict, args[0]) < 0) ||
        set_keywords(world, dict, args + nargs, kwnames) < 0) {
        sim_decref(world, dict);
        return NULL;
    }
    return dict;
}

static const SimTypeSlots slots = {
    .tp_dealloc = dict_dealloc,
    .tp_traverse = sim_dict_traverse,
    .tp_collect = sim_dict_traverse_as_collector,
    .tp_clear = dict_tp_clear,
    .tp_host_free = sim_dict_host_free,
    .tp_sizeof = dict_sizeof,
    .tp_repr = dict_repr,
    .tp_richcompare = dict_compare,
    .tp_iter = sim_dict_iter,
    .tp_init = dict_init,
    .tp_new = dict_type_new,
    .tp_vectorcall_new = dict_vectorcall_new,
    .nb_or = dict_or,
    .nb_inplace_or = dict_inplace_or,
    .sq_contains = sim_dict_contains,
    .mp_length = dict_length,
    .mp_subscript = dict_subscript,
    .mp_ass_subscript = dict_assign_subscript,
};

static const SimMethodDef methods[] = {
    {"__contains__", dict_contains, SIM_METH_O | SIM_METH_COEXIST},
    {"__getitem__", dict_getitem, SIM_METH_O | SIM_METH_COEXIST},
    {"__reversed__", dict_reversed, SIM_METH_NOARGS},
    {"__sizeof__", dict_sizeof_method, SIM_METH_NOARGS},
    {"clear", dict_clear, SIM_METH_NOARGS},
    {"copy", dict_copy, SIM_METH_NOARGS},
    {"fromkeys", dict_fromkeys, SIM_METH_FASTCALL | SIM_METH_CLASS},
    {"get", dict_get, SIM_METH_FASTCALL},
    {"items", dict_items, SIM_METH_NOARGS},
    {"keys", dict_keys, SIM_METH_NOARGS},
    {"pop", dict_pop, SIM_METH_FASTCALL},
    {"popitem", dict_popitem, SIM_METH_NOARGS},
    {"setdefault", dict_setdefault, SIM_METH_FASTCALL},
    {"update", dict_update, SIM_METH_KEYWORDS | SIM_METH_TUPLE},
    {"values", dict_values, SIM_METH_NOARGS},
    SIM_CLASS_GETITEM,
    {NULL, NULL, 0},
};

const SimTypeSpec sim_spec_DICT = {
    .id = SIM_TYPE_DICT,
    .base = SIM_TYPE_OBJECT,
    .basicsize = BASIC_SIZE,
    .host_size = sizeof(SimDict),
    .flags = SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_DICT_SUBCLASS,
    .slots = &slots,
    .methods = methods,
    .doc = "dict() -> new empty dictionary",
};
