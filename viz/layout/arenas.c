/* Arenas as grids of pools, pools as rows of blocks.
 *
 * An arena has the same place in all figures, in the order of addresses; in it a pool stands where
 * its offset says, eight in a row. In a pool the address runs along the rows, 1024 bytes in each.
 */
#include <math.h>
#include <string.h>

#include "viz/draw/metrics.h"
#include "viz/layout/layout.h"
#include "viz/layout/legend.h"
#include "viz/layout/pool.h"

#define MARGIN      16.0
#define OFFSETS     52.0 /* the column of offsets */
#define ACROSS      8    /* pools in a row */
#define PLACE       16   /* bytes */
#define PLACES      64   /* in a row of a pool */
#define PLACE_WIDTH 2.0
#define ROWS        16
#define ROW_HEIGHT  5.0
#define POOL_WIDTH  (PLACES * PLACE_WIDTH)
#define POOL_HEIGHT (ROWS * ROW_HEIGHT)
#define POOL_GAP    10.0
#define CAPTION     14.0 /* above a pool */
#define TITLE       48.0 /* of an arena: two lines */
#define ARENA_GAP   14.0
#define HEADER      3   /* places */
#define SMALL       4   /* places: smaller blocks are not drawn apart */
#define LINE_GAP    0.6 /* between rows of a pool */
#define UNDERLINE   1.2

/* Many arenas. */
#define CELL_WIDTH   12.0
#define CELL_HEIGHT  9.0
#define SMALL_TITLE  18.0
#define SMALL_GAP    14.0
#define SMALL_ACROSS 9
#define TOTAL_SIZE   10.0
#define TOTAL_GAP    2.0
#define TOTAL_ACROSS 40   /* at least */
#define TOTAL_SHAPE  1.6  /* width to height of the whole */
#define ADDRESSES    96.0 /* the column of addresses */
#define LABEL_ROWS   5    /* every so many rows have one */
#define LEGEND_LINE  18.0
#define LEGEND_HUE   3 /* of blocks that are in use, whatever their size */

typedef enum {
    LEVEL_BLOCKS,
    LEVEL_POOLS,
    LEVEL_TOTALS
} Level;

/* An arena of any of the figures. */
typedef struct {
    SimAddr address;
    const char *id;
} Known;

typedef struct {
    GHashTable *numbers; /* id of an arena -> its place + 1 */
    GArray *known;       /* of Known, by address */
    size_t count;
    double width;
    double height;
} Plan;

static Level
level_of(const VizScene *scene)
{
    if (viz_scene_find(scene, "more") == NULL) {
        return LEVEL_BLOCKS;
    }
    return viz_scene_count(scene, VIZ_KIND_POOL) > 0 ? LEVEL_POOLS : LEVEL_TOTALS;
}

static double
column_width(Level level)
{
    return level == LEVEL_BLOCKS  ? OFFSETS + ACROSS * (POOL_WIDTH + POOL_GAP)
           : level == LEVEL_POOLS ? ACROSS * CELL_WIDTH + SMALL_GAP
                                  : TOTAL_SIZE + TOTAL_GAP;
}

/* Very many arenas are as wide as a page, not a column of many pages. */
static size_t
columns(const Plan *plan, Level level)
{
    if (level != LEVEL_TOTALS) {
        return level == LEVEL_BLOCKS ? 1 : SMALL_ACROSS;
    }
    size_t across = (size_t) ceil(sqrt((double) plan->count * TOTAL_SHAPE));
    return MAX(across, TOTAL_ACROSS);
}

static double
row_height(Level level)
{
    return level == LEVEL_BLOCKS  ? TITLE + ACROSS * (CAPTION + POOL_HEIGHT + 4) + ARENA_GAP
           : level == LEVEL_POOLS ? SMALL_TITLE + ACROSS * CELL_HEIGHT + 6
                                  : TOTAL_SIZE + TOTAL_GAP;
}

static double
head_height(Level level)
{
    return level == LEVEL_BLOCKS ? 0 : 26;
}

static double
side_width(Level level)
{
    return level == LEVEL_TOTALS ? ADDRESSES : 0;
}

