/* The symbol table: which scope each name of each block belongs to.
 *
 * Stands for Python/symtable.c. A first pass over the (folded) tree notes in each block
 * how its names are used; a second one settles each name's scope: local, cell (local
 * and captured by an inner function), free (captured from an outer one) or global.
 * Blocks are found again by the node that opens them: Module, FunctionDef, Lambda,
 * ClassDef or a comprehension.
 *
 * Names are interned pointers, compared as such, and mangled (a name "__x" in class C
 * is "_C__x").
 *
 * Errors: SIM_DIAG_SYNTAX with CPython's message, for the first thing that is wrong.
 */
#pragma once

#include <stdbool.h>

#include "sim/bytecode/region.h"
#include "sim/syntax/ast.h"

G_BEGIN_DECLS

typedef enum {
    SIM_BLOCK_MODULE,
    SIM_BLOCK_CLASS,
    SIM_BLOCK_FUNCTION
} SimBlockKind;

typedef enum {
    SIM_SCOPE_NONE, /* the block does not know the name */
    SIM_SCOPE_LOCAL,
    SIM_SCOPE_GLOBAL_EXPLICIT,
    SIM_SCOPE_GLOBAL_IMPLICIT,
    SIM_SCOPE_FREE,
    SIM_SCOPE_CELL
} SimScopeKind;

/* How a block uses a name; bits. */
typedef enum {
    SIM_SYMBOL_GLOBAL = 1,      /* global statement */
    SIM_SYMBOL_LOCAL = 2,       /* assigned */
    SIM_SYMBOL_PARAM = 4,       /* parameter */
    SIM_SYMBOL_NONLOCAL = 8,    /* nonlocal statement */
    SIM_SYMBOL_USE = 16,        /* read */
    SIM_SYMBOL_IMPORT = 32,     /* assigned by import */
    SIM_SYMBOL_ANNOT = 64,      /* annotated */
    SIM_SYMBOL_COMP_ITER = 128, /* target of a comprehension's for */
    SIM_SYMBOL_FREE_CLASS = 256 /* free in a method, though bound in this class */
} SimSymbolUse;

typedef struct {
    const char *name;
    unsigned uses;
    SimScopeKind scope;
} SimSymbol;

typedef struct SimBlockScope SimBlockScope;

struct SimBlockScope {
    SimBlockKind kind;
    const SimNode *node;
    SimBlockScope *parent;
    GPtrArray *children;   /* SimBlockScope *, in the order of the source */
    GPtrArray *symbols;    /* SimSymbol *, in the order they were met */
    GHashTable *by_name;   /* name -> SimSymbol * */
    GPtrArray *params;     /* names in the order of co_varnames */
    GPtrArray *directives; /* the names of global and nonlocal: see symtable.c */
    bool nested;           /* inside a function */
    bool is_comprehension;
    bool is_generator;
    bool has_varargs;
    bool has_varkeywords;
    bool needs_class_cell; /* a method uses __class__ or super */
};

typedef struct SimSymtable SimSymtable;

/* @names interns; @region and @root live as long as the table. Returns (transfer
 * full). */
SimSymtable *sim_symtable_new(const SimNode *root,
                              const SimSource *source,
                              GStringChunk *names,
                              SimRegion *region,
                              GError **error);
void sim_symtable_free(SimSymtable *table);

/* The block that @node opens. Borrowed. */
const SimBlockScope *sim_symtable_find(const SimSymtable *table, const SimNode *node);
SimScopeKind sim_symtable_scope(const SimBlockScope *block, const char *name);

/* Whether the module imports @name somewhere at its top level. */
bool sim_symtable_is_imported(const SimSymtable *table, const char *name);

/* The names of a block that have @scope or, with @use, that use, sorted by code points.
 * Interned names; (transfer full). */
GPtrArray *
sim_symtable_sorted_names(const SimBlockScope *block, SimScopeKind scope, SimSymbolUse use);

/* @name as the body of class @class_name (NULL: no class) sees it; interned. */
const char *sim_symtable_mangle(GStringChunk *names, const char *class_name, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SimSymtable, sim_symtable_free)

G_END_DECLS
