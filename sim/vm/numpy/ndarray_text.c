/* repr() and str() of arrays.
 *
 * Stands for core/arrayprint.py. By default: precision 8, lines of 75, summary of more than 1000
 * elements with 3 at each edge (np_print.h).
 */
#include <math.h>
#include <string.h>

#include "sim/objects/abstract.h"
#include "sim/objects/str.h"
#include "sim/vm/numpy/ndarray_type.h"
#include "sim/vm/numpy/np_float_text.h"
#include "sim/vm/numpy/np_scalar.h"
#include "sim/vm/numpy/np_state.h"

/* How wide the elements shown are. */
typedef struct {
    const SimNpPrint *options;
    SimNpKind kind;
    bool exponential;
    int left;  /* characters before the point, or of the whole integer */
    int right; /* behind it */
    int exponent_digits;
    bool any;
    bool not_finite;
    bool negative_infinity;
    double smallest; /* of the finite ones that are not 0, without sign; 0: none */
    double largest;
} Format;

typedef struct {
    SimNdarray *array;
    Format format;
    const char *separator; /* ", " or " " */
    bool summary;
} Printer;

/* Calls @visit for each element that is shown. */
typedef void (*Visit)(Format *format, SimNpValue value);

static void
visit_shown(const Printer *printer, Format *format, Visit visit, int axis, int64_t offset)
{
    const SimNdarray *array = printer->array;
    if (axis == array->ndim) {
        visit(format, sim_np_get(array, offset));
        return;
    }
    int64_t length = array->dims[axis];
    int64_t edge = printer->format.options->edge_items;
    bool cut = printer->summary && length > 2 * edge;
    for (int64_t i = 0; i < length; i++) {
        if (cut && i == edge) {
            i = length - edge;
        }
        visit_shown(printer, format, visit, axis + 1, offset + i * sim_np_strides(array)[axis]);
    }
}

static void
measure_range(Format *format, SimNpValue value)
{
    double size = fabs(value.real);
    if (!isfinite(size)) {
        format->not_finite = true;
        format->negative_infinity =
            format->negative_infinity || (isinf(value.real) && value.real < 0);
        return;
    }
    format->any = true;
    if (size > 0) {
        bool first = !(format->largest > 0);
        format->smallest = first ? size : MIN(format->smallest, size);
        format->largest = MAX(format->largest, size);
    }
}

static void
measure_positional(Format *format, SimNpValue value)
{
    if (!isfinite(value.real)) {
        return;
    }
    g_autoptr(GString) text = g_string_new(NULL);
    sim_np_float_positional(format->kind, value.real, (int) format->options->precision, text);
    int point = (int) (strchr(text->str, '.') - text->str);
    format->left = MAX(format->left, point);
    format->right = MAX(format->right, (int) text->len - point - 1);
}

static void
measure_mantissa(Format *format, SimNpValue value)
{
    if (!isfinite(value.real)) {
        return;
    }
    g_autoptr(GString) text = g_string_new(NULL);
    int exponent =
        sim_np_float_mantissa(format->kind, value.real, (int) format->options->precision, 0, text);
    int point = (int) (strchr(text->str, '.') - text->str);
    format->left = MAX(format->left, point);
    format->right = MAX(format->right, (int) text->len - point - 1);
    format->exponent_digits = MAX(format->exponent_digits, ABS(exponent) >= 100 ? 3 : 2);
}

static void
measure_integer(Format *format, SimNpValue value)
{
    g_autoptr(GString) text = g_string_new(NULL);
    sim_np_number_text(format->kind, value, text);
    format->left = MAX(format->left, (int) text->len);
}

static void
measure(Printer *printer)
{
    Format *format = &printer->format;
    format->kind = printer->array->kind;
    int64_t offset = printer->array->offset;
    if (format->kind == SIM_NP_BOOL) {
        return;
    }
    if (!sim_np_is_real(format->kind)) {
        visit_shown(printer, format, measure_integer, 0, offset);
        return;
    }
    visit_shown(printer, format, measure_range, 0, offset);
    format->exponential = !format->options->suppress && format->largest > 0 &&
                          (format->largest >= 1e8 || format->smallest < 0.0001 ||
                           (format->kind == SIM_NP_FLOAT32
                                ? (float) format->largest / (float) format->smallest > 1000.0f
                                : format->largest / format->smallest > 1000.0));
    visit_shown(printer, format, format->exponential ? measure_mantissa : measure_positional, 0,
                offset);
    if (format->not_finite) {
        int behind =
            format->exponential ? format->exponent_digits + 2 + format->right : format->right;
        int infinity = 3 + format->negative_infinity;
        format->left = MAX(format->left, MAX(3, infinity) - (behind + 1));
    }
}

