#include "sim/objects/instance.h"

#include "sim/model/error.h"
#include "sim/objects/dict.h"
#include "sim/objects/str.h"
#include "sim/objects/type_private.h"

enum {
    POINTER_SIZE = 8,
    PREFIX_BYTES = 2
};

SimSharedKeys *
sim_shared_keys_new(SimWorld *world, SimType *type)
{
    SimAddr addr =
        sim_buffer_alloc(world, NULL, SIM_LABEL_KEYS, SIM_DOMAIN_OBJ, SIM_SHARED_KEYS_SIZE);
    if (addr == 0) {
        return NULL;
    }
    SimSharedKeys *keys = g_new0(SimSharedKeys, 1);
    keys->addr = addr;
    keys->refs = 1;
    keys->type = type;
    keys->usable = SIM_SHARED_KEYS_MAX;
    return keys;
}

void
sim_shared_keys_unref(SimWorld *world, SimSharedKeys *keys)
{
    if (--keys->refs > 0) {
        return;
    }
    for (int i = 0; i < keys->count; i++) {
        SIM_CLEAR(world, keys->names[i]);
    }
    sim_buffer_free(world, NULL, SIM_LABEL_KEYS, SIM_DOMAIN_OBJ, keys->addr);
    g_free(keys);
}

/* Interned names are equal only if they are the same. */
static bool
is_same_name(const SimObject *a, const SimObject *b)
{
    return a == b || ((b->flags & SIM_OBJECT_INTERNED) == 0 && sim_str_equal(a, b));
}

int
sim_shared_keys_find(const SimSharedKeys *keys, SimObject *name)
{
    unsigned at = (unsigned) sim_str_hash(name) & (SIM_SHARED_KEYS_INDEX - 1);
    while (keys->index[at] != 0) {
        int position = keys->index[at] - 1;
        if (is_same_name(keys->names[position], name)) {
            return position;
        }
        at = (at + 1) & (SIM_SHARED_KEYS_INDEX - 1);
    }
    return -1;
}

int
sim_shared_keys_insert(SimWorld *world, SimSharedKeys *keys, SimObject *name)
{
    int found = sim_shared_keys_find(keys, name);
    if (found >= 0 || keys->usable <= 0) {
        return found;
    }
    unsigned at = (unsigned) sim_str_hash(name) & (SIM_SHARED_KEYS_INDEX - 1);
    while (keys->index[at] != 0) {
        at = (at + 1) & (SIM_SHARED_KEYS_INDEX - 1);
    }
    int position = keys->count++;
    keys->usable--;
    keys->names[position] = sim_newref(world, name);
    keys->index[at] = (uint8_t) (position + 1);
    if (keys->type != NULL) {
        SIM_RECORD(world, KEY, keys->type->ob.slot, name->slot, SIM_SLOT_NONE);
    }
    return position;
}

static SimSharedKeys *
keys_of(const SimObject *object)
{
    return object->type->heap == NULL ? NULL : object->type->heap->keys;
}

void
sim_values_free(SimWorld *world, SimObject *owner, SimValues *values)
{
    sim_buffer_free(world, owner, SIM_LABEL_VALUES, SIM_DOMAIN_MEM, values->addr);
    if (SIM_HOST_POOL_SLABS) {
        uint8_t capacity = values->capacity;
        memcpy(values, &world->spare_values[capacity], sizeof(void *));
        world->spare_values[capacity] = values;
    } else {
        g_free(values);
    }
}

/* Nothing set. Blocks that were freed are used again: instances come and go. */
static SimValues *
new_values(SimWorld *world, size_t capacity)
{
    size_t size = offsetof(SimValues, items) + (capacity + 1) * sizeof(SimObject *);
    SimValues *values = world->spare_values[capacity];
    if (values == NULL) {
        return g_malloc0(size);
    }
    memcpy(&world->spare_values[capacity], values, sizeof(void *));
    memset(values->items, 0, (capacity + 1) * sizeof(SimObject *));
    values->used = 0;
    return values;
}

int
sim_instance_init(SimWorld *world, SimObject *object)
{
    SimSharedKeys *keys = keys_of(object);
    if (keys == NULL) {
        return 0;
    }
    if (keys->usable > 1) {
        keys->usable--;
    }
    size_t capacity = (size_t) (keys->count + keys->usable);
    size_t prefix = (capacity + PREFIX_BYTES + POINTER_SIZE - 1) & ~(size_t) (POINTER_SIZE - 1);
    SimAddr addr = sim_buffer_alloc(world, object, SIM_LABEL_VALUES, SIM_DOMAIN_MEM,
                                    prefix + capacity * POINTER_SIZE);
    if (addr == 0) {
        return -1;
    }
    SimValues *values = new_values(world, capacity);
    values->addr = addr;
    values->capacity = (uint8_t) capacity;
    sim_instance_storage(object)->values = values;
    return 0;
}

SimObject *
sim_instance_get(SimWorld *world, SimObject *object, SimObject *name)
{
    const SimInstanceDict *storage = sim_instance_storage(object);
    if (storage->values != NULL) {
        int position = sim_shared_keys_find(keys_of(object), name);
        return position < 0 || position >= storage->values->capacity
                   ? NULL
                   : storage->values->items[position];
    }
    return storage->dict == NULL ? NULL : sim_dict_get(world, storage->dict, name);
}

