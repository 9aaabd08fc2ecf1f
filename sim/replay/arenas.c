#include "sim/replay/arenas.h"

#include "sim/replay/arena_map.h"

/* SimDomain of sim/model/heap.h: those that pymalloc serves. */
enum {
    DOMAIN_MEM = 1,
    DOMAIN_OBJ = 2
};

struct SimArenaWalk {
    const SimTrace *trace;
    const SimProfile *profile;
    SimCursor cursor;
    SimPymalloc *pymalloc;
    GArray *bases; /* SimAddr: new arenas that no request has used yet */
    bool damaged;
    SimArenaMap *map; /* of where the walk stands; NULL: nobody asked */
};

/* The trace tells of an arena before the request that needed it. */
static SimAddr
next_base(void *data, size_t size)
{
    SimArenaWalk *walk = data;
    (void) size;
    if (walk->bases->len == 0) {
        walk->damaged = true;
        return 0;
    }
    SimAddr base = g_array_index(walk->bases, SimAddr, 0);
    g_array_remove_index(walk->bases, 0);
    return base;
}

static void
ignore_release(void *data, SimAddr base, size_t size)
{
    (void) data;
    (void) base;
    (void) size;
}

static const SimPymallocSource source = {.arena_alloc = next_base, .arena_free = ignore_release};

static void
restart(SimArenaWalk *walk)
{
    sim_cursor_clear(&walk->cursor);
    sim_cursor_init(&walk->cursor, walk->trace);
    g_clear_pointer(&walk->map, sim_arena_map_free);
    g_clear_pointer(&walk->pymalloc, sim_pymalloc_free);
    walk->pymalloc = sim_pymalloc_new(walk->profile, &source, walk);
    g_array_set_size(walk->bases, 0);
    walk->damaged = false;
}

SimArenaWalk *
sim_arena_walk_new(const SimTrace *trace, const SimProfile *profile)
{
    SimArenaWalk *walk = g_new0(SimArenaWalk, 1);
    walk->trace = trace;
    walk->profile = profile;
    walk->bases = g_array_new(FALSE, FALSE, sizeof(SimAddr));
    sim_cursor_init(&walk->cursor, trace);
    restart(walk);
    return walk;
}

void
sim_arena_walk_free(SimArenaWalk *walk)
{
    if (walk != NULL) {
        sim_cursor_clear(&walk->cursor);
        sim_arena_map_free(walk->map);
        sim_pymalloc_free(walk->pymalloc);
        g_array_unref(walk->bases);
        g_free(walk);
    }
}

/* ---- Events ---- */

static bool
is_pymallocs(uint64_t domain, uint64_t size)
{
    return (domain == DOMAIN_MEM || domain == DOMAIN_OBJ) && size != 0 &&
           size <= SIM_PYMALLOC_MAX_REQUEST;
}

static void
follow_alloc(SimArenaWalk *walk, uint64_t domain, uint64_t size, SimAddr address)
{
    if (is_pymallocs(domain, size) && sim_pymalloc_malloc(walk->pymalloc, size) != address) {
        walk->damaged = true;
    }
}

static void
follow_free(SimArenaWalk *walk, uint64_t domain, SimAddr address)
{
    if ((domain == DOMAIN_MEM || domain == DOMAIN_OBJ) &&
        sim_pymalloc_size(walk->pymalloc, address) != 0) {
        sim_pymalloc_dealloc(walk->pymalloc, address);
    }
}

/* pymalloc_realloc: where it is; or a new block, a copy, and the old one freed. What was too large
 * for pymalloc stays with the C library. */
static void
follow_realloc(SimArenaWalk *walk, uint64_t domain, uint64_t size, SimAddr old, SimAddr address)
{
    if (sim_pymalloc_size(walk->pymalloc, old) == 0) {
        return;
    }
    if (size != 0 && sim_pymalloc_resize_in_place(walk->pymalloc, old, size)) {
        walk->damaged = walk->damaged || old != address;
        return;
    }
    follow_alloc(walk, domain, size, address);
    if (!walk->damaged) {
        sim_pymalloc_dealloc(walk->pymalloc, old);
    }
}

static void
follow(SimArenaWalk *walk, const SimEvent *event)
{
    switch ((int) event->kind) {
    case SIM_EVENT_ARENA_NEW:
        g_array_append_val(walk->bases, event->as.ARENA_NEW.address);
        break;
    case SIM_EVENT_ALLOC:
        follow_alloc(walk, event->as.ALLOC.domain, event->as.ALLOC.size, event->as.ALLOC.address);
        break;
    case SIM_EVENT_FREE:
        follow_free(walk, event->as.FREE.domain, event->as.FREE.address);
        break;
    case SIM_EVENT_REALLOC:
        follow_realloc(walk, event->as.REALLOC.domain, event->as.REALLOC.size,
                       event->as.REALLOC.old, event->as.REALLOC.address);
        break;
    default:
        break;
    }
}

bool
sim_arena_walk_next(SimArenaWalk *walk, SimEvent *event, GError **error)
{
    g_clear_pointer(&walk->map, sim_arena_map_free);
    if (!sim_cursor_next(&walk->cursor, event, error)) {
        return false;
    }
    follow(walk, event);
    if (walk->damaged) {
        g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_INPUT,
                    "%s: error: event %" G_GUINT64_FORMAT
                    " of the trace is not what pymalloc does\n",
                    sim_source_name(walk->trace->source), walk->cursor.number);
    }
    return !walk->damaged;
}

static bool
walk_to(SimArenaWalk *walk, uint64_t step, GError **error)
{
    SimEvent event;
    if (step < walk->cursor.number || walk->damaged) {
        restart(walk);
    }
    g_autoptr(GError) wrong = NULL;
    while (walk->cursor.number < step && sim_arena_walk_next(walk, &event, &wrong)) {
    }
    if (wrong != NULL) {
        g_propagate_error(error, g_steal_pointer(&wrong));
        return false;
    }
    return true;
}

const SimPymalloc *
sim_arena_walk_pymalloc(const SimArenaWalk *walk)
{
    return walk->pymalloc;
}

const SimArenaMap *
sim_arena_walk_to(SimArenaWalk *walk, uint64_t step, GError **error)
{
    if (!walk_to(walk, step, error)) {
        return NULL;
    }
    g_clear_pointer(&walk->map, sim_arena_map_free);
    walk->map = sim_arena_map_new(walk->pymalloc);
    return walk->map;
}

static void
add_pool(const SimPoolInfo *pool, SimPoolCounts *out)
{
    if (pool->live > 0) {
        out->pools++;
        out->used += pool->live;
        out->freed += pool->carved - pool->live;
        out->never_used += pool->capacity - pool->carved;
    }
}

bool
sim_arena_walk_count(SimArenaWalk *walk, uint64_t step, SimPoolCounts *out, GError **error)
{
    const SimArenaMap *map = sim_arena_walk_to(walk, step, error);
    if (map == NULL) {
        return false;
    }
    *out = (SimPoolCounts){.arenas = sim_arena_map_count(map)};
    for (size_t i = 0; i < out->arenas; i++) {
        SimArenaInfo arena;
        sim_arena_map_arena(map, i, &arena);
        for (size_t k = 0; k < arena.pools; k++) {
            SimPoolInfo pool;
            sim_arena_map_pool(map, i, k, &pool);
            add_pool(&pool, out);
        }
    }
    return true;
}

void
sim_arena_walk_stats(const SimArenaWalk *walk, GString *out)
{
    sim_pymalloc_stats(walk->pymalloc, out);
}
