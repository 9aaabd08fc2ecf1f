#include "sim/model/pymalloc.h"
#include "sim/model/pymalloc_private.h"

#define INITIAL_BITS    5
#define NODE_ENTRY_SIZE 8

/* Twice as long as what can be hashed to, so that probing need not wrap around. */
static size_t
table_length(const SimPymalloc *self)
{
    return (size_t) 2 << self->window_bits;
}

static void
new_table(SimPymalloc *self, unsigned bits)
{
    self->window_bits = bits;
    self->windows = g_new(SimPoolWindow, table_length(self));
    for (size_t i = 0; i < table_length(self); i++) {
        self->windows[i] = (SimPoolWindow){SIM_WINDOW_EMPTY, NULL};
    }
}

void
sim_pymalloc_init_map(SimPymalloc *self)
{
    new_table(self, INITIAL_BITS);
    for (size_t i = 0; i < SIM_PYMALLOC_RECENT; i++) {
        self->recent[i].number = UINT64_MAX;
    }
    self->mid_nodes = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    self->bottom_nodes = g_array_new(FALSE, FALSE, sizeof(uint64_t));
}

static void
free_pools(const SimPymalloc *self, SimPool *pools)
{
    for (size_t i = 0; pools != NULL && i <= self->pool_index_mask; i++) {
        g_free(pools[i].links);
        g_free(pools[i].marks);
    }
    g_free(pools);
}

void
sim_pymalloc_clear_map(SimPymalloc *self)
{
    for (size_t i = 0; i < table_length(self); i++) {
        free_pools(self, self->windows[i].pools);
    }
    g_free(self->windows);
    g_array_free(self->mid_nodes, TRUE);
    g_array_free(self->bottom_nodes, TRUE);
}

/* ---- The nodes that the real radix tree takes: they are never given back ---- */

static bool
add_node(SimPymalloc *self, GArray *nodes, uint64_t index, unsigned bits)
{
    for (guint i = 0; i < nodes->len; i++) {
        if (g_array_index(nodes, uint64_t, i) == index) {
            return true;
        }
    }
    if (self->source->table_calloc != NULL &&
        self->source->table_calloc(self->data, 1, (size_t) NODE_ENTRY_SIZE << bits) == 0) {
        return false;
    }
    g_array_append_val(nodes, index);
    return true;
}

static bool
add_nodes(SimPymalloc *self, SimAddr addr)
{
    unsigned mid_bits = (unsigned) self->profile->map_mid_bits;
    unsigned bottom_bits = (unsigned) self->profile->map_bottom_bits;
    if (mid_bits == 0) {
        return true;
    }
    uint64_t bottom = addr >> self->arena_bits >> bottom_bits;
    uint64_t mid = bottom >> mid_bits;
    return add_node(self, self->mid_nodes, mid, mid_bits) &&
           add_node(self, self->bottom_nodes, bottom, bottom_bits);
}

bool
sim_pymalloc_map_arena(SimPymalloc *self, SimAddr base)
{
    SimAddr size = (SimAddr) 1 << self->arena_bits;
    g_return_val_if_fail(base >= size, false);
    return add_nodes(self, base) && ((base & (size - 1)) == 0 || add_nodes(self, base + size));
}

/* ---- The windows ---- */

static uint32_t
window_slot(const SimPymalloc *self, uint64_t prefix)
{
    return (uint32_t) (prefix * UINT64_C(0x9e3779b97f4a7c15) >> (64 - self->window_bits));
}

/* The entry of @prefix, or the empty one where it belongs. */
static SimPoolWindow *
find_window(const SimPymalloc *self, uint64_t prefix)
{
    SimPoolWindow *window = &self->windows[window_slot(self, prefix)];
    while (window->prefix != SIM_WINDOW_EMPTY && window->prefix != prefix) {
        window++;
    }
    return window;
}

