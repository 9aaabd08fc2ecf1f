#include "viz/scene/value.h"

#include <string.h>

#include "sim/base/real.h"

static char *
real_text(double value)
{
    GString *text = g_string_new(NULL);
    sim_real_repr(value, text);
    return g_string_free(text, FALSE);
}

static void
append_letter(GString *out, gunichar c, char quote)
{
    if (c == '\n') {
        g_string_append(out, "\\n");
    } else if (c == '\t') {
        g_string_append(out, "\\t");
    } else if (c == '\r') {
        g_string_append(out, "\\r");
    } else if (c == '\\' || c == (gunichar) quote) {
        g_string_append_printf(out, "\\%c", (char) c);
    } else if (c < 0x20 || (c >= 0x7F && c < 0xA0)) {
        g_string_append_printf(out, "\\x%02x", c);
    } else {
        g_string_append_unichar(out, c);
    }
}

static char *
quoted(const char *text, size_t length, size_t limit)
{
    g_autofree char *valid = g_utf8_make_valid(text, (gssize) length);
    char quote = strchr(valid, '\'') && !strchr(valid, '"') ? '"' : '\'';
    GString *out = g_string_new(NULL);
    g_string_append_c(out, quote);
    size_t letters = 0;
    for (const char *at = valid; *at; at = g_utf8_next_char(at)) {
        if (letters++ >= limit) {
            g_string_append(out, "…");
            break;
        }
        append_letter(out, g_utf8_get_char(at), quote);
    }
    g_string_append_c(out, quote);
    return g_string_free(out, FALSE);
}

static char *
cut(const char *text, size_t length, size_t limit)
{
    g_autofree char *valid = g_utf8_make_valid(text, (gssize) length);
    if (g_utf8_strlen(valid, -1) <= (glong) limit) {
        return g_steal_pointer(&valid);
    }
    g_autofree char *start = g_utf8_substring(valid, 0, (glong) limit);
    return g_strconcat(start, "…", NULL);
}

/* Objects that are the only ones of their type, and the two of bool. */
static const char *
constant_text(const SimState *state, const SimStateObject *object)
{
    static const struct {
        const char *type;
        const char *text;
    } constants[] = {
        {"NoneType", "None"},
        {"ellipsis", "Ellipsis"},
        {"NotImplementedType", "NotImplemented"},
    };
    const char *type = sim_state_type_name(state, object);
    if (object->value.kind == SIM_VALUE_INT && strcmp(type, "bool") == 0) {
        return object->value.integer ? "True" : "False";
    }
    for (size_t i = 0; i < G_N_ELEMENTS(constants); i++) {
        if (strcmp(type, constants[i].type) == 0) {
            return constants[i].text;
        }
    }
    return NULL;
}

char *
viz_value_text(const SimState *state, const SimStateObject *object, size_t limit)
{
    const SimValue *value = &object->value;
    const char *constant = constant_text(state, object);
    if (constant) {
        return g_strdup(constant);
    }
    switch (value->kind) {
    case SIM_VALUE_INT:
        return g_strdup_printf("%" G_GINT64_FORMAT, value->integer);
    case SIM_VALUE_REAL:
        return real_text(value->real);
    case SIM_VALUE_STR:
        return quoted(value->text, value->length, limit);
    case SIM_VALUE_TEXT:
        return cut(value->text, value->length, limit);
    default:
        return NULL;
    }
}

bool
viz_value_is_program(const SimState *state, const SimStateObject *object)
{
    static const char *const names[] = {"module", "function", "type", "builtin_function_or_method",
                                        "method", "ufunc",    "code", NULL};
    return g_strv_contains(names, sim_state_type_name(state, object));
}

/* The text of a member that is a str, or NULL. */
static const char *
text_member(const SimState *state, const SimStateObject *object, SimLabel label)
{
    const SimStateObject *member = sim_state_object(state, sim_state_field(object, label));
    return member && member->value.kind == SIM_VALUE_STR ? member->value.text : NULL;
}

char *
viz_value_program(const SimState *state, const SimStateObject *object)
{
    const char *type = sim_state_type_name(state, object);
    const char *kind = strcmp(type, "type") == 0 ? "class"
                       : strstr(type, "method")  ? "method"
                                                 : type;
    const char *name = text_member(state, object, SIM_LABEL_QUALNAME);
    if (!name) {
        name = text_member(state, object, SIM_LABEL_NAME);
    }
    if (name) {
        return g_strdup_printf("%s %s", kind, name);
    }
    const SimValue *value = &object->value;
    bool plain = value->kind == SIM_VALUE_TEXT && value->length > 0 && value->text[0] != '<';
    return plain ? g_strdup_printf("%s %.*s", kind, (int) value->length, value->text)
                 : g_strdup(kind);
}

char *
viz_value_bytes(uint64_t bytes)
{
    static const char *const units[] = {"kB", "MB", "GB", "TB", "PB", "EB"};
    if (bytes == 1) {
        return g_strdup("1 byte");
    }
    if (bytes < 100000) {
        return g_strdup_printf("%" G_GUINT64_FORMAT " bytes", bytes);
    }
    double value = (double) bytes;
    size_t unit = 0;
    for (value /= 1000; value >= 1000 && unit + 1 < G_N_ELEMENTS(units); value /= 1000) {
        unit++;
    }
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(text, sizeof text, "%.3g", value);
    return g_strdup_printf("%s %s", text, units[unit]);
}

char *
viz_value_time(uint64_t ns, int digits)
{
    static const char *const units[] = {"ns", "µs", "ms", "s"};
    double value = (double) ns;
    size_t unit = ns == 0 ? G_N_ELEMENTS(units) - 1 : 0;
    for (; value >= 1000 && unit + 1 < G_N_ELEMENTS(units); value /= 1000) {
        unit++;
    }
    int whole = 1;
    for (double rest = value; rest >= 10; rest /= 10) {
        whole++;
    }
    char format[16];
    g_snprintf(format, sizeof format, "%%.%dg", MAX(digits, whole));
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(text, sizeof text, format, value);
    return g_strdup_printf("%s %s", text, units[unit]);
}
