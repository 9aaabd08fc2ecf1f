#include "sim/model/pymalloc.h"
#include "sim/model/pymalloc_private.h"

/* sizeof(struct arena_object) */
#define ARENA_OBJECT_SIZE 48
#define INITIAL_ARENAS    16

/* ---- The table of arenas ---- */

static bool
grow_table(SimPymalloc *self)
{
    uint32_t length = self->arena_length == 0 ? INITIAL_ARENAS : 2 * self->arena_length;
    if (self->source->table_realloc != NULL) {
        SimAddr table = self->source->table_realloc(self->data, self->arena_table,
                                                    (size_t) length * ARENA_OBJECT_SIZE);
        if (table == 0) {
            return false;
        }
        self->arena_table = table;
    }
    self->arenas = g_renew(SimArena, self->arenas, length);
    for (uint32_t i = self->arena_length; i < length; i++) {
        self->arenas[i] = (SimArena){.next = i + 1 < length ? i + 1 : SIM_ARENA_NONE};
    }
    self->unused = self->arena_length;
    self->arena_length = length;
    return true;
}

static SimAddr
take_arena(SimPymalloc *self)
{
    size_t size = (size_t) 1 << self->arena_bits;
    SimAddr base = self->source->arena_alloc(self->data, size);
    if (base != 0 && !sim_pymalloc_map_arena(self, base)) {
        self->source->arena_free(self->data, base, size);
        return 0;
    }
    return base;
}

bool
sim_pymalloc_add_arena(SimPymalloc *self)
{
    g_assert(self->usable == SIM_ARENA_NONE);
    if (self->unused == SIM_ARENA_NONE && !grow_table(self)) {
        return false;
    }
    SimAddr base = take_arena(self);
    if (base == 0) {
        return false;
    }
    uint32_t index = self->unused;
    SimArena *arena = &self->arenas[index];
    self->unused = arena->next;
    SimAddr first = sim_pymalloc_first_pool(self, base);
    uint32_t pools = (uint32_t) self->pool_index_mask + (first == base);
    *arena = (SimArena){.base = base,
                        .next_pool = first,
                        .free_pools = pools,
                        .total_pools = pools,
                        .next = SIM_ARENA_NONE,
                        .prev = SIM_ARENA_NONE};
    self->usable = index;
    self->last_with[pools] = index;
    self->arenas_total++;
    self->arenas_current++;
    self->arenas_highwater = MAX(self->arenas_highwater, self->arenas_current);
    return true;
}

/* ---- Taking and giving back pools ---- */

static SimPool *
carve_pool(SimPymalloc *self, uint32_t index)
{
    SimArena *arena = &self->arenas[index];
    SimPool *pool = sim_pymalloc_map_pool(self, arena->next_pool);
    pool->base = arena->next_pool;
    pool->arena = index;
    pool->class_index = SIM_POOL_NO_CLASS;
    pool->live = 0;
    arena->next_pool += (SimAddr) 1 << self->pool_bits;
    return pool;
}

SimPool *
sim_pymalloc_take_pool(SimPymalloc *self)
{
    uint32_t index = self->usable;
    SimArena *arena = &self->arenas[index];
    /* The head has the fewest free pools of all, so nobody else can have one less. */
    if (self->last_with[arena->free_pools] == index) {
        self->last_with[arena->free_pools] = SIM_ARENA_NONE;
    }
    if (arena->free_pools > 1) {
        self->last_with[arena->free_pools - 1] = index;
    }
    SimPool *pool = arena->pools;
    if (pool != NULL) {
        arena->pools = pool->next;
    } else {
        pool = carve_pool(self, index);
    }
    if (--arena->free_pools == 0) {
        self->usable = arena->next;
        if (arena->next != SIM_ARENA_NONE) {
            self->arenas[arena->next].prev = SIM_ARENA_NONE;
        }
    }
    return pool;
}

static void
unlink_arena(SimPymalloc *self, const SimArena *arena)
{
    if (arena->prev == SIM_ARENA_NONE) {
        self->usable = arena->next;
    } else {
        self->arenas[arena->prev].next = arena->next;
    }
    if (arena->next != SIM_ARENA_NONE) {
        self->arenas[arena->next].prev = arena->prev;
    }
}

static void
link_arena_first(SimPymalloc *self, uint32_t index)
{
    SimArena *arena = &self->arenas[index];
    arena->next = self->usable;
    arena->prev = SIM_ARENA_NONE;
    if (self->usable != SIM_ARENA_NONE) {
        self->arenas[self->usable].prev = index;
    }
    self->usable = index;
}

static void
link_arena_after(SimPymalloc *self, uint32_t index, uint32_t before)
{
    SimArena *arena = &self->arenas[index];
    arena->prev = before;
    arena->next = self->arenas[before].next;
    if (arena->next != SIM_ARENA_NONE) {
        self->arenas[arena->next].prev = index;
    }
    self->arenas[before].next = index;
}

static void
release_arena(SimPymalloc *self, uint32_t index)
{
    SimArena *arena = &self->arenas[index];
    unlink_arena(self, arena);
    SimAddr pool_size = (SimAddr) 1 << self->pool_bits;
    SimAddr pool = sim_pymalloc_first_pool(self, arena->base);
    for (; pool < arena->next_pool; pool += pool_size) {
        sim_pymalloc_unmap_pool(self, pool);
    }
    sim_pymalloc_unmap_arena(self, arena->base);
    self->source->arena_free(self->data, arena->base, (size_t) 1 << self->arena_bits);
    *arena = (SimArena){.next = self->unused};
    self->unused = index;
    self->arenas_current--;
}

void
sim_pymalloc_give_pool(SimPymalloc *self, SimPool *pool)
{
    uint32_t index = pool->arena;
    SimArena *arena = &self->arenas[index];
    pool->next = arena->pools;
    arena->pools = pool;

    uint32_t before = self->last_with[arena->free_pools];
    if (before == index) {
        bool has_peer = arena->prev != SIM_ARENA_NONE &&
                        self->arenas[arena->prev].free_pools == arena->free_pools;
        self->last_with[arena->free_pools] = has_peer ? arena->prev : SIM_ARENA_NONE;
    }
    uint32_t count = ++arena->free_pools;
    bool stays = self->profile->keeps_last_arena && arena->next == SIM_ARENA_NONE;
    if (count == arena->total_pools && !stays) {
        release_arena(self, index);
        return;
    }
    if (count == 1) {
        link_arena_first(self, index);
        if (self->last_with[1] == SIM_ARENA_NONE) {
            self->last_with[1] = index;
        }
        return;
    }
    if (self->last_with[count] == SIM_ARENA_NONE) {
        self->last_with[count] = index;
    }
    /* It comes behind those that have as many as it had, and so first of its equals. */
    if (before != index) {
        unlink_arena(self, arena);
        link_arena_after(self, index, before);
    }
}
