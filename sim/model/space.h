/* The address space of the modelled process, as far as an allocator sees it.
 *
 * Stands for what Linux does for brk, mmap, munmap and mremap of private anonymous
 * memory: the heap segment grows upward from a fixed start, mappings are placed in
 * the highest gap that is large enough, at its upper end. All sizes and addresses are
 * multiples of a page. Only mapped ranges are kept, without bounds between adjacent
 * mappings: nothing but the gaps decides where the next one goes.
 *
 * What lies above the first mapping (the stack, the libraries) is taken as occupied.
 * Left out: ASLR, and that Linux 6.7 and later align mappings of a whole number of huge
 * pages (2 MiB each).
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

#include "sim/base/addr.h"

G_BEGIN_DECLS

typedef struct SimSpace SimSpace;

/* What a space tells its owner. */
typedef struct {
    void (*mapped)(void *data, SimAddr addr, uint64_t size);
    void (*unmapped)(void *data, SimAddr addr, uint64_t size);
    void (*brk_moved)(void *data, SimAddr end);
} SimSpaceEvents;

/* @limit: bytes that may be mapped at a time, heap segment included. @events is
 * borrowed and may be NULL, its members may not. */
SimSpace *sim_space_new(uint64_t limit, const SimSpaceEvents *events, void *data);
void sim_space_free(SimSpace *self);

/* All of these return 0 or false, and change nothing, beyond the limit. */
SimAddr sim_space_mmap(SimSpace *self, uint64_t size);
/* Stays in place when it shrinks, or when the gap above it is large enough. Tells what
 * was unmapped, then what was mapped. */
SimAddr sim_space_mremap(SimSpace *self, SimAddr addr, uint64_t old_size, uint64_t size);
void sim_space_munmap(SimSpace *self, SimAddr addr, uint64_t size);
bool sim_space_set_brk(SimSpace *self, SimAddr end);

/* What is mapped beyond a lower limit stays. */
void sim_space_set_limit(SimSpace *self, uint64_t limit);

SimAddr sim_space_brk(const SimSpace *self);
/* Bytes mapped now. */
uint64_t sim_space_mapped(const SimSpace *self);
bool sim_space_check(const SimSpace *self, GString *why);

/* @size rounded up to pages; 0 on overflow. */
static inline uint64_t
sim_space_round(uint64_t size)
{
    return (size + SIM_PAGE_SIZE - 1) & ~(SIM_PAGE_SIZE - 1);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SimSpace, sim_space_free)

G_END_DECLS
