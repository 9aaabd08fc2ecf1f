/* Functions of arrays: those that call the method of the same name, and a few of their own. */
#include <string.h>

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/list.h"
#include "sim/objects/str.h"
#include "sim/vm/numpy/ndarray_shape.h"
#include "sim/vm/numpy/np_coerce.h"
#include "sim/vm/numpy/np_functions.h"
#include "sim/vm/numpy/np_reduce.h"
#include "sim/vm/numpy/np_select.h"
#include "sim/vm/numpy/np_ufunc.h"

#define ARGUMENTS                                                                                  \
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames

/* name(a, ...) is a.name(...). */
static SimObject *
call_method(
    SimWorld *world, const char *name, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    if (nargs == 0) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "%s() missing 1 required positional argument: 'a'", name);
    }
    SimNdarray *array = sim_np_as_array(world, args[0]);
    if (array == NULL) {
        return NULL;
    }
    SimObject *method = sim_object_getattr_c(world, &array->ob, name);
    SimObject *result =
        method == NULL ? NULL : sim_object_vectorcall(world, method, args + 1, nargs - 1, kwnames);
    sim_xdecref(world, method);
    sim_decref(world, &array->ob);
    return result;
}

#define METHODS(METHOD)                                                                            \
    METHOD(reshape)                                                                                \
    METHOD(ravel)                                                                                  \
    METHOD(transpose)                                                                              \
    METHOD(sum)                                                                                    \
    METHOD(prod)                                                                                   \
    METHOD(mean)                                                                                   \
    METHOD(std)                                                                                    \
    METHOD(var)                                                                                    \
    METHOD(min)                                                                                    \
    METHOD(max)                                                                                    \
    METHOD(any)                                                                                    \
    METHOD(all)                                                                                    \
    METHOD(argmin)                                                                                 \
    METHOD(argmax)                                                                                 \
    METHOD(cumsum)                                                                                 \
    METHOD(cumprod)                                                                                \
    METHOD(squeeze)                                                                                \
    METHOD(swapaxes)                                                                               \
    METHOD(argsort)                                                                                \
    METHOD(nonzero)                                                                                \
    METHOD(take)                                                                                   \
    METHOD(put)                                                                                    \
    METHOD(repeat)
