/* The course's picture: one box for each block of memory that a name leads to.
 *
 * Shown are the blocks that a visible name leads or led to: with their names and count
 * while they live, as an empty place once they are freed, until other blocks of the picture
 * take the place. Beside them stand the statements that changed what is shown.
 */
#include <stdlib.h>
#include <string.h>

#include "sim/base/sorted.h"
#include "viz/scene/value.h"
#include "viz/scene/view.h"

#define BIT_COUNT      132 /* twelve lines of eleven */
#define VALUE_LETTERS  24
#define SMALLEST_SHARE 8 /* of a freed block, what is left must be an eighth to be shown */

/* A stretch of memory to be drawn. */
typedef struct {
    SimAddr from;
    SimAddr to;
    size_t life;
    bool freed;
    bool named; /* some visible name leads to it now */
} Piece;

typedef struct {
    const VizStage *stage;
    VizScene *scene;
    GArray *pieces;      /* Piece */
    GHashTable *by_life; /* life + 1 -> item index + 1 of its block */
} Blocks;

static bool
shows(const VizStage *stage, const char *name)
{
    return viz_story_shows(stage->story, name, stage->figure->step);
}

static bool
is_shown(const VizStage *stage, const VizLife *life)
{
    if (life->seen > stage->figure->step) {
        return false;
    }
    for (guint i = 0; i < life->names->len; i++) {
        if (shows(stage, life->names->pdata[i])) {
            return true;
        }
    }
    return false;
}

/* Notes down what the names of this very state lead to: the figure's step need not be the
 * end of a statement. */
static void
observe_names(const VizStage *stage, GHashTable *named)
{
    for (size_t i = 0; i < sim_state_frame_count(stage->state); i++) {
        g_autoptr(GArray) names = sim_state_names(stage->state, i);
        for (guint n = 0; n < names->len; n++) {
            const SimStateName *name = &g_array_index(names, SimStateName, n);
            const SimStateObject *object = sim_state_object(stage->state, name->target);
            if (!object || viz_value_is_program(stage->state, object)) {
                continue;
            }
            size_t life = viz_history_life(stage->history, stage->state, object);
            if (life == VIZ_NO_LIFE) {
                continue;
            }
            VizLife *known = viz_history_get(stage->history, life);
            known->seen = MIN(known->seen, stage->figure->step);
            const char *interned = g_intern_string(name->name);
            if (!g_ptr_array_find(known->names, interned, NULL)) {
                g_ptr_array_add(known->names, (void *) interned);
            }
            if (shows(stage, name->name)) {
                g_hash_table_add(named, GSIZE_TO_POINTER(life + 1));
            }
        }
    }
}

static int
compare_pieces(const void *a, const void *b)
{
    const Piece *x = a;
    const Piece *y = b;
    return x->from < y->from ? -1 : x->from > y->from;
}

static bool
ends_before(const void *piece, SimAddr address)
{
    return ((const Piece *) piece)->to <= address;
}

/* The first of the sorted, disjoint @taken that ends behind @address. */
static guint
first_behind(const GArray *taken, SimAddr address)
{
    return sim_sorted_find(taken, ends_before, address);
}

/* What remains of a freed block outside @taken becomes pieces, and is taken in turn. */
static void
add_remains(GArray *out, const VizLife *life, size_t index, GArray *taken)
{
    SimAddr from = life->address;
    SimAddr end = life->address + MAX(life->size, 1);
    uint64_t least = MAX(life->size / SMALLEST_SHARE, 1);
    for (guint i = first_behind(taken, from); from < end; i++) {
        const Piece *piece = i < taken->len ? &g_array_index(taken, Piece, i) : NULL;
        SimAddr to = piece ? MIN(piece->from, end) : end;
        SimAddr next = piece ? MAX(from, piece->to) : end;
        if (to > from && to - from >= least) {
            Piece rest = {from, to, index, true, false};
            g_array_append_val(out, rest);
            g_array_insert_val(taken, i, rest);
            i++;
        }
        from = next;
    }
}

