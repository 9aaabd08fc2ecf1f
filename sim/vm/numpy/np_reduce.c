#include "sim/vm/numpy/np_reduce.h"

#include <math.h>

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/tuple.h"
#include "sim/vm/numpy/np_scalar.h"
#include "sim/vm/numpy/np_ufunc.h"

enum {
    BUFFER = 8192 /* elements a ufunc takes in at a time: np.getbufsize() */
};

/* numpy adds in pairs of halves down to 128 elements, and those eight sums at a time; the
 * rounding of sum() and mean() follows from it. float32 rounds at each step. */
static double
pairwise_sum(const double *values, int64_t count, bool narrow)
{
#define ROUND(x) (narrow ? (double) (float) (x) : (x))
    if (count < 8) {
        double sum = 0;
        for (int64_t i = 0; i < count; i++) {
            sum = ROUND(sum + values[i]);
        }
        return sum;
    }
    if (count > 128) {
        int64_t half = count / 2 - (count / 2) % 8;
        return ROUND(pairwise_sum(values, half, narrow) +
                     pairwise_sum(values + half, count - half, narrow));
    }
    double r[8];
    int64_t i;
    for (i = 0; i < 8; i++) {
        r[i] = values[i];
    }
    for (; i + 8 <= count; i += 8) {
        for (int k = 0; k < 8; k++) {
            r[k] = ROUND(r[k] + values[i + k]);
        }
    }
    double sum = ROUND(ROUND(ROUND(r[0] + r[1]) + ROUND(r[2] + r[3])) +
                       ROUND(ROUND(r[4] + r[5]) + ROUND(r[6] + r[7])));
    for (; i < count; i++) {
        sum = ROUND(sum + values[i]);
    }
    return sum;
#undef ROUND
}

/* The elements of a reduction in the order numpy takes them. */
typedef struct {
    SimNpKind kind;
    SimNpValue *values;
    int64_t count;
    int64_t run; /* elements that are added pairwise; the sums of runs one after the other */
} Line;

static double
sum_real(const Line *line)
{
    g_autofree double *reals = g_new(double, MAX(line->count, 1));
    for (int64_t i = 0; i < line->count; i++) {
        reals[i] = sim_np_to_real(line->values[i], line->kind);
    }
    bool narrow = line->kind == SIM_NP_FLOAT32;
    double sum = 0;
    for (int64_t i = 0; i < line->count;) {
        int64_t left_of_run = line->run - i % line->run;
        int64_t length = MIN(MIN(left_of_run, BUFFER), line->count - i);
        double part = pairwise_sum(reals + i, length, narrow);
        sum = i == 0 ? part : narrow ? (double) (float) (sum + part) : sum + part;
        i += length;
    }
    return sum;
}

static SimNpValue
fold_values(const Line *line, SimNpUfunc ufunc, SimNpKind kind)
{
    SimNpApply apply = {ufunc, kind, kind};
    SimNpValue result = sim_np_convert(line->values[0], line->kind, kind);
    for (int64_t i = 1; i < line->count; i++) {
        result = sim_np_apply(&apply, result, sim_np_convert(line->values[i], line->kind, kind));
    }
    return result;
}

static SimNpValue
variance(const Line *line, bool root)
{
    double count = (double) line->count;
    double mean = sum_real(line) / count;
    g_autofree SimNpValue *squares = g_new(SimNpValue, MAX(line->count, 1));
    bool narrow = line->kind == SIM_NP_FLOAT32;
    mean = narrow ? (double) (float) mean : mean;
    for (int64_t i = 0; i < line->count; i++) {
        double off = sim_np_to_real(line->values[i], line->kind) - mean;
        off = narrow ? (double) (float) off : off;
        squares[i].real = narrow ? (double) (float) (off * off) : off * off;
    }
    Line second = {narrow ? SIM_NP_FLOAT32 : SIM_NP_FLOAT64, squares, line->count, line->run};
    double result = sum_real(&second) / count;
    return sim_np_real(root ? sqrt(result) : result);
}

