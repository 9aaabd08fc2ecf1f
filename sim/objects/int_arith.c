/* + - * / // % << >> & | ^ ~ and signs. Numbers in 64 bits take the short way; the others
 * go through GMP. The digits asked for are those x_add, x_sub, k_mul and so on ask for. */
#include "sim/objects/int_private.h"

#include <math.h>

#include "sim/model/error.h"
#include "sim/objects/float.h"
#include "sim/objects/tuple.h"

#define CHECK_INTS(world, a, b)                                                                    \
    do {                                                                                           \
        if (!SIM_IS_INT(a) || !SIM_IS_INT(b)) {                                                    \
            return sim_newref((world), SIM_NOT_IMPLEMENTED(world));                                \
        }                                                                                          \
    } while (0)

typedef void (*MpzBinary)(mpz_ptr, mpz_srcptr, mpz_srcptr);

static SimObject *
apply(SimWorld *world, MpzBinary function, SimObject *a, SimObject *b, size_t request)
{
    SimIntView left;
    SimIntView right;
    mpz_t z;
    mpz_init(z);
    function(z, sim_int_view(a, &left), sim_int_view(b, &right));
    SimObject *object = sim_int_from_mpz(world, z, request);
    mpz_clear(z);
    return object;
}

static bool
both_inline(SimObject *a, SimObject *b, int64_t *x, int64_t *y)
{
    return sim_int_get(a, x) && sim_int_get(b, y);
}

static bool
is_medium(int64_t value)
{
    return sim_int_magnitude(value) >> SIM_INT_SHIFT == 0;
}

/* Digits that x_sub asks for: equal leading digits are dropped first. */
static size_t
difference_digits(SimObject *a, SimObject *b)
{
    size_t x = sim_int_size(a);
    size_t y = sim_int_size(b);
    if (x != y) {
        return MAX(x, y);
    }
    SimIntView left;
    SimIntView right;
    mpz_t z;
    mpz_t magnitude;
    mpz_init(z);
    mpz_init(magnitude);
    mpz_abs(z, sim_int_view(a, &left));
    mpz_abs(magnitude, sim_int_view(b, &right));
    mpz_xor(z, z, magnitude);
    size_t bits = mpz_sgn(z) == 0 ? 0 : mpz_sizeinbase(z, 2);
    mpz_clear(magnitude);
    mpz_clear(z);
    return (bits + SIM_INT_SHIFT - 1) / SIM_INT_SHIFT;
}

/* Digits for a + b (@same_sign) or the difference of the magnitudes. */
static size_t
sum_digits(SimObject *a, SimObject *b, bool same_sign)
{
    if (same_sign) {
        return MAX(sim_int_size(a), sim_int_size(b)) + 1;
    }
    return difference_digits(a, b);
}

SimObject *
sim_int_add(SimWorld *world, SimObject *a, SimObject *b)
{
    CHECK_INTS(world, a, b);
    int64_t x;
    int64_t y;
    int64_t sum;
    if (both_inline(a, b, &x, &y) && !__builtin_add_overflow(x, y, &sum)) {
        if (is_medium(x) && is_medium(y)) {
            return sim_int_new(world, sum);
        }
        return sim_int_new_sized(world, sum, sum_digits(a, b, (x < 0) == (y < 0)));
    }
    bool same_sign = (sim_int_sign(a) < 0) == (sim_int_sign(b) < 0);
    return apply(world, mpz_add, a, b, sum_digits(a, b, same_sign));
}

SimObject *
sim_int_subtract(SimWorld *world, SimObject *a, SimObject *b)
{
    CHECK_INTS(world, a, b);
    int64_t x;
    int64_t y;
    int64_t difference;
    if (both_inline(a, b, &x, &y) && !__builtin_sub_overflow(x, y, &difference)) {
        if (is_medium(x) && is_medium(y)) {
            return sim_int_new(world, difference);
        }
        return sim_int_new_sized(world, difference, sum_digits(a, b, (x < 0) != (y < 0)));
    }
    bool opposite = (sim_int_sign(a) < 0) != (sim_int_sign(b) < 0);
    return apply(world, mpz_sub, a, b, sum_digits(a, b, opposite));
}

