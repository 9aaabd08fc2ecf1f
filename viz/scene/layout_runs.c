/* Lists, tuples and what their items refer to, word by word. Where the members of an object stand
 * is that of CPython 3.11 (Include/cpython). */
#include "viz/scene/layout_runs.h"

#include <stdlib.h>
#include <string.h>

#include "viz/scene/value.h"

enum {
    WORD = 8,
    GC_HEAD = 16,
    VALUE_LETTERS = 24,
    DIGIT_BITS = 30, /* of an int's digits, which take four bytes each */
    ROUNDING = 16    /* blocks begin at multiples of it */
};

unsigned
layout_hue(const char *type)
{
    static const char *const numbers[] = {"int", "float", "bool", "complex", NULL};
    static const char *const texts[] = {"str", "bytes", "bytearray", NULL};
    if (g_strv_contains(numbers, type)) {
        return 2;
    }
    return g_strv_contains(texts, type)   ? 3
           : strcmp(type, "list") == 0    ? 0
           : strcmp(type, "tuple") == 0   ? 4
           : strcmp(type, "ndarray") == 0 ? 1
                                          : 5;
}

LayoutCut
layout_cut(const Layout *layout, uint64_t count, uint64_t group)
{
    uint64_t most = layout->stage->story->limits.values;
    if (count <= MAX(most, group)) {
        return (LayoutCut){count, 0};
    }
    uint64_t tail = most > 4 ? 2 : most > 1 ? 1 : 0;
    uint64_t head = MAX((most - tail) / group, 1) * group;
    uint64_t whole = (count - MIN(tail, count)) / group * group; /* where the tail's word begins */
    return head >= whole ? (LayoutCut){count, 0} : (LayoutCut){head, tail == 0 ? 0 : count - whole};
}

static char *
sub_id(const Layout *layout, size_t parent, const char *suffix)
{
    return g_strdup_printf("%s-%s", viz_scene_item(layout->scene, parent)->id, suffix);
}

size_t
layout_add_run(Layout *layout, size_t parent, const char *suffix, const char *text, unsigned column)
{
    g_autofree char *id = sub_id(layout, parent, suffix);
    size_t index = viz_scene_add(layout->scene, VIZ_KIND_RUN, id, text, NULL);
    VizItem *item = viz_scene_item(layout->scene, index);
    item->parent = parent;
    item->order = column;
    item->hue = viz_scene_item(layout->scene, parent)->hue;
    return index;
}

size_t
layout_add_word(Layout *layout,
                size_t run,
                uint64_t offset,
                uint64_t size,
                const char *text,
                const char *detail)
{
    g_autofree char *suffix = g_strdup_printf("%" G_GUINT64_FORMAT, offset);
    g_autofree char *id = sub_id(layout, run, suffix);
    size_t index = viz_scene_add(layout->scene, VIZ_KIND_WORD, id, text, detail);
    VizItem *item = viz_scene_item(layout->scene, index);
    const VizItem *parent = viz_scene_item(layout->scene, run);
    item->parent = run;
    item->address = parent->address + offset;
    item->size = size;
    item->hue = parent->hue;
    return index;
}

void
layout_add_gap(Layout *layout, size_t run, uint64_t offset, uint64_t size, const char *text)
{
    g_autofree char *id = sub_id(layout, run, "gap");
    size_t index = viz_scene_add(layout->scene, VIZ_KIND_GAP, id, text, NULL);
    VizItem *item = viz_scene_item(layout->scene, index);
    item->parent = run;
    item->address = viz_scene_item(layout->scene, run)->address + offset;
    item->size = size;
}

void
layout_flag_word(const Layout *layout, size_t word, unsigned flag)
{
    viz_scene_item(layout->scene, word)->flags |= flag;
}

/* Where in its block the object begins: behind what the collector needs. */
static uint64_t
prefix_of(const Layout *layout, const SimStateObject *object)
{
    const SimStateBlock *block = sim_state_object_block(layout->stage->state, object);
    return block ? object->address - block->address : 0;
}

/* Bytes of the object itself. Static ones have no block; those of numbers are known. */
static uint64_t
object_size(const Layout *layout, const SimStateObject *object)
{
    if (object->size > 0) {
        return object->size - MIN(prefix_of(layout, object), object->size);
    }
    const char *type = sim_state_type_name(layout->stage->state, object);
    bool integer = strcmp(type, "int") == 0 || strcmp(type, "bool") == 0;
    return integer ? 4 * WORD : strcmp(type, "float") == 0 ? 3 * WORD : 2 * WORD;
}

