#include "sim/objects/int.h"
#include "sim/objects/list.h"
#include "sim/objects/reduce.h"
#include "sim/objects/sequence.h"
#include "sim/objects/set_private.h"
#include "sim/objects/tuple.h"
#include "sim/objects/typehint.h"
#include "sim/objects/weakref.h"

enum {
    BASIC_SIZE = 200,
    ENTRY_SIZE = 16
};

static void
set_dealloc(SimWorld *world, SimObject *object)
{
    SimSet *set = SIM_SET(object);
    sim_gc_untrack(world, object);
    if (!sim_trash_begin(world, object)) {
        return;
    }
    sim_weakrefs_clear(world, object);
    for (int64_t i = 0; i <= set->mask; i++) {
        if (sim_set_is_active(&set->table[i])) {
            set->used--;
            sim_decref(world, set->table[i].key);
        }
    }
    if (set->table_addr != 0) {
        sim_buffer_free(world, object, SIM_LABEL_KEYS, SIM_DOMAIN_MEM, set->table_addr);
        g_free(set->table);
    }
    sim_object_release(world, object);
    sim_trash_end(world);
}

static int
set_traverse(SimObject *object, SimVisit visit, void *data)
{
    size_t position = 0;
    const SimSetEntry *entry;
    int result = 0;
    while (result == 0 && (entry = sim_set_next_entry(SIM_SET(object), &position)) != NULL) {
        result = visit(entry->key, data);
    }
    return result;
}

static int
set_tp_clear(SimWorld *world, SimObject *object)
{
    sim_set_clear(world, SIM_SET(object));
    return 0;
}

static void
set_host_free(SimObject *object)
{
    if (SIM_SET(object)->table_addr != 0) {
        g_free(SIM_SET(object)->table);
    }
}

static size_t
set_sizeof(SimWorld *world, SimObject *object)
{
    (void) world;
    const SimSet *set = SIM_SET(object);
    size_t table = set->table_addr == 0 ? 0 : ((size_t) set->mask + 1) * ENTRY_SIZE;
    return object->type->basicsize + table;
}

static SimObject *
set_repr(SimWorld *world, SimObject *object)
{
    const char *name = object->type->name;
    int entered = sim_repr_enter(world, object);
    if (entered != 0) {
        return entered > 0 ? sim_str_format(world, "%s(...)", name) : NULL;
    }
    SimObject *text = NULL;
    if (SIM_SET(object)->used == 0) {
        text = sim_str_format(world, "%s()", name);
    } else {
        SimObject *items = sim_list_from_iterable(world, object);
        GString *out = g_string_new(NULL);
        bool failed = items == NULL || sim_repr_append(world, out, items) < 0;
        sim_xdecref(world, items);
        if (!failed) {
            /* The list's brackets become braces. */
            out->str[0] = '{';
            out->str[out->len - 1] = '}';
            if (object->type != sim_type(world, SIM_TYPE_SET)) {
                g_string_prepend_c(out, '(');
                g_string_prepend(out, name);
                g_string_append_c(out, ')');
            }
        }
        text = sim_repr_finish(world, out, failed);
    }
    sim_repr_leave(world, object);
    return text;
}

static uint64_t
shuffle_bits(uint64_t hash)
{
    return (hash ^ UINT64_C(89869747) ^ hash << 16) * UINT64_C(3644798167);
}

/* Independent of the order: members' hashes, shuffled, are xored. */
static int64_t
frozenset_hash(SimWorld *world, SimObject *object)
{
    (void) world;
    SimSet *set = SIM_SET(object);
    if (set->hash != -1) {
        return set->hash;
    }
    uint64_t hash = 0;
    size_t position = 0;
    const SimSetEntry *entry;
    while ((entry = sim_set_next_entry(set, &position)) != NULL) {
        hash ^= shuffle_bits((uint64_t) entry->hash);
    }
    hash ^= ((uint64_t) set->used + 1) * UINT64_C(1927868237);
    hash ^= hash >> 11 ^ hash >> 25;
    hash = hash * 69069 + UINT64_C(907133923);
    set->hash = hash == UINT64_MAX ? 590923713 : (int64_t) hash;
    return set->hash;
}

