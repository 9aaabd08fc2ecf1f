#include "viz/layout/strip.h"

#include <math.h>
#include <string.h>

#include "viz/draw/metrics.h"
#include "viz/layout/layout.h"
#include "viz/layout/legend.h"

#define MARGIN       16.0
#define BITS_A_LINE  11
#define BOX_WIDTH    130.0
#define ARROW_LENGTH 64.0
#define NAME_GAP     8.0 /* between a name and its arrow */
#define COLUMN_GAP   20.0
#define CODE_GAP     30.0
#define MARK_WIDTH   3.0 /* of the bar beside new statements */
#define NAME_WIDTH   400.0
#define LEGEND_LINE  16.0

/* What all figures of the sequence share. */
typedef struct {
    VizPlaces places;
    VizCodeColumn code;
    GPtrArray *values; /* const VizItem *: the widest of each id, in order */
    double name_end;   /* right end of names */
    double box;        /* left side of blocks */
    double count;      /* left end of counts */
    double code_left;
    double top;
    double values_top;
    double foot;
    double width;
    double height;
    bool more; /* some scene leaves something out */
    bool changes;
    bool frees;
} Strip;

static double
name_width(const VizItem *name)
{
    double width = fmin(viz_metrics_width(VIZ_ROLE_NAME, name->text, -1), NAME_WIDTH);
    if (name->detail) {
        width += 6 + viz_metrics_width(VIZ_ROLE_NAME_FRAME, name->detail, -1);
    }
    return width;
}

static double
value_width(const VizItem *value)
{
    g_autofree char *text = g_strdup_printf("%s = %s", value->text, value->detail);
    return viz_metrics_width(VIZ_ROLE_PLAIN_CHANGED, text, -1);
}

static void
measure_value(Strip *strip, const VizItem *value)
{
    for (guint i = 0; i < strip->values->len; i++) {
        const VizItem *known = strip->values->pdata[i];
        if (strcmp(known->id, value->id) == 0) {
            if (value_width(value) > value_width(known)) {
                strip->values->pdata[i] = (void *) value;
            }
            return;
        }
    }
    g_ptr_array_add(strip->values, (void *) value);
}

static void
measure_items(Strip *strip, const GPtrArray *scenes, double *names, double *counts)
{
    for (guint s = 0; s < scenes->len; s++) {
        const VizScene *scene = scenes->pdata[s];
        for (guint i = 0; i < scene->items->len; i++) {
            const VizItem *item = viz_scene_item(scene, i);
            strip->more |= item->kind == VIZ_KIND_MORE;
            if (item->kind == VIZ_KIND_NAME) {
                *names = fmax(*names, name_width(item));
            } else if (item->kind == VIZ_KIND_VALUE) {
                measure_value(strip, item);
            } else if (item->kind == VIZ_KIND_BLOCK) {
                *counts = fmax(*counts, viz_metrics_width(VIZ_ROLE_REF_CHANGED, item->detail, -1));
                strip->frees |= (item->flags & VIZ_FLAG_FREED) != 0;
            }
            strip->changes |= item->kind != VIZ_KIND_LEGEND && (item->flags & VIZ_FLAG_CHANGED);
        }
    }
}

static bool
wants_legend(const void *layout, const VizItem *legend)
{
    const Strip *strip = layout;
    if (legend->flags & VIZ_FLAG_FREED) {
        return strip->frees;
    }
    return !(legend->flags & VIZ_FLAG_CHANGED) || strip->changes;
}

static void
draw_swatch(VizDrawing *drawing, const VizItem *legend, double x, double y)
{
    if (legend->flags & VIZ_FLAG_CHANGED) {
        VizPoint line[] = {{x - 2, y + 5}, {x + LEGEND_SWATCH, y + 5}};
        viz_drawing_line(drawing, VIZ_ROLE_ARROW_CHANGED, line, 2)->arrow = true;
    } else if (legend->flags & VIZ_FLAG_FREED) {
        viz_drawing_hatch(drawing, VIZ_ROLE_HATCH, x, y, LEGEND_SWATCH - 2, 10);
        viz_drawing_rect(drawing, VIZ_ROLE_FREED, x, y, LEGEND_SWATCH - 2, 10);
    } else {
        viz_drawing_rect(drawing, VIZ_ROLE_BLOCK, x, y, LEGEND_SWATCH - 2, 10);
    }
}

