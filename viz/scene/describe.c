#include "viz/scene/scene.h"

#include <string.h>

#include "viz/scene/value.h"

#define MOST_OBJECTS 40 /* described one by one: alternative texts are read aloud */

/* Appends "a", "a and b", "a, b and c". */
static void
append_list(GString *out, const GPtrArray *words)
{
    for (guint i = 0; i < words->len; i++) {
        const char *joint = i == 0 ? "" : i + 1 == words->len ? " and " : ", ";
        g_string_append_printf(out, "%s%s", joint, (const char *) words->pdata[i]);
    }
}

static char *
name_in_words(const VizItem *name)
{
    return name->detail ? g_strdup_printf("%s of %s", name->text, name->detail)
                        : g_strdup(name->text);
}

static GPtrArray *
names_of(const VizScene *scene, size_t target)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (item->kind == VIZ_KIND_NAME && item->target == target) {
            g_ptr_array_add(names, name_in_words(item));
        }
    }
    return names;
}

static void
describe_block(const VizScene *scene, size_t index, unsigned number, GString *out)
{
    const VizItem *block = viz_scene_item(scene, index);
    g_autofree char *bytes = viz_value_bytes(block->size);
    if (block->flags & VIZ_FLAG_FREED) {
        g_string_append_printf(out, "Block %u is free; it held %s. ", number, bytes);
        return;
    }
    g_autoptr(GPtrArray) names = names_of(scene, index);
    append_list(out, names);
    if (names->len > 0) {
        g_string_append_printf(out, " point%s to block %u, which holds %s",
                               names->len == 1 ? "s" : "", number, bytes);
    } else {
        g_string_append_printf(out, "No name points to block %u, which holds %s", number, bytes);
    }
    g_string_append_printf(out, "; its reference count is %" G_GINT64_FORMAT ". ", block->refs);
}

static void
describe_blocks(const VizScene *scene, GString *out)
{
    unsigned number = 0;
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (item->kind == VIZ_KIND_BLOCK) {
            describe_block(scene, i, ++number, out);
        } else if (item->kind == VIZ_KIND_VALUE) {
            g_string_append_printf(out, "%s is %s. ", item->text, item->detail);
        } else if (item->kind == VIZ_KIND_MORE) {
            g_string_append_printf(out, "%s. ", item->text);
        }
    }
}

/* "list 1", "the int 1000", "None". */
static char *
object_in_words(const VizItem *item, const unsigned *numbers, size_t index)
{
    if (item->kind == VIZ_KIND_BUFFER) {
        return g_strdup_printf("a buffer of %s", item->text);
    }
    if (!item->detail) {
        return g_strdup_printf("%s %u", item->text, numbers[index]);
    }
    if (item->flags & VIZ_FLAG_STATIC) {
        return g_strdup(item->detail);
    }
    return g_strdup_printf("the %s %s", item->text, item->detail);
}

static void
describe_frame(const VizScene *scene, size_t frame, const unsigned *numbers, GString *out)
{
    if (viz_scene_item(scene, frame)->flags & VIZ_FLAG_STATIC) {
        g_string_append_printf(out, "%s. ", viz_scene_item(scene, frame)->text);
        return;
    }
    g_string_append_printf(out, "Frame %s:", viz_scene_item(scene, frame)->text);
    unsigned count = 0;
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *name = viz_scene_item(scene, i);
        if (name->kind != VIZ_KIND_NAME || name->parent != frame) {
            continue;
        }
        g_autofree char *object =
            name->target == VIZ_NO_ITEM
                ? g_strdup("an object that is not shown")
                : object_in_words(viz_scene_item(scene, name->target), numbers, name->target);
        g_string_append_printf(out, "%s %s is %s", count++ ? "," : "", name->text, object);
    }
    g_string_append(out, count ? ". " : " no names. ");
}

