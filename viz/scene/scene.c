#include "viz/scene/scene.h"

#include <string.h>

VizScene *
viz_scene_new(const VizStory *story, const VizFigure *figure)
{
    VizScene *scene = g_new0(VizScene, 1);
    scene->name = g_strdup(figure->name);
    scene->view = g_strdup(figure->view);
    scene->title = g_strdup(figure->caption ? figure->caption
                            : story->title  ? story->title
                                            : figure->name);
    scene->caption = g_strdup(figure->caption);
    scene->step = figure->step;
    scene->items = g_array_new(FALSE, TRUE, sizeof(VizItem));
    scene->texts = g_string_chunk_new(1024);
    scene->index = g_hash_table_new(g_str_hash, g_str_equal);
    scene->notices = g_ptr_array_new_with_free_func(g_free);
    return scene;
}

void
viz_scene_free(VizScene *scene)
{
    if (scene) {
        g_free(scene->name);
        g_free(scene->view);
        g_free(scene->title);
        g_free(scene->caption);
        g_hash_table_unref(scene->index);
        g_array_unref(scene->items);
        g_string_chunk_free(scene->texts);
        g_ptr_array_unref(scene->notices);
        g_free(scene);
    }
}

size_t
viz_scene_add(VizScene *scene, VizKind kind, const char *id, const char *text, const char *detail)
{
    size_t index = scene->items->len;
    g_array_set_size(scene->items, (guint) index + 1);
    VizItem *item = viz_scene_item(scene, index);
    item->kind = kind;
    item->parent = VIZ_NO_ITEM;
    item->target = VIZ_NO_ITEM;
    item->id = g_string_chunk_insert(scene->texts, id);
    item->text = g_string_chunk_insert(scene->texts, text);
    item->detail = detail ? g_string_chunk_insert(scene->texts, detail) : NULL;
    if (!g_hash_table_contains(scene->index, item->id)) {
        g_hash_table_insert(scene->index, (void *) item->id, GSIZE_TO_POINTER(index));
    }
    return index;
}

VizItem *
viz_scene_item(const VizScene *scene, size_t index)
{
    g_assert(index < scene->items->len);
    return &g_array_index(scene->items, VizItem, index);
}

char *
viz_scene_id(const char *text)
{
    GString *id = g_string_new(NULL);
    for (const char *at = text; *at; at++) {
        if (g_ascii_isalnum(*at) || strchr("-._", *at)) {
            g_string_append_c(id, *at);
        } else {
            g_string_append_printf(id, "_%02x", (unsigned char) *at);
        }
    }
    return g_string_free(id, FALSE);
}

const VizItem *
viz_scene_find(const VizScene *scene, const char *id)
{
    void *index;
    bool found = scene && g_hash_table_lookup_extended(scene->index, id, NULL, &index);
    return found ? viz_scene_item(scene, GPOINTER_TO_SIZE(index)) : NULL;
}

size_t
viz_scene_count(const VizScene *scene, VizKind kind)
{
    size_t count = 0;
    for (guint i = 0; i < scene->items->len; i++) {
        count += g_array_index(scene->items, VizItem, i).kind == kind;
    }
    return count;
}

void
viz_scene_notice(VizScene *scene, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_ptr_array_add(scene->notices, g_strdup_vprintf(format, arguments));
    va_end(arguments);
}
