#include "sim/vm/numpy/np_ufunc.h"

#include <string.h>

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/str.h"
#include "sim/vm/numpy/np_coerce.h"
#include "sim/vm/numpy/np_error.h"
#include "sim/vm/threads.h"

/* One side of an operation. */
typedef struct {
    SimNdarray *array; /* owned; NULL: a number */
    SimNpKind kind;
    SimNpValue value; /* of a number */
} Operand;

static void
clear_operand(SimWorld *world, Operand *operand)
{
    sim_xdecref(world, sim_np_object(operand->array));
}

/* False without an exception: nothing numpy computes with. */
static bool
read_operand(SimWorld *world, SimObject *object, Operand *operand)
{
    operand->array = NULL;
    if (SIM_IS_NDARRAY(world, object)) {
        operand->array = sim_np_cast(sim_newref(world, object));
        operand->kind = operand->array->kind;
        return true;
    }
    if (sim_np_number_get(world, object, &operand->kind, &operand->value)) {
        return true;
    }
    bool sequence = sim_type_has(object->type, SIM_TPFLAGS_LIST_SUBCLASS) ||
                    sim_type_has(object->type, SIM_TPFLAGS_TUPLE_SUBCLASS) ||
                    object->type == sim_type(world, SIM_TYPE_RANGE);
    if (sim_err_occurred(world) != NULL || !sequence) {
        return false;
    }
    operand->array = sim_np_from_object(world, object, SIM_NP_KINDS);
    operand->kind = operand->array == NULL ? SIM_NP_KINDS : operand->array->kind;
    return operand->array != NULL;
}

/* For the choice of kinds: a 0-d array counts as a scalar. */
static bool
counts_as_scalar(const Operand *operand)
{
    return operand->array == NULL || operand->array->ndim == 0;
}

static SimNpValue
scalar_value(const Operand *operand)
{
    return operand->array == NULL ? operand->value
                                  : sim_np_get(operand->array, operand->array->offset);
}

static SimNpKind
common_kind(const Operand *a, const Operand *b)
{
    if (counts_as_scalar(a) == counts_as_scalar(b)) {
        return sim_np_promote(a->kind, b->kind);
    }
    return counts_as_scalar(a) ? sim_np_promote_scalar(b->kind, a->kind, scalar_value(a))
                               : sim_np_promote_scalar(a->kind, b->kind, scalar_value(b));
}

/* Integers have no flag of the host's. */
static unsigned
integer_errors(const SimNpApply *apply, SimNpValue y)
{
    bool divides = apply->ufunc == SIM_NP_FLOOR_DIVIDE || apply->ufunc == SIM_NP_REMAINDER ||
                   apply->ufunc == SIM_NP_FMOD;
    bool met = divides && !sim_np_is_real(apply->in) && y.integer == 0;
    return met ? 1U << SIM_NP_ERR_DIVIDE : 0;
}

/* Comparing with not-a-number, for one, is no error. */
static bool
reports_errors(const SimNpApply *apply)
{
    return sim_np_ufunc_info(apply->ufunc)->rule != SIM_NP_RULE_COMPARE;
}

static bool
raise_unsupported(SimWorld *world, const SimNpUfuncInfo *info)
{
    sim_err_format(world, SIM_TYPE_TypeError,
                   "ufunc '%s' not supported for the input types, and the inputs could not be "
                   "safely coerced to any supported types according to the casting rule ''safe''",
                   info->name);
    return false;
}

static bool
refuse_bool(SimWorld *world, SimNpUfunc ufunc)
{
    if (ufunc == SIM_NP_SUBTRACT) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "numpy boolean subtract, the `-` operator, is not supported, use the "
                       "bitwise_xor, the `^` operator, or the logical_xor function instead.");
        return false;
    }
    if (ufunc == SIM_NP_NEGATIVE) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "The numpy boolean negative, the `-` operator, is not supported, use the "
                       "`~` operator or the logical_not function instead.");
        return false;
    }
    if (ufunc == SIM_NP_POSITIVE) {
        sim_np_raise(world, "_UFuncNoLoopError",
                     "ufunc 'positive' did not contain a loop with signature matching types "
                     "<class 'numpy.dtype[bool_]'> -> None");
        return false;
    }
    return true;
}

