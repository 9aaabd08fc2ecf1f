#include "sim/objects/dict.h"

#include <string.h>

#include "sim/model/freelist.h"
#include "sim/objects/dict_private.h"
#include "sim/objects/int.h"

enum {
    PERTURB_SHIFT = 5,
    CHANGED = -4,        /* the table changed during a comparison: look again */
    PRESIZE_MAX_LOG = 17 /* 128 Ki places: more only as the dict grows */
};

SimObject *
sim_dict_alloc(SimWorld *world)
{
    SimObject *object = sim_freelist_pop(world, SIM_FREELIST_DICT);
    return object != NULL ? object : sim_object_alloc(world, sim_type(world, SIM_TYPE_DICT), 0);
}

SimObject *
sim_dict_new_with(SimWorld *world, SimDictKeys *keys, int64_t used)
{
    SimObject *object = sim_dict_alloc(world);
    if (object == NULL) {
        sim_dict_keys_free(world, keys);
        return NULL;
    }
    SimDict *dict = SIM_DICT(object);
    dict->keys = keys;
    dict->shared = NULL;
    dict->values = NULL;
    dict->used = used;
    sim_dict_changed(world, dict);
    if (keys->addr != 0) {
        sim_dict_record_buffer(world, dict, SIM_LABEL_KEYS, keys->addr);
    }
    return object;
}

SimObject *
sim_dict_new(SimWorld *world)
{
    return sim_dict_new_with(world, SIM_DICT_EMPTY_KEYS, 0);
}

static SimObject *
new_presized(SimWorld *world, size_t count, bool unicode)
{
    if (count <= (size_t) sim_dict_usable_of(8)) {
        return sim_dict_new(world);
    }
    bool huge = count > (size_t) sim_dict_usable_of((int64_t) 1 << PRESIZE_MAX_LOG);
    unsigned log2_size = huge ? PRESIZE_MAX_LOG : sim_dict_log2_for_count((int64_t) count);
    SimDictKeys *keys = sim_dict_keys_new(world, log2_size, unicode);
    return keys == NULL ? NULL : sim_dict_new_with(world, keys, 0);
}

SimObject *
sim_dict_new_presized(SimWorld *world, size_t count)
{
    return new_presized(world, count, false);
}

SimObject *
sim_dict_from_items(SimWorld *world,
                    SimObject *const *keys,
                    size_t key_step,
                    SimObject *const *values,
                    size_t value_step,
                    size_t count)
{
    bool unicode = true;
    for (size_t i = 0; i < count && unicode; i++) {
        unicode = SIM_IS_STR_EXACT(world, keys[i * key_step]);
    }
    SimObject *dict = new_presized(world, count, unicode);
    for (size_t i = 0; dict != NULL && i < count; i++) {
        if (sim_dict_set(world, dict, keys[i * key_step], values[i * value_step]) < 0) {
            sim_decref(world, dict);
            return NULL;
        }
    }
    return dict;
}

/* A str's hash is at hand; that of a machine-word int is its value. */
int64_t
sim_dict_hash_key(SimWorld *world, SimObject *key)
{
    if (SIM_IS_STR_EXACT(world, key)) {
        return sim_str_hash_fast(key);
    }
    if (SIM_IS_INT_EXACT(world, key)) {
        const SimInt *number = (const SimInt *) (const void *) key;
        if (number->big == NULL && number->value >= 0 && number->value < INT64_MAX >> 3) {
            return number->value;
        }
    }
    return sim_object_hash(world, key);
}

/* Equality of keys with equal hashes; scalar keys are compared without a generic call. */
static int
keys_equal(SimWorld *world, SimObject *stored, SimObject *key)
{
    SimType *type = stored->type;
    if (type == key->type) {
        if (type == sim_type(world, SIM_TYPE_INT)) {
            const SimInt *a = (const SimInt *) (const void *) stored;
            const SimInt *b = (const SimInt *) (const void *) key;
            if (a->big == NULL && b->big == NULL) {
                return a->value == b->value;
            }
        } else if (type == sim_type(world, SIM_TYPE_STR)) {
            return sim_str_equal(stored, key);
        }
    }
    return sim_object_compare_bool(world, stored, key, SIM_EQ);
}

