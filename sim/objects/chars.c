#include "sim/objects/chars.h"

#include <string.h>

#include "sim/objects/abstract.h"
#include "sim/objects/bytes_private.h"
#include "sim/objects/str_private.h"

SimChars
sim_chars_of(const SimObject *object)
{
    if (SIM_IS_STR(object)) {
        const SimStr *str = sim_str_const_cast(object);
        return (SimChars){str->data.any, str->length, str->kind};
    }
    const SimBytes *bytes = (const SimBytes *) (const void *) object;
    return (SimChars){bytes->data, bytes->length, 1};
}

SimObject *
sim_chars_part(SimWorld *world, SimObject *self, int64_t start, int64_t end)
{
    return SIM_IS_STR(self) ? sim_str_substring(world, self, start, end)
                            : sim_bytes_part(world, self, start, end);
}

bool
sim_chars_read(
    SimWorld *world, const SimObject *self, SimObject *object, const char *must, SimChars *out)
{
    if (!SIM_IS_STR(self)) {
        if (!sim_bytes_check(world, object)) {
            return false;
        }
    } else if (!SIM_IS_STR(object)) {
        sim_err_format(world, SIM_TYPE_TypeError, "%s, not %.100s", must, object->type->name);
        return false;
    }
    *out = sim_chars_of(object);
    return true;
}

static bool
matches_at(const SimChars *text, int64_t at, const SimChars *needle)
{
    if (text->kind == needle->kind) {
        size_t width = text->kind;
        return memcmp((const uint8_t *) text->data + (size_t) at * width, needle->data,
                      (size_t) needle->length * width) == 0;
    }
    for (int64_t i = 0; i < needle->length; i++) {
        if (sim_chars_at(text, at + i) != sim_chars_at(needle, i)) {
            return false;
        }
    }
    return true;
}

static int64_t
find_bytes(const SimChars *text, const SimChars *needle, int64_t start, int64_t end)
{
    const uint8_t *data = text->data;
    const uint8_t *found =
        memmem(data + start, (size_t) (end - start), needle->data, (size_t) needle->length);
    return found == NULL ? -1 : found - data;
}

int64_t
sim_chars_find(
    const SimChars *text, const SimChars *needle, int64_t start, int64_t end, bool from_right)
{
    if (end - start < needle->length || needle->kind > text->kind) {
        return -1;
    }
    int64_t last = end - needle->length;
    if (from_right) {
        for (int64_t at = last; at >= start; at--) {
            if (matches_at(text, at, needle)) {
                return at;
            }
        }
        return -1;
    }
    if (text->kind == 1 && needle->length > 0) {
        return find_bytes(text, needle, start, end);
    }
    for (int64_t at = start; at <= last; at++) {
        if (matches_at(text, at, needle)) {
            return at;
        }
    }
    return -1;
}

int64_t
sim_chars_count(
    const SimChars *text, const SimChars *needle, int64_t start, int64_t end, int64_t most)
{
    if (needle->length == 0) {
        return start > end ? 0 : MIN(end - start + 1, most);
    }
    int64_t count = 0;
    while (count < most) {
        int64_t at = sim_chars_find(text, needle, start, end, false);
        if (at < 0) {
            break;
        }
        count++;
        start = at + needle->length;
    }
    return count;
}