/* Whether a number of @digits more would fit: the host must not be asked for memory that
 * the modelled process cannot have. */
static bool
has_room(SimWorld *world, size_t digits)
{
    size_t limit = world->config.max_memory;
    return digits <= G_MAXSIZE / 8 && (limit == 0 || digits * 4 <= limit);
}

SimObject *
sim_int_multiply(SimWorld *world, SimObject *a, SimObject *b)
{
    CHECK_INTS(world, a, b);
    int64_t x;
    int64_t y;
    int64_t product;
    bool inlined = both_inline(a, b, &x, &y);
    if (inlined && !__builtin_mul_overflow(x, y, &product)) {
        if ((is_medium(x) && is_medium(y)) || product == 0) {
            return sim_int_new(world, product);
        }
        return sim_int_new_sized(world, product, sim_int_size(a) + sim_int_size(b));
    }
    if (!inlined && !has_room(world, sim_int_size(a) + sim_int_size(b))) {
        return sim_err_no_memory(world);
    }
    return apply(world, mpz_mul, a, b, sim_int_size(a) + sim_int_size(b));
}

static SimObject *
division_by_zero(SimWorld *world, const char *message)
{
    return sim_err_format(world, SIM_TYPE_ZeroDivisionError, "%s", message);
}

/* Rounds towards minus infinity; y is not 0 and not (INT64_MIN, -1). */
static int64_t
floor_quotient(int64_t x, int64_t y)
{
    int64_t quotient = x / y;
    return x % y != 0 && (x < 0) != (y < 0) ? quotient - 1 : quotient;
}

static int64_t
floor_remainder(int64_t x, int64_t y)
{
    int64_t remainder = x % y;
    return remainder != 0 && (x < 0) != (y < 0) ? remainder + y : remainder;
}

/* Whether the first digit of |a|, both shifted so that |b| fills its digits, goes into |b|'s:
 * the quotient then has a digit more than the difference of the lengths. */
static bool
first_digit_divides(SimObject *a, SimObject *b, size_t x, size_t y)
{
    SimIntView left;
    SimIntView right;
    mpz_t v;
    mpz_t w;
    mpz_init(v);
    mpz_init(w);
    mpz_abs(v, sim_int_view(a, &left));
    mpz_abs(w, sim_int_view(b, &right));
    mp_bitcnt_t shift = SIM_INT_SHIFT * y - mpz_sizeinbase(w, 2);
    mpz_mul_2exp(v, v, shift);
    mpz_mul_2exp(w, w, shift);
    mpz_tdiv_q_2exp(v, v, SIM_INT_SHIFT * (x - 1)); /* a carry makes it larger still */
    mpz_tdiv_q_2exp(w, w, SIM_INT_SHIFT * (y - 1));
    bool divides = mpz_cmp(v, w) >= 0;
    mpz_clear(w);
    mpz_clear(v);
    return divides;
}

/* Digits of the quotient as divrem1 and x_divrem take them. */
static size_t
quotient_digits(SimObject *a, SimObject *b)
{
    size_t x = sim_int_size(a);
    size_t y = sim_int_size(b);
    if (y == 1 || x < y) {
        return x < y ? 0 : x;
    }
    return x - y + (first_digit_divides(a, b, x, y) ? 1 : 0);
}

/* The shifted copies of dividend and divisor that x_divrem works on: the first is gone when
 * it returns, the second becomes the remainder. None for divisors of one digit. */
typedef struct {
    SimAddr dividend;
    SimAddr divisor;
} Copies;

static SimAddr
scratch_int(SimWorld *world, size_t digits)
{
    return sim_buffer_alloc(world, NULL, SIM_LABEL_DATA, SIM_DOMAIN_OBJ, 24 + 4 * digits);
}

