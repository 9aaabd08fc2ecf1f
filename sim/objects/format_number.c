/* Laying out a number: sign, prefix, zeros, groups of digits, padding. */
#include <string.h>

#include "sim/model/error.h"
#include "sim/objects/format_private.h"
#include "sim/objects/str_private.h"

bool
sim_format_fill(SimWorld *world, SimStrWriter *writer, int64_t count, uint32_t point)
{
    if (count <= 0) {
        return true;
    }
    if (!sim_str_writer_prepare(world, writer, count, point)) {
        return false;
    }
    sim_str_fill(sim_str_cast(writer->buffer), writer->pos, count, point);
    writer->pos += count;
    return true;
}

/* Takes the groups of a number from the right, each of @size digits (0: all in one), with
 * zeros where @min_width wants more than there are. Counts the characters and, if @out is
 * not NULL, writes them so that they end there. */
static int64_t
group_digits(const char *digits,
             int64_t remaining,
             int64_t min_width,
             int64_t size,
             char separator,
             char *out)
{
    int64_t count = 0;
    bool separate = false;
    for (;;) {
        int64_t wanted = MAX(MAX(remaining, min_width), 1);
        int64_t length = size > 0 ? MIN(size, wanted) : wanted;
        int64_t taken = MAX(0, MIN(remaining, length));
        int64_t zeros = MAX(0, length - remaining);
        count += (separate ? 1 : 0) + zeros + taken;
        if (out != NULL) {
            if (separate) {
                *--out = separator;
            }
            out -= taken;
            memcpy(out, digits + remaining - taken, (size_t) taken);
            out -= zeros;
            memset(out, '0', (size_t) zeros);
        }
        separate = true;
        remaining -= taken;
        min_width -= length;
        if (remaining <= 0 && min_width <= 0) {
            return count;
        }
        min_width -= 1;
    }
}

typedef struct {
    int64_t left;
    int64_t inner; /* between sign and digits */
    int64_t right;
} Padding;

static Padding
pad(const SimFormatSpec *spec, int64_t length)
{
    Padding padding = {0, 0, 0};
    int64_t missing = spec->width - length;
    if (missing <= 0) {
        return padding;
    }
    switch (spec->align) {
    case '<':
        padding.right = missing;
        break;
    case '^':
        padding.left = missing / 2;
        padding.right = missing - padding.left;
        break;
    case '=':
        padding.inner = missing;
        break;
    default:
        padding.left = missing;
        break;
    }
    return padding;
}

static bool
write_digits(SimWorld *world,
             SimStrWriter *writer,
             const SimFormatSpec *spec,
             const SimNumberText *number,
             int64_t min_width,
             int64_t count)
{
    if (count == 0) {
        return true;
    }
    int64_t size = spec->grouping == SIM_GROUPING_NONE              ? 0
                   : spec->grouping == SIM_GROUPING_UNDERSCORE_FOUR ? 4
                                                                    : 3;
    char separator = spec->grouping == SIM_GROUPING_COMMA ? ',' : '_';
    if (!sim_str_writer_prepare(world, writer, count, 0x7f)) {
        return false;
    }
    char *text = g_malloc((size_t) count);
    group_digits(number->digits, (int64_t) number->digit_count, min_width, size, separator,
                 text + count);
    bool done = sim_str_writer_add_ascii(world, writer, text, (size_t) count);
    g_free(text);
    return done;
}

static int64_t
utf8_length(const char *text)
{
    int64_t length = 0;
    for (; *text != '\0'; text++) {
        length += ((unsigned char) *text & 0xc0) != 0x80;
    }
    return length;
}

static bool
write_utf8(SimWorld *world, SimStrWriter *writer, const char *text)
{
    bool done = true;
    for (; *text != '\0' && done; text = g_utf8_next_char(text)) {
        done = sim_str_writer_add_char(world, writer, g_utf8_get_char(text));
    }
    return done;
}

bool
sim_format_number(SimWorld *world,
                  SimStrWriter *writer,
                  const SimFormatSpec *spec,
                  const SimNumberText *number)
{
    char sign = number->negative ? '-' : spec->sign == '+' ? '+' : spec->sign == ' ' ? ' ' : '\0';
    int64_t around = (sign != '\0') + (int64_t) strlen(number->prefix) + utf8_length(number->rest);
    int64_t min_width = spec->fill == '0' && spec->align == '=' ? spec->width - around : 0;
    int64_t size = spec->grouping == SIM_GROUPING_NONE              ? 0
                   : spec->grouping == SIM_GROUPING_UNDERSCORE_FOUR ? 4
                                                                    : 3;
    /* 'c', inf and nan have no digits; grouping would give them one. */
    int64_t count = number->digit_count == 0
                        ? 0
                        : group_digits(number->digits, (int64_t) number->digit_count, min_width,
                                       size, ',', NULL);
    Padding padding = pad(spec, around + count);
    if (!sim_str_writer_prepare(
            world, writer, padding.left + padding.inner + padding.right + around + count, 0x7f)) {
        return false;
    }
    return sim_format_fill(world, writer, padding.left, spec->fill) &&
           (sign == '\0' || sim_str_writer_add_char(world, writer, (unsigned char) sign)) &&
           write_utf8(world, writer, number->prefix) &&
           sim_format_fill(world, writer, padding.inner, spec->fill) &&
           write_digits(world, writer, spec, number, min_width, count) &&
           write_utf8(world, writer, number->rest) &&
           sim_format_fill(world, writer, padding.right, spec->fill);
}
