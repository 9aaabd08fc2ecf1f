#include "sim/model/host_pool.h"

enum {
    SLAB_SIZE = 1 << 16,
    SLAB_HEADER = 16
};

void *
sim_host_pool_refill(SimHostPool *self, unsigned size_class)
{
    size_t size = (size_t) size_class * 16;
    if ((size_t) (self->end - self->at) < size) {
        uint8_t *slab = g_malloc(SLAB_SIZE);
        memcpy(slab, &self->slabs, sizeof(void *));
        self->slabs = slab;
        self->at = slab + SLAB_HEADER;
        self->end = slab + SLAB_SIZE;
    }
    void *block = self->at;
    self->at += size;
    return block;
}

void
sim_host_pool_clear(SimHostPool *self)
{
    while (self->slabs != NULL) {
        void *slab = self->slabs;
        memcpy(&self->slabs, slab, sizeof(void *));
        g_free(slab);
    }
    memset(self, 0, sizeof *self);
}
