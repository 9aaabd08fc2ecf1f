#include "sim/model/heap.h"

#include "sim/model/pymalloc.h"
#include "sim/model/space.h"
#include "sim/model/story.h"

struct SimHeap {
    SimPymalloc *pymalloc;
    SimStory *story;
    SimSpace *space;
    size_t large_blocks; /* of the MEM and OBJ domains that pymalloc passed on */
    const SimHeapEvents *events;
    void *data;
};

/* ---- The C heap ---- */

static SimAddr
raw_malloc(SimHeap *heap, size_t size)
{
    return sim_story_malloc(heap->story, MAX(size, 1));
}

static SimAddr
raw_realloc(SimHeap *heap, SimAddr addr, size_t size)
{
    return sim_story_realloc(heap->story, addr, MAX(size, 1));
}

static void
raw_dealloc(SimHeap *heap, SimAddr addr)
{
    sim_story_dealloc(heap->story, addr);
}

/* ---- What pymalloc asks for ---- */

static SimAddr
arena_alloc(void *data, size_t size)
{
    SimHeap *heap = data;
    SimAddr base = sim_space_mmap(heap->space, size);
    if (base != 0 && heap->events != NULL && heap->events->arena_new != NULL) {
        heap->events->arena_new(heap->data, base, size);
    }
    return base;
}

static void
arena_free(void *data, SimAddr base, size_t size)
{
    SimHeap *heap = data;
    sim_space_munmap(heap->space, base, size);
    if (heap->events != NULL && heap->events->arena_free != NULL) {
        heap->events->arena_free(heap->data, base);
    }
}

static const SimPymallocSource story_source = {arena_alloc, arena_free, NULL, NULL};

SimHeap *
sim_heap_new(const SimConfig *config, const SimHeapEvents *events, void *data)
{
    SimHeap *heap = g_new0(SimHeap, 1);
    heap->events = events;
    heap->data = data;
    heap->space = sim_space_new(config->max_memory);
    heap->story = sim_story_new(heap->space);
    heap->pymalloc = sim_pymalloc_new(config->profile, &story_source, heap);
    return heap;
}

void
sim_heap_free(SimHeap *heap)
{
    if (heap != NULL) {
        sim_pymalloc_free(heap->pymalloc);
        sim_story_free(heap->story);
        sim_space_free(heap->space);
        g_free(heap);
    }
}

/* ---- The three domains ---- */

SimAddr
sim_heap_malloc(SimHeap *heap, SimDomain domain, size_t size)
{
    if (domain == SIM_DOMAIN_RAW) {
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
sim_heap_calloc(SimHeap *heap, SimDomain domain, size_t count, size_t size)
{
    size_t bytes;
    if (!g_size_checked_mul(&bytes, count, size)) {
        return 0;
    }
    return sim_heap_malloc(heap, domain, bytes);
}

SimAddr
sim_heap_realloc(SimHeap *heap, SimDomain domain, SimAddr addr, size_t size)
{
    if (addr == 0) {
        return sim_heap_malloc(heap, domain, size);
    }
    if (domain == SIM_DOMAIN_RAW || sim_pymalloc_pool_of(heap->pymalloc, addr) == NULL) {
        return raw_realloc(heap, addr, size);
    }
    if (sim_pymalloc_resize_in_place(heap->pymalloc, addr, size)) {
        return addr;
    }
    SimAddr moved = sim_heap_malloc(heap, domain, size);
    if (moved != 0) {
        sim_pymalloc_dealloc(heap->pymalloc, addr);
    }
    return moved;
}

void
sim_heap_dealloc(SimHeap *heap, SimDomain domain, SimAddr addr)
{
    if (addr == 0) {
        return;
    }
    if (domain == SIM_DOMAIN_RAW) {
        raw_dealloc(heap, addr);
    } else if (!sim_pymalloc_dealloc(heap->pymalloc, addr)) {
        raw_dealloc(heap, addr);
        heap->large_blocks--;
    }
}

/* ---- Questions ---- */

size_t
sim_heap_in_use(const SimHeap *heap)
{
    return heap->pymalloc->in_use + sim_story_in_use(heap->story);
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
    return sim_pymalloc_check(heap->pymalloc, why) && sim_story_check(heap->story, why) &&
           sim_space_check(heap->space, why);
}
