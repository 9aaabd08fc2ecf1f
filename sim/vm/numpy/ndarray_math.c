/* Elementwise operators, comparisons and reductions.
 *
 * Stands for the ufunc machinery as far as results and new arrays go. Integer results stay
 * int64, true division and anything with a float gives float64; comparisons give bool.
 */
#include <math.h>

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/float.h"
#include "sim/objects/int.h"
#include "sim/vm/numpy/ndarray.h"

typedef enum {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    FLOOR_DIVIDE,
    REMAINDER,
    POWER,
    COMPARE
} Operation;

static const char *const operation_names[] = {"add",          "subtract",  "multiply", "divide",
                                              "floor_divide", "remainder", "power",    "compare"};

static SimNdarray *
as_array(SimObject *object)
{
    return (SimNdarray *) (void *) object;
}

/* An operand as an array: new reference. NULL without exception: it is no number. */
static SimNdarray *
operand(SimWorld *world, SimObject *object)
{
    if (SIM_IS_NDARRAY(world, object)) {
        return as_array(sim_newref(world, object));
    }
    bool number = SIM_IS_INT(object) || SIM_IS_FLOAT(object) || sim_object_is_index(object) ||
                  sim_np_is_scalar(world, object);
    bool sequence = sim_type_has(object->type, SIM_TPFLAGS_LIST_SUBCLASS) ||
                    sim_type_has(object->type, SIM_TPFLAGS_TUPLE_SUBCLASS);
    return number || sequence ? sim_np_from_object(world, object, SIM_NP_KINDS) : NULL;
}

static double
floor_remainder(double a, double b)
{
    double r = fmod(a, b);
    return !(r >= 0 && r <= 0) && (r < 0) != (b < 0) ? r + b : r;
}

static double
apply_real(Operation operation, double a, double b)
{
    switch (operation) {
    case ADD:
        return a + b;
    case SUBTRACT:
        return a - b;
    case MULTIPLY:
        return a * b;
    case DIVIDE:
        return a / b;
    case FLOOR_DIVIDE:
        return floor(a / b);
    case REMAINDER:
        return floor_remainder(a, b);
    case POWER:
        return pow(a, b);
    case COMPARE:
        break;
    }
    g_assert_not_reached();
}

static int64_t
power_int(int64_t base, int64_t exponent)
{
    uint64_t result = 1;
    uint64_t factor = (uint64_t) base;
    for (; exponent > 0; exponent >>= 1) {
        result = (exponent & 1) != 0 ? result * factor : result;
        factor *= factor;
    }
    return (int64_t) result;
}

/* Wraps around as int64 of numpy does; division by zero gives 0. */
static int64_t
apply_int(Operation operation, int64_t a, int64_t b)
{
    uint64_t x = (uint64_t) a;
    uint64_t y = (uint64_t) b;
    switch (operation) {
    case ADD:
        return (int64_t) (x + y);
    case SUBTRACT:
        return (int64_t) (x - y);
    case MULTIPLY:
        return (int64_t) (x * y);
    case FLOOR_DIVIDE:
        if (b == 0 || (b == -1 && a == INT64_MIN)) {
            return b == 0 ? 0 : INT64_MIN;
        }
        return a / b - (a % b != 0 && (a % b < 0) != (b < 0));
    case REMAINDER:
        if (b == 0 || b == -1) {
            return 0;
        }
        return a % b + (a % b != 0 && (a % b < 0) != (b < 0) ? b : 0);
    case POWER:
        return power_int(a, b);
    case DIVIDE:
    case COMPARE:
        break;
    }
    g_assert_not_reached();
}

static bool
compare_reals(SimCompareOp op, double a, double b)
{
    switch (op) {
    case SIM_LT:
        return a < b;
    case SIM_LE:
        return a <= b;
    case SIM_EQ:
        return a >= b && a <= b;
    case SIM_NE:
        return !(a >= b && a <= b);
    case SIM_GT:
        return a > b;
    case SIM_GE:
        return a >= b;
    }
    g_assert_not_reached();
}

