/* Plays a recording of a real process into the model of pymalloc, and compares.
 *
 * The model is the one that scenarios use (sim/model/pymalloc.h). It gets what the real
 * one got: the top-level calls of the mem and obj domains, and the arenas where they lay.
 * Requests of 0 or more than 512 bytes, and those that fail for want of an arena, went on
 * to the C heap; their addresses are taken as recorded. Calls of the raw domain and nested
 * ones play no part.
 *
 * An arena is recorded before the call that needed it, one given back after the free that
 * emptied it, but before the realloc that did. Isolated interpreters (3.12+) have an
 * allocator each; the others share the first one's. Whether an interpreter is isolated shows
 * when it asks for its first small block: then it needs a table of arenas and an arena.
 *
 * After a disagreement the model goes on with the addresses it chose: a block whose
 * address differs is known by the recorded one (`moved`), so that each later call finds
 * its block, and every further difference is counted on its own. An arena that the model
 * needs and the process did not lies above all addresses a process can have.
 *
 * Memory is bounded by what is live: blocks in the C heap, arenas, blocks that moved.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "sim/base/profile.h"
#include "sim/model/addr_map.h"
#include "sim/model/pymalloc.h"
#include "sim/record/reader.h"
#include "sim/record/sites.h"
#include "sim/record/tables.h"
#include "sim/replay/usage.h"

G_BEGIN_DECLS

typedef enum {
#define FAULT(id, name, sentence) SIM_FAULT_##id,
#include "sim/record/fault.def"
#undef FAULT
    SIM_FAULT_COUNT
} SimFault;

const char *sim_fault_name(SimFault fault);
const char *sim_fault_sentence(SimFault fault);

/* What awaits the next record of an allocator. */
typedef enum {
    SIM_WAITS_ALLOCATED = 1 << 0, /* an arena was recorded, its call comes */
    SIM_WAITS_RELEASED = 1 << 1,  /* one was given back, and is not recorded yet */
    SIM_WAITS_EARLY = 1 << 2,     /* one is recorded as given back by the realloc that comes */
    SIM_WAITS_DECISION = 1 << 3,  /* whose allocator this interpreter uses */
    SIM_WAITS_RESTART = 1 << 4    /* all its arenas went with its interpreter */
} SimWaits;

/* The allocator of one interpreter. */
typedef struct {
    uint64_t interpreter;
    SimPymalloc *pymalloc;
    struct SimPlayer *player;
    unsigned waits;    /* SimWaits */
    SimAddr allocated; /* 0: it failed */
    SimAddr released;
    SimAddr early;
    uint32_t arenas; /* live ones, as recorded */
    bool has_table;  /* its first table of arenas was seen */
} SimPlayedHeap;

/* One disagreement, with the views of both sides as text. */
typedef struct {
    SimFault fault;
    uint64_t record; /* number, from 1 */
    uint64_t offset; /* byte of the uncompressed recording */
    SimAddr recorded;
    SimAddr predicted;
    char *call;     /* "obj realloc of 0x... to 40 bytes (class 2, blocks of 48 bytes)" */
    char *real;     /* what the model knows of the recorded address */
    char *modelled; /* what it chose from */
} SimMismatch;

typedef struct SimPlayer SimPlayer;
struct SimPlayer {
    const SimProfile *profile;
    bool profile_is_sure; /* false: the first arena will tell */
    SimPlayedHeap *heap;  /* of the current interpreter */
    SimPlayedHeap *main_heap;
    GHashTable *heaps;      /* interpreter id -> SimPlayedHeap, which may be main_heap */
    GHashTable *arenas;     /* live ones: window number -> SimPlayedArena */
    SimAddrMap large;       /* blocks in the C heap that mem and obj calls asked for: size + 1 */
    SimAddrMap moved;       /* by recorded address: the model's, or 1 for the C heap */
    SimAddr next_synthetic; /* for the next arena that was not recorded */
    uint8_t actions[256];   /* by tag */

    uint64_t records;
    uint64_t calls;      /* top-level ones of the mem and obj domains */
    uint64_t predicted;  /* addresses of small blocks that were compared */
    GHashTable *threads; /* their numbers; empty: there was only one */
    uint64_t interpreters;
    uint64_t hook_lost; /* record number, 0: never */
    size_t large_bytes;
    uint64_t foreign_arenas; /* nested ones of another size than the profile has */
    uint64_t strays;         /* blocks of the C heap freed or handed out when they could not be */
    uint64_t faults[SIM_FAULT_COUNT];
    SimMismatch first; /* valid if any of them is not 0 */
    SimTables tables;
    SimUsage usage;
    SimSites *sites;
    bool has_sites;
    uint64_t forks;
    char *command; /* as a shell would take it; NULL: not recorded */

    const SimBatch *batch; /* being played, and where */
    unsigned index;
};

/* @profile NULL: to be told from the size of the first arena. (transfer full) */
SimPlayer *sim_player_new(const SimProfile *profile);
void sim_player_free(SimPlayer *self);

/* False with @error for what no process does, or when there are too many interpreters. */
bool sim_player_play(SimPlayer *self, const SimBatch *batch, GError **error);

/* Addresses that were not as recorded, and all other disagreements. */
uint64_t sim_player_wrong(const SimPlayer *self);
static inline uint64_t
sim_player_mismatches(const SimPlayer *self)
{
    return self->faults[SIM_FAULT_ADDRESS];
}

/* Notes what is in use now; sim_player_play does so from time to time. */
void sim_player_sample(SimPlayer *self);

/* The allocators that are in use, by interpreter; the first is the main one's. Array of
 * SimPlayedHeap *. (transfer container) */
GPtrArray *sim_player_heaps(const SimPlayer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SimPlayer, sim_player_free)

G_END_DECLS
