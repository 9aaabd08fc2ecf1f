/* str.format and format_map (Objects/stringlib/unicode_format.h). */
#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/format_private.h"
#include "sim/objects/int.h"
#include "sim/objects/str_private.h"
#include "sim/objects/tuple.h"

enum {
    MOST_NESTING = 2
};

typedef enum {
    NUMBERS_UNKNOWN,
    NUMBERS_AUTOMATIC,
    NUMBERS_MANUAL
} Numbering;

/* What a format string is filled with, and how fields were numbered so far. */
typedef struct {
    SimWorld *world;
    SimObject *args;   /* borrowed tuple; NULL: format_map */
    SimObject *kwargs; /* borrowed mapping; NULL: none */
    Numbering numbering;
    int64_t next;
} Values;

/* A piece of a str, which is borrowed. */
typedef struct {
    SimObject *str;
    int64_t start;
    int64_t end;
} Span;

/* One {field}. */
typedef struct {
    Span name;
    Span spec;
    uint32_t conversion; /* 0: none */
    bool nested;         /* the spec has fields itself */
} Field;

static SimObject *build(Values *values, Span text, int nesting);

static bool
refuse(SimWorld *world, const char *message)
{
    sim_err_format(world, SIM_TYPE_ValueError, "%s", message);
    return false;
}

static uint32_t
take(Span *text)
{
    return sim_str_at(text->str, text->start++);
}

static bool
is_empty(const Span *text)
{
    return text->start >= text->end;
}

static SimObject *
span_text(SimWorld *world, const Span *span)
{
    return sim_str_substring(world, span->str, span->start, span->end);
}

/* The spec up to the brace that closes the field. */
static bool
read_spec(SimWorld *world, Span *text, Field *field)
{
    field->spec = (Span){text->str, text->start, text->start};
    int depth = 1;
    while (!is_empty(text)) {
        uint32_t c = take(text);
        if (c == '{') {
            field->nested = true;
            depth++;
        } else if (c == '}' && --depth == 0) {
            field->spec.end = text->start - 1;
            return true;
        }
    }
    return refuse(world, "unmatched '{' in format spec");
}

/* Behind '!'. *@done: the field ends with the conversion. */
static bool
read_conversion(SimWorld *world, Span *text, Field *field, bool *done)
{
    if (is_empty(text)) {
        return refuse(world, "end of string while looking for conversion specifier");
    }
    field->conversion = take(text);
    if (is_empty(text)) {
        return true;
    }
    uint32_t c = take(text);
    *done = c == '}';
    if (c != '}' && c != ':') {
        return refuse(world, "expected ':' after conversion specifier");
    }
    return true;
}

/* Behind '{': reads to the closing brace. */
static bool
read_field(SimWorld *world, Span *text, Field *field)
{
    *field = (Field){.name = {text->str, text->start, text->start}};
    uint32_t c = 0;
    bool ended = false;
    while (!ended && !is_empty(text)) {
        c = take(text);
        switch (c) {
        case '{':
            return refuse(world, "unexpected '{' in field name");
        case '[':
            while (!is_empty(text) && sim_str_at(text->str, text->start) != ']') {
                text->start++;
            }
            break;
        case '}':
        case ':':
        case '!':
            ended = true;
            break;
        default:
            break;
        }
    }
    field->name.end = text->start - 1;
    field->spec = (Span){text->str, 0, 0};
    if (c == '!') {
        bool done = false;
        if (!read_conversion(world, text, field, &done)) {
            return false;
        }
        return done || read_spec(world, text, field);
    }
    if (c == ':') {
        return read_spec(world, text, field);
    }
    return c == '}' || refuse(world, "expected '}' before end of string");
}

/* The number a span spells, or -1; -2 with an exception. */
static int64_t
index_in(SimWorld *world, Span span)
{
    int64_t value;
    int64_t at = span.start;
    if (is_empty(&span)) {
        return -1;
    }
    int found = sim_format_read_integer(world, span.str, &at, span.end, &value);
    if (found < 0) {
        return -2;
    }
    return found > 0 && at == span.end ? value : -1;
}

static bool
note_numbering(Values *values, bool automatic)
{
    if (values->numbering == NUMBERS_UNKNOWN) {
        values->numbering = automatic ? NUMBERS_AUTOMATIC : NUMBERS_MANUAL;
    }
    if (values->numbering == NUMBERS_MANUAL && automatic) {
        return refuse(values->world,
                      "cannot switch from manual field specification to automatic field numbering");
    }
    if (values->numbering == NUMBERS_AUTOMATIC && !automatic) {
        return refuse(values->world,
                      "cannot switch from automatic field numbering to manual field specification");
    }
    return true;
}