/* Births of the blocks that objects live in. */
static GHashTable *
owned_blocks(const SimState *state)
{
    GHashTable *owned = g_hash_table_new(g_int64_hash, g_int64_equal);
    for (SimSlot slot = 0; slot < sim_state_slot_limit(state); slot++) {
        const SimStateObject *object = sim_state_object(state, slot);
        const SimStateBlock *block = object ? sim_state_object_block(state, object) : NULL;
        if (block) {
            g_hash_table_add(owned, (void *) &block->born);
        }
    }
    return owned;
}

/* Births of blocks that an object of the picture had and left: allocated they may be, but only
 * to be found again on a free list. */
static GHashTable *
parked_blocks(const VizStage *stage)
{
    GHashTable *parked = g_hash_table_new(g_int64_hash, g_int64_equal);
    g_autoptr(GHashTable) owned = NULL;
    for (guint i = 0; i < stage->history->lives->len; i++) {
        const VizLife *life = viz_history_get(stage->history, i);
        const SimStateBlock *block = sim_state_block(stage->state, life->address);
        if (!block || block->born != life->born || viz_history_is_alive(life, stage->state)) {
            continue;
        }
        if (!owned) {
            owned = owned_blocks(stage->state);
        }
        if (!g_hash_table_contains(owned, &life->born)) {
            g_hash_table_add(parked, (void *) &life->born);
        }
    }
    return parked;
}

/* All memory in use, drawn or not: no freed block is where something lives. */
static GArray *
live_pieces(const VizStage *stage)
{
    GArray *taken = g_array_new(FALSE, FALSE, sizeof(Piece));
    g_autoptr(GPtrArray) blocks = sim_state_blocks(stage->state);
    g_autoptr(GHashTable) parked = parked_blocks(stage);
    for (guint i = 0; i < blocks->len; i++) {
        const SimStateBlock *block = blocks->pdata[i];
        if (g_hash_table_contains(parked, &block->born)) {
            continue;
        }
        Piece piece = {block->address, block->address + MAX(block->size, 1), VIZ_NO_LIFE, false,
                       false};
        g_array_append_val(taken, piece);
    }
    return taken;
}

static void
collect_pieces(Blocks *blocks)
{
    const VizStage *stage = blocks->stage;
    g_autoptr(GHashTable) named = g_hash_table_new(NULL, NULL);
    observe_names(stage, named);
    GArray *taken = live_pieces(stage);
    /* Younger blocks first: where two were freed at one place, the later is remembered. */
    for (guint i = stage->history->lives->len; i-- > 0;) {
        const VizLife *life = viz_history_get(stage->history, i);
        if (!is_shown(stage, life)) {
            continue;
        }
        if (viz_history_is_alive(life, stage->state)) {
            Piece piece = {life->address, life->address + MAX(life->size, 1), i, false,
                           g_hash_table_contains(named, GSIZE_TO_POINTER((gsize) i + 1))};
            g_array_append_val(blocks->pieces, piece);
            continue;
        }
        add_remains(blocks->pieces, life, i, taken);
    }
    g_array_unref(taken);
}

static int
compare_importance(const void *a, const void *b)
{
    const Piece *x = a;
    const Piece *y = b;
    int by_name = (int) y->named - (int) x->named;
    int by_life = (int) x->freed - (int) y->freed;
    if (by_name != 0 || by_life != 0) {
        return by_name != 0 ? by_name : by_life;
    }
    return x->life < y->life ? -1 : x->life > y->life ? 1 : compare_pieces(a, b);
}

/* Keeps as many as a figure may hold, blocks with names first. Returns how many go. */
static guint
limit_pieces(Blocks *blocks)
{
    guint limit = blocks->stage->story->limits.blocks;
    guint left_out = 0;
    if (blocks->pieces->len > limit) {
        left_out = blocks->pieces->len - limit;
        g_array_sort(blocks->pieces, compare_importance);
        g_array_set_size(blocks->pieces, limit);
    }
    g_array_sort(blocks->pieces, compare_pieces);
    return left_out;
}

/* Nobody knows the values of the real array, but the same array always looks the same and
 * a new one different. */
