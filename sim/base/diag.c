#include "sim/base/diag.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

struct SimSource {
    gatomicrefcount refs;
    char *name;
    char *text;
    size_t length;
    GArray *line_starts; /* size_t: offset of each line's first byte */
};

G_DEFINE_QUARK(sim_diag_error, sim_diag_error)

static bool
is_line_end(const char *text, size_t length, size_t i)
{
    return text[i] == '\n' || (text[i] == '\r' && (i + 1 == length || text[i + 1] != '\n'));
}

static GArray *
find_lines(const char *text, size_t length)
{
    GArray *starts = g_array_new(FALSE, FALSE, sizeof(size_t));
    size_t start = 0;
    g_array_append_val(starts, start);
    for (size_t i = 0; i < length; i++) {
        if (is_line_end(text, length, i)) {
            start = i + 1;
            g_array_append_val(starts, start);
        }
    }
    return starts;
}

SimSource *
sim_source_new(const char *name, const char *text, size_t length)
{
    SimSource *source = g_new0(SimSource, 1);
    g_atomic_ref_count_init(&source->refs);
    source->name = g_strdup(name);
    source->text = g_malloc(length + 1);
    if (length > 0) {
        memcpy(source->text, text, length);
    }
    source->text[length] = '\0';
    source->length = length;
    source->line_starts = find_lines(source->text, length);
    return source;
}

static bool
read_stream(FILE *file, GString *into)
{
    char buffer[16384];
    size_t n;
    while ((n = fread(buffer, 1, sizeof buffer, file)) > 0) {
        g_string_append_len(into, buffer, (gssize) n);
    }
    return !ferror(file);
}

SimSource *
sim_source_load(const char *path, GError **error)
{
    bool is_stdin = strcmp(path, "-") == 0;
    const char *name = is_stdin ? "<stdin>" : path;
    FILE *file = is_stdin ? stdin : fopen(path, "rb");
    GString *text = g_string_new(NULL);
    bool ok = file != NULL && read_stream(file, text);
    int reason = errno;
    if (file != NULL && !is_stdin) {
        fclose(file);
    }
    SimSource *source = NULL;
    const char *nul = memchr(text->str, '\0', text->len);
    if (!ok) {
        g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_INPUT, "%s: error: %s\n", name,
                    g_strerror(reason));
    } else if (nul != NULL) {
        g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_INPUT,
                    "%s: error: a NUL byte at offset %zu: this is not a Python source file\n", name,
                    (size_t) (nul - text->str));
    } else {
        source = sim_source_new(name, text->str, text->len);
    }
    g_string_free(text, TRUE);
    return source;
}

SimSource *
sim_source_ref(SimSource *source)
{
    g_atomic_ref_count_inc(&source->refs);
    return source;
}

void
sim_source_unref(SimSource *source)
{
    if (source == NULL || !g_atomic_ref_count_dec(&source->refs)) {
        return;
    }
    g_array_unref(source->line_starts);
    g_free(source->text);
    g_free(source->name);
    g_free(source);
}

const char *
sim_source_name(const SimSource *source)
{
    return source->name;
}

const char *
sim_source_text(const SimSource *source, size_t *length)
{
    if (length != NULL) {
        *length = source->length;
    }
    return source->text;
}

int32_t
sim_source_line_count(const SimSource *source)
{
    return (int32_t) source->line_starts->len;
}

const char *
sim_source_line(const SimSource *source, int32_t line, size_t *length)
{
    if (line < 1 || (guint) line > source->line_starts->len) {
        *length = 0;
        return "";
    }
    size_t start = g_array_index(source->line_starts, size_t, line - 1);
    size_t end = (guint) line == source->line_starts->len
                     ? source->length
                     : g_array_index(source->line_starts, size_t, line);
    while (end > start && (source->text[end - 1] == '\n' || source->text[end - 1] == '\r')) {
        end--;
    }
    *length = end - start;
    return source->text + start;
}

/* Columns a terminal gives to the first @bytes bytes of @text. */
static size_t
display_width(const char *text, size_t bytes)
{
    size_t width = 0;
    const char *end = text + bytes;
    while (text < end) {
        gunichar c = g_utf8_get_char_validated(text, end - text);
        if (c == (gunichar) -1 || c == (gunichar) -2) {
            text++;
            width++;
            continue;
        }
        width += g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
        text += g_unichar_to_utf8(c, NULL);
    }
    return width;
}

enum {
    WINDOW = 100
}; /* bytes of a very long line that are quoted around the place */

static void
append_quoted_line(GString *out, const SimSource *source, SimSpan span)
{
    size_t length;
    const char *line = sim_source_line(source, span.line, &length);
    size_t from = MIN((size_t) MAX(span.column, 0), length);
    size_t to = span.end_line == span.line ? (size_t) MAX(span.end_column, 0) : length;
    to = CLAMP(to, from, length);
    size_t begin = 0;
    while (begin < length && (line[begin] == ' ' || line[begin] == '\t' || line[begin] == '\f')) {
        begin++;
    }
    begin = MIN(begin, from);
    if (from - begin > WINDOW) {
        begin = from - WINDOW / 2;
        while (begin < from && ((unsigned char) line[begin] & 0xC0) == 0x80) {
            begin++;
        }
    }
    size_t end = MIN(length, begin + 2 * WINDOW);
    to = MIN(to, end);
    g_autofree char *text = g_utf8_make_valid(line + begin, (gssize) (end - begin));
    for (char *p = text; *p != '\0'; p++) {
        if ((unsigned char) *p < ' ') {
            *p = ' ';
        }
    }
    size_t width = MAX(display_width(line + from, to - from), 1);
    g_string_append_printf(out, "    %s\n    ", text);
    for (size_t i = display_width(line + begin, from - begin); i > 0; i--) {
        g_string_append_c(out, ' ');
    }
    g_string_append_c(out, '^');
    while (--width > 0) {
        g_string_append_c(out, '~');
    }
    g_string_append_c(out, '\n');
}

void
sim_source_warn(
    const SimSource *source, int32_t line, const char *category, const char *message, GString *out)
{
    size_t length;
    const char *text = sim_source_line(source, line, &length);
    while (length > 0 && (*text == ' ' || *text == '\t' || *text == '\f')) {
        text++;
        length--;
    }
    g_string_append_printf(out, "%s:%d: %s: %s\n", source->name, line, category, message);
    if (length > 0) {
        g_string_append(out, "  ");
        g_string_append_len(out, text, (gssize) length);
        g_string_append_c(out, '\n');
    }
}

char *
sim_diag_format(const SimSource *source, SimSpan span, const char *kind, const char *message)
{
    GString *out = g_string_new(NULL);
    if (span.line < 1) {
        g_string_append_printf(out, "%s: %s: %s\n", source->name, kind, message);
        return g_string_free(out, FALSE);
    }
    g_string_append_printf(out, "%s:%d:%d: %s: %s\n", source->name, span.line, span.column + 1,
                           kind, message);
    append_quoted_line(out, source, span);
    return g_string_free(out, FALSE);
}

void
sim_diag_set(GError **error,
             SimDiagCode code,
             const SimSource *source,
             SimSpan span,
             const char *format,
             ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(format, args);
    va_end(args);
    g_autofree char *text = sim_diag_format(source, span, "error", message);
    g_set_error_literal(error, SIM_DIAG_ERROR, code, text);
}

int
sim_diag_exit_status(const GError *error)
{
    if (error == NULL) {
        return 0;
    }
    if (error->domain != SIM_DIAG_ERROR) {
        return 70;
    }
    return error->code == SIM_DIAG_LIMIT ? 3 : 2;
}
