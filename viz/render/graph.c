#include "viz/render/graph.h"

#include <math.h>
#include <string.h>

#include "viz/draw/metrics.h"
#include "viz/draw/number.h"

#define HATCH_STEP    7.0
#define ARROW_LENGTH  8.0
#define DOT_RADIUS    2.6
#define POINTS_A_INCH 72.0

typedef struct {
    const VizDrawing *drawing;
    const VizTheme *theme;
    const VizRenderOptions *options;
    Agraph_t *graph;
    GString *text; /* scratch */
    unsigned count;
} Builder;

static void
set_number(Builder *builder, void *object, const char *name, double value)
{
    g_string_truncate(builder->text, 0);
    viz_number_append(builder->text, value);
    viz_graphviz_set(object, name, builder->text->str);
}

/* Sizes are inches: hundredths of a point need more digits than hundredths of an inch. */
static void
set_inches(void *object, const char *name, double points)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(text, sizeof text, "%.6f", points / POINTS_A_INCH);
    viz_graphviz_set(object, name, text);
}

static void
append_point(GString *out, const Builder *builder, double x, double y)
{
    viz_number_append(out, x);
    g_string_append_c(out, ',');
    viz_number_append(out, builder->drawing->height - y);
}

static void
set_position(Builder *builder, void *object, double x, double y)
{
    g_string_truncate(builder->text, 0);
    append_point(builder->text, builder, x, y);
    viz_graphviz_set(object, "pos", builder->text->str);
}

static void
set_identity(Builder *builder, void *object, const VizMark *mark)
{
    g_autofree char *id =
        mark->id ? g_strdup_printf("%s-%s", builder->options->name, mark->id) : g_strdup("");
    viz_graphviz_set(object, "id", id);
    viz_graphviz_set(object, "class", viz_role_info(mark->role)->name);
}

static Agnode_t *
add_node(Builder *builder, const char *shape)
{
    char name[16];
    g_snprintf(name, sizeof name, "n%u", builder->count++);
    Agnode_t *node = agnode(builder->graph, name, TRUE);
    viz_graphviz_set(node, "shape", shape);
    viz_graphviz_set(node, "label", "");
    viz_graphviz_set(node, "margin", "0");
    return node;
}

static const char *
colour_of(const Builder *builder, const VizMark *mark, VizColour colour)
{
    return viz_theme_colour(builder->theme, colour, mark->palette);
}

static double
weight_of(const Builder *builder, const VizMark *mark)
{
    return viz_theme_weight(builder->theme, viz_role_info(mark->role)->weight);
}

static void
add_rect(Builder *builder, const VizMark *mark)
{
    const VizRoleInfo *role = viz_role_info(mark->role);
    const char *fill = colour_of(builder, mark, role->fill);
    const char *stroke = colour_of(builder, mark, role->stroke);
    Agnode_t *node = add_node(builder, "box");
    viz_graphviz_set(node, "fixedsize", "true");
    set_inches(node, "width", mark->width);
    set_inches(node, "height", mark->height);
    set_position(builder, node, mark->x + mark->width / 2, mark->y + mark->height / 2);
    viz_graphviz_set(node, "style",
                     fill                            ? "filled"
                     : role->dash == VIZ_DASH_DASHED ? "dashed"
                                                     : "solid");
    viz_graphviz_set(node, "fillcolor", fill ? fill : "transparent");
    viz_graphviz_set(node, "color", stroke ? stroke : "transparent");
    set_number(builder, node, "penwidth", stroke ? weight_of(builder, mark) : 0);
    set_identity(builder, node, mark);
}

static const char *
font_of(const VizRoleInfo *role)
{
    return role->family == VIZ_FAMILY_MONO ? "Liberation Mono,monospace"
                                           : "Liberation Sans,sans-serif";
}

/* Backslashes and ampersands mean something to Graphviz in every label. Of several spaces
 * all but the first are made to stay. */
static void
append_escaped(GString *out, const char *text, bool markup)
{
    bool after_space = true;
    for (const char *at = text; *at; at++) {
        if (*at == '\\') {
            g_string_append(out, "\\\\");
        } else if (*at == '&') {
            g_string_append(out, "&amp;");
        } else if (*at == '<' && markup) {
            g_string_append(out, "&lt;");
        } else if (*at == '>' && markup) {
            g_string_append(out, "&gt;");
        } else if (*at == '"' && markup) {
            g_string_append(out, "&quot;");
        } else if (*at == ' ' && after_space) {
            g_string_append(out, "\u00A0");
        } else {
            g_string_append_c(out, *at);
        }
        after_space = *at == ' ';
    }
}

