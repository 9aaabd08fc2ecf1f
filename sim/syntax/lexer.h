/* The lexer: text to tokens.
 *
 * Models Parser/tokenizer.c: indentation, implicit and explicit line joining, the
 * brackets that must match, and its errors with their places. The whole text is read
 * at once; where it cannot go on the last token is ERROR and `fault` says why, so
 * that the parser can first report what is wrong before that place, as CPython does.
 *
 * Text must be valid UTF-8; line ends are "\n" (sim_lexer_normalise). Columns of the
 * first line start at the column given, which is how a piece of a line, or the
 * expression of an f-string, gets its place in the file.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

#include "sim/base/span.h"
#include "sim/syntax/token.h"

G_BEGIN_DECLS

enum {
    SIM_LEXER_MAX_BRACKETS = 200,
    SIM_LEXER_MAX_INDENTS = 100
};

typedef enum {
    SIM_LEXER_MODULE,
    SIM_LEXER_PIECE,  /* as if inside brackets: line ends mean nothing */
    SIM_LEXER_FSTRING /* "(...)" made from "{...}" */
} SimLexerMode;

typedef struct {
    const char *text; /* NUL-terminated at @length */
    size_t length;
    int32_t line;
    int32_t column;
    SimLexerMode mode;
} SimLexerInput;

typedef struct {
    char kind; /* '(', '[' or '{' */
    SimSpan span;
} SimBracket;

typedef struct {
    char *message; /* NULL: none. For `at_end`, what to say when no bracket is open. */
    SimSpan span;
    bool at_end; /* the text ended inside brackets or after a backslash */
    /* CPython tells of this one even when something before it is a plain "invalid
     * syntax". */
    bool overrides;
} SimLexerFault;

typedef struct {
    int32_t line;
    const char *kind; /* of number, which a word follows too closely: "1if x" */
} SimLexerWarning;

typedef struct {
    GArray *tokens;   /* SimToken; the last is ENDMARKER or ERROR */
    GArray *comments; /* SimComment; offsets in the text given */
    GArray *warnings; /* SimLexerWarning */
    SimLexerFault fault;
    SimBracket brackets[SIM_LEXER_MAX_BRACKETS]; /* open where reading stopped */
    int level;
    SimSpan end; /* behind the last character, before the last line end */
} SimLexed;

SimLexed *sim_lexer_run(const SimLexerInput *input);
void sim_lexed_free(SimLexed *lexed);

/* Turns "\r\n" and "\r" into "\n". Returns (transfer full). */
char *sim_lexer_normalise(const char *text, size_t length, size_t *out_length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SimLexed, sim_lexed_free)

G_END_DECLS
