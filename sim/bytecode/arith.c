#include "sim/bytecode/arith.h"

#include <math.h>
#include <string.h>

#include <gmp.h>

#include "sim/bytecode/const.h"

enum {
    MAX_INT_BITS = 128,
    MAX_COLLECTION_SIZE = 256,
    MAX_STR_SIZE = 4096,
    MAX_TOTAL_ITEMS = 1024,
    DOUBLE_BITS = 53,
    /* bits that decide how a double is rounded: its own, the next, and "any after" */
    ROUNDING_BITS = DOUBLE_BITS + 2
};

static bool
is_bool(const SimConst *value)
{
    return value->kind == SIM_CONST_TRUE || value->kind == SIM_CONST_FALSE;
}

static bool
is_int(const SimConst *value)
{
    return value->kind == SIM_CONST_INT || is_bool(value);
}

static bool
is_number(const SimConst *value)
{
    return is_int(value) || value->kind == SIM_CONST_FLOAT;
}

static void
load_int(mpz_t z, const SimConst *value)
{
    if (value->kind == SIM_CONST_INT) {
        mpz_init_set_str(z, value->text, 16);
    } else {
        mpz_init_set_ui(z, value->kind == SIM_CONST_TRUE);
    }
}

static const SimConst *
make_int(SimRegion *region, const mpz_t z)
{
    char *text = g_malloc(mpz_sizeinbase(z, 16) + 2);
    mpz_get_str(text, 16, z);
    const SimConst *value = sim_const_new_text(region, SIM_CONST_INT, text, strlen(text));
    g_free(text);
    return value;
}

static size_t
bit_length(const mpz_t z)
{
    return mpz_sgn(z) == 0 ? 0 : mpz_sizeinbase(z, 2);
}

/* The double nearest to @top * 2**@exponent, where bit 0 of @top stands for all the
 * lower bits as well. Ties go to the even one: that is how the host converts. */
static double
round_top(uint64_t top, long exponent)
{
    return ldexp((double) top, (int) CLAMP(exponent, -4000, 4000));
}

static uint64_t
low_64(const mpz_t z)
{
    uint64_t value = 0;
    size_t count = 0;
    mpz_export(&value, &count, -1, sizeof value, 0, 0, z);
    return value;
}

/* float(z); false where Python raises OverflowError. */
static bool
int_to_real(const mpz_t z, double *real)
{
    size_t bits = bit_length(z);
    if (bits <= DOUBLE_BITS) {
        *real = mpz_get_d(z);
        return true;
    }
    mpz_t top;
    mpz_init(top);
    mpz_abs(top, z);
    size_t drop = bits > ROUNDING_BITS ? bits - ROUNDING_BITS : 0;
    bool rest = drop > 0 && mpz_scan1(top, 0) < drop;
    mpz_tdiv_q_2exp(top, top, drop);
    double value = round_top(low_64(top) | rest, (long) drop);
    mpz_clear(top);
    *real = mpz_sgn(z) < 0 ? -value : value;
    return isfinite(value);
}

/* a / b for ints, rounded once. */
static bool
divide_ints(const mpz_t a, const mpz_t b, double *real)
{
    if (mpz_sgn(b) == 0) {
        return false;
    }
    if (bit_length(a) <= DOUBLE_BITS && bit_length(b) <= DOUBLE_BITS) {
        *real = mpz_get_d(a) / mpz_get_d(b);
        return true;
    }
    long shift = (long) bit_length(a) - (long) bit_length(b) - ROUNDING_BITS;
    if (shift < -900 || shift > 4000) {
        return false; /* near the ends of the range of a double: left to run time */
    }
    mpz_t n, d, q, r;
    mpz_inits(n, d, q, r, NULL);
    mpz_abs(n, a);
    mpz_abs(d, b);
    if (shift < 0) {
        mpz_mul_2exp(n, n, (mp_bitcnt_t) -shift);
    } else {
        mpz_mul_2exp(d, d, (mp_bitcnt_t) shift);
    }
    mpz_tdiv_qr(q, r, n, d);
    double value = round_top(low_64(q) | (mpz_sgn(r) != 0), shift);
    *real = (mpz_sgn(a) < 0) != (mpz_sgn(b) < 0) ? -value : value; /* 0 / -1 is -0.0 */
    mpz_clears(n, d, q, r, NULL);
    return isfinite(value);
}

