#include "sim/model/heap.h"

#include "sim/model/glibc.h"
#include "sim/model/pymalloc.h"
#include "sim/model/space.h"
#include "sim/model/story.h"

struct SimHeap {
    SimPymalloc *pymalloc;
    SimGlibc *glibc;
    SimSpace *space;
    SimStory *story;       /* NULL: DATA comes from glibc */
    SimSpace *story_space; /* of its own: nothing else is in the story's area */
    uint64_t max_memory;
    uint64_t array_bytes; /* mapped for arrays, beyond max_memory */
    bool arrays_are_free; /* the limit is the default one: it does not hold for arrays */
    size_t large_blocks;  /* of the MEM and OBJ domains that pymalloc passed on */
    size_t table_bytes;   /* of the C heap in pymalloc's own tables */
    bool is_arena_call;   /* the space is at work for an arena */
    SimHeapEvents events;
    void *data;
};

/* ---- Events ---- */

static void
tell_mapped(void *data, SimAddr addr, uint64_t size)
{
    SimHeap *heap = data;
    void (*tell)(void *, SimAddr, size_t) =
        heap->is_arena_call ? heap->events.arena_new : heap->events.mmap;
    if (tell != NULL) {
        tell(heap->data, addr, size);
    }
}

static void
tell_unmapped(void *data, SimAddr addr, uint64_t size)
{
    SimHeap *heap = data;
    if (heap->is_arena_call) {
        if (heap->events.arena_free != NULL) {
            heap->events.arena_free(heap->data, addr);
        }
    } else if (heap->events.munmap != NULL) {
        heap->events.munmap(heap->data, addr, size);
    }
}

static void
tell_brk(void *data, SimAddr end)
{
    SimHeap *heap = data;
    if (heap->events.brk != NULL) {
        heap->events.brk(heap->data, end);
    }
}

/* From the story's own space to the modelled process. */
#define STORY_SHIFT (SIM_STORY_START - SIM_BRK_START)
/* Of the modelled machine: 24 GiB. */
#define MACHINE_MEMORY ((size_t) 24 << 30)

static void
tell_story_brk(void *data, SimAddr end)
{
    tell_brk(data, end + STORY_SHIFT);
}

static const SimSpaceEvents space_events = {tell_mapped, tell_unmapped, tell_brk};
static const SimSpaceEvents story_events = {tell_mapped, tell_unmapped, tell_story_brk};

/* ---- The C heap; PyMem_RawMalloc and the others make a 0 a 1 ---- */

static SimAddr
raw_malloc(SimHeap *heap, size_t size)
{
    return sim_glibc_malloc(heap->glibc, MAX(size, 1));
}

static SimAddr
raw_calloc(SimHeap *heap, size_t size)
{
    return sim_glibc_calloc(heap->glibc, 1, MAX(size, 1));
}

static SimAddr
raw_realloc(SimHeap *heap, SimAddr addr, size_t size)
{
    return sim_glibc_realloc(heap->glibc, addr, MAX(size, 1));
}

/* ---- The limit ---- */

/* It is on both spaces together: what the one has, the other cannot take. */
static void
share_limit(SimHeap *heap)
{
    uint64_t limit = heap->max_memory + heap->array_bytes;
    uint64_t story = heap->story_space == NULL ? 0 : sim_space_mapped(heap->story_space);
    if (heap->story_space != NULL) {
        sim_space_set_limit(heap->story_space, limit - sim_space_mapped(heap->space));
    }
    sim_space_set_limit(heap->space, limit - story);
}

static uint64_t
mapped(const SimHeap *heap)
{
    return sim_space_mapped(heap->space) +
           (heap->story_space == NULL ? 0 : sim_space_mapped(heap->story_space));
}

/* Elements of arrays cost the host nothing until they are written (numpy/np_buffer.h), so the
 * limit that protects it is not theirs. Linux refuses a single request for more than the
 * machine has; the machine modelled has MACHINE_MEMORY. */
static bool
is_beyond_limit(const SimHeap *heap, SimDomain domain, size_t size)
{
    return domain == SIM_DOMAIN_DATA && heap->arrays_are_free && size <= MACHINE_MEMORY;
}

static uint64_t
lift_limit(SimHeap *heap)
{
    uint64_t before = mapped(heap);
    if (heap->story_space != NULL) {
        sim_space_set_limit(heap->story_space, UINT64_MAX);
    }
    sim_space_set_limit(heap->space, UINT64_MAX);
    return before;
}

/* What has been mapped since then, or unmapped, was for an array. */
static void
restore_limit(SimHeap *heap, uint64_t before)
{
    uint64_t now = mapped(heap);
    uint64_t less = before > now ? MIN(before - now, heap->array_bytes) : 0;
    heap->array_bytes += now > before ? now - before : 0;
    heap->array_bytes -= less;
    share_limit(heap);
}

/* ---- The story's area ---- */

