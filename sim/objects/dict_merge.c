#include "sim/objects/dict_private.h"
#include "sim/objects/id.h"
#include "sim/objects/list.h"
#include "sim/objects/set.h"
#include "sim/objects/tuple.h"

/* A dict whose iteration is dict's own can be read directly. */
static bool
iterates_as_dict(const SimObject *object)
{
    return SIM_IS_DICT(object) && object->type->slots.tp_iter == sim_dict_iter;
}

SimObject *
sim_dict_copy(SimWorld *world, SimObject *object)
{
    SimDict *dict = SIM_DICT(object);
    if (dict->used == 0) {
        return sim_dict_new(world);
    }
    if (sim_dict_is_split(dict)) {
        return sim_dict_split_copy(world, dict);
    }
    if (iterates_as_dict(object) && dict->used >= dict->keys->nentries * 2 / 3) {
        SimDictKeys *keys = sim_dict_keys_clone(world, dict->keys);
        SimObject *copy = keys == NULL ? NULL : sim_dict_new_with(world, keys, dict->used);
        if (copy == NULL) {
            return NULL;
        }
        if (sim_gc_is_tracked(object)) {
            sim_gc_track(world, copy);
        }
        if (world->trace != NULL) {
            sim_dict_record_all(world, SIM_DICT(copy));
        }
        return copy;
    }
    SimObject *copy = sim_dict_new(world);
    if (copy != NULL && sim_dict_merge(world, copy, object, 1) < 0) {
        sim_decref(world, copy);
        return NULL;
    }
    return copy;
}

/* A table without holes and of the size it would be given: its block is copied as it is. */
static bool
can_clone(const SimDict *other)
{
    const SimDictKeys *keys = other->keys;
    return other->values == NULL && other->used == keys->nentries &&
           (keys->log2_size == SIM_DICT_LOG_MIN_SIZE ||
            sim_dict_usable_of(sim_dict_table_size(keys) / 2) < other->used);
}

static int
merge_clone(SimWorld *world, SimDict *dict, const SimDict *other)
{
    SimDictKeys *keys = sim_dict_keys_clone(world, other->keys);
    if (keys == NULL) {
        return -1;
    }
    SimDictKeys *old = dict->keys;
    SimSharedKeys *shared = dict->shared;
    SimValues *values = dict->values;
    dict->keys = keys;
    dict->shared = NULL;
    dict->values = NULL;
    if (values != NULL) {
        sim_dict_record_buffer(world, dict, SIM_LABEL_VALUES, 0);
        sim_dict_split_free(world, shared, values);
    } else {
        sim_dict_keys_free(world, old);
    }
    dict->used = other->used;
    sim_dict_changed(world, dict);
    sim_dict_record_buffer(world, dict, SIM_LABEL_KEYS, keys->addr);
    if (sim_gc_is_tracked((SimObject *) &other->ob) && !sim_gc_is_tracked(&dict->ob)) {
        sim_gc_track(world, &dict->ob);
    }
    if (world->trace != NULL) {
        sim_dict_record_all(world, dict);
    }
    return 0;
}

static int
merge_pair(
    SimWorld *world, SimDict *dict, SimObject *key, SimObject *value, int64_t hash, int override)
{
    if (override != 1) {
        int present = sim_dict_contains_known(world, dict, key, hash);
        if (present > 0 && override == 2) {
            sim_dict_key_error(world, key);
            return -1;
        }
        if (present != 0) {
            return present < 0 ? -1 : 0;
        }
    }
    sim_incref(world, key);
    sim_incref(world, value);
    return sim_dict_insert(world, dict, key, hash, value);
}

