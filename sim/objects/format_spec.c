#include "sim/objects/format_private.h"

#include "sim/model/error.h"
#include "sim/objects/str_private.h"

int
sim_format_read_integer(
    SimWorld *world, const SimObject *str, int64_t *at, int64_t end, int64_t *out)
{
    int64_t value = 0;
    int64_t start = *at;
    for (; *at < end; (*at)++) {
        int digit = sim_char_decimal(sim_str_at(str, *at));
        if (digit < 0) {
            break;
        }
        if (value > (INT64_MAX - digit) / 10) {
            sim_err_format(world, SIM_TYPE_ValueError, "Too many decimal digits in format string");
            return -1;
        }
        value = value * 10 + digit;
    }
    *out = value;
    return *at > start;
}

bool
sim_format_unknown_type(SimWorld *world, uint32_t type, SimObject *object)
{
    if (type > 32 && type < 128) {
        sim_err_format(world, SIM_TYPE_ValueError,
                       "Unknown format code '%c' for object of type '%.200s'", (char) type,
                       object->type->name);
    } else {
        sim_err_format(world, SIM_TYPE_ValueError,
                       "Unknown format code '\\x%x' for object of type '%.200s'", type,
                       object->type->name);
    }
    return false;
}

static bool
both_groupings(SimWorld *world)
{
    sim_err_format(world, SIM_TYPE_ValueError, "Cannot specify both ',' and '_'.");
    return false;
}

static bool
check_grouping(SimWorld *world, SimFormatSpec *spec)
{
    switch (spec->type) {
    case 'd':
    case 'e':
    case 'f':
    case 'g':
    case 'E':
    case 'G':
    case '%':
    case 'F':
    case '\0':
        return true;
    case 'b':
    case 'o':
    case 'x':
    case 'X':
        if (spec->grouping == SIM_GROUPING_UNDERSCORE) {
            spec->grouping = SIM_GROUPING_UNDERSCORE_FOUR;
            return true;
        }
        break;
    default:
        break;
    }
    char separator = spec->grouping == SIM_GROUPING_COMMA ? ',' : '_';
    if (spec->type > 32 && spec->type < 128) {
        sim_err_format(world, SIM_TYPE_ValueError, "Cannot specify '%c' with '%c'.", separator,
                       (char) spec->type);
    } else {
        sim_err_format(world, SIM_TYPE_ValueError, "Cannot specify '%c' with '\\x%x'.", separator,
                       spec->type);
    }
    return false;
}

static bool
is_align(uint32_t c)
{
    return c == '<' || c == '>' || c == '=' || c == '^';
}

/* Reading position in a spec: 0 behind its end. */
typedef struct {
    const SimObject *text;
    int64_t at;
    int64_t end;
} Reader;

static uint32_t
peek(const Reader *reader)
{
    return reader->at < reader->end ? sim_str_at(reader->text, reader->at) : 0;
}

static bool
accept(Reader *reader, uint32_t c)
{
    if (reader->at < reader->end && sim_str_at(reader->text, reader->at) == c) {
        reader->at++;
        return true;
    }
    return false;
}

/* [[fill]align][sign][z][#][0] */
static void
read_flags(Reader *reader, uint32_t default_align, SimFormatSpec *spec)
{
    bool fill_given = false;
    bool align_given = true;
    if (reader->end - reader->at >= 2 && is_align(sim_str_at(reader->text, reader->at + 1))) {
        spec->fill = peek(reader);
        spec->align = sim_str_at(reader->text, reader->at + 1);
        fill_given = true;
        reader->at += 2;
    } else if (is_align(peek(reader))) {
        spec->align = peek(reader);
        reader->at++;
    } else {
        align_given = false;
    }
    uint32_t sign = peek(reader);
    if (sign == '+' || sign == '-' || sign == ' ') {
        spec->sign = sign;
        reader->at++;
    }
    spec->no_neg_zero = accept(reader, 'z');
    spec->alternate = accept(reader, '#');
    if (!fill_given && accept(reader, '0')) {
        spec->fill = '0';
        if (!align_given && default_align == '>') {
            spec->align = '=';
        }
    }
}

static bool
read_grouping(SimWorld *world, Reader *reader, SimFormatSpec *spec)
{
    if (accept(reader, ',')) {
        spec->grouping = SIM_GROUPING_COMMA;
    }
    if (accept(reader, '_')) {
        if (spec->grouping != SIM_GROUPING_NONE) {
            return both_groupings(world);
        }
        spec->grouping = SIM_GROUPING_UNDERSCORE;
    }
    if (peek(reader) == ',' && spec->grouping == SIM_GROUPING_UNDERSCORE) {
        return both_groupings(world);
    }
    return true;
}

static bool
read_precision(SimWorld *world, Reader *reader, SimFormatSpec *spec)
{
    if (!accept(reader, '.')) {
        return true;
    }
    int found =
        sim_format_read_integer(world, reader->text, &reader->at, reader->end, &spec->precision);
    if (found == 0) {
        sim_err_format(world, SIM_TYPE_ValueError, "Format specifier missing precision");
    }
    return found > 0;
}

static bool
invalid_specifier(
    SimWorld *world, const SimObject *text, int64_t start, int64_t end, SimObject *object)
{
    GString *shown = g_string_new(NULL);
    for (int64_t i = start; i < end; i++) {
        g_string_append_unichar(shown, sim_str_at(text, i));
    }
    sim_err_format(world, SIM_TYPE_ValueError,
                   "Invalid format specifier '%s' for object of type '%.200s'", shown->str,
                   object->type->name);
    g_string_free(shown, TRUE);
    return false;
}

bool
sim_format_spec_parse(SimWorld *world,
                      const SimObject *text,
                      int64_t start,
                      int64_t end,
                      uint32_t default_type,
                      uint32_t default_align,
                      SimObject *object,
                      SimFormatSpec *out)
{
    *out = (SimFormatSpec){
        .fill = ' ', .align = default_align, .type = default_type, .width = -1, .precision = -1};
    Reader reader = {text, start, end};
    read_flags(&reader, default_align, out);
    int64_t width;
    int found = sim_format_read_integer(world, text, &reader.at, end, &width);
    if (found < 0) {
        return false;
    }
    out->width = found > 0 ? width : -1;
    if (!read_grouping(world, &reader, out) || !read_precision(world, &reader, out)) {
        return false;
    }
    if (end - reader.at > 1) {
        return invalid_specifier(world, text, start, end, object);
    }
    if (end - reader.at == 1) {
        out->type = peek(&reader);
    }
    return out->grouping == SIM_GROUPING_NONE || check_grouping(world, out);
}