/* sin() of small integers is float16 or float32. */
static bool
float_kind(SimWorld *world, const SimNpUfuncInfo *info, SimNpKind kind, SimNpKind *out)
{
    size_t size = sim_np_item_size(kind);
    *out = sim_np_is_real(kind) ? kind : size >= 4 ? SIM_NP_FLOAT64 : SIM_NP_FLOAT32;
    if (sim_np_is_real(kind) || size > 1) {
        return true;
    }
    sim_err_format(world, SIM_TYPE_TypeError,
                   "ufunc '%s' of %s gives float16, which is not modelled", info->name,
                   sim_np_kind_name(kind));
    return false;
}

/* The kinds to compute in; false with TypeError. */
static bool
resolve(SimWorld *world, SimNpUfunc ufunc, SimNpKind kind, SimNpApply *apply)
{
    const SimNpUfuncInfo *info = sim_np_ufunc_info(ufunc);
    *apply = (SimNpApply){ufunc, kind, kind};
    switch (info->rule) {
    case SIM_NP_RULE_SAME:
        return kind != SIM_NP_BOOL || refuse_bool(world, ufunc);
    case SIM_NP_RULE_COMPARE:
        apply->out = SIM_NP_BOOL;
        return true;
    case SIM_NP_RULE_BITS:
    case SIM_NP_RULE_SHIFT:
        if (sim_np_is_real(kind)) {
            return raise_unsupported(world, info);
        }
        break;
    case SIM_NP_RULE_DIVIDE:
        apply->in = sim_np_is_real(kind) ? kind : SIM_NP_FLOAT64;
        break;
    case SIM_NP_RULE_FLOAT:
        if (!float_kind(world, info, kind, &apply->in)) {
            return false;
        }
        break;
    case SIM_NP_RULE_NO_BOOL:
        break;
    }
    bool widens = info->rule == SIM_NP_RULE_NO_BOOL || info->rule == SIM_NP_RULE_SHIFT;
    apply->in = widens && apply->in == SIM_NP_BOOL ? SIM_NP_INT8 : apply->in;
    apply->out = apply->in;
    return true;
}

static bool
raise_negative_power(SimWorld *world)
{
    sim_err_format(world, SIM_TYPE_ValueError,
                   "Integers to negative integer powers are not allowed.");
    return false;
}

static bool
check_power(SimWorld *world, const SimNpApply *apply, const Operand *exponent)
{
    if (apply->ufunc != SIM_NP_POWER || sim_np_is_real(apply->in) ||
        sim_np_is_unsigned(apply->in)) {
        return true;
    }
    if (counts_as_scalar(exponent)) {
        return scalar_value(exponent).integer >= 0 || raise_negative_power(world);
    }
    const SimNdarray *array = exponent->array;
    SimNpWalk walk;
    sim_np_walk_start(&walk, array->ndim, array->dims);
    sim_np_walk_add(&walk, array);
    for (; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk)) {
        if (sim_np_get(array, walk.offset[0]).integer < 0) {
            return raise_negative_power(world);
        }
    }
    return true;
}

