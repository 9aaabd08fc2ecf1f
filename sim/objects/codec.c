#include "sim/objects/codec.h"

#include <string.h>
#include <unicode/uchar.h>

#include "sim/objects/abstract.h"
#include "sim/objects/bytes.h"
#include "sim/objects/exception.h"
#include "sim/objects/int.h"
#include "sim/objects/str_private.h"
#include "sim/objects/tuple.h"

typedef enum {
    UTF8,
    ASCII,
    LATIN1,
    UNKNOWN,
    UNMODELLED
} Encoding;

/* Lower case, with every run of other characters as one underscore
 * (encodings.normalize_encoding). */
static char *
normalise(const char *name)
{
    GString *out = g_string_new(NULL);
    bool gap = false;
    for (; *name != '\0'; name++) {
        if (g_ascii_isalnum(*name) || *name == '.') {
            if (gap && out->len > 0) {
                g_string_append_c(out, '_');
            }
            g_string_append_c(out, g_ascii_tolower(*name));
            gap = false;
        } else {
            gap = true;
        }
    }
    return g_string_free(out, FALSE);
}

static Encoding
find_encoding(const char *name)
{
    static const struct {
        const char *name;
        Encoding encoding;
    } names[] = {
        {"utf_8", UTF8},        {"utf8", UTF8},      {"u8", UTF8},
        {"utf", UTF8},          {"cp65001", UTF8},   {"utf8_ucs2", UTF8},
        {"utf8_ucs4", UTF8},    {"ascii", ASCII},    {"us_ascii", ASCII},
        {"646", ASCII},         {"us", ASCII},       {"ansi_x3.4_1968", ASCII},
        {"iso646_us", ASCII},   {"latin_1", LATIN1}, {"latin1", LATIN1},
        {"latin", LATIN1},      {"l1", LATIN1},      {"iso8859_1", LATIN1},
        {"iso_8859_1", LATIN1}, {"iso8859", LATIN1}, {"8859", LATIN1},
        {"cp819", LATIN1},      {"ibm819", LATIN1},  {"iso_8859_1_1987", LATIN1},
    };
    static const char *const others[] = {
        "utf",   "u16", "u32",  "cp",     "iso",     "mac",         "koi8",  "big5",    "gb",
        "shift", "euc", "idna", "puny",   "unicode", "raw_unicode", "latin", "windows", "base64",
        "hex",   "rot", "zip",  "zlib",   "bz2",     "quopri",      "uu",    "hz",      "johab",
        "ptcp",  "tis", "kz",   "palmos", "charmap", "hp_roman"};
    char *key = normalise(name);
    Encoding found = UNKNOWN;
    for (size_t i = 0; i < G_N_ELEMENTS(names) && found == UNKNOWN; i++) {
        found = strcmp(names[i].name, key) == 0 ? names[i].encoding : UNKNOWN;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(others) && found == UNKNOWN; i++) {
        found = g_str_has_prefix(key, others[i]) ? UNMODELLED : UNKNOWN;
    }
    if (key[0] == 'l' && g_ascii_isdigit(key[1])) {
        found = found == UNKNOWN ? UNMODELLED : found; /* l2 to l10 */
    }
    g_free(key);
    return found;
}

static bool
check_encoding(SimWorld *world, const char *name, Encoding *out)
{
    *out = name == NULL ? UTF8 : find_encoding(name);
    if (*out == UNKNOWN) {
        sim_err_format(world, SIM_TYPE_LookupError, "unknown encoding: %s", name);
        return false;
    }
    if (*out == UNMODELLED) {
        sim_err_format(world, SIM_TYPE_NotImplementedError, "encoding %s is not modelled", name);
        return false;
    }
    return true;
}

static const char *
encoding_name(Encoding encoding)
{
    return encoding == UTF8 ? "utf-8" : encoding == ASCII ? "ascii" : "latin-1";
}

typedef enum {
    STRICT,
    IGNORE,
    REPLACE,
    BACKSLASH,
    XML,
    NAME,
    ESCAPE,
    PASS,
    NO_HANDLER
} Handler;

static Handler
find_handler(const char *errors)
{
    static const char *const names[] = {
        "strict",      "ignore",          "replace",      "backslashreplace", "xmlcharrefreplace",
        "namereplace", "surrogateescape", "surrogatepass"};
    if (errors == NULL) {
        return STRICT;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (strcmp(names[i], errors) == 0) {
            return (Handler) i;
        }
    }
    return NO_HANDLER;
}

static void
unknown_handler(SimWorld *world, const char *errors)
{
    sim_err_format(world, SIM_TYPE_LookupError, "unknown error handler name '%s'", errors);
}

