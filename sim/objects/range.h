/* range and its two iterators.
 *
 * Stands for Objects/rangeobject.c: 48 bytes and four ints, none of them tracked by the
 * collector. Iteration counts in machine words (range_iterator) when start, stop and step fit,
 * else in ints (longrange_iterator).
 */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

typedef struct {
    SimObject ob;
    SimObject *start;
    SimObject *stop;
    SimObject *step;
    SimObject *length;
} SimRange;

/* 48 bytes. The next value is start + index * step. */
typedef struct {
    SimObject ob;
    int64_t index;
    int64_t start;
    int64_t step;
    int64_t length;
} SimRangeIterator;

#define SIM_RANGE(object)           ((SimRange *) (void *) (object))
#define SIM_IS_RANGE(world, object) ((object)->type == sim_type((world), SIM_TYPE_RANGE))

SimObject *sim_range_iter(SimWorld *world, SimObject *range);
/* reversed(range) */
SimObject *sim_range_reversed(SimWorld *world, SimObject *range);
/* range[index], index not below 0 and below the length. */
SimObject *sim_range_compute_item(SimWorld *world, const SimRange *range, SimObject *index);

G_END_DECLS