#define METHOD(name)                                                                               \
    static SimObject *name(ARGUMENTS)                                                              \
    {                                                                                              \
        (void) self;                                                                               \
        return call_method(world, #name, args, nargs, kwnames);                                    \
    }
METHODS(METHOD)
#undef METHOD

/* out= takes the result, when it is exactly of its shape and kind. */
static SimObject *
into_out(SimWorld *world, SimObject *result, SimObject *out)
{
    if (result == NULL || out == NULL || out == SIM_NONE(world)) {
        return result;
    }
    SimNdarray *value = sim_np_as_array(world, result);
    sim_decref(world, result);
    SimNdarray *target = SIM_IS_NDARRAY(world, out) ? sim_np_cast(out) : NULL;
    bool fits = value != NULL && target != NULL && target->kind == value->kind &&
                target->ndim == value->ndim && sim_np_is_c_contiguous(target) &&
                memcmp(target->dims, value->dims, (size_t) value->ndim * sizeof *value->dims) == 0;
    if (!fits && value != NULL) {
        sim_err_format(world, SIM_TYPE_ValueError,
                       "output array is not acceptable (must have the right datatype, number of "
                       "dimensions, and be a C-Array)");
    }
    int status = fits ? sim_np_assign(world, target, value) : -1;
    sim_xdecref(world, sim_np_object(value));
    return status < 0 ? NULL : sim_newref(world, out);
}

static SimObject *
product(SimWorld *world,
        const char *function,
        bool matmul,
        SimObject *const *args,
        size_t nargs,
        SimObject *kwnames)
{
    static const char *const names[] = {"a", "b", "out", NULL};
    SimObject *given[3] = {NULL};
    if (!sim_arg_parse(world, function, names, 2, 3, args, nargs, kwnames, given)) {
        return NULL;
    }
    SimNdarray *a = sim_np_as_array(world, given[0]);
    SimNdarray *b = a == NULL ? NULL : sim_np_as_array(world, given[1]);
    SimObject *result = b == NULL ? NULL : sim_np_dot(world, a, b, matmul);
    sim_xdecref(world, sim_np_object(a));
    sim_xdecref(world, sim_np_object(b));
    return into_out(world, result, given[2]);
}

static SimObject *
dot(ARGUMENTS)
{
    (void) self;
    return product(world, "dot", false, args, nargs, kwnames);
}

static SimObject *
matmul(ARGUMENTS)
{
    (void) self;
    return product(world, "matmul", true, args, nargs, kwnames);
}

/* First and last byte of the elements, in the buffer. */
static void
extent(const SimNdarray *array, int64_t *low, int64_t *high)
{
    *low = array->offset;
    *high = array->offset + (int64_t) sim_np_item_size(array->kind);
    for (int i = 0; i < array->ndim; i++) {
        int64_t reach = (array->dims[i] - 1) * sim_np_strides(array)[i];
        *low += MIN(reach, 0);
        *high += MAX(reach, 0);
    }
}

static bool
bounds_overlap(const SimNdarray *a, const SimNdarray *b)
{
    int64_t low[2];
    int64_t high[2];
    if (a->buffer != b->buffer || sim_np_size(a) == 0 || sim_np_size(b) == 0) {
        return false;
    }
    extent(a, &low[0], &high[0]);
    extent(b, &low[1], &high[1]);
    return low[0] < high[1] && low[1] < high[0];
}

static int
compare_offsets(const void *a, const void *b)
{
    int64_t x = *(const int64_t *) a;
    int64_t y = *(const int64_t *) b;
    return (x > y) - (x < y);
}

static int64_t *
sorted_offsets(const SimNdarray *array)
{
    int64_t *offsets = g_new(int64_t, MAX(sim_np_size(array), 1));
    SimNpWalk walk;
    sim_np_walk_start(&walk, array->ndim, array->dims);
    sim_np_walk_add(&walk, array);
    for (int64_t i = 0; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk), i++) {
        offsets[i] = walk.offset[0];
    }
    qsort(offsets, (size_t) sim_np_size(array), sizeof *offsets, compare_offsets);
    return offsets;
}

/* Whether any byte belongs to both: goes over the elements of both in order of address. */
static bool
elements_overlap(const SimNdarray *a, const SimNdarray *b)
{
    g_autofree int64_t *x = sorted_offsets(a);
    g_autofree int64_t *y = sorted_offsets(b);
    int64_t width_x = (int64_t) sim_np_item_size(a->kind);
    int64_t width_y = (int64_t) sim_np_item_size(b->kind);
    for (int64_t i = 0, k = 0; i < sim_np_size(a) && k < sim_np_size(b);) {
        if (x[i] + width_x <= y[k]) {
            i++;
        } else if (y[k] + width_y <= x[i]) {
            k++;
        } else {
            return true;
        }
    }
    return false;
}

/* Whether the first element of @b lies in @a, which is a block without holes. Of two such blocks
 * that overlap, one holds the first element of the other. */
static bool
holds_first(const SimNdarray *a, const SimNdarray *b)
{
    int64_t low;
    int64_t high;
    extent(a, &low, &high);
    return (sim_np_is_c_contiguous(a) || sim_np_is_f_contiguous(a)) && b->offset >= low &&
           b->offset < high;
}

