/* dict, its views and iterators.
 *
 * Stands for Objects/dictobject.c: the object, a keys block (OBJ domain in 3.11) with
 * index table and entries, combined or split (key-sharing instance dicts; see
 * instance.h), free lists of 80 dicts and 80 eight-slot key blocks (cpython-facts B3).
 */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

typedef struct SimDictKeys SimDictKeys;
struct SimSharedKeys;
struct SimValues;

typedef struct {
    SimObject ob;
    int64_t used;
    uint64_t version;             /* changes with every change of the dict: for inline caches */
    SimDictKeys *keys;            /* split table: a constant of kind SPLIT */
    struct SimSharedKeys *shared; /* split table: the class's keys, one holder; else NULL */
    struct SimValues *values;     /* split table: the instance's values, owned; else NULL */
} SimDict;

SimObject *sim_dict_new(SimWorld *world);
/* An instance's __dict__ (new_dict with shared keys): with the pairs of @values (NULL:
 * none) in their order of insertion. Adopts @values and their references, and takes a
 * reference to @keys (refs + 1). How long it stays split is dict.c's affair. On failure
 * @values are freed. */
SimObject *
sim_dict_new_split(SimWorld *world, struct SimSharedKeys *keys, struct SimValues *values);
/* _PyDict_NewPresized */
SimObject *sim_dict_new_presized(SimWorld *world, size_t count);
/* _PyDict_FromItems, for BUILD_MAP, BUILD_CONST_KEY_MAP and keyword arguments: @count pairs,
 * keys and values @key_step and @value_step places apart; presized. References are taken. */
SimObject *sim_dict_from_items(SimWorld *world,
                               SimObject *const *keys,
                               size_t key_step,
                               SimObject *const *values,
                               size_t value_step,
                               size_t count);
/* Borrowed. NULL without exception: absent; NULL with one: hashing or comparing failed. */
SimObject *sim_dict_get(SimWorld *world, SimObject *dict, SimObject *key);
SimObject *sim_dict_get_c(SimWorld *world, SimObject *dict, const char *key);
int sim_dict_set(SimWorld *world, SimObject *dict, SimObject *key, SimObject *value);
/* _PyDict_SetItem_Take2: the caller's references stand for those of the dict while __hash__ and
 * __eq__ run. */
int sim_dict_set_held(SimWorld *world, SimObject *dict, SimObject *key, SimObject *value);
/* The two with the key's hash at hand. */
SimObject *sim_dict_get_known(SimWorld *world, SimObject *dict, SimObject *key, int64_t hash);
int sim_dict_set_known(
    SimWorld *world, SimObject *dict, SimObject *key, SimObject *value, int64_t hash);
int sim_dict_set_c(SimWorld *world, SimObject *dict, const char *key, SimObject *value);
/* -1 with KeyError when absent. */
int sim_dict_delete(SimWorld *world, SimObject *dict, SimObject *key);
/* _PyDict_Pop_KnownHash: the value, a new reference, and the key is gone. NULL without exception:
 * it was absent. */
SimObject *sim_dict_take_known(SimWorld *world, SimObject *dict, SimObject *key, int64_t hash);
int sim_dict_contains(SimWorld *world, SimObject *dict, SimObject *key);
/* Borrowed references to the next pair; *@position starts at 0. */
bool sim_dict_next(const SimObject *dict, size_t *position, SimObject **key, SimObject **value);
size_t sim_dict_size(const SimObject *dict);
void sim_dict_clear(SimWorld *world, SimObject *dict);
SimObject *sim_dict_copy(SimWorld *world, SimObject *dict);
/* @override 0: keep existing, 1: replace, 2: KeyError on duplicates (PyDict_MergeEx). */
int sim_dict_merge(SimWorld *world, SimObject *dict, SimObject *other, int override);
/* PyDict_Update: @other is a mapping (AttributeError: it has no keys()). */
int sim_dict_update(SimWorld *world, SimObject *dict, SimObject *other);
SimObject *sim_dict_keys(SimWorld *world, SimObject *dict);   /* a list */
SimObject *sim_dict_values(SimWorld *world, SimObject *dict); /* a list */
SimObject *sim_dict_items(SimWorld *world, SimObject *dict);  /* a list */

/* _PyDict_MaybeUntrack, for the collector: a dict that cannot be part of a cycle leaves its
 * generation. */
void sim_dict_maybe_untrack(SimWorld *world, SimObject *dict);
/* tp_traverse, for types derived from dict; and as CPython's, without the str keys. */
int sim_dict_traverse(SimObject *dict, SimVisit visit, void *data);
int sim_dict_traverse_as_collector(SimObject *dict, SimVisit visit, void *data);

#define SIM_IS_DICT(object)              (((object)->type->flags & SIM_TPFLAGS_DICT_SUBCLASS) != 0)
#define SIM_IS_DICT_EXACT(world, object) ((object)->type == sim_type((world), SIM_TYPE_DICT))

G_END_DECLS