static Legends
legends_of(const Strip *strip)
{
    return (Legends){strip, wants_legend, draw_swatch};
}

static double
foot_width(const Strip *strip, const VizScene *scene)
{
    Legends legends = legends_of(strip);
    const VizItem *remark = viz_scene_find(scene, "remark");
    return fmax(legends_width(&legends, scene),
                remark ? viz_metrics_width(VIZ_ROLE_REMARK, remark->text, -1) : 0);
}

/* Rows of the list of values when it is @width wide. */
static unsigned
place_values(const Strip *strip, double width, const char *id, double *x, unsigned *row)
{
    double at = 0;
    unsigned rows = strip->values->len > 0;
    for (guint i = 0; i < strip->values->len; i++) {
        const VizItem *value = strip->values->pdata[i];
        double own = value_width(value);
        if (at > 0 && at + own > width) {
            at = 0;
            rows++;
        }
        if (id && strcmp(value->id, id) == 0) {
            *x = at;
            *row = rows - 1;
        }
        at += own + 24;
    }
    return rows;
}

static double
widest_value(const Strip *strip)
{
    double widest = 0;
    for (guint i = 0; i < strip->values->len; i++) {
        widest = fmax(widest, value_width(strip->values->pdata[i]));
    }
    return widest;
}

static void
measure(Strip *strip, const GPtrArray *scenes)
{
    double names = 0;
    double counts = 0;
    strip->values = g_ptr_array_new();
    viz_places_init(&strip->places, scenes);
    viz_code_init(&strip->code, scenes, &strip->places);
    measure_items(strip, scenes, &names, &counts);
    bool blocks = strip->places.cells->len > 0;
    strip->top = MARGIN;
    strip->name_end = MARGIN + ceil(names);
    strip->box = strip->name_end + (names > 0 ? NAME_GAP + ARROW_LENGTH : 0);
    strip->count = strip->box + (blocks ? BOX_WIDTH + COLUMN_GAP : 0);
    strip->code_left = strip->count + ceil(counts) + (blocks ? CODE_GAP : MARK_WIDTH + 8);
    double foot = scenes->len > 0 ? foot_width(strip, scenes->pdata[scenes->len - 1]) : 0;
    strip->width = ceil(fmax(fmax(strip->code_left + strip->code.width, MARGIN + foot),
                             MARGIN + widest_value(strip))) +
                   MARGIN;
    double bottom =
        fmax(strip->places.height + (strip->more ? STRIP_LINE + 6 : 0), strip->code.height);
    strip->values_top = strip->top + ceil(bottom) + (strip->values->len > 0 ? 14 : 0);
    unsigned rows = place_values(strip, strip->width - 2 * MARGIN, NULL, NULL, NULL);
    strip->foot = strip->values_top + rows * STRIP_LINE + 18;
    strip->height = strip->foot + 2 * LEGEND_LINE + MARGIN;
}

/* @lines lines of the block's bits from line @first on; a box may be stretched to more than
 * there are, which begin anew. */
static void
draw_bits(
    VizDrawing *drawing, const VizItem *block, double x, double y, unsigned first, unsigned lines)
{
    size_t length = strlen(block->text);
    for (unsigned i = 0; i < lines; i++) {
        size_t start = (size_t) (first + i) * BITS_A_LINE % (length - BITS_A_LINE + 1);
        g_autofree char *bits = g_strndup(block->text + start, BITS_A_LINE);
        VizMark *mark = viz_drawing_text(drawing, VIZ_ROLE_BITS, x, y + i * STRIP_LINE + 15,
                                         VIZ_ALIGN_MIDDLE, bits);
        mark->palette = block->hue;
    }
}

