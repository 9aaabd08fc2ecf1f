/* What the files of the lexer share. */
#pragma once

#include "sim/syntax/lexer.h"

G_BEGIN_DECLS

typedef struct {
    int column; /* tabs go to the next multiple of 8 */
    int narrow; /* a tab is one column: both must agree on what is deeper */
} SimIndent;

typedef struct {
    const SimLexerInput *input;
    SimLexed *out;
    const char *text;
    size_t length;
    size_t at;
    int32_t line;
    size_t line_begin; /* offset of the current line */
    SimIndent indents[SIM_LEXER_MAX_INDENTS];
    int indent;         /* top of `indents` */
    bool at_line_begin; /* indentation is still to be read */
    bool line_is_blank; /* a NEWLINE here would end nothing */
    bool has_code;      /* a token stands on this physical line */
    bool stopped;
} SimLexer;

/* Records why reading stops, at the last character read: CPython's place for it. */
void sim_lexer_fail(SimLexer *lexer, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* The same between two offsets of the current line. */
void sim_lexer_fail_range(SimLexer *lexer, size_t begin, size_t end, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

void sim_lexer_push(SimLexer *lexer, SimTokenKind kind, size_t begin);

/* Reads the number at `at`. False after a fault. */
bool sim_lexer_number(SimLexer *lexer);

static inline bool
sim_lexer_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Any byte of a non-ASCII character may belong to a name; that is looked at later. */
static inline bool
sim_lexer_is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || sim_lexer_is_digit(c) || c == '_' ||
           (unsigned char) c >= 0x80;
}

G_END_DECLS
