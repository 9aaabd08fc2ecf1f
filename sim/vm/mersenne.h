/* MT19937, the generator behind the module random (Modules/_randommodule.c): the same numbers for
 * the same key. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include <glib.h>

G_BEGIN_DECLS

enum {
    SIM_MERSENNE_WORDS = 624
};

typedef struct {
    uint32_t words[SIM_MERSENNE_WORDS];
    uint32_t position; /* of the next word; SIM_MERSENNE_WORDS: all are used up */
} SimMersenne;

/* init_by_array; @count is at least 1. */
void sim_mersenne_seed(SimMersenne *self, const uint32_t *key, size_t count);
uint32_t sim_mersenne_next(SimMersenne *self);
/* In [0, 1), with 53 bits. */
double sim_mersenne_double(SimMersenne *self);

G_END_DECLS