static VizPoint
place_of(const Plan *plan, Level level, const VizItem *arena)
{
    size_t number = GPOINTER_TO_SIZE(g_hash_table_lookup(plan->numbers, arena->id)) - 1;
    size_t across = columns(plan, level);
    return (VizPoint){MARGIN + side_width(level) + (double) (number % across) * column_width(level),
                      MARGIN + head_height(level) + (double) (number / across) * row_height(level)};
}

/* ---- Measuring ---- */

static int
by_address(const void *a, const void *b)
{
    SimAddr left = ((const Known *) a)->address;
    SimAddr right = ((const Known *) b)->address;
    return left < right ? -1 : left > right;
}

static void
number_arenas(Plan *plan, const GPtrArray *scenes)
{
    GArray *known = plan->known;
    for (guint s = 0; s < scenes->len; s++) {
        const VizScene *scene = scenes->pdata[s];
        for (guint i = 0; i < scene->items->len; i++) {
            const VizItem *item = viz_scene_item(scene, i);
            if (item->kind == VIZ_KIND_ARENA &&
                g_hash_table_add(plan->numbers, (void *) item->id)) {
                Known arena = {item->address, item->id};
                g_array_append_val(known, arena);
            }
        }
    }
    g_array_sort(known, by_address);
    plan->count = known->len;
    for (guint i = 0; i < known->len; i++) {
        g_hash_table_insert(plan->numbers, (void *) g_array_index(known, Known, i).id,
                            GSIZE_TO_POINTER((gsize) i + 1));
    }
}

static void
draw_swatch(VizDrawing *drawing, const VizItem *legend, double x, double y)
{
    if (legend->flags & VIZ_FLAG_CHANGED) {
        viz_drawing_rect(drawing, VIZ_ROLE_POOL_CHANGED, x, y, LEGEND_SWATCH - 2, 10);
    } else if (legend->flags & VIZ_FLAG_STATIC) {
        viz_drawing_rect(drawing, VIZ_ROLE_POOL, x, y, LEGEND_SWATCH - 2, 10);
    } else {
        VizRole role = legend->flags & VIZ_FLAG_FREED  ? VIZ_ROLE_TILE_FREED
                       : legend->flags & VIZ_FLAG_OWNS ? VIZ_ROLE_TILE_HEADER
                                                       : VIZ_ROLE_TILE;
        viz_drawing_tile(drawing, role, x, y, LEGEND_SWATCH - 2, 10)->palette = LEGEND_HUE;
    }
}

static const Legends legends = {.draw = draw_swatch};

static bool
is_pool(const VizScene *scene)
{
    return viz_scene_count(scene, VIZ_KIND_CELL) > 0;
}

static void
measure(Plan *plan, const GPtrArray *scenes)
{
    number_arenas(plan, scenes);
    for (guint s = 0; s < scenes->len; s++) {
        const VizScene *scene = scenes->pdata[s];
        if (is_pool(scene)) {
            viz_pool_measure(scene, &plan->width, &plan->height);
            continue;
        }
        Level level = level_of(scene);
        size_t across = columns(plan, level);
        size_t rows = (plan->count + across - 1) / across;
        double width = side_width(level) + (double) MIN(across, plan->count) * column_width(level);
        double height = head_height(level) + (double) rows * row_height(level);
        const VizItem *more = viz_scene_find(scene, "more");
        const VizItem *remark = viz_scene_find(scene, "remark");
        if (more != NULL) {
            width = fmax(width, viz_metrics_width(VIZ_ROLE_MORE, more->text, -1));
        }
        if (remark != NULL) {
            width = fmax(width, viz_metrics_width(VIZ_ROLE_REMARK, remark->text, -1));
        }
        plan->width = fmax(plan->width, fmax(width, legends_width(&legends, scene)) + 2 * MARGIN);
        plan->height = fmax(plan->height, height + 2 * MARGIN + 2 * LEGEND_LINE + 8);
    }
}

/* ---- Blocks ---- */

/* Where a pool's places are drawn. */
typedef struct {
    VizDrawing *drawing;
    const VizItem *pool;
    double x;
    double y;
} Grid;

