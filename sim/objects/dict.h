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

typedef struct {
    SimObject ob;
    int64_t used;
    uint64_t version; /* changes with every change of the dict: for inline caches */
    SimDictKeys *keys;
    SimObject **values; /* split table: the instance's values; else NULL */
} SimDict;

SimObject *sim_dict_new(SimWorld *world);
/* An instance's __dict__ (new_dict with shared keys): with the pairs of @values (NULL:
 * none) in their order of insertion. Adopts @values and their references, and takes a
 * reference to @keys (refs + 1). How long it stays split is dict.c's affair. On failure
 * @values are freed. */
struct SimSharedKeys;
struct SimValues;
SimObject *
sim_dict_new_split(SimWorld *world, struct SimSharedKeys *keys, struct SimValues *values);
/* _PyDict_NewPresized */
SimObject *sim_dict_new_presized(SimWorld *world, size_t count);
/* Borrowed. NULL without exception: absent. */
SimObject *sim_dict_get(SimWorld *world, SimObject *dict, SimObject *key);
SimObject *sim_dict_get_c(SimWorld *world, SimObject *dict, const char *key);
int sim_dict_set(SimWorld *world, SimObject *dict, SimObject *key, SimObject *value);
int sim_dict_set_c(SimWorld *world, SimObject *dict, const char *key, SimObject *value);
/* -1 with KeyError when absent. */
int sim_dict_delete(SimWorld *world, SimObject *dict, SimObject *key);
int sim_dict_contains(SimWorld *world, SimObject *dict, SimObject *key);
/* Borrowed references to the next pair; *@position starts at 0. */
bool sim_dict_next(const SimObject *dict, size_t *position, SimObject **key, SimObject **value);
size_t sim_dict_size(const SimObject *dict);
void sim_dict_clear(SimWorld *world, SimObject *dict);
SimObject *sim_dict_copy(SimWorld *world, SimObject *dict);
/* @override 0: keep existing, 1: replace, 2: KeyError on duplicates (PyDict_MergeEx). */
int sim_dict_merge(SimWorld *world, SimObject *dict, SimObject *other, int override);
int sim_dict_update(SimWorld *world, SimObject *dict, SimObject *other);
SimObject *sim_dict_keys(SimWorld *world, SimObject *dict);   /* a list */
SimObject *sim_dict_values(SimWorld *world, SimObject *dict); /* a list */
SimObject *sim_dict_items(SimWorld *world, SimObject *dict);  /* a list */

#define SIM_IS_DICT(object) (((object)->type->flags & SIM_TPFLAGS_DICT_SUBCLASS) != 0)
#define SIM_IS_DICT_EXACT(world, object) ((object)->type == sim_type((world), SIM_TYPE_DICT))

G_END_DECLS
