#include "sim/syntax/source_text.h"

#include <string.h>

#include "sim/syntax/lexer.h"

enum {
    BOM_SIZE = 3,
    MAX_LENGTH = INT32_MAX / 2
};

size_t
sim_source_text_bom(SimSource *source)
{
    size_t length;
    const char *text = sim_source_text(source, &length);
    return length >= BOM_SIZE && memcmp(text, "\xEF\xBB\xBF", BOM_SIZE) == 0 ? BOM_SIZE : 0;
}

static SimSpan
span_at(SimSource *source, const char *at)
{
    const char *text = sim_source_text(source, NULL);
    int32_t line = 1;
    const char *begin = text;
    for (const char *s = text; s < at; s++) {
        if (*s == '\n' || (*s == '\r' && s[1] != '\n')) {
            line++;
            begin = s + 1;
        }
    }
    int32_t column = (int32_t) (at - begin);
    return (SimSpan){line, column, line, column + 1};
}

static bool
check_bytes(SimSource *source, GError **error)
{
    size_t length;
    const char *text = sim_source_text(source, &length);
    if (length > MAX_LENGTH) {
        sim_diag_set(error, SIM_DIAG_LIMIT, source, (SimSpan){0, 0, 0, 0},
                     "the text is longer than %d bytes", MAX_LENGTH);
        return false;
    }
    const char *nul = memchr(text, '\0', length);
    if (nul != NULL) {
        sim_diag_set(error, SIM_DIAG_SYNTAX, source, span_at(source, nul),
                     "source code cannot contain null bytes");
        return false;
    }
    const char *bad;
    if (!g_utf8_validate_len(text, length, &bad)) {
        SimSpan span = span_at(source, bad);
        sim_diag_set(error, SIM_DIAG_SYNTAX, source, span,
                     "Non-UTF-8 code starting with '\\x%02x' on line %d, but no encoding declared; "
                     "see https://peps.python.org/pep-0263/ for details",
                     (unsigned char) *bad, span.line);
        return false;
    }
    return true;
}

static bool
is_cookie_byte(char c)
{
    return g_ascii_isalnum(c) || c == '-' || c == '_' || c == '.';
}

/* The encoding a comment line names, as PEP 263 finds it: "coding", then ":" or "=".
 * NULL if it names none; *comment says whether the line is a comment or blank. */
static char *
find_cookie(const char *line, size_t length, bool *comment, size_t *at)
{
    const char *end = line + length;
    const char *s = line;
    while (s < end && (*s == ' ' || *s == '\t' || *s == '\f')) {
        s++;
    }
    *comment = s == end || *s == '#';
    if (s == end || *s != '#') {
        return NULL;
    }
    for (; end - s >= 7; s++) {
        if (memcmp(s, "coding", 6) != 0 || (s[6] != ':' && s[6] != '=')) {
            continue;
        }
        const char *begin = s + 7;
        while (begin < end && (*begin == ' ' || *begin == '\t')) {
            begin++;
        }
        const char *stop = begin;
        while (stop < end && is_cookie_byte(*stop)) {
            stop++;
        }
        if (stop > begin) {
            *at = (size_t) (begin - line);
            return g_strndup(begin, (size_t) (stop - begin));
        }
    }
    return NULL;
}

static bool
is_utf8(const char *encoding)
{
    g_autofree char *name = g_ascii_strdown(encoding, -1);
    g_strdelimit(name, "_", '-');
    return strcmp(name, "utf-8") == 0 || strcmp(name, "utf8") == 0 ||
           g_str_has_prefix(name, "utf-8-");
}

static bool
check_cookie(SimSource *source, GError **error)
{
    size_t bom = sim_source_text_bom(source);
    for (int32_t number = 1; number <= 2; number++) {
        size_t length;
        const char *line = sim_source_line(source, number, &length);
        size_t skip = number == 1 ? MIN(bom, length) : 0;
        bool comment;
        size_t at;
        g_autofree char *encoding = find_cookie(line + skip, length - skip, &comment, &at);
        if (encoding != NULL && !is_utf8(encoding)) {
            int32_t column = (int32_t) (at + skip);
            SimSpan span = {number, column, number, column + (int32_t) strlen(encoding)};
            sim_diag_set(error, SIM_DIAG_NOT_MODELLED, source, span,
                         "the encoding '%s' is not modelled; save the file as UTF-8", encoding);
            return false;
        }
        if (encoding != NULL || !comment) {
            return true;
        }
    }
    return true;
}

bool
sim_source_text_open(SimSourceText *text, SimSource *source, GError **error)
{
    if (!check_bytes(source, error) || !check_cookie(source, error)) {
        return false;
    }
    size_t bom = sim_source_text_bom(source);
    text->text = sim_source_text(source, &text->length) + bom;
    text->length -= bom;
    text->owned = NULL;
    if (memchr(text->text, '\r', text->length) != NULL) {
        text->owned = sim_lexer_normalise(text->text, text->length, &text->length);
        text->text = text->owned;
    }
    return true;
}

void
sim_source_text_close(SimSourceText *text)
{
    g_free(text->owned);
    text->owned = NULL;
}
