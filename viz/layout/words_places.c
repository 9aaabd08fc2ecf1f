#include "viz/layout/words.h"

#include <math.h>
#include <string.h>

#include "viz/draw/metrics.h"
#include "viz/scene/value.h"

#define NAME_GAP    8.0
#define ARROW       40.0 /* room for a name's arrow */
#define BETWEEN     64.0 /* columns */
#define BEFORE_BOX  96.0 /* there are many arrows */
#define STRIP_SPACE 12.0 /* between strips of a column */
#define PANEL_SPACE 26.0
#define NAME_WIDTH  240.0

static void
free_strip(void *data)
{
    WordsStrip *strip = data;
    g_free(strip->key);
    g_array_unref(strip->rows);
    g_free(strip);
}

static void
free_panel(void *data)
{
    WordsPanel *panel = data;
    g_free(panel->id);
    g_ptr_array_unref(panel->strips);
    g_free(panel);
}

static WordsPanel *
find_panel(const Words *words, const char *id)
{
    for (guint i = 0; i < words->panels->len; i++) {
        WordsPanel *panel = words->panels->pdata[i];
        if (strcmp(panel->id, id) == 0) {
            return panel;
        }
    }
    return NULL;
}

const WordsPanel *
words_panel(const Words *words, const char *id)
{
    return find_panel(words, id);
}

static WordsPanel *
need_panel(Words *words, const char *id)
{
    WordsPanel *panel = find_panel(words, id);
    if (!panel) {
        panel = g_new0(WordsPanel, 1);
        panel->id = g_strdup(id);
        panel->strips = g_ptr_array_new_with_free_func(free_strip);
        g_ptr_array_add(words->panels, panel);
    }
    return panel;
}

/* All boxes of a panel share a strip, static ones another. */
static const char *
strip_key(const VizItem *run)
{
    if (run->order < WORDS_BOXES) {
        return run->id;
    }
    return run->flags & VIZ_FLAG_STATIC ? "static" : "boxes";
}

static WordsStrip *
find_strip(const WordsPanel *panel, const char *key)
{
    for (guint i = 0; i < panel->strips->len; i++) {
        WordsStrip *strip = panel->strips->pdata[i];
        if (strcmp(strip->key, key) == 0) {
            return strip;
        }
    }
    return NULL;
}

static WordsStrip *
need_strip(WordsPanel *panel, const VizItem *run)
{
    WordsStrip *strip = find_strip(panel, strip_key(run));
    if (!strip) {
        strip = g_new0(WordsStrip, 1);
        strip->key = g_strdup(strip_key(run));
        strip->column = (unsigned) MIN(run->order, WORDS_BOXES);
        strip->fixed = (run->flags & VIZ_FLAG_STATIC) != 0;
        strip->rows = g_array_new(FALSE, TRUE, sizeof(WordsRow));
        g_ptr_array_add(panel->strips, strip);
    }
    return strip;
}

const WordsStrip *
words_strip(const Words *words, const VizScene *scene, size_t run)
{
    const VizItem *item = viz_scene_item(scene, run);
    const WordsPanel *panel = find_panel(words, viz_scene_item(scene, item->parent)->id);
    return find_strip(panel, strip_key(item));
}

unsigned
words_rows(const VizItem *word)
{
    uint64_t rows = (word->size + WORDS_BYTES - 1) / WORDS_BYTES;
    return rows > WORDS_SPARE ? 1 : (unsigned) MAX(rows, 1);
}