static SimObject *
positional(Values *values, int64_t index)
{
    SimWorld *world = values->world;
    if (values->args == NULL) {
        refuse(world, "Format string contains positional fields");
        return NULL;
    }
    if (index >= (int64_t) sim_tuple_size(values->args)) {
        return sim_err_format(
            world, SIM_TYPE_IndexError,
            "Replacement index %" G_GINT64_FORMAT " out of range for positional args tuple", index);
    }
    return sim_newref(world, sim_tuple_get(values->args, (size_t) index));
}

static SimObject *
named(Values *values, const Span *name)
{
    SimWorld *world = values->world;
    SimObject *key = span_text(world, name);
    if (key == NULL) {
        return NULL;
    }
    SimObject *value = values->kwargs == NULL ? sim_err_set_object(world, SIM_TYPE_KeyError, key)
                                              : sim_object_getitem(world, values->kwargs, key);
    sim_decref(world, key);
    return value;
}

/* The object the part of a name before the first '.' or '[' stands for; *@rest is what
 * follows. */
static SimObject *
first_object(Values *values, const Span *name, Span *rest)
{
    Span first = *name;
    first.end = first.start;
    while (first.end < name->end) {
        uint32_t c = sim_str_at(name->str, first.end);
        if (c == '.' || c == '[') {
            break;
        }
        first.end++;
    }
    *rest = (Span){name->str, first.end, name->end};
    int64_t index = index_in(values->world, first);
    if (index == -2) {
        return NULL;
    }
    bool automatic = is_empty(&first);
    if ((automatic || index >= 0) && !note_numbering(values, automatic)) {
        return NULL;
    }
    if (automatic) {
        index = values->next++;
    }
    return index >= 0 ? positional(values, index) : named(values, &first);
}

/* One ".name" or "[key]" of a field name. */
typedef struct {
    Span name;
    bool is_attribute;
} Step;

/* 1, 0 at the end, -1 with an exception. */
static int
next_step(SimWorld *world, Span *rest, Step *step)
{
    if (is_empty(rest)) {
        return 0;
    }
    uint32_t opening = take(rest);
    step->name = (Span){rest->str, rest->start, rest->start};
    step->is_attribute = opening == '.';
    if (opening == '.') {
        while (!is_empty(rest)) {
            uint32_t c = sim_str_at(rest->str, rest->start);
            if (c == '.' || c == '[') {
                break;
            }
            rest->start++;
        }
        step->name.end = rest->start;
    } else if (opening == '[') {
        bool closed = false;
        while (!closed && !is_empty(rest)) {
            closed = take(rest) == ']';
        }
        if (!closed) {
            refuse(world, "Missing ']' in format string");
            return -1;
        }
        step->name.end = rest->start - 1;
    } else {
        refuse(world, "Only '.' or '[' may follow ']' in format field specifier");
        return -1;
    }
    if (is_empty(&step->name)) {
        refuse(world, "Empty attribute in format string");
        return -1;
    }
    return 1;
}

static SimObject *
follow(SimWorld *world, SimObject *object, const Step *step)
{
    int64_t index = step->is_attribute ? -1 : index_in(world, step->name);
    if (index == -2) {
        return NULL;
    }
    SimObject *key = index >= 0 ? sim_int_new(world, index) : span_text(world, &step->name);
    if (key == NULL) {
        return NULL;
    }
    SimObject *found = step->is_attribute ? sim_object_getattr(world, object, key)
                                          : sim_object_getitem(world, object, key);
    sim_decref(world, key);
    return found;
}

static SimObject *
field_object(Values *values, const Span *name)
{
    Span rest;
    SimObject *object = first_object(values, name, &rest);
    Step step;
    int found = 0;
    while (object != NULL && (found = next_step(values->world, &rest, &step)) > 0) {
        SimObject *next = follow(values->world, object, &step);
        sim_decref(values->world, object);
        object = next;
    }
    if (object != NULL && found < 0) {
        SIM_CLEAR(values->world, object);
    }
    return object;
}

static SimObject *
convert(SimWorld *world, SimObject *object, uint32_t conversion)
{
    switch (conversion) {
    case 'r':
        return sim_object_repr(world, object);
    case 's':
        return sim_object_str(world, object);
    case 'a':
        return sim_object_ascii(world, object);
    default:
        break;
    }
    if (conversion > 32 && conversion < 127) {
        return sim_err_format(world, SIM_TYPE_ValueError, "Unknown conversion specifier %c",
                              (char) conversion);
    }
    return sim_err_format(world, SIM_TYPE_ValueError, "Unknown conversion specifier \\x%x",
                          conversion);
}

static bool
is_plain(SimWorld *world, SimObject *object)
{
    return SIM_IS_STR_EXACT(world, object) || SIM_IS_INT_EXACT(world, object) ||
           object->type == sim_type(world, SIM_TYPE_FLOAT);
}

static bool
render(SimWorld *world, SimStrWriter *writer, SimObject *object, const Span *spec)
{
    if (is_plain(world, object)) {
        return sim_format_write(world, writer, object, spec->str, spec->start, spec->end);
    }
    SimObject *text = span_text(world, spec);
    if (text == NULL) {
        return false;
    }
    SimObject *result = sim_object_format(world, object, text);
    sim_decref(world, text);
    bool done = result != NULL && sim_str_writer_add(world, writer, result);
    sim_xdecref(world, result);
    return done;
}

