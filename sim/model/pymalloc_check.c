#include "sim/model/pymalloc.h"
#include "sim/model/pymalloc_private.h"

#define FIRST_PLACE (SIM_PYMALLOC_POOL_HEADER >> 4)

G_GNUC_PRINTF(2, 3)
static bool
wrong(GString *why, const char *format, ...)
{
    if (why != NULL) {
        va_list args;
        va_start(args, format);
        g_string_vprintf(why, format, args);
        va_end(args);
    }
    return false;
}

#define ADDR "0x%" G_GINT64_MODIFIER "x"

typedef struct {
    size_t in_use;                        /* bytes in live blocks */
    size_t in_ring[SIM_PYMALLOC_CLASSES]; /* pools that belong in the ring of a class */
} Found;

static bool
check_blocks(const SimPool *pool, Found *found, GString *why)
{
    uint32_t step = pool->class_index + 1U;
    uint32_t carved = (pool->next_virgin - FIRST_PLACE) / step;
    uint32_t live = 0;
    for (uint32_t place = FIRST_PLACE; place < pool->next_virgin; place += step) {
        if (pool->links[place] >= SIM_POOL_LIVE) {
            live++;
            found->in_use += pool->links[place] - SIM_POOL_LIVE;
        }
    }
    if (live != pool->live) {
        return wrong(why, "pool " ADDR " counts %u live blocks, has %u", pool->base, pool->live,
                     live);
    }
    uint32_t listed = 0;
    for (uint16_t place = pool->first_free; place != 0; place = pool->links[place]) {
        if (place < FIRST_PLACE || place >= pool->next_virgin ||
            (place - FIRST_PLACE) % step != 0 || pool->links[place] >= SIM_POOL_LIVE ||
            ++listed > carved) {
            return wrong(why, "pool " ADDR ": free list is broken at place %u", pool->base, place);
        }
    }
    if (listed + live != carved) {
        return wrong(why, "pool " ADDR ": %u live and %u free blocks of %u", pool->base, live,
                     listed, carved);
    }
    return true;
}

static bool
check_pool(const SimPymalloc *self, SimAddr at, uint32_t arena, Found *found, GString *why)
{
    const SimPool *pool = sim_pymalloc_find_pool(self, at);
    if (pool == NULL || pool->base != at || pool->arena != arena) {
        return wrong(why, "pool " ADDR " is not in the map", at);
    }
    if (pool->class_index >= SIM_PYMALLOC_CLASSES) {
        return pool->live == 0 || wrong(why, "pool " ADDR " has blocks but no class", at);
    }
    if (pool->live > 0 && pool->first_free != 0) {
        found->in_ring[pool->class_index]++;
    }
    return check_blocks(pool, found, why);
}

static bool
check_arena(const SimPymalloc *self, uint32_t index, Found *found, GString *why)
{
    const SimArena *arena = &self->arenas[index];
    SimAddr pool_size = (SimAddr) 1 << self->pool_bits;
    SimAddr first = sim_pymalloc_first_pool(self, arena->base);
    for (SimAddr at = first; at < arena->next_pool; at += pool_size) {
        if (!check_pool(self, at, index, found, why)) {
            return false;
        }
    }
    uint32_t free_pools = arena->total_pools - (uint32_t) ((arena->next_pool - first) / pool_size);
    for (const SimPool *pool = arena->pools; pool != NULL; pool = pool->next) {
        if (pool->arena != index || pool->live != 0 || ++free_pools > arena->total_pools) {
            return wrong(why, "arena " ADDR ": its list of free pools is broken", arena->base);
        }
    }
    if (free_pools != arena->free_pools) {
        return wrong(why, "arena " ADDR " counts %u free pools, has %u", arena->base,
                     arena->free_pools, free_pools);
    }
    return true;
}

/* Ascending, linked both ways, complete, and last_with[] right. */
static bool
check_usable(const SimPymalloc *self, GString *why)
{
    uint32_t listed = 0;
    uint32_t prev = SIM_ARENA_NONE;
    for (uint32_t i = self->usable; i != SIM_ARENA_NONE; i = self->arenas[i].next) {
        const SimArena *arena = &self->arenas[i];
        if (arena->base == 0 || arena->free_pools == 0 || arena->prev != prev ||
            ++listed > self->arena_length) {
            return wrong(why, "the list of usable arenas is broken at arena %u", i);
        }
        if (prev != SIM_ARENA_NONE && self->arenas[prev].free_pools > arena->free_pools) {
            return wrong(why, "the list of usable arenas is not sorted at arena %u", i);
        }
        bool is_last = arena->next == SIM_ARENA_NONE ||
                       self->arenas[arena->next].free_pools != arena->free_pools;
        if (is_last != (self->last_with[arena->free_pools] == i)) {
            return wrong(why, "last_with[%u] is wrong", arena->free_pools);
        }
        prev = i;
    }
    for (uint32_t i = 0; i < self->arena_length; i++) {
        listed -= self->arenas[i].base != 0 && self->arenas[i].free_pools > 0;
    }
    return listed == 0 || wrong(why, "an arena with free pools is not listed as usable");
}

static bool
check_last_with(const SimPymalloc *self, GString *why)
{
    for (uint32_t n = 0; n <= self->pool_index_mask + 1; n++) {
        uint32_t i = self->last_with[n];
        if (i != SIM_ARENA_NONE && (self->arenas[i].base == 0 || self->arenas[i].free_pools != n)) {
            return wrong(why, "last_with[%u] names arena %u, which has not so many", n, i);
        }
    }
    return true;
}

static bool
check_counts(const SimPymalloc *self, GString *why)
{
    uint32_t unused = 0;
    for (uint32_t i = self->unused; i != SIM_ARENA_NONE; i = self->arenas[i].next) {
        if (self->arenas[i].base != 0 || ++unused > self->arena_length) {
            return wrong(why, "the list of unused arenas is broken at arena %u", i);
        }
    }
    if (self->arena_length - unused != self->arenas_current) {
        return wrong(why, "%zu arenas counted, %u in the table", self->arenas_current,
                     self->arena_length - unused);
    }
    return true;
}

static bool
check_ring(const SimPymalloc *self, unsigned class_index, const Found *found, GString *why)
{
    const SimPool *head = &self->used[class_index];
    size_t count = 0;
    for (const SimPool *pool = head->next; pool != head; pool = pool->next) {
        if (pool->class_index != class_index || pool->live == 0 || pool->first_free == 0 ||
            pool->next->prev != pool || ++count > found->in_ring[class_index]) {
            return wrong(why, "the used list of class %u is broken at " ADDR, class_index,
                         pool->base);
        }
    }
    return count == found->in_ring[class_index] ||
           wrong(why, "class %u: %zu pools in the used list, not %zu", class_index, count,
                 found->in_ring[class_index]);
}

bool
sim_pymalloc_check(const SimPymalloc *self, GString *why)
{
    Found found = {0};
    for (uint32_t i = 0; i < self->arena_length; i++) {
        if (self->arenas[i].base != 0 && !check_arena(self, i, &found, why)) {
            return false;
        }
    }
    for (unsigned i = 0; i < SIM_PYMALLOC_CLASSES; i++) {
        if (!check_ring(self, i, &found, why)) {
            return false;
        }
    }
    if (found.in_use != self->in_use) {
        return wrong(why, "%zu bytes counted in use, %zu found", self->in_use, found.in_use);
    }
    return check_usable(self, why) && check_last_with(self, why) && check_counts(self, why);
}
