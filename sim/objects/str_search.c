/* find, count, replace, startswith and their kin. */
#include <string.h>

#include "sim/objects/abstract.h"
#include "sim/objects/int.h"
#include "sim/objects/str_private.h"
#include "sim/objects/tuple.h"

static bool
matches_at(const SimStr *str, int64_t at, const SimStr *needle)
{
    if (str->kind == needle->kind) {
        size_t width = str->kind;
        return memcmp((const uint8_t *) str->data.any + (size_t) at * width, needle->data.any,
                      (size_t) needle->length * width) == 0;
    }
    for (int64_t i = 0; i < needle->length; i++) {
        if (sim_str_read(str, at + i) != sim_str_read(needle, i)) {
            return false;
        }
    }
    return true;
}

static int64_t
find_bytes(const SimStr *str, const SimStr *needle, int64_t start, int64_t end)
{
    const uint8_t *found = memmem(str->data.one + start, (size_t) (end - start), needle->data.one,
                                  (size_t) needle->length);
    return found == NULL ? -1 : found - str->data.one;
}

int64_t
sim_str_find_in(
    const SimObject *self, const SimObject *needle, int64_t start, int64_t end, bool from_right)
{
    const SimStr *str = sim_str_const_cast(self);
    const SimStr *text = sim_str_const_cast(needle);
    if (end - start < text->length || text->kind > str->kind) {
        return -1;
    }
    if (from_right) {
        for (int64_t at = end - text->length; at >= start; at--) {
            if (matches_at(str, at, text)) {
                return at;
            }
        }
        return -1;
    }
    if (str->kind == 1 && text->length > 0) {
        return find_bytes(str, text, start, end);
    }
    for (int64_t at = start; at <= end - text->length; at++) {
        if (matches_at(str, at, text)) {
            return at;
        }
    }
    return -1;
}

static bool
bound(SimWorld *world, SimObject *object, int64_t *out)
{
    if (object == SIM_NONE(world)) {
        return true;
    }
    if (!sim_object_is_index(object)) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "slice indices must be integers or None or have an __index__ method");
        return false;
    }
    *out = sim_number_as_index(world, object, SIM_TYPE_COUNT);
    return *out != -1 || sim_err_occurred(world) == NULL;
}

bool
sim_slice_bounds(SimWorld *world,
                 SimObject *const *args,
                 size_t nargs,
                 int64_t length,
                 int64_t *start,
                 int64_t *end)
{
    *start = 0;
    *end = INT64_MAX;
    if ((nargs > 0 && !bound(world, args[0], start)) ||
        (nargs > 1 && !bound(world, args[1], end))) {
        return false;
    }
    if (*end > length) {
        *end = length;
    } else if (*end < 0) {
        *end = MAX(*end + length, 0);
    }
    if (*start < 0) {
        *start = MAX(*start + length, 0);
    }
    return true;
}

/* The arguments of _PyStringObject_ParseTupleFinds: "find() takes at least 1 argument". */
bool
sim_arg_find_count(SimWorld *world, const char *name, size_t nargs)
{
    if (nargs >= 1 && nargs <= 3) {
        return true;
    }
    sim_err_format(world, SIM_TYPE_TypeError, "%s() takes at %s %d argument%s (%zu given)", name,
                   nargs < 1 ? "least" : "most", nargs < 1 ? 1 : 3, nargs < 1 ? "" : "s", nargs);
    return false;
}

static bool
needs_str(SimWorld *world, SimObject *object)
{
    if (SIM_IS_STR(object)) {
        return true;
    }
    sim_err_format(world, SIM_TYPE_TypeError, "must be str, not %.100s", object->type->name);
    return false;
}

bool
sim_str_check_arg(SimWorld *world, const char *what, SimObject *object)
{
    if (SIM_IS_STR(object)) {
        return true;
    }
    sim_err_format(world, SIM_TYPE_TypeError, "%s must be str, not %.50s", what,
                   object == SIM_NONE(world) ? "None" : object->type->name);
    return false;
}

