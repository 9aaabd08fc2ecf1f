#include "sim/model/pymalloc.h"
#include "sim/model/pymalloc_private.h"

#define FIRST_PLACE (SIM_PYMALLOC_POOL_HEADER >> 4)

SimPymalloc *
sim_pymalloc_new(const SimProfile *profile, const SimPymallocSource *source, void *data)
{
    /* Every class needs two blocks in a pool, and a place must leave the bit LIVE free. */
    g_return_val_if_fail(profile->pool_bits >= 11 && profile->pool_bits <= 18, NULL);
    g_return_val_if_fail(profile->arena_bits > profile->pool_bits, NULL);
    g_return_val_if_fail(profile->arena_bits <= 30, NULL);

    SimPymalloc *self = g_new0(SimPymalloc, 1);
    for (unsigned i = 0; i < SIM_PYMALLOC_CLASSES; i++) {
        self->used[i].next = self->used[i].prev = &self->used[i];
    }
    self->profile = profile;
    self->arena_bits = (uint32_t) profile->arena_bits;
    self->pool_bits = (uint32_t) profile->pool_bits;
    uint32_t pools = 1U << (self->arena_bits - self->pool_bits);
    self->pool_index_mask = pools - 1;
    sim_pymalloc_init_map(self);
    self->last_with = g_new(uint32_t, pools + 1);
    for (uint32_t i = 0; i <= pools; i++) {
        self->last_with[i] = SIM_ARENA_NONE;
    }
    self->usable = self->unused = SIM_ARENA_NONE;
    self->source = source;
    self->data = data;
    return self;
}

void
sim_pymalloc_free(SimPymalloc *self)
{
    if (self == NULL) {
        return;
    }
    sim_pymalloc_clear_map(self);
    g_free(self->last_with);
    g_free(self->arenas);
    g_free(self);
}

static void
link_used(SimPymalloc *self, SimPool *pool)
{
    SimPool *head = &self->used[pool->class_index];
    pool->next = head->next;
    pool->prev = head;
    head->next->prev = pool;
    head->next = pool;
}

static void
unlink_used(SimPool *pool)
{
    pool->next->prev = pool->prev;
    pool->prev->next = pool->next;
}

/* Two blocks are carved at once: the one handed out and the one that makes the free
 * list not empty, which is what keeps the pool in its ring. */
static void
start_pool(SimPymalloc *self, SimPool *pool, unsigned class_index)
{
    uint16_t places = (uint16_t) (class_index + 1);
    pool->class_index = (uint16_t) class_index;
    pool->first_free = (uint16_t) (FIRST_PLACE + places);
    pool->links[pool->first_free] = 0;
    pool->next_virgin = (uint16_t) (FIRST_PLACE + 2 * places);
    pool->last_virgin = (uint16_t) ((1U << (self->pool_bits - 4)) - places);
}

SimAddr
sim_pymalloc_malloc_new_pool(SimPymalloc *self, unsigned class_index, size_t size)
{
    if (self->usable == SIM_ARENA_NONE && !sim_pymalloc_add_arena(self)) {
        return 0;
    }
    SimPool *pool = sim_pymalloc_take_pool(self);
    uint16_t place = FIRST_PLACE;
    if (pool->class_index == class_index) {
        /* Same class as before: the free list is still good, and is not empty. */
        place = pool->first_free;
        pool->first_free = pool->links[place];
    } else {
        start_pool(self, pool, class_index);
    }
    link_used(self, pool);
    pool->links[place] = (uint16_t) (SIM_POOL_LIVE | size);
    pool->live = 1;
    self->in_use += size;
    return pool->base + ((SimAddr) place << 4);
}

void
sim_pymalloc_extend_pool(SimPool *pool)
{
    if (pool->next_virgin > pool->last_virgin) {
        unlink_used(pool);
        return;
    }
    pool->first_free = pool->next_virgin;
    pool->links[pool->first_free] = 0;
    pool->next_virgin = (uint16_t) (pool->next_virgin + pool->class_index + 1);
}

void
sim_pymalloc_pool_was_full(SimPymalloc *self, SimPool *pool)
{
    link_used(self, pool);
}

void
sim_pymalloc_pool_is_empty(SimPymalloc *self, SimPool *pool)
{
    unlink_used(pool);
    sim_pymalloc_give_pool(self, pool);
}

void
sim_pymalloc_bad_free(SimAddr addr)
{
    g_error("pymalloc: 0x%" G_GINT64_MODIFIER "x is not a live block", addr);
}

static uint16_t
live_link(const SimPool *pool, SimAddr addr)
{
    uint16_t link = pool->links[(addr - pool->base) >> 4];
    return (addr & 15) == 0 && link >= SIM_POOL_LIVE ? link : 0;
}

size_t
sim_pymalloc_size(const SimPymalloc *self, SimAddr addr)
{
    const SimPool *pool = sim_pymalloc_find_pool(self, addr);
    return pool == NULL ? 0 : live_link(pool, addr) & ~SIM_POOL_LIVE;
}

void
sim_pymalloc_set_mark(SimPymalloc *self, SimAddr addr, uint32_t mark)
{
    SimPool *pool = sim_pymalloc_pool_of(self, addr);
    if (G_UNLIKELY(pool->marks == NULL)) {
        pool->marks = g_new0(uint32_t, (size_t) 1 << (self->pool_bits - 4));
    }
    pool->marks[(addr - pool->base) >> 4] = mark;
}

uint32_t
sim_pymalloc_mark(const SimPymalloc *self, SimAddr addr)
{
    const SimPool *pool = sim_pymalloc_find_pool(self, addr);
    return pool == NULL || pool->marks == NULL ? 0 : pool->marks[(addr - pool->base) >> 4];
}

bool
sim_pymalloc_resize_in_place(SimPymalloc *self, SimAddr addr, size_t size)
{
    SimPool *pool = sim_pymalloc_pool_of(self, addr);
    uint16_t link = pool == NULL ? 0 : live_link(pool, addr);
    if (link == 0) {
        sim_pymalloc_bad_free(addr);
    }
    size_t block = sim_pymalloc_class_size(pool->class_index);
    if (size > block || 4 * size <= 3 * block) {
        return false;
    }
    self->in_use = self->in_use - (link & ~SIM_POOL_LIVE) + size;
    pool->links[(addr - pool->base) >> 4] = (uint16_t) (SIM_POOL_LIVE | size);
    return true;
}