static SimNpKind
result_kind(Operation operation, SimNpKind a, SimNpKind b)
{
    if (operation == COMPARE) {
        return SIM_NP_BOOL;
    }
    if (operation == DIVIDE || a == SIM_NP_FLOAT || b == SIM_NP_FLOAT) {
        return SIM_NP_FLOAT;
    }
    bool logical = operation == ADD || operation == MULTIPLY;
    return a == SIM_NP_BOOL && b == SIM_NP_BOOL && logical ? SIM_NP_BOOL : SIM_NP_INT;
}

char *
sim_np_shape_text(const SimNdarray *array)
{
    GString *text = g_string_new("(");
    for (int i = 0; i < array->ndim; i++) {
        g_string_append_printf(text, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", array->dims[i]);
    }
    g_string_append(text, array->ndim == 1 ? ",)" : ")");
    return g_string_free(text, FALSE);
}

/* The common shape of two operands; false with ValueError when there is none. */
static bool
broadcast(SimWorld *world, const SimNdarray *a, const SimNdarray *b, int *ndim, int64_t *shape)
{
    *ndim = MAX(a->ndim, b->ndim);
    for (int i = 0; i < *ndim; i++) {
        int ia = i - (*ndim - a->ndim);
        int ib = i - (*ndim - b->ndim);
        int64_t x = ia < 0 ? 1 : a->dims[ia];
        int64_t y = ib < 0 ? 1 : b->dims[ib];
        if (x != y && x != 1 && y != 1) {
            g_autofree char *left = sim_np_shape_text(a);
            g_autofree char *right = sim_np_shape_text(b);
            sim_err_format(world, SIM_TYPE_ValueError,
                           "operands could not be broadcast together with shapes %s %s ", left,
                           right);
            return false;
        }
        shape[i] = x == 1 ? y : x;
    }
    return true;
}

static void
compute(SimNpWalk *walk,
        Operation operation,
        SimCompareOp op,
        SimNdarray *a,
        SimNdarray *b,
        SimNdarray *out)
{
    bool real = a->kind == SIM_NP_FLOAT || b->kind == SIM_NP_FLOAT || operation == DIVIDE;
    for (; !sim_np_walk_at_end(walk); sim_np_walk_next(walk)) {
        double x = sim_np_get_real(a, walk->offset[0]);
        double y = sim_np_get_real(b, walk->offset[1]);
        if (operation == COMPARE) {
            sim_np_set_int(out, walk->offset[2], compare_reals(op, x, y));
        } else if (real) {
            sim_np_set_real(out, walk->offset[2], apply_real(operation, x, y));
        } else {
            sim_np_set_int(out, walk->offset[2],
                           apply_int(operation, sim_np_get_int(a, walk->offset[0]),
                                     sim_np_get_int(b, walk->offset[1])));
        }
    }
}

/* A 0-d result becomes a scalar, as numpy's ufuncs return it. */
static SimObject *
as_result(SimWorld *world, SimNdarray *array)
{
    if (array == NULL || array->ndim > 0) {
        return array == NULL ? NULL : &array->ob;
    }
    SimObject *scalar = sim_np_scalar(world, array, array->offset);
    sim_decref(world, &array->ob);
    return scalar;
}

static bool
has_negative(SimNdarray *array)
{
    SimNpWalk walk;
    sim_np_walk_start(&walk, array->ndim, array->dims);
    sim_np_walk_add(&walk, array);
    for (; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk)) {
        if (sim_np_get_int(array, walk.offset[0]) < 0) {
            return true;
        }
    }
    return false;
}

