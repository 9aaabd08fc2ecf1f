#include "sim/vm/numpy/np_float_text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* @text: d.ddde[+-]dd as printf writes it. */
static void
read_digits(const char *text, SimNpDigits *out)
{
    out->count = 0;
    out->negative = *text == '-';
    const char *at = text + out->negative;
    for (; *at != 'e'; at++) {
        if (*at != '.') {
            out->digits[out->count++] = *at;
        }
    }
    out->exponent = (int) strtol(at + 1, NULL, 10) + 1;
    while (out->count > 1 && out->digits[out->count - 1] == '0') {
        out->count--;
    }
}

static bool
reads_back(SimNpKind kind, const char *text, double value)
{
    double back = kind == SIM_NP_FLOAT32 ? (double) strtof(text, NULL) : strtod(text, NULL);
    return memcmp(&back, &value, sizeof value) == 0;
}

void
sim_np_digits_shortest(SimNpKind kind, double value, SimNpDigits *out)
{
    char text[40];
    int most = kind == SIM_NP_FLOAT32 ? 8 : 16;
    for (int after = 0; after <= most; after++) {
        g_snprintf(text, sizeof text, "%.*e", after, value);
        if (reads_back(kind, text, value)) {
            break;
        }
    }
    read_digits(text, out);
}

static void
append_positional(const SimNpDigits *digits, GString *out)
{
    if (digits->negative) {
        g_string_append_c(out, '-');
    }
    if (digits->exponent <= 0) {
        g_string_append_c(out, '0');
    }
    for (int i = 0; i < digits->exponent; i++) {
        g_string_append_c(out, i < digits->count ? digits->digits[i] : '0');
    }
    g_string_append_c(out, '.');
    bool is_zero = digits->count == 1 && digits->digits[0] == '0';
    for (int i = digits->exponent; i < 0 && !is_zero; i++) {
        g_string_append_c(out, '0');
    }
    for (int i = MAX(digits->exponent, 0); i < digits->count; i++) {
        g_string_append_c(out, digits->digits[i]);
    }
}

static void
trim_zeros(GString *out)
{
    size_t length = out->len;
    while (out->str[length - 1] == '0') {
        length--;
    }
    g_string_truncate(out, length);
}

void
sim_np_float_positional(SimNpKind kind, double value, int precision, GString *out)
{
    SimNpDigits digits;
    sim_np_digits_shortest(kind, value, &digits);
    if (digits.count - digits.exponent <= precision) {
        append_positional(&digits, out);
        return;
    }
    g_string_append_printf(out, "%.*f", precision, value);
    trim_zeros(out);
}

int
sim_np_float_mantissa(SimNpKind kind, double value, int precision, int min_digits, GString *out)
{
    SimNpDigits digits;
    sim_np_digits_shortest(kind, value, &digits);
    if (digits.count - 1 > precision) {
        char text[400];
        g_snprintf(text, sizeof text, "%.*e", precision, value);
        read_digits(text, &digits);
    }
    if (digits.negative) {
        g_string_append_c(out, '-');
    }
    g_string_append_c(out, digits.digits[0]);
    g_string_append_c(out, '.');
    g_string_append_len(out, digits.digits + 1, digits.count - 1);
    for (int i = digits.count - 1; i < min_digits; i++) {
        g_string_append_c(out, '0');
    }
    bool is_zero = digits.count == 1 && digits.digits[0] == '0';
    return is_zero ? 0 : digits.exponent - 1;
}
