/* np.dot and the operator @. */
#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/vm/numpy/ndarray_type.h"
#include "sim/vm/numpy/np_coerce.h"
#include "sim/vm/numpy/np_reduce.h"
#include "sim/vm/numpy/np_ufunc.h"
#include "sim/vm/threads.h"

static SimNpValue
dot_line(const SimNdarray *a,
         int64_t from_a,
         const SimNdarray *b,
         int64_t from_b,
         int64_t count,
         SimNpKind kind)
{
    int64_t step_a = sim_np_strides(a)[a->ndim - 1];
    int64_t step_b = sim_np_strides(b)[0];
    SimNpApply multiply = {SIM_NP_MULTIPLY, kind, kind};
    SimNpApply add = {SIM_NP_ADD, kind, kind};
    SimNpValue sum = sim_np_is_real(kind) ? sim_np_real(0) : sim_np_integer(0);
    for (int64_t i = 0; i < count; i++) {
        SimNpValue x = sim_np_convert(sim_np_get(a, from_a + i * step_a), a->kind, kind);
        SimNpValue y = sim_np_convert(sim_np_get(b, from_b + i * step_b), b->kind, kind);
        sum = sim_np_apply(&add, sum, sim_np_apply(&multiply, x, y));
    }
    return sum;
}

enum {
    MAX_PRODUCTS = 1 << 30 /* that one product of matrices may need: 1000 * 1000 * 1000 */
};

/* The elements of an operand, line after line along the axis that is summed over. */
static SimNpValue *
read_lines(const SimNdarray *array, bool by_column, SimNpKind kind)
{
    SimNdarray turned = *array;
    int64_t dims[4];
    if (by_column && array->ndim == 2) {
        for (int i = 0; i < 2; i++) {
            dims[i] = array->dims[1 - i];
            dims[2 + i] = sim_np_strides(array)[1 - i];
        }
        turned.dims = dims;
    }
    SimNpValue *values = g_new(SimNpValue, MAX(sim_np_size(array), 1));
    SimNpWalk walk;
    sim_np_walk_start(&walk, turned.ndim, turned.dims);
    sim_np_walk_add(&walk, &turned);
    for (int64_t i = 0; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk), i++) {
        values[i] = sim_np_convert(sim_np_get(array, walk.offset[0]), array->kind, kind);
    }
    return values;
}

static SimNpValue
dot_values(const SimNpValue *x, const SimNpValue *y, int64_t count, bool real)
{
    if (real) {
        double sum = 0;
        for (int64_t i = 0; i < count; i++) {
            sum += x[i].real * y[i].real;
        }
        return sim_np_real(sum);
    }
    uint64_t sum = 0;
    for (int64_t i = 0; i < count; i++) {
        sum += (uint64_t) x[i].integer * (uint64_t) y[i].integer;
    }
    return sim_np_integer((int64_t) sum);
}

/* The wide kinds need no rounding after each step: what dot_line does, many times faster. */
static void
multiply_wide(const SimNdarray *a, const SimNdarray *b, int64_t count, SimNdarray *out)
{
    g_autofree SimNpValue *rows = read_lines(a, false, out->kind);
    g_autofree SimNpValue *columns = read_lines(b, true, out->kind);
    int64_t width = b->ndim == 2 ? b->dims[1] : 1;
    int64_t height = a->ndim == 2 ? a->dims[0] : 1;
    bool real = sim_np_is_real(out->kind);
    int64_t offset = out->offset;
    for (int64_t i = 0; i < height; i++) {
        for (int64_t k = 0; k < width; k++, offset += 8) {
            sim_np_set(out, offset, dot_values(rows + i * count, columns + k * count, count, real));
        }
    }
}

static bool
is_too_much(SimWorld *world, int ndim, const int64_t *shape, int64_t count)
{
    double products = (double) count;
    for (int i = 0; i < ndim; i++) {
        products *= (double) shape[i];
    }
    if (products <= MAX_PRODUCTS) {
        return false;
    }
    sim_err_format(world, SIM_TYPE_MemoryError,
                   "the model computes no product of matrices that takes %.0f multiplications: use "
                   "smaller ones",
                   products);
    return true;
}

