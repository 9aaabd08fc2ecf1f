#include "sim/vm/numpy/ndarray_choice.h"

#include <math.h>
#include <string.h>

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/bytes.h"
#include "sim/objects/dict.h"
#include "sim/objects/int.h"
#include "sim/objects/slice.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/vm/numpy/ndarray_shape.h"
#include "sim/vm/numpy/ndarray_type.h"
#include "sim/vm/numpy/np_coerce.h"
#include "sim/vm/numpy/np_reduce.h"
#include "sim/vm/numpy/np_select.h"
#include "sim/vm/numpy/np_ufunc.h"

#define METHOD(name)                                                                               \
    SimObject *sim_np_method_##name(SimWorld *world, SimObject *self, SimObject *const *args,      \
                                    size_t nargs, SimObject *kwnames)

static bool
is_given(SimWorld *world, const SimObject *object)
{
    return object != NULL && object != SIM_NONE(world);
}

SimObject *
sim_np_call_module(SimWorld *world,
                   const char *name,
                   SimObject *self,
                   SimObject *const *args,
                   size_t nargs,
                   SimObject *kwnames)
{
    SimObject *module = sim_dict_get_c(world, world->modules, "numpy");
    SimObject *function = module == NULL ? NULL : sim_object_getattr_c(world, module, name);
    if (function == NULL) {
        return NULL;
    }
    size_t count = nargs + (kwnames == NULL ? 0 : sim_tuple_size(kwnames));
    g_autofree SimObject **all = g_new(SimObject *, count + 1);
    all[0] = self;
    for (size_t i = 0; i < count; i++) {
        all[i + 1] = args[i];
    }
    SimObject *result = sim_object_vectorcall(world, function, all, nargs + 1, kwnames);
    sim_decref(world, function);
    return result;
}

#define BY_MODULE(name, function)                                                                  \
    METHOD(name)                                                                                   \
    {                                                                                              \
        return sim_np_call_module(world, function, self, args, nargs, kwnames);                    \
    }

BY_MODULE(ptp, "ptp")
BY_MODULE(diagonal, "diagonal")
BY_MODULE(trace, "trace")
BY_MODULE(itemset, "_itemset")

METHOD(compress)
{
    if (nargs == 0) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "compress() missing required argument 'condition' (pos 1)");
    }
    SimObject *first = args[0];
    size_t count = nargs + (kwnames == NULL ? 0 : sim_tuple_size(kwnames));
    g_autofree SimObject **turned = g_memdup2(args, count * sizeof *args);
    turned[0] = self;
    return sim_np_call_module(world, "compress", first, turned, nargs, kwnames);
}

/* Without the axes of length 1. */
METHOD(squeeze)
{
    static const char *const names[] = {"axis", NULL};
    SimNdarray *array = sim_np_cast(self);
    SimObject *axis = NULL;
    bool dropped[SIM_NP_MAX_DIMS] = {false};
    if (!sim_arg_parse(world, "squeeze", names, 0, 1, args, nargs, kwnames, &axis)) {
        return NULL;
    }
    bool all = !is_given(world, axis);
    size_t count = all ? 0 : SIM_IS_TUPLE(axis) ? sim_tuple_size(axis) : 1;
    for (size_t i = 0; i < count; i++) {
        SimObject *item = SIM_IS_TUPLE(axis) ? sim_tuple_get(axis, i) : axis;
        int number = sim_np_axis_arg(world, item, array->ndim);
        if (number < 0) {
            return NULL;
        }
        if (array->dims[number] != 1) {
            return sim_err_format(world, SIM_TYPE_ValueError,
                                  "cannot select an axis to squeeze out which has size not equal "
                                  "to one");
        }
        dropped[number] = true;
    }
    int64_t shape[SIM_NP_MAX_DIMS];
    int64_t strides[SIM_NP_MAX_DIMS];
    int ndim = 0;
    for (int i = 0; i < array->ndim; i++) {
        if (all ? array->dims[i] != 1 : !dropped[i]) {
            shape[ndim] = array->dims[i];
            strides[ndim++] = sim_np_strides(array)[i];
        }
    }
    if (ndim == array->ndim) {
        return sim_newref(world, self);
    }
    return sim_np_object(sim_np_view(world, array, ndim, shape, strides, array->offset));
}

