#include "sim/replay/pools.h"

enum {
    POOL_HEADER = 48, /* bytes before its first block */
    CLASS_BITS = 4    /* a class of blocks is a multiple of 16 bytes */
};

typedef struct {
    SimAddr base;
    SimAddr end;
} Arena;

typedef struct {
    SimAddr base;
    size_t block_size;
    size_t live;
    SimAddr high;    /* end of the highest block handed out so far */
    SimAddr emptied; /* the block whose release emptied it */
    uint64_t emptied_at;
} Pool;

struct SimPoolWalk {
    const SimTrace *trace;
    SimAddr pool_size;
    SimCursor cursor;
    GArray *arenas;     /* Arena */
    GHashTable *pools;  /* base -> Pool *; an empty one remembers its class */
    GHashTable *blocks; /* address of a live one -> base of its pool */
};

#define KEY(address) GSIZE_TO_POINTER((gsize) (address))

static void
restart(SimPoolWalk *walk)
{
    sim_cursor_clear(&walk->cursor);
    sim_cursor_init(&walk->cursor, walk->trace);
    g_array_set_size(walk->arenas, 0);
    g_hash_table_remove_all(walk->pools);
    g_hash_table_remove_all(walk->blocks);
}

SimPoolWalk *
sim_pool_walk_new(const SimTrace *trace, const SimProfile *profile)
{
    SimPoolWalk *walk = g_new0(SimPoolWalk, 1);
    walk->trace = trace;
    walk->pool_size = (SimAddr) 1 << profile->pool_bits;
    walk->arenas = g_array_new(FALSE, FALSE, sizeof(Arena));
    walk->pools = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    walk->blocks = g_hash_table_new(NULL, NULL);
    sim_cursor_init(&walk->cursor, trace);
    return walk;
}

void
sim_pool_walk_free(SimPoolWalk *walk)
{
    if (walk != NULL) {
        sim_cursor_clear(&walk->cursor);
        g_array_unref(walk->arenas);
        g_hash_table_unref(walk->pools);
        g_hash_table_unref(walk->blocks);
        g_free(walk);
    }
}

static bool
is_in_arena(const SimPoolWalk *walk, SimAddr address)
{
    for (guint i = walk->arenas->len; i-- > 0;) { /* the newest serve most requests */
        const Arena *arena = &g_array_index(walk->arenas, Arena, i);
        if (arena->base <= address && address < arena->end) {
            return true;
        }
    }
    return false;
}

static Pool *
pool_at(SimPoolWalk *walk, SimAddr base)
{
    Pool *pool = g_hash_table_lookup(walk->pools, KEY(base));
    if (pool == NULL) {
        pool = g_new0(Pool, 1);
        pool->base = base;
        g_hash_table_insert(walk->pools, KEY(base), pool);
    }
    return pool;
}

static void
follow_alloc(SimPoolWalk *walk, uint64_t size, SimAddr address)
{
    if (!is_in_arena(walk, address)) {
        return;
    }
    SimAddr base = address & ~(walk->pool_size - 1);
    Pool *pool = pool_at(walk, base);
    size_t class_size = (MAX(size, 1) + (1 << CLASS_BITS) - 1) >> CLASS_BITS << CLASS_BITS;
    /* A block that shrinks where it is leaves its pool for no moment. */
    bool resized = pool->emptied == address && pool->emptied_at + 1 == walk->cursor.number;
    if (pool->live == 0 && pool->block_size != class_size && !resized) {
        pool->block_size = class_size;
        pool->high = base + POOL_HEADER;
    }
    pool->live++;
    pool->high = MAX(pool->high, address + pool->block_size);
    g_hash_table_insert(walk->blocks, KEY(address), KEY(base));
}

static void
follow_free(SimPoolWalk *walk, SimAddr address)
{
    void *base;
    if (!g_hash_table_steal_extended(walk->blocks, KEY(address), NULL, &base)) {
        return;
    }
    Pool *pool = g_hash_table_lookup(walk->pools, base); /* NULL: its arena went first */
    if (pool != NULL && --pool->live == 0) {
        pool->emptied = address;
        pool->emptied_at = walk->cursor.number;
    }
}

static void
follow_arena_free(SimPoolWalk *walk, SimAddr base)
{
    for (guint i = 0; i < walk->arenas->len; i++) {
        Arena arena = g_array_index(walk->arenas, Arena, i);
        if (arena.base == base) {
            g_array_remove_index_fast(walk->arenas, i);
            for (SimAddr at = base & ~(walk->pool_size - 1); at < arena.end;
                 at += walk->pool_size) {
                g_hash_table_remove(walk->pools, KEY(at));
            }
            return;
        }
    }
}

static void
follow(SimPoolWalk *walk, const SimEvent *event)
{
    switch ((int) event->kind) {
    case SIM_EVENT_ARENA_NEW: {
        Arena arena = {event->as.ARENA_NEW.address,
                       event->as.ARENA_NEW.address + event->as.ARENA_NEW.size};
        g_array_append_val(walk->arenas, arena);
        break;
    }
    case SIM_EVENT_ARENA_FREE:
        follow_arena_free(walk, event->as.ARENA_FREE.address);
        break;
    case SIM_EVENT_ALLOC:
        follow_alloc(walk, event->as.ALLOC.size, event->as.ALLOC.address);
        break;
    case SIM_EVENT_FREE:
        follow_free(walk, event->as.FREE.address);
        break;
    default:
        break;
    }
}

static void
count(const SimPoolWalk *walk, SimPoolCounts *out)
{
    GHashTableIter iter;
    void *value;
    *out = (SimPoolCounts){.arenas = walk->arenas->len};
    g_hash_table_iter_init(&iter, walk->pools);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const Pool *pool = value;
        if (pool->live > 0) {
            size_t capacity = (walk->pool_size - POOL_HEADER) / pool->block_size;
            size_t carved = (pool->high - pool->base - POOL_HEADER) / pool->block_size;
            out->pools++;
            out->used += pool->live;
            out->freed += carved - pool->live;
            out->never_used += capacity - carved;
        }
    }
}

bool
sim_pool_walk_to(SimPoolWalk *walk, uint64_t step, SimPoolCounts *out, GError **error)
{
    SimEvent event;
    if (step < walk->cursor.number) {
        restart(walk);
    }
    g_autoptr(GError) wrong = NULL;
    while (walk->cursor.number < step && sim_cursor_next(&walk->cursor, &event, &wrong)) {
        follow(walk, &event);
    }
    if (wrong != NULL) {
        g_propagate_error(error, g_steal_pointer(&wrong));
        return false;
    }
    count(walk, out);
    return true;
}
