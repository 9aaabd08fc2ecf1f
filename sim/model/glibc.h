/* glibc's malloc: the C heap under pymalloc.
 *
 * Models malloc/malloc.c of glibc 2.36 on x86-64 with its defaults, as a process with
 * one thread sees it: chunks with their 16 bytes of header, the thread cache, fast,
 * unsorted, small and large bins, the top chunk over brk, trimming, and mapped chunks
 * with the sliding threshold. Chunks of the brk area lie where the real one puts them;
 * of mapped ones sizes and order are real, their place is that of SimSpace.
 *
 * Invariants (sim_glibc_check): chunks cover the brk area up to the top without a gap;
 * no two free chunks touch; a free chunk is in the bin of its size or the unsorted one;
 * large bins are sorted, and the first chunk of each size is in the ring of sizes.
 *
 * Errors: 0 when the address space is used up. An address that is not live is a fault
 * of the caller and aborts.
 *
 * Left out: further arenas and thread caches (they belong to other threads), mallopt and
 * tunables, memalign, huge pages, brk areas with a gap because somebody else moved brk,
 * and the mapping of a new top where brk fails.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

#include "sim/base/addr.h"
#include "sim/model/space.h"

G_BEGIN_DECLS

typedef struct SimGlibc SimGlibc;

/* @space is borrowed; nobody else may move its brk. */
SimGlibc *sim_glibc_new(SimSpace *space);
void sim_glibc_free(SimGlibc *self);

SimAddr sim_glibc_malloc(SimGlibc *self, size_t size);
/* Not the same as malloc: calloc does not look into the thread cache. */
SimAddr sim_glibc_calloc(SimGlibc *self, size_t count, size_t size);
/* @addr must be live, @size not 0. On 0 the block stays as it was. */
SimAddr sim_glibc_realloc(SimGlibc *self, SimAddr addr, size_t size);
void sim_glibc_dealloc(SimGlibc *self, SimAddr addr);

/* Bytes that were asked for @addr; 0 when it is not live. */
size_t sim_glibc_size(const SimGlibc *self, SimAddr addr);
/* Whether the block @addr, which is live, has a mapping of its own. */
bool sim_glibc_is_mapped(const SimGlibc *self, SimAddr addr);
/* Chunks of this size and larger are mapped when no bin has one. */
uint64_t sim_glibc_mmap_threshold(const SimGlibc *self);
/* Bytes in live blocks, as requested. */
size_t sim_glibc_in_use(const SimGlibc *self);
bool sim_glibc_check(const SimGlibc *self, GString *why);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SimGlibc, sim_glibc_free)

G_END_DECLS
