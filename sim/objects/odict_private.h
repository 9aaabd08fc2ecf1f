/* collections.OrderedDict.
 *
 * Stands for Objects/odictobject.c (3.11): a dict of 112 bytes with a doubly linked list of nodes,
 * 32 bytes each from the MEM domain, one for each key and with a reference of its own to it; and
 * `fast`, an array with a place for each of the dict's (8 bytes times the table's size), which
 * finds the node of a dict entry. It is made anew when the dict's keys block is another than
 * `sentinel` says.
 *
 * odict.c has the nodes and what changes a dict with them, odict_methods.c the Python side,
 * odict_iter.c views and iterators. The nodes' keys are recorded as a sequence (SPLICE), in their
 * order. `state` changes with every change of the list: iterators look at it. Exact.
 */
#pragma once

#include "sim/objects/dict_private.h"

G_BEGIN_DECLS

typedef struct SimOdictNode {
    SimObject *key; /* owned */
    int64_t hash;
    struct SimOdictNode *next;
    struct SimOdictNode *prev;
    SimAddr addr;
} SimOdictNode;

typedef struct {
    SimDict dict;
    SimOdictNode *first;
    SimOdictNode *last;
    SimOdictNode **fast; /* NULL: none */
    int64_t fast_size;
    SimAddr fast_addr;
    SimAddr sentinel; /* where the keys block was when `fast` was made */
    uint64_t state;
    int64_t count;            /* of nodes */
    SimObject *instance_dict; /* __dict__; owned; NULL: none yet */
} SimOdict;

static inline SimOdict *
sim_odict_cast(SimObject *object)
{
    return (SimOdict *) (void *) object;
}

static inline bool
sim_is_odict(SimWorld *world, const SimObject *object)
{
    return sim_type_is_subtype(object->type, sim_type(world, SIM_TYPE_ODICT));
}

static inline bool
sim_is_odict_exact(SimWorld *world, const SimObject *object)
{
    return object->type == sim_type(world, SIM_TYPE_ODICT);
}

/* The node of @key; NULL with or without an exception. */
SimOdictNode *sim_odict_find(SimWorld *world, SimOdict *odict, SimObject *key);
/* Both as CPython's PyODict_SetItem and PyODict_DelItem. */
int sim_odict_set(SimWorld *world, SimObject *odict, SimObject *key, SimObject *value);
int sim_odict_set_known(
    SimWorld *world, SimObject *odict, SimObject *key, SimObject *value, int64_t hash);
int sim_odict_delete(SimWorld *world, SimObject *odict, SimObject *key);
/* odict.pop(): the value, a new reference; @otherwise may be NULL. */
SimObject *sim_odict_pop_known(
    SimWorld *world, SimObject *odict, SimObject *key, SimObject *otherwise, int64_t hash);
/* The node goes to one end of the list. */
void sim_odict_move(SimWorld *world, SimOdict *odict, SimOdictNode *node, bool last);
/* The nodes alone, after the dict has been cleared. */
void sim_odict_clear_nodes(SimWorld *world, SimOdict *odict);
/* odict.update(): what it is told by one argument. */
int sim_odict_update_arg(SimWorld *world, SimObject *odict, SimObject *other);
int sim_odict_add_pairs(SimWorld *world, SimObject *odict, SimObject *pairs);

/* odict_iter.c */
typedef enum {
    SIM_ODICT_REVERSED = 1,
    SIM_ODICT_KEYS = 2,
    SIM_ODICT_VALUES = 4,
    SIM_ODICT_ITEMS = SIM_ODICT_KEYS | SIM_ODICT_VALUES
} SimOdictIterKind;
SimObject *sim_odict_iter_of(SimWorld *world, SimObject *odict, unsigned kind);

G_END_DECLS