/* The height of the words of @run before @end, which may be VIZ_NO_ITEM: all of them. */
static double
height_until(const VizScene *scene, size_t run, size_t end)
{
    double y = 0;
    double row = 0; /* top of the row of the word before */
    uint64_t last = UINT64_MAX;
    const VizItem *parent = viz_scene_item(scene, run);
    for (size_t i = run + 1; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (item->parent != run || (item->kind != VIZ_KIND_WORD && item->kind != VIZ_KIND_GAP)) {
            continue;
        }
        uint64_t number = (item->address - parent->address) / WORDS_BYTES;
        bool same = item->kind == VIZ_KIND_WORD && number == last;
        if (i == end) {
            return same ? row : y;
        }
        if (same) {
            continue;
        }
        row = y;
        last = item->kind == VIZ_KIND_WORD ? number : UINT64_MAX;
        y += item->kind == VIZ_KIND_WORD ? words_rows(item) * WORDS_ROW : WORDS_GAP;
    }
    return y;
}

static int
compare_rows(const void *a, const void *b)
{
    const WordsRow *x = a;
    const WordsRow *y = b;
    return x->address < y->address ? -1 : x->address > y->address;
}

const WordsRow *
words_row(const WordsStrip *strip, SimAddr address)
{
    for (guint i = 0; i < strip->rows->len; i++) {
        const WordsRow *row = &g_array_index(strip->rows, WordsRow, i);
        if (row->address == address) {
            return row;
        }
    }
    return NULL;
}

static void
add_row(WordsStrip *strip, const VizItem *box)
{
    if (!words_row(strip, box->address)) {
        WordsRow row = {box->address, false, false, 0};
        g_array_append_val(strip->rows, row);
    }
}

/* The item that names the words of a run begin with, or VIZ_NO_ITEM. */
static size_t
word_named(const VizScene *scene, size_t run, const char *name)
{
    for (size_t i = run + 1; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (item->kind == VIZ_KIND_WORD && item->parent == run && strcmp(item->text, name) == 0) {
            return i;
        }
    }
    return VIZ_NO_ITEM;
}

double
words_top(const Words *words, const VizScene *scene, size_t index)
{
    const VizItem *item = viz_scene_item(scene, index);
    size_t run = item->kind == VIZ_KIND_RUN ? index : item->parent;
    const WordsStrip *strip = words_strip(words, scene, run);
    if (strip->column == WORDS_BOXES) {
        return strip->top + words_row(strip, viz_scene_item(scene, run)->address)->top;
    }
    /* References lead to the object, which begins behind the collector's words. */
    size_t word = item->kind == VIZ_KIND_RUN ? word_named(scene, run, "ob_refcnt") : index;
    return strip->top + WORDS_PAD + (word == VIZ_NO_ITEM ? 0 : height_until(scene, run, word));
}

static void
measure_word(Words *words, const VizScene *scene, size_t index)
{
    const VizItem *word = viz_scene_item(scene, index);
    const VizItem *run = viz_scene_item(scene, word->parent);
    words->changes |= (word->flags & VIZ_FLAG_CHANGED) != 0;
    words->unused |= (word->flags & VIZ_FLAG_UNUSED) != 0;
    if (run->order < WORDS_BOXES) {
        double width = viz_metrics_width(VIZ_ROLE_FIELD, word->text, -1);
        bool named = !(word->flags & VIZ_FLAG_UNUSED);
        words->labels[run->order] = fmax(words->labels[run->order], named ? width : 0);
        g_autofree char *row =
            (word->address - run->address) % WORDS_BYTES == 0 ? words_row_text(scene, index) : NULL;
        double outside = row ? viz_metrics_width(VIZ_ROLE_FIELD, row, -1) + 8 : 0;
        words->outside[run->order] = fmax(words->outside[run->order], outside);
        return;
    }
    VizRole role;
    if (words_stands_outside(word, &role)) {
        double width = viz_metrics_width(VIZ_ROLE_VALUE, word->detail, -1) + 8;
        uint64_t end = MIN(word->address + word->size - run->address, WORDS_ACROSS * WORDS_BYTES);
        width -= WORDS_CELL * (WORDS_ACROSS - (double) ((end + WORDS_BYTES - 1) / WORDS_BYTES));
        words->outside[WORDS_BOXES] = fmax(words->outside[WORDS_BOXES], width);
    }
}

