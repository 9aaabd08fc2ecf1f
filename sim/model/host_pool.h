/* Host memory for objects: small blocks from slabs, by size class.
 *
 * Not part of the model. Objects come and go far more often than malloc likes; a slab hands
 * out blocks of one of 64 classes (16 to 1024 bytes), last freed first. Under
 * AddressSanitizer every block is malloc's own, so that a use after free is seen.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <glib.h>

G_BEGIN_DECLS

enum {
    SIM_HOST_POOL_CLASSES = 65
};

/* Embedded by value: zeroed, and clear. */
typedef struct {
    void *free[SIM_HOST_POOL_CLASSES]; /* chains through the first word */
    uint8_t *at;
    uint8_t *end;
    void *slabs; /* chain through the first word */
} SimHostPool;

#if defined(__SANITIZE_ADDRESS__)
#define SIM_HOST_POOL_SLABS 0
#else
#define SIM_HOST_POOL_SLABS 1
#endif

/* 0 for sizes that g_malloc serves. */
static inline unsigned
sim_host_pool_class(size_t size)
{
    return SIM_HOST_POOL_SLABS && size <= 1024 ? (unsigned) ((size + 15) / 16) : 0;
}

void *sim_host_pool_refill(SimHostPool *self, unsigned size_class);
/* Frees the slabs; blocks of class 0 must have been freed. */
void sim_host_pool_clear(SimHostPool *self);

/* Zeroed. @size is above 0. */
static inline void *
sim_host_pool_alloc(SimHostPool *self, size_t size)
{
    unsigned size_class = sim_host_pool_class(size);
    if (size_class == 0) {
        return g_malloc0(size);
    }
    void *block = self->free[size_class];
    if (G_UNLIKELY(block == NULL)) {
        block = sim_host_pool_refill(self, size_class);
    } else {
        memcpy(&self->free[size_class], block, sizeof(void *));
    }
    memset(block, 0, (size_t) size_class * 16);
    return block;
}

/* @size_class as sim_host_pool_class said for the size. */
static inline void
sim_host_pool_free(SimHostPool *self, void *block, unsigned size_class)
{
    if (size_class == 0) {
        g_free(block);
        return;
    }
    memcpy(block, &self->free[size_class], sizeof(void *));
    self->free[size_class] = block;
}

G_END_DECLS
