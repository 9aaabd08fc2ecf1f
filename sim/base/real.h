/* The decimal text of a double.
 *
 * The shortest digits that read back as the same number, and among those the nearest to it:
 * what Python's repr(float) shows (mode 0 of Python/dtoa.c). Independent of the locale.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

enum {
    SIM_DIGITS_ROOM = 32
};

/* 0.ddd * 10 ** point, without trailing zeros. */
typedef struct {
    char text[SIM_DIGITS_ROOM]; /* NUL-terminated */
    int length;
    int point;
} SimDigits;

/* @value is finite and not negative. */
void sim_real_shortest(double value, SimDigits *out);

/* repr(value): "0.1", "1e+16", "inf", "nan". Appends. */
void sim_real_repr(double value, GString *out);

G_END_DECLS
