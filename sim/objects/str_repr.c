#include "sim/objects/abstract.h"
#include "sim/objects/str_private.h"
#include "sim/syntax/unicode.h"

/* Characters an escape has behind its backslash: \n is 1, \x.. 3, \u.... 5, \U........ 9; 0 for
 * one that is shown as it is. */
static int
escape_width(uint32_t c, uint32_t quote)
{
    switch (c) {
    case '\\':
    case '\t':
    case '\n':
    case '\r':
        return 1;
    default:
        break;
    }
    if (c == quote) {
        return 1;
    }
    if (sim_unicode_is_printable(c)) {
        return 0;
    }
    return c < 0x100 ? 3 : c < 0x10000 ? 5 : 9;
}

static int64_t
write_escape(SimStr *out, int64_t at, uint32_t c, int width)
{
    sim_str_write(out, at++, '\\');
    if (width == 1) {
        uint32_t letter = c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : c;
        sim_str_write(out, at++, letter);
        return at;
    }
    sim_str_write(out, at++, width == 3 ? 'x' : width == 5 ? 'u' : 'U');
    for (int i = width - 2; i >= 0; i--) {
        sim_str_write(out, at++, (unsigned char) "0123456789abcdef"[c >> (4 * i) & 15]);
    }
    return at;
}

/* A double quote only where the text has single ones and no double ones. */
static uint32_t
choose_quote(const SimStr *str)
{
    bool has_single = false;
    for (int64_t i = 0; i < str->length; i++) {
        uint32_t c = sim_str_read(str, i);
        if (c == '"') {
            return '\'';
        }
        has_single = has_single || c == '\'';
    }
    return has_single ? '"' : '\'';
}

SimObject *
sim_str_repr_slot(SimWorld *world, SimObject *self)
{
    const SimStr *str = sim_str_cast(self);
    uint32_t quote = choose_quote(str);
    uint32_t max = 0x7f;
    int64_t length = 2;
    for (int64_t i = 0; i < str->length; i++) {
        uint32_t c = sim_str_read(str, i);
        int width = escape_width(c, quote);
        max = width == 0 ? MAX(max, c) : max;
        length += 1 + width;
    }
    SimObject *result = sim_str_alloc(world, length, max);
    if (result == NULL) {
        return NULL;
    }
    SimStr *out = sim_str_cast(result);
    int64_t at = 0;
    sim_str_write(out, at++, quote);
    for (int64_t i = 0; i < str->length; i++) {
        uint32_t c = sim_str_read(str, i);
        int width = escape_width(c, quote);
        if (width == 0) {
            sim_str_write(out, at++, c);
        } else {
            at = write_escape(out, at, c, width);
        }
    }
    sim_str_write(out, at, quote);
    return sim_str_finish(world, result);
}
