#include "sim/model/glibc.h"

#include "sim/model/glibc_private.h"

#define SIZE_WORD         8
#define TCACHE_REQUEST    640 /* sizeof(tcache_perthread_struct) */
#define TOP_PAD           (UINT64_C(128) << 10)
#define FIRST_THRESHOLD   (UINT64_C(128) << 10)
#define MAX_THRESHOLD     (UINT64_C(32) << 20)
#define MAPPED_FLAG       2
#define MAX_MAPPED        65536
#define CONSOLIDATE_ABOVE 65536 /* a freed chunk of this size empties the fast bins */
#define MAX_SORTED        10000 /* unsorted chunks looked at for one request */
#define SLAB_CHUNKS       64

SimGlibc *
sim_glibc_new(SimSpace *space)
{
    SimGlibc *self = g_new0(SimGlibc, 1);
    self->space = space;
    self->mmap_threshold = FIRST_THRESHOLD;
    self->trim_threshold = FIRST_THRESHOLD;
    self->slabs = g_ptr_array_new_with_free_func(g_free);
    sim_addr_map_init(&self->blocks);
    sim_glibc_init_bins(self);
    return self;
}

void
sim_glibc_free(SimGlibc *self)
{
    if (self != NULL) {
        g_ptr_array_unref(self->slabs);
        sim_addr_map_clear(&self->blocks);
        g_free(self);
    }
}

/* ---- Chunks ---- */

static SimChunk *
new_record(SimGlibc *self)
{
    if (self->spare == NULL) {
        SimChunk *slab = g_new0(SimChunk, SLAB_CHUNKS);
        g_ptr_array_add(self->slabs, slab);
        for (size_t i = SLAB_CHUNKS; i > 0; i--) {
            slab[i - 1].fd = self->spare;
            self->spare = &slab[i - 1];
        }
    }
    SimChunk *chunk = self->spare;
    self->spare = chunk->fd;
    *chunk = (SimChunk){0};
    return chunk;
}

static void
drop_record(SimGlibc *self, SimChunk *chunk)
{
    chunk->fd = self->spare;
    self->spare = chunk;
}

/* Cuts @chunk down to @size and returns the rest, which is in no list yet. */
static SimChunk *
split_chunk(SimGlibc *self, SimChunk *chunk, uint64_t size)
{
    SimChunk *rest = new_record(self);
    rest->addr = chunk->addr + size;
    rest->size = chunk->size - size;
    rest->before = chunk;
    rest->behind = chunk->behind;
    if (rest->behind != NULL) {
        rest->behind->before = rest;
    }
    chunk->behind = rest;
    chunk->size = size;
    return rest;
}

/* Joins @chunk and the one behind it, which is in no list any more. */
static void
absorb_behind(SimGlibc *self, SimChunk *chunk)
{
    SimChunk *gone = chunk->behind;
    chunk->size += gone->size;
    chunk->behind = gone->behind;
    if (gone->behind != NULL) {
        gone->behind->before = chunk;
    }
    drop_record(self, gone);
}

/* 0 when no chunk is that large. */
static uint64_t
chunk_size(size_t request)
{
    if (request > PTRDIFF_MAX - SIM_CHUNK_MIN) {
        return 0;
    }
    uint64_t size = ((uint64_t) request + SIZE_WORD + 15) & ~UINT64_C(15);
    return MAX(size, SIM_CHUNK_MIN);
}

/* Hands @chunk (may be NULL) to the caller. */
static SimAddr
publish(SimGlibc *self, SimChunk *chunk, size_t request)
{
    if (chunk == NULL) {
        return 0;
    }
    chunk->requested = request;
    self->in_use += request;
    sim_addr_map_add(&self->blocks, chunk->addr + SIM_CHUNK_HEADER, chunk);
    return chunk->addr + SIM_CHUNK_HEADER;
}

static SimChunk *
live_chunk(const SimGlibc *self, SimAddr addr)
{
    SimChunk *chunk = sim_addr_map_get(&self->blocks, addr);
    if (chunk == NULL) {
        g_error("C heap: 0x%" G_GINT64_MODIFIER "x is not a live block", addr);
    }
    return chunk;
}

