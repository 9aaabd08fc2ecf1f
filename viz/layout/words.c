#include "viz/layout/words.h"

#include <math.h>
#include <string.h>

#include "viz/draw/metrics.h"
#include "viz/layout/layout.h"
#include "viz/scene/value.h"

#define NAME_GAP   8.0
#define NAME_WIDTH 240.0
#define NARROW     30.0 /* a cell too narrow for a frame inside */

/* The middle of a row to the baseline of its text. */
static double
baseline(double top, VizRole role)
{
    return top + WORDS_ROW / 2 + viz_role_info(role)->size * 0.36;
}

static void
draw_address(VizDrawing *drawing, const Words *words, unsigned column, SimAddr address, double top)
{
    g_autofree char *text = g_strdup_printf("0x%" G_GINT64_MODIFIER "x", address);
    viz_drawing_text(drawing, VIZ_ROLE_FIELD, words->addresses[column],
                     baseline(top, VIZ_ROLE_FIELD), VIZ_ALIGN_RIGHT, text);
}

/* Teeth from @from to @to: memory is left out. */
static void
draw_teeth(VizDrawing *drawing, double from, double to, double y)
{
    enum {
        COUNT = 7
    };
    VizPoint wave[COUNT];
    for (int i = 0; i < COUNT; i++) {
        wave[i].x = from + (to - from) * i / (COUNT - 1);
        wave[i].y = y + (i % 2 ? -3 : 3) * (i > 0 && i < COUNT - 1);
    }
    viz_drawing_line(drawing, VIZ_ROLE_GAP_LINE, wave, COUNT);
}

/* A break in a column of cells, its text between teeth or before them. */
static void
draw_break(VizDrawing *drawing, const VizItem *gap, double left, double right, double top)
{
    double y = top + WORDS_GAP / 2;
    double width = viz_metrics_width(VIZ_ROLE_REMARK, gap->text, -1);
    VizMark *mark = viz_drawing_text(drawing, VIZ_ROLE_REMARK, (left + right) / 2, y + 3.5,
                                     VIZ_ALIGN_MIDDLE, gap->text);
    viz_drawing_id(drawing, mark, gap->id, NULL);
    double room = (right - left - width) / 2 - 6;
    if (room > 14) {
        double tooth = fmin(room, 60);
        draw_teeth(drawing, (left + right - width) / 2 - 6 - tooth, (left + right - width) / 2 - 6,
                   y);
        draw_teeth(drawing, (left + right + width) / 2 + 6, (left + right + width) / 2 + 6 + tooth,
                   y);
    }
}

static void
draw_cell(VizDrawing *drawing,
          const VizItem *word,
          bool fixed,
          double x,
          double y,
          double width,
          double height)
{
    bool payload = (word->flags & VIZ_FLAG_PAYLOAD) != 0;
    VizMark *mark;
    if (word->flags & VIZ_FLAG_UNUSED) {
        mark = viz_drawing_hatch(drawing, VIZ_ROLE_HATCH, x, y, width, height);
        mark->palette = word->hue;
        mark = viz_drawing_rect(drawing, VIZ_ROLE_FREED, x, y, width, height);
    } else {
        VizRole role = payload ? VIZ_ROLE_WORD_FULL : fixed ? VIZ_ROLE_STILL : VIZ_ROLE_WORD;
        mark = viz_drawing_rect(drawing, role, x, y, width, height);
    }
    mark->palette = word->hue;
    viz_drawing_id(drawing, mark, word->id, NULL);
    if (word->flags & VIZ_FLAG_CHANGED && width < NARROW) {
        VizPoint bar[] = {{x + 1, y + height - 2}, {x + width - 1, y + height - 2}};
        viz_drawing_line(drawing, VIZ_ROLE_ARROW_CHANGED, bar, 2);
    } else if (word->flags & VIZ_FLAG_CHANGED) {
        viz_drawing_rect(drawing, VIZ_ROLE_WORD_CHANGED, x + 1, y + 1, width - 2, height - 2);
    }
}

/* The value in its cell, shortened where it must be. */
static void
draw_value(VizDrawing *drawing, const VizItem *word, double x, double top, double width)
{
    VizRole role;
    if (!word->detail) {
        return;
    }
    if (!words_value_fits(word, &role) && width < WORDS_CELL) {
        return;
    }
    g_autofree char *text = viz_metrics_fit(role, word->detail, width - (word->size < 4 ? 2 : 4));
    VizMark *mark =
        viz_drawing_text(drawing, role, x + width / 2, baseline(top, role), VIZ_ALIGN_MIDDLE, text);
    if (mark) {
        mark->palette = word->hue;
    }
    viz_drawing_id(drawing, mark, word->id, "value");
}

