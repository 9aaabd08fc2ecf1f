/* Text of floats. Digits come from the C library, which rounds correctly for every
 * precision; how they are laid out is format_float_short's business (Python/pystrtod.c). */
#include "sim/objects/float_private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/real.h"
#include "sim/objects/abstract.h"
#include "sim/objects/bytes.h"
#include "sim/objects/str.h"

/* Decimal digits without trailing zeros, and the place of the point: 0.ddd * 10 ** point. */
typedef struct {
    char *text; /* borrowed, NUL-terminated */
    int length;
    int point;
} Digits;

static void
strip_zeros(Digits *digits)
{
    while (digits->length > 1 && digits->text[digits->length - 1] == '0') {
        digits->length--;
    }
    digits->text[digits->length] = '\0';
}

/* @value is finite and not negative; @room has space for @count characters and 32 more. */
static void
round_to_digits(double value, int count, char *room, Digits *out)
{
    char format[24];
    g_snprintf(format, sizeof format, "%%.%de", count - 1);
    g_ascii_formatd(room, count + 32, format, value);
    out->text = room;
    out->length = 0;
    const char *at = room;
    for (; *at != 'e'; at++) {
        if (*at != '.') {
            room[out->length++] = *at;
        }
    }
    out->point = atoi(at + 1) + 1;
    strip_zeros(out);
}

static void
append_digits(const Digits *digits, int from, int to, GString *out)
{
    for (int i = from; i < to; i++) {
        g_string_append_c(out, i >= 0 && i < digits->length ? digits->text[i] : '0');
    }
}

static void
lay_out_exponent(const Digits *digits, int shown, char letter, unsigned flags, GString *out)
{
    append_digits(digits, 0, 1, out);
    if (shown > 1 || (flags & SIM_FLOAT_ALTERNATE) != 0) {
        g_string_append_c(out, '.');
        append_digits(digits, 1, shown, out);
    }
    int exponent = digits->point - 1;
    g_string_append_printf(out, "%c%c%02d", letter, exponent < 0 ? '-' : '+', abs(exponent));
}

static void
lay_out_fixed(const Digits *digits, int shown, unsigned flags, GString *out)
{
    if (digits->point <= 0) {
        g_string_append_c(out, '0');
    } else {
        append_digits(digits, 0, digits->point, out);
    }
    if (shown > digits->point) {
        g_string_append_c(out, '.');
        append_digits(digits, digits->point, shown, out);
    } else if ((flags & SIM_FLOAT_ADD_DOT_0) != 0) {
        g_string_append(out, ".0");
    } else if ((flags & SIM_FLOAT_ALTERNATE) != 0) {
        g_string_append_c(out, '.');
    }
}

static void
format_shortest(double value, unsigned flags, GString *out)
{
    SimDigits shortest;
    sim_real_shortest(value, &shortest);
    Digits digits = {shortest.text, shortest.length, shortest.point};
    if (digits.point <= -4 || digits.point > 16) {
        lay_out_exponent(&digits, digits.length, 'e', flags, out);
    } else {
        lay_out_fixed(&digits, digits.length, flags, out);
    }
}

static void
format_general(double value, int precision, char letter, unsigned flags, GString *out)
{
    precision = MAX(precision, 1);
    char *room = g_malloc((size_t) precision + 32);
    Digits digits;
    round_to_digits(value, precision, room, &digits);
    int shown = (flags & SIM_FLOAT_ALTERNATE) != 0 ? precision : digits.length;
    int widest = precision - ((flags & SIM_FLOAT_ADD_DOT_0) != 0 ? 1 : 0);
    if (digits.point <= -4 || digits.point > widest) {
        lay_out_exponent(&digits, shown, letter, flags, out);
    } else {
        lay_out_fixed(&digits, shown, flags, out);
    }
    g_free(room);
}

/* 'e' and 'f' are C's own. */
static void
format_with_c(double value, char code, int precision, unsigned flags, GString *out)
{
    char format[24];
    const char *alternate = (flags & SIM_FLOAT_ALTERNATE) != 0 ? "#" : "";
    g_snprintf(format, sizeof format, "%%%s.%d%c", alternate, precision, code);
    size_t room = (size_t) precision + 400;
    char *text = g_malloc(room);
    g_ascii_formatd(text, (int) room, format, value);
    g_string_append(out, text);
    g_free(text);
}

static bool
is_all_zero(const char *text)
{
    return strpbrk(text, "123456789") == NULL;
}

static void
format_finite(double value, char code, int precision, unsigned flags, GString *out)
{
    switch (code) {
    case 'r':
        format_shortest(value, flags, out);
        break;
    case 'g':
    case 'G':
        format_general(value, precision, code == 'G' ? 'E' : 'e', flags, out);
        break;
    default:
        format_with_c(value, code == 'F' ? 'f' : code, precision, flags, out);
        break;
    }
}