static void
withdraw(SimGlibc *self, SimChunk *chunk)
{
    sim_addr_map_take(&self->blocks, chunk->addr + SIM_CHUNK_HEADER);
    self->in_use -= chunk->requested;
}

/* ---- Caches ---- */

static bool
cache_has_room(const SimGlibc *self, uint64_t size)
{
    uint64_t index = sim_glibc_tcache_index(size);
    return self->has_tcache && index < SIM_TCACHE_BINS &&
           self->tcache_count[index] < SIM_TCACHE_FILL;
}

static void
put_cached(SimGlibc *self, SimChunk *chunk)
{
    uint64_t index = sim_glibc_tcache_index(chunk->size);
    chunk->state = SIM_CHUNK_CACHED;
    chunk->fd = self->tcache[index];
    self->tcache[index] = chunk;
    self->tcache_count[index]++;
}

static SimChunk *
take_cached(SimGlibc *self, uint64_t size)
{
    uint64_t index = sim_glibc_tcache_index(size);
    if (index >= SIM_TCACHE_BINS || self->tcache[index] == NULL) {
        return NULL;
    }
    SimChunk *chunk = self->tcache[index];
    self->tcache[index] = chunk->fd;
    self->tcache_count[index]--;
    chunk->state = SIM_CHUNK_LIVE;
    return chunk;
}

static SimChunk *
pop_fast(SimGlibc *self, uint64_t size)
{
    SimChunk **bin = &self->fast[sim_glibc_tcache_index(size)];
    SimChunk *chunk = *bin;
    if (chunk != NULL) {
        *bin = chunk->fd;
        chunk->state = SIM_CHUNK_LIVE;
    }
    return chunk;
}

static SimChunk *
pop_small(SimGlibc *self, uint64_t size)
{
    SimChunk *chunk = sim_glibc_oldest(self, sim_glibc_bin_of(size));
    if (chunk != NULL) {
        sim_glibc_remove_free(self, chunk);
    }
    return chunk;
}

/* A hit takes others of the same size along into the thread cache. */
static SimChunk *
take_exact(SimGlibc *self, uint64_t size, SimChunk *(*pop)(SimGlibc *, uint64_t))
{
    SimChunk *chunk = pop(self, size);
    while (chunk != NULL && cache_has_room(self, size)) {
        SimChunk *other = pop(self, size);
        if (other == NULL) {
            break;
        }
        put_cached(self, other);
    }
    return chunk;
}

/* ---- Free chunks ---- */

/* Merges @chunk with the free chunks and the top beside it and puts it into the
 * unsorted bin, or makes it the top. Returns the size it has then. */
static uint64_t
free_merged(SimGlibc *self, SimChunk *chunk)
{
    if (chunk->before != NULL && chunk->before->state == SIM_CHUNK_FREE) {
        chunk = chunk->before;
        sim_glibc_remove_free(self, chunk);
        absorb_behind(self, chunk);
    }
    if (chunk->behind == self->top) {
        absorb_behind(self, chunk);
        chunk->state = SIM_CHUNK_TOP;
        self->top = chunk;
        return chunk->size;
    }
    if (chunk->behind->state == SIM_CHUNK_FREE) {
        sim_glibc_remove_free(self, chunk->behind);
        absorb_behind(self, chunk);
    }
    sim_glibc_add_unsorted(self, chunk);
    return chunk->size;
}

/* Moves the chunks of all fast bins into the unsorted bin. */
static void
empty_fast(SimGlibc *self)
{
    self->has_fast = false;
    for (unsigned i = 0; i < SIM_FAST_BINS; i++) {
        SimChunk *next = self->fast[i];
        self->fast[i] = NULL;
        while (next != NULL) {
            SimChunk *chunk = next;
            next = chunk->fd;
            free_merged(self, chunk);
        }
    }
}

/* Gives whole pages at the end of the top back. */
static void
trim_top(SimGlibc *self)
{
    uint64_t room = self->top->size - SIM_CHUNK_MIN - 1;
    if (room <= TOP_PAD) {
        return;
    }
    uint64_t extra = (room - TOP_PAD) & ~(SIM_PAGE_SIZE - 1);
    if (extra > 0 && sim_space_set_brk(self->space, sim_space_brk(self->space) - extra)) {
        self->top->size -= extra;
    }
}

