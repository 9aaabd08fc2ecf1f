/* Host memory for objects: small blocks from slabs, by shape.
 *
 * Not part of the model. Objects come and go far more often than malloc likes; a slab hands
 * out blocks of one of 64 classes (16 to 1024 bytes), last freed first. Under
 * AddressSanitizer every block is malloc's own, so that a use after free is seen.
 *
 * A block keeps the slot of the object that was in it for the next one, so blocks are kept
 * apart also by how many bytes lie before the object (the "kind"): the slot is found at the
 * same place. Where the memory goes back to malloc the slots are kept in a list beside it;
 * which slot an object gets is the same either way.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <glib.h>

#include "sim/base/addr.h"

G_BEGIN_DECLS

enum {
    SIM_HOST_POOL_CLASSES = 65, /* class 0: sizes that malloc serves */
    SIM_HOST_POOL_KINDS = 3     /* bytes before the object: 0, 32, 64 */
};

/* Embedded by value: zeroed, and clear. */
typedef struct {
    void *free[SIM_HOST_POOL_KINDS][SIM_HOST_POOL_CLASSES];    /* chains through the first word */
    GArray *slots[SIM_HOST_POOL_KINDS][SIM_HOST_POOL_CLASSES]; /* of SimSlot; NULL: none yet */
    uint8_t *at;
    uint8_t *end;
    void *slabs; /* chain through the first word */
    size_t slab_count;
} SimHostPool;

#if defined(__SANITIZE_ADDRESS__)
#define SIM_HOST_POOL_SLABS 0
#else
#define SIM_HOST_POOL_SLABS 1
#endif

static inline unsigned
sim_host_pool_class(size_t size)
{
    return size <= 1024 ? (unsigned) ((size + 15) / 16) : 0;
}

/* Whether blocks of @size_class lie in slabs and keep their slot. */
static inline bool
sim_host_pool_is_slab(unsigned size_class)
{
    return SIM_HOST_POOL_SLABS && size_class != 0;
}

/* A new block of a slab, its contents undefined. */
void *sim_host_pool_carve(SimHostPool *self, unsigned size_class);
/* Slots of what is not in slabs: SIM_SLOT_NONE when none is free. */
SimSlot sim_host_pool_take_slot(SimHostPool *self, unsigned kind, unsigned size_class);
void sim_host_pool_give_slot(SimHostPool *self, unsigned kind, unsigned size_class, SimSlot slot);
/* Frees the slabs; other blocks must have been freed. */
void sim_host_pool_clear(SimHostPool *self);

/* A block that was freed before, or NULL. */
static inline void *
sim_host_pool_pop(SimHostPool *self, unsigned kind, unsigned size_class)
{
    void *block = self->free[kind][size_class];
    if (block != NULL) {
        memcpy(&self->free[kind][size_class], block, sizeof(void *));
    }
    return block;
}

static inline void
sim_host_pool_push(SimHostPool *self, unsigned kind, unsigned size_class, void *block)
{
    memcpy(block, &self->free[kind][size_class], sizeof(void *));
    self->free[kind][size_class] = block;
}

G_END_DECLS