static int
named_axis(SimWorld *world, SimObject *object, int ndim, const char *name)
{
    int64_t number = sim_number_as_index(world, object, SIM_TYPE_OverflowError);
    if (number == -1 && sim_err_occurred(world) != NULL) {
        return -1;
    }
    if (number < -ndim || number >= ndim) {
        sim_np_raise_axis_of(world, number, ndim, name);
        return -1;
    }
    return (int) (number < 0 ? number + ndim : number);
}

METHOD(swapaxes)
{
    SimNdarray *array = sim_np_cast(self);
    if (!sim_arg_no_keywords(world, "swapaxes", kwnames) ||
        !sim_arg_count(world, "swapaxes", nargs, 2, 2)) {
        return NULL;
    }
    int first = named_axis(world, args[0], array->ndim, "axis1");
    int second = first < 0 ? -1 : named_axis(world, args[1], array->ndim, "axis2");
    if (second < 0) {
        return NULL;
    }
    int axes[SIM_NP_MAX_DIMS];
    for (int i = 0; i < array->ndim; i++) {
        axes[i] = i == first ? second : i == second ? first : i;
    }
    return sim_np_object(sim_np_transpose(world, array, axes));
}

METHOD(sort)
{
    static const char *const names[] = {"axis", "kind", "order", NULL};
    SimNdarray *array = sim_np_cast(self);
    SimObject *given[3] = {NULL};
    if (!sim_arg_parse(world, "sort", names, 0, 3, args, nargs, kwnames, given)) {
        return NULL;
    }
    int axis = array->ndim - 1;
    if (given[0] != NULL || array->ndim == 0) {
        SimObject *last = given[0] == NULL ? sim_int_new(world, -1) : sim_newref(world, given[0]);
        axis = last == NULL ? -1 : sim_np_axis_arg(world, last, array->ndim);
        sim_xdecref(world, last);
    }
    if (axis < 0) {
        return NULL;
    }
    if (array->read_only) {
        return sim_err_format(world, SIM_TYPE_ValueError, "sort array is read-only");
    }
    return sim_np_sort(world, array, axis) < 0 ? NULL : sim_newref(world, SIM_NONE(world));
}

METHOD(argsort)
{
    static const char *const names[] = {"axis", "kind", "order", NULL};
    SimNdarray *array = sim_np_cast(self);
    SimObject *given[3] = {NULL};
    if (!sim_arg_parse(world, "argsort", names, 0, 3, args, nargs, kwnames, given)) {
        return NULL;
    }
    if (given[0] == SIM_NONE(world)) {
        SimNdarray *flat = sim_np_ravel(world, array, 'C');
        SimNdarray *places = flat == NULL ? NULL : sim_np_argsort(world, flat, 0);
        sim_xdecref(world, sim_np_object(flat));
        return sim_np_object(places);
    }
    int axis = given[0] == NULL ? array->ndim - 1 : sim_np_axis_arg(world, given[0], array->ndim);
    if (axis < 0 && sim_err_occurred(world) == NULL) {
        sim_np_raise_axis(world, -1, 0);
    }
    return axis < 0 ? NULL : sim_np_object(sim_np_argsort(world, array, axis));
}

METHOD(searchsorted)
{
    static const char *const names[] = {"v", "side", "sorter", NULL};
    SimObject *given[3] = {NULL};
    if (!sim_arg_parse(world, "searchsorted", names, 1, 3, args, nargs, kwnames, given)) {
        return NULL;
    }
    const char *side = given[1] == NULL ? "left" : "";
    if (given[1] != NULL && SIM_IS_STR(given[1])) {
        side = sim_str_utf8(given[1], NULL);
    }
    if ((strcmp(side, "left") != 0 && strcmp(side, "right") != 0) || is_given(world, given[2])) {
        return sim_err_format(world, SIM_TYPE_ValueError,
                              "search side must be 'left' or 'right' (got '%s')", side);
    }
    SimNdarray *values = sim_np_as_array(world, given[0]);
    SimObject *result = values == NULL ? NULL
                                       : sim_np_searchsorted(world, sim_np_cast(self), values,
                                                             strcmp(side, "right") == 0);
    sim_xdecref(world, sim_np_object(values));
    return result;
}

