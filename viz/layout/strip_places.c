#include "viz/layout/strip.h"

#include <math.h>

#include "sim/base/sorted.h"

#define BASE_LINES      2   /* of the smallest block */
#define MOST_LINES      12  /* of the largest */
#define LARGEST_STEP    4.0 /* a block this much larger than the next smaller is compressed */
#define COMPRESSED_STEP 2.0 /* to this */
#define CROWD           12  /* from so many places on, small blocks get one line */
#define LINES_TOGETHER  30  /* of all blocks, where they need not be smaller than FEWEST_LINES */
#define FEWEST_LINES    3   /* of the largest, however many there are */

/* A stretch of memory in which no block of any scene begins or ends. */
typedef struct {
    SimAddr from;
    SimAddr to;
    double top; /* of the box */
    double height;
    size_t region; /* cells of one region touch */
    double names;  /* region: lines that the names of its tallest entry take */
} Cell;

typedef struct {
    SimAddr from;
    SimAddr to;
    unsigned names;
} Span;

static int
compare_spans(const void *a, const void *b)
{
    const Span *x = a;
    const Span *y = b;
    if (x->from != y->from) {
        return x->from < y->from ? -1 : 1;
    }
    return x->to < y->to ? -1 : x->to > y->to;
}

static unsigned
count_names(const VizScene *scene, size_t block)
{
    unsigned names = 0;
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        names += item->kind == VIZ_KIND_NAME && item->target == block;
    }
    return names;
}

/* Every stretch that some scene shows as one box, once, with the most names it ever has. */
static GArray *
collect_spans(const GPtrArray *scenes)
{
    GArray *spans = g_array_new(FALSE, FALSE, sizeof(Span));
    for (guint s = 0; s < scenes->len; s++) {
        const VizScene *scene = scenes->pdata[s];
        for (guint i = 0; i < scene->items->len; i++) {
            const VizItem *item = viz_scene_item(scene, i);
            if (item->kind == VIZ_KIND_BLOCK) {
                Span span = {item->address, item->address + item->size, count_names(scene, i)};
                g_array_append_val(spans, span);
            }
        }
    }
    g_array_sort(spans, compare_spans);
    guint kept = 0;
    for (guint i = 0; i < spans->len; i++) {
        Span *span = &g_array_index(spans, Span, i);
        Span *last = kept > 0 ? &g_array_index(spans, Span, kept - 1) : NULL;
        if (last && last->from == span->from && last->to == span->to) {
            last->names = MAX(last->names, span->names);
        } else {
            g_array_index(spans, Span, kept++) = *span;
        }
    }
    g_array_set_size(spans, kept);
    return spans;
}

static int
compare_sizes(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *) a;
    uint64_t y = *(const uint64_t *) b;
    return x < y ? -1 : x > y;
}

/* The factor by which a block is drawn taller than the next smaller one: that of their sizes
 * as long as they are within reach of each other. */
static double
growth(uint64_t size, uint64_t smaller, bool *compressed)
{
    double ratio = (double) size / (double) smaller;
    if (ratio <= LARGEST_STEP) {
        return ratio;
    }
    *compressed = true;
    return COMPRESSED_STEP;
}

/* One size of blocks, before its height is a number of lines. */
typedef struct {
    double lines;
    guint count; /* blocks of that size */
} Height;

/* Lines of a size when none may have more than @most: where the tallest has more, heights
 * grow with the logarithm. */
static unsigned
limited(const GArray *heights, guint index, double base, double most)
{
    double lines = g_array_index(heights, Height, index).lines;
    double tallest = g_array_index(heights, Height, heights->len - 1).lines;
    if (tallest > most) {
        lines = base + (most - base) * log(lines / base) / log(tallest / base);
    }
    return (unsigned) lround(lines);
}

/* The most lines that a block may have for the whole strip to stay of a size for a page. */
static double
most_lines(const GArray *heights, double base)
{
    double most = MOST_LINES;
    for (; most > FEWEST_LINES; most--) {
        unsigned total = 0;
        for (guint i = 0; i < heights->len; i++) {
            total += limited(heights, i, base, most) * g_array_index(heights, Height, i).count;
        }
        if (total <= LINES_TOGETHER) {
            break;
        }
    }
    return most;
}

static void
add_scales(VizPlaces *places, const GArray *spans)
{
    g_autoptr(GArray) sizes = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    for (guint i = 0; i < spans->len; i++) {
        const Span *span = &g_array_index(spans, Span, i);
        uint64_t size = span->to - span->from;
        g_array_append_val(sizes, size);
    }
    g_array_sort(sizes, compare_sizes);
    double base = spans->len > CROWD ? 1 : BASE_LINES;
    double lines = base;
    bool compressed = false;
    g_autoptr(GArray) heights = g_array_new(FALSE, FALSE, sizeof(Height));
    for (guint i = 0; i < sizes->len; i++) {
        uint64_t size = g_array_index(sizes, uint64_t, i);
        uint64_t smaller = i > 0 ? g_array_index(sizes, uint64_t, i - 1) : size;
        if (i > 0 && size == smaller) {
            g_array_index(heights, Height, heights->len - 1).count++;
            continue;
        }
        lines *= growth(size, smaller, &compressed);
        VizScale scale = {size, 0, compressed};
        g_array_append_val(places->scales, scale);
        Height height = {lines, 1};
        g_array_append_val(heights, height);
    }
    double most = most_lines(heights, base);
    for (guint i = 0; i < heights->len; i++) {
        VizScale *scale = &g_array_index(places->scales, VizScale, i);
        scale->lines = limited(heights, i, base, most);
        scale->compressed |= i > 0 && lines > most;
    }
}

