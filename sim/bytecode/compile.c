#include <string.h>

#include "sim/bytecode/code_private.h"
#include "sim/bytecode/compile_private.h"
#include "sim/bytecode/fold.h"

const char *
sim_compile_intern(Compiler *c, const char *text)
{
    return g_string_chunk_insert_const(c->names, text);
}

void
sim_compile_fail(Compiler *c, const char *format, ...)
{
    if (c->error != NULL) {
        return;
    }
    va_list args;
    va_start(args, format);
    char *message = g_strdup_vprintf(format, args);
    va_end(args);
    sim_diag_set(&c->error, SIM_DIAG_SYNTAX, c->source, c->unit->span, "%s", message);
    g_free(message);
}

static void
add_names(SimNameTable *table, GPtrArray *names)
{
    for (guint i = 0; i < names->len; i++) {
        sim_name_table_add(table, g_ptr_array_index(names, i));
    }
}

static void
init_tables(Compiler *c, Unit *unit)
{
    unit->consts = sim_const_table_new();
    sim_name_table_init(&unit->names);
    sim_name_table_init(&unit->varnames);
    sim_name_table_init(&unit->cellvars);
    sim_name_table_init(&unit->freevars);
    add_names(&unit->varnames, unit->scope->params);
    if (unit->scope->needs_class_cell) {
        sim_name_table_add(&unit->cellvars, sim_compile_intern(c, "__class__"));
    }
    GPtrArray *cells = sim_symtable_sorted_names(unit->scope, SIM_SCOPE_CELL, 0);
    add_names(&unit->cellvars, cells);
    g_ptr_array_unref(cells);
    GPtrArray *frees =
        sim_symtable_sorted_names(unit->scope, SIM_SCOPE_FREE, SIM_SYMBOL_FREE_CLASS);
    add_names(&unit->freevars, frees);
    g_ptr_array_unref(frees);
}

static void
clear_tables(Unit *unit)
{
    sim_const_table_free(unit->consts);
    sim_name_table_clear(&unit->names);
    sim_name_table_clear(&unit->varnames);
    sim_name_table_clear(&unit->cellvars);
    sim_name_table_clear(&unit->freevars);
}

/* A function or class that is declared global is named as if it stood in the module. */
static bool
is_declared_global(const Unit *unit, Compiler *c)
{
    if (unit->kind != UNIT_FUNCTION && unit->kind != UNIT_CLASS) {
        return false;
    }
    const char *mangled = sim_symtable_mangle(c->names, unit->outer->class_name, unit->name);
    return sim_symtable_scope(unit->outer->scope, mangled) == SIM_SCOPE_GLOBAL_EXPLICIT;
}

static const char *
qualified_name(Compiler *c, const Unit *unit)
{
    const Unit *outer = unit->outer;
    if (outer == NULL || outer->outer == NULL || is_declared_global(unit, c)) {
        return unit->name;
    }
    bool is_function = outer->kind == UNIT_FUNCTION || outer->kind == UNIT_LAMBDA;
    char *text = g_strconcat(outer->qualname, is_function ? ".<locals>." : ".", unit->name, NULL);
    const char *name = sim_compile_intern(c, text);
    g_free(text);
    return name;
}

void
sim_compile_enter(
    Compiler *c, const char *name, UnitKind kind, const SimNode *node, int32_t first_line)
{
    Unit *unit = sim_region_alloc(c->region, sizeof *unit);
    unit->outer = c->unit;
    unit->kind = kind;
    unit->scope = sim_symtable_find(c->symtable, node);
    unit->name = name;
    unit->class_name = c->unit != NULL ? c->unit->class_name : NULL;
    unit->first_line = first_line;
    unit->qualname = qualified_name(c, unit);
    init_tables(c, unit);
    sim_flowgraph_init(&unit->graph, c->region);
    c->unit = unit;
    unit->span = (SimSpan){kind == UNIT_MODULE ? 0 : first_line, 0, first_line, 0};
    sim_compile_emit_arg(c, SIM_OPCODE_RESUME, 0);
    if (kind == UNIT_MODULE) {
        unit->span.line = -1;
    }
}

SimCode *
sim_compile_leave(Compiler *c, bool add_none)
{
    Unit *unit = c->unit;
    SimCode *code = c->error == NULL ? sim_assemble(c, add_none) : NULL;
    c->unit = unit->outer;
    clear_tables(unit);
    return code;
}

void
sim_compile_visit_body(Compiler *c, SimNodes body)
{
    if (body.count == 0) {
        return;
    }
    if (c->unit->kind == UNIT_MODULE) {
        sim_compile_set_span(c, body.items[0]);
    }
    if (sim_compile_has_annotations(body)) {
        sim_compile_emit(c, SIM_OPCODE_SETUP_ANNOTATIONS);
    }
    size_t first = 0;
    if (sim_fold_docstring(body) != NULL) {
        sim_compile_visit_expr(c, body.items[0]->as.Expr.value);
        sim_compile_unset_span(c);
        sim_compile_emit_variable(c, sim_compile_intern(c, "__doc__"), SIM_OP_Store);
        first = 1;
    }
    for (size_t i = first; i < body.count; i++) {
        sim_compile_visit_stmt(c, body.items[i]);
    }
}

static SimCode *
compile_root(Compiler *c, const SimNode *root)
{
    SimNode *folded = sim_fold_tree(root, c->region, c->names);
    c->text_annotations = sim_fold_annotations_are_text(root);
    sim_compile_check_future_imports(c, folded->as.Module.body);
    if (c->error == NULL) {
        c->symtable = sim_symtable_new(folded, c->source, c->names, c->region, &c->error);
    }
    if (c->symtable == NULL) {
        return NULL;
    }
    sim_compile_enter(c, sim_compile_intern(c, "<module>"), UNIT_MODULE, folded, 1);
    sim_compile_visit_body(c, folded->as.Module.body);
    return sim_compile_leave(c, true);
}

SimCode *
sim_compile_module(const SimTree *tree, GError **error)
{
    Compiler c = {
        .source = sim_tree_source(tree),
        .names = g_string_chunk_new(4096),
        .region = sim_region_new(),
    };
    c.warnings = g_string_new(sim_tree_warnings(tree));
    SimCode *code = compile_root(&c, sim_tree_root(tree));
    if (c.error != NULL) {
        g_clear_pointer(&code, sim_code_unref);
        g_propagate_error(error, c.error);
    }
    if (code != NULL && c.warnings->len > 0) {
        code->warnings =
            sim_region_copy_text(sim_code_region(code), c.warnings->str, c.warnings->len);
    }
    g_string_free(c.warnings, TRUE);
    sim_symtable_free(c.symtable);
    sim_region_free(c.region);
    g_string_chunk_free(c.names);
    return code;
}
