/* Tokens as `python3 -m tokenize` prints them. */
#include <string.h>

#include "sim/syntax/parser_private.h"
#include "sim/syntax/source_text.h"

/* tokenize counts columns in characters. */
static int
characters(SimSource *source, int32_t line, int32_t column)
{
    size_t length;
    const char *text = sim_source_line(source, line, &length);
    size_t bom = line == 1 ? sim_source_text_bom(source) : 0;
    size_t bytes = MIN((size_t) column, length - MIN(bom, length));
    return (int) (g_utf8_strlen(text + bom, (gssize) bytes) + (column - (int32_t) bytes));
}

static void
append_token(SimSource *source, const SimToken *token, const SimConst *text, GString *out)
{
    SimTokenKind kind = (SimTokenKind) token->kind;
    g_autofree char *range = g_strdup_printf(
        "%d,%d-%d,%d:", token->span.line, characters(source, token->span.line, token->span.column),
        token->span.end_line, characters(source, token->span.end_line, token->span.end_column));
    g_string_append_printf(out, "%-20s%-15s", range, sim_token_class(kind));
    size_t start = out->len;
    sim_const_repr(text, out);
    size_t width = (size_t) g_utf8_strlen(out->str + start, -1);
    for (; width < 15; width++) {
        g_string_append_c(out, ' ');
    }
    g_string_append_c(out, '\n');
}

/* The line end as it stands in the source; "" at its end. */
static const char *
newline_text(SimSource *source, const SimToken *token)
{
    if (token->span.line >= sim_source_line_count(source)) {
        return "";
    }
    size_t length;
    const char *line = sim_source_line(source, token->span.line, &length);
    const char *end = line + length;
    return end[0] == '\n' ? "\n" : end[1] == '\n' ? "\r\n" : "\r";
}

static const char *
text_at(SimSource *source, int32_t line, int32_t column)
{
    size_t length;
    const char *text = sim_source_line(source, line, &length);
    size_t bom = line == 1 ? sim_source_text_bom(source) : 0;
    return text + MIN(bom + (size_t) column, length);
}

/* The text of a token as it stands in the source, line ends and all. */
static SimConst
token_text(SimSource *source, const SimToken *token)
{
    SimConst content = {.kind = SIM_CONST_STR, .text = ""};
    if (token->end > token->begin) {
        content.text = text_at(source, token->span.line, token->span.column);
        content.length =
            (size_t) (text_at(source, token->span.end_line, token->span.end_column) - content.text);
    }
    return content;
}

static void
dump_tokens(SimSource *source, const SimLexed *lexed, GString *out)
{
    for (guint i = 0; i < lexed->tokens->len; i++) {
        SimToken token = g_array_index(lexed->tokens, SimToken, i);
        SimConst content = token_text(source, &token);
        if (token.kind == SIM_TOKEN_NEWLINE) {
            content.text = newline_text(source, &token);
            content.length = strlen(content.text);
            token.span.column = token.span.end_column;
            token.span.end_column += (int32_t) MAX(content.length, (size_t) 1);
        }
        append_token(source, &token, &content, out);
    }
}

bool
sim_tokens_dump(SimSource *source, GString *out, GError **error)
{
    SimSourceText text;
    if (!sim_source_text_open(&text, source, error)) {
        return false;
    }
    SimLexerInput input = {text.text, text.length, 1, 0, SIM_LEXER_MODULE};
    g_autoptr(SimLexed) lexed = sim_lexer_run(&input);
    bool ok = lexed->fault.message == NULL;
    if (ok) {
        dump_tokens(source, lexed, out);
    } else if (lexed->fault.at_end && lexed->level > 0) {
        const SimBracket *bracket = &lexed->brackets[lexed->level - 1];
        sim_diag_set(error, SIM_DIAG_SYNTAX, source, bracket->span, "'%c' was never closed",
                     bracket->kind);
    } else {
        sim_diag_set(error, SIM_DIAG_SYNTAX, source, lexed->fault.span, "%s", lexed->fault.message);
    }
    sim_source_text_close(&text);
    return ok;
}
