/* A source as the lexer wants it: UTF-8 for certain, without byte order mark, lines
 * ending in "\n".
 *
 * Stands for the decoding half of Parser/tokenizer.c. Only UTF-8 is read: a coding
 * cookie (PEP 263) that names another encoding is refused.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "sim/base/diag.h"

G_BEGIN_DECLS

typedef struct {
    const char *text; /* NUL-terminated */
    size_t length;
    char *owned; /* NULL when `text` is the source's own */
} SimSourceText;

/* Borrows @source until it is closed. False with a SIM_DIAG_SYNTAX or NOT_MODELLED
 * error. */
bool sim_source_text_open(SimSourceText *text, SimSource *source, GError **error);
void sim_source_text_close(SimSourceText *text);

/* Bytes of the byte order mark the source begins with: 0 or 3. */
size_t sim_source_text_bom(SimSource *source);

G_END_DECLS
