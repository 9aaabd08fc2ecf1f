#include "sim/vm/numpy/ndarray_shape.h"

#include <string.h>

#include "sim/model/error.h"

static bool
raise_no_reshape(SimWorld *world, const SimNdarray *array, int ndim, const int64_t *shape)
{
    g_autoptr(GString) text = g_string_new("(");
    for (int i = 0; i < ndim; i++) {
        g_string_append(text, i > 0 ? "," : "");
        if (shape[i] < 0) {
            g_string_append(text, "newaxis");
        } else {
            g_string_append_printf(text, "%" G_GINT64_FORMAT, shape[i]);
        }
    }
    g_string_append(text, ndim == 1 ? ",)" : ")");
    sim_err_format(world, SIM_TYPE_ValueError,
                   "cannot reshape array of size %" G_GINT64_FORMAT " into shape %s",
                   sim_np_size(array), text->str);
    return false;
}

bool
sim_np_complete_shape(SimWorld *world, const SimNdarray *array, int ndim, int64_t *shape)
{
    int unknown = -1;
    int64_t known = 1;
    bool fits = true;
    for (int i = 0; i < ndim; i++) {
        if (shape[i] >= 0) {
            fits = fits && (shape[i] == 0 || known <= INT64_MAX / shape[i]);
            known = fits ? known * shape[i] : known;
            continue;
        }
        if (unknown >= 0) {
            sim_err_format(world, SIM_TYPE_ValueError, "can only specify one unknown dimension");
            return false;
        }
        unknown = i;
    }
    int64_t size = sim_np_size(array);
    fits = fits && (unknown < 0 ? known == size : known != 0 && size % known == 0);
    if (!fits) {
        return raise_no_reshape(world, array, ndim, shape);
    }
    if (unknown >= 0) {
        shape[unknown] = size / known;
    }
    return true;
}

/* Groups of axes of both shapes with equally many elements; within a group the old axes must be
 * evenly spaced (_attempt_nocopy_reshape). */
bool
sim_np_try_strides(const SimNdarray *array, int ndim, const int64_t *shape, int64_t *strides)
{
    int64_t dims[SIM_NP_MAX_DIMS];
    int64_t steps[SIM_NP_MAX_DIMS];
    int count = 0;
    for (int i = 0; i < array->ndim; i++) {
        if (array->dims[i] != 1) {
            dims[count] = array->dims[i];
            steps[count++] = sim_np_strides(array)[i];
        }
    }
    int old = 0;
    int fresh = 0;
    while (fresh < ndim && old < count) {
        int old_end = old + 1;
        int fresh_end = fresh + 1;
        int64_t old_size = dims[old];
        int64_t fresh_size = shape[fresh];
        while (old_size != fresh_size) {
            if (fresh_size < old_size) {
                fresh_size *= shape[fresh_end++];
            } else {
                old_size *= dims[old_end++];
            }
        }
        for (int i = old; i < old_end - 1; i++) {
            if (steps[i] != dims[i + 1] * steps[i + 1]) {
                return false;
            }
        }
        int64_t step = steps[old_end - 1];
        for (int i = fresh_end - 1; i >= fresh; i--) {
            strides[i] = step;
            step *= shape[i];
        }
        old = old_end;
        fresh = fresh_end;
    }
    int64_t last = fresh > 0 ? strides[fresh - 1] : (int64_t) sim_np_item_size(array->kind);
    for (; fresh < ndim; fresh++) {
        strides[fresh] = last;
    }
    return true;
}

static void
c_strides(SimNpKind kind, int ndim, const int64_t *shape, int64_t *strides)
{
    int64_t size = 1;
    for (int i = 0; i < ndim; i++) {
        size *= shape[i];
    }
    int64_t stride = (int64_t) sim_np_item_size(kind);
    for (int i = ndim - 1; i >= 0; i--) {
        strides[i] = size == 0 ? 0 : stride;
        stride *= shape[i];
    }
}