static int
compare(SimWorld *world, SimObject *a, SimObject *b, SimCompareOp op)
{
    const SimSet *left = SIM_SET(a);
    const SimSet *right = SIM_SET(b);
    switch (op) {
    case SIM_EQ:
        if (left->used != right->used ||
            (left->hash != -1 && right->hash != -1 && left->hash != right->hash)) {
            return 0;
        }
        return sim_set_is_subset(world, a, b);
    case SIM_NE: {
        int equal = compare(world, a, b, SIM_EQ);
        return equal < 0 ? -1 : !equal;
    }
    case SIM_LE:
        return sim_set_is_subset(world, a, b);
    case SIM_GE:
        return sim_set_is_superset(world, a, b);
    case SIM_LT:
        return left->used >= right->used ? 0 : sim_set_is_subset(world, a, b);
    case SIM_GT:
        return left->used <= right->used ? 0 : sim_set_is_superset(world, a, b);
    }
    return -1;
}

static SimObject *
bool_or_null(SimWorld *world, int value)
{
    return value < 0 ? NULL : sim_bool_of(world, value > 0);
}

static SimObject *
set_compare(SimWorld *world, SimObject *a, SimObject *b, SimCompareOp op)
{
    if (!SIM_IS_ANYSET(b)) {
        return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    return bool_or_null(world, compare(world, a, b, op));
}

static int64_t
set_length(SimWorld *world, SimObject *object)
{
    (void) world;
    return SIM_SET(object)->used;
}

/* What set.__contains__, remove and discard do with a key that is a set itself: it is looked
 * for as the frozenset of its members. */
typedef int (*KeyFunc)(SimWorld *world, SimObject *set, SimObject *key);

static int
with_frozen_key(SimWorld *world, SimObject *set, SimObject *key, KeyFunc function)
{
    int result = function(world, set, key);
    if (result >= 0 || !sim_type_has(key->type, SIM_TPFLAGS_SET_SUBCLASS) ||
        !sim_err_clear_if(world, SIM_TYPE_TypeError)) {
        return result;
    }
    SimObject *frozen = sim_frozenset_new(world, key);
    if (frozen == NULL) {
        return -1;
    }
    result = function(world, set, frozen);
    sim_decref(world, frozen);
    return result;
}

static int
set_contains(SimWorld *world, SimObject *set, SimObject *key)
{
    return with_frozen_key(world, set, key, sim_set_contains);
}

static bool
both_sets(const SimObject *a, const SimObject *b)
{
    return SIM_IS_ANYSET(a) && SIM_IS_ANYSET(b);
}

static SimObject *
united(SimWorld *world, SimObject *a, SimObject *b)
{
    SimObject *result = sim_set_copy(world, a);
    if (result != NULL && a != b && sim_set_update(world, result, b) < 0) {
        sim_decref(world, result);
        return NULL;
    }
    return result;
}

static SimObject *
self_if_ok(SimWorld *world, SimObject *self, int status)
{
    return status < 0 ? NULL : sim_newref(world, self);
}

#define OPERATOR(name, condition, expression)                                                      \
    static SimObject *name(SimWorld *world, SimObject *a, SimObject *b)                            \
    {                                                                                              \
        return (condition) ? (expression) : sim_newref(world, SIM_NOT_IMPLEMENTED(world));         \
    }
OPERATOR(set_or, both_sets(a, b), united(world, a, b))
OPERATOR(set_and, both_sets(a, b), sim_set_intersection(world, a, b))
OPERATOR(set_subtract, both_sets(a, b), sim_set_difference(world, a, b))
OPERATOR(set_xor, both_sets(a, b), sim_set_symmetric_difference(world, a, b))
OPERATOR(set_ior, SIM_IS_ANYSET(b), self_if_ok(world, a, sim_set_update(world, a, b)))
OPERATOR(set_iand, SIM_IS_ANYSET(b), self_if_ok(world, a, sim_set_intersection_update(world, a, b)))
OPERATOR(set_isub, SIM_IS_ANYSET(b), self_if_ok(world, a, sim_set_difference_update(world, a, b)))
OPERATOR(set_ixor,
         SIM_IS_ANYSET(b),
         self_if_ok(world, a, sim_set_symmetric_difference_update(world, a, b)))

#define METHOD(name)                                                                               \
    static SimObject *name(SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, \
                           SimObject *kwnames)
#define UNUSED_ARGS                                                                                \
    (void) args;                                                                                   \
    (void) nargs;                                                                                  \
    (void) kwnames

static SimObject *
none_unless(SimWorld *world, bool failed)
{
    return failed ? NULL : sim_newref(world, SIM_NONE(world));
}

METHOD(set_add)
{
    UNUSED_ARGS;
    return none_unless(world, sim_set_add(world, self, args[0]) < 0);
}

METHOD(set_clear)
{
    UNUSED_ARGS;
    sim_set_clear(world, SIM_SET(self));
    return sim_newref(world, SIM_NONE(world));
}

METHOD(set_copy)
{
    UNUSED_ARGS;
    return sim_set_copy(world, self);
}

METHOD(frozenset_copy)
{
    UNUSED_ARGS;
    return self->type == sim_type(world, SIM_TYPE_FROZENSET) ? sim_newref(world, self)
                                                             : sim_set_copy(world, self);
}

METHOD(set_contains_method)
{
    UNUSED_ARGS;
    return bool_or_null(world, set_contains(world, self, args[0]));
}

METHOD(set_discard)
{
    UNUSED_ARGS;
    return none_unless(world, with_frozen_key(world, self, args[0], sim_set_discard) < 0);
}

METHOD(set_remove)
{
    UNUSED_ARGS;
    int found = with_frozen_key(world, self, args[0], sim_set_discard);
    if (found == 0) {
        return sim_err_set_object(world, SIM_TYPE_KeyError, args[0]);
    }
    return none_unless(world, found < 0);
}

METHOD(set_pop)
{
    UNUSED_ARGS;
    SimSet *set = SIM_SET(self);
    if (set->used == 0) {
        return sim_err_format(world, SIM_TYPE_KeyError, "pop from an empty set");
    }
    int64_t i = set->finger & set->mask;
    while (!sim_set_is_active(&set->table[i])) {
        i = i == set->mask ? 0 : i + 1;
    }
    SimObject *key = set->table[i].key;
    set->table[i] = (SimSetEntry){SIM_SET_DUMMY, -1};
    set->used--;
    set->finger = i + 1;
    SIM_RECORD(world, UNKEY, self->slot, key->slot);
    return key;
}

METHOD(set_isdisjoint)
{
    UNUSED_ARGS;
    return bool_or_null(world, sim_set_is_disjoint(world, self, args[0]));
}

METHOD(set_issubset)
{
    UNUSED_ARGS;
    return bool_or_null(world, sim_set_is_subset(world, self, args[0]));
}

METHOD(set_issuperset)
{
    UNUSED_ARGS;
    return bool_or_null(world, sim_set_is_superset(world, self, args[0]));
}

METHOD(set_update)
{
    (void) kwnames;
    for (size_t i = 0; i < nargs; i++) {
        if (sim_set_update(world, self, args[i]) < 0) {
            return NULL;
        }
    }
    return sim_newref(world, SIM_NONE(world));
}

METHOD(set_union)
{
    (void) kwnames;
    SimObject *result = sim_set_copy(world, self);
    for (size_t i = 0; result != NULL && i < nargs; i++) {
        if (args[i] != self && sim_set_update(world, result, args[i]) < 0) {
            SIM_CLEAR(world, result);
        }
    }
    return result;
}

METHOD(set_intersection)
{
    (void) kwnames;
    if (nargs == 0) {
        return sim_set_copy(world, self);
    }
    SimObject *result = sim_newref(world, self);
    for (size_t i = 0; result != NULL && i < nargs; i++) {
        SimObject *next = sim_set_intersection(world, result, args[i]);
        sim_decref(world, result);
        result = next;
    }
    return result;
}

METHOD(set_intersection_update)
{
    SimObject *common = set_intersection(world, self, args, nargs, kwnames);
    if (common == NULL) {
        return NULL;
    }
    sim_set_swap(world, SIM_SET(self), SIM_SET(common));
    sim_decref(world, common);
    return sim_newref(world, SIM_NONE(world));
}

METHOD(set_difference)
{
    (void) kwnames;
    if (nargs == 0) {
        return sim_set_copy(world, self);
    }
    SimObject *result = sim_set_difference(world, self, args[0]);
    for (size_t i = 1; result != NULL && i < nargs; i++) {
        if (sim_set_difference_update(world, result, args[i]) < 0) {
            SIM_CLEAR(world, result);
        }
    }
    return result;
}

METHOD(set_difference_update)
{
    (void) kwnames;
    for (size_t i = 0; i < nargs; i++) {
        if (sim_set_difference_update(world, self, args[i]) < 0) {
            return NULL;
        }
    }
    return sim_newref(world, SIM_NONE(world));
}

METHOD(set_symmetric_difference)
{
    UNUSED_ARGS;
    return sim_set_symmetric_difference(world, self, args[0]);
}

METHOD(set_symmetric_difference_update)
{
    UNUSED_ARGS;
    return none_unless(world, sim_set_symmetric_difference_update(world, self, args[0]) < 0);
}

METHOD(set_sizeof_method)
{
    UNUSED_ARGS;
    return sim_int_from_size(world, set_sizeof(world, self));
}

static SimObject *
set_type_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    (void) args;
    (void) kwargs;
    return sim_set_make(world, type, NULL);
}

