/* Functions that make arrays. Stands for core/src/multiarray/ctors.c and core/numeric.py. */
#include <math.h>
#include <string.h>

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/vm/numpy/ndarray_shape.h"
#include "sim/vm/numpy/np_coerce.h"
#include "sim/vm/numpy/np_functions.h"
#include "sim/vm/numpy/np_ufunc.h"

#define ARGUMENTS                                                                                  \
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames

/* array(object, dtype=None, *, copy=True, order='K') and its relatives. @always: a copy is made
 * also of an array that would do as it is. */
static SimObject *
make_array(SimWorld *world, SimObject *object, SimNpKind kind, bool always, char order)
{
    if (!SIM_IS_NDARRAY(world, object)) {
        SimNdarray *array = sim_np_from_object(world, object, kind);
        if (array == NULL || order != 'F' || array->ndim < 2) {
            return sim_np_object(array);
        }
        int room[SIM_NP_MAX_DIMS];
        sim_np_f_order(array->ndim, room);
        SimNdarray *turned = sim_np_copy(world, array, array->kind, room);
        sim_decref(world, &array->ob);
        return sim_np_object(turned);
    }
    SimNdarray *array = sim_np_cast(object);
    kind = kind == SIM_NP_KINDS ? array->kind : kind;
    bool fits = kind == array->kind && (order != 'C' || sim_np_is_c_contiguous(array)) &&
                (order != 'F' || sim_np_is_f_contiguous(array));
    if (fits && !always) {
        return sim_newref(world, object);
    }
    bool f_order = order == 'F' || (order == 'A' && sim_np_is_f_contiguous(array) &&
                                    !sim_np_is_c_contiguous(array));
    int room[SIM_NP_MAX_DIMS];
    return sim_np_object(order == 'K'
                             ? sim_np_copy_keep(world, array, kind)
                             : sim_np_copy(world, array, kind,
                                           sim_np_axes_of(f_order ? 'F' : 'C', array->ndim, room)));
}

/* With axes of length 1 before the others, @least in all. Steals @array. */
static SimObject *
at_least(SimWorld *world, SimNdarray *array, int64_t least)
{
    int64_t shape[SIM_NP_MAX_DIMS];
    if (array->ndim >= least) {
        return &array->ob;
    }
    if (least > SIM_NP_MAX_DIMS) {
        sim_decref(world, &array->ob);
        return sim_err_format(world, SIM_TYPE_ValueError,
                              "ndmin bigger than allowable number of dimensions NPY_MAXDIMS (=32)");
    }
    int extra = (int) least - array->ndim;
    for (int i = 0; i < (int) least; i++) {
        shape[i] = i < extra ? 1 : array->dims[i - extra];
    }
    SimNdarray *result = sim_np_reshape(world, array, (int) least, shape, 'C');
    sim_decref(world, &array->ob);
    return sim_np_object(result);
}

static SimObject *
array(ARGUMENTS)
{
    static const char *const names[] = {"object", "dtype", "copy", "order", "subok", "ndmin", NULL};
    (void) self;
    SimObject *out[6];
    SimNpKind kind;
    char order;
    if (nargs == 0 && (kwnames == NULL || sim_tuple_size(kwnames) == 0)) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "array() missing required argument 'object' (pos 0)");
    }
    if (!sim_arg_parse(world, "array", names, 1, 2, args, nargs, kwnames, out) ||
        !sim_np_kind_arg(world, out[1], SIM_NP_KINDS, &kind) ||
        !sim_np_order_arg(world, out[3], 'K', &order)) {
        return NULL;
    }
    int64_t least = out[5] == NULL ? 0 : sim_number_as_index(world, out[5], SIM_TYPE_COUNT);
    if (sim_err_occurred(world) != NULL) {
        return NULL;
    }
    int always = out[2] == NULL ? 1 : sim_object_is_true(world, out[2]);
    SimObject *result = always < 0 ? NULL : make_array(world, out[0], kind, always > 0, order);
    return result == NULL ? NULL : at_least(world, sim_np_cast(result), least);
}

static SimObject *
asarray(ARGUMENTS)
{
    static const char *const names[] = {"a", "dtype", "order", NULL};
    (void) self;
    SimObject *out[3];
    SimNpKind kind;
    char order;
    if (!sim_arg_parse(world, "asarray", names, 1, 3, args, nargs, kwnames, out) ||
        !sim_np_kind_arg(world, out[1], SIM_NP_KINDS, &kind) ||
        !sim_np_order_arg(world, out[2], 'K', &order)) {
        return NULL;
    }
    return make_array(world, out[0], kind, false, order);
}