static int64_t
find_extreme(const Line *line, bool largest)
{
    SimNpApply less = {largest ? SIM_NP_GREATER : SIM_NP_LESS, line->kind, SIM_NP_BOOL};
    int64_t best = 0;
    for (int64_t i = 1; i < line->count; i++) {
        bool real = sim_np_is_real(line->kind);
        if (real && isnan(line->values[best].real)) {
            break;
        }
        if ((real && isnan(line->values[i].real)) ||
            sim_np_apply(&less, line->values[i], line->values[best]).integer != 0) {
            best = i;
        }
    }
    return best;
}

static bool
holds(const Line *line, bool all)
{
    for (int64_t i = 0; i < line->count; i++) {
        if (sim_np_is_true(line->values[i], line->kind) != all) {
            return !all;
        }
    }
    return all;
}

static SimNpKind
result_kind(SimNpKind kind, SimNpReduction what)
{
    switch (what) {
    case SIM_NP_SUM:
    case SIM_NP_PROD:
        return sim_np_is_real(kind)       ? kind
               : sim_np_is_unsigned(kind) ? SIM_NP_UINT64
                                          : SIM_NP_INT64;
    case SIM_NP_MEAN:
    case SIM_NP_STD:
    case SIM_NP_VAR:
        return sim_np_is_real(kind) ? kind : SIM_NP_FLOAT64;
    case SIM_NP_MIN:
    case SIM_NP_MAX:
        return kind;
    case SIM_NP_ANY:
    case SIM_NP_ALL:
        return SIM_NP_BOOL;
    case SIM_NP_ARGMIN:
    case SIM_NP_ARGMAX:
        return SIM_NP_INT64;
    }
    g_assert_not_reached();
}

static SimNpValue
reduce_line(const Line *line, SimNpReduction what)
{
    SimNpKind kind = result_kind(line->kind, what);
    bool real = sim_np_is_real(kind);
    bool empty = line->count == 0;
    switch (what) {
    case SIM_NP_SUM:
        if (real) {
            return sim_np_real(sum_real(line));
        }
        return empty ? sim_np_integer(0) : fold_values(line, SIM_NP_ADD, kind);
    case SIM_NP_PROD:
        if (empty) {
            return real ? sim_np_real(1) : sim_np_integer(1);
        }
        return fold_values(line, SIM_NP_MULTIPLY, kind);
    case SIM_NP_MEAN:
        return sim_np_convert(sim_np_real(sum_real(line) / (double) line->count), SIM_NP_FLOAT64,
                              kind);
    case SIM_NP_STD:
    case SIM_NP_VAR:
        return sim_np_convert(variance(line, what == SIM_NP_STD), SIM_NP_FLOAT64, kind);
    case SIM_NP_MIN:
        return fold_values(line, SIM_NP_MINIMUM, kind);
    case SIM_NP_MAX:
        return fold_values(line, SIM_NP_MAXIMUM, kind);
    case SIM_NP_ANY:
    case SIM_NP_ALL:
        return sim_np_integer(holds(line, what == SIM_NP_ALL));
    case SIM_NP_ARGMIN:
    case SIM_NP_ARGMAX:
        return sim_np_integer(find_extreme(line, what == SIM_NP_ARGMAX));
    }
    g_assert_not_reached();
}

/* The elements of @axes axes of the array, those of @order, from @offset on. */
static void
read_line(const SimNdarray *array, const int *order, int axes, int64_t offset, Line *line)
{
    SimNpWalk walk;
    int64_t shape[SIM_NP_MAX_DIMS] = {0};
    for (int i = 0; i < axes; i++) {
        shape[i] = array->dims[order[i]];
    }
    sim_np_walk_start(&walk, axes, shape);
    for (int i = 0; i < axes; i++) {
        walk.strides[0][i] = sim_np_strides(array)[order[i]];
    }
    walk.operands = 1;
    walk.offset[0] = offset;
    for (int64_t i = 0; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk), i++) {
        line->values[i] = sim_np_get(array, walk.offset[0]);
    }
}