void
sim_float_format(double value, char code, int precision, unsigned flags, GString *out)
{
    bool upper = code == 'E' || code == 'F' || code == 'G';
    if (isnan(value)) {
        g_string_append(out, upper ? "NAN" : "nan");
        return;
    }
    bool negative = signbit(value) != 0;
    size_t start = out->len;
    if (negative) {
        g_string_append_c(out, '-');
    }
    if (isinf(value)) {
        g_string_append(out, upper ? "INF" : "inf");
        return;
    }
    format_finite(fabs(value), code, precision, flags, out);
    if (negative && (flags & SIM_FLOAT_NO_NEG_ZERO) != 0) {
        char *digits = g_strndup(out->str + start, strcspn(out->str + start, "eE"));
        if (is_all_zero(digits)) {
            g_string_erase(out, (gssize) start, 1);
        }
        g_free(digits);
    }
}

void
sim_float_repr(double value, GString *out)
{
    sim_float_format(value, 'r', 0, SIM_FLOAT_ADD_DOT_0, out);
}

/* Digits, a point, digits; at least one digit. NULL: not a number. */
static const char *
skip_number(const char *at, const char *end)
{
    bool digits = false;
    for (; at < end && g_ascii_isdigit(*at); at++) {
        digits = true;
    }
    if (at < end && *at == '.') {
        for (at++; at < end && g_ascii_isdigit(*at); at++) {
            digits = true;
        }
    }
    if (!digits) {
        return NULL;
    }
    if (at < end && (*at == 'e' || *at == 'E')) {
        const char *exponent = at + 1;
        if (exponent < end && (*exponent == '+' || *exponent == '-')) {
            exponent++;
        }
        if (exponent < end && g_ascii_isdigit(*exponent)) {
            for (at = exponent; at < end && g_ascii_isdigit(*at); at++) {
            }
        }
    }
    return at;
}

static bool
is_word(const char *begin, const char *end, const char *word)
{
    size_t length = strlen(word);
    return (size_t) (end - begin) == length && g_ascii_strncasecmp(begin, word, length) == 0;
}

bool
sim_float_read(const char *begin, const char *end, double *out)
{
    const char *at = begin;
    bool negative = at < end && *at == '-';
    if (at < end && (*at == '+' || *at == '-')) {
        at++;
    }
    if (is_word(at, end, "inf") || is_word(at, end, "infinity")) {
        *out = negative ? -INFINITY : INFINITY;
        return true;
    }
    if (is_word(at, end, "nan")) {
        *out = negative ? -(double) NAN : (double) NAN;
        return true;
    }
    if (skip_number(at, end) != end) {
        return false;
    }
    char *text = g_strndup(at, (size_t) (end - at));
    double value = g_ascii_strtod(text, NULL);
    g_free(text);
    *out = negative ? -value : value;
    return true;
}

/* Underscores may stand between digits only. False if one stands elsewhere. */
static bool
drop_underscores(GString *text)
{
    size_t kept = 0;
    char before = '\0';
    for (size_t i = 0; i < text->len; i++) {
        char c = text->str[i];
        if (c == '_' && !g_ascii_isdigit(before)) {
            return false;
        }
        if (before == '_' && !g_ascii_isdigit(c)) {
            return false;
        }
        if (c != '_') {
            text->str[kept++] = c;
        }
        before = c;
    }
    g_string_truncate(text, kept);
    return before != '_';
}

static void
strip_spaces(GString *text)
{
    size_t start = 0;
    while (start < text->len && (g_ascii_isspace(text->str[start]) || text->str[start] == '\v')) {
        start++;
    }
    g_string_erase(text, 0, (gssize) start);
    while (text->len > 0 &&
           (g_ascii_isspace(text->str[text->len - 1]) || text->str[text->len - 1] == '\v')) {
        g_string_truncate(text, text->len - 1);
    }
}

static SimObject *
not_a_number(SimWorld *world, SimObject *object)
{
    SimObject *repr = sim_object_repr(world, object);
    if (repr != NULL) {
        sim_err_format(world, SIM_TYPE_ValueError, "could not convert string to float: %s",
                       sim_str_utf8(repr, NULL));
        sim_decref(world, repr);
    }
    return NULL;
}

SimObject *
sim_float_from_str(SimWorld *world, SimObject *object)
{
    GString *text = g_string_new(NULL);
    if (SIM_IS_STR(object)) {
        sim_str_to_ascii_digits(object, text);
    } else {
        const SimBytes *bytes = (const SimBytes *) (const void *) object;
        g_string_append_len(text, (const char *) bytes->data, (gssize) bytes->length);
    }
    strip_spaces(text);
    double value = 0.0;
    bool valid = drop_underscores(text) && strlen(text->str) == text->len &&
                 sim_float_read(text->str, text->str + text->len, &value);
    g_string_free(text, TRUE);
    return valid ? sim_float_new(world, value) : not_a_number(world, object);
}