/* How many places are free, where they are too many to be drawn. */
static void
draw_spare(VizDrawing *drawing, const VizItem *word, double x, double top)
{
    double width = viz_metrics_width(VIZ_ROLE_SIZE, word->text, -1) + 8;
    viz_drawing_rect(drawing, VIZ_ROLE_PATCH, x + (WORDS_CELL - width) / 2, top + 3, width,
                     WORDS_ROW - 6);
    viz_drawing_text(drawing, VIZ_ROLE_SIZE, x + WORDS_CELL / 2, baseline(top, VIZ_ROLE_SIZE),
                     VIZ_ALIGN_MIDDLE, word->text);
}

/* A word of a run whose words stand under each other. */
static void
draw_word(VizDrawing *drawing, const Words *words, const VizScene *scene, size_t index)
{
    const VizItem *word = viz_scene_item(scene, index);
    const VizItem *run = viz_scene_item(scene, word->parent);
    unsigned column = (unsigned) run->order;
    double top = words_top(words, scene, index);
    uint64_t within = (word->address - run->address) % WORDS_BYTES;
    double width = (double) MIN(word->size, WORDS_BYTES) * WORDS_CELL / WORDS_BYTES;
    double x = words_cells(words, column) + (double) within * WORDS_CELL / WORDS_BYTES;
    unsigned rows = words_rows(word);
    if (within == 0) {
        draw_address(drawing, words, column, word->address, top);
    }
    draw_cell(drawing, word, (run->flags & VIZ_FLAG_STATIC) != 0, x, top, width, rows * WORDS_ROW);
    if (word->flags & VIZ_FLAG_UNUSED) {
        if (rows * WORDS_BYTES < word->size) {
            draw_spare(drawing, word, x, top);
        }
        return;
    }
    if (within == 0) {
        viz_drawing_text(drawing, VIZ_ROLE_FIELD, words_cells(words, column) - 8,
                         baseline(top, VIZ_ROLE_FIELD), VIZ_ALIGN_RIGHT, word->text);
        g_autofree char *row = words_row_text(scene, index);
        if (row) {
            viz_drawing_text(drawing, VIZ_ROLE_FIELD, x + WORDS_CELL + 8,
                             baseline(top, VIZ_ROLE_FIELD), VIZ_ALIGN_LEFT, row);
        }
    }
    draw_value(drawing, word, x, top, width);
}

/* A word of a box. */
static void
draw_box_word(VizDrawing *drawing, const Words *words, const VizScene *scene, size_t index)
{
    const VizItem *word = viz_scene_item(scene, index);
    const VizItem *run = viz_scene_item(scene, word->parent);
    const WordsStrip *strip = words_strip(words, scene, word->parent);
    double top = words_top(words, scene, index);
    double x = words_cells(words, WORDS_BOXES) +
               (double) (word->address - run->address) * WORDS_CELL / WORDS_BYTES;
    double width = words_cell_width(scene, word);
    if (word->address == run->address) {
        draw_address(drawing, words, WORDS_BOXES, word->address, top);
    }
    bool last = word->address + word->size == run->address + run->size;
    draw_cell(drawing, word, strip->fixed, x, top, width, WORDS_ROW);
    bool cut = word->address + word->size > run->address + (uint64_t) WORDS_ACROSS * WORDS_BYTES;
    if (cut) { /* the box goes on */
        VizPoint teeth[6];
        for (int i = 0; i < 6; i++) {
            teeth[i] = (VizPoint){x + width + (i % 2 ? 3 : -3), top + WORDS_ROW * i / 5};
        }
        viz_drawing_line(drawing, VIZ_ROLE_GAP_LINE, teeth, 6);
    }
    if (last && run->flags & VIZ_FLAG_CHANGED) { /* the box is new */
        double left = words_cells(words, WORDS_BOXES);
        viz_drawing_rect(drawing, VIZ_ROLE_WORD_CHANGED, left + 1, top + 1, x + width - left - 2,
                         WORDS_ROW - 2);
    }
    if (words_has_heading(scene, word->parent)) {
        g_autofree char *heading = viz_metrics_fit(VIZ_ROLE_FIELD, word->text, fmax(width - 4, 64));
        viz_drawing_text(drawing, VIZ_ROLE_FIELD, x + 3, top - 3.5, VIZ_ALIGN_LEFT, heading);
    }
    VizRole role;
    if (!words_stands_outside(word, &role)) {
        draw_value(drawing, word, x, top, width);
        return;
    }
    double end = x + ceil(width / WORDS_CELL) * WORDS_CELL;
    VizMark *mark = viz_drawing_text(drawing, VIZ_ROLE_VALUE, end + 6,
                                     baseline(top, VIZ_ROLE_VALUE), VIZ_ALIGN_LEFT, word->detail);
    viz_drawing_id(drawing, mark, word->id, "value");
}

