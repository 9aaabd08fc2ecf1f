/* What the files set*.c share. set.c has the table and what other files call, set_ops.c the
 * operations between sets, set_methods.c the Python side, set_iter.c the iterator.
 *
 * Invariants: used <= fill <= mask, so that a probe always ends; an entry is unused (key NULL,
 * hash 0), a dummy (key SIM_SET_DUMMY, hash -1) or active. The order of iteration is that of
 * the table.
 */
#pragma once

#include "sim/objects/abstract.h"
#include "sim/objects/set.h"
#include "sim/objects/splice.h"

G_BEGIN_DECLS

enum {
    SIM_SET_MIN_SIZE = 8
};

typedef struct {
    SimObject *key;
    int64_t hash;
} SimSetEntry;

typedef struct {
    SimObject ob;
    int64_t fill; /* active and dummy entries */
    int64_t used;
    int64_t mask;
    SimSetEntry *table; /* `small`, or a block of its own */
    int64_t hash;       /* frozenset: -1 while unknown */
    int64_t finger;     /* where pop() looks next */
    SimAddr table_addr; /* 0: the small table */
    SimSetEntry small[SIM_SET_MIN_SIZE];
} SimSet;

extern const SimObject sim_set_dummy;
#define SIM_SET_DUMMY   ((SimObject *) &sim_set_dummy)
#define SIM_SET(object) ((SimSet *) (void *) (object))

static inline bool
sim_set_is_active(const SimSetEntry *entry)
{
    return entry->key != NULL && entry->key != SIM_SET_DUMMY;
}

static inline bool
sim_set_is_exact(SimWorld *world, const SimObject *object)
{
    return object->type == sim_type(world, SIM_TYPE_SET) ||
           object->type == sim_type(world, SIM_TYPE_FROZENSET);
}

/* The next active entry from *@position on, or NULL. */
static inline const SimSetEntry *
sim_set_next_entry(const SimSet *set, size_t *position)
{
    for (size_t i = *position; i <= (size_t) set->mask; i++) {
        if (sim_set_is_active(&set->table[i])) {
            *position = i + 1;
            return &set->table[i];
        }
    }
    *position = (size_t) set->mask + 1;
    return NULL;
}

/* make_new_set: tracked; @iterable NULL: empty. */
SimObject *sim_set_make(SimWorld *world, SimType *type, SimObject *iterable);
/* make_new_set_basetype: a plain set or frozenset, whichever @like is. */
SimObject *sim_set_make_like(SimWorld *world, const SimObject *like, SimObject *iterable);
/* 1, 0 or -1 */
int sim_set_contains_entry(SimWorld *world, SimSet *set, SimObject *key, int64_t hash);
int sim_set_add_entry(SimWorld *world, SimSet *set, SimObject *key, int64_t hash);
int sim_set_discard_entry(SimWorld *world, SimSet *set, SimObject *key, int64_t hash);
void sim_set_clear(SimWorld *world, SimSet *set);
/* After many deletions: a table without dummies if they are more than a quarter. */
int sim_set_tidy(SimWorld *world, SimSet *set);
/* The two exchange their members; hashes too when both are frozen. */
void sim_set_swap(SimWorld *world, SimSet *a, SimSet *b);
SimObject *sim_set_copy(SimWorld *world, SimObject *set);
SimObject *sim_set_difference(SimWorld *world, SimObject *set, SimObject *other);
/* 1, 0 or -1 */
int sim_set_is_subset(SimWorld *world, SimObject *set, SimObject *other);
int sim_set_is_superset(SimWorld *world, SimObject *set, SimObject *other);
int sim_set_is_disjoint(SimWorld *world, SimObject *set, SimObject *other);
SimObject *sim_set_symmetric_difference(SimWorld *world, SimObject *set, SimObject *other);
int sim_set_intersection_update(SimWorld *world, SimObject *set, SimObject *other);
SimObject *sim_set_iter(SimWorld *world, SimObject *set);

G_END_DECLS