/* ascontiguousarray and asfortranarray: at least one dimension. */
static SimObject *
as_order(SimWorld *world,
         const char *function,
         char order,
         SimObject *const *args,
         size_t nargs,
         SimObject *kwnames)
{
    static const char *const names[] = {"a", "dtype", NULL};
    SimObject *out[2];
    SimNpKind kind;
    if (!sim_arg_parse(world, function, names, 1, 2, args, nargs, kwnames, out) ||
        !sim_np_kind_arg(world, out[1], SIM_NP_KINDS, &kind)) {
        return NULL;
    }
    SimObject *result = make_array(world, out[0], kind, false, order);
    if (result == NULL || sim_np_cast(result)->ndim > 0) {
        return result;
    }
    int64_t one = 1;
    SimNdarray *flat = sim_np_reshape(world, sim_np_cast(result), 1, &one, 'C');
    sim_decref(world, result);
    return sim_np_object(flat);
}

static SimObject *
ascontiguousarray(ARGUMENTS)
{
    (void) self;
    return as_order(world, "ascontiguousarray", 'C', args, nargs, kwnames);
}

static SimObject *
asfortranarray(ARGUMENTS)
{
    (void) self;
    return as_order(world, "asfortranarray", 'F', args, nargs, kwnames);
}

static SimObject *
copy(ARGUMENTS)
{
    static const char *const names[] = {"a", "order", NULL};
    (void) self;
    SimObject *out[2];
    char order;
    if (!sim_arg_parse(world, "copy", names, 1, 2, args, nargs, kwnames, out) ||
        !sim_np_order_arg(world, out[1], 'K', &order)) {
        return NULL;
    }
    return make_array(world, out[0], SIM_NP_KINDS, true, order);
}

typedef struct {
    int ndim;
    int64_t shape[SIM_NP_MAX_DIMS];
    SimNpKind kind;
    char order;
} Layout;

/* f(shape, dtype=float, order='C') */
static bool
read_layout(SimWorld *world,
            const char *function,
            SimObject *const *args,
            size_t nargs,
            SimObject *kwnames,
            Layout *layout)
{
    static const char *const names[] = {"shape", "dtype", "order", NULL};
    SimObject *out[3];
    if (nargs == 0 && (kwnames == NULL || sim_tuple_size(kwnames) == 0)) {
        sim_err_format(world, SIM_TYPE_TypeError, "%s() missing required argument 'shape' (pos 0)",
                       function);
        return false;
    }
    return sim_arg_parse(world, function, names, 1, 3, args, nargs, kwnames, out) &&
           sim_np_shape_arg(world, out[0], &layout->ndim, layout->shape) &&
           sim_np_kind_arg(world, out[1], SIM_NP_FLOAT64, &layout->kind) &&
           sim_np_order_arg(world, out[2], 'C', &layout->order);
}

static SimObject *
filled(SimWorld *world, const Layout *layout, SimNpFill fill)
{
    int room[SIM_NP_MAX_DIMS];
    return sim_np_object(sim_np_new(world, layout->kind, layout->ndim, layout->shape,
                                    sim_np_axes_of(layout->order, layout->ndim, room), fill));
}

static SimNpFill
fill_value(SimNpValue value)
{
    SimNpFill fill = sim_np_fill_zero();
    fill.kind = SIM_NP_FILL_VALUE;
    fill.start = value;
    return fill;
}

static SimObject *
empty(ARGUMENTS)
{
    (void) self;
    Layout layout;
    return read_layout(world, "empty", args, nargs, kwnames, &layout)
               ? filled(world, &layout, sim_np_fill_zero())
               : NULL;
}

static SimObject *
zeros(ARGUMENTS)
{
    (void) self;
    Layout layout;
    int room[SIM_NP_MAX_DIMS];
    if (!read_layout(world, "zeros", args, nargs, kwnames, &layout)) {
        return NULL;
    }
    return sim_np_object(sim_np_new_zeros(world, layout.kind, layout.ndim, layout.shape,
                                          sim_np_axes_of(layout.order, layout.ndim, room)));
}

static SimNpValue
one_of(SimNpKind kind)
{
    return sim_np_convert(sim_np_integer(1), SIM_NP_INT64, kind);
}

static SimObject *
ones(ARGUMENTS)
{
    (void) self;
    Layout layout;
    return read_layout(world, "ones", args, nargs, kwnames, &layout)
               ? filled(world, &layout, fill_value(one_of(layout.kind)))
               : NULL;
}