/* Where something that refers to @item arrives: left of its strip. */
static VizPoint
entry_of(const Words *words, const VizScene *scene, size_t item)
{
    const VizItem *to = viz_scene_item(scene, item);
    size_t run = to->kind == VIZ_KIND_RUN ? item : to->parent;
    const WordsStrip *strip = words_strip(words, scene, run);
    return (VizPoint){words->left[strip->column] - 1,
                      words_top(words, scene, item) + WORDS_ROW / 2};
}

static void
draw_arrow(VizDrawing *drawing, const Words *words, const VizScene *scene, size_t index)
{
    const VizItem *word = viz_scene_item(scene, index);
    unsigned column = (unsigned) viz_scene_item(scene, word->parent)->order;
    VizPoint to = entry_of(words, scene, word->target);
    double y = words_top(words, scene, index) + WORDS_ROW / 2;
    double from = words_cells(words, column) + WORDS_CELL / 2;
    double edge = fmin(words->right[column], to.x);
    double bend = (to.x - edge) * 0.5;
    VizPoint path[] = {{from, y},
                       {from + (edge - from) / 3, y},
                       {from + (edge - from) * 2 / 3, y},
                       {edge, y},
                       {edge + bend, y},
                       {to.x - bend, to.y},
                       to};
    bool changed = (word->flags & VIZ_FLAG_CHANGED) != 0;
    VizMark *mark = viz_drawing_curve(drawing, changed ? VIZ_ROLE_EDGE_CHANGED : VIZ_ROLE_EDGE,
                                      path, G_N_ELEMENTS(path));
    mark->arrow = true;
    mark->dot = true;
    viz_drawing_id(drawing, mark, word->id, "arrow");
}

/* How far apart the boxes are tells why a list is slow to walk. */
static char *
boxes_title(const VizScene *scene, const WordsStrip *strip, size_t panel)
{
    if (strip->fixed) {
        return g_strdup("static objects, outside of the heap");
    }
    SimAddr first = UINT64_MAX;
    SimAddr end = 0;
    unsigned count = 0;
    for (size_t i = panel + 1; i < scene->items->len; i++) {
        const VizItem *box = viz_scene_item(scene, i);
        if (box->kind == VIZ_KIND_RUN && box->parent == panel && box->order == WORDS_BOXES &&
            !(box->flags & VIZ_FLAG_STATIC)) {
            first = MIN(first, box->address);
            end = MAX(end, box->address + box->size);
            count++;
        }
    }
    g_autofree char *bytes = viz_value_bytes(end - first);
    return count == 1 ? g_strdup_printf("1 object, %s", bytes)
                      : g_strdup_printf("%u objects by address, spread over %s", count, bytes);
}

static void
draw_strip_title(VizDrawing *drawing,
                 const Words *words,
                 const VizScene *scene,
                 const WordsStrip *strip,
                 size_t run)
{
    g_autofree char *title = strip->column < WORDS_BOXES
                                 ? words_title(viz_scene_item(scene, run))
                                 : boxes_title(scene, strip, viz_scene_item(scene, run)->parent);
    VizMark *mark = viz_drawing_text(drawing, VIZ_ROLE_FRAME_TITLE, words->left[strip->column],
                                     strip->top - 5, VIZ_ALIGN_LEFT, title);
    viz_drawing_id(drawing, mark, viz_scene_item(scene, run)->id, "title");
}

/* The grounds of the strips that this scene uses, with their titles. */
static void
draw_strips(VizDrawing *drawing, const Words *words, const VizScene *scene)
{
    g_autoptr(GHashTable) drawn = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *run = viz_scene_item(scene, i);
        if (run->kind != VIZ_KIND_RUN) {
            continue;
        }
        const WordsStrip *strip = words_strip(words, scene, i);
        if (!g_hash_table_add(drawn, (void *) strip)) {
            continue;
        }
        VizRole role = strip->fixed ? VIZ_ROLE_STILL : VIZ_ROLE_FRAME;
        double left = words->left[strip->column];
        double width = words->right[strip->column] - left;
        VizMark *mark = viz_drawing_rect(drawing, role, left, strip->top, width, strip->height);
        viz_drawing_id(drawing, mark, run->id, "ground");
        if (strip->column < WORDS_BOXES && (run->flags & VIZ_FLAG_CHANGED)) {
            viz_drawing_rect(drawing, VIZ_ROLE_WORD_CHANGED, left, strip->top, width,
                             strip->height);
        }
        draw_strip_title(drawing, words, scene, strip, i);
    }
}

