#include "sim/model/host_pool.h"

#include <stdlib.h>
#include <sys/mman.h>

enum {
    SLAB_SIZE = 1 << 16,
    SLAB_HEADER = 16,
    FEW_SLABS = 16,
    HUGE_SIZE = 1 << 21 /* a huge page */
};

/* A program that needs many objects gets huge pages: most of the cost of new memory is that the
 * host has to map it. */
static uint8_t *
new_slab(SimHostPool *self, size_t *size)
{
    bool huge = self->slab_count++ >= FEW_SLABS;
    *size = huge ? HUGE_SIZE : SLAB_SIZE;
    void *slab = aligned_alloc(*size, *size);
    if (slab == NULL) {
        g_error("no memory for objects");
    }
    if (huge) {
        madvise(slab, *size, MADV_HUGEPAGE);
    }
    return slab;
}

void *
sim_host_pool_carve(SimHostPool *self, unsigned size_class)
{
    size_t size = (size_t) size_class * 16;
    if ((size_t) (self->end - self->at) < size) {
        size_t room;
        uint8_t *slab = new_slab(self, &room);
        memcpy(slab, &self->slabs, sizeof(void *));
        self->slabs = slab;
        self->at = slab + SLAB_HEADER;
        self->end = slab + room;
    }
    void *block = self->at;
    self->at += size;
    return block;
}

SimSlot
sim_host_pool_take_slot(SimHostPool *self, unsigned kind, unsigned size_class)
{
    GArray *slots = self->slots[kind][size_class];
    if (slots == NULL || slots->len == 0) {
        return SIM_SLOT_NONE;
    }
    SimSlot slot = g_array_index(slots, SimSlot, slots->len - 1);
    g_array_set_size(slots, slots->len - 1);
    return slot;
}

void
sim_host_pool_give_slot(SimHostPool *self, unsigned kind, unsigned size_class, SimSlot slot)
{
    GArray **slots = &self->slots[kind][size_class];
    if (*slots == NULL) {
        *slots = g_array_new(FALSE, FALSE, sizeof(SimSlot));
    }
    g_array_append_val(*slots, slot);
}

void
sim_host_pool_clear(SimHostPool *self)
{
    while (self->slabs != NULL) {
        void *slab = self->slabs;
        memcpy(&self->slabs, slab, sizeof(void *));
        free(slab);
    }
    for (unsigned kind = 0; kind < SIM_HOST_POOL_KINDS; kind++) {
        for (unsigned i = 0; i < SIM_HOST_POOL_CLASSES; i++) {
            g_clear_pointer(&self->slots[kind][i], g_array_unref);
        }
    }
    memset(self, 0, sizeof *self);
}
