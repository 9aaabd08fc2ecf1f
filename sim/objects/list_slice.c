#include <string.h>

#include "sim/objects/list_private.h"
#include "sim/objects/slice.h"

enum {
    POINTER_SIZE = 8
};

bool
sim_list_index_arg(SimWorld *world, SimObject *object, int64_t *out)
{
    SimObject *index = sim_number_index(world, object);
    if (index == NULL) {
        return false;
    }
    bool fits = sim_int_get(index, out);
    if (!fits) {
        sim_err_format(world, SIM_TYPE_OverflowError,
                       "Python int too large to convert to C ssize_t");
    }
    sim_decref(world, index);
    return fits;
}

SimObject *
sim_list_item(SimWorld *world, SimObject *object, int64_t index)
{
    const SimList *list = SIM_LIST(object);
    if (index < 0 || index >= list->length) {
        return sim_err_format(world, SIM_TYPE_IndexError, "list index out of range");
    }
    return sim_newref(world, list->items[index]);
}

int
sim_list_assign_item(SimWorld *world, SimObject *object, int64_t index, SimObject *value)
{
    SimList *list = SIM_LIST(object);
    if (index < 0 || index >= list->length) {
        sim_err_format(world, SIM_TYPE_IndexError, "list assignment index out of range");
        return -1;
    }
    if (value == NULL) {
        return sim_list_assign_slice(world, object, index, index + 1, NULL);
    }
    SimObject *old = list->items[index];
    list->items[index] = sim_newref(world, value);
    sim_splice_one(world, object, (size_t) index, 1, value);
    sim_decref(world, old);
    return 0;
}

static SimObject *
extended_slice(SimWorld *world, const SimList *list, int64_t start, int64_t step, int64_t count)
{
    SimObject *result = sim_list_new_room(world, (size_t) count);
    if (result == NULL) {
        return NULL;
    }
    SimList *slice = SIM_LIST(result);
    for (int64_t i = 0; i < count; i++) {
        slice->items[i] = sim_newref(world, list->items[start + i * step]);
    }
    slice->length = count;
    if (G_UNLIKELY(world->trace != NULL)) {
        sim_splice_items(world, result, 0, 0, slice->items, (size_t) count);
    }
    return result;
}

static bool
key_as_index(SimWorld *world, SimObject *list, SimObject *key, int64_t *index)
{
    const SimInt *number = (const SimInt *) (const void *) key;
    if (SIM_IS_INT_EXACT(world, key) && number->big == NULL) {
        *index = number->value;
    } else {
        *index = sim_number_as_index(world, key, SIM_TYPE_IndexError);
        if (*index == -1 && sim_err_occurred(world) != NULL) {
            return false;
        }
    }
    if (*index < 0) {
        *index += SIM_LIST(list)->length;
    }
    return true;
}

static void
wrong_index(SimWorld *world, const SimObject *key)
{
    sim_err_format(world, SIM_TYPE_TypeError, "list indices must be integers or slices, not %.200s",
                   key->type->name);
}

SimObject *
sim_list_subscript(SimWorld *world, SimObject *object, SimObject *key)
{
    int64_t start, stop, step, count;
    if (sim_object_is_index(key)) {
        return key_as_index(world, object, key, &start) ? sim_list_item(world, object, start)
                                                        : NULL;
    }
    if (!SIM_IS_SLICE(world, key)) {
        wrong_index(world, key);
        return NULL;
    }
    if (!sim_slice_unpack(world, key, &start, &stop, &step)) {
        return NULL;
    }
    count = sim_slice_adjust(SIM_LIST(object)->length, &start, &stop, step);
    if (count <= 0) {
        return sim_list_new(world, 0);
    }
    return step == 1 ? sim_list_slice(world, object, start, stop)
                     : extended_slice(world, SIM_LIST(object), start, step, count);
}

