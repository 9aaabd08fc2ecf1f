#include "sim/bytecode/symtable.h"

#include <string.h>

#include "sim/bytecode/symtable_private.h"

static const char *
intern(SimSymtable *table, const char *name)
{
    return g_string_chunk_insert_const(table->names, name);
}

const char *
sim_symtable_mangle(GStringChunk *names, const char *class_name, const char *name)
{
    size_t length = strlen(name);
    if (class_name == NULL || !g_str_has_prefix(name, "__") || strchr(name, '.') != NULL ||
        (length >= 2 && g_str_has_suffix(name, "__"))) {
        return name;
    }
    const char *bare = class_name + strspn(class_name, "_");
    if (*bare == '\0') {
        return name;
    }
    char *mangled = g_strconcat("_", bare, name, NULL);
    const char *interned = g_string_chunk_insert_const(names, mangled);
    g_free(mangled);
    return interned;
}

void
sim_symtable_fail(SimSymtable *table, SimSpan span, const char *format, ...)
{
    if (table->error != NULL) {
        return;
    }
    va_list args;
    va_start(args, format);
    char *message = g_strdup_vprintf(format, args);
    va_end(args);
    sim_diag_set(&table->error, SIM_DIAG_SYNTAX, table->source, span, "%s", message);
    g_free(message);
}

SimSymbol *
sim_symtable_find_symbol(const SimBlockScope *block, const char *name)
{
    return g_hash_table_lookup(block->by_name, name);
}

SimSymbol *
sim_symtable_get_symbol(SimSymtable *table, SimBlockScope *block, const char *name)
{
    SimSymbol *symbol = sim_symtable_find_symbol(block, name);
    if (symbol == NULL) {
        symbol = sim_region_alloc(table->region, sizeof *symbol);
        symbol->name = name;
        g_ptr_array_add(block->symbols, symbol);
        g_hash_table_insert(block->by_name, (gpointer) name, symbol);
    }
    return symbol;
}

static unsigned
uses_of(const SimBlockScope *block, const char *name)
{
    const SimSymbol *symbol = sim_symtable_find_symbol(block, name);
    return symbol != NULL ? symbol->uses : 0;
}

/* Notes that @block uses @name. */
static void
define_in(SimSymtable *table, SimBlockScope *block, const char *name, unsigned use, SimSpan span)
{
    const char *mangled = sim_symtable_mangle(table->names, table->class_name, name);
    SimSymbol *symbol = sim_symtable_get_symbol(table, block, mangled);
    if ((use & SIM_SYMBOL_PARAM) && (symbol->uses & SIM_SYMBOL_PARAM)) {
        sim_symtable_fail(table, span, "duplicate argument '%s' in function definition", name);
    }
    symbol->uses |= use;
    if (table->in_target) {
        if (symbol->uses & (SIM_SYMBOL_GLOBAL | SIM_SYMBOL_NONLOCAL)) {
            sim_symtable_fail(table, span,
                              "comprehension inner loop cannot rebind assignment expression "
                              "target '%s'",
                              name);
        }
        symbol->uses |= SIM_SYMBOL_COMP_ITER;
    }
    if (use & SIM_SYMBOL_PARAM) {
        g_ptr_array_add(block->params, (gpointer) mangled);
    } else if (use & SIM_SYMBOL_GLOBAL) {
        sim_symtable_get_symbol(table, table->module, mangled)->uses |= use;
    }
}

static void
define(SimSymtable *table, const char *name, unsigned use, SimSpan span)
{
    define_in(table, table->current, name, use, span);
}

static void
record_directive(SimSymtable *table, const char *name, SimSpan span)
{
    Directive *directive = sim_region_alloc(table->region, sizeof *directive);
    directive->name = sim_symtable_mangle(table->names, table->class_name, name);
    directive->span = span;
    g_ptr_array_add(table->current->directives, directive);
}

