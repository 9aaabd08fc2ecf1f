#include "sim/vm/numpy/np_random.h"

#include <math.h>
#include <string.h>

__extension__ typedef unsigned __int128 Wide;

enum {
    MT_SHIFT = 397,
    POOL = 4 /* words of SeedSequence's pool */
};

static void
seed_mt19937(SimNpGenerator *generator, uint32_t seed)
{
    for (uint32_t i = 0; i < SIM_NP_MT_WORDS; i++) {
        generator->words[i] = seed;
        seed = 1812433253u * (seed ^ (seed >> 30)) + i + 1;
    }
    generator->position = SIM_NP_MT_WORDS;
}

static void
refill_mt19937(SimNpGenerator *generator)
{
    uint32_t *words = generator->words;
    for (int i = 0; i < SIM_NP_MT_WORDS; i++) {
        uint32_t next = words[(i + 1) % SIM_NP_MT_WORDS];
        uint32_t mixed = (words[i] & 0x80000000u) | (next & 0x7fffffffu);
        words[i] = words[(i + MT_SHIFT) % SIM_NP_MT_WORDS] ^ (mixed >> 1) ^
                   ((mixed & 1) != 0 ? 0x9908b0dfu : 0);
    }
    generator->position = 0;
}

static uint32_t
next_mt19937(SimNpGenerator *generator)
{
    if (generator->position == SIM_NP_MT_WORDS) {
        refill_mt19937(generator);
    }
    uint32_t y = generator->words[generator->position++];
    y ^= y >> 11;
    y ^= (y << 7) & 0x9d2c5680u;
    y ^= (y << 15) & 0xefc60000u;
    return y ^ (y >> 18);
}

/* SeedSequence: a hash whose multiplier changes from word to word. */
static uint32_t
hash_word(uint32_t value, uint32_t *factor, uint32_t multiplier)
{
    value ^= *factor;
    *factor *= multiplier;
    value *= *factor;
    return value ^ (value >> 16);
}

static uint32_t
mix_words(uint32_t x, uint32_t y)
{
    uint32_t mixed = 0xca01f9ddu * x - 0x4973f715u * y;
    return mixed ^ (mixed >> 16);
}

static void
fill_pool(uint32_t pool[POOL], uint64_t seed)
{
    uint32_t factor = 0x43b0d7e5u;
    uint32_t entropy[POOL] = {(uint32_t) seed, (uint32_t) (seed >> 32)};
    for (int i = 0; i < POOL; i++) {
        pool[i] = hash_word(entropy[i], &factor, 0x931e8875u);
    }
    for (int from = 0; from < POOL; from++) {
        for (int to = 0; to < POOL; to++) {
            if (from != to) {
                uint32_t hashed = hash_word(pool[from], &factor, 0x931e8875u);
                pool[to] = mix_words(pool[to], hashed);
            }
        }
    }
}

/* SeedSequence(seed).generate_state(4, uint64) */
static void
generate_state(uint64_t seed, uint64_t out[4])
{
    uint32_t pool[POOL];
    fill_pool(pool, seed);
    uint32_t factor = 0x8b51f9ddu;
    for (int i = 0; i < 4; i++) {
        uint64_t low = hash_word(pool[2 * i % POOL], &factor, 0x58f38dedu);
        uint64_t high = hash_word(pool[(2 * i + 1) % POOL], &factor, 0x58f38dedu);
        out[i] = high << 32 | low;
    }
}

static Wide
wide(const uint64_t halves[2])
{
    return (Wide) halves[0] << 64 | halves[1];
}

static void
step_pcg64(SimNpGenerator *generator)
{
    const uint64_t multiplier[2] = {0x2360ed051fc65da4, 0x4385df649fccf645};
    Wide state = wide(generator->state) * wide(multiplier) + wide(generator->increment);
    generator->state[0] = (uint64_t) (state >> 64);
    generator->state[1] = (uint64_t) state;
}

static void
seed_pcg64(SimNpGenerator *generator, uint64_t seed)
{
    uint64_t words[4];
    generate_state(seed, words);
    Wide increment = wide(words + 2) << 1 | 1;
    generator->increment[0] = (uint64_t) (increment >> 64);
    generator->increment[1] = (uint64_t) increment;
    generator->state[0] = 0;
    generator->state[1] = 0;
    step_pcg64(generator);
    Wide state = wide(generator->state) + wide(words);
    generator->state[0] = (uint64_t) (state >> 64);
    generator->state[1] = (uint64_t) state;
    step_pcg64(generator);
}