static SimObject *
share(SimWorld *world, const char *name, SimObject *const *args, size_t nargs, bool exact)
{
    if (!sim_arg_count(world, name, nargs, 2, 2)) {
        return NULL;
    }
    if (!SIM_IS_NDARRAY(world, args[0]) || !SIM_IS_NDARRAY(world, args[1])) {
        return sim_bool_of(world, false);
    }
    SimNdarray *a = sim_np_cast(args[0]);
    SimNdarray *b = sim_np_cast(args[1]);
    if (!bounds_overlap(a, b)) {
        return sim_bool_of(world, false);
    }
    if (!exact || holds_first(a, b) || holds_first(b, a)) {
        return sim_bool_of(world, true);
    }
    if (!sim_np_can_read(world, a) || !sim_np_can_read(world, b)) {
        return NULL;
    }
    return sim_bool_of(world, elements_overlap(a, b));
}

static SimObject *
shares_memory(ARGUMENTS)
{
    (void) self;
    return sim_arg_no_keywords(world, "shares_memory", kwnames)
               ? share(world, "shares_memory", args, nargs, true)
               : NULL;
}

static SimObject *
may_share_memory(ARGUMENTS)
{
    (void) self;
    return sim_arg_no_keywords(world, "may_share_memory", kwnames)
               ? share(world, "may_share_memory", args, nargs, false)
               : NULL;
}

static SimObject *
where(ARGUMENTS)
{
    static const char *const names[] = {"condition", "x", "y", NULL};
    (void) self;
    SimObject *given[3] = {NULL};
    if (!sim_arg_parse(world, "where", names, 1, 3, args, nargs, kwnames, given)) {
        return NULL;
    }
    if ((given[1] == NULL) != (given[2] == NULL)) {
        return sim_err_format(world, SIM_TYPE_ValueError,
                              "either both or neither of x and y should be given");
    }
    if (given[1] != NULL) {
        return sim_np_where(world, given[0], given[1], given[2]);
    }
    SimNdarray *condition = sim_np_as_array(world, given[0]);
    SimObject *result = condition == NULL ? NULL : sim_np_nonzero(world, condition);
    sim_xdecref(world, sim_np_object(condition));
    return result;
}

/* The arrays of a sequence, owned. */
static SimNdarray **
read_arrays(SimWorld *world, SimObject *sequence, size_t *count)
{
    SimObject *fast =
        sim_sequence_fast(world, sequence, "The first input argument needs to be a sequence");
    *count = 0;
    if (fast == NULL) {
        return NULL;
    }
    size_t wanted;
    SimObject *const *items = sim_sequence_items(fast, &wanted);
    SimNdarray **arrays = g_new0(SimNdarray *, wanted + 1);
    for (size_t i = 0; i < wanted; i++) {
        arrays[i] = sim_np_as_array(world, items[i]);
        if (arrays[i] == NULL) {
            break;
        }
        *count = i + 1;
    }
    if (wanted == 0) {
        sim_err_format(world, SIM_TYPE_ValueError, "need at least one array to concatenate");
    }
    sim_decref(world, fast);
    return arrays;
}

static bool
joined_shape(SimWorld *world,
             SimNdarray *const *arrays,
             size_t count,
             int axis,
             int64_t *shape,
             SimNpKind *kind)
{
    const SimNdarray *first = arrays[0];
    *kind = first->kind;
    memcpy(shape, first->dims, (size_t) first->ndim * sizeof *shape);
    for (size_t i = 1; i < count; i++) {
        if (arrays[i]->ndim != first->ndim) {
            sim_err_format(world, SIM_TYPE_ValueError,
                           "all the input arrays must have same number of dimensions, but the "
                           "array at index 0 has %d "
                           "dimension(s) and the array at index %zu has %d dimension(s)",
                           first->ndim, i, arrays[i]->ndim);
            return false;
        }
        for (int k = 0; k < first->ndim; k++) {
            if (k != axis && arrays[i]->dims[k] != first->dims[k]) {
                sim_err_format(world, SIM_TYPE_ValueError,
                               "all the input array dimensions except for the concatenation axis "
                               "must match exactly, but along dimension %d, the array at index 0 "
                               "has size %" G_GINT64_FORMAT " and the array at index %zu has size "
                               "%" G_GINT64_FORMAT,
                               k, first->dims[k], i, arrays[i]->dims[k]);
                return false;
            }
        }
        shape[axis] += arrays[i]->dims[axis];
        *kind = sim_np_promote(*kind, arrays[i]->kind);
    }
    return true;
}