static char *
bits_of(unsigned number)
{
    char *bits = g_new(char, BIT_COUNT + 1);
    uint64_t seed = (uint64_t) number * 2 + 1;
    for (int i = 0; i < BIT_COUNT; i++) {
        seed += 0x9E3779B97F4A7C15u;
        uint64_t mixed = (seed ^ seed >> 30) * 0xBF58476D1CE4E5B9u;
        mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EBu;
        bits[i] = mixed >> 41 & 1 ? '1' : '0';
    }
    bits[BIT_COUNT] = '\0';
    return bits;
}

static void
mark_block(const Blocks *blocks, VizItem *item)
{
    const VizScene *previous = blocks->stage->previous;
    if (!previous) {
        return;
    }
    const VizItem *before = viz_scene_find(previous, item->id);
    unsigned kept = VIZ_FLAG_FREED;
    if (!before ? !(item->flags & VIZ_FLAG_FREED)
                : before->refs != item->refs || (before->flags & kept) != (item->flags & kept)) {
        item->flags |= VIZ_FLAG_CHANGED;
    }
}

static void
add_block(Blocks *blocks, const Piece *piece)
{
    const VizLife *life = viz_history_get(blocks->stage->history, piece->life);
    bool whole = piece->from == life->address;
    g_autofree char *id = whole ? g_strdup_printf("block-%u", life->number)
                                : g_strdup_printf("block-%u-%" G_GUINT64_FORMAT, life->number,
                                                  piece->from - life->address);
    int64_t refs = piece->freed ? 0 : viz_history_refs(life, blocks->stage->state);
    g_autofree char *bits = piece->freed ? g_strdup("freed") : bits_of(life->number);
    g_autofree char *count = g_strdup_printf("(ref = %" G_GINT64_FORMAT ")", refs);
    size_t index = viz_scene_add(blocks->scene, VIZ_KIND_BLOCK, id, bits, count);
    VizItem *item = viz_scene_item(blocks->scene, index);
    item->address = piece->from;
    item->size = piece->to - piece->from;
    item->refs = refs;
    item->hue = life->hue;
    item->flags = piece->freed ? VIZ_FLAG_FREED : 0;
    mark_block(blocks, item);
    if (!piece->freed) {
        g_hash_table_insert(blocks->by_life, GSIZE_TO_POINTER(piece->life + 1),
                            GSIZE_TO_POINTER(index + 1));
    }
}

/* "f()" for names of functions' frames, NULL for the module's. */
static char *
frame_title(const SimState *state, size_t index)
{
    const SimStateFrame *frame = sim_state_frame(state, index);
    bool module = frame->names != SIM_SLOT_NONE && frame->names == frame->globals;
    return module ? NULL : g_strdup_printf("%s()", frame->code->name);
}

static void
mark_name(const Blocks *blocks, VizItem *item)
{
    const VizScene *previous = blocks->stage->previous;
    if (!previous) {
        return;
    }
    const VizItem *before = viz_scene_find(previous, item->id);
    if (!before || before->kind != item->kind) {
        item->flags |= VIZ_FLAG_CHANGED;
    } else if (item->kind == VIZ_KIND_VALUE) {
        item->flags |= strcmp(before->detail, item->detail) != 0 ? VIZ_FLAG_CHANGED : 0;
    } else if (strcmp(viz_scene_item(previous, before->target)->id,
                      viz_scene_item(blocks->scene, item->target)->id) != 0) {
        item->flags |= VIZ_FLAG_CHANGED;
    }
}

