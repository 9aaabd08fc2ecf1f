/* What the files dict*.c share. dict_keys.c has the keys blocks, dict.c the table proper
 * (lookup, insertion, resizing, deletion), dict_merge.c copies and merges, dict_methods.c
 * the Python side, dict_view.c and dict_iter.c views and iterators.
 */
#pragma once

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/dict_keys.h"
#include "sim/objects/instance.h"
#include "sim/objects/splice.h"

G_BEGIN_DECLS

#define SIM_DICT(object) ((SimDict *) (void *) (object))

/* DK_SIZE, USABLE_FRACTION */
static inline int64_t
sim_dict_table_size(const SimDictKeys *keys)
{
    return (int64_t) 1 << keys->log2_size;
}

static inline int64_t
sim_dict_usable_of(int64_t table_size)
{
    return (table_size << 1) / 3;
}

static inline int64_t
sim_dict_get_index(const SimDictKeys *keys, size_t at)
{
    const void *table = keys + 1;
    if (G_LIKELY(keys->log2_size < 8)) {
        return ((const int8_t *) table)[at];
    }
    if (keys->log2_size < 16) {
        return ((const int16_t *) table)[at];
    }
    if (keys->log2_size < 32) {
        return ((const int32_t *) table)[at];
    }
    return ((const int64_t *) table)[at];
}

static inline void
sim_dict_set_index(SimDictKeys *keys, size_t at, int64_t index)
{
    void *table = keys + 1;
    if (G_LIKELY(keys->log2_size < 8)) {
        ((int8_t *) table)[at] = (int8_t) index;
    } else if (keys->log2_size < 16) {
        ((int16_t *) table)[at] = (int16_t) index;
    } else if (keys->log2_size < 32) {
        ((int32_t *) table)[at] = (int32_t) index;
    } else {
        ((int64_t *) table)[at] = index;
    }
}

/* Simulated bytes of the block (_PyDict_KeysSize). */
size_t sim_dict_keys_size(const SimDictKeys *keys);
/* new_keys_object; NULL with MemoryError. */
SimDictKeys *sim_dict_keys_new(SimWorld *world, unsigned log2_size, bool unicode);
/* A block of the same bytes, never from the free list, with references of its own to the
 * keys and values. */
SimDictKeys *sim_dict_keys_clone(SimWorld *world, const SimDictKeys *keys);
/* Gives back the block alone: its references have moved elsewhere. */
void sim_dict_keys_drop_block(SimWorld *world, SimDictKeys *keys);
/* First free place on the probe sequence of @hash. */
size_t sim_dict_find_empty(const SimDictKeys *keys, int64_t hash);
/* The place that holds @index (lookdict_index). */
size_t sim_dict_find_index(const SimDictKeys *keys, int64_t hash, int64_t index);
/* calculate_log2_keysize and estimate_log2_keysize */
unsigned sim_dict_log2_for_size(int64_t minimum);
unsigned sim_dict_log2_for_count(int64_t count);

/* The references to keys and values go, then the block. */
void sim_dict_keys_free(SimWorld *world, SimDictKeys *keys);

static inline bool
sim_dict_is_split(const SimDict *dict)
{
    return dict->values != NULL;
}

static inline void
sim_dict_changed(SimWorld *world, SimDict *dict)
{
    dict->version = ++world->dict_version;
}

static inline void
sim_dict_record_buffer(SimWorld *world, SimDict *dict, int label, SimAddr address)
{
    SIM_RECORD(world, BUFFER, dict->ob.slot, (uint64_t) label, address);
}

/* Takes over @keys, of which @used entries are in use (new_dict); untracked. On NULL they have
 * been given back. */
