/* Text of ints: repr() and int("..."), with the limit on decimal digits that 3.11.2 has. */
#include "sim/objects/int_private.h"

#include <string.h>

#include "sim/objects/abstract.h"
#include "sim/objects/str.h"

enum {
    /* A number with fewer 30-bit digits is never checked before it is converted, and a
     * shorter text never at all (_PY_LONG_MAX_STR_DIGITS_THRESHOLD). */
    UNCHECKED_DIGITS = 640,
    UNCHECKED_SIZE = 10 * UNCHECKED_DIGITS / (3 * SIM_INT_SHIFT) + 2
};

static bool
is_power_of_two(int base)
{
    return (base & (base - 1)) == 0;
}

static char *
too_many_digits(SimWorld *world)
{
    sim_err_format(world, SIM_TYPE_ValueError,
                   "Exceeds the limit (%d digits) for integer string conversion; use "
                   "sys.set_int_max_str_digits() to increase the limit",
                   world->int_max_str_digits);
    return NULL;
}

char *
sim_int_digits(SimWorld *world, const SimObject *object, int base)
{
    size_t size = sim_int_size(object);
    size_t most = (size_t) world->int_max_str_digits;
    if (base == 10 && most > 0 && size >= UNCHECKED_SIZE &&
        most / (3 * SIM_INT_SHIFT) <= (size - 11) / 10) {
        return too_many_digits(world);
    }
    SimIntView view;
    mpz_srcptr z = sim_int_view(object, &view);
    char *text = g_malloc(mpz_sizeinbase(z, base) + 2);
    mpz_get_str(text, base, z);
    size_t length = strlen(text) - (text[0] == '-');
    if (base == 10 && most > 0 && length > MAX(most, SIM_LEAST_MAX_STR_DIGITS)) {
        g_free(text);
        return too_many_digits(world);
    }
    return text;
}

/* Digits before the sign in a buffer of 24 bytes. */
static const char *
format_inline(char *buffer, int64_t value)
{
    char *at = buffer + 23;
    *at = '\0';
    uint64_t rest = sim_int_magnitude(value);
    do {
        *--at = (char) ('0' + rest % 10);
        rest /= 10;
    } while (rest != 0);
    if (value < 0) {
        *--at = '-';
    }
    return at;
}

/* The text of a number, as a str of its own (a digit is not shared), made while the scratch
 * number of long_to_decimal_string is allocated. */
SimObject *
sim_int_repr(SimWorld *world, SimObject *object)
{
    char buffer[24];
    char *owned = NULL;
    const char *text;
    int64_t value;
    if (sim_int_get(object, &value)) {
        text = format_inline(buffer, value);
    } else {
        owned = sim_int_digits(world, object, 10);
        if (owned == NULL) {
            return NULL;
        }
        text = owned;
    }
    size_t size = sim_int_size(object);
    size_t scratch_digits = 1 + size + size / 99;
    SimAddr scratch =
        sim_buffer_alloc(world, NULL, SIM_LABEL_DATA, SIM_DOMAIN_OBJ, 24 + 4 * scratch_digits);
    SimObject *str = scratch == 0 ? NULL : sim_str_new_ascii(world, text, strlen(text));
    sim_buffer_free(world, NULL, SIM_LABEL_DATA, SIM_DOMAIN_OBJ, scratch);
    g_free(owned);
    return str;
}

/* "invalid literal for int() with base 10: '...'", at most 200 characters of the repr. */
static SimObject *
invalid_literal(SimWorld *world, SimObject *text, int base)
{
    SimObject *repr = sim_object_repr(world, text);
    if (repr == NULL) {
        return NULL;
    }
    SimObject *shown = sim_str_substring(world, repr, 0, 200);
    sim_decref(world, repr);
    if (shown == NULL) {
        return NULL;
    }
    sim_err_format(world, SIM_TYPE_ValueError, "invalid literal for int() with base %d: %s", base,
                   sim_str_utf8(shown, NULL));
    sim_decref(world, shown);
    return NULL;
}

/* Skips "0x" and the like where @base allows it; base 0 becomes that of the prefix. Returns
 * false for base 0 and a decimal number that starts with 0 (0 itself is none). */
