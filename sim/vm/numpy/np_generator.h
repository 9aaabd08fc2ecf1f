/* np.random.Generator, and arrays of random numbers.
 *
 * Stands for numpy/random/_generator.pyx and mtrand.pyx. Without a seed the numbers are any:
 * they follow from the seed of the run. Left out of Generator: all but random, integers and
 * uniform.
 */
#pragma once

#include "sim/vm/numpy/ndarray.h"

G_BEGIN_DECLS

SimObject *sim_np_generator_object(SimWorld *world, bool seeded, uint64_t seed);

/* Numbers of [0, 1): one, or an array of the shape @size (NULL or None: one). @generator NULL:
 * any numbers. */
SimObject *sim_np_random_numbers(SimWorld *world, SimNpGenerator *generator, SimObject *size);
SimObject *
sim_np_random_array(SimWorld *world, SimNpGenerator *generator, int ndim, const int64_t *shape);

/* Calls @draw for each element of an array of the shape @size, or once for a number. */
typedef SimNpValue (*SimNpDraw)(SimNpGenerator *generator, const void *data);
SimObject *sim_np_random_draw(SimWorld *world,
                              SimNpGenerator *generator,
                              SimObject *size,
                              SimNpKind kind,
                              SimNpDraw draw,
                              const void *data);
/* low, high=None: the first number and how many above it. False with an exception. */
bool sim_np_random_bounds(SimWorld *world,
                          SimObject *low,
                          SimObject *high,
                          bool endpoint,
                          int64_t *first,
                          uint64_t *range);
/* A generator that nobody seeded. */
void sim_np_random_any(SimWorld *world, SimNpGenerator *generator);

G_END_DECLS
