/* gamma, lgamma and the norm of vectors as CPython computes them: the C library's differ in the
 * last digit. */
#include <errno.h>
#include <float.h>
#include <glib.h>
#include <math.h>

#include "sim/vm/math_private.h"

enum {
    LANCZOS_TERMS = 13,
    EXACT_FACTORIALS = 23,
    SQUARED_ABOVE = 140, /* y**(x - 1/2) is computed in two halves from here on */
    OVERFLOW_ABOVE = 200
};

/* The Lanczos approximation of Boost's lanczos13m53. */
static const double LANCZOS_G = 6.024680040776729583740234375;
static const double G_MINUS_HALF = 5.524680040776729583740234375;
static const double LOG_PI = 1.144729885849400174143427351353058711647;

static const double numerators[LANCZOS_TERMS] = {
    23531376880.410759688572007674451636754734846804940,
    42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843,
    17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708,
    1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801,
    31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768,
    186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024,
    210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
};
/* x (x + 1) ... (x + 11) */
static const double denominators[LANCZOS_TERMS] = {
    0.0,       39916800.0, 120543840.0, 150917976.0, 105258076.0, 45995730.0, 13339535.0,
    2637558.0, 357423.0,   32670.0,     1925.0,      66.0,        1.0,
};

/* The sum as a quotient of polynomials: in 1 / x for large x, where powers overflow. */
static double
lanczos_sum(double x)
{
    double over = 0.0;
    double under = 0.0;
    if (x < 5.0) {
        for (int i = LANCZOS_TERMS - 1; i >= 0; i--) {
            over = over * x + numerators[i];
            under = under * x + denominators[i];
        }
    } else {
        for (int i = 0; i < LANCZOS_TERMS; i++) {
            over = over / x + numerators[i];
            under = under / x + denominators[i];
        }
    }
    return over / under;
}

/* sin(pi * x), exact at multiples of a half. */
static double
sin_of_pi(double x)
{
    double y = fmod(fabs(x), 2.0);
    double sine;
    switch ((int) round(2.0 * y)) {
    case 0:
        sine = sin(G_PI * y);
        break;
    case 1:
        sine = cos(G_PI * (y - 0.5));
        break;
    case 2: /* not pi * (y - 1): the sign of a zero */
        sine = sin(G_PI * (1.0 - y));
        break;
    case 3:
        sine = -cos(G_PI * (y - 1.5));
        break;
    default:
        sine = sin(G_PI * (y - 2.0));
        break;
    }
    return copysign(1.0, x) * sine;
}

static double
fails(int error, double result)
{
    errno = error;
    return result;
}

static double
factorial_below(double x)
{
    double product = 1.0;
    for (double i = 2.0; i < x; i += 1.0) {
        product *= i;
    }
    return product;
}

/* @r times or over @y ** (@size - 1/2). */
static double
scale(double r, double y, double size, bool divide)
{
    if (size < SQUARED_ABOVE) {
        double power = pow(y, size - 0.5);
        return divide ? r / power : r * power;
    }
    double root = pow(y, size / 2.0 - 0.25);
    return divide ? r / root / root : r * root * root;
}

double
sim_math_gamma(double x)
{
    if (!isfinite(x)) {
        return isnan(x) || x > 0.0 ? x : fails(EDOM, NAN);
    }
    if (x == 0.0) {
        return fails(EDOM, copysign(INFINITY, x));
    }
    if (x == floor(x)) {
        if (x < 0.0) {
            return fails(EDOM, NAN);
        }
        if (x <= EXACT_FACTORIALS) {
            return factorial_below(x);
        }
    }
    double size = fabs(x);
    if (size < 1e-20) {
        double r = 1.0 / x;
        return isinf(r) ? fails(ERANGE, r) : r;
    }
    if (size > OVERFLOW_ABOVE) {
        return x < 0.0 ? 0.0 / sin_of_pi(x) : fails(ERANGE, INFINITY);
    }
    /* What rounding took from size + g - 1/2 is put back at the end. */
    double y = size + G_MINUS_HALF;
    double rest = size > G_MINUS_HALF ? (y - size) - G_MINUS_HALF : (y - G_MINUS_HALF) - size;
    rest = rest * LANCZOS_G / y;
    double r;
    if (x < 0.0) {
        r = -G_PI / sin_of_pi(size) / size * exp(y) / lanczos_sum(size);
        r -= rest * r;
    } else {
        r = lanczos_sum(size) / exp(y);
        r += rest * r;
    }
    r = scale(r, y, size, x < 0.0);
    return isinf(r) ? fails(ERANGE, r) : r;
}

double
sim_math_lgamma(double x)
{
    if (!isfinite(x)) {
        return isnan(x) ? x : HUGE_VAL;
    }
    if (x == floor(x) && x <= 2.0) {
        return x <= 0.0 ? fails(EDOM, INFINITY) : 0.0;
    }
    double size = fabs(x);
    if (size < 1e-20) {
        return -log(size);
    }
    double r = log(lanczos_sum(size)) - LANCZOS_G;
    r += (size - 0.5) * (log(size + LANCZOS_G - 0.5) - 1.0);
    if (x < 0.0) {
        r = LOG_PI - log(fabs(sin_of_pi(size))) - log(size) - r;
    }
    return isinf(r) ? fails(ERANGE, r) : r;
}

/* A sum of floats that are 1 together at first, without what rounding takes. */
typedef struct {
    double sum;
    double squares; /* what rounding took from squares */
    double rounded; /* and from sums */
} Exact;

static void
add_product(Exact *exact, double x, double y)
{
    double product = x * y;
    double sum = exact->sum + product; /* |sum| is not below |product| */
    exact->squares += fma(x, y, -product);
    exact->rounded += product - (sum - exact->sum);
    exact->sum = sum;
}

static double
exact_value(const Exact *exact)
{
    return exact->sum - 1.0 + (exact->squares + exact->rounded);
}

double
sim_math_norm(double *vector, size_t count)
{
    double largest = 0.0;
    bool has_nan = false;
    for (size_t i = 0; i < count; i++) {
        vector[i] = fabs(vector[i]);
        has_nan = has_nan || isnan(vector[i]);
        largest = vector[i] > largest ? vector[i] : largest;
    }
    if (isinf(largest) || (has_nan && isfinite(largest))) {
        return isinf(largest) ? largest : nan("");
    }
    if (largest == 0.0 || count <= 1) {
        return largest;
    }
    int exponent;
    (void) frexp(largest, &exponent);
    if (exponent < -1023) { /* 2**-exponent would overflow */
        for (size_t i = 0; i < count; i++) {
            vector[i] /= DBL_MIN;
        }
        return DBL_MIN * sim_math_norm(vector, count);
    }
    double factor = ldexp(1.0, -exponent);
    Exact exact = {1.0, 0.0, 0.0};
    for (size_t i = 0; i < count; i++) {
        double x = vector[i] * factor;
        add_product(&exact, x, x);
    }
    /* One step of Newton's method from the rounded root. */
    double root = sqrt(exact_value(&exact));
    add_product(&exact, -root, root);
    return (root + exact_value(&exact) / (2.0 * root)) / factor;
}
