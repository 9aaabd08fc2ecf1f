#include <string.h>

#include "sim/bytecode/compile_private.h"
#include "sim/bytecode/const.h"

void
sim_compile_emit_arg(Compiler *c, int op, uint32_t arg)
{
    sim_flowgraph_add(&c->unit->graph, op, arg, NULL, c->unit->span);
}

void
sim_compile_emit(Compiler *c, int op)
{
    sim_compile_emit_arg(c, op, 0);
}

void
sim_compile_emit_jump(Compiler *c, int op, SimBasicBlock *target)
{
    sim_flowgraph_add(&c->unit->graph, op, 0, target, c->unit->span);
}

void
sim_compile_emit_artificial(Compiler *c, int op)
{
    sim_flowgraph_add(&c->unit->graph, op, 0, NULL, SIM_FLOWGRAPH_NO_SPAN);
}

void
sim_compile_emit_artificial_jump(Compiler *c, int op, SimBasicBlock *target)
{
    sim_flowgraph_add(&c->unit->graph, op, 0, target, SIM_FLOWGRAPH_NO_SPAN);
}

const char *
sim_compile_mangle(Compiler *c, const char *name)
{
    return sim_symtable_mangle(c->names, c->unit->class_name, name);
}

void
sim_compile_emit_plain_name(Compiler *c, int op, const char *name)
{
    sim_compile_emit_arg(c, op, sim_name_table_add(&c->unit->names, name));
}

void
sim_compile_emit_name(Compiler *c, int op, const char *name)
{
    sim_compile_emit_plain_name(c, op, sim_compile_mangle(c, name));
}

void
sim_compile_emit_const(Compiler *c, const SimConst *value)
{
    sim_compile_emit_arg(c, SIM_OPCODE_LOAD_CONST, sim_const_table_add(c->unit->consts, value));
}

void
sim_compile_emit_none(Compiler *c)
{
    sim_compile_emit_const(c, sim_const_singleton(SIM_CONST_NONE));
}

void
sim_compile_emit_text(Compiler *c, const char *text)
{
    sim_compile_emit_const(c, sim_const_new_text(c->region, SIM_CONST_STR, text, strlen(text)));
}

void
sim_compile_emit_code(Compiler *c, SimCode *code)
{
    sim_compile_emit_arg(c, SIM_OPCODE_LOAD_CONST, sim_const_table_add_code(c->unit->consts, code));
}

void
sim_compile_emit_call(Compiler *c, size_t nargs)
{
    sim_compile_emit_arg(c, SIM_OPCODE_PRECALL, (uint32_t) nargs);
    sim_compile_emit_arg(c, SIM_OPCODE_CALL, (uint32_t) nargs);
}

void
sim_compile_emit_compare(Compiler *c, SimOp op)
{
    switch (op) {
    case SIM_OP_Is:
    case SIM_OP_IsNot:
        sim_compile_emit_arg(c, SIM_OPCODE_IS_OP, op == SIM_OP_IsNot);
        return;
    case SIM_OP_In:
    case SIM_OP_NotIn:
        sim_compile_emit_arg(c, SIM_OPCODE_CONTAINS_OP, op == SIM_OP_NotIn);
        return;
    default:
        break;
    }
    const char *text = sim_op_text(op);
    uint32_t arg = 0;
    while (strcmp(sim_opcode_compare_text(arg), text) != 0) {
        arg++;
    }
    sim_compile_emit_arg(c, SIM_OPCODE_COMPARE_OP, arg);
}

void
sim_compile_check_forbidden(Compiler *c, const char *name, SimOp ctx)
{
    if (ctx != SIM_OP_Load && strcmp(name, "__debug__") == 0) {
        sim_compile_fail(c, ctx == SIM_OP_Store ? "cannot assign to __debug__"
                                                : "cannot delete __debug__");
    }
}

/* Where a variable lives, as an index into the tables below. */
typedef enum {
    IN_NAMES,
    IN_GLOBALS,
    IN_FAST,
    IN_CELL
} Home;

static Home
home_of(const SimBlockScope *scope, SimScopeKind kind)
{
    switch (kind) {
    case SIM_SCOPE_FREE:
    case SIM_SCOPE_CELL:
        return IN_CELL;
    case SIM_SCOPE_LOCAL:
        return scope->kind == SIM_BLOCK_FUNCTION ? IN_FAST : IN_NAMES;
    case SIM_SCOPE_GLOBAL_IMPLICIT:
        return scope->kind == SIM_BLOCK_FUNCTION ? IN_GLOBALS : IN_NAMES;
    case SIM_SCOPE_GLOBAL_EXPLICIT:
        return IN_GLOBALS;
    default:
        return IN_NAMES;
    }
}

