/* The merge sort behind list.sort.
 *
 * Stands for the sort of Objects/listobject.c in 3.11: natural runs, strictly descending ones
 * reversed, short ones filled up to `minrun` by binary insertion; runs merged by the powersort
 * rule; merges that gallop. Which pairs are compared, and in what order, is what a program
 * that prints in __lt__ sees: it is CPython's.
 *
 * Items may travel with their keys (list.sort(key=...)). Nothing is owned here.
 */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

enum {
    SIM_SORT_LOCAL = 256, /* MERGESTATE_TEMP_SIZE: places that need no allocation */
    SIM_SORT_MAX_RUNS = 85,
    SIM_SORT_MIN_GALLOP = 7
};

/* Places of an array of keys and of the items that belong to them (NULL: keys are items). */
typedef struct {
    SimObject **keys;
    SimObject **values;
} SimSortSlice;

typedef struct {
    SimSortSlice base;
    int64_t length;
    int power;
} SimSortRun;

typedef struct SimSort SimSort;
/* Whether @a < @b: 1, 0, or -1 with an exception. */
typedef int (*SimSortLess)(SimSort *sort, SimObject *a, SimObject *b);

struct SimSort {
    SimWorld *world;
    SimSortLess less;
    SimSortLess first_less;     /* for the first items when keys are tuples */
    SimCompareFunc richcompare; /* of the keys' common type */
    SimObject **base_keys;
    int64_t length;
    int64_t min_gallop;
    int run_count;
    SimSortRun runs[SIM_SORT_MAX_RUNS];
    SimSortSlice temp; /* room for temp_room keys, and as many values */
    int64_t temp_room;
    SimAddr temp_addr; /* 0: temp is local */
    SimObject *local[SIM_SORT_LOCAL];
};

/* Sorts @length (at least 2) places; @sort has world and the less functions. 0, or -1 with an
 * exception: then the places hold a permutation of what they held. */
int sim_sort_run(SimSort *sort, SimSortSlice places, int64_t length);

G_END_DECLS
