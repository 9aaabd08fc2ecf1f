#include "sim/vm/numpy/np_reduce.h"

#include <math.h>
#include <string.h>

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/int.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/vm/numpy/np_scalar.h"
#include "sim/vm/numpy/np_ufunc.h"
#include "sim/vm/threads.h"

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
variance(const Line *line, bool root, int64_t ddof)
{
    double mean = sum_real(line) / (double) line->count;
    double count = (double) MAX(line->count - ddof, 0);
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

/* A division of integers gives floats from the first step on. */
static SimNpKind
fold_kind(SimNpUfunc ufunc, SimNpKind kind)
{
    SimNpRule rule = sim_np_ufunc_info(ufunc)->rule;
    bool to_real = rule == SIM_NP_RULE_DIVIDE || rule == SIM_NP_RULE_FLOAT;
    return rule == SIM_NP_RULE_COMPARE                    ? SIM_NP_BOOL
           : to_real && !sim_np_is_real(kind)             ? SIM_NP_FLOAT64
           : kind == SIM_NP_BOOL && ufunc == SIM_NP_POWER ? SIM_NP_INT8
                                                          : kind;
}

static SimNpKind
result_kind(SimNpKind kind, const SimNpReduce *how)
{
    switch (how->what) {
    case SIM_NP_SUM:
    case SIM_NP_PROD:
        return sim_np_is_real(kind) || how->kind != SIM_NP_KINDS ? kind
               : sim_np_is_unsigned(kind)                        ? SIM_NP_UINT64
                                                                 : SIM_NP_INT64;
    case SIM_NP_MEAN:
    case SIM_NP_STD:
    case SIM_NP_VAR:
        return sim_np_is_real(kind) ? kind : SIM_NP_FLOAT64;
    case SIM_NP_MIN:
    case SIM_NP_MAX:
        return kind;
    case SIM_NP_FOLD:
        return fold_kind(how->ufunc, kind);
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
reduce_line(const Line *line, const SimNpReduce *how)
{
    SimNpReduction what = how->what;
    SimNpKind kind = result_kind(line->kind, how);
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
        return sim_np_convert(variance(line, what == SIM_NP_STD, how->ddof), SIM_NP_FLOAT64, kind);
    case SIM_NP_MIN:
        return fold_values(line, SIM_NP_MINIMUM, kind);
    case SIM_NP_MAX:
        return fold_values(line, SIM_NP_MAXIMUM, kind);
    case SIM_NP_FOLD:
        return fold_values(line, how->ufunc, kind);
    case SIM_NP_ANY:
    case SIM_NP_ALL:
        return sim_np_integer(holds(line, what == SIM_NP_ALL));
    case SIM_NP_ARGMIN:
    case SIM_NP_ARGMAX:
        return sim_np_integer(find_extreme(line, what == SIM_NP_ARGMAX));
    }
    g_assert_not_reached();
}

/* The elements of @axes axes of the array, those of @order, from @offset on, after @first. */
static void
read_line(
    const SimNdarray *array, const int *order, int axes, int64_t offset, Line *line, int first)
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
    for (int64_t i = first; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk), i++) {
        line->values[i] =
            sim_np_convert(sim_np_get(array, walk.offset[0]), array->kind, line->kind);
    }
}

/* Which axes are reduced, and in which order their elements are taken. */
typedef struct {
    bool reduced[SIM_NP_MAX_DIMS];
    int order[SIM_NP_MAX_DIMS]; /* of the reduced ones, the slowest first */
    int count;
    int rest[SIM_NP_MAX_DIMS]; /* the others, as they come */
    int left;
    int64_t size; /* elements of one reduction */
    int64_t run;  /* of them, from the fastest axis on, lie evenly spaced: those are one loop */
} Axes;

static bool
mark_axis(SimWorld *world, SimObject *axis, int ndim, Axes *axes)
{
    int number = sim_np_axis_arg(world, axis, ndim);
    if (number >= 0 && axes->reduced[number]) {
        sim_err_format(world, SIM_TYPE_ValueError, "duplicate value in 'axis'");
        return false;
    }
    if (number >= 0) {
        axes->reduced[number] = true;
    }
    return number >= 0;
}

/* A 0-d array has an axis 0 all the same. */
static bool
mark_axes(SimWorld *world, SimObject *axis, int ndim, Axes *axes)
{
    if (axis == NULL || axis == SIM_NONE(world)) {
        for (int i = 0; i < ndim; i++) {
            axes->reduced[i] = true;
        }
        return true;
    }
    if (!SIM_IS_TUPLE(axis)) {
        return mark_axis(world, axis, MAX(ndim, 1), axes);
    }
    for (size_t i = 0; i < sim_tuple_size(axis); i++) {
        if (!mark_axis(world, sim_tuple_get(axis, i), ndim, axes)) {
            return false;
        }
    }
    return true;
}

