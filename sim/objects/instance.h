/* Attribute storage of instances.
 *
 * Stands for the managed dict of 3.11 (Objects/dictobject.c: _PyObject_InitializeDict,
 * _PyObject_StoreInstanceAttribute, make_dict_from_instance_attributes): each class has
 * shared keys, at most 30 names in the order in which its instances first set them; an
 * instance has a block of values (MEM domain), one place for each shared key that there
 * may be, until `__dict__` is asked for: then a dict adopts the block. When a name does not
 * fit into the shared keys the instance gets a dict of its own at once.
 *
 * Each new instance takes one place from the room of the shared keys while more than one is
 * left, which is why blocks of later instances are smaller (cpython-facts B3).
 *
 * Values are recorded as ATTR events of the instance; when a dict takes over, each name's
 * ATTR is set to none, FIELD DICT names the dict, and the dict records KEY events.
 */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

enum {
    SIM_SHARED_KEYS_MAX = 30,
    SIM_SHARED_KEYS_INDEX = 64,
    SIM_SHARED_KEYS_SIZE = 768
};

/* Names are owned: one reference each, held by whoever has the keys together. */
typedef struct SimSharedKeys {
    SimAddr addr;  /* of its block of SIM_SHARED_KEYS_SIZE bytes, OBJ domain */
    int refs;      /* the class and the split dicts */
    SimType *type; /* the class, whose KEY events name the names; NULL once it is gone */
    int count;
    int usable; /* places left; never below 1 through new instances alone */
    SimObject *names[SIM_SHARED_KEYS_MAX];
    uint8_t index[SIM_SHARED_KEYS_INDEX]; /* by hash: 1 + position in names; 0: empty */
} SimSharedKeys;

/* An instance's values by position of the shared keys. */
typedef struct SimValues {
    SimAddr addr;
    uint8_t capacity;
    uint8_t used;
    uint8_t order[SIM_SHARED_KEYS_MAX]; /* positions in order of insertion */
    SimObject *items[1];                /* capacity of them; NULL: not set */
} SimValues;

/* Lies before the GC head of instances whose type has SIM_TPFLAGS_MANAGED_DICT or
 * SIM_TPFLAGS_VAR_DICT. At most one of the two is not NULL. */
typedef struct {
    SimValues *values;
    SimObject *dict; /* owned */
    uint64_t pad[2]; /* 32 bytes: see HOST_UNIT in sim/model/object.c */
} SimInstanceDict;

static inline SimInstanceDict *
sim_instance_storage(SimObject *object)
{
    return (SimInstanceDict *) (void *) sim_gc_head(object) - 1;
}

/* Shared keys for a new class. NULL with MemoryError. */
SimSharedKeys *sim_shared_keys_new(SimWorld *world, SimType *type);
/* Drops one holder; the last one frees names, block and host memory. */
void sim_shared_keys_unref(SimWorld *world, SimSharedKeys *keys);
/* Position of @name, or -1. */
int sim_shared_keys_find(const SimSharedKeys *keys, SimObject *name);
/* The same, adding it if there is room (insert_into_dictkeys). */
int sim_shared_keys_insert(SimWorld *world, SimSharedKeys *keys, SimObject *name);
/* Frees block and host memory, not the items. */
void sim_values_free(SimWorld *world, SimObject *owner, SimValues *values);

/* _PyObject_InitializeDict: the values block of a new instance. -1 with MemoryError. */
int sim_instance_init(SimWorld *world, SimObject *object);
/* Borrowed; NULL without exception when absent. */
SimObject *sim_instance_get(SimWorld *world, SimObject *object, SimObject *name);
/* @value NULL deletes; -1 with AttributeError when absent. */
int sim_instance_set(SimWorld *world, SimObject *object, SimObject *name, SimObject *value);
/* object.__dict__: materialises it. New reference. */
SimObject *sim_instance_dict(SimWorld *world, SimObject *object);
/* object.__dict__ = dict (borrowed); NULL deletes. */
int sim_instance_set_dict(SimWorld *world, SimObject *object, SimObject *dict);
bool sim_instance_has_dict(const SimObject *object);
/* What tp_dealloc, tp_traverse and tp_clear do about it. */
void sim_instance_free(SimWorld *world, SimObject *object);
int sim_instance_traverse(SimObject *object, SimVisit visit, void *data);
void sim_instance_clear(SimWorld *world, SimObject *object);

G_END_DECLS