static void
draw_gap(VizDrawing *drawing, const Words *words, const VizScene *scene, size_t index)
{
    const VizItem *gap = viz_scene_item(scene, index);
    if (gap->target == VIZ_NO_ITEM) {
        unsigned column = (unsigned) viz_scene_item(scene, gap->parent)->order;
        double top = words_top(words, scene, index);
        draw_break(drawing, gap, words->left[column] + WORDS_PAD, words->right[column] - WORDS_PAD,
                   top);
        return;
    }
    const WordsStrip *strip = words_strip(words, scene, gap->target);
    const WordsRow *row = words_row(strip, viz_scene_item(scene, gap->target)->address);
    double left = words_cells(words, WORDS_BOXES);
    bool heading = words_has_heading(scene, gap->target);
    double top = strip->top + row->top - (heading ? WORDS_HEADING : 0) - WORDS_GAP;
    draw_break(drawing, gap, left, left + WORDS_ACROSS * WORDS_CELL, top);
}

static void
draw_name(VizDrawing *drawing, const Words *words, const VizScene *scene, size_t index)
{
    const VizItem *name = viz_scene_item(scene, index);
    if (viz_scene_item(scene, name->target)->kind != VIZ_KIND_RUN) {
        return;
    }
    unsigned before = 0;
    for (size_t i = 0; i < index; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        before += item->kind == VIZ_KIND_NAME && item->target == name->target;
    }
    VizPoint to = entry_of(words, scene, name->target);
    double y = to.y + before * WORDS_ROW;
    g_autofree char *text = viz_metrics_fit(VIZ_ROLE_NAME, name->text, NAME_WIDTH);
    VizMark *mark =
        viz_drawing_text(drawing, VIZ_ROLE_NAME, words->name_end, y + 5, VIZ_ALIGN_RIGHT, text);
    viz_drawing_id(drawing, mark, name->id, NULL);
    if (name->detail) {
        double width = viz_metrics_width(VIZ_ROLE_NAME, text, -1);
        viz_drawing_text(drawing, VIZ_ROLE_NAME_FRAME, words->name_end - width - 6, y + 4,
                         VIZ_ALIGN_RIGHT, name->detail);
    }
    double start = words->name_end + NAME_GAP;
    double bend = fmin((to.x - start) * 0.6, 40);
    VizPoint path[] = {{start, y}, {start + bend, y}, {to.x - bend, to.y}, to};
    mark = viz_drawing_curve(drawing, VIZ_ROLE_ARROW, path, G_N_ELEMENTS(path));
    mark->arrow = true;
    viz_drawing_id(drawing, mark, name->id, "arrow");
}

static void
draw_total(VizDrawing *drawing, const Words *words, const VizScene *scene, const VizItem *total)
{
    const WordsPanel *panel = words_panel(words, viz_scene_item(scene, total->parent)->id);
    double x = WORDS_MARGIN;
    double each = total->detail ? viz_metrics_width(VIZ_ROLE_TOTAL, total->detail, -1) + 16 : 0;
    double width = each + viz_metrics_width(VIZ_ROLE_MORE, total->text, -1);
    viz_drawing_rect(drawing, VIZ_ROLE_PATCH, x, panel->total - 14, width, 19);
    if (total->detail) {
        VizMark *mark = viz_drawing_text(drawing, VIZ_ROLE_TOTAL, x, panel->total, VIZ_ALIGN_LEFT,
                                         total->detail);
        viz_drawing_id(drawing, mark, total->id, "each");
        x += each;
    }
    VizMark *mark =
        viz_drawing_text(drawing, VIZ_ROLE_MORE, x, panel->total, VIZ_ALIGN_LEFT, total->text);
    viz_drawing_id(drawing, mark, total->id, NULL);
}

static void
draw_panel(VizDrawing *drawing, const Words *words, const VizItem *item)
{
    const WordsPanel *panel = words_panel(words, item->id);
    VizMark *mark = viz_drawing_text(drawing, VIZ_ROLE_FRAME_TITLE, WORDS_MARGIN, panel->top + 13,
                                     VIZ_ALIGN_LEFT, item->text);
    viz_drawing_id(drawing, mark, item->id, NULL);
}