/* What the caller wants of the result. */
typedef struct {
    SimObject *axis; /* NULL: 0; None: of the flattened arrays */
    SimNdarray *out; /* NULL: a new one */
    SimNpKind kind;  /* SIM_NP_KINDS: the common one */
} Joining;

static bool
check_join_out(SimWorld *world, const SimNdarray *out, int ndim, const int64_t *shape)
{
    if (out->ndim == ndim && memcmp(out->dims, shape, (size_t) ndim * sizeof *shape) == 0) {
        return true;
    }
    sim_err_format(world, SIM_TYPE_ValueError,
                   out->ndim == ndim ? "Output array is the wrong shape"
                                     : "Output array has wrong dimensionality");
    return false;
}

static SimObject *
join(SimWorld *world, SimNdarray *const *arrays, size_t count, const Joining *how)
{
    int ndim = arrays[0]->ndim;
    int64_t shape[SIM_NP_MAX_DIMS];
    int order[SIM_NP_MAX_DIMS];
    SimNpKind kind;
    if (ndim == 0) {
        return sim_err_format(world, SIM_TYPE_ValueError,
                              "zero-dimensional arrays cannot be concatenated");
    }
    int axis = how->axis == NULL || how->axis == SIM_NONE(world)
                   ? 0
                   : sim_np_axis_arg(world, how->axis, ndim);
    if (axis < 0 || !joined_shape(world, arrays, count, axis, shape, &kind) ||
        (how->out != NULL && !check_join_out(world, how->out, ndim, shape))) {
        return NULL;
    }
    sim_np_keep_order(arrays, (int) MIN(count, 16), ndim, order);
    SimNdarray *result = how->out != NULL
                             ? sim_np_cast(sim_newref(world, &how->out->ob))
                             : sim_np_new(world, how->kind == SIM_NP_KINDS ? kind : how->kind, ndim,
                                          shape, order, sim_np_fill_zero());
    int64_t offset = result == NULL ? 0 : result->offset;
    for (size_t i = 0; result != NULL && i < count; i++) {
        SimNdarray *part =
            sim_np_view(world, result, ndim, arrays[i]->dims, sim_np_strides(result), offset);
        int status = part == NULL ? -1 : sim_np_assign(world, part, arrays[i]);
        sim_xdecref(world, sim_np_object(part));
        offset += arrays[i]->dims[axis] * sim_np_strides(result)[axis];
        if (status < 0) {
            SIM_CLEAR(world, result);
        }
    }
    return sim_np_object(result);
}

/* Each array in one dimension, in its place. */
static bool
flatten_all(SimWorld *world, SimNdarray **arrays, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        SimNdarray *flat = sim_np_ravel(world, arrays[i], 'C');
        if (flat == NULL) {
            return false;
        }
        sim_decref(world, &arrays[i]->ob);
        arrays[i] = flat;
    }
    return true;
}

static SimObject *
concatenate(ARGUMENTS)
{
    static const char *const names[] = {"arrays", "axis", "out", "dtype", NULL};
    (void) self;
    SimObject *given[4] = {NULL};
    size_t count;
    Joining how = {NULL, NULL, SIM_NP_KINDS};
    if (!sim_arg_parse(world, "concatenate", names, 1, 3, args, nargs, kwnames, given) ||
        !sim_np_kind_arg(world, given[3], SIM_NP_KINDS, &how.kind)) {
        return NULL;
    }
    how.axis = given[1];
    how.out = given[2] != NULL && SIM_IS_NDARRAY(world, given[2]) ? sim_np_cast(given[2]) : NULL;
    SimNdarray **arrays = read_arrays(world, given[0], &count);
    bool ok = arrays != NULL && sim_err_occurred(world) == NULL &&
              (how.axis != SIM_NONE(world) || flatten_all(world, arrays, count));
    SimObject *result = ok ? join(world, arrays, count, &how) : NULL;
    for (size_t i = 0; i < count; i++) {
        sim_decref(world, &arrays[i]->ob);
    }
    g_free(arrays);
    return result;
}