static void
enter(SimSymtable *table, SimBlockKind kind, const SimNode *node)
{
    SimBlockScope *parent = table->current;
    SimBlockScope *block = sim_region_alloc(table->region, sizeof *block);
    block->kind = kind;
    block->node = node;
    block->parent = parent;
    block->children = g_ptr_array_new();
    block->symbols = g_ptr_array_new();
    block->by_name = g_hash_table_new(NULL, NULL);
    block->params = g_ptr_array_new();
    block->directives = g_ptr_array_new();
    block->nested = parent != NULL && (parent->nested || parent->kind == SIM_BLOCK_FUNCTION);
    if (parent != NULL) {
        g_ptr_array_add(parent->children, block);
    }
    g_ptr_array_add(table->all, block);
    g_hash_table_insert(table->blocks, (gpointer) node, block);
    table->current = block;
}

static void
leave(SimSymtable *table)
{
    table->current = table->current->parent;
}

static void visit(SimNode *node, void *data);

static void
visit_all(SimSymtable *table, SimNodes nodes)
{
    for (size_t i = 0; i < nodes.count; i++) {
        if (nodes.items[i] != NULL) {
            visit(nodes.items[i], table);
        }
    }
}

static void
visit_maybe(SimSymtable *table, SimNode *node)
{
    if (node != NULL) {
        visit(node, table);
    }
}

static void
define_params(SimSymtable *table, SimNodes args)
{
    for (size_t i = 0; i < args.count; i++) {
        define(table, args.items[i]->as.arg.arg, SIM_SYMBOL_PARAM, args.items[i]->span);
    }
}

static void
define_arguments(SimSymtable *table, const SimNode *args)
{
    define_params(table, args->as.arguments.posonlyargs);
    define_params(table, args->as.arguments.args);
    define_params(table, args->as.arguments.kwonlyargs);
    SimNode *vararg = args->as.arguments.vararg;
    if (vararg != NULL) {
        define(table, vararg->as.arg.arg, SIM_SYMBOL_PARAM, vararg->span);
        table->current->has_varargs = true;
    }
    SimNode *kwarg = args->as.arguments.kwarg;
    if (kwarg != NULL) {
        define(table, kwarg->as.arg.arg, SIM_SYMBOL_PARAM, kwarg->span);
        table->current->has_varkeywords = true;
    }
}

static void
visit_param_annotations(SimSymtable *table, SimNodes args)
{
    for (size_t i = 0; i < args.count; i++) {
        visit_maybe(table, args.items[i]->as.arg.annotation);
    }
}

static void
visit_annotations(SimSymtable *table, const SimNode *args, SimNode *returns)
{
    visit_param_annotations(table, args->as.arguments.posonlyargs);
    visit_param_annotations(table, args->as.arguments.args);
    if (args->as.arguments.vararg != NULL) {
        visit_maybe(table, args->as.arguments.vararg->as.arg.annotation);
    }
    if (args->as.arguments.kwarg != NULL) {
        visit_maybe(table, args->as.arguments.kwarg->as.arg.annotation);
    }
    visit_param_annotations(table, args->as.arguments.kwonlyargs);
    visit_maybe(table, returns);
}

/* What of a function is evaluated outside of it. */
static void
visit_defaults(SimSymtable *table, const SimNode *args)
{
    visit_all(table, args->as.arguments.defaults);
    visit_all(table, args->as.arguments.kw_defaults);
}

static void
visit_function(SimSymtable *table, SimNode *node)
{
    SimNode *args = node->as.FunctionDef.args;
    define(table, node->as.FunctionDef.name, SIM_SYMBOL_LOCAL, node->span);
    visit_defaults(table, args);
    visit_annotations(table, args, node->as.FunctionDef.returns);
    visit_all(table, node->as.FunctionDef.decorator_list);
    enter(table, SIM_BLOCK_FUNCTION, node);
    define_arguments(table, args);
    visit_all(table, node->as.FunctionDef.body);
    leave(table);
}

static void
visit_lambda(SimSymtable *table, SimNode *node)
{
    visit_defaults(table, node->as.Lambda.args);
    enter(table, SIM_BLOCK_FUNCTION, node);
    define_arguments(table, node->as.Lambda.args);
    visit(node->as.Lambda.body, table);
    leave(table);
}

static void
visit_class(SimSymtable *table, SimNode *node)
{
    define(table, node->as.ClassDef.name, SIM_SYMBOL_LOCAL, node->span);
    visit_all(table, node->as.ClassDef.bases);
    visit_all(table, node->as.ClassDef.keywords);
    visit_all(table, node->as.ClassDef.decorator_list);
    const char *outer = table->class_name;
    enter(table, SIM_BLOCK_CLASS, node);
    table->class_name = node->as.ClassDef.name;
    visit_all(table, node->as.ClassDef.body);
    table->class_name = outer;
    leave(table);
}