/* Places [first, end) as a tile in each row that they touch, from @top to @height of its lines.
 * The last one ends @gap earlier. */
static void
fill_places(
    const Grid *grid, VizRole role, size_t first, size_t end, double gap, double top, double height)
{
    while (first < end) {
        size_t row = first / PLACES;
        size_t stop = MIN(end, (row + 1) * PLACES);
        double left = grid->x + (double) (first % PLACES) * PLACE_WIDTH;
        double width = (double) (stop - first) * PLACE_WIDTH - (stop == end ? gap : 0);
        viz_drawing_tile(grid->drawing, role, left, grid->y + (double) row * ROW_HEIGHT + top,
                         width, height)
            ->palette = grid->pool->hue;
        first = stop;
    }
}

/* What changed is underlined. */
static void
draw_run(const Grid *grid, char letter, size_t first, size_t end, double gap)
{
    if (letter == '.') {
        return;
    }
    bool live = letter == '#' || letter == '+';
    bool changed = letter == '+' || letter == 'x';
    double height = ROW_HEIGHT - LINE_GAP - (changed ? UNDERLINE : 0);
    fill_places(grid, live ? VIZ_ROLE_TILE : VIZ_ROLE_TILE_FREED, first, end, gap, 0, height);
    if (changed) {
        fill_places(grid, VIZ_ROLE_TILE_CHANGED, first, end, gap, height, UNDERLINE);
    }
}

/* Neighbours in the same state are one tile where blocks are too small to be seen apart. */
static void
draw_blocks(const Grid *grid)
{
    const char *letters = grid->pool->detail;
    size_t places = (size_t) (grid->pool->size / PLACE);
    fill_places(grid, VIZ_ROLE_TILE_HEADER, 0, HEADER, 0.4, 0, ROW_HEIGHT - LINE_GAP);
    size_t count = strlen(letters);
    size_t first = 0;
    for (size_t i = 1; i <= count; i++) {
        if (i == count || places >= SMALL || letters[i] != letters[first]) {
            draw_run(grid, letters[first], HEADER + first * places, HEADER + i * places,
                     places >= SMALL ? 0.6 : 0);
            first = i;
        }
    }
}

static SimAddr
first_pool(const VizItem *arena, SimAddr pool_size)
{
    return (arena->address + pool_size - 1) / pool_size * pool_size;
}

/* The number of a pool in its arena. */
static size_t
pool_number(const VizItem *arena, const VizItem *pool)
{
    SimAddr size = arena->size / (ACROSS * ACROSS);
    return (size_t) ((pool->address - first_pool(arena, size)) / size);
}

static void
draw_pool(VizDrawing *drawing, const VizItem *arena, VizPoint at, const VizItem *pool)
{
    size_t number = pool_number(arena, pool);
    double x = at.x + OFFSETS + (double) (number % ACROSS) * (POOL_WIDTH + POOL_GAP);
    double y = at.y + TITLE + (double) (number / ACROSS) * (CAPTION + POOL_HEIGHT + 4) + CAPTION;
    bool changed = (pool->flags & VIZ_FLAG_CHANGED) != 0;
    if (pool->detail != NULL) {
        const Grid grid = {drawing, pool, x, y};
        draw_blocks(&grid);
    }
    VizRole role = changed           ? VIZ_ROLE_POOL_CHANGED
                   : pool->refs == 0 ? VIZ_ROLE_POOL_UNUSED
                                     : VIZ_ROLE_POOL;
    viz_drawing_id(
        drawing, viz_drawing_rect(drawing, role, x - 1, y - 1, POOL_WIDTH + 1.4, POOL_HEIGHT + 1.4),
        pool->id, NULL);
    g_autofree char *text = viz_metrics_fit(VIZ_ROLE_POOL_TEXT_CHANGED, pool->text, POOL_WIDTH);
    VizRole text_role = changed ? VIZ_ROLE_POOL_TEXT_CHANGED : VIZ_ROLE_POOL_TEXT;
    viz_drawing_id(drawing, viz_drawing_text(drawing, text_role, x, y - 4, VIZ_ALIGN_LEFT, text),
                   pool->id, "text");
}

