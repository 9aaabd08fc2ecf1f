#include "viz/layout/graph.h"

#include <math.h>
#include <string.h>

#include "viz/draw/metrics.h"
#include "viz/layout/layout.h"
#include "viz/layout/legend.h"

#define MARGIN      16.0
#define CODE_GAP    18.0
#define CODE_LINE   20.0
#define CODE_WIDTH  540.0
#define OUTPUT_GAP  10.0
#define LEGEND_LINE 16.0
/* Objects and references: dot's time grows with more than their number. Scenes whose union
 * is larger are laid out in groups; within a group nothing jumps. */
#define MOST_TOGETHER 1500

static const char printed[] = "prints";

/* What all figures of the sequence share. */
typedef struct {
    VizGraph *graph;
    double code_top;
    double code_height;
    double foot;
    double width;
    double height;
    unsigned states; /* flags that occur in some figure */
    bool more;
} Canvas;

/* The statement in lines that fit, its notes below. Calls @line for each, with its role. */
typedef void (*CodeLine)(void *data, VizRole role, double indent, unsigned row, const char *text);

static unsigned
each_code_line(const VizItem *code, CodeLine line, void *data)
{
    unsigned row = 0;
    g_auto(GStrv) lines = g_strsplit(code->text, "\n", -1);
    for (char **at = lines; *at; at++) {
        size_t spaces = strspn(*at, " ");
        double indent =
            fmin(viz_metrics_width(VIZ_ROLE_CODE, *at, (ptrdiff_t) spaces), CODE_WIDTH / 2);
        g_auto(GStrv) pieces =
            viz_metrics_wrap_code(VIZ_ROLE_CODE, *at + spaces, CODE_WIDTH - indent, 36);
        for (char **piece = pieces; *piece; piece++) {
            line(data, VIZ_ROLE_CODE, indent + (piece == pieces ? 0 : 36), row++, *piece);
        }
    }
    if (code->detail) {
        g_auto(GStrv) pieces = viz_metrics_wrap_prose(VIZ_ROLE_NOTE, code->detail, CODE_WIDTH);
        for (char **piece = pieces; *piece; piece++) {
            line(data, VIZ_ROLE_NOTE, 0, row++, *piece);
        }
    }
    return row;
}

/* What the statement printed, behind a word that says so, below the statement's @rows. */
static unsigned
each_output_line(const VizItem *output, unsigned rows, CodeLine line, void *data)
{
    double indent = viz_metrics_width(VIZ_ROLE_NOTE, printed, -1) + OUTPUT_GAP;
    unsigned row = rows;
    g_auto(GStrv) lines = g_strsplit(output->text, "\n", -1);
    line(data, VIZ_ROLE_NOTE, 0, row, printed);
    for (char **at = lines; *at; at++) {
        line(data, VIZ_ROLE_PLAIN, indent, row++, *at);
    }
    if (output->detail) {
        line(data, VIZ_ROLE_NOTE, indent, row++, output->detail);
    }
    return row;
}

static void
measure_line(void *data, VizRole role, double indent, unsigned row, const char *text)
{
    (void) row;
    Canvas *canvas = data;
    canvas->width = fmax(canvas->width, indent + viz_metrics_width(role, text, -1));
}

static bool
wants_legend(const void *layout, const VizItem *legend)
{
    const Canvas *canvas = layout;
    return (canvas->states & legend->flags) != 0;
}

static void
draw_swatch(VizDrawing *drawing, const VizItem *legend, double x, double y)
{
    if (legend->flags & VIZ_FLAG_STATIC) {
        viz_drawing_rect(drawing, VIZ_ROLE_STILL, x, y, LEGEND_SWATCH - 2, 10);
        return;
    }
    if (legend->flags & VIZ_FLAG_CHANGED) {
        viz_drawing_rect(drawing, VIZ_ROLE_OBJECT_CHANGED, x + 1, y, LEGEND_SWATCH - 4, 10);
        return;
    }
    VizPoint line[] = {{x - 2, y + 5}, {x + LEGEND_SWATCH, y + 5}};
    viz_drawing_line(drawing, VIZ_ROLE_EDGE_CYCLE, line, 2)->arrow = true;
}

