/* What the parser and the dumps know of a tree. */
#pragma once

#include "sim/syntax/ast.h"
#include "sim/syntax/lexer.h"

G_BEGIN_DECLS

struct SimTree {
    SimSource *source;
    SimNode *root;
    GPtrArray *chunks; /* the arena */
    char *free_begin;
    size_t free_size;
    GHashTable *names; /* set of Name */
    GArray *comments;  /* SimComment */
    GString *warnings;
};

SimTree *sim_tree_new(SimSource *source);
void sim_tree_set_root(SimTree *tree, SimNode *root);

const SimConst *sim_tree_const(SimTree *tree, SimConstKind kind, const char *text, size_t length);

/* Where the tree is deeper than SIM_TREE_MAX_DEPTH; NULL if nowhere. Needs no stack. */
const SimNode *sim_tree_too_deep(const SimNode *root);

G_END_DECLS
