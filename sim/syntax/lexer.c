#include "sim/syntax/lexer.h"

#include <stdarg.h>
#include <string.h>

#include "sim/syntax/comment.h"
#include "sim/syntax/lexer_private.h"
#include "sim/syntax/unicode.h"

enum {
    TAB_WIDTH = 8
};

static int32_t
column_of(const SimLexer *lexer, size_t offset)
{
    int32_t column = (int32_t) (offset - lexer->line_begin);
    return lexer->line == lexer->input->line ? column + lexer->input->column : column;
}

static void
set_fault(SimLexer *lexer, SimSpan span, bool overrides, const char *format, va_list args)
{
    SimLexerFault *fault = &lexer->out->fault;
    if (lexer->stopped) {
        return;
    }
    lexer->stopped = true;
    fault->message = g_strdup_vprintf(format, args);
    fault->span = span;
    fault->overrides = overrides;
}

void
sim_lexer_fail(SimLexer *lexer, const char *format, ...)
{
    size_t begin = lexer->at;
    if (begin > lexer->line_begin) {
        begin--;
    }
    while (begin > lexer->line_begin && ((unsigned char) lexer->text[begin] & 0xC0) == 0x80) {
        begin--;
    }
    SimSpan span = {lexer->line, column_of(lexer, begin), lexer->line, column_of(lexer, lexer->at)};
    va_list args;
    va_start(args, format);
    set_fault(lexer, span, true, format, args);
    va_end(args);
}

void
sim_lexer_fail_range(SimLexer *lexer, size_t begin, size_t end, const char *format, ...)
{
    SimSpan span = {lexer->line, column_of(lexer, begin), lexer->line, column_of(lexer, end)};
    va_list args;
    va_start(args, format);
    set_fault(lexer, span, true, format, args);
    va_end(args);
}

