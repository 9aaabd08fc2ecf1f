#include "viz/layout/graph.h"

#include <math.h>
#include <string.h>

#include "viz/draw/metrics.h"

bool
viz_graph_is_still(const VizItem *item)
{
    return item->kind == VIZ_KIND_OBJECT && (item->flags & VIZ_FLAG_STATIC);
}

char *
viz_graph_still_text(const VizItem *item)
{
    return g_strdup(item->detail ? item->detail : item->text);
}

char *
viz_graph_refs_text(const VizItem *item)
{
    return g_strdup_printf("ref = %" G_GINT64_FORMAT, item->refs);
}

static bool
is_box(const VizItem *item)
{
    return item->kind == VIZ_KIND_OBJECT || item->kind == VIZ_KIND_BUFFER ||
           item->kind == VIZ_KIND_FRAME;
}

/* Frames are told apart by their depth alone: one that is called later takes the place of
 * an earlier one. */
const VizGraphBox *
viz_graph_box(const VizGraph *graph, const VizItem *item)
{
    size_t found = GPOINTER_TO_SIZE(g_hash_table_lookup(graph->box_of, item->id));
    return found > 0 ? graph->boxes->pdata[found - 1] : NULL;
}

double
viz_graph_height(const VizGraphBox *box, unsigned rows)
{
    return box->header + rows * GRAPH_ROW;
}

unsigned
viz_graph_row(const VizScene *scene, size_t index)
{
    size_t parent = viz_scene_item(scene, index)->parent;
    unsigned row = 0;
    const VizItem *owner = viz_scene_item(scene, parent);
    if (owner->kind == VIZ_KIND_OBJECT && owner->detail && !viz_graph_is_still(owner)) {
        row++; /* its value */
    }
    for (size_t i = parent + 1; i < index; i++) {
        row += viz_scene_item(scene, i)->parent == parent;
    }
    return row;
}

static void
free_box(void *data)
{
    VizGraphBox *box = data;
    g_free(box->id);
    g_free(box);
}

static void
free_edge(void *data)
{
    VizGraphEdge *edge = data;
    g_free(edge->key);
    g_array_unref(edge->path);
    g_free(edge);
}

static VizGraphBox *
add_box(VizGraph *graph, const VizItem *item)
{
    VizGraphBox *box = (VizGraphBox *) viz_graph_box(graph, item);
    if (!box) {
        box = g_new0(VizGraphBox, 1);
        box->id = g_strdup(item->id);
        box->kind = item->kind;
        box->header = item->kind == VIZ_KIND_BUFFER ? 2 * 14 + 10 : GRAPH_HEADER;
        g_ptr_array_add(graph->boxes, box);
        g_hash_table_insert(graph->box_of, box->id, GSIZE_TO_POINTER((gsize) graph->boxes->len));
    }
    return box;
}

static void
widen(VizGraphBox *box, double width)
{
    box->width = fmax(box->width, ceil(width + 2 * GRAPH_PADDING));
}

static void
measure_box(VizGraph *graph, const VizItem *item)
{
    VizGraphBox *box = add_box(graph, item);
    if (viz_graph_is_still(item)) {
        g_autofree char *text = viz_graph_still_text(item);
        widen(box, viz_metrics_width(VIZ_ROLE_STILL_VALUE, text, -1));
        box->header = GRAPH_ROW;
        return;
    }
    if (item->kind == VIZ_KIND_OBJECT) {
        g_autofree char *refs = viz_graph_refs_text(item);
        widen(box, viz_metrics_width(VIZ_ROLE_TYPE, item->text, -1) + 14 +
                       viz_metrics_width(VIZ_ROLE_REFS_CHANGED, refs, -1));
        if (item->detail) {
            widen(box, viz_metrics_width(VIZ_ROLE_VALUE, item->detail, -1));
            box->rows = MAX(box->rows, 1);
        }
    } else if (item->kind == VIZ_KIND_BUFFER) {
        widen(box, viz_metrics_width(VIZ_ROLE_BUFFER_TEXT, item->text, -1));
        widen(box, viz_metrics_width(VIZ_ROLE_BUFFER_TEXT, item->detail, -1));
    } else {
        widen(box, viz_metrics_width(VIZ_ROLE_FRAME_TITLE, item->text, -1));
    }
}

