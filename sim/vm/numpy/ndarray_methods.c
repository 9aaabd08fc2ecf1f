#include <string.h>

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/int.h"
#include "sim/objects/list.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/vm/numpy/ndarray_choice.h"
#include "sim/vm/numpy/ndarray_shape.h"
#include "sim/vm/numpy/ndarray_type.h"
#include "sim/vm/numpy/np_coerce.h"
#include "sim/vm/numpy/np_reduce.h"
#include "sim/vm/numpy/np_ufunc.h"

#define ARGUMENTS                                                                                  \
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames

/* The one keyword @name takes; numbers may be given one by one or as a tuple before it. False
 * with TypeError. */
static bool
keyword_only(SimWorld *world,
             const char *function,
             const char *name,
             SimObject *const *args,
             size_t nargs,
             SimObject *kwnames,
             SimObject **out)
{
    *out = NULL;
    for (size_t i = 0; kwnames != NULL && i < sim_tuple_size(kwnames); i++) {
        SimObject *keyword = sim_tuple_get(kwnames, i);
        if (!sim_str_equal_c(keyword, name)) {
            sim_err_format(world, SIM_TYPE_TypeError,
                           "'%s' is an invalid keyword argument for %s()",
                           sim_str_utf8(keyword, NULL), function);
            return false;
        }
        *out = args[nargs + i];
    }
    return true;
}

/* reshape(2, 3) or reshape((2, 3)). */
static bool
shape_args(SimWorld *world, SimObject *const *args, size_t nargs, int *ndim, int64_t *shape)
{
    if (nargs == 1) {
        return sim_np_shape_arg(world, args[0], ndim, shape);
    }
    SimObject *tuple = sim_tuple_from(world, args, nargs);
    bool ok = tuple != NULL && sim_np_shape_arg(world, tuple, ndim, shape);
    sim_xdecref(world, tuple);
    return ok;
}

static SimObject *
reshape(ARGUMENTS)
{
    SimObject *order_arg;
    char order;
    int ndim;
    int64_t shape[SIM_NP_MAX_DIMS];
    if (!keyword_only(world, "reshape", "order", args, nargs, kwnames, &order_arg) ||
        !sim_np_order_arg(world, order_arg, 'C', &order)) {
        return NULL;
    }
    if (nargs == 0) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "reshape() takes exactly 1 argument (0 given)");
    }
    if (!shape_args(world, args, nargs, &ndim, shape)) {
        return NULL;
    }
    return sim_np_object(sim_np_reshape(world, sim_np_cast(self), ndim, shape, order));
}

static bool
order_only(SimWorld *world,
           const char *function,
           char otherwise,
           SimObject *const *args,
           size_t nargs,
           SimObject *kwnames,
           char *order)
{
    static const char *const names[] = {"order", NULL};
    SimObject *argument = NULL;
    return sim_arg_parse(world, function, names, 0, 1, args, nargs, kwnames, &argument) &&
           sim_np_order_arg(world, argument, otherwise, order);
}

static SimObject *
ravel(ARGUMENTS)
{
    char order;
    return order_only(world, "ravel", 'C', args, nargs, kwnames, &order)
               ? sim_np_object(sim_np_ravel(world, sim_np_cast(self), order))
               : NULL;
}

static SimObject *
flatten(ARGUMENTS)
{
    char order;
    return order_only(world, "flatten", 'C', args, nargs, kwnames, &order)
               ? sim_np_object(sim_np_flatten(world, sim_np_cast(self), order))
               : NULL;
}

static SimObject *
transpose(ARGUMENTS)
{
    SimNdarray *array = sim_np_cast(self);
    int count;
    int64_t wanted[SIM_NP_MAX_DIMS];
    int axes[SIM_NP_MAX_DIMS];
    bool seen[SIM_NP_MAX_DIMS] = {false};
    if (!sim_arg_no_keywords(world, "transpose", kwnames)) {
        return NULL;
    }
    if (nargs == 0 || (nargs == 1 && args[0] == SIM_NONE(world))) {
        return sim_np_object(sim_np_transpose(world, array, NULL));
    }
    if (!shape_args(world, args, nargs, &count, wanted)) {
        return NULL;
    }
    if (count != array->ndim) {
        return sim_err_format(world, SIM_TYPE_ValueError, "axes don't match array");
    }
    for (int i = 0; i < count; i++) {
        if (wanted[i] < -count || wanted[i] >= count) {
            return sim_err_format(world, SIM_TYPE_ValueError,
                                  "axis %" G_GINT64_FORMAT
                                  " is out of bounds for array of dimension %d",
                                  wanted[i], count);
        }
        axes[i] = (int) (wanted[i] < 0 ? wanted[i] + count : wanted[i]);
        if (seen[axes[i]]) {
            return sim_err_format(world, SIM_TYPE_ValueError, "repeated axis in transpose");
        }
        seen[axes[i]] = true;
    }
    return sim_np_object(sim_np_transpose(world, array, axes));
}

