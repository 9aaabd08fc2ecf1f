#include "viz/scene/pool.h"

#include <string.h>

#include "viz/scene/value.h"

#define VALUE_LETTERS 12
#define SOME_UNUSED   24 /* blocks that were never used and are shown all the same */

typedef struct {
    const VizStage *stage;
    VizScene *scene;
    SimPoolInfo pool;
    SimArenaInfo arena;
    size_t arena_number;
    GHashTable *contents; /* address of a block -> char *: what is in it */
} Pool;

void
viz_zoom_failed(const VizStage *stage, VizScene *scene, const char *why)
{
    g_autofree char *text = g_strdup_printf("zoom %s: %s", stage->figure->zoom, why);
    viz_scene_add(scene, VIZ_KIND_MORE, "more", text, NULL);
    viz_scene_notice(scene, "figure %s: %s", scene->name, text);
}

/* The pool that holds @address. */
static bool
find_pool(Pool *found, SimAddr address)
{
    const SimArenaMap *map = found->stage->arenas;
    for (size_t i = 0; i < sim_arena_map_count(map); i++) {
        sim_arena_map_arena(map, i, &found->arena);
        if (address < found->arena.base || address - found->arena.base >= found->arena.size) {
            continue;
        }
        for (size_t k = 0; k < found->arena.pools; k++) {
            sim_arena_map_pool(map, i, k, &found->pool);
            if (address >= found->pool.base &&
                address - found->pool.base < found->arena.size / 64) {
                found->arena_number = i;
                return found->pool.block_size != 0;
            }
        }
    }
    return false;
}

/* The block of the object of that name; false: there is none. */
static bool
find_name(const VizStage *stage, const char *name, SimAddr *address)
{
    const SimState *state = stage->state;
    SimSlot slot = state == NULL ? SIM_SLOT_NONE : sim_state_lookup(state, name);
    const SimStateObject *object = slot == SIM_SLOT_NONE ? NULL : sim_state_object(state, slot);
    const SimStateBlock *block = object == NULL ? NULL : sim_state_object_block(state, object);
    *address = block == NULL ? 0 : block->address;
    return block != NULL;
}

static bool
find(Pool *found)
{
    const char *zoom = found->stage->figure->zoom;
    SimAddr address;
    if (g_str_has_prefix(zoom, "pool-")) {
        address = g_ascii_strtoull(zoom + strlen("pool-"), NULL, 16);
    } else if (!find_name(found->stage, zoom, &address)) {
        viz_zoom_failed(found->stage, found->scene, "no object of that name has a block");
        return false;
    }
    if (!find_pool(found, address)) {
        viz_zoom_failed(found->stage, found->scene, "no pool in use is there");
        return false;
    }
    return true;
}

/* ---- What is in the blocks ---- */

static void
note_content(Pool *pool, SimAddr block, char *text)
{
    if (block - pool->pool.base < pool->arena.size / 64) {
        g_hash_table_replace(pool->contents, GSIZE_TO_POINTER((gsize) block), text);
    } else {
        g_free(text);
    }
}

/* Objects by type and value, and the memory that they own elsewhere. */
static void
note_objects(Pool *pool)
{
    const SimState *state = pool->stage->state;
    for (SimSlot slot = 0; state != NULL && slot < sim_state_slot_limit(state); slot++) {
        const SimStateObject *object = sim_state_object(state, slot);
        if (object == NULL) {
            continue;
        }
        const char *type = sim_state_type_name(state, object);
        const SimStateBlock *block = sim_state_object_block(state, object);
        if (block != NULL) {
            g_autofree char *value = viz_value_text(state, object, VALUE_LETTERS);
            note_content(pool, block->address,
                         value == NULL ? g_strdup(type) : g_strdup_printf("%s %s", type, value));
        }
        for (guint i = 0; object->buffers != NULL && i < object->buffers->len; i++) {
            const SimStateBuffer *buffer = &g_array_index(object->buffers, SimStateBuffer, i);
            note_content(pool, buffer->address,
                         g_strdup_printf("%s of %s", sim_label_name(buffer->label), type));
        }
    }
}

static char *
content_of(const Pool *pool, const SimBlockInfo *block)
{
    const char *known =
        g_hash_table_lookup(pool->contents, GSIZE_TO_POINTER((gsize) block->address));
    const VizStory *story = pool->stage->story;
    if (known == NULL && block->kind == SIM_BLOCK_LIVE && story->site_of != NULL) {
        return story->site_of(story->site_data, block->address);
    }
    const SimStateBlock *kept =
        pool->stage->state == NULL ? NULL : sim_state_block(pool->stage->state, block->address);
    if (block->kind == SIM_BLOCK_LIVE && kept != NULL && kept->vacant) {
        return g_strdup("in free list");
    }
    return known == NULL || block->kind != SIM_BLOCK_LIVE ? NULL : g_strdup(known);
}