/* The digits of an int: 2**30 to the base. */
static void
add_digits(Layout *layout, size_t run, const SimStateObject *object, uint64_t size)
{
    const SimValue *value = &object->value;
    int64_t count = (int64_t) (size - 3 * WORD) / 4;
    bool known = value->kind == SIM_VALUE_INT;
    if (known) {
        uint64_t rest = value->integer < 0 ? -(uint64_t) value->integer : (uint64_t) value->integer;
        for (count = 0; rest > 0; rest >>= DIGIT_BITS) {
            count++;
        }
    }
    bool negative = known ? value->integer < 0 : value->length > 0 && value->text[0] == '-';
    g_autofree char *signed_size = g_strdup_printf("%" G_GINT64_FORMAT, negative ? -count : count);
    g_autofree char *text = viz_value_text(layout->stage->state, object, VALUE_LETTERS);
    layout_add_word(layout, run, 2 * WORD, WORD, "ob_size", signed_size);
    uint64_t used = MIN((uint64_t) MAX(count, 1) * 4, size - 3 * WORD);
    layout_flag_word(layout, layout_add_word(layout, run, 3 * WORD, used, "ob_digit", text),
                     VIZ_FLAG_PAYLOAD);
    if (3 * WORD + used < size) {
        layout_flag_word(
            layout, layout_add_word(layout, run, 3 * WORD + used, size - 3 * WORD - used, "", NULL),
            VIZ_FLAG_UNUSED);
    }
}

void
layout_add_object_words(Layout *layout, size_t run, const SimStateObject *object)
{
    const SimState *state = layout->stage->state;
    const char *type = sim_state_type_name(state, object);
    uint64_t size = object_size(layout, object);
    g_autofree char *refs = g_strdup_printf("%" G_GINT64_FORMAT, object->refcnt);
    g_autofree char *value = viz_value_text(state, object, VALUE_LETTERS);
    layout_add_word(layout, run, 0, WORD, "ob_refcnt", refs);
    layout_add_word(layout, run, WORD, WORD, "ob_type", type);
    bool integer = strcmp(type, "int") == 0 || strcmp(type, "bool") == 0;
    if (integer && size >= 4 * WORD) {
        add_digits(layout, run, object, size);
    } else if (strcmp(type, "float") == 0 && size == 3 * WORD) {
        layout_flag_word(layout, layout_add_word(layout, run, 2 * WORD, WORD, "ob_fval", value),
                         VIZ_FLAG_PAYLOAD);
    } else if (size > 2 * WORD) {
        g_autofree char *what =
            g_strdup_printf("the other %" G_GUINT64_FORMAT " bytes", size - 2 * WORD);
        size_t word = layout_add_word(layout, run, 2 * WORD, size - 2 * WORD, what, value);
        layout_flag_word(layout, word, value ? VIZ_FLAG_PAYLOAD : 0);
    }
}

/* The words before an object that the collector may follow. Returns the object's offset. */
static uint64_t
add_gc_words(Layout *layout, size_t run, const SimStateObject *object)
{
    uint64_t prefix = prefix_of(layout, object);
    viz_scene_item(layout->scene, run)->address = object->address - prefix;
    if (prefix == GC_HEAD) {
        layout_add_word(layout, run, 0, WORD, "_gc_next", NULL);
        layout_add_word(layout, run, WORD, WORD, "_gc_prev", NULL);
    }
    return prefix;
}

void
layout_add_head_words(Layout *layout, size_t run, uint64_t offset, const SimStateObject *object)
{
    g_autofree char *refs = g_strdup_printf("%" G_GINT64_FORMAT, object->refcnt);
    layout_add_word(layout, run, offset, WORD, "ob_refcnt", refs);
    layout_add_word(layout, run, offset + WORD, WORD, "ob_type",
                    sim_state_type_name(layout->stage->state, object));
}

void
layout_add_number_word(
    Layout *layout, size_t run, uint64_t offset, const char *name, uint64_t number)
{
    g_autofree char *text = g_strdup_printf("%" G_GUINT64_FORMAT, number);
    layout_add_word(layout, run, offset, WORD, name, text);
}

static int
compare_places(const void *a, const void *b)
{
    const SimStateObject *x = *(const SimStateObject *const *) a;
    const SimStateObject *y = *(const SimStateObject *const *) b;
    int by_kind = (int) (x->size == 0) - (int) (y->size == 0); /* static ones last */
    return by_kind != 0 ? by_kind : x->address < y->address ? -1 : x->address > y->address;
}

