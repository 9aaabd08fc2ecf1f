/* Texts of floats as numpy prints them in arrays.
 *
 * Stands for core/src/multiarray/dragon4.c as core/arrayprint.py uses it: the shortest
 * digits that read back as the same number of that precision, cut off after @precision digits
 * behind the point.
 */
#pragma once

#include "sim/vm/numpy/np_kind.h"

G_BEGIN_DECLS

enum {
    SIM_NP_MAX_DIGITS = 18
};

/* 0.d1d2d3... * 10**exponent, no trailing zeros; zero has one digit "0" and exponent 1. */
typedef struct {
    char digits[SIM_NP_MAX_DIGITS];
    int count;
    int exponent;
    bool negative;
} SimNpDigits;

/* The shortest digits of a finite number. */
void sim_np_digits_shortest(SimNpKind kind, double value, SimNpDigits *out);

/* "-12.5", "3.": a point always, no trailing zeros, at most @precision digits behind it. */
void sim_np_float_positional(SimNpKind kind, double value, int precision, GString *out);
/* "1.25", "1." and the exponent 7, of 1.25e+07; at least @min_digits behind the point. */
int
sim_np_float_mantissa(SimNpKind kind, double value, int precision, int min_digits, GString *out);

G_END_DECLS