METHOD(nonzero)
{
    (void) args;
    if (nargs > 0 || !sim_arg_no_keywords(world, "nonzero", kwnames)) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "function takes exactly 0 arguments (%zu given)", nargs);
    }
    return sim_np_nonzero(world, sim_np_cast(self));
}

/* a[:, ..., indices] */
static SimObject *
take_along(SimWorld *world, SimNdarray *array, SimObject *indices, int axis)
{
    SimObject *key[SIM_NP_MAX_DIMS];
    SimObject *places = sim_np_object(sim_np_as_array(world, indices));
    SimObject *all = sim_slice_new(world, SIM_NONE(world), SIM_NONE(world), SIM_NONE(world));
    SimObject *result = NULL;
    if (places != NULL && all != NULL) {
        for (int i = 0; i < axis; i++) {
            key[i] = all;
        }
        SimObject *number = sim_np_cast(places)->ndim == 0
                                ? sim_np_result(world, sim_np_cast(sim_newref(world, places)))
                                : sim_newref(world, places);
        key[axis] = number;
        SimObject *tuple = number == NULL ? NULL : sim_tuple_from(world, key, (size_t) axis + 1);
        result = tuple == NULL ? NULL : sim_np_subscript(world, &array->ob, tuple);
        sim_xdecref(world, tuple);
        sim_xdecref(world, number);
    }
    sim_xdecref(world, all);
    sim_xdecref(world, places);
    /* What a basic index gives is a view: take() copies. */
    if (result != NULL && SIM_IS_NDARRAY(world, result) && sim_np_cast(result)->base != NULL) {
        SimNdarray *view = sim_np_cast(result);
        result = sim_np_object(sim_np_copy(world, view, view->kind, NULL));
        sim_decref(world, &view->ob);
    }
    return result;
}

METHOD(take)
{
    static const char *const names[] = {"indices", "axis", "out", "mode", NULL};
    SimObject *given[4] = {NULL};
    SimNdarray *array = sim_np_cast(self);
    if (!sim_arg_parse(world, "take", names, 1, 2, args, nargs, kwnames, given)) {
        return NULL;
    }
    if (is_given(world, given[2]) || given[3] != NULL) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "take() does not model the arguments 'out' and 'mode'");
    }
    if (!is_given(world, given[1])) {
        SimNdarray *flat = sim_np_ravel(world, array, 'C');
        SimObject *result = flat == NULL ? NULL : take_along(world, flat, given[0], 0);
        sim_xdecref(world, sim_np_object(flat));
        return result;
    }
    int axis = sim_np_axis_arg(world, given[1], array->ndim);
    return axis < 0 ? NULL : take_along(world, array, given[0], axis);
}

/* Where the element at a flat index lies; -1 with IndexError. */
static int64_t
flat_offset(SimWorld *world, const SimNdarray *array, int64_t index)
{
    int64_t size = sim_np_size(array);
    if (index < -size || index >= size) {
        sim_err_format(world, SIM_TYPE_IndexError,
                       "index %" G_GINT64_FORMAT " is out of bounds for axis 0 with size "
                       "%" G_GINT64_FORMAT,
                       index, size);
        return -1;
    }
    index = index < 0 ? index + size : index;
    int64_t offset = array->offset;
    for (int i = array->ndim - 1; i >= 0; i--) {
        offset += index % array->dims[i] * sim_np_strides(array)[i];
        index /= array->dims[i];
    }
    return offset;
}

static int
put_values(SimWorld *world, SimNdarray *array, SimNdarray *places, SimNdarray *values)
{
    if (array->read_only) {
        sim_err_format(world, SIM_TYPE_ValueError, "put: output array is read-only");
        return -1;
    }
    if (!sim_np_can_write(world, array) || sim_np_size(values) == 0) {
        return sim_err_occurred(world) != NULL ? -1 : 0;
    }
    SimNpWalk walk;
    sim_np_walk_start(&walk, places->ndim, places->dims);
    sim_np_walk_add(&walk, places);
    for (int64_t i = 0; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk), i++) {
        int64_t to = flat_offset(world, array, sim_np_get(places, walk.offset[0]).integer);
        int64_t from = flat_offset(world, values, i % sim_np_size(values));
        if (to < 0) {
            return -1;
        }
        sim_np_set(array, to, sim_np_convert(sim_np_get(values, from), values->kind, array->kind));
    }
    return 0;
}

