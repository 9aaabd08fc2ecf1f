/* The keys block of a dict, and the values block of a split table.
 *
 * Stands for Include/internal/pycore_dict.h and the lower half of Objects/dictobject.c
 * (3.11): an index table of 2^k places, then the entries in order of insertion. Tables
 * whose keys are all exact str have entries of 16 bytes (UNICODE), others of 24 with the
 * hash (GENERAL). A SPLIT block belongs to a heap type and holds the attribute names its
 * instances share; each instance, or the dict made of it, has a values block of its own.
 *
 * Simulated size: 32 + index bytes + usable * entry. OBJ domain; values MEM. The block of
 * an empty dict is one constant shared by all, at address 0, and never written.
 *
 * Invariants: nentries + usable = the number of entries that fit; an index is a number
 * below nentries, SIM_DICT_EMPTY or SIM_DICT_DUMMY; keys of deleted entries are NULL. The
 * split block only grows: its entries have keys and no values.
 */
#pragma once

#include "sim/objects/dict.h"
#include "sim/objects/str.h"

G_BEGIN_DECLS

enum {
    SIM_DICT_EMPTY = -1,
    SIM_DICT_DUMMY = -2,
    SIM_DICT_ERROR = -3,
    SIM_DICT_LOG_MIN_SIZE = 3,
    SIM_SHARED_KEYS_MAX = 30,
    SIM_SHARED_KEYS_LOG_SIZE = 6
};

typedef enum { SIM_KEYS_GENERAL, SIM_KEYS_UNICODE, SIM_KEYS_SPLIT } SimDictKeysKind;

struct SimDictKeys {
    SimAddr addr; /* first: sim/model/freelist.c reads it */
    int64_t refcnt;
    uint8_t log2_size;
    uint8_t log2_index_bytes;
    uint8_t kind;
    uint32_t version; /* 0: none. Changes when a key comes or goes, not with values */
    int64_t usable;
    int64_t nentries;
    /* then the index table and the entries */
};

typedef struct {
    int64_t hash;
    SimObject *key;
    SimObject *value;
} SimDictEntry;

typedef struct {
    SimObject *key;
    SimObject *value; /* NULL in split blocks and for deleted entries */
} SimDictUnicodeEntry;

/* `SimObject **values` of instances and dicts points at items. */
typedef struct {
    SimAddr addr;
    uint8_t capacity;
    uint8_t count;                      /* of order: attributes that are set */
    uint8_t order[SIM_SHARED_KEYS_MAX]; /* their indices, in the order they were set */
    SimObject *items[1];
} SimDictValues;

typedef struct {
    SimDictKeys keys;
    int8_t index[8];
} SimDictEmptyKeys;
extern const SimDictEmptyKeys sim_dict_empty_keys;
#define SIM_DICT_EMPTY_KEYS ((SimDictKeys *) &sim_dict_empty_keys.keys)

static inline void *
sim_dict_entries_at(const SimDictKeys *keys)
{
    return (uint8_t *) (keys + 1) + ((size_t) 1 << keys->log2_index_bytes);
}

static inline SimDictEntry *
sim_dict_entries(const SimDictKeys *keys)
{
    return (SimDictEntry *) sim_dict_entries_at(keys);
}

static inline SimDictUnicodeEntry *
sim_dict_unicode_entries(const SimDictKeys *keys)
{
    return (SimDictUnicodeEntry *) sim_dict_entries_at(keys);
}

/* Key of entry @index, NULL when it was deleted. */
static inline SimObject *
sim_dict_key_at(const SimDictKeys *keys, int64_t index)
{
    return keys->kind == SIM_KEYS_GENERAL ? sim_dict_entries(keys)[index].key
                                          : sim_dict_unicode_entries(keys)[index].key;
}

/* Where the value of entry @index of a combined table is. */
static inline SimObject **
sim_dict_value_at(const SimDictKeys *keys, int64_t index)
{
    return keys->kind == SIM_KEYS_GENERAL ? &sim_dict_entries(keys)[index].value
                                          : &sim_dict_unicode_entries(keys)[index].value;
}

static inline SimDictValues *
sim_dict_values_of(SimObject **values)
{
    return (SimDictValues *) (void *) ((uint8_t *) values - offsetof(SimDictValues, items));
}

static inline int64_t
sim_str_hash_fast(SimObject *str)
{
    int64_t hash = ((SimStr *) (void *) str)->hash;
    return G_LIKELY(hash != -1) ? hash : sim_str_hash(str);
}

/* The index of exact str @key in a UNICODE or SPLIT block, or SIM_DICT_EMPTY. Never runs
 * code of the scenario. */
int64_t sim_dict_keys_find_str(const SimDictKeys *keys, SimObject *key, int64_t hash);

/* The block's version for inline caches, given one when it has none: as long as it stays
 * the same, entry indices of keys do. 0 when versions are used up. */
uint32_t sim_dict_keys_version(SimWorld *world, SimDictKeys *keys);

/* _PyDict_NewKeysForClass: the shared keys of a new heap type, reference count 1, recorded
 * as @type's buffer KEYS. NULL without exception when memory is out. */
SimDictKeys *sim_dict_keys_new_shared(SimWorld *world, SimObject *type);
/* Drops a reference; with the last one the keys go too. */
void sim_dict_keys_unref(SimWorld *world, SimDictKeys *keys);
/* insert_into_dictkeys: the index of @name (an exact str) in shared keys, added when it is
 * new; SIM_DICT_EMPTY when they are full. */
int64_t sim_dict_keys_insert_shared(SimWorld *world, SimDictKeys *keys, SimObject *name);

/* init_inline_values: an empty values block for a new instance @owner, whose buffer VALUES
 * it becomes. Every new instance takes one from the shared usable count, so that blocks
 * shrink towards what instances need. NULL with MemoryError. */
SimObject **sim_dict_values_new_instance(SimWorld *world, SimObject *owner, SimDictKeys *keys);
/* The same without that effect on the keys (new_values). */
SimObject **sim_dict_values_new(SimWorld *world, SimObject *owner, const SimDictKeys *keys);
/* Gives the block back; the values must be gone. @owner NULL: it dies as well. */
void sim_dict_values_free(SimWorld *world, SimObject *owner, SimObject **values);
/* Host memory only: for tp_host_free. */
void sim_dict_values_forget(SimObject **values);
/* Note in the block that value @index was set first, or is unset again. */
void sim_dict_values_added(SimObject **values, int64_t index);
void sim_dict_values_removed(SimObject **values, int64_t index);

/* make_dict_from_instance_attributes: a dict that adopts @values, the instance gives it up.
 * Records the dict's keys; the caller records that the instance's attributes are gone. On
 * NULL (MemoryError) the instance keeps them. */
SimObject *
sim_dict_from_values(SimWorld *world, SimDictKeys *keys, SimObject **values, SimAddr values_addr);
/* new_dict_with_shared_keys: an empty split dict. */
SimObject *sim_dict_new_shared(SimWorld *world, SimDictKeys *keys);

G_END_DECLS
