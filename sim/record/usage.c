#include "sim/record/usage.h"

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

void
sim_usage_add_heap(SimUsagePoint *point, const SimPymalloc *pymalloc)
{
    for (uint32_t i = 0; i < pymalloc->arena_length; i++) {
        const SimArena *arena = &pymalloc->arenas[i];
        if (arena->base != 0) {
            point->pools += arena->total_pools - arena->free_pools;
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
    if (length > 0 &&
        g_array_index(self->points, SimUsagePoint, length - 1).records == point->records) {
        g_array_set_size(self->points, length - 1);
    }
    if (self->points->len == SIM_USAGE_POINTS) {
        thin_out(self);
    }
    g_array_append_val(self->points, *point);
    self->next = (point->records / self->interval + 1) * self->interval;
}
