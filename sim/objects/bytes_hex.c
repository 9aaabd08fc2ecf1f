/* bytes.hex() and bytes.fromhex(). */
#include "sim/objects/abstract.h"
#include "sim/objects/bytes_private.h"
#include "sim/objects/str_private.h"

/* The separator of hex(): an ASCII character, given as str or bytes. */
static bool
read_separator(SimWorld *world, SimObject *object, char *out)
{
    int64_t length = sim_object_length(world, object);
    if (length < 0) {
        return false;
    }
    if (length != 1) {
        sim_err_format(world, SIM_TYPE_ValueError, "sep must be length 1.");
        return false;
    }
    if (!SIM_IS_STR(object) && !SIM_IS_BYTES(object)) {
        sim_err_format(world, SIM_TYPE_TypeError, "sep must be str or bytes.");
        return false;
    }
    uint32_t c = SIM_IS_STR(object) ? sim_str_at(object, 0) : sim_bytes_cast(object)->data[0];
    if (c > 0x7f) {
        sim_err_format(world, SIM_TYPE_ValueError, "sep must be ASCII.");
        return false;
    }
    *out = (char) c;
    return true;
}

SIM_BYTES_METHOD(hex)
{
    static const char *const names[] = {"sep", "bytes_per_sep", NULL};
    SimObject *out[2] = {NULL, NULL};
    if (!sim_arg_parse(world, "hex", names, 0, 2, args, nargs, kwnames, out)) {
        return NULL;
    }
    int64_t group = 1;
    char separator = '\0';
    if (out[1] != NULL && !sim_arg_int(world, out[1], &group)) {
        return NULL;
    }
    if (out[0] != NULL && !read_separator(world, out[0], &separator)) {
        return NULL;
    }
    if (out[0] == NULL) {
        group = 0;
    }
    const SimBytes *bytes = sim_bytes_cast(self);
    GString *text = g_string_new(NULL);
    for (int64_t i = 0; i < bytes->length; i++) {
        /* Positive: groups counted from the right. */
        bool starts = group > 0   ? (bytes->length - i) % group == 0
                      : group < 0 ? i % -group == 0
                                  : false;
        if (i > 0 && starts) {
            g_string_append_c(text, separator);
        }
        g_string_append_printf(text, "%02x", bytes->data[i]);
    }
    SimObject *str = sim_str_new_ascii(world, text->str, text->len);
    g_string_free(text, TRUE);
    return str;
}

static SimObject *
not_hexadecimal(SimWorld *world, int64_t position)
{
    return sim_err_format(
        world, SIM_TYPE_ValueError,
        "non-hexadecimal number found in fromhex() arg at position %" G_GINT64_FORMAT, position);
}

static int
hex_digit(const SimStr *str, int64_t at)
{
    uint32_t c = at < str->length ? sim_str_read(str, at) : 0;
    return c < 0x80 ? g_ascii_xdigit_value((char) c) : -1;
}

/* -1: none */
static int64_t
first_beyond_ascii(const SimStr *str)
{
    for (int64_t i = 0; i < str->length && !str->ascii; i++) {
        if (sim_str_read(str, i) >= 0x80) {
            return i;
        }
    }
    return -1;
}

SIM_BYTES_METHOD(fromhex)
{
    (void) nargs;
    (void) kwnames;
    if (!sim_str_check_arg(world, "fromhex() argument", args[0])) {
        return NULL;
    }
    const SimStr *str = (SimStr *) (void *) args[0];
    GByteArray *bytes = g_byte_array_new();
    SimObject *result = NULL;
    int64_t wrong = first_beyond_ascii(str);
    for (int64_t i = 0; i < str->length && wrong < 0;) {
        uint32_t c = sim_str_read(str, i);
        if (c < 0x80 && (g_ascii_isspace((char) c) || c == '\v')) {
            i++;
            continue;
        }
        int high = hex_digit(str, i);
        int low = hex_digit(str, i + 1);
        if (high < 0 || low < 0) {
            wrong = high < 0 ? i : i + 1;
            break;
        }
        uint8_t byte = (uint8_t) (high * 16 + low);
        g_byte_array_append(bytes, &byte, 1);
        i += 2;
    }
    result =
        wrong >= 0 ? not_hexadecimal(world, wrong) : sim_bytes_new(world, bytes->data, bytes->len);
    g_byte_array_free(bytes, TRUE);
    SimObject *bytes_type = &sim_type(world, SIM_TYPE_BYTES)->ob;
    if (result == NULL || self == bytes_type) {
        return result;
    }
    SimObject *instance = sim_object_call_one(world, self, result);
    sim_decref(world, result);
    return instance;
}