METHOD(put)
{
    static const char *const names[] = {"indices", "values", NULL};
    SimObject *given[2] = {NULL};
    if (!sim_arg_parse(world, "put", names, 2, 2, args, nargs, kwnames, given)) {
        return NULL;
    }
    SimNdarray *places = sim_np_from_object(world, given[0], SIM_NP_INT64);
    SimNdarray *values = places == NULL ? NULL : sim_np_as_array(world, given[1]);
    int status = values == NULL ? -1 : put_values(world, sim_np_cast(self), places, values);
    sim_xdecref(world, sim_np_object(values));
    sim_xdecref(world, sim_np_object(places));
    return status < 0 ? NULL : sim_newref(world, SIM_NONE(world));
}

/* The indices that repeat each of @length elements as often as @counts says. */
static SimNdarray *
repeated_places(SimWorld *world, SimNdarray *counts, int64_t length)
{
    bool same = sim_np_size(counts) == 1;
    int64_t total = 0;
    if (!same && (counts->ndim != 1 || counts->dims[0] != length)) {
        sim_err_format(world, SIM_TYPE_ValueError,
                       "operands could not be broadcast together with shape (%" G_GINT64_FORMAT
                       ",) (%" G_GINT64_FORMAT ",)",
                       length, sim_np_size(counts));
        return NULL;
    }
    for (int64_t i = 0; i < (same ? 1 : length); i++) {
        int64_t count = sim_np_get(counts, flat_offset(world, counts, i)).integer;
        if (count < 0) {
            sim_err_format(world, SIM_TYPE_ValueError,
                           same ? "negative dimensions are not allowed"
                                : "repeats may not contain negative values.");
            return NULL;
        }
        if (count > SIM_NP_MAX_WALK || total + count * (same ? length : 1) > SIM_NP_MAX_WALK) {
            sim_err_no_memory(world);
            return NULL;
        }
        total += count * (same ? length : 1);
    }
    SimNdarray *places = sim_np_new(world, SIM_NP_INT64, 1, &total, NULL, sim_np_fill_zero());
    int64_t at = 0;
    for (int64_t i = 0; places != NULL && i < length; i++) {
        int64_t count = sim_np_get(counts, flat_offset(world, counts, same ? 0 : i)).integer;
        for (int64_t k = 0; k < count; k++, at += (int64_t) sizeof i) {
            sim_np_set(places, at, sim_np_integer(i));
        }
    }
    return places;
}

METHOD(repeat)
{
    static const char *const names[] = {"repeats", "axis", NULL};
    SimObject *given[2] = {NULL};
    if (!sim_arg_parse(world, "repeat", names, 1, 2, args, nargs, kwnames, given)) {
        return NULL;
    }
    bool flat = !is_given(world, given[1]);
    SimNdarray *array =
        flat ? sim_np_ravel(world, sim_np_cast(self), 'C') : sim_np_cast(sim_newref(world, self));
    int axis = array == NULL ? -1 : flat ? 0 : sim_np_axis_arg(world, given[1], array->ndim);
    SimNdarray *counts = axis < 0 ? NULL : sim_np_from_object(world, given[0], SIM_NP_INT64);
    SimNdarray *places = counts == NULL ? NULL : repeated_places(world, counts, array->dims[axis]);
    SimObject *result = places == NULL ? NULL : take_along(world, array, &places->ob, axis);
    sim_xdecref(world, sim_np_object(places));
    sim_xdecref(world, sim_np_object(counts));
    sim_xdecref(world, sim_np_object(array));
    return result;
}

METHOD(clip)
{
    static const char *const names[] = {"min", "max", "out", NULL};
    SimObject *given[3] = {NULL};
    if (!sim_arg_parse(world, "clip", names, 0, 3, args, nargs, kwnames, given)) {
        return NULL;
    }
    bool low = is_given(world, given[0]);
    bool high = is_given(world, given[1]);
    SimNdarray *out =
        is_given(world, given[2]) && SIM_IS_NDARRAY(world, given[2]) ? sim_np_cast(given[2]) : NULL;
    if (!low && !high) {
        return sim_err_format(world, SIM_TYPE_ValueError, "One of max or min must be given");
    }
    SimObject *above =
        low ? sim_np_call_ufunc(world, SIM_NP_MAXIMUM, self, given[0], high ? NULL : out)
            : sim_newref(world, self);
    if (!high || above == NULL) {
        return above;
    }
    SimObject *result = sim_np_call_ufunc(world, SIM_NP_MINIMUM, above, given[1], out);
    sim_decref(world, above);
    return result;
}

