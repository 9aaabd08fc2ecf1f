/* Numbers in files: hundredths, a point as separator in every locale, no trailing zeros. */
#pragma once

#include <math.h>
#include <stdlib.h>

#include <glib.h>

static inline void
viz_number_append(GString *out, double value)
{
    long long hundredths = llround(value * 100);
    if (hundredths < 0) {
        g_string_append_c(out, '-');
        hundredths = -hundredths;
    }
    g_string_append_printf(out, "%lld", hundredths / 100);
    int rest = (int) (hundredths % 100);
    if (rest % 10 != 0) {
        g_string_append_printf(out, ".%02d", rest);
    } else if (rest != 0) {
        g_string_append_printf(out, ".%d", rest / 10);
    }
}
