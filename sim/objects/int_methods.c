/* int(...), and the methods of ints. */
#include <string.h>

#include "sim/objects/abstract.h"
#include "sim/objects/bytes.h"
#include "sim/objects/format_spec.h"
#include "sim/objects/id.h"
#include "sim/objects/int_private.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"

#define INT_METHOD(name)                                                                           \
    static SimObject *name(SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, \
                           SimObject *kwnames)

/* The result of __int__ or __index__ must be an int; an instance of a subclass is copied. */
static SimObject *
check_result(SimWorld *world, SimObject *result, const char *method)
{
    if (result == NULL || SIM_IS_INT_EXACT(world, result)) {
        return result;
    }
    if (!SIM_IS_INT(result)) {
        sim_err_format(world, SIM_TYPE_TypeError, "%s returned non-%s (type %.200s)", method,
                       method[2] == 't' ? "Integral" : "int", result->type->name);
        sim_decref(world, result);
        return NULL;
    }
    if (strcmp(method, "__int__") == 0) {
        sim_err_warn_strict(world, method, "int", result);
    }
    SimObject *exact = sim_int_exact(world, result);
    sim_decref(world, result);
    return exact;
}

/* __trunc__, deprecated but alive in 3.11. 0: the object has none. */
static int
from_trunc(SimWorld *world, SimObject *object, SimObject **out)
{
    SimObject *method;
    int found = sim_object_lookup_special(world, object, SIM_ID(world, __trunc__), &method);
    if (found <= 0) {
        return found;
    }
    sim_err_warn(world, SIM_TYPE_DeprecationWarning,
                 "The delegation of int() to __trunc__ is deprecated.");
    SimObject *result = sim_object_call_noargs(world, method);
    sim_decref(world, method);
    if (result != NULL && !SIM_IS_INT(result) && sim_object_is_index(result)) {
        SimObject *number = sim_number_index(world, result);
        sim_decref(world, result);
        result = number;
    }
    *out = check_result(world, result, "__trunc__");
    return *out == NULL ? -1 : 1;
}

/* PyNumber_Long */
static SimObject *
from_object(SimWorld *world, SimObject *object)
{
    const SimTypeSlots *slots = &object->type->slots;
    if (SIM_IS_INT_EXACT(world, object)) {
        return sim_newref(world, object);
    }
    if (slots->nb_int != NULL) {
        return check_result(world, slots->nb_int(world, object), "__int__");
    }
    if (slots->nb_index != NULL) {
        return check_result(world, sim_number_index(world, object), "__index__");
    }
    SimObject *result;
    int found = from_trunc(world, object, &result);
    if (found != 0) {
        return found < 0 ? NULL : result;
    }
    if (SIM_IS_STR(object)) {
        return sim_int_from_str(world, object, 10);
    }
    if (SIM_IS_BYTES(object)) {
        const SimBytes *bytes = (SimBytes *) (void *) object;
        return sim_int_from_bytes_text(world, object, (const char *) bytes->data,
                                       (size_t) bytes->length, 10);
    }
    return sim_err_format(world, SIM_TYPE_TypeError,
                          "int() argument must be a string, a bytes-like object or a real "
                          "number, not '%.200s'",
                          object->type->name);
}

SimObject *
sim_int_convert(SimWorld *world, SimObject *object, SimObject *base)
{
    if (object == NULL) {
        if (base != NULL) {
            return sim_err_format(world, SIM_TYPE_TypeError, "int() missing string argument");
        }
        return sim_int_new(world, 0);
    }
    if (base == NULL) {
        return from_object(world, object);
    }
    int64_t number = sim_number_as_index(world, base, SIM_TYPE_COUNT);
    if (number == -1 && sim_err_occurred(world) != NULL) {
        return NULL;
    }
    if ((number != 0 && number < 2) || number > 36) {
        return sim_err_format(world, SIM_TYPE_ValueError,
                              "int() base must be >= 2 and <= 36, or 0");
    }
    if (SIM_IS_STR(object)) {
        return sim_int_from_str(world, object, (int) number);
    }
    if (SIM_IS_BYTES(object)) {
        const SimBytes *bytes = (SimBytes *) (void *) object;
        return sim_int_from_bytes_text(world, object, (const char *) bytes->data,
                                       (size_t) bytes->length, (int) number);
    }
    return sim_err_format(world, SIM_TYPE_TypeError,
                          "int() can't convert non-string with explicit base");
}

INT_METHOD(int_bit_length)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    SimIntView view;
    mpz_srcptr z = sim_int_view(self, &view);
    return sim_int_from_size(world, mpz_sgn(z) == 0 ? 0 : mpz_sizeinbase(z, 2));
}

static size_t
count_bits(mpz_srcptr z)
{
    return mpz_sgn(z) == 0 ? 0 : mpn_popcount(mpz_limbs_read(z), (mp_size_t) mpz_size(z));
}

INT_METHOD(int_bit_count)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    SimIntView view;
    mpz_srcptr z = sim_int_view(self, &view);
    return sim_int_from_size(world, count_bits(z));
}

