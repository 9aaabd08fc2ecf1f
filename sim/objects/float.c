#include "sim/objects/float_private.h"

#include <math.h>
#include <string.h>

#include "sim/model/freelist.h"
#include "sim/objects/abstract.h"
#include "sim/objects/bytes.h"
#include "sim/objects/exception.h"
#include "sim/objects/int_private.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"

enum {
    HASH_BITS = 61
};

SimObject *
sim_float_new(SimWorld *world, double value)
{
    SimObject *object = sim_freelist_pop(world, SIM_FREELIST_FLOAT);
    if (object == NULL) {
        object = sim_object_alloc(world, sim_type(world, SIM_TYPE_FLOAT), 0);
        if (G_UNLIKELY(object == NULL)) {
            return NULL;
        }
    }
    ((SimFloat *) (void *) object)->value = value;
    SIM_RECORD(world, REAL, object->slot, value);
    return object;
}

static void
float_dealloc(SimWorld *world, SimObject *object)
{
    if (object->type == sim_type(world, SIM_TYPE_FLOAT) &&
        sim_freelist_push(world, SIM_FREELIST_FLOAT, object)) {
        return;
    }
    sim_object_release(world, object);
}

SimObject *
sim_float_type_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    static const char *const names[] = {"", NULL};
    SimObject *x = NULL;
    if (!sim_arg_parse_tuple(world, "float", names, 0, 1, args, kwargs, &x)) {
        return NULL;
    }
    SimObject *value = x == NULL ? sim_float_new(world, 0.0) : sim_float_convert(world, x);
    if (value == NULL || type == sim_type(world, SIM_TYPE_FLOAT)) {
        return value;
    }
    SimObject *object = sim_object_alloc(world, type, 0);
    if (object != NULL) {
        sim_gc_track(world, object);
        double number = sim_float_value(value);
        ((SimFloat *) (void *) object)->value = number;
        SIM_RECORD(world, REAL, object->slot, number);
    }
    sim_decref(world, value);
    return object;
}

static SimObject *
float_repr(SimWorld *world, SimObject *object)
{
    GString *text = g_string_new(NULL);
    sim_float_repr(sim_float_value(object), text);
    SimObject *str = sim_str_new_size(world, text->str, text->len);
    g_string_free(text, TRUE);
    return str;
}

/* The value modulo 2**61 - 1, equal for equal ints (_Py_HashDouble). */
int64_t
sim_float_hash(double value)
{
    const uint64_t modulus = (UINT64_C(1) << HASH_BITS) - 1;
    if (isinf(value)) {
        return value > 0 ? 314159 : -314159;
    }
    int exponent;
    double rest = frexp(fabs(value), &exponent);
    uint64_t hash = 0;
    while (rest != 0.0) {
        hash = ((hash << 28) & modulus) | hash >> (HASH_BITS - 28);
        rest *= 268435456.0; /* 2**28 */
        exponent -= 28;
        uint64_t part = (uint64_t) rest;
        rest -= (double) part;
        hash += part;
        if (hash >= modulus) {
            hash -= modulus;
        }
    }
    int turn = exponent >= 0 ? exponent % HASH_BITS : HASH_BITS - 1 - (-1 - exponent) % HASH_BITS;
    hash = ((hash << turn) & modulus) | hash >> (HASH_BITS - turn);
    int64_t result = value < 0 ? -(int64_t) hash : (int64_t) hash;
    return result == -1 ? -2 : result;
}

/* A NaN is equal to nothing: its hash is that of its address. */
static int64_t
float_hash(SimWorld *world, SimObject *object)
{
    (void) world;
    double value = sim_float_value(object);
    if (isnan(value)) {
        return (int64_t) (object->addr >> 4 | object->addr << 60);
    }
    return sim_float_hash(value);
}

static int
order_of(double a, double b)
{
    return a < b ? -1 : a > b;
}

