#include "sim/objects/str_private.h"

#include <stdarg.h>
#include <string.h>

#include "sim/objects/abstract.h"
#include "sim/objects/bytes.h"
#include "sim/objects/chars.h"
#include "sim/objects/hash.h"
#include "sim/objects/int.h"
#include "sim/objects/startup.h"

enum {
    LATIN1 = 256,
    TEXT_SHOWN = 200 /* code points of a long text that its STR event shows */
};

static uint8_t
kind_for(uint32_t max)
{
    return max < 0x100 ? 1 : max < 0x10000 ? 2 : 4;
}

static size_t
header_size(uint32_t max)
{
    return max < 0x80 ? SIM_STR_HEADER_ASCII : SIM_STR_HEADER_COMPACT;
}

static void
set_storage(SimObject *object, int64_t length, uint32_t max, size_t host_header)
{
    SimStr *str = sim_str_cast(object);
    str->length = length;
    str->hash = -1;
    str->kind = kind_for(max);
    str->ascii = max < 0x80;
    str->data.any = (uint8_t *) object + host_header;
    sim_str_write(str, length, 0);
}

static SimObject *
alloc_new(SimWorld *world, int64_t length, uint32_t max)
{
    size_t units = (size_t) length + 1;
    size_t width = kind_for(max);
    if (length < 0 || units > ((size_t) INT64_MAX - SIM_STR_HEADER_COMPACT) / width) {
        return sim_err_no_memory(world);
    }
    SimObject *object =
        sim_object_alloc_sized(world, sim_type(world, SIM_TYPE_STR),
                               header_size(max) + units * width, sizeof(SimStr) + units * width);
    if (G_UNLIKELY(object == NULL)) {
        return NULL;
    }
    set_storage(object, length, max, sizeof(SimStr));
    return object;
}

SimObject *
sim_str_alloc(SimWorld *world, int64_t length, uint32_t max)
{
    if (length == 0) {
        return sim_newref(world, world->empty_str);
    }
    return alloc_new(world, length, max);
}

/* Long texts are cut off in the trace. */
static void
record_text(SimWorld *world, SimObject *object)
{
    if (world->trace == NULL) {
        return;
    }
    const SimStr *str = sim_str_cast(object);
    if (str->ascii && str->length <= TEXT_SHOWN) {
        SimText text = {(const char *) str->data.one, (size_t) str->length};
        sim_trace_emit_STR(world->trace, object->slot, text);
        return;
    }
    GString *shown = g_string_new(NULL);
    for (int64_t i = 0; i < str->length && i < TEXT_SHOWN; i++) {
        g_string_append_unichar(shown, sim_str_read(str, i));
    }
    if (str->length > TEXT_SHOWN) {
        g_string_append(shown, "...");
    }
    SimText text = {shown->str, shown->len};
    sim_trace_emit_STR(world->trace, object->slot, text);
    g_string_free(shown, TRUE);
}

SimObject *
sim_str_finish_unshared(SimWorld *world, SimObject *object)
{
    record_text(world, object);
    return object;
}

SimObject *
sim_str_finish(SimWorld *world, SimObject *object)
{
    if (object == NULL || object == world->empty_str) {
        return object;
    }
    const SimStr *str = sim_str_cast(object);
    if (str->length == 1 && str->kind == 1) {
        SimObject *shared = sim_str_from_char(world, str->data.one[0]);
        sim_decref(world, object);
        return shared;
    }
    record_text(world, object);
    return object;
}

SimObject *
sim_str_narrow(SimWorld *world, SimObject *object)
{
    const SimStr *str = sim_str_cast(object);
    uint32_t max = sim_str_max(str, 0, str->length);
    if (kind_for(max) == str->kind && (max < 0x80) == str->ascii) {
        return sim_str_finish(world, object);
    }
    SimObject *narrow = sim_str_alloc(world, str->length, max);
    if (narrow != NULL) {
        sim_str_copy(sim_str_cast(narrow), 0, str, 0, str->length);
    }
    sim_decref(world, object);
    return sim_str_finish(world, narrow);
}

