/* An index as ndarray_index.c takes it apart: a basic part that makes a view, and selectors
 * (integer arrays, masks), which pick elements of some axes.
 *
 * Stands for PyArrayMapIterObject of core/src/multiarray/mapping.c. The selectors are broadcast
 * together; their axes stand where the first of them stood, or first when something else is
 * between them. The result is laid out with their axes first.
 */
#pragma once

#include "sim/vm/numpy/ndarray.h"

G_BEGIN_DECLS

/* The values of an integer array, checked and made positive, in C order. */
typedef struct {
    int ndim;
    int64_t shape[SIM_NP_MAX_DIMS];
    int64_t *values; /* owned */
    int64_t stride;  /* of the axis they select from */
} SimNpSelector;

typedef struct {
    SimNdarray *array; /* borrowed */
    int axis;          /* the next of the array's */
    int ndim;          /* of the basic part, so far */
    int64_t shape[2 * SIM_NP_MAX_DIMS];
    int64_t strides[2 * SIM_NP_MAX_DIMS];
    int64_t offset;
    int selectors; /* how many */
    SimNpSelector selector[SIM_NP_MAX_DIMS];
    bool selecting;  /* an integer or a selector was met */
    int first;       /* ndim where the first of them stood */
    int last;        /* ndim where the last one stood */
    bool scattered;  /* a basic index came between them */
    bool whole_mask; /* one mask for all axes */
} SimNpIndex;

void sim_np_index_note_int(SimNpIndex *index);
/* Adds a selector for the next axis, or axes (mask). False with IndexError. */
bool sim_np_index_select(SimWorld *world, SimNpIndex *index, SimNdarray *array);
SimNdarray *sim_np_index_get(SimWorld *world, SimNpIndex *index);
int sim_np_index_set(SimWorld *world, SimNpIndex *index, SimNdarray *source);
void sim_np_index_clear(SimNpIndex *index);

G_END_DECLS