/* Whether a sum, difference or product of two scalars went beyond its integer kind. */
static bool
wraps_around(const SimNpApply *apply, SimNpValue x, SimNpValue y, SimNpValue result)
{
    bool real = sim_np_is_real(apply->in) || apply->in == SIM_NP_BOOL;
    if (real || (apply->ufunc != SIM_NP_ADD && apply->ufunc != SIM_NP_SUBTRACT &&
                 apply->ufunc != SIM_NP_MULTIPLY)) {
        return false;
    }
    int64_t exact;
    uint64_t large;
    bool add = apply->ufunc == SIM_NP_ADD;
    bool subtract = apply->ufunc == SIM_NP_SUBTRACT;
    if (apply->in == SIM_NP_UINT64) {
        uint64_t a = (uint64_t) x.integer;
        uint64_t b = (uint64_t) y.integer;
        return add        ? __builtin_add_overflow(a, b, &large)
               : subtract ? __builtin_sub_overflow(a, b, &large)
                          : __builtin_mul_overflow(a, b, &large);
    }
    bool over = add        ? __builtin_add_overflow(x.integer, y.integer, &exact)
                : subtract ? __builtin_sub_overflow(x.integer, y.integer, &exact)
                           : __builtin_mul_overflow(x.integer, y.integer, &exact);
    return over || exact != result.integer;
}

/* Scalars alone. @by_operator: not by a call of the ufunc. */
static SimObject *
operate_numbers(
    SimWorld *world, const SimNpApply *apply, const Operand *a, const Operand *b, bool by_operator)
{
    SimNpValue y = {0};
    if (b != NULL) {
        y = sim_np_convert(b->value, b->kind, apply->in);
    }
    SimNpValue x = sim_np_convert(a->value, a->kind, apply->in);
    sim_np_errors_start();
    SimNpValue value = sim_np_apply(apply, x, y);
    unsigned more = b == NULL ? 0 : integer_errors(apply, y);
    if (by_operator && b != NULL && wraps_around(apply, x, y, value)) {
        more |= 1U << SIM_NP_ERR_OVER;
    }
    if (reports_errors(apply) &&
        sim_np_errors_report(world, by_operator ? "scalar " : "",
                             sim_np_ufunc_info(apply->ufunc)->name, more) < 0) {
        return NULL;
    }
    return sim_np_scalar_new(world, apply->out, value);
}

static bool
raise_no_broadcast(SimWorld *world, SimNdarray *const *arrays, int count)
{
    g_autoptr(GString) shapes = g_string_new(NULL);
    for (int i = 0; i < count; i++) {
        g_autofree char *text = sim_np_shape_text(arrays[i]->ndim, arrays[i]->dims);
        g_string_append_printf(shapes, "%s ", text);
    }
    sim_err_format(world, SIM_TYPE_ValueError,
                   "operands could not be broadcast together with shapes %s", shapes->str);
    return false;
}

/* The common shape of the first @inputs of @count arrays. */
static bool
broadcast(
    SimWorld *world, SimNdarray *const *arrays, int inputs, int count, int *ndim, int64_t *shape)
{
    *ndim = 0;
    for (int i = 0; i < inputs; i++) {
        *ndim = MAX(*ndim, arrays[i]->ndim);
    }
    for (int axis = 0; axis < *ndim; axis++) {
        shape[axis] = 1;
        for (int i = 0; i < inputs; i++) {
            int own = axis - (*ndim - arrays[i]->ndim);
            int64_t length = own < 0 ? 1 : arrays[i]->dims[own];
            if (length != 1 && shape[axis] != 1 && shape[axis] != length) {
                return raise_no_broadcast(world, arrays, count);
            }
            shape[axis] = length == 1 ? shape[axis] : length;
        }
    }
    return true;
}

