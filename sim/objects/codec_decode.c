/* Bytes to text. */
#include <string.h>

#include "sim/model/error.h"
#include "sim/objects/bytes.h"
#include "sim/objects/codec_private.h"
#include "sim/objects/str.h"

/* One sequence of UTF-8 at @at. Returns its length with the code point in *@out; or 0, then
 * *@bad is the number of bytes that are wrong together and *@reason says why. */
static size_t
decode_one(const uint8_t *at, size_t left, uint32_t *out, size_t *bad, const char **reason)
{
    uint8_t first = at[0];
    if (first < 0x80) {
        *out = first;
        return 1;
    }
    *bad = 1;
    *reason = "invalid start byte";
    if (first < 0xc2 || first > 0xf4) {
        return 0;
    }
    size_t length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    uint32_t point = first & (0x7fu >> length);
    for (size_t i = 1; i < length; i++) {
        if (i >= left) {
            *bad = left;
            *reason = "unexpected end of data";
            return 0;
        }
        uint8_t low = 0x80;
        uint8_t high = 0xbf;
        if (i == 1) {
            low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
            high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
        }
        if (at[i] < low || at[i] > high) {
            *bad = i;
            *reason = "invalid continuation byte";
            return 0;
        }
        point = point << 6 | (at[i] & 0x3fu);
    }
    *out = point;
    return length;
}

static uint32_t
read_unit(const uint8_t *at, size_t width, bool big)
{
    uint32_t unit = 0;
    for (size_t i = 0; i < width; i++) {
        unit |= (uint32_t) at[i] << 8 * (big ? width - 1 - i : i);
    }
    return unit;
}

/* A character of UTF-16 or UTF-32, as decode_one. */
static size_t
decode_wide(SimEncoding encoding,
            const uint8_t *at,
            size_t left,
            uint32_t *out,
            size_t *bad,
            const char **reason)
{
    size_t width = sim_encoding_width(encoding);
    bool big = sim_encoding_is_big(encoding);
    *bad = MIN(left, width);
    *reason = "truncated data";
    if (left < width) {
        return 0;
    }
    *out = read_unit(at, width, big);
    if (width == 4) {
        *reason = *out > 0x10ffff ? "code point not in range(0x110000)"
                                  : "code point in surrogate code point range(0xd800, 0xe000)";
        return *out > 0x10ffff || sim_char_is_surrogate(*out) ? 0 : width;
    }
    if (!sim_char_is_surrogate(*out)) {
        return width;
    }
    if (*out >= 0xdc00) {
        *reason = "illegal encoding";
        return 0;
    }
    if (left < 2 * width) {
        *bad = left;
        *reason = "unexpected end of data";
        return 0;
    }
    uint32_t low = read_unit(at + width, width, big);
    *reason = "illegal UTF-16 surrogate";
    if (low < 0xdc00 || low > 0xdfff) {
        return 0;
    }
    *out = 0x10000u + ((*out - 0xd800u) << 10) + (low - 0xdc00u);
    return 2 * width;
}

