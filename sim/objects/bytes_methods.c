/* The methods of bytes that scenarios use. Left out: the case and character class methods
 * beyond ASCII's upper() and lower(), padding, translate(), and % formatting. */
#include <string.h>

#include "sim/objects/abstract.h"
#include "sim/objects/bytes_private.h"
#include "sim/objects/codec.h"
#include "sim/objects/int.h"
#include "sim/objects/list_private.h"
#include "sim/objects/str_private.h"
#include "sim/objects/tuple.h"

#define BYTES_METHOD(name)                                                                         \
    static SimObject *name(SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, \
                           SimObject *kwnames)

enum {
    MOST_ROOM = 12 /* PREALLOC_SIZE */
};

int64_t
sim_bytes_find_in(const SimBytes *self,
                  const uint8_t *needle,
                  int64_t width,
                  int64_t start,
                  int64_t end,
                  bool from_right)
{
    if (end - start < width) {
        return -1;
    }
    if (!from_right) {
        const uint8_t *found =
            memmem(self->data + start, (size_t) (end - start), needle, (size_t) width);
        return found == NULL ? -1 : found - self->data;
    }
    for (int64_t at = end - width; at >= start; at--) {
        if (memcmp(self->data + at, needle, (size_t) width) == 0) {
            return at;
        }
    }
    return -1;
}

/* What find() and its kin look for: bytes, or one byte given as int. */
typedef struct {
    const uint8_t *data;
    int64_t width;
    uint8_t byte;
} Needle;

static bool
read_needle(SimWorld *world, SimObject *object, Needle *needle)
{
    if (SIM_IS_BYTES(object)) {
        needle->data = sim_bytes_cast(object)->data;
        needle->width = sim_bytes_cast(object)->length;
        return true;
    }
    if (!sim_object_is_index(object)) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "argument should be integer or bytes-like object, not '%.200s'",
                       object->type->name);
        return false;
    }
    int byte = sim_bytes_byte(world, object);
    needle->byte = (uint8_t) byte;
    needle->data = &needle->byte;
    needle->width = 1;
    return byte >= 0;
}

/* Index; -1 when absent, -2 with an exception. */
static int64_t
search(SimWorld *world,
       const char *name,
       SimObject *self,
       SimObject *const *args,
       size_t nargs,
       bool from_right)
{
    Needle needle;
    int64_t start;
    int64_t end;
    const SimBytes *bytes = sim_bytes_cast(self);
    if (!sim_arg_find_count(world, name, nargs) ||
        !sim_slice_bounds(world, args + 1, nargs - 1, bytes->length, &start, &end) ||
        !read_needle(world, args[0], &needle)) {
        return -2;
    }
    return sim_bytes_find_in(bytes, needle.data, needle.width, start, end, from_right);
}

static SimObject *
found_index(SimWorld *world, int64_t index)
{
    if (index == -1) {
        return sim_err_format(world, SIM_TYPE_ValueError, "subsection not found");
    }
    return index < 0 ? NULL : sim_int_new(world, index);
}

BYTES_METHOD(bytes_find)
{
    (void) kwnames;
    int64_t index = search(world, "find", self, args, nargs, false);
    return index == -2 ? NULL : sim_int_new(world, index);
}

BYTES_METHOD(bytes_rfind)
{
    (void) kwnames;
    int64_t index = search(world, "rfind", self, args, nargs, true);
    return index == -2 ? NULL : sim_int_new(world, index);
}

BYTES_METHOD(bytes_index)
{
    (void) kwnames;
    return found_index(world, search(world, "index", self, args, nargs, false));
}

BYTES_METHOD(bytes_rindex)
{
    (void) kwnames;
    return found_index(world, search(world, "rindex", self, args, nargs, true));
}

static int64_t
count_in(const SimBytes *bytes,
         const uint8_t *needle,
         int64_t width,
         int64_t start,
         int64_t end,
         int64_t most)
{
    if (width == 0) {
        return start > end ? 0 : MIN(end - start + 1, most);
    }
    int64_t count = 0;
    while (count < most) {
        int64_t at = sim_bytes_find_in(bytes, needle, width, start, end, false);
        if (at < 0) {
            break;
        }
        count++;
        start = at + width;
    }
    return count;
}