static void
measure_run(Words *words, const VizScene *scene, size_t index)
{
    const VizItem *run = viz_scene_item(scene, index);
    WordsPanel *panel = need_panel(words, viz_scene_item(scene, run->parent)->id);
    WordsStrip *strip = need_strip(panel, run);
    g_autofree char *title = words_title(run);
    words->fixed |= strip->fixed;
    words->changes |= (run->flags & VIZ_FLAG_CHANGED) != 0;
    if (strip->column == WORDS_BOXES) {
        add_row(strip, run);
        return;
    }
    strip->height = fmax(strip->height, height_until(scene, index, VIZ_NO_ITEM) + 2 * WORDS_PAD);
    double width = viz_metrics_width(VIZ_ROLE_FRAME_TITLE, title, -1);
    words->right[strip->column] = fmax(words->right[strip->column], width); /* a width so far */
}

static double
name_width(const VizItem *name)
{
    double width = fmin(viz_metrics_width(VIZ_ROLE_NAME, name->text, -1), NAME_WIDTH);
    return name->detail ? width + 6 + viz_metrics_width(VIZ_ROLE_NAME_FRAME, name->detail, -1)
                        : width;
}

static unsigned
count_names(const VizScene *scene, size_t panel)
{
    unsigned names = 0;
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        names += item->kind == VIZ_KIND_NAME && item->parent == panel;
    }
    return names;
}

static void
measure_items(Words *words, const VizScene *scene, double *names, double *wide)
{
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        switch ((int) item->kind) {
        case VIZ_KIND_PANEL: {
            WordsPanel *panel = need_panel(words, item->id);
            panel->names = MAX(panel->names, count_names(scene, i));
            *wide = fmax(*wide, viz_metrics_width(VIZ_ROLE_FRAME_TITLE, item->text, -1));
            break;
        }
        case VIZ_KIND_RUN:
            measure_run(words, scene, i);
            break;
        case VIZ_KIND_WORD:
            measure_word(words, scene, i);
            break;
        case VIZ_KIND_NAME:
            *names = fmax(*names, name_width(item));
            break;
        case VIZ_KIND_MORE:
            words->more = 1;
            break;
        case VIZ_KIND_TOTAL: {
            double width = viz_metrics_width(VIZ_ROLE_MORE, item->text, -1);
            width += item->detail ? viz_metrics_width(VIZ_ROLE_TOTAL, item->detail, -1) + 16 : 0;
            *wide = fmax(*wide, width);
            break;
        }
        default:
            break;
        }
    }
}

/* What stands above a box is a matter of each figure; the room for it is the same in all. */
static void
mark_rows(Words *words, const VizScene *scene)
{
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        bool gap = item->kind == VIZ_KIND_GAP && item->target != VIZ_NO_ITEM;
        size_t box = gap ? item->target : i;
        if (!gap && (item->kind != VIZ_KIND_RUN || item->order != WORDS_BOXES)) {
            continue;
        }
        const WordsStrip *strip = words_strip(words, scene, box);
        WordsRow *row = (WordsRow *) words_row(strip, viz_scene_item(scene, box)->address);
        row->gap |= gap;
        row->heading |= words_has_heading(scene, box);
    }
}

static void
stack_rows(WordsStrip *strip)
{
    double y = WORDS_PAD;
    for (guint i = 0; i < strip->rows->len; i++) {
        WordsRow *row = &g_array_index(strip->rows, WordsRow, i);
        y += (row->gap ? WORDS_GAP : 0) + (row->heading ? WORDS_HEADING : 0);
        row->top = y;
        y += WORDS_ROW;
    }
    strip->height = y + WORDS_PAD;
}

static int
compare_strips(const void *a, const void *b)
{
    const WordsStrip *x = *(WordsStrip *const *) a;
    const WordsStrip *y = *(WordsStrip *const *) b;
    return (int) x->fixed - (int) y->fixed;
}