static void
draw_offsets(VizDrawing *drawing, const VizItem *arena, VizPoint at)
{
    SimAddr pool_size = arena->size / (ACROSS * ACROSS);
    for (unsigned row = 0; row < ACROSS; row++) {
        SimAddr offset = first_pool(arena, pool_size) - arena->address + row * ACROSS * pool_size;
        g_autofree char *text = g_strdup_printf("+%" G_GUINT64_FORMAT "K", offset / 1024);
        double y = at.y + TITLE + row * (CAPTION + POOL_HEIGHT + 4) + CAPTION + 9;
        viz_drawing_text(drawing, VIZ_ROLE_OFFSET, at.x + OFFSETS - 8, y, VIZ_ALIGN_RIGHT, text);
    }
}

static void
draw_arena(VizDrawing *drawing, const VizItem *arena, VizPoint at)
{
    viz_drawing_id(drawing,
                   viz_drawing_text(drawing, VIZ_ROLE_ARENA, at.x + OFFSETS, at.y + 15,
                                    VIZ_ALIGN_LEFT, arena->text),
                   arena->id, NULL);
    viz_drawing_id(drawing,
                   viz_drawing_text(drawing, VIZ_ROLE_ARENA_DETAIL, at.x + OFFSETS, at.y + 34,
                                    VIZ_ALIGN_LEFT, arena->detail),
                   arena->id, "detail");
    draw_offsets(drawing, arena, at);
}

/* ---- Many ---- */

static void
draw_cell(VizDrawing *drawing, const VizItem *arena, VizPoint at, const VizItem *pool)
{
    size_t number = pool_number(arena, pool);
    double x = at.x + (double) (number % ACROSS) * CELL_WIDTH;
    double y = at.y + SMALL_TITLE + (double) (number / ACROSS) * CELL_HEIGHT;
    double full = pool->order == 0 ? 0 : (double) pool->refs / (double) pool->order;
    double height = CELL_HEIGHT - 1.4;
    if (pool->refs > 0 || (pool->flags & VIZ_FLAG_FREED) != 0) {
        viz_drawing_tile(drawing, VIZ_ROLE_TILE_FREED, x, y, CELL_WIDTH - 1.4, height);
    }
    if (pool->refs > 0) {
        double part = fmax(1, full * height);
        viz_drawing_tile(drawing, VIZ_ROLE_TILE, x, y + height - part, CELL_WIDTH - 1.4, part)
            ->palette = pool->hue;
    }
    if ((pool->flags & VIZ_FLAG_CHANGED) != 0) {
        viz_drawing_tile(drawing, VIZ_ROLE_TILE_CHANGED, x, y + height, CELL_WIDTH - 1.4, 1.4);
    }
}

static void
draw_small_arena(VizDrawing *drawing, const VizItem *arena, VizPoint at)
{
    bool changed = (arena->flags & VIZ_FLAG_CHANGED) != 0;
    viz_drawing_id(drawing,
                   viz_drawing_text(drawing,
                                    changed ? VIZ_ROLE_POOL_TEXT_CHANGED : VIZ_ROLE_POOL_TEXT, at.x,
                                    at.y + 12, VIZ_ALIGN_LEFT, arena->text),
                   arena->id, "text");
    viz_drawing_id(drawing,
                   viz_drawing_rect(drawing, changed ? VIZ_ROLE_POOL_CHANGED : VIZ_ROLE_POOL,
                                    at.x - 1.6, at.y + SMALL_TITLE - 1.6, ACROSS * CELL_WIDTH + 1.8,
                                    ACROSS * CELL_HEIGHT + 1.8),
                   arena->id, NULL);
}

