/* Arrays word by word: PyArrayObject_fields of numpy 1.24 (ndarraytypes.h), shape and strides,
 * data. */
#include <string.h>

#include "viz/scene/layout_runs.h"
#include "viz/scene/value.h"

enum {
    WORD = 8,
    MOST_DIMS = 32
};

/* An array as its value tells of it: "float64 (3, 4)". */
typedef struct {
    char *kind;
    uint64_t item; /* bytes of an element */
    unsigned ndim;
    uint64_t dims[MOST_DIMS];
    uint64_t count;
} Shape;

static bool
read_shape(const SimStateObject *object, Shape *shape)
{
    *shape = (Shape){.count = 1};
    if (object->value.kind != SIM_VALUE_TEXT || !strchr(object->value.text, ' ')) {
        return false;
    }
    const char *space = strchr(object->value.text, ' ');
    shape->kind = g_strndup(object->value.text, (gsize) (space - object->value.text));
    const char *bits = strpbrk(shape->kind, "0123456789");
    shape->item = bits ? g_ascii_strtoull(bits, NULL, 10) / 8 : 1;
    for (const char *at = space; *at && *at != ')' && shape->ndim < MOST_DIMS;) {
        if (!g_ascii_isdigit(*at)) {
            at++;
            continue;
        }
        char *end;
        shape->dims[shape->ndim] = g_ascii_strtoull(at, &end, 10);
        shape->count *= shape->dims[shape->ndim++];
        at = end;
    }
    return shape->item > 0 && shape->item <= WORD;
}

/* What is known of element @index of @count. */
static const char *
element_text(char *const *known, uint64_t index, uint64_t count)
{
    guint length = known ? g_strv_length((char **) known) : 0;
    guint gap = 0;
    while (gap < length && strcmp(known[gap], "...") != 0) {
        gap++;
    }
    if (index < gap) {
        return known[index];
    }
    uint64_t behind = count - index; /* the last one: 1 */
    return gap < length && behind < length - gap ? known[length - behind] : NULL;
}

/* A bool is a byte that is 1 or 0. */
static const char *
as_stored(const char *text)
{
    return g_strcmp0(text, "True") == 0 ? "1" : g_strcmp0(text, "False") == 0 ? "0" : text;
}

static void
add_elements(
    Layout *layout, size_t run, const SimStateObject *object, const Shape *shape, uint64_t bytes)
{
    uint64_t count = bytes / shape->item;
    uint64_t group = WORD / shape->item;
    LayoutCut cut = layout_cut(layout, count, group);
    g_auto(GStrv) known = object->elements ? g_strsplit(object->elements, " ", -1) : NULL;
    for (uint64_t i = 0; i < count; i++) {
        if (i == cut.head) {
            uint64_t left = count - cut.head - cut.tail;
            g_autofree char *size = viz_value_bytes(left * shape->item);
            g_autofree char *text = g_strdup_printf("%" G_GUINT64_FORMAT " values, %s", left, size);
            layout_add_gap(layout, run, i * shape->item, left * shape->item, text);
            viz_scene_notice(layout->scene,
                             "figure %s leaves out %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
                             " values (--max-values)",
                             layout->scene->name, left, count);
            i = count - cut.tail;
        }
        if (i < count) {
            g_autofree char *label = g_strdup_printf(shape->ndim == 1 ? "[%" G_GUINT64_FORMAT "]"
                                                                      : "+%" G_GUINT64_FORMAT,
                                                     shape->ndim == 1 ? i : i * shape->item);
            size_t word = layout_add_word(layout, run, i * shape->item, shape->item, label,
                                          as_stored(element_text(known, i, count)));
            layout_flag_word(layout, word, VIZ_FLAG_PAYLOAD);
        }
    }
}

/* The data of @owner, drawn once for the array and its views. */
static size_t
add_data(Layout *layout, size_t panel, const SimStateObject *owner, uint64_t *bytes)
{
    const SimStateBlock *block =
        sim_state_block(layout->stage->state, sim_state_buffer(owner, SIM_LABEL_DATA));
    Shape shape;
    if (!block || !read_shape(owner, &shape)) {
        if (block) {
            g_free(shape.kind);
        }
        return VIZ_NO_ITEM;
    }
    *bytes = block->size;
    void *key = GSIZE_TO_POINTER((gsize) block->address);
    size_t known = GPOINTER_TO_SIZE(g_hash_table_lookup(layout->data, key));
    if (known == 0) {
        size_t run = layout_add_run(layout, panel, "data", "data", LAYOUT_OWNED);
        VizItem *item = viz_scene_item(layout->scene, run);
        item->address = block->address;
        item->size = block->size;
        item->hue = layout_hue("int");
        g_hash_table_insert(layout->data, key, GSIZE_TO_POINTER(run + 1));
        add_elements(layout, run, owner, &shape, block->size);
        known = run + 1;
    }
    g_free(shape.kind);
    return known - 1;
}

