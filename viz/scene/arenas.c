/* pymalloc's memory: arenas, their pools, every block.
 *
 * How much is shown depends on how many arenas the figures of a story have: blocks of a few, pools
 * of many, totals of very many. A pool's blocks are the letters of its detail, one for each that
 * fits in, by address: #  live        +  live, and was not in the figure before
 *     -  freed       x  freed, and was live in the figure before
 *     .  never used
 */
#include <string.h>

#include "viz/scene/pool.h"
#include "viz/scene/value.h"
#include "viz/scene/view.h"

#define MOST_WITH_POOLS 200 /* arenas; of more, totals are shown */

#define SPARSE 10 /* an arena is sparse if less than one part in so many is in use */

/* What the arenas of a figure come to. */
typedef struct {
    size_t count;
    size_t sparse; /* of these */
    uint64_t held;
    uint64_t in_use;
    uint64_t sparse_held;
    uint64_t sparse_in_use;
} Sums;

typedef struct {
    const VizStage *stage;
    VizScene *scene;
    const SimArenaMap *map;
    bool pools; /* are shown, and their */
    bool blocks;
    Sums sums;
} Arenas;

/* "1st", "2nd", "3rd", "4th", ... */
static char *
ordinal(size_t number)
{
    static const char *const endings[] = {"th", "st", "nd", "rd"};
    size_t last = number % 10;
    bool plain = last == 0 || last > 3 || number / 10 % 10 == 1;
    return g_strdup_printf("%" G_GSIZE_FORMAT "%s", number, plain ? "th" : endings[last]);
}

static char
letter(SimBlockKind kind, char before)
{
    bool was_live = before == '#' || before == '+';
    switch (kind) {
    case SIM_BLOCK_LIVE:
        return before == '\0' || was_live ? '#' : '+';
    case SIM_BLOCK_FREED:
        return was_live ? 'x' : '-';
    default:
        return '.';
    }
}

/* The blocks of a pool; @before is the same pool in the figure before, or NULL. */
static char *
blocks_of(const SimPoolInfo *pool, const VizItem *before)
{
    bool same = before != NULL && before->detail != NULL && before->size == pool->block_size;
    char *letters = g_malloc0(pool->capacity + 1);
    for (size_t i = 0; i < pool->capacity; i++) {
        SimBlockInfo block;
        sim_arena_block(pool, i, &block);
        /* A pool that is new, or serves another class now, had no live block before. */
        char was = same ? before->detail[i] : before != NULL ? '.' : '\0';
        letters[i] = letter(block.kind, was);
    }
    return letters;
}

static char *
pool_text(const SimPoolInfo *pool)
{
    if (pool->live > 0) {
        g_autofree char *place = ordinal(pool->used_place);
        return g_strdup_printf("%" G_GSIZE_FORMAT " B: %" G_GSIZE_FORMAT "/%" G_GSIZE_FORMAT ", %s",
                               pool->block_size, pool->live, pool->capacity,
                               pool->used_place > 0 ? place : "full");
    }
    if (pool->handle == NULL) {
        return g_strdup("never used");
    }
    g_autofree char *place = ordinal(pool->free_place);
    return g_strdup_printf("free, %s", place);
}

static void
add_pool(Arenas *arenas, size_t parent, const SimPoolInfo *pool)
{
    g_autofree char *id = g_strdup_printf("pool-%" G_GINT64_MODIFIER "x", pool->base);
    const VizScene *previous = arenas->stage->previous;
    const VizItem *before = previous == NULL ? NULL : viz_scene_find(previous, id);
    g_autofree char *text = pool_text(pool);
    g_autofree char *blocks = arenas->blocks && pool->live > 0 ? blocks_of(pool, before) : NULL;
    size_t index = viz_scene_add(arenas->scene, VIZ_KIND_POOL, id, text, blocks);
    VizItem *item = viz_scene_item(arenas->scene, index);
    item->parent = parent;
    item->address = pool->base;
    item->size = pool->live > 0 ? pool->block_size : 0;
    item->refs = (int64_t) pool->live;
    item->order = pool->capacity;
    item->hue = (unsigned) (pool->block_size / 16);
    bool changed = blocks != NULL ? strpbrk(blocks, "+x") != NULL
                                  : before != NULL && before->refs != item->refs;
    if (previous != NULL && (changed || before == NULL)) {
        item->flags |= VIZ_FLAG_CHANGED;
    }
    if (pool->live == 0 && pool->handle != NULL) {
        item->flags |= VIZ_FLAG_FREED;
    }
}

