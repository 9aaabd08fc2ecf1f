/* The keys block of a dict.
 *
 * Stands for Include/internal/pycore_dict.h and the lower half of Objects/dictobject.c
 * (3.11): an index table of 2^k places, then the entries in order of insertion. Tables
 * whose keys are all exact str have entries of 16 bytes (UNICODE), others of 24 with the
 * hash (GENERAL). Dicts that share their keys with a class (SPLIT) keep names and values as
 * instance.h tells; their `keys` is a constant that says no more than that.
 *
 * Simulated size: 32 + index bytes + usable * entry, OBJ domain. The block of an empty dict
 * is one constant shared by all, at address 0, and never written.
 *
 * Invariants: nentries + usable = the number of entries that fit; an index is a number
 * below nentries, SIM_DICT_EMPTY or SIM_DICT_DUMMY; keys of deleted entries are NULL.
 */
#pragma once

#include "sim/objects/dict.h"
#include "sim/objects/str.h"

G_BEGIN_DECLS

enum {
    SIM_DICT_EMPTY = -1,
    SIM_DICT_DUMMY = -2,
    SIM_DICT_ERROR = -3,
    SIM_DICT_LOG_MIN_SIZE = 3
};

typedef enum {
    SIM_KEYS_GENERAL,
    SIM_KEYS_UNICODE,
    SIM_KEYS_SPLIT
} SimDictKeysKind;

struct SimDictKeys {
    SimAddr addr; /* first: sim/model/freelist.c reads it */
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
    SimObject *value; /* NULL for deleted entries */
} SimDictUnicodeEntry;

typedef struct {
    SimDictKeys keys;
    int8_t index[8];
} SimDictEmptyKeys;
extern const SimDictEmptyKeys sim_dict_empty_keys;
extern const SimDictEmptyKeys sim_dict_split_keys;
#define SIM_DICT_EMPTY_KEYS ((SimDictKeys *) &sim_dict_empty_keys.keys)
#define SIM_DICT_SPLIT_KEYS ((SimDictKeys *) &sim_dict_split_keys.keys)

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

static inline int64_t
sim_str_hash_fast(SimObject *str)
{
    int64_t hash = ((SimStr *) (void *) str)->hash;
    return G_LIKELY(hash != -1) ? hash : sim_str_hash(str);
}

/* The index of exact str @key in a UNICODE block, or SIM_DICT_EMPTY. Never runs
 * code of the scenario. */
int64_t sim_dict_keys_find_str(const SimDictKeys *keys, SimObject *key, int64_t hash);

/* The block's version for inline caches, given one when it has none: as long as it stays
 * the same, entry indices of keys do. 0: none to be had, as for split tables. */
uint32_t sim_dict_keys_version(SimWorld *world, SimDictKeys *keys);

G_END_DECLS
