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

static bool
is_in_ring(const SimPymalloc *self, const SimPool *pool)
{
    const SimPool *head = &self->used[pool->class_index];
    for (const SimPool *p = head->next; p != head; p = p->next) {
        if (p == pool) {
            return true;
        }
    }
    return false;
}

/* Adds the live bytes to @in_use. */
static bool
check_blocks(const SimPool *pool, size_t *in_use, GString *why)
{
    uint32_t step = pool->class_index + 1U;
    uint32_t carved = (pool->next_virgin - FIRST_PLACE) / step;
    uint32_t live = 0;
    for (uint32_t place = FIRST_PLACE; place < pool->next_virgin; place += step) {
        if (pool->links[place] >= SIM_POOL_LIVE) {
            live++;
            *in_use += pool->links[place] - SIM_POOL_LIVE;
        }
    }
    if (live != pool->live) {
        return wrong(why, "pool " ADDR " counts %u live blocks, has %u", pool->base, pool->live, live);
    }
    uint32_t listed = 0;
    for (uint16_t place = pool->first_free; place != 0; place = pool->links[place]) {
        if (place < FIRST_PLACE || place >= pool->next_virgin || (place - FIRST_PLACE) % step != 0
            || pool->links[place] >= SIM_POOL_LIVE || ++listed > carved) {
            return wrong(why, "pool " ADDR ": free list is broken at place %u", pool->base, place);
        }
    }
    if (listed + live != carved) {
        return wrong(why, "pool " ADDR ": %u live and %u free blocks of %u", pool->base, live, listed, carved);
    }
    return true;
}

static bool
check_pool(const SimPymalloc *self, SimAddr at, uint32_t arena, size_t *in_use, GString *why)
{
    const SimPool *pool = sim_pymalloc_pool_of(self, at);
    if (pool == NULL || pool->base != at || pool->arena != arena) {
        return wrong(why, "pool " ADDR " is not in the map", at);
    }
    if (pool->class_index >= SIM_PYMALLOC_CLASSES) {
        return pool->live == 0 || wrong(why, "pool " ADDR " has blocks but no class", at);
    }
    if (!check_blocks(pool, in_use, why)) {
        return false;
    }
    bool in_ring = is_in_ring(self, pool);
    if (in_ring != (pool->live > 0 && pool->first_free != 0)) {
        return wrong(why, "pool " ADDR " is %s its used list", at, in_ring ? "wrongly in" : "missing in");
    }
    return true;
}

static bool
check_arena(const SimPymalloc *self, uint32_t index, size_t *in_use, GString *why)
{
    const SimArena *arena = &self->arenas[index];
    SimAddr pool_size = (SimAddr) 1 << self->pool_bits;
    SimAddr first = sim_pymalloc_first_pool(self, arena->base);
    for (SimAddr at = first; at < arena->next_pool; at += pool_size) {
        if (!check_pool(self, at, index, in_use, why)) {
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
        return wrong(why, "arena " ADDR " counts %u free pools, has %u", arena->base, arena->free_pools, free_pools);
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
        if (arena->base == 0 || arena->free_pools == 0 || arena->prev != prev
            || ++listed > self->arena_length) {
            return wrong(why, "the list of usable arenas is broken at arena %u", i);
        }
        if (prev != SIM_ARENA_NONE && self->arenas[prev].free_pools > arena->free_pools) {
            return wrong(why, "the list of usable arenas is not sorted at arena %u", i);
        }
        bool is_last = arena->next == SIM_ARENA_NONE
                       || self->arenas[arena->next].free_pools != arena->free_pools;
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
        return wrong(why, "%zu arenas counted, %u in the table", self->arenas_current, self->arena_length - unused);
    }
    return true;
}

bool
sim_pymalloc_check(const SimPymalloc *self, GString *why)
{
    size_t in_use = 0;
    for (uint32_t i = 0; i < self->arena_length; i++) {
        if (self->arenas[i].base != 0 && !check_arena(self, i, &in_use, why)) {
            return false;
        }
    }
    if (in_use != self->in_use) {
        return wrong(why, "%zu bytes counted in use, %zu found", self->in_use, in_use);
    }
    return check_usable(self, why) && check_last_with(self, why) && check_counts(self, why);
}
