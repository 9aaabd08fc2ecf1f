#include "viz/layout/pool.h"

#include <math.h>

#include "viz/draw/metrics.h"

#define MARGIN      16.0
#define TITLE       50.0
#define ADDRESSES   58.0 /* the column of offsets */
#define ROW_WIDTH   1080.0
#define CELL_GAP    3.0
#define TALL        30.0
#define LOW         19.0
#define LEGEND      62.0 /* with the line of what is left out */
#define SWATCH      18.0
#define TEXT_MARGIN 4.0

static size_t
columns_for(size_t capacity)
{
    return capacity <= 64 ? 8 : capacity <= 130 ? 10 : capacity <= 520 ? 12 : 16;
}

static double
cell_height(size_t capacity)
{
    return capacity <= 260 ? TALL : LOW;
}

static const VizItem *
pool_of(const VizScene *scene)
{
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (item->kind == VIZ_KIND_POOL) {
            return item;
        }
    }
    return NULL;
}

void
viz_pool_measure(const VizScene *scene, double *width, double *height)
{
    const VizItem *pool = pool_of(scene);
    size_t across = columns_for(pool->order);
    size_t rows = (viz_scene_count(scene, VIZ_KIND_CELL) + across - 1) / across;
    double least = viz_metrics_width(VIZ_ROLE_ARENA_DETAIL, pool->detail, -1);
    *width = fmax(*width, 2 * MARGIN + ADDRESSES + fmax(ROW_WIDTH, least));
    *height = fmax(*height, 2 * MARGIN + TITLE +
                                (double) rows * (cell_height(pool->order) + CELL_GAP) + LEGEND);
}

static void
draw_swatch(
    VizDrawing *drawing, const VizItem *item, double x, double y, double width, double height)
{
    bool never = (item->flags & VIZ_FLAG_STATIC) != 0;
    bool freed = (item->flags & VIZ_FLAG_FREED) != 0;
    if (!never && !freed && (item->kind == VIZ_KIND_CELL || item->flags == 0)) {
        viz_drawing_rect(drawing, VIZ_ROLE_BLOCK, x, y, width, height)->palette = item->hue;
    } else if (freed) {
        viz_drawing_rect(drawing, VIZ_ROLE_STILL, x, y, width, height);
    } else {
        viz_drawing_rect(drawing, VIZ_ROLE_POOL_UNUSED, x, y, width, height);
    }
    if (item->flags & VIZ_FLAG_OWNS) {
        viz_drawing_hatch(drawing, VIZ_ROLE_HATCH, x, y + height - 6, width, 6);
    }
    if (item->flags & VIZ_FLAG_CHANGED) {
        viz_drawing_rect(drawing, VIZ_ROLE_OBJECT_CHANGED, x, y, width, height);
    }
}

static void
draw_cell(VizDrawing *drawing, const VizItem *cell, double x, double y, double width, double height)
{
    bool live = (cell->flags & (VIZ_FLAG_STATIC | VIZ_FLAG_FREED)) == 0;
    draw_swatch(drawing, cell, x, y, width, height);
    if (cell->flags & VIZ_FLAG_STATIC) {
        return; /* the empty box says it */
    }
    VizRole role = live ? VIZ_ROLE_WORD_SMALL : VIZ_ROLE_STILL_TYPE;
    double room = width - 2 * TEXT_MARGIN;
    g_autofree char *text = viz_metrics_fit(role, cell->text, room);
    VizMark *mark = viz_drawing_text(drawing, role, x + TEXT_MARGIN, y + 12, VIZ_ALIGN_LEFT, text);
    mark->palette = cell->hue;
    viz_drawing_id(drawing, mark, cell->id, NULL);
    if (cell->detail != NULL && height >= TALL) {
        g_autofree char *bytes = viz_metrics_fit(VIZ_ROLE_WORD_SMALL, cell->detail, room);
        mark = viz_drawing_text(drawing, VIZ_ROLE_WORD_SMALL, x + TEXT_MARGIN, y + 25,
                                VIZ_ALIGN_LEFT, bytes);
        mark->palette = cell->hue;
    }
}

static void
draw_cells(VizDrawing *drawing, const VizScene *scene, const VizItem *pool)
{
    size_t across = columns_for(pool->order);
    double height = cell_height(pool->order);
    double width = ROW_WIDTH / (double) across - CELL_GAP;
    size_t number = 0;
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *cell = viz_scene_item(scene, i);
        if (cell->kind != VIZ_KIND_CELL) {
            continue;
        }
        double x = MARGIN + ADDRESSES + (double) (number % across) * (width + CELL_GAP);
        double y = MARGIN + TITLE + (double) (number / across) * (height + CELL_GAP);
        if (number % across == 0) {
            g_autofree char *offset =
                g_strdup_printf("+%" G_GINT64_MODIFIER "u", cell->address - pool->address);
            viz_drawing_text(drawing, VIZ_ROLE_OFFSET, x - 8, y + 12, VIZ_ALIGN_RIGHT, offset);
        }
        draw_cell(drawing, cell, x, y, width, height);
        number++;
    }
    const VizItem *more = viz_scene_find(scene, "more");
    double below = MARGIN + TITLE + ceil((double) number / (double) across) * (height + CELL_GAP);
    if (more != NULL) {
        viz_drawing_id(drawing,
                       viz_drawing_text(drawing, VIZ_ROLE_MORE, MARGIN + ADDRESSES, below + 14,
                                        VIZ_ALIGN_LEFT, more->text),
                       more->id, NULL);
    }
}

static void
draw_legends(VizDrawing *drawing, const VizScene *scene, double y)
{
    double x = MARGIN + ADDRESSES;
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (item->kind == VIZ_KIND_LEGEND) {
            draw_swatch(drawing, item, x, y, SWATCH - 2, 12);
            viz_drawing_id(drawing,
                           viz_drawing_text(drawing, VIZ_ROLE_LEGEND, x + SWATCH + 4, y + 9.5,
                                            VIZ_ALIGN_LEFT, item->text),
                           item->id, NULL);
            x += SWATCH + 26 + viz_metrics_width(VIZ_ROLE_LEGEND, item->text, -1);
        }
    }
}

VizDrawing *
viz_pool_draw(const VizScene *scene, double width, double height)
{
    VizDrawing *drawing = viz_drawing_new(width, height);
    const VizItem *pool = pool_of(scene);
    viz_drawing_id(drawing,
                   viz_drawing_text(drawing, VIZ_ROLE_ARENA, MARGIN + ADDRESSES, MARGIN + 15,
                                    VIZ_ALIGN_LEFT, pool->text),
                   pool->id, NULL);
    viz_drawing_id(drawing,
                   viz_drawing_text(drawing, VIZ_ROLE_ARENA_DETAIL, MARGIN + ADDRESSES, MARGIN + 36,
                                    VIZ_ALIGN_LEFT, pool->detail),
                   pool->id, "detail");
    draw_cells(drawing, scene, pool);
    draw_legends(drawing, scene, height - MARGIN - 14);
    return drawing;
}
