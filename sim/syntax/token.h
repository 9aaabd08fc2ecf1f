/* Tokens: the words of a source text.
 *
 * Stands for CPython's Grammar/Tokens. A token is a kind and a place; its text is
 * the bytes between `begin` and `end` of the text that was read.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

#include "sim/base/span.h"

G_BEGIN_DECLS

typedef enum {
#define TOKEN(kind)          SIM_TOKEN_##kind,
#define OPERATOR(kind, text) SIM_TOKEN_##kind,
#define KEYWORD(kind, text)  SIM_TOKEN_##kind,
#include "sim/syntax/token.def"
#undef TOKEN
#undef OPERATOR
#undef KEYWORD
    SIM_TOKEN_COUNT
} SimTokenKind;

typedef struct {
    uint8_t kind;  /* SimTokenKind */
    uint8_t level; /* brackets open after this token */
    uint32_t begin;
    uint32_t end;
    SimSpan span;
} SimToken;

/* "NAME", "NEWLINE", ...; "OP" for an operator; "NAME" for a keyword: the names of
 * python3 -m tokenize. */
const char *sim_token_class(SimTokenKind kind);
/* The text of an operator or keyword; NULL for the others. */
const char *sim_token_text(SimTokenKind kind);
/* The keyword with that text, or NAME. */
SimTokenKind sim_token_keyword(const char *text, size_t length);
/* The operator that @text (NUL-terminated) starts with, or STRAY. */
SimTokenKind sim_token_operator(const char *text, size_t *length);

G_END_DECLS