static Legends
legends_of(const Canvas *canvas)
{
    return (Legends){canvas, wants_legend, draw_swatch};
}

static void
measure_scene(Canvas *canvas, const VizScene *scene)
{
    unsigned rows = 0;
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (item->kind == VIZ_KIND_CODE) {
            rows = each_code_line(item, measure_line, canvas);
        } else if (item->kind == VIZ_KIND_OUTPUT) {
            rows = each_output_line(item, rows, measure_line, canvas);
        } else if (item->kind == VIZ_KIND_MORE && item->parent == VIZ_NO_ITEM) {
            canvas->more = true;
            canvas->width = fmax(canvas->width, viz_metrics_width(VIZ_ROLE_MORE, item->text, -1));
        } else if (item->kind != VIZ_KIND_LEGEND) {
            canvas->states |= item->kind == VIZ_KIND_FRAME ? 0 : item->flags;
        }
    }
    canvas->code_height = fmax(canvas->code_height, rows * CODE_LINE);
}

static void
measure(Canvas *canvas, const GPtrArray *scenes)
{
    canvas->width = canvas->graph->width;
    for (guint i = 0; i < scenes->len; i++) {
        measure_scene(canvas, scenes->pdata[i]);
    }
    Legends line = legends_of(canvas);
    double legends = scenes->len > 0 ? legends_width(&line, scenes->pdata[scenes->len - 1]) : 0;
    canvas->width = ceil(fmax(canvas->width, legends)) + 2 * MARGIN;
    canvas->code_top = MARGIN + canvas->graph->height + CODE_GAP;
    canvas->foot = canvas->code_top + canvas->code_height + (canvas->more ? CODE_LINE : 0) +
                   (canvas->code_height > 0 ? 14 : 0);
    canvas->height = canvas->foot + (legends > 0 ? LEGEND_LINE : 0) + MARGIN;
}

static void
draw_still(VizDrawing *drawing, const VizGraphBox *box, const VizItem *item)
{
    double x = MARGIN + box->x;
    double y = MARGIN + box->y;
    VizMark *mark = viz_drawing_rect(drawing, VIZ_ROLE_STILL, x, y, box->width, GRAPH_ROW);
    viz_drawing_id(drawing, mark, item->id, NULL);
    g_autofree char *text = viz_graph_still_text(item);
    mark = viz_drawing_text(drawing, VIZ_ROLE_STILL_VALUE, x + box->width / 2,
                            y + GRAPH_ROW / 2 + 4.5, VIZ_ALIGN_MIDDLE, text);
    viz_drawing_id(drawing, mark, item->id, "value");
}

static unsigned
count_rows(const VizScene *scene, size_t parent)
{
    const VizItem *item = viz_scene_item(scene, parent);
    unsigned rows = item->kind == VIZ_KIND_OBJECT && item->detail;
    for (guint i = (guint) parent + 1; i < scene->items->len; i++) {
        rows += viz_scene_item(scene, i)->parent == parent;
    }
    return rows;
}

static void
draw_header(VizDrawing *drawing, const VizGraphBox *box, const VizItem *item)
{
    double x = MARGIN + box->x;
    double y = MARGIN + box->y;
    VizMark *mark = viz_drawing_rect(drawing, VIZ_ROLE_HEADER, x, y, box->width, box->header);
    mark->palette = item->hue;
    double baseline = y + box->header / 2 + 4.5;
    mark = viz_drawing_text(drawing, VIZ_ROLE_TYPE, x + GRAPH_PADDING, baseline, VIZ_ALIGN_LEFT,
                            item->text);
    mark->palette = item->hue;
    viz_drawing_id(drawing, mark, item->id, "type");
    g_autofree char *refs = viz_graph_refs_text(item);
    mark = viz_drawing_text(drawing,
                            item->flags & VIZ_FLAG_CHANGED ? VIZ_ROLE_REFS_CHANGED : VIZ_ROLE_REFS,
                            x + box->width - GRAPH_PADDING, baseline, VIZ_ALIGN_RIGHT, refs);
    mark->palette = item->hue;
    viz_drawing_id(drawing, mark, item->id, "refs");
}

