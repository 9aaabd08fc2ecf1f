/* repr() of constants. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <gmp.h>

#include "sim/syntax/ast.h"
#include "sim/syntax/unicode.h"

static void
append_int(const char *hex, GString *out)
{
    mpz_t value;
    mpz_init_set_str(value, hex, 16);
    char *decimal = mpz_get_str(NULL, 10, value);
    g_string_append(out, decimal);
    void (*release)(void *, size_t);
    mp_get_memory_functions(NULL, NULL, &release);
    release(decimal, strlen(decimal) + 1);
    mpz_clear(value);
}

enum {
    MAX_DIGITS = 17,
    LEAST_EXPONENT = -4,
    LARGEST_EXPONENT = 16
};

/* The fewest digits that read back as the same number, and the power of ten of the
 * first of them. @digits has room for 32 characters. */
static int
shortest_digits(double value, char *digits)
{
    char text[64];
    for (int n = 1; n <= MAX_DIGITS; n++) {
        char format[8];
        snprintf(format, sizeof format, "%%.%de", n - 1);
        g_ascii_formatd(text, sizeof text, format, value);
        if (g_ascii_strtod(text, NULL) == value) {
            break;
        }
    }
    size_t count = 0;
    const char *s = text;
    for (; *s != 'e'; s++) {
        if (g_ascii_isdigit(*s)) {
            digits[count++] = *s;
        }
    }
    while (count > 1 && digits[count - 1] == '0') {
        count--;
    }
    digits[count] = '\0';
    return (int) strtol(s + 1, NULL, 10);
}

static void
append_fixed(const char *digits, int exponent, GString *out)
{
    int count = (int) strlen(digits);
    if (exponent < 0) {
        g_string_append(out, "0.");
        for (int i = -1; i > exponent; i--) {
            g_string_append_c(out, '0');
        }
        g_string_append(out, digits);
        return;
    }
    for (int i = 0; i <= exponent || i < count; i++) {
        if (i == exponent + 1) {
            g_string_append_c(out, '.');
        }
        g_string_append_c(out, i < count ? digits[i] : '0');
    }
    if (count <= exponent + 1) {
        g_string_append(out, ".0");
    }
}

static void
append_float(double value, GString *out)
{
    if (isnan(value)) {
        g_string_append(out, "nan");
        return;
    }
    if (signbit(value)) {
        g_string_append_c(out, '-');
        value = -value;
    }
    if (isinf(value)) {
        g_string_append(out, "inf");
        return;
    }
    char digits[32];
    int exponent = shortest_digits(value, digits);
    if (exponent >= LEAST_EXPONENT && exponent < LARGEST_EXPONENT) {
        append_fixed(digits, exponent, out);
        return;
    }
    g_string_append_c(out, digits[0]);
    if (digits[1] != '\0') {
        g_string_append_c(out, '.');
        g_string_append(out, digits + 1);
    }
    g_string_append_printf(out, "e%c%02d", exponent < 0 ? '-' : '+', abs(exponent));
}

/* Single quotes, unless that would need escapes that double ones do not. */
static char
choose_quote(const char *text, size_t length)
{
    bool single = memchr(text, '\'', length) != NULL;
    bool twofold = memchr(text, '"', length) != NULL;
    return single && !twofold ? '"' : '\'';
}

/* What str and bytes escape alike. False if @c is no such character. */
static bool
append_common_escape(gunichar c, char quote, GString *out)
{
    switch (c) {
    case '\n':
        g_string_append(out, "\\n");
        return true;
    case '\r':
        g_string_append(out, "\\r");
        return true;
    case '\t':
        g_string_append(out, "\\t");
        return true;
    case '\\':
        g_string_append(out, "\\\\");
        return true;
    default:
        if (c == (gunichar) quote) {
            g_string_append_c(out, '\\');
            g_string_append_c(out, quote);
            return true;
        }
        return false;
    }
}

static void
append_str(const char *text, size_t length, GString *out)
{
    char quote = choose_quote(text, length);
    g_string_append_c(out, quote);
    for (const char *s = text; s < text + length;) {
        gunichar c = sim_unicode_next(&s);
        if (append_common_escape(c, quote, out)) {
            continue;
        }
        if (sim_unicode_is_printable(c)) {
            sim_unicode_append(out, c);
        } else if (c <= 0xFF) {
            g_string_append_printf(out, "\\x%02x", c);
        } else if (c <= 0xFFFF) {
            g_string_append_printf(out, "\\u%04x", c);
        } else {
            g_string_append_printf(out, "\\U%08x", c);
        }
    }
    g_string_append_c(out, quote);
}

static void
append_bytes(const char *text, size_t length, GString *out)
{
    char quote = choose_quote(text, length);
    g_string_append_c(out, 'b');
    g_string_append_c(out, quote);
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char) text[i];
        if (append_common_escape(c, quote, out)) {
            continue;
        }
        if (c < ' ' || c >= 0x7F) {
            g_string_append_printf(out, "\\x%02x", c);
        } else {
            g_string_append_c(out, (char) c);
        }
    }
    g_string_append_c(out, quote);
}

static void
append_items(const SimConst *value, GString *out)
{
    for (size_t i = 0; i < value->count; i++) {
        if (i > 0) {
            g_string_append(out, ", ");
        }
        sim_const_repr(value->items[i], out);
    }
}

static void
append_tuple(const SimConst *value, GString *out)
{
    g_string_append_c(out, '(');
    append_items(value, out);
    g_string_append(out, value->count == 1 ? ",)" : ")");
}

static void
append_frozenset(const SimConst *value, GString *out)
{
    g_string_append(out, value->count == 0 ? "frozenset(" : "frozenset({");
    append_items(value, out);
    g_string_append(out, value->count == 0 ? ")" : "})");
}

void
sim_const_repr(const SimConst *value, GString *out)
{
    switch (value->kind) {
    case SIM_CONST_NONE:
        g_string_append(out, "None");
        break;
    case SIM_CONST_TRUE:
        g_string_append(out, "True");
        break;
    case SIM_CONST_FALSE:
        g_string_append(out, "False");
        break;
    case SIM_CONST_ELLIPSIS:
        g_string_append(out, "Ellipsis");
        break;
    case SIM_CONST_INT:
        append_int(value->text, out);
        break;
    case SIM_CONST_FLOAT:
        append_float(value->real, out);
        break;
    case SIM_CONST_STR:
        append_str(value->text, value->length, out);
        break;
    case SIM_CONST_BYTES:
        append_bytes(value->text, value->length, out);
        break;
    case SIM_CONST_TUPLE:
        append_tuple(value, out);
        break;
    case SIM_CONST_FROZENSET:
        append_frozenset(value, out);
        break;
    }
}
