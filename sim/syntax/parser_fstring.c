/* f-strings: literal text and the expressions between braces.
 *
 * Stands for Parser/string_parser.c of 3.11, where an f-string is one token that is
 * taken apart afterwards: the text between braces is put into parentheses and read by
 * a parser of its own. Positions inside follow CPython's arithmetic.
 */
#include "sim/syntax/parser_private.h"

enum {
    MAX_NESTING = 2,
    MAX_FSTRING_DEPTH = 32
};

typedef struct {
    SimParser *p;
    SimJoined *joined;
    const SimLiteral *literal;
    const char *at;
    const char *end;
    int level;     /* 0, or 1 in a format specification */
    int32_t lines; /* line ends of the token before `line` */
    const char *line;
} Scan;

static bool read_parts(Scan *scan);

void
sim_parser_joined_init(SimJoined *joined, SimSpan span, bool u_prefix)
{
    joined->span = span;
    joined->u_prefix = u_prefix;
    joined->pending = g_string_new(NULL);
    joined->values = g_ptr_array_new();
    joined->formatted = false;
}

void
sim_parser_joined_clear(SimJoined *joined)
{
    g_string_free(joined->pending, TRUE);
    g_ptr_array_unref(joined->values);
}

static SimNode *
take_pending(SimParser *p, SimJoined *joined)
{
    SimConst *value = sim_tree_alloc(p->tree, sizeof *value);
    *value = *sim_tree_const(p->tree, SIM_CONST_STR, joined->pending->str, joined->pending->len);
    value->u_prefix = joined->u_prefix;
    g_string_truncate(joined->pending, 0);
    return sim_parser_constant(p, value, joined->span);
}

SimNode *
sim_parser_joined_finish(SimParser *p, SimJoined *joined)
{
    if (!joined->formatted) {
        return take_pending(p, joined);
    }
    if (joined->pending->len > 0) {
        g_ptr_array_add(joined->values, take_pending(p, joined));
    }
    SimNode *node = sim_tree_node(p->tree, SIM_NODE_JoinedStr, joined->span);
    size_t base = sim_parser_list_begin(p);
    for (guint i = 0; i < joined->values->len; i++) {
        sim_parser_list_add(p, joined->values->pdata[i]);
    }
    node->as.JoinedStr.values = sim_parser_list_end(p, base);
    return node;
}

/* Moves to the brace that ends the literal text. `at` then stands behind it if it is
 * doubled, and *resume says that text goes on. */
static bool
find_literal_end(Scan *scan, const char **end, bool *resume)
{
    const char *s = scan->at;
    *resume = false;
    while (s < scan->end) {
        char c = *s++;
        if (!scan->literal->raw && c == '\\' && s < scan->end) {
            c = *s++;
            if (c == 'N') {
                if (s < scan->end && *s++ == '{') {
                    while (s < scan->end && *s++ != '}') {
                    }
                }
                continue;
            }
        }
        if (c != '{' && c != '}') {
            continue;
        }
        if (scan->level == 0 && s < scan->end && *s == c) {
            *end = s;
            scan->at = s + 1;
            *resume = true;
            return true;
        }
        if (scan->level == 0 && c == '}') {
            sim_parser_raise_here(scan->p, "f-string: single '}' is not allowed");
            return false;
        }
        s--;
        break;
    }
    *end = s;
    scan->at = s;
    return true;
}

static bool
read_literal(Scan *scan, bool *resume)
{
    const char *begin = scan->at;
    const char *end;
    if (!find_literal_end(scan, &end, resume)) {
        return false;
    }
    return sim_parser_decode(scan->p, scan->literal, begin, end, scan->joined->pending);
}

typedef struct {
    char brackets[SIM_LEXER_MAX_BRACKETS];
    int depth;
    char quote; /* 0 outside a string */
    bool triple;
} Nesting;

static bool
is_tripled(const Scan *scan, char c)
{
    return scan->at + 2 < scan->end && scan->at[1] == c && scan->at[2] == c;
}

/* One character inside a string of the expression. */
static void
skip_quoted(Scan *scan, Nesting *nesting)
{
    char c = *scan->at;
    if (c != nesting->quote || (nesting->triple && !is_tripled(scan, c))) {
        return;
    }
    if (nesting->triple) {
        scan->at += 2;
    }
    nesting->quote = '\0';
}

static void
open_quote(Scan *scan, Nesting *nesting)
{
    nesting->quote = *scan->at;
    nesting->triple = is_tripled(scan, *scan->at);
    if (nesting->triple) {
        scan->at += 2;
    }
}

static bool
open_bracket(Scan *scan, Nesting *nesting)
{
    if (nesting->depth >= SIM_LEXER_MAX_BRACKETS) {
        sim_parser_raise_here(scan->p, "f-string: too many nested parenthesis");
        return false;
    }
    nesting->brackets[nesting->depth++] = *scan->at;
    return true;
}