static bool
copies_alloc(SimWorld *world, SimObject *a, SimObject *b, Copies *copies)
{
    *copies = (Copies){0, 0};
    size_t x = sim_int_size(a);
    size_t y = sim_int_size(b);
    if (y <= 1 || x < y) {
        return true;
    }
    copies->dividend = scratch_int(world, x + 1);
    copies->divisor = copies->dividend == 0 ? 0 : scratch_int(world, y);
    return copies->divisor != 0;
}

static void
copy_free(SimWorld *world, SimAddr *copy)
{
    sim_buffer_free(world, NULL, SIM_LABEL_DATA, SIM_DOMAIN_OBJ, *copy);
    *copy = 0;
}

/* Both do not fit the fast path of one-digit numbers. */
static SimObject *
divide_long(SimWorld *world, SimObject *a, SimObject *b)
{
    Copies copies;
    SimObject *quotient = NULL;
    int64_t x;
    int64_t y;
    if (!copies_alloc(world, a, b, &copies)) {
        copy_free(world, &copies.dividend);
        return NULL;
    }
    if (both_inline(a, b, &x, &y) && !(x == INT64_MIN && y == -1)) {
        int64_t value = floor_quotient(x, y);
        size_t digits = sim_int_digits_of(sim_int_magnitude(value));
        quotient = sim_int_new_sized(world, value, MAX(digits, quotient_digits(a, b)));
    } else {
        quotient = apply(world, mpz_fdiv_q, a, b, quotient_digits(a, b));
    }
    copy_free(world, &copies.dividend);
    copy_free(world, &copies.divisor);
    return quotient;
}

static SimObject *
quotient_of(SimWorld *world, SimObject *a, SimObject *b)
{
    int64_t x;
    int64_t y;
    if (both_inline(a, b, &x, &y) && is_medium(x) && is_medium(y)) {
        return sim_int_new(world, floor_quotient(x, y));
    }
    return divide_long(world, a, b);
}

/* |a| < |b| and the signs agree: a is its own remainder. */
static bool
is_remainder(SimObject *a, SimObject *b)
{
    SimIntView left;
    SimIntView right;
    return (sim_int_sign(a) < 0) == (sim_int_sign(b) < 0) &&
           mpz_cmpabs(sim_int_view(a, &left), sim_int_view(b, &right)) < 0;
}

static SimObject *
remainder_of(SimWorld *world, SimObject *a, SimObject *b)
{
    int64_t x;
    int64_t y;
    bool inlined = both_inline(a, b, &x, &y);
    if (inlined && is_medium(y)) {
        return sim_int_new(world, y == -1 ? 0 : floor_remainder(x, y));
    }
    if (is_remainder(a, b)) {
        return sim_int_exact(world, a);
    }
    /* The divisor's copy, made after the dividend's, is where the remainder stays. */
    SimAddr dividend = 0;
    if (sim_int_size(a) >= sim_int_size(b)) {
        dividend = scratch_int(world, sim_int_size(a) + 1);
        if (dividend == 0) {
            return NULL;
        }
    }
    SimObject *remainder = inlined
                               ? sim_int_new_sized(world, floor_remainder(x, y), sim_int_size(b))
                               : apply(world, mpz_fdiv_r, a, b, sim_int_size(b));
    copy_free(world, &dividend);
    return remainder;
}

SimObject *
sim_int_floor_divide(SimWorld *world, SimObject *a, SimObject *b)
{
    CHECK_INTS(world, a, b);
    if (sim_int_sign(b) == 0) {
        return division_by_zero(world, "integer division or modulo by zero");
    }
    return quotient_of(world, a, b);
}

SimObject *
sim_int_remainder(SimWorld *world, SimObject *a, SimObject *b)
{
    CHECK_INTS(world, a, b);
    if (sim_int_sign(b) == 0) {
        return division_by_zero(world, "integer modulo by zero");
    }
    return remainder_of(world, a, b);
}