/* How far below the middle of its node Graphviz puts the baseline of a one-line label; in
 * a table (bold, italic) half a point or a point higher. Measured. */
static double
baseline_offset(const VizRoleInfo *role, bool markup)
{
    double size = role->size;
    double plain = 0.8 * size - (int) (1.1 * size + 0.5) / 2.0;
    if (!markup) {
        return plain;
    }
    return plain - (size == 12.5 || size == 20 ? 1.0 : 0.5);
}

/* Bold and italic reach the SVG as attributes only from markup, and markup keeps its place
 * only in a cell of fixed size. */
static void
set_markup(Builder *builder, Agnode_t *node, const VizMark *mark, int width, int height)
{
    const VizRoleInfo *role = viz_role_info(mark->role);
    const char *align = mark->align == VIZ_ALIGN_LEFT    ? "LEFT"
                        : mark->align == VIZ_ALIGN_RIGHT ? "RIGHT"
                                                         : "CENTER";
    g_string_printf(builder->text,
                    "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\"><TR>"
                    "<TD FIXEDSIZE=\"TRUE\" WIDTH=\"%d\" HEIGHT=\"%d\" ALIGN=\"%s\">%s%s",
                    width, height, align, role->bold ? "<B>" : "", role->italic ? "<I>" : "");
    append_escaped(builder->text, mark->text, true);
    g_string_append_printf(builder->text, "%s%s</TD></TR></TABLE>", role->italic ? "</I>" : "",
                           role->bold ? "</B>" : "");
    viz_graphviz_set_markup(builder->graph, node, "label", builder->text->str);
}

static void
set_plain(Builder *builder, Agnode_t *node, const VizMark *mark)
{
    g_string_truncate(builder->text, 0);
    append_escaped(builder->text, mark->text, false);
    g_string_append(builder->text, mark->align == VIZ_ALIGN_LEFT    ? "\\l"
                                   : mark->align == VIZ_ALIGN_RIGHT ? "\\r"
                                                                    : "");
    viz_graphviz_set(node, "label", builder->text->str);
}

static void
add_text(Builder *builder, const VizMark *mark)
{
    const VizRoleInfo *role = viz_role_info(mark->role);
    bool markup = role->bold || role->italic;
    /* Room to spare: a text wider than its node would be moved. */
    int width = 2 * (int) ceil(viz_metrics_width(mark->role, mark->text, -1) / 2) + 20;
    int height = 2 * (int) ceil(role->size);
    double middle = mark->x;
    if (mark->align == VIZ_ALIGN_LEFT) {
        middle += width / 2;
    } else if (mark->align == VIZ_ALIGN_RIGHT) {
        middle -= width / 2;
    }
    Agnode_t *node = add_node(builder, "none");
    set_inches(node, "width", width);
    set_inches(node, "height", height);
    set_position(builder, node, middle, mark->y - baseline_offset(role, markup));
    viz_graphviz_set(node, "fontname", font_of(role));
    set_number(builder, node, "fontsize", role->size);
    viz_graphviz_set(node, "fontcolor", colour_of(builder, mark, role->text));
    if (markup) {
        set_markup(builder, node, mark, width, height);
    } else {
        set_plain(builder, node, mark);
    }
    set_identity(builder, node, mark);
    if (markup && mark->align != VIZ_ALIGN_LEFT) {
        g_string_printf(builder->text, "%s %s", role->name,
                        mark->align == VIZ_ALIGN_RIGHT ? VIZ_GRAPH_END : VIZ_GRAPH_MIDDLE);
        viz_number_append(builder->text, mark->x);
        viz_graphviz_set(node, "class", builder->text->str);
    }
}

