/* slice. Stands for Objects/sliceobject.c: 56 bytes, one cached. */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

typedef struct {
    SimObject ob;
    SimObject *start;
    SimObject *stop;
    SimObject *step;
} SimSlice;

/* NULL stands for None. */
SimObject *sim_slice_new(SimWorld *world, SimObject *start, SimObject *stop, SimObject *step);
/* PySlice_Unpack and PySlice_AdjustIndices in one: false with an exception. */
bool sim_slice_indices(SimWorld *world,
                       SimObject *slice,
                       int64_t length,
                       int64_t *start,
                       int64_t *stop,
                       int64_t *step,
                       int64_t *count);

/* _PyEval_SliceIndexNotNone: an index argument of a method such as list.index, clipped to
 * 64 bits. False with an exception. */
bool sim_slice_index_arg(SimWorld *world, SimObject *object, int64_t *out);
/* PySlice_AdjustIndices: into 0..length; returns the number of items. */
int64_t sim_slice_adjust(int64_t length, int64_t *start, int64_t *stop, int64_t step);
/* PySlice_Unpack: without regard to a length; false with an exception. */
bool
sim_slice_unpack(SimWorld *world, SimObject *slice, int64_t *start, int64_t *stop, int64_t *step);

/* _PySlice_GetLongIndices: start, stop and step as ints (new references) for a sequence of
 * @length, an int of any size that is not negative. False with an exception. */
bool
sim_slice_long_indices(SimWorld *world, SimObject *slice, SimObject *length, SimObject *out[3]);

#define SIM_IS_SLICE(world, object) ((object)->type == sim_type((world), SIM_TYPE_SLICE))

G_END_DECLS