/* A shared character; made when first asked for. */
static SimObject *
latin1(SimWorld *world, uint32_t point)
{
    SimObject **place = &world->latin1[point];
    if (*place == NULL) {
        size_t header = header_size(point);
        *place = sim_object_alloc_static(world, sim_type(world, SIM_TYPE_STR), header + 2,
                                         sizeof(SimStr) + 2, SIM_STATIC_REFCNT);
        set_storage(*place, 1, point, sizeof(SimStr));
        sim_str_write(sim_str_cast(*place), 0, point);
        record_text(world, *place);
    }
    return sim_newref(world, *place);
}

SimObject *
sim_str_from_char(SimWorld *world, uint32_t point)
{
    if (point < LATIN1) {
        return latin1(world, point);
    }
    SimObject *object = alloc_new(world, 1, point);
    if (object == NULL) {
        return NULL;
    }
    sim_str_write(sim_str_cast(object), 0, point);
    record_text(world, object);
    return object;
}

SimObject *
sim_str_from_points(SimWorld *world, const uint32_t *points, int64_t length)
{
    uint32_t max = 0x7f;
    for (int64_t i = 0; i < length; i++) {
        max = MAX(max, points[i]);
    }
    SimObject *object = sim_str_alloc(world, length, max);
    if (object == NULL) {
        return NULL;
    }
    for (int64_t i = 0; i < length; i++) {
        sim_str_write(sim_str_cast(object), i, points[i]);
    }
    return sim_str_finish(world, object);
}

SimObject *
sim_str_new_ascii(SimWorld *world, const char *text, size_t length)
{
    SimObject *object = sim_str_alloc(world, (int64_t) length, 0x7f);
    if (object == NULL || length == 0) {
        return object;
    }
    memcpy(sim_str_cast(object)->data.one, text, length);
    record_text(world, object);
    return object;
}

static bool
is_ascii(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char) text[i] >= 0x80) {
            return false;
        }
    }
    return true;
}

/* One code point of valid UTF-8; surrogates are taken as they come. */
static uint32_t
next_point(const char **at)
{
    const uint8_t *s = (const uint8_t *) *at;
    int extra = s[0] < 0x80 ? 0 : s[0] < 0xE0 ? 1 : s[0] < 0xF0 ? 2 : 3;
    uint32_t point = extra == 0 ? s[0] : s[0] & (0x3Fu >> extra);
    for (int i = 1; i <= extra; i++) {
        point = point << 6 | (s[i] & 0x3Fu);
    }
    *at += extra + 1;
    return point;
}

static SimObject *
new_wide(SimWorld *world, const char *utf8, size_t bytes)
{
    const char *end = utf8 + bytes;
    int64_t length = 0;
    uint32_t max = 0;
    for (const char *at = utf8; at < end; length++) {
        uint32_t point = next_point(&at);
        max = MAX(max, point);
    }
    SimObject *object = sim_str_alloc(world, length, max);
    if (object == NULL) {
        return NULL;
    }
    const char *at = utf8;
    for (int64_t i = 0; i < length; i++) {
        sim_str_write(sim_str_cast(object), i, next_point(&at));
    }
    return sim_str_finish(world, object);
}

SimObject *
sim_str_new_size(SimWorld *world, const char *utf8, size_t bytes)
{
    if (!is_ascii(utf8, bytes)) {
        return new_wide(world, utf8, bytes);
    }
    if (bytes == 1) {
        return latin1(world, (unsigned char) utf8[0]);
    }
    return sim_str_new_ascii(world, utf8, bytes);
}

SimObject *
sim_str_new(SimWorld *world, const char *utf8)
{
    return sim_str_new_size(world, utf8, strlen(utf8));
}

SimObject *
sim_str_format(SimWorld *world, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = g_strdup_vprintf(format, args);
    va_end(args);
    SimObject *object = sim_str_new(world, text);
    g_free(text);
    return object;
}

const char *
sim_str_utf8(SimObject *object, size_t *bytes)
{
    SimStr *str = sim_str_cast(object);
    if (str->ascii) {
        if (bytes != NULL) {
            *bytes = (size_t) str->length;
        }
        return (const char *) str->data.one;
    }
    if (str->utf8 == NULL) {
        GString *text = g_string_sized_new((size_t) str->length * 2);
        for (int64_t i = 0; i < str->length; i++) {
            g_string_append_unichar(text, sim_str_read(str, i));
        }
        str->utf8_length = text->len;
        str->utf8 = g_string_free(text, FALSE);
    }
    if (bytes != NULL) {
        *bytes = str->utf8_length;
    }
    return str->utf8;
}

