/* split, splitlines, partition and strip: pieces of a string. */
#include "sim/objects/abstract.h"
#include "sim/objects/list_private.h"
#include "sim/objects/str_private.h"
#include "sim/objects/tuple.h"

/* Places that a list of pieces starts with (PREALLOC_SIZE, Objects/stringlib/split.h). */
enum {
    MOST_ROOM = 12
};

static bool
add_piece(SimWorld *world, SimObject *pieces, SimObject *self, int64_t start, int64_t end)
{
    SimObject *piece = sim_str_substring(world, self, start, end);
    return piece != NULL && sim_list_append_stolen(world, pieces, piece) == 0;
}

static bool
split_spaces(SimWorld *world, SimObject *pieces, SimObject *self, int64_t most)
{
    const SimStr *str = sim_str_cast(self);
    int64_t at = 0;
    for (;;) {
        while (at < str->length && sim_char_is_space(sim_str_read(str, at))) {
            at++;
        }
        if (at == str->length) {
            return true;
        }
        int64_t start = at;
        if (most-- <= 0) {
            return add_piece(world, pieces, self, start, str->length);
        }
        while (at < str->length && !sim_char_is_space(sim_str_read(str, at))) {
            at++;
        }
        if (!add_piece(world, pieces, self, start, at)) {
            return false;
        }
    }
}

static bool
split_spaces_right(SimWorld *world, SimObject *pieces, SimObject *self, int64_t most)
{
    const SimStr *str = sim_str_cast(self);
    int64_t at = str->length;
    for (;;) {
        while (at > 0 && sim_char_is_space(sim_str_read(str, at - 1))) {
            at--;
        }
        if (at == 0) {
            return true;
        }
        int64_t end = at;
        if (most-- <= 0) {
            return add_piece(world, pieces, self, 0, end);
        }
        while (at > 0 && !sim_char_is_space(sim_str_read(str, at - 1))) {
            at--;
        }
        if (!add_piece(world, pieces, self, at, end)) {
            return false;
        }
    }
}

static bool
split_at(SimWorld *world, SimObject *pieces, SimObject *self, SimObject *separator, int64_t most)
{
    int64_t length = sim_str_length(self);
    int64_t start = 0;
    for (; most > 0; most--) {
        int64_t at = sim_str_find_in(self, separator, start, length, false);
        if (at < 0) {
            break;
        }
        if (!add_piece(world, pieces, self, start, at)) {
            return false;
        }
        start = at + sim_str_length(separator);
    }
    return add_piece(world, pieces, self, start, length);
}

static bool
split_at_right(
    SimWorld *world, SimObject *pieces, SimObject *self, SimObject *separator, int64_t most)
{
    int64_t end = sim_str_length(self);
    for (; most > 0; most--) {
        int64_t at = sim_str_find_in(self, separator, 0, end, true);
        if (at < 0) {
            break;
        }
        if (!add_piece(world, pieces, self, at + sim_str_length(separator), end)) {
            return false;
        }
        end = at;
    }
    return add_piece(world, pieces, self, 0, end);
}