static const SimConst *
int_true_divide(SimRegion *region, const mpz_t a, const mpz_t b)
{
    double real;
    return divide_ints(a, b, &real) ? sim_const_new_real(region, real) : NULL;
}

static const SimConst *
int_negative_power(SimRegion *region, const mpz_t a, const mpz_t b)
{
    double x, y;
    if (mpz_sgn(a) == 0 || !int_to_real(a, &x) || !int_to_real(b, &y)) {
        return NULL;
    }
    double value = pow(x, y);
    return isfinite(value) ? sim_const_new_real(region, value) : NULL;
}

static bool
int_power(mpz_t out, const mpz_t a, const mpz_t b)
{
    if (mpz_sgn(a) != 0 && mpz_sgn(b) > 0) {
        if (!mpz_fits_ulong_p(b) || bit_length(a) > MAX_INT_BITS / mpz_get_ui(b)) {
            return false;
        }
    }
    if (mpz_sgn(a) == 0 && mpz_sgn(b) > 0) {
        mpz_set_ui(out, 0);
    } else {
        mpz_pow_ui(out, a, mpz_get_ui(b));
    }
    return true;
}

static bool
int_left_shift(mpz_t out, const mpz_t a, const mpz_t b)
{
    if (mpz_sgn(b) < 0) {
        return false;
    }
    if (mpz_sgn(a) == 0) {
        mpz_set_ui(out, 0);
        return true;
    }
    if (!mpz_fits_ulong_p(b) || mpz_get_ui(b) > MAX_INT_BITS ||
        (mpz_sgn(b) != 0 && bit_length(a) > MAX_INT_BITS - mpz_get_ui(b))) {
        return false;
    }
    mpz_mul_2exp(out, a, mpz_get_ui(b));
    return true;
}

static bool
int_right_shift(mpz_t out, const mpz_t a, const mpz_t b)
{
    if (mpz_sgn(b) < 0) {
        return false;
    }
    if (mpz_fits_ulong_p(b)) {
        mpz_fdiv_q_2exp(out, a, mpz_get_ui(b));
    } else {
        mpz_set_si(out, mpz_sgn(a) < 0 ? -1 : 0);
    }
    return true;
}

static bool
int_multiply(mpz_t out, const mpz_t a, const mpz_t b)
{
    if (mpz_sgn(a) != 0 && mpz_sgn(b) != 0 && bit_length(a) + bit_length(b) > MAX_INT_BITS) {
        return false;
    }
    mpz_mul(out, a, b);
    return true;
}

static bool
int_divide(mpz_t out, SimOp op, const mpz_t a, const mpz_t b)
{
    if (mpz_sgn(b) == 0) {
        return false;
    }
    if (op == SIM_OP_FloorDiv) {
        mpz_fdiv_q(out, a, b);
    } else {
        mpz_fdiv_r(out, a, b);
    }
    return true;
}

static bool
int_operate(mpz_t out, SimOp op, const mpz_t a, const mpz_t b)
{
    switch (op) {
    case SIM_OP_Add:
        mpz_add(out, a, b);
        return true;
    case SIM_OP_Sub:
        mpz_sub(out, a, b);
        return true;
    case SIM_OP_BitOr:
        mpz_ior(out, a, b);
        return true;
    case SIM_OP_BitXor:
        mpz_xor(out, a, b);
        return true;
    case SIM_OP_BitAnd:
        mpz_and(out, a, b);
        return true;
    case SIM_OP_Mult:
        return int_multiply(out, a, b);
    case SIM_OP_FloorDiv:
    case SIM_OP_Mod:
        return int_divide(out, op, a, b);
    case SIM_OP_Pow:
        return int_power(out, a, b);
    case SIM_OP_LShift:
        return int_left_shift(out, a, b);
    case SIM_OP_RShift:
        return int_right_shift(out, a, b);
    default:
        return false;
    }
}

static const SimConst *
int_binary(SimRegion *region, SimOp op, const SimConst *left, const SimConst *right)
{
    mpz_t a, b, out;
    load_int(a, left);
    load_int(b, right);
    mpz_init(out);
    const SimConst *value = NULL;
    if (op == SIM_OP_Div) {
        value = int_true_divide(region, a, b);
    } else if (op == SIM_OP_Pow && mpz_sgn(b) < 0) {
        value = int_negative_power(region, a, b);
    } else if (int_operate(out, op, a, b)) {
        bool logical = op == SIM_OP_BitOr || op == SIM_OP_BitXor || op == SIM_OP_BitAnd;
        if (logical && is_bool(left) && is_bool(right)) {
            value = sim_const_singleton(mpz_sgn(out) != 0 ? SIM_CONST_TRUE : SIM_CONST_FALSE);
        } else {
            value = make_int(region, out);
        }
    }
    mpz_clears(a, b, out, NULL);
    return value;
}

