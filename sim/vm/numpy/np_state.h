/* What numpy keeps in a process: its caches, its random generator, its dtype objects.
 *
 * Stands for the static tables of core/src/multiarray/alloc.c: freed data blocks below 1024
 * bytes by exact size, 7 of each, last in, first out; freed shape blocks likewise by their
 * number of words (16 sizes).
 */
#pragma once

#include "sim/vm/numpy/ndarray.h"
#include "sim/vm/numpy/np_elements.h"
#include "sim/vm/numpy/np_error.h"
#include "sim/vm/numpy/np_print.h"

G_BEGIN_DECLS

enum {
    SIM_NP_DATA_SIZES = 1024, /* bytes: 0 to 1023 */
    SIM_NP_DIMS_SIZES = 16,   /* words: 0 to 15 */
    SIM_NP_CACHED = 7
};

typedef struct {
    SimAddr blocks[SIM_NP_CACHED];
    int count;
} SimNpCache;

typedef struct SimNumpy {
    SimNpCache data[SIM_NP_DATA_SIZES];
    SimNpCache dims[SIM_NP_DIMS_SIZES];
    SimObject *dtypes[SIM_NP_KINDS]; /* static objects */
    SimObject *bools[2];             /* np.False_, np.True_: static objects */
    uint64_t random;                 /* seed of the next array of random numbers */
    SimNpGenerator *seeded;          /* after np.random.seed(); else NULL */
    SimNpErrMode errors[SIM_NP_ERR_KINDS];
    GHashTable *warned;  /* "line text" of the warnings given; NULL: none yet */
    SimNpPrint printing; /* np.set_printoptions() */
    GPtrArray *changed;  /* SimNpElements *, borrowed: the trace does not know of them yet */
} SimNumpy;

/* That of the world; made on first use. */
SimNumpy *sim_np_state(SimWorld *world);
void sim_np_state_free(SimNumpy *state); /* may be NULL */

G_END_DECLS