static void
visit_target(SimSymtable *table, SimNode *target)
{
    table->in_target = true;
    visit(target, table);
    table->in_target = false;
}

static void
visit_iterable(SimSymtable *table, SimNode *iter)
{
    table->iterable_depth++;
    visit(iter, table);
    table->iterable_depth--;
}

static void
visit_for_clause(SimSymtable *table, SimNode *clause, bool is_first)
{
    visit_target(table, clause->as.comprehension.target);
    if (!is_first) {
        visit_iterable(table, clause->as.comprehension.iter);
    }
    visit_all(table, clause->as.comprehension.ifs);
}

/* The iterable of the first `for` belongs to the block outside. */
static void
visit_comprehension(
    SimSymtable *table, SimNode *node, SimNodes clauses, SimNode *elt, SimNode *value)
{
    visit_iterable(table, clauses.items[0]->as.comprehension.iter);
    enter(table, SIM_BLOCK_FUNCTION, node);
    table->current->is_comprehension = true;
    define(table, intern(table, ".0"), SIM_SYMBOL_PARAM, node->span);
    for (size_t i = 0; i < clauses.count; i++) {
        visit_for_clause(table, clauses.items[i], i == 0);
    }
    visit_maybe(table, value);
    visit(elt, table);
    table->current->is_generator = node->kind == SIM_NODE_GeneratorExp;
    leave(table);
}

/* The target of a walrus inside a comprehension belongs to the block around all
 * comprehensions. */
static void
extend_walrus(SimSymtable *table, const SimNode *target)
{
    const char *name = target->as.Name.id;
    const char *mangled = sim_symtable_mangle(table->names, table->class_name, name);
    SimBlockScope *block = table->current;
    for (; block->is_comprehension; block = block->parent) {
        if (uses_of(block, mangled) & SIM_SYMBOL_COMP_ITER) {
            sim_symtable_fail(table, target->span,
                              "assignment expression cannot rebind comprehension iteration "
                              "variable '%s'",
                              name);
            return;
        }
    }
    if (block->kind == SIM_BLOCK_CLASS) {
        sim_symtable_fail(table, target->span,
                          "assignment expression within a comprehension cannot be used in a "
                          "class body");
        return;
    }
    bool is_global =
        block->kind == SIM_BLOCK_MODULE || (uses_of(block, mangled) & SIM_SYMBOL_GLOBAL);
    define(table, name, is_global ? SIM_SYMBOL_GLOBAL : SIM_SYMBOL_NONLOCAL, target->span);
    record_directive(table, name, target->span);
    define_in(table, block, name,
              block->kind == SIM_BLOCK_MODULE ? SIM_SYMBOL_GLOBAL : SIM_SYMBOL_LOCAL, target->span);
}

static void
visit_walrus(SimSymtable *table, SimNode *node)
{
    if (table->iterable_depth > 0) {
        sim_symtable_fail(table, node->span,
                          "assignment expression cannot be used in a comprehension iterable "
                          "expression");
        return;
    }
    if (table->current->is_comprehension) {
        extend_walrus(table, node->as.NamedExpr.target);
    }
    visit(node->as.NamedExpr.value, table);
    visit(node->as.NamedExpr.target, table);
}

static const char *
comprehension_name(const SimNode *node)
{
    switch (node->kind) {
    case SIM_NODE_ListComp:
        return "list comprehension";
    case SIM_NODE_SetComp:
        return "set comprehension";
    case SIM_NODE_DictComp:
        return "dict comprehension";
    default:
        return "generator expression";
    }
}

static void
visit_yield(SimSymtable *table, SimNode *node, SimNode *value)
{
    visit_maybe(table, value);
    table->current->is_generator = true;
    if (table->current->is_comprehension) {
        sim_symtable_fail(table, node->span, "'yield' inside %s",
                          comprehension_name(table->current->node));
    }
}