static bool
read_prefix(const char **at, const char *end, int *base, bool *zero_only)
{
    const char *s = *at;
    char letter = end - s >= 2 && s[0] == '0' ? g_ascii_tolower(s[1]) : '\0';
    int named = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
    *zero_only = false;
    if (*base == 0) {
        *base = named != 0 ? named : 10;
        *zero_only = named == 0 && end > s && s[0] == '0';
    }
    if (named == *base) {
        s += 2;
        if (s < end && *s == '_') {
            s++;
        }
        *at = s;
    }
    return true;
}

static int
digit_value(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (g_ascii_isalpha(c)) {
        return g_ascii_tolower(c) - 'a' + 10;
    }
    return 99;
}

/* Copies digits without underscores to @out; false unless they are well formed. */
static bool
read_digits(const char *at, const char *end, int base, GString *out)
{
    bool after_digit = false;
    for (; at < end; at++) {
        if (*at == '_' && after_digit) {
            after_digit = false;
        } else if (digit_value(*at) < base) {
            g_string_append_c(out, *at);
            after_digit = true;
        } else {
            return false;
        }
    }
    return after_digit;
}

static SimObject *
number_from_digits(SimWorld *world, const GString *digits, bool negative, int base)
{
    size_t most = (size_t) world->int_max_str_digits;
    if (!is_power_of_two(base) && most > 0 && digits->len > most) {
        return sim_err_format(world, SIM_TYPE_ValueError,
                              "Exceeds the limit (%d digits) for integer string conversion: value "
                              "has %zu digits; use sys.set_int_max_str_digits() to increase the "
                              "limit",
                              world->int_max_str_digits, digits->len);
    }
    mpz_t z;
    int failed = mpz_init_set_str(z, digits->str, base);
    g_assert(failed == 0);
    if (negative) {
        mpz_neg(z, z);
    }
    SimObject *number = sim_int_from_mpz(world, z, 0);
    mpz_clear(z);
    return number;
}

/* *@malformed: no exception is set, the caller has the text to complain about. */
static SimObject *
parse(SimWorld *world, const char *text, size_t length, int base, bool *malformed)
{
    const char *at = text;
    const char *end = text + length;
    while (at < end && (g_ascii_isspace(*at) || *at == '\v')) {
        at++;
    }
    while (end > at && (g_ascii_isspace(end[-1]) || end[-1] == '\v')) {
        end--;
    }
    bool negative = at < end && *at == '-';
    if (at < end && (*at == '+' || *at == '-')) {
        at++;
    }
    bool zero_only;
    read_prefix(&at, end, &base, &zero_only);
    GString *digits = g_string_new(NULL);
    SimObject *number = NULL;
    *malformed = !read_digits(at, end, base, digits) ||
                 (zero_only && strspn(digits->str, "0") != digits->len);
    if (!*malformed) {
        number = number_from_digits(world, digits, negative, base);
    }
    g_string_free(digits, TRUE);
    return number;
}

SimObject *
sim_int_parse(SimWorld *world, const char *text, size_t length, int base)
{
    bool malformed;
    SimObject *number = parse(world, text, length, base, &malformed);
    if (!malformed) {
        return number;
    }
    SimObject *str = sim_str_new_size(world, text, length);
    if (str != NULL) {
        invalid_literal(world, str, base);
        sim_decref(world, str);
    }
    return NULL;
}

SimObject *
sim_int_from_str(SimWorld *world, SimObject *text, int base)
{
    GString *ascii = g_string_new(NULL);
    sim_str_to_ascii_digits(text, ascii);
    bool malformed;
    SimObject *number = parse(world, ascii->str, ascii->len, base, &malformed);
    g_string_free(ascii, TRUE);
    return malformed ? invalid_literal(world, text, base) : number;
}

SimObject *
sim_int_from_bytes_text(SimWorld *world, SimObject *text, const char *data, size_t length, int base)
{
    bool malformed;
    SimObject *number = parse(world, data, length, base, &malformed);
    return malformed ? invalid_literal(world, text, base) : number;
}