/* A fault that CPython only reports when the parser comes to it. */
static void fail_quietly(SimLexer *lexer, int32_t column, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

static void
fail_quietly(SimLexer *lexer, int32_t column, const char *format, ...)
{
    SimSpan span = {lexer->line, column, lexer->line, column + 1};
    va_list args;
    va_start(args, format);
    set_fault(lexer, span, false, format, args);
    va_end(args);
}

static size_t
line_end(const SimLexer *lexer)
{
    const char *end = memchr(lexer->text + lexer->at, '\n', lexer->length - lexer->at);
    return end == NULL ? lexer->length : (size_t) (end - lexer->text);
}

/* The text ended too soon. */
static void
fail_at_end(SimLexer *lexer)
{
    fail_quietly(lexer, column_of(lexer, lexer->at), "unexpected EOF while parsing");
    lexer->out->fault.at_end = true;
}

static void
push_span(SimLexer *lexer, SimTokenKind kind, size_t begin, size_t end, SimSpan span)
{
    SimToken token = {(uint8_t) kind, (uint8_t) lexer->out->level, (uint32_t) begin, (uint32_t) end,
                      span};
    g_array_append_val(lexer->out->tokens, token);
    lexer->has_code = true;
}

void
sim_lexer_push(SimLexer *lexer, SimTokenKind kind, size_t begin)
{
    SimSpan span = {lexer->line, column_of(lexer, begin), lexer->line, column_of(lexer, lexer->at)};
    push_span(lexer, kind, begin, lexer->at, span);
}

static void
push_empty(SimLexer *lexer, SimTokenKind kind)
{
    sim_lexer_push(lexer, kind, lexer->at);
    lexer->has_code = false;
}

static void
next_line(SimLexer *lexer)
{
    lexer->line++;
    lexer->line_begin = lexer->at;
    lexer->has_code = false;
}

/* After a backslash: the line end must follow, and another line. */
static bool
join_lines(SimLexer *lexer)
{
    lexer->at++;
    if (lexer->text[lexer->at] == '\n') {
        lexer->at++;
        if (lexer->at < lexer->length) {
            next_line(lexer);
            return true;
        }
        lexer->at--;
        fail_at_end(lexer);
        return false;
    }
    if (lexer->at >= lexer->length) {
        fail_at_end(lexer);
        return false;
    }
    fail_quietly(lexer, column_of(lexer, lexer->at),
                 "unexpected character after line continuation character");
    return false;
}

static void
fail_indentation(SimLexer *lexer)
{
    fail_quietly(lexer, 0, "inconsistent use of tabs and spaces in indentation");
}

static bool
push_indent(SimLexer *lexer, SimIndent now, size_t begin)
{
    if (lexer->indent + 1 >= SIM_LEXER_MAX_INDENTS) {
        fail_quietly(lexer, 0, "too many levels of indentation");
        return false;
    }
    if (now.narrow <= lexer->indents[lexer->indent].narrow) {
        fail_indentation(lexer);
        return false;
    }
    lexer->indents[++lexer->indent] = now;
    sim_lexer_push(lexer, SIM_TOKEN_INDENT, begin);
    lexer->has_code = false;
    return true;
}

static bool
pop_indents(SimLexer *lexer, SimIndent now)
{
    int depth = lexer->indent;
    while (depth > 0 && now.column < lexer->indents[depth].column) {
        depth--;
    }
    if (now.column != lexer->indents[depth].column) {
        fail_quietly(lexer, column_of(lexer, line_end(lexer)),
                     "unindent does not match any outer indentation level");
        return false;
    }
    if (now.narrow != lexer->indents[depth].narrow) {
        fail_indentation(lexer);
        return false;
    }
    for (; lexer->indent > depth; lexer->indent--) {
        push_empty(lexer, SIM_TOKEN_DEDENT);
    }
    return true;
}

static bool
apply_indent(SimLexer *lexer, SimIndent now, size_t begin)
{
    const SimIndent *top = &lexer->indents[lexer->indent];
    if (now.column > top->column) {
        return push_indent(lexer, now, begin);
    }
    if (now.column < top->column) {
        return pop_indents(lexer, now);
    }
    if (now.narrow != top->narrow) {
        fail_indentation(lexer);
        return false;
    }
    return true;
}

/* Reads the blanks a line begins with. A backslash there joins the next line, whose
 * own blanks then do not count. */
static bool
read_blanks(SimLexer *lexer, SimIndent *out)
{
    SimIndent now = {0, 0};
    SimIndent first = {0, 0};
    bool joined = false;
    for (;; lexer->at++) {
        char c = lexer->text[lexer->at];
        if (c == ' ') {
            now.column++;
            now.narrow++;
        } else if (c == '\t') {
            now.column = (now.column / TAB_WIDTH + 1) * TAB_WIDTH;
            now.narrow++;
        } else if (c == '\f') {
            now.column = now.narrow = 0;
        } else if (c == '\\') {
            first = joined && first.column != 0 ? first : now;
            joined = true;
            if (!join_lines(lexer)) {
                return false;
            }
            lexer->at--;
        } else {
            break;
        }
    }
    *out = joined && first.column != 0 ? first : now;
    return true;
}

static bool
read_indentation(SimLexer *lexer)
{
    lexer->at_line_begin = false;
    size_t begin = lexer->at;
    SimIndent now;
    if (!read_blanks(lexer, &now)) {
        return false;
    }
    char c = lexer->text[lexer->at];
    lexer->line_is_blank = c == '#' || c == '\n' || lexer->at >= lexer->length;
    if (lexer->line_is_blank || lexer->out->level > 0) {
        return true;
    }
    return apply_indent(lexer, now, begin);
}

static void
read_comment(SimLexer *lexer)
{
    size_t begin = lexer->at;
    size_t end = line_end(lexer);
    SimComment comment = {
        {lexer->line, column_of(lexer, begin), lexer->line, column_of(lexer, end)},
        begin,
        end,
        lexer->has_code,
    };
    g_array_append_val(lexer->out->comments, comment);
    lexer->at = end;
}

/* A line's comment belongs to its NEWLINE, as far as errors are concerned. */
static void
push_newline(SimLexer *lexer)
{
    size_t begin = lexer->at;
    const GArray *comments = lexer->out->comments;
    if (comments->len > 0) {
        const SimComment *last = &g_array_index(comments, SimComment, comments->len - 1);
        begin = last->end == begin ? last->begin : begin;
    }
    sim_lexer_push(lexer, SIM_TOKEN_NEWLINE, begin);
}

static void
read_newline(SimLexer *lexer)
{
    bool counts =
        lexer->out->level == 0 && !lexer->line_is_blank && lexer->input->mode == SIM_LEXER_MODULE;
    if (counts) {
        push_newline(lexer);
    }
    lexer->at++;
    next_line(lexer);
    lexer->at_line_begin = lexer->input->mode == SIM_LEXER_MODULE;
}

/* The first character that is not part of the name tells what is wrong with it. */
static bool
check_name(SimLexer *lexer, size_t begin, size_t end)
{
    const char *p = lexer->text + begin;
    const char *stop = lexer->text + end;
    bool first = true;
    while (p < stop) {
        const char *here = p;
        gunichar c = sim_unicode_next(&p);
        if (first ? !sim_unicode_is_name_start(c) : !sim_unicode_is_name_part(c)) {
            lexer->at = (size_t) (p - lexer->text);
            if (sim_unicode_is_printable(c)) {
                sim_lexer_fail(lexer, "invalid character '%.*s' (U+%04X)", (int) (p - here), here,
                               c);
            } else {
                sim_lexer_fail(lexer, "invalid non-printable character U+%04X", c);
            }
            return false;
        }
        first = false;
    }
    return true;
}

static bool read_string(SimLexer *lexer, size_t begin);

static bool
is_string_prefix(const char *text, size_t length)
{
    static const char *const prefixes[] = {"r", "u", "b", "f", "br", "rb", "fr", "rf"};
    for (size_t i = 0; i < G_N_ELEMENTS(prefixes); i++) {
        if (strlen(prefixes[i]) == length && g_ascii_strncasecmp(text, prefixes[i], length) == 0) {
            return true;
        }
    }
    return false;
}

static bool
read_name(SimLexer *lexer)
{
    size_t begin = lexer->at;
    bool ascii = true;
    while (sim_lexer_is_name_byte(lexer->text[lexer->at])) {
        ascii = ascii && (unsigned char) lexer->text[lexer->at] < 0x80;
        lexer->at++;
    }
    const char *text = lexer->text + begin;
    size_t length = lexer->at - begin;
    char next = lexer->text[lexer->at];
    if ((next == '"' || next == '\'') && is_string_prefix(text, length)) {
        return read_string(lexer, begin);
    }
    if (!ascii && !check_name(lexer, begin, lexer->at)) {
        return false;
    }
    sim_lexer_push(lexer, sim_token_keyword(text, length), begin);
    return true;
}

static void
fail_unterminated(SimLexer *lexer, size_t begin, int32_t line, size_t line_begin, bool triple)
{
    bool at_empty_line = lexer->at >= lexer->length && lexer->line_begin == lexer->length;
    int32_t detected = lexer->line - (at_empty_line && lexer->line > line);
    lexer->line = line;
    lexer->line_begin = line_begin;
    lexer->at = begin + 1;
    if (triple) {
        sim_lexer_fail(lexer, "unterminated triple-quoted string literal (detected at line %d)",
                       detected);
    } else {
        sim_lexer_fail(lexer, "unterminated string literal (detected at line %d)", detected);
    }
}

/* Moves behind the closing quotes, over any line ends. False if there are none. */
static bool
skip_string(SimLexer *lexer, char quote, bool triple)
{
    const char *text = lexer->text;
    while (lexer->at < lexer->length) {
        char c = text[lexer->at++];
        if (c == '\\' && lexer->at < lexer->length) {
            c = text[lexer->at++];
        } else if (c == quote && !triple) {
            return true;
        } else if (c == quote && text[lexer->at] == quote && text[lexer->at + 1] == quote) {
            lexer->at += 2;
            return true;
        } else if (c == '\n' && !triple) {
            lexer->at--;
            return false;
        }
        if (c == '\n') {
            next_line(lexer);
        }
    }
    return false;
}

/* CPython shifts the columns of a token by the first line's column when the token
 * *ends* on the first line of an f-string's expression. */
static SimSpan
string_span(SimLexer *lexer, size_t begin, int32_t line, size_t line_begin)
{
    SimSpan span = {line, (int32_t) (begin - line_begin), lexer->line, column_of(lexer, lexer->at)};
    bool shifted = lexer->input->mode == SIM_LEXER_FSTRING ? lexer->line == lexer->input->line
                                                           : line == lexer->input->line;
    span.column += shifted ? lexer->input->column : 0;
    return span;
}

/* At the opening quote; @begin is the prefix's place. */
static bool
read_string(SimLexer *lexer, size_t begin)
{
    const char *text = lexer->text;
    char quote = text[lexer->at];
    bool triple = text[lexer->at + 1] == quote && text[lexer->at + 2] == quote;
    int32_t line = lexer->line;
    size_t line_begin = lexer->line_begin;
    lexer->at += triple ? 3 : 1;
    if (!skip_string(lexer, quote, triple)) {
        fail_unterminated(lexer, begin, line, line_begin, triple);
        return false;
    }
    push_span(lexer, SIM_TOKEN_STRING, begin, lexer->at,
              string_span(lexer, begin, line, line_begin));
    return true;
}

static bool
open_bracket(SimLexer *lexer, char c)
{
    SimLexed *out = lexer->out;
    if (out->level >= SIM_LEXER_MAX_BRACKETS) {
        lexer->at++;
        sim_lexer_fail(lexer, "too many nested parentheses");
        return false;
    }
    SimBracket *bracket = &out->brackets[out->level++];
    bracket->kind = c;
    bracket->span = (SimSpan){lexer->line, column_of(lexer, lexer->at), lexer->line,
                              column_of(lexer, lexer->at) + 1};
    return true;
}

static bool
close_bracket(SimLexer *lexer, char c)
{
    SimLexed *out = lexer->out;
    lexer->at++;
    if (out->level == 0) {
        sim_lexer_fail(lexer, "unmatched '%c'", c);
        return false;
    }
    const SimBracket *open = &out->brackets[--out->level];
    char expected = open->kind == '(' ? ')' : open->kind == '[' ? ']' : '}';
    if (c != expected) {
        if (open->span.line != lexer->line) {
            sim_lexer_fail(lexer,
                           "closing parenthesis '%c' does not match opening parenthesis '%c' on "
                           "line %d",
                           c, open->kind, open->span.line);
        } else {
            sim_lexer_fail(lexer,
                           "closing parenthesis '%c' does not match opening parenthesis '%c'", c,
                           open->kind);
        }
        return false;
    }
    lexer->at--;
    return true;
}

static bool
read_operator(SimLexer *lexer)
{
    size_t begin = lexer->at;
    char c = lexer->text[begin];
    size_t length;
    SimTokenKind kind = sim_token_operator(lexer->text + begin, &length);
    if (kind == SIM_TOKEN_STRAY && !sim_unicode_is_printable((unsigned char) c)) {
        lexer->at++;
        sim_lexer_fail(lexer, "invalid non-printable character U+%04X", (unsigned char) c);
        return false;
    }
    if ((c == '(' || c == '[' || c == '{') && !open_bracket(lexer, c)) {
        return false;
    }
    if ((c == ')' || c == ']' || c == '}') && !close_bracket(lexer, c)) {
        return false;
    }
    lexer->at += length;
    sim_lexer_push(lexer, kind, begin);
    return true;
}

/* CPython's place for what stands after the text: its last line. */
static void
note_end(SimLexer *lexer)
{
    size_t begin = lexer->line_begin;
    size_t end = lexer->at;
    int32_t line = lexer->line;
    if (begin == end && begin > 0) {
        end--;
        line--;
        begin = end;
        while (begin > 0 && lexer->text[begin - 1] != '\n') {
            begin--;
        }
    }
    int32_t column = (int32_t) (end - begin);
    column += line == lexer->input->line ? lexer->input->column : 0;
    lexer->out->end = (SimSpan){line, column, line, column + 1};
}

static void
read_end(SimLexer *lexer)
{
    note_end(lexer);
    if (lexer->out->level > 0) {
        fail_at_end(lexer);
        return;
    }
    bool is_open = lexer->at > lexer->line_begin && !lexer->line_is_blank;
    if (is_open || lexer->input->mode != SIM_LEXER_MODULE) {
        push_newline(lexer);
    }
    if (lexer->at > lexer->line_begin) {
        next_line(lexer);
    }
    for (; lexer->indent > 0; lexer->indent--) {
        push_empty(lexer, SIM_TOKEN_DEDENT);
    }
    push_empty(lexer, SIM_TOKEN_ENDMARKER);
    lexer->stopped = true;
}

static void
read_token(SimLexer *lexer)
{
    if (lexer->at_line_begin && !read_indentation(lexer)) {
        return;
    }
    char c = lexer->text[lexer->at];
    char next = c == '\0' ? '\0' : lexer->text[lexer->at + 1];
    if (lexer->at >= lexer->length) {
        read_end(lexer);
    } else if (c == ' ' || c == '\t' || c == '\f') {
        lexer->at++;
    } else if (c == '#') {
        read_comment(lexer);
    } else if (c == '\n') {
        read_newline(lexer);
    } else if (c == '\\') {
        join_lines(lexer);
    } else if (sim_lexer_is_digit(c) || (c == '.' && sim_lexer_is_digit(next))) {
        sim_lexer_number(lexer);
    } else if (c == '"' || c == '\'') {
        read_string(lexer, lexer->at);
    } else if (sim_lexer_is_name_byte(c)) {
        read_name(lexer);
    } else {
        read_operator(lexer);
    }
}

SimLexed *
sim_lexer_run(const SimLexerInput *input)
{
    SimLexed *out = g_new0(SimLexed, 1);
    out->tokens = g_array_new(FALSE, FALSE, sizeof(SimToken));
    out->comments = g_array_new(FALSE, FALSE, sizeof(SimComment));
    out->warnings = g_array_new(FALSE, FALSE, sizeof(SimLexerWarning));
    SimLexer lexer = {
        .input = input,
        .out = out,
        .text = input->text,
        .length = input->length,
        .line = input->line,
        .at_line_begin = input->mode == SIM_LEXER_MODULE,
    };
    while (!lexer.stopped) {
        read_token(&lexer);
    }
    if (out->fault.message != NULL) {
        SimToken token = {SIM_TOKEN_ERROR, (uint8_t) out->level, (uint32_t) lexer.at,
                          (uint32_t) lexer.at, out->fault.span};
        g_array_append_val(out->tokens, token);
    }
    return out;
}

void
sim_lexed_free(SimLexed *lexed)
{
    if (lexed == NULL) {
        return;
    }
    g_array_unref(lexed->tokens);
    g_array_unref(lexed->comments);
    g_array_unref(lexed->warnings);
    g_free(lexed->fault.message);
    g_free(lexed);
}

char *
sim_lexer_normalise(const char *text, size_t length, size_t *out_length)
{
    char *copy = g_malloc(length + 1);
    size_t n = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] != '\r') {
            copy[n++] = text[i];
        } else if (i + 1 >= length || text[i + 1] != '\n') {
            copy[n++] = '\n';
        }
    }
    copy[n] = '\0';
    *out_length = n;
    return copy;
}
