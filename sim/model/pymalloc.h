/* pymalloc: arenas, pools and blocks.
 *
 * Models Objects/obmalloc.c of CPython 3.7 to 3.15, whose policy differs in what profile.def
 * says: an arena is cut into pools, a pool serves one of 32 size classes, a block serves one
 * request of 1 to 512 bytes. Faithful to the address: the same requests over the same
 * arena bases give the addresses the real one gives. No memory stands behind a block,
 * so the link that a free block keeps in its first word lives here in SimPool.links.
 *
 * Invariants (sim_pymalloc_check):
 *  - a pool with live and free blocks is in the used list of its class, a pool without
 *    live blocks in the free list of its arena, a full pool in no list;
 *  - free blocks of a pool = those in its list + those never carved;
 *  - arenas with free pools are listed by ascending number of free pools, and
 *    last_with[n] is the last of those that have n.
 * An arena that becomes wholly free is given back unless it is the tail of that list
 * (before 3.9: always).
 *
 * A "place" is the distance of a block from the start of its pool, in units of 16
 * bytes; the pool header covers places 0 to 2, hence 0 says "none".
 *
 * Errors: none but 0 for "no arena to be had". Handing in an address that is not live
 * is a fault of the caller and aborts.
 *
 * Left out: the debug hooks (PYTHONMALLOC=debug), huge pages.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

#include "sim/base/addr.h"
#include "sim/base/profile.h"

G_BEGIN_DECLS

#define SIM_PYMALLOC_CLASSES     32
#define SIM_PYMALLOC_MAX_REQUEST 512
#define SIM_PYMALLOC_RECENT      256
#define SIM_PYMALLOC_POOL_HEADER 48

/* Where arenas and pymalloc's own tables come from. The two table functions may be
 * NULL: then the tables take no simulated memory. */
typedef struct {
    SimAddr (*arena_alloc)(void *data, size_t size); /* a multiple of 16, or 0 for none */
    void (*arena_free)(void *data, SimAddr base, size_t size);
    SimAddr (*table_realloc)(void *data, SimAddr table, size_t size);
    SimAddr (*table_calloc)(void *data, size_t count, size_t size);
} SimPymallocSource;

typedef struct SimPymalloc SimPymalloc;
typedef struct SimPool SimPool;
struct SimPool {
    SimPool *next;   /* ring of the class, or free list of the arena (ends in NULL) */
    SimPool *prev;   /* in the ring only */
    uint16_t *links; /* by place: of a free block the next free one, or LIVE | size */
    uint32_t *marks; /* by place; NULL: none was set (sim_pymalloc_set_mark) */
    SimAddr base;
    uint16_t first_free;  /* place; 0 for none */
    uint16_t next_virgin; /* place of the next block to carve */
    uint16_t last_virgin; /* last place where a block of the class fits */
    uint16_t class_index; /* SIM_POOL_NO_CLASS before the first use */
    uint32_t live;
    uint32_t arena; /* SIM_ARENA_NONE: no pool of pymalloc is here */
};

#define SIM_POOL_LIVE     0x8000U
#define SIM_POOL_NO_CLASS UINT16_MAX
#define SIM_ARENA_NONE    UINT32_MAX
#define SIM_WINDOW_EMPTY  UINT64_MAX

typedef struct {
    SimAddr base;         /* 0: this entry is unused */
    SimAddr next_pool;    /* the next pool to carve */
    uint32_t free_pools;  /* in the list or never carved */
    uint32_t total_pools; /* one less when the base is not aligned to a pool */
    SimPool *pools;       /* free ones, last in first out */
    uint32_t next, prev;  /* in the list of usable arenas; next also in that of unused */
} SimArena;

/* The pools whose address begins with the same bits: those of one arena, if it is aligned
 * to its size, otherwise of two. */
typedef struct {
    uint64_t prefix; /* address >> arena_bits, or SIM_WINDOW_EMPTY */
    SimPool *pools;
} SimPoolWindow;

