/* The second pass: each name of each block gets its scope.
 *
 * Sets of names are passed down (what is bound around a block, what is global) and up
 * (what inner blocks take from outside). */
#include "sim/bytecode/symtable_private.h"

#define BOUND (SIM_SYMBOL_LOCAL | SIM_SYMBOL_PARAM | SIM_SYMBOL_IMPORT)

typedef GHashTable NameSet;

static NameSet *
set_new(void)
{
    return g_hash_table_new(NULL, NULL);
}

static void
set_add_all(NameSet *to, NameSet *from)
{
    GHashTableIter iter;
    gpointer name;
    g_hash_table_iter_init(&iter, from);
    while (g_hash_table_iter_next(&iter, &name, NULL)) {
        g_hash_table_add(to, name);
    }
}

static NameSet *
set_copy(NameSet *from)
{
    NameSet *copy = set_new();
    set_add_all(copy, from);
    return copy;
}

/* What is known around a block, and what the block adds. bound is NULL around the
 * module. */
typedef struct {
    NameSet *bound;
    NameSet *local;
    NameSet *free;
    NameSet *global;
} Around;

static SimSpan
directive_place(const SimBlockScope *block, const char *name)
{
    for (guint i = 0; i < block->directives->len; i++) {
        const Directive *directive = g_ptr_array_index(block->directives, i);
        if (directive->name == name) {
            return directive->span;
        }
    }
    return block->node->span;
}

static void
analyze_nonlocal(SimSymtable *table, SimBlockScope *block, SimSymbol *symbol, Around *around)
{
    SimSpan place = directive_place(block, symbol->name);
    if (around->bound == NULL) {
        sim_symtable_fail(table, place, "nonlocal declaration not allowed at module level");
    } else if (!g_hash_table_contains(around->bound, symbol->name)) {
        sim_symtable_fail(table, place, "no binding for nonlocal '%s' found", symbol->name);
    }
    symbol->scope = SIM_SCOPE_FREE;
    g_hash_table_add(around->free, (gpointer) symbol->name);
}

static void
analyze_name(SimSymtable *table, SimBlockScope *block, SimSymbol *symbol, Around *around)
{
    gpointer name = (gpointer) symbol->name;
    if (symbol->uses & SIM_SYMBOL_GLOBAL) {
        if (symbol->uses & SIM_SYMBOL_NONLOCAL) {
            sim_symtable_fail(table, directive_place(block, name),
                              "name '%s' is nonlocal and global", symbol->name);
        }
        symbol->scope = SIM_SCOPE_GLOBAL_EXPLICIT;
        g_hash_table_add(around->global, name);
        if (around->bound != NULL) {
            g_hash_table_remove(around->bound, name);
        }
    } else if (symbol->uses & SIM_SYMBOL_NONLOCAL) {
        analyze_nonlocal(table, block, symbol, around);
    } else if (symbol->uses & BOUND) {
        symbol->scope = SIM_SCOPE_LOCAL;
        g_hash_table_add(around->local, name);
        g_hash_table_remove(around->global, name);
    } else if (around->bound != NULL && g_hash_table_contains(around->bound, name)) {
        symbol->scope = SIM_SCOPE_FREE;
        g_hash_table_add(around->free, name);
    } else {
        symbol->scope = SIM_SCOPE_GLOBAL_IMPLICIT;
    }
}

/* A local of a function that an inner block wants becomes a cell. */
static void
make_cells(SimBlockScope *block, NameSet *wanted)
{
    for (guint i = 0; i < block->symbols->len; i++) {
        SimSymbol *symbol = g_ptr_array_index(block->symbols, i);
        if (symbol->scope == SIM_SCOPE_LOCAL && g_hash_table_remove(wanted, symbol->name)) {
            symbol->scope = SIM_SCOPE_CELL;
        }
    }
}

/* Names that inner blocks want from outside of @block pass through it. */
static void
pass_through(SimSymtable *table, SimBlockScope *block, NameSet *wanted, NameSet *bound)
{
    GHashTableIter iter;
    gpointer name;
    g_hash_table_iter_init(&iter, wanted);
    while (g_hash_table_iter_next(&iter, &name, NULL)) {
        SimSymbol *symbol = sim_symtable_find_symbol(block, name);
        if (symbol != NULL) {
            if (block->kind == SIM_BLOCK_CLASS && (symbol->uses & (BOUND | SIM_SYMBOL_GLOBAL))) {
                symbol->uses |= SIM_SYMBOL_FREE_CLASS;
            }
        } else if (bound == NULL || g_hash_table_contains(bound, name)) {
            sim_symtable_get_symbol(table, block, name)->scope = SIM_SCOPE_FREE;
        }
    }
}

static void analyze_block(SimSymtable *table, SimBlockScope *block, Around *outer);

/* Inner blocks may change what they are told; the next one must not see it. */
static void
analyze_child(SimSymtable *table, SimBlockScope *child, const Around *inner, NameSet *wanted)
{
    Around around = {
        .bound = set_copy(inner->bound),
        .free = set_copy(inner->free),
        .global = set_copy(inner->global),
    };
    analyze_block(table, child, &around);
    set_add_all(wanted, around.free);
    g_hash_table_unref(around.bound);
    g_hash_table_unref(around.free);
    g_hash_table_unref(around.global);
}

/* @outer's bound, free and global are changed; its local is set for the time of the
 * call. */
static void
analyze_block(SimSymtable *table, SimBlockScope *block, Around *outer)
{
    bool is_class = block->kind == SIM_BLOCK_CLASS;
    Around inner = {.bound = set_new(), .free = set_new(), .global = set_new()};
    outer->local = set_new();
    if (is_class) { /* what a class binds is not seen by what is inside */
        set_add_all(inner.global, outer->global);
        if (outer->bound != NULL) {
            set_add_all(inner.bound, outer->bound);
        }
    }
    for (guint i = 0; i < block->symbols->len; i++) {
        analyze_name(table, block, g_ptr_array_index(block->symbols, i), outer);
    }
    if (is_class) {
        g_hash_table_add(inner.bound, (gpointer) table->name_class);
    } else {
        if (block->kind == SIM_BLOCK_FUNCTION) {
            set_add_all(inner.bound, outer->local);
        }
        if (outer->bound != NULL) {
            set_add_all(inner.bound, outer->bound);
        }
        set_add_all(inner.global, outer->global);
    }
    NameSet *wanted = set_new();
    for (guint i = 0; i < block->children->len && table->error == NULL; i++) {
        analyze_child(table, g_ptr_array_index(block->children, i), &inner, wanted);
    }
    if (block->kind == SIM_BLOCK_FUNCTION) {
        make_cells(block, wanted);
    } else if (is_class) {
        block->needs_class_cell = g_hash_table_remove(wanted, table->name_class);
    }
    pass_through(table, block, wanted, outer->bound);
    set_add_all(outer->free, wanted);
    g_hash_table_unref(wanted);
    g_hash_table_unref(inner.bound);
    g_hash_table_unref(inner.free);
    g_hash_table_unref(inner.global);
    g_clear_pointer(&outer->local, g_hash_table_unref);
}

void
sim_symtable_analyze(SimSymtable *table)
{
    Around around = {.free = set_new(), .global = set_new()};
    analyze_block(table, table->module, &around);
    g_hash_table_unref(around.free);
    g_hash_table_unref(around.global);
}