/* Passes over a mark of byte order, and makes of @encoding one that has an order. */
static size_t
read_mark(SimEncoding *encoding, const SimBytes *bytes)
{
    size_t width = sim_encoding_width(*encoding);
    size_t length = (size_t) bytes->length;
    if (*encoding == SIM_ENCODING_UTF8_SIG) {
        *encoding = SIM_ENCODING_UTF8;
        return length >= 3 && memcmp(bytes->data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    }
    bool little = length >= width && read_unit(bytes->data, width, false) == SIM_CODEC_MARK;
    bool big = length >= width && read_unit(bytes->data, width, true) == SIM_CODEC_MARK;
    *encoding += big ? 2 : 1; /* without a mark the machine's own order */
    return little || big ? width : 0;
}

static size_t
decode_any(SimEncoding encoding,
           const uint8_t *at,
           size_t left,
           uint32_t *out,
           size_t *bad,
           const char **reason)
{
    if (encoding == SIM_ENCODING_UTF8) {
        return decode_one(at, left, out, bad, reason);
    }
    if (sim_encoding_width(encoding) > 1) {
        return decode_wide(encoding, at, left, out, bad, reason);
    }
    *bad = 1;
    *reason = "ordinal not in range(128)";
    *out = at[0];
    return encoding == SIM_ENCODING_LATIN1 || at[0] < 0x80 ? 1 : 0;
}

/* A surrogate as three bytes, as surrogatepass lets through. */
static bool
is_encoded_surrogate(const uint8_t *at, size_t left)
{
    return left >= 3 && at[0] == 0xed && at[1] >= 0xa0 && at[1] <= 0xbf && (at[2] & 0xc0) == 0x80;
}

/* Appends what stands for @count wrong bytes; may take more (*@count). */
static bool
replace_bytes(GArray *out,
              SimEncoding encoding,
              SimCodecHandler handler,
              const uint8_t *at,
              size_t left,
              size_t *count)
{
    uint32_t point;
    switch (handler) {
    case SIM_CODEC_IGNORE:
        return true;
    case SIM_CODEC_REPLACE:
        point = 0xfffd;
        g_array_append_val(out, point);
        return true;
    case SIM_CODEC_BACKSLASH:
        for (size_t i = 0; i < *count; i++) {
            uint32_t escape[4] = {'\\', 'x', (unsigned char) "0123456789abcdef"[at[i] >> 4],
                                  (unsigned char) "0123456789abcdef"[at[i] & 15]};
            g_array_append_vals(out, escape, 4);
        }
        return true;
    case SIM_CODEC_ESCAPE:
        for (size_t i = 0; i < *count; i++) {
            point = 0xdc00u + at[i];
            g_array_append_val(out, point);
        }
        return true;
    case SIM_CODEC_PASS:
        if (encoding != SIM_ENCODING_UTF8 || !is_encoded_surrogate(at, left)) {
            return false;
        }
        point = 0xd000u | (at[1] & 0x3fu) << 6 | (at[2] & 0x3fu);
        g_array_append_val(out, point);
        *count = 3;
        return true;
    case SIM_CODEC_STRICT:
    case SIM_CODEC_XML:
    case SIM_CODEC_NAME:
    case SIM_CODEC_NO_HANDLER:
        break;
    }
    return false;
}

static bool
decode_into(SimWorld *world,
            GArray *out,
            SimObject *object,
            SimEncoding encoding,
            SimCodecHandler handler,
            const char *errors)
{
    const SimBytes *bytes = (SimBytes *) (void *) object;
    size_t length = (size_t) bytes->length;
    size_t start = sim_encoding_has_mark(encoding) ? read_mark(&encoding, bytes) : 0;
    for (size_t i = start; i < length;) {
        uint32_t point;
        size_t bad;
        const char *reason;
        size_t taken = decode_any(encoding, bytes->data + i, length - i, &point, &bad, &reason);
        if (taken > 0) {
            g_array_append_val(out, point);
            i += taken;
        } else if (replace_bytes(out, encoding, handler, bytes->data + i, length - i, &bad)) {
            i += bad;
        } else if (handler == SIM_CODEC_NO_HANDLER) {
            sim_codec_unknown_handler(world, errors);
            return false;
        } else if (handler == SIM_CODEC_XML || handler == SIM_CODEC_NAME) {
            sim_err_format(world, SIM_TYPE_TypeError,
                           "don't know how to handle UnicodeDecodeError in error callback");
            return false;
        } else {
            sim_codec_raise_error(world, SIM_TYPE_UnicodeDecodeError, encoding, object, (int64_t) i,
                                  (int64_t) (i + bad), reason);
            return false;
        }
    }
    return true;
}

SimObject *
sim_codec_decode(SimWorld *world, SimObject *object, const char *name, const char *errors)
{
    SimEncoding encoding;
    if (((SimBytes *) (void *) object)->length == 0) {
        return sim_newref(world, world->empty_str);
    }
    if (!sim_encoding_check(world, name, &encoding)) {
        return NULL;
    }
    GArray *points = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    bool done =
        decode_into(world, points, object, encoding, sim_codec_find_handler(errors), errors);
    SimObject *str =
        done ? sim_str_from_points(world, (uint32_t *) (void *) points->data, points->len) : NULL;
    g_array_free(points, TRUE);
    return str;
}