BYTES_METHOD(bytes_count)
{
    (void) kwnames;
    Needle needle;
    int64_t start;
    int64_t end;
    const SimBytes *bytes = sim_bytes_cast(self);
    if (!sim_arg_find_count(world, "count", nargs) ||
        !sim_slice_bounds(world, args + 1, nargs - 1, bytes->length, &start, &end) ||
        !read_needle(world, args[0], &needle)) {
        return NULL;
    }
    return sim_int_new(world, count_in(bytes, needle.data, needle.width, start, end, INT64_MAX));
}

static bool
tail_matches(const SimBytes *bytes, const SimBytes *part, int64_t start, int64_t end, bool at_end)
{
    if (end - start < part->length) {
        return false;
    }
    int64_t at = at_end ? end - part->length : start;
    return memcmp(bytes->data + at, part->data, (size_t) part->length) == 0;
}

static SimObject *
tail_match(SimWorld *world,
           const char *name,
           SimObject *self,
           SimObject *const *args,
           size_t nargs,
           bool at_end)
{
    int64_t start;
    int64_t end;
    const SimBytes *bytes = sim_bytes_cast(self);
    if (!sim_arg_find_count(world, name, nargs) ||
        !sim_slice_bounds(world, args + 1, nargs - 1, bytes->length, &start, &end)) {
        return NULL;
    }
    if (SIM_IS_BYTES(args[0])) {
        return sim_bool_new(world,
                            tail_matches(bytes, sim_bytes_cast(args[0]), start, end, at_end));
    }
    if (!SIM_IS_TUPLE(args[0])) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "%s first arg must be bytes or a tuple of bytes, not %.100s", name,
                              args[0]->type->name);
    }
    for (size_t i = 0; i < sim_tuple_size(args[0]); i++) {
        SimObject *part = sim_tuple_get(args[0], i);
        if (!sim_bytes_check(world, part)) {
            return NULL;
        }
        if (tail_matches(bytes, sim_bytes_cast(part), start, end, at_end)) {
            return sim_bool_new(world, true);
        }
    }
    return sim_bool_new(world, false);
}

BYTES_METHOD(bytes_startswith)
{
    (void) kwnames;
    return tail_match(world, "startswith", self, args, nargs, false);
}

BYTES_METHOD(bytes_endswith)
{
    (void) kwnames;
    return tail_match(world, "endswith", self, args, nargs, true);
}

BYTES_METHOD(bytes_removeprefix)
{
    (void) nargs;
    (void) kwnames;
    if (!sim_bytes_check(world, args[0])) {
        return NULL;
    }
    const SimBytes *bytes = sim_bytes_cast(self);
    const SimBytes *part = sim_bytes_cast(args[0]);
    bool found = tail_matches(bytes, part, 0, bytes->length, false);
    return sim_bytes_part(world, self, found ? part->length : 0, bytes->length);
}

BYTES_METHOD(bytes_removesuffix)
{
    (void) nargs;
    (void) kwnames;
    if (!sim_bytes_check(world, args[0])) {
        return NULL;
    }
    const SimBytes *bytes = sim_bytes_cast(self);
    const SimBytes *part = sim_bytes_cast(args[0]);
    bool found = part->length > 0 && tail_matches(bytes, part, 0, bytes->length, true);
    return sim_bytes_part(world, self, 0, bytes->length - (found ? part->length : 0));
}

