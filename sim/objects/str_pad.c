/* center, ljust, rjust, zfill, expandtabs. */
#include "sim/objects/abstract.h"
#include "sim/objects/str_private.h"

static SimObject *
pad(SimWorld *world, SimObject *self, int64_t left, int64_t right, uint32_t fill)
{
    left = MAX(left, 0);
    right = MAX(right, 0);
    if (left == 0 && right == 0) {
        return sim_str_unchanged(world, self);
    }
    int64_t length = sim_str_length(self);
    if (left > INT64_MAX - length || right > INT64_MAX - (left + length)) {
        return sim_err_format(world, SIM_TYPE_OverflowError, "padded string is too long");
    }
    SimObject *result = sim_str_alloc(world, left + length + right, MAX(sim_str_bound(self), fill));
    if (result == NULL) {
        return NULL;
    }
    SimStr *out = sim_str_cast(result);
    sim_str_fill(out, 0, left, fill);
    sim_str_copy(out, left, sim_str_cast(self), 0, length);
    sim_str_fill(out, left + length, right, fill);
    return sim_str_finish_unshared(world, result);
}

static bool
get_size(SimWorld *world, SimObject *object, int64_t *out)
{
    *out = sim_number_as_index(world, object, SIM_TYPE_OverflowError);
    return *out != -1 || sim_err_occurred(world) == NULL;
}

/* width, fillchar=' ' */
static bool
parse(SimWorld *world,
      const char *name,
      SimObject *const *args,
      size_t nargs,
      int64_t *width,
      uint32_t *fill)
{
    *fill = ' ';
    if (!sim_arg_count(world, name, nargs, 1, 2) || !get_size(world, args[0], width)) {
        return false;
    }
    if (nargs < 2) {
        return true;
    }
    if (!SIM_IS_STR(args[1])) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "The fill character must be a unicode character, not %.100s",
                       args[1]->type->name);
        return false;
    }
    if (sim_str_length(args[1]) != 1) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "The fill character must be exactly one character long");
        return false;
    }
    *fill = sim_str_at(args[1], 0);
    return true;
}

SIM_STR_METHOD(method_center)
{
    (void) kwnames;
    int64_t width;
    uint32_t fill;
    if (!parse(world, "center", args, nargs, &width, &fill)) {
        return NULL;
    }
    int64_t length = sim_str_length(self);
    if (length >= width) {
        return sim_str_unchanged(world, self);
    }
    int64_t margin = width - length;
    int64_t left = margin / 2 + (margin & width & 1);
    return pad(world, self, left, margin - left, fill);
}

SIM_STR_METHOD(method_ljust)
{
    (void) kwnames;
    int64_t width;
    uint32_t fill;
    if (!parse(world, "ljust", args, nargs, &width, &fill)) {
        return NULL;
    }
    int64_t length = sim_str_length(self);
    return pad(world, self, 0, width > length ? width - length : 0, fill);
}

SIM_STR_METHOD(method_rjust)
{
    (void) kwnames;
    int64_t width;
    uint32_t fill;
    if (!parse(world, "rjust", args, nargs, &width, &fill)) {
        return NULL;
    }
    int64_t length = sim_str_length(self);
    return pad(world, self, width > length ? width - length : 0, 0, fill);
}

SIM_STR_METHOD(method_zfill)
{
    (void) nargs;
    (void) kwnames;
    int64_t width;
    if (!get_size(world, args[0], &width)) {
        return NULL;
    }
    int64_t length = sim_str_length(self);
    if (length >= width) {
        return sim_str_unchanged(world, self);
    }
    int64_t fill = width - length;
    SimObject *result = pad(world, self, fill, 0, '0');
    if (result == NULL || length == 0) {
        return result;
    }
    /* The sign goes in front of the zeros. */
    SimStr *out = sim_str_cast(result);
    uint32_t sign = sim_str_read(out, fill);
    if (sign == '+' || sign == '-') {
        sim_str_write(out, 0, sign);
        sim_str_write(out, fill, '0');
    }
    return sim_str_finish_unshared(world, result);
}

/* Calls for each place where the text changes; @out NULL: only measures. -1: too long. */
static int64_t
expand(const SimStr *str, int64_t tab, SimStr *out)
{
    int64_t column = 0;
    int64_t length = 0;
    for (int64_t i = 0; i < str->length; i++) {
        uint32_t c = sim_str_read(str, i);
        int64_t count = 1;
        if (c == '\t') {
            count = tab > 0 ? tab - column % tab : 0;
        }
        if (length > INT64_MAX - count) {
            return -1;
        }
        if (out != NULL) {
            sim_str_fill(out, length, count, c == '\t' ? ' ' : c);
        }
        length += count;
        column = c == '\n' || c == '\r' ? 0 : column + count;
    }
    return length;
}

SIM_STR_METHOD(method_expandtabs)
{
    static const char *const names[] = {"tabsize", NULL};
    SimObject *size[1] = {NULL};
    int64_t tab = 8;
    if (!sim_arg_parse(world, "expandtabs", names, 0, 1, args, nargs, kwnames, size) ||
        (size[0] != NULL && !get_size(world, size[0], &tab))) {
        return NULL;
    }
    const SimStr *str = sim_str_cast(self);
    bool found = false;
    for (int64_t i = 0; i < str->length && !found; i++) {
        found = sim_str_read(str, i) == '\t';
    }
    if (!found) {
        return sim_str_unchanged(world, self);
    }
    int64_t length = expand(str, tab, NULL);
    if (length < 0) {
        return sim_err_format(world, SIM_TYPE_OverflowError, "new string is too long");
    }
    SimObject *result = sim_str_alloc(world, length, sim_str_bound(self));
    if (result == NULL) {
        return NULL;
    }
    expand(str, tab, sim_str_cast(result));
    return sim_str_finish(world, result);
}
