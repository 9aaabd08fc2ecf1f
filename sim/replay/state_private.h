/* What a SimState is made of: for the files of sim/replay only.
 *
 * What never changes once it is known (codes, texts of names, the output) is kept once
 * in SimReplayShared; a state refers to it and is cheap to copy but for its objects.
 */
#pragma once

#include "sim/replay/state.h"

G_BEGIN_DECLS

typedef struct {
    GPtrArray *codes;      /* SimStateCode *, by number */
    GStringChunk *strings; /* names */
    GString *output;
} SimReplayShared;

/* An object with the index of its pairs (key slot + 1 -> position + 1), made when a lookup
 * in many pairs needs it and dropped when positions move. A pair that left stays as a hole
 * (key SIM_SLOT_NONE) until there are many, or until somebody outside looks at the object. */
typedef struct {
    SimStateObject pub; /* first */
    GHashTable *index;
    guint holes;
} SimStateEntry;

/* A frame with the step each local was bound at, for the order of names. */
typedef struct {
    SimStateFrame pub; /* first */
    uint64_t *bound;
} SimStateFrameEntry;

struct SimState {
    SimReplayShared *shared;
    uint64_t step;
    bool in_main;
    bool ended;
    GPtrArray *objects; /* SimStateEntry *, by slot; NULL: free */
    size_t live;
    GHashTable *blocks; /* address -> SimStateBlock * */
    uint64_t bytes;
    GPtrArray *threads; /* GPtrArray * of SimStateFrameEntry *, by thread; NULL: none yet */
    uint32_t thread;
    GHashTable *suspended;   /* generator slot + 1 -> SimStateFrameEntry * */
    GHashTable *last_blocks; /* name -> SimStateBlock * */
    size_t output_length;
    SimSlot exception;
    GArray *regions; /* SimStateRegion by address, resident not reckoned */
    GArray *touched; /* SimPageSpan by address, none of them meeting */
};

/* Pages from and to. */
typedef struct {
    SimAddr from;
    SimAddr to;
} SimPageSpan;

/* A block is somewhere: its pages are resident. */
void sim_state_touch(SimState *state, SimAddr address, uint64_t size);
/* False: it makes no sense. */
bool sim_state_map(SimState *state, SimRegionKind kind, SimAddr address, uint64_t size);
bool sim_state_unmap(SimState *state, SimAddr address, uint64_t size);
bool sim_state_set_break(SimState *state, SimAddr end);
bool sim_state_drop_arena(SimState *state, SimAddr address);

SimState *sim_state_new(SimReplayShared *shared);
SimState *sim_state_copy(const SimState *state);
void sim_state_free(SimState *state);
/* False when @event makes no sense in this state: a damaged trace. */
bool sim_state_apply(SimState *state, const SimEvent *event);

/* Closes the holes among the pairs. */
void sim_state_entry_compact(SimStateEntry *entry);
void sim_state_entry_free(void *entry);
void sim_state_frame_free(void *frame);
GPtrArray *sim_state_stack(const SimState *state); /* of the running thread, or NULL */

G_END_DECLS