/* The comparison may run code that changes the table: hence the startkey reference and the
 * second look at everything. */
static int64_t
compare_entry(SimWorld *world, SimDict *dict, SimDictKeys *keys, int64_t index, SimObject *key)
{
    SimObject *stored = sim_dict_key_at(keys, index);
    sim_incref(world, stored);
    int equal = keys_equal(world, stored, key);
    sim_decref(world, stored);
    if (equal < 0) {
        return SIM_DICT_ERROR;
    }
    if (G_UNLIKELY(dict->keys != keys || index >= keys->nentries ||
                   sim_dict_key_at(keys, index) != stored)) {
        return CHANGED;
    }
    return equal > 0 ? index : SIM_DICT_EMPTY;
}

static int64_t
find_generic(SimWorld *world, SimDict *dict, SimObject *key, int64_t hash)
{
    SimDictKeys *keys = dict->keys;
    bool general = keys->kind == SIM_KEYS_GENERAL;
    size_t mask = ((size_t) 1 << keys->log2_size) - 1;
    uint64_t perturb = (uint64_t) hash;
    size_t at = (size_t) hash & mask;
    for (;;) {
        int64_t index = sim_dict_get_index(keys, at);
        if (index >= 0) {
            SimObject *stored = sim_dict_key_at(keys, index);
            if (stored == key) {
                return index;
            }
            int64_t its_hash =
                general ? sim_dict_entries(keys)[index].hash : sim_str_hash_fast(stored);
            if (its_hash == hash) {
                int64_t result = compare_entry(world, dict, keys, index, key);
                if (result != SIM_DICT_EMPTY) {
                    return result;
                }
            }
        } else if (index == SIM_DICT_EMPTY) {
            return SIM_DICT_EMPTY;
        }
        perturb >>= PERTURB_SHIFT;
        at = mask & (at * 5 + perturb + 1);
    }
}

int64_t
sim_dict_lookup(SimWorld *world, SimDict *dict, SimObject *key, int64_t hash, SimObject **value)
{
    int64_t index;
    if (dict->keys->kind == SIM_KEYS_UNICODE && SIM_IS_STR_EXACT(world, key)) {
        index = sim_dict_keys_find_str(dict->keys, key, hash);
        *value = index < 0 ? NULL : sim_dict_unicode_entries(dict->keys)[index].value;
        return index;
    }
    do {
        if (dict->values == NULL) {
            index = find_generic(world, dict, key, hash);
        } else if (SIM_IS_STR_EXACT(world, key)) {
            index = sim_shared_keys_find(dict->shared, key);
        } else {
            index = sim_dict_split_find_generic(world, dict, key, hash);
        }
    } while (index == CHANGED);
    if (index < 0) {
        *value = NULL;
    } else if (dict->values != NULL) {
        *value = index < dict->values->capacity ? dict->values->items[index] : NULL;
    } else {
        *value = *sim_dict_value_at(dict->keys, index);
    }
    return index;
}

SimObject *
sim_dict_get_known(SimWorld *world, SimObject *dict, SimObject *key, int64_t hash)
{
    SimObject *value;
    sim_dict_lookup(world, SIM_DICT(dict), key, hash, &value);
    return value;
}

SimObject *
sim_dict_get(SimWorld *world, SimObject *dict, SimObject *key)
{
    int64_t hash = sim_dict_hash_key(world, key);
    return hash == -1 ? NULL : sim_dict_get_known(world, dict, key, hash);
}

SimObject *
sim_dict_get_c(SimWorld *world, SimObject *dict, const char *key)
{
    SimObject *name = sim_str_new(world, key);
    if (name == NULL) {
        return NULL;
    }
    SimObject *value = sim_dict_get(world, dict, name);
    sim_decref(world, name);
    return value;
}