/* A line across the box where memory is left out of the picture, with its true size. */
static void
draw_break(VizDrawing *drawing, const Strip *strip, const VizItem *block, double y)
{
    g_autofree char *size = g_strdup_printf("%" G_GUINT64_FORMAT " bytes", block->size);
    double middle = strip->box + BOX_WIDTH / 2;
    double half = viz_metrics_width(VIZ_ROLE_BREAK, size, -1) / 2 + 4;
    VizMark *mark =
        viz_drawing_text(drawing, VIZ_ROLE_BREAK, middle, y + 13.5, VIZ_ALIGN_MIDDLE, size);
    mark->palette = block->hue;
    for (int side = -1; side <= 1; side += 2) {
        double from = middle + side * half;
        double to = middle + side * (BOX_WIDTH / 2 - 6);
        VizPoint wave[7];
        for (int i = 0; i < 7; i++) {
            wave[i].x = from + (to - from) * i / 6;
            wave[i].y = y + 10 + (i % 2 ? -3 : 3) * (i > 0 && i < 6);
        }
        mark = viz_drawing_line(drawing, VIZ_ROLE_BREAK_LINE, wave, 7);
        mark->palette = block->hue;
    }
}

static void
draw_used(VizDrawing *drawing, const Strip *strip, const VizItem *block, double y, double height)
{
    VizRole role = block->flags & VIZ_FLAG_CHANGED ? VIZ_ROLE_BLOCK_CHANGED : VIZ_ROLE_BLOCK;
    VizMark *mark = viz_drawing_rect(drawing, role, strip->box, y, BOX_WIDTH, height);
    mark->palette = block->hue;
    viz_drawing_id(drawing, mark, block->id, NULL);
    const VizScale *scale = viz_places_scale(&strip->places, block->size);
    unsigned lines = (unsigned) ((height - 2 * STRIP_PADDING + 0.01) / STRIP_LINE);
    lines = MAX(lines, 1);
    double first = y + (height - lines * STRIP_LINE) / 2;
    double middle = strip->box + BOX_WIDTH / 2;
    if (!scale->compressed || lines < 3) {
        draw_bits(drawing, block, middle, first, 0, lines);
        return;
    }
    unsigned above = lines / 2;
    draw_bits(drawing, block, middle, first, 0, above);
    draw_break(drawing, strip, block, first + above * STRIP_LINE);
    draw_bits(drawing, block, middle, first + (above + 1) * STRIP_LINE, above, lines - above - 1);
}

static void
draw_freed(VizDrawing *drawing, const Strip *strip, const VizItem *block, double y, double height)
{
    VizRole role = block->flags & VIZ_FLAG_CHANGED ? VIZ_ROLE_FREED_CHANGED : VIZ_ROLE_FREED;
    VizMark *mark = viz_drawing_hatch(drawing, VIZ_ROLE_HATCH, strip->box, y, BOX_WIDTH, height);
    mark->palette = block->hue;
    mark = viz_drawing_rect(drawing, role, strip->box, y, BOX_WIDTH, height);
    mark->palette = block->hue;
    viz_drawing_id(drawing, mark, block->id, NULL);
    bool compressed =
        viz_places_scale(&strip->places, block->size)->compressed && height > 3 * STRIP_LINE;
    g_autofree char *size = g_strdup_printf("%" G_GUINT64_FORMAT " bytes", block->size);
    double width = viz_metrics_width(VIZ_ROLE_FREED_WORD, block->text, -1);
    if (compressed) {
        width = fmax(width, viz_metrics_width(VIZ_ROLE_SIZE, size, -1));
    }
    width += 14;
    double half = compressed ? 18 : 10;
    double middle = strip->box + BOX_WIDTH / 2;
    viz_drawing_rect(drawing, VIZ_ROLE_PATCH, middle - width / 2, y + height / 2 - half, width,
                     2 * half);
    double baseline = y + height / 2 + (compressed ? -3.5 : 4.5);
    mark = viz_drawing_text(drawing, VIZ_ROLE_FREED_WORD, middle, baseline, VIZ_ALIGN_MIDDLE,
                            block->text);
    viz_drawing_id(drawing, mark, block->id, "word");
    if (compressed) {
        viz_drawing_text(drawing, VIZ_ROLE_SIZE, middle, baseline + 15, VIZ_ALIGN_MIDDLE, size);
    }
}

