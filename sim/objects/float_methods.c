/* float(...), and the methods of floats. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/objects/abstract.h"
#include "sim/objects/bytes.h"
#include "sim/objects/codec.h"
#include "sim/objects/float_private.h"
#include "sim/objects/format_spec.h"
#include "sim/objects/int_private.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"

#define FLOAT_METHOD(name)                                                                         \
    static SimObject *name(SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, \
                           SimObject *kwnames)

SimObject *
sim_float_vectorcall_new(
    SimWorld *world, SimObject *type, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) type;
    if (!sim_arg_no_keywords(world, "float", kwnames) ||
        !sim_arg_count(world, "float", nargs, 0, 1)) {
        return NULL;
    }
    return nargs == 0 ? sim_float_new(world, 0.0) : sim_float_convert(world, args[0]);
}

FLOAT_METHOD(float_is_integer)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    double value = sim_float_value(self);
    return sim_bool_new(world, isfinite(value) && floor(value) == value);
}

FLOAT_METHOD(float_trunc)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    return sim_int_from_double(world, sim_float_value(self));
}

FLOAT_METHOD(float_floor)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    return sim_int_from_double(world, floor(sim_float_value(self)));
}

FLOAT_METHOD(float_ceil)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    return sim_int_from_double(world, ceil(sim_float_value(self)));
}

static SimObject *
get_real(SimWorld *world, SimObject *self)
{
    if (self->type == sim_type(world, SIM_TYPE_FLOAT)) {
        return sim_newref(world, self);
    }
    return sim_float_new(world, sim_float_value(self));
}

FLOAT_METHOD(float_itself)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    return get_real(world, self);
}

static SimObject *
get_imag(SimWorld *world, SimObject *self)
{
    (void) self;
    return sim_float_new(world, 0.0);
}

FLOAT_METHOD(float_getnewargs)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    SimObject *copy = sim_float_new(world, sim_float_value(self));
    return copy == NULL ? NULL : sim_tuple_from_stolen(world, &copy, 1);
}

FLOAT_METHOD(float_as_integer_ratio)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    double value = sim_float_value(self);
    if (isinf(value)) {
        return sim_err_format(world, SIM_TYPE_OverflowError,
                              "cannot convert Infinity to integer ratio");
    }
    if (isnan(value)) {
        return sim_err_format(world, SIM_TYPE_ValueError, "cannot convert NaN to integer ratio");
    }
    mpq_t ratio;
    mpq_init(ratio);
    mpq_set_d(ratio, value);
    SimObject *pair[2] = {sim_int_from_mpz(world, mpq_numref(ratio), 0),
                          sim_int_from_mpz(world, mpq_denref(ratio), 0)};
    mpq_clear(ratio);
    if (pair[0] == NULL || pair[1] == NULL) {
        sim_xdecref(world, pair[0]);
        sim_xdecref(world, pair[1]);
        return NULL;
    }
    return sim_tuple_from_stolen(world, pair, 2);
}

/* @value, finite, rounded to @digits places with the C library's exact decimals. */
static double
round_decimal(double value, int digits)
{
    char text[512];
    char format[24];
    int count = digits;
    char conversion = 'f';
    if (digits < 0) {
        int exponent;
        char probe[32];
        g_ascii_formatd(probe, sizeof probe, "%.17e", value);
        exponent = atoi(strchr(probe, 'e') + 1);
        count = exponent + digits;
        conversion = 'e';
        char power[16];
        g_snprintf(power, sizeof power, "1e%d", -digits);
        double unit = g_ascii_strtod(power, NULL);
        if (count < -1) {
            return copysign(0.0, value);
        }
        /* One digit before the first: up if it is more than half a unit. */
        if (count == -1) {
            return copysign(fabs(value) > 0.5 * unit ? unit : 0.0, value);
        }
    }
    g_snprintf(format, sizeof format, "%%.%d%c", count, conversion);
    g_ascii_formatd(text, sizeof text, format, value);
    return g_ascii_strtod(text, NULL);
}

SimObject *
sim_float_round(SimWorld *world, double value, int64_t digits)
{
    enum {
        MOST_DIGITS = 323,
        FEWEST_DIGITS = -308
    };
    if (!isfinite(value) || digits > MOST_DIGITS) {
        return sim_float_new(world, value);
    }
    if (digits < FEWEST_DIGITS) {
        return sim_float_new(world, 0.0 * value);
    }
    double rounded = round_decimal(value, (int) digits);
    if (isinf(rounded)) {
        return sim_err_format(world, SIM_TYPE_OverflowError,
                              "rounded value too large to represent");
    }
    return sim_float_new(world, rounded);
}

FLOAT_METHOD(float_round)
{
    (void) kwnames;
    if (!sim_arg_count(world, "__round__", nargs, 0, 1)) {
        return NULL;
    }
    double value = sim_float_value(self);
    if (nargs == 0 || args[0] == SIM_NONE(world)) {
        double rounded = round(value);
        if (fabs(value - rounded) == 0.5) {
            rounded = 2.0 * round(value / 2.0);
        }
        return sim_int_from_double(world, rounded);
    }
    int64_t digits = sim_number_as_index(world, args[0], SIM_TYPE_COUNT);
    if (digits == -1 && sim_err_occurred(world) != NULL) {
        return NULL;
    }
    return sim_float_round(world, value, digits);
}

