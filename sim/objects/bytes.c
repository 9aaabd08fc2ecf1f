#include "sim/objects/bytes_private.h"

#include <string.h>

#include "sim/objects/abstract.h"
#include "sim/objects/chars.h"
#include "sim/objects/codec.h"
#include "sim/objects/hash.h"
#include "sim/objects/id.h"
#include "sim/objects/int.h"
#include "sim/objects/list.h"
#include "sim/objects/slice.h"
#include "sim/objects/startup.h"
#include "sim/objects/str.h"

enum {
    BYTES_HEADER = 33,
    BYTES_SHOWN = 28,
    BYTE_VALUES = 256
};

static void
set_storage(SimObject *object, int64_t length, size_t host_header)
{
    SimBytes *bytes = sim_bytes_cast(object);
    bytes->length = length;
    bytes->hash = -1;
    bytes->data = (uint8_t *) object + host_header;
    bytes->data[length] = 0;
}

SimObject *
sim_bytes_alloc(SimWorld *world, int64_t length)
{
    if (length == 0) {
        return sim_newref(world, world->empty_bytes);
    }
    if (length > INT64_MAX - BYTES_HEADER) {
        return sim_err_format(world, SIM_TYPE_OverflowError, "byte string is too large");
    }
    SimObject *object = sim_object_alloc_sized(world, sim_type(world, SIM_TYPE_BYTES),
                                               BYTES_HEADER + (size_t) length,
                                               sizeof(SimBytes) + (size_t) length + 1);
    if (object != NULL) {
        set_storage(object, length, sizeof(SimBytes));
    }
    return object;
}

static void
append_repr(const uint8_t *data, int64_t length, GString *out)
{
    bool has_single = length > 0 && memchr(data, '\'', (size_t) length) != NULL;
    bool has_double = length > 0 && memchr(data, '"', (size_t) length) != NULL;
    char quote = has_single && !has_double ? '"' : '\'';
    g_string_append_c(out, 'b');
    g_string_append_c(out, quote);
    for (int64_t i = 0; i < length; i++) {
        char c = (char) data[i];
        if (c == quote || c == '\\') {
            g_string_append_c(out, '\\');
            g_string_append_c(out, c);
        } else if (c == '\t' || c == '\n' || c == '\r') {
            g_string_append(out, c == '\t' ? "\\t" : c == '\n' ? "\\n" : "\\r");
        } else if (data[i] < ' ' || data[i] >= 0x7f) {
            g_string_append_printf(out, "\\x%02x", data[i]);
        } else {
            g_string_append_c(out, c);
        }
    }
    g_string_append_c(out, quote);
}

static void
record_value(SimWorld *world, SimObject *object)
{
    if (world->trace == NULL) {
        return;
    }
    const SimBytes *bytes = sim_bytes_cast(object);
    GString *text = g_string_new(NULL);
    append_repr(bytes->data, MIN(bytes->length, BYTES_SHOWN), text);
    if (bytes->length > BYTES_SHOWN) {
        g_string_append(text, "...");
    }
    SimText value = {text->str, text->len};
    sim_trace_emit_VALUE(world->trace, object->slot, value);
    g_string_free(text, TRUE);
}

static SimObject *
shared_byte(SimWorld *world, uint8_t byte)
{
    SimObject **place = &world->byte_chars[byte];
    if (*place == NULL) {
        *place = sim_object_alloc_static(world, sim_type(world, SIM_TYPE_BYTES), BYTES_HEADER + 1,
                                         sizeof(SimBytes) + 2, SIM_STATIC_REFCNT);
        set_storage(*place, 1, sizeof(SimBytes));
        sim_bytes_cast(*place)->data[0] = byte;
        record_value(world, *place);
    }
    return sim_newref(world, *place);
}

SimObject *
sim_bytes_finish(SimWorld *world, SimObject *object)
{
    if (object == NULL || object == world->empty_bytes) {
        return object;
    }
    record_value(world, object);
    return object;
}

SimObject *
sim_bytes_new(SimWorld *world, const uint8_t *data, size_t length)
{
    if (length == 1) {
        return shared_byte(world, data[0]);
    }
    SimObject *object = sim_bytes_alloc(world, (int64_t) length);
    if (object == NULL || length == 0) {
        return object;
    }
    memcpy(sim_bytes_cast(object)->data, data, length);
    record_value(world, object);
    return object;
}

SimObject *
sim_bytes_part(SimWorld *world, SimObject *self, int64_t start, int64_t end)
{
    const SimBytes *bytes = sim_bytes_cast(self);
    if (start == 0 && end == bytes->length && self->type == sim_type(world, SIM_TYPE_BYTES)) {
        return sim_newref(world, self);
    }
    return sim_bytes_new(world, bytes->data + start, start < end ? (size_t) (end - start) : 0);
}

