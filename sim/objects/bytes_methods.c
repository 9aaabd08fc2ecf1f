/* The methods of bytes that are not in chars.h, the other files of bytes, or str's alone. */
#include <string.h>

#include "sim/objects/abstract.h"
#include "sim/objects/bytes_private.h"
#include "sim/objects/chars.h"
#include "sim/objects/codec.h"
#include "sim/objects/list_private.h"
#include "sim/objects/tuple.h"

#define BYTES_METHOD(name)                                                                         \
    static SimObject *name(SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, \
                           SimObject *kwnames)

BYTES_METHOD(bytes_replace)
{
    (void) kwnames;
    if (!sim_arg_count(world, "replace", nargs, 2, 3) || !sim_bytes_check(world, args[0]) ||
        !sim_bytes_check(world, args[1])) {
        return NULL;
    }
    int64_t most = -1;
    if (nargs > 2 && !sim_arg_size(world, args[2], &most)) {
        return NULL;
    }
    const SimBytes *bytes = sim_bytes_cast(self);
    const SimBytes *to = sim_bytes_cast(args[1]);
    SimChars text = sim_chars_of(self);
    SimChars from = sim_chars_of(args[0]);
    int64_t count = sim_chars_count(&text, &from, 0, text.length, most < 0 ? INT64_MAX : most);
    if (count == 0) {
        return sim_bytes_part(world, self, 0, bytes->length);
    }
    int64_t growth;
    int64_t length;
    if (__builtin_mul_overflow(count, to->length - from.length, &growth) ||
        __builtin_add_overflow(bytes->length, growth, &length)) {
        return sim_err_format(world, SIM_TYPE_OverflowError, "replace bytes is too long");
    }
    SimObject *result = sim_bytes_alloc(world, length);
    if (result == NULL || length == 0) {
        return result;
    }
    uint8_t *out = sim_bytes_cast(result)->data;
    int64_t read = 0;
    for (int64_t i = 0; i < count; i++) {
        int64_t at = from.length == 0 ? i : sim_chars_find(&text, &from, read, text.length, false);
        memcpy(out, bytes->data + read, (size_t) (at - read));
        out += at - read;
        memcpy(out, to->data, (size_t) to->length);
        out += to->length;
        read = at + from.length;
    }
    memcpy(out, bytes->data + read, (size_t) (bytes->length - read));
    return sim_bytes_finish(world, result);
}

BYTES_METHOD(bytes_join)
{
    (void) nargs;
    (void) kwnames;
    SimObject *sequence = sim_sequence_fast(world, args[0], "can only join an iterable");
    if (sequence == NULL) {
        return NULL;
    }
    size_t count;
    SimObject *const *items = sim_sequence_items(sequence, &count);
    const SimBytes *separator = sim_bytes_cast(self);
    GByteArray *joined = g_byte_array_new();
    bool done = true;
    for (size_t i = 0; i < count && done; i++) {
        done = SIM_IS_BYTES(items[i]);
        if (!done) {
            sim_err_format(world, SIM_TYPE_TypeError,
                           "sequence item %zu: expected a bytes-like object, %.80s found", i,
                           items[i]->type->name);
            break;
        }
        const SimBytes *item = sim_bytes_cast(items[i]);
        if (i > 0) {
            g_byte_array_append(joined, separator->data, (guint) separator->length);
        }
        g_byte_array_append(joined, item->data, (guint) item->length);
    }
    SimObject *result = NULL;
    if (done && count == 1 && items[0]->type == sim_type(world, SIM_TYPE_BYTES)) {
        result = sim_newref(world, items[0]);
    } else if (done) {
        result = sim_bytes_new(world, joined->data, joined->len);
    }
    g_byte_array_free(joined, TRUE);
    sim_decref(world, sequence);
    return result;
}

BYTES_METHOD(bytes_decode)
{
    const char *encoding;
    const char *errors;
    if (!sim_codec_parse_args(world, "decode", args, nargs, kwnames, &encoding, &errors)) {
        return NULL;
    }
    return sim_codec_decode(world, self, encoding, errors);
}

BYTES_METHOD(bytes_itself)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    return sim_bytes_part(world, self, 0, sim_bytes_cast(self)->length);
}

BYTES_METHOD(bytes_getnewargs)
{
    SimObject *copy = bytes_itself(world, self, args, nargs, kwnames);
    return copy == NULL ? NULL : sim_tuple_from_stolen(world, &copy, 1);
}

#define METHOD_ENTRY(name, flags) {#name, sim_bytes_##name, flags},
const SimMethodDef sim_bytes_methods[] = {
    SIM_CHARS_METHODS(SIM_CHARS_METHOD_ENTRY) /* clang-format off */
    SIM_BYTES_METHODS(METHOD_ENTRY)
    {"decode", bytes_decode, SIM_METH_KEYWORDS},
    {"join", bytes_join, SIM_METH_O},
    {"replace", bytes_replace, SIM_METH_FASTCALL},
    {"__bytes__", bytes_itself, SIM_METH_NOARGS},
    {"__getnewargs__", bytes_getnewargs, SIM_METH_NOARGS},
    {NULL, NULL, 0},
    /* clang-format on */
};