static int
set_init(SimWorld *world, SimObject *self, SimObject *args, SimObject *kwargs)
{
    static const char *const names[] = {"", NULL};
    SimObject *iterable = NULL;
    bool exact = self->type == sim_type(world, SIM_TYPE_SET);
    if (!sim_arg_parse_tuple(world, "set", names, 0, 1, args, exact ? kwargs : NULL, &iterable)) {
        return -1;
    }
    sim_set_clear(world, SIM_SET(self));
    return iterable == NULL ? 0 : sim_set_update(world, self, iterable);
}

static SimObject *
set_vectorcall_new(
    SimWorld *world, SimObject *type, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    if (!sim_arg_no_keywords(world, "set", kwnames) || !sim_arg_count(world, "set", nargs, 0, 1)) {
        return NULL;
    }
    return sim_set_make(world, (SimType *) (void *) type, nargs > 0 ? args[0] : NULL);
}

/* make_new_frozenset: frozenset(x) of a frozenset is that one. */
static SimObject *
make_frozenset(SimWorld *world, SimType *type, SimObject *iterable)
{
    SimType *plain = sim_type(world, SIM_TYPE_FROZENSET);
    if (type == plain && iterable != NULL && iterable->type == plain) {
        return sim_newref(world, iterable);
    }
    return sim_set_make(world, type, iterable);
}