/* a - number, exactly; a is no NaN. */
static int
compare_with_int(double a, SimObject *number)
{
    const int64_t exact = INT64_C(1) << 53;
    int64_t value;
    if (sim_int_get(number, &value) && value >= -exact && value <= exact) {
        return order_of(a, (double) value);
    }
    SimIntView view;
    int order = mpz_cmp_d(sim_int_view(number, &view), a);
    return order < 0 ? 1 : order > 0 ? -1 : 0;
}

static SimObject *
float_richcompare(SimWorld *world, SimObject *a, SimObject *b, SimCompareOp op)
{
    double left = sim_float_value(a);
    int order;
    bool unordered = isnan(left);
    if (SIM_IS_FLOAT(b)) {
        double right = sim_float_value(b);
        unordered = unordered || isnan(right);
        order = order_of(left, right);
    } else if (SIM_IS_INT(b)) {
        order = unordered ? 0 : compare_with_int(left, b);
    } else {
        return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    if (unordered) {
        return sim_bool_new(world, op == SIM_NE);
    }
    return sim_bool_from_order(world, order, op);
}

/* An operand: 1 a number, 0 not one (NotImplemented), -1 an int that is too large. */
static int
operand(SimWorld *world, SimObject *object, double *out)
{
    if (SIM_IS_FLOAT(object)) {
        *out = sim_float_value(object);
        return 1;
    }
    if (SIM_IS_INT(object)) {
        *out = sim_int_as_double(world, object);
        return *out == -1.0 && sim_err_occurred(world) != NULL ? -1 : 1;
    }
    return 0;
}

#define OPERANDS(world, a, b, x, y)                                                                \
    double x;                                                                                      \
    double y;                                                                                      \
    do {                                                                                           \
        int found_ = operand((world), (a), &x);                                                    \
        if (found_ > 0) {                                                                          \
            found_ = operand((world), (b), &y);                                                    \
        }                                                                                          \
        if (found_ <= 0) {                                                                         \
            return found_ < 0 ? NULL : sim_newref((world), SIM_NOT_IMPLEMENTED(world));            \
        }                                                                                          \
    } while (0)

static SimObject *
float_add(SimWorld *world, SimObject *a, SimObject *b)
{
    OPERANDS(world, a, b, x, y);
    return sim_float_new(world, x + y);
}

static SimObject *
float_subtract(SimWorld *world, SimObject *a, SimObject *b)
{
    OPERANDS(world, a, b, x, y);
    return sim_float_new(world, x - y);
}

static SimObject *
float_multiply(SimWorld *world, SimObject *a, SimObject *b)
{
    OPERANDS(world, a, b, x, y);
    return sim_float_new(world, x * y);
}

static SimObject *
zero_division(SimWorld *world, const char *message)
{
    return sim_err_format(world, SIM_TYPE_ZeroDivisionError, "%s", message);
}

static SimObject *
float_true_divide(SimWorld *world, SimObject *a, SimObject *b)
{
    OPERANDS(world, a, b, x, y);
    if (y == 0.0) {
        return zero_division(world, "float division by zero");
    }
    return sim_float_new(world, x / y);
}

static double
floor_modulo(double x, double y)
{
    double rest = fmod(x, y);
    if (rest == 0.0) {
        return copysign(0.0, y);
    }
    return (y < 0) != (rest < 0) ? rest + y : rest;
}

/* The quotient is rounded to the integer nearest to (x - rest) / y, so that a quotient a
 * hair below an integer does not lose one (_float_div_mod). */
static double
floor_quotient(double x, double y, double *rest)
{
    double modulo = fmod(x, y);
    double quotient = (x - modulo) / y;
    if (modulo == 0.0) {
        modulo = copysign(0.0, y);
    } else if ((y < 0) != (modulo < 0)) {
        modulo += y;
        quotient -= 1.0;
    }
    *rest = modulo;
    if (quotient == 0.0) {
        return copysign(0.0, x / y);
    }
    double whole = floor(quotient);
    return quotient - whole > 0.5 ? whole + 1.0 : whole;
}

static SimObject *
float_remainder(SimWorld *world, SimObject *a, SimObject *b)
{
    OPERANDS(world, a, b, x, y);
    if (y == 0.0) {
        return zero_division(world, "float modulo");
    }
    return sim_float_new(world, floor_modulo(x, y));
}

static SimObject *
float_floor_divide(SimWorld *world, SimObject *a, SimObject *b)
{
    OPERANDS(world, a, b, x, y);
    if (y == 0.0) {
        return zero_division(world, "float floor division by zero");
    }
    double rest;
    return sim_float_new(world, floor_quotient(x, y, &rest));
}

static SimObject *
float_divmod(SimWorld *world, SimObject *a, SimObject *b)
{
    OPERANDS(world, a, b, x, y);
    if (y == 0.0) {
        return zero_division(world, "float divmod()");
    }
    double rest;
    double quotient = floor_quotient(x, y, &rest);
    SimObject *pair[2] = {sim_float_new(world, quotient), sim_float_new(world, rest)};
    if (pair[0] == NULL || pair[1] == NULL) {
        sim_xdecref(world, pair[0]);
        sim_xdecref(world, pair[1]);
        return NULL;
    }
    return sim_tuple_from_stolen(world, pair, 2);
}

/* OverflowError(34, 'Numerical result out of range') */
static SimObject *
out_of_range(SimWorld *world)
{
    SimObject *pair[2] = {sim_int_new(world, 34),
                          sim_str_new(world, "Numerical result out of range")};
    if (pair[0] == NULL || pair[1] == NULL) {
        sim_xdecref(world, pair[0]);
        sim_xdecref(world, pair[1]);
        return NULL;
    }
    SimObject *args = sim_tuple_from_stolen(world, pair, 2);
    if (args == NULL) {
        return NULL;
    }
    SimType *type = sim_type(world, SIM_TYPE_OverflowError);
    SimObject *exception = sim_exception_new(world, &type->ob, args);
    sim_decref(world, args);
    return exception == NULL ? NULL : sim_err_set_raised(world, exception);
}

/* pow() of the C library knows the special values of C99, which are Python's. */
SimObject *
sim_float_power(SimWorld *world, double base, double exponent)
{
    if (base == 0.0 && exponent < 0.0 && !isinf(exponent)) {
        return zero_division(world, "0.0 cannot be raised to a negative power");
    }
    bool finite = isfinite(base) && isfinite(exponent);
    if (finite && base < 0.0 && exponent != floor(exponent)) {
        return sim_err_format(world, SIM_TYPE_NotImplementedError,
                              "a negative number to a fractional power is complex, which is not "
                              "modelled");
    }
    double result = pow(base, exponent);
    if (finite && isinf(result)) {
        return out_of_range(world);
    }
    return sim_float_new(world, result);
}

static SimObject *
float_power(SimWorld *world, SimObject *a, SimObject *b, SimObject *modulus)
{
    if (modulus != NULL && modulus != SIM_NONE(world)) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "pow() 3rd argument not allowed unless all arguments are integers");
    }
    OPERANDS(world, a, b, x, y);
    return sim_float_power(world, x, y);
}

