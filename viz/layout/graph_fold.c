/* Long chains in several bands.
 *
 * dot puts each object of a linked list further right than the one before: a picture that is
 * many times wider than tall. Its columns are cut into bands that stand under each other, as
 * lines of a text do. References inside a band keep their paths; those between bands leave
 * their column, run between the bands, and enter their target from the left.
 */
#include "viz/layout/graph.h"

#include <math.h>

#define WIDEST     1300.0 /* that is left in one piece */
#define BAND_WIDTH 1000.0
#define FLATTEST   1.8 /* width to height, likewise */
#define BAND_GAP   56.0
#define INDENT     40.0 /* of all but the first band: room for what enters */
#define LANE       5.0  /* between references that run side by side */
#define LANES      5u
#define OUT        12.0 /* from a column to the first lane behind it */
#define IN         18.0 /* from the first lane to the column behind it */
#define ROUND      8.0

/* Boxes of one rank. */
typedef struct {
    double left;
    double right;
    size_t band;
} Column;

typedef struct {
    double left;
    double top;
    double bottom;
    double x; /* where left and top go */
    double y;
} Band;

typedef struct {
    VizGraph *graph;
    GArray *columns;   /* Column, from left to right */
    GArray *bands;     /* Band */
    size_t *column_of; /* by box */
    size_t *band_of;   /* by box */
    double right;      /* of all bands */
} Fold;

static Column *
column_at(const Fold *fold, size_t index)
{
    return &g_array_index(fold->columns, Column, index);
}

static Band *
band_of(const Fold *fold, size_t box)
{
    return &g_array_index(fold->bands, Band, fold->band_of[box]);
}

static int
compare_columns(const void *a, const void *b)
{
    const Column *x = a;
    const Column *y = b;
    return x->left < y->left ? -1 : x->left > y->left;
}

/* Boxes that have a part of the width in common are of one column. */
static void
find_columns(Fold *fold)
{
    for (guint i = 0; i < fold->graph->boxes->len; i++) {
        const VizGraphBox *box = fold->graph->boxes->pdata[i];
        Column column = {box->x, box->x + box->width, 0};
        g_array_append_val(fold->columns, column);
    }
    g_array_sort(fold->columns, compare_columns);
    guint kept = 0;
    for (guint i = 0; i < fold->columns->len; i++) {
        Column column = *column_at(fold, i);
        Column *last = kept > 0 ? column_at(fold, kept - 1) : NULL;
        if (last && column.left <= last->right) {
            last->right = fmax(last->right, column.right);
        } else {
            *column_at(fold, kept++) = column;
        }
    }
    g_array_set_size(fold->columns, kept);
    for (guint i = 0; i < fold->graph->boxes->len; i++) {
        const VizGraphBox *box = fold->graph->boxes->pdata[i];
        size_t at = 0;
        while (column_at(fold, at)->right < box->x) {
            at++;
        }
        fold->column_of[i] = at;
    }
}

static void
cut_bands(Fold *fold)
{
    double pieces = ceil(fold->graph->width / BAND_WIDTH);
    double width = fold->graph->width / pieces;
    for (guint i = 0; i < fold->columns->len; i++) {
        Column *column = column_at(fold, i);
        Band *last =
            fold->bands->len > 0 ? &g_array_index(fold->bands, Band, fold->bands->len - 1) : NULL;
        if (!last || column->right - last->left > width) {
            Band band = {column->left, INFINITY, -INFINITY, 0, 0};
            g_array_append_val(fold->bands, band);
        }
        column->band = fold->bands->len - 1;
    }
}

/* What one reference leads to and nothing starts from stays with where that starts. */
static void
assign_bands(Fold *fold)
{
    guint count = fold->graph->boxes->len;
    g_autofree unsigned *into = g_new0(unsigned, count);
    g_autofree unsigned *out = g_new0(unsigned, count);
    for (guint i = 0; i < fold->graph->edges->len; i++) {
        const VizGraphEdge *edge = fold->graph->edges->pdata[i];
        into[edge->to]++;
        out[edge->from]++;
    }
    for (guint i = 0; i < count; i++) {
        fold->band_of[i] = column_at(fold, fold->column_of[i])->band;
    }
    for (guint i = 0; i < fold->graph->edges->len; i++) {
        const VizGraphEdge *edge = fold->graph->edges->pdata[i];
        if (into[edge->to] == 1 && out[edge->to] == 0) {
            fold->band_of[edge->to] = column_at(fold, fold->column_of[edge->from])->band;
        }
    }
}

static bool
stays(const Fold *fold, const VizGraphEdge *edge)
{
    return band_of(fold, edge->from) == band_of(fold, edge->to);
}

static void
stack_bands(Fold *fold)
{
    for (guint i = 0; i < fold->graph->boxes->len; i++) {
        const VizGraphBox *box = fold->graph->boxes->pdata[i];
        Band *band = band_of(fold, i);
        band->top = fmin(band->top, box->y);
        band->bottom = fmax(band->bottom, box->y + viz_graph_height(box, box->rows));
    }
    for (guint i = 0; i < fold->graph->edges->len; i++) {
        const VizGraphEdge *edge = fold->graph->edges->pdata[i];
        for (guint k = 0; stays(fold, edge) && k < edge->path->len; k++) {
            double y = g_array_index(edge->path, VizPoint, k).y;
            Band *band = band_of(fold, edge->from);
            band->top = fmin(band->top, y);
            band->bottom = fmax(band->bottom, y);
        }
    }
    double y = 0;
    for (guint i = 0; i < fold->bands->len; i++) {
        Band *band = &g_array_index(fold->bands, Band, i);
        band->x = i > 0 ? INDENT : 0;
        band->y = y;
        y += ceil(band->bottom - band->top) + BAND_GAP;
    }
}