bool
sim_str_equal(const SimObject *a, const SimObject *b)
{
    const SimStr *x = sim_str_const_cast(a);
    const SimStr *y = sim_str_const_cast(b);
    return x == y || (x->length == y->length && x->kind == y->kind &&
                      memcmp(x->data.any, y->data.any, (size_t) x->length * x->kind) == 0);
}

bool
sim_str_equal_c(SimObject *object, const char *text)
{
    size_t bytes;
    const char *utf8 = sim_str_utf8(object, &bytes);
    return strlen(text) == bytes && memcmp(utf8, text, bytes) == 0;
}

int
sim_str_compare(const SimObject *a, const SimObject *b)
{
    const SimStr *x = sim_str_const_cast(a);
    const SimStr *y = sim_str_const_cast(b);
    int64_t shorter = MIN(x->length, y->length);
    if (x->kind == 1 && y->kind == 1) {
        int order = memcmp(x->data.one, y->data.one, (size_t) shorter);
        if (order != 0) {
            return order < 0 ? -1 : 1;
        }
    } else {
        for (int64_t i = 0; i < shorter; i++) {
            uint32_t left = sim_str_read(x, i);
            uint32_t right = sim_str_read(y, i);
            if (left != right) {
                return left < right ? -1 : 1;
            }
        }
    }
    return x->length < y->length ? -1 : x->length > y->length;
}

int64_t
sim_str_hash(SimObject *object)
{
    SimStr *str = sim_str_cast(object);
    if (str->hash == -1) {
        str->hash = sim_hash_bytes(str->data.any, (size_t) str->length * str->kind);
    }
    return str->hash;
}

uint32_t
sim_str_max(const SimStr *str, int64_t start, int64_t end)
{
    uint32_t max = 0x7f;
    if (str->ascii) {
        return max;
    }
    for (int64_t i = start; i < end; i++) {
        max = MAX(max, sim_str_read(str, i));
    }
    return max;
}

void
sim_str_copy(SimStr *to, int64_t at, const SimStr *from, int64_t start, int64_t count)
{
    if (to->kind == from->kind) {
        size_t width = to->kind;
        memcpy((uint8_t *) to->data.any + (size_t) at * width,
               (const uint8_t *) from->data.any + (size_t) start * width, (size_t) count * width);
        return;
    }
    for (int64_t i = 0; i < count; i++) {
        sim_str_write(to, at + i, sim_str_read(from, start + i));
    }
}

void
sim_str_fill(SimStr *to, int64_t at, int64_t count, uint32_t point)
{
    if (to->kind == 1) {
        memset(to->data.one + at, (int) point, (size_t) count);
        return;
    }
    for (int64_t i = 0; i < count; i++) {
        sim_str_write(to, at + i, point);
    }
}

bool
sim_str_resize(SimWorld *world, SimObject **place, int64_t length)
{
    SimStr *str = sim_str_cast(*place);
    size_t units = (size_t) length + 1;
    size_t header = str->ascii ? SIM_STR_HEADER_ASCII : SIM_STR_HEADER_COMPACT;
    g_clear_pointer(&str->utf8, g_free);
    size_t kept = sizeof(SimStr) + (size_t) (MIN(length, str->length) + 1) * str->kind;
    if (!sim_object_resize_sized(world, place, header + units * str->kind,
                                 sizeof(SimStr) + units * str->kind, kept)) {
        return false;
    }
    str = sim_str_cast(*place);
    str->data.any = (uint8_t *) *place + sizeof(SimStr);
    str->length = length;
    sim_str_write(str, length, 0);
    return true;
}

SimObject *
sim_str_unchanged(SimWorld *world, SimObject *self)
{
    if (SIM_IS_STR_EXACT(world, self)) {
        return sim_newref(world, self);
    }
    const SimStr *str = sim_str_cast(self);
    SimObject *copy = sim_str_alloc(world, str->length, sim_str_bound(self));
    if (copy == NULL || str->length == 0) {
        return copy;
    }
    sim_str_copy(sim_str_cast(copy), 0, str, 0, str->length);
    record_text(world, copy);
    return copy;
}