/* make_dict_from_instance_attributes */
static SimObject *
adopt_values(SimWorld *world, SimObject *object)
{
    SimInstanceDict *storage = sim_instance_storage(object);
    SimValues *values = storage->values;
    const SimSharedKeys *keys = keys_of(object);
    if (world->trace != NULL) {
        for (unsigned i = 0; i < values->used; i++) {
            SimObject *name = keys->names[values->order[i]];
            sim_trace_emit_ATTR(world->trace, object->slot, name->slot, SIM_SLOT_NONE);
        }
        sim_trace_emit_BUFFER(world->trace, object->slot, SIM_LABEL_VALUES, 0);
    }
    storage->values = NULL;
    storage->dict = sim_dict_new_split(world, keys_of(object), values);
    SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_DICT, sim_slot(storage->dict));
    return storage->dict;
}

SimObject *
sim_instance_dict(SimWorld *world, SimObject *object)
{
    SimInstanceDict *storage = sim_instance_storage(object);
    if (storage->values != NULL) {
        if (adopt_values(world, object) == NULL) {
            return NULL;
        }
    } else if (storage->dict == NULL) {
        SimSharedKeys *keys = keys_of(object);
        storage->dict = keys == NULL ? sim_dict_new(world) : sim_dict_new_split(world, keys, NULL);
        if (storage->dict == NULL) {
            return NULL;
        }
        SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_DICT, storage->dict->slot);
    }
    return sim_newref(world, storage->dict);
}

static int
raise_absent(SimWorld *world, SimObject *object, SimObject *name)
{
    sim_err_attribute(world, object, name, "'%s' object has no attribute '%s'", object->type->name,
                      sim_str_utf8(name, NULL));
    return -1;
}

static int
set_in_dict(SimWorld *world, SimObject *object, SimObject *name, SimObject *value)
{
    if (value == NULL && sim_instance_storage(object)->dict == NULL) {
        return raise_absent(world, object, name);
    }
    SimObject *dict = sim_instance_dict(world, object);
    if (dict == NULL) {
        return -1;
    }
    int status =
        value == NULL ? sim_dict_delete(world, dict, name) : sim_dict_set(world, dict, name, value);
    sim_decref(world, dict);
    if (status < 0 && value == NULL && sim_err_clear_if(world, SIM_TYPE_KeyError)) {
        return raise_absent(world, object, name);
    }
    return status;
}

static void
forget_order(SimValues *values, int position)
{
    unsigned at = 0;
    while (values->order[at] != position) {
        at++;
    }
    values->used--;
    memmove(&values->order[at], &values->order[at + 1], values->used - at);
}

/* _PyObject_StoreInstanceAttribute */
int
sim_instance_set(SimWorld *world, SimObject *object, SimObject *name, SimObject *value)
{
    SimInstanceDict *storage = sim_instance_storage(object);
    SimValues *values = storage->values;
    if (values == NULL) {
        return set_in_dict(world, object, name, value);
    }
    int position =
        SIM_IS_STR_EXACT(world, name) ? sim_shared_keys_insert(world, keys_of(object), name) : -1;
    if (position < 0 || position >= values->capacity) {
        return adopt_values(world, object) == NULL ? -1 : set_in_dict(world, object, name, value);
    }
    SimObject *old = values->items[position];
    if (old == NULL && value == NULL) {
        return raise_absent(world, object, name);
    }
    values->items[position] = value;
    sim_xincref(world, value);
    SIM_RECORD(world, ATTR, object->slot, name->slot, sim_slot(value));
    if (old == NULL) {
        values->order[values->used++] = (uint8_t) position;
        return 0;
    }
    if (value == NULL) {
        forget_order(values, position);
    }
    sim_decref(world, old);
    return 0;
}

int
sim_instance_set_dict(SimWorld *world, SimObject *object, SimObject *dict)
{
    SimInstanceDict *storage = sim_instance_storage(object);
    if (storage->values != NULL && adopt_values(world, object) == NULL) {
        return -1;
    }
    SimObject *old = storage->dict;
    sim_xincref(world, dict);
    storage->dict = dict;
    SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_DICT, sim_slot(dict));
    sim_xdecref(world, old);
    return 0;
}

bool
sim_instance_has_dict(const SimObject *object)
{
    return sim_type_has(object->type, SIM_TPFLAGS_MANAGED_DICT | SIM_TPFLAGS_VAR_DICT);
}

/* _PyObject_FreeInstanceAttributes: by position, not by order of insertion. */
void
sim_instance_free(SimWorld *world, SimObject *object)
{
    SimInstanceDict *storage = sim_instance_storage(object);
    SIM_CLEAR(world, storage->dict);
    SimValues *values = storage->values;
    if (values == NULL) {
        return;
    }
    for (int i = 0; i < values->capacity; i++) {
        SIM_CLEAR(world, values->items[i]);
    }
    storage->values = NULL;
    sim_values_free(world, object, values);
}

int
sim_instance_traverse(SimObject *object, SimVisit visit, void *data)
{
    const SimInstanceDict *storage = sim_instance_storage(object);
    const SimValues *values = storage->values;
    for (int i = 0; values != NULL && i < values->capacity; i++) {
        int result = values->items[i] == NULL ? 0 : visit(values->items[i], data);
        if (result != 0) {
            return result;
        }
    }
    return storage->dict == NULL ? 0 : visit(storage->dict, data);
}

/* _PyObject_ClearInstanceAttributes */
void
sim_instance_clear(SimWorld *world, SimObject *object)
{
    SimInstanceDict *storage = sim_instance_storage(object);
    SimValues *values = storage->values;
    for (int i = 0; values != NULL && i < values->capacity; i++) {
        if (values->items[i] != NULL) {
            SimObject *name = keys_of(object)->names[i];
            SIM_RECORD(world, ATTR, object->slot, name->slot, SIM_SLOT_NONE);
            forget_order(values, i);
            SIM_CLEAR(world, values->items[i]);
        }
    }
    SIM_CLEAR_FIELD(world, object, storage->dict, DICT);
}
