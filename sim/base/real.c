#include "sim/base/real.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
    EXACT_DIGITS = 15, /* a decimal with so many digits survives the way through a double */
    MOST_DIGITS = 17,  /* so many always tell a double from its neighbours */
    FIXED_FROM = -4,   /* repr() writes 0.0001, but 1e-05 */
    FIXED_TO = 16      /* and 1000000000000000.0, but 1e+16 */
};

static const double smallest_normal = 0x1p-1022;

static void
strip_zeros(SimDigits *digits)
{
    while (digits->length > 1 && digits->text[digits->length - 1] == '0') {
        digits->length--;
    }
    digits->text[digits->length] = '\0';
}

/* The C library rounds correctly at every precision. */
static void
round_to(double value, int count, SimDigits *out)
{
    char format[8];
    char text[SIM_DIGITS_ROOM];
    g_snprintf(format, sizeof format, "%%.%de", count - 1);
    g_ascii_formatd(text, sizeof text, format, value);
    out->length = 0;
    const char *at = text;
    for (; *at != 'e'; at++) {
        if (*at != '.') {
            out->text[out->length++] = *at;
        }
    }
    out->point = atoi(at + 1) + 1;
    strip_zeros(out);
}

static bool
reads_back(const SimDigits *digits, double value)
{
    char text[2 * SIM_DIGITS_ROOM];
    g_snprintf(text, sizeof text, "%se%d", digits->text, digits->point - digits->length);
    double read = g_ascii_strtod(text, NULL);
    return memcmp(&read, &value, sizeof value) == 0;
}

/* Just above a power of two the doubles below lie closer than those above: there the nearest
 * decimal may miss while the next one hits. */
static bool
next_reads_back(double value, int count, SimDigits *digits)
{
    SimDigits next = *digits;
    while (next.length < count) {
        next.text[next.length++] = '0';
    }
    next.text[next.length] = '\0';
    int at = next.length - 1;
    while (at >= 0 && next.text[at] == '9') {
        next.text[at--] = '0';
    }
    if (at < 0) {
        return false;
    }
    next.text[at]++;
    if (!reads_back(&next, value)) {
        return false;
    }
    strip_zeros(&next);
    *digits = next;
    return true;
}

void
sim_real_shortest(double value, SimDigits *out)
{
    for (int count = value < smallest_normal ? 1 : EXACT_DIGITS; count <= MOST_DIGITS; count++) {
        round_to(value, count, out);
        if (reads_back(out, value) || next_reads_back(value, count, out)) {
            return;
        }
    }
}

static void
append_fixed(const SimDigits *digits, GString *out)
{
    if (digits->point <= 0) {
        g_string_append(out, "0.");
        for (int i = digits->point; i < 0; i++) {
            g_string_append_c(out, '0');
        }
        g_string_append(out, digits->text);
        return;
    }
    for (int i = 0; i < MAX(digits->point, digits->length); i++) {
        if (i == digits->point) {
            g_string_append_c(out, '.');
        }
        g_string_append_c(out, i < digits->length ? digits->text[i] : '0');
    }
    if (digits->length <= digits->point) {
        g_string_append(out, ".0");
    }
}

void
sim_real_repr(double value, GString *out)
{
    if (isnan(value)) {
        g_string_append(out, "nan");
        return;
    }
    if (signbit(value)) {
        g_string_append_c(out, '-');
    }
    if (isinf(value)) {
        g_string_append(out, "inf");
        return;
    }
    SimDigits digits;
    sim_real_shortest(fabs(value), &digits);
    int exponent = digits.point - 1;
    if (exponent >= FIXED_FROM && exponent < FIXED_TO) {
        append_fixed(&digits, out);
        return;
    }
    g_string_append_c(out, digits.text[0]);
    if (digits.length > 1) {
        g_string_append_printf(out, ".%s", digits.text + 1);
    }
    g_string_append_printf(out, "e%c%02d", exponent < 0 ? '-' : '+', abs(exponent));
}
