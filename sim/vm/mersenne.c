#include "sim/vm/mersenne.h"

enum {
    WORDS = SIM_MERSENNE_WORDS,
    SHIFT = 397
};

static void
fill(SimMersenne *self, uint32_t seed)
{
    for (uint32_t i = 0; i < WORDS; i++) {
        self->words[i] = seed;
        seed = 1812433253u * (seed ^ (seed >> 30)) + i + 1;
    }
}

/* One word takes up what its left neighbour has become. */
static uint32_t
mixed(const SimMersenne *self, uint32_t i, uint32_t factor)
{
    uint32_t before = self->words[(i + WORDS - 1) % WORDS];
    return self->words[i] ^ ((before ^ (before >> 30)) * factor);
}

/* After word i: the next of the ring, in which word 0 only copies the last. */
static uint32_t
next_place(SimMersenne *self, uint32_t i)
{
    if (++i == WORDS) {
        self->words[0] = self->words[WORDS - 1];
        i = 1;
    }
    return i;
}

void
sim_mersenne_seed(SimMersenne *self, const uint32_t *key, size_t count)
{
    fill(self, 19650218u);
    uint32_t i = 1;
    size_t j = 0;
    for (size_t left = MAX(count, (size_t) WORDS); left > 0; left--) {
        self->words[i] = mixed(self, i, 1664525u) + key[j] + (uint32_t) j;
        i = next_place(self, i);
        j = (j + 1) % count;
    }
    for (size_t left = WORDS - 1; left > 0; left--) {
        self->words[i] = mixed(self, i, 1566083941u) - i;
        i = next_place(self, i);
    }
    self->words[0] = 0x80000000u;
    self->position = WORDS;
}

static void
refill(SimMersenne *self)
{
    uint32_t *words = self->words;
    for (uint32_t i = 0; i < WORDS; i++) {
        uint32_t both = (words[i] & 0x80000000u) | (words[(i + 1) % WORDS] & 0x7fffffffu);
        words[i] = words[(i + SHIFT) % WORDS] ^ (both >> 1) ^ ((both & 1) != 0 ? 0x9908b0dfu : 0);
    }
    self->position = 0;
}

uint32_t
sim_mersenne_next(SimMersenne *self)
{
    if (self->position >= WORDS) {
        refill(self);
    }
    uint32_t y = self->words[self->position++];
    y ^= y >> 11;
    y ^= (y << 7) & 0x9d2c5680u;
    y ^= (y << 15) & 0xefc60000u;
    return y ^ (y >> 18);
}

double
sim_mersenne_double(SimMersenne *self)
{
    uint32_t high = sim_mersenne_next(self) >> 5;
    uint32_t low = sim_mersenne_next(self) >> 6;
    return (high * 67108864.0 + low) * (1.0 / 9007199254740992.0);
}
