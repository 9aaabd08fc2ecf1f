#include "sim/run/diff.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define CONTEXT   3
#define MOST_WORK ((size_t) 4 << 20) /* cells of the table; texts beyond differ as a whole */

typedef struct {
    const char *text;
    size_t length; /* with its line end, if it has one */
} Line;

typedef struct {
    GArray *lines[2]; /* Line: old, new */
    GString *edits;   /* '=' in both, '-' old only, '+' new only; in order */
} Diff;

static GArray *
split(const GString *text)
{
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(Line));
    const char *end = text->str + text->len;
    for (const char *at = text->str; at < end;) {
        const char *newline = memchr(at, '\n', (size_t) (end - at));
        const char *next = newline == NULL ? end : newline + 1;
        Line line = {at, (size_t) (next - at)};
        g_array_append_val(lines, line);
        at = next;
    }
    return lines;
}

static bool
same(const Diff *diff, size_t i, size_t k)
{
    const Line *a = &g_array_index(diff->lines[0], Line, i);
    const Line *b = &g_array_index(diff->lines[1], Line, k);
    return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

static void
append_edits(Diff *diff, char edit, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        g_string_append_c(diff->edits, edit);
    }
}

/* The middle, without what both begin and end with: by the longest common subsequence. */
static void
edit_middle(Diff *diff, size_t head, size_t rows, size_t columns)
{
    if ((rows + 1) * (columns + 1) > MOST_WORK) {
        append_edits(diff, '-', rows);
        append_edits(diff, '+', columns);
        return;
    }
    size_t width = columns + 1;
    g_autofree uint32_t *longest = g_new0(uint32_t, (rows + 1) * width);
    for (size_t i = rows; i-- > 0;) {
        for (size_t k = columns; k-- > 0;) {
            uint32_t below = longest[(i + 1) * width + k];
            uint32_t right = longest[i * width + k + 1];
            longest[i * width + k] = same(diff, head + i, head + k)
                                         ? longest[(i + 1) * width + k + 1] + 1
                                         : MAX(below, right);
        }
    }
    size_t i = 0;
    size_t k = 0;
    while (i < rows && k < columns) {
        if (same(diff, head + i, head + k)) {
            append_edits(diff, '=', 1);
            i++;
            k++;
        } else if (longest[(i + 1) * width + k] >= longest[i * width + k + 1]) {
            append_edits(diff, '-', 1);
            i++;
        } else {
            append_edits(diff, '+', 1);
            k++;
        }
    }
    append_edits(diff, '-', rows - i);
    append_edits(diff, '+', columns - k);
}

static void
find_edits(Diff *diff)
{
    size_t rows = diff->lines[0]->len;
    size_t columns = diff->lines[1]->len;
    size_t head = 0;
    size_t tail = 0;
    while (head < MIN(rows, columns) && same(diff, head, head)) {
        head++;
    }
    while (tail < MIN(rows, columns) - head && same(diff, rows - tail - 1, columns - tail - 1)) {
        tail++;
    }
    append_edits(diff, '=', head);
    edit_middle(diff, head, rows - head - tail, columns - head - tail);
    append_edits(diff, '=', tail);
}

static void
write_line(GString *out, char mark, const GArray *lines, size_t i)
{
    const Line *line = &g_array_index(lines, Line, i);
    g_string_append_c(out, mark);
    g_string_append_len(out, line->text, (gssize) line->length);
    if (line->length == 0 || line->text[line->length - 1] != '\n') {
        g_string_append(out, "\n\\ No newline at end of file\n");
    }
}

/* diff's "12,3": where a part begins and how long it is. */
static void
write_range(GString *out, char mark, size_t begin, size_t count)
{
    g_string_append_printf(out, "%c%zu", mark, count == 0 ? begin : begin + 1);
    if (count != 1) {
        g_string_append_printf(out, ",%zu", count);
    }
}

/* The edits [from, to), which begin at lines @i of the old and @k of the new text. */
static void
write_hunk(const Diff *diff, GString *out, size_t from, size_t to, size_t i, size_t k)
{
    size_t counts[2] = {0, 0};
    for (size_t at = from; at < to; at++) {
        counts[0] += diff->edits->str[at] != '+';
        counts[1] += diff->edits->str[at] != '-';
    }
    g_string_append(out, "@@ ");
    write_range(out, '-', i, counts[0]);
    g_string_append_c(out, ' ');
    write_range(out, '+', k, counts[1]);
    g_string_append(out, " @@\n");
    for (size_t at = from; at < to; at++) {
        char edit = diff->edits->str[at];
        if (edit == '+') {
            write_line(out, '+', diff->lines[1], k);
        } else {
            write_line(out, edit == '=' ? ' ' : '-', diff->lines[0], i);
        }
        i += edit != '+';
        k += edit != '-';
    }
}

/* Where the hunk that begins with the change at @at ends: changes that are close are together. */
static size_t
hunk_end(const Diff *diff, size_t at)
{
    size_t last = at;
    for (; at < diff->edits->len && at - last <= 2 * CONTEXT + 1; at++) {
        if (diff->edits->str[at] != '=') {
            last = at;
        }
    }
    return MIN(last + CONTEXT + 1, diff->edits->len);
}

static void
write_hunks(const Diff *diff, GString *out)
{
    size_t i = 0;
    size_t k = 0;
    size_t at = 0;
    while (at < diff->edits->len) {
        if (diff->edits->str[at] == '=') {
            at++;
            i++;
            k++;
            continue;
        }
        size_t lead = MIN(at, (size_t) CONTEXT);
        size_t end = hunk_end(diff, at);
        write_hunk(diff, out, at - lead, end, i - lead, k - lead);
        for (; at < end; at++) {
            i += diff->edits->str[at] != '+';
            k += diff->edits->str[at] != '-';
        }
    }
}

char *
sim_diff_unified(const char *old_name,
                 const char *new_name,
                 const GString *old_text,
                 const GString *new_text)
{
    GString *out = g_string_new(NULL);
    if (!g_string_equal(old_text, new_text)) {
        Diff diff = {{split(old_text), split(new_text)}, g_string_new(NULL)};
        find_edits(&diff);
        g_string_append_printf(out, "--- %s\n+++ %s\n", old_name, new_name);
        write_hunks(&diff, out);
        g_array_unref(diff.lines[0]);
        g_array_unref(diff.lines[1]);
        g_string_free(diff.edits, TRUE);
    }
    return g_string_free(out, FALSE);
}
