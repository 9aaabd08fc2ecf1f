#include "sim/objects/dict_private.h"
#include "sim/objects/int.h"
#include "sim/objects/list.h"
#include "sim/objects/reduce.h"
#include "sim/objects/tuple.h"

/* One struct for the six kinds of iterators; `position` counts entries (combined tables) or
 * places of the insertion order (split ones). */
typedef struct {
    SimObject ob;
    SimDict *dict; /* NULL: exhausted */
    int64_t used;  /* of the dict at the start: another number later is an error */
    int64_t position;
    SimObject *result; /* item iterators: a pair used again when nobody else has it */
    int64_t left;
} SimDictIterator;

static inline SimDictIterator *
as_iterator(SimObject *object)
{
    return (SimDictIterator *) (void *) object;
}

static bool
is_item_iterator(SimTypeId id)
{
    return id == SIM_TYPE_DICT_ITEM_ITERATOR || id == SIM_TYPE_DICT_REVERSE_ITEM_ITERATOR;
}

static bool
is_reverse(SimTypeId id)
{
    return id == SIM_TYPE_DICT_REVERSE_KEY_ITERATOR || id == SIM_TYPE_DICT_REVERSE_VALUE_ITERATOR ||
           id == SIM_TYPE_DICT_REVERSE_ITEM_ITERATOR;
}

SimObject *
sim_dict_iter_of(SimWorld *world, SimDict *dict, SimTypeId type)
{
    SimObject *object = sim_object_alloc(world, sim_type(world, type), 0);
    if (object == NULL) {
        return NULL;
    }
    SimDictIterator *self = as_iterator(object);
    sim_incref(world, &dict->ob);
    self->dict = dict;
    self->used = dict->used;
    self->left = dict->used;
    SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_OBJECT, dict->ob.slot);
    if (is_reverse(type)) {
        self->position = (dict->values != NULL ? dict->used : dict->keys->nentries) - 1;
    }
    if (is_item_iterator(type)) {
        SimObject *none[2] = {SIM_NONE(world), SIM_NONE(world)};
        self->result = sim_tuple_from(world, none, 2);
        if (self->result == NULL) {
            sim_decref(world, object);
            return NULL;
        }
        SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_RESULT, self->result->slot);
    }
    sim_gc_track(world, object);
    return object;
}

SimObject *
sim_dict_iter(SimWorld *world, SimObject *dict)
{
    return sim_dict_iter_of(world, SIM_DICT(dict), SIM_TYPE_DICT_KEY_ITERATOR);
}

SimObject *
sim_dict_reversed(SimWorld *world, SimObject *dict)
{
    return sim_dict_iter_of(world, SIM_DICT(dict), SIM_TYPE_DICT_REVERSE_KEY_ITERATOR);
}

static void
iterator_dealloc(SimWorld *world, SimObject *object)
{
    SimDictIterator *self = as_iterator(object);
    sim_gc_untrack(world, object);
    sim_xdecref(world, self->dict == NULL ? NULL : &self->dict->ob);
    sim_xdecref(world, self->result);
    sim_object_release(world, object);
}

static int
iterator_traverse(SimObject *object, SimVisit visit, void *data)
{
    const SimDictIterator *self = as_iterator(object);
    int result = self->dict == NULL ? 0 : visit(&self->dict->ob, data);
    return result != 0 || self->result == NULL ? result : visit(self->result, data);
}

static SimObject *
iterator_self(SimWorld *world, SimObject *object)
{
    return sim_newref(world, object);
}

static void
exhaust(SimWorld *world, SimDictIterator *self)
{
    SimDict *dict = self->dict;
    self->dict = NULL;
    SIM_RECORD(world, FIELD, self->ob.slot, SIM_LABEL_OBJECT, SIM_SLOT_NONE);
    sim_decref(world, &dict->ob);
}

/* False with RuntimeError, once and for all. */
static bool
size_unchanged(SimWorld *world, SimDictIterator *self)
{
    if (G_LIKELY(self->used == self->dict->used)) {
        return true;
    }
    sim_err_format(world, SIM_TYPE_RuntimeError, "dictionary changed size during iteration");
    self->used = -1;
    return false;
}

/* The next pair, borrowed; false at the end or with an exception. */
static bool
step_forward(SimWorld *world, SimDictIterator *self, SimObject **key, SimObject **value)
{
    const SimDict *dict = self->dict;
    if (dict == NULL || !size_unchanged(world, self)) {
        return false;
    }
    int64_t i = self->position;
    if (dict->values != NULL) {
        if (i >= dict->used) {
            exhaust(world, self);
            return false;
        }
        int64_t index = sim_dict_order_at(dict, i);
        *key = dict->shared->names[index];
        *value = dict->values->items[index];
    } else {
        const SimDictKeys *keys = dict->keys;
        while (i < keys->nentries && *sim_dict_value_at(keys, i) == NULL) {
            i++;
        }
        if (i >= keys->nentries) {
            exhaust(world, self);
            return false;
        }
        *key = sim_dict_key_at(keys, i);
        *value = *sim_dict_value_at(keys, i);
    }
    /* More pairs than there were: keys were replaced while their number stayed. */
    if (self->left == 0) {
        sim_err_format(world, SIM_TYPE_RuntimeError, "dictionary keys changed during iteration");
        exhaust(world, self);
        return false;
    }
    self->position = i + 1;
    self->left--;
    return true;
}

