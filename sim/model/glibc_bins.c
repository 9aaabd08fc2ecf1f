#include "sim/model/glibc_private.h"

void
sim_glibc_init_bins(SimGlibc *self)
{
    for (unsigned i = 0; i < SIM_BINS; i++) {
        self->bins[i].fd = self->bins[i].bk = &self->bins[i];
    }
}

/* Small bins hold one size each; the large ones are spaced by powers of eight. */
unsigned
sim_glibc_bin_of(uint64_t size)
{
    static const struct {
        unsigned shift;
        unsigned limit;
        unsigned first;
    } spacing[] = {{6, 48, 48}, {9, 20, 91}, {12, 10, 110}, {15, 4, 119}, {18, 2, 124}};

    if (sim_glibc_is_small(size)) {
        return (unsigned) (size >> 4);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(spacing); i++) {
        if (size >> spacing[i].shift <= spacing[i].limit) {
            return spacing[i].first + (unsigned) (size >> spacing[i].shift);
        }
    }
    return 126;
}

static void
link_between(SimGlibc *self, SimChunk *chunk, SimChunk *bk, SimChunk *fd, unsigned bin)
{
    chunk->bk = bk;
    chunk->fd = fd;
    bk->fd = chunk;
    fd->bk = chunk;
    chunk->bin = bin;
    chunk->state = SIM_CHUNK_FREE;
    self->occupied[bin / 64] |= UINT64_C(1) << (bin % 64);
}

void
sim_glibc_add_unsorted(SimGlibc *self, SimChunk *chunk)
{
    SimChunk *head = &self->bins[SIM_BIN_UNSORTED];
    chunk->smaller = chunk->larger = NULL;
    link_between(self, chunk, head, head->fd, SIM_BIN_UNSORTED);
}

/* Puts @chunk, the first of its size, before @smaller in the ring of sizes. */
static void
link_size(SimChunk *chunk, SimChunk *smaller)
{
    chunk->smaller = smaller;
    chunk->larger = smaller->larger;
    smaller->larger->smaller = chunk;
    smaller->larger = chunk;
}

/* Descending by size; the second of a size goes behind the first, which keeps its
 * place in the ring of sizes. */
static void
add_large(SimGlibc *self, SimChunk *chunk, unsigned bin)
{
    SimChunk *head = &self->bins[bin];
    SimChunk *largest = head->fd;
    chunk->smaller = chunk->larger = NULL;
    if (largest == head) {
        chunk->smaller = chunk->larger = chunk;
        link_between(self, chunk, head, head, bin);
        return;
    }
    if (chunk->size < head->bk->size) {
        link_size(chunk, largest);
        link_between(self, chunk, head->bk, head, bin);
        return;
    }
    SimChunk *at = largest;
    while (chunk->size < at->size) {
        at = at->smaller;
    }
    if (chunk->size == at->size) {
        link_between(self, chunk, at, at->fd, bin);
    } else {
        link_size(chunk, at);
        link_between(self, chunk, at->bk, at, bin);
    }
}

void
sim_glibc_add_sorted(SimGlibc *self, SimChunk *chunk)
{
    unsigned bin = sim_glibc_bin_of(chunk->size);
    if (sim_glibc_is_small(chunk->size)) {
        SimChunk *head = &self->bins[bin];
        link_between(self, chunk, head, head->fd, bin);
    } else {
        add_large(self, chunk, bin);
    }
}

static void
unlink_size(SimChunk *chunk)
{
    SimChunk *heir = chunk->fd;
    if (heir->bin == chunk->bin && heir->size == chunk->size) {
        bool is_alone = chunk->smaller == chunk;
        heir->smaller = is_alone ? heir : chunk->smaller;
        heir->larger = is_alone ? heir : chunk->larger;
        heir->smaller->larger = heir;
        heir->larger->smaller = heir;
    } else {
        chunk->smaller->larger = chunk->larger;
        chunk->larger->smaller = chunk->smaller;
    }
    chunk->smaller = chunk->larger = NULL;
}

void
sim_glibc_remove_free(SimGlibc *self, SimChunk *chunk)
{
    g_assert(chunk->state == SIM_CHUNK_FREE);
    if (chunk->smaller != NULL) {
        unlink_size(chunk);
    }
    chunk->fd->bk = chunk->bk;
    chunk->bk->fd = chunk->fd;
    if (self->bins[chunk->bin].fd == &self->bins[chunk->bin]) {
        self->occupied[chunk->bin / 64] &= ~(UINT64_C(1) << (chunk->bin % 64));
    }
    chunk->bin = SIM_BIN_NONE;
    chunk->state = SIM_CHUNK_LIVE;
}

SimChunk *
sim_glibc_oldest(const SimGlibc *self, unsigned bin)
{
    SimChunk *chunk = self->bins[bin].bk;
    return chunk == &self->bins[bin] ? NULL : chunk;
}

SimChunk *
sim_glibc_find_large(const SimGlibc *self, uint64_t size)
{
    const SimChunk *head = &self->bins[sim_glibc_bin_of(size)];
    SimChunk *chunk = head->fd;
    if (chunk == head || chunk->size < size) {
        return NULL;
    }
    do {
        chunk = chunk->larger;
    } while (chunk->size < size);
    /* The second of a size is taken: it is not in the ring of sizes. */
    return chunk->fd != head && chunk->fd->size == chunk->size ? chunk->fd : chunk;
}

unsigned
sim_glibc_next_bin(const SimGlibc *self, unsigned bin)
{
    for (unsigned i = bin + 1; i < SIM_BINS; i = (i | 63) + 1) {
        uint64_t bits = self->occupied[i / 64] >> (i % 64);
        if (bits != 0) {
            return i + (unsigned) __builtin_ctzll(bits);
        }
    }
    return SIM_BIN_NONE;
}