static void
measure_run(const SimNdarray *array, const int *sorted, Axes *axes)
{
    axes->run = 1;
    if (array->ndim > 0 && !axes->reduced[sorted[array->ndim - 1]]) {
        return; /* numpy adds whole rows */
    }
    int64_t expected = 0;
    for (int i = axes->count - 1; i >= 0; i--) {
        int axis = axes->order[i];
        int64_t stride = sim_np_strides(array)[axis];
        if (i < axes->count - 1 && array->dims[axis] != 1 && stride != expected) {
            break;
        }
        axes->run *= array->dims[axis];
        expected = i == axes->count - 1 ? array->dims[axis] * stride : expected * array->dims[axis];
    }
}

static bool
choose_axes(SimWorld *world, SimNdarray *array, const SimNpReduce *how, Axes *axes)
{
    int sorted[SIM_NP_MAX_DIMS];
    memset(axes, 0, sizeof *axes);
    if (!mark_axes(world, how->axis, array->ndim, axes)) {
        return false;
    }
    sim_np_keep_order(&array, 1, array->ndim, sorted);
    bool positions = how->what == SIM_NP_ARGMIN || how->what == SIM_NP_ARGMAX;
    axes->size = 1;
    for (int i = 0; i < array->ndim; i++) {
        int axis = positions ? i : sorted[i];
        if (axes->reduced[axis]) {
            axes->order[axes->count++] = axis;
            axes->size *= array->dims[axis];
        }
        if (!axes->reduced[i]) {
            axes->rest[axes->left++] = i;
        }
    }
    measure_run(array, sorted, axes);
    axes->run = MAX(axes->run, 1);
    return true;
}

static bool
check_empty(SimWorld *world, int64_t count, const SimNpReduce *how)
{
    if (count > 0 || how->initial != NULL) {
        return true;
    }
    if (how->what == SIM_NP_MIN || how->what == SIM_NP_MAX || how->what == SIM_NP_FOLD) {
        sim_err_format(world, SIM_TYPE_ValueError,
                       "zero-size array to reduction operation %s which has no identity",
                       how->what == SIM_NP_MIN   ? "minimum"
                       : how->what == SIM_NP_MAX ? "maximum"
                                                 : sim_np_ufunc_info(how->ufunc)->name);
        return false;
    }
    if (how->what == SIM_NP_ARGMIN || how->what == SIM_NP_ARGMAX) {
        sim_err_format(world, SIM_TYPE_ValueError, "attempt to get %s of an empty sequence",
                       how->what == SIM_NP_ARGMIN ? "argmin" : "argmax");
        return false;
    }
    return true;
}

/* A large array of one value needs no elements. */
static bool
reduce_uniform(const SimNdarray *array, const SimNpReduce *how, SimNpValue *result)
{
    SimNpValue value;
    SimNpReduction what = how->what;
    int64_t count = sim_np_size(array);
    if (count <= SIM_NP_LAZY_SIZE || array->kind != sim_np_buffer_kind(array->buffer) ||
        how->kind != SIM_NP_KINDS || how->initial != NULL ||
        !sim_np_buffer_uniform(array->buffer, &value)) {
        return false;
    }
    if (what == SIM_NP_SUM) {
        SimNpKind kind = result_kind(array->kind, how);
        bool exact = !sim_np_is_real(kind) ||
                     fabs(value.real * (double) count) < (kind == SIM_NP_FLOAT32 ? 0x1p24 : 0x1p53);
        *result = sim_np_is_real(kind)
                      ? sim_np_real(value.real * (double) count)
                      : sim_np_integer((int64_t) ((uint64_t) value.integer * (uint64_t) count));
        return exact && (!sim_np_is_real(kind) || rint(value.real) - value.real == 0);
    }
    SimNpValue two[1] = {value};
    Line line = {array->kind, two, 1, 1};
    if (what == SIM_NP_PROD || what == SIM_NP_STD || what == SIM_NP_VAR || what == SIM_NP_FOLD ||
        (what == SIM_NP_MEAN && sim_np_is_real(array->kind) &&
         rint(value.real) - value.real != 0)) {
        return false;
    }
    *result = reduce_line(&line, how);
    return true;
}