static SimObject **
scratch_new(SimWorld *world, int64_t count, SimAddr *addr)
{
    *addr = sim_buffer_alloc(world, NULL, SIM_LABEL_ITEMS, SIM_DOMAIN_MEM,
                             (size_t) count * POINTER_SIZE);
    return *addr == 0 ? NULL : g_new(SimObject *, (size_t) count);
}

/* The removed items go when the list is whole again. */
static void
scratch_drop(SimWorld *world, SimObject **items, int64_t count, SimAddr addr)
{
    for (int64_t i = 0; i < count; i++) {
        sim_decref(world, items[i]);
    }
    sim_buffer_free(world, NULL, SIM_LABEL_ITEMS, SIM_DOMAIN_MEM, addr);
    g_free(items);
}

static int
delete_extended(SimWorld *world, SimList *list, int64_t start, int64_t step, int64_t count)
{
    if (count <= 0) {
        return 0;
    }
    if (step < 0) {
        start += step * (count - 1);
        step = -step;
    }
    SimAddr addr;
    SimObject **garbage = scratch_new(world, count, &addr);
    if (garbage == NULL) {
        return -1;
    }
    size_t length = (size_t) list->length;
    int64_t to = start;
    int64_t taken = 0;
    for (int64_t from = start; from < list->length; from++) {
        if (taken < count && from == start + taken * step) {
            garbage[taken++] = list->items[from];
        } else {
            list->items[to++] = list->items[from];
        }
    }
    list->length -= count;
    if (G_UNLIKELY(world->trace != NULL)) {
        sim_splice_items(world, &list->ob, 0, length, list->items, (size_t) list->length);
    }
    int result = sim_list_resize(world, list, list->length);
    scratch_drop(world, garbage, count, addr);
    return result;
}

static int
assign_extended(
    SimWorld *world, SimList *list, SimObject *value, int64_t start, int64_t step, int64_t count)
{
    SimObject *source =
        value == &list->ob
            ? sim_list_slice(world, value, 0, list->length)
            : sim_sequence_fast(world, value, "must assign iterable to extended slice");
    if (source == NULL) {
        return -1;
    }
    size_t given;
    SimObject *const *items = sim_sequence_items(source, &given);
    SimAddr addr;
    SimObject **garbage = NULL;
    if ((int64_t) given != count) {
        sim_err_format(
            world, SIM_TYPE_ValueError,
            "attempt to assign sequence of size %zu to extended slice of size %" G_GINT64_FORMAT,
            given, count);
    } else if (count > 0) {
        garbage = scratch_new(world, count, &addr);
    }
    if (garbage == NULL) {
        sim_decref(world, source);
        return sim_err_occurred(world) != NULL ? -1 : 0;
    }
    for (int64_t i = 0; i < count; i++) {
        int64_t at = start + i * step;
        garbage[i] = list->items[at];
        list->items[at] = sim_newref(world, items[i]);
        sim_splice_one(world, &list->ob, (size_t) at, 1, items[i]);
    }
    scratch_drop(world, garbage, count, addr);
    sim_decref(world, source);
    return 0;
}

int
sim_list_assign_subscript(SimWorld *world, SimObject *object, SimObject *key, SimObject *value)
{
    int64_t start, stop, step;
    SimList *list = SIM_LIST(object);
    if (sim_object_is_index(key)) {
        return key_as_index(world, object, key, &start)
                   ? sim_list_assign_item(world, object, start, value)
                   : -1;
    }
    if (!SIM_IS_SLICE(world, key)) {
        wrong_index(world, key);
        return -1;
    }
    if (!sim_slice_unpack(world, key, &start, &stop, &step)) {
        return -1;
    }
    int64_t count = sim_slice_adjust(list->length, &start, &stop, step);
    if (step == 1) {
        return sim_list_assign_slice(world, object, start, MAX(start, stop), value);
    }
    return value == NULL ? delete_extended(world, list, start, step, count)
                         : assign_extended(world, list, value, start, step, count);
}