static SimObject *
float_negative(SimWorld *world, SimObject *object)
{
    return sim_float_new(world, -sim_float_value(object));
}

static SimObject *
float_absolute(SimWorld *world, SimObject *object)
{
    return sim_float_new(world, fabs(sim_float_value(object)));
}

static SimObject *
float_exact(SimWorld *world, SimObject *object)
{
    if (object->type == sim_type(world, SIM_TYPE_FLOAT)) {
        return sim_newref(world, object);
    }
    return sim_float_new(world, sim_float_value(object));
}

static SimObject *
float_int(SimWorld *world, SimObject *object)
{
    return sim_int_from_double(world, sim_float_value(object));
}

static int
float_bool(SimWorld *world, SimObject *object)
{
    (void) world;
    return sim_float_value(object) != 0.0;
}

/* What nb_float or nb_index give; the type of the result has been checked. */
static double
from_slots(SimWorld *world, SimObject *object)
{
    const SimTypeSlots *slots = &object->type->slots;
    if (slots->nb_float == NULL) {
        if (slots->nb_index == NULL) {
            sim_err_format(world, SIM_TYPE_TypeError, "must be real number, not %.50s",
                           object->type->name);
            return -1.0;
        }
        SimObject *number = sim_number_index(world, object);
        if (number == NULL) {
            return -1.0;
        }
        double value = sim_int_as_double(world, number);
        sim_decref(world, number);
        return value;
    }
    SimObject *result = slots->nb_float(world, object);
    if (result == NULL) {
        return -1.0;
    }
    if (!SIM_IS_FLOAT(result)) {
        sim_err_format(world, SIM_TYPE_TypeError, "%.50s.__float__ returned non-float (type %.50s)",
                       object->type->name, result->type->name);
        sim_decref(world, result);
        return -1.0;
    }
    if (result->type != sim_type(world, SIM_TYPE_FLOAT)) {
        g_autofree char *method = g_strdup_printf("%.50s.__float__", object->type->name);
        sim_err_warn_strict(world, method, "float", result);
    }
    double value = sim_float_value(result);
    sim_decref(world, result);
    return value;
}

