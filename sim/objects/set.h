/* set and frozenset. Stands for Objects/setobject.c: 8 entries in the object, then a table
 * of its own (cpython-facts B4); order of iteration as CPython's for equal hashes. */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

SimObject *sim_set_new(SimWorld *world, SimObject *iterable);       /* NULL: empty */
SimObject *sim_frozenset_new(SimWorld *world, SimObject *iterable); /* NULL: empty */
int sim_set_add(SimWorld *world, SimObject *set, SimObject *key);
int sim_set_contains(SimWorld *world, SimObject *set, SimObject *key);
int sim_set_discard(SimWorld *world, SimObject *set, SimObject *key); /* 1: was there */
int sim_set_update(SimWorld *world, SimObject *set, SimObject *iterable);
/* The methods of those names. */
int sim_set_difference_update(SimWorld *world, SimObject *set, SimObject *iterable);
int sim_set_symmetric_difference_update(SimWorld *world, SimObject *set, SimObject *iterable);
SimObject *sim_set_intersection(SimWorld *world, SimObject *set, SimObject *iterable);
size_t sim_set_size(const SimObject *set);
bool sim_set_next(const SimObject *set, size_t *position, SimObject **key); /* borrowed */
bool sim_set_next_hash(const SimObject *set, size_t *position, SimObject **key, int64_t *hash);

#define SIM_IS_ANYSET(object)                                                                      \
    (((object)->type->flags & (SIM_TPFLAGS_SET_SUBCLASS | SIM_TPFLAGS_FROZENSET_SUBCLASS)) != 0)

G_END_DECLS