static size_t
add_dims(Layout *layout, size_t panel, const SimStateObject *object, const Shape *shape, bool owns)
{
    const SimStateBlock *block =
        sim_state_block(layout->stage->state, sim_state_buffer(object, SIM_LABEL_SHAPE));
    if (!block) {
        return VIZ_NO_ITEM;
    }
    size_t run = layout_add_run(layout, panel, "shape", "shape, strides", LAYOUT_OWNED);
    VizItem *item = viz_scene_item(layout->scene, run);
    item->address = block->address;
    item->size = block->size;
    for (unsigned i = 0; i < shape->ndim && (i + 1) * WORD <= block->size; i++) {
        g_autofree char *name = g_strdup_printf("shape %u", i);
        layout_add_number_word(layout, run, (uint64_t) i * WORD, name, shape->dims[i]);
    }
    for (unsigned i = 0; i < shape->ndim && (shape->ndim + i + 1) * WORD <= block->size; i++) {
        g_autofree char *name = g_strdup_printf("stride %u", i);
        uint64_t offset = (uint64_t) (shape->ndim + i) * WORD;
        if (owns && shape->ndim == 1) {
            layout_add_number_word(layout, run, offset, name, shape->item);
        } else {
            layout_add_word(layout, run, offset, WORD, name, NULL);
        }
    }
    return run;
}

/* PyArrayObject_fields. */
static void
add_array_words(Layout *layout,
                size_t run,
                const SimStateObject *object,
                const Shape *shape,
                size_t data,
                size_t dims)
{
    static const char *const rest[] = {"flags", "weakreflist", "_buffer_info", "mem_handler"};
    layout_add_head_words(layout, run, 0, object);
    size_t word = layout_add_word(layout, run, 2 * WORD, WORD, "data", NULL);
    viz_scene_item(layout->scene, word)->target = data;
    layout_add_number_word(layout, run, 3 * WORD, "nd", shape->ndim);
    for (unsigned i = 0; i < 2; i++) {
        word = layout_add_word(layout, run, (4 + i) * WORD, WORD, i == 0 ? "dimensions" : "strides",
                               dims == VIZ_NO_ITEM ? "NULL" : NULL);
        if (dims != VIZ_NO_ITEM) {
            /* The strides stand behind the dimensions. */
            viz_scene_item(layout->scene, word)->target = dims + 1 + i * shape->ndim;
        }
    }
    const SimStateObject *base =
        sim_state_object(layout->stage->state, sim_state_field(object, SIM_LABEL_BASE));
    g_autofree char *address =
        base ? g_strdup_printf("…%04x", (unsigned) (base->address & 0xFFFF)) : NULL;
    layout_add_word(layout, run, 6 * WORD, WORD, "base", base ? address : "NULL");
    layout_add_word(layout, run, 7 * WORD, WORD, "descr", shape->kind);
    for (unsigned i = 0; i < G_N_ELEMENTS(rest); i++) {
        layout_add_word(layout, run, (8 + i) * WORD, WORD, rest[i], NULL);
    }
}

void
layout_add_array(Layout *layout, size_t panel, const SimStateObject *object, LayoutSum *sum)
{
    Shape shape;
    if (!read_shape(object, &shape)) {
        g_free(shape.kind);
        return;
    }
    const SimStateObject *owner = sim_state_owner(layout->stage->state, object);
    size_t run = layout_add_object_run(layout, panel, object, LAYOUT_OBJECT);
    viz_scene_item(layout->scene, run)->address = object->address;
    uint64_t bytes = 0;
    size_t data = add_data(layout, panel, owner, &bytes);
    size_t dims = add_dims(layout, panel, object, &shape, owner == object);
    add_array_words(layout, run, object, &shape, data, dims);
    sum->values = shape.count;
    sum->own[0] = object->size;
    sum->own[1] = dims == VIZ_NO_ITEM ? 0 : viz_scene_item(layout->scene, dims)->size;
    sum->own[2] = owner == object ? bytes : 0;
    sum->borrowed = owner != object;
    g_free(shape.kind);
}