static VizRole
label_role(const VizItem *item)
{
    return item->kind == VIZ_KIND_NAME ? VIZ_ROLE_FRAME_CHANGED : VIZ_ROLE_LABEL_CHANGED;
}

static void
measure_row(VizGraph *graph, const VizScene *scene, size_t index)
{
    const VizItem *item = viz_scene_item(scene, index);
    const VizItem *parent = viz_scene_item(scene, item->parent);
    VizGraphBox *box = (VizGraphBox *) viz_graph_box(graph, parent);
    box->rows = MAX(box->rows, viz_graph_row(scene, index) + 1);
    double label = viz_metrics_width(label_role(item), item->text, -1);
    if (item->kind == VIZ_KIND_MORE) {
        widen(box, label);
        return;
    }
    box->label = fmax(box->label, ceil(label + 2 * GRAPH_PADDING));
    double cell = item->detail
                      ? viz_metrics_width(VIZ_ROLE_NOTE, item->detail, -1) + 2 * GRAPH_PADDING
                      : GRAPH_DOT;
    box->width = fmax(box->width, box->label + ceil(cell));
}

static void
measure_scene(VizGraph *graph, const VizScene *scene)
{
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (is_box(item)) {
            measure_box(graph, item);
        }
    }
    for (guint i = 0; i < scene->items->len; i++) {
        if (viz_scene_item(scene, i)->parent != VIZ_NO_ITEM) {
            measure_row(graph, scene, i);
        }
    }
}

static char *
edge_key(const VizScene *scene, size_t index)
{
    const VizItem *item = viz_scene_item(scene, index);
    return g_strdup_printf("%s:%u>%s", viz_scene_item(scene, item->parent)->id,
                           viz_graph_row(scene, index), viz_scene_item(scene, item->target)->id);
}

static bool
is_reference(const VizItem *item)
{
    return item->parent != VIZ_NO_ITEM && item->target != VIZ_NO_ITEM;
}

const VizGraphEdge *
viz_graph_edge(const VizGraph *graph, const VizScene *scene, size_t index)
{
    if (!is_reference(viz_scene_item(scene, index))) {
        return NULL;
    }
    g_autofree char *key = edge_key(scene, index);
    return g_hash_table_lookup(graph->edge_of, key);
}

static size_t
box_index(const VizGraph *graph, const VizScene *scene, size_t item)
{
    return GPOINTER_TO_SIZE(g_hash_table_lookup(graph->box_of, viz_scene_item(scene, item)->id)) -
           1;
}

static void
add_edges(VizGraph *graph, const VizScene *scene)
{
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (!is_reference(item)) {
            continue;
        }
        VizGraphEdge *known = (VizGraphEdge *) viz_graph_edge(graph, scene, i);
        if (known) {
            known->circular |= (item->flags & VIZ_FLAG_CYCLE) != 0;
            continue;
        }
        VizGraphEdge *edge = g_new0(VizGraphEdge, 1);
        edge->key = edge_key(scene, i);
        edge->from = box_index(graph, scene, item->parent);
        edge->row = viz_graph_row(scene, i);
        edge->to = box_index(graph, scene, item->target);
        edge->circular = (item->flags & VIZ_FLAG_CYCLE) != 0;
        edge->path = g_array_new(FALSE, FALSE, sizeof(VizPoint));
        g_ptr_array_add(graph->edges, edge);
        g_hash_table_insert(graph->edge_of, edge->key, edge);
    }
}

VizGraph *
viz_graph_boxes(const GPtrArray *scenes)
{
    VizGraph *graph = g_new0(VizGraph, 1);
    graph->boxes = g_ptr_array_new_with_free_func(free_box);
    graph->box_of = g_hash_table_new(g_str_hash, g_str_equal);
    graph->edges = g_ptr_array_new_with_free_func(free_edge);
    graph->edge_of = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < scenes->len; i++) {
        measure_scene(graph, scenes->pdata[i]);
    }
    for (guint i = 0; i < scenes->len; i++) {
        add_edges(graph, scenes->pdata[i]);
    }
    return graph;
}

void
viz_graph_free(VizGraph *graph)
{
    g_hash_table_unref(graph->box_of);
    g_hash_table_unref(graph->edge_of);
    g_ptr_array_unref(graph->boxes);
    g_ptr_array_unref(graph->edges);
    g_free(graph);
}
