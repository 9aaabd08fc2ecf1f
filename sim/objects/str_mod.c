/* str % values (PyUnicode_Format). */
#include <string.h>

#include "sim/objects/abstract.h"
#include "sim/objects/bytes_private.h"
#include "sim/objects/codec.h"
#include "sim/objects/float_private.h"
#include "sim/objects/format_private.h"
#include "sim/objects/int_private.h"
#include "sim/objects/str_private.h"
#include "sim/objects/tuple.h"

/* Values come from a tuple, or there is one: the right operand, and after "%(name)" what the
 * mapping has under that name. As in CPython one value has length -1 and index -2 until it
 * is used. */
typedef struct {
    SimWorld *world;
    SimStrWriter writer;
    SimObject *format;
    int64_t at;
    SimObject *values; /* borrowed, or `item` */
    int64_t length;
    int64_t next;
    SimObject *mapping; /* borrowed; NULL: names cannot be used */
    SimObject *item;    /* owned: the value of the last name, or NULL */
    bool bytes;         /* bytes % values */
} Formatter;

typedef struct {
    bool left;
    bool plus;
    bool space;
    bool alternate;
    bool zero;
    int64_t width;     /* -1: none */
    int64_t precision; /* -1: none */
    uint32_t type;
} Directive;

static bool
fail(SimWorld *world, SimTypeId type, const char *message)
{
    sim_err_format(world, type, "%s", message);
    return false;
}

static bool
incomplete(Formatter *self)
{
    return fail(self->world, SIM_TYPE_ValueError, "incomplete format");
}

static uint32_t
peek(const Formatter *self)
{
    return sim_str_at(self->format, self->at);
}

static bool
at_end(const Formatter *self)
{
    return self->at >= sim_str_length(self->format);
}

/* The next value: borrowed. */
static SimObject *
next_value(Formatter *self)
{
    if (self->next < self->length) {
        int64_t index = self->next++;
        return self->length < 0 ? self->values : sim_tuple_get(self->values, (size_t) index);
    }
    fail(self->world, SIM_TYPE_TypeError, "not enough arguments for format string");
    return NULL;
}

