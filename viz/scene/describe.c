#include "viz/scene/scene.h"

#include "viz/scene/value.h"

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
        g_string_append_printf(out,
                               " point%s to block %u, which holds %s",
                               names->len == 1 ? "s" : "",
                               number,
                               bytes);
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

/* The statement that ran last. */
static void
describe_code(const VizScene *scene, GString *out)
{
    const VizItem *last = NULL;
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (item->kind == VIZ_KIND_CODE) {
            last = item;
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
}

char *
viz_scene_describe(const VizScene *scene)
{
    GString *out = g_string_new(NULL);
    describe_blocks(scene, out);
    if (out->len == 0) {
        g_string_append(out, "Nothing yet. ");
    }
    describe_code(scene, out);
    return g_strchomp(g_string_free(out, FALSE));
}