bool
sim_bytes_check(SimWorld *world, SimObject *object)
{
    if (SIM_IS_BYTES(object)) {
        return true;
    }
    sim_err_format(world, SIM_TYPE_TypeError, "a bytes-like object is required, not '%.100s'",
                   object->type->name);
    return false;
}

SimObject *
sim_bytes_repr(SimWorld *world, SimObject *object)
{
    const SimBytes *bytes = sim_bytes_cast(object);
    GString *text = g_string_new(NULL);
    append_repr(bytes->data, bytes->length, text);
    SimObject *str = sim_str_new_ascii(world, text->str, text->len);
    g_string_free(text, TRUE);
    return str;
}

static int64_t
bytes_hash(SimWorld *world, SimObject *object)
{
    (void) world;
    SimBytes *bytes = sim_bytes_cast(object);
    if (bytes->hash == -1) {
        bytes->hash = sim_hash_bytes(bytes->data, (size_t) bytes->length);
    }
    return bytes->hash;
}

static SimObject *
bytes_richcompare(SimWorld *world, SimObject *a, SimObject *b, SimCompareOp op)
{
    if (!SIM_IS_BYTES(a) || !SIM_IS_BYTES(b)) {
        return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    const SimBytes *x = sim_bytes_cast(a);
    const SimBytes *y = sim_bytes_cast(b);
    int order = memcmp(x->data, y->data, (size_t) MIN(x->length, y->length));
    if (order == 0) {
        order = x->length < y->length ? -1 : x->length > y->length;
    }
    return sim_bool_from_order(world, order, op);
}

static int64_t
bytes_length(SimWorld *world, SimObject *object)
{
    (void) world;
    return sim_bytes_cast(object)->length;
}

static SimObject *
bytes_concat(SimWorld *world, SimObject *a, SimObject *b)
{
    if (!SIM_IS_BYTES(b)) {
        return sim_err_format(world, SIM_TYPE_TypeError, "can't concat %.100s to %.100s",
                              b->type->name, a->type->name);
    }
    const SimBytes *x = sim_bytes_cast(a);
    const SimBytes *y = sim_bytes_cast(b);
    SimType *exact = sim_type(world, SIM_TYPE_BYTES);
    if (x->length == 0 && b->type == exact) {
        return sim_newref(world, b);
    }
    if (y->length == 0 && a->type == exact) {
        return sim_newref(world, a);
    }
    if (x->length > INT64_MAX - y->length) {
        return sim_err_no_memory(world);
    }
    SimObject *result = sim_bytes_alloc(world, x->length + y->length);
    if (result == NULL || sim_bytes_cast(result)->length == 0) {
        return result;
    }
    memcpy(sim_bytes_cast(result)->data, x->data, (size_t) x->length);
    memcpy(sim_bytes_cast(result)->data + x->length, y->data, (size_t) y->length);
    return sim_bytes_finish(world, result);
}

static SimObject *
bytes_repeat(SimWorld *world, SimObject *self, int64_t count)
{
    const SimBytes *bytes = sim_bytes_cast(self);
    count = MAX(count, 0);
    if (count > 0 && bytes->length > INT64_MAX / count) {
        return sim_err_format(world, SIM_TYPE_OverflowError, "repeated bytes are too long");
    }
    int64_t length = bytes->length * count;
    if (length == bytes->length && self->type == sim_type(world, SIM_TYPE_BYTES)) {
        return sim_newref(world, self);
    }
    SimObject *result = sim_bytes_alloc(world, length);
    if (result == NULL || length == 0) {
        return result;
    }
    uint8_t *out = sim_bytes_cast(result)->data;
    for (int64_t i = 0; i < count; i++) {
        memcpy(out + i * bytes->length, bytes->data, (size_t) bytes->length);
    }
    return sim_bytes_finish(world, result);
}

static SimObject *
bytes_item(SimWorld *world, SimObject *self, int64_t index)
{
    const SimBytes *bytes = sim_bytes_cast(self);
    if (index < 0 || index >= bytes->length) {
        return sim_err_format(world, SIM_TYPE_IndexError, "index out of range");
    }
    return sim_int_new(world, bytes->data[index]);
}

static SimObject *
slice_of(SimWorld *world, SimObject *self, SimObject *slice)
{
    const SimBytes *bytes = sim_bytes_cast(self);
    int64_t start;
    int64_t stop;
    int64_t step;
    int64_t count;
    if (!sim_slice_indices(world, slice, bytes->length, &start, &stop, &step, &count)) {
        return NULL;
    }
    if (count <= 0) {
        return sim_newref(world, world->empty_bytes);
    }
    if (step == 1) {
        return sim_bytes_part(world, self, start, start + count);
    }
    SimObject *result = sim_bytes_alloc(world, count);
    if (result == NULL) {
        return NULL;
    }
    for (int64_t i = 0; i < count; i++) {
        sim_bytes_cast(result)->data[i] = bytes->data[start + i * step];
    }
    return sim_bytes_finish(world, result);
}

static SimObject *
bytes_subscript(SimWorld *world, SimObject *self, SimObject *key)
{
    if (SIM_IS_SLICE(world, key)) {
        return slice_of(world, self, key);
    }
    if (!sim_object_is_index(key)) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "byte indices must be integers or slices, not %.200s",
                              key->type->name);
    }
    int64_t index = sim_number_as_index(world, key, SIM_TYPE_IndexError);
    if (index == -1 && sim_err_occurred(world) != NULL) {
        return NULL;
    }
    return bytes_item(world, self, index < 0 ? index + sim_bytes_cast(self)->length : index);
}