static SimNdarray *
copy_in_order(SimWorld *world, SimNdarray *array, SimNpKind kind, char order)
{
    int room[SIM_NP_MAX_DIMS];
    bool f_order = order == 'A' && sim_np_is_f_contiguous(array) && !sim_np_is_c_contiguous(array);
    if (order == 'K') {
        return sim_np_copy_keep(world, array, kind);
    }
    return sim_np_copy(world, array, kind,
                       sim_np_axes_of(f_order ? 'F' : order, array->ndim, room));
}

static SimObject *
copy(ARGUMENTS)
{
    char order;
    if (!order_only(world, "copy", 'C', args, nargs, kwnames, &order)) {
        return NULL;
    }
    SimNdarray *array = sim_np_cast(self);
    return sim_np_object(copy_in_order(world, array, array->kind, order));
}

static SimObject *
copy_protocol(ARGUMENTS)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    SimNdarray *array = sim_np_cast(self);
    return sim_np_object(sim_np_copy_keep(world, array, array->kind));
}

static SimObject *
astype(ARGUMENTS)
{
    static const char *const names[] = {"dtype", "order", "casting", "subok", "copy", NULL};
    SimNdarray *array = sim_np_cast(self);
    SimObject *out[5];
    SimNpKind kind;
    char order;
    if (!sim_arg_parse(world, "astype", names, 1, 5, args, nargs, kwnames, out) ||
        !sim_np_kind_arg(world, out[0], SIM_NP_FLOAT64, &kind) ||
        !sim_np_order_arg(world, out[1], 'K', &order)) {
        return NULL;
    }
    int fresh = out[4] == NULL ? 1 : sim_object_is_true(world, out[4]);
    if (fresh < 0) {
        return NULL;
    }
    if (!fresh && kind == array->kind && order == 'K') {
        return sim_newref(world, self);
    }
    return sim_np_object(copy_in_order(world, array, kind, order));
}

/* The same bytes as another kind: the last axis takes the change of width. */
static SimObject *
view_as(SimWorld *world, SimNdarray *array, SimNpKind kind)
{
    int64_t old = (int64_t) sim_np_item_size(array->kind);
    int64_t width = (int64_t) sim_np_item_size(kind);
    int last = array->ndim - 1;
    if (old != width && last < 0) {
        return sim_err_format(world, SIM_TYPE_ValueError,
                              "Changing the dtype of a 0d array is only supported if the itemsize "
                              "is unchanged");
    }
    if (old != width && sim_np_strides(array)[last] != old && array->dims[last] > 1) {
        return sim_err_format(world, SIM_TYPE_ValueError,
                              "To change to a dtype of a different size, the last axis must be "
                              "contiguous");
    }
    if (old != width && (array->dims[last] * old) % width != 0) {
        return sim_err_format(world, SIM_TYPE_ValueError,
                              "When changing to a larger dtype, its size must be a divisor of the "
                              "total size in bytes of the last axis of the array.");
    }
    SimNdarray *view = sim_np_view_same(world, array);
    if (view == NULL) {
        return NULL;
    }
    view->kind = kind;
    if (old != width) {
        view->dims[last] = view->dims[last] * old / width;
        sim_np_strides(view)[last] = width;
    }
    return &view->ob;
}

static SimObject *
view(ARGUMENTS)
{
    static const char *const names[] = {"dtype", NULL};
    SimNdarray *array = sim_np_cast(self);
    SimObject *dtype = NULL;
    SimNpKind kind;
    if (!sim_arg_parse(world, "view", names, 0, 1, args, nargs, kwnames, &dtype) ||
        !sim_np_kind_arg(world, dtype, array->kind, &kind)) {
        return NULL;
    }
    return view_as(world, array, kind);
}

