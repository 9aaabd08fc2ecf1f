/* The names of encodings and of error handlers, and the errors. */
#include <string.h>

#include "sim/model/error.h"
#include "sim/objects/codec_private.h"
#include "sim/objects/exception.h"
#include "sim/objects/int.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"

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

static SimEncoding
find_encoding(const char *name)
{
    static const struct {
        const char *name;
        SimEncoding encoding;
    } names[] = {
        {"utf_8", SIM_ENCODING_UTF8},
        {"utf8", SIM_ENCODING_UTF8},
        {"u8", SIM_ENCODING_UTF8},
        {"utf", SIM_ENCODING_UTF8},
        {"cp65001", SIM_ENCODING_UTF8},
        {"utf8_ucs2", SIM_ENCODING_UTF8},
        {"utf8_ucs4", SIM_ENCODING_UTF8},
        {"ascii", SIM_ENCODING_ASCII},
        {"us_ascii", SIM_ENCODING_ASCII},
        {"646", SIM_ENCODING_ASCII},
        {"us", SIM_ENCODING_ASCII},
        {"ansi_x3.4_1968", SIM_ENCODING_ASCII},
        {"iso646_us", SIM_ENCODING_ASCII},
        {"latin_1", SIM_ENCODING_LATIN1},
        {"latin1", SIM_ENCODING_LATIN1},
        {"latin", SIM_ENCODING_LATIN1},
        {"l1", SIM_ENCODING_LATIN1},
        {"iso8859_1", SIM_ENCODING_LATIN1},
        {"iso_8859_1", SIM_ENCODING_LATIN1},
        {"iso8859", SIM_ENCODING_LATIN1},
        {"8859", SIM_ENCODING_LATIN1},
        {"utf_8_sig", SIM_ENCODING_UTF8_SIG},
        {"utf_16", SIM_ENCODING_UTF16},
        {"utf16", SIM_ENCODING_UTF16},
        {"u16", SIM_ENCODING_UTF16},
        {"utf_16_le", SIM_ENCODING_UTF16_LE},
        {"utf_16le", SIM_ENCODING_UTF16_LE},
        {"unicodelittleunmarked", SIM_ENCODING_UTF16_LE},
        {"utf_16_be", SIM_ENCODING_UTF16_BE},
        {"utf_16be", SIM_ENCODING_UTF16_BE},
        {"unicodebigunmarked", SIM_ENCODING_UTF16_BE},
        {"utf_32", SIM_ENCODING_UTF32},
        {"utf32", SIM_ENCODING_UTF32},
        {"u32", SIM_ENCODING_UTF32},
        {"utf_32_le", SIM_ENCODING_UTF32_LE},
        {"utf_32le", SIM_ENCODING_UTF32_LE},
        {"utf_32_be", SIM_ENCODING_UTF32_BE},
        {"utf_32be", SIM_ENCODING_UTF32_BE},
        {"cp819", SIM_ENCODING_LATIN1},
        {"ibm819", SIM_ENCODING_LATIN1},
        {"iso_8859_1_1987", SIM_ENCODING_LATIN1},
    };
    static const char *const others[] = {
        "utf_7", "utf7", "u7",   "cp",     "iso",     "mac",         "koi8",  "big5",    "gb",
        "shift", "euc",  "idna", "puny",   "unicode", "raw_unicode", "latin", "windows", "base64",
        "hex",   "rot",  "zip",  "zlib",   "bz2",     "quopri",      "uu",    "hz",      "johab",
        "ptcp",  "tis",  "kz",   "palmos", "charmap", "hp_roman"};
    char *key = normalise(name);
    SimEncoding found = SIM_ENCODING_UNKNOWN;
    for (size_t i = 0; i < G_N_ELEMENTS(names) && found == SIM_ENCODING_UNKNOWN; i++) {
        found = strcmp(names[i].name, key) == 0 ? names[i].encoding : SIM_ENCODING_UNKNOWN;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(others) && found == SIM_ENCODING_UNKNOWN; i++) {
        found = g_str_has_prefix(key, others[i]) ? SIM_ENCODING_UNMODELLED : SIM_ENCODING_UNKNOWN;
    }
    if (key[0] == 'l' && g_ascii_isdigit(key[1])) {
        found = found == SIM_ENCODING_UNKNOWN ? SIM_ENCODING_UNMODELLED : found; /* l2 to l10 */
    }
    g_free(key);
    return found;
}

bool
sim_encoding_check(SimWorld *world, const char *name, SimEncoding *out)
{
    *out = name == NULL ? SIM_ENCODING_UTF8 : find_encoding(name);
    if (*out == SIM_ENCODING_UNKNOWN) {
        sim_err_format(world, SIM_TYPE_LookupError, "unknown encoding: %s", name);
        return false;
    }
    if (*out == SIM_ENCODING_UNMODELLED) {
        sim_err_format(world, SIM_TYPE_NotImplementedError, "encoding %s is not modelled", name);
        return false;
    }
    return true;
}

static const char *
encoding_name(SimEncoding encoding)
{
    static const char *const names[] = {"utf-8",     "utf-8",     "ascii",     "latin-1",
                                        "utf-16",    "utf-16-le", "utf-16-be", "utf-32",
                                        "utf-32-le", "utf-32-be"};
    return names[encoding];
}

SimCodecHandler
sim_codec_find_handler(const char *errors)
{
    static const char *const names[] = {
        "strict",      "ignore",          "replace",      "backslashreplace", "xmlcharrefreplace",
        "namereplace", "surrogateescape", "surrogatepass"};
    if (errors == NULL) {
        return SIM_CODEC_STRICT;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (strcmp(names[i], errors) == 0) {
            return (SimCodecHandler) i;
        }
    }
    return SIM_CODEC_NO_HANDLER;
}

void
sim_codec_unknown_handler(SimWorld *world, const char *errors)
{
    sim_err_format(world, SIM_TYPE_LookupError, "unknown error handler name '%s'", errors);
}

void
sim_codec_raise_error(SimWorld *world,
                      SimTypeId type,
                      SimEncoding encoding,
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
