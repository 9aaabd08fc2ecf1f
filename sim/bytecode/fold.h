/* The optimizer of the syntax tree: constants are computed ahead of time.
 *
 * Stands for Python/ast_opt.c. Folds operators on constants (arith.h), tuples of
 * constants, a subscript of a constant, `not a is b`, the literal behind `in` and
 * `for ... in` (a list becomes a tuple, a set a frozenset), __debug__, and
 * "%s" % (a,) into an f-string. A string that folding makes the first statement of a
 * body does not become a docstring. After `from __future__ import annotations` every annotation
 * becomes its own text (unparse.h).
 *
 * The tree given is not touched: the result is a copy, in @region. Every name in it is
 * interned in @names, so that names are equal when their pointers are.
 */
#pragma once

#include "sim/bytecode/region.h"
#include "sim/syntax/ast.h"

G_BEGIN_DECLS

/* Whether the module asks for annotations as text. */
bool sim_fold_annotations_are_text(const SimNode *root);

SimNode *sim_fold_tree(const SimNode *root, SimRegion *region, GStringChunk *names);

/* The docstring of a body, or NULL. Borrowed. */
const SimConst *sim_fold_docstring(SimNodes body);

G_END_DECLS
