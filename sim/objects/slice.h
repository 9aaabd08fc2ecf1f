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

#define SIM_IS_SLICE(world, object) ((object)->type == sim_type((world), SIM_TYPE_SLICE))

G_END_DECLS