SimObject *
sim_int_divmod(SimWorld *world, SimObject *a, SimObject *b)
{
    CHECK_INTS(world, a, b);
    if (sim_int_sign(b) == 0) {
        return division_by_zero(world, "integer division or modulo by zero");
    }
    SimObject *pair[2] = {quotient_of(world, a, b), remainder_of(world, a, b)};
    if (pair[0] == NULL || pair[1] == NULL) {
        sim_xdecref(world, pair[0]);
        sim_xdecref(world, pair[1]);
        return NULL;
    }
    return sim_tuple_from_stolen(world, pair, 2);
}

/* |a| / |b| with all but the last 55 or so bits cut off, to be multiplied by 2**@shift; the
 * lowest bit is set if anything was cut off. */
static void
scaled_quotient(mpz_ptr out, mpz_srcptr a, mpz_srcptr b, int64_t shift)
{
    mpz_t left;
    mpz_t right;
    mpz_t rest;
    mpz_init(left);
    mpz_init(right);
    mpz_init(rest);
    mpz_abs(left, a);
    mpz_abs(right, b);
    if (shift <= 0) {
        mpz_mul_2exp(left, left, (mp_bitcnt_t) -shift);
    } else {
        mpz_mul_2exp(right, right, (mp_bitcnt_t) shift);
    }
    mpz_tdiv_qr(out, rest, left, right);
    if (mpz_sgn(rest) != 0) {
        mpz_setbit(out, 0);
    }
    mpz_clear(rest);
    mpz_clear(right);
    mpz_clear(left);
}

/* a / b rounded once, half to even (long_true_divide). False: too large. */
static bool
divide(mpz_srcptr a, mpz_srcptr b, double *out)
{
    if (mpz_sgn(a) == 0) {
        *out = mpz_sgn(b) < 0 ? -0.0 : 0.0;
        return true;
    }
    int64_t difference = (int64_t) mpz_sizeinbase(a, 2) - (int64_t) mpz_sizeinbase(b, 2);
    bool negative = (mpz_sgn(a) < 0) != (mpz_sgn(b) < 0);
    if (difference > 1024) {
        return false;
    }
    if (difference < -1076) {
        *out = negative ? -0.0 : 0.0;
        return true;
    }
    /* Three bits more than a mantissa; fewer bits where the result is subnormal. */
    int64_t shift = MAX(difference, -1021) - 55;
    mpz_t quotient;
    mpz_init(quotient);
    scaled_quotient(quotient, a, b, shift);
    uint64_t x = mpz_get_ui(quotient);
    int64_t bits = mpz_sgn(quotient) == 0 ? 0 : (int64_t) mpz_sizeinbase(quotient, 2);
    mpz_clear(quotient);
    int extra = (int) (MAX(bits, -1021 - shift) - 53);
    uint64_t half = UINT64_C(1) << (extra - 1);
    uint64_t low = x & (2 * half - 1);
    x -= low;
    if (low > half || (low == half && (x & (2 * half)) != 0)) {
        x += 2 * half;
    }
    double magnitude = ldexp((double) x, (int) shift);
    *out = negative ? -magnitude : magnitude;
    return !isinf(magnitude);
}

SimObject *
sim_int_true_divide(SimWorld *world, SimObject *a, SimObject *b)
{
    CHECK_INTS(world, a, b);
    if (sim_int_sign(b) == 0) {
        return division_by_zero(world, "division by zero");
    }
    const int64_t exact = INT64_C(1) << 53;
    int64_t x;
    int64_t y;
    if (both_inline(a, b, &x, &y) && x >= -exact && x <= exact && y >= -exact && y <= exact) {
        return sim_float_new(world, (double) x / (double) y);
    }
    SimIntView left;
    SimIntView right;
    double result;
    if (!divide(sim_int_view(a, &left), sim_int_view(b, &right), &result)) {
        return sim_err_format(world, SIM_TYPE_OverflowError,
                              "integer division result too large for a float");
    }
    return sim_float_new(world, result);
}