static void
free_chunk(SimGlibc *self, SimChunk *chunk)
{
    if (cache_has_room(self, chunk->size)) {
        put_cached(self, chunk);
        return;
    }
    if (chunk->size <= SIM_CHUNK_MAX_FAST) {
        SimChunk **bin = &self->fast[sim_glibc_tcache_index(chunk->size)];
        chunk->state = SIM_CHUNK_FAST;
        chunk->fd = *bin;
        *bin = chunk;
        self->has_fast = true;
        return;
    }
    if (free_merged(self, chunk) >= CONSOLIDATE_ABOVE) {
        if (self->has_fast) {
            empty_fast(self);
        }
        if (self->top->size >= self->trim_threshold) {
            trim_top(self);
        }
    }
}

/* ---- Mapped chunks ---- */

static uint64_t
mapping_size(uint64_t chunk)
{
    return sim_space_round(chunk + SIZE_WORD);
}

static SimChunk *
map_chunk(SimGlibc *self, uint64_t size)
{
    uint64_t mapping = mapping_size(size);
    SimAddr addr = sim_space_mmap(self->space, mapping);
    if (addr == 0) {
        return NULL;
    }
    SimChunk *chunk = new_record(self);
    chunk->addr = addr;
    chunk->size = mapping;
    chunk->state = SIM_CHUNK_MAPPED;
    self->mapped_count++;
    return chunk;
}

static void
unmap_chunk(SimGlibc *self, SimChunk *chunk)
{
    sim_space_munmap(self->space, chunk->addr, chunk->size);
    self->mapped_count--;
    drop_record(self, chunk);
}

/* A program that frees a mapped chunk will want one like it again: from now on such
 * requests are served from the brk area, which then is trimmed later. */
static void
raise_threshold(SimGlibc *self, const SimChunk *chunk)
{
    uint64_t word = chunk->size | MAPPED_FLAG; /* compared with its flag, as the real one does */
    if (word > self->mmap_threshold && word <= MAX_THRESHOLD) {
        self->mmap_threshold = chunk->size;
        self->trim_threshold = 2 * chunk->size;
    }
}

/* ---- Allocation ---- */

/* Cuts a free chunk, already out of its bin, to size. */
static SimChunk *
use_free(SimGlibc *self, SimChunk *chunk, uint64_t size, bool remember)
{
    if (chunk->size - size >= SIM_CHUNK_MIN) {
        SimChunk *rest = split_chunk(self, chunk, size);
        sim_glibc_add_unsorted(self, rest);
        if (remember) {
            self->last_remainder = rest->addr;
        }
    }
    return chunk;
}

/* Walks the unsorted bin from its oldest chunk: takes an exact fit, sorts the others
 * into their bins. Exact fits go to the thread cache first, as long as it has room. */
static SimChunk *
search_unsorted(SimGlibc *self, uint64_t size)
{
    bool has_cached = false;
    SimChunk *chunk;
    for (unsigned i = 0; i < MAX_SORTED; i++) {
        chunk = sim_glibc_oldest(self, SIM_BIN_UNSORTED);
        if (chunk == NULL) {
            break;
        }
        bool is_only = chunk->bk == &self->bins[SIM_BIN_UNSORTED];
        sim_glibc_remove_free(self, chunk);
        if (is_only && sim_glibc_is_small(size) && chunk->addr == self->last_remainder &&
            chunk->size > size + SIM_CHUNK_MIN) {
            return use_free(self, chunk, size, true);
        }
        if (chunk->size != size) {
            sim_glibc_add_sorted(self, chunk);
        } else if (cache_has_room(self, size)) {
            put_cached(self, chunk);
            has_cached = true;
        } else {
            return chunk;
        }
    }
    return has_cached ? take_cached(self, size) : NULL;
}