/* Through a power of ten, half to even. */
static double
round_real(double value, int64_t digits)
{
    double scale = pow(10.0, (double) ABS(digits));
    return digits == 0  ? rint(value)
           : digits > 0 ? rint(value * scale) / scale
                        : rint(value / scale) * scale;
}

static int64_t
round_integer(int64_t value, int64_t digits)
{
    return digits >= 0 ? value : (int64_t) round_real((double) value, digits);
}

METHOD(round)
{
    static const char *const names[] = {"decimals", "out", NULL};
    SimObject *given[2] = {NULL};
    SimNdarray *array = sim_np_cast(self);
    if (!sim_arg_parse(world, "round", names, 0, 2, args, nargs, kwnames, given)) {
        return NULL;
    }
    int64_t digits =
        given[0] == NULL ? 0 : sim_number_as_index(world, given[0], SIM_TYPE_OverflowError);
    if (digits == -1 && sim_err_occurred(world) != NULL) {
        return NULL;
    }
    SimNdarray *result = sim_np_copy_keep(world, array, array->kind);
    if (result == NULL || !sim_np_can_write(world, result)) {
        sim_xdecref(world, sim_np_object(result));
        return NULL;
    }
    SimNpWalk walk;
    sim_np_walk_start(&walk, result->ndim, result->dims);
    sim_np_walk_add(&walk, result);
    for (; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk)) {
        SimNpValue value = sim_np_get(result, walk.offset[0]);
        sim_np_set(result, walk.offset[0],
                   sim_np_is_real(array->kind)
                       ? sim_np_real(round_real(value.real, digits))
                       : sim_np_integer(round_integer(value.integer, digits)));
    }
    if (is_given(world, given[1]) && SIM_IS_NDARRAY(world, given[1])) {
        int status = sim_np_assign(world, sim_np_cast(given[1]), result);
        sim_decref(world, &result->ob);
        return status < 0 ? NULL : sim_newref(world, given[1]);
    }
    return sim_np_result(world, result);
}

METHOD(tobytes)
{
    (void) args;
    SimNdarray *array = sim_np_cast(self);
    if (nargs > 0 || !sim_arg_no_keywords(world, "tobytes", kwnames)) {
        return sim_err_occurred(world) != NULL
                   ? NULL
                   : sim_err_format(world, SIM_TYPE_TypeError, "tobytes() takes no arguments here");
    }
    if (!sim_np_can_read(world, array)) {
        return NULL;
    }
    size_t width = sim_np_item_size(array->kind);
    size_t length = (size_t) sim_np_size(array) * width;
    g_autofree uint8_t *bytes = g_malloc0(MAX(length, 1));
    SimNpWalk walk;
    sim_np_walk_start(&walk, array->ndim, array->dims);
    sim_np_walk_add(&walk, array);
    for (size_t at = 0; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk), at += width) {
        sim_np_store(array->kind, bytes + at, sim_np_get(array, walk.offset[0]));
    }
    return sim_bytes_new(world, bytes, length);
}

METHOD(setflags)
{
    static const char *const names[] = {"write", "align", "uic", NULL};
    SimObject *given[3] = {NULL};
    if (!sim_arg_parse(world, "setflags", names, 0, 3, args, nargs, kwnames, given)) {
        return NULL;
    }
    SimObject *flags =
        is_given(world, given[0]) ? sim_object_getattr_c(world, self, "flags") : NULL;
    if (flags != NULL) {
        SimObject *name = sim_str_new(world, "writeable");
        int status = name == NULL ? -1 : sim_object_setattr(world, flags, name, given[0]);
        sim_xdecref(world, name);
        sim_decref(world, flags);
        return status < 0 ? NULL : sim_newref(world, SIM_NONE(world));
    }
    return sim_err_occurred(world) != NULL ? NULL : sim_newref(world, SIM_NONE(world));
}