double
sim_float_as_double(SimWorld *world, SimObject *object)
{
    if (SIM_IS_FLOAT(object)) {
        return sim_float_value(object);
    }
    if (SIM_IS_INT_EXACT(world, object)) {
        return sim_int_as_double(world, object);
    }
    return from_slots(world, object);
}

SimObject *
sim_float_convert(SimWorld *world, SimObject *object)
{
    if (object->type == sim_type(world, SIM_TYPE_FLOAT)) {
        return sim_newref(world, object);
    }
    const SimTypeSlots *slots = &object->type->slots;
    if (SIM_IS_STR(object) || SIM_IS_BYTES(object)) {
        return sim_float_from_str(world, object);
    }
    if (slots->nb_float == NULL && slots->nb_index == NULL) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "float() argument must be a string or a real number, not '%.200s'",
                              object->type->name);
    }
    double value = SIM_IS_FLOAT(object) && slots->nb_float == float_exact
                       ? sim_float_value(object)
                       : from_slots(world, object);
    if (value == -1.0 && sim_err_occurred(world) != NULL) {
        return NULL;
    }
    return sim_float_new(world, value);
}

static const SimTypeSlots float_slots = {
    .tp_dealloc = float_dealloc,
    .tp_repr = float_repr,
    .tp_hash = float_hash,
    .tp_richcompare = float_richcompare,
    .tp_new = sim_float_type_new,
    .tp_vectorcall_new = sim_float_vectorcall_new,
    .nb_add = float_add,
    .nb_subtract = float_subtract,
    .nb_multiply = float_multiply,
    .nb_remainder = float_remainder,
    .nb_divmod = float_divmod,
    .nb_power = float_power,
    .nb_negative = float_negative,
    .nb_positive = float_exact,
    .nb_absolute = float_absolute,
    .nb_bool = float_bool,
    .nb_int = float_int,
    .nb_float = float_exact,
    .nb_floor_divide = float_floor_divide,
    .nb_true_divide = float_true_divide,
};

const SimTypeSpec sim_spec_FLOAT = {
    .id = SIM_TYPE_FLOAT,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 24,
    .host_size = sizeof(SimFloat),
    .flags = SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_FLOAT_SUBCLASS,
    .slots = &float_slots,
    .methods = sim_float_methods,
    .getset = sim_float_getset,
    .doc = "Convert a string or number to a floating point number, if possible.",
};
