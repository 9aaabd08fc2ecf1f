#include "sim/run/directive.h"

#include <string.h>

#include "sim/syntax/comment.h"
#include "sim/syntax/statement.h"

typedef enum {
    HEAD,
    BODY,
    BEFORE_DEF
} Place;
typedef enum {
    TEXT,
    OPTIONS,
    FIGURE,
    NAMES,
    EXPRESSION,
    NATIVE
} Argument;

static const struct {
    const char *name;
    Place place;
    Argument argument;
    const char *form;
} kinds[] = {
#define DIRECTIVE(NAME, name, place, argument, form) {name, place, argument, form},
#include "sim/run/directive.def"
#undef DIRECTIVE
};

struct SimDirectives {
    SimSource *source; /* owned */
    GArray *all;       /* SimDirective */
};

/* One directive while it is being read: `at` moves through its text. */
typedef struct {
    SimSource *source;
    const SimComment *comment;
    const char *at;
    const char *end;
    SimDirective *directive;
    GError **error;
} Reader;

static void
clear_directive(void *data)
{
    SimDirective *directive = data;
    g_free((char *) directive->text);
    g_free((char *) directive->view);
    g_free((char *) directive->caption);
    g_free((char *) directive->zoom);
    g_strfreev((char **) directive->names);
    sim_tree_free(directive->expression);
}

/* The place of [from, to), bytes of the comment's line. */
static SimSpan
span_of(const Reader *reader, const char *from, const char *to)
{
    const char *text = sim_source_text(reader->source, NULL);
    int32_t column = reader->comment->span.column;
    ptrdiff_t begin = from - (text + reader->comment->begin);
    SimSpan span = {reader->comment->span.line, column + (int32_t) begin,
                    reader->comment->span.line, column + (int32_t) begin + (int32_t) (to - from)};
    return span;
}