static int
merge_dict(SimWorld *world, SimDict *dict, SimDict *other, int override)
{
    if (other == dict || other->used == 0) {
        return 0;
    }
    if (dict->used == 0) {
        override = 1; /* nothing can be there twice */
        if (can_clone(other)) {
            return merge_clone(world, dict, other);
        }
    }
    /* The split constant stands for a table of 64, as every class's. */
    int64_t size = dict->values != NULL ? 64 : sim_dict_table_size(dict->keys);
    if (sim_dict_usable_of(size) < other->used &&
        sim_dict_resize(world, dict, sim_dict_log2_for_count(dict->used + other->used),
                        other->keys->kind != SIM_KEYS_GENERAL) < 0) {
        return -1;
    }
    SimDictKeys *other_keys = other->keys;
    int64_t entries = other->values != NULL ? other->shared->count : other_keys->nentries;
    size_t position = 0;
    SimObject *key;
    SimObject *value;
    int64_t hash;
    while (sim_dict_next_hash(other, &position, &key, &value, &hash)) {
        sim_incref(world, key);
        sim_incref(world, value);
        int result = merge_pair(world, dict, key, value, hash, override);
        sim_decref(world, value);
        sim_decref(world, key);
        if (result < 0) {
            return -1;
        }
        int64_t now = other->values != NULL ? other->shared->count : other->keys->nentries;
        if (now != entries) {
            sim_err_format(world, SIM_TYPE_RuntimeError, "dict mutated during update");
            return -1;
        }
    }
    return 0;
}

/* PyMapping_Keys as far as it matters here: an iterator over other.keys(). */
static SimObject *
iterate_keys(SimWorld *world, SimObject *other)
{
    SimObject *keys = sim_object_call_method(world, SIM_ID(world, keys), &other, 1);
    SimObject *list = NULL;
    if (keys != NULL && !SIM_IS_LIST_EXACT(world, keys)) {
        list = sim_list_from_iterable(world, keys);
        sim_decref(world, keys);
    } else {
        list = keys;
    }
    SimObject *iterator = list == NULL ? NULL : sim_object_iter(world, list);
    sim_xdecref(world, list);
    return iterator;
}

static int
merge_mapping_key(SimWorld *world, SimObject *dict, SimObject *other, SimObject *key, int override)
{
    if (override != 1) {
        int present = sim_dict_contains(world, dict, key);
        if (present > 0 && override == 2) {
            sim_dict_key_error(world, key);
            return -1;
        }
        if (present != 0) {
            return present < 0 ? -1 : 0;
        }
    }
    SimObject *value = sim_object_getitem(world, other, key);
    if (value == NULL) {
        return -1;
    }
    int result = sim_dict_set(world, dict, key, value);
    sim_decref(world, value);
    return result;
}

int
sim_dict_merge(SimWorld *world, SimObject *dict, SimObject *other, int override)
{
    if (iterates_as_dict(other)) {
        return merge_dict(world, SIM_DICT(dict), SIM_DICT(other), override);
    }
    SimObject *iterator = iterate_keys(world, other);
    if (iterator == NULL) {
        return -1;
    }
    int result = 0;
    while (result == 0) {
        SimObject *key = sim_iter_next(world, iterator);
        if (key == NULL) {
            result = sim_err_occurred(world) != NULL ? -1 : 0;
            break;
        }
        result = merge_mapping_key(world, dict, other, key, override);
        sim_decref(world, key);
    }
    sim_decref(world, iterator);
    return result;
}

/* One element of PyDict_MergeFromSeq2. */
static int
merge_element(SimWorld *world, SimObject *dict, SimObject *element, int64_t number)
{
    SimObject *pair = sim_sequence_fast(world, element, "");
    if (pair == NULL) {
        if (sim_err_clear_if(world, SIM_TYPE_TypeError)) {
            sim_err_format(world, SIM_TYPE_TypeError,
                           "cannot convert dictionary update sequence element #%" G_GINT64_FORMAT
                           " to a sequence",
                           number);
        }
        return -1;
    }
    size_t count;
    SimObject *const *items = sim_sequence_items(pair, &count);
    int result = -1;
    if (count == 2) {
        SimObject *key = sim_newref(world, items[0]);
        SimObject *value = sim_newref(world, items[1]);
        result = sim_dict_set(world, dict, key, value);
        sim_decref(world, key);
        sim_decref(world, value);
    } else {
        sim_err_format(world, SIM_TYPE_ValueError,
                       "dictionary update sequence element #%" G_GINT64_FORMAT
                       " has length %zu; 2 is required",
                       number, count);
    }
    sim_decref(world, pair);
    return result;
}

