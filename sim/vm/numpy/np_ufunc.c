#include "sim/vm/numpy/np_ufunc.h"

#include <string.h>

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/str.h"
#include "sim/vm/numpy/ndarray_type.h"
#include "sim/vm/numpy/np_coerce.h"

enum {
    MIN_ELIDED = 256 * 1024 /* bytes */
};

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
        sim_err_format(world, SIM_TYPE_TypeError,
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

/* Scalars alone. */
static SimObject *
operate_numbers(SimWorld *world, const SimNpApply *apply, const Operand *a, const Operand *b)
{
    SimNpValue y = {0};
    if (b != NULL) {
        y = sim_np_convert(b->value, b->kind, apply->in);
    }
    SimNpValue value = sim_np_apply(apply, sim_np_convert(a->value, a->kind, apply->in), y);
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
        sim_err_format(world, SIM_TYPE_TypeError,
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

/* The operand for a content that is computed later; false when it cannot be. */
static bool
lazy_source(const SimNdarray *array, int64_t count, SimNpSource *source)
{
    source->kind = array->kind;
    source->content = NULL;
    if (sim_np_size(array) == 1) {
        source->value = sim_np_get(array, array->offset);
        return true;
    }
    return sim_np_is_whole(array) && sim_np_size(array) == count &&
           sim_np_buffer_weight(array->buffer) < SIM_NP_MAX_WEIGHT;
}

static bool
compute_lazily(const SimNpApply *apply, SimNdarray *const *arrays, int inputs, SimNdarray *out)
{
    int64_t count = sim_np_size(out);
    SimNpFill fill = sim_np_fill_zero();
    SimNpSource *sources[2] = {&fill.a, &fill.b};
    if (count <= SIM_NP_LAZY_SIZE || !sim_np_is_whole(out) || out->kind != apply->out) {
        return false;
    }
    for (int i = 0; i < inputs; i++) {
        if (!lazy_source(arrays[i], count, sources[i])) {
            return false;
        }
    }
    for (int i = 0; i < inputs; i++) {
        if (sim_np_size(arrays[i]) > 1) {
            sources[i]->content = sim_np_buffer_share(arrays[i]->buffer);
        }
    }
    fill.b.kind = inputs == 1 ? apply->in : fill.b.kind;
    fill.kind = SIM_NP_FILL_APPLY;
    fill.apply = *apply;
    sim_np_buffer_refill(out->buffer, fill);
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
compute(SimWorld *world,
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
    for (; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk)) {
        for (int i = 0; i < inputs; i++) {
            values[i] =
                sim_np_convert(sim_np_get(&copies[i], walk.offset[i]), copies[i].kind, apply->in);
        }
        SimNpValue value = sim_np_apply(apply, values[0], values[1]);
        sim_np_set(out, walk.offset[inputs], sim_np_convert(value, apply->out, out->kind));
    }
    sim_np_buffer_unref(snapshot);
    return true;
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
operate(SimWorld *world, SimNpUfunc ufunc, Operand *a, Operand *b, SimNdarray *out)
{
    SimNpApply apply;
    SimNpKind kind = b == NULL ? a->kind : common_kind(a, b);
    if (!resolve(world, ufunc, kind, &apply) || (b != NULL && !check_power(world, &apply, b))) {
        return NULL;
    }
    if (a->array == NULL && (b == NULL || b->array == NULL) && out == NULL) {
        return operate_numbers(world, &apply, a, b);
    }
    SimNdarray *result = operate_arrays(world, &apply, a, b, out);
    return out != NULL ? sim_np_object(result) : sim_np_result(world, result);
}

SimObject *
sim_np_operate(SimWorld *world, SimNpUfunc ufunc, SimObject *a, SimObject *b, SimNdarray *out)
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
        result = operate(world, ufunc, &left, two ? &right : NULL, out);
    } else if (sim_err_occurred(world) == NULL) {
        result = sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    clear_operand(world, &left);
    clear_operand(world, &right);
    return result;
}

SimObject *
sim_np_call_ufunc(SimWorld *world, SimNpUfunc ufunc, SimObject *a, SimObject *b, SimNdarray *out)
{
    SimObject *result = sim_np_operate(world, ufunc, a, b, out);
    if (result == SIM_NOT_IMPLEMENTED(world)) {
        sim_decref(world, result);
        raise_unsupported(world, sim_np_ufunc_info(ufunc));
        return NULL;
    }
    return result;
}

/* can_elide_temp_unary: nobody but the running expression holds @object, and it is worth it. */
static bool
is_temporary(SimWorld *world, SimObject *object)
{
    if (!SIM_IS_NDARRAY(world, object) || object->refcnt != 1) {
        return false;
    }
    const SimNdarray *array = sim_np_cast(object);
    size_t bytes = (size_t) sim_np_size(array) * sim_np_item_size(array->kind);
    return array->base == NULL && !array->read_only && bytes >= MIN_ELIDED &&
           array->kind != SIM_NP_BOOL;
}

/* can_elide_temp: and the result with @other has its kind and shape. */
static bool
can_elide(SimWorld *world, SimNpUfunc ufunc, SimObject *object, SimObject *other)
{
    static const SimNpUfunc eliding[] = {SIM_NP_ADD,         SIM_NP_SUBTRACT,     SIM_NP_MULTIPLY,
                                         SIM_NP_DIVIDE,      SIM_NP_FLOOR_DIVIDE, SIM_NP_LEFT_SHIFT,
                                         SIM_NP_RIGHT_SHIFT, SIM_NP_BITWISE_AND,  SIM_NP_BITWISE_OR,
                                         SIM_NP_BITWISE_XOR};
    bool elides = false;
    for (size_t i = 0; i < G_N_ELEMENTS(eliding); i++) {
        elides = elides || eliding[i] == ufunc;
    }
    if (!elides || !is_temporary(world, object)) {
        return false;
    }
    const SimNdarray *array = sim_np_cast(object);
    if (ufunc == SIM_NP_DIVIDE && !sim_np_is_real(array->kind)) {
        return false;
    }
    if (SIM_IS_NDARRAY(world, other)) {
        const SimNdarray *right = sim_np_cast(other);
        return right->kind == array->kind && right->ndim == array->ndim &&
               memcmp(right->dims, array->dims, (size_t) array->ndim * sizeof *array->dims) == 0;
    }
    Operand operand;
    bool number = sim_np_number_get(world, other, &operand.kind, &operand.value);
    sim_err_clear(world);
    return number && sim_np_promote_scalar(array->kind, operand.kind, operand.value) == array->kind;
}

static bool
is_commutative(SimNpUfunc ufunc)
{
    return ufunc == SIM_NP_ADD || ufunc == SIM_NP_MULTIPLY || ufunc == SIM_NP_BITWISE_AND ||
           ufunc == SIM_NP_BITWISE_OR || ufunc == SIM_NP_BITWISE_XOR;
}

/* ufunc 'add' ... (dtype('float64'), dtype('<U1')) -> None */
static SimObject *
raise_no_loop(SimWorld *world, SimNpUfunc ufunc, SimObject *a, SimObject *b)
{
    g_autoptr(GString) types = g_string_new(NULL);
    SimObject *sides[2] = {a, b};
    for (int i = 0; i < 2; i++) {
        g_string_append(types, i > 0 ? ", " : "");
        if (SIM_IS_STR(sides[i])) {
            int64_t length = ((SimStr *) (void *) sides[i])->length;
            g_string_append_printf(types, "dtype('<U%" G_GINT64_FORMAT "')", length);
        } else {
            SimNpKind kind = sim_np_cast(sides[i])->kind;
            g_string_append_printf(types, "dtype('%s')", sim_np_kind_name(kind));
        }
    }
    return sim_err_format(world, SIM_TYPE_TypeError,
                          "ufunc '%s' did not contain a loop with signature matching types (%s) "
                          "-> None",
                          sim_np_ufunc_info(ufunc)->name, types->str);
}

/* An array with something that is no number: numpy would make an array of objects of it. */
static SimObject *
refuse_array_operand(SimWorld *world, SimNpUfunc ufunc, SimObject *a, SimObject *b)
{
    SimObject *other = SIM_IS_NDARRAY(world, a) ? b : a;
    if (!SIM_IS_NDARRAY(world, a) && !SIM_IS_NDARRAY(world, b)) {
        return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    if (SIM_IS_STR(other)) {
        return raise_no_loop(world, ufunc, a, b);
    }
    return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
}

static SimObject *
binary(SimWorld *world, SimNpUfunc ufunc, SimObject *a, SimObject *b)
{
    SimNdarray *into = NULL;
    if (can_elide(world, ufunc, a, b)) {
        into = sim_np_cast(a);
    } else if (is_commutative(ufunc) && can_elide(world, ufunc, b, a)) {
        into = sim_np_cast(b);
    }
    /* A list times a numpy integer is a longer list. */
    bool repeats = ufunc == SIM_NP_MULTIPLY && !SIM_IS_NDARRAY(world, a) &&
                   !SIM_IS_NDARRAY(world, b) &&
                   ((a->type->slots.sq_repeat != NULL && sim_object_is_index(b)) ||
                    (b->type->slots.sq_repeat != NULL && sim_object_is_index(a)));
    SimObject *result = repeats ? sim_newref(world, SIM_NOT_IMPLEMENTED(world))
                                : sim_np_operate(world, ufunc, a, b, into);
    if (result == SIM_NOT_IMPLEMENTED(world) && !repeats) {
        sim_decref(world, result);
        return refuse_array_operand(world, ufunc, a, b);
    }
    return result;
}

static SimObject *
inplace(SimWorld *world, SimNpUfunc ufunc, SimObject *a, SimObject *b)
{
    return sim_np_operate(world, ufunc, a, b, sim_np_cast(a));
}

static SimObject *
unary(SimWorld *world, SimNpUfunc ufunc, SimObject *self)
{
    bool elide = ufunc != SIM_NP_POSITIVE && is_temporary(world, self);
    return sim_np_operate(world, ufunc, self, NULL, elide ? sim_np_cast(self) : NULL);
}

#define BINARY(slot, ID)                                                                           \
    SimObject *sim_np_nb_##slot(SimWorld *world, SimObject *a, SimObject *b)                       \
    {                                                                                              \
        return binary(world, SIM_NP_##ID, a, b);                                                   \
    }                                                                                              \
    SimObject *sim_np_nb_inplace_##slot(SimWorld *world, SimObject *a, SimObject *b)               \
    {                                                                                              \
        return inplace(world, SIM_NP_##ID, a, b);                                                  \
    }
#define UNARY(slot, ID)                                                                            \
    SimObject *sim_np_nb_##slot(SimWorld *world, SimObject *self)                                  \
    {                                                                                              \
        return unary(world, SIM_NP_##ID, self);                                                    \
    }
#include "sim/vm/numpy/np_operator.def"
#undef BINARY
#undef UNARY

/* fast_scalar_power: powers of arrays that have an operation of their own. */
static bool
power_is(SimWorld *world, SimObject *a, SimObject *b, SimNpUfunc *ufunc)
{
    SimNpKind kind;
    SimNpValue value;
    if (!SIM_IS_NDARRAY(world, a) || !sim_np_number_get(world, b, &kind, &value)) {
        sim_err_clear(world);
        return false;
    }
    SimNpKind own = sim_np_cast(a)->kind;
    double exponent = sim_np_to_real(value, kind);
    bool whole = !sim_np_is_real(kind);
    if (own == SIM_NP_BOOL || (!sim_np_is_real(own) && !whole)) {
        return false;
    }
    bool square = exponent >= 2 && exponent <= 2;
    *ufunc = square ? SIM_NP_SQUARE : SIM_NP_SQRT;
    return square || (sim_np_is_real(own) && exponent >= 0.5 && exponent <= 0.5);
}

SimObject *
sim_np_power(SimWorld *world, SimObject *a, SimObject *b, SimObject *modulus)
{
    SimNpUfunc ufunc;
    if (modulus != NULL && modulus != SIM_NONE(world)) {
        return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    return power_is(world, a, b, &ufunc) ? unary(world, ufunc, a)
                                         : binary(world, SIM_NP_POWER, a, b);
}

SimObject *
sim_np_inplace_power(SimWorld *world, SimObject *a, SimObject *b, SimObject *modulus)
{
    SimNpUfunc ufunc;
    (void) modulus;
    return power_is(world, a, b, &ufunc) ? sim_np_operate(world, ufunc, a, NULL, sim_np_cast(a))
                                         : inplace(world, SIM_NP_POWER, a, b);
}

/* array == None: False everywhere. */
static SimObject *
compare_nothing(SimWorld *world, SimObject *self, SimCompareOp op)
{
    SimNdarray *array = sim_np_cast(self);
    SimNpFill fill = sim_np_fill_zero();
    fill.kind = SIM_NP_FILL_VALUE;
    fill.start.integer = op == SIM_NE;
    return sim_np_result(world,
                         sim_np_new(world, SIM_NP_BOOL, array->ndim, array->dims, NULL, fill));
}

SimObject *
sim_np_richcompare(SimWorld *world, SimObject *self, SimObject *other, SimCompareOp op)
{
    static const SimNpUfunc ufuncs[] = {SIM_NP_LESS,      SIM_NP_LESS_EQUAL, SIM_NP_EQUAL,
                                        SIM_NP_NOT_EQUAL, SIM_NP_GREATER,    SIM_NP_GREATER_EQUAL};
    if (SIM_IS_NDARRAY(world, self) && other == SIM_NONE(world) && (op == SIM_EQ || op == SIM_NE)) {
        return compare_nothing(world, self, op);
    }
    return sim_np_operate(world, ufuncs[op], self, other, NULL);
}