/* The count of a shift. False with an exception, or (*@huge) when it is beyond any number. */
static bool
shift_count(SimWorld *world, SimObject *count, int64_t *out, bool *huge)
{
    if (sim_int_sign(count) < 0) {
        sim_err_format(world, SIM_TYPE_ValueError, "negative shift count");
        return false;
    }
    *huge = !sim_int_get(count, out);
    return true;
}

/* A shift by more than 63 bits can say: _PyLong_New knows how many digits an int may have at
 * most; below that it is memory that there is not. */
static SimObject *
refuse_shift(SimWorld *world, SimObject *count)
{
    const int64_t most = (INT64_MAX - 24) / 4; /* MAX_LONG_DIGITS */
    SimObject *shift = sim_int_new(world, SIM_INT_SHIFT);
    SimObject *words = sim_int_floor_divide(world, count, shift);
    sim_decref(world, shift);
    int64_t digits;
    bool possible = words != NULL && sim_int_get(words, &digits) && digits < most;
    if (words != NULL && !possible) {
        sim_err_format(world, SIM_TYPE_OverflowError, "too many digits in integer");
    } else if (words != NULL) {
        sim_err_no_memory(world);
    }
    sim_xdecref(world, words);
    return NULL;
}

SimObject *
sim_int_lshift(SimWorld *world, SimObject *a, SimObject *b)
{
    CHECK_INTS(world, a, b);
    int64_t count;
    bool huge;
    if (!shift_count(world, b, &count, &huge)) {
        return NULL;
    }
    if (sim_int_sign(a) == 0) {
        return sim_int_new(world, 0);
    }
    if (huge) {
        return refuse_shift(world, b);
    }
    size_t words = (size_t) count / SIM_INT_SHIFT;
    size_t digits = sim_int_size(a) + words + (count % SIM_INT_SHIFT != 0);
    int64_t value;
    if (sim_int_get(a, &value) && count < 62 && sim_int_magnitude(value) >> (62 - count) == 0) {
        int64_t shifted = (int64_t) ((uint64_t) value << count);
        return is_medium(value) && words == 0 ? sim_int_new(world, shifted)
                                              : sim_int_new_sized(world, shifted, digits);
    }
    if (!has_room(world, digits)) {
        return sim_err_no_memory(world);
    }
    SimIntView view;
    mpz_t z;
    mpz_init(z);
    mpz_mul_2exp(z, sim_int_view(a, &view), (mp_bitcnt_t) count);
    SimObject *object = sim_int_from_mpz(world, z, digits);
    mpz_clear(z);
    return object;
}

SimObject *
sim_int_rshift(SimWorld *world, SimObject *a, SimObject *b)
{
    CHECK_INTS(world, a, b);
    int64_t count;
    bool huge;
    if (!shift_count(world, b, &count, &huge)) {
        return NULL;
    }
    int64_t value;
    if (huge) {
        return sim_int_new(world, sim_int_sign(a) < 0 ? -1 : 0);
    }
    size_t words = (size_t) count / SIM_INT_SHIFT;
    size_t size = sim_int_size(a);
    size_t request = size > words ? size - words : 0;
    if (sim_int_get(a, &value)) {
        value = count > 63 ? (value < 0 ? -1 : 0) : value >> count;
        size_t digits = sim_int_digits_of(sim_int_magnitude(value));
        return size <= 1 ? sim_int_new(world, value)
                         : sim_int_new_sized(world, value, MAX(digits, request));
    }
    SimIntView view;
    mpz_t z;
    mpz_init(z);
    mpz_fdiv_q_2exp(z, sim_int_view(a, &view), (mp_bitcnt_t) count);
    SimObject *object = sim_int_from_mpz(world, z, request);
    mpz_clear(z);
    return object;
}

