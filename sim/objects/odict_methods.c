#include "sim/model/error.h"
#include "sim/objects/classes.h"
#include "sim/objects/id.h"
#include "sim/objects/int.h"
#include "sim/objects/list.h"
#include "sim/objects/odict_private.h"
#include "sim/objects/sequence.h"
#include "sim/objects/tuple.h"
#include "sim/objects/weakref.h"

enum {
    BASIC_SIZE = 112,
    DICT_OFFSET = 96,
    NODE_SIZE = 32,
    POINTER = 8
};

#define METHOD(name)                                                                               \
    static SimObject *name(SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, \
                           SimObject *kwnames)
#define UNUSED_ARGS                                                                                \
    (void) args;                                                                                   \
    (void) nargs;                                                                                  \
    (void) kwnames

static const SimTypeSlots *
dict_slots(SimWorld *world)
{
    return &sim_type(world, SIM_TYPE_DICT)->slots;
}

static SimObject *
none_unless(SimWorld *world, int status)
{
    return status < 0 ? NULL : sim_newref(world, SIM_NONE(world));
}

static void
odict_dealloc(SimWorld *world, SimObject *object)
{
    SimOdict *odict = sim_odict_cast(object);
    sim_gc_untrack(world, object);
    if (!sim_trash_begin(world, object)) {
        return;
    }
    SIM_CLEAR(world, odict->instance_dict);
    sim_weakrefs_clear(world, object);
    sim_odict_clear_nodes(world, odict);
    dict_slots(world)->tp_dealloc(world, object);
    sim_trash_end(world);
}

static int
traverse_own(SimObject *object, SimVisit visit, void *data)
{
    const SimOdict *odict = sim_odict_cast(object);
    int result = odict->instance_dict == NULL ? 0 : visit(odict->instance_dict, data);
    for (SimOdictNode *node = odict->first; result == 0 && node != NULL; node = node->next) {
        result = visit(node->key, data);
    }
    return result;
}

static int
odict_traverse(SimObject *object, SimVisit visit, void *data)
{
    int result = traverse_own(object, visit, data);
    return result != 0 ? result : sim_dict_traverse(object, visit, data);
}

static int
odict_collect(SimObject *object, SimVisit visit, void *data)
{
    int result = traverse_own(object, visit, data);
    return result != 0 ? result : sim_dict_traverse_as_collector(object, visit, data);
}

static int
odict_tp_clear(SimWorld *world, SimObject *object)
{
    SimOdict *odict = sim_odict_cast(object);
    SIM_CLEAR_FIELD(world, object, odict->instance_dict, DICT);
    sim_dict_clear(world, object);
    sim_odict_clear_nodes(world, odict);
    return 0;
}

static void
odict_host_free(SimObject *object)
{
    SimOdict *odict = sim_odict_cast(object);
    SimOdictNode *node = odict->first;
    while (node != NULL) {
        SimOdictNode *next = node->next;
        g_free(node);
        node = next;
    }
    g_free(odict->fast);
    sim_dict_host_free(object);
}

static size_t
odict_sizeof(SimWorld *world, SimObject *object)
{
    const SimOdict *odict = sim_odict_cast(object);
    size_t size = dict_slots(world)->tp_sizeof(world, object);
    size += (size_t) odict->fast_size * POINTER;
    return odict->first == NULL ? size : size + (size_t) odict->dict.used * NODE_SIZE;
}

/* A list of (key, value), for repr. */
static SimObject *
list_pairs(SimWorld *world, SimObject *object)
{
    SimOdict *odict = sim_odict_cast(object);
    SimObject *list = sim_list_new(world, 0);
    for (SimOdictNode *node = odict->first; list != NULL && node != NULL; node = node->next) {
        SimObject *value = sim_dict_get_known(world, object, node->key, node->hash);
        SimObject *both[2] = {node->key, value};
        SimObject *pair = value == NULL ? NULL : sim_tuple_from(world, both, 2);
        if (pair == NULL || sim_list_append(world, list, pair) < 0) {
            SIM_CLEAR(world, list);
        }
        sim_xdecref(world, pair);
    }
    return list;
}