static void
draw_count(VizDrawing *drawing, const Strip *strip, const VizItem *block, double middle)
{
    VizRole role = block->flags & VIZ_FLAG_CHANGED ? VIZ_ROLE_REF_CHANGED : VIZ_ROLE_REF;
    VizMark *mark =
        viz_drawing_text(drawing, role, strip->count, middle + 5, VIZ_ALIGN_LEFT, block->detail);
    viz_drawing_id(drawing, mark, block->id, "count");
}

/* The arrow of name @i of @count, whose text stands at @y: straight while the names fit
 * beside the box, else bent towards it. */
static void
draw_arrow(VizDrawing *drawing,
           const Strip *strip,
           const VizItem *name,
           double y,
           double top,
           double height)
{
    VizRole role = name->flags & VIZ_FLAG_CHANGED ? VIZ_ROLE_ARROW_CHANGED : VIZ_ROLE_ARROW;
    double start = strip->name_end + NAME_GAP;
    double end_y = fmin(fmax(y, top + 4), top + height - 4);
    VizMark *mark;
    if (fabs(end_y - y) < 0.5) {
        VizPoint line[] = {{start, y}, {strip->box - 1, y}};
        mark = viz_drawing_line(drawing, role, line, 2);
    } else {
        double bend = (strip->box - start) * 0.55;
        VizPoint curve[] = {
            {start, y}, {start + bend, y}, {strip->box - 1 - bend, end_y}, {strip->box - 1, end_y}};
        mark = viz_drawing_curve(drawing, role, curve, 4);
    }
    mark->arrow = true;
    viz_drawing_id(drawing, mark, name->id, "arrow");
}

static void
draw_name(VizDrawing *drawing, const Strip *strip, const VizItem *name, double y)
{
    g_autofree char *text = viz_metrics_fit(VIZ_ROLE_NAME, name->text, NAME_WIDTH);
    VizMark *mark =
        viz_drawing_text(drawing, VIZ_ROLE_NAME, strip->name_end, y + 5, VIZ_ALIGN_RIGHT, text);
    viz_drawing_id(drawing, mark, name->id, NULL);
    if (name->detail) {
        double width = viz_metrics_width(VIZ_ROLE_NAME, text, -1);
        viz_drawing_text(drawing, VIZ_ROLE_NAME_FRAME, strip->name_end - width - 6, y + 4,
                         VIZ_ALIGN_RIGHT, name->detail);
    }
}

static void
draw_names(VizDrawing *drawing,
           const Strip *strip,
           const VizScene *scene,
           size_t block,
           double top,
           double height)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < scene->items->len; i++) {
        VizItem *item = viz_scene_item(scene, i);
        if (item->kind == VIZ_KIND_NAME && item->target == block) {
            g_ptr_array_add(names, item);
        }
    }
    double y = top + height / 2 - (names->len - 1.0) * STRIP_LINE / 2;
    for (guint i = 0; i < names->len; i++) {
        draw_name(drawing, strip, names->pdata[i], y + i * STRIP_LINE);
        double end = y + i * STRIP_LINE;
        if (names->len * STRIP_LINE > height && names->len > 1) {
            /* Spread the heads over the side of the box. */
            end = top + 5 + (height - 10) * i / (names->len - 1.0);
        }
        draw_arrow(drawing, strip, names->pdata[i], y + i * STRIP_LINE, end - 4, 8);
    }
}

static void
draw_block(VizDrawing *drawing, const Strip *strip, const VizScene *scene, size_t index)
{
    const VizItem *block = viz_scene_item(scene, index);
    double top;
    double height;
    viz_places_box(&strip->places, block->address, block->size, &top, &height);
    top += strip->top;
    if (block->flags & VIZ_FLAG_FREED) {
        draw_freed(drawing, strip, block, top, height);
    } else {
        draw_used(drawing, strip, block, top, height);
    }
    draw_names(drawing, strip, scene, index, top, height);
    draw_count(drawing, strip, block, top + height / 2);
}