/* A new array for the results, its axes in the order of the array's. */
static SimNdarray *
new_result(SimWorld *world, const SimNdarray *array, const SimNpReduce *how, const Axes *axes)
{
    int64_t dims[2 * SIM_NP_MAX_DIMS];
    int order[SIM_NP_MAX_DIMS];
    int ndim = 0;
    int total = how->keep ? array->ndim : axes->left;
    for (int i = 0; i < array->ndim; i++) {
        if (!axes->reduced[i] || how->keep) {
            dims[ndim] = axes->reduced[i] ? 1 : array->dims[i];
            dims[total + ndim++] = axes->reduced[i] ? 0 : sim_np_strides(array)[i];
        }
    }
    SimNdarray like = *array;
    SimNdarray *model = &like;
    like.ndim = ndim;
    like.dims = dims;
    sim_np_keep_order(&model, 1, ndim, order);
    return sim_np_new(world, result_kind(how->kind == SIM_NP_KINDS ? array->kind : how->kind, how),
                      ndim, dims, order, sim_np_fill_zero());
}

static bool
start_line(SimWorld *world, const SimNpReduce *how, const Axes *axes, Line *line)
{
    int first = how->initial != NULL;
    line->count = axes->size + first;
    line->run = axes->run;
    line->values = g_new(SimNpValue, MAX(line->count, 1));
    if (how->initial == NULL) {
        return true;
    }
    SimNpKind kind;
    SimNpValue value;
    if (!sim_np_number_get(world, how->initial, &kind, &value)) {
        if (sim_err_occurred(world) == NULL) {
            sim_err_format(world, SIM_TYPE_TypeError, "initial must be a number");
        }
        return false;
    }
    line->values[0] = sim_np_convert(value, kind, line->kind);
    return true;
}

/* A sum in parts: what sum_real adds one after the other need not be there at once. */
typedef struct {
    double sum;
    SimNpValue extreme;
    int64_t seen;
} Running;

static void
take_block(Running *running, const Line *block, const SimNpReduce *how, SimNpKind kind)
{
    bool narrow = block->kind == SIM_NP_FLOAT32;
    if (how->what == SIM_NP_MIN || how->what == SIM_NP_MAX || !sim_np_is_real(kind)) {
        SimNpReduce part = *how;
        part.what = how->what == SIM_NP_MEAN ? SIM_NP_SUM : how->what;
        SimNpValue value = reduce_line(block, &part);
        SimNpApply join = {how->what == SIM_NP_MIN   ? SIM_NP_MINIMUM
                           : how->what == SIM_NP_MAX ? SIM_NP_MAXIMUM
                                                     : SIM_NP_ADD,
                           kind, kind};
        running->extreme =
            running->seen == 0 ? value : sim_np_apply(&join, running->extreme, value);
    } else {
        double part = sum_real(block);
        running->sum = running->seen == 0 ? part
                       : narrow           ? (double) (float) (running->sum + part)
                                          : running->sum + part;
    }
    running->seen += block->count;
}

static void
read_block(const SimNdarray *array, int64_t at, int64_t stride, Line *block)
{
    for (int64_t i = 0; i < block->count; i++) {
        block->values[i] = sim_np_get(array, array->offset + (at + i) * stride);
    }
}

/* The squares of the distances from the mean, block by block: variance() of a large array. */
static SimNpValue
spread_in_blocks(
    const SimNdarray *array, const SimNpReduce *how, int64_t count, int64_t stride, double mean)
{
    SimNpValue values[BUFFER];
    bool narrow = array->kind == SIM_NP_FLOAT32;
    double sum = 0;
    for (int64_t at = 0; at < count; at += BUFFER) {
        Line block = {array->kind, values, MIN(BUFFER, count - at), BUFFER};
        read_block(array, at, stride, &block);
        for (int64_t i = 0; i < block.count; i++) {
            double off = sim_np_to_real(values[i], array->kind) - mean;
            off = narrow ? (double) (float) off : off;
            values[i].real = narrow ? (double) (float) (off * off) : off * off;
        }
        block.kind = narrow ? SIM_NP_FLOAT32 : SIM_NP_FLOAT64;
        double part = sum_real(&block);
        sum = at == 0 ? part : narrow ? (double) (float) (sum + part) : sum + part;
    }
    double result = sum / (double) MAX(count - how->ddof, 0);
    return sim_np_real(how->what == SIM_NP_STD ? sqrt(result) : result);
}