/* Both operands are arrays; @into (borrowed) or a new array takes the result. */
static SimObject *
operate_arrays(SimWorld *world,
               Operation operation,
               SimCompareOp op,
               SimNdarray *a,
               SimNdarray *b,
               SimNdarray *into)
{
    int ndim;
    int64_t shape[SIM_NP_MAX_DIMS];
    if (!broadcast(world, a, b, &ndim, shape) || !sim_np_touch(world, a) ||
        !sim_np_touch(world, b)) {
        return NULL;
    }
    SimNpKind kind = result_kind(operation, a->kind, b->kind);
    if (into != NULL && kind == SIM_NP_FLOAT && into->kind != SIM_NP_FLOAT) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "Cannot cast ufunc '%s' output from dtype('float64') to "
                              "dtype('%s') with casting rule 'same_kind'",
                              operation_names[operation], sim_np_kind_name(into->kind));
    }
    if (operation == POWER && kind == SIM_NP_INT && has_negative(b)) {
        return sim_err_format(world, SIM_TYPE_ValueError,
                              "Integers to negative integer powers are not allowed.");
    }
    SimNdarray *out = into != NULL
                          ? as_array(sim_newref(world, &into->ob))
                          : sim_np_new(world, kind, ndim, shape, (SimNpFill){SIM_NP_ZERO, 0, 0});
    if (out == NULL || !sim_np_touch(world, out)) {
        sim_xdecref(world, out == NULL ? NULL : &out->ob);
        return NULL;
    }
    SimNpWalk walk;
    sim_np_walk_start(&walk, out->ndim, out->dims);
    bool fits = ndim <= out->ndim && sim_np_walk_add(&walk, a) && sim_np_walk_add(&walk, b) &&
                sim_np_walk_add(&walk, out);
    if (!fits) {
        g_autofree char *text = sim_np_shape_text(out);
        sim_decref(world, &out->ob);
        return sim_err_format(world, SIM_TYPE_ValueError,
                              "non-broadcastable output operand with shape %s doesn't match the "
                              "broadcast shape",
                              text);
    }
    compute(&walk, operation, op, a, b, out);
    return into != NULL ? &out->ob : as_result(world, out);
}

static SimObject *
operate(SimWorld *world, Operation operation, SimCompareOp op, SimObject *left, SimObject *right)
{
    SimNdarray *a = operand(world, left);
    SimNdarray *b = a == NULL ? NULL : operand(world, right);
    SimObject *result = NULL;
    if (a != NULL && b != NULL) {
        result = operate_arrays(world, operation, op, a, b, NULL);
    } else if (!sim_err_occurred(world)) {
        result = sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    sim_xdecref(world, a == NULL ? NULL : &a->ob);
    sim_xdecref(world, b == NULL ? NULL : &b->ob);
    return result;
}

static SimObject *
operate_inplace(SimWorld *world, Operation operation, SimObject *left, SimObject *right)
{
    SimNdarray *b = operand(world, right);
    if (b == NULL) {
        return sim_err_occurred(world) ? NULL : sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    SimObject *result = operate_arrays(world, operation, SIM_EQ, as_array(left), b, as_array(left));
    sim_decref(world, &b->ob);
    return result;
}

#define BINARY(slot, operation)                                                                    \
    SimObject *sim_np_nb_##slot(SimWorld *world, SimObject *a, SimObject *b)                       \
    {                                                                                              \
        return operate(world, operation, SIM_EQ, a, b);                                            \
    }                                                                                              \
    SimObject *sim_np_nb_inplace_##slot(SimWorld *world, SimObject *a, SimObject *b)               \
    {                                                                                              \
        return operate_inplace(world, operation, a, b);                                            \
    }
#include "sim/vm/numpy/np_operator.def"
#undef BINARY

SimObject *
sim_np_power(SimWorld *world, SimObject *a, SimObject *b, SimObject *modulus)
{
    (void) modulus;
    return operate(world, POWER, SIM_EQ, a, b);
}

SimObject *
sim_np_inplace_power(SimWorld *world, SimObject *a, SimObject *b, SimObject *modulus)
{
    (void) modulus;
    return operate_inplace(world, POWER, a, b);
}

SimObject *
sim_np_richcompare(SimWorld *world, SimObject *self, SimObject *other, SimCompareOp op)
{
    return operate(world, COMPARE, op, self, other);
}

SimObject *
sim_np_map(SimWorld *world, SimObject *argument, double (*function)(double))
{
    SimNdarray *array = operand(world, argument);
    if (array == NULL) {
        return sim_err_occurred(world)
                   ? NULL
                   : sim_err_format(world, SIM_TYPE_TypeError,
                                    "ufunc is not supported for the input types");
    }
    SimNdarray *out =
        sim_np_new(world, SIM_NP_FLOAT, array->ndim, array->dims, (SimNpFill){SIM_NP_ZERO, 0, 0});
    if (out != NULL && sim_np_touch(world, array) && sim_np_touch(world, out)) {
        SimNpWalk walk;
        sim_np_walk_start(&walk, array->ndim, array->dims);
        sim_np_walk_add(&walk, array);
        sim_np_walk_add(&walk, out);
        for (; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk)) {
            sim_np_set_real(out, walk.offset[1], function(sim_np_get_real(array, walk.offset[0])));
        }
    }
    sim_decref(world, &array->ob);
    if (sim_err_occurred(world)) {
        sim_xdecref(world, out == NULL ? NULL : &out->ob);
        return NULL;
    }
    return as_result(world, out);
}

static SimObject *
operate_with_int(SimWorld *world, Operation operation, SimObject *self, int64_t other)
{
    SimObject *number = sim_int_new(world, other);
    SimObject *result = number == NULL ? NULL : operate(world, operation, SIM_EQ, self, number);
    sim_xdecref(world, number);
    return result;
}

SimObject *
sim_np_negative(SimWorld *world, SimObject *self)
{
    return operate_with_int(world, MULTIPLY, self, -1);
}

SimObject *
sim_np_positive(SimWorld *world, SimObject *self)
{
    SimNdarray *copy = sim_np_copy(world, as_array(self), as_array(self)->kind);
    return copy == NULL ? NULL : &copy->ob;
}

SimObject *
sim_np_absolute(SimWorld *world, SimObject *self)
{
    SimNdarray *copy = sim_np_copy(world, as_array(self), as_array(self)->kind);
    if (copy == NULL || !sim_np_touch(world, copy)) {
        return NULL;
    }
    SimNpWalk walk;
    sim_np_walk_start(&walk, copy->ndim, copy->dims);
    sim_np_walk_add(&walk, copy);
    for (; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk)) {
        sim_np_set_real(copy, walk.offset[0], fabs(sim_np_get_real(copy, walk.offset[0])));
    }
    return &copy->ob;
}

