#include "sim/bytecode/compile_private.h"

/* What the body's function returns: the cell of __class__ for the methods that want it,
 * which type.__new__ fills, or None. */
static void
return_class_cell(Compiler *c)
{
    if (c->unit->scope->needs_class_cell) {
        int cell = name_table_find(&c->unit->cellvars, compiler_intern(c, "__class__"));
        emit_arg(c, SIM_OPCODE_LOAD_CLOSURE, (uint32_t) cell);
        emit_arg(c, SIM_OPCODE_COPY, 1);
        emit_variable(c, compiler_intern(c, "__classcell__"), SIM_OP_Store);
    } else {
        emit_none(c);
    }
    emit(c, SIM_OPCODE_RETURN_VALUE);
}

static SimCode *
compile_body(Compiler *c, const SimNode *node)
{
    compiler_enter(c, node->as.ClassDef.name, UNIT_CLASS, node,
                   first_line_of(node, node->as.ClassDef.decorator_list));
    c->unit->class_name = node->as.ClassDef.name;
    emit_variable(c, compiler_intern(c, "__name__"), SIM_OP_Load);
    emit_variable(c, compiler_intern(c, "__module__"), SIM_OP_Store);
    emit_text(c, c->unit->qualname);
    emit_variable(c, compiler_intern(c, "__qualname__"), SIM_OP_Store);
    compiler_visit_body(c, node->as.ClassDef.body);
    unset_span(c);
    return_class_cell(c);
    return compiler_leave(c, true);
}

void
visit_class(Compiler *c, const SimNode *node)
{
    SimNodes decorators = node->as.ClassDef.decorator_list;
    visit_decorators(c, decorators);
    SimCode *code = compile_body(c, node);
    emit(c, SIM_OPCODE_PUSH_NULL);
    emit(c, SIM_OPCODE_LOAD_BUILD_CLASS);
    emit_closure(c, code, 0);
    emit_text(c, node->as.ClassDef.name);
    emit_call_arguments(c, 2, node->as.ClassDef.bases, node->as.ClassDef.keywords);
    apply_decorators(c, decorators);
    emit_variable(c, node->as.ClassDef.name, SIM_OP_Store);
}
