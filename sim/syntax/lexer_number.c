#include "sim/syntax/lexer_private.h"

#include <string.h>

static bool
is_hex_digit(char c)
{
    return sim_lexer_is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool
is_digit_of(int base, char c)
{
    return base == 16 ? is_hex_digit(c) : c >= '0' && c < '0' + base;
}

/* "1if x": a number may be followed at once by one of these words. Of those with "i"
 * CPython does not look at the end. */
static bool
starts_operator_word(const char *text)
{
    static const char *const words[] = {"and", "else", "for", "if", "in", "is", "or", "not"};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        size_t length = strlen(words[i]);
        if (strncmp(text, words[i], length) == 0) {
            return text[0] == 'i' || !sim_lexer_is_name_byte(text[length]);
        }
    }
    return false;
}

static bool
check_end(SimLexer *lexer, const char *kind)
{
    const char *rest = lexer->text + lexer->at;
    if (!sim_lexer_is_name_byte(*rest)) {
        return true;
    }
    if (starts_operator_word(rest)) {
        SimLexerWarning warning = {lexer->line, kind};
        g_array_append_val(lexer->out->warnings, warning);
        return true;
    }
    sim_lexer_fail(lexer, "invalid %s literal", kind);
    return false;
}

/* Digits with single underscores between them. */
static bool
read_decimal_digits(SimLexer *lexer)
{
    for (;;) {
        while (sim_lexer_is_digit(lexer->text[lexer->at])) {
            lexer->at++;
        }
        if (lexer->text[lexer->at] != '_') {
            return true;
        }
        lexer->at++;
        if (!sim_lexer_is_digit(lexer->text[lexer->at])) {
            sim_lexer_fail(lexer, "invalid decimal literal");
            return false;
        }
    }
}

static bool
read_radix(SimLexer *lexer, int base, const char *kind)
{
    const char *text = lexer->text;
    lexer->at += 2;
    do {
        if (text[lexer->at] == '_') {
            lexer->at++;
        }
        char c = text[lexer->at];
        if (!is_digit_of(base, c)) {
            if (sim_lexer_is_digit(c)) {
                lexer->at++;
                sim_lexer_fail(lexer, "invalid digit '%c' in %s literal", c, kind);
            } else {
                sim_lexer_fail(lexer, "invalid %s literal", kind);
            }
            return false;
        }
        while (is_digit_of(base, text[lexer->at])) {
            lexer->at++;
        }
    } while (text[lexer->at] == '_');
    char c = text[lexer->at];
    if (sim_lexer_is_digit(c)) {
        lexer->at++;
        sim_lexer_fail(lexer, "invalid digit '%c' in %s literal", c, kind);
        return false;
    }
    return check_end(lexer, kind);
}

static bool
finish_imaginary(SimLexer *lexer)
{
    lexer->at++;
    return check_end(lexer, "imaginary");
}

/* At 'e', '.' has been read if there is one. */
static bool
read_exponent(SimLexer *lexer)
{
    const char *text = lexer->text;
    size_t e = lexer->at;
    lexer->at++;
    if (text[lexer->at] == '+' || text[lexer->at] == '-') {
        lexer->at++;
        if (!sim_lexer_is_digit(text[lexer->at])) {
            sim_lexer_fail(lexer, "invalid decimal literal");
            return false;
        }
    } else if (!sim_lexer_is_digit(text[lexer->at])) {
        lexer->at = e; /* perhaps "1else" */
        return check_end(lexer, "decimal");
    }
    if (!read_decimal_digits(lexer)) {
        return false;
    }
    if (text[lexer->at] == 'j' || text[lexer->at] == 'J') {
        return finish_imaginary(lexer);
    }
    return check_end(lexer, "decimal");
}

static bool
read_tail(SimLexer *lexer)
{
    const char *text = lexer->text;
    if (text[lexer->at] == '.') {
        lexer->at++;
        if (sim_lexer_is_digit(text[lexer->at]) && !read_decimal_digits(lexer)) {
            return false;
        }
    }
    switch (text[lexer->at]) {
    case 'e':
    case 'E':
        return read_exponent(lexer);
    case 'j':
    case 'J':
        return finish_imaginary(lexer);
    default:
        return check_end(lexer, "decimal");
    }
}

static bool
goes_on_as_float(char c)
{
    return c == '.' || c == 'e' || c == 'E' || c == 'j' || c == 'J';
}

/* "0", "00", "0_0", or the start of a float; "07" is an error of its own. */
static bool
read_zero(SimLexer *lexer)
{
    const char *text = lexer->text;
    size_t begin = lexer->at;
    lexer->at++;
    for (;;) {
        if (text[lexer->at] == '_') {
            lexer->at++;
            if (!sim_lexer_is_digit(text[lexer->at])) {
                sim_lexer_fail(lexer, "invalid decimal literal");
                return false;
            }
        }
        if (text[lexer->at] != '0') {
            break;
        }
        lexer->at++;
    }
    size_t zeros_end = lexer->at;
    bool nonzero = sim_lexer_is_digit(text[lexer->at]);
    if (nonzero && !read_decimal_digits(lexer)) {
        return false;
    }
    if (nonzero && !goes_on_as_float(text[lexer->at])) {
        sim_lexer_fail_range(lexer, begin, zeros_end,
                             "leading zeros in decimal integer literals are not permitted; "
                             "use an 0o prefix for octal integers");
        return false;
    }
    return read_tail(lexer);
}

static bool
read_number(SimLexer *lexer)
{
    const char *text = lexer->text + lexer->at;
    if (text[0] == '0') {
        switch (text[1]) {
        case 'x':
        case 'X':
            return read_radix(lexer, 16, "hexadecimal");
        case 'o':
        case 'O':
            return read_radix(lexer, 8, "octal");
        case 'b':
        case 'B':
            return read_radix(lexer, 2, "binary");
        default:
            return read_zero(lexer);
        }
    }
    if (text[0] != '.' && !read_decimal_digits(lexer)) {
        return false;
    }
    return read_tail(lexer);
}

bool
sim_lexer_number(SimLexer *lexer)
{
    size_t begin = lexer->at;
    if (!read_number(lexer)) {
        return false;
    }
    sim_lexer_push(lexer, SIM_TOKEN_NUMBER, begin);
    return true;
}