static int
merge_pairs(SimWorld *world, SimObject *dict, SimObject *pairs)
{
    SimObject *iterator = sim_object_iter(world, pairs);
    if (iterator == NULL) {
        return -1;
    }
    int result = 0;
    for (int64_t number = 0; result == 0; number++) {
        SimObject *element = sim_iter_next(world, iterator);
        if (element == NULL) {
            result = sim_err_occurred(world) != NULL ? -1 : 0;
            break;
        }
        result = merge_element(world, dict, element, number);
        sim_decref(world, element);
    }
    sim_decref(world, iterator);
    return result;
}

int
sim_dict_update(SimWorld *world, SimObject *dict, SimObject *other)
{
    return sim_dict_merge(world, dict, other, 1);
}

int
sim_dict_update_arg(SimWorld *world, SimObject *dict, SimObject *other)
{
    if (SIM_IS_DICT_EXACT(world, other)) {
        return sim_dict_merge(world, dict, other, 1);
    }
    SimObject *keys;
    int found = sim_object_lookup_attr(world, other, SIM_ID(world, keys), &keys);
    if (found < 0) {
        return -1;
    }
    if (found == 0) {
        return merge_pairs(world, dict, other);
    }
    sim_decref(world, keys);
    return sim_dict_merge(world, dict, other, 1);
}

int
sim_dict_update_from(SimWorld *world, SimObject *dict, SimObject *source, SimObject *kwargs)
{
    if (source != NULL && sim_dict_update_arg(world, dict, source) < 0) {
        return -1;
    }
    return kwargs == NULL ? 0 : sim_dict_merge(world, dict, kwargs, 1);
}

/* Keys from a dict or set into a new exact dict: sized for them at once. */
static int
fill_known(SimWorld *world, SimDict *dict, SimObject *iterable, SimObject *value)
{
    bool is_dict = SIM_IS_DICT_EXACT(world, iterable);
    size_t count = is_dict ? sim_dict_size(iterable) : sim_set_size(iterable);
    bool unicode = is_dict && SIM_DICT(iterable)->keys->kind != SIM_KEYS_GENERAL;
    if (sim_dict_resize(world, dict, sim_dict_log2_for_count((int64_t) count), unicode) < 0) {
        return -1;
    }
    size_t position = 0;
    SimObject *key;
    int64_t hash;
    while (is_dict ? sim_dict_next_hash(SIM_DICT(iterable), &position, &key, NULL, &hash)
                   : sim_set_next_hash(iterable, &position, &key, &hash)) {
        sim_incref(world, key);
        sim_incref(world, value);
        if (sim_dict_insert(world, dict, key, hash, value) < 0) {
            return -1;
        }
    }
    return 0;
}

static int
fill_from_iterable(
    SimWorld *world, SimObject *dict, bool exact, SimObject *iterable, SimObject *value)
{
    SimObject *iterator = sim_object_iter(world, iterable);
    if (iterator == NULL) {
        return -1;
    }
    int result = 0;
    while (result == 0) {
        SimObject *key = sim_iter_next(world, iterator);
        if (key == NULL) {
            result = sim_err_occurred(world) != NULL ? -1 : 0;
            break;
        }
        result = exact ? sim_dict_set(world, dict, key, value)
                       : sim_object_setitem(world, dict, key, value);
        sim_decref(world, key);
    }
    sim_decref(world, iterator);
    return result;
}

SimObject *
sim_dict_from_keys(SimWorld *world, SimObject *type, SimObject *iterable, SimObject *value)
{
    SimObject *dict = sim_object_call_noargs(world, type);
    if (dict == NULL) {
        return NULL;
    }
    bool exact = SIM_IS_DICT_EXACT(world, dict);
    int result;
    if (exact && sim_dict_size(dict) == 0 &&
        (SIM_IS_DICT_EXACT(world, iterable) ||
         (SIM_IS_ANYSET(iterable) && (iterable->type == sim_type(world, SIM_TYPE_SET) ||
                                      iterable->type == sim_type(world, SIM_TYPE_FROZENSET))))) {
        result = fill_known(world, SIM_DICT(dict), iterable, value);
    } else {
        result = fill_from_iterable(world, dict, exact, iterable, value);
    }
    if (result < 0) {
        sim_decref(world, dict);
        return NULL;
    }
    return dict;
}