static void
append_padded(GString *out, const char *text, int width)
{
    int length = (int) strlen(text);
    for (int i = length; i < width; i++) {
        g_string_append_c(out, ' ');
    }
    g_string_append(out, text);
}

/* Spaces so that the point comes after @left characters. */
static void
append_aligned(GString *out, const GString *text, int left)
{
    const char *point = strchr(text->str, '.');
    for (int i = (int) (point - text->str); i < left; i++) {
        g_string_append_c(out, ' ');
    }
    g_string_append(out, text->str);
}

static void
append_float(const Format *format, double value, GString *out)
{
    g_autoptr(GString) text = g_string_new(NULL);
    if (!isfinite(value)) {
        int behind =
            format->exponential ? format->exponent_digits + 2 + format->right : format->right;
        append_padded(out,
                      isnan(value) ? "nan"
                      : value < 0  ? "-inf"
                                   : "inf",
                      format->left + behind + 1);
        return;
    }
    if (format->exponential) {
        int exponent = sim_np_float_mantissa(format->kind, value, (int) format->options->precision,
                                             format->right, text);
        g_string_append_printf(text, "e%c%0*d", exponent < 0 ? '-' : '+', format->exponent_digits,
                               ABS(exponent));
        append_aligned(out, text, format->left);
        return;
    }
    sim_np_float_positional(format->kind, value, (int) format->options->precision, text);
    size_t start = out->len;
    append_aligned(out, text, format->left);
    while ((int) (out->len - start) < format->left + 1 + format->right) {
        g_string_append_c(out, ' ');
    }
}

static void
append_element(const Printer *printer, int64_t offset, GString *out)
{
    const Format *format = &printer->format;
    SimNpValue value = sim_np_get(printer->array, offset);
    if (format->kind == SIM_NP_BOOL) {
        bool padded = printer->array->ndim > 0;
        g_string_append(out, value.integer == 0 ? "False" : padded ? " True" : "True");
    } else if (sim_np_is_real(format->kind)) {
        append_float(format, value.real, out);
    } else {
        g_autoptr(GString) text = g_string_new(NULL);
        sim_np_number_text(format->kind, value, text);
        append_padded(out, text->str, format->left);
    }
}

static void
strip_right(GString *text)
{
    while (text->len > 0 && text->str[text->len - 1] == ' ') {
        g_string_truncate(text, text->len - 1);
    }
}

/* A word goes on the line, or on the next one when it is full. */
static void
extend_line(GString *out, GString *line, const char *word, int width, int indent)
{
    bool full = (int) (line->len + strlen(word)) > width;
    if (full && (int) line->len > indent) {
        strip_right(line);
        g_string_append(out, line->str);
        g_string_append_c(out, '\n');
        g_string_assign(line, "");
        g_string_append_printf(line, "%*s", indent, "");
    }
    g_string_append(line, word);
}

static const char *
bare_separator(const Printer *printer)
{
    return printer->separator[0] == ',' ? "," : "";
}

/* The innermost axis: elements side by side. */
static void
append_row(const Printer *printer, int64_t offset, int indent, int width, GString *out)
{
    const SimNdarray *array = printer->array;
    int64_t length = array->dims[array->ndim - 1];
    int64_t stride = sim_np_strides(array)[array->ndim - 1];
    int64_t edge = printer->format.options->edge_items;
    bool cut = printer->summary && length > 2 * edge;
    g_autoptr(GString) line = g_string_new(NULL);
    g_autoptr(GString) word = g_string_new(NULL);
    g_string_append_printf(line, "%*s", indent, "");
    int room = width - 1;
    size_t start = out->len;
    for (int64_t i = 0; i < length; i++) {
        if (cut && i == edge) {
            extend_line(out, line, "...", room, indent);
            g_string_append(line, printer->separator);
            i = length - edge;
        }
        g_string_truncate(word, 0);
        append_element(printer, offset + i * stride, word);
        extend_line(out, line, word->str, i == length - 1 ? width - 1 : room, indent);
        if (i < length - 1) {
            g_string_append(line, printer->separator);
        }
    }
    g_string_append(out, line->str);
    g_string_erase(out, (gssize) start, indent);
}