static bool
check_out(SimWorld *world,
          SimNdarray *const *arrays,
          int inputs,
          const SimNpApply *apply,
          SimNdarray *out,
          int ndim,
          const int64_t *shape)
{
    const SimNpUfuncInfo *info = sim_np_ufunc_info(apply->ufunc);
    if (!sim_np_can_cast_same_kind(apply->out, out->kind)) {
        sim_np_raise(world, "_UFuncOutputCastingError",
                     "Cannot cast ufunc '%s' output from dtype('%s') to dtype('%s') with casting "
                     "rule 'same_kind'",
                     info->name, sim_np_kind_name(apply->out), sim_np_kind_name(out->kind));
        return false;
    }
    SimNpWalk walk;
    sim_np_walk_start(&walk, out->ndim, out->dims);
    for (int i = 0; i < inputs; i++) {
        if (sim_np_walk_add(&walk, arrays[i]) && arrays[i]->ndim <= out->ndim) {
            continue;
        }
        bool wider = ndim > out->ndim;
        for (int axis = 0; !wider && axis < ndim; axis++) {
            int64_t length = out->dims[axis + out->ndim - ndim];
            wider = length == 1 && shape[axis] != 1;
        }
        if (!wider) {
            return raise_no_broadcast(world, arrays, inputs + 1);
        }
        g_autofree char *own = sim_np_shape_text(out->ndim, out->dims);
        g_autofree char *wanted = sim_np_shape_text(ndim, shape);
        sim_err_format(world, SIM_TYPE_ValueError,
                       "non-broadcastable output operand with shape %s doesn't match the broadcast "
                       "shape %s",
                       own, wanted);
        return false;
    }
    if (out->read_only) {
        sim_err_format(world, SIM_TYPE_ValueError, "output array is read-only");
        return false;
    }
    return true;
}

/* The operand of a content that is computed later: a new source, or one value for all. False
 * when it cannot be. */
static bool
lazy_source(const SimNdarray *array, int64_t count, SimNpSource *source)
{
    source->kind = array->kind;
    source->content = NULL;
    if (sim_np_size(array) == 1) {
        source->value = sim_np_get(array, array->offset);
        return true;
    }
    if (!sim_np_is_whole(array) || sim_np_size(array) != count) {
        return false;
    }
    if (sim_np_buffer_uniform(array->buffer, &source->value)) {
        return true;
    }
    if (sim_np_buffer_is_heavy(array->buffer)) {
        return false;
    }
    source->content = sim_np_buffer_share(array->buffer);
    return true;
}

/* All elements alike, or each to be computed when somebody looks. Takes over the sources. */
static void
set_lazily(const SimNpApply *apply, SimNpFill *fill, SimNdarray *out)
{
    if (fill->a.content == NULL && fill->b.content == NULL) {
        SimNpValue x = sim_np_convert(fill->a.value, fill->a.kind, apply->in);
        SimNpValue y = sim_np_convert(fill->b.value, fill->b.kind, apply->in);
        fill->kind = SIM_NP_FILL_VALUE;
        fill->start = sim_np_apply(apply, x, y);
    } else {
        fill->kind = SIM_NP_FILL_APPLY;
        fill->apply = *apply;
    }
    sim_np_buffer_refill(out->buffer, *fill);
}

static bool
compute_lazily(const SimNpApply *apply, SimNdarray *const *arrays, int inputs, SimNdarray *out)
{
    int64_t count = sim_np_size(out);
    SimNpFill fill = sim_np_fill_zero();
    if (count <= SIM_NP_LAZY_SIZE || !sim_np_is_whole(out) || out->kind != apply->out) {
        return false;
    }
    fill.b.kind = apply->in;
    if (!lazy_source(arrays[0], count, &fill.a) ||
        (inputs == 2 && !lazy_source(arrays[1], count, &fill.b))) {
        sim_np_fill_clear(&fill);
        return false;
    }
    set_lazily(apply, &fill, out);
    return true;
}

/* An operand that shares the memory of the output without being it: read from a snapshot. */
static bool
needs_snapshot(const SimNdarray *array, const SimNdarray *out)
{
    return array != out && array->buffer == out->buffer &&
           !(array->offset == out->offset && array->ndim == out->ndim &&
             memcmp(array->dims, out->dims, 2 * (size_t) out->ndim * sizeof *out->dims) == 0);
}

