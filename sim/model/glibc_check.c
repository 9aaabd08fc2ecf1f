#include "sim/model/glibc_private.h"

static bool
wrong(GString *why, const char *what, SimAddr addr)
{
    if (why != NULL) {
        g_string_printf(why, "C heap: %s at 0x%" G_GINT64_MODIFIER "x", what, addr);
    }
    return false;
}

typedef struct {
    size_t by_state[SIM_CHUNK_MAPPED + 1];
    size_t in_use;
} Found;

static bool
is_live(const SimGlibc *self, const SimChunk *chunk)
{
    return sim_addr_map_get(&self->blocks, chunk->addr + SIM_CHUNK_HEADER) == chunk;
}

/* The first chunk is the thread cache's own and belongs to nobody. */
static bool
check_area(const SimGlibc *self, Found *found, GString *why)
{
    SimAddr end = SIM_BRK_START;
    const SimChunk *before = NULL;
    for (const SimChunk *chunk = self->first; chunk != NULL;
         before = chunk, chunk = chunk->behind) {
        if (chunk->addr != end || chunk->before != before || chunk->size % 16 != 0 ||
            chunk->size < SIM_CHUNK_MIN) {
            return wrong(why, "a gap", end);
        }
        if (chunk->state == SIM_CHUNK_FREE && before != NULL && before->state == SIM_CHUNK_FREE) {
            return wrong(why, "two free chunks in a row", end);
        }
        bool wants_live = chunk->state == SIM_CHUNK_LIVE && before != NULL;
        if (wants_live != is_live(self, chunk)) {
            return wrong(why, "a chunk that is not what the map says", end);
        }
        found->by_state[chunk->state] += chunk->state != SIM_CHUNK_LIVE || wants_live;
        found->in_use += wants_live ? chunk->requested : 0;
        end += chunk->size;
    }
    if (before != self->top || end != sim_space_brk(self->space)) {
        return wrong(why, "the top is not the end", end);
    }
    return true;
}

static void
add_mapped(const SimGlibc *self, Found *found)
{
    for (size_t i = 0; i < (size_t) 1 << self->blocks.bits; i++) {
        const SimChunk *chunk = self->blocks.entries[i].record;
        if (chunk != NULL && chunk->state == SIM_CHUNK_MAPPED) {
            found->by_state[SIM_CHUNK_MAPPED]++;
            found->in_use += chunk->requested;
        }
    }
}

static bool
check_stack(const SimChunk *chunk, SimChunkState state, size_t index, size_t *count, GString *why)
{
    for (; chunk != NULL; chunk = chunk->fd) {
        if (chunk->state != state || sim_glibc_tcache_index(chunk->size) != index) {
            return wrong(why, "a wrong chunk in a cache", chunk->addr);
        }
        (*count)++;
    }
    return true;
}

static bool
check_caches(const SimGlibc *self, const Found *found, GString *why)
{
    size_t cached = 0;
    size_t fast = 0;
    size_t counted = 0;
    for (size_t i = 0; i < SIM_TCACHE_BINS; i++) {
        counted += self->tcache_count[i];
        if (!check_stack(self->tcache[i], SIM_CHUNK_CACHED, i, &cached, why)) {
            return false;
        }
        if (cached != counted || self->tcache_count[i] > SIM_TCACHE_FILL) {
            return wrong(why, "the thread cache is miscounted", 0);
        }
    }
    for (size_t i = 0; i < SIM_FAST_BINS; i++) {
        if (!check_stack(self->fast[i], SIM_CHUNK_FAST, i, &fast, why)) {
            return false;
        }
    }
    if (cached != found->by_state[SIM_CHUNK_CACHED] || fast != found->by_state[SIM_CHUNK_FAST]) {
        return wrong(why, "a cached chunk is in no cache", 0);
    }
    return fast == 0 || self->has_fast || wrong(why, "fast bins are taken for empty", 0);
}

/* The ring of sizes: one chunk of each, the first; descending. */
static bool
is_size_ring(const SimChunk *head)
{
    const SimChunk *expected = head->fd;
    for (const SimChunk *chunk = head->fd; chunk != head; chunk = chunk->fd) {
        bool is_first = chunk->bk == head || chunk->bk->size != chunk->size;
        if (is_first != (chunk->smaller != NULL) ||
            (chunk->bk != head && chunk->bk->size < chunk->size)) {
            return false;
        }
        if (is_first) {
            if (chunk != expected || chunk->smaller->larger != chunk) {
                return false;
            }
            expected = chunk->smaller;
        }
    }
    return expected == head->fd;
}

static bool
check_bins(const SimGlibc *self, const Found *found, GString *why)
{
    size_t count = 0;
    for (unsigned i = SIM_BIN_UNSORTED; i < SIM_BINS; i++) {
        const SimChunk *head = &self->bins[i];
        for (const SimChunk *chunk = head->fd; chunk != head; chunk = chunk->fd) {
            bool fits = i == SIM_BIN_UNSORTED || sim_glibc_bin_of(chunk->size) == i;
            if (chunk->state != SIM_CHUNK_FREE || chunk->bin != i || chunk->fd->bk != chunk ||
                !fits) {
                return wrong(why, "a wrong chunk in a bin", chunk->addr);
            }
            count++;
        }
        bool is_marked = (self->occupied[i / 64] >> (i % 64) & 1) != 0;
        if (is_marked != (head->fd != head)) {
            return wrong(why, "a bin is wrongly marked as empty or not", i);
        }
        if (i >= sim_glibc_bin_of(SIM_CHUNK_MIN_LARGE) && !is_size_ring(head)) {
            return wrong(why, "a large bin is out of order", i);
        }
    }
    return count == found->by_state[SIM_CHUNK_FREE] || wrong(why, "a free chunk is in no bin", 0);
}

bool
sim_glibc_check(const SimGlibc *self, GString *why)
{
    Found found = {0};
    if (!check_area(self, &found, why)) {
        return false;
    }
    add_mapped(self, &found);
    if (found.by_state[SIM_CHUNK_MAPPED] != self->mapped_count ||
        found.by_state[SIM_CHUNK_LIVE] + self->mapped_count != self->blocks.count ||
        found.in_use != self->in_use) {
        return wrong(why, "blocks are miscounted", 0);
    }
    return check_caches(self, &found, why) && check_bins(self, &found, why);
}