static bool fail(Reader *reader, const char *from, const char *to, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

static bool
fail(Reader *reader, const char *from, const char *to, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(format, args);
    va_end(args);
    sim_diag_set(reader->error, SIM_DIAG_DIRECTIVE, reader->source, span_of(reader, from, to), "%s",
                 message);
    return false;
}

static void
skip_blanks(Reader *reader)
{
    while (reader->at < reader->end && (*reader->at == ' ' || *reader->at == '\t')) {
        reader->at++;
    }
}

static bool
is_word_char(char c)
{
    return g_ascii_isalnum(c) || c == '_' || c == '-' || c == '.' || (c & 0x80) != 0;
}

/* Takes the word at the place; "" if there is none. */
static char *
take_word(Reader *reader)
{
    skip_blanks(reader);
    const char *begin = reader->at;
    while (reader->at < reader->end && is_word_char(*reader->at)) {
        reader->at++;
    }
    return g_strndup(begin, (gsize) (reader->at - begin));
}

static bool
fail_form(Reader *reader)
{
    const char *from = reader->at;
    return fail(reader, from, reader->end, "this does not fit '#: %s'",
                kinds[reader->directive->kind].form);
}

static bool
read_text(Reader *reader)
{
    skip_blanks(reader);
    while (reader->end > reader->at && g_ascii_isspace(reader->end[-1])) {
        reader->end--;
    }
    if (reader->at == reader->end) {
        return fail_form(reader);
    }
    reader->directive->text = g_strndup(reader->at, (gsize) (reader->end - reader->at));
    return true;
}

/* Options are kept as text and set later; here their names and values are checked. */
static bool
read_options(Reader *reader)
{
    SimConfig scratch;
    sim_config_init(&scratch);
    skip_blanks(reader);
    const char *begin = reader->at;
    while (reader->at < reader->end) {
        const char *from = reader->at;
        g_autofree char *name = take_word(reader);
        if (*name == '\0' || reader->at == reader->end || *reader->at != '=') {
            return fail_form(reader);
        }
        reader->at++;
        bool blank = reader->at < reader->end && g_ascii_isspace(*reader->at);
        g_autofree char *value = blank ? g_strdup("") : take_word(reader);
        g_autoptr(GError) wrong = NULL;
        if (!sim_config_set(&scratch, name, value, SIM_ORIGIN_SCENARIO, &wrong)) {
            return fail(reader, from, reader->at, "%s", wrong->message);
        }
        skip_blanks(reader);
    }
    if (reader->at == begin) {
        return fail_form(reader);
    }
    reader->directive->text = g_strndup(begin, (gsize) (reader->end - begin));
    return true;
}

static char *
take_quoted(Reader *reader)
{
    skip_blanks(reader);
    const char *quote = reader->at < reader->end && *reader->at == '"' ? reader->at : NULL;
    const char *close =
        quote == NULL ? NULL : memchr(quote + 1, '"', (size_t) (reader->end - quote - 1));
    if (close == NULL) {
        return NULL;
    }
    reader->at = close + 1;
    return g_strndup(quote + 1, (gsize) (close - quote - 1));
}

static bool
read_figure_option(Reader *reader)
{
    const char *from = reader->at;
    g_autofree char *word = take_word(reader);
    bool equals = reader->at < reader->end && *reader->at == '=';
    if (strcmp(word, "view") == 0 && equals) {
        reader->at++;
        g_free((char *) reader->directive->view);
        reader->directive->view = take_word(reader);
        return *reader->directive->view != '\0' || fail_form(reader);
    }
    if (strcmp(word, "zoom") == 0 && equals) {
        reader->at++;
        g_free((char *) reader->directive->zoom);
        reader->directive->zoom = take_word(reader);
        return *reader->directive->zoom != '\0' || fail_form(reader);
    }
    if (strcmp(word, "caption") == 0) {
        reader->at += equals;
        g_free((char *) reader->directive->caption);
        reader->directive->caption = take_quoted(reader);
        return reader->directive->caption != NULL ||
               fail(reader, from, reader->end, "the caption needs its text in double quotes");
    }
    reader->at = from;
    return fail_form(reader);
}

/* A figure's name becomes a file name: it may not lead anywhere else. */
static bool
read_figure(Reader *reader)
{
    skip_blanks(reader);
    const char *from = reader->at;
    reader->directive->text = take_word(reader);
    const char *name = reader->directive->text;
    bool ends = reader->at == reader->end || g_ascii_isspace(*reader->at);
    if (*name == '\0' || !ends) {
        return fail(reader, from, MAX(from + 1, reader->end),
                    "a figure's name consists of letters, digits, '_', '-' and '.'");
    }
    if (*name == '.' || *name == '-') {
        return fail(reader, from, reader->at, "a figure's name may not start with '%c'", *name);
    }
    skip_blanks(reader);
    while (reader->at < reader->end) {
        if (!read_figure_option(reader)) {
            return false;
        }
        skip_blanks(reader);
    }
    return true;
}

static bool
is_name(const char *word)
{
    const char *p = word;
    if (*p == '\0' || g_ascii_isdigit(*p)) {
        return false;
    }
    for (; *p != '\0'; p++) {
        if (*p == '-' || *p == '.') {
            return false;
        }
    }
    return true;
}

static bool
read_names(Reader *reader)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    bool more = true;
    while (more) {
        skip_blanks(reader);
        const char *from = reader->at;
        char *word = take_word(reader);
        g_ptr_array_add(names, word);
        if (!is_name(word)) {
            return fail(reader, from, MAX(from + 1, reader->at), "a name is expected here");
        }
        skip_blanks(reader);
        more = reader->at < reader->end && *reader->at == ',';
        reader->at += more;
    }
    if (reader->at < reader->end) {
        return fail_form(reader);
    }
    g_ptr_array_add(names, NULL);
    reader->directive->names = (const char **) g_ptr_array_free(g_steal_pointer(&names), FALSE);
    return true;
}

static bool
read_expression(Reader *reader)
{
    if (!read_text(reader)) {
        return false;
    }
    const char *text = sim_source_text(reader->source, NULL);
    reader->directive->expression = sim_parse_expression(
        reader->source, (size_t) (reader->at - text), (size_t) (reader->end - text), reader->error);
    return reader->directive->expression != NULL;
}

static bool
read_native_option(Reader *reader)
{
    const char *from = reader->at;
    g_autofree char *word = take_word(reader);
    bool equals = reader->at < reader->end && *reader->at == '=';
    reader->at += equals;
    g_autofree char *value = equals ? take_word(reader) : g_strdup("");
    if (strcmp(word, "time") == 0) {
        bool good = sim_config_parse_time(value, &reader->directive->time);
        return (good && reader->directive->time > 0) ||
               fail(reader, from, reader->at, "'%s' is no time such as 20ms or 150us", value);
    }
    if (strcmp(word, "gil") == 0) {
        reader->directive->held = strcmp(value, "held") == 0;
        return reader->directive->held || strcmp(value, "released") == 0 ||
               fail(reader, from, reader->at, "gil is 'released' or 'held', not '%s'", value);
    }
    reader->at = from;
    return fail_form(reader);
}

static bool
read_native(Reader *reader)
{
    skip_blanks(reader);
    while (reader->at < reader->end) {
        if (!read_native_option(reader)) {
            return false;
        }
        skip_blanks(reader);
    }
    return reader->directive->time > 0 || fail_form(reader);
}

