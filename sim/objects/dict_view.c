#include "sim/objects/dict_private.h"
#include "sim/objects/list.h"
#include "sim/objects/sequence.h"
#include "sim/objects/set.h"
#include "sim/objects/tuple.h"

static inline SimDictView *
as_view(SimObject *object)
{
    return (SimDictView *) (void *) object;
}

SimObject *
sim_dict_view_new(SimWorld *world, SimObject *dict, SimTypeId type)
{
    SimObject *object = sim_object_alloc(world, sim_type(world, type), 0);
    if (object == NULL) {
        return NULL;
    }
    as_view(object)->dict = SIM_DICT(sim_newref(world, dict));
    SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_OBJECT, dict->slot);
    sim_gc_track(world, object);
    return object;
}

static void
view_dealloc(SimWorld *world, SimObject *object)
{
    sim_gc_untrack(world, object);
    sim_decref(world, &as_view(object)->dict->ob);
    sim_object_release(world, object);
}

static int
view_traverse(SimObject *object, SimVisit visit, void *data)
{
    return visit(&as_view(object)->dict->ob, data);
}

static int64_t
view_length(SimWorld *world, SimObject *object)
{
    (void) world;
    return as_view(object)->dict->used;
}

static SimObject *
view_repr(SimWorld *world, SimObject *object)
{
    int entered = sim_repr_enter(world, object);
    if (entered != 0) {
        return entered > 0 ? sim_str_new(world, "...") : NULL;
    }
    SimObject *items = sim_list_from_iterable(world, object);
    GString *out = g_string_new(object->type->name);
    g_string_append_c(out, '(');
    bool failed = items == NULL || sim_repr_append(world, out, items) < 0;
    g_string_append_c(out, ')');
    sim_xdecref(world, items);
    sim_repr_leave(world, object);
    return sim_repr_finish(world, out, failed);
}

static SimTypeId
iterator_type(const SimObject *view, bool reverse)
{
    switch (view->type->id) {
    case SIM_TYPE_DICT_KEYS:
        return reverse ? SIM_TYPE_DICT_REVERSE_KEY_ITERATOR : SIM_TYPE_DICT_KEY_ITERATOR;
    case SIM_TYPE_DICT_VALUES:
        return reverse ? SIM_TYPE_DICT_REVERSE_VALUE_ITERATOR : SIM_TYPE_DICT_VALUE_ITERATOR;
    default:
        return reverse ? SIM_TYPE_DICT_REVERSE_ITEM_ITERATOR : SIM_TYPE_DICT_ITEM_ITERATOR;
    }
}

static SimObject *
view_iter(SimWorld *world, SimObject *object)
{
    return sim_dict_iter_of(world, as_view(object)->dict, iterator_type(object, false));
}

#define METHOD(name)                                                                               \
    static SimObject *name(SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, \
                           SimObject *kwnames)
#define UNUSED_ARGS                                                                                \
    (void) args;                                                                                   \
    (void) nargs;                                                                                  \
    (void) kwnames

METHOD(view_reversed)
{
    UNUSED_ARGS;
    return sim_dict_iter_of(world, as_view(self)->dict, iterator_type(self, true));
}

static SimObject *
view_mapping(SimWorld *world, SimObject *self)
{
    SimObject *proxy_type = &sim_type(world, SIM_TYPE_MAPPINGPROXY)->ob;
    return sim_object_call_one(world, proxy_type, &as_view(self)->dict->ob);
}

static int
keys_contain(SimWorld *world, SimObject *object, SimObject *key)
{
    return sim_dict_contains(world, &as_view(object)->dict->ob, key);
}

static int
items_contain(SimWorld *world, SimObject *object, SimObject *pair)
{
    if (!SIM_IS_TUPLE(pair) || sim_tuple_size(pair) != 2) {
        return 0;
    }
    SimObject *found = sim_dict_get(world, &as_view(object)->dict->ob, sim_tuple_get(pair, 0));
    if (found == NULL) {
        return sim_err_occurred(world) != NULL ? -1 : 0;
    }
    sim_incref(world, found);
    int equal = sim_object_compare_bool(world, found, sim_tuple_get(pair, 1), SIM_EQ);
    sim_decref(world, found);
    return equal;
}

