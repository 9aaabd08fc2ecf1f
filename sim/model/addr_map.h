/* A hash table from addresses to records, for the blocks of a heap.
 *
 * Open addressing with linear probing, removal without tombstones. Address 0 and the
 * record NULL are not allowed. The records are borrowed.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include <glib.h>

#include "sim/base/addr.h"

G_BEGIN_DECLS

typedef struct {
    SimAddr addr; /* 0: empty */
    void *record;
} SimAddrMapEntry;

/* Embedded by value: init and clear. */
typedef struct {
    SimAddrMapEntry *entries;
    size_t count;
    unsigned bits; /* log2 of the number of entries */
} SimAddrMap;

void sim_addr_map_init(SimAddrMap *self);
void sim_addr_map_clear(SimAddrMap *self);
/* @addr must not be in the map. */
void sim_addr_map_add(SimAddrMap *self, SimAddr addr, void *record);
/* The record, now removed, or NULL. */
void *sim_addr_map_take(SimAddrMap *self, SimAddr addr);

static inline size_t
sim_addr_map_slot(const SimAddrMap *self, SimAddr addr)
{
    return (size_t) ((addr >> 4) * UINT64_C(0x9e3779b97f4a7c15) >> (64 - self->bits));
}

/* The record, or NULL. */
static inline void *
sim_addr_map_get(const SimAddrMap *self, SimAddr addr)
{
    size_t mask = ((size_t) 1 << self->bits) - 1;
    size_t at = sim_addr_map_slot(self, addr);
    while (self->entries[at].addr != addr) {
        if (self->entries[at].addr == 0) {
            return NULL;
        }
        at = (at + 1) & mask;
    }
    return self->entries[at].record;
}

G_END_DECLS