/* The smallest free chunk that is large enough. */
static SimChunk *
search_bins(SimGlibc *self, uint64_t size)
{
    SimChunk *chunk = NULL;
    bool remember = false;
    if (!sim_glibc_is_small(size)) {
        chunk = sim_glibc_find_large(self, size);
    }
    if (chunk == NULL) {
        unsigned bin = sim_glibc_next_bin(self, sim_glibc_bin_of(size));
        if (bin == SIM_BIN_NONE) {
            return NULL;
        }
        chunk = sim_glibc_oldest(self, bin);
        remember = sim_glibc_is_small(size);
    }
    sim_glibc_remove_free(self, chunk);
    return use_free(self, chunk, size, remember);
}

static bool
top_serves(const SimGlibc *self, uint64_t size)
{
    return self->top != NULL && self->top->size >= size + SIM_CHUNK_MIN;
}

static SimChunk *
take_top(SimGlibc *self, uint64_t size)
{
    SimChunk *chunk = self->top;
    self->top = split_chunk(self, chunk, size);
    self->top->state = SIM_CHUNK_TOP;
    chunk->state = SIM_CHUNK_LIVE;
    return chunk;
}

static bool
grow_top(SimGlibc *self, uint64_t size)
{
    uint64_t have = self->top != NULL ? self->top->size : 0;
    uint64_t more = sim_space_round(size + TOP_PAD + SIM_CHUNK_MIN - have);
    SimAddr brk = sim_space_brk(self->space);
    if (!sim_space_set_brk(self->space, brk + more)) {
        return false;
    }
    if (self->top == NULL) {
        self->top = self->first = new_record(self);
        self->top->addr = brk;
        self->top->state = SIM_CHUNK_TOP;
    }
    self->top->size += more;
    return true;
}

static SimChunk *
take_from_system(SimGlibc *self, uint64_t size)
{
    if (size >= self->mmap_threshold && self->mapped_count < MAX_MAPPED) {
        SimChunk *chunk = map_chunk(self, size);
        if (chunk != NULL) {
            return chunk;
        }
    }
    return grow_top(self, size) ? take_top(self, size) : NULL;
}

/* Everything but the thread cache. */
static SimChunk *
take_chunk(SimGlibc *self, uint64_t size)
{
    SimChunk *chunk = size <= SIM_CHUNK_MAX_FAST ? take_exact(self, size, pop_fast) : NULL;
    if (chunk == NULL && sim_glibc_is_small(size)) {
        chunk = take_exact(self, size, pop_small);
    }
    if (chunk != NULL) {
        return chunk;
    }
    if (!sim_glibc_is_small(size) && self->has_fast) {
        empty_fast(self);
    }
    while (true) {
        chunk = search_unsorted(self, size);
        if (chunk == NULL) {
            chunk = search_bins(self, size);
        }
        if (chunk != NULL) {
            return chunk;
        }
        if (top_serves(self, size)) {
            return take_top(self, size);
        }
        if (!self->has_fast) {
            return take_from_system(self, size);
        }
        empty_fast(self);
    }
}

/* The thread cache takes a chunk of its own before the first request is served. */
static void
ensure_tcache(SimGlibc *self)
{
    if (!self->has_tcache) {
        self->has_tcache = take_chunk(self, chunk_size(TCACHE_REQUEST)) != NULL;
    }
}

/* ---- The calls ---- */

SimAddr
sim_glibc_malloc(SimGlibc *self, size_t size)
{
    uint64_t need = chunk_size(size);
    if (need == 0) {
        return 0;
    }
    ensure_tcache(self);
    SimChunk *chunk = take_cached(self, need);
    if (chunk == NULL) {
        chunk = take_chunk(self, need);
    }
    return publish(self, chunk, size);
}

SimAddr
sim_glibc_calloc(SimGlibc *self, size_t count, size_t size)
{
    size_t bytes;
    if (!g_size_checked_mul(&bytes, count, size)) {
        return 0;
    }
    uint64_t need = chunk_size(bytes);
    if (need == 0) {
        return 0;
    }
    ensure_tcache(self);
    return publish(self, take_chunk(self, need), bytes);
}