static bool
read_argument(Reader *reader)
{
    switch (kinds[reader->directive->kind].argument) {
    case TEXT:
        return read_text(reader);
    case OPTIONS:
        return read_options(reader);
    case FIGURE:
        return read_figure(reader);
    case NAMES:
        return read_names(reader);
    case EXPRESSION:
        return read_expression(reader);
    case NATIVE:
        return read_native(reader);
    }
    g_assert_not_reached();
}

static bool
read_kind(Reader *reader)
{
    skip_blanks(reader);
    const char *from = reader->at;
    g_autofree char *word = take_word(reader);
    for (int kind = 0; kind < SIM_DIRECTIVE_COUNT; kind++) {
        if (strcmp(kinds[kind].name, word) == 0) {
            reader->directive->kind = (SimDirectiveKind) kind;
            return true;
        }
    }
    g_autoptr(GString) names = g_string_new(NULL);
    for (int kind = 0; kind < SIM_DIRECTIVE_COUNT; kind++) {
        g_string_append_printf(names, "%s%s", kind > 0 ? ", " : "", kinds[kind].name);
    }
    return fail(reader, from, MAX(from + 1, reader->at), "no directive '%s' (there is: %s)", word,
                names->str);
}

/* The lines a directive on a line of its own refers to. */
static bool
find_above(const GArray *statements, int32_t line, int32_t column, SimLines *out)
{
    bool found = false;
    for (guint i = 0; i < statements->len; i++) {
        const SimLines *lines = &g_array_index(statements, SimLines, i);
        if (lines->first < line && lines->column <= column &&
            (!found || lines->first >= out->first)) {
            *out = *lines;
            found = true;
        }
    }
    if (found && out->end < line) {
        out->last = out->end; /* below the whole of it */
    }
    return found;
}

/* The lines a directive behind code refers to. */
static bool
find_beside(const GArray *statements, int32_t line, SimLines *out)
{
    bool found = false;
    for (guint i = 0; i < statements->len; i++) {
        const SimLines *lines = &g_array_index(statements, SimLines, i);
        if (lines->first <= line && line <= lines->last) {
            *out = *lines;
            found = true;
        }
    }
    return found;
}

/* The function whose definition is the next statement. */
static bool
find_def(Reader *reader, const GArray *statements, int32_t line, SimLines *out)
{
    int32_t next = INT32_MAX;
    for (guint i = 0; i < statements->len; i++) {
        const SimLines *lines = &g_array_index(statements, SimLines, i);
        if (lines->first > line && lines->first < next) {
            next = lines->first;
            out->first = line;
            out->last = next;
        }
    }
    size_t length;
    const char *text = next == INT32_MAX ? "" : sim_source_line(reader->source, next, &length);
    while (*text == ' ' || *text == '\t') {
        text++;
    }
    return g_str_has_prefix(text, "def ");
}

static bool
check_place(Reader *reader, const GArray *lines)
{
    SimDirective *directive = reader->directive;
    const char *name = kinds[directive->kind].name;
    const char *begin = sim_source_text(reader->source, NULL) + reader->comment->begin;
    int32_t line = reader->comment->span.line;
    SimLines found = {0};
    if (kinds[directive->kind].place == BEFORE_DEF) {
        bool defined = !reader->comment->after_code && find_def(reader, lines, line, &found);
        directive->first_line = found.first;
        directive->last_line = found.last;
        return defined || fail(reader, begin, reader->end,
                               "'%s' must stand on a line of its own before a function", name);
    }
    bool after = reader->comment->after_code
                     ? find_beside(lines, line, &found)
                     : find_above(lines, line, reader->comment->span.column, &found);
    if (kinds[directive->kind].place == HEAD) {
        return !(after || reader->comment->after_code) ||
               fail(reader, begin, reader->end, "'%s' must stand before the first statement", name);
    }
    directive->first_line = found.first;
    directive->last_line = found.last;
    return after || fail(reader, begin, reader->end,
                         "'%s' refers to the statement above it, and there is none", name);
}

static bool
check_unique(Reader *reader, const SimDirectives *directives)
{
    for (guint i = 0; i < directives->all->len; i++) {
        const SimDirective *other = sim_directives_get(directives, i);
        if (reader->directive->kind == SIM_DIRECTIVE_FIGURE &&
            other->kind == SIM_DIRECTIVE_FIGURE &&
            strcmp(other->text, reader->directive->text) == 0) {
            return fail(reader, sim_source_text(reader->source, NULL) + reader->comment->begin,
                        reader->end, "figure '%s' is there already, on line %d", other->text,
                        other->span.line);
        }
    }
    return true;
}

