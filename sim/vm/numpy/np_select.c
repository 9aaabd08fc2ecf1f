#include "sim/vm/numpy/np_select.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/model/error.h"
#include "sim/objects/tuple.h"
#include "sim/vm/numpy/np_coerce.h"
#include "sim/vm/numpy/np_ufunc.h"

SimObject *
sim_np_nonzero(SimWorld *world, SimNdarray *array)
{
    if (!sim_np_can_read(world, array)) {
        return NULL;
    }
    int ndim = MAX(array->ndim, 1);
    int64_t one = 1;
    const int64_t *shape = array->ndim == 0 ? &one : array->dims;
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(int64_t));
    SimNpWalk walk;
    sim_np_walk_start(&walk, ndim, shape);
    sim_np_walk_add(&walk, array);
    for (; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk)) {
        if (sim_np_is_true(sim_np_get(array, walk.offset[0]), array->kind)) {
            g_array_append_vals(found, walk.index, (guint) ndim);
        }
    }
    int64_t count = (int64_t) found->len / ndim;
    SimObject *items[SIM_NP_MAX_DIMS];
    for (int axis = 0; axis < ndim; axis++) {
        SimNdarray *places = sim_np_new(world, SIM_NP_INT64, 1, &count, NULL, sim_np_fill_zero());
        items[axis] = sim_np_object(places);
        if (places == NULL) {
            while (axis-- > 0) {
                sim_decref(world, items[axis]);
            }
            return NULL;
        }
        for (int64_t i = 0; i < count; i++) {
            int64_t place = g_array_index(found, int64_t, i * ndim + axis);
            sim_np_set(places, i * (int64_t) sizeof place, sim_np_integer(place));
        }
    }
    return sim_tuple_from_stolen(world, items, (size_t) ndim);
}

/* The shape all three fit into. */
static bool
common_shape(SimWorld *world, SimNdarray *const *arrays, int *ndim, int64_t *shape)
{
    *ndim = MAX(MAX(arrays[0]->ndim, arrays[1]->ndim), arrays[2]->ndim);
    for (int axis = 0; axis < *ndim; axis++) {
        shape[axis] = 1;
        for (int i = 0; i < 3; i++) {
            int own = axis - (*ndim - arrays[i]->ndim);
            int64_t length = own < 0 ? 1 : arrays[i]->dims[own];
            if (length != 1 && shape[axis] != 1 && shape[axis] != length) {
                g_autofree char *a = sim_np_shape_text(arrays[0]->ndim, arrays[0]->dims);
                g_autofree char *b = sim_np_shape_text(arrays[1]->ndim, arrays[1]->dims);
                g_autofree char *c = sim_np_shape_text(arrays[2]->ndim, arrays[2]->dims);
                sim_err_format(world, SIM_TYPE_ValueError,
                               "operands could not be broadcast together with shapes %s %s %s ", a,
                               b, c);
                return false;
            }
            shape[axis] = length == 1 ? shape[axis] : length;
        }
    }
    return true;
}

static SimNdarray *
choose(SimWorld *world, SimNdarray *const *arrays)
{
    int ndim;
    int64_t shape[SIM_NP_MAX_DIMS];
    int order[SIM_NP_MAX_DIMS];
    bool scalar_x = arrays[1]->ndim == 0 && arrays[2]->ndim > 0;
    bool scalar_y = arrays[2]->ndim == 0 && arrays[1]->ndim > 0;
    SimNpKind kind = sim_np_promote(arrays[1]->kind, arrays[2]->kind);
    if (scalar_x || scalar_y) {
        SimNdarray *scalar = arrays[scalar_x ? 1 : 2];
        kind = sim_np_promote_scalar(arrays[scalar_x ? 2 : 1]->kind, scalar->kind,
                                     sim_np_get(scalar, scalar->offset));
    }
    if (!common_shape(world, arrays, &ndim, shape)) {
        return NULL;
    }
    sim_np_keep_order(arrays, 3, ndim, order);
    SimNdarray *out = sim_np_new(world, kind, ndim, shape, order, sim_np_fill_zero());
    if (out == NULL || !sim_np_can_write(world, out)) {
        sim_xdecref(world, sim_np_object(out));
        return NULL;
    }
    SimNpWalk walk;
    sim_np_walk_start(&walk, ndim, shape);
    for (int i = 0; i < 3; i++) {
        sim_np_walk_add(&walk, arrays[i]);
    }
    sim_np_walk_add(&walk, out);
    for (; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk)) {
        bool first = sim_np_is_true(sim_np_get(arrays[0], walk.offset[0]), arrays[0]->kind);
        int from = first ? 1 : 2;
        SimNpValue value = sim_np_get(arrays[from], walk.offset[from]);
        sim_np_set(out, walk.offset[3], sim_np_convert(value, arrays[from]->kind, kind));
    }
    return out;
}

SimObject *
sim_np_where(SimWorld *world, SimObject *condition, SimObject *x, SimObject *y)
{
    SimObject *given[3] = {condition, x, y};
    SimNdarray *arrays[3] = {NULL, NULL, NULL};
    SimObject *result = NULL;
    bool ok = true;
    for (int i = 0; ok && i < 3; i++) {
        arrays[i] = sim_np_as_array(world, given[i]);
        ok = arrays[i] != NULL;
    }
    if (ok) {
        result = sim_np_object(choose(world, arrays));
    }
    for (int i = 0; i < 3; i++) {
        sim_xdecref(world, sim_np_object(arrays[i]));
    }
    return result;
}