int
sim_dict_contains_known(SimWorld *world, SimDict *dict, SimObject *key, int64_t hash)
{
    SimObject *value;
    int64_t index = sim_dict_lookup(world, dict, key, hash, &value);
    return index == SIM_DICT_ERROR ? -1 : value != NULL;
}

int
sim_dict_contains(SimWorld *world, SimObject *dict, SimObject *key)
{
    int64_t hash = sim_dict_hash_key(world, key);
    return hash == -1 ? -1 : sim_dict_contains_known(world, SIM_DICT(dict), key, hash);
}

void
sim_dict_maintain_tracking(SimWorld *world, SimDict *dict, SimObject *key, SimObject *value)
{
    if (!sim_gc_is_tracked(&dict->ob) &&
        (sim_gc_may_be_tracked(world, key) || sim_gc_may_be_tracked(world, value))) {
        sim_gc_track(world, &dict->ob);
    }
}

/* Moves the pairs of @dict, used of them in order, to @keys, whose entries are empty. */
static void
move_entries(SimWorld *world, SimDict *dict, SimDictKeys *keys)
{
    const SimDictKeys *old = dict->keys;
    size_t mask = ((size_t) 1 << keys->log2_size) - 1;
    int64_t from = 0;
    for (int64_t to = 0; to < dict->used; to++) {
        SimObject *key;
        SimObject *value;
        int64_t hash;
        if (dict->values != NULL) {
            int64_t index = sim_dict_order_at(dict, to);
            key = sim_newref(world, dict->shared->names[index]);
            value = dict->values->items[index];
            hash = sim_str_hash_fast(key);
        } else if (old->kind == SIM_KEYS_GENERAL) {
            const SimDictEntry *entry = &sim_dict_entries(old)[from++];
            while (entry->value == NULL) {
                entry = &sim_dict_entries(old)[from++];
            }
            key = entry->key;
            value = entry->value;
            hash = entry->hash;
        } else {
            const SimDictUnicodeEntry *entry = &sim_dict_unicode_entries(old)[from++];
            while (entry->value == NULL) {
                entry = &sim_dict_unicode_entries(old)[from++];
            }
            key = entry->key;
            value = entry->value;
            hash = sim_str_hash_fast(key);
        }
        if (keys->kind == SIM_KEYS_GENERAL) {
            sim_dict_entries(keys)[to] = (SimDictEntry){hash, key, value};
        } else {
            sim_dict_unicode_entries(keys)[to] = (SimDictUnicodeEntry){key, value};
        }
        uint64_t perturb = (uint64_t) hash;
        size_t at = (size_t) hash & mask;
        while (sim_dict_get_index(keys, at) != SIM_DICT_EMPTY) {
            perturb >>= PERTURB_SHIFT;
            at = mask & (at * 5 + perturb + 1);
        }
        sim_dict_set_index(keys, at, to);
    }
}

int
sim_dict_resize(SimWorld *world, SimDict *dict, unsigned log2_size, bool unicode)
{
    SimDictKeys *old = dict->keys;
    SimSharedKeys *shared = dict->shared;
    SimValues *values = dict->values;
    if (log2_size >= 48) {
        sim_err_no_memory(world);
        return -1;
    }
    SimDictKeys *keys =
        sim_dict_keys_new(world, log2_size, unicode && old->kind != SIM_KEYS_GENERAL);
    if (keys == NULL) {
        return -1;
    }
    move_entries(world, dict, keys);
    keys->usable -= dict->used;
    keys->nentries = dict->used;
    dict->keys = keys;
    dict->shared = NULL;
    dict->values = NULL;
    if (values != NULL) {
        sim_shared_keys_unref(world, shared);
        sim_values_free(world, &dict->ob, values);
    } else {
        sim_dict_keys_drop_block(world, old);
    }
    sim_dict_record_buffer(world, dict, SIM_LABEL_KEYS, keys->addr);
    return 0;
}

int
sim_dict_grow(SimWorld *world, SimDict *dict, bool unicode)
{
    return sim_dict_resize(world, dict, sim_dict_log2_for_size(dict->used * 3), unicode);
}

/* Puts a pair at the end of a combined table's entries; there is room. Takes over both
 * references. */