/* A change is underlined, as that of a pool is. */
static void
draw_total(VizDrawing *drawing, const VizItem *arena, VizPoint at)
{
    double full = (double) arena->refs / (double) arena->size;
    double height = arena->refs == 0 ? 0 : fmax(1, full * TOTAL_SIZE);
    viz_drawing_id(
        drawing, viz_drawing_tile(drawing, VIZ_ROLE_TILE_FREED, at.x, at.y, TOTAL_SIZE, TOTAL_SIZE),
        arena->id, NULL);
    if (height > 0) {
        viz_drawing_tile(drawing, VIZ_ROLE_TILE, at.x, at.y + TOTAL_SIZE - height, TOTAL_SIZE,
                         height)
            ->palette = LEGEND_HUE;
    }
    if ((arena->flags & VIZ_FLAG_CHANGED) != 0) {
        viz_drawing_tile(drawing, VIZ_ROLE_TILE_CHANGED, at.x, at.y + TOTAL_SIZE, TOTAL_SIZE,
                         TOTAL_GAP - 1);
    }
}

/* The address of the first arena in every few rows. */
static void
draw_addresses(VizDrawing *drawing, const Plan *plan)
{
    size_t across = columns(plan, LEVEL_TOTALS);
    size_t step = across * (plan->count > across * LABEL_ROWS ? LABEL_ROWS : 1);
    for (size_t i = 0; i < plan->count; i += step) {
        SimAddr address = g_array_index(plan->known, Known, i).address;
        g_autofree char *text = g_strdup_printf("0x%" G_GINT64_MODIFIER "x", address);
        double y = MARGIN + head_height(LEVEL_TOTALS) +
                   (double) (i / across) * row_height(LEVEL_TOTALS) + TOTAL_SIZE - 2;
        viz_drawing_text(drawing, VIZ_ROLE_OFFSET, MARGIN + ADDRESSES - 8, y, VIZ_ALIGN_RIGHT,
                         text);
    }
}

/* ---- The whole ---- */

static void
draw_foot(VizDrawing *drawing, const Plan *plan, const VizScene *scene)
{
    double y = plan->height - MARGIN - 2 * LEGEND_LINE + 8;
    legends_draw(&legends, drawing, scene, MARGIN, y);
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (item->kind == VIZ_KIND_REMARK) {
            viz_drawing_id(drawing,
                           viz_drawing_text(drawing, VIZ_ROLE_REMARK, MARGIN, y + LEGEND_LINE + 8.5,
                                            VIZ_ALIGN_LEFT, item->text),
                           item->id, NULL);
        } else if (item->kind == VIZ_KIND_MORE) {
            viz_drawing_id(drawing,
                           viz_drawing_text(drawing, VIZ_ROLE_MORE, MARGIN, MARGIN + 10,
                                            VIZ_ALIGN_LEFT, item->text),
                           item->id, NULL);
        }
    }
}

static VizDrawing *
draw(const Plan *plan, const VizScene *scene)
{
    VizDrawing *drawing = viz_drawing_new(plan->width, plan->height);
    Level level = level_of(scene);
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (item->kind == VIZ_KIND_ARENA) {
            (level == LEVEL_BLOCKS  ? draw_arena
             : level == LEVEL_POOLS ? draw_small_arena
                                    : draw_total)(drawing, item, place_of(plan, level, item));
        } else if (item->kind == VIZ_KIND_POOL) {
            const VizItem *arena = viz_scene_item(scene, item->parent);
            (level == LEVEL_BLOCKS ? draw_pool : draw_cell)(drawing, arena,
                                                            place_of(plan, level, arena), item);
        }
    }
    if (level == LEVEL_TOTALS) {
        draw_addresses(drawing, plan);
    }
    draw_foot(drawing, plan, scene);
    return drawing;
}

GPtrArray *
viz_arenas_lay_out(const GPtrArray *scenes, GError **error)
{
    (void) error;
    g_autoptr(GArray) known = g_array_new(FALSE, FALSE, sizeof(Known));
    Plan plan = {g_hash_table_new(g_str_hash, g_str_equal), known, 0, 0, 0};
    measure(&plan, scenes);
    GPtrArray *drawings = g_ptr_array_new_with_free_func((GDestroyNotify) viz_drawing_free);
    for (guint i = 0; i < scenes->len; i++) {
        const VizScene *scene = scenes->pdata[i];
        g_ptr_array_add(drawings, is_pool(scene) ? viz_pool_draw(scene, plan.width, plan.height)
                                                 : draw(&plan, scene));
    }
    g_hash_table_unref(plan.numbers);
    return drawings;
}