static void
draw_object(VizDrawing *drawing, const VizGraph *graph, const VizScene *scene, size_t index)
{
    const VizItem *item = viz_scene_item(scene, index);
    const VizGraphBox *box = viz_graph_box(graph, item);
    if (viz_graph_is_still(item)) {
        draw_still(drawing, box, item);
        return;
    }
    double x = MARGIN + box->x;
    double y = MARGIN + box->y;
    double height = viz_graph_height(box, count_rows(scene, index));
    VizMark *mark = viz_drawing_rect(drawing, VIZ_ROLE_OBJECT, x, y, box->width, height);
    viz_drawing_id(drawing, mark, item->id, NULL);
    draw_header(drawing, box, item);
    if (item->detail) {
        mark =
            viz_drawing_text(drawing, VIZ_ROLE_VALUE, x + GRAPH_PADDING,
                             y + box->header + GRAPH_ROW / 2 + 4.5, VIZ_ALIGN_LEFT, item->detail);
        viz_drawing_id(drawing, mark, item->id, "value");
    }
    if (item->flags & VIZ_FLAG_CHANGED) {
        viz_drawing_rect(drawing, VIZ_ROLE_OBJECT_CHANGED, x - 2.5, y - 2.5, box->width + 5,
                         height + 5);
    }
}

static void
draw_buffer(VizDrawing *drawing, const VizGraph *graph, const VizItem *item)
{
    const VizGraphBox *box = viz_graph_box(graph, item);
    double x = MARGIN + box->x;
    double y = MARGIN + box->y;
    VizMark *mark = viz_drawing_rect(drawing, VIZ_ROLE_BUFFER, x, y, box->width, box->header);
    viz_drawing_id(drawing, mark, item->id, NULL);
    const char *const lines[] = {item->text, item->detail};
    for (int i = 0; i < 2; i++) {
        mark = viz_drawing_text(drawing, VIZ_ROLE_BUFFER_TEXT, x + GRAPH_PADDING, y + 15 + 14 * i,
                                VIZ_ALIGN_LEFT, lines[i]);
        viz_drawing_id(drawing, mark, item->id, i == 0 ? "size" : "address");
    }
}

static void
draw_frame(VizDrawing *drawing, const VizGraph *graph, const VizScene *scene, size_t index)
{
    const VizItem *item = viz_scene_item(scene, index);
    const VizGraphBox *box = viz_graph_box(graph, item);
    double x = MARGIN + box->x;
    double y = MARGIN + box->y;
    double height = viz_graph_height(box, count_rows(scene, index));
    VizMark *mark = viz_drawing_rect(drawing, VIZ_ROLE_FRAME, x, y, box->width, height + 4);
    viz_drawing_id(drawing, mark, item->id, NULL);
    mark = viz_drawing_text(drawing, VIZ_ROLE_FRAME_TITLE, x + GRAPH_PADDING,
                            y + box->header / 2 + 4.5, VIZ_ALIGN_LEFT, item->text);
    viz_drawing_id(drawing, mark, item->id, "title");
}

static VizRole
label_role(const VizItem *item)
{
    bool changed = item->flags & VIZ_FLAG_CHANGED;
    if (item->kind == VIZ_KIND_NAME) {
        return changed ? VIZ_ROLE_FRAME_CHANGED : VIZ_ROLE_FRAME_NAME;
    }
    return changed ? VIZ_ROLE_LABEL_CHANGED : VIZ_ROLE_LABEL;
}

/* The lines around a slot's cells. */
static void
draw_cells(VizDrawing *drawing, const VizGraphBox *box, double y, bool divided)
{
    double x = MARGIN + box->x;
    VizPoint above[] = {{x, y}, {x + box->width, y}};
    viz_drawing_line(drawing, VIZ_ROLE_CELL, above, 2);
    if (divided && box->label > 0) {
        VizPoint between[] = {{x + box->label, y}, {x + box->label, y + GRAPH_ROW}};
        viz_drawing_line(drawing, VIZ_ROLE_CELL, between, 2);
    }
}

