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

uint64_t
sim_np_generator_masked(SimNpGenerator *generator, uint64_t range)
{
    uint64_t mask = range;
    if (range == 0) {
        return 0;
    }
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
        return sim_np_generator_masked(generator, range);
    }
    return range <= UINT32_MAX ? bounded_lemire32(generator, (uint32_t) range)
                               : bounded_lemire64(generator, range);
}

static double
gauss_polar(SimNpGenerator *generator)
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

/* Layers of equal area under exp(-x * x / 2), from the top; layer 0 stands for the base, a
 * rectangle of that area and the tail beyond TAIL. */
#define TAIL 3.6541528853610087963519472518L

static long double
bell(long double x)
{
    return expl(-x * x / 2);
}

/* Each edge follows from the one below it. */
static void
find_edges(SimNpGenerator *generator)
{
    long double area = TAIL * bell(TAIL) + sqrtl((long double) G_PI / 2) * erfcl(TAIL / sqrtl(2));
    long double edge = TAIL;
    generator->edges[0] = (double) (area / bell(TAIL));
    for (int i = SIM_NP_LAYERS - 1; i > 0; i--) {
        generator->edges[i] = (double) edge;
        edge = sqrtl(-2 * logl(area / edge + bell(edge)));
    }
    generator->has_edges = true;
}

static double
gauss_tail(SimNpGenerator *generator, bool negative)
{
    double x;
    double y;
    do {
        x = -(double) (1 / TAIL) * log1p(-sim_np_generator_double(generator));
        y = -log1p(-sim_np_generator_double(generator));
    } while (y + y <= x * x);
    return negative ? -((double) TAIL + x) : (double) TAIL + x;
}

static double
gauss_ziggurat(SimNpGenerator *generator)
{
    const double *edges = generator->edges;
    if (!generator->has_edges) {
        find_edges(generator);
    }
    for (;;) {
        uint64_t bits = sim_np_generator_next64(generator);
        int layer = (int) (bits & 0xff);
        bool negative = (bits >> 8 & 1) != 0;
        uint64_t place = bits >> 9 & (((uint64_t) 1 << 52) - 1);
        double above = layer == 0 ? (double) TAIL : layer == 1 ? 0 : edges[layer - 1];
        double x = (double) place * (edges[layer] * 0x1p-52);
        if (place < (uint64_t) (above / edges[layer] * 0x1p52)) {
            return negative ? -x : x;
        }
        if (layer == 0) {
            return gauss_tail(generator, (place >> 8 & 1) != 0);
        }
        double low = (double) bell(edges[layer]);
        double high = (double) bell(above);
        if ((high - low) * sim_np_generator_double(generator) + low < exp(-0.5 * x * x)) {
            return negative ? -x : x;
        }
    }
}

double
sim_np_generator_gauss(SimNpGenerator *generator)
{
    return generator->bits == SIM_NP_MT19937 ? gauss_polar(generator) : gauss_ziggurat(generator);
}

double
sim_np_generator_exponential(SimNpGenerator *generator)
{
    return -log(1.0 - sim_np_generator_double(generator));
}
