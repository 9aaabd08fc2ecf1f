#include "viz/draw/metrics.h"

#include <math.h>
#include <string.h>

#define MONO_ADVANCE   600
#define DOUBLE_ADVANCE 1000
/* Wider than any letter of the usual fallback fonts; pictures (emoji) included. */
#define FOREIGN_ADVANCE 1300

/* Widths of the letters from U+0020 to U+007E in thousandths of the size: the widest of
 * Liberation Sans, upright and italic, at the sizes that role.def may use, as screens
 * round them. */
static const unsigned short sans[95] = {
    300, 300, 375, 563, 563, 900, 675, 225, 360, 360, 400, 600, 300, 360,  300, 300, 563, 563, 563,
    563, 563, 563, 563, 563, 563, 563, 300, 300, 600, 600, 600, 563, 1050, 675, 675, 750, 750, 675,
    640, 800, 750, 300, 525, 675, 563, 850, 750, 800, 675, 800, 750, 675,  640, 750, 675, 975, 675,
    675, 640, 300, 300, 300, 488, 563, 360, 563, 563, 525, 563, 563, 300,  563, 563, 240, 240, 525,
    240, 850, 563, 563, 563, 563, 360, 525, 300, 563, 525, 750, 525, 525,  525, 360, 263, 360, 600,
};
static const unsigned short sans_bold[95] = {
    300, 360, 488, 563, 563, 900, 750, 250, 360, 360, 400, 600, 300, 360,  300, 300, 563, 563, 563,
    563, 563, 563, 563, 563, 563, 563, 360, 360, 600, 600, 600, 600, 1000, 750, 750, 750, 750, 675,
    640, 800, 750, 300, 563, 750, 640, 850, 750, 800, 675, 800, 750, 675,  640, 750, 675, 975, 675,
    675, 640, 360, 300, 360, 600, 563, 360, 563, 600, 563, 600, 563, 360,  600, 600, 300, 300, 563,
    300, 900, 600, 600, 600, 600, 400, 563, 360, 600, 563, 800, 563, 563,  525, 400, 300, 400, 600,
};

/* Signs outside Latin, Greek and Cyrillic that Liberation Mono has. */
static bool
in_mono_font(gunichar c)
{
    return (c >= 0x2010 && c <= 0x2026) || c == 0x2039 || c == 0x203A || c == 0x20AC ||
           (c >= 0x2190 && c <= 0x2195) || c == 0x2212 || c == 0x221E || c == 0x2248 ||
           (c >= 0x2260 && c <= 0x2265) || (c >= 0x2500 && c <= 0x257F) || c == 0xFFFD;
}

static unsigned
letter_advance(const VizRoleInfo *role, gunichar c)
{
    if (c >= 0x20 && c < 0x7F) {
        if (role->family == VIZ_FAMILY_MONO) {
            return MONO_ADVANCE;
        }
        return (role->bold ? sans_bold : sans)[c - 0x20];
    }
    if (c != 0xAD && g_unichar_iszerowidth(c)) {
        return 0;
    }
    if (c < 0x530 || in_mono_font(c)) {
        return role->family == VIZ_FAMILY_MONO ? MONO_ADVANCE : 1100;
    }
    if (g_unichar_iswide(c) && c < 0x1F000) {
        return DOUBLE_ADVANCE;
    }
    return FOREIGN_ADVANCE;
}

/* The letter at @at, and in @next where the one after it starts. */
static gunichar
letter_at(const char *at, const char *end, const char **next)
{
    gunichar c = g_utf8_get_char_validated(at, end - at);
    if (c == (gunichar) -1 || c == (gunichar) -2) {
        *next = at + 1;
        return 0xFFFD;
    }
    *next = g_utf8_next_char(at);
    return c;
}

double
viz_metrics_width(VizRole role, const char *text, ptrdiff_t length)
{
    const VizRoleInfo *info = viz_role_info(role);
    const char *end = text + (length < 0 ? (ptrdiff_t) strlen(text) : length);
    unsigned sum = 0;
    for (const char *at = text; at < end;) {
        sum += letter_advance(info, letter_at(at, end, &at));
    }
    return sum * info->size / 1000;
}

