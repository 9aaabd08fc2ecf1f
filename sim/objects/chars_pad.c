/* center, ljust, rjust, zfill, expandtabs. */
#include <string.h>

#include "sim/objects/abstract.h"
#include "sim/objects/bytes_private.h"
#include "sim/objects/chars.h"
#include "sim/objects/str_private.h"

/* A text of @self's type that is being written. */
typedef struct {
    SimObject *object;
    bool is_str;
} Out;

static bool
open_out(SimWorld *world, SimObject *self, int64_t length, uint32_t fill, Out *out)
{
    out->is_str = SIM_IS_STR(self);
    out->object = out->is_str ? sim_str_alloc(world, length, MAX(sim_str_bound(self), fill))
                              : sim_bytes_alloc(world, length);
    return out->object != NULL;
}

static void
write_fill(const Out *out, int64_t at, int64_t count, uint32_t c)
{
    if (out->is_str) {
        sim_str_fill(sim_str_cast(out->object), at, count, c);
    } else {
        memset(sim_bytes_cast(out->object)->data + at, (int) c, (size_t) count);
    }
}

static void
write_copy(const Out *out, int64_t at, SimObject *self)
{
    if (out->is_str) {
        sim_str_copy(sim_str_cast(out->object), at, sim_str_cast(self), 0, sim_str_length(self));
    } else {
        memcpy(sim_bytes_cast(out->object)->data + at, sim_bytes_cast(self)->data,
               (size_t) sim_bytes_cast(self)->length);
    }
}

static SimObject *
close_out(SimWorld *world, const Out *out)
{
    return out->is_str ? sim_str_finish_unshared(world, out->object)
                       : sim_bytes_finish(world, out->object);
}

static SimObject *
unchanged(SimWorld *world, SimObject *self)
{
    return sim_chars_part(world, self, 0, sim_chars_of(self).length);
}

/* The padded text, not yet closed; @self itself where there is nothing to pad: then out->object
 * is NULL. NULL on error. */
static SimObject *
pad(SimWorld *world, SimObject *self, int64_t left, int64_t right, uint32_t fill, Out *out)
{
    out->object = NULL;
    int64_t length = sim_chars_of(self).length;
    if (left <= 0 && right <= 0) {
        return unchanged(world, self);
    }
    if (left > INT64_MAX - length || right > INT64_MAX - (left + length)) {
        return sim_err_format(world, SIM_TYPE_OverflowError, "padded string is too long");
    }
    if (!open_out(world, self, left + length + right, fill, out)) {
        return NULL;
    }
    write_fill(out, 0, left, fill);
    write_copy(out, left, self);
    write_fill(out, left + length, right, fill);
    return out->object;
}

static SimObject *
padded(SimWorld *world, SimObject *self, int64_t left, int64_t right, uint32_t fill)
{
    Out out;
    SimObject *result = pad(world, self, left, right, fill, &out);
    return result != NULL && out.object != NULL ? close_out(world, &out) : result;
}

static bool
read_fill(
    SimWorld *world, const char *name, const SimObject *self, SimObject *object, uint32_t *fill)
{
    if (!SIM_IS_STR(self)) {
        if (!SIM_IS_BYTES(object) || sim_bytes_cast(object)->length != 1) {
            sim_arg_bad(world, name, "argument 2", "a byte string of length 1", object);
            return false;
        }
    } else if (!SIM_IS_STR(object)) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "The fill character must be a unicode character, not %.100s",
                       object->type->name);
        return false;
    } else if (sim_str_length(object) != 1) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "The fill character must be exactly one character long");
        return false;
    }
    SimChars chars = sim_chars_of(object);
    *fill = sim_chars_at(&chars, 0);
    return true;
}

/* width, fillchar=' ': how much is missing, 0 at least. */
static bool
parse(SimWorld *world,
      const char *name,
      const SimObject *self,
      SimObject *const *args,
      size_t nargs,
      int64_t *width,
      uint32_t *fill)
{
    *fill = ' ';
    return sim_arg_count(world, name, nargs, 1, 2) && sim_arg_size(world, args[0], width) &&
           (nargs < 2 || read_fill(world, name, self, args[1], fill));
}