/* The only element of an array of size 1. */
static SimObject *
single(SimWorld *world, SimObject *self)
{
    SimNdarray *array = as_array(self);
    if (sim_np_size(array) != 1) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "only size-1 arrays can be converted to Python scalars");
    }
    return sim_np_touch(world, array) ? sim_np_scalar(world, array, array->offset) : NULL;
}

SimObject *
sim_np_as_float(SimWorld *world, SimObject *self)
{
    SimObject *element = single(world, self);
    SimObject *result =
        element == NULL ? NULL : sim_float_new(world, sim_np_as_double(world, element));
    sim_xdecref(world, element);
    return result;
}

SimObject *
sim_np_as_int(SimWorld *world, SimObject *self)
{
    SimObject *element = single(world, self);
    SimObject *result =
        element == NULL ? NULL : sim_int_from_double(world, sim_np_as_double(world, element));
    sim_xdecref(world, element);
    return result;
}

/* numpy adds up in pairs of halves down to 128 elements, eight sums at a time; the rounding
 * of sum() and mean() follows from it (pairwise_sum in loops_utils.h.src). */
static double
pairwise_sum(const double *values, int64_t count)
{
    if (count < 8) {
        double sum = 0;
        for (int64_t i = 0; i < count; i++) {
            sum += values[i];
        }
        return sum;
    }
    if (count > 128) {
        int64_t half = count / 2 - (count / 2) % 8;
        return pairwise_sum(values, half) + pairwise_sum(values + half, count - half);
    }
    double r[8];
    int64_t i;
    for (i = 0; i < 8; i++) {
        r[i] = values[i];
    }
    for (; i + 8 <= count; i += 8) {
        for (int k = 0; k < 8; k++) {
            r[k] += values[i + k];
        }
    }
    double sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
    for (; i < count; i++) {
        sum += values[i];
    }
    return sum;
}

static double
standard_deviation(double *values, int64_t count)
{
    double mean = pairwise_sum(values, count) / (double) count;
    for (int64_t i = 0; i < count; i++) {
        values[i] = (values[i] - mean) * (values[i] - mean);
    }
    return sqrt(pairwise_sum(values, count) / (double) count);
}

