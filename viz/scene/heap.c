/* The address space of the process: what allocators have of it, and what is in use there.
 *
 * Shown are the heap segment, the course's own heap, pymalloc's arenas and other mappings, by
 * address, with the holes between them. A region is told as parts: large blocks one by one, the
 * rest in slices of equal size, each with the bytes of it that are in use. Arenas that are too many
 * stand together.
 *
 * Resident memory is modelled: pages in which a block has been since they were mapped, as if
 * every block was written. The interpreter's image with its static objects, stacks and libraries
 * are left out.
 */
#include <stdlib.h>
#include <string.h>

#include "sim/base/sorted.h"
#include "viz/scene/value.h"
#include "viz/scene/view.h"

enum {
    SLICES = 96,       /* of a region */
    LEAST_SLICE = 512, /* bytes */
    LARGE_SHARE = 48,  /* a block that is this part of its region is told by itself */
    LEAST_DATA = 513   /* bytes of data that are not pymalloc's */
};
#define FAR (UINT64_C(1) << 40) /* a gap between regions that is no hole of the allocator's */

/* One region, or several arenas that stand for one. */
typedef struct {
    SimStateRegion region; /* of the whole stretch */
    unsigned count;        /* regions in it */
    uint64_t mapped;
    uint64_t used;
    uint64_t blocks;
} Stretch;

typedef struct {
    const VizStage *stage;
    VizScene *scene;
    GArray *used;      /* VizUsed, by address */
    GArray *stretches; /* Stretch */
    guint left_out;
} Heap;

static Stretch *
stretch_at(const Heap *heap, guint index)
{
    return &g_array_index(heap->stretches, Stretch, index);
}

static const VizUsed *
used_at(const Heap *heap, guint index)
{
    return &g_array_index(heap->used, VizUsed, index);
}

static bool
begins_before(const void *used, SimAddr address)
{
    return ((const VizUsed *) used)->address < address;
}

/* The first block at or behind @address. */
static guint
first_block(const Heap *heap, SimAddr address)
{
    return sim_sorted_find(heap->used, begins_before, address);
}

static void
count_use(const Heap *heap, Stretch *stretch)
{
    SimAddr end = stretch->region.address + stretch->region.size;
    for (guint i = first_block(heap, stretch->region.address); i < heap->used->len; i++) {
        const VizUsed *block = used_at(heap, i);
        if (block->address >= end) {
            break;
        }
        stretch->used += block->size;
        stretch->blocks += block->blocks;
    }
}

static const VizSpace *
recorded(const Heap *heap)
{
    return heap->stage->story->space;
}

static GArray *
blocks_of(const SimState *state)
{
    GArray *used = g_array_new(FALSE, FALSE, sizeof(VizUsed));
    g_autoptr(GPtrArray) blocks = sim_state_blocks(state);
    for (guint i = 0; i < blocks->len; i++) {
        const SimStateBlock *block = blocks->pdata[i];
        VizUsed one = {block->address, block->size, 1};
        g_array_append_val(used, one);
    }
    return used;
}

static void
collect(Heap *heap)
{
    const VizSpace *space = recorded(heap);
    heap->used = space ? g_array_ref(space->used) : blocks_of(heap->stage->state);
    g_autoptr(GArray) regions =
        space ? g_array_ref(space->regions) : sim_state_regions(heap->stage->state);
    for (guint i = 0; i < regions->len; i++) {
        SimStateRegion region = g_array_index(regions, SimStateRegion, i);
        Stretch stretch = {region, 1, region.size, 0, 0};
        count_use(heap, &stretch);
        g_array_append_val(heap->stretches, stretch);
    }
}

static void
merge(Stretch *into, const Stretch *next)
{
    into->region.size = next->region.address + next->region.size - into->region.address;
    into->region.resident += next->region.resident;
    into->count += next->count;
    into->mapped += next->mapped;
    into->used += next->used;
    into->blocks += next->blocks;
}

/* Regions of a kind that are neighbours become one until the figure can hold them; what is still
 * too much is left out, the smallest first. */
static void
fold(Heap *heap)
{
    static const SimRegionKind kinds[] = {SIM_REGION_ARENA, SIM_REGION_MAPPING};
    guint most = MAX(heap->stage->story->limits.regions, 1);
    for (size_t k = 0; k < G_N_ELEMENTS(kinds) && heap->stretches->len > most; k++) {
        guint kept = 0;
        for (guint i = 1; i < heap->stretches->len; i++) {
            Stretch *last = stretch_at(heap, kept);
            const Stretch *next = stretch_at(heap, i);
            if (last->region.kind == kinds[k] && next->region.kind == kinds[k]) {
                merge(last, next);
            } else {
                *stretch_at(heap, ++kept) = *next;
            }
        }
        g_array_set_size(heap->stretches, kept + 1);
    }
    while (heap->stretches->len > most) {
        guint least = 0;
        for (guint i = 1; i < heap->stretches->len; i++) {
            least = stretch_at(heap, i)->mapped < stretch_at(heap, least)->mapped ? i : least;
        }
        heap->left_out += stretch_at(heap, least)->count;
        g_array_remove_index(heap->stretches, least);
    }
}

