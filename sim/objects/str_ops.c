/* + += * [] in join(): strings made of strings. */
#include "sim/objects/str_private.h"

#include "sim/objects/abstract.h"
#include "sim/objects/chars.h"
#include "sim/objects/list.h"
#include "sim/objects/slice.h"
#include "sim/objects/tuple.h"

static SimObject *
too_large(SimWorld *world)
{
    return sim_err_format(world, SIM_TYPE_OverflowError, "strings are too large to concat");
}

SimObject *
sim_str_concat(SimWorld *world, SimObject *a, SimObject *b)
{
    if (a == world->empty_str) {
        return sim_str_unchanged(world, b);
    }
    if (b == world->empty_str) {
        return sim_str_unchanged(world, a);
    }
    const SimStr *left = sim_str_cast(a);
    const SimStr *right = sim_str_cast(b);
    if (left->length > INT64_MAX - right->length) {
        return too_large(world);
    }
    SimObject *result =
        sim_str_alloc(world, left->length + right->length, MAX(sim_str_bound(a), sim_str_bound(b)));
    if (result == NULL || sim_str_length(result) == 0) {
        return result;
    }
    sim_str_copy(sim_str_cast(result), 0, left, 0, left->length);
    sim_str_copy(sim_str_cast(result), left->length, right, 0, right->length);
    /* One character stays a string of its own here, as in PyUnicode_Concat. */
    return sim_str_finish_unshared(world, result);
}

SimObject *
sim_str_concat_slot(SimWorld *world, SimObject *a, SimObject *b)
{
    if (!SIM_IS_STR(b)) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "can only concatenate str (not \"%.200s\") to str", b->type->name);
    }
    return sim_str_concat(world, a, b);
}

/* unicode_modifiable: nobody else can tell that the string changes. */
static bool
is_modifiable(SimWorld *world, SimObject *object)
{
    return object->refcnt == 1 && sim_str_cast(object)->hash == -1 &&
           (object->flags & (SIM_OBJECT_INTERNED | SIM_OBJECT_STATIC)) == 0 &&
           SIM_IS_STR_EXACT(world, object);
}

/* Chars are stored right behind a header that is smaller for ASCII: an ASCII string cannot
 * take in others in place. */
static bool
can_append_in_place(SimWorld *world, SimObject *left, SimObject *right)
{
    const SimStr *a = sim_str_cast(left);
    const SimStr *b = sim_str_cast(right);
    return is_modifiable(world, left) && SIM_IS_STR_EXACT(world, right) && b->kind <= a->kind &&
           !(a->ascii && !b->ascii);
}

void
sim_str_append(SimWorld *world, SimObject **place, SimObject *right)
{
    SimObject *left = *place;
    if (left == world->empty_str) {
        *place = sim_newref(world, right);
        sim_decref(world, left);
        return;
    }
    if (right == world->empty_str) {
        return;
    }
    int64_t before = sim_str_length(left);
    int64_t added = sim_str_length(right);
    if (before <= INT64_MAX - added && can_append_in_place(world, left, right)) {
        if (sim_str_resize(world, place, before + added)) {
            sim_str_copy(sim_str_cast(*place), before, sim_str_cast(right), 0, added);
            *place = sim_str_finish_unshared(world, *place);
        }
        return;
    }
    *place = sim_str_concat(world, left, right);
    sim_decref(world, left);
}

SimObject *
sim_str_repeat(SimWorld *world, SimObject *self, int64_t count)
{
    const SimStr *str = sim_str_cast(self);
    if (count < 1 || str->length == 0) {
        return sim_newref(world, world->empty_str);
    }
    if (count == 1) {
        return sim_str_unchanged(world, self);
    }
    if (str->length > INT64_MAX / count) {
        return sim_err_format(world, SIM_TYPE_OverflowError, "repeated string is too long");
    }
    SimObject *result = sim_str_alloc(world, str->length * count, sim_str_bound(self));
    if (result == NULL) {
        return NULL;
    }
    SimStr *out = sim_str_cast(result);
    if (str->length == 1) {
        sim_str_fill(out, 0, count, sim_str_read(str, 0));
    } else {
        /* What is there already is copied: twice as much each time. */
        sim_str_copy(out, 0, str, 0, str->length);
        for (int64_t done = str->length; done < out->length;) {
            int64_t part = MIN(done, out->length - done);
            sim_str_copy(out, done, out, 0, part);
            done += part;
        }
    }
    return sim_str_finish(world, result);
}

SimObject *
sim_str_substring(SimWorld *world, SimObject *self, int64_t start, int64_t end)
{
    const SimStr *str = sim_str_cast(self);
    end = MIN(end, str->length);
    if (start == 0 && end == str->length) {
        return sim_str_unchanged(world, self);
    }
    if (start >= end) {
        return sim_newref(world, world->empty_str);
    }
    if (end - start == 1) {
        return sim_str_from_char(world, sim_str_read(str, start));
    }
    SimObject *result = sim_str_alloc(world, end - start, sim_str_max(str, start, end));
    if (result == NULL) {
        return NULL;
    }
    sim_str_copy(sim_str_cast(result), 0, str, start, end - start);
    return sim_str_finish(world, result);
}