/* %(name): parentheses inside the name must match. */
static bool
read_key(Formatter *self)
{
    if (self->mapping == NULL) {
        return fail(self->world, SIM_TYPE_TypeError, "format requires a mapping");
    }
    int64_t start = ++self->at;
    int depth = 1;
    for (; !at_end(self) && depth > 0; self->at++) {
        uint32_t c = peek(self);
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
    if (depth > 0) {
        return fail(self->world, SIM_TYPE_ValueError, "incomplete format key");
    }
    SimObject *key = sim_str_substring(self->world, self->format, start, self->at - 1);
    if (key != NULL && self->bytes) {
        SimObject *text = key;
        key = sim_codec_encode(self->world, text, "latin-1", NULL);
        sim_decref(self->world, text);
    }
    if (key == NULL) {
        return false;
    }
    SimObject *value = sim_object_getitem(self->world, self->mapping, key);
    sim_decref(self->world, key);
    if (value == NULL) {
        return false;
    }
    SimObject *old = self->item;
    self->item = value;
    self->values = value;
    self->length = -1;
    self->next = -2;
    sim_xdecref(self->world, old);
    return true;
}

static void
read_flags(Formatter *self, Directive *directive)
{
    for (; !at_end(self); self->at++) {
        switch (peek(self)) {
        case '-':
            directive->left = true;
            break;
        case '+':
            directive->plus = true;
            break;
        case ' ':
            directive->space = true;
            break;
        case '#':
            directive->alternate = true;
            break;
        case '0':
            directive->zero = true;
            break;
        default:
            return;
        }
    }
}

static bool
read_star(Formatter *self, int64_t most, int64_t *out)
{
    self->at++;
    SimObject *value = next_value(self);
    if (value == NULL) {
        return false;
    }
    if (!SIM_IS_INT(value)) {
        return fail(self->world, SIM_TYPE_TypeError, "* wants int");
    }
    if (!sim_int_get(value, out) || *out > most || *out < -most - 1) {
        return fail(self->world, SIM_TYPE_OverflowError,
                    most == INT_MAX ? "Python int too large to convert to C int"
                                    : "Python int too large to convert to C ssize_t");
    }
    return true;
}

static bool
read_digits(Formatter *self, int64_t most, const char *too_big, int64_t *out)
{
    *out = 0;
    for (; !at_end(self); self->at++) {
        uint32_t c = peek(self);
        if (c < '0' || c > '9') {
            return true;
        }
        int64_t digit = (int64_t) c - '0';
        if (*out > (most - digit) / 10) {
            return fail(self->world, SIM_TYPE_ValueError, too_big);
        }
        *out = *out * 10 + digit;
    }
    return true;
}

static bool
read_width(Formatter *self, Directive *directive)
{
    if (at_end(self)) {
        return true;
    }
    if (peek(self) == '*') {
        if (!read_star(self, INT64_MAX, &directive->width)) {
            return false;
        }
        if (directive->width < 0) {
            directive->left = true;
            directive->width = -directive->width;
        }
        return true;
    }
    if (peek(self) < '0' || peek(self) > '9') {
        return true;
    }
    return read_digits(self, INT64_MAX, "width too big", &directive->width);
}

static bool
read_precision(Formatter *self, Directive *directive)
{
    if (at_end(self) || peek(self) != '.') {
        return true;
    }
    directive->precision = 0;
    self->at++;
    if (at_end(self)) {
        return true;
    }
    if (peek(self) == '*') {
        if (!read_star(self, INT_MAX, &directive->precision)) {
            return false;
        }
        directive->precision = MAX(directive->precision, 0);
        return true;
    }
    return read_digits(self, INT_MAX, "precision too big", &directive->precision);
}

static bool
read_directive(Formatter *self, Directive *directive)
{
    *directive = (Directive){.width = -1, .precision = -1};
    self->at++;
    if (at_end(self)) {
        return incomplete(self);
    }
    if (peek(self) == '(' && !read_key(self)) {
        return false;
    }
    read_flags(self, directive);
    if (!read_width(self, directive) || !read_precision(self, directive)) {
        return false;
    }
    if (!at_end(self) && (peek(self) == 'h' || peek(self) == 'l' || peek(self) == 'L')) {
        self->at++;
    }
    if (at_end(self)) {
        return incomplete(self);
    }
    directive->type = peek(self);
    self->at++;
    return true;
}

/* The text of a value between padding; a sign and a prefix stand before zeros. */
static bool
write_padded(Formatter *self, const Directive *directive, SimObject *text, bool number)
{
    SimWorld *world = self->world;
    int64_t length = sim_str_length(text);
    int64_t start = 0;
    int64_t end = length;
    uint32_t sign = 0;
    if (number) {
        uint32_t first = sim_str_at(text, 0);
        if (first == '-' || first == '+') {
            sign = first;
            start = 1;
        } else if (directive->plus) {
            sign = '+';
        } else if (directive->space) {
            sign = ' ';
        }
    } else if (directive->precision >= 0) {
        end = MIN(end, directive->precision);
    }
    int64_t prefix =
        number && directive->alternate &&
                (directive->type == 'x' || directive->type == 'X' || directive->type == 'o')
            ? 2
            : 0;
    int64_t missing = MAX(directive->width - (end - start) - (sign != 0), 0);
    bool zeros = number && directive->zero && !directive->left;
    int64_t before = directive->left || zeros ? 0 : missing;
    uint32_t max = sim_str_max(sim_str_cast(text), start, end);
    return sim_str_writer_prepare(world, &self->writer, missing + end - start + (sign != 0), max) &&
           sim_format_fill(world, &self->writer, before, ' ') &&
           (sign == 0 || sim_str_writer_add_char(world, &self->writer, sign)) &&
           sim_str_writer_add_part(world, &self->writer, text, start, start + prefix) &&
           sim_format_fill(world, &self->writer, zeros ? missing : 0, '0') &&
           sim_str_writer_add_part(world, &self->writer, text, start + prefix, end) &&
           sim_format_fill(world, &self->writer, directive->left ? missing : 0, ' ');
}

static SimObject *
not_a_number(SimWorld *world, uint32_t type, SimObject *value)
{
    bool integer = type == 'o' || type == 'x' || type == 'X';
    return sim_err_format(world, SIM_TYPE_TypeError, "%%%c format: %s is required, not %.200s",
                          (char) type, integer ? "an integer" : "a real number", value->type->name);
}

/* The value as an int object for d, i, u, x, X and o. */
static SimObject *
integer_value(SimWorld *world, uint32_t type, SimObject *value)
{
    if (SIM_IS_INT(value)) {
        return sim_newref(world, value);
    }
    bool integer = type == 'o' || type == 'x' || type == 'X';
    const SimTypeSlots *slots = &value->type->slots;
    if (slots->nb_index == NULL &&
        (integer || (slots->nb_int == NULL && slots->nb_float == NULL))) {
        return not_a_number(world, type, value);
    }
    SimObject *number =
        integer ? sim_number_index(world, value) : sim_int_convert(world, value, NULL);
    if (number == NULL && sim_err_clear_if(world, SIM_TYPE_TypeError)) {
        return not_a_number(world, type, value);
    }
    return number;
}

/* Sign, prefix and at least `precision` digits (_PyUnicode_FormatLong). */
static SimObject *
integer_text(SimWorld *world, const Directive *directive, SimObject *value)
{
    SimObject *number = integer_value(world, directive->type, value);
    if (number == NULL) {
        return NULL;
    }
    uint32_t type = directive->type;
    int base = type == 'o' ? 8 : type == 'x' || type == 'X' ? 16 : 10;
    char *digits = sim_int_digits(world, number, base);
    sim_decref(world, number);
    if (digits == NULL) {
        return NULL;
    }
    bool negative = digits[0] == '-';
    const char *magnitude = digits + negative;
    int64_t zeros = MAX(directive->precision - (int64_t) strlen(magnitude), 0);
    GString *text = g_string_new(negative ? "-" : "");
    if (directive->alternate && base != 10) {
        g_string_append_printf(text, "0%c", (char) type);
    }
    if (zeros > (int64_t) world->config.max_memory) {
        g_string_free(text, TRUE);
        g_free(digits);
        return sim_err_no_memory(world);
    }
    for (; zeros > 0; zeros--) {
        g_string_append_c(text, '0');
    }
    g_string_append(text, magnitude);
    if (type == 'X') {
        g_string_ascii_up(text);
    }
    SimObject *str = sim_str_new_ascii(world, text->str, text->len);
    g_string_free(text, TRUE);
    g_free(digits);
    return str;
}

static SimObject *
real_text(const Formatter *self, const Directive *directive, SimObject *value)
{
    SimWorld *world = self->world;
    double number = sim_float_as_double(world, value);
    if (number == -1.0 && sim_err_occurred(world) != NULL) {
        if (self->bytes) {
            sim_err_clear(world);
            sim_err_format(world, SIM_TYPE_TypeError, "float argument required, not %.200s",
                           value->type->name);
        }
        return NULL;
    }
    GString *text = g_string_new(NULL);
    int precision = directive->precision < 0 ? 6 : (int) directive->precision;
    unsigned flags = directive->alternate ? SIM_FLOAT_ALTERNATE : 0;
    sim_float_format(number, (char) directive->type, precision, flags, text);
    SimObject *str = sim_str_new_ascii(world, text->str, text->len);
    g_string_free(text, TRUE);
    return str;
}

static SimObject *
character_text(SimWorld *world, SimObject *value)
{
    if (SIM_IS_STR(value)) {
        if (sim_str_length(value) == 1) {
            return sim_str_from_char(world, sim_str_at(value, 0));
        }
        return sim_err_format(world, SIM_TYPE_TypeError, "%%c requires int or char");
    }
    SimObject *number = NULL;
    if (sim_object_is_index(value)) {
        number = sim_number_index(world, value);
    }
    if (number == NULL) {
        sim_err_clear(world);
        return sim_err_format(world, SIM_TYPE_TypeError, "%%c requires int or char");
    }
    int64_t point;
    bool fits = sim_int_get(number, &point);
    sim_decref(world, number);
    if (!fits || point < 0 || point > 0x10ffff) {
        return sim_err_format(world, SIM_TYPE_OverflowError, "%%c arg not in range(0x110000)");
    }
    return sim_str_from_char(world, (uint32_t) point);
}

static bool
unsupported(Formatter *self, uint32_t type)
{
    bool printable = type > 31 && type < 128;
    sim_err_format(self->world, SIM_TYPE_ValueError,
                   "unsupported format character '%c' (0x%x) at index %" G_GINT64_FORMAT,
                   printable ? (char) type : '?', type, self->at - 1);
    return false;
}

static SimObject *
value_text(Formatter *self, const Directive *directive, SimObject *value)
{
    switch (directive->type) {
    case 's':
        return self->bytes ? sim_bytes_mod_content(self->world, value)
                           : sim_object_str(self->world, value);
    case 'r':
        if (!self->bytes) {
            return sim_object_repr(self->world, value);
        }
        G_GNUC_FALLTHROUGH;
    case 'a':
        return sim_object_ascii(self->world, value);
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X':
        return integer_text(self->world, directive, value);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
        return real_text(self, directive, value);
    case 'c':
        return self->bytes ? sim_bytes_mod_character(self->world, value)
                           : character_text(self->world, value);
    case 'b':
        if (self->bytes) {
            return sim_bytes_mod_content(self->world, value);
        }
        G_GNUC_FALLTHROUGH;
    default:
        unsupported(self, directive->type);
        return NULL;
    }
}

static bool
is_number_type(uint32_t type)
{
    return type < 128 && strchr("diuoxXeEfFgG", (int) type) != NULL;
}

/* One directive, '%' included. */
static bool
write_directive(Formatter *self)
{
    Directive directive;
    if (!read_directive(self, &directive)) {
        return false;
    }
    if (at_end(self)) {
        self->writer.overallocate = false;
    }
    if (directive.type == '%' && sim_str_at(self->format, self->at - 2) == '%') {
        return sim_str_writer_add_char(self->world, &self->writer, '%');
    }
    SimObject *value = next_value(self);
    if (value == NULL) {
        return false;
    }
    SimObject *text = value_text(self, &directive, value);
    if (text == NULL) {
        return false;
    }
    directive.type = directive.type == 'i' || directive.type == 'u' ? 'd' : directive.type;
    if (directive.type == 'c') {
        directive.precision = -1;
    }
    bool plain =
        directive.width == -1 && directive.precision == -1 && !directive.plus && !directive.space;
    bool done = plain ? sim_str_writer_add(self->world, &self->writer, text)
                      : write_padded(self, &directive, text, is_number_type(directive.type));
    sim_decref(self->world, text);
    return done;
}

static bool
write_all(Formatter *self)
{
    int64_t length = sim_str_length(self->format);
    while (self->at < length) {
        if (peek(self) == '%') {
            if (!write_directive(self)) {
                return false;
            }
            continue;
        }
        int64_t start = self->at;
        while (self->at < length && peek(self) != '%') {
            self->at++;
        }
        if (self->at == length) {
            self->writer.overallocate = false;
        }
        if (!sim_str_writer_add_part(self->world, &self->writer, self->format, start, self->at)) {
            return false;
        }
    }
    if (self->next < self->length && self->mapping == NULL) {
        return fail(self->world, SIM_TYPE_TypeError,
                    self->bytes ? "not all arguments converted during bytes formatting"
                                : "not all arguments converted during string formatting");
    }
    return true;
}

static SimObject *
format_values(SimWorld *world, SimObject *format, SimObject *args, bool bytes)
{
    bool is_tuple = SIM_IS_TUPLE(args);
    Formatter self = {.world = world, .format = format, .values = args, .bytes = bytes};
    self.length = is_tuple ? (int64_t) sim_tuple_size(args) : -1;
    self.next = is_tuple ? 0 : -2;
    if (args->type->slots.mp_subscript != NULL && !is_tuple && !SIM_IS_STR(args) &&
        !(bytes && SIM_IS_BYTES(args))) {
        self.mapping = args;
    }
    sim_str_writer_init(&self.writer);
    self.writer.min_length = sim_str_length(format) + 100;
    self.writer.overallocate = true;
    bool done = write_all(&self);
    SIM_CLEAR(world, self.item);
    if (!done) {
        sim_str_writer_clear(world, &self.writer);
        return NULL;
    }
    return sim_str_writer_finish(world, &self.writer);
}

SimObject *
sim_str_mod(SimWorld *world, SimObject *format, SimObject *args)
{
    return format_values(world, format, args, false);
}

SimObject *
sim_str_mod_bytes(SimWorld *world, SimObject *format, SimObject *args)
{
    return format_values(world, format, args, true);
}

SimObject *
sim_str_mod_slot(SimWorld *world, SimObject *self, SimObject *args)
{
    if (!SIM_IS_STR(self)) {
        return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    return sim_str_mod(world, self, args);
}