static void
draw_swatch(VizDrawing *drawing, const VizItem *legend, double x, double y)
{
    double width = LEGEND_SWATCH - 2;
    if (legend->flags & VIZ_FLAG_UNUSED) {
        viz_drawing_hatch(drawing, VIZ_ROLE_HATCH, x, y, width, 10);
        viz_drawing_rect(drawing, VIZ_ROLE_FREED, x, y, width, 10);
    } else if (legend->flags & VIZ_FLAG_PAYLOAD) {
        viz_drawing_rect(drawing, VIZ_ROLE_WORD_FULL, x, y, width, 10)->palette = 2;
    } else if (legend->flags & VIZ_FLAG_CHANGED) {
        viz_drawing_rect(drawing, VIZ_ROLE_WORD_CHANGED, x, y, width, 10);
    } else {
        VizRole role = legend->flags & VIZ_FLAG_STATIC ? VIZ_ROLE_STILL : VIZ_ROLE_WORD;
        viz_drawing_rect(drawing, role, x, y, width, 10);
    }
}

static bool
wants_legend(const void *layout, const VizItem *legend)
{
    const Words *words = layout;
    return legend->flags & VIZ_FLAG_UNUSED    ? words->unused
           : legend->flags & VIZ_FLAG_STATIC  ? words->fixed
           : legend->flags & VIZ_FLAG_CHANGED ? words->changes
                                              : true;
}

Legends
words_legends(const Words *words)
{
    return (Legends){words, wants_legend, draw_swatch};
}

static void
draw_foot(VizDrawing *drawing, const Words *words, const VizScene *scene)
{
    Legends legends = words_legends(words);
    legends_draw(&legends, drawing, scene, WORDS_MARGIN, words->foot);
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (item->kind == VIZ_KIND_REMARK) {
            VizMark *mark = viz_drawing_text(drawing, VIZ_ROLE_REMARK, WORDS_MARGIN,
                                             words->foot + 28, VIZ_ALIGN_LEFT, item->text);
            viz_drawing_id(drawing, mark, item->id, NULL);
        } else if (item->kind == VIZ_KIND_MORE) {
            VizMark *mark = viz_drawing_text(drawing, VIZ_ROLE_MORE, WORDS_MARGIN, words->more,
                                             VIZ_ALIGN_LEFT, item->text);
            viz_drawing_id(drawing, mark, item->id, NULL);
        }
    }
}

static void
draw_item(VizDrawing *drawing, const Words *words, const VizScene *scene, size_t index)
{
    const VizItem *item = viz_scene_item(scene, index);
    switch ((int) item->kind) {
    case VIZ_KIND_PANEL:
        draw_panel(drawing, words, item);
        break;
    case VIZ_KIND_WORD:
        if (viz_scene_item(scene, item->parent)->order == WORDS_BOXES) {
            draw_box_word(drawing, words, scene, index);
        } else {
            draw_word(drawing, words, scene, index);
        }
        break;
    case VIZ_KIND_GAP:
        draw_gap(drawing, words, scene, index);
        break;
    case VIZ_KIND_NAME:
        draw_name(drawing, words, scene, index);
        break;
    default:
        break;
    }
}

static VizDrawing *
draw(const Words *words, const VizScene *scene)
{
    VizDrawing *drawing = viz_drawing_new(words->width, words->height);
    draw_strips(drawing, words, scene);
    for (guint i = 0; i < scene->items->len; i++) {
        draw_item(drawing, words, scene, i);
    }
    for (guint i = 0; i < scene->items->len; i++) { /* on top of all cells */
        const VizItem *item = viz_scene_item(scene, i);
        if (item->kind == VIZ_KIND_WORD && item->target != VIZ_NO_ITEM) {
            draw_arrow(drawing, words, scene, i);
        }
    }
    for (guint i = 0; i < scene->items->len; i++) { /* on top of arrows between panels */
        const VizItem *item = viz_scene_item(scene, i);
        if (item->kind == VIZ_KIND_TOTAL) {
            draw_total(drawing, words, scene, item);
        }
    }
    draw_foot(drawing, words, scene);
    return drawing;
}

GPtrArray *
viz_words_lay_out(const GPtrArray *scenes, GError **error)
{
    (void) error;
    Words words;
    words_init(&words, scenes);
    GPtrArray *drawings = g_ptr_array_new_with_free_func((GDestroyNotify) viz_drawing_free);
    for (guint i = 0; i < scenes->len; i++) {
        g_ptr_array_add(drawings, draw(&words, scenes->pdata[i]));
    }
    words_clear(&words);
    return drawings;
}