/* How many elements, from the fastest axis on, lie evenly spaced: those are one loop. */
static int64_t
even_run(const SimNdarray *array, const int *order)
{
    if (array->ndim == 0) {
        return 1;
    }
    int fastest = order[array->ndim - 1];
    int64_t run = array->dims[fastest];
    int64_t expected = run * sim_np_strides(array)[fastest];
    for (int i = array->ndim - 2; i >= 0; i--) {
        int axis = order[i];
        if (array->dims[axis] != 1 && sim_np_strides(array)[axis] != expected) {
            break;
        }
        run *= array->dims[axis];
        expected *= array->dims[axis];
    }
    return run;
}

static bool
check_empty(SimWorld *world, int64_t count, SimNpReduction what)
{
    if (count > 0) {
        return true;
    }
    if (what == SIM_NP_MIN || what == SIM_NP_MAX) {
        sim_err_format(world, SIM_TYPE_ValueError,
                       "zero-size array to reduction operation %s which has no identity",
                       what == SIM_NP_MIN ? "minimum" : "maximum");
        return false;
    }
    if (what == SIM_NP_ARGMIN || what == SIM_NP_ARGMAX) {
        sim_err_format(world, SIM_TYPE_ValueError, "attempt to get %s of an empty sequence",
                       what == SIM_NP_ARGMIN ? "argmin" : "argmax");
        return false;
    }
    return true;
}

/* A large array of one value needs no elements. */
static bool
reduce_uniform(const SimNdarray *array, SimNpReduction what, SimNpValue *result)
{
    SimNpValue value;
    int64_t count = sim_np_size(array);
    if (count <= SIM_NP_LAZY_SIZE || array->kind != sim_np_buffer_kind(array->buffer) ||
        !sim_np_buffer_uniform(array->buffer, &value)) {
        return false;
    }
    if (what == SIM_NP_SUM) {
        SimNpKind kind = result_kind(array->kind, what);
        bool exact = !sim_np_is_real(kind) ||
                     fabs(value.real * (double) count) < (kind == SIM_NP_FLOAT32 ? 0x1p24 : 0x1p53);
        *result = sim_np_is_real(kind)
                      ? sim_np_real(value.real * (double) count)
                      : sim_np_integer((int64_t) ((uint64_t) value.integer * (uint64_t) count));
        return exact && (!sim_np_is_real(kind) || rint(value.real) - value.real == 0);
    }
    SimNpValue two[1] = {value};
    Line line = {array->kind, two, 1, 1};
    if (what == SIM_NP_PROD || what == SIM_NP_STD || what == SIM_NP_VAR ||
        (what == SIM_NP_MEAN && sim_np_is_real(array->kind) &&
         rint(value.real) - value.real != 0)) {
        return false;
    }
    *result = reduce_line(&line, what);
    return true;
}

static SimNdarray *
ones_like_axes(SimWorld *world, SimNpKind kind, int ndim, SimNpValue value)
{
    int64_t shape[SIM_NP_MAX_DIMS];
    for (int i = 0; i < ndim; i++) {
        shape[i] = 1;
    }
    SimNdarray *out = sim_np_new(world, kind, ndim, shape, NULL, sim_np_fill_zero());
    if (out != NULL) {
        sim_np_set(out, 0, value);
    }
    return out;
}