SimObject *
sim_str_item(SimWorld *world, SimObject *self, int64_t index)
{
    const SimStr *str = sim_str_cast(self);
    if (index < 0 || index >= str->length) {
        return sim_err_format(world, SIM_TYPE_IndexError, "string index out of range");
    }
    return sim_str_from_char(world, sim_str_read(str, index));
}

static SimObject *
slice_of(SimWorld *world, SimObject *self, SimObject *slice)
{
    const SimStr *str = sim_str_cast(self);
    int64_t start;
    int64_t stop;
    int64_t step;
    int64_t count;
    if (!sim_slice_indices(world, slice, str->length, &start, &stop, &step, &count)) {
        return NULL;
    }
    if (count <= 0) {
        return sim_newref(world, world->empty_str);
    }
    if (step == 1) {
        return sim_str_substring(world, self, start, start + count);
    }
    uint32_t max = 0x7f;
    for (int64_t i = 0; i < count && !str->ascii; i++) {
        max = MAX(max, sim_str_read(str, start + i * step));
    }
    SimObject *result = sim_str_alloc(world, count, max);
    if (result == NULL) {
        return NULL;
    }
    for (int64_t i = 0; i < count; i++) {
        sim_str_write(sim_str_cast(result), i, sim_str_read(str, start + i * step));
    }
    return sim_str_finish(world, result);
}

SimObject *
sim_str_subscript(SimWorld *world, SimObject *self, SimObject *key)
{
    if (SIM_IS_SLICE(world, key)) {
        return slice_of(world, self, key);
    }
    if (!sim_object_is_index(key)) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "string indices must be integers, not '%.200s'", key->type->name);
    }
    int64_t index = sim_number_as_index(world, key, SIM_TYPE_IndexError);
    if (index == -1 && sim_err_occurred(world) != NULL) {
        return NULL;
    }
    return sim_str_item(world, self, index < 0 ? index + sim_str_length(self) : index);
}

int
sim_str_contains(SimWorld *world, SimObject *self, SimObject *item)
{
    if (!SIM_IS_STR(item)) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "'in <string>' requires string as left operand, not %.100s",
                       item->type->name);
        return -1;
    }
    SimChars text = sim_chars_of(self);
    SimChars needle = sim_chars_of(item);
    return sim_chars_find(&text, &needle, 0, text.length, false) >= 0;
}

/* Lengths and widths of what is joined. False with an exception. */
static bool
measure_items(SimWorld *world,
              const SimObject *separator,
              SimObject *const *items,
              size_t count,
              int64_t *length,
              uint32_t *max)
{
    *length = 0;
    *max = sim_str_bound(separator);
    int64_t gap = sim_str_length(separator);
    for (size_t i = 0; i < count; i++) {
        if (!SIM_IS_STR(items[i])) {
            sim_err_format(world, SIM_TYPE_TypeError,
                           "sequence item %zu: expected str instance, %.80s found", i,
                           items[i]->type->name);
            return false;
        }
        int64_t more = sim_str_length(items[i]);
        if (i > 0 && __builtin_add_overflow(more, gap, &more)) {
            more = INT64_MAX;
        }
        if (__builtin_add_overflow(*length, more, length)) {
            sim_err_format(world, SIM_TYPE_OverflowError,
                           "join() result is too long for a Python string");
            return false;
        }
        *max = MAX(*max, sim_str_bound(items[i]));
    }
    return true;
}

SimObject *
sim_str_join(SimWorld *world, SimObject *separator, SimObject *const *items, size_t count)
{
    if (count == 0) {
        return sim_newref(world, world->empty_str);
    }
    if (count == 1 && SIM_IS_STR_EXACT(world, items[0])) {
        return sim_newref(world, items[0]);
    }
    if (separator == NULL) {
        separator = world->empty_str;
    }
    int64_t length;
    uint32_t max;
    if (!measure_items(world, separator, items, count, &length, &max)) {
        return NULL;
    }
    SimObject *result = sim_str_alloc(world, length, max);
    if (result == NULL || length == 0) {
        return result;
    }
    SimStr *out = sim_str_cast(result);
    int64_t at = 0;
    for (size_t i = 0; i < count; i++) {
        if (i > 0) {
            sim_str_copy(out, at, sim_str_cast(separator), 0, sim_str_length(separator));
            at += sim_str_length(separator);
        }
        sim_str_copy(out, at, sim_str_cast(items[i]), 0, sim_str_length(items[i]));
        at += sim_str_length(items[i]);
    }
    return sim_str_finish_unshared(world, result);
}

SIM_STR_METHOD(method_join)
{
    (void) nargs;
    (void) kwnames;
    SimObject *sequence = sim_sequence_fast(world, args[0], "can only join an iterable");
    if (sequence == NULL) {
        return NULL;
    }
    SimObject *const *items = SIM_IS_LIST(sequence) ? ((SimList *) (void *) sequence)->items
                                                    : ((SimTuple *) (void *) sequence)->items;
    size_t count = SIM_IS_LIST(sequence) ? sim_list_size(sequence) : sim_tuple_size(sequence);
    SimObject *result = sim_str_join(world, self, items, count);
    sim_decref(world, sequence);
    return result;
}