static void
append_axis(const Printer *printer, int axis, int64_t offset, int indent, int width, GString *out)
{
    const SimNdarray *array = printer->array;
    g_string_append_c(out, '[');
    if (axis == array->ndim - 1) {
        append_row(printer, offset, indent, width, out);
        g_string_append_c(out, ']');
        return;
    }
    int64_t length = array->dims[axis];
    int64_t edge = printer->format.options->edge_items;
    bool cut = printer->summary && length > 2 * edge;
    for (int64_t i = 0; i < length; i++) {
        if (i > 0) {
            g_string_append(out, bare_separator(printer));
            for (int k = axis; k < array->ndim - 1; k++) {
                g_string_append_c(out, '\n');
            }
            g_string_append_printf(out, "%*s", indent, "");
        }
        if (cut && i == edge) {
            g_string_append(out, "...");
            i = length - edge - 1;
            continue;
        }
        append_axis(printer, axis + 1, offset + i * sim_np_strides(array)[axis], indent + 1,
                    width - 1, out);
    }
    g_string_append_c(out, ']');
}

static void
append_array(SimWorld *world, SimNdarray *array, const char *separator, int prefix, GString *out)
{
    const SimNpPrint *options = &sim_np_state(world)->printing;
    Printer printer = {.array = array, .separator = separator};
    printer.format.options = options;
    printer.summary = sim_np_size(array) > options->threshold;
    measure(&printer);
    if (array->ndim == 0) {
        append_element(&printer, array->offset, out);
    } else {
        append_axis(&printer, 0, array->offset, prefix + 1, (int) options->line_width, out);
    }
}

static void
append_shape(const SimNdarray *array, GString *out)
{
    g_string_append(out, "[], shape=(");
    for (int i = 0; i < array->ndim; i++) {
        g_string_append_printf(out, "%s%" G_GINT64_FORMAT, i > 0 ? ", " : "", array->dims[i]);
    }
    g_string_append(out, array->ndim == 1 ? ",)" : ")");
}

SimObject *
sim_np_repr(SimWorld *world, SimObject *self)
{
    SimNdarray *array = sim_np_cast(self);
    bool empty = sim_np_size(array) == 0;
    bool implied = !empty && (array->kind == SIM_NP_BOOL || array->kind == SIM_NP_INT64 ||
                              array->kind == SIM_NP_FLOAT64);
    g_autoptr(GString) text = g_string_new("array(");
    if (!empty) {
        append_array(world, array, ", ", 6, text);
    } else if (array->ndim == 1) {
        g_string_append(text, "[]");
    } else {
        append_shape(array, text);
    }
    if (implied) {
        g_string_append_c(text, ')');
        return sim_str_new_size(world, text->str, text->len);
    }
    g_string_append_c(text, ',');
    g_autofree char *dtype = g_strdup_printf("dtype=%s)", sim_np_kind_name(array->kind));
    const char *line = strrchr(text->str, '\n');
    size_t length = line == NULL ? text->len : strlen(line + 1);
    g_string_append(text,
                    length + strlen(dtype) + 1 > (size_t) sim_np_state(world)->printing.line_width
                        ? "\n      "
                        : " ");
    g_string_append(text, dtype);
    return sim_str_new_size(world, text->str, text->len);
}

SimObject *
sim_np_text(SimWorld *world, SimObject *self, const char *separator, int prefix)
{
    g_autoptr(GString) text = g_string_new(NULL);
    if (sim_np_size(sim_np_cast(self)) == 0) {
        g_string_append(text, "[]");
    } else {
        append_array(world, sim_np_cast(self), separator, prefix, text);
    }
    return sim_str_new_size(world, text->str, text->len);
}

SimObject *
sim_np_str(SimWorld *world, SimObject *self)
{
    SimNdarray *array = sim_np_cast(self);
    g_autoptr(GString) text = g_string_new(NULL);
    if (array->ndim == 0) {
        sim_np_number_text(array->kind, sim_np_get(array, array->offset), text);
    } else if (sim_np_size(array) == 0) {
        g_string_append(text, "[]");
    } else {
        append_array(world, array, " ", 0, text);
    }
    return sim_str_new_size(world, text->str, text->len);
}