static void
put_entry(SimWorld *world, SimDict *dict, SimObject *key, int64_t hash, SimObject *value)
{
    SimDictKeys *keys = dict->keys;
    int64_t index = keys->nentries;
    keys->version = 0;
    sim_dict_set_index(keys, sim_dict_find_empty(keys, hash), index);
    if (keys->kind == SIM_KEYS_GENERAL) {
        sim_dict_entries(keys)[index] = (SimDictEntry){hash, key, value};
    } else {
        sim_dict_unicode_entries(keys)[index] = (SimDictUnicodeEntry){key, value};
    }
    keys->usable--;
    keys->nentries++;
    dict->used++;
    sim_dict_changed(world, dict);
    SIM_RECORD(world, KEY, dict->ob.slot, key->slot, value->slot);
}

/* A new pair. Takes over both references, but not on failure. */
static int
add_entry(SimWorld *world, SimDict *dict, SimObject *key, int64_t hash, SimObject *value)
{
    if (dict->values != NULL && sim_dict_split_add(world, dict, key, value)) {
        dict->used++;
        sim_dict_changed(world, dict);
        return 0;
    }
    if (dict->keys->usable <= 0 && sim_dict_grow(world, dict, true) < 0) {
        return -1;
    }
    put_entry(world, dict, key, hash, value);
    return 0;
}

static int
insert_first(SimWorld *world, SimDict *dict, SimObject *key, int64_t hash, SimObject *value)
{
    SimDictKeys *keys =
        sim_dict_keys_new(world, SIM_DICT_LOG_MIN_SIZE, SIM_IS_STR_EXACT(world, key));
    if (keys == NULL) {
        sim_decref(world, key);
        sim_decref(world, value);
        return -1;
    }
    sim_dict_maintain_tracking(world, dict, key, value);
    dict->keys = keys;
    sim_dict_record_buffer(world, dict, SIM_LABEL_KEYS, keys->addr);
    put_entry(world, dict, key, hash, value);
    return 0;
}

/* The pair at @index gets a new value; takes over its reference. */
static void
replace_value(SimWorld *world, SimDict *dict, int64_t index, SimObject *old, SimObject *value)
{
    if (dict->values != NULL) {
        dict->values->items[index] = value;
        if (old == NULL) {
            dict->values->order[dict->values->used++] = (uint8_t) index;
            dict->used++;
        }
    } else {
        *sim_dict_value_at(dict->keys, index) = value;
    }
    sim_dict_changed(world, dict);
    SIM_RECORD(world, KEY, dict->ob.slot, sim_dict_stored_key(dict, index)->slot, value->slot);
}

int
sim_dict_insert(SimWorld *world, SimDict *dict, SimObject *key, int64_t hash, SimObject *value)
{
    SimObject *old;
    if (dict->keys->kind != SIM_KEYS_GENERAL && !SIM_IS_STR_EXACT(world, key) &&
        sim_dict_grow(world, dict, false) < 0) {
        goto fail;
    }
    int64_t index = sim_dict_lookup(world, dict, key, hash, &old);
    if (index == SIM_DICT_ERROR) {
        goto fail;
    }
    sim_dict_maintain_tracking(world, dict, key, value);
    if (index == SIM_DICT_EMPTY) {
        if (add_entry(world, dict, key, hash, value) < 0) {
            goto fail;
        }
        return 0;
    }
    if (old != value) {
        replace_value(world, dict, index, old, value);
    }
    sim_xdecref(world, old);
    sim_decref(world, key);
    return 0;
fail:
    sim_decref(world, value);
    sim_decref(world, key);
    return -1;
}

int
sim_dict_set_known(SimWorld *world, SimObject *dict, SimObject *key, SimObject *value, int64_t hash)
{
    SimDict *self = SIM_DICT(dict);
    sim_incref(world, key);
    sim_incref(world, value);
    if (self->keys == SIM_DICT_EMPTY_KEYS) {
        return insert_first(world, self, key, hash, value);
    }
    return sim_dict_insert(world, self, key, hash, value);
}

