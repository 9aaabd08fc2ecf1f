/* Text to bytes. */
#include <unicode/uchar.h>

#include "sim/objects/bytes.h"
#include "sim/objects/codec_private.h"
#include "sim/objects/str_private.h"

static bool
can_encode(SimEncoding encoding, uint32_t c)
{
    return encoding == SIM_ENCODING_ASCII    ? c < 0x80
           : encoding == SIM_ENCODING_LATIN1 ? c < 0x100
                                             : !sim_char_is_surrogate(c);
}

static void
append_unit(GString *out, size_t width, bool big, uint32_t unit)
{
    for (size_t i = 0; i < width; i++) {
        size_t shift = 8 * (big ? width - 1 - i : i);
        g_string_append_c(out, (char) (unit >> shift & 0xff));
    }
}

/* A character that the encoding has. */
static void
append_char(GString *out, SimEncoding encoding, uint32_t c)
{
    size_t width = sim_encoding_width(encoding);
    bool big = sim_encoding_is_big(encoding);
    if (encoding == SIM_ENCODING_UTF8 || encoding == SIM_ENCODING_UTF8_SIG) {
        g_string_append_unichar(out, c);
    } else if (width == 2 && c >= 0x10000) {
        append_unit(out, width, big, 0xd7c0u + (c >> 10));
        append_unit(out, width, big, 0xdc00u + (c & 0x3ffu));
    } else {
        append_unit(out, width, big, c);
    }
}

static void
append_backslash(GString *out, uint32_t c)
{
    if (c < 0x100) {
        g_string_append_printf(out, "\\x%02x", c);
    } else if (c < 0x10000) {
        g_string_append_printf(out, "\\u%04x", c);
    } else {
        g_string_append_printf(out, "\\U%08x", c);
    }
}

static void
append_name(GString *out, uint32_t c)
{
    char name[128];
    UErrorCode status = U_ZERO_ERROR;
    int32_t length = u_charName((UChar32) c, U_UNICODE_CHAR_NAME, name, sizeof name, &status);
    if (U_FAILURE(status) || length == 0) {
        append_backslash(out, c);
    } else {
        g_string_append_printf(out, "\\N{%s}", name);
    }
}

/* The SIM_ENCODING_ASCII text that stands for a character that cannot be encoded, or a byte or
 * surrogate that some handlers let pass. False: the handler does not help. */
static bool
replace_char(GString *out, SimEncoding encoding, SimCodecHandler handler, uint32_t c)
{
    switch (handler) {
    case SIM_CODEC_IGNORE:
        return true;
    case SIM_CODEC_REPLACE:
        g_string_append_c(out, '?');
        return true;
    case SIM_CODEC_BACKSLASH:
        append_backslash(out, c);
        return true;
    case SIM_CODEC_XML:
        g_string_append_printf(out, "&#%u;", c);
        return true;
    case SIM_CODEC_NAME:
        append_name(out, c);
        return true;
    case SIM_CODEC_ESCAPE:
        if (c < 0xdc80 || c > 0xdcff || sim_encoding_width(encoding) > 1) {
            return false;
        }
        g_string_append_c(out, (char) (c - 0xdc00));
        return true;
    case SIM_CODEC_PASS:
        if (encoding == SIM_ENCODING_ASCII || encoding == SIM_ENCODING_LATIN1 ||
            !sim_char_is_surrogate(c)) {
            return false;
        }
        append_char(out, encoding, c);
        return true;
    case SIM_CODEC_STRICT:
    case SIM_CODEC_NO_HANDLER:
        break;
    }
    return false;
}

static const char *
encode_reason(SimEncoding encoding)
{
    return encoding == SIM_ENCODING_ASCII    ? "ordinal not in range(128)"
           : encoding == SIM_ENCODING_LATIN1 ? "ordinal not in range(256)"
                                             : "surrogates not allowed";
}

/* The same in units of the encoding. */
static bool
append_replacement(GString *out, SimEncoding encoding, SimCodecHandler handler, uint32_t c)
{
    if (sim_encoding_width(encoding) == 1 || handler == SIM_CODEC_PASS) {
        return replace_char(out, encoding, handler, c);
    }
    g_autoptr(GString) text = g_string_new(NULL);
    bool done = replace_char(text, encoding, handler, c);
    for (size_t i = 0; i < text->len; i++) {
        append_char(out, encoding, (unsigned char) text->str[i]);
    }
    return done;
}

static bool
encode_into(SimWorld *world,
            GString *out,
            SimObject *object,
            SimEncoding encoding,
            SimCodecHandler handler,
            const char *errors)
{
    const SimStr *str = sim_str_cast(object);
    if (sim_encoding_has_mark(encoding)) {
        append_char(out, encoding, SIM_CODEC_MARK);
    }
    for (int64_t i = 0; i < str->length; i++) {
        uint32_t c = sim_str_read(str, i);
        if (can_encode(encoding, c)) {
            append_char(out, encoding, c);
        } else if (!append_replacement(out, encoding, handler, c)) {
            if (handler == SIM_CODEC_NO_HANDLER) {
                sim_codec_unknown_handler(world, errors);
                return false;
            }
            /* All that follow and cannot be encoded either are named together. */
            int64_t end = i + 1;
            while (end < str->length && !can_encode(encoding, sim_str_read(str, end))) {
                end++;
            }
            sim_codec_raise_error(world, SIM_TYPE_UnicodeEncodeError, encoding, object, i, end,
                                  encode_reason(encoding));
            return false;
        }
    }
    return true;
}

SimObject *
sim_codec_encode(SimWorld *world, SimObject *object, const char *name, const char *errors)
{
    SimEncoding encoding;
    if (!sim_encoding_check(world, name, &encoding)) {
        return NULL;
    }
    const SimStr *str = sim_str_cast(object);
    if ((str->ascii && (encoding == SIM_ENCODING_UTF8 || encoding == SIM_ENCODING_ASCII)) ||
        (encoding == SIM_ENCODING_LATIN1 && str->kind == 1)) {
        return sim_bytes_new(world, str->data.one, (size_t) str->length);
    }
    GString *out = g_string_sized_new((size_t) str->length);
    bool done = encode_into(world, out, object, encoding, sim_codec_find_handler(errors), errors);
    SimObject *bytes = done ? sim_bytes_new(world, (const uint8_t *) out->str, out->len) : NULL;
    g_string_free(out, TRUE);
    return bytes;
}