static const char *
kind_id(SimRegionKind kind)
{
    static const char *const ids[] = {"heap", "story", "arena", "mapping"};
    return ids[kind];
}

static char *
title_of(const Stretch *stretch)
{
    static const char *const names[] = {"Heap segment (brk)", "The course's heap", "Arena",
                                        "Mapping (mmap)"};
    g_autofree char *bytes = viz_value_bytes(stretch->mapped);
    if (stretch->count > 1) {
        return g_strdup_printf("%u %s, %s", stretch->count,
                               stretch->region.kind == SIM_REGION_ARENA ? "arenas" : "mappings",
                               bytes);
    }
    return g_strdup_printf("%s, %s", names[stretch->region.kind], bytes);
}

/* "405 kB in use in 312 blocks, 93 kB not; 12 kB not resident". */
static char *
use_of(const Stretch *stretch)
{
    uint64_t mapped = stretch->mapped;
    uint64_t used = MIN(stretch->used, mapped);
    if (stretch->blocks == 0 && stretch->region.kind == SIM_REGION_MAPPING) {
        return g_strdup("no object and no buffer in it: the allocator's own tables");
    }
    GString *text = g_string_new(NULL);
    g_autofree char *in_use = viz_value_bytes(used);
    g_autofree char *rest = viz_value_bytes(mapped - used);
    g_string_append_printf(text, "%s in use", in_use);
    g_string_append_printf(text, " in %" G_GUINT64_FORMAT " block%s, %s not", stretch->blocks,
                           stretch->blocks == 1 ? "" : "s", rest);
    if (stretch->region.resident < mapped) {
        g_autofree char *absent = viz_value_bytes(mapped - stretch->region.resident);
        g_string_append_printf(text, "; %s not resident", absent);
    }
    return g_string_free(text, FALSE);
}

static size_t
add_part(Heap *heap, size_t run, SimAddr from, SimAddr to, uint64_t used, bool resident)
{
    SimAddr start = viz_scene_item(heap->scene, run)->address;
    g_autofree char *id = g_strdup_printf("%s-%" G_GUINT64_FORMAT,
                                          viz_scene_item(heap->scene, run)->id, from - start);
    size_t index = viz_scene_add(heap->scene, VIZ_KIND_PART, id, "", NULL);
    VizItem *item = viz_scene_item(heap->scene, index);
    item->parent = run;
    item->address = from;
    item->size = to - from;
    item->order = MIN(used, to - from);
    item->hue = viz_scene_item(heap->scene, run)->hue;
    item->flags = used == 0 ? VIZ_FLAG_FREED | (resident ? 0 : VIZ_FLAG_UNUSED) : 0;
    return index;
}

/* Bytes of [from, to) that blocks have, and whether a page of it is resident. */
static uint64_t
used_between(const Heap *heap, SimAddr from, SimAddr to)
{
    uint64_t used = 0;
    guint i = first_block(heap, from);
    if (i > 0) {
        const VizUsed *before = used_at(heap, i - 1);
        SimAddr end = before->address + before->size;
        used += end > from ? MIN(end, to) - from : 0;
    }
    for (; i < heap->used->len; i++) {
        const VizUsed *block = used_at(heap, i);
        if (block->address >= to) {
            break;
        }
        used += MIN(block->address + block->size, to) - block->address;
    }
    return used;
}

static bool
is_resident(const Heap *heap, SimAddr from, SimAddr to)
{
    if (recorded(heap)) {
        return true; /* nobody knows */
    }
    for (SimAddr page = from; page < to; page += SIM_PAGE_SIZE) {
        if (sim_state_is_resident(heap->stage->state, page)) {
            return true;
        }
    }
    return false;
}

/* The stretch between large blocks, in slices; slices that are empty, or full, are one part. */
static void
add_slices(Heap *heap, size_t run, SimAddr from, SimAddr to, uint64_t slice)
{
    SimAddr start = viz_scene_item(heap->scene, run)->address;
    size_t last = VIZ_NO_ITEM;
    while (from < to) {
        SimAddr end = MIN(start + ((from - start) / slice + 1) * slice, to);
        uint64_t used = used_between(heap, from, end);
        bool resident = used > 0 || is_resident(heap, from, end);
        VizItem *before = last == VIZ_NO_ITEM ? NULL : viz_scene_item(heap->scene, last);
        bool same = before && used == 0 && before->order == 0 &&
                    resident == !(before->flags & VIZ_FLAG_UNUSED);
        if (same) {
            before->size += end - from;
        } else {
            last = add_part(heap, run, from, end, used, resident);
        }
        from = end;
    }
}