/* A pool that was asked for, by its number (address >> pool_bits; UINT64_MAX: none). */
typedef struct {
    uint64_t number;
    SimPool *pool;
} SimRecentPool;

/* Read-only outside pymalloc*.c; here for the inlined fast path. */
struct SimPymalloc {
    SimPool used[SIM_PYMALLOC_CLASSES]; /* heads of the rings */
    SimPoolWindow *windows;             /* hash table with linear probing */
    uint32_t window_bits;               /* log2 of its length */
    uint32_t window_count;
    SimRecentPool recent[SIM_PYMALLOC_RECENT]; /* by the low bits of the number */
    const SimProfile *profile;
    uint32_t arena_bits;
    uint32_t pool_bits;
    uint64_t pool_index_mask;
    size_t in_use; /* bytes in live blocks, as requested */

    SimArena *arenas;
    uint32_t arena_length;
    uint32_t usable; /* first of the list, or SIM_ARENA_NONE */
    uint32_t unused;
    uint32_t *last_with; /* by number of free pools */
    SimAddr arena_table;

    size_t arenas_current;
    size_t arenas_highwater;
    size_t arenas_total;
    GArray *mid_nodes; /* of uint64_t: the nodes the real radix tree has by now */
    GArray *bottom_nodes;

    const SimPymallocSource *source;
    void *data;
};

/* @profile and @source are borrowed. Returns (transfer full). */
SimPymalloc *
sim_pymalloc_new(const SimProfile *profile, const SimPymallocSource *source, void *data);
void sim_pymalloc_free(SimPymalloc *self);

/* sys.getallocatedblocks(), the part in pools. */
size_t sim_pymalloc_live_blocks(const SimPymalloc *self);
/* The text of sys._debugmallocstats(), without the object free lists. */
void sim_pymalloc_stats(const SimPymalloc *self, GString *out);
/* False with a sentence in @why (may be NULL) for the first invariant broken. */
bool sim_pymalloc_check(const SimPymalloc *self, GString *why);

/* Bytes that were asked for @addr, 0 when it is no live block of a pool. */
size_t sim_pymalloc_size(const SimPymalloc *self, SimAddr addr);
/* First half of realloc: true when the block stays where it is, that is when it is
 * large enough and not more than a quarter would be wasted. */
bool sim_pymalloc_resize_in_place(SimPymalloc *self, SimAddr addr, size_t size);

/* A number that the caller keeps with a live block, until the address is handed out again; 0 if it
 * was never set. @addr must be of a live block. */
void sim_pymalloc_set_mark(SimPymalloc *self, SimAddr addr, uint32_t mark);
uint32_t sim_pymalloc_mark(const SimPymalloc *self, SimAddr addr);

/* The slow ends of the three functions below. */
SimAddr sim_pymalloc_malloc_new_pool(SimPymalloc *self, unsigned class_index, size_t size);
void sim_pymalloc_extend_pool(SimPool *pool);
void sim_pymalloc_pool_was_full(SimPymalloc *self, SimPool *pool);
void sim_pymalloc_pool_is_empty(SimPymalloc *self, SimPool *pool);
void sim_pymalloc_bad_free(SimAddr addr) G_GNUC_NORETURN;

/* The pool that holds @addr, or NULL when it is not in an arena; from the table of windows. The
 * other function also notes it among the recent ones. */
SimPool *sim_pymalloc_find_pool(const SimPymalloc *self, SimAddr addr);
SimPool *sim_pymalloc_find_pool_again(SimPymalloc *self, SimAddr addr);

/* First address of the arena where a pool may start. */
static inline SimAddr
sim_pymalloc_first_pool(const SimPymalloc *self, SimAddr arena_base)
{
    SimAddr mask = ((SimAddr) 1 << self->pool_bits) - 1;
    return (arena_base + mask) & ~mask;
}