static SimObject *
frozenset_type_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    static const char *const names[] = {"", NULL};
    SimObject *iterable = NULL;
    bool exact = type == sim_type(world, SIM_TYPE_FROZENSET);
    if (!sim_arg_parse_tuple(world, "frozenset", names, 0, 1, args, exact ? kwargs : NULL,
                             &iterable)) {
        return NULL;
    }
    return make_frozenset(world, type, iterable);
}

static SimObject *
frozenset_vectorcall_new(
    SimWorld *world, SimObject *type, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    if (!sim_arg_no_keywords(world, "frozenset", kwnames) ||
        !sim_arg_count(world, "frozenset", nargs, 0, 1)) {
        return NULL;
    }
    return make_frozenset(world, (SimType *) (void *) type, nargs > 0 ? args[0] : NULL);
}

#define COMMON_SLOTS                                                                               \
    .tp_dealloc = set_dealloc, .tp_traverse = set_traverse, .tp_clear = set_tp_clear,              \
    .tp_host_free = set_host_free, .tp_sizeof = set_sizeof, .tp_repr = set_repr,                   \
    .tp_richcompare = set_compare, .tp_iter = sim_set_iter, .nb_or = set_or, .nb_and = set_and,    \
    .nb_subtract = set_subtract, .nb_xor = set_xor, .sq_length = set_length,                       \
    .sq_contains = set_contains