static double
extreme(const double *values, int64_t count, bool largest)
{
    double best = values[0];
    for (int64_t i = 1; i < count; i++) {
        bool better = largest ? values[i] > best : values[i] < best;
        best = better || isnan(values[i]) ? values[i] : best;
    }
    return best;
}

static double
reduce_values(double *values, int64_t count, SimNpReduction what)
{
    switch (what) {
    case SIM_NP_SUM:
        return pairwise_sum(values, count);
    case SIM_NP_MEAN:
        return pairwise_sum(values, count) / (double) count;
    case SIM_NP_STD:
        return standard_deviation(values, count);
    case SIM_NP_MIN:
    case SIM_NP_MAX:
        return extreme(values, count, what == SIM_NP_MAX);
    }
    g_assert_not_reached();
}

static SimNpKind
reduced_kind(SimNpKind kind, SimNpReduction what)
{
    if (what == SIM_NP_MEAN || what == SIM_NP_STD) {
        return SIM_NP_FLOAT;
    }
    return what == SIM_NP_SUM && kind == SIM_NP_BOOL ? SIM_NP_INT : kind;
}

/* The elements of one line of the array along @axis (all of them: -1), as doubles. */
static SimObject *
reduce_all(SimWorld *world, SimNdarray *array, SimNpReduction what)
{
    int64_t count = sim_np_size(array);
    if (count == 0 && (what == SIM_NP_MIN || what == SIM_NP_MAX)) {
        return sim_err_format(world, SIM_TYPE_ValueError,
                              "zero-size array to reduction operation %s which has no identity",
                              what == SIM_NP_MIN ? "minimum" : "maximum");
    }
    g_autofree double *values = g_new(double, MAX(count, 1));
    int64_t total = 0;
    SimNpWalk walk;
    sim_np_walk_start(&walk, array->ndim, array->dims);
    sim_np_walk_add(&walk, array);
    for (int64_t i = 0; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk), i++) {
        values[i] = sim_np_get_real(array, walk.offset[0]);
        total =
            array->kind == SIM_NP_FLOAT
                ? 0
                : (int64_t) ((uint64_t) total + (uint64_t) sim_np_get_int(array, walk.offset[0]));
    }
    SimNpKind kind = reduced_kind(array->kind, what);
    double real = reduce_values(values, count, what);
    int64_t integer = what == SIM_NP_SUM ? total : (int64_t) (kind == SIM_NP_FLOAT ? 0 : real);
    return sim_np_make_scalar(world, kind, real, integer);
}

/* The part of @array at @index of @axis. */
static SimNdarray *
line_of(SimWorld *world, SimNdarray *array, int axis, const int64_t *index)
{
    int64_t offset = array->offset;
    for (int i = 0, k = 0; i < array->ndim; i++) {
        offset += i == axis ? 0 : index[k++] * array->dims[array->ndim + i];
    }
    return sim_np_view(world, array, 1, &array->dims[axis], &array->dims[array->ndim + axis],
                       offset);
}

static SimObject *
reduce_axis(SimWorld *world, SimNdarray *array, SimNpReduction what, int axis)
{
    int64_t shape[SIM_NP_MAX_DIMS];
    int ndim = 0;
    for (int i = 0; i < array->ndim; i++) {
        if (i != axis) {
            shape[ndim++] = array->dims[i];
        }
    }
    SimNdarray *out = sim_np_new(world, reduced_kind(array->kind, what), ndim, shape,
                                 (SimNpFill){SIM_NP_ZERO, 0, 0});
    if (out == NULL || !sim_np_touch(world, out)) {
        return NULL;
    }
    SimNpWalk walk;
    sim_np_walk_start(&walk, ndim, shape);
    sim_np_walk_add(&walk, out);
    for (; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk)) {
        SimNdarray *line = line_of(world, array, axis, walk.index);
        SimObject *value = line == NULL ? NULL : reduce_all(world, line, what);
        sim_xdecref(world, line == NULL ? NULL : &line->ob);
        if (value == NULL) {
            sim_decref(world, &out->ob);
            return NULL;
        }
        sim_np_set_real(out, walk.offset[0], sim_np_as_double(world, value));
        sim_decref(world, value);
    }
    return as_result(world, out);
}