void
sim_glibc_dealloc(SimGlibc *self, SimAddr addr)
{
    SimChunk *chunk = live_chunk(self, addr);
    withdraw(self, chunk);
    if (chunk->state == SIM_CHUNK_MAPPED) {
        raise_threshold(self, chunk);
        unmap_chunk(self, chunk);
    } else {
        free_chunk(self, chunk);
    }
}

static SimAddr
set_request(SimGlibc *self, SimChunk *chunk, size_t size)
{
    self->in_use = self->in_use - chunk->requested + size;
    chunk->requested = size;
    return chunk->addr + SIM_CHUNK_HEADER;
}

/* The mapping is changed and may move; a chunk once mapped stays mapped. */
static SimAddr
realloc_mapped(SimGlibc *self, SimChunk *chunk, uint64_t need, size_t size)
{
    uint64_t mapping = mapping_size(need);
    SimAddr addr = chunk->addr;
    if (mapping != chunk->size) {
        addr = sim_space_mremap(self->space, chunk->addr, chunk->size, mapping);
    }
    if (addr != 0) {
        withdraw(self, chunk);
        chunk->addr = addr;
        chunk->size = mapping;
        return publish(self, chunk, size);
    }
    SimAddr moved = sim_glibc_malloc(self, size);
    if (moved != 0) {
        withdraw(self, chunk);
        unmap_chunk(self, chunk);
    }
    return moved;
}

/* Cuts what @chunk, live and large enough, has too much. */
static void
cut_live(SimGlibc *self, SimChunk *chunk, uint64_t size)
{
    if (chunk->size - size >= SIM_CHUNK_MIN) {
        SimChunk *rest = split_chunk(self, chunk, size);
        free_chunk(self, rest);
    }
}

static bool
grow_into_top(SimGlibc *self, SimChunk *chunk, uint64_t size)
{
    if (chunk->behind != self->top || chunk->size + self->top->size < size + SIM_CHUNK_MIN) {
        return false;
    }
    absorb_behind(self, chunk);
    self->top = split_chunk(self, chunk, size);
    self->top->state = SIM_CHUNK_TOP;
    return true;
}

static bool
grow_into_free(SimGlibc *self, SimChunk *chunk, uint64_t size)
{
    SimChunk *behind = chunk->behind;
    if (behind->state != SIM_CHUNK_FREE || chunk->size + behind->size < size) {
        return false;
    }
    sim_glibc_remove_free(self, behind);
    absorb_behind(self, chunk);
    cut_live(self, chunk, size);
    return true;
}

SimAddr
sim_glibc_realloc(SimGlibc *self, SimAddr addr, size_t size)
{
    SimChunk *chunk = live_chunk(self, addr);
    uint64_t need = chunk_size(size);
    if (need == 0) {
        return 0;
    }
    if (chunk->state == SIM_CHUNK_MAPPED) {
        return realloc_mapped(self, chunk, need, size);
    }
    if (chunk->size >= need) {
        cut_live(self, chunk, need);
        return set_request(self, chunk, size);
    }
    if (grow_into_top(self, chunk, need) || grow_into_free(self, chunk, need)) {
        return set_request(self, chunk, size);
    }
    SimChunk *moved = take_chunk(self, need);
    if (moved == NULL) {
        return 0;
    }
    /* The new chunk may be the one behind: the old top, grown. */
    if (moved == chunk->behind) {
        absorb_behind(self, chunk);
        cut_live(self, chunk, need);
        return set_request(self, chunk, size);
    }
    withdraw(self, chunk);
    free_chunk(self, chunk);
    return publish(self, moved, size);
}

size_t
sim_glibc_size(const SimGlibc *self, SimAddr addr)
{
    const SimChunk *chunk = sim_addr_map_get(&self->blocks, addr);
    return chunk == NULL ? 0 : chunk->requested;
}

bool
sim_glibc_is_mapped(const SimGlibc *self, SimAddr addr)
{
    return live_chunk(self, addr)->state == SIM_CHUNK_MAPPED;
}

uint64_t
sim_glibc_mmap_threshold(const SimGlibc *self)
{
    return self->mmap_threshold;
}

size_t
sim_glibc_in_use(const SimGlibc *self)
{
    return self->in_use;
}
