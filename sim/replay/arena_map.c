/* An allocator, as its readers see it. */
#include "sim/replay/arena_map.h"

#include "sim/model/survey.h"

enum {
    PLACE = 16 /* bytes that a place of sim/model/pymalloc.h stands for */
};

struct SimArenaMap {
    const SimPymalloc *pymalloc;
    GArray *arenas;     /* index of each arena in the allocator's table, by ascending base */
    GHashTable *places; /* SimPool * -> its place in the list it is in */
    GHashTable *usable; /* index + 1 -> place in usable_arenas */
};

static int
by_base(const void *a, const void *b, void *data)
{
    const SimPymalloc *pymalloc = data;
    SimAddr left = pymalloc->arenas[*(const uint32_t *) a].base;
    SimAddr right = pymalloc->arenas[*(const uint32_t *) b].base;
    return left < right ? -1 : left > right;
}

static void
note_places(SimArenaMap *map, const SimPool *first, const SimPool *end)
{
    size_t place = 0;
    for (const SimPool *pool = first; pool != end; pool = pool->next) {
        g_hash_table_insert(map->places, (void *) pool, GSIZE_TO_POINTER(++place));
    }
}

static void
note_lists(SimArenaMap *map)
{
    const SimPymalloc *pymalloc = map->pymalloc;
    for (size_t i = 0; i < SIM_PYMALLOC_CLASSES; i++) {
        note_places(map, pymalloc->used[i].next, &pymalloc->used[i]);
    }
    for (uint32_t i = 0; i < pymalloc->arena_length; i++) {
        if (pymalloc->arenas[i].base != 0) {
            note_places(map, pymalloc->arenas[i].pools, NULL);
            g_array_append_val(map->arenas, i);
        }
    }
    size_t place = 0;
    for (uint32_t i = pymalloc->usable; i != SIM_ARENA_NONE; i = pymalloc->arenas[i].next) {
        g_hash_table_insert(map->usable, GSIZE_TO_POINTER((gsize) i + 1),
                            GSIZE_TO_POINTER(++place));
    }
}

SimArenaMap *
sim_arena_map_new(const SimPymalloc *pymalloc)
{
    SimArenaMap *map = g_new0(SimArenaMap, 1);
    map->pymalloc = pymalloc;
    map->arenas = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    map->places = g_hash_table_new(NULL, NULL);
    map->usable = g_hash_table_new(NULL, NULL);
    note_lists(map);
    g_array_sort_with_data(map->arenas, by_base, (void *) pymalloc);
    return map;
}

void
sim_arena_map_free(SimArenaMap *map)
{
    if (map != NULL) {
        g_array_unref(map->arenas);
        g_hash_table_unref(map->places);
        g_hash_table_unref(map->usable);
        g_free(map);
    }
}

size_t
sim_arena_map_count(const SimArenaMap *map)
{
    return map->arenas->len;
}

static const SimArena *
arena_at(const SimArenaMap *map, size_t arena)
{
    return &map->pymalloc->arenas[g_array_index(map->arenas, uint32_t, arena)];
}

static void
add_size(SimAddr address, size_t size, void *data)
{
    (void) address;
    *(size_t *) data += size;
}

size_t
sim_arena_map_in_use(const SimArenaMap *map, size_t arena)
{
    const SimArena *found = arena_at(map, arena);
    size_t sum = 0;
    SimAddr at = sim_pymalloc_first_pool(map->pymalloc, found->base);
    for (; at < found->next_pool; at += (SimAddr) 1 << map->pymalloc->pool_bits) {
        sim_pool_visit(sim_pymalloc_find_pool(map->pymalloc, at), add_size, &sum);
    }
    return sum;
}

static SimAddr
pool_size(const SimArenaMap *map)
{
    return (SimAddr) 1 << map->pymalloc->pool_bits;
}

static SimAddr
pool_base(const SimArenaMap *map, const SimArena *arena, size_t pool)
{
    return sim_pymalloc_first_pool(map->pymalloc, arena->base) + pool * pool_size(map);
}

void
sim_arena_map_arena(const SimArenaMap *map, size_t arena, SimArenaInfo *out)
{
    const SimArena *found = arena_at(map, arena);
    gsize key = (gsize) g_array_index(map->arenas, uint32_t, arena) + 1;
    *out = (SimArenaInfo){
        .base = found->base,
        .size = (size_t) 1 << map->pymalloc->arena_bits,
        .pools = found->total_pools,
        .free_pools = found->free_pools,
        .usable = GPOINTER_TO_SIZE(g_hash_table_lookup(map->usable, GSIZE_TO_POINTER(key))),
    };
}

static size_t
index_of(size_t place, size_t block_size)
{
    return (place * PLACE - SIM_PYMALLOC_POOL_HEADER) / block_size;
}

/* pymalloc carves one block ahead, which is the end of the list of free ones until it is handed
 * out. */
static size_t
handed_out(const SimPool *pool, const SimPoolInfo *info)
{
    size_t carved = MIN(index_of(pool->next_virgin, info->block_size), info->capacity);
    bool ahead = carved < info->capacity;
    return ahead ? carved - 1 : carved;
}

void
sim_arena_map_pool(const SimArenaMap *map, size_t arena, size_t pool, SimPoolInfo *out)
{
    const SimArena *owner = arena_at(map, arena);
    *out = (SimPoolInfo){.base = pool_base(map, owner, pool), .next_block = SIZE_MAX};
    if (out->base >= owner->next_pool) {
        return; /* not carved */
    }
    const SimPool *found = sim_pymalloc_find_pool(map->pymalloc, out->base);
    size_t place = GPOINTER_TO_SIZE(g_hash_table_lookup(map->places, found));
    out->handle = found;
    out->live = found->live;
    out->used_place = found->live > 0 ? place : 0;
    out->free_place = found->live > 0 ? 0 : place;
    if (found->class_index == SIM_POOL_NO_CLASS) {
        return;
    }
    out->block_size = ((size_t) found->class_index + 1) * PLACE;
    out->capacity = (pool_size(map) - SIM_PYMALLOC_POOL_HEADER) / out->block_size;
    out->carved = handed_out(found, out);
    out->next_block =
        found->first_free == 0 ? SIZE_MAX : index_of(found->first_free, out->block_size);
}

void
sim_arena_block(const SimPoolInfo *pool, size_t block, SimBlockInfo *out)
{
    const SimPool *found = pool->handle;
    size_t offset = SIM_PYMALLOC_POOL_HEADER + block * pool->block_size;
    *out = (SimBlockInfo){SIM_BLOCK_NEVER_USED, pool->base + offset, 0};
    if (block >= pool->carved) {
        return;
    }
    uint16_t link = found->links[offset / PLACE];
    bool live = (link & SIM_POOL_LIVE) != 0;
    out->kind = live ? SIM_BLOCK_LIVE : SIM_BLOCK_FREED;
    out->requested = live ? link & (SIM_POOL_LIVE - 1U) : 0;
}
