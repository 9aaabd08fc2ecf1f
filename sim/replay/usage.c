#include "sim/replay/usage.h"

#include "sim/replay/arenas.h"

#define FIRST_INTERVAL 1024

void
sim_usage_init(SimUsage *self)
{
    self->points = g_array_new(FALSE, FALSE, sizeof(SimUsagePoint));
    self->interval = FIRST_INTERVAL;
    self->next = 0;
}

void
sim_usage_clear(SimUsage *self)
{
    g_array_unref(self->points);
}

static void
add_pools(SimUsagePoint *point, const SimPymalloc *pymalloc, const SimArena *arena)
{
    SimAddr size = (SimAddr) 1 << pymalloc->pool_bits;
    SimAddr at = sim_pymalloc_first_pool(pymalloc, arena->base);
    for (; at < arena->next_pool; at += size) {
        const SimPool *pool = sim_pymalloc_find_pool(pymalloc, at);
        if (pool->live > 0) {
            point->classes[pool->class_index] +=
                pool->live * (pool->class_index + UINT64_C(1)) * 16;
        }
    }
}

void
sim_usage_add_heap(SimUsagePoint *point, const SimPymalloc *pymalloc)
{
    for (uint32_t i = 0; i < pymalloc->arena_length; i++) {
        const SimArena *arena = &pymalloc->arenas[i];
        if (arena->base != 0) {
            point->pools += arena->total_pools - arena->free_pools;
            add_pools(point, pymalloc, arena);
        }
    }
    point->arenas += pymalloc->arenas_current;
    point->held += (uint64_t) pymalloc->arenas_current << pymalloc->arena_bits;
    point->in_use += pymalloc->in_use;
}

static void
thin_out(SimUsage *self)
{
    guint kept = 0;
    for (guint i = 0; i < self->points->len; i += 2) {
        g_array_index(self->points, SimUsagePoint, kept++) =
            g_array_index(self->points, SimUsagePoint, i);
    }
    g_array_set_size(self->points, kept);
    self->interval *= 2;
}

void
sim_usage_add(SimUsage *self, const SimUsagePoint *point)
{
    guint length = self->points->len;
    if (length > 0 && g_array_index(self->points, SimUsagePoint, length - 1).at == point->at) {
        g_array_set_size(self->points, length - 1);
    }
    if (self->points->len == SIM_USAGE_POINTS) {
        thin_out(self);
    }
    g_array_append_val(self->points, *point);
    self->next = (point->at / self->interval + 1) * self->interval;
}

/* ---- Of a trace ---- */

/* Blocks of the C heap: what pymalloc does not serve. */
typedef struct {
    GHashTable *sizes; /* address -> bytes */
    uint64_t bytes;
} Large;

static void
add_large(Large *large, SimAddr address, uint64_t size)
{
    g_hash_table_insert(large->sizes, GSIZE_TO_POINTER((gsize) address),
                        GSIZE_TO_POINTER((gsize) size));
    large->bytes += size;
}

static void
drop_large(Large *large, SimAddr address)
{
    void *size;
    if (g_hash_table_steal_extended(large->sizes, GSIZE_TO_POINTER((gsize) address), NULL, &size)) {
        large->bytes -= GPOINTER_TO_SIZE(size);
    }
}

static void
follow_large(Large *large, SimArenaWalk *walk, const SimEvent *event)
{
    const SimPymalloc *pymalloc = sim_arena_walk_pymalloc(walk);
    switch ((int) event->kind) {
    case SIM_EVENT_ALLOC:
        if (sim_pymalloc_find_pool(pymalloc, event->as.ALLOC.address) == NULL) {
            add_large(large, event->as.ALLOC.address, event->as.ALLOC.size);
        }
        break;
    case SIM_EVENT_FREE:
        drop_large(large, event->as.FREE.address);
        break;
    case SIM_EVENT_REALLOC:
        drop_large(large, event->as.REALLOC.old);
        if (sim_pymalloc_find_pool(pymalloc, event->as.REALLOC.address) == NULL) {
            add_large(large, event->as.REALLOC.address, event->as.REALLOC.size);
        }
        break;
    default:
        break;
    }
}

static void
add_point(SimUsage *self, const SimArenaWalk *walk, const Large *large, uint64_t at)
{
    SimUsagePoint point = {.at = at, .large = large->bytes};
    sim_usage_add_heap(&point, sim_arena_walk_pymalloc(walk));
    sim_usage_add(self, &point);
}

bool
sim_usage_of_trace(SimUsage *self, const SimTrace *trace, const SimProfile *profile, GError **error)
{
    g_autoptr(SimArenaWalk) walk = sim_arena_walk_new(trace, profile);
    g_autoptr(GHashTable) sizes = g_hash_table_new(NULL, NULL);
    Large large = {sizes, 0};
    SimEvent event;
    uint64_t at = 0;
    bool ended = false;
    while (!ended && sim_arena_walk_next(walk, &event, error)) {
        at++;
        ended = event.kind == SIM_EVENT_END;
        follow_large(&large, walk, &event);
        if (at >= self->next) {
            add_point(self, walk, &large, at);
        }
    }
    add_point(self, walk, &large, at);
    return ended || at == sim_trace_count(trace);
}