/* The elements must lie in the buffer: numpy would read whatever is behind it. */
static bool
check_strided(SimWorld *world,
              const SimNdarray *array,
              int ndim,
              const int64_t *shape,
              const int64_t *strides)
{
    int64_t size = sim_np_buffer_count(array->buffer) *
                   (int64_t) sim_np_item_size(sim_np_buffer_kind(array->buffer));
    int64_t low = array->offset;
    int64_t high = array->offset + (int64_t) sim_np_item_size(array->kind);
    bool inside = true;
    bool empty = false;
    for (int i = 0; i < ndim; i++) {
        int64_t reach = 0;
        empty = empty || shape[i] == 0;
        inside = inside && shape[i] >= 0 && shape[i] <= SIM_NP_MAX_WALK * (int64_t) 8 &&
                 !__builtin_mul_overflow(shape[i] - 1, strides[i], &reach) && reach > -size - 1 &&
                 reach <= size;
        low += inside ? MIN(reach, 0) : 0;
        high += inside ? MAX(reach, 0) : 0;
    }
    if (inside && (empty || (low >= 0 && high <= size))) {
        return true;
    }
    sim_err_format(world, SIM_TYPE_MemoryError,
                   "the model allows no view of memory outside the array's buffer");
    return false;
}

/* _strided(array, shape, strides, writeable): a view with strides of its own, for what the Python
 * part of numpy has checked. */
static SimObject *
strided(ARGUMENTS)
{
    (void) self;
    int ndim;
    int ndim2;
    int64_t shape[SIM_NP_MAX_DIMS];
    int64_t strides[SIM_NP_MAX_DIMS];
    if (!sim_arg_no_keywords(world, "_strided", kwnames) ||
        !sim_arg_count(world, "_strided", nargs, 4, 4) || !SIM_IS_NDARRAY(world, args[0]) ||
        !sim_np_shape_arg(world, args[1], &ndim, shape) ||
        !sim_np_shape_arg(world, args[2], &ndim2, strides) || ndim != ndim2) {
        return sim_err_occurred(world) != NULL ? NULL
                                               : sim_err_format(world, SIM_TYPE_ValueError,
                                                                "mismatch in length of strides and "
                                                                "shape");
    }
    SimNdarray *array = sim_np_cast(args[0]);
    int writeable = sim_object_is_true(world, args[3]);
    if (writeable < 0 || !check_strided(world, array, ndim, shape, strides)) {
        return NULL;
    }
    SimNdarray *view = sim_np_view(world, array, ndim, shape, strides, array->offset);
    if (view != NULL && !writeable) {
        view->read_only = true;
    }
    return sim_np_object(view);
}

const SimMethodDef sim_np_array_functions[] = {
#define METHOD(name) {#name, name, SIM_METH_KEYWORDS},
    METHODS(METHOD)
#undef METHOD
        {"amin", min, SIM_METH_KEYWORDS},
    {"amax", max, SIM_METH_KEYWORDS},
    {"dot", dot, SIM_METH_KEYWORDS},
    {"matmul", matmul, SIM_METH_KEYWORDS},
    {"shares_memory", shares_memory, SIM_METH_KEYWORDS},
    {"may_share_memory", may_share_memory, SIM_METH_KEYWORDS},
    {"where", where, SIM_METH_KEYWORDS},
    {"concatenate", concatenate, SIM_METH_KEYWORDS},
    {"_strided", strided, SIM_METH_KEYWORDS},
    {NULL, NULL, 0},
};