static void
stack_panel(WordsPanel *panel, double top)
{
    double ends[WORDS_COLUMNS] = {0, 0, 0};
    panel->top = top;
    g_ptr_array_sort(panel->strips, compare_strips); /* stable: a merge sort */
    double start = top + WORDS_ROW;
    double bottom = start + WORDS_TITLE + panel->names * WORDS_ROW;
    for (guint i = 0; i < panel->strips->len; i++) {
        WordsStrip *strip = panel->strips->pdata[i];
        g_array_sort(strip->rows, compare_rows);
        if (strip->column == WORDS_BOXES) {
            stack_rows(strip);
        }
        double *end = &ends[strip->column];
        strip->top = (*end > 0 ? *end + STRIP_SPACE : start) + WORDS_TITLE;
        *end = strip->top + strip->height;
        bottom = fmax(bottom, *end);
    }
    panel->total = bottom + 26;
    panel->height = panel->total + 6 - top;
}

double
words_cells(const Words *words, unsigned column)
{
    double labels = words->labels[column];
    return words->addresses[column] + (labels > 0 ? 10 + labels : 0) + 8;
}

static void
place_columns(Words *words, double names)
{
    double address = viz_metrics_width(VIZ_ROLE_FIELD, "0x555555555555", -1);
    words->name_end = WORDS_MARGIN + ceil(names);
    double x = words->name_end + (names > 0 ? NAME_GAP + ARROW : 0);
    for (unsigned i = 0; i < WORDS_COLUMNS; i++) {
        double title = words->right[i];
        words->left[i] = x;
        words->addresses[i] = x + WORDS_PAD + address; /* right end */
        double cells = i == WORDS_BOXES ? WORDS_ACROSS * WORDS_CELL : WORDS_CELL;
        words->right[i] = words_cells(words, i) + cells + words->outside[i] + WORDS_PAD;
        x = fmax(words->right[i], words->left[i] + title) + (i == 0 ? BETWEEN : BEFORE_BOX);
    }
}

/* Right end of what is drawn. */
static double
last_column(const Words *words)
{
    double right = 0;
    for (guint i = 0; i < words->panels->len; i++) {
        const WordsPanel *panel = words->panels->pdata[i];
        for (guint s = 0; s < panel->strips->len; s++) {
            const WordsStrip *strip = panel->strips->pdata[s];
            right = fmax(right, words->right[strip->column]);
            right = fmax(right, words->left[strip->column] + 180); /* its title */
        }
    }
    return right;
}

static double
foot_width(const Words *words, const VizScene *scene)
{
    Legends legends = words_legends(words);
    const VizItem *remark = viz_scene_find(scene, "remark");
    return fmax(legends_width(&legends, scene),
                remark ? viz_metrics_width(VIZ_ROLE_REMARK, remark->text, -1) : 0);
}

void
words_init(Words *words, const GPtrArray *scenes)
{
    *words = (Words){.panels = g_ptr_array_new_with_free_func(free_panel)};
    double names = 0;
    double wide = 0;
    for (guint i = 0; i < scenes->len; i++) {
        measure_items(words, scenes->pdata[i], &names, &wide);
    }
    for (guint i = 0; i < scenes->len; i++) {
        mark_rows(words, scenes->pdata[i]);
    }
    place_columns(words, names);
    double y = WORDS_MARGIN;
    for (guint i = 0; i < words->panels->len; i++) {
        WordsPanel *panel = words->panels->pdata[i];
        stack_panel(panel, y + (i > 0 ? PANEL_SPACE : 0));
        y = panel->top + panel->height;
    }
    if (words->more > 0) {
        y += 24;
        words->more = y;
    }
    words->foot = y + 22;
    double foot = scenes->len > 0 ? foot_width(words, scenes->pdata[scenes->len - 1]) : 0;
    words->width = ceil(fmax(last_column(words), WORDS_MARGIN + fmax(foot, wide))) + WORDS_MARGIN;
    words->height = ceil(words->foot + 32) + WORDS_MARGIN;
}

void
words_clear(Words *words)
{
    g_ptr_array_unref(words->panels);
}