int
sim_dict_set(SimWorld *world, SimObject *dict, SimObject *key, SimObject *value)
{
    if (SIM_IS_STR_EXACT(world, key) || SIM_IS_INT_EXACT(world, key)) {
        return sim_dict_set_held(world, dict, key, value);
    }
    /* PyDict_SetItem takes its references before it asks for the hash. */
    sim_incref(world, key);
    sim_incref(world, value);
    int result = sim_dict_set_held(world, dict, key, value);
    sim_decref(world, value);
    sim_decref(world, key);
    return result;
}

int
sim_dict_set_held(SimWorld *world, SimObject *dict, SimObject *key, SimObject *value)
{
    int64_t hash = sim_dict_hash_key(world, key);
    return hash == -1 ? -1 : sim_dict_set_known(world, dict, key, value, hash);
}

int
sim_dict_set_c(SimWorld *world, SimObject *dict, const char *key, SimObject *value)
{
    SimObject *name = sim_str_intern(world, key);
    if (name == NULL) {
        return -1;
    }
    int result = sim_dict_set(world, dict, name, value);
    sim_decref(world, name);
    return result;
}

SimObject *
sim_dict_set_default(SimWorld *world, SimObject *object, SimObject *key, SimObject *value)
{
    SimDict *dict = SIM_DICT(object);
    int64_t hash = sim_dict_hash_key(world, key);
    if (hash == -1) {
        return NULL;
    }
    if (dict->keys == SIM_DICT_EMPTY_KEYS) {
        return sim_dict_set_known(world, object, key, value, hash) < 0 ? NULL : value;
    }
    if (dict->keys->kind != SIM_KEYS_GENERAL && !SIM_IS_STR_EXACT(world, key) &&
        sim_dict_grow(world, dict, false) < 0) {
        return NULL;
    }
    SimObject *found;
    int64_t index = sim_dict_lookup(world, dict, key, hash, &found);
    if (index == SIM_DICT_ERROR || found != NULL) {
        return found;
    }
    if (index == SIM_DICT_EMPTY) {
        sim_incref(world, key);
        sim_incref(world, value);
        if (add_entry(world, dict, key, hash, value) < 0) {
            sim_decref(world, value);
            sim_decref(world, key);
            return NULL;
        }
        sim_dict_maintain_tracking(world, dict, key, value);
        return value;
    }
    sim_incref(world, value);
    sim_dict_maintain_tracking(world, dict, key, value);
    replace_value(world, dict, index, NULL, value);
    return value;
}

void
sim_dict_delete_entry(SimWorld *world, SimDict *dict, int64_t hash, int64_t index, SimObject *value)
{
    SimDictKeys *keys = dict->keys;
    SimObject *key = sim_dict_stored_key(dict, index);
    dict->used--;
    sim_dict_changed(world, dict);
    SIM_RECORD(world, UNKEY, dict->ob.slot, key->slot);
    if (dict->values != NULL) {
        dict->values->items[index] = NULL;
        sim_dict_split_mark_removed(dict->values, index);
    } else {
        keys->version = 0;
        sim_dict_set_index(keys, sim_dict_find_index(keys, hash, index), SIM_DICT_DUMMY);
        if (keys->kind == SIM_KEYS_GENERAL) {
            sim_dict_entries(keys)[index] = (SimDictEntry){0, NULL, NULL};
        } else {
            sim_dict_unicode_entries(keys)[index] = (SimDictUnicodeEntry){NULL, NULL};
        }
        sim_decref(world, key);
    }
    sim_decref(world, value);
}

void
sim_dict_key_error(SimWorld *world, SimObject *key)
{
    sim_err_set_object(world, SIM_TYPE_KeyError, key);
}

int
sim_dict_delete(SimWorld *world, SimObject *dict, SimObject *key)
{
    int64_t hash = sim_dict_hash_key(world, key);
    if (hash == -1) {
        return -1;
    }
    SimObject *value;
    int64_t index = sim_dict_lookup(world, SIM_DICT(dict), key, hash, &value);
    if (index == SIM_DICT_ERROR) {
        return -1;
    }
    if (value == NULL) {
        sim_dict_key_error(world, key);
        return -1;
    }
    sim_dict_delete_entry(world, SIM_DICT(dict), hash, index, value);
    return 0;
}

