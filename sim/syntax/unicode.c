#include "sim/syntax/unicode.h"

#include <string.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

typedef struct {
    gunichar first;
    gunichar last;
} Range;

/* Assigned after Unicode 14. */
static const Range later[] = {
    {0x0CF3, 0x0CF3},   {0x0ECE, 0x0ECE},   {0x10EFD, 0x10EFF}, {0x1123F, 0x11241},
    {0x11B00, 0x11B09}, {0x11F00, 0x11F10}, {0x11F12, 0x11F3A}, {0x11F3E, 0x11F59},
    {0x1342F, 0x1342F}, {0x13439, 0x13455}, {0x1B132, 0x1B132}, {0x1B155, 0x1B155},
    {0x1D2C0, 0x1D2D3}, {0x1DF25, 0x1DF2A}, {0x1E030, 0x1E06D}, {0x1E08F, 0x1E08F},
    {0x1E4D0, 0x1E4F9}, {0x1F6DC, 0x1F6DC}, {0x1F774, 0x1F776}, {0x1F77B, 0x1F77F},
    {0x1F7D9, 0x1F7D9}, {0x1FA75, 0x1FA77}, {0x1FA87, 0x1FA88}, {0x1FAAD, 0x1FAAF},
    {0x1FABB, 0x1FABD}, {0x1FABF, 0x1FABF}, {0x1FACE, 0x1FACF}, {0x1FADA, 0x1FADB},
    {0x1FAE8, 0x1FAE8}, {0x1FAF7, 0x1FAF8}, {0x2B739, 0x2B739}, {0x31350, 0x323AF},
};

/* Where XID_Start and XID_Continue differ from what the general category says. */
static const Range odd_starts[] = {
    {0x1885, 0x1886}, {0x2118, 0x2118}, {0x212E, 0x212E}, {0x037A, 0x037A}, {0x0E33, 0x0E33},
    {0x0EB3, 0x0EB3}, {0x2E2F, 0x2E2F}, {0xFC5E, 0xFC63}, {0xFDFA, 0xFDFB}, {0xFE70, 0xFE70},
    {0xFE72, 0xFE72}, {0xFE74, 0xFE74}, {0xFE76, 0xFE76}, {0xFE78, 0xFE78}, {0xFE7A, 0xFE7A},
    {0xFE7C, 0xFE7C}, {0xFE7E, 0xFE7E}, {0xFF9E, 0xFF9F},
};
static const Range odd_parts[] = {
    {0x00B7, 0x00B7}, {0x0387, 0x0387}, {0x1369, 0x1371}, {0x19DA, 0x19DA}, {0x2118, 0x2118},
    {0x212E, 0x212E}, {0x037A, 0x037A}, {0x2E2F, 0x2E2F}, {0xFC5E, 0xFC63}, {0xFDFA, 0xFDFB},
    {0xFE70, 0xFE70}, {0xFE72, 0xFE72}, {0xFE74, 0xFE74}, {0xFE76, 0xFE76}, {0xFE78, 0xFE78},
    {0xFE7A, 0xFE7A}, {0xFE7C, 0xFE7C}, {0xFE7E, 0xFE7E},
};

static bool
in_ranges(const Range *ranges, size_t count, gunichar c)
{
    for (size_t i = 0; i < count; i++) {
        if (c >= ranges[i].first && c <= ranges[i].last) {
            return true;
        }
    }
    return false;
}

static GUnicodeType
category(gunichar c)
{
    if (in_ranges(later, G_N_ELEMENTS(later), c)) {
        return G_UNICODE_UNASSIGNED;
    }
    return g_unichar_type(c);
}

static bool
is_start_category(GUnicodeType type)
{
    switch (type) {
    case G_UNICODE_UPPERCASE_LETTER:
    case G_UNICODE_LOWERCASE_LETTER:
    case G_UNICODE_TITLECASE_LETTER:
    case G_UNICODE_MODIFIER_LETTER:
    case G_UNICODE_OTHER_LETTER:
    case G_UNICODE_LETTER_NUMBER:
        return true;
    default:
        return false;
    }
}

static bool
is_part_category(GUnicodeType type)
{
    switch (type) {
    case G_UNICODE_NON_SPACING_MARK:
    case G_UNICODE_SPACING_MARK:
    case G_UNICODE_DECIMAL_NUMBER:
    case G_UNICODE_CONNECT_PUNCTUATION:
        return true;
    default:
        return is_start_category(type);
    }
}

bool
sim_unicode_is_assigned(gunichar c)
{
    return c < 0x80 || category(c) != G_UNICODE_UNASSIGNED;
}

bool
sim_unicode_is_name_start(gunichar c)
{
    return c == '_' ||
           is_start_category(category(c)) != in_ranges(odd_starts, G_N_ELEMENTS(odd_starts), c);
}

bool
sim_unicode_is_name_part(gunichar c)
{
    return is_part_category(category(c)) != in_ranges(odd_parts, G_N_ELEMENTS(odd_parts), c);
}

bool
sim_unicode_is_printable(gunichar c)
{
    if (c < 0x7F) {
        return c >= ' ';
    }
    switch (category(c)) {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_UNASSIGNED:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_SPACE_SEPARATOR:
        return false;
    default:
        return true;
    }
}

bool
sim_unicode_named(const char *name, size_t length, gunichar *out)
{
    g_autofree char *copy = g_strndup(name, length);
    if (strlen(copy) != length || length == 0) {
        return false;
    }
    UErrorCode status = U_ZERO_ERROR;
    UChar32 c = u_charFromName(U_UNICODE_CHAR_NAME, copy, &status);
    if (U_FAILURE(status)) {
        status = U_ZERO_ERROR;
        c = u_charFromName(U_CHAR_NAME_ALIAS, copy, &status);
    }
    if (U_FAILURE(status) || in_ranges(later, G_N_ELEMENTS(later), (gunichar) c)) {
        return false;
    }
    *out = (gunichar) c;
    return true;
}

gunichar
sim_unicode_next(const char **text)
{
    const unsigned char *s = (const unsigned char *) *text;
    int extra = s[0] < 0x80 ? 0 : s[0] < 0xE0 ? 1 : s[0] < 0xF0 ? 2 : 3;
    gunichar c = extra == 0 ? s[0] : s[0] & (0x3Fu >> extra);
    for (int i = 1; i <= extra; i++) {
        c = c << 6 | (s[i] & 0x3Fu);
    }
    *text += extra + 1;
    return c;
}

void
sim_unicode_append(GString *out, gunichar c)
{
    g_string_append_unichar(out, c);
}

static UChar *
to_utf16(const char *text, size_t length, int32_t *out_length)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar *units = g_new(UChar, length + 1);
    u_strFromUTF8(units, (int32_t) length + 1, out_length, text, (int32_t) length, &status);
    g_assert(U_SUCCESS(status));
    return units;
}

char *
sim_unicode_nfkc(const char *text, size_t length)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&status);
    int32_t count;
    g_autofree UChar *units = to_utf16(text, length, &count);
    int32_t size = unorm2_normalize(nfkc, units, count, NULL, 0, &status);
    g_autofree UChar *normal = g_new(UChar, (size_t) size + 1);
    status = U_ZERO_ERROR;
    unorm2_normalize(nfkc, units, count, normal, size + 1, &status);
    g_assert(U_SUCCESS(status));
    return g_utf16_to_utf8(normal, size, NULL, NULL, NULL);
}
