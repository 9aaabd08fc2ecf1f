#include "viz/layout/graph.h"

#include <math.h>

#include "viz/draw/graphviz.h"

#define FRAME_GAP  14.0
#define LOOP_REACH 36.0
#define MANY       350 /* references; from here on dot may not try for long */

static double
box_height(const VizGraphBox *box)
{
    return viz_graph_height(box, box->rows);
}

/* The call stack is one node, its frames under each other from the module down. */
static bool
in_stack(const VizGraphBox *box)
{
    return box->kind == VIZ_KIND_FRAME;
}

static void
append_cell(GString *out, const char *port, unsigned row, double width, double height)
{
    g_string_append_printf(out,
                           "<TR><TD PORT=\"%s%u\" FIXEDSIZE=\"TRUE\" WIDTH=\"%d\" HEIGHT=\"%d\">"
                           "</TD></TR>",
                           port, row, (int) width, (int) height);
}

static void
append_rows(GString *out, const VizGraphBox *box, unsigned first, double width)
{
    if (box->header > 0) {
        append_cell(out, "h", first, width, box->header);
    }
    for (unsigned i = 0; i < box->rows; i++) {
        append_cell(out, "r", first + i, width, GRAPH_ROW);
    }
}

static Agnode_t *
add_node(Agraph_t *dot, const char *name, const char *rows)
{
    Agnode_t *node = agnode(dot, (char *) name, TRUE);
    g_autofree char *table =
        g_strdup_printf("<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" "
                        "CELLPADDING=\"0\">%s</TABLE>",
                        rows);
    viz_graphviz_set(node, "shape", "plain");
    viz_graphviz_set_markup(dot, node, "label", table);
    return node;
}

typedef struct {
    VizGraph *graph;
    Agraph_t *dot;
    Agnode_t *stack;
    Agnode_t **nodes; /* by box; NULL: part of the stack */
    unsigned *first;  /* by box: number of its first row in the node */
    Agedge_t **edges; /* by edge */
} Dot;

static void
add_stack(Dot *dot)
{
    double width = 0;
    for (guint i = 0; i < dot->graph->boxes->len; i++) {
        const VizGraphBox *box = dot->graph->boxes->pdata[i];
        width = in_stack(box) ? fmax(width, box->width) : width;
    }
    g_autoptr(GString) rows = g_string_new(NULL);
    unsigned next = 0;
    for (guint i = 0; i < dot->graph->boxes->len; i++) {
        VizGraphBox *box = dot->graph->boxes->pdata[i];
        if (!in_stack(box)) {
            continue;
        }
        box->width = width;
        if (rows->len > 0) {
            append_cell(rows, "g", next, width, FRAME_GAP);
        }
        dot->first[i] = next;
        append_rows(rows, box, next, width);
        next += box->rows + 1;
    }
    if (rows->len > 0) {
        dot->stack = add_node(dot->dot, "stack", rows->str);
        Agraph_t *source = agsubg(dot->dot, (char *) "source", TRUE);
        agsubnode(source, dot->stack, TRUE);
        viz_graphviz_set(source, "rank", "source");
    }
}

static void
add_nodes(Dot *dot)
{
    for (guint i = 0; i < dot->graph->boxes->len; i++) {
        const VizGraphBox *box = dot->graph->boxes->pdata[i];
        if (in_stack(box)) {
            continue;
        }
        g_autoptr(GString) rows = g_string_new(NULL);
        append_rows(rows, box, 0, box->width);
        dot->nodes[i] = add_node(dot->dot, box->id, rows->str);
    }
}

static void
add_edges(Dot *dot)
{
    for (guint i = 0; i < dot->graph->edges->len; i++) {
        const VizGraphEdge *edge = dot->graph->edges->pdata[i];
        if (edge->from == edge->to) {
            continue;
        }
        Agnode_t *from = dot->nodes[edge->from] ? dot->nodes[edge->from] : dot->stack;
        Agnode_t *to = dot->nodes[edge->to];
        dot->edges[i] = agedge(dot->dot, from, to, edge->key, TRUE);
        g_autofree char *tail = g_strdup_printf("r%u:e", dot->first[edge->from] + edge->row);
        viz_graphviz_set(dot->edges[i], "tailport", tail);
        /* What leads back may arrive from whichever side is nearest. */
        viz_graphviz_set(dot->edges[i], "headport", edge->circular ? "h0:_" : "h0:w");
    }
}

static void
set_options(Dot *dot)
{
    static const char *const options[][2] = {
        {"rankdir", "LR"}, {"nodesep", "0.28"}, {"ranksep", "0.75"}, {"margin", "0"}, {"pad", "0"},
    };
    static const char *const haste[][2] = {
        {"nslimit", "1"}, {"nslimit1", "1"}, {"mclimit", "0.3"}, {"splines", "line"}};
    for (size_t i = 0; i < G_N_ELEMENTS(options); i++) {
        viz_graphviz_set(dot->dot, options[i][0], options[i][1]);
    }
    for (size_t i = 0; dot->graph->edges->len > MANY && i < G_N_ELEMENTS(haste); i++) {
        viz_graphviz_set(dot->dot, haste[i][0], haste[i][1]);
    }
    agattr(dot->dot, AGEDGE, (char *) "arrowhead", (char *) "none");
}