SimObject *
sim_dict_take_known(SimWorld *world, SimObject *dict, SimObject *key, int64_t hash)
{
    SimObject *value;
    int64_t index = sim_dict_lookup(world, SIM_DICT(dict), key, hash, &value);
    if (index == SIM_DICT_ERROR || value == NULL) {
        return NULL;
    }
    sim_incref(world, value);
    sim_dict_delete_entry(world, SIM_DICT(dict), hash, index, value);
    return value;
}

SimObject *
sim_dict_pop(SimWorld *world, SimObject *dict, SimObject *key, SimObject *otherwise)
{
    SimObject *value = NULL;
    if (SIM_DICT(dict)->used > 0) {
        int64_t hash = sim_dict_hash_key(world, key);
        value = hash == -1 ? NULL : sim_dict_take_known(world, dict, key, hash);
        if (value == NULL && sim_err_occurred(world) != NULL) {
            return NULL;
        }
    }
    if (value == NULL) {
        if (otherwise != NULL) {
            return sim_newref(world, otherwise);
        }
        sim_dict_key_error(world, key);
    }
    return value;
}

bool
sim_dict_next_hash(
    const SimDict *dict, size_t *position, SimObject **key, SimObject **value, int64_t *hash)
{
    const SimDictKeys *keys = dict->keys;
    int64_t i = (int64_t) *position;
    SimObject *its_key;
    SimObject *its_value;
    if (dict->values != NULL) {
        if (i >= dict->used) {
            return false;
        }
        int64_t index = sim_dict_order_at(dict, i);
        its_key = dict->shared->names[index];
        its_value = dict->values->items[index];
    } else {
        while (i < keys->nentries && *sim_dict_value_at(keys, i) == NULL) {
            i++;
        }
        if (i >= keys->nentries) {
            return false;
        }
        its_key = sim_dict_key_at(keys, i);
        its_value = *sim_dict_value_at(keys, i);
    }
    *position = (size_t) i + 1;
    if (key != NULL) {
        *key = its_key;
    }
    if (value != NULL) {
        *value = its_value;
    }
    if (hash != NULL) {
        *hash = keys->kind == SIM_KEYS_GENERAL ? sim_dict_entries(keys)[i].hash
                                               : sim_str_hash_fast(its_key);
    }
    return true;
}

bool
sim_dict_next(const SimObject *dict, size_t *position, SimObject **key, SimObject **value)
{
    return sim_dict_next_hash((const SimDict *) (const void *) dict, position, key, value, NULL);
}

size_t
sim_dict_size(const SimObject *dict)
{
    return (size_t) ((const SimDict *) (const void *) dict)->used;
}

void
sim_dict_clear(SimWorld *world, SimObject *object)
{
    SimDict *dict = SIM_DICT(object);
    SimDictKeys *keys = dict->keys;
    SimSharedKeys *shared = dict->shared;
    SimValues *values = dict->values;
    if (keys == SIM_DICT_EMPTY_KEYS) {
        return;
    }
    dict->keys = SIM_DICT_EMPTY_KEYS;
    dict->shared = NULL;
    dict->values = NULL;
    dict->used = 0;
    sim_dict_changed(world, dict);
    SIM_RECORD(world, CLEAR, object->slot);
    sim_dict_record_buffer(world, dict, values != NULL ? SIM_LABEL_VALUES : SIM_LABEL_KEYS, 0);
    if (values != NULL) {
        sim_dict_split_free(world, shared, values);
    } else {
        sim_dict_keys_free(world, keys);
    }
}

void
sim_dict_record_all(SimWorld *world, const SimDict *dict)
{
    size_t position = 0;
    SimObject *key;
    SimObject *value;
    while (sim_dict_next_hash(dict, &position, &key, &value, NULL)) {
        SIM_RECORD(world, KEY, dict->ob.slot, key->slot, value->slot);
    }
}