static bool
compute_values(SimWorld *world,
               const SimNpApply *apply,
               SimNdarray *const *arrays,
               int inputs,
               SimNdarray *out)
{
    if (compute_lazily(apply, arrays, inputs, out)) {
        return true;
    }
    if (!sim_np_can_write(world, out)) {
        return false;
    }
    SimNdarray copies[2];
    SimNpBuffer *snapshot = NULL;
    SimNpWalk walk;
    sim_np_walk_start(&walk, out->ndim, out->dims);
    for (int i = 0; i < inputs; i++) {
        copies[i] = *arrays[i];
        if (needs_snapshot(arrays[i], out)) {
            if (snapshot == NULL) {
                snapshot = sim_np_buffer_new(sim_np_buffer_kind(out->buffer),
                                             sim_np_buffer_count(out->buffer), sim_np_fill_zero());
                sim_np_buffer_copy(snapshot, out->buffer);
            }
            copies[i].buffer = snapshot;
        }
        sim_np_walk_add(&walk, arrays[i]);
    }
    sim_np_walk_add(&walk, out);
    SimNpValue values[2] = {{0}, {0}};
    unsigned more = 0;
    sim_np_errors_start();
    for (; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk)) {
        for (int i = 0; i < inputs; i++) {
            values[i] =
                sim_np_convert(sim_np_get(&copies[i], walk.offset[i]), copies[i].kind, apply->in);
        }
        SimNpValue value = sim_np_apply(apply, values[0], values[1]);
        more |= inputs == 2 ? integer_errors(apply, values[1]) : 0;
        sim_np_set(out, walk.offset[inputs], sim_np_convert(value, apply->out, out->kind));
    }
    sim_np_buffer_unref(snapshot);
    return !reports_errors(apply) ||
           sim_np_errors_report(world, "", sim_np_ufunc_info(apply->ufunc)->name, more) == 0;
}

static bool
compute(SimWorld *world,
        const SimNpApply *apply,
        SimNdarray *const *arrays,
        int inputs,
        SimNdarray *out)
{
    int64_t count = sim_np_size(out);
    int64_t bytes = count * (int64_t) sizeof(double) * (inputs + 1);
    return compute_values(world, apply, arrays, inputs, out) &&
           sim_threads_kernel(sim_vm_of(world), count, bytes,
                              sim_np_ufunc_info(apply->ufunc)->name);
}

/* The number as a 0-d array, as numpy converts operands before it looks at them. */
static bool
materialize(SimWorld *world, Operand *operand)
{
    if (operand->array == NULL) {
        operand->array = sim_np_new(world, operand->kind, 0, NULL, NULL, sim_np_fill_zero());
        if (operand->array == NULL) {
            return false;
        }
        sim_np_set(operand->array, 0, operand->value);
    }
    return true;
}

static SimNdarray *
new_result(SimWorld *world,
           SimNpKind kind,
           SimNdarray *const *arrays,
           int inputs,
           int ndim,
           const int64_t *shape)
{
    int order[SIM_NP_MAX_DIMS];
    sim_np_keep_order(arrays, inputs, ndim, order);
    return sim_np_new(world, kind, ndim, shape, order, sim_np_fill_zero());
}

static SimNdarray *
operate_arrays(SimWorld *world, const SimNpApply *apply, Operand *a, Operand *b, SimNdarray *into)
{
    int inputs = b == NULL ? 1 : 2;
    if (!materialize(world, a) || (b != NULL && !materialize(world, b))) {
        return NULL;
    }
    SimNdarray *arrays[3] = {a->array, b == NULL ? into : b->array, into};
    int count = inputs + (into != NULL);
    int ndim;
    int64_t shape[SIM_NP_MAX_DIMS];
    if (!broadcast(world, arrays, inputs, count, &ndim, shape)) {
        return NULL;
    }
    if (into != NULL && !check_out(world, arrays, inputs, apply, into, ndim, shape)) {
        return NULL;
    }
    SimNdarray *out = into != NULL ? sim_np_cast(sim_newref(world, &into->ob))
                                   : new_result(world, apply->out, arrays, inputs, ndim, shape);
    if (out != NULL && !compute(world, apply, arrays, inputs, out)) {
        sim_decref(world, &out->ob);
        return NULL;
    }
    return out;
}

