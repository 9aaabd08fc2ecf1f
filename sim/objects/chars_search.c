/* find, count, startswith and their kin. */
#include "sim/objects/abstract.h"
#include "sim/objects/bytes_private.h"
#include "sim/objects/chars.h"
#include "sim/objects/int.h"
#include "sim/objects/str_private.h"
#include "sim/objects/tuple.h"

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

/* What, start, end: as _PyArg_ParseTuple of "O|OO:find" and ADJUST_INDICES. */
static bool
read_bounds(SimWorld *world,
            const char *name,
            const SimChars *text,
            SimObject *const *args,
            size_t nargs,
            int64_t *start,
            int64_t *end)
{
    if (nargs < 1 || nargs > 3) {
        sim_err_format(world, SIM_TYPE_TypeError, "%s() takes at %s %d argument%s (%zu given)",
                       name, nargs < 1 ? "least" : "most", nargs < 1 ? 1 : 3, nargs < 1 ? "" : "s",
                       nargs);
        return false;
    }
    *start = 0;
    *end = INT64_MAX;
    if ((nargs > 1 && !bound(world, args[1], start)) ||
        (nargs > 2 && !bound(world, args[2], end))) {
        return false;
    }
    if (*end > text->length) {
        *end = text->length;
    } else if (*end < 0) {
        *end = MAX(*end + text->length, 0);
    }
    if (*start < 0) {
        *start = MAX(*start + text->length, 0);
    }
    return true;
}

/* bytes look for bytes or for one byte given as int, which goes into @byte. */
static bool
read_needle(
    SimWorld *world, const SimObject *self, SimObject *object, SimChars *needle, uint8_t *byte)
{
    if (SIM_IS_STR(self) || SIM_IS_BYTES(object)) {
        return sim_chars_read(world, self, object, "must be str", needle);
    }
    if (!sim_object_is_index(object)) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "argument should be integer or bytes-like object, not '%.200s'",
                       object->type->name);
        return false;
    }
    int value = sim_bytes_byte(world, object);
    *byte = (uint8_t) value;
    *needle = (SimChars){byte, 1, 1};
    return value >= 0;
}

/* The index; -1 when it is not there, -2 with an exception. */
static int64_t
search(SimWorld *world,
       const char *name,
       SimObject *self,
       SimObject *const *args,
       size_t nargs,
       bool from_right)
{
    SimChars text = sim_chars_of(self);
    SimChars needle;
    uint8_t byte;
    int64_t start;
    int64_t end;
    if (!read_bounds(world, name, &text, args, nargs, &start, &end) ||
        !read_needle(world, self, args[0], &needle, &byte)) {
        return -2;
    }
    return sim_chars_find(&text, &needle, start, end, from_right);
}

static SimObject *
found_index(SimWorld *world, SimObject *self, int64_t index)
{
    if (index == -1) {
        return sim_err_format(world, SIM_TYPE_ValueError, "%s not found",
                              SIM_IS_STR(self) ? "substring" : "subsection");
    }
    return index < 0 ? NULL : sim_int_new(world, index);
}

SIM_CHARS_METHOD(find_method)
{
    (void) kwnames;
    int64_t index = search(world, "find", self, args, nargs, false);
    return index == -2 ? NULL : sim_int_new(world, index);
}

SIM_CHARS_METHOD(rfind_method)
{
    (void) kwnames;
    int64_t index = search(world, "rfind", self, args, nargs, true);
    return index == -2 ? NULL : sim_int_new(world, index);
}

SIM_CHARS_METHOD(index_method)
{
    (void) kwnames;
    return found_index(world, self, search(world, "index", self, args, nargs, false));
}

SIM_CHARS_METHOD(rindex_method)
{
    (void) kwnames;
    return found_index(world, self, search(world, "rindex", self, args, nargs, true));
}

SIM_CHARS_METHOD(count_method)
{
    (void) kwnames;
    SimChars text = sim_chars_of(self);
    SimChars needle;
    uint8_t byte;
    int64_t start;
    int64_t end;
    if (!read_bounds(world, "count", &text, args, nargs, &start, &end) ||
        !read_needle(world, self, args[0], &needle, &byte)) {
        return NULL;
    }
    return sim_int_new(world, sim_chars_count(&text, &needle, start, end, INT64_MAX));
}

static bool
tail_matches(const SimChars *text, const SimChars *part, int64_t start, int64_t end, bool at_end)
{
    if (end - start < part->length) {
        return false;
    }
    int64_t at = at_end ? end - part->length : start;
    return sim_chars_find(text, part, at, at + part->length, false) == at;
}

static bool
is_text(const SimObject *self, const SimObject *object)
{
    return SIM_IS_STR(self) ? SIM_IS_STR(object) : SIM_IS_BYTES(object);
}

static SimObject *
tail_match(SimWorld *world,
           const char *name,
           SimObject *self,
           SimObject *const *args,
           size_t nargs,
           bool at_end)
{
    SimChars text = sim_chars_of(self);
    int64_t start;
    int64_t end;
    if (!read_bounds(world, name, &text, args, nargs, &start, &end)) {
        return NULL;
    }
    if (is_text(self, args[0])) {
        SimChars part = sim_chars_of(args[0]);
        return sim_bool_of(world, tail_matches(&text, &part, start, end, at_end));
    }
    if (!SIM_IS_TUPLE(args[0])) {
        const char *kind = SIM_IS_STR(self) ? "str" : "bytes";
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "%s first arg must be %s or a tuple of %s, not %.100s", name, kind,
                              kind, args[0]->type->name);
    }
    g_autofree char *must = g_strdup_printf("tuple for %s must only contain str", name);
    for (size_t i = 0; i < sim_tuple_size(args[0]); i++) {
        SimChars part;
        if (!sim_chars_read(world, self, sim_tuple_get(args[0], i), must, &part)) {
            return NULL;
        }
        if (tail_matches(&text, &part, start, end, at_end)) {
            return sim_bool_of(world, true);
        }
    }
    return sim_bool_of(world, false);
}

SIM_CHARS_METHOD(startswith_method)
{
    (void) kwnames;
    return tail_match(world, "startswith", self, args, nargs, false);
}

SIM_CHARS_METHOD(endswith_method)
{
    (void) kwnames;
    return tail_match(world, "endswith", self, args, nargs, true);
}

static SimObject *
remove_tail(SimWorld *world, SimObject *self, const char *name, SimObject *object, bool at_end)
{
    SimChars text = sim_chars_of(self);
    SimChars part;
    if (SIM_IS_STR(self) && !SIM_IS_STR(object)) {
        return sim_arg_bad(world, name, "argument", "str", object);
    }
    if (!sim_chars_read(world, self, object, "", &part)) {
        return NULL;
    }
    int64_t cut = tail_matches(&text, &part, 0, text.length, at_end) ? part.length : 0;
    return at_end ? sim_chars_part(world, self, 0, text.length - cut)
                  : sim_chars_part(world, self, cut, text.length);
}

SIM_CHARS_METHOD(removeprefix_method)
{
    (void) nargs;
    (void) kwnames;
    return remove_tail(world, self, "removeprefix", args[0], false);
}

SIM_CHARS_METHOD(removesuffix_method)
{
    (void) nargs;
    (void) kwnames;
    return remove_tail(world, self, "removesuffix", args[0], true);
}