/* Large arrays in one run: block by block. False: not of that kind. */
static bool
reduce_in_blocks(SimNdarray *array, const SimNpReduce *how, const Axes *axes, SimNpValue *value)
{
    bool spread = how->what == SIM_NP_STD || how->what == SIM_NP_VAR;
    bool known = how->what == SIM_NP_SUM || how->what == SIM_NP_MEAN || how->what == SIM_NP_MIN ||
                 how->what == SIM_NP_MAX || spread;
    if (!known || axes->left > 0 || axes->size <= SIM_NP_LAZY_SIZE || axes->run != axes->size ||
        how->initial != NULL || how->kind != SIM_NP_KINDS) {
        return false;
    }
    SimNpKind kind = result_kind(array->kind, how);
    int64_t stride = sim_np_strides(array)[axes->order[axes->count - 1]];
    SimNpValue values[BUFFER];
    Running running = {0};
    for (int64_t at = 0; at < axes->size; at += BUFFER) {
        Line block = {array->kind, values, MIN(BUFFER, axes->size - at), BUFFER};
        read_block(array, at, stride, &block);
        take_block(&running, &block, how, kind);
    }
    if (spread) {
        double mean = running.sum / (double) axes->size;
        mean = array->kind == SIM_NP_FLOAT32 ? (double) (float) mean : mean;
        *value = sim_np_convert(spread_in_blocks(array, how, axes->size, stride, mean),
                                SIM_NP_FLOAT64, kind);
        return true;
    }
    bool real = sim_np_is_real(kind);
    bool summed = how->what == SIM_NP_SUM || how->what == SIM_NP_MEAN;
    *value = real && summed ? sim_np_real(running.sum) : running.extreme;
    if (how->what == SIM_NP_MEAN) {
        *value =
            sim_np_convert(sim_np_real(running.sum / (double) axes->size), SIM_NP_FLOAT64, kind);
    }
    return true;
}

static bool
fill_result(
    SimWorld *world, SimNdarray *array, const SimNpReduce *how, const Axes *axes, SimNdarray *out)
{
    SimNpValue value;
    if (axes->left == 0 && reduce_uniform(array, how, &value)) {
        sim_np_set(out, 0, value);
        return true;
    }
    Line line = {how->kind == SIM_NP_KINDS ? array->kind : how->kind, NULL, 0, 1};
    if (!sim_np_can_read(world, array)) {
        return false;
    }
    if (reduce_in_blocks(array, how, axes, &value)) {
        sim_np_set(out, 0, value);
        return true;
    }
    if (!start_line(world, how, axes, &line)) {
        g_free(line.values);
        return false;
    }
    int64_t shape[SIM_NP_MAX_DIMS];
    for (int i = 0; i < axes->left; i++) {
        shape[i] = array->dims[axes->rest[i]];
    }
    SimNpWalk walk;
    sim_np_walk_start(&walk, axes->left, shape);
    walk.operands = 2;
    walk.offset[0] = array->offset;
    for (int i = 0; i < axes->left; i++) {
        walk.strides[0][i] = sim_np_strides(array)[axes->rest[i]];
        walk.strides[1][i] = sim_np_strides(out)[how->keep ? axes->rest[i] : i];
    }
    for (; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk)) {
        read_line(array, axes->order, axes->count, walk.offset[0], &line, how->initial != NULL);
        sim_np_set(out, walk.offset[1], reduce_line(&line, how));
    }
    g_free(line.values);
    return true;
}

void
sim_np_raise_axis_of(SimWorld *world, int64_t axis, int ndim, const char *name)
{
    SimObject *module = sim_dict_get_c(world, world->modules, "numpy");
    SimObject *type = module == NULL ? NULL : sim_object_getattr_c(world, module, "AxisError");
    size_t count = name == NULL ? 2 : 3;
    SimObject *args[3] = {sim_int_new(world, axis), sim_int_new(world, ndim),
                          name == NULL ? NULL : sim_str_new(world, name)};
    SimObject *error = type == NULL || args[0] == NULL || args[1] == NULL
                           ? NULL
                           : sim_object_vectorcall(world, type, args, count, NULL);
    for (size_t i = 0; i < count; i++) {
        sim_xdecref(world, args[i]);
    }
    sim_xdecref(world, type);
    if (error != NULL) {
        sim_err_set_raised(world, error);
    }
}

void
sim_np_raise_axis(SimWorld *world, int64_t axis, int ndim)
{
    sim_np_raise_axis_of(world, axis, ndim, NULL);
}

int
sim_np_axis_arg(SimWorld *world, SimObject *axis, int ndim)
{
    int64_t number = sim_number_as_index(world, axis, SIM_TYPE_OverflowError);
    if (number == -1 && sim_err_occurred(world) != NULL) {
        return -1;
    }
    if (number < -ndim || number >= ndim) {
        sim_np_raise_axis(world, number, ndim);
        return -1;
    }
    return (int) (number < 0 ? number + ndim : number);
}