static bool
write_field(Values *values, SimStrWriter *writer, const Field *field, int nesting)
{
    SimWorld *world = values->world;
    SimObject *object = field_object(values, &field->name);
    if (object == NULL) {
        return false;
    }
    if (field->conversion != 0) {
        SimObject *converted = convert(world, object, field->conversion);
        sim_decref(world, object);
        object = converted;
        if (object == NULL) {
            return false;
        }
    }
    Span spec = field->spec;
    SimObject *expanded = NULL;
    if (field->nested) {
        expanded = build(values, spec, nesting - 1);
        if (expanded == NULL) {
            sim_decref(world, object);
            return false;
        }
        spec = (Span){expanded, 0, sim_str_length(expanded)};
    }
    bool done = render(world, writer, object, &spec);
    sim_decref(world, object);
    sim_xdecref(world, expanded);
    return done;
}

/* Literal text up to a brace; a doubled brace belongs to it once. *@has_field: a field
 * follows. */
static bool
read_literal(SimWorld *world, Span *text, Span *literal, bool *has_field)
{
    *literal = (Span){text->str, text->start, text->start};
    uint32_t c = 0;
    while (!is_empty(text)) {
        c = take(text);
        if (c == '{' || c == '}') {
            break;
        }
        c = 0;
    }
    literal->end = text->start;
    *has_field = false;
    if (c == 0) {
        return true;
    }
    bool doubled = !is_empty(text) && sim_str_at(text->str, text->start) == c;
    if (doubled) {
        text->start++;
        return true;
    }
    if (c == '}') {
        return refuse(world, "Single '}' encountered in format string");
    }
    if (is_empty(text)) {
        return refuse(world, "Single '{' encountered in format string");
    }
    literal->end--;
    *has_field = true;
    return true;
}

static bool
write_all(Values *values, SimStrWriter *writer, Span text, int nesting)
{
    while (!is_empty(&text)) {
        Span literal;
        Field field;
        bool has_field;
        if (!read_literal(values->world, &text, &literal, &has_field) ||
            (has_field && !read_field(values->world, &text, &field))) {
            return false;
        }
        if (!is_empty(&literal)) {
            if (!has_field && is_empty(&text)) {
                writer->overallocate = false;
            }
            if (!sim_str_writer_add_part(values->world, writer, literal.str, literal.start,
                                         literal.end)) {
                return false;
            }
        }
        if (has_field) {
            if (is_empty(&text)) {
                writer->overallocate = false;
            }
            if (!write_field(values, writer, &field, nesting)) {
                return false;
            }
        }
    }
    return true;
}

static SimObject *
build(Values *values, Span text, int nesting)
{
    if (nesting <= 0) {
        refuse(values->world, "Max string recursion exceeded");
        return NULL;
    }
    SimStrWriter writer;
    sim_str_writer_init(&writer);
    writer.overallocate = true;
    writer.min_length = text.end - text.start + 100;
    if (!write_all(values, &writer, text, nesting)) {
        sim_str_writer_clear(values->world, &writer);
        return NULL;
    }
    return sim_str_writer_finish(values->world, &writer);
}

static SimObject *
build_with(SimWorld *world, SimObject *self, SimObject *args, SimObject *kwargs)
{
    Values values = {.world = world, .args = args, .kwargs = kwargs};
    return build(&values, (Span){self, 0, sim_str_length(self)}, MOST_NESTING);
}

static SimObject *
keyword_dict(SimWorld *world, SimObject *const *values, SimObject *names)
{
    SimObject *dict = sim_dict_new(world);
    for (size_t i = 0; dict != NULL && i < sim_tuple_size(names); i++) {
        if (sim_dict_set(world, dict, sim_tuple_get(names, i), values[i]) < 0) {
            SIM_CLEAR(world, dict);
        }
    }
    return dict;
}

SIM_STR_METHOD(method_format)
{
    SimObject *kwargs = NULL;
    if (kwnames != NULL && sim_tuple_size(kwnames) > 0) {
        kwargs = keyword_dict(world, args + nargs, kwnames);
        if (kwargs == NULL) {
            return NULL;
        }
    }
    SimObject *tuple = sim_tuple_from(world, args, nargs);
    SimObject *result = tuple == NULL ? NULL : build_with(world, self, tuple, kwargs);
    sim_xdecref(world, tuple);
    sim_xdecref(world, kwargs);
    return result;
}

SIM_STR_METHOD(method_format_map)
{
    (void) nargs;
    (void) kwnames;
    return build_with(world, self, NULL, args[0]);
}

SIM_STR_METHOD(method_dunder_format)
{
    return sim_format_method(world, self, args, nargs, kwnames);
}