FLOAT_METHOD(float_hex)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    double value = sim_float_value(self);
    if (!isfinite(value)) {
        return sim_object_repr(world, self);
    }
    const char *sign = signbit(value) != 0 ? "-" : "";
    if (value == 0.0) {
        return sim_str_format(world, "%s0x0.0p+0", sign);
    }
    int exponent;
    double mantissa = frexp(fabs(value), &exponent);
    /* Subnormals keep the exponent of the smallest normal number. */
    int shift = 1 - MAX(-1021 - exponent, 0);
    mantissa = ldexp(mantissa, shift);
    exponent -= shift;
    uint64_t bits = (uint64_t) ldexp(mantissa, 52);
    return sim_str_format(world, "%s0x%u.%013" G_GINT64_MODIFIER "xp%c%d", sign,
                          (unsigned) (bits >> 52), (guint64) (bits & ((UINT64_C(1) << 52) - 1)),
                          exponent < 0 ? '-' : '+', abs(exponent));
}

/* [0x]hex digits with a point, [p exponent]: checked here, read by strtod. */
static bool
is_hex_number(const char *at)
{
    if (*at == '+' || *at == '-') {
        at++;
    }
    if (at[0] == '0' && (at[1] == 'x' || at[1] == 'X')) {
        at += 2;
    }
    size_t digits = strspn(at, "0123456789abcdefABCDEF");
    at += digits;
    if (*at == '.') {
        size_t fraction = strspn(at + 1, "0123456789abcdefABCDEF");
        digits += fraction;
        at += 1 + fraction;
    }
    if (digits == 0) {
        return false;
    }
    if (*at == 'p' || *at == 'P') {
        at++;
        if (*at == '+' || *at == '-') {
            at++;
        }
        size_t exponent = strspn(at, "0123456789");
        if (exponent == 0) {
            return false;
        }
        at += exponent;
    }
    return *at == '\0';
}

static double
read_hex(const char *text)
{
    bool negative = *text == '-';
    if (*text == '+' || *text == '-') {
        text++;
    }
    bool prefixed = text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
    char *full = g_strconcat("0x", prefixed ? text + 2 : text, NULL);
    double value = g_ascii_strtod(full, NULL);
    g_free(full);
    return negative ? -value : value;
}

FLOAT_METHOD(float_fromhex)
{
    (void) nargs;
    (void) kwnames;
    if (!SIM_IS_STR(args[0])) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "bad argument type for built-in operation");
    }
    /* Surrogates have no UTF-8 and raise here. */
    SimObject *utf8 = sim_codec_encode(world, args[0], NULL, NULL);
    if (utf8 == NULL) {
        return NULL;
    }
    const SimBytes *bytes = (SimBytes *) (void *) utf8;
    char *text = g_strstrip(g_strdup((const char *) bytes->data));
    double value;
    bool valid = strlen((const char *) bytes->data) == (size_t) bytes->length;
    sim_decref(world, utf8);
    bool overflow = false;
    if (valid && is_hex_number(text)) {
        value = read_hex(text);
        overflow = isinf(value);
    } else {
        const char *word = *text == '+' || *text == '-' ? text + 1 : text;
        valid =
            valid && g_ascii_isalpha(*word) && sim_float_read(text, text + strlen(text), &value);
    }
    g_free(text);
    if (!valid) {
        return sim_err_format(world, SIM_TYPE_ValueError,
                              "invalid hexadecimal floating-point string");
    }
    if (overflow) {
        return sim_err_format(world, SIM_TYPE_OverflowError,
                              "hexadecimal value too large to represent as a float");
    }
    SimObject *number = sim_float_new(world, value);
    SimObject *float_type = &sim_type(world, SIM_TYPE_FLOAT)->ob;
    if (number == NULL || self == float_type) {
        return number;
    }
    SimObject *result = sim_object_call_one(world, self, number);
    sim_decref(world, number);
    return result;
}

const SimMethodDef sim_float_methods[] = {
    {"conjugate", float_itself, SIM_METH_NOARGS},
    {"__trunc__", float_trunc, SIM_METH_NOARGS},
    {"__floor__", float_floor, SIM_METH_NOARGS},
    {"__ceil__", float_ceil, SIM_METH_NOARGS},
    {"__round__", float_round, SIM_METH_FASTCALL},
    {"as_integer_ratio", float_as_integer_ratio, SIM_METH_NOARGS},
    {"fromhex", float_fromhex, SIM_METH_O | SIM_METH_CLASS},
    {"hex", float_hex, SIM_METH_NOARGS},
    {"is_integer", float_is_integer, SIM_METH_NOARGS},
    {"__getnewargs__", float_getnewargs, SIM_METH_NOARGS},
    {"__format__", sim_format_method, SIM_METH_O},
    {NULL, NULL, 0},
};

const SimGetSetDef sim_float_getset[] = {
    {"real", get_real, NULL},
    {"imag", get_imag, NULL},
    {NULL, NULL, NULL},
};