int
sim_bytes_byte(SimWorld *world, SimObject *object)
{
    int64_t value = sim_number_as_index(world, object, SIM_TYPE_COUNT);
    if (value == -1 && sim_err_occurred(world) != NULL) {
        return -1;
    }
    if (value < 0 || value > 255) {
        sim_err_format(world, SIM_TYPE_ValueError, "byte must be in range(0, 256)");
        return -1;
    }
    return (int) value;
}

static int
bytes_contains(SimWorld *world, SimObject *self, SimObject *item)
{
    const SimBytes *bytes = sim_bytes_cast(self);
    if (sim_object_is_index(item)) {
        int byte = sim_bytes_byte(world, item);
        if (byte < 0) {
            return -1;
        }
        return bytes->length > 0 && memchr(bytes->data, byte, (size_t) bytes->length) != NULL;
    }
    if (!sim_bytes_check(world, item)) {
        return -1;
    }
    SimChars text = sim_chars_of(self);
    SimChars needle = sim_chars_of(item);
    return sim_chars_find(&text, &needle, 0, text.length, false) >= 0;
}

static size_t
bytes_sizeof(SimWorld *world, SimObject *object)
{
    (void) world;
    return object->type->basicsize + (size_t) sim_bytes_cast(object)->length;
}

/* Items of an iterable as bytes. */
static SimObject *
from_iterable(SimWorld *world, SimObject *object)
{
    SimObject *list = sim_list_from_iterable(world, object);
    if (list == NULL) {
        return NULL;
    }
    size_t length = sim_list_size(list);
    GByteArray *bytes = g_byte_array_new();
    bool done = true;
    for (size_t i = 0; i < length && done; i++) {
        int64_t value = sim_number_as_index(world, sim_list_get(list, i), SIM_TYPE_COUNT);
        done = value != -1 || sim_err_occurred(world) == NULL;
        if (done && (value < 0 || value > 255)) {
            sim_err_format(world, SIM_TYPE_ValueError, "bytes must be in range(0, 256)");
            done = false;
        }
        uint8_t byte = (uint8_t) value;
        g_byte_array_append(bytes, &byte, 1);
    }
    sim_decref(world, list);
    SimObject *result = done ? sim_bytes_new(world, bytes->data, bytes->len) : NULL;
    g_byte_array_free(bytes, TRUE);
    return result;
}

SimObject *
sim_bytes_from_object(SimWorld *world, SimObject *object)
{
    if (object->type == sim_type(world, SIM_TYPE_BYTES)) {
        return sim_newref(world, object);
    }
    if (SIM_IS_BYTES(object)) {
        const SimBytes *bytes = sim_bytes_cast(object);
        return sim_bytes_new(world, bytes->data, (size_t) bytes->length);
    }
    const SimTypeSlots *slots = &object->type->slots;
    if (SIM_IS_STR(object) || (slots->tp_iter == NULL && slots->sq_item == NULL)) {
        return sim_err_format(world, SIM_TYPE_TypeError, "cannot convert '%.200s' object to bytes",
                              object->type->name);
    }
    return from_iterable(world, object);
}

static SimObject *
zero_bytes(SimWorld *world, SimObject *count)
{
    int64_t length = sim_number_as_index(world, count, SIM_TYPE_OverflowError);
    if (length == -1 && sim_err_occurred(world) != NULL) {
        return NULL;
    }
    if (length < 0) {
        return sim_err_format(world, SIM_TYPE_ValueError, "negative count");
    }
    return sim_bytes_finish(world, sim_bytes_alloc(world, length));
}