void
sim_np_generator_seed(SimNpGenerator *generator, SimNpBits bits, uint64_t seed)
{
    memset(generator, 0, sizeof *generator);
    generator->bits = bits;
    if (bits == SIM_NP_MT19937) {
        seed_mt19937(generator, (uint32_t) seed);
    } else {
        seed_pcg64(generator, seed);
    }
}

uint64_t
sim_np_generator_next64(SimNpGenerator *generator)
{
    if (generator->bits == SIM_NP_MT19937) {
        uint64_t high = next_mt19937(generator);
        return high << 32 | next_mt19937(generator);
    }
    step_pcg64(generator);
    uint64_t value = generator->state[0] ^ generator->state[1];
    unsigned turn = (unsigned) (generator->state[0] >> 58);
    return value >> turn | value << (-turn & 63);
}

uint32_t
sim_np_generator_next32(SimNpGenerator *generator)
{
    if (generator->bits == SIM_NP_MT19937) {
        return next_mt19937(generator);
    }
    if (generator->has_half) {
        generator->has_half = false;
        return generator->half;
    }
    uint64_t value = sim_np_generator_next64(generator);
    generator->has_half = true;
    generator->half = (uint32_t) (value >> 32);
    return (uint32_t) value;
}

double
sim_np_generator_double(SimNpGenerator *generator)
{
    if (generator->bits == SIM_NP_PCG64) {
        return (double) (sim_np_generator_next64(generator) >> 11) * 0x1.0p-53;
    }
    uint32_t high = next_mt19937(generator) >> 5;
    uint32_t low = next_mt19937(generator) >> 6;
    return (high * 67108864.0 + low) / 9007199254740992.0;
}

static uint64_t
bounded_masked(SimNpGenerator *generator, uint64_t range)
{
    uint64_t mask = range;
    for (int shift = 1; shift < 64; shift *= 2) {
        mask |= mask >> shift;
    }
    uint64_t value;
    do {
        value = (range > UINT32_MAX ? sim_np_generator_next64(generator)
                                    : sim_np_generator_next32(generator)) &
                mask;
    } while (value > range);
    return value;
}

static uint64_t
bounded_lemire32(SimNpGenerator *generator, uint32_t range)
{
    if (range == UINT32_MAX) {
        return sim_np_generator_next32(generator);
    }
    uint32_t count = range + 1;
    uint64_t product = (uint64_t) sim_np_generator_next32(generator) * count;
    if ((uint32_t) product < count) {
        uint32_t threshold = (UINT32_MAX - range) % count;
        while ((uint32_t) product < threshold) {
            product = (uint64_t) sim_np_generator_next32(generator) * count;
        }
    }
    return product >> 32;
}

static uint64_t
bounded_lemire64(SimNpGenerator *generator, uint64_t range)
{
    if (range == UINT64_MAX) {
        return sim_np_generator_next64(generator);
    }
    uint64_t count = range + 1;
    Wide product = (Wide) sim_np_generator_next64(generator) * count;
    if ((uint64_t) product < count) {
        uint64_t threshold = (UINT64_MAX - range) % count;
        while ((uint64_t) product < threshold) {
            product = (Wide) sim_np_generator_next64(generator) * count;
        }
    }
    return (uint64_t) (product >> 64);
}

uint64_t
sim_np_generator_bounded(SimNpGenerator *generator, uint64_t range)
{
    if (range == 0) {
        return 0;
    }
    if (generator->bits == SIM_NP_MT19937) {
        return bounded_masked(generator, range);
    }
    return range <= UINT32_MAX ? bounded_lemire32(generator, (uint32_t) range)
                               : bounded_lemire64(generator, range);
}

double
sim_np_generator_gauss(SimNpGenerator *generator)
{
    if (generator->has_gauss) {
        generator->has_gauss = false;
        return generator->gauss;
    }
    double x;
    double y;
    double square;
    do {
        x = 2.0 * sim_np_generator_double(generator) - 1.0;
        y = 2.0 * sim_np_generator_double(generator) - 1.0;
        square = x * x + y * y;
    } while (square >= 1.0 || !(square > 0));
    double factor = sqrt(-2.0 * log(square) / square);
    generator->gauss = factor * x;
    generator->has_gauss = true;
    return factor * y;
}