static SimAddr
story_malloc(SimHeap *heap, size_t size)
{
    SimAddr addr = sim_story_malloc(heap->story, MAX(size, 1));
    return addr == 0 ? 0 : addr + STORY_SHIFT;
}

static SimAddr
story_realloc(SimHeap *heap, SimAddr addr, size_t size)
{
    SimAddr moved = sim_story_realloc(heap->story, addr - STORY_SHIFT, MAX(size, 1));
    return moved == 0 ? 0 : moved + STORY_SHIFT;
}

static bool
is_of_story(const SimHeap *heap, SimDomain domain)
{
    return domain == SIM_DOMAIN_DATA && heap->story != NULL;
}

static bool
is_raw(SimDomain domain)
{
    return domain == SIM_DOMAIN_RAW || domain == SIM_DOMAIN_DATA;
}

/* ---- What pymalloc asks for ---- */

static SimAddr
arena_alloc(void *data, size_t size)
{
    SimHeap *heap = data;
    heap->is_arena_call = true;
    SimAddr base = sim_space_mmap(heap->space, sim_space_round(size));
    heap->is_arena_call = false;
    return base;
}

static void
arena_free(void *data, SimAddr base, size_t size)
{
    SimHeap *heap = data;
    heap->is_arena_call = true;
    sim_space_munmap(heap->space, base, sim_space_round(size));
    heap->is_arena_call = false;
}

/* Tables are not counted as in use: nobody asked for them. */
static SimAddr
table_realloc(void *data, SimAddr table, size_t size)
{
    SimHeap *heap = data;
    size_t old_size = table == 0 ? 0 : sim_glibc_size(heap->glibc, table);
    SimAddr moved = table == 0 ? raw_malloc(heap, size) : raw_realloc(heap, table, size);
    if (moved != 0) {
        heap->table_bytes += size - old_size;
    }
    return moved;
}

static SimAddr
table_calloc(void *data, size_t count, size_t size)
{
    SimHeap *heap = data;
    SimAddr table = raw_calloc(heap, count * size);
    if (table != 0) {
        heap->table_bytes += count * size;
    }
    return table;
}

static const SimPymallocSource source = {arena_alloc, arena_free, table_realloc, table_calloc};

SimHeap *
sim_heap_new(const SimConfig *config, const SimHeapEvents *events, void *data)
{
    SimHeap *heap = g_new0(SimHeap, 1);
    if (events != NULL) {
        heap->events = *events;
    }
    heap->data = data;
    heap->max_memory = config->max_memory;
    heap->arrays_are_free = config->origin[SIM_OPTION_max_memory] == SIM_ORIGIN_DEFAULT;
    heap->space = sim_space_new(config->max_memory, &space_events, heap);
    heap->glibc = sim_glibc_new(heap->space);
    if (config->heap == SIM_HEAP_STORY) {
        heap->story_space = sim_space_new(config->max_memory, &story_events, heap);
        heap->story = sim_story_new(heap->story_space);
    }
    heap->pymalloc = sim_pymalloc_new(config->profile, &source, heap);
    return heap;
}

void
sim_heap_free(SimHeap *heap)
{
    if (heap != NULL) {
        sim_pymalloc_free(heap->pymalloc);
        sim_glibc_free(heap->glibc);
        sim_story_free(heap->story);
        sim_space_free(heap->space);
        sim_space_free(heap->story_space);
        g_free(heap);
    }
}

SimPymalloc *
sim_heap_pymalloc(const SimHeap *heap)
{
    return heap->pymalloc;
}

/* ---- The domains ---- */

static SimAddr
domain_malloc(SimHeap *heap, SimDomain domain, size_t size)
{
    if (is_of_story(heap, domain)) {
        return story_malloc(heap, size);
    }
    if (is_raw(domain)) {
        return raw_malloc(heap, size);
    }
    SimAddr addr = sim_pymalloc_malloc(heap->pymalloc, size);
    if (G_UNLIKELY(addr == 0)) {
        addr = raw_malloc(heap, size);
        heap->large_blocks += addr != 0;
    }
    return addr;
}

SimAddr
sim_heap_malloc(SimHeap *heap, SimDomain domain, size_t size)
{
    if (domain != SIM_DOMAIN_DATA) {
        return domain_malloc(heap, domain, size);
    }
    share_limit(heap);
    if (!is_beyond_limit(heap, domain, size)) {
        return domain_malloc(heap, domain, size);
    }
    uint64_t before = lift_limit(heap);
    SimAddr addr = domain_malloc(heap, domain, size);
    restore_limit(heap, before);
    return addr;
}

static SimAddr
domain_calloc(SimHeap *heap, SimDomain domain, size_t bytes)
{
    if (is_of_story(heap, domain)) {
        return story_malloc(heap, bytes);
    }
    SimAddr addr = is_raw(domain) ? 0 : sim_pymalloc_malloc(heap->pymalloc, bytes);
    if (addr == 0) {
        addr = raw_calloc(heap, bytes);
        heap->large_blocks += addr != 0 && !is_raw(domain);
    }
    return addr;
}