static Agedge_t *
add_edge(Builder *builder, const VizMark *mark)
{
    const VizRoleInfo *role = viz_role_info(mark->role);
    Agnode_t *node = add_node(builder, "none");
    viz_graphviz_set(node, "style", "invis");
    viz_graphviz_set(node, "id", "");
    viz_graphviz_set(node, "class", "");
    set_inches(node, "width", 0.01);
    set_inches(node, "height", 0.01);
    const VizPoint *start = &g_array_index(builder->drawing->points, VizPoint, mark->first);
    set_position(builder, node, mark->count ? start->x : mark->x, mark->count ? start->y : mark->y);
    Agedge_t *edge = agedge(builder->graph, node, node, NULL, TRUE);
    viz_graphviz_set(edge, "color", colour_of(builder, mark, role->stroke));
    set_number(builder, edge, "penwidth", weight_of(builder, mark));
    viz_graphviz_set(edge, "style", role->dash == VIZ_DASH_DASHED ? "dashed" : "solid");
    viz_graphviz_set(edge, "arrowhead", mark->arrow ? "normal" : "none");
    viz_graphviz_set(edge, "dir", mark->arrow ? "forward" : "none");
    set_identity(builder, edge, mark);
    return edge;
}

/* A straight piece as a cubic curve, which is all that Graphviz knows. */
static void
append_straight(GString *out, const Builder *builder, VizPoint from, VizPoint to)
{
    for (int i = 1; i <= 3; i++) {
        g_string_append_c(out, ' ');
        append_point(out, builder, from.x + (to.x - from.x) * i / 3,
                     from.y + (to.y - from.y) * i / 3);
    }
}

static VizPoint
towards(VizPoint from, VizPoint to, double distance)
{
    double dx = to.x - from.x;
    double dy = to.y - from.y;
    double length = hypot(dx, dy);
    VizPoint point = from;
    if (length > 0) {
        point.x += dx / length * distance;
        point.y += dy / length * distance;
    }
    return point;
}

/* The head is drawn from the end of the curve to the tip; its mitre reaches beyond the tip
 * by one and a half pen widths. */
static void
add_path(Builder *builder, const VizMark *mark)
{
    const VizPoint *points = &g_array_index(builder->drawing->points, VizPoint, mark->first);
    Agedge_t *edge = add_edge(builder, mark);
    GString *pos = g_string_new(NULL);
    VizPoint last = points[mark->count - 1];
    if (mark->arrow) {
        double weight = weight_of(builder, mark);
        double head = ARROW_LENGTH + 1.5 * weight;
        VizPoint tip = towards(last, points[mark->count - 2], 1.5 * weight);
        last = towards(last, points[mark->count - 2], head);
        set_number(builder, edge, "arrowsize", hypot(tip.x - last.x, tip.y - last.y) / 10);
        g_string_append(pos, "e,");
        append_point(pos, builder, tip.x, tip.y);
        g_string_append_c(pos, ' ');
    }
    append_point(pos, builder, points[0].x, points[0].y);
    for (size_t i = 1; i < mark->count; i++) {
        VizPoint to = i + 1 == mark->count ? last : points[i];
        if (mark->shape == VIZ_SHAPE_LINE) {
            append_straight(pos, builder, points[i - 1], to);
        } else {
            g_string_append_c(pos, ' ');
            append_point(pos, builder, to.x, to.y);
        }
    }
    viz_graphviz_set(edge, "pos", pos->str);
    g_string_free(pos, TRUE);
}

static void
add_dot(Builder *builder, const VizMark *mark)
{
    const VizPoint *point = &g_array_index(builder->drawing->points, VizPoint, mark->first);
    const char *colour = colour_of(builder, mark, viz_role_info(mark->role)->stroke);
    Agnode_t *node = add_node(builder, "circle");
    viz_graphviz_set(node, "fixedsize", "true");
    set_inches(node, "width", 2 * DOT_RADIUS);
    set_inches(node, "height", 2 * DOT_RADIUS);
    set_position(builder, node, point->x, point->y);
    viz_graphviz_set(node, "style", "filled");
    viz_graphviz_set(node, "fillcolor", colour);
    viz_graphviz_set(node, "color", colour);
    set_number(builder, node, "penwidth", 0);
    viz_graphviz_set(node, "id", "");
    viz_graphviz_set(node, "class", "dot");
}