/* Index of the substring; -1 when it is not there, -2 with an exception. */
static int64_t
search(SimWorld *world,
       const char *name,
       SimObject *self,
       SimObject *const *args,
       size_t nargs,
       bool from_right)
{
    int64_t start;
    int64_t end;
    if (!sim_arg_find_count(world, name, nargs) ||
        !sim_slice_bounds(world, args + 1, nargs - 1, sim_str_length(self), &start, &end) ||
        !needs_str(world, args[0])) {
        return -2;
    }
    return sim_str_find_in(self, args[0], start, end, from_right);
}

static SimObject *
found_index(SimWorld *world, int64_t index)
{
    if (index == -1) {
        return sim_err_format(world, SIM_TYPE_ValueError, "substring not found");
    }
    return index < 0 ? NULL : sim_int_new(world, index);
}

SIM_STR_METHOD(method_find)
{
    (void) kwnames;
    int64_t index = search(world, "find", self, args, nargs, false);
    return index == -2 ? NULL : sim_int_new(world, index);
}

SIM_STR_METHOD(method_rfind)
{
    (void) kwnames;
    int64_t index = search(world, "rfind", self, args, nargs, true);
    return index == -2 ? NULL : sim_int_new(world, index);
}

SIM_STR_METHOD(method_index)
{
    (void) kwnames;
    return found_index(world, search(world, "index", self, args, nargs, false));
}

SIM_STR_METHOD(method_rindex)
{
    (void) kwnames;
    return found_index(world, search(world, "rindex", self, args, nargs, true));
}

static int64_t
count_in(const SimObject *self, const SimObject *needle, int64_t start, int64_t end, int64_t most)
{
    int64_t width = sim_str_length(needle);
    if (width == 0) {
        return start > end ? 0 : MIN(end - start + 1, most);
    }
    int64_t count = 0;
    while (count < most) {
        int64_t at = sim_str_find_in(self, needle, start, end, false);
        if (at < 0) {
            break;
        }
        count++;
        start = at + width;
    }
    return count;
}

SIM_STR_METHOD(method_count)
{
    (void) kwnames;
    int64_t start;
    int64_t end;
    if (!sim_arg_find_count(world, "count", nargs) ||
        !sim_slice_bounds(world, args + 1, nargs - 1, sim_str_length(self), &start, &end) ||
        !needs_str(world, args[0])) {
        return NULL;
    }
    return sim_int_new(world, count_in(self, args[0], start, end, INT64_MAX));
}

static bool
tail_matches(const SimObject *self, const SimObject *part, int64_t start, int64_t end, bool at_end)
{
    const SimStr *text = sim_str_const_cast(part);
    if (end - start < text->length || text->kind > sim_str_const_cast(self)->kind) {
        return false;
    }
    return matches_at(sim_str_const_cast(self), at_end ? end - text->length : start, text);
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
    if (!sim_arg_find_count(world, name, nargs) ||
        !sim_slice_bounds(world, args + 1, nargs - 1, sim_str_length(self), &start, &end)) {
        return NULL;
    }
    if (SIM_IS_STR(args[0])) {
        return sim_bool_new(world, tail_matches(self, args[0], start, end, at_end));
    }
    if (!SIM_IS_TUPLE(args[0])) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "%s first arg must be str or a tuple of str, not %.100s", name,
                              args[0]->type->name);
    }
    for (size_t i = 0; i < sim_tuple_size(args[0]); i++) {
        SimObject *part = sim_tuple_get(args[0], i);
        if (!SIM_IS_STR(part)) {
            return sim_err_format(world, SIM_TYPE_TypeError,
                                  "tuple for %s must only contain str, not %.100s", name,
                                  part->type->name);
        }
        if (tail_matches(self, part, start, end, at_end)) {
            return sim_bool_new(world, true);
        }
    }
    return sim_bool_new(world, false);
}

SIM_STR_METHOD(method_startswith)
{
    (void) kwnames;
    return tail_match(world, "startswith", self, args, nargs, false);
}

SIM_STR_METHOD(method_endswith)
{
    (void) kwnames;
    return tail_match(world, "endswith", self, args, nargs, true);
}