static const SimTypeSlots set_slots = {
    COMMON_SLOTS,
    .tp_init = set_init,
    .tp_new = set_type_new,
    .tp_vectorcall_new = set_vectorcall_new,
    .nb_inplace_or = set_ior,
    .nb_inplace_and = set_iand,
    .nb_inplace_subtract = set_isub,
    .nb_inplace_xor = set_ixor,
};

static const SimTypeSlots frozenset_slots = {
    COMMON_SLOTS,
    .tp_hash = frozenset_hash,
    .tp_new = frozenset_type_new,
    .tp_vectorcall_new = frozenset_vectorcall_new,
};

/* (type, ([items],), state) */
static SimObject *
set_reduce(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    SimObject *items = sim_list_from_iterable(world, self);
    SimObject *given = items == NULL ? NULL : sim_tuple_from_stolen(world, &items, 1);
    SimObject *state = given == NULL ? NULL : sim_object_state(world, self, false);
    if (state == NULL) {
        sim_xdecref(world, given);
        return NULL;
    }
    return sim_reduced(world, &self->type->ob, given, state);
}

#define COMMON_METHODS                                                                             \
    {"__contains__", set_contains_method, SIM_METH_O | SIM_METH_COEXIST},                          \
        {"__sizeof__", set_sizeof_method, SIM_METH_NOARGS},                                        \
        {"difference", set_difference, SIM_METH_VARARGS},                                          \
        {"intersection", set_intersection, SIM_METH_VARARGS},                                      \
        {"isdisjoint", set_isdisjoint, SIM_METH_O}, {"issubset", set_issubset, SIM_METH_O},        \
        {"issuperset", set_issuperset, SIM_METH_O},                                                \
        {"symmetric_difference", set_symmetric_difference, SIM_METH_O},                            \
    {                                                                                              \
        "union", set_union, SIM_METH_VARARGS                                                       \
    }

static const SimMethodDef set_method_defs[] = {
    COMMON_METHODS,
    {"__reduce__", set_reduce, SIM_METH_NOARGS},
    SIM_CLASS_GETITEM,
    {"add", set_add, SIM_METH_O},
    {"clear", set_clear, SIM_METH_NOARGS},
    {"copy", set_copy, SIM_METH_NOARGS},
    {"difference_update", set_difference_update, SIM_METH_VARARGS},
    {"discard", set_discard, SIM_METH_O},
    {"intersection_update", set_intersection_update, SIM_METH_VARARGS},
    {"pop", set_pop, SIM_METH_NOARGS},
    {"remove", set_remove, SIM_METH_O},
    {"symmetric_difference_update", set_symmetric_difference_update, SIM_METH_O},
    {"update", set_update, SIM_METH_VARARGS},
    {NULL, NULL, 0},
};

static const SimMethodDef frozenset_method_defs[] = {
    COMMON_METHODS,    {"__reduce__", set_reduce, SIM_METH_NOARGS},
    SIM_CLASS_GETITEM, {"copy", frozenset_copy, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

const SimTypeSpec sim_spec_SET = {
    .id = SIM_TYPE_SET,
    .base = SIM_TYPE_OBJECT,
    .basicsize = BASIC_SIZE,
    .host_size = sizeof(SimSet),
    .flags = SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_HAVE_WEAKREFS |
             SIM_TPFLAGS_SET_SUBCLASS,
    .slots = &set_slots,
    .methods = set_method_defs,
    .doc = "set() -> new empty set object",
};

const SimTypeSpec sim_spec_FROZENSET = {
    .id = SIM_TYPE_FROZENSET,
    .base = SIM_TYPE_OBJECT,
    .basicsize = BASIC_SIZE,
    .host_size = sizeof(SimSet),
    .flags = SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_HAVE_WEAKREFS |
             SIM_TPFLAGS_FROZENSET_SUBCLASS,
    .slots = &frozenset_slots,
    .methods = frozenset_method_defs,
    .doc = "frozenset() -> empty frozenset object",
};