/* x // y and x % y together, as Objects/floatobject.c rounds them. */
static void
divide_reals(double x, double y, double *quotient, double *remainder)
{
    double rest = fmod(x, y);
    double q = (x - rest) / y;
    if (rest == 0.0) {
        rest = copysign(0.0, y);
    } else if ((y < 0) != (rest < 0)) {
        rest += y;
        q -= 1.0;
    }
    *remainder = rest;
    if (q == 0.0) {
        *quotient = copysign(0.0, x / y);
        return;
    }
    *quotient = floor(q);
    if (q - *quotient > 0.5) {
        *quotient += 1.0;
    }
}

static bool
real_power(double x, double y, double *out)
{
    bool finite = isfinite(x) && isfinite(y);
    if (finite && ((x == 0.0 && y < 0.0) || (x < 0.0 && y != floor(y)))) {
        return false; /* division by zero; a complex result */
    }
    *out = pow(x, y);
    return !finite || isfinite(*out);
}

static bool
real_operate(SimOp op, double x, double y, double *out)
{
    double other;
    switch (op) {
    case SIM_OP_Add:
        *out = x + y;
        return true;
    case SIM_OP_Sub:
        *out = x - y;
        return true;
    case SIM_OP_Mult:
        *out = x * y;
        return true;
    case SIM_OP_Div:
        *out = y == 0.0 ? 0.0 : x / y;
        return y != 0.0;
    case SIM_OP_FloorDiv:
        divide_reals(x, y == 0.0 ? 1.0 : y, out, &other);
        return y != 0.0;
    case SIM_OP_Mod:
        divide_reals(x, y == 0.0 ? 1.0 : y, &other, out);
        return y != 0.0;
    case SIM_OP_Pow:
        return real_power(x, y, out);
    default:
        return false;
    }
}

static bool
load_real(const SimConst *value, double *real)
{
    if (value->kind == SIM_CONST_FLOAT) {
        *real = value->real;
        return true;
    }
    mpz_t z;
    load_int(z, value);
    bool ok = int_to_real(z, real);
    mpz_clear(z);
    return ok;
}

static const SimConst *
real_binary(SimRegion *region, SimOp op, const SimConst *left, const SimConst *right)
{
    double x, y, out;
    if (!load_real(left, &x) || !load_real(right, &y) || !real_operate(op, x, y, &out)) {
        return NULL;
    }
    return sim_const_new_real(region, out);
}

static bool
is_sequence(const SimConst *value)
{
    return value->kind == SIM_CONST_STR || value->kind == SIM_CONST_BYTES ||
           value->kind == SIM_CONST_TUPLE;
}

static size_t
sequence_length(const SimConst *value)
{
    return value->kind == SIM_CONST_TUPLE ? value->count
           : value->kind == SIM_CONST_STR ? sim_const_str_length(value)
                                          : value->length;
}

static const SimConst *
concatenate(SimRegion *region, const SimConst *left, const SimConst *right)
{
    if (left->kind != right->kind) {
        return NULL;
    }
    if (left->kind == SIM_CONST_TUPLE) {
        size_t count = left->count + right->count;
        const SimConst **items = g_new(const SimConst *, count + 1);
        memcpy(items, left->items, left->count * sizeof *items);
        memcpy(items + left->count, right->items, right->count * sizeof *items);
        const SimConst *value = sim_const_new_tuple(region, items, count);
        g_free(items);
        return value;
    }
    GString *text = g_string_new_len(left->text, (gssize) left->length);
    g_string_append_len(text, right->text, (gssize) right->length);
    const SimConst *value = sim_const_new_text(region, left->kind, text->str, text->len);
    g_string_free(text, TRUE);
    return value;
}

/* What is left of @limit after the items of @value and of the tuples in it. */
static long
take_items(const SimConst *value, long limit)
{
    if (value->kind != SIM_CONST_TUPLE) {
        return limit;
    }
    limit -= (long) value->count;
    for (size_t i = 0; i < value->count && limit >= 0; i++) {
        limit = take_items(value->items[i], limit);
    }
    return limit;
}