static void
add_parts(Heap *heap, size_t run, const SimStateRegion *region)
{
    SimAddr end = region->address + region->size;
    uint64_t slice = MAX(region->size / SLICES, LEAST_SLICE);
    uint64_t large = region->size / LARGE_SHARE;
    SimAddr at = region->address;
    for (guint i = first_block(heap, region->address); i < heap->used->len; i++) {
        const VizUsed *block = used_at(heap, i);
        if (block->address >= end) {
            break;
        }
        if (block->size < large || block->address < at) {
            continue;
        }
        SimAddr until = MIN(block->address + block->size, end);
        add_slices(heap, run, at, block->address, slice);
        size_t part = add_part(heap, run, block->address, until, until - block->address, true);
        viz_scene_item(heap->scene, part)->flags |= VIZ_FLAG_OWNS;
        at = until;
    }
    add_slices(heap, run, at, end, slice);
}

/* What lies between two regions. */
static void
add_gap(Heap *heap, size_t run, SimAddr from)
{
    const VizItem *next = viz_scene_item(heap->scene, run);
    if (from == 0 || next->address <= from) {
        return;
    }
    uint64_t size = next->address - from;
    g_autofree char *bytes = viz_value_bytes(size);
    g_autofree char *text = size < FAR ? g_strdup_printf("hole, %s", bytes)
                                       : g_strdup_printf("%s of addresses, not used", bytes);
    g_autofree char *id = g_strdup_printf("%s-gap", next->id);
    size_t index = viz_scene_add(heap->scene, VIZ_KIND_GAP, id, text, NULL);
    VizItem *item = viz_scene_item(heap->scene, index);
    item->target = run;
    item->address = from;
    item->size = size;
}

static void
add_stretch(Heap *heap, const Stretch *stretch, SimAddr before)
{
    const SimStateRegion *region = &stretch->region;
    g_autofree char *id =
        region->kind <= SIM_REGION_STORY
            ? g_strdup(kind_id(region->kind))
            : g_strdup_printf("%s-%" G_GINT64_MODIFIER "x", kind_id(region->kind), region->address);
    g_autofree char *title = title_of(stretch);
    g_autofree char *use = use_of(stretch);
    size_t run = viz_scene_add(heap->scene, VIZ_KIND_RUN, id, title, use);
    VizItem *item = viz_scene_item(heap->scene, run);
    item->address = region->address;
    item->size = region->size;
    item->order = stretch->used;
    item->hue = region->kind == SIM_REGION_ARENA ? 2 : region->kind == SIM_REGION_MAPPING ? 1 : 0;
    const VizScene *previous = heap->stage->previous;
    const VizItem *known = viz_scene_find(previous, id);
    if (previous && (!known || known->size != item->size)) {
        item->flags |= VIZ_FLAG_CHANGED;
    }
    add_gap(heap, run, before);
    add_parts(heap, run, region);
}

static size_t
run_of(const Heap *heap, SimAddr address)
{
    for (guint i = 0; i < heap->scene->items->len; i++) {
        const VizItem *item = viz_scene_item(heap->scene, i);
        if (item->kind == VIZ_KIND_RUN && item->address <= address &&
            address < item->address + item->size) {
            return i;
        }
    }
    return VIZ_NO_ITEM;
}

/* Names of arrays and other objects with much data, at the place of these. */
static void
add_name(Heap *heap, size_t frame, const SimStateName *name)
{
    const SimState *state = heap->stage->state;
    const SimStateObject *object = sim_state_object(state, name->target);
    if (!object || viz_value_is_program(state, object) ||
        !viz_story_shows(heap->stage->story, name->name, heap->stage->figure->step)) {
        return;
    }
    const SimStateBlock *block = sim_state_data_block(state, object);
    size_t run = block && block->size >= LEAST_DATA ? run_of(heap, block->address) : VIZ_NO_ITEM;
    if (run == VIZ_NO_ITEM) {
        return;
    }
    g_autofree char *escaped = viz_scene_id(name->name);
    g_autofree char *id = g_strdup_printf("name-%zu-%s", frame, escaped);
    size_t index = viz_scene_add(heap->scene, VIZ_KIND_NAME, id, name->name, NULL);
    VizItem *item = viz_scene_item(heap->scene, index);
    item->target = run;
    item->address = block->address;
    item->size = block->size;
    const VizScene *previous = heap->stage->previous;
    const VizItem *known = viz_scene_find(previous, id);
    item->flags = previous && (!known || known->address != item->address) ? VIZ_FLAG_CHANGED : 0;
}

