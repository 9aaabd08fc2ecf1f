/* An expression as text again, as annotations are kept after `from __future__ import annotations`.
 *
 * Stands for Python/ast_unparse.c: the fewest parentheses that keep the meaning, one blank around
 * binary operators, strings with the quotes repr() gives them.
 */
#pragma once

#include "sim/syntax/ast.h"

G_BEGIN_DECLS

void sim_unparse(const SimNode *expr, GString *out);

G_END_DECLS
