/* isalpha() and its kin. What the characters are is known to ICU and GLib; the classes are
 * those of Tools/unicode/makeunicodedata.py. */
#include <glib.h>
#include <unicode/uchar.h>

#include "sim/objects/int.h"
#include "sim/objects/str_private.h"
#include "sim/syntax/unicode.h"

bool
sim_char_is_space(uint32_t c)
{
    if (c < 0x80) {
        return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f);
    }
    if (u_charType((UChar32) c) == U_SPACE_SEPARATOR) {
        return true;
    }
    UCharDirection direction = u_charDirection((UChar32) c);
    return direction == U_WHITE_SPACE_NEUTRAL || direction == U_BLOCK_SEPARATOR ||
           direction == U_SEGMENT_SEPARATOR;
}

bool
sim_char_is_line_break(uint32_t c)
{
    return (c >= '\n' && c <= '\r') || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028 ||
           c == 0x2029;
}

static bool
is_assigned(uint32_t c)
{
    return sim_unicode_is_assigned(c);
}

static int
numeric_type(uint32_t c)
{
    return is_assigned(c) ? u_getIntPropertyValue((UChar32) c, UCHAR_NUMERIC_TYPE) : U_NT_NONE;
}

static int
digit_of_type(uint32_t c, bool decimal_only)
{
    if (c < 0x80) {
        return c >= '0' && c <= '9' ? (int) c - '0' : -1;
    }
    int type = numeric_type(c);
    bool fits = type == U_NT_DECIMAL || (type == U_NT_DIGIT && !decimal_only);
    return fits ? (int) u_getNumericValue((UChar32) c) : -1;
}

int
sim_char_decimal(uint32_t c)
{
    return digit_of_type(c, true);
}

int
sim_char_digit(uint32_t c)
{
    return digit_of_type(c, false);
}

bool
sim_char_is_upper(uint32_t c)
{
    if (c < 0x80) {
        return c >= 'A' && c <= 'Z';
    }
    return is_assigned(c) && u_hasBinaryProperty((UChar32) c, UCHAR_UPPERCASE);
}

bool
sim_char_is_lower(uint32_t c)
{
    if (c < 0x80) {
        return c >= 'a' && c <= 'z';
    }
    return is_assigned(c) && u_hasBinaryProperty((UChar32) c, UCHAR_LOWERCASE);
}

bool
sim_char_is_title(uint32_t c)
{
    return c >= 0x80 && u_charType((UChar32) c) == U_TITLECASE_LETTER;
}

static bool
is_alpha(uint32_t c)
{
    if (c < 0x80) {
        return g_ascii_isalpha((char) c);
    }
    return is_assigned(c) && (U_GET_GC_MASK((UChar32) c) & U_GC_L_MASK) != 0;
}

static bool
is_numeric(uint32_t c)
{
    return numeric_type(c) != U_NT_NONE;
}

static bool
is_decimal(uint32_t c)
{
    return sim_char_decimal(c) >= 0;
}

static bool
is_digit(uint32_t c)
{
    return sim_char_digit(c) >= 0;
}

static bool
is_alphanumeric(uint32_t c)
{
    return is_alpha(c) || is_decimal(c) || is_digit(c) || is_numeric(c);
}

static bool
is_printable(uint32_t c)
{
    return sim_unicode_is_printable(c);
}

/* Whether the string is not empty and all of it is of a class. */
static SimObject *
all_are(SimWorld *world, SimObject *self, bool (*is)(uint32_t))
{
    const SimStr *str = sim_str_cast(self);
    bool all = str->length > 0;
    for (int64_t i = 0; i < str->length && all; i++) {
        all = is(sim_str_read(str, i));
    }
    return sim_bool_new(world, all);
}

#define CLASS_METHOD(name, is)                                                                     \
    SIM_STR_METHOD(method_##name)                                                                  \
    {                                                                                              \
        (void) args;                                                                               \
        (void) nargs;                                                                              \
        (void) kwnames;                                                                            \
        return all_are(world, self, is);                                                           \
    }

CLASS_METHOD(isspace, sim_char_is_space)
CLASS_METHOD(isdecimal, is_decimal)
CLASS_METHOD(isdigit, is_digit)
CLASS_METHOD(isnumeric, is_numeric)
CLASS_METHOD(isalpha, is_alpha)
CLASS_METHOD(isalnum, is_alphanumeric)

SIM_STR_METHOD(method_isascii)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    return sim_bool_new(world, sim_str_cast(self)->ascii);
}

SIM_STR_METHOD(method_isprintable)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    if (sim_str_length(self) == 0) {
        return sim_bool_new(world, true);
    }
    return all_are(world, self, is_printable);
}

SIM_STR_METHOD(method_isidentifier)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    const SimStr *str = sim_str_cast(self);
    bool valid = str->length > 0 && sim_unicode_is_name_start(sim_str_read(str, 0));
    for (int64_t i = 1; i < str->length && valid; i++) {
        valid = sim_unicode_is_name_part(sim_str_read(str, i));
    }
    return sim_bool_new(world, valid);
}

/* Every cased character is of one case, and there is one. */
static SimObject *
is_one_case(SimWorld *world, SimObject *self, bool (*wanted)(uint32_t), bool (*other)(uint32_t))
{
    const SimStr *str = sim_str_cast(self);
    bool found = false;
    for (int64_t i = 0; i < str->length; i++) {
        uint32_t c = sim_str_read(str, i);
        if (other(c) || sim_char_is_title(c)) {
            return sim_bool_new(world, false);
        }
        found = found || wanted(c);
    }
    return sim_bool_new(world, found);
}

SIM_STR_METHOD(method_islower)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    return is_one_case(world, self, sim_char_is_lower, sim_char_is_upper);
}

SIM_STR_METHOD(method_isupper)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    return is_one_case(world, self, sim_char_is_upper, sim_char_is_lower);
}

SIM_STR_METHOD(method_istitle)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    const SimStr *str = sim_str_cast(self);
    bool found = false;
    bool after_cased = false;
    for (int64_t i = 0; i < str->length; i++) {
        uint32_t c = sim_str_read(str, i);
        bool opens = sim_char_is_upper(c) || sim_char_is_title(c);
        bool goes_on = sim_char_is_lower(c);
        if ((opens && after_cased) || (goes_on && !after_cased)) {
            return sim_bool_new(world, false);
        }
        after_cased = opens || goes_on;
        found = found || after_cased;
    }
    return sim_bool_new(world, found);
}

void
sim_str_to_ascii_digits(const SimObject *object, GString *out)
{
    const SimStr *str = sim_str_const_cast(object);
    for (int64_t i = 0; i < str->length; i++) {
        uint32_t c = sim_str_read(str, i);
        if (c < 0x7f || str->ascii) {
            g_string_append_c(out, (char) c);
        } else if (sim_char_is_space(c)) {
            g_string_append_c(out, ' ');
        } else {
            int digit = sim_char_decimal(c);
            g_string_append_c(out, digit < 0 ? '?' : (char) ('0' + digit));
        }
    }
}
