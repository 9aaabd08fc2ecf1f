/* repr() of constants. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <gmp.h>

#include "sim/base/real.h"
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
        sim_real_repr(value->real, out);
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
