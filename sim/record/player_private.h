/* What the files player*.c share: player.c has the calls, player_arenas.c how arenas pass
 * between recording and model, player_fault.c the account of a disagreement.
 */
#pragma once

#include "sim/record/player.h"

G_BEGIN_DECLS

/* Counts it, and describes it if it is the first. @predicted and @recorded are addresses,
 * 0 for none. */
void sim_player_fault(SimPlayer *self, SimFault fault, SimAddr recorded, SimAddr predicted);

void sim_player_init_arenas(SimPlayer *self);
void sim_player_clear_arenas(SimPlayer *self);
/* The heap that @heap's calls go to, now that it asks for a small block. */
SimPlayedHeap *sim_player_decide(SimPlayer *self, SimPlayedHeap *heap);
/* The records of arenas, and of interpreters. */
bool sim_player_arena_alloc(SimPlayer *self, const SimRecord *record, GError **error);
void sim_player_arena_free(SimPlayer *self, const SimRecord *record);
/* A nested raw realloc, which may be that of a table of arenas. */
void sim_player_arena_table(SimPlayer *self, const SimRecord *record);
bool sim_player_switch(SimPlayer *self, uint64_t interpreter, GError **error);
/* Before and after a call around which arenas changed hands. */
void sim_player_before_call(SimPlayer *self, SimPlayedHeap *heap);
void sim_player_after_call(SimPlayer *self, SimPlayedHeap *heap);

static inline const SimRecord *
sim_player_record(const SimPlayer *self)
{
    return &self->batch->records[self->index];
}

/* Of the record that is played. */
static inline uint64_t
sim_player_offset(const SimPlayer *self)
{
    return self->batch->offset + sim_player_record(self)->offset;
}

G_END_DECLS
