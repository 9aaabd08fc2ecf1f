/* collections.deque.
 *
 * Stands for the deque of Modules/_collectionsmodule.c (3.11): a doubly linked list of blocks of
 * 64 items, 528 bytes each from the MEM domain, filled from the middle of the first one; up to 16
 * emptied blocks are kept by the deque itself. sys.getsizeof counts the blocks between both ends.
 *
 * Invariants: `left` and `right` are never NULL in a deque that others see; the items lie between
 * left_index of `left` and right_index of `right`; an empty deque has left == right and
 * left_index == right_index + 1. `state` changes with every change of the order or number of
 * items: iterators look at it. Items are recorded as a sequence (SPLICE). Exact.
 */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

enum {
    SIM_DEQUE_BLOCK_ITEMS = 64,
    SIM_DEQUE_BLOCK_SIZE = 528,
    SIM_DEQUE_KEPT_BLOCKS = 16,
    SIM_DEQUE_CENTER = (SIM_DEQUE_BLOCK_ITEMS - 1) / 2
};

typedef struct SimDequeBlock {
    struct SimDequeBlock *left;
    struct SimDequeBlock *right;
    SimAddr addr;
    SimObject *items[SIM_DEQUE_BLOCK_ITEMS];
} SimDequeBlock;

typedef struct {
    SimObject ob;
    SimDequeBlock *left;
    SimDequeBlock *right;
    int64_t left_index;
    int64_t right_index;
    int64_t length;
    int64_t maxlen; /* -1: none */
    uint64_t state;
    size_t kept_count;
    SimDequeBlock *kept[SIM_DEQUE_KEPT_BLOCKS];
} SimDeque;

/* A place in a deque, for walking to the right. */
typedef struct {
    SimDequeBlock *block;
    int64_t index;
} SimDequeCursor;

static inline SimDeque *
sim_deque_cast(SimObject *object)
{
    return (SimDeque *) (void *) object;
}

static inline bool
sim_is_deque(SimWorld *world, const SimObject *object)
{
    return sim_type_is_subtype(object->type, sim_type(world, SIM_TYPE_DEQUE));
}

static inline SimDequeCursor
sim_deque_begin(const SimDeque *deque)
{
    return (SimDequeCursor){deque->left, deque->left_index};
}

static inline SimObject *
sim_deque_at(const SimDequeCursor *cursor)
{
    return cursor->block->items[cursor->index];
}

static inline void
sim_deque_advance(SimDequeCursor *cursor)
{
    if (++cursor->index == SIM_DEQUE_BLOCK_ITEMS) {
        cursor->block = cursor->block->right;
        cursor->index = 0;
    }
}

/* An empty one of @type, without maxlen. */
SimObject *sim_deque_new(SimWorld *world, SimType *type);
/* Append at an end; what is too much for maxlen leaves at the other. Steal @item, also on
 * failure. */
int sim_deque_append(SimWorld *world, SimDeque *deque, SimObject *item);
int sim_deque_append_left(SimWorld *world, SimDeque *deque, SimObject *item);
/* NULL with IndexError when there is nothing. */
SimObject *sim_deque_pop(SimWorld *world, SimDeque *deque);
SimObject *sim_deque_pop_left(SimWorld *world, SimDeque *deque);
int sim_deque_extend(SimWorld *world, SimDeque *deque, SimObject *iterable);
int sim_deque_extend_left(SimWorld *world, SimDeque *deque, SimObject *iterable);
int sim_deque_rotate(SimWorld *world, SimDeque *deque, int64_t count);
void sim_deque_clear(SimWorld *world, SimDeque *deque);
/* Where item @index is, which must exist. */
SimObject **sim_deque_place(const SimDeque *deque, int64_t index);
/* Removes item @index, which must exist. */
int sim_deque_delete(SimWorld *world, SimDeque *deque, int64_t index);
/* deque *= count */
int sim_deque_repeat(SimWorld *world, SimDeque *deque, int64_t count);
/* The blocks go too: the last act but one of a deque. */
void sim_deque_free_blocks(SimWorld *world, SimDeque *deque);

/* deque_iter.c */
SimObject *sim_deque_iter(SimWorld *world, SimObject *deque);
SimObject *sim_deque_reversed(SimWorld *world, SimObject *deque);

/* deque_methods.c: what the type has besides its slots. */
extern const SimMethodDef sim_deque_methods[];
extern const SimGetSetDef sim_deque_getset[];
/* An argument as an int64: -1 with an exception. */
int64_t sim_deque_int_arg(SimWorld *world, SimObject *object);
/* copy.copy(deque) */
SimObject *sim_deque_copy(SimWorld *world, SimObject *deque);

G_END_DECLS
