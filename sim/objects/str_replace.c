/* replace(). */
#include "sim/objects/abstract.h"
#include "sim/objects/chars.h"
#include "sim/objects/str_private.h"

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

/* Copies @self with the first @count places of @from taken by @to. */
static void
copy_replacing(
    SimStr *out, const SimObject *self, const SimObject *from, const SimStr *to, int64_t count)
{
    const SimStr *str = sim_str_const_cast(self);
    SimChars text = sim_chars_of(self);
    SimChars needle = sim_chars_of(from);
    int64_t width = needle.length;
    int64_t read = 0;
    int64_t written = 0;
    for (int64_t i = 0; i < count; i++) {
        int64_t at = width == 0 ? i : sim_chars_find(&text, &needle, read, str->length, false);
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
    SimChars text = sim_chars_of(self);
    SimChars needle = sim_chars_of(from);
    int64_t count = sim_chars_count(&text, &needle, 0, length, most);
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
    if (nargs > 2 && !sim_arg_size(world, args[2], &most)) {
        return NULL;
    }
    return replace(world, self, args[0], args[1], most);
}
