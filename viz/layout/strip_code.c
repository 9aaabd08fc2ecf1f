#include "viz/layout/strip.h"

#include <math.h>
#include <string.h>

#include "viz/draw/metrics.h"

#define CODE_WIDTH   450.0 /* 50 letters */
#define CONTINUATION 36.0  /* a wrapped line goes on four letters further right */
#define NOTE_INDENT  18.0
#define NOTE_GAP     12.0

static void
add_line(VizCodeEntry *entry, const char *text, double indent, bool note)
{
    VizCodeLine line = {g_string_chunk_insert(entry->texts, text), indent, note};
    g_array_append_val(entry->lines, line);
}

static void
add_code(VizCodeEntry *entry, const char *code)
{
    g_auto(GStrv) lines = g_strsplit(code, "\n", -1);
    for (char **line = lines; *line; line++) {
        size_t spaces = strspn(*line, " ");
        double indent =
            fmin(viz_metrics_width(VIZ_ROLE_CODE, *line, (ptrdiff_t) spaces), CODE_WIDTH / 2);
        g_auto(GStrv) pieces =
            viz_metrics_wrap_code(VIZ_ROLE_CODE, *line + spaces, CODE_WIDTH - indent, CONTINUATION);
        for (char **piece = pieces; *piece; piece++) {
            double shift = indent + (piece == pieces ? 0 : CONTINUATION);
            add_line(entry, *piece, shift, false);
            entry->rows++;
            entry->width = fmax(entry->width, shift + viz_metrics_width(VIZ_ROLE_CODE, *piece, -1));
        }
    }
}

/* Behind the last line where that leaves the column as wide as it may be, else below. */
static void
add_note(VizCodeEntry *entry, const char *note)
{
    const VizCodeLine *last = &g_array_index(entry->lines, VizCodeLine, entry->lines->len - 1);
    double behind = last->indent + viz_metrics_width(VIZ_ROLE_CODE, last->text, -1) + NOTE_GAP;
    double end = behind + viz_metrics_width(VIZ_ROLE_NOTE, note, -1);
    if (end <= CODE_WIDTH) {
        add_line(entry, note, behind, true);
        entry->note_behind = true;
        entry->width = fmax(entry->width, end);
        return;
    }
    g_auto(GStrv) pieces = viz_metrics_wrap_prose(VIZ_ROLE_NOTE, note, CODE_WIDTH - NOTE_INDENT);
    for (char **piece = pieces; *piece; piece++) {
        add_line(entry, *piece, NOTE_INDENT, true);
        entry->rows++;
        entry->width =
            fmax(entry->width, NOTE_INDENT + viz_metrics_width(VIZ_ROLE_NOTE, *piece, -1));
    }
}

VizCodeEntry *
viz_code_entry_new(const VizItem *item)
{
    VizCodeEntry *entry = g_new0(VizCodeEntry, 1);
    entry->texts = g_string_chunk_new(256);
    entry->lines = g_array_new(FALSE, FALSE, sizeof(VizCodeLine));
    add_code(entry, item->text);
    if (item->detail) {
        add_note(entry, item->detail);
    }
    return entry;
}

void
viz_code_entry_free(VizCodeEntry *entry)
{
    g_array_unref(entry->lines);
    g_string_chunk_free(entry->texts);
    g_free(entry);
}

static int
compare_order(const void *a, const void *b)
{
    const VizItem *x = *(const VizItem *const *) a;
    const VizItem *y = *(const VizItem *const *) b;
    return x->order < y->order ? -1 : x->order > y->order;
}

/* The statements of all scenes, each once: as the last scene that has it shows it, since
 * "3 times" comes later than "2 times". */
static GPtrArray *
collect_statements(const GPtrArray *scenes)
{
    GPtrArray *statements = g_ptr_array_new();
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint s = scenes->len; s-- > 0;) {
        const VizScene *scene = scenes->pdata[s];
        for (guint i = 0; i < scene->items->len; i++) {
            VizItem *item = viz_scene_item(scene, i);
            if (item->kind == VIZ_KIND_CODE && g_hash_table_add(seen, (void *) item->id)) {
                g_ptr_array_add(statements, item);
            }
        }
    }
    g_ptr_array_sort(statements, compare_order);
    return statements;
}

