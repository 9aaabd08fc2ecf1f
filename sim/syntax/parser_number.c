#include <stdlib.h>

#include <gmp.h>

#include "sim/syntax/parser_private.h"

enum {
    MAX_DECIMAL_DIGITS = 4300
}; /* sys.int_info.default_max_str_digits */

/* The digits without underscores. */
static GString *
plain_digits(const char *text, size_t length)
{
    GString *digits = g_string_sized_new(length);
    for (size_t i = 0; i < length; i++) {
        if (text[i] != '_') {
            g_string_append_c(digits, text[i]);
        }
    }
    return digits;
}

static int
base_of(const char *text)
{
    if (text[0] != '0') {
        return 10;
    }
    switch (text[1]) {
    case 'x':
    case 'X':
        return 16;
    case 'o':
    case 'O':
        return 8;
    case 'b':
    case 'B':
        return 2;
    default:
        return 10;
    }
}

static const SimConst *
make_int(SimParser *p, const char *digits, int base)
{
    mpz_t value;
    mpz_init_set_str(value, digits, base);
    char *hex = mpz_get_str(NULL, 16, value);
    const SimConst *result = sim_tree_const(p->tree, SIM_CONST_INT, hex, strlen(hex));
    void (*release)(void *, size_t);
    mp_get_memory_functions(NULL, NULL, &release);
    release(hex, strlen(hex) + 1);
    mpz_clear(value);
    return result;
}

static const SimConst *
make_float(SimParser *p, const char *digits)
{
    SimConst *value = sim_tree_alloc(p->tree, sizeof *value);
    value->kind = SIM_CONST_FLOAT;
    value->real = g_ascii_strtod(digits, NULL);
    return value;
}

SimNode *
sim_parser_number(SimParser *p)
{
    const SimToken *token = &p->tokens[p->mark++];
    const char *text = p->text + token->begin;
    g_autoptr(GString) digits = plain_digits(text, token->end - token->begin);
    int base = base_of(digits->str);
    char last = digits->str[digits->len - 1];
    if (last == 'j' || last == 'J') {
        return sim_parser_refuse(p, token->span, "a complex number is not modelled");
    }
    if (base == 10 && strpbrk(digits->str, ".eE") != NULL) {
        return sim_parser_constant(p, make_float(p, digits->str), token->span);
    }
    if (base == 10 && digits->len > MAX_DECIMAL_DIGITS) {
        return sim_parser_raise(
            p, token->span,
            "Exceeds the limit (%d digits) for integer string conversion: value has %zu digits; "
            "use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for "
            "huge integer literals to avoid decimal conversion limits.",
            MAX_DECIMAL_DIGITS, digits->len);
    }
    const SimConst *value = make_int(p, digits->str + (base == 10 ? 0 : 2), base);
    return sim_parser_constant(p, value, token->span);
}
