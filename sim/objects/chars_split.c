/* split, splitlines, partition and strip: pieces of a text. */
#include <string.h>

#include "sim/objects/abstract.h"
#include "sim/objects/bytes.h"
#include "sim/objects/chars.h"
#include "sim/objects/list_private.h"
#include "sim/objects/str_private.h"
#include "sim/objects/tuple.h"

/* Places that a list of pieces starts with (PREALLOC_SIZE, Objects/stringlib/split.h). */
enum {
    MOST_ROOM = 12
};

/* A split that is going on. */
typedef struct {
    SimWorld *world;
    SimObject *self;
    SimObject *pieces;
    SimChars text;
    int64_t most; /* cuts that are left */
} Split;

static bool
is_ascii_space(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
is_space(const SimObject *self, uint32_t c)
{
    return SIM_IS_STR(self) ? sim_char_is_space(c) : is_ascii_space(c);
}

static bool
is_line_break(const SimObject *self, uint32_t c)
{
    return SIM_IS_STR(self) ? sim_char_is_line_break(c) : c == '\n' || c == '\r';
}

static bool
is_space_at(const Split *split, int64_t at)
{
    return is_space(split->self, sim_chars_at(&split->text, at));
}

static bool
add_piece(Split *split, int64_t start, int64_t end)
{
    SimObject *piece = sim_chars_part(split->world, split->self, start, end);
    return piece != NULL && sim_list_append_stolen(split->world, split->pieces, piece) == 0;
}

static bool
split_spaces(Split *split)
{
    int64_t length = split->text.length;
    int64_t at = 0;
    for (;;) {
        while (at < length && is_space_at(split, at)) {
            at++;
        }
        if (at == length) {
            return true;
        }
        int64_t start = at;
        if (split->most-- <= 0) {
            return add_piece(split, start, length);
        }
        while (at < length && !is_space_at(split, at)) {
            at++;
        }
        if (!add_piece(split, start, at)) {
            return false;
        }
    }
}

static bool
split_spaces_right(Split *split)
{
    int64_t at = split->text.length;
    for (;;) {
        while (at > 0 && is_space_at(split, at - 1)) {
            at--;
        }
        if (at == 0) {
            return true;
        }
        int64_t end = at;
        if (split->most-- <= 0) {
            return add_piece(split, 0, end);
        }
        while (at > 0 && !is_space_at(split, at - 1)) {
            at--;
        }
        if (!add_piece(split, at, end)) {
            return false;
        }
    }
}

static bool
split_at(Split *split, const SimChars *separator)
{
    int64_t length = split->text.length;
    int64_t start = 0;
    for (; split->most > 0; split->most--) {
        int64_t at = sim_chars_find(&split->text, separator, start, length, false);
        if (at < 0) {
            break;
        }
        if (!add_piece(split, start, at)) {
            return false;
        }
        start = at + separator->length;
    }
    return add_piece(split, start, length);
}

static bool
split_at_right(Split *split, const SimChars *separator)
{
    int64_t end = split->text.length;
    for (; split->most > 0; split->most--) {
        int64_t at = sim_chars_find(&split->text, separator, 0, end, true);
        if (at < 0) {
            break;
        }
        if (!add_piece(split, at + separator->length, end)) {
            return false;
        }
        end = at;
    }
    return add_piece(split, 0, end);
}

/* @separator NULL: white space. */
static SimObject *
split_self(
    SimWorld *world, SimObject *self, const SimChars *separator, int64_t most, bool from_right)
{
    Split split = {.world = world, .self = self, .text = sim_chars_of(self), .most = most};
    split.pieces = sim_list_new_room(world, (size_t) MIN(most, MOST_ROOM - 1) + 1);
    if (split.pieces == NULL) {
        return NULL;
    }
    bool done;
    if (from_right) {
        done = separator == NULL ? split_spaces_right(&split) : split_at_right(&split, separator);
        done = done && sim_list_reverse(world, split.pieces) == 0;
    } else {
        done = separator == NULL ? split_spaces(&split) : split_at(&split, separator);
    }
    if (!done) {
        SIM_CLEAR(world, split.pieces);
    }
    return split.pieces;
}

static SimObject *
empty_separator(SimWorld *world)
{
    return sim_err_format(world, SIM_TYPE_ValueError, "empty separator");
}

/* sep=None, maxsplit=-1 */
static SimObject *
split_method(SimWorld *world,
             const char *name,
             SimObject *self,
             SimObject *const *args,
             size_t nargs,
             SimObject *kwnames,
             bool from_right)
{
    static const char *const names[] = {"sep", "maxsplit", NULL};
    SimObject *out[2] = {NULL, NULL};
    int64_t most = -1;
    if (!sim_arg_parse(world, name, names, 0, 2, args, nargs, kwnames, out) ||
        (out[1] != NULL && !sim_arg_size(world, out[1], &most))) {
        return NULL;
    }
    bool spaces = out[0] == NULL || out[0] == SIM_NONE(world);
    SimChars separator;
    if (!spaces && !sim_chars_read(world, self, out[0], "must be str or None", &separator)) {
        return NULL;
    }
    if (!spaces && separator.length == 0) {
        return empty_separator(world);
    }
    return split_self(world, self, spaces ? NULL : &separator, most < 0 ? INT64_MAX : most,
                      from_right);
}

SIM_CHARS_METHOD(split_method)
{
    return split_method(world, "split", self, args, nargs, kwnames, false);
}

SIM_CHARS_METHOD(rsplit_method)
{
    return split_method(world, "rsplit", self, args, nargs, kwnames, true);
}

SIM_CHARS_METHOD(splitlines_method)
{
    static const char *const names[] = {"keepends", NULL};
    SimObject *out[1] = {NULL};
    int64_t keep = 0;
    if (!sim_arg_parse(world, "splitlines", names, 0, 1, args, nargs, kwnames, out) ||
        (out[0] != NULL && !sim_arg_int(world, out[0], &keep))) {
        return NULL;
    }
    Split split = {.world = world, .self = self, .text = sim_chars_of(self)};
    split.pieces = sim_list_new(world, 0);
    int64_t length = split.text.length;
    for (int64_t start = 0; split.pieces != NULL && start < length;) {
        int64_t end = start;
        while (end < length && !is_line_break(self, sim_chars_at(&split.text, end))) {
            end++;
        }
        int64_t next = MIN(end + 1, length);
        if (next < length && sim_chars_at(&split.text, end) == '\r' &&
            sim_chars_at(&split.text, next) == '\n') {
            next++;
        }
        if (!add_piece(&split, start, keep != 0 ? next : end)) {
            SIM_CLEAR(world, split.pieces);
        }
        start = next;
    }
    return split.pieces;
}

static SimObject *
partition(SimWorld *world, SimObject *self, SimObject *object, bool from_right)
{
    SimChars text = sim_chars_of(self);
    SimChars separator;
    if (!sim_chars_read(world, self, object, "must be str", &separator)) {
        return NULL;
    }
    if (separator.length == 0) {
        return empty_separator(world);
    }
    int64_t at = sim_chars_find(&text, &separator, 0, text.length, from_right);
    SimObject *empty = SIM_IS_STR(self) ? world->empty_str : world->empty_bytes;
    SimObject *parts[3];
    if (at < 0) {
        /* @self itself, even where it is of a subclass. */
        for (int i = 0; i < 3; i++) {
            parts[i] = sim_newref(world, i == (from_right ? 2 : 0) ? self : empty);
        }
    } else {
        parts[0] = sim_chars_part(world, self, 0, at);
        parts[1] = sim_newref(world, object);
        parts[2] = sim_chars_part(world, self, at + separator.length, text.length);
    }
    if (parts[0] == NULL || parts[2] == NULL) {
        for (int i = 0; i < 3; i++) {
            sim_xdecref(world, parts[i]);
        }
        return NULL;
    }
    return sim_tuple_from_stolen(world, parts, 3);
}

SIM_CHARS_METHOD(partition_method)
{
    (void) nargs;
    (void) kwnames;
    return partition(world, self, args[0], false);
}

SIM_CHARS_METHOD(rpartition_method)
{
    (void) nargs;
    (void) kwnames;
    return partition(world, self, args[0], true);
}

/* Whether strip() takes the character away; @set NULL: white space. */
static bool
is_stripped(const SimObject *self, const SimChars *set, uint32_t c)
{
    if (set == NULL) {
        return is_space(self, c);
    }
    for (int64_t i = 0; i < set->length; i++) {
        if (sim_chars_at(set, i) == c) {
            return true;
        }
    }
    return false;
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
    SimChars chars;
    const SimChars *set = NULL;
    if (nargs > 0 && args[0] != SIM_NONE(world)) {
        if (SIM_IS_STR(self) && !SIM_IS_STR(args[0])) {
            return sim_err_format(world, SIM_TYPE_TypeError, "%s arg must be None or str", name);
        }
        if (!sim_chars_read(world, self, args[0], "", &chars)) {
            return NULL;
        }
        set = &chars;
    }
    SimChars text = sim_chars_of(self);
    int64_t start = 0;
    int64_t end = text.length;
    while (left && start < end && is_stripped(self, set, sim_chars_at(&text, start))) {
        start++;
    }
    while (right && end > start && is_stripped(self, set, sim_chars_at(&text, end - 1))) {
        end--;
    }
    return sim_chars_part(world, self, start, end);
}

SIM_CHARS_METHOD(strip_method)
{
    (void) kwnames;
    return strip(world, "strip", self, args, nargs, true, true);
}

SIM_CHARS_METHOD(lstrip_method)
{
    (void) kwnames;
    return strip(world, "lstrip", self, args, nargs, true, false);
}

SIM_CHARS_METHOD(rstrip_method)
{
    (void) kwnames;
    return strip(world, "rstrip", self, args, nargs, false, true);
}
