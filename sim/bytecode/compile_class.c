#include "sim/bytecode/compile_private.h"

/* What the body's function returns: the cell of __class__ for the methods that want it,
 * which type.__new__ fills, or None. */
static void
return_class_cell(Compiler *c)
{
    if (c->unit->scope->needs_class_cell) {
        int cell = sim_name_table_find(&c->unit->cellvars, sim_compile_intern(c, "__class__"));
        sim_compile_emit_arg(c, SIM_OPCODE_LOAD_CLOSURE, (uint32_t) cell);
        sim_compile_emit_arg(c, SIM_OPCODE_COPY, 1);
        sim_compile_emit_variable(c, sim_compile_intern(c, "__classcell__"), SIM_OP_Store);
    } else {
        sim_compile_emit_none(c);
    }
    sim_compile_emit(c, SIM_OPCODE_RETURN_VALUE);
}

static SimCode *
compile_body(Compiler *c, const SimNode *node)
{
    sim_compile_enter(c, node->as.ClassDef.name, UNIT_CLASS, node,
                      sim_compile_first_line_of(node, node->as.ClassDef.decorator_list));
    c->unit->class_name = node->as.ClassDef.name;
    sim_compile_emit_variable(c, sim_compile_intern(c, "__name__"), SIM_OP_Load);
    sim_compile_emit_variable(c, sim_compile_intern(c, "__module__"), SIM_OP_Store);
    sim_compile_emit_text(c, c->unit->qualname);
    sim_compile_emit_variable(c, sim_compile_intern(c, "__qualname__"), SIM_OP_Store);
    sim_compile_visit_body(c, node->as.ClassDef.body);
    sim_compile_unset_span(c);
    return_class_cell(c);
    return sim_compile_leave(c, true);
}

void
sim_compile_visit_class(Compiler *c, const SimNode *node)
{
    SimNodes decorators = node->as.ClassDef.decorator_list;
    sim_compile_visit_decorators(c, decorators);
    SimCode *code = compile_body(c, node);
    sim_compile_emit(c, SIM_OPCODE_PUSH_NULL);
    sim_compile_emit(c, SIM_OPCODE_LOAD_BUILD_CLASS);
    sim_compile_emit_closure(c, code, 0);
    sim_compile_emit_text(c, node->as.ClassDef.name);
    sim_compile_emit_call_arguments(c, 2, node->as.ClassDef.bases, node->as.ClassDef.keywords);
    sim_compile_apply_decorators(c, decorators);
    sim_compile_emit_variable(c, node->as.ClassDef.name, SIM_OP_Store);
}
