#include "viz/app/replay_space.h"

#include "sim/replay/arena_map.h"

enum {
    MOST_BY_BLOCK = 64, /* arenas; of more, each pool is told as a whole */
    CHUNK_HEADER = 16,  /* of glibc, before a block */
    MMAP_THRESHOLD = 128 << 10,
    NEAR = 1 << 20 /* blocks that are no farther apart are in one region */
};
#define LOW UINT64_C(0x700000000000) /* below are programs and their heap segments */

static int
by_address(const void *a, const void *b)
{
    SimAddr left = ((const VizUsed *) a)->address;
    SimAddr right = ((const VizUsed *) b)->address;
    return left < right ? -1 : left > right;
}

static int
by_start(const void *a, const void *b)
{
    SimAddr left = ((const SimStateRegion *) a)->address;
    SimAddr right = ((const SimStateRegion *) b)->address;
    return left < right ? -1 : left > right;
}

static void
add_pool(VizSpace *space, const SimPoolInfo *pool, bool by_block)
{
    VizUsed whole = {pool->base, 0, pool->live};
    for (size_t i = 0; i < pool->carved; i++) {
        SimBlockInfo block;
        sim_arena_block(pool, i, &block);
        if (block.kind != SIM_BLOCK_LIVE) {
            continue;
        }
        whole.size += block.requested;
        if (by_block) {
            VizUsed used = {block.address, block.requested, 1};
            g_array_append_val(space->used, used);
        }
    }
    if (!by_block) {
        g_array_append_val(space->used, whole);
    }
}

static void
add_arenas(VizSpace *space, const SimPymalloc *pymalloc, bool by_block)
{
    g_autoptr(SimArenaMap) map = sim_arena_map_new(pymalloc);
    for (size_t i = 0; i < sim_arena_map_count(map); i++) {
        SimArenaInfo arena;
        sim_arena_map_arena(map, i, &arena);
        SimStateRegion region = {SIM_REGION_ARENA, arena.base, arena.size, arena.size};
        g_array_append_val(space->regions, region);
        for (size_t k = 0; k < arena.pools; k++) {
            SimPoolInfo pool;
            sim_arena_map_pool(map, i, k, &pool);
            if (pool.live > 0) {
                add_pool(space, &pool, by_block);
            }
        }
    }
}

/* Of the C heap's blocks: those of the player, by address. */
static GArray *
large_blocks(const SimPlayer *player)
{
    GArray *blocks = g_array_new(FALSE, FALSE, sizeof(VizUsed));
    for (size_t i = 0; i < (size_t) 1 << player->large.bits; i++) {
        const SimAddrMapEntry *entry = &player->large.entries[i];
        if (entry->addr != 0 && entry->addr < UINT64_MAX / 2) {
            uint64_t size = (uint64_t) GPOINTER_TO_SIZE(entry->record) - 1;
            VizUsed used = {entry->addr, MIN(size, UINT64_MAX / 4), 1};
            g_array_append_val(blocks, used);
        }
    }
    g_array_sort(blocks, by_address);
    return blocks;
}

static bool
is_own_mapping(const VizUsed *block)
{
    return block->address >= LOW && block->size >= MMAP_THRESHOLD - 2 * CHUNK_HEADER &&
           block->address % SIM_PAGE_SIZE == CHUNK_HEADER;
}

/* Pages from @from up to the end of @block. */
static SimStateRegion
region_of(const VizUsed *block)
{
    SimAddr from = block->address & ~(SIM_PAGE_SIZE - 1);
    SimAddr end = (block->address + block->size + SIM_PAGE_SIZE - 1) & ~(SIM_PAGE_SIZE - 1);
    SimRegionKind kind = block->address < LOW ? SIM_REGION_HEAP : SIM_REGION_MAPPING;
    end = MAX(end, from + SIM_PAGE_SIZE);
    return (SimStateRegion){kind, from, end - from, end - from};
}

static bool
continues(const SimStateRegion *region, bool own, const VizUsed *block)
{
    SimAddr end = region->address + region->size;
    bool is_low = block->address < LOW;
    return region->kind == SIM_REGION_HEAP
               ? is_low
               : !own && !is_own_mapping(block) &&
                     (block->address < end || block->address - end < NEAR);
}

static void
add_large(VizSpace *space, const GArray *blocks, const GArray *arenas)
{
    SimStateRegion last = {0};
    bool own = false;
    guint arena = 0;
    for (guint i = 0; i < blocks->len; i++) {
        const VizUsed *block = &g_array_index(blocks, VizUsed, i);
        SimStateRegion next = region_of(block);
        SimAddr passed = arena;
        while (arena < arenas->len &&
               g_array_index(arenas, SimStateRegion, arena).address <= block->address) {
            arena++;
        }
        if (last.size > 0 && passed == arena && continues(&last, own, block)) {
            SimAddr end = MAX(last.address + last.size, next.address + next.size);
            last.size = last.resident = end - last.address;
            continue;
        }
        if (last.size > 0) {
            g_array_append_val(space->regions, last);
        }
        last = next;
        own = is_own_mapping(block);
    }
    if (last.size > 0) {
        g_array_append_val(space->regions, last);
    }
    g_array_append_vals(space->used, blocks->data, blocks->len);
}

/* A recording that is not true may have blocks where arenas are: regions do not overlap. */
static void
part_regions(GArray *regions)
{
    g_array_sort(regions, by_start);
    guint kept = 0;
    for (guint i = 0; i < regions->len; i++) {
        SimStateRegion region = g_array_index(regions, SimStateRegion, i);
        const SimStateRegion *before =
            kept == 0 ? NULL : &g_array_index(regions, SimStateRegion, kept - 1);
        SimAddr end = before == NULL ? 0 : before->address + before->size;
        if (region.address + region.size <= end) {
            continue;
        }
        if (region.address < end) {
            region.size = region.resident = region.address + region.size - end;
            region.address = end;
        }
        g_array_index(regions, SimStateRegion, kept++) = region;
    }
    g_array_set_size(regions, kept);
}

VizSpace *
app_replay_space_new(const SimPlayer *player)
{
    VizSpace *space = g_new0(VizSpace, 1);
    space->regions = g_array_new(FALSE, FALSE, sizeof(SimStateRegion));
    space->used = g_array_new(FALSE, FALSE, sizeof(VizUsed));
    g_autoptr(GPtrArray) heaps = sim_player_heaps(player);
    uint64_t arenas = 0;
    for (guint i = 0; i < heaps->len; i++) {
        arenas += ((const SimPlayedHeap *) heaps->pdata[i])->arenas;
    }
    for (guint i = 0; i < heaps->len; i++) {
        const SimPlayedHeap *heap = heaps->pdata[i];
        add_arenas(space, heap->pymalloc, arenas <= MOST_BY_BLOCK);
    }
    g_array_sort(space->regions, by_start);
    g_autoptr(GArray) of_arenas = g_array_copy(space->regions);
    g_autoptr(GArray) blocks = large_blocks(player);
    add_large(space, blocks, of_arenas);
    part_regions(space->regions);
    g_array_sort(space->used, by_address);
    return space;
}

void
app_replay_space_free(VizSpace *space)
{
    if (space != NULL) {
        g_array_unref(space->regions);
        g_array_unref(space->used);
        g_free(space);
    }
}