static void
move_all(Fold *fold)
{
    for (guint i = 0; i < fold->graph->edges->len; i++) {
        VizGraphEdge *edge = fold->graph->edges->pdata[i];
        const Band *band = band_of(fold, edge->from);
        for (guint k = 0; stays(fold, edge) && k < edge->path->len; k++) {
            VizPoint *point = &g_array_index(edge->path, VizPoint, k);
            point->x += band->x - band->left;
            point->y += band->y - band->top;
        }
    }
    fold->graph->width = fold->graph->height = 0;
    for (guint i = 0; i < fold->graph->boxes->len; i++) {
        VizGraphBox *box = fold->graph->boxes->pdata[i];
        const Band *band = band_of(fold, i);
        box->x = round(box->x + band->x - band->left);
        box->y = round(box->y + band->y - band->top);
        fold->right = fmax(fold->right, box->x + box->width);
        fold->graph->height = fmax(fold->graph->height, box->y + viz_graph_height(box, box->rows));
    }
    fold->graph->width = fold->right;
}

static void
append_cubic(GArray *path, VizPoint a, VizPoint b, VizPoint c)
{
    const VizPoint points[] = {a, b, c};
    g_array_append_vals(path, points, 3);
}

static void
append_straight(GArray *path, VizPoint to)
{
    VizPoint from = g_array_index(path, VizPoint, path->len - 1);
    VizPoint third = {from.x + (to.x - from.x) / 3, from.y + (to.y - from.y) / 3};
    VizPoint second = {from.x + (to.x - from.x) * 2 / 3, from.y + (to.y - from.y) * 2 / 3};
    append_cubic(path, third, second, to);
}

/* The point of the line from @corner to @other at which the corner's round ends. */
static VizPoint
beside(VizPoint corner, VizPoint other)
{
    double length = hypot(other.x - corner.x, other.y - corner.y);
    double part = length > 0 ? fmin(ROUND / length, 0.5) : 0;
    VizPoint point = {corner.x + (other.x - corner.x) * part,
                      corner.y + (other.y - corner.y) * part};
    return point;
}

static void
set_path(VizGraphEdge *edge, const VizPoint *corners, size_t count)
{
    g_array_set_size(edge->path, 0);
    g_array_append_val(edge->path, corners[0]);
    for (size_t i = 1; i + 1 < count; i++) {
        append_straight(edge->path, beside(corners[i], corners[i - 1]));
        append_cubic(edge->path, corners[i], corners[i], beside(corners[i], corners[i + 1]));
    }
    append_straight(edge->path, corners[count - 1]);
}

/* The path of a reference between bands; @lane keeps those of neighbours apart. */
static void
lead_over(const Fold *fold, VizGraphEdge *edge, unsigned lane)
{
    const VizGraphBox *from = fold->graph->boxes->pdata[edge->from];
    const VizGraphBox *to = fold->graph->boxes->pdata[edge->to];
    const Band *start = band_of(fold, edge->from);
    const Band *end = band_of(fold, edge->to);
    double shift = lane * LANE;
    double leave =
        column_at(fold, fold->column_of[edge->from])->right - start->left + start->x + OUT + shift;
    double enter =
        column_at(fold, fold->column_of[edge->to])->left - end->left + end->x - IN - shift;
    double below = start->y + (start->bottom - start->top) + BAND_GAP / 2 - 10 + shift;
    double above = end->y - BAND_GAP / 2 - 10 + shift;
    double margin = fold->right + OUT + shift + 2 * LANE * LANES;
    VizPoint first = {from->x + from->width,
                      from->y + from->header + (edge->row + 0.5) * GRAPH_ROW};
    VizPoint last = {to->x, to->y + to->header / 2};
    if (end == start + 1) {
        const VizPoint corners[] = {first,          {leave, first.y}, {leave, above},
                                    {enter, above}, {enter, last.y},  last};
        set_path(edge, corners, G_N_ELEMENTS(corners));
        return;
    }
    const VizPoint corners[] = {first,           {leave, first.y}, {leave, below},  {margin, below},
                                {margin, above}, {enter, above},   {enter, last.y}, last};
    set_path(edge, corners, G_N_ELEMENTS(corners));
}

void
viz_graph_fold(VizGraph *graph)
{
    if (graph->width <= WIDEST || graph->width <= FLATTEST * graph->height) {
        return;
    }
    guint count = graph->boxes->len;
    Fold fold = {graph,
                 g_array_new(FALSE, FALSE, sizeof(Column)),
                 g_array_new(FALSE, FALSE, sizeof(Band)),
                 g_new0(size_t, count),
                 g_new0(size_t, count),
                 0};
    find_columns(&fold);
    cut_bands(&fold);
    assign_bands(&fold);
    if (fold.bands->len > 1) {
        stack_bands(&fold);
        move_all(&fold);
        unsigned lane = 0;
        for (guint i = 0; i < graph->edges->len; i++) {
            VizGraphEdge *edge = graph->edges->pdata[i];
            if (!stays(&fold, edge)) {
                lead_over(&fold, edge, lane++ % LANES);
            }
        }
    }
    g_array_unref(fold.columns);
    g_array_unref(fold.bands);
    g_free(fold.column_of);
    g_free(fold.band_of);
}