/* bytes(source, encoding, errors) */
static SimObject *
convert(SimWorld *world, SimObject *const out[3])
{
    if (out[0] == NULL) {
        if (out[1] != NULL || out[2] != NULL) {
            return sim_err_format(world, SIM_TYPE_TypeError,
                                  out[1] != NULL ? "encoding without a string argument"
                                                 : "errors without a string argument");
        }
        return sim_newref(world, world->empty_bytes);
    }
    if (out[1] != NULL || out[2] != NULL) {
        if (!SIM_IS_STR(out[0])) {
            return sim_err_format(world, SIM_TYPE_TypeError,
                                  out[1] != NULL ? "encoding without a string argument"
                                                 : "errors without a string argument");
        }
        if (out[1] == NULL) {
            return sim_err_format(world, SIM_TYPE_TypeError, "string argument without an encoding");
        }
        return sim_codec_encode(world, out[0], sim_str_utf8(out[1], NULL),
                                out[2] == NULL ? NULL : sim_str_utf8(out[2], NULL));
    }
    SimObject *method;
    int found = sim_object_lookup_special(world, out[0], SIM_ID(world, __bytes__), &method);
    if (found < 0) {
        return NULL;
    }
    if (found > 0) {
        SimObject *result = sim_object_call_noargs(world, method);
        sim_decref(world, method);
        if (result != NULL && !SIM_IS_BYTES(result)) {
            sim_err_format(world, SIM_TYPE_TypeError, "__bytes__ returned non-bytes (type %.200s)",
                           result->type->name);
            SIM_CLEAR(world, result);
        }
        return result;
    }
    if (SIM_IS_STR(out[0])) {
        return sim_err_format(world, SIM_TYPE_TypeError, "string argument without an encoding");
    }
    if (sim_object_is_index(out[0])) {
        return zero_bytes(world, out[0]);
    }
    return sim_bytes_from_object(world, out[0]);
}

SimObject *
sim_bytes_type_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    static const char *const names[] = {"source", "encoding", "errors", NULL};
    static const char *const whats[] = {NULL, "argument 'encoding'", "argument 'errors'"};
    SimObject *out[3] = {NULL, NULL, NULL};
    if (!sim_arg_parse_tuple(world, "bytes", names, 0, 3, args, kwargs, out)) {
        return NULL;
    }
    for (int i = 1; i < 3; i++) {
        if (out[i] != NULL && !SIM_IS_STR(out[i])) {
            return sim_arg_bad(world, "bytes", whats[i], "str", out[i]);
        }
    }
    SimObject *bytes = convert(world, out);
    if (bytes == NULL || type == sim_type(world, SIM_TYPE_BYTES)) {
        return bytes;
    }
    const SimBytes *source = sim_bytes_cast(bytes);
    /* One item more, as PyType_GenericAlloc. */
    size_t units = (size_t) source->length + 1;
    SimObject *object = sim_object_alloc_sized(
        world, type, (type->basicsize + units + 7) & ~(size_t) 7, type->host_size + units);
    if (object != NULL) {
        sim_gc_track(world, object);
        set_storage(object, source->length, type->host_size);
        memcpy(sim_bytes_cast(object)->data, source->data, (size_t) source->length);
        record_value(world, object);
    }
    sim_decref(world, bytes);
    return object;
}

static const SimTypeSlots bytes_slots = {
    .tp_dealloc = sim_object_release,
    .tp_repr = sim_bytes_repr,
    .tp_hash = bytes_hash,
    .tp_richcompare = bytes_richcompare,
    .tp_iter = sim_bytes_iter,
    .tp_new = sim_bytes_type_new,
    .tp_sizeof = bytes_sizeof,
    .nb_remainder = sim_bytes_mod_slot,
    .sq_length = bytes_length,
    .sq_concat = bytes_concat,
    .sq_repeat = bytes_repeat,
    .sq_item = bytes_item,
    .sq_contains = bytes_contains,
    .mp_length = bytes_length,
    .mp_subscript = bytes_subscript,
};

const SimTypeSpec sim_spec_BYTES = {
    .id = SIM_TYPE_BYTES,
    .base = SIM_TYPE_OBJECT,
    .basicsize = BYTES_HEADER,
    .itemsize = 1,
    .host_size = sizeof(SimBytes),
    .host_itemsize = 1,
    .flags = SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_BYTES_SUBCLASS,
    .slots = &bytes_slots,
    .methods = sim_bytes_methods,
    .doc = "bytes(iterable_of_ints) -> bytes\n"
           "bytes(string, encoding[, errors]) -> bytes\n"
           "bytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\n"
           "bytes(int) -> bytes object of size given by the parameter initialized with null bytes\n"
           "bytes() -> empty bytes object",
};

void
sim_bytes_startup(SimWorld *world)
{
    world->byte_chars = g_new0(SimObject *, BYTE_VALUES);
    world->empty_bytes =
        sim_object_alloc_static(world, sim_type(world, SIM_TYPE_BYTES), BYTES_HEADER,
                                sizeof(SimBytes) + 1, SIM_STATIC_REFCNT);
    set_storage(world->empty_bytes, 0, sizeof(SimBytes));
    record_value(world, world->empty_bytes);
}