SimObject *
sim_str_subclass_instance(SimWorld *world, SimType *type, SimObject *from)
{
    const SimStr *source = sim_str_cast(from);
    size_t data = (size_t) (source->length + 1) * source->kind;
    SimObject *object =
        sim_object_alloc_sized(world, type, type->basicsize, type->host_size + data);
    if (object == NULL) {
        return NULL;
    }
    sim_gc_track(world, object);
    set_storage(object, source->length, sim_str_bound(from), type->host_size);
    SimStr *str = sim_str_cast(object);
    str->buffer = sim_buffer_alloc(world, object, SIM_LABEL_DATA, SIM_DOMAIN_OBJ, data);
    if (str->buffer == 0) {
        sim_decref(world, object);
        return NULL;
    }
    sim_str_copy(str, 0, source, 0, source->length);
    str->hash = source->hash;
    record_text(world, object);
    return object;
}

static void
str_dealloc(SimWorld *world, SimObject *object)
{
    SimStr *str = sim_str_cast(object);
    if (G_UNLIKELY((object->flags & SIM_OBJECT_INTERNED) != 0)) {
        g_hash_table_remove(world->interned, object);
    }
    if (str->buffer != 0) {
        sim_buffer_free(world, object, SIM_LABEL_DATA, SIM_DOMAIN_OBJ, str->buffer);
    }
    g_free(str->utf8);
    str->utf8 = NULL;
    sim_object_release(world, object);
}

static void
str_host_free(SimObject *object)
{
    g_clear_pointer(&sim_str_cast(object)->utf8, g_free);
}

