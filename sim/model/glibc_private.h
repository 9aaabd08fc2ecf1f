/* What the files glibc*.c share: glibc.c has the calls, glibc_bins.c the lists of free
 * chunks, glibc_check.c the checker.
 */
#pragma once

#include "sim/model/addr_map.h"
#include "sim/model/glibc.h"

G_BEGIN_DECLS

#define SIM_CHUNK_HEADER    16
#define SIM_CHUNK_MIN       32
#define SIM_CHUNK_MAX_FAST  128  /* largest chunk of a fast bin */
#define SIM_CHUNK_MIN_LARGE 1024 /* smallest chunk of a large bin */

#define SIM_TCACHE_BINS  64
#define SIM_TCACHE_FILL  7
#define SIM_FAST_BINS    7
#define SIM_BINS         127
#define SIM_BIN_UNSORTED 1
#define SIM_BIN_NONE     0

typedef enum {
    SIM_CHUNK_LIVE,
    SIM_CHUNK_CACHED, /* in the thread cache: its neighbours take it for live */
    SIM_CHUNK_FAST,   /* in a fast bin: likewise */
    SIM_CHUNK_FREE,
    SIM_CHUNK_TOP,
    SIM_CHUNK_MAPPED /* live, outside the brk area */
} SimChunkState;

/* A chunk, or the head of a bin. What the real allocator keeps in the header and, of
 * a free chunk, in its memory. */
typedef struct SimChunk SimChunk;
struct SimChunk {
    SimAddr addr; /* of the header; the block is SIM_CHUNK_HEADER further */
    uint64_t size;
    uint64_t requested;
    SimChunk *before, *behind;  /* neighbours in the brk area */
    SimChunk *fd, *bk;          /* ring of the bin; fd alone: stack of a cache */
    SimChunk *smaller, *larger; /* ring of sizes of a large bin; NULL when not in it */
    SimChunkState state;
    unsigned bin;
};

struct SimGlibc {
    SimSpace *space;
    SimAddrMap blocks; /* live ones, by the address of the block */
    SimChunk *first;
    SimChunk *top; /* NULL before the first request */

    bool has_tcache;
    SimChunk *tcache[SIM_TCACHE_BINS];
    unsigned tcache_count[SIM_TCACHE_BINS];
    SimChunk *fast[SIM_FAST_BINS];
    bool has_fast; /* a fast bin may hold a chunk */
    SimChunk bins[SIM_BINS];
    uint64_t occupied[2];   /* bit per bin that is not empty */
    SimAddr last_remainder; /* an address, for the real one may be stale too */

    uint64_t mmap_threshold;
    uint64_t trim_threshold;
    size_t mapped_count;
    size_t in_use;

    SimChunk *spare; /* records to use again, by fd */
    GPtrArray *slabs;
};

void sim_glibc_init_bins(SimGlibc *self);
unsigned sim_glibc_bin_of(uint64_t size);
/* At the newest end of the unsorted bin. */
void sim_glibc_add_unsorted(SimGlibc *self, SimChunk *chunk);
/* Into the small or large bin of its size. */
void sim_glibc_add_sorted(SimGlibc *self, SimChunk *chunk);
/* Out of whichever bin it is in. */
void sim_glibc_remove_free(SimGlibc *self, SimChunk *chunk);
/* The oldest chunk of a bin, or NULL. */
SimChunk *sim_glibc_oldest(const SimGlibc *self, unsigned bin);
/* The chunk that serves @size from the large bin of that size, or NULL. */
SimChunk *sim_glibc_find_large(const SimGlibc *self, uint64_t size);
/* The first bin above @bin that holds a chunk, or SIM_BIN_NONE. */
unsigned sim_glibc_next_bin(const SimGlibc *self, unsigned bin);

static inline bool
sim_glibc_is_small(uint64_t size)
{
    return size < SIM_CHUNK_MIN_LARGE;
}

/* Index in the thread cache; may be beyond its end. */
static inline uint64_t
sim_glibc_tcache_index(uint64_t size)
{
    return (size - SIM_CHUNK_MIN) / 16;
}

G_END_DECLS