/* The memory between two boxes. */
static void
add_box_gap(Layout *layout, size_t panel, size_t box, SimAddr from)
{
    SimAddr to = viz_scene_item(layout->scene, box)->address;
    if (from == 0 || to < from + ROUNDING) {
        return;
    }
    g_autofree char *bytes = viz_value_bytes(to - from);
    g_autofree char *id = sub_id(layout, box, "gap");
    size_t index = viz_scene_add(layout->scene, VIZ_KIND_GAP, id, bytes, NULL);
    VizItem *item = viz_scene_item(layout->scene, index);
    item->parent = panel;
    item->target = box;
    item->address = from;
    item->size = to - from;
}

static size_t
add_box(Layout *layout, size_t panel, const SimStateObject *object)
{
    const char *type = sim_state_type_name(layout->stage->state, object);
    g_autofree char *id = g_strdup_printf("box-%" G_GUINT64_FORMAT, object->born);
    g_autofree char *value = viz_value_text(layout->stage->state, object, VALUE_LETTERS);
    size_t index = viz_scene_add(layout->scene, VIZ_KIND_RUN, id, type, value);
    VizItem *item = viz_scene_item(layout->scene, index);
    item->parent = panel;
    item->order = LAYOUT_BOXES;
    item->address = object->address;
    item->size = object_size(layout, object);
    item->hue = layout_hue(type);
    item->flags = object->size == 0 ? VIZ_FLAG_STATIC : 0;
    g_hash_table_insert(layout->boxes, GSIZE_TO_POINTER((gsize) object->slot + 1),
                        GSIZE_TO_POINTER(index + 1));
    layout_add_object_words(layout, index, object);
    return index;
}

static size_t
box_of(const Layout *layout, SimSlot slot)
{
    void *key = GSIZE_TO_POINTER((gsize) slot + 1);
    return GPOINTER_TO_SIZE(g_hash_table_lookup(layout->boxes, key)) - 1;
}

/* The objects of the items that are drawn, by address, unless they are there already. */
static void
add_boxes(Layout *layout, size_t panel, const GArray *items, LayoutCut cut)
{
    g_autoptr(GPtrArray) objects = g_ptr_array_new();
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < items->len; i++) {
        SimSlot slot = g_array_index(items, SimSlot, i);
        const SimStateObject *object = sim_state_object(layout->stage->state, slot);
        bool drawn = i < cut.head || i >= items->len - cut.tail;
        if (drawn && object && box_of(layout, slot) == VIZ_NO_ITEM &&
            g_hash_table_add(seen, GSIZE_TO_POINTER((gsize) slot + 1))) {
            g_ptr_array_add(objects, (void *) object);
        }
    }
    g_ptr_array_sort(objects, compare_places);
    SimAddr end = 0;
    bool fixed = false;
    for (guint i = 0; i < objects->len; i++) {
        const SimStateObject *object = objects->pdata[i];
        size_t box = add_box(layout, panel, object);
        end = fixed == (object->size == 0) ? end : 0;
        fixed = object->size == 0;
        add_box_gap(layout, panel, box, end);
        end = object->address + viz_scene_item(layout->scene, box)->size;
    }
}

static bool
is_plain(const char *type)
{
    static const char *const types[] = {"int", "float", "bool",     "complex",
                                        "str", "bytes", "NoneType", NULL};
    return g_strv_contains(types, type);
}

static void
count_boxes(const Layout *layout, const GArray *items, LayoutSum *sum)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < items->len; i++) {
        SimSlot slot = g_array_index(items, SimSlot, i);
        const SimStateObject *object = sim_state_object(layout->stage->state, slot);
        if (!object) {
            continue;
        }
        if (!g_hash_table_add(seen, GSIZE_TO_POINTER((gsize) slot + 1))) {
            sum->shared++;
            continue;
        }
        if (object->size == 0) {
            sum->fixed++;
            continue;
        }
        sum->box_size = sum->boxes == 0 || sum->box_size == object->size ? object->size : 0;
        sum->boxes++;
        sum->box_bytes += object->size;
        sum->deep |= !is_plain(sim_state_type_name(layout->stage->state, object));
    }
}

static size_t
add_item_word(Layout *layout, size_t run, uint64_t offset, guint index, SimSlot slot)
{
    g_autofree char *label = g_strdup_printf("[%u]", index);
    size_t word = layout_add_word(layout, run, offset, WORD, label, NULL);
    viz_scene_item(layout->scene, word)->target = box_of(layout, slot);
    return word;
}