/* Digits that long_bitwise asks for; @op as in its source. */
static size_t
bitwise_digits(SimObject *a, SimObject *b, char op)
{
    size_t x = sim_int_size(a);
    size_t y = sim_int_size(b);
    bool a_negative = sim_int_sign(a) < 0;
    bool b_negative = sim_int_sign(b) < 0;
    if (x < y) {
        size_t size = x;
        x = y;
        y = size;
        b_negative = a_negative;
    }
    switch (op) {
    case '&':
        return b_negative ? x : y;
    case '|':
        return b_negative ? y : x;
    default:
        return x;
    }
}

static SimObject *
bitwise(SimWorld *world, SimObject *a, SimObject *b, char op, int64_t value, bool inlined)
{
    size_t request = bitwise_digits(a, b, op);
    if (inlined) {
        size_t digits = sim_int_digits_of(sim_int_magnitude(value));
        return sim_int_new_sized(world, value, MAX(MAX(digits, request), 1));
    }
    return apply(world, op == '&' ? mpz_and : op == '|' ? mpz_ior : mpz_xor, a, b, request);
}

SimObject *
sim_int_and(SimWorld *world, SimObject *a, SimObject *b)
{
    CHECK_INTS(world, a, b);
    int64_t x;
    int64_t y;
    bool inlined = both_inline(a, b, &x, &y);
    if (inlined && is_medium(x) && is_medium(y)) {
        return sim_int_new(world, x & y);
    }
    return bitwise(world, a, b, '&', inlined ? x & y : 0, inlined);
}

SimObject *
sim_int_or(SimWorld *world, SimObject *a, SimObject *b)
{
    CHECK_INTS(world, a, b);
    int64_t x;
    int64_t y;
    bool inlined = both_inline(a, b, &x, &y);
    if (inlined && is_medium(x) && is_medium(y)) {
        return sim_int_new(world, x | y);
    }
    return bitwise(world, a, b, '|', inlined ? x | y : 0, inlined);
}

SimObject *
sim_int_xor(SimWorld *world, SimObject *a, SimObject *b)
{
    CHECK_INTS(world, a, b);
    int64_t x;
    int64_t y;
    bool inlined = both_inline(a, b, &x, &y);
    if (inlined && is_medium(x) && is_medium(y)) {
        return sim_int_new(world, x ^ y);
    }
    return bitwise(world, a, b, '^', inlined ? x ^ y : 0, inlined);
}

SimObject *
sim_int_negative(SimWorld *world, SimObject *a)
{
    int64_t value;
    if (sim_int_get(a, &value) && value != INT64_MIN) {
        return is_medium(value) ? sim_int_new(world, -value)
                                : sim_int_new_sized(world, -value, sim_int_size(a));
    }
    SimIntView view;
    mpz_t z;
    mpz_init(z);
    mpz_neg(z, sim_int_view(a, &view));
    SimObject *object = sim_int_from_mpz(world, z, sim_int_size(a));
    mpz_clear(z);
    return object;
}

SimObject *
sim_int_absolute(SimWorld *world, SimObject *a)
{
    return sim_int_sign(a) < 0 ? sim_int_negative(world, a) : sim_int_exact(world, a);
}

SimObject *
sim_int_invert(SimWorld *world, SimObject *a)
{
    int64_t value;
    if (sim_int_get(a, &value)) {
        if (is_medium(value)) {
            return sim_int_new(world, ~value);
        }
        size_t digits = sim_int_digits_of(sim_int_magnitude(~value));
        size_t request = value < 0 ? sim_int_size(a) : sim_int_size(a) + 1;
        return sim_int_new_sized(world, ~value, MAX(digits, request));
    }
    SimIntView view;
    mpz_t z;
    mpz_init(z);
    mpz_com(z, sim_int_view(a, &view));
    SimObject *object = sim_int_from_mpz(world, z, sim_int_size(a) + 1);
    mpz_clear(z);
    return object;
}