static bool
check(SimWorld *world, const SimNdarray *a, const SimNdarray *b, bool matmul)
{
    if (matmul && (a->ndim == 0 || b->ndim == 0)) {
        sim_err_format(world, SIM_TYPE_ValueError,
                       "matmul: Input operand %d does not have enough dimensions (has 0, gufunc "
                       "core with signature (n?,k),(k,m?)->(n?,m?) requires 1)",
                       a->ndim == 0 ? 0 : 1);
        return false;
    }
    if (a->ndim > 2 || b->ndim > 2) {
        sim_err_format(world, SIM_TYPE_ValueError,
                       "products of arrays of more than two dimensions are not modelled");
        return false;
    }
    int64_t count = a->ndim == 0 || b->ndim == 0 ? 0 : a->dims[a->ndim - 1];
    if (a->ndim == 0 || b->ndim == 0 || count == b->dims[0]) {
        return true;
    }
    if (matmul) {
        sim_err_format(world, SIM_TYPE_ValueError,
                       "matmul: Input operand 1 has a mismatch in its core dimension 0, with "
                       "gufunc signature (n?,k),(k,m?)->(n?,m?) (size %" G_GINT64_FORMAT
                       " is different from %" G_GINT64_FORMAT ")",
                       b->dims[0], count);
        return false;
    }
    g_autofree char *left = sim_np_shape_text(a->ndim, a->dims);
    g_autofree char *right = sim_np_shape_text(b->ndim, b->dims);
    sim_err_format(world, SIM_TYPE_ValueError,
                   "shapes %s and %s not aligned: %" G_GINT64_FORMAT
                   " (dim %d) != %" G_GINT64_FORMAT " (dim 0)",
                   left, right, count, a->ndim - 1, b->dims[0]);
    return false;
}

SimObject *
sim_np_dot(SimWorld *world, SimNdarray *a, SimNdarray *b, bool matmul)
{
    if (!check(world, a, b, matmul)) {
        return NULL;
    }
    if (a->ndim == 0 || b->ndim == 0) {
        return sim_np_operate(world, SIM_NP_MULTIPLY, &a->ob, &b->ob, NULL);
    }
    if (!sim_np_can_read(world, a) || !sim_np_can_read(world, b)) {
        return NULL;
    }
    int64_t shape[2];
    int ndim = 0;
    if (a->ndim == 2) {
        shape[ndim++] = a->dims[0];
    }
    if (b->ndim == 2) {
        shape[ndim++] = b->dims[1];
    }
    int64_t count = a->dims[a->ndim - 1];
    SimNpKind kind = sim_np_promote(a->kind, b->kind);
    if (is_too_much(world, ndim, shape, count)) {
        return NULL;
    }
    SimNdarray *out = sim_np_new(world, kind, ndim, shape, NULL, sim_np_fill_zero());
    if (out == NULL || !sim_np_can_write(world, out)) {
        sim_xdecref(world, sim_np_object(out));
        return NULL;
    }
    if (kind == SIM_NP_FLOAT64 || kind == SIM_NP_INT64) {
        multiply_wide(a, b, count, out);
        int64_t products = count * sim_np_size(out);
        if (!sim_threads_kernel(sim_vm_of(world), products, 2 * products, "dot")) {
            sim_decref(world, &out->ob);
            return NULL;
        }
        return sim_np_result(world, out);
    }
    SimNpWalk walk;
    sim_np_walk_start(&walk, ndim, shape);
    sim_np_walk_add(&walk, out);
    for (; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk)) {
        int64_t row = a->ndim == 2 ? walk.index[0] * sim_np_strides(a)[0] : 0;
        int64_t column = b->ndim == 2 ? walk.index[ndim - 1] * sim_np_strides(b)[1] : 0;
        sim_np_set(out, walk.offset[0],
                   dot_line(a, a->offset + row, b, b->offset + column, count, kind));
    }
    return sim_np_result(world, out);
}

SimObject *
sim_np_matmul(SimWorld *world, SimObject *a, SimObject *b)
{
    SimNdarray *left = sim_np_as_array(world, a);
    SimNdarray *right = left == NULL ? NULL : sim_np_as_array(world, b);
    SimObject *result = right == NULL ? NULL : sim_np_dot(world, left, right, true);
    sim_xdecref(world, sim_np_object(left));
    sim_xdecref(world, sim_np_object(right));
    return result;
}
