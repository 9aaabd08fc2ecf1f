/* Formatting str, int and float by a spec. */
#include <string.h>

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/float_private.h"
#include "sim/objects/format_private.h"
#include "sim/objects/int_private.h"
#include "sim/objects/str_private.h"

static bool
refuse(SimWorld *world, const char *message)
{
    sim_err_format(world, SIM_TYPE_ValueError, "%s", message);
    return false;
}

static bool
check_string_spec(SimWorld *world, const SimFormatSpec *spec)
{
    if (spec->sign == ' ') {
        return refuse(world, "Space not allowed in string format specifier");
    }
    if (spec->sign != 0) {
        return refuse(world, "Sign not allowed in string format specifier");
    }
    if (spec->no_neg_zero) {
        return refuse(world, "Negative zero coercion (z) not allowed in string format specifier");
    }
    if (spec->alternate) {
        return refuse(world, "Alternate form (#) not allowed in string format specifier");
    }
    if (spec->align == '=') {
        return refuse(world, "'=' alignment not allowed in string format specifier");
    }
    return true;
}

static bool
write_string(SimWorld *world, SimStrWriter *writer, const SimFormatSpec *spec, SimObject *object)
{
    if (!check_string_spec(world, spec)) {
        return false;
    }
    int64_t length = sim_str_length(object);
    bool cut = spec->precision >= 0 && spec->precision < length;
    if (spec->width <= length && !cut) {
        return sim_str_writer_add(world, writer, object);
    }
    length = cut ? spec->precision : length;
    int64_t missing = MAX(spec->width - length, 0);
    int64_t left = spec->align == '>' ? missing : spec->align == '^' ? missing / 2 : 0;
    uint32_t max = sim_str_max(sim_str_cast(object), 0, length);
    max = missing > 0 ? MAX(max, spec->fill) : max;
    if (!sim_str_writer_prepare(world, writer, missing + length, max)) {
        return false;
    }
    return sim_format_fill(world, writer, left, spec->fill) &&
           sim_str_writer_add_part(world, writer, object, 0, length) &&
           sim_format_fill(world, writer, missing - left, spec->fill);
}

/* 'c': the character a number stands for, without digits. */
static bool
write_character(SimWorld *world, SimStrWriter *writer, const SimFormatSpec *spec, SimObject *object)
{
    if (spec->sign != 0) {
        return refuse(world, "Sign not allowed with integer format specifier 'c'");
    }
    if (spec->alternate) {
        return refuse(world, "Alternate form (#) not allowed with integer format specifier 'c'");
    }
    int64_t point;
    if (!sim_int_get(object, &point)) {
        sim_err_format(world, SIM_TYPE_OverflowError, "Python int too large to convert to C long");
        return false;
    }
    if (point < 0 || point > 0x10ffff) {
        sim_err_format(world, SIM_TYPE_OverflowError, "%%c arg not in range(0x110000)");
        return false;
    }
    SimObject *character = sim_str_from_char(world, (uint32_t) point);
    if (character == NULL) {
        return false;
    }
    /* Laid out like a number: to the right, '=' included. */
    int64_t missing = MAX(spec->width - 1, 0);
    int64_t left = spec->align == '<' ? 0 : spec->align == '^' ? missing / 2 : missing;
    bool done = sim_format_fill(world, writer, left, spec->fill) &&
                sim_str_writer_add(world, writer, character) &&
                sim_format_fill(world, writer, missing - left, spec->fill);
    sim_decref(world, character);
    return done;
}

static int
base_of(uint32_t type)
{
    switch (type) {
    case 'b':
        return 2;
    case 'o':
        return 8;
    case 'x':
    case 'X':
        return 16;
    default:
        return 10;
    }
}

static const char *
prefix_of(uint32_t type)
{
    switch (type) {
    case 'b':
        return "0b";
    case 'o':
        return "0o";
    case 'x':
        return "0x";
    case 'X':
        return "0X";
    default:
        return "";
    }
}

/* Unless the text goes out as it is, CPython has made a str of it first. */
static bool
lay_out(SimWorld *world,
        SimStrWriter *writer,
        const SimFormatSpec *spec,
        const SimNumberText *number,
        bool direct)
{
    SimAddr scratch = 0;
    if (!direct) {
        size_t length = strlen(number->digits) + (number->negative ? 1 : 0);
        scratch = sim_buffer_alloc(world, NULL, SIM_LABEL_DATA, SIM_DOMAIN_OBJ,
                                   SIM_STR_HEADER_ASCII + length + 1);
        if (scratch == 0) {
            return false;
        }
    }
    bool done = sim_format_number(world, writer, spec, number);
    sim_buffer_free(world, NULL, SIM_LABEL_DATA, SIM_DOMAIN_OBJ, scratch);
    return done;
}

static bool
is_direct(const SimFormatSpec *spec)
{
    return spec->sign != '+' && spec->sign != ' ' && spec->width == -1 && spec->type != 'n' &&
           spec->grouping == SIM_GROUPING_NONE;
}