static char *
arena_detail(const SimArenaInfo *arena, size_t bytes)
{
    g_autofree char *place = ordinal(arena->usable);
    g_autofree char *usable = arena->usable > 0 ? g_strdup_printf("%s in usable_arenas", place)
                                                : g_strdup("not in usable_arenas");
    g_autofree char *in_use = viz_value_bytes(bytes);
    return g_strdup_printf(
        "0x%" G_GINT64_MODIFIER "x, %" G_GSIZE_FORMAT " pools of %" G_GSIZE_FORMAT
        " KiB, %" G_GSIZE_FORMAT " free, %s in use, %s",
        arena->base, arena->pools, arena->size / 64 / 1024, arena->free_pools, in_use, usable);
}

static void
sum_up(Sums *sums, uint64_t held, uint64_t in_use)
{
    bool is_sparse = in_use < held / SPARSE;
    sums->count++;
    sums->held += held;
    sums->in_use += in_use;
    sums->sparse += is_sparse;
    sums->sparse_held += is_sparse ? held : 0;
    sums->sparse_in_use += is_sparse ? in_use : 0;
}

static void
add_arena(Arenas *arenas, size_t number)
{
    SimArenaInfo arena;
    sim_arena_map_arena(arenas->map, number, &arena);
    g_autofree char *id = g_strdup_printf("arena-%" G_GINT64_MODIFIER "x", arena.base);
    g_autofree char *text = g_strdup_printf("Arena %" G_GSIZE_FORMAT, number);
    size_t bytes = sim_arena_map_in_use(arenas->map, number);
    sum_up(&arenas->sums, arena.size, bytes);
    g_autofree char *detail = arena_detail(&arena, bytes);
    size_t index = viz_scene_add(arenas->scene, VIZ_KIND_ARENA, id, text, detail);
    VizItem *item = viz_scene_item(arenas->scene, index);
    item->address = arena.base;
    item->size = arena.size;
    item->refs = (int64_t) bytes;
    item->order = arena.pools;
    const VizScene *previous = arenas->stage->previous;
    const VizItem *before = previous == NULL ? NULL : viz_scene_find(previous, id);
    if (previous != NULL && (before == NULL || (!arenas->pools && before->refs != item->refs))) {
        item->flags |= VIZ_FLAG_CHANGED;
    }
    for (size_t i = 0; arenas->pools && i < arena.pools; i++) {
        SimPoolInfo pool;
        sim_arena_map_pool(arenas->map, number, i, &pool);
        add_pool(arenas, index, &pool);
    }
}

/* Says what is drawn in place of blocks. */
static void
add_summary_mark(Arenas *arenas, size_t count)
{
    if (arenas->blocks) {
        return;
    }
    const char *what = arenas->pools ? "each cell is a pool, filled as far as it is in use"
                                     : "each cell is an arena, filled as far as it is in use; by "
                                       "address, row by row";
    g_autofree char *text = g_strdup_printf("%" G_GSIZE_FORMAT " arenas: %s", count, what);
    viz_scene_add(arenas->scene, VIZ_KIND_MORE, "more", text, NULL);
    viz_scene_notice(arenas->scene, "figure %s: %s (--max-arenas)", arenas->scene->name, text);
}

/* Which states a figure has depends on what its smallest parts are. */
static bool
has_legend(const Arenas *arenas, unsigned flags)
{
    return (flags & VIZ_FLAG_OWNS) != 0      ? arenas->blocks
           : (flags & VIZ_FLAG_STATIC) != 0  ? arenas->pools
           : (flags & VIZ_FLAG_CHANGED) != 0 ? arenas->stage->previous != NULL
                                             : true;
}

