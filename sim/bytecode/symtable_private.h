/* What the two passes of the symbol table share. */
#pragma once

#include "sim/base/diag.h"
#include "sim/bytecode/symtable.h"

/* One name of a global or nonlocal statement, or of a walrus that acts as one. */
typedef struct {
    const char *name;
    SimSpan span;
} Directive;

struct SimSymtable {
    const SimSource *source;
    GStringChunk *names;
    SimRegion *region;
    GHashTable *blocks; /* node -> SimBlockScope * */
    GPtrArray *all;     /* every block */
    SimBlockScope *module;
    SimBlockScope *current;
    const char *class_name; /* for mangling */
    const char *name_class; /* "__class__", interned */
    int iterable_depth;     /* inside the iterable expression of a comprehension of current */
    bool in_target;         /* inside the target of a comprehension's for */
    GError *error;          /* the first one */
};

void sim_symtable_fail(SimSymtable *table, SimSpan span, const char *format, ...)
    G_GNUC_PRINTF(3, 4);
SimSymbol *sim_symtable_find_symbol(const SimBlockScope *block, const char *name);
SimSymbol *sim_symtable_get_symbol(SimSymtable *table, SimBlockScope *block, const char *name);

/* The second pass: settles the scopes of @table->module and all inside. */
void sim_symtable_analyze(SimSymtable *table);