/* list(object.items()) of a subclass. */
static SimObject *
list_items(SimWorld *world, SimObject *object)
{
    SimObject *method = sim_object_getattr_c(world, object, "items");
    SimObject *items = method == NULL ? NULL : sim_object_call_noargs(world, method);
    sim_xdecref(world, method);
    SimObject *list = items == NULL ? NULL : sim_list_from_iterable(world, items);
    sim_xdecref(world, items);
    return list;
}

static SimObject *
odict_repr(SimWorld *world, SimObject *object)
{
    const char *name = sim_type_short_name(object->type);
    if (sim_odict_cast(object)->dict.used == 0) {
        return sim_str_format(world, "%s()", name);
    }
    int entered = sim_repr_enter(world, object);
    if (entered != 0) {
        return entered > 0 ? sim_str_new(world, "...") : NULL;
    }
    SimObject *pairs =
        sim_is_odict_exact(world, object) ? list_pairs(world, object) : list_items(world, object);
    GString *out = g_string_new(name);
    g_string_append_c(out, '(');
    bool failed = pairs == NULL || sim_repr_append(world, out, pairs) < 0;
    g_string_append_c(out, ')');
    sim_xdecref(world, pairs);
    sim_repr_leave(world, object);
    return sim_repr_finish(world, out, failed);
}

/* Whether both have the same keys in the same order: 1, 0 or -1. */
static int
keys_equal(SimWorld *world, const SimOdict *a, const SimOdict *b)
{
    const SimOdictNode *left = a->first;
    const SimOdictNode *right = b->first;
    int equal = 1;
    while (equal > 0 && left != NULL && right != NULL) {
        equal = sim_object_compare_bool(world, left->key, right->key, SIM_EQ);
        left = left->next;
        right = right->next;
    }
    return equal <= 0 ? equal : left == NULL && right == NULL;
}

static SimObject *
odict_compare(SimWorld *world, SimObject *a, SimObject *b, SimCompareOp op)
{
    if (!sim_is_odict(world, a) || !SIM_IS_DICT(b) || (op != SIM_EQ && op != SIM_NE)) {
        return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    SimObject *result = dict_slots(world)->tp_richcompare(world, a, b, op);
    SimObject *different = op == SIM_EQ ? world->false_object : world->true_object;
    if (result == NULL || !sim_is_odict(world, b) || result == different) {
        return result;
    }
    sim_decref(world, result);
    int equal = keys_equal(world, sim_odict_cast(a), sim_odict_cast(b));
    return equal < 0 ? NULL : sim_bool_of(world, (equal > 0) == (op == SIM_EQ));
}

static SimObject *
odict_iter(SimWorld *world, SimObject *object)
{
    return sim_odict_iter_of(world, object, SIM_ODICT_KEYS);
}

static int
odict_assign(SimWorld *world, SimObject *object, SimObject *key, SimObject *value)
{
    return value == NULL ? sim_odict_delete(world, object, key)
                         : sim_odict_set(world, object, key, value);
}

static int
update_kwargs(SimWorld *world, SimObject *self, SimObject *kwargs)
{
    if (kwargs == NULL || sim_dict_size(kwargs) == 0) {
        return 0;
    }
    SimObject *items = sim_dict_items(world, kwargs);
    int status = items == NULL ? -1 : sim_odict_add_pairs(world, self, items);
    sim_xdecref(world, items);
    return status;
}

static int
odict_init(SimWorld *world, SimObject *self, SimObject *args, SimObject *kwargs)
{
    size_t count = sim_tuple_size(args);
    if (count > 1) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "expected at most 1 arguments, got %" G_GSIZE_FORMAT, count);
        return -1;
    }
    if (count == 1 && sim_odict_update_arg(world, self, sim_tuple_get(args, 0)) < 0) {
        return -1;
    }
    return update_kwargs(world, self, kwargs);
}