/* The number to fill with; false with TypeError. */
static bool
read_number(SimWorld *world, SimObject *object, SimNpKind *kind, SimNpValue *value)
{
    if (sim_np_number_get(world, object, kind, value)) {
        return true;
    }
    if (sim_err_occurred(world) == NULL) {
        sim_err_format(world, SIM_TYPE_TypeError, "only a number can fill an array here, not '%s'",
                       object->type->name);
    }
    return false;
}

static SimObject *
full(ARGUMENTS)
{
    static const char *const names[] = {"shape", "fill_value", "dtype", "order", NULL};
    (void) self;
    SimObject *out[4];
    Layout layout;
    SimNpKind from;
    SimNpValue value;
    if (!sim_arg_parse(world, "full", names, 2, 4, args, nargs, kwnames, out) ||
        !read_number(world, out[1], &from, &value) ||
        !sim_np_shape_arg(world, out[0], &layout.ndim, layout.shape) ||
        !sim_np_kind_arg(world, out[2], from, &layout.kind) ||
        !sim_np_order_arg(world, out[3], 'C', &layout.order)) {
        return NULL;
    }
    return filled(world, &layout, fill_value(sim_np_convert(value, from, layout.kind)));
}

/* The functions named _like: same shape, kind and order of axes. */
static SimObject *
like(SimWorld *world,
     const char *function,
     SimObject *const *args,
     size_t nargs,
     SimObject *kwnames,
     SimObject *value,
     int constant)
{
    static const char *const names[] = {"a", "dtype", "order", "subok", "shape", NULL};
    SimObject *out[5];
    SimNpKind kind;
    char order;
    if (!sim_arg_parse(world, function, names, 1, 5, args, nargs, kwnames, out) ||
        !sim_np_order_arg(world, out[2], 'K', &order)) {
        return NULL;
    }
    SimNdarray *model = sim_np_as_array(world, out[0]);
    if (model == NULL) {
        return NULL;
    }
    SimNpKind from = SIM_NP_INT64;
    SimNpValue number = sim_np_integer(constant);
    int ndim = model->ndim;
    int64_t shape[SIM_NP_MAX_DIMS];
    memcpy(shape, model->dims, (size_t) ndim * sizeof *shape);
    bool shaped = out[4] != NULL && out[4] != SIM_NONE(world);
    bool ok = sim_np_kind_arg(world, out[1], model->kind, &kind) &&
              (value == NULL || read_number(world, value, &from, &number)) &&
              (!shaped || sim_np_shape_arg(world, out[4], &ndim, shape));
    int room[SIM_NP_MAX_DIMS];
    const int *axes = sim_np_axes_of(order, ndim, room);
    if ((order == 'K' || order == 'A') && !shaped) {
        sim_np_keep_order(&model, 1, model->ndim, room);
        axes = room;
    }
    SimNdarray *result = NULL;
    if (ok && constant == 0 && value == NULL) {
        result = sim_np_new_zeros(world, kind, ndim, shape, axes);
    } else if (ok) {
        SimNpFill fill = fill_value(sim_np_convert(number, from, kind));
        result = sim_np_new(world, kind, ndim, shape, axes, fill);
    }
    sim_decref(world, &model->ob);
    return sim_np_object(result);
}

static SimObject *
zeros_like(ARGUMENTS)
{
    (void) self;
    return like(world, "zeros_like", args, nargs, kwnames, NULL, 0);
}

static SimObject *
empty_like(ARGUMENTS)
{
    (void) self;
    return like(world, "empty_like", args, nargs, kwnames, NULL, 0);
}

static SimObject *
ones_like(ARGUMENTS)
{
    (void) self;
    return like(world, "ones_like", args, nargs, kwnames, NULL, 1);
}

/* The second argument is the number; the others are those of the rest. */
static SimObject *
full_like(ARGUMENTS)
{
    (void) self;
    size_t count = nargs + (kwnames == NULL ? 0 : sim_tuple_size(kwnames));
    g_autofree SimObject **others = g_new(SimObject *, count + 1);
    SimObject *value = nargs > 1 ? args[1] : NULL;
    size_t kept = 0;
    SimObject *names = NULL;
    for (size_t i = 0; i < nargs; i++) {
        if (i != 1) {
            others[kept++] = args[i];
        }
    }
    size_t positional = kept;
    g_autofree SimObject **left = g_new(SimObject *, count + 1);
    for (size_t i = nargs; i < count; i++) {
        SimObject *name = sim_tuple_get(kwnames, i - nargs);
        if (sim_str_equal_c(name, "fill_value")) {
            value = args[i];
        } else {
            left[kept - positional] = name;
            others[kept++] = args[i];
        }
    }
    if (value == NULL) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "full_like() missing 1 required positional argument: 'fill_value'");
    }
    names = sim_tuple_from(world, left, kept - positional);
    SimObject *result =
        names == NULL ? NULL : like(world, "full_like", others, positional, names, value, 0);
    sim_xdecref(world, names);
    return result;
}