static SimNdarray *
reshape_c(SimWorld *world, SimNdarray *array, int ndim, const int64_t *shape)
{
    int64_t strides[SIM_NP_MAX_DIMS];
    if (ndim == array->ndim && memcmp(shape, array->dims, (size_t) ndim * sizeof *shape) == 0) {
        return sim_np_view_same(world, array);
    }
    if (sim_np_is_c_contiguous(array)) {
        c_strides(array->kind, ndim, shape, strides);
        return sim_np_view(world, array, ndim, shape, strides, array->offset);
    }
    if (sim_np_try_strides(array, ndim, shape, strides)) {
        return sim_np_view(world, array, ndim, shape, strides, array->offset);
    }
    SimNdarray *copy = sim_np_copy(world, array, array->kind, NULL);
    if (copy == NULL) {
        return NULL;
    }
    c_strides(array->kind, ndim, shape, strides);
    SimNdarray *view = sim_np_view(world, copy, ndim, shape, strides, 0);
    sim_decref(world, &copy->ob);
    return view;
}

static void
reverse(int ndim, int64_t *shape)
{
    for (int i = 0; i < ndim / 2; i++) {
        int64_t first = shape[i];
        shape[i] = shape[ndim - 1 - i];
        shape[ndim - 1 - i] = first;
    }
}

/* Order F is order C of the transposed. */
static SimNdarray *
reshape_f(SimWorld *world, SimNdarray *array, int ndim, int64_t *shape)
{
    SimNdarray *turned = sim_np_transpose(world, array, NULL);
    if (turned == NULL) {
        return NULL;
    }
    reverse(ndim, shape);
    SimNdarray *flat = reshape_c(world, turned, ndim, shape);
    sim_decref(world, &turned->ob);
    SimNdarray *result = flat == NULL ? NULL : sim_np_transpose(world, flat, NULL);
    sim_xdecref(world, sim_np_object(flat));
    return result;
}

/* 'A' and 'K': the order the array is in. */
static bool
is_f_order(const SimNdarray *array, char order)
{
    bool own = sim_np_is_f_contiguous(array) && !sim_np_is_c_contiguous(array);
    return order == 'F' || ((order == 'A' || order == 'K') && own);
}

SimNdarray *
sim_np_reshape(SimWorld *world, SimNdarray *array, int ndim, int64_t *shape, char order)
{
    if (!sim_np_complete_shape(world, array, ndim, shape)) {
        return NULL;
    }
    return is_f_order(array, order) && (array->ndim > 1 || ndim > 1)
               ? reshape_f(world, array, ndim, shape)
               : reshape_c(world, array, ndim, shape);
}

SimNdarray *
sim_np_flatten(SimWorld *world, SimNdarray *array, char order)
{
    int64_t size = sim_np_size(array);
    SimNdarray *flat = sim_np_new(world, array->kind, 1, &size, NULL, sim_np_fill_zero());
    if (flat == NULL) {
        return NULL;
    }
    /* The elements go to the same places as in a copy of the array's shape. */
    SimNdarray shaped = *flat;
    int64_t dims[2 * SIM_NP_MAX_DIMS];
    bool f_order = is_f_order(array, order);
    shaped.dims = dims;
    shaped.ndim = array->ndim;
    memcpy(dims, array->dims, (size_t) array->ndim * sizeof *dims);
    c_strides(array->kind, array->ndim, dims, dims + array->ndim);
    if (f_order) {
        reverse(array->ndim, dims);
        c_strides(array->kind, array->ndim, dims, dims + array->ndim);
        reverse(array->ndim, dims);
        reverse(array->ndim, dims + array->ndim);
    }
    if (sim_np_assign(world, &shaped, array) < 0) {
        sim_decref(world, &flat->ob);
        return NULL;
    }
    return flat;
}

SimNdarray *
sim_np_ravel(SimWorld *world, SimNdarray *array, char order)
{
    bool f_order = is_f_order(array, order);
    bool in_place = f_order ? sim_np_is_f_contiguous(array) : sim_np_is_c_contiguous(array);
    if (!in_place) {
        return sim_np_flatten(world, array, order);
    }
    int64_t size = sim_np_size(array);
    int64_t stride = size == 0 ? 0 : (int64_t) sim_np_item_size(array->kind);
    return sim_np_view(world, array, 1, &size, &stride, array->offset);
}

SimNdarray *
sim_np_transpose(SimWorld *world, SimNdarray *array, const int *axes)
{
    int64_t shape[SIM_NP_MAX_DIMS];
    int64_t strides[SIM_NP_MAX_DIMS];
    for (int i = 0; i < array->ndim; i++) {
        int from = axes == NULL ? array->ndim - 1 - i : axes[i];
        shape[i] = array->dims[from];
        strides[i] = sim_np_strides(array)[from];
    }
    return sim_np_view(world, array, array->ndim, shape, strides, array->offset);
}