SimPool *
sim_pymalloc_find_pool(const SimPymalloc *self, SimAddr addr)
{
    const SimPoolWindow *window = find_window(self, addr >> self->arena_bits);
    if (window->prefix == SIM_WINDOW_EMPTY) {
        return NULL;
    }
    SimPool *pool = &window->pools[(addr >> self->pool_bits) & self->pool_index_mask];
    return pool->arena == SIM_ARENA_NONE ? NULL : pool;
}

SimPool *
sim_pymalloc_find_pool_again(SimPymalloc *self, SimAddr addr)
{
    SimPool *pool = sim_pymalloc_find_pool(self, addr);
    if (pool != NULL) {
        uint64_t number = addr >> self->pool_bits;
        *sim_pymalloc_recent(self, number) = (SimRecentPool){number, pool};
    }
    return pool;
}

void
sim_pymalloc_unmap_pool(SimPymalloc *self, SimAddr base)
{
    uint64_t number = base >> self->pool_bits;
    SimRecentPool *recent = sim_pymalloc_recent(self, number);
    if (recent->number == number) {
        recent->number = UINT64_MAX;
    }
    sim_pymalloc_map_pool(self, base)->arena = SIM_ARENA_NONE;
}

static void
grow_table(SimPymalloc *self)
{
    SimPoolWindow *old = self->windows;
    size_t length = table_length(self);
    new_table(self, self->window_bits + 1);
    for (size_t i = 0; i < length; i++) {
        if (old[i].prefix != SIM_WINDOW_EMPTY) {
            *find_window(self, old[i].prefix) = old[i];
        }
    }
    g_free(old);
}

static SimPool *
add_window(SimPymalloc *self, uint64_t prefix)
{
    /* At most half of the home places are taken, so probing ends inside the table. */
    if (2 * (self->window_count + 1) > 1U << self->window_bits) {
        grow_table(self);
    }
    SimPool *pools = g_new0(SimPool, self->pool_index_mask + 1);
    for (size_t i = 0; i <= self->pool_index_mask; i++) {
        pools[i].arena = SIM_ARENA_NONE;
    }
    *find_window(self, prefix) = (SimPoolWindow){prefix, pools};
    self->window_count++;
    return pools;
}

SimPool *
sim_pymalloc_map_pool(SimPymalloc *self, SimAddr base)
{
    uint64_t prefix = base >> self->arena_bits;
    SimPool *pools = find_window(self, prefix)->pools;
    if (pools == NULL) {
        pools = add_window(self, prefix);
    }
    SimPool *pool = &pools[(base >> self->pool_bits) & self->pool_index_mask];
    if (pool->links == NULL) {
        pool->links = g_new0(uint16_t, (size_t) 1 << (self->pool_bits - 4));
    }
    return pool;
}

/* No gap may come before an entry in the row that its probing walks. */
static void
remove_window(SimPymalloc *self, SimPoolWindow *gap)
{
    free_pools(self, gap->pools);
    for (SimPoolWindow *at = gap + 1; at->prefix != SIM_WINDOW_EMPTY; at++) {
        if (&self->windows[window_slot(self, at->prefix)] <= gap) {
            *gap = *at;
            gap = at;
        }
    }
    *gap = (SimPoolWindow){SIM_WINDOW_EMPTY, NULL};
    self->window_count--;
}

static void
drop_window_without_pools(SimPymalloc *self, uint64_t prefix)
{
    SimPoolWindow *window = find_window(self, prefix);
    if (window->prefix == SIM_WINDOW_EMPTY) {
        return;
    }
    for (size_t i = 0; i <= self->pool_index_mask; i++) {
        if (window->pools[i].arena != SIM_ARENA_NONE) {
            return; /* of another arena, which is not aligned either */
        }
    }
    remove_window(self, window);
}

void
sim_pymalloc_unmap_arena(SimPymalloc *self, SimAddr base)
{
    uint64_t first = base >> self->arena_bits;
    uint64_t last = (base + ((SimAddr) 1 << self->arena_bits) - 1) >> self->arena_bits;
    drop_window_without_pools(self, first);
    if (last != first) {
        drop_window_without_pools(self, last);
    }
}