/* start, stop, step of arange() as numbers of one kind. */
static bool
range_numbers(SimWorld *world, SimObject **out, SimNpKind *kind, SimNpValue *values)
{
    SimNpKind kinds[3] = {SIM_NP_INT64, SIM_NP_INT64, SIM_NP_INT64};
    values[0] = sim_np_integer(0);
    values[2] = sim_np_integer(1);
    *kind = SIM_NP_INT64;
    for (int i = 0; i < 3; i++) {
        if (out[i] != NULL && out[i] != SIM_NONE(world) &&
            !read_number(world, out[i], &kinds[i], &values[i])) {
            return false;
        }
        *kind = sim_np_promote(*kind, kinds[i]);
    }
    for (int i = 0; i < 3; i++) {
        values[i] = sim_np_convert(values[i], kinds[i], *kind);
    }
    return true;
}

/* ceil((stop - start) / step) elements: the difference is exact for integers, the quotient a
 * double. -1 with an exception. */
static int64_t
range_length(SimWorld *world, SimNpKind kind, const SimNpValue *values)
{
    bool real = sim_np_is_real(kind);
    double step = sim_np_to_real(values[2], kind);
    double distance = real ? values[1].real - values[0].real : 0;
    if (!real) {
        bool up = values[1].integer >= values[0].integer;
        uint64_t apart = up ? (uint64_t) values[1].integer - (uint64_t) values[0].integer
                            : (uint64_t) values[0].integer - (uint64_t) values[1].integer;
        distance = up ? (double) apart : -(double) apart;
    }
    if (step >= 0 && step <= 0) {
        sim_err_format(world, real ? SIM_TYPE_ValueError : SIM_TYPE_ZeroDivisionError,
                       real ? "Maximum allowed size exceeded" : "division by zero");
        return -1;
    }
    double length = ceil(distance / step);
    if (!(length < 0x1p62)) {
        sim_err_format(world, SIM_TYPE_ValueError, "Maximum allowed size exceeded");
        return -1;
    }
    return length > 0 ? (int64_t) length : 0;
}

static SimObject *
arange(ARGUMENTS)
{
    static const char *const names[] = {"start", "stop", "step", "dtype", NULL};
    (void) self;
    SimObject *out[4] = {NULL, NULL, NULL, NULL};
    SimNpKind kind;
    SimNpValue values[3];
    if (!sim_arg_parse(world, "arange", names, 0, 4, args, nargs, kwnames, out)) {
        return NULL;
    }
    if (out[1] == NULL) {
        out[1] = out[0];
        out[0] = NULL;
    }
    if (out[1] == NULL) {
        return sim_err_format(world, SIM_TYPE_TypeError, "arange() requires stop to be specified.");
    }
    if (!range_numbers(world, out, &kind, values)) {
        return NULL;
    }
    SimNpKind wanted;
    if (!sim_np_kind_arg(world, out[3], kind, &wanted)) {
        return NULL;
    }
    int64_t length = range_length(world, kind, values);
    if (length < 0) {
        return NULL;
    }
    /* The first two numbers are converted, the others follow from their difference. */
    SimNpFill fill = sim_np_fill_zero();
    SimNpValue second = sim_np_is_real(kind)
                            ? sim_np_real(values[0].real + values[2].real)
                            : sim_np_integer((int64_t) ((uint64_t) values[0].integer +
                                                        (uint64_t) values[2].integer));
    second = sim_np_convert(second, kind, wanted);
    fill.kind = SIM_NP_FILL_RANGE;
    fill.start = sim_np_convert(values[0], kind, wanted);
    if (sim_np_is_real(wanted)) {
        fill.step.real = second.real - fill.start.real;
    } else {
        fill.step.integer = (int64_t) ((uint64_t) second.integer - (uint64_t) fill.start.integer);
    }
    return sim_np_object(sim_np_new(world, wanted, 1, &length, NULL, fill));
}

