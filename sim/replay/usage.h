/* What a process or a scenario used over time: a few points, however long it ran.
 *
 * When there are SIM_USAGE_POINTS of them, every second one goes and the next ones are
 * taken half as often.
 */
#pragma once

#include <stdint.h>

#include <glib.h>

#include "sim/base/profile.h"
#include "sim/model/pymalloc.h"
#include "sim/trace/trace.h"

G_BEGIN_DECLS

#define SIM_USAGE_POINTS 40

typedef struct {
    uint64_t at; /* records of a recording, or events of a trace, so far */
    uint64_t arenas;
    uint64_t pools;                         /* that hold live blocks */
    uint64_t in_use;                        /* bytes that live small blocks were asked for */
    uint64_t held;                          /* bytes of arenas */
    uint64_t large;                         /* bytes of blocks in the C heap */
    uint64_t classes[SIM_PYMALLOC_CLASSES]; /* bytes of live blocks of that size, rounded up */
} SimUsagePoint;

/* Embedded by value: init and clear. */
typedef struct {
    GArray *points; /* SimUsagePoint */
    uint64_t interval;
    uint64_t next; /* when a point is due */
} SimUsage;

void sim_usage_init(SimUsage *self);
void sim_usage_clear(SimUsage *self);
/* Adds what @pymalloc holds to @point. */
void sim_usage_add_heap(SimUsagePoint *point, const SimPymalloc *pymalloc);
/* A point where there is one already takes its place. */
void sim_usage_add(SimUsage *self, const SimUsagePoint *point);

/* The whole of @trace up to the end of the scenario: a point at least every so many events, and one
 * at its end. False with @error where it is damaged. */
bool sim_usage_of_trace(SimUsage *self,
                        const SimTrace *trace,
                        const SimProfile *profile,
                        GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SimUsage, sim_usage_clear)

G_END_DECLS
