/* The operators of arrays and scalars. */
#include <string.h>

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/vm/numpy/ndarray_type.h"
#include "sim/vm/numpy/np_error.h"
#include "sim/vm/numpy/np_scalar.h"
#include "sim/vm/numpy/np_ufunc.h"

enum {
    MIN_ELIDED = 256 * 1024 /* bytes of a temporary that is worth it */
};

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
    SimNpKind kind;
    SimNpValue value;
    bool number = sim_np_number_get(world, other, &kind, &value);
    sim_err_clear(world);
    return number && sim_np_promote_scalar(array->kind, kind, value) == array->kind;
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
    sim_np_raise(world, "_UFuncNoLoopError",
                 "ufunc '%s' did not contain a loop with signature matching types (%s) -> None",
                 sim_np_ufunc_info(ufunc)->name, types->str);
    return NULL;
}

static const char *
operator_text(SimNpUfunc ufunc)
{
    static const struct {
        SimNpUfunc ufunc;
        const char *text;
    } texts[] = {
        {SIM_NP_ADD, "+"},
        {SIM_NP_SUBTRACT, "-"},
        {SIM_NP_MULTIPLY, "*"},
        {SIM_NP_DIVIDE, "/"},
        {SIM_NP_REMAINDER, "%"},
        {SIM_NP_FLOOR_DIVIDE, "//"},
        {SIM_NP_POWER, "** or pow()"},
        {SIM_NP_BITWISE_AND, "&"},
        {SIM_NP_BITWISE_OR, "|"},
        {SIM_NP_BITWISE_XOR, "^"},
        {SIM_NP_LEFT_SHIFT, "<<"},
        {SIM_NP_RIGHT_SHIFT, ">>"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        if (texts[i].ufunc == ufunc) {
            return texts[i].text;
        }
    }
    return NULL;
}

static const char *
name_of_element(SimWorld *world, SimObject *object)
{
    if (!SIM_IS_NDARRAY(world, object)) {
        return object->type->name;
    }
    SimNpKind kind = sim_np_cast(object)->kind;
    return kind == SIM_NP_BOOL ? "bool" : sim_np_is_real(kind) ? "float" : "int";
}

/* What has no arithmetic at all meets the elements, as Python's numbers. */
static bool
has_no_arithmetic(SimWorld *world, const SimObject *object)
{
    return object == SIM_NONE(world) || sim_type_has(object->type, SIM_TPFLAGS_DICT_SUBCLASS) ||
           object->type == sim_type(world, SIM_TYPE_SET);
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
    if (has_no_arithmetic(world, other) && operator_text(ufunc) != NULL) {
        return sim_err_format(
            world, SIM_TYPE_TypeError, "unsupported operand type(s) for %s: '%s' and '%s'",
            operator_text(ufunc), name_of_element(world, a), name_of_element(world, b));
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

/* A pair of arrays, or of scalars. */
SimObject *
sim_np_divmod(SimWorld *world, SimObject *a, SimObject *b)
{
    SimObject *pair[2] = {sim_np_operate(world, SIM_NP_FLOOR_DIVIDE, a, b, NULL), NULL};
    if (pair[0] == NULL || pair[0] == SIM_NOT_IMPLEMENTED(world)) {
        return pair[0];
    }
    pair[1] = sim_np_operate(world, SIM_NP_REMAINDER, a, b, NULL);
    if (pair[1] == NULL) {
        sim_decref(world, pair[0]);
        return NULL;
    }
    return sim_tuple_from_stolen(world, pair, 2);
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
    SimObject *result = sim_np_operate(world, ufuncs[op], self, other, NULL);
    /* Arrays that do not fit are different, in 1.24 still. */
    if (result == NULL && (op == SIM_EQ || op == SIM_NE) && SIM_IS_NDARRAY(world, self) &&
        sim_err_clear_if(world, SIM_TYPE_ValueError)) {
        return sim_bool_of(world, op == SIM_NE);
    }
    return result;
}