static void
add_name(Blocks *blocks, size_t frame, const SimStateName *name, bool values)
{
    const SimState *state = blocks->stage->state;
    const SimStateObject *object = sim_state_object(state, name->target);
    if (!object || viz_value_is_program(state, object) || !shows(blocks->stage, name->name)) {
        return;
    }
    g_autofree char *escaped = viz_scene_id(name->name);
    g_autofree char *id = g_strdup_printf("name-%zu-%s", frame, escaped);
    g_autofree char *title = frame_title(state, frame);
    size_t life = viz_history_life(blocks->stage->history, state, object);
    if (life != VIZ_NO_LIFE) {
        size_t block =
            GPOINTER_TO_SIZE(g_hash_table_lookup(blocks->by_life, GSIZE_TO_POINTER(life + 1)));
        if (values || block == 0) {
            return;
        }
        size_t index = viz_scene_add(blocks->scene, VIZ_KIND_NAME, id, name->name, title);
        VizItem *item = viz_scene_item(blocks->scene, index);
        item->parent = item->target = block - 1;
        mark_name(blocks, item);
    } else if (values) {
        g_autofree char *value = viz_value_text(state, object, VALUE_LETTERS);
        g_autofree char *full =
            title ? g_strdup_printf("%s %s", title, name->name) : g_strdup(name->name);
        size_t index = viz_scene_add(blocks->scene, VIZ_KIND_VALUE, id, full,
                                     value ? value : sim_state_type_name(state, object));
        mark_name(blocks, viz_scene_item(blocks->scene, index));
    }
}

static void
add_names(Blocks *blocks, bool values)
{
    for (size_t i = 0; i < sim_state_frame_count(blocks->stage->state); i++) {
        g_autoptr(GArray) names = sim_state_names(blocks->stage->state, i);
        for (guint n = 0; n < names->len; n++) {
            add_name(blocks, i, &g_array_index(names, SimStateName, n), values);
        }
    }
}

/* A statement that changed the picture, however often it ran. */
typedef struct {
    VizExtent extent;
    uint64_t first_run;
    uint64_t last_run;
    unsigned runs;
    uint32_t depth;
    size_t life; /* the block it made first */
} Statement;

static bool
is_relevant(const VizStage *stage, const VizDeed *deed)
{
    if (deed->step > stage->figure->step) {
        return false;
    }
    if (deed->name) {
        return shows(stage, deed->name);
    }
    return is_shown(stage, viz_history_get(stage->history, deed->life));
}

static void
count_deed(GArray *statements, GHashTable *by_line, const VizStage *stage, const VizDeed *deed)
{
    VizExtent extent = viz_story_statement(stage->story, deed->line);
    guint at = GPOINTER_TO_UINT(g_hash_table_lookup(by_line, GINT_TO_POINTER(extent.first)));
    if (at == 0) {
        Statement fresh = {extent, deed->run, deed->run, 1, deed->depth, VIZ_NO_LIFE};
        g_array_append_val(statements, fresh);
        at = statements->len;
        g_hash_table_insert(by_line, GINT_TO_POINTER(extent.first), GUINT_TO_POINTER(at));
    }
    Statement *statement = &g_array_index(statements, Statement, at - 1);
    if (deed->run > statement->last_run) {
        statement->runs++;
        statement->last_run = deed->run;
    }
    if (deed->made && statement->life == VIZ_NO_LIFE) {
        statement->life = deed->life;
    }
}

static void
add_statement(Blocks *blocks, const Statement *statement)
{
    const VizStory *story = blocks->stage->story;
    g_autofree char *code = viz_story_code(story, statement->extent);
    g_autofree char *notes = viz_story_notes(story, statement->extent);
    g_autofree char *times =
        statement->runs > 1 ? g_strdup_printf("%u times", statement->runs) : NULL;
    g_autofree char *detail =
        notes && times ? g_strdup_printf("%s; %s", times, notes) : g_strdup(notes ? notes : times);
    g_autofree char *id = g_strdup_printf("code-%d", statement->extent.first);
    size_t index = viz_scene_add(blocks->scene, VIZ_KIND_CODE, id, code, detail);
    VizItem *item = viz_scene_item(blocks->scene, index);
    item->order = (size_t) statement->first_run;
    const VizLife *life = statement->life == VIZ_NO_LIFE
                              ? NULL
                              : viz_history_get(blocks->stage->history, statement->life);
    if (life) {
        item->address = life->address;
        item->size = life->size;
        item->hue = life->hue;
    }
    const VizScene *previous = blocks->stage->previous;
    if (previous && statement->last_run > previous->step) {
        item->flags |= VIZ_FLAG_CHANGED;
    }
    const VizItem *before = viz_scene_find(previous, id);
    if (previous && !before) {
        item->flags |= VIZ_FLAG_CHANGED;
    }
}

