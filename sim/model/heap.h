/* The memory of one modelled process: pymalloc on top of the system heap.
 *
 * Stands for the three allocation domains of Objects/obmalloc.c: RAW goes to glibc 2.36's
 * malloc, MEM and OBJ to pymalloc, which passes on requests of 0 or more than 512 bytes.
 * A fourth domain is for what the course draws: DATA, the buffers of arrays. They come from
 * glibc as well (SIM_HEAP_GLIBC), or from the course's own "story" heap (SIM_HEAP_STORY):
 * one contiguous area, first fit by address, freed blocks stay in place, are merged with
 * free neighbours, and are used again when a request fits. Nothing else lives in that area,
 * so that what a figure shows depends on the arrays alone.
 *
 * An arena is a mapping of its own and is told by arena_new and arena_free alone; mmap
 * and munmap tell of the C heap's large blocks and of sim_heap_map.
 *
 * Only bookkeeping: addresses are simulated and no memory stands behind them. Sizes
 * and addresses are bytes. Same calls, same addresses, on every machine.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

#include "sim/base/addr.h"
#include "sim/base/config.h"

G_BEGIN_DECLS

typedef enum {
    SIM_DOMAIN_RAW,
    SIM_DOMAIN_MEM,
    SIM_DOMAIN_OBJ,
    SIM_DOMAIN_DATA /* array buffers */
} SimDomain;

typedef struct SimHeap SimHeap;
typedef struct SimPymalloc SimPymalloc;

/* What the heap tells its owner (the trace) besides the addresses it returns. Any
 * member may be NULL. */
typedef struct {
    void (*arena_new)(void *data, SimAddr base, size_t size);
    void (*arena_free)(void *data, SimAddr base);
    void (*mmap)(void *data, SimAddr base, size_t size);
    void (*munmap)(void *data, SimAddr base, size_t size);
    /* The end of the heap segment, or from SIM_STORY_START on that of the story's area. */
    void (*brk)(void *data, SimAddr end);
} SimHeapEvents;

/* @events is borrowed and must outlive the heap. Returns (transfer full). */
SimHeap *sim_heap_new(const SimConfig *config, const SimHeapEvents *events, void *data);
void sim_heap_free(SimHeap *heap);

/* The small-object allocator in it, borrowed: for who wants its inlined short ways. */
SimPymalloc *sim_heap_pymalloc(const SimHeap *heap);

/* As PyMem_RawMalloc, PyMem_Malloc and PyObject_Malloc: never the same address for two
 * live blocks, also for size 0. Returns 0 when more than config->max_memory bytes would
 * be taken from the system (arenas, mappings and the heap segment together). Arrays (DATA) do not
 * count unless the limit was set by somebody: a single one may have 24 GiB. */
SimAddr sim_heap_malloc(SimHeap *heap, SimDomain domain, size_t size);
SimAddr sim_heap_calloc(SimHeap *heap, SimDomain domain, size_t count, size_t size);
/* @addr may be 0. Returns 0, and leaves the old block as it was, when memory is out. */
SimAddr sim_heap_realloc(SimHeap *heap, SimDomain domain, SimAddr addr, size_t size);
void sim_heap_dealloc(SimHeap *heap, SimDomain domain, SimAddr addr);

/* As _PyObject_VirtualAlloc: whole pages, where arenas come from too. For the chunks of
 * frames. The same @size goes back to sim_heap_unmap. */
SimAddr sim_heap_map(SimHeap *heap, size_t size);
void sim_heap_unmap(SimHeap *heap, SimAddr addr, size_t size);

/* Bytes asked for the live block @addr; 0 when there is none. */
size_t sim_heap_block_size(const SimHeap *heap, SimAddr addr);
/* Bytes in live blocks, as requested. */
size_t sim_heap_in_use(const SimHeap *heap);
/* sys.getallocatedblocks() */
size_t sim_heap_allocated_blocks(const SimHeap *heap);
/* The text of sys._debugmallocstats(), pymalloc's part. */
void sim_heap_stats(const SimHeap *heap, GString *out);

/* Walks the free lists, pools, arenas and chunks and checks their invariants. False
 * with a sentence in @why (may be NULL) for the first that does not hold. */
bool sim_heap_check(const SimHeap *heap, GString *why);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SimHeap, sim_heap_free)

G_END_DECLS