/* One edge whose spline has a piece for each line. */
static void
add_hatch(Builder *builder, const VizMark *mark)
{
    Agedge_t *edge = add_edge(builder, mark);
    GString *pos = g_string_new(NULL);
    for (double offset = HATCH_STEP; offset < mark->width + mark->height; offset += HATCH_STEP) {
        VizPoint from = {mark->x + fmin(offset, mark->width),
                         mark->y + fmax(0, offset - mark->width)};
        VizPoint to = {mark->x + fmax(0, offset - mark->height),
                       mark->y + fmin(offset, mark->height)};
        if (pos->len > 0) {
            g_string_append_c(pos, ';');
        }
        append_point(pos, builder, from.x, from.y);
        append_straight(pos, builder, from, to);
    }
    viz_graphviz_set(edge, "pos", pos->str);
    g_string_free(pos, TRUE);
}

static void
add_mark(Builder *builder, const VizMark *mark)
{
    switch (mark->shape) {
    case VIZ_SHAPE_RECT:
        add_rect(builder, mark);
        break;
    case VIZ_SHAPE_TEXT:
        add_text(builder, mark);
        break;
    case VIZ_SHAPE_LINE:
    case VIZ_SHAPE_CURVE:
        add_path(builder, mark);
        if (mark->dot) {
            add_dot(builder, mark);
        }
        break;
    case VIZ_SHAPE_HATCH:
        add_hatch(builder, mark);
        break;
    case VIZ_SHAPE_TILE: /* set_tiles */
        break;
    }
}

/* A filled polygon as xdot writes it. */
static void
append_tile(GString *out, const Builder *builder, const VizMark *mark)
{
    const double corners[][2] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
    g_string_append(out, "P 4");
    for (size_t i = 0; i < G_N_ELEMENTS(corners); i++) {
        g_string_append_c(out, ' ');
        viz_number_append(out, mark->x + corners[i][0] * mark->width);
        g_string_append_c(out, ' ');
        viz_number_append(out, builder->drawing->height - mark->y - corners[i][1] * mark->height);
    }
    g_string_append_c(out, ' ');
}

/* Tiles are no nodes: Graphviz takes a list of shapes to lie behind the graph. */
static void
set_tiles(Builder *builder)
{
    const char *last = NULL;
    g_autoptr(GString) tiles = g_string_new(NULL);
    for (guint i = 0; i < builder->drawing->marks->len; i++) {
        const VizMark *mark = &g_array_index(builder->drawing->marks, VizMark, i);
        if (mark->shape != VIZ_SHAPE_TILE) {
            continue;
        }
        const char *colour = colour_of(builder, mark, viz_role_info(mark->role)->fill);
        if (last == NULL || strcmp(last, colour) != 0) {
            g_string_append_printf(tiles, "c 9 -%s00 C %zu -%s ", colour, strlen(colour), colour);
            last = colour;
        }
        append_tile(tiles, builder, mark);
    }
    if (tiles->len > 0) {
        viz_graphviz_set(builder->graph, "_background", tiles->str);
    }
}

static void
set_canvas(Builder *builder)
{
    static const char *const settings[][2] = {
        {"margin", "0"},     {"pad", "0"}, {"notranslate", "true"}, {"outputorder", "breadthfirst"},
        {"splines", "true"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(settings); i++) {
        viz_graphviz_set(builder->graph, settings[i][0], settings[i][1]);
    }
    const VizDrawing *drawing = builder->drawing;
    const double view[] = {drawing->width, drawing->height, 1, drawing->width / 2,
                           drawing->height / 2};
    g_string_truncate(builder->text, 0);
    for (size_t i = 0; i < G_N_ELEMENTS(view); i++) {
        g_string_append(builder->text, i ? "," : "");
        viz_number_append(builder->text, view[i]);
    }
    viz_graphviz_set(builder->graph, "viewport", builder->text->str);
    viz_graphviz_set(builder->graph, "bgcolor",
                     builder->options->transparent
                         ? "transparent"
                         : viz_theme_colour(builder->theme, VIZ_COLOUR_PAPER, 0));
}

Agraph_t *
viz_graph_new(const VizDrawing *drawing, const VizTheme *theme, const VizRenderOptions *options)
{
    char name[] = "figure";
    Builder builder = {drawing, theme, options, agopen(name, Agdirected, NULL), NULL, 0};
    builder.text = g_string_new(NULL);
    set_canvas(&builder);
    set_tiles(&builder);
    for (guint i = 0; i < drawing->marks->len; i++) {
        add_mark(&builder, &g_array_index(drawing->marks, VizMark, i));
    }
    g_string_free(builder.text, TRUE);
    return builder.graph;
}
