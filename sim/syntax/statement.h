/* Which lines belong to which statement. */
#pragma once

#include "sim/syntax/ast.h"

G_BEGIN_DECLS

/* Lines of a simple statement, or of the header of a compound one: from its first line to
 * the one before its body. */
typedef struct {
    int32_t first;
    int32_t last;
} SimLines;

/* Every statement of the tree, outer ones before what they contain. (transfer full) of
 * SimLines. */
GArray *sim_tree_statements(const SimTree *tree);

G_END_DECLS
