/* np.random.Generator and np.random.RandomState, and arrays of random numbers.
 *
 * Stands for numpy/random/_generator.pyx and mtrand.pyx. Without a seed the numbers are any:
 * they follow from the seed of the run. What is made of several draws (shuffle, permutation,
 * choice) is Python code (frozen/numpy_random.py). Left out: all distributions but the uniform,
 * the normal and (of RandomState) the exponential one, and dtypes of less than 32 bits.
 */
#pragma once

#include "sim/vm/numpy/ndarray.h"

G_BEGIN_DECLS

/* An object of @type, SIM_TYPE_NP_GENERATOR or SIM_TYPE_NP_RANDOM_STATE. */
SimObject *sim_np_generator_object(SimWorld *world, SimTypeId type, bool seeded, uint64_t seed);
/* The numbers behind such an object. */
SimNpGenerator *sim_np_generator_of(SimObject *object);
/* A seed argument: an int from 0 to @max, or None. False with an exception. */
bool
sim_np_seed_arg(SimWorld *world, SimObject *object, uint64_t max, bool *seeded, uint64_t *seed);

/* The methods of both kinds of objects, and the functions of the module, that draw each element by
 * itself. @generator NULL: any numbers. */
typedef struct {
    SimNpGenerator *generator;
    SimObject *const *args;
    size_t nargs;
    SimObject *kwnames;
} SimNpDrawing;
SimObject *sim_np_draw_uniform(SimWorld *world, const SimNpDrawing *drawing);
SimObject *sim_np_draw_normal(SimWorld *world, const SimNpDrawing *drawing);
SimObject *sim_np_draw_standard_normal(SimWorld *world, const SimNpDrawing *drawing);
SimObject *sim_np_draw_exponential(SimWorld *world, const SimNpDrawing *drawing);
SimObject *sim_np_draw_random(SimWorld *world, const SimNpDrawing *drawing);
/* _bounded(range, masked): one number from 0 to @range, for the Python part. */
SimObject *sim_np_draw_bounded(SimWorld *world, const SimNpDrawing *drawing);
/* dtype= of integers: the kind, of 32 or 64 bits; false with TypeError. */
bool sim_np_integer_kind_arg(SimWorld *world, SimObject *object, SimNpKind *kind);

extern const SimMethodDef sim_np_legacy_methods[]; /* np_random_module.c */

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