SimObject *sim_dict_new_with(SimWorld *world, SimDictKeys *keys, int64_t used);
/* _Py_dict_lookup: index, SIM_DICT_EMPTY or SIM_DICT_ERROR; *@value borrowed or NULL. */
int64_t
sim_dict_lookup(SimWorld *world, SimDict *dict, SimObject *key, int64_t hash, SimObject **value);
/* insertdict: steals @key and @value, also on failure. */
int sim_dict_insert(SimWorld *world, SimDict *dict, SimObject *key, int64_t hash, SimObject *value);
int sim_dict_resize(SimWorld *world, SimDict *dict, unsigned log2_size, bool unicode);
/* insertion_resize: three times the used size. */
int sim_dict_grow(SimWorld *world, SimDict *dict, bool unicode);
/* MAINTAIN_TRACKING */
void sim_dict_maintain_tracking(SimWorld *world, SimDict *dict, SimObject *key, SimObject *value);
/* delitem_common: entry @index, whose value is @value, leaves. */
void sim_dict_delete_entry(
    SimWorld *world, SimDict *dict, int64_t hash, int64_t index, SimObject *value);
/* The hash of a key: -1 with an exception. */
int64_t sim_dict_hash_key(SimWorld *world, SimObject *key);
/* Index of the i-th attribute of a split table in order of insertion. */
static inline int64_t
sim_dict_order_at(const SimDict *dict, int64_t i)
{
    return dict->values->order[i];
}

/* The stored key of entry @index of any table. */
static inline SimObject *
sim_dict_stored_key(const SimDict *dict, int64_t index)
{
    return dict->values != NULL ? dict->shared->names[index] : sim_dict_key_at(dict->keys, index);
}

/* dict_split.c: what differs for split tables. Lookup of a key that is not an exact str. */
int64_t sim_dict_split_find_generic(SimWorld *world, SimDict *dict, SimObject *key, int64_t hash);
/* Adds @name; true unless the shared keys are full. Takes over both references. */
bool sim_dict_split_add(SimWorld *world, SimDict *dict, SimObject *name, SimObject *value);
void sim_dict_split_mark_removed(SimValues *values, int64_t index);
/* A dict of its own values with the same keys (part of PyDict_Copy). */
SimObject *sim_dict_split_copy(SimWorld *world, SimDict *dict);
/* Detached from its dict: values, block and keys go. */
void sim_dict_split_free(SimWorld *world, SimSharedKeys *keys, SimValues *values);
/* The object of a dict, from the free list or new; its members are not set. */
SimObject *sim_dict_alloc(SimWorld *world);
/* sim_dict_next with the hash. */
bool sim_dict_next_hash(
    const SimDict *dict, size_t *position, SimObject **key, SimObject **value, int64_t *hash);
/* Records KEY for every pair of a table that came into being as a whole. */
void sim_dict_record_all(SimWorld *world, const SimDict *dict);
/* dict.setdefault: borrowed; NULL with an exception. */
SimObject *sim_dict_set_default(SimWorld *world, SimObject *dict, SimObject *key, SimObject *value);
/* dict.pop: new reference; @otherwise (borrowed, may be NULL) for an absent key. */
SimObject *sim_dict_pop(SimWorld *world, SimObject *dict, SimObject *key, SimObject *otherwise);
/* KeyError(key) */
void sim_dict_key_error(SimWorld *world, SimObject *key);
/* type.fromkeys(iterable, value) */
SimObject *
sim_dict_from_keys(SimWorld *world, SimObject *type, SimObject *iterable, SimObject *value);
/* dict_update_arg: from a mapping, or from an iterable of pairs. */
int sim_dict_update_arg(SimWorld *world, SimObject *dict, SimObject *other);
/* The positional argument of dict() and update() and the keywords. */
int sim_dict_update_from(SimWorld *world, SimObject *dict, SimObject *source, SimObject *kwargs);
SimObject *sim_dict_equal(SimWorld *world, SimDict *a, SimDict *b, SimCompareOp op);
int sim_dict_contains_known(SimWorld *world, SimDict *dict, SimObject *key, int64_t hash);
/* tp_host_free, for types derived from dict. */
void sim_dict_host_free(SimObject *dict);
/* __iter__, __reversed__ of dicts. */
SimObject *sim_dict_iter(SimWorld *world, SimObject *dict);
SimObject *sim_dict_reversed(SimWorld *world, SimObject *dict);
SimObject *sim_dict_iter_of(SimWorld *world, SimDict *dict, SimTypeId iterator_type);
/* dict.keys() and so on: a view. */
SimObject *sim_dict_view_new(SimWorld *world, SimObject *dict, SimTypeId view_type);

typedef struct {
    SimObject ob;
    SimDict *dict;
} SimDictView;

G_END_DECLS