static inline SimRecentPool *
sim_pymalloc_recent(SimPymalloc *self, uint64_t number)
{
    return &self->recent[number & (SIM_PYMALLOC_RECENT - 1)];
}

/* The same, fast for a pool that was asked for before. */
static inline SimPool *
sim_pymalloc_pool_of(SimPymalloc *self, SimAddr addr)
{
    uint64_t number = addr >> self->pool_bits;
    const SimRecentPool *recent = sim_pymalloc_recent(self, number);
    return G_LIKELY(recent->number == number) ? recent->pool
                                              : sim_pymalloc_find_pool_again(self, addr);
}

/* Whether a block of this size class would take a pool first. */
static inline bool
sim_pymalloc_is_exhausted(const SimPymalloc *self, unsigned class_index)
{
    return self->used[class_index].next == &self->used[class_index];
}

/* 0 for a request of 0 or more than 512 bytes, and when there is no arena to be had:
 * the caller then turns to the C heap. */
static inline SimAddr
sim_pymalloc_malloc(SimPymalloc *self, size_t size)
{
    if (G_UNLIKELY(size - 1 >= SIM_PYMALLOC_MAX_REQUEST)) {
        return 0;
    }
    unsigned class_index = (unsigned) (size - 1) >> 4;
    SimPool *pool = self->used[class_index].next;
    if (G_UNLIKELY(pool == &self->used[class_index])) {
        return sim_pymalloc_malloc_new_pool(self, class_index, size);
    }
    uint16_t place = pool->first_free;
    uint16_t next = pool->links[place];
    pool->links[place] = (uint16_t) (SIM_POOL_LIVE | size);
    pool->first_free = next;
    pool->live++;
    self->in_use += size;
    if (G_UNLIKELY(next == 0)) {
        sim_pymalloc_extend_pool(pool);
    }
    return pool->base + ((SimAddr) place << 4);
}

typedef enum {
    SIM_PYMALLOC_FREED,
    SIM_PYMALLOC_ELSEWHERE, /* not in an arena: it belongs to the C heap */
    SIM_PYMALLOC_NOT_LIVE   /* in an arena, but no live block begins here; nothing is done */
} SimPymallocFreed;

/* For addresses that may be wrong. */
static inline SimPymallocFreed
sim_pymalloc_try_dealloc(SimPymalloc *self, SimAddr addr)
{
    SimPool *pool = sim_pymalloc_pool_of(self, addr);
    if (pool == NULL) {
        return SIM_PYMALLOC_ELSEWHERE;
    }
    /* Not from pool->base: the processor need not wait for the pool to be found. */
    SimAddr pool_mask = ((SimAddr) 1 << self->pool_bits) - 1;
    uint16_t place = (uint16_t) ((addr & pool_mask) >> 4);
    uint16_t link = pool->links[place];
    if (G_UNLIKELY(link < SIM_POOL_LIVE || (addr & 15) != 0)) {
        return SIM_PYMALLOC_NOT_LIVE;
    }
    self->in_use -= link - SIM_POOL_LIVE;
    uint16_t last = pool->first_free;
    pool->links[place] = last;
    pool->first_free = place;
    pool->live--;
    if (G_UNLIKELY(last == 0)) {
        sim_pymalloc_pool_was_full(self, pool);
    } else if (G_UNLIKELY(pool->live == 0)) {
        sim_pymalloc_pool_is_empty(self, pool);
    }
    return SIM_PYMALLOC_FREED;
}

/* False when @addr is not in an arena: then it belongs to the C heap. */
static inline bool
sim_pymalloc_dealloc(SimPymalloc *self, SimAddr addr)
{
    SimPymallocFreed freed = sim_pymalloc_try_dealloc(self, addr);
    if (G_UNLIKELY(freed == SIM_PYMALLOC_NOT_LIVE)) {
        sim_pymalloc_bad_free(addr);
    }
    return freed == SIM_PYMALLOC_FREED;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SimPymalloc, sim_pymalloc_free)

G_END_DECLS