static bool
write_integer(SimWorld *world, SimStrWriter *writer, const SimFormatSpec *spec, SimObject *object)
{
    if (spec->precision != -1) {
        return refuse(world, "Precision not allowed in integer format specifier");
    }
    if (spec->no_neg_zero) {
        return refuse(world, "Negative zero coercion (z) not allowed in integer format specifier");
    }
    if (spec->type == 'c') {
        return write_character(world, writer, spec, object);
    }
    char *text = sim_int_digits(world, object, base_of(spec->type));
    if (text == NULL) {
        return false;
    }
    if (spec->type == 'X') {
        for (char *at = text; *at != '\0'; at++) {
            *at = g_ascii_toupper(*at);
        }
    }
    SimNumberText number = {.negative = text[0] == '-', .rest = ""};
    number.digits = number.negative ? text + 1 : text;
    number.digit_count = strlen(number.digits);
    number.prefix = spec->alternate ? prefix_of(spec->type) : "";
    bool direct = is_direct(spec) && spec->type != 'X' && SIM_IS_INT_EXACT(world, object);
    bool done = lay_out(world, writer, spec, &number, direct);
    g_free(text);
    return done;
}

static bool
write_real(SimWorld *world, SimStrWriter *writer, const SimFormatSpec *spec, double value)
{
    uint32_t type = spec->type;
    unsigned flags = (spec->alternate ? SIM_FLOAT_ALTERNATE : 0) |
                     (spec->no_neg_zero ? SIM_FLOAT_NO_NEG_ZERO : 0);
    int64_t precision = type == '\0' ? 0 : 6;
    if (spec->precision > INT_MAX) {
        return refuse(world, "precision too big");
    }
    if (type == '\0') {
        flags |= SIM_FLOAT_ADD_DOT_0;
        type = 'r';
    } else if (type == 'n') {
        type = 'g';
    }
    bool percent = type == '%';
    if (percent) {
        type = 'f';
        value *= 100;
    }
    if (spec->precision >= 0) {
        precision = spec->precision;
        type = type == 'r' ? 'g' : type;
    }
    GString *text = g_string_new(NULL);
    sim_float_format(value, (char) type, (int) precision, flags, text);
    if (percent) {
        g_string_append_c(text, '%');
    }
    SimNumberText number = {.negative = text->str[0] == '-', .prefix = ""};
    number.digits = number.negative ? text->str + 1 : text->str;
    number.digit_count = strspn(number.digits, "0123456789");
    number.rest = number.digits + number.digit_count;
    bool done = lay_out(world, writer, spec, &number, is_direct(spec));
    g_string_free(text, TRUE);
    return done;
}

static bool
is_float_type(uint32_t type)
{
    return type < 128 && type != 0 && strchr("eEfFgG%", (int) type) != NULL;
}

static bool
write_int_or_real(SimWorld *world,
                  SimStrWriter *writer,
                  const SimFormatSpec *spec,
                  SimObject *object)
{
    if (is_float_type(spec->type)) {
        double value = sim_int_as_double(world, object);
        if (value == -1.0 && sim_err_occurred(world) != NULL) {
            return false;
        }
        return write_real(world, writer, spec, value);
    }
    if (spec->type < 128 && spec->type != 0 && strchr("bcdoxXn", (int) spec->type) != NULL) {
        return write_integer(world, writer, spec, object);
    }
    return sim_format_unknown_type(world, spec->type, object);
}

bool
sim_format_write(SimWorld *world,
                 SimStrWriter *writer,
                 SimObject *object,
                 SimObject *text,
                 int64_t start,
                 int64_t end)
{
    if (start == end) {
        SimObject *str = sim_object_str(world, object);
        bool done = str != NULL && sim_str_writer_add(world, writer, str);
        sim_xdecref(world, str);
        return done;
    }
    SimFormatSpec spec;
    bool is_str = SIM_IS_STR(object);
    uint32_t default_type = is_str ? 's' : SIM_IS_INT(object) ? 'd' : '\0';
    if (!sim_format_spec_parse(world, text, start, end, default_type, is_str ? '<' : '>', object,
                               &spec)) {
        return false;
    }
    if (is_str) {
        return spec.type == 's' ? write_string(world, writer, &spec, object)
                                : sim_format_unknown_type(world, spec.type, object);
    }
    if (SIM_IS_INT(object)) {
        return write_int_or_real(world, writer, &spec, object);
    }
    if (spec.type != '\0' && spec.type != 'n' && !is_float_type(spec.type)) {
        return sim_format_unknown_type(world, spec.type, object);
    }
    return write_real(world, writer, &spec, sim_float_value(object));
}

SimObject *
sim_format_value(SimWorld *world, SimObject *object, SimObject *spec)
{
    if (sim_str_length(spec) == 0) {
        return sim_object_str(world, object);
    }
    SimStrWriter writer;
    sim_str_writer_init(&writer);
    if (!sim_format_write(world, &writer, object, spec, 0, sim_str_length(spec))) {
        sim_str_writer_clear(world, &writer);
        return NULL;
    }
    return sim_str_writer_finish(world, &writer);
}

SimObject *
sim_format_method(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) nargs;
    (void) kwnames;
    if (!sim_str_check_arg(world, "__format__() argument", args[0])) {
        return NULL;
    }
    return sim_format_value(world, self, args[0]);
}