/* Stands for the statements that there is no room for. */
static void
add_earlier(Blocks *blocks, guint count, const Statement *next)
{
    g_autofree char *id = g_strdup_printf("code-before-%d", next->extent.first);
    g_autofree char *text = g_strdup_printf("%u earlier statement%s", count, count == 1 ? "" : "s");
    size_t index = viz_scene_add(blocks->scene, VIZ_KIND_CODE, id, "…", text);
    viz_scene_item(blocks->scene, index)->order = (size_t) next->first_run - 1;
    viz_scene_notice(blocks->scene,
                     "figure %s shows the last %u statements and leaves %u out (--max-lines)",
                     blocks->scene->name, blocks->stage->story->limits.lines, count);
}

static void
add_code(Blocks *blocks)
{
    const VizStage *stage = blocks->stage;
    g_autoptr(GArray) statements = g_array_new(FALSE, FALSE, sizeof(Statement));
    g_autoptr(GHashTable) by_line = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < stage->history->deeds->len; i++) {
        const VizDeed *deed = &g_array_index(stage->history->deeds, VizDeed, i);
        if (is_relevant(stage, deed)) {
            count_deed(statements, by_line, stage, deed);
        }
    }
    guint limit = stage->story->limits.lines;
    guint first = statements->len > limit ? statements->len - limit : 0;
    if (first > 0) {
        add_earlier(blocks, first, &g_array_index(statements, Statement, first));
    }
    for (guint i = first; i < statements->len; i++) {
        add_statement(blocks, &g_array_index(statements, Statement, i));
    }
}

static void
add_limit(Blocks *blocks, guint left_out)
{
    if (left_out > 0) {
        g_autofree char *text =
            g_strdup_printf("… %u more block%s", left_out, left_out == 1 ? "" : "s");
        viz_scene_add(blocks->scene, VIZ_KIND_MORE, "more", text, NULL);
        viz_scene_notice(blocks->scene,
                         "figure %s shows %u blocks and leaves %u out (--max-blocks)",
                         blocks->scene->name, blocks->pieces->len, left_out);
    }
    if (blocks->stage->history->cut) {
        viz_scene_notice(blocks->scene,
                         "figure %s: the scenario runs so many statements that freed blocks and "
                         "code of its later part are left out",
                         blocks->scene->name);
    }
}

static void
add_explanations(Blocks *blocks)
{
    static const struct {
        const char *id;
        const char *text;
        unsigned flags;
    } legends[] = {
        {"legend-used", "in use", 0},
        {"legend-freed", "freed", VIZ_FLAG_FREED},
        {"legend-changed", "changed in this step", VIZ_FLAG_CHANGED},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(legends); i++) {
        size_t index =
            viz_scene_add(blocks->scene, VIZ_KIND_LEGEND, legends[i].id, legends[i].text, NULL);
        viz_scene_item(blocks->scene, index)->flags = legends[i].flags;
    }
    viz_scene_add(blocks->scene, VIZ_KIND_REMARK, "remark",
                  "In CPython the count belongs to the object that owns the memory, "
                  "not to the block itself.",
                  NULL);
}

void
viz_blocks_build(const VizStage *stage, VizScene *scene)
{
    Blocks blocks = {stage, scene, g_array_new(FALSE, FALSE, sizeof(Piece)),
                     g_hash_table_new(NULL, NULL)};
    collect_pieces(&blocks);
    guint left_out = limit_pieces(&blocks);
    for (guint i = 0; i < blocks.pieces->len; i++) {
        add_block(&blocks, &g_array_index(blocks.pieces, Piece, i));
    }
    add_names(&blocks, false);
    add_names(&blocks, true);
    add_code(&blocks);
    add_limit(&blocks, left_out);
    add_explanations(&blocks);
    g_array_unref(blocks.pieces);
    g_hash_table_unref(blocks.by_life);
}