SimAddr
sim_heap_calloc(SimHeap *heap, SimDomain domain, size_t count, size_t size)
{
    size_t bytes;
    if (!g_size_checked_mul(&bytes, count, size)) {
        return 0;
    }
    if (domain != SIM_DOMAIN_DATA) {
        return domain_calloc(heap, domain, bytes);
    }
    share_limit(heap);
    if (!is_beyond_limit(heap, domain, bytes)) {
        return domain_calloc(heap, domain, bytes);
    }
    uint64_t before = lift_limit(heap);
    SimAddr addr = domain_calloc(heap, domain, bytes);
    restore_limit(heap, before);
    return addr;
}

static SimAddr
domain_realloc(SimHeap *heap, SimDomain domain, SimAddr addr, size_t size)
{
    if (addr == 0) {
        return domain_malloc(heap, domain, size);
    }
    if (is_of_story(heap, domain)) {
        return story_realloc(heap, addr, size);
    }
    if (is_raw(domain) || sim_pymalloc_pool_of(heap->pymalloc, addr) == NULL) {
        return raw_realloc(heap, addr, size);
    }
    if (sim_pymalloc_resize_in_place(heap->pymalloc, addr, size)) {
        return addr;
    }
    SimAddr moved = domain_malloc(heap, domain, size);
    if (moved != 0) {
        sim_pymalloc_dealloc(heap->pymalloc, addr);
    }
    return moved;
}

SimAddr
sim_heap_realloc(SimHeap *heap, SimDomain domain, SimAddr addr, size_t size)
{
    if (domain != SIM_DOMAIN_DATA) {
        return domain_realloc(heap, domain, addr, size);
    }
    share_limit(heap);
    if (!is_beyond_limit(heap, domain, size)) {
        return domain_realloc(heap, domain, addr, size);
    }
    uint64_t before = lift_limit(heap);
    SimAddr moved = domain_realloc(heap, domain, addr, size);
    restore_limit(heap, before);
    return moved;
}

static void
domain_dealloc(SimHeap *heap, SimDomain domain, SimAddr addr)
{
    if (is_of_story(heap, domain)) {
        sim_story_dealloc(heap->story, addr - STORY_SHIFT);
    } else if (is_raw(domain)) {
        sim_glibc_dealloc(heap->glibc, addr);
    } else if (!sim_pymalloc_dealloc(heap->pymalloc, addr)) {
        sim_glibc_dealloc(heap->glibc, addr);
        heap->large_blocks--;
    }
}

void
sim_heap_dealloc(SimHeap *heap, SimDomain domain, SimAddr addr)
{
    if (addr == 0) {
        return;
    }
    if (domain != SIM_DOMAIN_DATA) {
        domain_dealloc(heap, domain, addr);
        return;
    }
    uint64_t before = mapped(heap);
    domain_dealloc(heap, domain, addr);
    restore_limit(heap, before);
}

SimAddr
sim_heap_map(SimHeap *heap, size_t size)
{
    bool is_absurd = size == 0 || size > PTRDIFF_MAX;
    return is_absurd ? 0 : sim_space_mmap(heap->space, sim_space_round(size));
}

void
sim_heap_unmap(SimHeap *heap, SimAddr addr, size_t size)
{
    sim_space_munmap(heap->space, addr, sim_space_round(size));
}

/* ---- Questions ---- */

size_t
sim_heap_block_size(const SimHeap *heap, SimAddr addr)
{
    size_t size = sim_pymalloc_size(heap->pymalloc, addr);
    if (size == 0 && heap->story != NULL && addr >= STORY_SHIFT) {
        size = sim_story_size(heap->story, addr - STORY_SHIFT);
    }
    return size > 0 ? size : sim_glibc_size(heap->glibc, addr);
}

size_t
sim_heap_in_use(const SimHeap *heap)
{
    size_t story = heap->story == NULL ? 0 : sim_story_in_use(heap->story);
    return heap->pymalloc->in_use + sim_glibc_in_use(heap->glibc) + story - heap->table_bytes;
}

size_t
sim_heap_allocated_blocks(const SimHeap *heap)
{
    return sim_pymalloc_live_blocks(heap->pymalloc) + heap->large_blocks;
}

void
sim_heap_stats(const SimHeap *heap, GString *out)
{
    sim_pymalloc_stats(heap->pymalloc, out);
}

bool
sim_heap_check(const SimHeap *heap, GString *why)
{
    bool story_ok = heap->story == NULL ||
                    (sim_story_check(heap->story, why) && sim_space_check(heap->story_space, why));
    return story_ok && sim_glibc_check(heap->glibc, why) &&
           sim_pymalloc_check(heap->pymalloc, why) && sim_space_check(heap->space, why);
}