double
viz_metrics_ascent(VizRole role)
{
    return viz_role_info(role)->size * 0.85;
}

double
viz_metrics_descent(VizRole role)
{
    return viz_role_info(role)->size * 0.3;
}

double
viz_metrics_line(VizRole role)
{
    return ceil(viz_role_info(role)->size * 1.3);
}

/* The bytes of the longest start of @text that is no wider than @width; at least one letter,
 * and never a letter without the accents that follow it. */
static size_t
fitting(VizRole role, const char *text, double width)
{
    const VizRoleInfo *info = viz_role_info(role);
    const char *end = text + strlen(text);
    const char *at = text;
    double used = 0;
    while (at < end) {
        const char *next;
        double advance = letter_advance(info, letter_at(at, end, &next)) * info->size / 1000;
        if (used + advance > width + 0.001 && at > text) {
            break;
        }
        used += advance;
        at = next;
    }
    return (size_t) (at - text);
}

char *
viz_metrics_fit(VizRole role, const char *text, double width)
{
    if (viz_metrics_width(role, text, -1) <= width + 0.001) {
        return g_strdup(text);
    }
    size_t bytes = fitting(role, text, width - viz_metrics_width(role, "…", -1));
    return g_strdup_printf("%.*s…", (int) bytes, text);
}

static bool
is_word(gunichar c)
{
    return c == '_' || g_unichar_isalnum(c) || g_unichar_iszerowidth(c);
}

/* Where the token that starts at @text ends: a word, a string in quotes, a run of spaces,
 * or one other sign. */
static size_t
token_length(const char *text)
{
    const char *at = text;
    if (*at == '"' || *at == '\'') {
        char quote = *at++;
        while (*at && *at != quote) {
            at += at[0] == '\\' && at[1] ? 2 : 1;
        }
        return (size_t) (at - text) + (*at == quote);
    }
    const char *end = text + strlen(text);
    gunichar c = letter_at(at, end, &at);
    if (is_word(c)) {
        const char *next;
        while (at < end && is_word(letter_at(at, end, &next))) {
            at = next;
        }
    }
    return (size_t) (at - text);
}

static size_t
prose_length(const char *text)
{
    return *text == ' ' ? 1 : strcspn(text, " ");
}

static void
add_piece(GPtrArray *pieces, const char *start, size_t length)
{
    while (length > 0 && start[length - 1] == ' ') {
        length--;
    }
    if (length > 0) {
        g_ptr_array_add(pieces, g_strndup(start, length));
    }
}

/* After a space, a comma or an opening bracket a line breaks more kindly than elsewhere. */
static bool
is_kind_break(const char *before)
{
    return strchr(" ,([{", *before) != NULL;
}

static char **
wrap(VizRole role, const char *text, double width, double indent, size_t (*next)(const char *))
{
    GPtrArray *pieces = g_ptr_array_new();
    const char *start = text + strspn(text, " ");
    const char *at = start;
    const char *kind = NULL; /* the last good place, if it leaves no line too short */
    double room = width;
    while (*at) {
        size_t token = next(at);
        if (viz_metrics_width(role, start, at + token - start) <= room + 0.001 || *at == ' ') {
            at += token;
            if (is_kind_break(at - 1) && viz_metrics_width(role, start, at - start) > room * 0.4) {
                kind = at;
            }
            continue;
        }
        if (at == start) {
            at += fitting(role, at, room);
        } else if (kind) {
            at = kind;
        }
        add_piece(pieces, start, (size_t) (at - start));
        start = at = at + strspn(at, " ");
        kind = NULL;
        room = width - indent;
    }
    add_piece(pieces, start, (size_t) (at - start));
    if (pieces->len == 0) {
        g_ptr_array_add(pieces, g_strdup(""));
    }
    g_ptr_array_add(pieces, NULL);
    return (char **) g_ptr_array_free(pieces, FALSE);
}

char **
viz_metrics_wrap_code(VizRole role, const char *text, double width, double indent)
{
    return wrap(role, text, width, indent, token_length);
}

char **
viz_metrics_wrap_prose(VizRole role, const char *text, double width)
{
    return wrap(role, text, width, 0, prose_length);
}