INT_METHOD(int_as_integer_ratio)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    SimObject *pair[2] = {sim_int_exact(world, self), sim_int_new(world, 1)};
    if (pair[0] == NULL) {
        sim_decref(world, pair[1]);
        return NULL;
    }
    return sim_tuple_from_stolen(world, pair, 2);
}

INT_METHOD(int_itself)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    return sim_int_exact(world, self);
}

INT_METHOD(int_getnewargs)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    SimObject *copy = sim_int_exact(world, self);
    return copy == NULL ? NULL : sim_tuple_from_stolen(world, &copy, 1);
}

/* z - rest is the multiple of @step nearest to z, the even one of two (_PyLong_DivmodNear). */
static void
divide_near(mpz_ptr quotient, mpz_ptr rest, mpz_srcptr z, mpz_srcptr step)
{
    mpz_t twice;
    mpz_init(twice);
    mpz_fdiv_qr(quotient, rest, z, step);
    mpz_mul_2exp(twice, rest, 1);
    int order = mpz_cmp(twice, step);
    if (order > 0 || (order == 0 && mpz_odd_p(quotient))) {
        mpz_add_ui(quotient, quotient, 1);
        mpz_sub(rest, rest, step);
    }
    mpz_clear(twice);
}

/* self - rest, while quotient and rest are ints as well, as in CPython. */
static SimObject *
subtract_rest(SimWorld *world, SimObject *self, mpz_srcptr quotient, mpz_srcptr rest)
{
    SimObject *first = sim_int_from_mpz(world, quotient, 0);
    SimObject *second = first == NULL ? NULL : sim_int_from_mpz(world, rest, 0);
    SimObject *result = second == NULL ? NULL : sim_int_subtract(world, self, second);
    sim_xdecref(world, first);
    sim_xdecref(world, second);
    return result;
}

static SimObject *
round_digits(SimWorld *world, SimObject *self, SimObject *digits)
{
    int64_t count;
    if (sim_int_sign(digits) >= 0) {
        return sim_int_exact(world, self);
    }
    SimIntView view;
    mpz_srcptr z = sim_int_view(self, &view);
    size_t most = mpz_sizeinbase(z, 10) + 1;
    if (!sim_int_get(digits, &count) || count < -(int64_t) most) {
        return sim_int_new(world, 0);
    }
    mpz_t step;
    mpz_t quotient;
    mpz_t rest;
    mpz_init(step);
    mpz_init(quotient);
    mpz_init(rest);
    mpz_ui_pow_ui(step, 10, (unsigned long) -count);
    divide_near(quotient, rest, z, step);
    SimObject *rounded = subtract_rest(world, self, quotient, rest);
    mpz_clear(rest);
    mpz_clear(quotient);
    mpz_clear(step);
    return rounded;
}

INT_METHOD(int_round)
{
    (void) kwnames;
    if (!sim_arg_count(world, "__round__", nargs, 0, 1)) {
        return NULL;
    }
    if (nargs == 0) {
        return sim_int_exact(world, self);
    }
    SimObject *digits = sim_number_index(world, args[0]);
    if (digits == NULL) {
        return NULL;
    }
    SimObject *rounded = round_digits(world, self, digits);
    sim_decref(world, digits);
    return rounded;
}

/* Whether @text is "little" (or "big"). False with ValueError or TypeError. */
static bool
read_byteorder(SimWorld *world, const char *function, SimObject *text, bool *little)
{
    *little = false;
    if (text == NULL) {
        return true;
    }
    if (!SIM_IS_STR(text)) {
        sim_arg_bad(world, function, "argument 'byteorder'", "str", text);
        return false;
    }
    *little = sim_str_equal_c(text, "little");
    if (!*little && !sim_str_equal_c(text, "big")) {
        sim_err_format(world, SIM_TYPE_ValueError, "byteorder must be either 'little' or 'big'");
        return false;
    }
    return true;
}

static bool
read_signed(SimWorld *world, SimObject *object, bool *out)
{
    int truth = object == NULL ? 0 : sim_object_is_true(world, object);
    *out = truth > 0;
    return truth >= 0;
}

/* Two's complement of @length bytes, the lowest first. False with OverflowError. */
static bool
write_bytes(SimWorld *world, mpz_srcptr z, bool is_signed, uint8_t *out, size_t length)
{
    if (mpz_sgn(z) < 0 && !is_signed) {
        sim_err_format(world, SIM_TYPE_OverflowError, "can't convert negative int to unsigned");
        return false;
    }
    mpz_t value;
    mpz_init_set(value, z);
    if (mpz_sgn(z) < 0) {
        mpz_com(value, value);
    }
    size_t bits = mpz_sgn(value) == 0 ? 0 : mpz_sizeinbase(value, 2);
    /* 0 needs no byte, and -1 is given none either. */
    bool fits = bits == 0 || bits + (is_signed ? 1 : 0) <= length * 8;
    if (fits) {
        memset(out, 0, length);
        mpz_export(out, NULL, -1, 1, 0, 0, value);
        for (size_t i = 0; mpz_sgn(z) < 0 && i < length; i++) {
            out[i] = (uint8_t) ~out[i];
        }
    } else {
        sim_err_format(world, SIM_TYPE_OverflowError, "int too big to convert");
    }
    mpz_clear(value);
    return fits;
}