static bool
step_backward(SimWorld *world, SimDictIterator *self, SimObject **key, SimObject **value)
{
    const SimDict *dict = self->dict;
    if (dict == NULL || !size_unchanged(world, self)) {
        return false;
    }
    int64_t i = self->position;
    if (i >= 0 && dict->values != NULL) {
        int64_t index = sim_dict_order_at(dict, i);
        *key = dict->shared->names[index];
        *value = dict->values->items[index];
    } else {
        while (i >= 0 && *sim_dict_value_at(dict->keys, i) == NULL) {
            i--;
        }
        if (i >= 0) {
            *key = sim_dict_key_at(dict->keys, i);
            *value = *sim_dict_value_at(dict->keys, i);
        }
    }
    if (i < 0) {
        exhaust(world, self);
        return false;
    }
    self->position = i - 1;
    self->left--;
    return true;
}

/* The pair of an item iterator: its own tuple again when only it has it. */
static SimObject *
make_item(SimWorld *world, SimDictIterator *self, SimObject *key, SimObject *value)
{
    sim_incref(world, key);
    sim_incref(world, value);
    SimObject *result = self->result;
    if (result->refcnt != 1) {
        SimObject *pair[2] = {key, value};
        return sim_tuple_from_stolen(world, pair, 2);
    }
    SimObject *old_key = sim_tuple_get(result, 0);
    SimObject *old_value = sim_tuple_get(result, 1);
    sim_tuple_set(world, result, 0, key);
    sim_tuple_set(world, result, 1, value);
    sim_incref(world, result);
    sim_decref(world, old_key);
    sim_decref(world, old_value);
    if (!sim_gc_is_tracked(result)) {
        sim_gc_track(world, result); /* the collector may have let it go as None, None */
    }
    return result;
}

#define ITERATOR(name, step, expression)                                                           \
    static SimObject *name(SimWorld *world, SimObject *object)                                     \
    {                                                                                              \
        SimDictIterator *self = as_iterator(object);                                               \
        SimObject *key;                                                                            \
        SimObject *value;                                                                          \
        return step(world, self, &key, &value) ? expression : NULL;                                \
    }
ITERATOR(next_key, step_forward, sim_newref(world, key))
ITERATOR(next_value, step_forward, sim_newref(world, value))
ITERATOR(next_item, step_forward, make_item(world, self, key, value))
ITERATOR(previous_key, step_backward, sim_newref(world, key))
ITERATOR(previous_value, step_backward, sim_newref(world, value))
ITERATOR(previous_item, step_backward, make_item(world, self, key, value))

static SimObject *
length_hint(
    SimWorld *world, SimObject *object, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    const SimDictIterator *self = as_iterator(object);
    bool valid = self->dict != NULL && self->used == self->dict->used;
    return sim_int_new(world, valid ? self->left : 0);
}

/* What is left, without taking it. */
static SimObject *
reduce(SimWorld *world, SimObject *object, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    const SimDictIterator *self = as_iterator(object);
    if (self->dict == NULL) {
        return sim_reduced_items(world, sim_list_new(world, 0));
    }
    SimObject *twin = sim_dict_iter_of(world, self->dict, object->type->id);
    if (twin == NULL) {
        return NULL;
    }
    as_iterator(twin)->used = self->used;
    as_iterator(twin)->position = self->position;
    as_iterator(twin)->left = self->left;
    SimObject *items = sim_list_from_iterable(world, twin);
    sim_decref(world, twin);
    return sim_reduced_items(world, items);
}

static const SimMethodDef methods[] = {
    {"__reduce__", reduce, SIM_METH_NOARGS},
    {"__length_hint__", length_hint, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

#define ITERATOR_TYPE(ID, next_function)                                                           \
    static const SimTypeSlots slots_##ID = {                                                       \
        .tp_dealloc = iterator_dealloc,                                                            \
        .tp_traverse = iterator_traverse,                                                          \
        .tp_iter = iterator_self,                                                                  \
        .tp_iternext = next_function,                                                              \
    };                                                                                             \
    const SimTypeSpec sim_spec_##ID = {                                                            \
        .id = SIM_TYPE_##ID,                                                                       \
        .base = SIM_TYPE_OBJECT,                                                                   \
        .basicsize = 56,                                                                           \
        .host_size = sizeof(SimDictIterator),                                                      \
        .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_DISALLOW_NEW,                                   \
        .slots = &slots_##ID,                                                                      \
        .methods = methods,                                                                        \
    }
ITERATOR_TYPE(DICT_KEY_ITERATOR, next_key);
ITERATOR_TYPE(DICT_VALUE_ITERATOR, next_value);
ITERATOR_TYPE(DICT_ITEM_ITERATOR, next_item);
ITERATOR_TYPE(DICT_REVERSE_KEY_ITERATOR, previous_key);
ITERATOR_TYPE(DICT_REVERSE_VALUE_ITERATOR, previous_value);
ITERATOR_TYPE(DICT_REVERSE_ITEM_ITERATOR, previous_item);