static void
add_cell(Pool *pool, size_t parent, size_t number)
{
    static const char *const words[] = {"never used", "free", "in use"};
    SimBlockInfo block;
    sim_arena_block(&pool->pool, number, &block);
    g_autofree char *content = content_of(pool, &block);
    g_autofree char *id = g_strdup_printf("cell-%" G_GINT64_MODIFIER "x", block.address);
    g_autofree char *bytes = block.kind != SIM_BLOCK_LIVE
                                 ? NULL
                                 : g_strdup_printf("%" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT " B",
                                                   block.requested, pool->pool.block_size);
    size_t index = viz_scene_add(pool->scene, VIZ_KIND_CELL, id,
                                 content == NULL ? words[block.kind] : content, bytes);
    VizItem *item = viz_scene_item(pool->scene, index);
    item->parent = parent;
    item->address = block.address;
    item->size = pool->pool.block_size;
    item->hue = (unsigned) (pool->pool.block_size / 16);
    item->flags |= block.kind == SIM_BLOCK_FREED        ? VIZ_FLAG_FREED
                   : block.kind == SIM_BLOCK_NEVER_USED ? VIZ_FLAG_STATIC
                                                        : VIZ_FLAG_NONE;
    item->flags |= number == pool->pool.next_block ? VIZ_FLAG_OWNS : VIZ_FLAG_NONE;
    const VizItem *before =
        pool->stage->previous == NULL ? NULL : viz_scene_find(pool->stage->previous, id);
    if (before != NULL && (((before->flags ^ item->flags) & (VIZ_FLAG_FREED | VIZ_FLAG_STATIC)) ||
                           strcmp(before->text, item->text) != 0)) {
        item->flags |= VIZ_FLAG_CHANGED;
    }
}

static size_t
add_title(Pool *pool)
{
    const SimPoolInfo *info = &pool->pool;
    g_autofree char *id = g_strdup_printf("pool-%" G_GINT64_MODIFIER "x", info->base);
    g_autofree char *text =
        g_strdup_printf("A pool of blocks of %" G_GSIZE_FORMAT " bytes", info->block_size);
    g_autofree char *list =
        info->used_place > 0
            ? g_strdup_printf("number %" G_GSIZE_FORMAT " in usedpools", info->used_place)
            : g_strdup(info->live > 0 ? "full, in no list" : "free");
    g_autofree char *detail =
        g_strdup_printf("0x%" G_GINT64_MODIFIER "x in arena %" G_GSIZE_FORMAT ", %" G_GSIZE_FORMAT
                        " of %" G_GSIZE_FORMAT " blocks in use, %s",
                        info->base, pool->arena_number, info->live, info->capacity, list);
    size_t index = viz_scene_add(pool->scene, VIZ_KIND_POOL, id, text, detail);
    VizItem *item = viz_scene_item(pool->scene, index);
    item->address = info->base;
    item->size = info->block_size;
    item->order = info->capacity;
    item->refs = (int64_t) info->live;
    return index;
}

static void
add_legend(VizScene *scene, const char *id, const char *text, unsigned flags)
{
    size_t index = viz_scene_add(scene, VIZ_KIND_LEGEND, id, text, NULL);
    viz_scene_item(scene, index)->flags |= flags;
}

void
viz_pool_build(const VizStage *stage, VizScene *scene)
{
    Pool pool = {.stage = stage, .scene = scene};
    if (!find(&pool)) {
        return;
    }
    pool.contents = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    note_objects(&pool);
    size_t title = add_title(&pool);
    size_t shown = MIN(pool.pool.capacity, pool.pool.carved + SOME_UNUSED);
    for (size_t i = 0; i < shown; i++) {
        add_cell(&pool, title, i);
    }
    if (shown < pool.pool.capacity) {
        g_autofree char *text = g_strdup_printf("… %" G_GSIZE_FORMAT " more that were never used",
                                                pool.pool.capacity - shown);
        viz_scene_add(scene, VIZ_KIND_MORE, "more", text, NULL);
    }
    add_legend(scene, "legend-live", "in use", VIZ_FLAG_NONE);
    add_legend(scene, "legend-freed", "free again", VIZ_FLAG_FREED);
    add_legend(scene, "legend-never", "never used", VIZ_FLAG_STATIC);
    add_legend(scene, "legend-next", "the next one to be given", VIZ_FLAG_OWNS);
    if (stage->previous != NULL) {
        add_legend(scene, "legend-changed", "changed since the figure before", VIZ_FLAG_CHANGED);
    }
    g_hash_table_unref(pool.contents);
}