/* An element and where it stood: the order of equal ones is kept. */
typedef struct {
    SimNpValue value;
    int64_t place;
    bool real;
    bool is_unsigned;
} Entry;

/* Not-a-numbers come last. */
static int
compare_entries(const void *left, const void *right)
{
    const Entry *a = left;
    const Entry *b = right;
    int order;
    if (a->real) {
        bool none_a = isnan(a->value.real);
        bool none_b = isnan(b->value.real);
        order = none_a || none_b
                    ? none_a - none_b
                    : (a->value.real > b->value.real) - (a->value.real < b->value.real);
    } else if (a->is_unsigned) {
        uint64_t x = (uint64_t) a->value.integer;
        uint64_t y = (uint64_t) b->value.integer;
        order = (x > y) - (x < y);
    } else {
        order = (a->value.integer > b->value.integer) - (a->value.integer < b->value.integer);
    }
    return order != 0 ? order : (a->place > b->place) - (a->place < b->place);
}

/* Sorts each line of @source along @axis into @target, of the same shape: the elements, or with
 * @places where they stood. */
static bool
sort_lines(SimWorld *world, SimNdarray *source, SimNdarray *target, int axis, bool places)
{
    if (!sim_np_can_read(world, source) || !sim_np_can_write(world, target)) {
        return false;
    }
    int64_t length = source->dims[axis];
    g_autofree Entry *entries = g_new(Entry, MAX(length, 1));
    int64_t shape[SIM_NP_MAX_DIMS];
    memcpy(shape, source->dims, (size_t) source->ndim * sizeof *shape);
    shape[axis] = length > 0 ? 1 : 0;
    SimNpWalk walk;
    sim_np_walk_start(&walk, source->ndim, shape);
    walk.operands = 2;
    walk.offset[0] = source->offset;
    walk.offset[1] = target->offset;
    for (int i = 0; i < source->ndim; i++) {
        walk.strides[0][i] = sim_np_strides(source)[i];
        walk.strides[1][i] = sim_np_strides(target)[i];
    }
    int64_t from = sim_np_strides(source)[axis];
    int64_t to = sim_np_strides(target)[axis];
    for (; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk)) {
        for (int64_t i = 0; i < length; i++) {
            entries[i] = (Entry){sim_np_get(source, walk.offset[0] + i * from), i,
                                 sim_np_is_real(source->kind), sim_np_is_unsigned(source->kind)};
        }
        qsort(entries, (size_t) length, sizeof *entries, compare_entries);
        for (int64_t i = 0; i < length; i++) {
            sim_np_set(target, walk.offset[1] + i * to,
                       places ? sim_np_integer(entries[i].place) : entries[i].value);
        }
    }
    return true;
}

int
sim_np_sort(SimWorld *world, SimNdarray *array, int axis)
{
    return sort_lines(world, array, array, axis, false) ? 0 : -1;
}

SimNdarray *
sim_np_argsort(SimWorld *world, SimNdarray *array, int axis)
{
    SimNdarray *places =
        sim_np_new(world, SIM_NP_INT64, array->ndim, array->dims, NULL, sim_np_fill_zero());
    if (places != NULL && !sort_lines(world, array, places, axis, true)) {
        sim_decref(world, &places->ob);
        return NULL;
    }
    return places;
}

/* How many elements come before @value. */
static int64_t
insertion_point(SimNdarray *sorted, SimNpValue value, bool right)
{
    int64_t low = 0;
    int64_t high = sim_np_size(sorted);
    int64_t stride = sim_np_strides(sorted)[0];
    Entry wanted = {value, 0, sim_np_is_real(sorted->kind), sim_np_is_unsigned(sorted->kind)};
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        Entry entry = {sim_np_get(sorted, sorted->offset + middle * stride), 0, wanted.real,
                       wanted.is_unsigned};
        int order = compare_entries(&entry, &wanted);
        if (order < 0 || (order == 0 && right)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static SimNdarray *
search(SimWorld *world, SimNdarray *sorted, SimNdarray *values, bool right)
{
    SimNdarray *out =
        sim_np_new(world, SIM_NP_INT64, values->ndim, values->dims, NULL, sim_np_fill_zero());
    if (out == NULL || !sim_np_can_write(world, out)) {
        sim_xdecref(world, sim_np_object(out));
        return NULL;
    }
    SimNpWalk walk;
    sim_np_walk_start(&walk, values->ndim, values->dims);
    sim_np_walk_add(&walk, values);
    sim_np_walk_add(&walk, out);
    for (; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk)) {
        SimNpValue value =
            sim_np_convert(sim_np_get(values, walk.offset[0]), values->kind, sorted->kind);
        sim_np_set(out, walk.offset[1], sim_np_integer(insertion_point(sorted, value, right)));
    }
    return out;
}

SimObject *
sim_np_searchsorted(SimWorld *world, SimNdarray *sorted, SimNdarray *values, bool right)
{
    if (sorted->ndim != 1) {
        return sim_err_format(world, SIM_TYPE_ValueError, "object too deep for desired array");
    }
    SimNpKind kind = sim_np_promote(sorted->kind, values->kind);
    SimNdarray *alike = kind == sorted->kind ? sim_np_cast(sim_newref(world, &sorted->ob))
                                             : sim_np_copy(world, sorted, kind, NULL);
    SimNdarray *result = alike == NULL ? NULL : search(world, alike, values, right);
    sim_xdecref(world, sim_np_object(alike));
    return sim_np_result(world, result);
}