static bool
is_keys(const SimObject *object)
{
    return object->type->id == SIM_TYPE_DICT_KEYS || object->type->id == SIM_TYPE_ODICT_KEYS;
}

static bool
is_view_with_set_ops(const SimObject *object)
{
    return is_keys(object) || object->type->id == SIM_TYPE_DICT_ITEMS ||
           object->type->id == SIM_TYPE_ODICT_ITEMS;
}

static bool
is_set_like(const SimObject *object)
{
    return SIM_IS_ANYSET(object) || is_view_with_set_ops(object);
}

/* Whether every element of @a is in @b: 1, 0 or -1. */
static int
all_contained_in(SimWorld *world, SimObject *a, SimObject *b)
{
    SimObject *iterator = sim_object_iter(world, a);
    if (iterator == NULL) {
        return -1;
    }
    int contained = 1;
    while (contained > 0) {
        SimObject *item = sim_iter_next(world, iterator);
        if (item == NULL) {
            contained = sim_err_occurred(world) != NULL ? -1 : 1;
            break;
        }
        contained = sim_object_contains(world, b, item);
        sim_decref(world, item);
    }
    sim_decref(world, iterator);
    return contained;
}

static SimObject *
view_compare(SimWorld *world, SimObject *self, SimObject *other, SimCompareOp op)
{
    if (!is_set_like(other)) {
        return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    int64_t left = as_view(self)->dict->used;
    int64_t right = sim_object_length(world, other);
    if (right < 0) {
        return NULL;
    }
    int ok = 0;
    switch (op) {
    case SIM_NE:
    case SIM_EQ:
        ok = left == right ? all_contained_in(world, self, other) : 0;
        ok = op == SIM_NE && ok >= 0 ? !ok : ok;
        break;
    case SIM_LT:
        ok = left < right ? all_contained_in(world, self, other) : 0;
        break;
    case SIM_LE:
        ok = left <= right ? all_contained_in(world, self, other) : 0;
        break;
    case SIM_GT:
        ok = left > right ? all_contained_in(world, other, self) : 0;
        break;
    case SIM_GE:
        ok = left >= right ? all_contained_in(world, other, self) : 0;
        break;
    }
    return ok < 0 ? NULL : sim_bool_of(world, ok > 0);
}

/* A new set of the view's elements; a keys view of a plain dict gives its dict. */
static SimObject *
to_set(SimWorld *world, SimObject *self)
{
    SimObject *dict = &as_view(self)->dict->ob;
    return sim_set_new(world, is_keys(self) && SIM_IS_DICT_EXACT(world, dict) ? dict : self);
}

typedef int (*SetUpdate)(SimWorld *world, SimObject *set, SimObject *other);

static SimObject *
updated_set(SimWorld *world, SimObject *self, SimObject *other, SetUpdate update)
{
    SimObject *set = to_set(world, self);
    if (set != NULL && update(world, set, other) < 0) {
        sim_decref(world, set);
        return NULL;
    }
    return set;
}

static SimObject *
view_subtract(SimWorld *world, SimObject *self, SimObject *other)
{
    return updated_set(world, self, other, sim_set_difference_update);
}

static SimObject *
view_or(SimWorld *world, SimObject *self, SimObject *other)
{
    return updated_set(world, self, other, sim_set_update);
}

static SimObject *
view_xor(SimWorld *world, SimObject *self, SimObject *other)
{
    return updated_set(world, self, other, sim_set_symmetric_difference_update);
}

static int
add_common(SimWorld *world, SimObject *result, SimObject *view, SimObject *iterable)
{
    SimObject *iterator = sim_object_iter(world, iterable);
    if (iterator == NULL) {
        return -1;
    }
    bool keys = is_keys(view);
    int status = 0;
    while (status >= 0) {
        SimObject *item = sim_iter_next(world, iterator);
        if (item == NULL) {
            status = sim_err_occurred(world) != NULL ? -1 : 0;
            break;
        }
        status = keys ? keys_contain(world, view, item) : items_contain(world, view, item);
        if (status > 0) {
            status = sim_set_add(world, result, item);
        }
        sim_decref(world, item);
    }
    sim_decref(world, iterator);
    return status;
}

static SimObject *
view_and(SimWorld *world, SimObject *self, SimObject *other)
{
    /* other & view: the view is the one with the method */
    if (!is_view_with_set_ops(self)) {
        SimObject *swapped = other;
        other = self;
        self = swapped;
    }
    int64_t length = as_view(self)->dict->used;
    if (is_view_with_set_ops(other) && as_view(other)->dict->used > length) {
        SimObject *swapped = other;
        other = self;
        self = swapped;
        length = as_view(self)->dict->used;
    }
    if (other->type == sim_type(world, SIM_TYPE_SET) && (int64_t) sim_set_size(other) >= length) {
        return sim_set_intersection(world, other, self);
    }
    SimObject *result = sim_set_new(world, NULL);
    if (result != NULL && add_common(world, result, self, other) < 0) {
        sim_decref(world, result);
        return NULL;
    }
    return result;
}

METHOD(view_isdisjoint)
{
    UNUSED_ARGS;
    SimObject *other = args[0];
    if (self == other) {
        return sim_bool_of(world, as_view(self)->dict->used == 0);
    }
    if (is_set_like(other)) {
        int64_t length = sim_object_length(world, other);
        if (length < 0) {
            return NULL;
        }
        if (length > as_view(self)->dict->used) {
            SimObject *swapped = other;
            other = self;
            self = swapped;
        }
    }
    SimObject *iterator = sim_object_iter(world, other);
    int contained = iterator == NULL ? -1 : 0;
    while (contained == 0) {
        SimObject *item = sim_iter_next(world, iterator);
        if (item == NULL) {
            contained = sim_err_occurred(world) != NULL ? -1 : 0;
            break;
        }
        contained = sim_object_contains(world, self, item);
        sim_decref(world, item);
    }
    sim_xdecref(world, iterator);
    return contained < 0 ? NULL : sim_bool_of(world, contained == 0);
}

static const SimMethodDef set_methods[] = {
    {"isdisjoint", view_isdisjoint, SIM_METH_O},
    {"__reversed__", view_reversed, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

static const SimMethodDef value_methods[] = {
    {"__reversed__", view_reversed, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

static const SimGetSetDef getset[] = {
    {"mapping", view_mapping, NULL},
    {NULL, NULL, NULL},
};

#define COMMON_SLOTS                                                                               \
    .tp_dealloc = view_dealloc, .tp_traverse = view_traverse, .tp_repr = view_repr,                \
    .tp_iter = view_iter, .sq_length = view_length

#define SET_SLOTS                                                                                  \
    .tp_richcompare = view_compare, .nb_subtract = view_subtract, .nb_and = view_and,              \
    .nb_xor = view_xor, .nb_or = view_or

static const SimTypeSlots keys_slots = {
    COMMON_SLOTS,
    SET_SLOTS,
    .sq_contains = keys_contain,
};
static const SimTypeSlots items_slots = {
    COMMON_SLOTS,
    SET_SLOTS,
    .sq_contains = items_contain,
};
static const SimTypeSlots values_slots = {
    COMMON_SLOTS,
};

#define VIEW_TYPE(ID, its_slots, its_methods)                                                      \
    const SimTypeSpec sim_spec_##ID = {                                                            \
        .id = SIM_TYPE_##ID,                                                                       \
        .base = SIM_TYPE_OBJECT,                                                                   \
        .basicsize = 24,                                                                           \
        .host_size = sizeof(SimDictView),                                                          \
        .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_DISALLOW_NEW,                                   \
        .slots = &(its_slots),                                                                     \
        .methods = (its_methods),                                                                  \
        .getset = getset,                                                                          \
    }
VIEW_TYPE(DICT_KEYS, keys_slots, set_methods);
VIEW_TYPE(DICT_VALUES, values_slots, value_methods);
VIEW_TYPE(DICT_ITEMS, items_slots, set_methods);
