/* What happened to named memory: which blocks names led to, and which statement did it.
 *
 * The course's picture shows a freed block where it was, and the statements that made the
 * picture. Both need the past of a state, which is gathered here in one walk over the
 * boundaries of statements.
 *
 * Limit: after MAX_BOUNDARIES boundaries the walk stops (viz_history_cut); figures of later
 * steps then miss freed blocks and statements of the time after.
 */
#pragma once

#include "viz/scene/story.h"

G_BEGIN_DECLS

#define VIZ_NO_LIFE SIZE_MAX

/* A block that some name led to, for as long as one object owns it. An object may die while its
 * block stays allocated, on a free list of the interpreter: for a reader the block is free then,
 * and the next object in it begins another life. */
typedef struct {
    SimAddr address;
    uint64_t size;
    uint64_t born; /* step of its ALLOC */
    uint64_t seen; /* step at which a name first led to it */
    SimSlot owner; /* the object whose reference count stands for the block's */
    uint64_t owner_born;
    unsigned number;  /* from 1, among the blocks that figures can show */
    unsigned hue;     /* likewise; the same for blocks that start at the same place */
    GPtrArray *names; /* names that ever led to it; interned strings */
    int64_t refs;     /* at the last boundary; 0 once it is freed */
    bool freed;
} VizLife;

/* Something a figure shows was changed by a statement. */
typedef struct {
    uint64_t step; /* the change is done at this step */
    uint64_t run;  /* start of the statement's run */
    int32_t line;
    uint32_t depth;
    size_t life;      /* block concerned, or VIZ_NO_LIFE */
    const char *name; /* interned; NULL: the block's count or its end */
    bool made;        /* the block was new */
} VizDeed;

/* How much the program had printed from that step on. */
typedef struct {
    uint64_t step;
    size_t length;
} VizPrinted;

typedef struct {
    GArray *runs;         /* SimStatementRun by start */
    GArray *printed;      /* VizPrinted, by step */
    GArray *lives;        /* VizLife, by time of being seen */
    GArray *deeds;        /* VizDeed, by step */
    GHashTable *by_birth; /* uint64_t[2]: births of block and owner -> index in lives + 1 */
    bool cut;
} VizHistory;

VizHistory *viz_history_new(const VizStory *story, GError **error);
void viz_history_free(VizHistory *history);

/* The life of the block that the course would draw for @object, noted down if it is new
 * at this step; VIZ_NO_LIFE for an object without a block. */
size_t viz_history_life(VizHistory *history, const SimState *state, const SimStateObject *object);
VizLife *viz_history_get(const VizHistory *history, size_t life);
/* Whether its block still is what it was: allocated, and its owner's. */
bool viz_history_is_alive(const VizLife *life, const SimState *state);
/* How much had been printed when the statement began that frame @frame (born at that step) was
 * executing right before @step. SIZE_MAX: it was executing none. */
size_t viz_history_printed_before(const VizHistory *history,
                                  VizExtent extent,
                                  uint64_t frame,
                                  uint64_t step);
/* The count of its owner; 0 once that is gone. */
int64_t viz_history_refs(const VizLife *life, const SimState *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VizHistory, viz_history_free)

G_END_DECLS