static void
draw_code(VizDrawing *drawing, const Strip *strip, const VizItem *code)
{
    VizCodeEntry *entry = viz_code_entry_new(code);
    double top = strip->top + viz_code_top(&strip->code, code->id);
    if (code->flags & VIZ_FLAG_CHANGED) {
        VizMark *mark = viz_drawing_rect(drawing, VIZ_ROLE_CODE_MARK, strip->code_left - 10,
                                         top + 2, MARK_WIDTH, entry->rows * STRIP_LINE - 4);
        viz_drawing_id(drawing, mark, code->id, "mark");
    }
    unsigned row = 0;
    for (guint i = 0; i < entry->lines->len; i++) {
        const VizCodeLine *line = &g_array_index(entry->lines, VizCodeLine, i);
        if (entry->note_behind && i + 1 == entry->lines->len) {
            row--;
        }
        VizMark *mark = viz_drawing_text(drawing, line->note ? VIZ_ROLE_NOTE : VIZ_ROLE_CODE,
                                         strip->code_left + line->indent,
                                         top + row * STRIP_LINE + 15, VIZ_ALIGN_LEFT, line->text);
        g_autofree char *suffix = i > 0 ? g_strdup_printf("%u", i) : NULL;
        viz_drawing_id(drawing, mark, code->id, suffix);
        row++;
    }
    viz_code_entry_free(entry);
}

static void
draw_value(VizDrawing *drawing, const Strip *strip, const VizItem *value)
{
    double x = 0;
    unsigned row = 0;
    place_values(strip, strip->width - 2 * MARGIN, value->id, &x, &row);
    g_autofree char *text = g_strdup_printf("%s = %s", value->text, value->detail);
    VizRole role = value->flags & VIZ_FLAG_CHANGED ? VIZ_ROLE_PLAIN_CHANGED : VIZ_ROLE_PLAIN;
    VizMark *mark = viz_drawing_text(
        drawing, role, MARGIN + x, strip->values_top + row * STRIP_LINE + 14, VIZ_ALIGN_LEFT, text);
    viz_drawing_id(drawing, mark, value->id, NULL);
}

static void
draw_foot(VizDrawing *drawing, const Strip *strip, const VizScene *scene)
{
    Legends legends = legends_of(strip);
    legends_draw(&legends, drawing, scene, MARGIN, strip->foot);
    const VizItem *remark = viz_scene_find(scene, "remark");
    if (remark) {
        VizMark *mark =
            viz_drawing_text(drawing, VIZ_ROLE_REMARK, MARGIN, strip->foot + LEGEND_LINE + 12,
                             VIZ_ALIGN_LEFT, remark->text);
        viz_drawing_id(drawing, mark, remark->id, NULL);
    }
}

static void
draw_more(VizDrawing *drawing, const Strip *strip, const VizItem *more)
{
    VizMark *mark = viz_drawing_text(drawing, VIZ_ROLE_MORE, strip->box,
                                     strip->top + strip->places.height + STRIP_LINE, VIZ_ALIGN_LEFT,
                                     more->text);
    viz_drawing_id(drawing, mark, more->id, NULL);
}

static VizDrawing *
draw(const Strip *strip, const VizScene *scene)
{
    VizDrawing *drawing = viz_drawing_new(strip->width, strip->height);
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (item->kind == VIZ_KIND_BLOCK) {
            draw_block(drawing, strip, scene, i);
        } else if (item->kind == VIZ_KIND_CODE) {
            draw_code(drawing, strip, item);
        } else if (item->kind == VIZ_KIND_VALUE) {
            draw_value(drawing, strip, item);
        } else if (item->kind == VIZ_KIND_MORE) {
            draw_more(drawing, strip, item);
        }
    }
    draw_foot(drawing, strip, scene);
    return drawing;
}

GPtrArray *
viz_strip_lay_out(const GPtrArray *scenes, GError **error)
{
    (void) error;
    Strip strip;
    memset(&strip, 0, sizeof strip);
    measure(&strip, scenes);
    GPtrArray *drawings = g_ptr_array_new_with_free_func((GDestroyNotify) viz_drawing_free);
    for (guint i = 0; i < scenes->len; i++) {
        g_ptr_array_add(drawings, draw(&strip, scenes->pdata[i]));
    }
    viz_places_clear(&strip.places);
    viz_code_clear(&strip.code);
    g_ptr_array_unref(strip.values);
    return drawings;
}
