#include "sim/model/addr_map.h"

#define INITIAL_BITS 6

void
sim_addr_map_init(SimAddrMap *self)
{
    self->bits = INITIAL_BITS;
    self->count = 0;
    self->entries = g_new0(SimAddrMapEntry, (size_t) 1 << INITIAL_BITS);
}

void
sim_addr_map_clear(SimAddrMap *self)
{
    g_free(self->entries);
    self->entries = NULL;
}

static void
put(SimAddrMap *self, SimAddrMapEntry entry)
{
    size_t mask = ((size_t) 1 << self->bits) - 1;
    size_t at = sim_addr_map_slot(self, entry.addr);
    while (self->entries[at].addr != 0) {
        g_assert(self->entries[at].addr != entry.addr);
        at = (at + 1) & mask;
    }
    self->entries[at] = entry;
}

static void
grow(SimAddrMap *self)
{
    SimAddrMapEntry *old = self->entries;
    size_t length = (size_t) 1 << self->bits;
    self->bits++;
    self->entries = g_new0(SimAddrMapEntry, 2 * length);
    for (size_t i = 0; i < length; i++) {
        if (old[i].addr != 0) {
            put(self, old[i]);
        }
    }
    g_free(old);
}

void
sim_addr_map_add(SimAddrMap *self, SimAddr addr, void *record)
{
    g_assert(addr != 0 && record != NULL);
    if (2 * (self->count + 1) > (size_t) 1 << self->bits) {
        grow(self);
    }
    put(self, (SimAddrMapEntry){addr, record});
    self->count++;
}

/* Moves entries down so that no probe meets a gap before its address. */
static void
close_gap(SimAddrMap *self, size_t gap)
{
    size_t mask = ((size_t) 1 << self->bits) - 1;
    for (size_t at = (gap + 1) & mask; self->entries[at].addr != 0; at = (at + 1) & mask) {
        size_t home = sim_addr_map_slot(self, self->entries[at].addr);
        if (((at - home) & mask) >= ((at - gap) & mask)) {
            self->entries[gap] = self->entries[at];
            gap = at;
        }
    }
    self->entries[gap] = (SimAddrMapEntry){0, NULL};
}

void *
sim_addr_map_take(SimAddrMap *self, SimAddr addr)
{
    size_t mask = ((size_t) 1 << self->bits) - 1;
    size_t at = sim_addr_map_slot(self, addr);
    while (self->entries[at].addr != addr) {
        if (self->entries[at].addr == 0) {
            return NULL;
        }
        at = (at + 1) & mask;
    }
    void *record = self->entries[at].record;
    close_gap(self, at);
    self->count--;
    return record;
}