/* sep=None, maxsplit=-1 */
static SimObject *
split(SimWorld *world,
      const char *name,
      SimObject *self,
      SimObject *const *args,
      size_t nargs,
      SimObject *kwnames,
      bool from_right)
{
    static const char *const names[] = {"sep", "maxsplit", NULL};
    SimObject *out[2] = {NULL, NULL};
    if (!sim_arg_parse(world, name, names, 0, 2, args, nargs, kwnames, out)) {
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
    if (!spaces && !SIM_IS_STR(out[0])) {
        return sim_err_format(world, SIM_TYPE_TypeError, "must be str or None, not %.100s",
                              out[0]->type->name);
    }
    if (!spaces && sim_str_length(out[0]) == 0) {
        return sim_err_format(world, SIM_TYPE_ValueError, "empty separator");
    }
    SimObject *pieces = sim_list_new_room(world, (size_t) MIN(most, MOST_ROOM - 1) + 1);
    if (pieces == NULL) {
        return NULL;
    }
    bool done;
    if (from_right) {
        done = spaces ? split_spaces_right(world, pieces, self, most)
                      : split_at_right(world, pieces, self, out[0], most);
    } else {
        done = spaces ? split_spaces(world, pieces, self, most)
                      : split_at(world, pieces, self, out[0], most);
    }
    if (!done || (from_right && sim_list_reverse(world, pieces) < 0)) {
        sim_decref(world, pieces);
        return NULL;
    }
    return pieces;
}

SIM_STR_METHOD(method_split)
{
    return split(world, "split", self, args, nargs, kwnames, false);
}

SIM_STR_METHOD(method_rsplit)
{
    return split(world, "rsplit", self, args, nargs, kwnames, true);
}

SIM_STR_METHOD(method_splitlines)
{
    static const char *const names[] = {"keepends", NULL};
    SimObject *out[1] = {NULL};
    if (!sim_arg_parse(world, "splitlines", names, 0, 1, args, nargs, kwnames, out)) {
        return NULL;
    }
    int64_t keep = 0;
    if (out[0] != NULL) {
        keep = sim_number_as_index(world, out[0], SIM_TYPE_OverflowError);
        if (keep == -1 && sim_err_occurred(world) != NULL) {
            return NULL;
        }
    }
    SimObject *list = sim_list_new(world, 0);
    const SimStr *str = sim_str_cast(self);
    for (int64_t start = 0; list != NULL && start < str->length;) {
        int64_t end = start;
        while (end < str->length && !sim_char_is_line_break(sim_str_read(str, end))) {
            end++;
        }
        int64_t next = MIN(end + 1, str->length);
        if (next < str->length && sim_str_read(str, end) == '\r' &&
            sim_str_read(str, next) == '\n') {
            next++;
        }
        SimObject *line = sim_str_substring(world, self, start, keep != 0 ? next : end);
        if (line == NULL || sim_list_append_stolen(world, list, line) < 0) {
            SIM_CLEAR(world, list);
        }
        start = next;
    }
    return list;
}

static SimObject *
partition(SimWorld *world, SimObject *self, SimObject *separator, bool from_right)
{
    if (!SIM_IS_STR(separator)) {
        return sim_err_format(world, SIM_TYPE_TypeError, "must be str, not %.100s",
                              separator->type->name);
    }
    int64_t width = sim_str_length(separator);
    int64_t length = sim_str_length(self);
    if (width == 0) {
        return sim_err_format(world, SIM_TYPE_ValueError, "empty separator");
    }
    int64_t at = sim_str_find_in(self, separator, 0, length, from_right);
    SimObject *parts[3];
    if (at < 0) {
        SimObject *whole = sim_str_unchanged(world, self);
        for (int i = 0; i < 3; i++) {
            bool holds_all = i == (from_right ? 2 : 0);
            parts[i] = holds_all ? whole : sim_newref(world, world->empty_str);
        }
    } else {
        parts[0] = sim_str_substring(world, self, 0, at);
        parts[1] = sim_newref(world, separator);
        parts[2] = sim_str_substring(world, self, at + width, length);
    }
    for (int i = 0; i < 3; i++) {
        if (parts[i] == NULL) {
            for (int j = 0; j < 3; j++) {
                sim_xdecref(world, parts[j]);
            }
            return NULL;
        }
    }
    return sim_tuple_from_stolen(world, parts, 3);
}

SIM_STR_METHOD(method_partition)
{
    (void) nargs;
    (void) kwnames;
    return partition(world, self, args[0], false);
}

SIM_STR_METHOD(method_rpartition)
{
    (void) nargs;
    (void) kwnames;
    return partition(world, self, args[0], true);
}

/* Whether strip() takes the character away; @set NULL: white space. */
static bool
is_stripped(const SimStr *set, uint32_t c)
{
    if (set == NULL) {
        return sim_char_is_space(c);
    }
    for (int64_t i = 0; i < set->length; i++) {
        if (sim_str_read(set, i) == c) {
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
    const SimStr *set = NULL;
    if (nargs > 0 && args[0] != SIM_NONE(world)) {
        if (!SIM_IS_STR(args[0])) {
            return sim_err_format(world, SIM_TYPE_TypeError, "%s arg must be None or str", name);
        }
        set = sim_str_cast(args[0]);
    }
    const SimStr *str = sim_str_cast(self);
    int64_t start = 0;
    int64_t end = str->length;
    while (left && start < end && is_stripped(set, sim_str_read(str, start))) {
        start++;
    }
    while (right && end > start && is_stripped(set, sim_str_read(str, end - 1))) {
        end--;
    }
    return sim_str_substring(world, self, start, end);
}

SIM_STR_METHOD(method_strip)
{
    (void) kwnames;
    return strip(world, "strip", self, args, nargs, true, true);
}

SIM_STR_METHOD(method_lstrip)
{
    (void) kwnames;
    return strip(world, "lstrip", self, args, nargs, true, false);
}

SIM_STR_METHOD(method_rstrip)
{
    (void) kwnames;
    return strip(world, "rstrip", self, args, nargs, false, true);
}
