#include "viz/scene/scene.h"

static const char *const kind_names[] = {
#define KIND(NAME, name) name,
#include "viz/scene/kind.def"
#undef KIND
};
static const char *const flag_names[] = {
#define FLAG(NAME, name) name,
#include "viz/scene/flag.def"
#undef FLAG
};

/* @text with quotes, backslashes and line ends escaped, other letters as they are. */
static char *
escaped(const char *text)
{
    char keep[129];
    for (int i = 0; i < 128; i++) {
        keep[i] = (char) (0x80 + i);
    }
    keep[128] = '\0';
    return g_strescape(text, keep);
}

static int
depth_of(const VizScene *scene, const VizItem *item)
{
    int depth = 0;
    while (item->parent != VIZ_NO_ITEM) {
        item = viz_scene_item(scene, item->parent);
        depth++;
    }
    return depth;
}

static void
dump_numbers(const VizItem *item, GString *out)
{
    if (item->kind == VIZ_KIND_SPAN) {
        g_string_append_printf(
            out, " from %zu ns for %" G_GUINT64_FORMAT " ns: %s x%" G_GINT64_FORMAT, item->order,
            item->size, sim_thread_state_name((SimThreadState) item->state), item->refs);
        return;
    }
    if (item->size > 0) {
        g_string_append_printf(out, " at 0x%" G_GINT64_MODIFIER "x size %" G_GUINT64_FORMAT,
                               item->address, item->size);
    }
    if (item->kind == VIZ_KIND_PART) {
        g_string_append_printf(out, " used %zu", item->order);
    }
    if (item->kind == VIZ_KIND_BLOCK || item->kind == VIZ_KIND_OBJECT) {
        g_string_append_printf(out, " refs %" G_GINT64_FORMAT " hue %u", item->refs, item->hue);
    }
}

static void
dump_item(const VizScene *scene, const VizItem *item, GString *out)
{
    g_string_append_printf(out, "%*s%s %s", 2 * depth_of(scene, item), "", kind_names[item->kind],
                           item->id);
    g_autofree char *text = escaped(item->text);
    g_string_append_printf(out, " \"%s\"", text);
    if (item->detail) {
        g_autofree char *detail = escaped(item->detail);
        g_string_append_printf(out, " (%s)", detail);
    }
    dump_numbers(item, out);
    if (item->target != VIZ_NO_ITEM) {
        g_string_append_printf(out, " -> %s", viz_scene_item(scene, item->target)->id);
    }
    for (int bit = 0; bit < VIZ_FLAG_BITS; bit++) {
        if (item->flags & 1u << bit) {
            g_string_append_printf(out, " %s", flag_names[bit]);
        }
    }
    g_string_append_c(out, '\n');
}

void
viz_scene_dump(const VizScene *scene, GString *out)
{
    g_string_append_printf(out, "scene %s view %s step %" G_GUINT64_FORMAT " \"%s\"\n", scene->name,
                           scene->view, scene->step, scene->title);
    for (guint i = 0; i < scene->items->len; i++) {
        dump_item(scene, &g_array_index(scene->items, VizItem, i), out);
    }
    for (guint i = 0; i < scene->notices->len; i++) {
        g_string_append_printf(out, "notice %s\n", (char *) scene->notices->pdata[i]);
    }
}