SIM_STR_METHOD(method_removeprefix)
{
    (void) nargs;
    (void) kwnames;
    int64_t length = sim_str_length(self);
    if (!sim_str_check_arg(world, "removeprefix() argument", args[0])) {
        return NULL;
    }
    if (tail_matches(self, args[0], 0, length, false)) {
        return sim_str_substring(world, self, sim_str_length(args[0]), length);
    }
    return sim_str_unchanged(world, self);
}

SIM_STR_METHOD(method_removesuffix)
{
    (void) nargs;
    (void) kwnames;
    int64_t length = sim_str_length(self);
    if (!sim_str_check_arg(world, "removesuffix() argument", args[0])) {
        return NULL;
    }
    if (tail_matches(self, args[0], 0, length, true)) {
        return sim_str_substring(world, self, 0, length - sim_str_length(args[0]));
    }
    return sim_str_unchanged(world, self);
}

/* Copies @self with the first @count places of @from taken by @to. */
static void
copy_replacing(
    SimStr *out, const SimObject *self, const SimObject *from, const SimStr *to, int64_t count)
{
    const SimStr *str = sim_str_const_cast(self);
    int64_t width = sim_str_length(from);
    int64_t read = 0;
    int64_t written = 0;
    for (int64_t i = 0; i < count; i++) {
        int64_t at = width == 0 ? i : sim_str_find_in(self, from, read, str->length, false);
        sim_str_copy(out, written, str, read, at - read);
        written += at - read;
        sim_str_copy(out, written, to, 0, to->length);
        written += to->length;
        read = at + width;
    }
    sim_str_copy(out, written, str, read, str->length - read);
}

/* The widest character that is left, where a single one is replaced by another. */
static uint32_t
bound_after(const SimObject *self, const SimObject *from, const SimObject *to)
{
    const SimStr *str = sim_str_const_cast(self);
    if (sim_str_length(from) != 1 || sim_str_length(to) != 1) {
        return MAX(sim_str_bound(self), sim_str_bound(to));
    }
    uint32_t gone = sim_str_at(from, 0);
    uint32_t max = sim_str_bound(to);
    for (int64_t i = 0; i < str->length && !str->ascii; i++) {
        uint32_t c = sim_str_read(str, i);
        max = c != gone ? MAX(max, c) : max;
    }
    return max;
}

static SimObject *
replace(SimWorld *world, SimObject *self, SimObject *from, SimObject *to, int64_t most)
{
    int64_t length = sim_str_length(self);
    int64_t width = sim_str_length(from);
    most = most < 0 ? INT64_MAX : most;
    if (most == 0 || length < width || sim_str_equal(from, to)) {
        return sim_str_unchanged(world, self);
    }
    int64_t count = count_in(self, from, 0, length, most);
    if (count == 0) {
        return sim_str_unchanged(world, self);
    }
    int64_t growth;
    int64_t result_length;
    if (__builtin_mul_overflow(count, sim_str_length(to) - width, &growth) ||
        __builtin_add_overflow(length, growth, &result_length)) {
        return sim_err_format(world, SIM_TYPE_OverflowError, "replace string is too long");
    }
    /* A limited count leaves some of what is replaced: its width stays. */
    uint32_t max = most == INT64_MAX ? bound_after(self, from, to)
                                     : MAX(sim_str_bound(self), sim_str_bound(to));
    SimObject *result = sim_str_alloc(world, result_length, max);
    if (result == NULL || result_length == 0) {
        return result;
    }
    copy_replacing(sim_str_cast(result), self, from, sim_str_cast(to), count);
    return sim_str_narrow(world, result);
}

SIM_STR_METHOD(method_replace)
{
    (void) kwnames;
    if (!sim_arg_count(world, "replace", nargs, 2, 3) ||
        !sim_str_check_arg(world, "replace() argument 1", args[0]) ||
        !sim_str_check_arg(world, "replace() argument 2", args[1])) {
        return NULL;
    }
    int64_t most = -1;
    if (nargs > 2) {
        most = sim_number_as_index(world, args[2], SIM_TYPE_OverflowError);
        if (most == -1 && sim_err_occurred(world) != NULL) {
            return NULL;
        }
    }
    return replace(world, self, args[0], args[1], most);
}