static void
add_legends(Arenas *arenas)
{
    const struct {
        const char *id;
        const char *text;
        unsigned flags;
    } legends[] = {
        {"legend-live",
         arenas->pools ? "in use (a colour for each size of blocks)" : "share in use",
         VIZ_FLAG_NONE},
        {"legend-freed", arenas->pools ? "free again" : "not in use", VIZ_FLAG_FREED},
        {"legend-never", "never used", VIZ_FLAG_STATIC},
        {"legend-header", "header of a pool (48 bytes)", VIZ_FLAG_OWNS},
        {"legend-changed", "changed since the figure before", VIZ_FLAG_CHANGED},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(legends); i++) {
        if (has_legend(arenas, legends[i].flags)) {
            size_t index =
                viz_scene_add(arenas->scene, VIZ_KIND_LEGEND, legends[i].id, legends[i].text, NULL);
            viz_scene_item(arenas->scene, index)->flags |= legends[i].flags;
        }
    }
}

/* What many arenas come to, and how much of it is held for little. */
static char *
sums_text(const Sums *sums)
{
    g_autofree char *held = viz_value_bytes(sums->held);
    g_autofree char *in_use = viz_value_bytes(sums->in_use);
    g_autofree char *sparse_held = viz_value_bytes(sums->sparse_held);
    g_autofree char *sparse_in_use = viz_value_bytes(sums->sparse_in_use);
    return g_strdup_printf("%s held, %s in use. Less than a tenth is in use of %" G_GSIZE_FORMAT
                           " arenas: they hold %s for %s.",
                           held, in_use, sums->sparse, sparse_held, sparse_in_use);
}

static void
add_remark(Arenas *arenas)
{
    static const char of_blocks[] = "1st, 2nd, ...: place in usedpools of that size; the 1st one "
                                    "gives the next block. A pool that is full is in no list.";
    g_autofree char *text = arenas->blocks ? g_strdup(of_blocks) : sums_text(&arenas->sums);
    viz_scene_add(arenas->scene, VIZ_KIND_REMARK, "remark", text, NULL);
}

static bool
is_zoomed(const Arenas *arenas, size_t number)
{
    SimArenaInfo arena;
    sim_arena_map_arena(arenas->map, number, &arena);
    g_autofree char *id = g_strdup_printf("arena-%" G_GINT64_MODIFIER "x", arena.base);
    return strcmp(id, arenas->stage->figure->zoom) == 0;
}

void
viz_arenas_build(const VizStage *stage, VizScene *scene)
{
    if (stage->arenas == NULL) {
        viz_scene_notice(scene, "figure %s: the trace is damaged: it is not what pymalloc does",
                         scene->name);
        viz_scene_add(scene, VIZ_KIND_MORE, "more", "the trace is damaged", NULL);
        return;
    }
    if (stage->figure->zoom != NULL && !g_str_has_prefix(stage->figure->zoom, "arena-")) {
        viz_pool_build(stage, scene);
        return;
    }
    size_t count = sim_arena_map_count(stage->arenas);
    Arenas arenas = {stage,
                     scene,
                     stage->arenas,
                     stage->most_arenas <= MOST_WITH_POOLS,
                     stage->most_arenas <= stage->story->limits.arenas,
                     {0}};
    bool all = stage->figure->zoom == NULL;
    arenas.pools |= !all;
    arenas.blocks |= !all;
    for (size_t i = 0; i < count; i++) {
        if (all || is_zoomed(&arenas, i)) {
            add_arena(&arenas, i);
        }
    }
    if (!all && viz_scene_count(scene, VIZ_KIND_ARENA) == 0) {
        viz_zoom_failed(stage, scene, "no arena is there");
    }
    add_summary_mark(&arenas, count);
    add_legends(&arenas);
    add_remark(&arenas);
}