static bool
close_bracket(Scan *scan, Nesting *nesting)
{
    char c = *scan->at;
    if (nesting->depth == 0) {
        sim_parser_raise_here(scan->p, "f-string: unmatched '%c'", c);
        return false;
    }
    char open = nesting->brackets[--nesting->depth];
    char expected = open == '(' ? ')' : open == '[' ? ']' : '}';
    if (c != expected) {
        sim_parser_raise_here(
            scan->p, "f-string: closing parenthesis '%c' does not match opening parenthesis '%c'",
            c, open);
        return false;
    }
    return true;
}

/* Whether the expression ends here; skips "!=", "==", "<=" and ">=". */
static bool
ends_expression(Scan *scan)
{
    char c = *scan->at;
    bool compares = c == '!' || c == '=' || c == '<' || c == '>';
    if (compares && scan->at + 1 < scan->end && scan->at[1] == '=') {
        scan->at++;
        return false;
    }
    return c == '!' || c == ':' || c == '}' || c == '=';
}

/* One character of the expression; *done where it ends. False after an error. */
static bool
scan_character(Scan *scan, Nesting *nesting, bool *done)
{
    char c = *scan->at;
    *done = false;
    if (c == '\\') {
        sim_parser_raise_here(scan->p, "f-string expression part cannot include a backslash");
        return false;
    }
    if (nesting->quote != '\0') {
        skip_quoted(scan, nesting);
        return true;
    }
    if (c == '#') {
        sim_parser_raise_here(scan->p, "f-string expression part cannot include '#'");
        return false;
    }
    if (c == '\'' || c == '"') {
        open_quote(scan, nesting);
    } else if (c == '[' || c == '{' || c == '(') {
        return open_bracket(scan, nesting);
    } else if (nesting->depth == 0 && strchr("!:}=<>", c) != NULL) {
        *done = ends_expression(scan);
    } else if (c == ']' || c == '}' || c == ')') {
        return close_bracket(scan, nesting);
    }
    return true;
}

/* Moves from behind the brace to the character after the expression. */
static bool
find_expression_end(Scan *scan)
{
    Nesting nesting = {.depth = 0};
    for (; scan->at < scan->end; scan->at++) {
        bool done;
        if (!scan_character(scan, &nesting, &done)) {
            return false;
        }
        if (done) {
            break;
        }
    }
    if (nesting.quote != '\0') {
        sim_parser_raise_here(scan->p, "f-string: unterminated string");
        return false;
    }
    if (nesting.depth > 0) {
        sim_parser_raise_here(scan->p, "f-string: unmatched '%c'",
                              nesting.brackets[nesting.depth - 1]);
        return false;
    }
    if (scan->at >= scan->end) {
        sim_parser_raise_here(scan->p, "f-string: expecting '}'");
        return false;
    }
    return true;
}

static bool
is_blank(const char *begin, const char *end)
{
    for (const char *s = begin; s < end; s++) {
        if (*s != ' ' && *s != '\t' && *s != '\n' && *s != '\f') {
            return false;
        }
    }
    return true;
}

/* Where the "{" at @brace stands, by CPython's arithmetic: columns are counted from
 * the last line end of the token, or from its start, except when nothing but blanks
 * follows the brace on its line. */
static void
place_expression(Scan *scan, const char *brace, SimLexerInput *input)
{
    const SimToken *token = &scan->p->tokens[scan->literal->token];
    const char *end;
    while ((end = memchr(scan->line, '\n', (size_t) (brace - scan->line))) != NULL) {
        scan->line = end + 1;
        scan->lines++;
    }
    const char *rest = brace + 1;
    while (*rest == ' ' || *rest == '\t' || *rest == '\f') {
        rest++;
    }
    int32_t column = *rest == '\n' ? 0 : (int32_t) (brace - scan->line);
    input->line = token->span.line + scan->lines;
    input->column = scan->lines != 0 ? column : token->span.column + column;
}

static SimNode *
compile_expression(Scan *scan, const char *begin, const char *end)
{
    SimParser *p = scan->p;
    if (is_blank(begin, end)) {
        if (*end == '!' || *end == ':' || *end == '=') {
            return sim_parser_raise_here(p, "f-string: expression required before '%c'", *end);
        }
        return sim_parser_raise_here(p, "f-string: empty expression not allowed");
    }
    if (p->fstring_depth >= MAX_FSTRING_DEPTH) {
        return sim_parser_raise_deep(p, scan->joined->span);
    }
    size_t length = (size_t) (end - begin);
    char *text = sim_tree_alloc(p->tree, length + 3);
    text[0] = '(';
    memcpy(text + 1, begin, length);
    text[length + 1] = ')';
    SimLexerInput input = {.text = text, .length = length + 2, .mode = SIM_LEXER_FSTRING};
    place_expression(scan, begin - 1, &input);
    SimParser inner;
    sim_parser_init(&inner, p->tree, &input);
    inner.prefix = "f-string: ";
    inner.fstring_depth = p->fstring_depth + 1;
    inner.depth = p->depth;
    SimNode *node = sim_parser_run(&inner, sim_parser_fstring);
    if (inner.failed && !p->failed) {
        p->failed = true;
        g_propagate_error(&p->error, g_steal_pointer(&inner.error));
    }
    g_clear_error(&inner.error);
    sim_parser_clear(&inner);
    return node;
}