/* Marks the longest run of statements whose blocks stand ever lower: these can stand beside
 * their blocks without leaving the order of the program. */
static void
choose_aligned(const GArray *tops, bool *aligned)
{
    guint count = tops->len;
    g_autofree int *length = g_new0(int, count + 1);
    g_autofree int *before = g_new0(int, count + 1);
    int best = -1;
    for (guint i = 0; i < count; i++) {
        double top = g_array_index(tops, double, i);
        before[i] = -1;
        length[i] = top < 0 ? 0 : 1;
        for (guint k = 0; top >= 0 && k < i; k++) {
            double earlier = g_array_index(tops, double, k);
            if (earlier >= 0 && earlier < top && length[k] + 1 > length[i]) {
                length[i] = length[k] + 1;
                before[i] = (int) k;
            }
        }
        if (length[i] > 0 && (best < 0 || length[i] > length[best])) {
            best = (int) i;
        }
    }
    for (int at = best; at >= 0; at = before[at]) {
        aligned[at] = true;
    }
}

/* Where the first line of a statement would stand: level with the first line of bits, or in
 * the middle of a box that has but one. */
static double
wanted_top(const VizItem *item, const VizPlaces *places)
{
    double top;
    double height;
    if (item->size == 0) {
        return -1;
    }
    viz_places_box(places, item->address, item->size, &top, &height);
    return height > 0 ? top + STRIP_PADDING : -1;
}

/* Where the next aligned statement after @index wants to stand. */
static double
next_aligned(const GArray *tops, const bool *aligned, guint index)
{
    for (guint i = index + 1; i < tops->len; i++) {
        if (aligned[i]) {
            return g_array_index(tops, double, i);
        }
    }
    return INFINITY;
}

/* The height of statement @index and of those that follow it up to the next aligned one. */
static double
rows_from(const GPtrArray *statements, const bool *aligned, guint index)
{
    unsigned rows = 0;
    for (guint i = index; i < statements->len && (i == index || !aligned[i]); i++) {
        VizCodeEntry *entry = viz_code_entry_new(statements->pdata[i]);
        rows += entry->rows;
        viz_code_entry_free(entry);
    }
    return rows * STRIP_LINE;
}

void
viz_code_init(VizCodeColumn *column, const GPtrArray *scenes, const VizPlaces *places)
{
    column->tops = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    column->width = column->height = 0;
    g_autoptr(GPtrArray) statements = collect_statements(scenes);
    g_autoptr(GArray) tops = g_array_new(FALSE, FALSE, sizeof(double));
    for (guint i = 0; i < statements->len; i++) {
        double top = wanted_top(statements->pdata[i], places);
        g_array_append_val(tops, top);
    }
    g_autofree bool *aligned = g_new0(bool, statements->len + 1);
    choose_aligned(tops, aligned);
    double y = places->cells->len > 0 ? STRIP_PADDING : 0;
    for (guint i = 0; i < statements->len; i++) {
        const VizItem *item = statements->pdata[i];
        VizCodeEntry *entry = viz_code_entry_new(item);
        if (aligned[i]) {
            double wanted = g_array_index(tops, double, i);
            double latest = next_aligned(tops, aligned, i) - rows_from(statements, aligned, i);
            double row = viz_places_row(places, item->address) + STRIP_PADDING;
            y = fmax(y, fmin(wanted, fmax(latest, row)));
        }
        g_hash_table_insert(column->tops, g_strdup(item->id), g_memdup2(&y, sizeof y));
        y += entry->rows * STRIP_LINE;
        column->width = fmax(column->width, entry->width);
        viz_code_entry_free(entry);
    }
    column->height = y;
}

void
viz_code_clear(VizCodeColumn *column)
{
    g_hash_table_unref(column->tops);
}

double
viz_code_top(const VizCodeColumn *column, const char *id)
{
    const double *top = g_hash_table_lookup(column->tops, id);
    g_assert(top);
    return *top;
}