static void
visit_name(SimSymtable *table, SimNode *node)
{
    bool load = node->as.Name.ctx == SIM_OP_Load;
    define(table, node->as.Name.id, load ? SIM_SYMBOL_USE : SIM_SYMBOL_LOCAL, node->span);
    if (load && table->current->kind == SIM_BLOCK_FUNCTION &&
        strcmp(node->as.Name.id, "super") == 0) {
        define(table, table->name_class, SIM_SYMBOL_USE, node->span);
    }
}

static void
visit_annotated(SimSymtable *table, SimNode *node)
{
    SimNode *target = node->as.AnnAssign.target;
    if (target->kind == SIM_NODE_Name) {
        const char *name = target->as.Name.id;
        unsigned uses =
            uses_of(table->current, sim_symtable_mangle(table->names, table->class_name, name));
        if ((uses & (SIM_SYMBOL_GLOBAL | SIM_SYMBOL_NONLOCAL)) && table->current != table->module &&
            node->as.AnnAssign.simple) {
            sim_symtable_fail(table, node->span, "annotated name '%s' can't be %s", name,
                              uses & SIM_SYMBOL_GLOBAL ? "global" : "nonlocal");
        }
        if (node->as.AnnAssign.simple) {
            define(table, name, SIM_SYMBOL_ANNOT | SIM_SYMBOL_LOCAL, target->span);
        } else if (node->as.AnnAssign.value != NULL) {
            define(table, name, SIM_SYMBOL_LOCAL, target->span);
        }
    } else {
        visit(target, table);
    }
    visit_maybe(table, node->as.AnnAssign.annotation);
    visit_maybe(table, node->as.AnnAssign.value);
}

static void
visit_directive(SimSymtable *table, SimNode *node, SimNames names, bool is_global)
{
    const char *word = is_global ? "global" : "nonlocal";
    for (size_t i = 0; i < names.count; i++) {
        const char *name = names.items[i];
        unsigned uses =
            uses_of(table->current, sim_symtable_mangle(table->names, table->class_name, name));
        if (uses & SIM_SYMBOL_PARAM) {
            sim_symtable_fail(table, node->span, "name '%s' is parameter and %s", name, word);
        } else if (uses & SIM_SYMBOL_USE) {
            sim_symtable_fail(table, node->span, "name '%s' is used prior to %s declaration", name,
                              word);
        } else if (uses & SIM_SYMBOL_ANNOT) {
            sim_symtable_fail(table, node->span, "annotated name '%s' can't be %s", name, word);
        } else if (uses & SIM_SYMBOL_LOCAL) {
            sim_symtable_fail(table, node->span, "name '%s' is assigned to before %s declaration",
                              name, word);
        }
        define(table, name, is_global ? SIM_SYMBOL_GLOBAL : SIM_SYMBOL_NONLOCAL, node->span);
        record_directive(table, name, node->span);
    }
}

/* import a.b binds a; import a.b as c binds c. */
static void
visit_alias(SimSymtable *table, SimNode *node)
{
    const char *bound = node->as.alias.asname;
    if (bound == NULL) {
        const char *name = node->as.alias.name;
        char *first = g_strndup(name, strcspn(name, "."));
        bound = intern(table, first);
        g_free(first);
    }
    define(table, bound, SIM_SYMBOL_IMPORT, node->span);
}

static void
visit_try(SimSymtable *table, SimNode *node)
{
    visit_all(table, node->as.Try.body);
    visit_all(table, node->as.Try.orelse);
    visit_all(table, node->as.Try.handlers);
    visit_all(table, node->as.Try.finalbody);
}

static void
visit_handler(SimSymtable *table, SimNode *node)
{
    visit_maybe(table, node->as.ExceptHandler.type);
    if (node->as.ExceptHandler.name != NULL) {
        define(table, node->as.ExceptHandler.name, SIM_SYMBOL_LOCAL, node->span);
    }
    visit_all(table, node->as.ExceptHandler.body);
}