/* The keywords a reduction knows, in their order. */
typedef enum {
    OF_NUMBERS, /* axis, dtype, out, keepdims, initial */
    OF_SPREAD,  /* axis, dtype, out, ddof, keepdims */
    OF_ORDER    /* axis, out, keepdims, initial */
} ReductionForm;

static bool
out_arg(SimWorld *world, SimObject *object, SimNdarray **out)
{
    *out = NULL;
    if (object == NULL || object == SIM_NONE(world)) {
        return true;
    }
    if (!SIM_IS_NDARRAY(world, object)) {
        sim_err_format(world, SIM_TYPE_TypeError, "output must be an array");
        return false;
    }
    *out = sim_np_cast(object);
    return true;
}

static bool
integer_arg(SimWorld *world, SimObject *object, int64_t otherwise, int64_t *out)
{
    *out = object == NULL ? otherwise : sim_number_as_index(world, object, SIM_TYPE_OverflowError);
    return *out != -1 || sim_err_occurred(world) == NULL;
}

static SimObject *
reduce_args(SimWorld *world,
            const char *function,
            SimNpReduction what,
            ReductionForm form,
            SimNdarray *array,
            SimObject *const *args,
            size_t nargs,
            SimObject *kwnames)
{
    static const char *const names[][6] = {
        {"axis", "dtype", "out", "keepdims", "initial", NULL},
        {"axis", "dtype", "out", "ddof", "keepdims", NULL},
        {"axis", "out", "keepdims", "initial", NULL},
    };
    SimObject *given[5] = {NULL};
    if (!sim_arg_parse(world, function, names[form], 0, form == OF_ORDER ? 4 : 5, args, nargs,
                       kwnames, given)) {
        return NULL;
    }
    bool ordered = form == OF_ORDER;
    SimObject *keep_arg = given[ordered ? 2 : form == OF_SPREAD ? 4 : 3];
    SimObject *initial = form == OF_SPREAD ? NULL : given[ordered ? 3 : 4];
    SimNpReduce how = {.what = what, .axis = given[0], .initial = initial};
    int keep = keep_arg == NULL ? 0 : sim_object_is_true(world, keep_arg);
    if (keep < 0 || !out_arg(world, given[ordered ? 1 : 2], &how.out) ||
        !sim_np_kind_arg(world, ordered ? NULL : given[1], SIM_NP_KINDS, &how.kind) ||
        !integer_arg(world, form == OF_SPREAD ? given[3] : NULL, 0, &how.ddof)) {
        return NULL;
    }
    how.keep = keep > 0;
    return sim_np_reduce(world, array, &how);
}

#define REDUCTION(name, WHAT, FORM)                                                                \
    static SimObject *name(ARGUMENTS)                                                              \
    {                                                                                              \
        return reduce_args(world, #name, SIM_NP_##WHAT, FORM, sim_np_cast(self), args, nargs,      \
                           kwnames);                                                               \
    }

REDUCTION(sum, SUM, OF_NUMBERS)
REDUCTION(prod, PROD, OF_NUMBERS)
REDUCTION(mean, MEAN, OF_NUMBERS)
REDUCTION(std, STD, OF_SPREAD)
REDUCTION(var, VAR, OF_SPREAD)
REDUCTION(min, MIN, OF_ORDER)
REDUCTION(max, MAX, OF_ORDER)
REDUCTION(any, ANY, OF_ORDER)
REDUCTION(all, ALL, OF_ORDER)
REDUCTION(argmin, ARGMIN, OF_ORDER)
REDUCTION(argmax, ARGMAX, OF_ORDER)

static SimObject *
accumulate_args(SimWorld *world,
                const char *function,
                SimNpUfunc ufunc,
                SimNdarray *array,
                SimObject *const *args,
                size_t nargs,
                SimObject *kwnames)
{
    static const char *const names[] = {"axis", "dtype", "out", NULL};
    SimObject *given[3] = {NULL};
    SimNpKind kind;
    SimNdarray *out;
    return sim_arg_parse(world, function, names, 0, 3, args, nargs, kwnames, given) &&
                   sim_np_kind_arg(world, given[1], SIM_NP_KINDS, &kind) &&
                   out_arg(world, given[2], &out)
               ? sim_np_accumulate(world, array, ufunc, given[0], kind, out)
               : NULL;
}