static void
draw_row(VizDrawing *drawing, const VizGraph *graph, const VizScene *scene, size_t index)
{
    const VizItem *item = viz_scene_item(scene, index);
    const VizItem *parent = viz_scene_item(scene, item->parent);
    const VizGraphBox *box = viz_graph_box(graph, parent);
    double y = MARGIN + box->y + box->header + viz_graph_row(scene, index) * GRAPH_ROW;
    double x = MARGIN + box->x;
    bool in_frame = parent->kind == VIZ_KIND_FRAME;
    if (!in_frame) {
        draw_cells(drawing, box, y, item->kind == VIZ_KIND_SLOT);
    }
    /* Names stand at the dots that their arrows start from. */
    VizMark *mark = viz_drawing_text(
        drawing, label_role(item), in_frame ? x + box->width - GRAPH_DOT : x + GRAPH_PADDING,
        y + GRAPH_ROW / 2 + 4.5, in_frame ? VIZ_ALIGN_RIGHT : VIZ_ALIGN_LEFT, item->text);
    viz_drawing_id(drawing, mark, item->id, NULL);
    if (item->detail) {
        viz_drawing_text(drawing, VIZ_ROLE_NOTE, x + box->label + GRAPH_PADDING,
                         y + GRAPH_ROW / 2 + 4.5, VIZ_ALIGN_LEFT, item->detail);
    }
}

static VizRole
edge_role(const VizItem *item)
{
    return item->flags & VIZ_FLAG_CYCLE     ? VIZ_ROLE_EDGE_CYCLE
           : item->flags & VIZ_FLAG_CHANGED ? VIZ_ROLE_EDGE_CHANGED
                                            : VIZ_ROLE_EDGE;
}

static void
draw_edge(VizDrawing *drawing, const VizGraph *graph, const VizScene *scene, size_t index)
{
    const VizItem *item = viz_scene_item(scene, index);
    const VizGraphEdge *edge = viz_graph_edge(graph, scene, index);
    if (!edge || edge->path->len < 4) {
        return;
    }
    const VizGraphBox *box = graph->boxes->pdata[edge->from];
    g_autoptr(GArray) path = g_array_new(FALSE, FALSE, sizeof(VizPoint));
    VizPoint start = g_array_index(edge->path, VizPoint, 0);
    double inside = box->kind == VIZ_KIND_FRAME || box->label == 0 ? GRAPH_DOT / 2
                                                                   : (box->width - box->label) / 2;
    for (int i = 0; i < 3; i++) {
        VizPoint point = {MARGIN + start.x - inside * (3 - i) / 3, MARGIN + start.y};
        g_array_append_val(path, point);
    }
    for (guint i = 0; i < edge->path->len; i++) {
        VizPoint point = g_array_index(edge->path, VizPoint, i);
        point.x += MARGIN;
        point.y += MARGIN;
        g_array_append_val(path, point);
    }
    VizMark *mark = viz_drawing_curve(drawing, edge_role(item),
                                      (const VizPoint *) (void *) path->data, path->len);
    mark->arrow = true;
    mark->dot = true;
    viz_drawing_id(drawing, mark, item->id, "arrow");
}

typedef struct {
    VizDrawing *drawing;
    const VizItem *item;
    double top;
    unsigned count; /* lines drawn */
} CodeDraw;

static void
draw_code_line(void *data, VizRole role, double indent, unsigned row, const char *text)
{
    CodeDraw *job = data;
    g_autofree char *suffix = job->count > 0 ? g_strdup_printf("%u", job->count) : NULL;
    VizMark *mark = viz_drawing_text(job->drawing, role, MARGIN + indent,
                                     job->top + row * CODE_LINE + 15, VIZ_ALIGN_LEFT, text);
    viz_drawing_id(job->drawing, mark, job->item->id, suffix);
    job->count++;
}