SimObject *
sim_np_reduce(SimWorld *world, SimNdarray *array, SimNpReduction what, SimObject *axis)
{
    if (!sim_np_touch(world, array)) {
        return NULL;
    }
    if (axis == NULL || axis == SIM_NONE(world)) {
        return reduce_all(world, array, what);
    }
    int64_t number = sim_number_as_index(world, axis, SIM_TYPE_OverflowError);
    if (number == -1 && sim_err_occurred(world)) {
        return NULL;
    }
    if (number < -array->ndim || number >= array->ndim) {
        return sim_err_format(world, SIM_TYPE_ValueError,
                              "axis %" G_GINT64_FORMAT
                              " is out of bounds for array of dimension %d",
                              number, array->ndim);
    }
    return reduce_axis(world, array, what, (int) (number < 0 ? number + array->ndim : number));
}

static double
dot_line(const SimNdarray *a, int64_t from_a, const SimNdarray *b, int64_t from_b, int64_t count)
{
    int64_t step_a = a->dims[2 * a->ndim - 1];
    int64_t step_b = b->dims[b->ndim];
    double sum = 0;
    for (int64_t i = 0; i < count; i++) {
        sum += sim_np_get_real(a, from_a + i * step_a) * sim_np_get_real(b, from_b + i * step_b);
    }
    return sum;
}

/* a @ b for one and two dimensions. */
SimObject *
sim_np_dot(SimWorld *world, SimNdarray *a, SimNdarray *b)
{
    if (a->ndim == 0 || b->ndim == 0) {
        return operate(world, MULTIPLY, SIM_EQ, &a->ob, &b->ob);
    }
    if (a->ndim > 2 || b->ndim > 2) {
        return sim_err_format(world, SIM_TYPE_ValueError,
                              "dot of more than two dimensions is not modelled");
    }
    int64_t count = a->dims[a->ndim - 1];
    if (count != b->dims[0]) {
        g_autofree char *left = sim_np_shape_text(a);
        g_autofree char *right = sim_np_shape_text(b);
        return sim_err_format(world, SIM_TYPE_ValueError,
                              "shapes %s and %s not aligned: %" G_GINT64_FORMAT
                              " (dim %d) != %" G_GINT64_FORMAT " (dim 0)",
                              left, right, count, a->ndim - 1, b->dims[0]);
    }
    int64_t shape[2];
    int ndim = 0;
    if (a->ndim == 2) {
        shape[ndim++] = a->dims[0];
    }
    if (b->ndim == 2) {
        shape[ndim++] = b->dims[1];
    }
    SimNpKind kind = a->kind == SIM_NP_FLOAT || b->kind == SIM_NP_FLOAT ? SIM_NP_FLOAT : SIM_NP_INT;
    SimNdarray *out = sim_np_new(world, kind, ndim, shape, (SimNpFill){SIM_NP_ZERO, 0, 0});
    if (out == NULL || !sim_np_touch(world, a) || !sim_np_touch(world, b) ||
        !sim_np_touch(world, out)) {
        return NULL;
    }
    SimNpWalk walk;
    sim_np_walk_start(&walk, ndim, shape);
    sim_np_walk_add(&walk, out);
    for (; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk)) {
        int64_t row = a->ndim == 2 ? walk.index[0] * a->dims[2] : 0;
        int64_t column = b->ndim == 2 ? walk.index[ndim - 1] * b->dims[3] : 0;
        sim_np_set_real(out, walk.offset[0],
                        dot_line(a, a->offset + row, b, b->offset + column, count));
    }
    return as_result(world, out);
}

SimObject *
sim_np_matmul(SimWorld *world, SimObject *a, SimObject *b)
{
    if (!SIM_IS_NDARRAY(world, a) || !SIM_IS_NDARRAY(world, b)) {
        return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    return sim_np_dot(world, as_array(a), as_array(b));
}