static SimObject *
cumsum(ARGUMENTS)
{
    return accumulate_args(world, "cumsum", SIM_NP_ADD, sim_np_cast(self), args, nargs, kwnames);
}

static SimObject *
cumprod(ARGUMENTS)
{
    return accumulate_args(world, "cumprod", SIM_NP_MULTIPLY, sim_np_cast(self), args, nargs,
                           kwnames);
}

static SimObject *
dot(ARGUMENTS)
{
    (void) nargs;
    (void) kwnames;
    SimNdarray *other = sim_np_as_array(world, args[0]);
    SimObject *result = other == NULL ? NULL : sim_np_dot(world, sim_np_cast(self), other, false);
    sim_xdecref(world, sim_np_object(other));
    return result;
}

static SimObject *
fill(ARGUMENTS)
{
    if (nargs != 1 || !sim_arg_no_keywords(world, "fill", kwnames)) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "fill() takes exactly 1 argument (%zu given)", nargs);
    }
    int status = sim_np_ass_subscript(world, self, &world->ellipsis, args[0]);
    return status < 0 ? NULL : sim_newref(world, SIM_NONE(world));
}

/* Elements from one axis on, as nested lists of Python numbers. */
static SimObject *
list_of(SimWorld *world, SimNdarray *array, int axis, int64_t offset)
{
    if (axis == array->ndim) {
        return sim_np_python_number(world, array->kind, sim_np_get(array, offset));
    }
    SimObject *list = sim_list_new(world, 0);
    for (int64_t i = 0; list != NULL && i < array->dims[axis]; i++) {
        SimObject *item = list_of(world, array, axis + 1, offset + i * sim_np_strides(array)[axis]);
        if (item == NULL || sim_list_append_stolen(world, list, item) < 0) {
            SIM_CLEAR(world, list);
        }
    }
    return list;
}

static SimObject *
tolist(ARGUMENTS)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    SimNdarray *array = sim_np_cast(self);
    return sim_np_can_read(world, array) ? list_of(world, array, 0, array->offset) : NULL;
}

/* The element at a flat index. */
static SimObject *
flat_item(SimWorld *world, SimNdarray *array, int64_t index)
{
    int64_t size = sim_np_size(array);
    if (index < -size || index >= size) {
        return sim_err_format(world, SIM_TYPE_IndexError,
                              "index %" G_GINT64_FORMAT " is out of bounds for %s "
                              "%" G_GINT64_FORMAT,
                              index, array->ndim == 1 ? "axis 0 with size" : "size", size);
    }
    index = index < 0 ? index + size : index;
    int64_t offset = array->offset;
    for (int i = array->ndim - 1; i >= 0; i--) {
        offset += index % array->dims[i] * sim_np_strides(array)[i];
        index /= array->dims[i];
    }
    return sim_np_python_number(world, array->kind, sim_np_get(array, offset));
}

static SimObject *
item(ARGUMENTS)
{
    SimNdarray *array = sim_np_cast(self);
    int count;
    int64_t index[SIM_NP_MAX_DIMS];
    (void) kwnames;
    if (nargs == 0) {
        if (sim_np_size(array) != 1) {
            return sim_err_format(world, SIM_TYPE_ValueError,
                                  "can only convert an array of size 1 to a Python scalar");
        }
        return flat_item(world, array, 0);
    }
    if (!shape_args(world, args, nargs, &count, index)) {
        return NULL;
    }
    if (count == 1 && !SIM_IS_TUPLE(args[0])) {
        return flat_item(world, array, index[0]);
    }
    if (count != array->ndim) {
        return sim_err_format(world, SIM_TYPE_ValueError, "incorrect number of indices for array");
    }
    int64_t offset = array->offset;
    for (int i = 0; i < count; i++) {
        int64_t length = array->dims[i];
        if (index[i] < -length || index[i] >= length) {
            return sim_err_format(world, SIM_TYPE_IndexError,
                                  "index %" G_GINT64_FORMAT
                                  " is out of bounds for axis %d with size %" G_GINT64_FORMAT,
                                  index[i], i, length);
        }
        offset += (index[i] < 0 ? index[i] + length : index[i]) * sim_np_strides(array)[i];
    }
    return sim_np_python_number(world, array->kind, sim_np_get(array, offset));
}