static void
draw_texts(VizDrawing *drawing, const Canvas *canvas, const VizScene *scene)
{
    unsigned rows = 0;
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (item->kind == VIZ_KIND_CODE) {
            CodeDraw job = {drawing, item, canvas->code_top, 0};
            rows = each_code_line(item, draw_code_line, &job);
        } else if (item->kind == VIZ_KIND_OUTPUT) {
            CodeDraw job = {drawing, item, canvas->code_top, 0};
            each_output_line(item, rows, draw_code_line, &job);
        } else if (item->kind == VIZ_KIND_MORE && item->parent == VIZ_NO_ITEM) {
            VizMark *mark = viz_drawing_text(drawing, VIZ_ROLE_MORE, MARGIN,
                                             canvas->code_top + canvas->code_height + 15,
                                             VIZ_ALIGN_LEFT, item->text);
            viz_drawing_id(drawing, mark, item->id, NULL);
        }
    }
    Legends legends = legends_of(canvas);
    legends_draw(&legends, drawing, scene, MARGIN, canvas->foot);
}

static VizDrawing *
draw(const Canvas *canvas, const VizScene *scene)
{
    VizDrawing *drawing = viz_drawing_new(canvas->width, canvas->height);
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (item->kind == VIZ_KIND_OBJECT) {
            draw_object(drawing, canvas->graph, scene, i);
        } else if (item->kind == VIZ_KIND_FRAME) {
            draw_frame(drawing, canvas->graph, scene, i);
        } else if (item->kind == VIZ_KIND_BUFFER) {
            draw_buffer(drawing, canvas->graph, item);
        }
    }
    for (guint i = 0; i < scene->items->len; i++) {
        if (viz_scene_item(scene, i)->parent != VIZ_NO_ITEM) {
            draw_row(drawing, canvas->graph, scene, i);
        }
    }
    for (guint i = 0; i < scene->items->len; i++) {
        draw_edge(drawing, canvas->graph, scene, i);
    }
    draw_texts(drawing, canvas, scene);
    return drawing;
}

/* Scenes that are laid out as one: as many from @first on as dot can bear together. */
static guint
group_end(const GPtrArray *scenes, guint first)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    guint end = first;
    while (end < scenes->len) {
        const VizScene *scene = scenes->pdata[end];
        for (guint i = 0; i < scene->items->len; i++) {
            const VizItem *item = viz_scene_item(scene, i);
            if (item->kind == VIZ_KIND_OBJECT || item->kind == VIZ_KIND_SLOT) {
                g_hash_table_add(seen, (void *) item->id);
            }
        }
        if (end > first && g_hash_table_size(seen) > MOST_TOGETHER) {
            break;
        }
        end++;
    }
    return end;
}

/* Adds the drawings of scenes [first, end). */
static bool
lay_out_group(const GPtrArray *scenes, guint first, guint end, GPtrArray *drawings, GError **error)
{
    g_autoptr(GPtrArray) group = g_ptr_array_new();
    for (guint i = first; i < end; i++) {
        g_ptr_array_add(group, scenes->pdata[i]);
    }
    Canvas canvas;
    memset(&canvas, 0, sizeof canvas);
    canvas.graph = viz_graph_boxes(group);
    bool good = viz_graph_place(canvas.graph, error);
    if (good) {
        measure(&canvas, group);
        for (guint i = 0; i < group->len; i++) {
            g_ptr_array_add(drawings, draw(&canvas, group->pdata[i]));
        }
    }
    viz_graph_free(canvas.graph);
    return good;
}

GPtrArray *
viz_graph_lay_out(const GPtrArray *scenes, GError **error)
{
    g_autoptr(GPtrArray) drawings =
        g_ptr_array_new_with_free_func((GDestroyNotify) viz_drawing_free);
    for (guint first = 0; first < scenes->len;) {
        guint end = group_end(scenes, first);
        if (!lay_out_group(scenes, first, end, drawings, error)) {
            return NULL;
        }
        first = end;
    }
    double width = 0;
    double height = 0;
    for (guint i = 0; i < drawings->len; i++) {
        const VizDrawing *drawing = drawings->pdata[i];
        width = fmax(width, drawing->width);
        height = fmax(height, drawing->height);
    }
    for (guint i = 0; i < drawings->len; i++) {
        VizDrawing *drawing = drawings->pdata[i];
        drawing->width = width;
        drawing->height = height;
    }
    return g_steal_pointer(&drawings);
}
