/* What a process used over time: a few points, however long it ran.
 *
 * When there are SIM_USAGE_POINTS of them, every second one goes and the next ones are
 * taken half as often.
 */
#pragma once

#include <stdint.h>

#include <glib.h>

#include "sim/model/pymalloc.h"

G_BEGIN_DECLS

#define SIM_USAGE_POINTS 40

typedef struct {
    uint64_t records; /* so far */
    uint64_t arenas;
    uint64_t pools;  /* that hold live blocks */
    uint64_t in_use; /* bytes that live small blocks were asked for */
    uint64_t held;   /* bytes of arenas */
    uint64_t large;  /* bytes of blocks in the C heap */
} SimUsagePoint;

/* Embedded by value: init and clear. */
typedef struct {
    GArray *points; /* SimUsagePoint */
    uint64_t interval;
    uint64_t next; /* when a point is due, in records */
} SimUsage;

void sim_usage_init(SimUsage *self);
void sim_usage_clear(SimUsage *self);
/* Adds what @pymalloc holds to @point. */
void sim_usage_add_heap(SimUsagePoint *point, const SimPymalloc *pymalloc);
/* A point for a number of records that has one already takes its place. */
void sim_usage_add(SimUsage *self, const SimUsagePoint *point);

G_END_DECLS