/* UnicodeEncodeError or UnicodeDecodeError(encoding, object, start, end, reason) */
static void
raise_error(SimWorld *world,
            SimTypeId type,
            Encoding encoding,
            SimObject *object,
            int64_t start,
            int64_t end,
            const char *reason)
{
    SimObject *items[5] = {sim_str_new(world, encoding_name(encoding)), sim_newref(world, object),
                           sim_int_new(world, start), sim_int_new(world, end),
                           sim_str_new(world, reason)};
    bool complete = true;
    for (size_t i = 0; i < G_N_ELEMENTS(items); i++) {
        complete = complete && items[i] != NULL;
    }
    if (!complete) {
        for (size_t i = 0; i < G_N_ELEMENTS(items); i++) {
            sim_xdecref(world, items[i]);
        }
        return;
    }
    SimObject *args = sim_tuple_from_stolen(world, items, G_N_ELEMENTS(items));
    if (args == NULL) {
        return;
    }
    SimObject *exception = sim_exception_new(world, &sim_type(world, type)->ob, args);
    sim_decref(world, args);
    if (exception != NULL) {
        sim_err_set_raised(world, exception);
    }
}

static bool
is_surrogate(uint32_t c)
{
    return c >= 0xd800 && c < 0xe000;
}

static bool
can_encode(Encoding encoding, uint32_t c)
{
    return encoding == UTF8 ? !is_surrogate(c) : c < (encoding == ASCII ? 0x80u : 0x100u);
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

/* What stands for a character that cannot be encoded. False: the handler does not help. */
static bool
replace_char(GString *out, Encoding encoding, Handler handler, uint32_t c)
{
    switch (handler) {
    case IGNORE:
        return true;
    case REPLACE:
        g_string_append_c(out, '?');
        return true;
    case BACKSLASH:
        append_backslash(out, c);
        return true;
    case XML:
        g_string_append_printf(out, "&#%u;", c);
        return true;
    case NAME:
        append_name(out, c);
        return true;
    case ESCAPE:
        if (c < 0xdc80 || c > 0xdcff) {
            return false;
        }
        g_string_append_c(out, (char) (c - 0xdc00));
        return true;
    case PASS:
        if (encoding != UTF8 || !is_surrogate(c)) {
            return false;
        }
        g_string_append_unichar(out, c);
        return true;
    case STRICT:
    case NO_HANDLER:
        break;
    }
    return false;
}

static const char *
encode_reason(Encoding encoding)
{
    return encoding == UTF8    ? "surrogates not allowed"
           : encoding == ASCII ? "ordinal not in range(128)"
                               : "ordinal not in range(256)";
}

static bool
encode_into(SimWorld *world,
            GString *out,
            SimObject *object,
            Encoding encoding,
            Handler handler,
            const char *errors)
{
    const SimStr *str = sim_str_cast(object);
    for (int64_t i = 0; i < str->length; i++) {
        uint32_t c = sim_str_read(str, i);
        if (can_encode(encoding, c)) {
            if (encoding == UTF8) {
                g_string_append_unichar(out, c);
            } else {
                g_string_append_c(out, (char) c);
            }
        } else if (!replace_char(out, encoding, handler, c)) {
            if (handler == NO_HANDLER) {
                unknown_handler(world, errors);
                return false;
            }
            /* All that follow and cannot be encoded either are named together. */
            int64_t end = i + 1;
            while (end < str->length && !can_encode(encoding, sim_str_read(str, end))) {
                end++;
            }
            raise_error(world, SIM_TYPE_UnicodeEncodeError, encoding, object, i, end,
                        encode_reason(encoding));
            return false;
        }
    }
    return true;
}

SimObject *
sim_codec_encode(SimWorld *world, SimObject *object, const char *name, const char *errors)
{
    Encoding encoding;
    if (!check_encoding(world, name, &encoding)) {
        return NULL;
    }
    const SimStr *str = sim_str_cast(object);
    if (str->ascii || (encoding == LATIN1 && str->kind == 1)) {
        return sim_bytes_new(world, str->data.one, (size_t) str->length);
    }
    GString *out = g_string_sized_new((size_t) str->length);
    bool done = encode_into(world, out, object, encoding, find_handler(errors), errors);
    SimObject *bytes = done ? sim_bytes_new(world, (const uint8_t *) out->str, out->len) : NULL;
    g_string_free(out, TRUE);
    return bytes;
}

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

static size_t
decode_any(Encoding encoding,
           const uint8_t *at,
           size_t left,
           uint32_t *out,
           size_t *bad,
           const char **reason)
{
    if (encoding == UTF8) {
        return decode_one(at, left, out, bad, reason);
    }
    *bad = 1;
    *reason = "ordinal not in range(128)";
    *out = at[0];
    return encoding == LATIN1 || at[0] < 0x80 ? 1 : 0;
}

/* A surrogate as three bytes, as surrogatepass lets through. */
static bool
is_encoded_surrogate(const uint8_t *at, size_t left)
{
    return left >= 3 && at[0] == 0xed && at[1] >= 0xa0 && at[1] <= 0xbf && (at[2] & 0xc0) == 0x80;
}

/* Appends what stands for @count wrong bytes; may take more (*@count). */
static bool
replace_bytes(
    GArray *out, Encoding encoding, Handler handler, const uint8_t *at, size_t left, size_t *count)
{
    uint32_t point;
    switch (handler) {
    case IGNORE:
        return true;
    case REPLACE:
        point = 0xfffd;
        g_array_append_val(out, point);
        return true;
    case BACKSLASH:
        for (size_t i = 0; i < *count; i++) {
            uint32_t escape[4] = {'\\', 'x', (unsigned char) "0123456789abcdef"[at[i] >> 4],
                                  (unsigned char) "0123456789abcdef"[at[i] & 15]};
            g_array_append_vals(out, escape, 4);
        }
        return true;
    case ESCAPE:
        for (size_t i = 0; i < *count; i++) {
            point = 0xdc00u + at[i];
            g_array_append_val(out, point);
        }
        return true;
    case PASS:
        if (encoding != UTF8 || !is_encoded_surrogate(at, left)) {
            return false;
        }
        point = 0xd000u | (at[1] & 0x3fu) << 6 | (at[2] & 0x3fu);
        g_array_append_val(out, point);
        *count = 3;
        return true;
    case STRICT:
    case XML:
    case NAME:
    case NO_HANDLER:
        break;
    }
    return false;
}

static bool
decode_into(SimWorld *world,
            GArray *out,
            SimObject *object,
            Encoding encoding,
            Handler handler,
            const char *errors)
{
    const SimBytes *bytes = (SimBytes *) (void *) object;
    size_t length = (size_t) bytes->length;
    for (size_t i = 0; i < length;) {
        uint32_t point;
        size_t bad;
        const char *reason;
        size_t taken = decode_any(encoding, bytes->data + i, length - i, &point, &bad, &reason);
        if (taken > 0) {
            g_array_append_val(out, point);
            i += taken;
        } else if (replace_bytes(out, encoding, handler, bytes->data + i, length - i, &bad)) {
            i += bad;
        } else if (handler == NO_HANDLER) {
            unknown_handler(world, errors);
            return false;
        } else if (handler == XML || handler == NAME) {
            sim_err_format(world, SIM_TYPE_TypeError,
                           "don't know how to handle UnicodeDecodeError in error callback");
            return false;
        } else {
            raise_error(world, SIM_TYPE_UnicodeDecodeError, encoding, object, (int64_t) i,
                        (int64_t) (i + bad), reason);
            return false;
        }
    }
    return true;
}

SimObject *
sim_codec_decode(SimWorld *world, SimObject *object, const char *name, const char *errors)
{
    Encoding encoding;
    if (((SimBytes *) (void *) object)->length == 0) {
        return sim_newref(world, world->empty_str);
    }
    if (!check_encoding(world, name, &encoding)) {
        return NULL;
    }
    GArray *points = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    bool done = decode_into(world, points, object, encoding, find_handler(errors), errors);
    SimObject *str =
        done ? sim_str_from_points(world, (uint32_t *) (void *) points->data, points->len) : NULL;
    g_array_free(points, TRUE);
    return str;
}

static bool
c_string(
    SimWorld *world, const char *function, const char *what, SimObject *object, const char **out)
{
    *out = NULL;
    if (object == NULL) {
        return true;
    }
    if (!SIM_IS_STR(object)) {
        g_autofree char *which = g_strdup_printf("argument '%s'", what);
        sim_arg_bad(world, function, which, "str", object);
        return false;
    }
    size_t bytes;
    *out = sim_str_utf8(object, &bytes);
    if (strlen(*out) != bytes) {
        sim_err_format(world, SIM_TYPE_ValueError, "embedded null character");
        return false;
    }
    return true;
}

bool
sim_codec_parse_args(SimWorld *world,
                     const char *function,
                     SimObject *const *args,
                     size_t nargs,
                     SimObject *kwnames,
                     const char **encoding,
                     const char **errors)
{
    static const char *const names[] = {"encoding", "errors", NULL};
    SimObject *out[2] = {NULL, NULL};
    return sim_arg_parse(world, function, names, 0, 2, args, nargs, kwnames, out) &&
           c_string(world, function, "encoding", out[0], encoding) &&
           c_string(world, function, "errors", out[1], errors);
}

SIM_STR_METHOD(method_encode)
{
    const char *encoding;
    const char *errors;
    if (!sim_codec_parse_args(world, "encode", args, nargs, kwnames, &encoding, &errors)) {
        return NULL;
    }
    return sim_codec_encode(world, self, encoding, errors);
}