static void
visit(SimNode *node, void *data)
{
    SimSymtable *table = data;
    if (table->error != NULL) {
        return;
    }
    switch (node->kind) {
    case SIM_NODE_FunctionDef:
        visit_function(table, node);
        break;
    case SIM_NODE_Lambda:
        visit_lambda(table, node);
        break;
    case SIM_NODE_ClassDef:
        visit_class(table, node);
        break;
    case SIM_NODE_ListComp:
        visit_comprehension(table, node, node->as.ListComp.generators, node->as.ListComp.elt, NULL);
        break;
    case SIM_NODE_SetComp:
        visit_comprehension(table, node, node->as.SetComp.generators, node->as.SetComp.elt, NULL);
        break;
    case SIM_NODE_GeneratorExp:
        visit_comprehension(table, node, node->as.GeneratorExp.generators,
                            node->as.GeneratorExp.elt, NULL);
        break;
    case SIM_NODE_DictComp:
        visit_comprehension(table, node, node->as.DictComp.generators, node->as.DictComp.key,
                            node->as.DictComp.value);
        break;
    case SIM_NODE_NamedExpr:
        visit_walrus(table, node);
        break;
    case SIM_NODE_Yield:
        visit_yield(table, node, node->as.Yield.value);
        break;
    case SIM_NODE_YieldFrom:
        visit_yield(table, node, node->as.YieldFrom.value);
        break;
    case SIM_NODE_Name:
        visit_name(table, node);
        break;
    case SIM_NODE_AnnAssign:
        visit_annotated(table, node);
        break;
    case SIM_NODE_Global:
        visit_directive(table, node, node->as.Global.names, true);
        break;
    case SIM_NODE_Nonlocal:
        visit_directive(table, node, node->as.Nonlocal.names, false);
        break;
    case SIM_NODE_alias:
        visit_alias(table, node);
        break;
    case SIM_NODE_Try:
        visit_try(table, node);
        break;
    case SIM_NODE_ExceptHandler:
        visit_handler(table, node);
        break;
    default:
        sim_node_children(node, visit, table);
    }
}

SimSymtable *
sim_symtable_new(const SimNode *root,
                 const SimSource *source,
                 GStringChunk *names,
                 SimRegion *region,
                 GError **error)
{
    SimSymtable *table = g_new0(SimSymtable, 1);
    table->source = source;
    table->names = names;
    table->region = region;
    table->blocks = g_hash_table_new(NULL, NULL);
    table->all = g_ptr_array_new();
    table->name_class = intern(table, "__class__");
    enter(table, SIM_BLOCK_MODULE, root);
    table->module = table->current;
    sim_node_children(root, visit, table);
    leave(table);
    if (table->error == NULL) {
        sim_symtable_analyze(table);
    }
    if (table->error != NULL) {
        g_propagate_error(error, g_steal_pointer(&table->error));
        sim_symtable_free(table);
        return NULL;
    }
    return table;
}

void
sim_symtable_free(SimSymtable *table)
{
    if (table == NULL) {
        return;
    }
    for (guint i = 0; i < table->all->len; i++) {
        SimBlockScope *block = g_ptr_array_index(table->all, i);
        g_ptr_array_unref(block->children);
        g_ptr_array_unref(block->symbols);
        g_ptr_array_unref(block->params);
        g_ptr_array_unref(block->directives);
        g_hash_table_unref(block->by_name);
    }
    g_ptr_array_unref(table->all);
    g_hash_table_unref(table->blocks);
    g_clear_error(&table->error);
    g_free(table);
}

const SimBlockScope *
sim_symtable_find(const SimSymtable *table, const SimNode *node)
{
    return g_hash_table_lookup(table->blocks, node);
}

SimScopeKind
sim_symtable_scope(const SimBlockScope *block, const char *name)
{
    const SimSymbol *symbol = sim_symtable_find_symbol(block, name);
    return symbol != NULL ? symbol->scope : SIM_SCOPE_NONE;
}

bool
sim_symtable_is_imported(const SimSymtable *table, const char *name)
{
    return (uses_of(table->module, name) & SIM_SYMBOL_IMPORT) != 0;
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
sim_symtable_sorted_names(const SimBlockScope *block, SimScopeKind scope, SimSymbolUse use)
{
    GPtrArray *names = g_ptr_array_new();
    for (guint i = 0; i < block->symbols->len; i++) {
        const SimSymbol *symbol = g_ptr_array_index(block->symbols, i);
        if (symbol->scope == scope || (symbol->uses & use)) {
            g_ptr_array_add(names, (gpointer) symbol->name);
        }
    }
    g_ptr_array_sort(names, compare_names);
    return names;
}