static void
read_places(Dot *dot)
{
    double top = GD_bb(dot->dot).UR.y;
    double stack_y = 0;
    for (guint i = 0; i < dot->graph->boxes->len; i++) {
        VizGraphBox *box = dot->graph->boxes->pdata[i];
        Agnode_t *node = dot->nodes[i] ? dot->nodes[i] : dot->stack;
        pointf centre = ND_coord(node);
        box->x = round(centre.x - ND_lw(node));
        box->y = round(top - centre.y - ND_ht(node) / 2);
        if (!dot->nodes[i]) {
            box->y += stack_y;
            stack_y += box_height(box) + FRAME_GAP;
        }
        dot->graph->width = fmax(dot->graph->width, box->x + box->width);
        dot->graph->height = fmax(dot->graph->height, box->y + box_height(box));
    }
}

static void
read_path(Dot *dot, VizGraphEdge *edge, Agedge_t *agedge)
{
    double top = GD_bb(dot->dot).UR.y;
    const splines *path = ED_spl(agedge);
    if (!path || path->size < 1) {
        return;
    }
    const bezier *piece = &path->list[0];
    const VizGraphBox *from = dot->graph->boxes->pdata[edge->from];
    const VizGraphBox *to = dot->graph->boxes->pdata[edge->to];
    VizPoint start = {from->x + from->width,
                      from->y + from->header + (edge->row + 0.5) * GRAPH_ROW};
    VizPoint end = {to->x, to->y + to->header / 2};
    pointf first = piece->list[0];
    pointf last = piece->list[piece->size - 1];
    double straight = hypot(first.x - start.x, top - first.y - start.y);
    double turned = hypot(last.x - start.x, top - last.y - start.y);
    bool reversed = turned < straight; /* dot turns some edges around */
    for (int i = 0; i < piece->size; i++) {
        pointf at = piece->list[reversed ? piece->size - 1 - i : i];
        VizPoint point = {at.x, top - at.y};
        g_array_append_val(edge->path, point);
    }
    g_array_index(edge->path, VizPoint, 0) = start;
    if (!edge->circular) {
        g_array_index(edge->path, VizPoint, edge->path->len - 1) = end;
    }
}

/* The paths of references may leave the boxes' bounds. */
static void
include_paths(VizGraph *graph)
{
    double left = 0;
    double up = 0;
    for (guint i = 0; i < graph->edges->len; i++) {
        const VizGraphEdge *edge = graph->edges->pdata[i];
        for (guint k = 0; k < edge->path->len; k++) {
            VizPoint point = g_array_index(edge->path, VizPoint, k);
            left = fmin(left, point.x);
            up = fmin(up, point.y);
            graph->width = fmax(graph->width, point.x);
            graph->height = fmax(graph->height, point.y);
        }
    }
    for (guint i = 0; i < graph->boxes->len; i++) {
        VizGraphBox *box = graph->boxes->pdata[i];
        box->x -= floor(left);
        box->y -= floor(up);
    }
    for (guint i = 0; i < graph->edges->len; i++) {
        const VizGraphEdge *edge = graph->edges->pdata[i];
        for (guint k = 0; k < edge->path->len; k++) {
            VizPoint *point = &g_array_index(edge->path, VizPoint, k);
            point->x -= floor(left);
            point->y -= floor(up);
        }
    }
    graph->width = ceil(graph->width - floor(left));
    graph->height = ceil(graph->height - floor(up));
}

/* An object's reference to itself goes up beside it; dot would lead it through the box. */
static void
add_loop(const VizGraph *graph, VizGraphEdge *edge)
{
    const VizGraphBox *box = graph->boxes->pdata[edge->from];
    double right = box->x + box->width;
    double from = box->y + box->header + (edge->row + 0.5) * GRAPH_ROW;
    double to = box->y + box->header / 2;
    VizPoint loop[] = {
        {right, from}, {right + LOOP_REACH, from}, {right + LOOP_REACH, to}, {right, to}};
    g_array_append_vals(edge->path, loop, G_N_ELEMENTS(loop));
}

static void
read_layout(Dot *dot)
{
    read_places(dot);
    for (guint i = 0; i < dot->graph->edges->len; i++) {
        VizGraphEdge *edge = dot->graph->edges->pdata[i];
        if (dot->edges[i]) {
            read_path(dot, edge, dot->edges[i]);
        } else {
            add_loop(dot->graph, edge);
        }
    }
    viz_graph_fold(dot->graph);
    include_paths(dot->graph);
}

bool
viz_graph_place(VizGraph *graph, GError **error)
{
    if (graph->boxes->len == 0) {
        return true;
    }
    GVC_t *context = viz_graphviz_acquire();
    Dot dot = {graph,
               agopen((char *) "objects", Agdirected, NULL),
               NULL,
               g_new0(Agnode_t *, graph->boxes->len),
               g_new0(unsigned, graph->boxes->len),
               g_new0(Agedge_t *, graph->edges->len + 1)};
    set_options(&dot);
    add_stack(&dot);
    add_nodes(&dot);
    add_edges(&dot);
    bool good = gvLayout(context, dot.dot, "dot") == 0;
    if (good) {
        read_layout(&dot);
        gvFreeLayout(context, dot.dot);
    }
    agclose(dot.dot);
    g_free(dot.nodes);
    g_free(dot.first);
    g_free(dot.edges);
    if (!viz_graphviz_release(error)) {
        return false;
    }
    if (!good) {
        g_set_error(error, VIZ_GRAPHVIZ_ERROR, VIZ_GRAPHVIZ_FAILED,
                    "Graphviz could not lay out the objects: its layout plugin is missing "
                    "(run libgvc6-config-update -c)");
    }
    return good;
}
