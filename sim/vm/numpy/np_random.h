/* numpy's bit generators: the same numbers for the same seed.
 *
 * Stands for numpy/random/src/{mt19937,pcg64} and bit_generator.pyx (SeedSequence):
 * np.random.seed(n) and RandomState use MT19937, np.random.default_rng(n) uses PCG64.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
    SIM_NP_MT19937,
    SIM_NP_PCG64
} SimNpBits;

enum {
    SIM_NP_MT_WORDS = 624,
    SIM_NP_LAYERS = 256
};

typedef struct {
    SimNpBits bits;
    uint32_t words[SIM_NP_MT_WORDS]; /* MT19937 */
    int position;
    uint64_t state[2]; /* PCG64: high, low */
    uint64_t increment[2];
    bool has_half; /* PCG64: the other half of a 64-bit draw */
    uint32_t half;
    bool has_gauss; /* the other number of a pair of normal ones */
    double gauss;
    bool has_edges; /* PCG64: where the layers of the ziggurat end, the widest last */
    double edges[SIM_NP_LAYERS];
} SimNpGenerator;

void sim_np_generator_seed(SimNpGenerator *generator, SimNpBits bits, uint64_t seed);
uint32_t sim_np_generator_next32(SimNpGenerator *generator);
uint64_t sim_np_generator_next64(SimNpGenerator *generator);
/* In [0, 1), 53 bits. */
double sim_np_generator_double(SimNpGenerator *generator);
/* In [0, @range], as randint (MT19937: masked rejection) and Generator.integers (PCG64:
 * Lemire's method) of int64 draw it. */
uint64_t sim_np_generator_bounded(SimNpGenerator *generator, uint64_t range);
/* The same by masked rejection, as both of numpy's interfaces draw it to shuffle. */
uint64_t sim_np_generator_masked(SimNpGenerator *generator, uint64_t range);
/* Normally distributed: MT19937 by the polar method, as RandomState.randn; PCG64 by the ziggurat,
 * as Generator.normal. The ziggurat's table agrees with numpy's in 13 digits. */
double sim_np_generator_gauss(SimNpGenerator *generator);
/* Exponentially distributed as RandomState.exponential. */
double sim_np_generator_exponential(SimNpGenerator *generator);

G_END_DECLS