/* The items from @offset of @run on, and the places behind them that are kept free. */
static void
add_items(
    Layout *layout, size_t run, uint64_t offset, const GArray *items, LayoutCut cut, uint64_t room)
{
    for (guint i = 0; i < items->len; i++) {
        if (i == cut.head) {
            uint64_t left = items->len - cut.head - cut.tail;
            g_autofree char *bytes = viz_value_bytes(left * WORD);
            g_autofree char *text = g_strdup_printf("%" G_GUINT64_FORMAT " items, %s", left, bytes);
            layout_add_gap(layout, run, offset + i * WORD, left * WORD, text);
            i = (guint) (items->len - cut.tail);
        }
        if (i < items->len) {
            add_item_word(layout, run, offset + (uint64_t) i * WORD, i,
                          g_array_index(items, SimSlot, i));
        }
    }
    if (room > items->len) {
        uint64_t spare = room - items->len;
        g_autofree char *text = g_strdup_printf("%" G_GUINT64_FORMAT " free", spare);
        size_t word = layout_add_word(layout, run, offset + (uint64_t) items->len * WORD,
                                      spare * WORD, text, NULL);
        layout_flag_word(layout, word, VIZ_FLAG_UNUSED);
    }
}

size_t
layout_add_object_run(Layout *layout, size_t panel, const SimStateObject *object, unsigned column)
{
    const char *type = sim_state_type_name(layout->stage->state, object);
    g_autofree char *text = g_strdup_printf("%s object", type);
    size_t run = layout_add_run(layout, panel, "object", text, column);
    VizItem *item = viz_scene_item(layout->scene, run);
    item->size = object->size > 0 ? object->size : object_size(layout, object);
    item->refs = object->refcnt;
    item->flags |= object->size == 0 ? VIZ_FLAG_STATIC : 0;
    return run;
}

static void
add_list(Layout *layout,
         size_t panel,
         const SimStateObject *object,
         const GArray *items,
         LayoutCut cut,
         LayoutSum *sum)
{
    const SimState *state = layout->stage->state;
    size_t head = layout_add_object_run(layout, panel, object, LAYOUT_OBJECT);
    uint64_t at = add_gc_words(layout, head, object);
    const SimStateBlock *block = sim_state_block(state, sim_state_buffer(object, SIM_LABEL_ITEMS));
    uint64_t room = block ? block->size / WORD : 0;
    layout_add_head_words(layout, head, at, object);
    layout_add_number_word(layout, head, at + 2 * WORD, "ob_size", items->len);
    size_t pointer =
        layout_add_word(layout, head, at + 3 * WORD, WORD, "ob_item", block ? NULL : "NULL");
    layout_add_number_word(layout, head, at + 4 * WORD, "allocated", room);
    sum->own[0] = object->size;
    if (block) {
        size_t run = layout_add_run(layout, panel, "items", "item array", LAYOUT_OWNED);
        VizItem *item = viz_scene_item(layout->scene, run);
        item->address = block->address;
        item->size = block->size;
        viz_scene_item(layout->scene, pointer)->target = run;
        add_items(layout, run, 0, items, cut, room);
        sum->own[1] = block->size;
    }
}

/* A tuple has its items in itself. */
static void
add_tuple(Layout *layout,
          size_t panel,
          const SimStateObject *object,
          const GArray *items,
          LayoutCut cut,
          LayoutSum *sum)
{
    size_t run = layout_add_object_run(layout, panel, object, LAYOUT_OWNED);
    uint64_t at = add_gc_words(layout, run, object);
    layout_add_head_words(layout, run, at, object);
    layout_add_number_word(layout, run, at + 2 * WORD, "ob_size", items->len);
    add_items(layout, run, at + 3 * WORD, items, cut, 0);
    sum->own[0] = object->size;
}

void
layout_add_sequence(Layout *layout, size_t panel, const SimStateObject *object, LayoutSum *sum)
{
    g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(SimSlot));
    const GArray *items = object->items ? object->items : none;
    bool tuple = strcmp(sim_state_type_name(layout->stage->state, object), "tuple") == 0;
    LayoutCut cut = layout_cut(layout, items->len, 1);
    add_boxes(layout, panel, items, cut);
    (tuple ? add_tuple : add_list)(layout, panel, object, items, cut, sum);
    sum->values = items->len;
    count_boxes(layout, items, sum);
    uint64_t left = items->len - cut.head - cut.tail;
    if (left > 0) {
        viz_scene_notice(layout->scene,
                         "figure %s leaves out %" G_GUINT64_FORMAT " of %u values (--max-values)",
                         layout->scene->name, left, items->len);
    }
}