static const SimConst *
repeat_items(SimRegion *region, const SimConst *sequence, size_t times)
{
    size_t count = sequence->count * times;
    const SimConst **items = g_new(const SimConst *, count + 1);
    for (size_t i = 0; i < count; i++) {
        items[i] = sequence->items[i % sequence->count];
    }
    const SimConst *value = sim_const_new_tuple(region, items, count);
    g_free(items);
    return value;
}

static const SimConst *
repeat(SimRegion *region, const SimConst *sequence, const SimConst *times)
{
    size_t length = sequence_length(sequence);
    bool is_tuple = sequence->kind == SIM_CONST_TUPLE;
    size_t limit = is_tuple ? MAX_COLLECTION_SIZE : MAX_STR_SIZE;
    mpz_t z;
    load_int(z, times);
    bool fits =
        length == 0 ? mpz_fits_slong_p(z) : mpz_sgn(z) >= 0 && mpz_cmp_ui(z, limit / length) <= 0;
    size_t n = fits && length > 0 ? mpz_get_ui(z) : 0;
    mpz_clear(z);
    if (fits && length == 0) {
        return sequence;
    }
    if (!fits || (is_tuple && n > 0 && take_items(sequence, MAX_TOTAL_ITEMS / (long) n) < 0)) {
        return NULL;
    }
    if (is_tuple) {
        return repeat_items(region, sequence, n);
    }
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < n; i++) {
        g_string_append_len(text, sequence->text, (gssize) sequence->length);
    }
    const SimConst *value = sim_const_new_text(region, sequence->kind, text->str, text->len);
    g_string_free(text, TRUE);
    return value;
}

const SimConst *
sim_arith_binary(SimRegion *region, SimOp op, const SimConst *left, const SimConst *right)
{
    if (is_int(left) && is_int(right)) {
        return int_binary(region, op, left, right);
    }
    if (is_number(left) && is_number(right)) {
        return real_binary(region, op, left, right);
    }
    if (op == SIM_OP_Add && is_sequence(left)) {
        return concatenate(region, left, right);
    }
    if (op == SIM_OP_Mult && is_sequence(left) && is_int(right)) {
        return repeat(region, left, right);
    }
    if (op == SIM_OP_Mult && is_int(left) && is_sequence(right)) {
        return repeat(region, right, left);
    }
    return NULL;
}

const SimConst *
sim_arith_unary(SimRegion *region, SimOp op, const SimConst *operand)
{
    if (op == SIM_OP_Not) {
        return sim_const_singleton(sim_const_is_true(operand) ? SIM_CONST_FALSE : SIM_CONST_TRUE);
    }
    if (operand->kind == SIM_CONST_FLOAT && op != SIM_OP_Invert) {
        return sim_const_new_real(region, op == SIM_OP_USub ? -operand->real : operand->real);
    }
    if (!is_int(operand)) {
        return NULL;
    }
    mpz_t z;
    load_int(z, operand);
    if (op == SIM_OP_Invert) {
        mpz_com(z, z);
    } else if (op == SIM_OP_USub) {
        mpz_neg(z, z);
    }
    const SimConst *value = make_int(region, z);
    mpz_clear(z);
    return value;
}

static const SimConst *
character_at(SimRegion *region, const SimConst *text, size_t index)
{
    const char *begin = text->text;
    for (size_t i = 0; i < index; i++) {
        begin = g_utf8_next_char(begin);
    }
    return sim_const_new_text(region, SIM_CONST_STR, begin,
                              (size_t) (g_utf8_next_char(begin) - begin));
}

const SimConst *
sim_arith_subscript(SimRegion *region, const SimConst *container, const SimConst *index)
{
    if (!is_sequence(container) || !is_int(index)) {
        return NULL;
    }
    long length = (long) sequence_length(container);
    mpz_t z;
    load_int(z, index);
    bool fits = mpz_fits_slong_p(z);
    long at = fits ? mpz_get_si(z) : 0;
    mpz_clear(z);
    at += fits && at < 0 ? length : 0;
    if (!fits || at < 0 || at >= length) {
        return NULL;
    }
    switch (container->kind) {
    case SIM_CONST_TUPLE:
        return container->items[at];
    case SIM_CONST_BYTES:
        return sim_const_new_int(region, (unsigned char) container->text[at]);
    default:
        return character_at(region, container, (size_t) at);
    }
}