static SimObject *
reduce_all(SimWorld *world, SimNdarray *array, SimNpReduction what, bool keep)
{
    int64_t count = sim_np_size(array);
    SimNpValue value;
    SimNpKind kind = result_kind(array->kind, what);
    if (!check_empty(world, count, what)) {
        return NULL;
    }
    if (!reduce_uniform(array, what, &value)) {
        if (!sim_np_can_read(world, array)) {
            return NULL;
        }
        int order[SIM_NP_MAX_DIMS];
        bool positions = what == SIM_NP_ARGMIN || what == SIM_NP_ARGMAX;
        if (positions) {
            for (int i = 0; i < array->ndim; i++) {
                order[i] = i;
            }
        } else {
            sim_np_keep_order(&array, 1, array->ndim, order);
        }
        Line line = {array->kind, g_new(SimNpValue, MAX(count, 1)), count, 0};
        line.run = MAX(even_run(array, order), 1);
        read_line(array, order, array->ndim, array->offset, &line);
        value = reduce_line(&line, what);
        g_free(line.values);
    }
    return keep ? sim_np_object(ones_like_axes(world, kind, array->ndim, value))
                : sim_np_scalar_new(world, kind, value);
}

/* Along another axis than the one with the smallest stride, numpy adds whole rows. */
static bool
is_fastest(SimNdarray *array, int axis)
{
    int order[SIM_NP_MAX_DIMS];
    sim_np_keep_order(&array, 1, array->ndim, order);
    return order[array->ndim - 1] == axis;
}

static SimObject *
reduce_axis(SimWorld *world, SimNdarray *array, SimNpReduction what, int axis, bool keep)
{
    int64_t shape[SIM_NP_MAX_DIMS];
    int64_t rest[SIM_NP_MAX_DIMS];
    int ndim = 0;
    int left = 0;
    for (int i = 0; i < array->ndim; i++) {
        if (i != axis || keep) {
            shape[ndim++] = i == axis ? 1 : array->dims[i];
        }
        if (i != axis) {
            rest[left++] = array->dims[i];
        }
    }
    int64_t count = array->dims[axis];
    if (!check_empty(world, count, what) || !sim_np_can_read(world, array)) {
        return NULL;
    }
    SimNdarray *out =
        sim_np_new(world, result_kind(array->kind, what), ndim, shape, NULL, sim_np_fill_zero());
    if (out == NULL) {
        return NULL;
    }
    Line line = {array->kind, g_new(SimNpValue, MAX(count, 1)), count, MAX(count, 1)};
    line.run = is_fastest(array, axis) ? line.run : 1;
    SimNpWalk walk;
    sim_np_walk_start(&walk, left, rest);
    int64_t width = (int64_t) sim_np_item_size(out->kind);
    for (int64_t to = 0; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk), to += width) {
        int64_t offset = array->offset;
        for (int i = 0, k = 0; i < array->ndim; i++) {
            offset += i == axis ? 0 : walk.index[k++] * sim_np_strides(array)[i];
        }
        read_line(array, &axis, 1, offset, &line);
        sim_np_set(out, to, reduce_line(&line, what));
    }
    g_free(line.values);
    return keep ? sim_np_object(out) : sim_np_result(world, out);
}

int
sim_np_axis_arg(SimWorld *world, SimObject *axis, int ndim)
{
    int64_t number = sim_number_as_index(world, axis, SIM_TYPE_OverflowError);
    if (number == -1 && sim_err_occurred(world) != NULL) {
        return -1;
    }
    if (number < -ndim || number >= ndim) {
        sim_err_format(world, SIM_TYPE_ValueError,
                       "axis %" G_GINT64_FORMAT " is out of bounds for array of dimension %d",
                       number, ndim);
        return -1;
    }
    return (int) (number < 0 ? number + ndim : number);
}

SimObject *
sim_np_reduce(SimWorld *world, SimNdarray *array, SimNpReduction what, SimObject *axis, bool keep)
{
    if (axis == NULL || axis == SIM_NONE(world)) {
        return reduce_all(world, array, what, keep);
    }
    if (SIM_IS_TUPLE(axis)) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "reductions over several axes are not modelled: reduce one after "
                              "the other");
    }
    int number = sim_np_axis_arg(world, axis, array->ndim);
    return number < 0 ? NULL : reduce_axis(world, array, what, number, keep);
}
