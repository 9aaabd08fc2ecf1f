/* Who did what when: the threads of a run in virtual time, from its trace.
 *
 * Lanes of spans that do not overlap, in the order of time; times are ns since the scenario began.
 * A span is over where the next one of its lane starts, or where the trace ends.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "sim/trace/trace.h"

G_BEGIN_DECLS

#define SIM_TIMELINE_THREADS 65536 /* more are damage */

/* A thread in one state on one core. */
typedef struct {
    uint64_t start;
    uint64_t end;
    SimThreadState state;
    uint32_t core;      /* from 1; 0: none */
    int32_t first_line; /* the lowest of the scenario's that is executed in this span; 0: none */
    int32_t last_line;  /* and the highest */
    const char *what;   /* the timeline's: "lock"; "": nothing to name */
} SimThreadSpan;

typedef struct {
    char *name;
    bool known;                              /* the trace says that it is there */
    GArray *spans;                           /* SimThreadSpan */
    uint64_t totals[SIM_THREAD_STATE_COUNT]; /* ns in each state */
    uint64_t waits;                          /* how often it wanted the GIL */
} SimThreadLane;

/* The GIL in the hands of a thread, or a core with it. */
typedef struct {
    uint64_t start;
    uint64_t end;
    uint32_t thread;
    bool forced; /* the GIL was dropped at the end because another asked for it */
} SimUseSpan;

/* A thread's interval is over: it asks for the GIL. */
typedef struct {
    uint64_t time;
    uint32_t thread;
} SimGilRequest;

/* A collection, or a phase of the one before it in the list that is none. */
typedef struct {
    uint64_t start;
    uint64_t end;
    uint32_t thread;
    int phase;           /* SimGcPhase; -1: the whole collection */
    uint64_t generation; /* of the collection */
    uint64_t collected;  /* by it */
} SimGcSpan;

typedef struct {
    uint64_t step; /* events so far */
    uint64_t time;
} SimTimelinePlace;

typedef struct {
    GPtrArray *threads; /* SimThreadLane, by number */
    GPtrArray *cores;   /* GArray of SimUseSpan; the first is core 1 */
    GArray *gil;        /* SimUseSpan */
    GArray *requests;   /* SimGilRequest */
    GArray *gc;         /* SimGcSpan */
    GArray *places;     /* SimTimelinePlace, by step */
    uint64_t start;     /* of the first event that has a time */
    uint64_t end;       /* of the last */
    uint64_t switches;  /* the GIL went from one thread to another */
    uint64_t forced;    /* drops that another thread asked for */
    GStringChunk *texts;
} SimTimeline;

/* The whole of @trace up to the end of the scenario. A run without threads has no lanes. NULL with
 * @error where the trace is damaged. Returns (transfer full). */
SimTimeline *sim_timeline_of_trace(const SimTrace *trace, GError **error);
void sim_timeline_free(SimTimeline *self);

/* What time it is when so many events have happened. */
uint64_t sim_timeline_time(const SimTimeline *self, uint64_t step);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SimTimeline, sim_timeline_free)

G_END_DECLS