static void
describe_object(const VizScene *scene, size_t index, const unsigned *numbers, GString *out)
{
    const VizItem *object = viz_scene_item(scene, index);
    if (object->flags & VIZ_FLAG_STATIC) {
        return;
    }
    g_autofree char *words = object_in_words(object, numbers, index);
    words[0] = g_ascii_toupper(words[0]);
    g_string_append_printf(out, "%s has the reference count %" G_GINT64_FORMAT, words,
                           object->refs);
    g_autoptr(GPtrArray) targets = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *slot = viz_scene_item(scene, i);
        if (slot->kind == VIZ_KIND_SLOT && slot->parent == index && slot->target != VIZ_NO_ITEM) {
            g_ptr_array_add(targets, object_in_words(viz_scene_item(scene, slot->target), numbers,
                                                     slot->target));
        }
    }
    if (targets->len > 0) {
        g_string_append(out, " and refers to ");
        append_list(out, targets);
    }
    g_string_append(out, object->flags & VIZ_FLAG_CYCLE ? "; it is part of a cycle. " : ". ");
}

/* Objects without a value of their own are numbered by type, in the order they are met. */
static unsigned *
number_objects(const VizScene *scene)
{
    unsigned *numbers = g_new0(unsigned, scene->items->len + 1);
    g_autoptr(GHashTable) counts = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (item->kind == VIZ_KIND_OBJECT && !item->detail) {
            guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, item->text)) + 1;
            g_hash_table_insert(counts, (void *) item->text, GUINT_TO_POINTER(count));
            numbers[i] = count;
        }
    }
    return numbers;
}

static void
describe_objects(const VizScene *scene, GString *out)
{
    g_autofree unsigned *numbers = number_objects(scene);
    unsigned described = 0;
    unsigned rest = 0;
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (item->kind == VIZ_KIND_FRAME) {
            describe_frame(scene, i, numbers, out);
        } else if (item->kind == VIZ_KIND_OBJECT && described < MOST_OBJECTS) {
            describe_object(scene, i, numbers, out);
            described++;
        } else {
            rest += item->kind == VIZ_KIND_OBJECT;
        }
    }
    if (rest > 0) {
        g_string_append_printf(out, "And %u more object%s. ", rest, rest == 1 ? "" : "s");
    }
}

/* Arenas, and how many of their pools are used by how many blocks. */
static void
describe_arenas(const VizScene *scene, GString *out)
{
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *arena = viz_scene_item(scene, i);
        if (arena->kind != VIZ_KIND_ARENA) {
            continue;
        }
        size_t pools = 0;
        int64_t blocks = 0;
        for (guint k = i + 1; k < scene->items->len; k++) {
            const VizItem *pool = viz_scene_item(scene, k);
            bool used = pool->kind == VIZ_KIND_POOL && pool->parent == i && pool->refs > 0;
            pools += used;
            blocks += used ? pool->refs : 0;
            if (pool->kind == VIZ_KIND_ARENA) {
                break;
            }
        }
        g_string_append_printf(out, "%s: %s", arena->text, arena->detail);
        if (pools > 0) {
            g_string_append_printf(
                out, "; %" G_GSIZE_FORMAT " pools hold %" G_GINT64_FORMAT " blocks", pools, blocks);
        }
        g_string_append(out, ". ");
        if (i > MOST_OBJECTS * 65) {
            g_string_append(out, "And more. ");
            break;
        }
    }
}

static GPtrArray *
names_within(const VizScene *scene, size_t parent)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (item->kind == VIZ_KIND_NAME && item->parent == parent) {
            g_ptr_array_add(names, name_in_words(item));
        }
    }
    return names;
}