/* An arange() that is reshaped and then changed in place: the result is a view. */
static SimNdarray *
new_linspace(SimWorld *world, double start, double stop, int64_t count, bool endpoint)
{
    int64_t parts = endpoint ? count - 1 : count;
    double delta = stop - start;
    SimNpFill fill = sim_np_fill_zero();
    fill.kind = SIM_NP_FILL_RANGE;
    fill.start.real = start;
    fill.step.real = parts > 0 ? delta / (double) parts : 0;
    SimNdarray *range = sim_np_new(world, SIM_NP_FLOAT64, 1, &count, NULL, fill);
    if (range == NULL) {
        return NULL;
    }
    SimNdarray *view = sim_np_view_same(world, range);
    sim_decref(world, &range->ob);
    if (view != NULL && endpoint && count > 1) {
        sim_np_set(view, 8 * (count - 1), sim_np_real(stop));
    }
    return view;
}

/* As another kind; integers are rounded down. Steals @array. */
static SimNdarray *
floored(SimWorld *world, SimNdarray *array, SimNpKind kind)
{
    SimObject *whole = sim_np_is_integer(kind)
                           ? sim_np_call_ufunc(world, SIM_NP_FLOOR, &array->ob, NULL, NULL)
                           : sim_newref(world, &array->ob);
    SimNdarray *result = whole == NULL ? NULL : sim_np_copy(world, sim_np_cast(whole), kind, NULL);
    sim_xdecref(world, whole);
    sim_decref(world, &array->ob);
    return result;
}

static SimObject *
linspace(ARGUMENTS)
{
    static const char *const names[] = {"start",   "stop",  "num", "endpoint",
                                        "retstep", "dtype", NULL};
    (void) self;
    SimObject *out[6] = {NULL};
    SimNpKind kinds[2];
    SimNpValue bounds[2];
    if (!sim_arg_parse(world, "linspace", names, 2, 6, args, nargs, kwnames, out) ||
        !read_number(world, out[0], &kinds[0], &bounds[0]) ||
        !read_number(world, out[1], &kinds[1], &bounds[1])) {
        return NULL;
    }
    int64_t count =
        out[2] == NULL ? 50 : sim_number_as_index(world, out[2], SIM_TYPE_OverflowError);
    int endpoint = out[3] == NULL ? 1 : sim_object_is_true(world, out[3]);
    if (sim_err_occurred(world) != NULL) {
        return NULL;
    }
    if (count < 0) {
        return sim_err_format(world, SIM_TYPE_ValueError,
                              "Number of samples, %" G_GINT64_FORMAT ", must be non-negative.",
                              count);
    }
    SimNpKind wanted;
    int with_step = out[4] == NULL ? 0 : sim_object_is_true(world, out[4]);
    if (with_step < 0 || !sim_np_kind_arg(world, out[5], SIM_NP_FLOAT64, &wanted)) {
        return NULL;
    }
    double start = sim_np_to_real(bounds[0], kinds[0]);
    double stop = sim_np_to_real(bounds[1], kinds[1]);
    SimNdarray *result = new_linspace(world, start, stop, count, endpoint > 0);
    if (result != NULL && wanted != SIM_NP_FLOAT64) {
        result = floored(world, result, wanted);
    }
    if (result == NULL || !with_step) {
        return sim_np_object(result);
    }
    int64_t parts = endpoint > 0 ? count - 1 : count;
    double step = parts > 0 ? (stop - start) / (double) parts : (double) NAN;
    SimObject *pair[2] = {&result->ob, sim_np_scalar_new(world, SIM_NP_FLOAT64, sim_np_real(step))};
    if (pair[1] == NULL) {
        sim_decref(world, pair[0]);
        return NULL;
    }
    return sim_tuple_from_stolen(world, pair, 2);
}

const SimMethodDef sim_np_creation_functions[] = {
    {"array", array, SIM_METH_KEYWORDS},
    {"asarray", asarray, SIM_METH_KEYWORDS},
    {"asanyarray", asarray, SIM_METH_KEYWORDS},
    {"ascontiguousarray", ascontiguousarray, SIM_METH_KEYWORDS},
    {"asfortranarray", asfortranarray, SIM_METH_KEYWORDS},
    {"copy", copy, SIM_METH_KEYWORDS},
    {"empty", empty, SIM_METH_KEYWORDS},
    {"zeros", zeros, SIM_METH_KEYWORDS},
    {"ones", ones, SIM_METH_KEYWORDS},
    {"full", full, SIM_METH_KEYWORDS},
    {"empty_like", empty_like, SIM_METH_KEYWORDS},
    {"zeros_like", zeros_like, SIM_METH_KEYWORDS},
    {"ones_like", ones_like, SIM_METH_KEYWORDS},
    {"full_like", full_like, SIM_METH_KEYWORDS},
    {"arange", arange, SIM_METH_KEYWORDS},
    {"linspace", linspace, SIM_METH_KEYWORDS},
    {NULL, NULL, 0},
};