static SimOpcode
variable_op(Home home, SimOp ctx)
{
    static const SimOpcode loads[] = {SIM_OPCODE_LOAD_NAME, SIM_OPCODE_LOAD_GLOBAL,
                                      SIM_OPCODE_LOAD_FAST, SIM_OPCODE_LOAD_DEREF};
    static const SimOpcode stores[] = {SIM_OPCODE_STORE_NAME, SIM_OPCODE_STORE_GLOBAL,
                                       SIM_OPCODE_STORE_FAST, SIM_OPCODE_STORE_DEREF};
    static const SimOpcode deletes[] = {SIM_OPCODE_DELETE_NAME, SIM_OPCODE_DELETE_GLOBAL,
                                        SIM_OPCODE_DELETE_FAST, SIM_OPCODE_DELETE_DEREF};
    return ctx == SIM_OP_Load ? loads[home] : ctx == SIM_OP_Store ? stores[home] : deletes[home];
}

/* Cells and free variables are numbered together until the assembler knows how many
 * locals there are. */
static uint32_t
cell_index(Unit *unit, const char *name, SimScopeKind kind)
{
    if (kind == SIM_SCOPE_CELL) {
        return sim_name_table_add(&unit->cellvars, name);
    }
    return (uint32_t) sim_name_table_size(&unit->cellvars) +
           sim_name_table_add(&unit->freevars, name);
}

void
sim_compile_emit_variable(Compiler *c, const char *name, SimOp ctx)
{
    Unit *unit = c->unit;
    sim_compile_check_forbidden(c, name, ctx);
    const char *mangled = sim_compile_mangle(c, name);
    SimScopeKind kind = sim_symtable_scope(unit->scope, mangled);
    Home home = home_of(unit->scope, kind);
    SimOpcode op = variable_op(home, ctx);
    switch (home) {
    case IN_CELL:
        if (op == SIM_OPCODE_LOAD_DEREF && unit->scope->kind == SIM_BLOCK_CLASS) {
            op = SIM_OPCODE_LOAD_CLASSDEREF;
        }
        sim_compile_emit_arg(c, op, cell_index(unit, mangled, kind));
        break;
    case IN_FAST:
        sim_compile_emit_arg(c, op, sim_name_table_add(&unit->varnames, mangled));
        break;
    case IN_GLOBALS:
        sim_compile_emit_arg(
            c, op, sim_name_table_add(&unit->names, mangled) << (op == SIM_OPCODE_LOAD_GLOBAL));
        break;
    default:
        sim_compile_emit_arg(c, op, sim_name_table_add(&unit->names, mangled));
    }
}

const SimConst *
sim_compile_make_name_tuple(Compiler *c, const char *const *names, size_t count)
{
    const SimConst **items = g_new(const SimConst *, count + 1);
    for (size_t i = 0; i < count; i++) {
        items[i] = sim_const_new_text(c->region, SIM_CONST_STR, names[i], strlen(names[i]));
    }
    const SimConst *tuple = sim_const_new_tuple(c->region, items, count);
    g_free(items);
    return tuple;
}

SimBasicBlock *
sim_compile_new_block(Compiler *c)
{
    return sim_flowgraph_new_block(&c->unit->graph);
}

void
sim_compile_use_block(Compiler *c, SimBasicBlock *block)
{
    sim_flowgraph_use_block(&c->unit->graph, block);
}

void
sim_compile_set_span(Compiler *c, const SimNode *node)
{
    c->unit->span = node->span;
}

void
sim_compile_unset_span(Compiler *c)
{
    c->unit->span = SIM_FLOWGRAPH_NO_SPAN;
}

void
sim_compile_move_span_to_attribute(Compiler *c, const SimNode *attribute)
{
    SimSpan *span = &c->unit->span;
    if (span->line == attribute->span.end_line) {
        return;
    }
    span->line = attribute->span.end_line;
    /* the length in characters, though columns are bytes: as CPython does */
    int32_t length = (int32_t) g_utf8_strlen(attribute->as.Attribute.attr, -1);
    if (length <= attribute->span.end_column) {
        span->column = attribute->span.end_column - length;
    } else {
        span->column = -1;
        span->end_column = -1;
    }
}