static void
reverse(uint8_t *bytes, size_t length)
{
    for (size_t i = 0; i < length / 2; i++) {
        uint8_t byte = bytes[i];
        bytes[i] = bytes[length - 1 - i];
        bytes[length - 1 - i] = byte;
    }
}

INT_METHOD(int_to_bytes)
{
    static const char *const names[] = {"length", "byteorder", "signed", NULL};
    SimObject *out[3] = {NULL, NULL, NULL};
    int64_t length = 1;
    bool little;
    bool is_signed;
    if (!sim_arg_parse(world, "to_bytes", names, 0, 2, args, nargs, kwnames, out)) {
        return NULL;
    }
    if (out[0] != NULL && !sim_arg_size(world, out[0], &length)) {
        return NULL;
    }
    if (!read_byteorder(world, "to_bytes", out[1], &little) ||
        !read_signed(world, out[2], &is_signed)) {
        return NULL;
    }
    if (length < 0) {
        return sim_err_format(world, SIM_TYPE_ValueError, "length argument must be non-negative");
    }
    if ((uint64_t) length > world->config.max_memory) {
        return sim_err_no_memory(world);
    }
    SimIntView view;
    uint8_t *bytes = g_malloc((size_t) length + 8);
    SimObject *result = NULL;
    if (write_bytes(world, sim_int_view(self, &view), is_signed, bytes, (size_t) length)) {
        if (!little) {
            reverse(bytes, (size_t) length);
        }
        result = sim_bytes_new(world, bytes, (size_t) length);
    }
    g_free(bytes);
    return result;
}

static SimObject *
number_from_bytes(SimWorld *world, const SimBytes *bytes, bool little, bool is_signed)
{
    size_t length = (size_t) bytes->length;
    mpz_t z;
    mpz_init(z);
    mpz_import(z, length, little ? -1 : 1, 1, 0, 0, bytes->data);
    if (is_signed && length > 0 && mpz_tstbit(z, length * 8 - 1) != 0) {
        mpz_t span;
        mpz_init(span);
        mpz_setbit(span, length * 8);
        mpz_sub(z, z, span);
        mpz_clear(span);
    }
    SimObject *number = sim_int_from_mpz(world, z, 0);
    mpz_clear(z);
    return number;
}

INT_METHOD(int_from_bytes)
{
    static const char *const names[] = {"bytes", "byteorder", "signed", NULL};
    SimObject *out[3] = {NULL, NULL, NULL};
    bool little;
    bool is_signed;
    if (!sim_arg_parse(world, "from_bytes", names, 1, 2, args, nargs, kwnames, out) ||
        !read_byteorder(world, "from_bytes", out[1], &little) ||
        !read_signed(world, out[2], &is_signed)) {
        return NULL;
    }
    SimObject *bytes = sim_bytes_from_object(world, out[0]);
    if (bytes == NULL) {
        return NULL;
    }
    SimObject *number = number_from_bytes(world, (SimBytes *) (void *) bytes, little, is_signed);
    sim_decref(world, bytes);
    SimObject *int_type = &sim_type(world, SIM_TYPE_INT)->ob;
    if (number == NULL || self == int_type) {
        return number;
    }
    SimObject *result = sim_object_call_one(world, self, number);
    sim_decref(world, number);
    return result;
}

static SimObject *
get_zero(SimWorld *world, SimObject *self)
{
    (void) self;
    return sim_int_new(world, 0);
}

static SimObject *
get_one(SimWorld *world, SimObject *self)
{
    (void) self;
    return sim_int_new(world, 1);
}

const SimMethodDef sim_int_methods[] = {
    {"conjugate", int_itself, SIM_METH_NOARGS},
    {"bit_length", int_bit_length, SIM_METH_NOARGS},
    {"bit_count", int_bit_count, SIM_METH_NOARGS},
    {"to_bytes", int_to_bytes, SIM_METH_KEYWORDS},
    {"from_bytes", int_from_bytes, SIM_METH_KEYWORDS | SIM_METH_CLASS},
    {"as_integer_ratio", int_as_integer_ratio, SIM_METH_NOARGS},
    {"__trunc__", int_itself, SIM_METH_NOARGS},
    {"__floor__", int_itself, SIM_METH_NOARGS},
    {"__ceil__", int_itself, SIM_METH_NOARGS},
    {"__round__", int_round, SIM_METH_FASTCALL},
    {"__getnewargs__", int_getnewargs, SIM_METH_NOARGS},
    {"__format__", sim_format_method, SIM_METH_O},
    {NULL, NULL, 0},
};

const SimGetSetDef sim_int_getset[] = {
    {"real", sim_int_exact, NULL},  {"imag", get_zero, NULL}, {"numerator", sim_int_exact, NULL},
    {"denominator", get_one, NULL}, {NULL, NULL, NULL},
};