static bool
is_reached(const void *scale, uint64_t size)
{
    return ((const VizScale *) scale)->size <= size;
}

const VizScale *
viz_places_scale(const VizPlaces *places, uint64_t size)
{
    guint behind = sim_sorted_find(places->scales, is_reached, size);
    return &g_array_index(places->scales, VizScale, MAX(behind, 1) - 1);
}

static int
compare_addresses(const void *a, const void *b)
{
    return compare_sizes(a, b);
}

/* Cuts the union of @spans at every end of a span. */
static void
add_cells(VizPlaces *places, const GArray *spans)
{
    g_autoptr(GArray) cuts = g_array_new(FALSE, FALSE, sizeof(SimAddr));
    for (guint i = 0; i < spans->len; i++) {
        const Span *span = &g_array_index(spans, Span, i);
        g_array_append_val(cuts, span->from);
        g_array_append_val(cuts, span->to);
    }
    g_array_sort(cuts, compare_addresses);
    size_t region = 0;
    SimAddr reach = 0; /* end of the spans begun so far */
    guint next = 0;
    for (guint i = 0; i + 1 < cuts->len; i++) {
        SimAddr from = g_array_index(cuts, SimAddr, i);
        SimAddr to = g_array_index(cuts, SimAddr, i + 1);
        region += from >= reach;
        for (; next < spans->len && g_array_index(spans, Span, next).from <= from; next++) {
            reach = MAX(reach, g_array_index(spans, Span, next).to);
        }
        if (from < to && from < reach) {
            Cell cell = {from, to, 0, 0, region, 0};
            g_array_append_val(places->cells, cell);
        }
    }
}

static bool
begins_before(const void *cell, SimAddr address)
{
    return ((const Cell *) cell)->from < address;
}

static guint
first_cell(const VizPlaces *places, SimAddr address)
{
    return sim_sorted_find(places->cells, begins_before, address);
}

static guint
cells_until(const VizPlaces *places, guint first, SimAddr end)
{
    guint count = 0;
    while (first + count < places->cells->len &&
           g_array_index(places->cells, Cell, first + count).from < end) {
        count++;
    }
    return count;
}

/* Whether its region has no other cell: then the region may be taller than the box. */
static bool
is_alone(const VizPlaces *places, guint index)
{
    const Cell *cells = (const Cell *) (void *) places->cells->data;
    return (index == 0 || cells[index - 1].region != cells[index].region) &&
           (index + 1 == places->cells->len || cells[index + 1].region != cells[index].region);
}

/* Makes the cells of @span at least as tall together as its box needs to be. */
static void
stretch(VizPlaces *places, const Span *span)
{
    guint first = first_cell(places, span->from);
    guint count = cells_until(places, first, span->to);
    double need =
        viz_places_scale(places, span->to - span->from)->lines * STRIP_LINE + 2 * STRIP_PADDING;
    double names = span->names * STRIP_LINE;
    if (count == 1 && is_alone(places, first)) {
        Cell *cell = &g_array_index(places->cells, Cell, first);
        cell->names = fmax(cell->names, names);
    } else {
        need = fmax(need, names);
    }
    double have = 0;
    for (guint i = 0; i < count; i++) {
        have += g_array_index(places->cells, Cell, first + i).height;
    }
    double bytes = (double) (span->to - span->from);
    for (guint i = 0; i < count && have < need; i++) {
        Cell *cell = &g_array_index(places->cells, Cell, first + i);
        cell->height += (need - have) * (double) (cell->to - cell->from) / bytes;
    }
}

static int
compare_lengths(const void *a, const void *b)
{
    const Span *x = a;
    const Span *y = b;
    uint64_t p = x->to - x->from;
    uint64_t q = y->to - y->from;
    return p != q ? (p < q ? -1 : 1) : compare_spans(a, b);
}

static void
stack_cells(VizPlaces *places)
{
    double y = 0;
    for (guint i = 0; i < places->cells->len; i++) {
        Cell *cell = &g_array_index(places->cells, Cell, i);
        if (i > 0 && cell->region != g_array_index(places->cells, Cell, i - 1).region) {
            y += STRIP_GAP;
        }
        double row = fmax(cell->height, cell->names);
        cell->top = y + (row - cell->height) / 2;
        y += row;
    }
    places->height = y;
}

void
viz_places_init(VizPlaces *places, const GPtrArray *scenes)
{
    places->scales = g_array_new(FALSE, FALSE, sizeof(VizScale));
    places->cells = g_array_new(FALSE, FALSE, sizeof(Cell));
    places->height = 0;
    g_autoptr(GArray) spans = collect_spans(scenes);
    add_scales(places, spans);
    add_cells(places, spans);
    g_array_sort(spans, compare_lengths);
    for (guint i = 0; i < spans->len; i++) {
        stretch(places, &g_array_index(spans, Span, i));
    }
    stack_cells(places);
}

void
viz_places_clear(VizPlaces *places)
{
    g_array_unref(places->scales);
    g_array_unref(places->cells);
}

void
viz_places_box(const VizPlaces *places, SimAddr address, uint64_t size, double *top, double *height)
{
    guint first = first_cell(places, address);
    guint count = cells_until(places, first, address + size);
    if (count == 0) {
        *top = *height = 0;
        return;
    }
    const Cell *cell = &g_array_index(places->cells, Cell, first);
    const Cell *last = &g_array_index(places->cells, Cell, first + count - 1);
    *top = cell->top;
    *height = last->top + last->height - cell->top;
}

double
viz_places_row(const VizPlaces *places, SimAddr address)
{
    guint index = MIN(first_cell(places, address), places->cells->len - 1);
    const Cell *cell = &g_array_index(places->cells, Cell, index);
    return cell->top - fmax(0, cell->names - cell->height) / 2;
}