SIM_CHARS_METHOD(center_method)
{
    (void) kwnames;
    int64_t width;
    uint32_t fill;
    if (!parse(world, "center", self, args, nargs, &width, &fill)) {
        return NULL;
    }
    int64_t length = sim_chars_of(self).length;
    if (length >= width) {
        return unchanged(world, self);
    }
    int64_t margin = width - length;
    int64_t left = margin / 2 + (margin & width & 1);
    return padded(world, self, left, margin - left, fill);
}

SIM_CHARS_METHOD(ljust_method)
{
    (void) kwnames;
    int64_t width;
    uint32_t fill;
    if (!parse(world, "ljust", self, args, nargs, &width, &fill)) {
        return NULL;
    }
    int64_t length = sim_chars_of(self).length;
    return padded(world, self, 0, width > length ? width - length : 0, fill);
}

SIM_CHARS_METHOD(rjust_method)
{
    (void) kwnames;
    int64_t width;
    uint32_t fill;
    if (!parse(world, "rjust", self, args, nargs, &width, &fill)) {
        return NULL;
    }
    int64_t length = sim_chars_of(self).length;
    return padded(world, self, width > length ? width - length : 0, 0, fill);
}

SIM_CHARS_METHOD(zfill_method)
{
    (void) nargs;
    (void) kwnames;
    int64_t width;
    if (!sim_arg_size(world, args[0], &width)) {
        return NULL;
    }
    SimChars text = sim_chars_of(self);
    int64_t fill = width > text.length ? width - text.length : 0;
    Out out;
    SimObject *result = pad(world, self, fill, 0, '0', &out);
    if (result == NULL || out.object == NULL) {
        return result;
    }
    /* The sign goes in front of the zeros. */
    uint32_t sign = text.length == 0 ? 0 : sim_chars_at(&text, 0);
    if (sign == '+' || sign == '-') {
        write_fill(&out, 0, 1, sign);
        write_fill(&out, fill, 1, '0');
    }
    return close_out(world, &out);
}

/* Writes the text with its tabs as spaces and returns its length; @out NULL: only measures.
 * -1: too long. */
static int64_t
expand(const SimChars *text, int64_t tab, const Out *out)
{
    int64_t column = 0;
    int64_t length = 0;
    for (int64_t i = 0; i < text->length; i++) {
        uint32_t c = sim_chars_at(text, i);
        int64_t count = 1;
        if (c == '\t') {
            count = tab > 0 ? tab - column % tab : 0;
        }
        if (length > INT64_MAX - count) {
            return -1;
        }
        if (out != NULL) {
            write_fill(out, length, count, c == '\t' ? ' ' : c);
        }
        length += count;
        column = c == '\n' || c == '\r' ? 0 : column + count;
    }
    return length;
}

static bool
has_tab(const SimChars *text)
{
    for (int64_t i = 0; i < text->length; i++) {
        if (sim_chars_at(text, i) == '\t') {
            return true;
        }
    }
    return false;
}

SIM_CHARS_METHOD(expandtabs_method)
{
    static const char *const names[] = {"tabsize", NULL};
    SimObject *size[1] = {NULL};
    int64_t tab = 8;
    if (!sim_arg_parse(world, "expandtabs", names, 0, 1, args, nargs, kwnames, size) ||
        (size[0] != NULL && !sim_arg_int(world, size[0], &tab))) {
        return NULL;
    }
    SimChars text = sim_chars_of(self);
    /* str gives itself, bytes always make a new object. */
    if (SIM_IS_STR(self) && !has_tab(&text)) {
        return unchanged(world, self);
    }
    int64_t length = expand(&text, tab, NULL);
    if (length < 0) {
        return sim_err_format(world, SIM_TYPE_OverflowError, "%s is too long",
                              SIM_IS_STR(self) ? "new string" : "result");
    }
    Out out;
    if (!open_out(world, self, length, 0, &out)) {
        return NULL;
    }
    expand(&text, tab, &out);
    return out.is_str ? sim_str_finish(world, out.object) : sim_bytes_finish(world, out.object);
}