METHOD(odict_update)
{
    if (nargs > 1) {
        return sim_err_format(
            world, SIM_TYPE_TypeError,
            "update() takes at most 1 positional argument (%" G_GSIZE_FORMAT " given)", nargs);
    }
    if (nargs == 1 && sim_odict_update_arg(world, self, args[0]) < 0) {
        return NULL;
    }
    if (kwnames == NULL) {
        return sim_newref(world, SIM_NONE(world));
    }
    SimObject *kwargs = sim_call_keywords_dict(world, args + nargs, kwnames);
    int status = kwargs == NULL ? -1 : update_kwargs(world, self, kwargs);
    sim_xdecref(world, kwargs);
    return none_unless(world, status);
}

static SimObject *
odict_or(SimWorld *world, SimObject *a, SimObject *b)
{
    SimObject *self = sim_is_odict(world, a) ? a : b;
    if (!SIM_IS_DICT(self == a ? b : a)) {
        return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    SimObject *made = sim_object_call_one(world, &self->type->ob, a);
    if (made != NULL && sim_odict_update_arg(world, made, b) < 0) {
        SIM_CLEAR(world, made);
    }
    return made;
}

static SimObject *
odict_inplace_or(SimWorld *world, SimObject *self, SimObject *other)
{
    return sim_odict_update_arg(world, self, other) < 0 ? NULL : sim_newref(world, self);
}

METHOD(odict_fromkeys)
{
    static const char *const names[] = {"iterable", "value", NULL};
    SimObject *out[2] = {NULL, NULL};
    if (!sim_arg_parse(world, "fromkeys", names, 1, 2, args, nargs, kwnames, out)) {
        return NULL;
    }
    return sim_dict_from_keys(world, self, out[0], out[1] == NULL ? SIM_NONE(world) : out[1]);
}

METHOD(odict_setdefault)
{
    static const char *const names[] = {"key", "default", NULL};
    SimObject *out[2] = {NULL, NULL};
    if (!sim_arg_parse(world, "setdefault", names, 1, 2, args, nargs, kwnames, out)) {
        return NULL;
    }
    SimObject *otherwise = out[1] == NULL ? SIM_NONE(world) : out[1];
    if (sim_is_odict_exact(world, self)) {
        SimObject *value = sim_dict_get(world, self, out[0]);
        if (value == NULL && (sim_err_occurred(world) != NULL ||
                              sim_odict_set(world, self, out[0], otherwise) < 0)) {
            return NULL;
        }
        return sim_newref(world, value == NULL ? otherwise : value);
    }
    int found = sim_object_contains(world, self, out[0]);
    if (found != 0) {
        return found < 0 ? NULL : sim_object_getitem(world, self, out[0]);
    }
    int status = sim_object_setitem(world, self, out[0], otherwise);
    return status < 0 ? NULL : sim_newref(world, otherwise);
}

METHOD(odict_pop)
{
    static const char *const names[] = {"key", "default", NULL};
    SimObject *out[2] = {NULL, NULL};
    if (!sim_arg_parse(world, "pop", names, 1, 2, args, nargs, kwnames, out)) {
        return NULL;
    }
    int64_t hash = sim_object_hash(world, out[0]);
    return hash == -1 ? NULL : sim_odict_pop_known(world, self, out[0], out[1], hash);
}

/* The truth of the argument `last`: 1, 0 or -1. */
static int
get_last(SimWorld *world, SimObject *argument)
{
    return argument == NULL ? 1 : sim_object_is_true(world, argument);
}

METHOD(odict_popitem)
{
    static const char *const names[] = {"last", NULL};
    SimObject *argument = NULL;
    if (!sim_arg_parse(world, "popitem", names, 0, 1, args, nargs, kwnames, &argument)) {
        return NULL;
    }
    int last = get_last(world, argument);
    const SimOdict *odict = sim_odict_cast(self);
    if (last < 0) {
        return NULL;
    }
    if (odict->first == NULL) {
        return sim_err_format(world, SIM_TYPE_KeyError, "dictionary is empty");
    }
    const SimOdictNode *node = last > 0 ? odict->last : odict->first;
    SimObject *pair[2] = {sim_newref(world, node->key), NULL};
    pair[1] = sim_odict_pop_known(world, self, pair[0], NULL, node->hash);
    if (pair[1] == NULL) {
        sim_decref(world, pair[0]);
        return NULL;
    }
    return sim_tuple_from_stolen(world, pair, 2);
}

METHOD(odict_move_to_end)
{
    static const char *const names[] = {"key", "last", NULL};
    SimObject *out[2] = {NULL, NULL};
    if (!sim_arg_parse(world, "move_to_end", names, 1, 2, args, nargs, kwnames, out)) {
        return NULL;
    }
    int last = get_last(world, out[1]);
    SimOdict *odict = sim_odict_cast(self);
    if (last < 0) {
        return NULL;
    }
    SimOdictNode *node = last > 0 ? odict->last : odict->first;
    if (node != NULL && node->key == out[0]) {
        return sim_newref(world, SIM_NONE(world));
    }
    node = sim_odict_find(world, odict, out[0]);
    if (node == NULL) {
        if (sim_err_occurred(world) == NULL) {
            sim_dict_key_error(world, out[0]);
        }
        return NULL;
    }
    sim_odict_move(world, odict, node, last > 0);
    return sim_newref(world, SIM_NONE(world));
}

METHOD(odict_clear)
{
    UNUSED_ARGS;
    sim_dict_clear(world, self);
    sim_odict_clear_nodes(world, sim_odict_cast(self));
    return sim_newref(world, SIM_NONE(world));
}

/* One pair of a copy: of a subclass by its own methods. */
static int
copy_pair(SimWorld *world, SimObject *self, SimObject *copy, const SimOdictNode *node)
{
    if (sim_is_odict_exact(world, self)) {
        SimObject *value = sim_dict_get(world, self, node->key);
        return value == NULL ? -1 : sim_odict_set_known(world, copy, node->key, value, node->hash);
    }
    SimObject *value = sim_object_getitem(world, self, node->key);
    int status = value == NULL ? -1 : sim_object_setitem(world, copy, node->key, value);
    sim_xdecref(world, value);
    return status;
}

METHOD(odict_copy)
{
    UNUSED_ARGS;
    SimObject *copy = sim_is_odict_exact(world, self)
                          ? dict_slots(world)->tp_new(world, self->type, NULL, NULL)
                          : sim_object_call_noargs(world, &self->type->ob);
    const SimOdictNode *node = sim_odict_cast(self)->first;
    for (; copy != NULL && node != NULL; node = node->next) {
        if (copy_pair(world, self, copy, node) < 0) {
            SIM_CLEAR(world, copy);
        }
    }
    return copy;
}

METHOD(odict_reversed)
{
    UNUSED_ARGS;
    return sim_odict_iter_of(world, self, SIM_ODICT_KEYS | SIM_ODICT_REVERSED);
}

METHOD(odict_keys)
{
    UNUSED_ARGS;
    return sim_dict_view_new(world, self, SIM_TYPE_ODICT_KEYS);
}

METHOD(odict_values)
{
    UNUSED_ARGS;
    return sim_dict_view_new(world, self, SIM_TYPE_ODICT_VALUES);
}

METHOD(odict_items)
{
    UNUSED_ARGS;
    return sim_dict_view_new(world, self, SIM_TYPE_ODICT_ITEMS);
}

METHOD(odict_sizeof_method)
{
    UNUSED_ARGS;
    return sim_int_from_size(world, odict_sizeof(world, self));
}

/* The attributes set on the object, or None. */
static SimObject *
instance_state(SimWorld *world, SimObject *self)
{
    SimObject *dict = sim_object_getattr(world, self, SIM_ID(world, __dict__));
    int64_t length = dict == NULL ? -1 : sim_object_length(world, dict);
    if (length > 0) {
        return dict;
    }
    sim_xdecref(world, dict);
    return length < 0 ? NULL : sim_newref(world, SIM_NONE(world));
}

/* (type, (), state, None, iterator of items): what copy.deepcopy works with. */
METHOD(odict_reduce)
{
    UNUSED_ARGS;
    SimObject *state = instance_state(world, self);
    SimObject *method =
        state == NULL ? NULL : sim_object_getattr(world, self, SIM_ID(world, items));
    SimObject *items = method == NULL ? NULL : sim_object_call_noargs(world, method);
    SimObject *iterator = items == NULL ? NULL : sim_object_iter(world, items);
    sim_xdecref(world, method);
    sim_xdecref(world, items);
    if (iterator == NULL) {
        sim_xdecref(world, state);
        return NULL;
    }
    SimObject *parts[5] = {sim_newref(world, &self->type->ob),
                           sim_newref(world, world->empty_tuple), state,
                           sim_newref(world, SIM_NONE(world)), iterator};
    return sim_tuple_from_stolen(world, parts, 5);
}

static const SimTypeSlots slots = {
    .tp_dealloc = odict_dealloc,
    .tp_traverse = odict_traverse,
    .tp_collect = odict_collect,
    .tp_clear = odict_tp_clear,
    .tp_host_free = odict_host_free,
    .tp_sizeof = odict_sizeof,
    .tp_repr = odict_repr,
    .tp_richcompare = odict_compare,
    .tp_iter = odict_iter,
    .tp_init = odict_init,
    .nb_or = odict_or,
    .nb_inplace_or = odict_inplace_or,
    .mp_ass_subscript = odict_assign,
};

static const SimMethodDef methods[] = {
    {"fromkeys", odict_fromkeys, SIM_METH_KEYWORDS | SIM_METH_CLASS},
    {"__sizeof__", odict_sizeof_method, SIM_METH_NOARGS},
    {"__reduce__", odict_reduce, SIM_METH_NOARGS},
    {"setdefault", odict_setdefault, SIM_METH_KEYWORDS},
    {"pop", odict_pop, SIM_METH_KEYWORDS},
    {"popitem", odict_popitem, SIM_METH_KEYWORDS},
    {"keys", odict_keys, SIM_METH_NOARGS},
    {"values", odict_values, SIM_METH_NOARGS},
    {"items", odict_items, SIM_METH_NOARGS},
    {"update", odict_update, SIM_METH_KEYWORDS},
    {"clear", odict_clear, SIM_METH_NOARGS},
    {"copy", odict_copy, SIM_METH_NOARGS},
    {"__reversed__", odict_reversed, SIM_METH_NOARGS},
    {"move_to_end", odict_move_to_end, SIM_METH_KEYWORDS},
    {NULL, NULL, 0},
};

static const SimGetSetDef getset[] = {
    {"__dict__", sim_object_get_dict, sim_object_set_dict},
    {NULL, NULL, NULL},
};

const SimTypeSpec sim_spec_ODICT = {
    .id = SIM_TYPE_ODICT,
    .base = SIM_TYPE_DICT,
    .basicsize = BASIC_SIZE,
    .host_size = sizeof(SimOdict),
    .flags = SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_HAVE_WEAKREFS,
    .slots = &slots,
    .methods = methods,
    .getset = getset,
    .doc = "Dictionary that remembers insertion order",
    .dictoffset_host = offsetof(SimOdict, instance_dict),
    .dictoffset = DICT_OFFSET,
};