static SimObject *
str_richcompare(SimWorld *world, SimObject *a, SimObject *b, SimCompareOp op)
{
    if (!SIM_IS_STR(a) || !SIM_IS_STR(b)) {
        return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    if (op == SIM_EQ || op == SIM_NE) {
        return sim_bool_new(world, sim_str_equal(a, b) == (op == SIM_EQ));
    }
    return sim_bool_from_order(world, sim_str_compare(a, b), op);
}

static int64_t
str_hash_slot(SimWorld *world, SimObject *object)
{
    (void) world;
    return sim_str_hash(object);
}

static int64_t
str_length_slot(SimWorld *world, SimObject *object)
{
    (void) world;
    return sim_str_length(object);
}

static size_t
str_sizeof(SimWorld *world, SimObject *object)
{
    (void) world;
    const SimStr *str = sim_str_cast(object);
    size_t data = (size_t) (str->length + 1) * str->kind;
    if (str->buffer != 0) {
        return SIM_STR_HEADER_OTHER + data;
    }
    return data + (str->ascii ? SIM_STR_HEADER_ASCII : SIM_STR_HEADER_COMPACT);
}

static const SimTypeSlots str_slots = {
    .tp_dealloc = str_dealloc,
    .tp_host_free = str_host_free,
    .tp_repr = sim_str_repr_slot,
    .tp_str = sim_str_unchanged,
    .tp_hash = str_hash_slot,
    .tp_richcompare = str_richcompare,
    .tp_iter = sim_str_iter,
    .tp_new = sim_str_type_new,
    .tp_sizeof = str_sizeof,
    .nb_remainder = sim_str_mod_slot,
    .sq_length = str_length_slot,
    .sq_concat = sim_str_concat_slot,
    .sq_repeat = sim_str_repeat,
    .sq_item = sim_str_item,
    .sq_contains = sim_str_contains,
    .mp_length = str_length_slot,
    .mp_subscript = sim_str_subscript,
};

#define METHOD_ENTRY(name, flags) {#name, sim_str_method_##name, flags},
static const SimMethodDef str_methods[] = {
    SIM_STR_METHODS(METHOD_ENTRY) /* clang-format off */
    SIM_CHARS_METHODS(SIM_CHARS_METHOD_ENTRY)
    {"__format__", sim_str_method_dunder_format, SIM_METH_O},
    {"__getnewargs__", sim_str_method_getnewargs, SIM_METH_NOARGS},
    {NULL, NULL, 0},
    /* clang-format on */
};

const SimTypeSpec sim_spec_STR = {
    .id = SIM_TYPE_STR,
    .base = SIM_TYPE_OBJECT,
    .basicsize = SIM_STR_HEADER_OTHER,
    .host_size = sizeof(SimStr),
    .flags = SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_STR_SUBCLASS,
    .slots = &str_slots,
    .methods = str_methods,
    .doc = "str(object='') -> str\n"
           "str(bytes_or_buffer[, encoding[, errors]]) -> str",
};

static guint
hash_for_table(gconstpointer key)
{
    return (guint) sim_str_hash((SimObject *) (uintptr_t) key);
}

static gboolean
equal_for_table(gconstpointer a, gconstpointer b)
{
    return sim_str_equal(a, b);
}

/* Names of C code (_Py_ID(a) and so on) that are interned before anything else: a constant 'a' is
 * that one, which is not the shared character chr(97). */
static const char NAMES_OF_ONE_LETTER[] = "BCLST_abcdefhijklmnopqrstvwxy";

void
sim_str_startup(SimWorld *world)
{
    world->interned = g_hash_table_new(hash_for_table, equal_for_table);
    world->latin1 = g_new0(SimObject *, LATIN1);
    world->empty_str =
        sim_object_alloc_static(world, sim_type(world, SIM_TYPE_STR), SIM_STR_HEADER_ASCII + 1,
                                sizeof(SimStr) + 1, SIM_STATIC_REFCNT);
    set_storage(world->empty_str, 0, 0, sizeof(SimStr));
    record_text(world, world->empty_str);
    for (const char *letter = NAMES_OF_ONE_LETTER; *letter != '\0'; letter++) {
        char name[] = {*letter, '\0'};
        sim_str_intern_static(world, name);
    }
}

/* The table's two references (key and value) are not counted: 3.11. */
void
sim_str_intern_in_place(SimWorld *world, SimObject **place)
{
    SimObject *str = *place;
    if (!SIM_IS_STR_EXACT(world, str) || (str->flags & SIM_OBJECT_INTERNED) != 0) {
        return;
    }
    SimObject *known = g_hash_table_lookup(world->interned, str);
    if (known != NULL) {
        *place = sim_newref(world, known);
        sim_decref(world, str);
        return;
    }
    g_hash_table_add(world->interned, str);
    str->flags |= SIM_OBJECT_INTERNED;
}

SimObject *
sim_str_intern(SimWorld *world, const char *utf8)
{
    SimObject *str = sim_str_new(world, utf8);
    if (str != NULL) {
        sim_str_intern_in_place(world, &str);
    }
    return str;
}

SimObject *
sim_str_intern_static(SimWorld *world, const char *ascii)
{
    size_t length = strlen(ascii);
    g_assert(is_ascii(ascii, length));
    if (length <= 1 && (length == 0 || strchr(NAMES_OF_ONE_LETTER, ascii[0]) == NULL)) {
        SimObject *shared = length == 0 ? world->empty_str : latin1(world, (uint8_t) ascii[0]);
        sim_str_intern_in_place(world, &shared);
        return shared;
    }
    SimStr probe = {.length = (int64_t) length, .hash = -1, .kind = 1, .ascii = true};
    probe.data.one = (uint8_t *) (void *) (uintptr_t) ascii;
    SimObject *known = g_hash_table_lookup(world->interned, &probe);
    if (known != NULL) {
        bool is_static = (known->flags & SIM_OBJECT_STATIC) != 0;
        return is_static ? known : sim_newref(world, known);
    }
    SimObject *object = sim_object_alloc_static(world, sim_type(world, SIM_TYPE_STR),
                                                SIM_STR_HEADER_ASCII + length + 1,
                                                sizeof(SimStr) + length + 1, SIM_STATIC_REFCNT);
    set_storage(object, (int64_t) length, 0x7f, sizeof(SimStr));
    memcpy(sim_str_cast(object)->data.one, ascii, length);
    record_text(world, object);
    g_hash_table_add(world->interned, object);
    object->flags |= SIM_OBJECT_INTERNED;
    return object;
}