static void
add_names(Heap *heap)
{
    for (size_t i = 0; i < sim_state_frame_count(heap->stage->state); i++) {
        g_autoptr(GArray) names = sim_state_names(heap->stage->state, i);
        for (guint n = 0; n < names->len; n++) {
            add_name(heap, i, &g_array_index(names, SimStateName, n));
        }
    }
}

static void
add_total(Heap *heap, uint64_t mapped, uint64_t used, uint64_t resident)
{
    g_autofree char *all = viz_value_bytes(mapped);
    g_autofree char *in_use = viz_value_bytes(used);
    g_autofree char *pages = viz_value_bytes(resident);
    g_autofree char *text = g_strdup_printf("%s mapped, %s in use", all, in_use);
    g_autofree char *rss = g_strdup_printf("RSS %s (modelled)", pages);
    viz_scene_add(heap->scene, VIZ_KIND_TOTAL, "total", text,
                  recorded(heap) ? "RSS not recorded" : rss);
}

static void
add_limit(Heap *heap)
{
    guint folded = 0;
    for (guint i = 0; i < heap->stretches->len; i++) {
        folded += stretch_at(heap, i)->count > 1 ? stretch_at(heap, i)->count : 0;
    }
    if (heap->left_out > 0) {
        g_autofree char *text =
            g_strdup_printf("… %u more region%s", heap->left_out, heap->left_out == 1 ? "" : "s");
        viz_scene_add(heap->scene, VIZ_KIND_MORE, "more", text, NULL);
    }
    if (heap->left_out > 0 || folded > 0) {
        viz_scene_notice(heap->scene,
                         "figure %s draws %u regions together and leaves out %u (--max-regions)",
                         heap->scene->name, folded, heap->left_out);
    }
}

static const char modelled_remark[] =
    "RSS is modelled: all pages in which a block has been since they were mapped, written or not. "
    "The program's image, static objects, stacks and libraries are left out.";
static const char recorded_remark[] =
    "Arenas, and the blocks that Python's mem and obj asked the C library for, from the first to "
    "the last. Its raw requests, what libraries have, and what is resident are not shown.";

static void
add_explanations(const Heap *heap)
{
    VizScene *scene = heap->scene;
    static const struct {
        const char *id;
        const char *text;
        unsigned flags;
    } legends[] = {
        {"legend-used", "in use (as high as the share)", 0},
        {"legend-free", "not in use", VIZ_FLAG_FREED},
        {"legend-untouched", "never touched: not resident", VIZ_FLAG_UNUSED},
        {"legend-changed", "changed in this step", VIZ_FLAG_CHANGED},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(legends); i++) {
        bool of_states = (legends[i].flags & (VIZ_FLAG_UNUSED | VIZ_FLAG_CHANGED)) != 0;
        if (!recorded(heap) || !of_states) {
            size_t index =
                viz_scene_add(scene, VIZ_KIND_LEGEND, legends[i].id, legends[i].text, NULL);
            viz_scene_item(scene, index)->flags = legends[i].flags;
        }
    }
    viz_scene_add(scene, VIZ_KIND_REMARK, "remark",
                  recorded(heap) ? recorded_remark : modelled_remark, NULL);
}

void
viz_heap_build(const VizStage *stage, VizScene *scene)
{
    Heap heap = {stage, scene, NULL, g_array_new(FALSE, FALSE, sizeof(Stretch)), 0};
    collect(&heap);
    uint64_t mapped = 0;
    uint64_t used = 0;
    uint64_t resident = 0;
    for (guint i = 0; i < heap.stretches->len; i++) {
        mapped += stretch_at(&heap, i)->mapped;
        used += stretch_at(&heap, i)->used;
        resident += stretch_at(&heap, i)->region.resident;
    }
    fold(&heap);
    SimAddr end = 0;
    for (guint i = 0; i < heap.stretches->len; i++) {
        const Stretch *stretch = stretch_at(&heap, i);
        add_stretch(&heap, stretch, end);
        end = stretch->region.address + stretch->region.size;
    }
    if (!recorded(&heap)) {
        add_names(&heap);
    }
    if (mapped > 0) {
        add_total(&heap, mapped, used, resident);
    }
    add_limit(&heap);
    add_explanations(&heap);
    g_array_unref(heap.used);
    g_array_unref(heap.stretches);
}