static bool
is_space(uint8_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
add_piece(SimWorld *world, SimObject *pieces, SimObject *self, int64_t start, int64_t end)
{
    SimObject *piece = sim_bytes_part(world, self, start, end);
    return piece != NULL && sim_list_append_stolen(world, pieces, piece) == 0;
}

static bool
split_spaces(SimWorld *world, SimObject *pieces, SimObject *self, int64_t most)
{
    const SimBytes *bytes = sim_bytes_cast(self);
    int64_t at = 0;
    for (;;) {
        while (at < bytes->length && is_space(bytes->data[at])) {
            at++;
        }
        if (at == bytes->length) {
            return true;
        }
        int64_t start = at;
        if (most-- <= 0) {
            return add_piece(world, pieces, self, start, bytes->length);
        }
        while (at < bytes->length && !is_space(bytes->data[at])) {
            at++;
        }
        if (!add_piece(world, pieces, self, start, at)) {
            return false;
        }
    }
}

static bool
split_at(
    SimWorld *world, SimObject *pieces, SimObject *self, const SimBytes *separator, int64_t most)
{
    const SimBytes *bytes = sim_bytes_cast(self);
    int64_t start = 0;
    for (; most > 0; most--) {
        int64_t at = sim_bytes_find_in(bytes, separator->data, separator->length, start,
                                       bytes->length, false);
        if (at < 0) {
            break;
        }
        if (!add_piece(world, pieces, self, start, at)) {
            return false;
        }
        start = at + separator->length;
    }
    return add_piece(world, pieces, self, start, bytes->length);
}

BYTES_METHOD(bytes_split)
{
    static const char *const names[] = {"sep", "maxsplit", NULL};
    SimObject *out[2] = {NULL, NULL};
    if (!sim_arg_parse(world, "split", names, 0, 2, args, nargs, kwnames, out)) {
        return NULL;
    }
    int64_t most = -1;
    if (out[1] != NULL) {
        most = sim_number_as_index(world, out[1], SIM_TYPE_OverflowError);
        if (most == -1 && sim_err_occurred(world) != NULL) {
            return NULL;
        }
    }
    most = most < 0 ? INT64_MAX : most;
    bool spaces = out[0] == NULL || out[0] == SIM_NONE(world);
    if (!spaces && !sim_bytes_check(world, out[0])) {
        return NULL;
    }
    if (!spaces && sim_bytes_cast(out[0])->length == 0) {
        return sim_err_format(world, SIM_TYPE_ValueError, "empty separator");
    }
    SimObject *pieces = sim_list_new_room(world, (size_t) MIN(most, MOST_ROOM - 1) + 1);
    if (pieces == NULL) {
        return NULL;
    }
    bool done = spaces ? split_spaces(world, pieces, self, most)
                       : split_at(world, pieces, self, sim_bytes_cast(out[0]), most);
    if (!done) {
        SIM_CLEAR(world, pieces);
    }
    return pieces;
}

static SimObject *
partition(SimWorld *world, SimObject *self, SimObject *separator, bool from_right)
{
    if (!sim_bytes_check(world, separator)) {
        return NULL;
    }
    const SimBytes *bytes = sim_bytes_cast(self);
    const SimBytes *needle = sim_bytes_cast(separator);
    if (needle->length == 0) {
        return sim_err_format(world, SIM_TYPE_ValueError, "empty separator");
    }
    int64_t at =
        sim_bytes_find_in(bytes, needle->data, needle->length, 0, bytes->length, from_right);
    bool found = at >= 0;
    int64_t cut = found ? at : from_right ? 0 : bytes->length;
    int64_t rest = found ? at + needle->length : cut;
    SimObject *parts[3] = {sim_bytes_part(world, self, 0, cut),
                           sim_newref(world, found ? separator : world->empty_bytes),
                           sim_bytes_part(world, self, rest, bytes->length)};
    if (parts[0] == NULL || parts[2] == NULL) {
        for (int i = 0; i < 3; i++) {
            sim_xdecref(world, parts[i]);
        }
        return NULL;
    }
    return sim_tuple_from_stolen(world, parts, 3);
}

BYTES_METHOD(bytes_partition)
{
    (void) nargs;
    (void) kwnames;
    return partition(world, self, args[0], false);
}

BYTES_METHOD(bytes_rpartition)
{
    (void) nargs;
    (void) kwnames;
    return partition(world, self, args[0], true);
}

static SimObject *
strip(SimWorld *world,
      const char *name,
      SimObject *self,
      SimObject *const *args,
      size_t nargs,
      bool left,
      bool right)
{
    if (!sim_arg_count(world, name, nargs, 0, 1)) {
        return NULL;
    }
    const SimBytes *set = NULL;
    if (nargs > 0 && args[0] != SIM_NONE(world)) {
        if (!sim_bytes_check(world, args[0])) {
            return NULL;
        }
        set = sim_bytes_cast(args[0]);
    }
    bool goes[256];
    for (int c = 0; c < 256; c++) {
        goes[c] = set == NULL ? is_space((uint8_t) c)
                              : memchr(set->data, c, (size_t) set->length) != NULL;
    }
    const SimBytes *bytes = sim_bytes_cast(self);
    int64_t start = 0;
    int64_t end = bytes->length;
    while (left && start < end && goes[bytes->data[start]]) {
        start++;
    }
    while (right && end > start && goes[bytes->data[end - 1]]) {
        end--;
    }
    return sim_bytes_part(world, self, start, end);
}

BYTES_METHOD(bytes_strip)
{
    (void) kwnames;
    return strip(world, "strip", self, args, nargs, true, true);
}

BYTES_METHOD(bytes_lstrip)
{
    (void) kwnames;
    return strip(world, "lstrip", self, args, nargs, true, false);
}

BYTES_METHOD(bytes_rstrip)
{
    (void) kwnames;
    return strip(world, "rstrip", self, args, nargs, false, true);
}

BYTES_METHOD(bytes_replace)
{
    (void) kwnames;
    if (!sim_arg_count(world, "replace", nargs, 2, 3) || !sim_bytes_check(world, args[0]) ||
        !sim_bytes_check(world, args[1])) {
        return NULL;
    }
    int64_t most = -1;
    if (nargs > 2) {
        most = sim_number_as_index(world, args[2], SIM_TYPE_OverflowError);
        if (most == -1 && sim_err_occurred(world) != NULL) {
            return NULL;
        }
    }
    const SimBytes *bytes = sim_bytes_cast(self);
    const SimBytes *from = sim_bytes_cast(args[0]);
    const SimBytes *to = sim_bytes_cast(args[1]);
    int64_t count =
        count_in(bytes, from->data, from->length, 0, bytes->length, most < 0 ? INT64_MAX : most);
    if (count == 0) {
        return sim_bytes_part(world, self, 0, bytes->length);
    }
    int64_t growth;
    int64_t length;
    if (__builtin_mul_overflow(count, to->length - from->length, &growth) ||
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
        int64_t at = from->length == 0 ? i
                                       : sim_bytes_find_in(bytes, from->data, from->length, read,
                                                           bytes->length, false);
        memcpy(out, bytes->data + read, (size_t) (at - read));
        out += at - read;
        memcpy(out, to->data, (size_t) to->length);
        out += to->length;
        read = at + from->length;
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

static SimObject *
map_bytes(SimWorld *world, SimObject *self, char (*map)(char))
{
    const SimBytes *bytes = sim_bytes_cast(self);
    SimObject *result = sim_bytes_alloc(world, bytes->length);
    for (int64_t i = 0; result != NULL && i < bytes->length; i++) {
        sim_bytes_cast(result)->data[i] = (uint8_t) map((char) bytes->data[i]);
    }
    return sim_bytes_finish(world, result);
}

BYTES_METHOD(bytes_upper)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    return map_bytes(world, self, g_ascii_toupper);
}

BYTES_METHOD(bytes_lower)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    return map_bytes(world, self, g_ascii_tolower);
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

const SimMethodDef sim_bytes_methods[] = {
    {"count", bytes_count, SIM_METH_FASTCALL},
    {"decode", bytes_decode, SIM_METH_KEYWORDS},
    {"endswith", bytes_endswith, SIM_METH_FASTCALL},
    {"find", bytes_find, SIM_METH_FASTCALL},
    {"fromhex", sim_bytes_fromhex, SIM_METH_O | SIM_METH_CLASS},
    {"hex", sim_bytes_hex, SIM_METH_KEYWORDS},
    {"index", bytes_index, SIM_METH_FASTCALL},
    {"join", bytes_join, SIM_METH_O},
    {"lower", bytes_lower, SIM_METH_NOARGS},
    {"lstrip", bytes_lstrip, SIM_METH_FASTCALL},
    {"partition", bytes_partition, SIM_METH_O},
    {"removeprefix", bytes_removeprefix, SIM_METH_O},
    {"removesuffix", bytes_removesuffix, SIM_METH_O},
    {"replace", bytes_replace, SIM_METH_FASTCALL},
    {"rfind", bytes_rfind, SIM_METH_FASTCALL},
    {"rindex", bytes_rindex, SIM_METH_FASTCALL},
    {"rpartition", bytes_rpartition, SIM_METH_O},
    {"rstrip", bytes_rstrip, SIM_METH_FASTCALL},
    {"split", bytes_split, SIM_METH_KEYWORDS},
    {"startswith", bytes_startswith, SIM_METH_FASTCALL},
    {"strip", bytes_strip, SIM_METH_FASTCALL},
    {"upper", bytes_upper, SIM_METH_NOARGS},
    {"__bytes__", bytes_itself, SIM_METH_NOARGS},
    {"__getnewargs__", bytes_getnewargs, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};