SimObject *
sim_np_result(SimWorld *world, SimNdarray *array)
{
    if (array == NULL || array->ndim > 0) {
        return sim_np_object(array);
    }
    SimObject *scalar = sim_np_scalar_new(world, array->kind, sim_np_get(array, array->offset));
    sim_decref(world, &array->ob);
    return scalar;
}

/* Both operands are read; @b NULL: one operand. */
static SimObject *
operate(
    SimWorld *world, SimNpUfunc ufunc, Operand *a, Operand *b, SimNdarray *out, bool by_operator)
{
    SimNpApply apply;
    SimNpKind kind = b == NULL ? a->kind : common_kind(a, b);
    if (!resolve(world, ufunc, kind, &apply) || (b != NULL && !check_power(world, &apply, b))) {
        return NULL;
    }
    if (a->array == NULL && (b == NULL || b->array == NULL) && out == NULL) {
        return operate_numbers(world, &apply, a, b, by_operator);
    }
    SimNdarray *result = operate_arrays(world, &apply, a, b, out);
    return out != NULL ? sim_np_object(result) : sim_np_result(world, result);
}

static SimObject *
operate_objects(SimWorld *world,
                SimNpUfunc ufunc,
                SimObject *a,
                SimObject *b,
                SimNdarray *out,
                bool by_operator)
{
    Operand left;
    Operand right = {0};
    bool two = sim_np_ufunc_info(ufunc)->arity == 2;
    SimObject *result = NULL;
    if (!read_operand(world, a, &left)) {
        return sim_err_occurred(world) != NULL ? NULL
                                               : sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    if (!two || read_operand(world, b, &right)) {
        result = operate(world, ufunc, &left, two ? &right : NULL, out, by_operator);
    } else if (sim_err_occurred(world) == NULL) {
        result = sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    clear_operand(world, &left);
    clear_operand(world, &right);
    return result;
}

SimObject *
sim_np_operate(SimWorld *world, SimNpUfunc ufunc, SimObject *a, SimObject *b, SimNdarray *out)
{
    return operate_objects(world, ufunc, a, b, out, true);
}

static void
append_type(SimWorld *world, SimObject *object, GString *out)
{
    SimNpKind kind = SIM_NP_FLOAT64;
    SimNpValue value;
    if (SIM_IS_STR(object)) {
        g_string_append_printf(out, "dtype('<U%" G_GINT64_FORMAT "')",
                               ((SimStr *) (void *) object)->length);
        return;
    }
    if (SIM_IS_NDARRAY(world, object)) {
        kind = sim_np_cast(object)->kind;
    } else if (!sim_np_number_get(world, object, &kind, &value)) {
        sim_err_clear(world);
    }
    g_string_append_printf(out, "dtype('%s')", sim_np_kind_name(kind));
}

/* ufunc 'add' ... (dtype('float64'), dtype('<U1')) -> None */
static void
raise_no_loop(SimWorld *world, SimNpUfunc ufunc, SimObject *a, SimObject *b)
{
    g_autoptr(GString) types = g_string_new(NULL);
    append_type(world, a, types);
    g_string_append(types, ", ");
    append_type(world, b, types);
    sim_np_raise(world, "_UFuncNoLoopError",
                 "ufunc '%s' did not contain a loop with signature matching types (%s) -> None",
                 sim_np_ufunc_info(ufunc)->name, types->str);
}

SimObject *
sim_np_call_ufunc(SimWorld *world, SimNpUfunc ufunc, SimObject *a, SimObject *b, SimNdarray *out)
{
    SimObject *result = operate_objects(world, ufunc, a, b, out, false);
    if (result == SIM_NOT_IMPLEMENTED(world)) {
        sim_decref(world, result);
        if (b != NULL && (SIM_IS_STR(a) || SIM_IS_STR(b)) &&
            sim_np_ufunc_info(ufunc)->rule == SIM_NP_RULE_SAME) {
            raise_no_loop(world, ufunc, a, b);
        } else {
            raise_unsupported(world, sim_np_ufunc_info(ufunc));
        }
        return NULL;
    }
    return result;
}