static SimObject *
give_out(SimWorld *world, const SimNpReduce *how, SimNdarray *result)
{
    SimNdarray *out = how->out;
    bool fits = out->ndim == result->ndim &&
                memcmp(out->dims, result->dims, (size_t) out->ndim * sizeof *out->dims) == 0;
    int status = fits ? sim_np_assign(world, out, result) : -1;
    if (!fits && out->ndim != result->ndim) {
        sim_err_format(world, SIM_TYPE_ValueError,
                       "output parameter for reduction operation %s has %s dimensions",
                       how->what == SIM_NP_FOLD ? sim_np_ufunc_info(how->ufunc)->name : "add",
                       out->ndim > result->ndim ? "too many" : "not enough");
    } else if (!fits) {
        sim_err_format(world, SIM_TYPE_ValueError,
                       "output parameter for reduction operation has the wrong shape");
    }
    sim_decref(world, &result->ob);
    return status < 0 ? NULL : sim_newref(world, &out->ob);
}

SimObject *
sim_np_reduce(SimWorld *world, SimNdarray *array, const SimNpReduce *how)
{
    Axes axes;
    if (!choose_axes(world, array, how, &axes) ||
        (sim_np_size(array) == 0 && !check_empty(world, axes.size, how))) {
        return NULL;
    }
    SimNdarray *result = new_result(world, array, how, &axes);
    int64_t count = sim_np_size(array);
    if (result != NULL && (!fill_result(world, array, how, &axes, result) ||
                           !sim_threads_kernel(sim_vm_of(world), count,
                                               count * (int64_t) sizeof(double), "reduce"))) {
        sim_decref(world, &result->ob);
        return NULL;
    }
    if (result != NULL && how->out != NULL) {
        return give_out(world, how, result);
    }
    return sim_np_result(world, result);
}

/* Elements along @axis from the second on: each becomes the operation on the one before. */
static void
accumulate_in_place(SimNdarray *array, SimNpUfunc ufunc, int axis)
{
    SimNpApply apply = {ufunc, array->kind, array->kind};
    int64_t stride = sim_np_strides(array)[axis];
    SimNdarray later = *array;
    int64_t dims[2 * SIM_NP_MAX_DIMS];
    memcpy(dims, array->dims, 2 * (size_t) array->ndim * sizeof *dims);
    later.dims = dims;
    dims[axis] = MAX(dims[axis] - 1, 0);
    SimNpWalk walk;
    sim_np_walk_start(&walk, later.ndim, dims);
    sim_np_walk_add(&walk, &later);
    /* An axis of length 1 does not move the walk, and needs no more. */
    for (; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk)) {
        int64_t at = walk.offset[0];
        SimNpValue value =
            sim_np_apply(&apply, sim_np_get(array, at), sim_np_get(array, at + stride));
        sim_np_set(array, at + stride, value);
    }
}

SimObject *
sim_np_accumulate(SimWorld *world,
                  SimNdarray *array,
                  SimNpUfunc ufunc,
                  SimObject *axis,
                  SimNpKind kind,
                  SimNdarray *out)
{
    bool flat = axis == NULL || axis == SIM_NONE(world);
    SimNpReduce how = {.what = ufunc == SIM_NP_ADD        ? SIM_NP_SUM
                               : ufunc == SIM_NP_MULTIPLY ? SIM_NP_PROD
                                                          : SIM_NP_FOLD,
                       .ufunc = ufunc,
                       .kind = kind};
    SimNpKind wanted = result_kind(kind == SIM_NP_KINDS ? array->kind : kind, &how);
    int along = flat ? 0 : sim_np_axis_arg(world, axis, array->ndim);
    if (along < 0 || !sim_np_can_read(world, array)) {
        return NULL;
    }
    SimNdarray *copy = sim_np_copy(world, array, wanted, NULL);
    int64_t size = sim_np_size(array);
    if (copy != NULL && flat && sim_np_set_dims(world, copy, 1, &size) < 0) {
        sim_decref(world, &copy->ob);
        return NULL;
    }
    if (copy == NULL || !sim_np_can_write(world, copy)) {
        sim_xdecref(world, sim_np_object(copy));
        return NULL;
    }
    if (sim_np_size(copy) > 0) {
        accumulate_in_place(copy, ufunc, along);
    }
    return out == NULL ? &copy->ob : give_out(world, &(SimNpReduce){.out = out}, copy);
}
