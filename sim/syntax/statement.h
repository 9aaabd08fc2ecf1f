/* Which lines belong to which statement. */
#pragma once

#include "sim/syntax/ast.h"

G_BEGIN_DECLS

/* Lines of a statement. The header of a compound statement goes from its first line to the
 * one before its body; a simple statement is all header. */
typedef struct {
    int32_t first;
    int32_t last;   /* of the header */
    int32_t end;    /* of the whole statement */
    int32_t column; /* where it starts */
} SimLines;

/* Every statement of the tree, outer ones before what they contain. (transfer full) of
 * SimLines. */
GArray *sim_tree_statements(const SimTree *tree);

G_END_DECLS