static bool
read_directive(SimDirectives *directives,
               const SimComment *comment,
               const GArray *lines,
               GError **error)
{
    const char *text = sim_source_text(directives->source, NULL);
    SimDirective directive = {.span = comment->span};
    Reader reader = {directives->source,  comment,    text + comment->begin + 2,
                     text + comment->end, &directive, error};
    while (reader.end > reader.at && g_ascii_isspace(reader.end[-1])) {
        reader.end--;
    }
    bool ok = read_kind(&reader) && check_place(&reader, lines) && read_argument(&reader) &&
              check_unique(&reader, directives);
    if (ok) {
        g_array_append_val(directives->all, directive);
    } else {
        clear_directive(&directive);
    }
    return ok;
}

SimDirectives *
sim_directives_parse(const SimTree *tree, GError **error)
{
    SimDirectives *directives = g_new0(SimDirectives, 1);
    directives->source = sim_source_ref(sim_tree_source(tree));
    directives->all = g_array_new(FALSE, FALSE, sizeof(SimDirective));
    g_array_set_clear_func(directives->all, clear_directive);
    g_autoptr(GArray) lines = sim_tree_statements(tree);
    const char *text = sim_source_text(directives->source, NULL);
    const GArray *comments = sim_tree_comments(tree);
    for (guint i = 0; i < comments->len; i++) {
        const SimComment *comment = &g_array_index(comments, SimComment, i);
        bool speaks = comment->end - comment->begin >= 2 && text[comment->begin + 1] == ':';
        if (speaks && !read_directive(directives, comment, lines, error)) {
            sim_directives_free(directives);
            return NULL;
        }
    }
    return directives;
}

static void
apply_native(const SimDirective *directive, SimCode *code)
{
    bool named = code->name[0] != '<';
    if (named && code->firstlineno > directive->first_line &&
        code->firstlineno <= directive->last_line) {
        code->native_time = directive->time;
        code->native_held = directive->held;
    }
    for (size_t i = 0; i < code->nconsts; i++) {
        if (code->consts[i].code != NULL) {
            apply_native(directive, code->consts[i].code);
        }
    }
}

void
sim_directives_apply(const SimDirectives *directives, SimCode *code)
{
    for (guint i = 0; i < directives->all->len; i++) {
        const SimDirective *directive = sim_directives_get(directives, i);
        if (directive->kind == SIM_DIRECTIVE_NATIVE) {
            apply_native(directive, code);
        }
    }
}

void
sim_directives_free(SimDirectives *directives)
{
    if (directives != NULL) {
        g_array_unref(directives->all);
        sim_source_unref(directives->source);
        g_free(directives);
    }
}

size_t
sim_directives_count(const SimDirectives *directives)
{
    return directives->all->len;
}

const SimDirective *
sim_directives_get(const SimDirectives *directives, size_t index)
{
    return &g_array_index(directives->all, SimDirective, index);
}

const char *
sim_directives_head(const SimDirectives *directives, SimDirectiveKind kind)
{
    for (guint i = 0; i < directives->all->len; i++) {
        if (sim_directives_get(directives, i)->kind == kind) {
            return sim_directives_get(directives, i)->text;
        }
    }
    return NULL;
}

static bool
set_option(SimConfig *config, const char *name, const char *value, GError **error)
{
    return sim_config_set(config, name, value, SIM_ORIGIN_SCENARIO, error);
}

static bool
set_options(SimConfig *config, const char *text, GError **error)
{
    g_auto(GStrv) pairs = g_strsplit_set(text, " \t", -1);
    for (char **pair = pairs; *pair != NULL; pair++) {
        char *equals = strchr(*pair, '=');
        if (equals == NULL) {
            continue;
        }
        *equals = '\0';
        if (!set_option(config, *pair, equals + 1, error)) {
            return false;
        }
    }
    return true;
}

bool
sim_directives_configure(const SimDirectives *directives, SimConfig *config, GError **error)
{
    for (guint i = 0; i < directives->all->len; i++) {
        const SimDirective *directive = sim_directives_get(directives, i);
        g_autoptr(GError) wrong = NULL;
        bool ok = true;
        if (directive->kind == SIM_DIRECTIVE_PROFILE) {
            ok = set_option(config, "profile", directive->text, &wrong);
        } else if (directive->kind == SIM_DIRECTIVE_OPTION) {
            ok = set_options(config, directive->text, &wrong);
        }
        if (!ok) {
            sim_diag_set(error, SIM_DIAG_DIRECTIVE, directives->source, directive->span, "%s",
                         wrong->message);
            return false;
        }
    }
    return true;
}
