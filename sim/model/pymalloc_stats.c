#include "sim/model/pymalloc.h"
#include "sim/model/pymalloc_private.h"

typedef struct {
    size_t pools[SIM_PYMALLOC_CLASSES];
    size_t live[SIM_PYMALLOC_CLASSES];
    size_t free[SIM_PYMALLOC_CLASSES];
    size_t free_pools;
    size_t unaligned_arenas;
} Totals;

static void
add_arena(const SimPymalloc *self, const SimArena *arena, Totals *totals)
{
    SimAddr first = sim_pymalloc_first_pool(self, arena->base);
    totals->free_pools += arena->free_pools;
    totals->unaligned_arenas += first != arena->base;
    for (SimAddr at = first; at < arena->next_pool; at += (SimAddr) 1 << self->pool_bits) {
        const SimPool *pool = sim_pymalloc_find_pool(self, at);
        if (pool->live == 0) {
            continue;
        }
        unsigned index = pool->class_index;
        totals->pools[index]++;
        totals->live[index] += pool->live;
        totals->free[index] += sim_pymalloc_capacity(self, index) - pool->live;
    }
}

static void
add_arenas(const SimPymalloc *self, Totals *totals)
{
    *totals = (Totals){0};
    for (uint32_t i = 0; i < self->arena_length; i++) {
        if (self->arenas[i].base != 0) {
            add_arena(self, &self->arenas[i], totals);
        }
    }
}

size_t
sim_pymalloc_live_blocks(const SimPymalloc *self)
{
    Totals totals;
    add_arenas(self, &totals);
    size_t sum = 0;
    for (unsigned i = 0; i < SIM_PYMALLOC_CLASSES; i++) {
        sum += totals.live[i];
    }
    return sum;
}

/* "# arenas reclaimed                 =                1,234": returns @value. */
static size_t
print_line(GString *out, const char *label, size_t value)
{
    g_autofree char *digits = g_strdup_printf("%zu", value);
    GString *grouped = g_string_new(NULL);
    size_t length = strlen(digits);
    for (size_t i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0) {
            g_string_append_c(grouped, ',');
        }
        g_string_append_c(grouped, digits[i]);
    }
    g_string_append_printf(out, "%-35s=%21s\n", label, grouped->str);
    g_string_free(grouped, TRUE);
    return value;
}

static void
print_classes(const Totals *totals, GString *out)
{
    g_string_append_printf(out,
                           "Small block threshold = %d, in %u size classes.\n\n"
                           "class   size   num pools   blocks in use  avail blocks\n"
                           "-----   ----   ---------   -------------  ------------\n",
                           SIM_PYMALLOC_MAX_REQUEST, SIM_PYMALLOC_CLASSES);
    for (unsigned i = 0; i < SIM_PYMALLOC_CLASSES; i++) {
        if (totals->pools[i] > 0) {
            g_string_append_printf(out, "%5u %6u %11zu %15zu %13zu\n", i,
                                   sim_pymalloc_class_size(i), totals->pools[i], totals->live[i],
                                   totals->free[i]);
        }
    }
    g_string_append_c(out, '\n');
}

static void
print_arenas(const SimPymalloc *self, GString *out)
{
    size_t size = (size_t) 1 << self->arena_bits;
    print_line(out, "# arenas allocated total", self->arenas_total);
    print_line(out, "# arenas reclaimed", self->arenas_total - self->arenas_current);
    print_line(out, "# arenas highwater mark", self->arenas_highwater);
    print_line(out, "# arenas allocated current", self->arenas_current);
    g_autofree char *label =
        g_strdup_printf("%zu arenas * %zu bytes/arena", self->arenas_current, size);
    print_line(out, label, self->arenas_current * size);
    g_string_append_c(out, '\n');
}

static void
print_bytes(const SimPymalloc *self, const Totals *totals, GString *out)
{
    size_t pool_size = (size_t) 1 << self->pool_bits;
    size_t live = 0;
    size_t available = 0;
    size_t headers = 0;
    size_t quantization = 0;
    for (unsigned i = 0; i < SIM_PYMALLOC_CLASSES; i++) {
        size_t size = sim_pymalloc_class_size(i);
        live += totals->live[i] * size;
        available += totals->free[i] * size;
        headers += totals->pools[i] * SIM_PYMALLOC_POOL_HEADER;
        quantization += totals->pools[i] * ((pool_size - SIM_PYMALLOC_POOL_HEADER) % size);
    }
    size_t total = print_line(out, "# bytes in allocated blocks", live);
    total += print_line(out, "# bytes in available blocks", available);
    g_autofree char *label =
        g_strdup_printf("%zu unused pools * %zu bytes", totals->free_pools, pool_size);
    total += print_line(out, label, totals->free_pools * pool_size);
    total += print_line(out, "# bytes lost to pool headers", headers);
    total += print_line(out, "# bytes lost to quantization", quantization);
    total +=
        print_line(out, "# bytes lost to arena alignment", totals->unaligned_arenas * pool_size);
    print_line(out, "Total", total);
}

/* The three levels of the radix tree; the root is as long as a middle node. */
static void
print_map(const SimPymalloc *self, GString *out)
{
    size_t mid_size = (size_t) 8 << self->profile->map_mid_bits;
    size_t bottom_size = (size_t) 8 << self->profile->map_bottom_bits;
    g_string_append(out, "\narena map counts\n");
    print_line(out, "# arena map mid nodes", self->mid_nodes->len);
    print_line(out, "# arena map bot nodes", self->bottom_nodes->len);
    g_string_append_c(out, '\n');
    size_t total = print_line(out, "# bytes lost to arena map root", mid_size);
    total += print_line(out, "# bytes lost to arena map mid", self->mid_nodes->len * mid_size);
    total +=
        print_line(out, "# bytes lost to arena map bot", self->bottom_nodes->len * bottom_size);
    print_line(out, "Total", total);
}

void
sim_pymalloc_stats(const SimPymalloc *self, GString *out)
{
    Totals totals;
    add_arenas(self, &totals);
    print_classes(&totals, out);
    print_arenas(self, out);
    print_bytes(self, &totals, out);
    if (self->profile->map_mid_bits > 0) {
        print_map(self, out);
    }
}
