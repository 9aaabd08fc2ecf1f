#include "sim/model/survey.h"
#include "sim/model/pymalloc_private.h"

void
sim_pool_visit(const SimPool *pool, SimBlockVisit visit, void *data)
{
    if (pool->class_index == SIM_POOL_NO_CLASS) {
        return;
    }
    uint32_t step = pool->class_index + 1U;
    for (uint32_t place = SIM_PYMALLOC_POOL_HEADER >> 4; place < pool->next_virgin; place += step) {
        if (pool->links[place] >= SIM_POOL_LIVE) {
            visit(pool->base + ((SimAddr) place << 4), pool->links[place] - SIM_POOL_LIVE, data);
        }
    }
}

static void
add_size(SimAddr addr, size_t size, void *data)
{
    uint64_t *sum = data;
    (void) addr;
    *sum += size;
}

static void
add_pool(SimSurvey *self, const SimPymalloc *pymalloc, const SimPool *pool, uint64_t requested)
{
    SimClassSurvey *of_class = &self->classes[pool->class_index];
    of_class->pools++;
    of_class->live += pool->live;
    of_class->free += sim_pymalloc_capacity(pymalloc, pool->class_index) - pool->live;
    of_class->requested += requested;
}

static void
add_arena(SimSurvey *self, const SimPymalloc *pymalloc, const SimArena *arena, uint32_t few)
{
    uint32_t used = arena->total_pools - arena->free_pools;
    bool is_lone = used > 0 && used <= few;
    guint first = self->lone->len;
    size_t blocks = 0;
    SimAddr pool_size = (SimAddr) 1 << pymalloc->pool_bits;
    SimAddr at = sim_pymalloc_first_pool(pymalloc, arena->base);
    for (; at < arena->next_pool; at += pool_size) {
        const SimPool *pool = sim_pymalloc_find_pool(pymalloc, at);
        uint64_t requested = 0;
        if (pool->live == 0) {
            continue;
        }
        sim_pool_visit(pool, add_size, &requested);
        add_pool(self, pymalloc, pool, requested);
        blocks += pool->live;
        if (is_lone) {
            SimLonePool lone = {arena->base, 0, pool};
            g_array_append_val(self->lone, lone);
            self->lone_bytes += requested;
        }
    }
    for (guint i = first; i < self->lone->len; i++) {
        g_array_index(self->lone, SimLonePool, i).blocks = blocks;
    }
    self->arenas++;
    self->empty_arenas += used == 0;
    self->free_pools += arena->free_pools;
    self->lone_arenas += is_lone;
}

static int
by_blocks(const void *left, const void *right)
{
    const SimLonePool *a = left;
    const SimLonePool *b = right;
    if (a->blocks != b->blocks) {
        return a->blocks < b->blocks ? -1 : 1;
    }
    return (a->pool->base > b->pool->base) - (a->pool->base < b->pool->base);
}

SimSurvey *
sim_survey_new(const SimPymalloc *pymalloc, uint32_t few)
{
    SimSurvey *self = g_new0(SimSurvey, 1);
    self->lone = g_array_new(FALSE, FALSE, sizeof(SimLonePool));
    for (uint32_t i = 0; i < pymalloc->arena_length; i++) {
        if (pymalloc->arenas[i].base != 0) {
            add_arena(self, pymalloc, &pymalloc->arenas[i], few);
        }
    }
    g_array_sort(self->lone, by_blocks);
    /* One of the empty ones would be the tail, and stay. */
    size_t empty = self->empty_arenas + self->lone_arenas;
    bool stays = pymalloc->profile->keeps_last_arena && empty > 0;
    self->would_return = (uint64_t) (empty - stays) << pymalloc->arena_bits;
    return self;
}

void
sim_survey_free(SimSurvey *self)
{
    if (self != NULL) {
        g_array_unref(self->lone);
        g_free(self);
    }
}
