#include <string.h>

#include "sim/objects/dict_private.h"

enum {
    POINTER_SIZE = 8
};

/* new_values of Objects/dictobject.c: order bytes rounded up to a pointer, then values. */
static SimValues *
values_new(SimWorld *world, const SimSharedKeys *keys)
{
    size_t capacity = (size_t) (keys->count + keys->usable);
    size_t order = (capacity + 2 + POINTER_SIZE - 1) & ~(size_t) (POINTER_SIZE - 1);
    size_t size = order + capacity * POINTER_SIZE;
    SimAddr addr = sim_buffer_alloc(world, NULL, SIM_LABEL_VALUES, SIM_DOMAIN_MEM, size);
    if (addr == 0) {
        return NULL;
    }
    SimValues *values =
        g_malloc0(offsetof(SimValues, items) + (capacity + 1) * sizeof(SimObject *));
    values->addr = addr;
    values->capacity = (uint8_t) capacity;
    return values;
}

/* A dict that takes over @values; adds a holder to @keys. */
static SimObject *
adopt(SimWorld *world, SimSharedKeys *keys, SimValues *values)
{
    SimObject *object = sim_dict_alloc(world);
    if (object == NULL) {
        for (int i = 0; i < keys->count && i < values->capacity; i++) {
            SIM_CLEAR(world, values->items[i]);
        }
        sim_values_free(world, NULL, values);
        return NULL;
    }
    keys->refs++;
    SimDict *dict = SIM_DICT(object);
    dict->keys = SIM_DICT_SPLIT_KEYS;
    dict->shared = keys;
    dict->values = values;
    dict->used = values->used;
    sim_dict_changed(world, dict);
    sim_dict_record_buffer(world, dict, SIM_LABEL_VALUES, values->addr);
    return object;
}

SimObject *
sim_dict_new_split(SimWorld *world, SimSharedKeys *keys, SimValues *values)
{
    if (values == NULL) {
        values = values_new(world, keys);
        return values == NULL ? NULL : adopt(world, keys, values);
    }
    bool track = false;
    for (unsigned i = 0; i < values->used; i++) {
        track = track || sim_gc_may_be_tracked(world, values->items[values->order[i]]);
    }
    SimObject *object = adopt(world, keys, values);
    if (object != NULL && track) {
        sim_gc_track(world, object);
    }
    if (object != NULL && world->trace != NULL) {
        sim_dict_record_all(world, SIM_DICT(object));
    }
    return object;
}

SimObject *
sim_dict_split_copy(SimWorld *world, SimDict *dict)
{
    const SimValues *from = dict->values;
    SimValues *values = values_new(world, dict->shared);
    if (values == NULL) {
        return NULL;
    }
    values->used = from->used;
    memcpy(values->order, from->order, sizeof values->order);
    for (int i = 0; i < dict->shared->count; i++) {
        values->items[i] = from->items[i];
        sim_xincref(world, from->items[i]);
    }
    /* PyDict_Copy asks the allocator here, not the free list. */
    SimObject *object = sim_object_alloc(world, sim_type(world, SIM_TYPE_DICT), 0);
    if (object == NULL) {
        for (int i = 0; i < dict->shared->count; i++) {
            SIM_CLEAR(world, values->items[i]);
        }
        sim_values_free(world, NULL, values);
        return NULL;
    }
    SimDict *copy = SIM_DICT(object);
    dict->shared->refs++;
    copy->keys = SIM_DICT_SPLIT_KEYS;
    copy->shared = dict->shared;
    copy->values = values;
    copy->used = dict->used;
    sim_dict_changed(world, copy);
    sim_dict_record_buffer(world, copy, SIM_LABEL_VALUES, values->addr);
    if (sim_gc_is_tracked(&dict->ob)) {
        sim_gc_track(world, object);
    }
    sim_dict_record_all(world, copy);
    return object;
}

int64_t
sim_dict_split_find_generic(SimWorld *world, SimDict *dict, SimObject *key, int64_t hash)
{
    for (int i = 0; dict->values != NULL && i < dict->shared->count; i++) {
        SimObject *name = dict->shared->names[i];
        if (sim_str_hash_fast(name) != hash) {
            continue;
        }
        sim_incref(world, name);
        int equal = sim_object_compare_bool(world, name, key, SIM_EQ);
        sim_decref(world, name);
        if (equal != 0) {
            return equal < 0 ? SIM_DICT_ERROR : i;
        }
    }
    return SIM_DICT_EMPTY;
}

void
sim_dict_split_mark_removed(SimValues *values, int64_t index)
{
    unsigned at = 0;
    while (values->order[at] != index) {
        at++;
    }
    values->used--;
    memmove(&values->order[at], &values->order[at + 1], (size_t) (values->used - at));
}

bool
sim_dict_split_add(SimWorld *world, SimDict *dict, SimObject *name, SimObject *value)
{
    int index = sim_shared_keys_insert(world, dict->shared, name);
    if (index < 0 || index >= dict->values->capacity) {
        return false;
    }
    dict->values->items[index] = value;
    dict->values->order[dict->values->used++] = (uint8_t) index;
    SIM_RECORD(world, KEY, dict->ob.slot, dict->shared->names[index]->slot, value->slot);
    sim_decref(world, name);
    return true;
}

void
sim_dict_split_free(SimWorld *world, SimSharedKeys *keys, SimValues *values)
{
    for (int i = 0; i < keys->count && i < values->capacity; i++) {
        SIM_CLEAR(world, values->items[i]);
    }
    sim_values_free(world, NULL, values);
    sim_shared_keys_unref(world, keys);
}