static int
check_resize(SimWorld *world, SimObject *self, bool refcheck)
{
    SimNdarray *array = sim_np_cast(self);
    if (array->base != NULL) {
        sim_err_format(world, SIM_TYPE_ValueError,
                       "cannot resize this array: it does not own its data");
        return -1;
    }
    /* The caller's variable and the call hold one each. */
    if (refcheck && self->refcnt > 2) {
        sim_err_format(world, SIM_TYPE_ValueError,
                       "cannot resize an array that references or is referenced\n"
                       "by another array in this way.\nUse the np.resize function or "
                       "refcheck=False");
        return -1;
    }
    return 0;
}

static SimObject *
resize(ARGUMENTS)
{
    SimObject *refcheck_arg;
    int ndim;
    int64_t shape[SIM_NP_MAX_DIMS];
    SimNdarray *array = sim_np_cast(self);
    if (!keyword_only(world, "resize", "refcheck", args, nargs, kwnames, &refcheck_arg)) {
        return NULL;
    }
    int refcheck = refcheck_arg == NULL ? 1 : sim_object_is_true(world, refcheck_arg);
    if (refcheck < 0 || !shape_args(world, args, nargs, &ndim, shape)) {
        return NULL;
    }
    int64_t size = 1;
    for (int i = 0; i < ndim; i++) {
        if (shape[i] < 0) {
            return sim_err_format(world, SIM_TYPE_ValueError, "negative dimensions not allowed");
        }
        if (shape[i] > 0 && size > INT64_MAX / 8 / shape[i]) {
            return sim_err_no_memory(world);
        }
        size *= shape[i];
    }
    if (size != sim_np_size(array) && check_resize(world, self, refcheck > 0) < 0) {
        return NULL;
    }
    return sim_np_resize(world, array, ndim, shape) < 0 ? NULL : sim_newref(world, SIM_NONE(world));
}

/* f"{array}": the text; a format needs a number. */
static SimObject *
format(ARGUMENTS)
{
    (void) nargs;
    (void) kwnames;
    SimNdarray *array = sim_np_cast(self);
    if (array->ndim == 0) {
        SimObject *number = flat_item(world, array, 0);
        SimObject *text = number == NULL ? NULL : sim_object_format(world, number, args[0]);
        sim_xdecref(world, number);
        return text;
    }
    if (!SIM_IS_STR(args[0]) || ((SimStr *) (void *) args[0])->length > 0) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "unsupported format string passed to numpy.ndarray.__format__");
    }
    return sim_object_str(world, self);
}

const SimMethodDef sim_np_methods[] = {
#define METHOD(name) {#name, sim_np_method_##name, SIM_METH_KEYWORDS},
    SIM_NP_CHOICE_METHODS(METHOD)
#undef METHOD
        {"reshape", reshape, SIM_METH_KEYWORDS},
    {"ravel", ravel, SIM_METH_KEYWORDS},
    {"flatten", flatten, SIM_METH_KEYWORDS},
    {"transpose", transpose, SIM_METH_KEYWORDS},
    {"copy", copy, SIM_METH_KEYWORDS},
    {"view", view, SIM_METH_KEYWORDS},
    {"astype", astype, SIM_METH_KEYWORDS},
    {"sum", sum, SIM_METH_KEYWORDS},
    {"prod", prod, SIM_METH_KEYWORDS},
    {"mean", mean, SIM_METH_KEYWORDS},
    {"std", std, SIM_METH_KEYWORDS},
    {"var", var, SIM_METH_KEYWORDS},
    {"min", min, SIM_METH_KEYWORDS},
    {"max", max, SIM_METH_KEYWORDS},
    {"any", any, SIM_METH_KEYWORDS},
    {"all", all, SIM_METH_KEYWORDS},
    {"argmin", argmin, SIM_METH_KEYWORDS},
    {"argmax", argmax, SIM_METH_KEYWORDS},
    {"cumsum", cumsum, SIM_METH_KEYWORDS},
    {"cumprod", cumprod, SIM_METH_KEYWORDS},
    {"dot", dot, SIM_METH_O},
    {"fill", fill, SIM_METH_KEYWORDS},
    {"tolist", tolist, SIM_METH_NOARGS},
    {"item", item, SIM_METH_FASTCALL},
    {"resize", resize, SIM_METH_KEYWORDS},
    {"__copy__", copy_protocol, SIM_METH_NOARGS},
    {"__deepcopy__", copy_protocol, SIM_METH_O},
    {"__format__", format, SIM_METH_O},
    {NULL, NULL, 0},
};