static bool
expect_more(Scan *scan)
{
    if (scan->at >= scan->end) {
        sim_parser_raise_here(scan->p, "f-string: expecting '}'");
        return false;
    }
    return true;
}

/* "!r": the letter, or -1 where there is none. */
static bool
read_conversion(Scan *scan, int *conversion)
{
    *conversion = -1;
    if (*scan->at != '!') {
        return true;
    }
    scan->at++;
    if (!expect_more(scan)) {
        return false;
    }
    *conversion = (unsigned char) *scan->at++;
    if (*conversion != 's' && *conversion != 'r' && *conversion != 'a') {
        sim_parser_raise_here(scan->p,
                              "f-string: invalid conversion character: expected 's', 'r', or 'a'");
        return false;
    }
    return true;
}

/* ":...", up to the closing brace. */
static bool
read_format(Scan *scan, SimNode **format)
{
    *format = NULL;
    if (scan->at >= scan->end || *scan->at != ':') {
        return true;
    }
    scan->at++;
    if (!expect_more(scan)) {
        return false;
    }
    SimJoined joined;
    SimSpan span = sim_parser_token_span(scan->p, scan->literal->token);
    sim_parser_joined_init(&joined, span, false);
    joined.formatted = true;
    Scan inner = *scan;
    inner.joined = &joined;
    inner.level++;
    bool ok = read_parts(&inner);
    scan->at = inner.at;
    scan->line = inner.line;
    scan->lines = inner.lines;
    if (ok) {
        *format = sim_parser_joined_finish(scan->p, &joined);
    }
    sim_parser_joined_clear(&joined);
    return ok;
}

/* "=": the text of the expression goes into the literal. */
static bool
read_debug_text(Scan *scan, const char *begin, bool *debug)
{
    *debug = *scan->at == '=';
    if (!*debug) {
        return true;
    }
    scan->at++;
    while (g_ascii_isspace(*scan->at) || *scan->at == '\v') {
        scan->at++;
    }
    if (!expect_more(scan)) {
        return false;
    }
    g_string_append_len(scan->joined->pending, begin, scan->at - begin);
    return true;
}

static void
add_value(Scan *scan, SimNode *value, int conversion, SimNode *format)
{
    SimJoined *joined = scan->joined;
    SimParser *p = scan->p;
    if (joined->pending->len > 0) {
        g_ptr_array_add(joined->values, take_pending(p, joined));
    }
    SimNode *node = sim_tree_node(p->tree, SIM_NODE_FormattedValue, joined->span);
    node->as.FormattedValue.value = value;
    node->as.FormattedValue.conversion = conversion;
    node->as.FormattedValue.format_spec = format;
    g_ptr_array_add(joined->values, node);
}

/* At "{". */
static bool
read_replacement(Scan *scan)
{
    if (scan->level >= MAX_NESTING) {
        sim_parser_raise_here(scan->p, "f-string: expressions nested too deeply");
        return false;
    }
    const char *begin = ++scan->at;
    if (!find_expression_end(scan)) {
        return false;
    }
    SimNode *value = compile_expression(scan, begin, scan->at);
    bool debug;
    int conversion;
    SimNode *format;
    if (value == NULL || !read_debug_text(scan, begin, &debug) ||
        !read_conversion(scan, &conversion) || !read_format(scan, &format)) {
        return false;
    }
    if (scan->at >= scan->end || *scan->at != '}') {
        sim_parser_raise_here(scan->p, "f-string: expecting '}'");
        return false;
    }
    scan->at++;
    if (debug && format == NULL && conversion == -1) {
        conversion = 'r';
    }
    add_value(scan, value, conversion, format);
    return true;
}

/* Text and replacements up to the end, or up to the brace that ends a format
 * specification. */
static bool
read_parts(Scan *scan)
{
    for (;;) {
        bool resume;
        if (!read_literal(scan, &resume)) {
            return false;
        }
        if (resume) {
            continue;
        }
        if (scan->at >= scan->end || *scan->at == '}') {
            break;
        }
        if (!read_replacement(scan)) {
            return false;
        }
    }
    if (scan->level > 0 && (scan->at >= scan->end || *scan->at != '}')) {
        sim_parser_raise_here(scan->p, "f-string: expecting '}'");
        return false;
    }
    return true;
}

bool
sim_parser_fstring_literal(SimParser *p, SimJoined *joined, const SimLiteral *literal)
{
    joined->formatted = true;
    const char *begin = p->text + p->tokens[literal->token].begin;
    Scan scan = {p, joined, literal, literal->body, literal->end, 0, 0, begin};
    return read_parts(&scan);
}