/* Lists and arrays word by word: what each is, and what it comes to. */
static void
describe_panels(const VizScene *scene, GString *out)
{
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (item->kind == VIZ_KIND_TOTAL && item->parent == VIZ_NO_ITEM) {
            g_string_append_printf(out, "%s: %s. ", item->detail, item->text);
        } else if (item->kind == VIZ_KIND_TOTAL) {
            g_string_append_printf(out, "%s%s%s. ", item->text, item->detail ? "; " : "",
                                   item->detail ? item->detail : "");
        } else if (item->kind == VIZ_KIND_PANEL) {
            g_autoptr(GPtrArray) names = names_within(scene, i);
            append_list(out, names);
            g_string_append_printf(
                out, " %s to %s %s: ", names->len == 1 ? "is bound" : "are bound",
                g_str_has_prefix(item->text, "ndarray") ? "an" : "a", item->text);
        }
    }
}

/* The regions of the address space, each with what is in use. */
static void
describe_regions(const VizScene *scene, GString *out)
{
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (item->kind != VIZ_KIND_RUN || item->parent != VIZ_NO_ITEM) {
            continue;
        }
        g_string_append_printf(out, "%s: %s", item->text, item->detail);
        g_autoptr(GPtrArray) names = names_of(scene, i);
        if (names->len > 0) {
            g_string_append(out, "; in it ");
            append_list(out, names);
        }
        g_string_append(out, ". ");
    }
}

/* What lines of charts come to. */
static void
describe_series(const VizScene *scene, GString *out)
{
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (item->kind != VIZ_KIND_SERIES) {
            continue;
        }
        g_autofree char *bytes = viz_value_bytes(item->size);
        g_string_append_printf(out, "%s, %s: at most %s, %s at the end. ",
                               viz_scene_item(scene, item->parent)->text, item->text, bytes,
                               item->detail);
    }
}

static const VizItem *
spent(const VizScene *scene, size_t lane, unsigned which)
{
    for (guint i = (guint) lane + 1; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (item->kind == VIZ_KIND_SPENT && item->parent == lane && which-- == 0) {
            return item;
        }
    }
    return NULL;
}

/* The sentence of a timeline, and what each thread did with the time. */
static void
describe_timeline(const VizScene *scene, GString *out)
{
    unsigned count = 0;
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (item->kind == VIZ_KIND_TIMELINE) {
            g_string_append_printf(out, "%s ", item->text);
        } else if (item->kind == VIZ_KIND_LANE) {
            const VizItem *root = viz_scene_item(scene, item->parent);
            const VizItem *waited = spent(scene, i, 1);
            const char *what = root->detail + strlen("waited ");
            g_string_append_printf(out, "%s%s (%s) ran %s and waited %s %s", count++ ? "; " : "",
                                   item->detail, item->text, spent(scene, i, 0)->text, waited->text,
                                   what);
        }
    }
    g_string_append(out, count > 0 ? ". " : "");
}

/* The statement that ran last. */
static void
describe_code(const VizScene *scene, GString *out)
{
    const VizItem *last = NULL;
    const VizItem *output = NULL;
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (item->kind == VIZ_KIND_CODE) {
            last = item;
        } else if (item->kind == VIZ_KIND_OUTPUT) {
            output = item;
        }
    }
    if (last) {
        g_autofree char *line = g_strdelimit(g_strdup(last->text), "\n", ' ');
        g_string_append_printf(out, "Last statement: %s", line);
        if (last->detail) {
            g_string_append_printf(out, " (%s)", last->detail);
        }
        g_string_append_c(out, '.');
    }
    if (output) {
        g_autofree char *line = g_strdelimit(g_strdup(output->text), "\n", ' ');
        g_string_append_printf(out, " It printed: %s", line);
    }
}

char *
viz_scene_describe(const VizScene *scene)
{
    GString *out = g_string_new(NULL);
    describe_blocks(scene, out);
    describe_objects(scene, out);
    describe_arenas(scene, out);
    describe_series(scene, out);
    describe_regions(scene, out);
    describe_panels(scene, out);
    describe_timeline(scene, out);
    if (out->len == 0) {
        g_string_append(out, "Nothing yet. ");
    }
    describe_code(scene, out);
    return g_strchomp(g_string_free(out, FALSE));
}
