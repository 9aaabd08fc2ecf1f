#include "sim/bytecode/compile_private.h"

static void
visit_return(Compiler *c, const SimNode *node)
{
    const SimNode *value = node->as.Return.value;
    bool is_constant = value != NULL && value->kind == SIM_NODE_Constant;
    bool preserve_top = value != NULL && !is_constant;
    if (c->unit->scope->kind != SIM_BLOCK_FUNCTION) {
        sim_compile_fail(c, "'return' outside function");
    }
    if (preserve_top) {
        sim_compile_visit_expr(c, value);
    } else if (value != NULL) {
        sim_compile_set_span(c, value);
        sim_compile_emit(c, SIM_OPCODE_NOP); /* the line of the value */
    }
    if (value == NULL || value->span.line != node->span.line) {
        sim_compile_set_span(c, node);
        sim_compile_emit(c, SIM_OPCODE_NOP);
    }
    sim_compile_unwind_frames(c, preserve_top, NULL);
    if (value == NULL) {
        sim_compile_emit_none(c);
    } else if (is_constant) {
        sim_compile_emit_const(c, value->as.Constant.value);
    }
    sim_compile_emit(c, SIM_OPCODE_RETURN_VALUE);
}

static void
visit_raise(Compiler *c, const SimNode *node)
{
    uint32_t count = 0;
    if (node->as.Raise.exc != NULL) {
        sim_compile_visit_expr(c, node->as.Raise.exc);
        count++;
        if (node->as.Raise.cause != NULL) {
            sim_compile_visit_expr(c, node->as.Raise.cause);
            count++;
        }
    }
    sim_compile_emit_arg(c, SIM_OPCODE_RAISE_VARARGS, count);
}

static void
visit_assert(Compiler *c, const SimNode *node)
{
    sim_compile_warn_assert(c, node->as.Assert.test);
    SimBasicBlock *end = sim_compile_new_block(c);
    sim_compile_jump_if(c, node->as.Assert.test, end, true);
    sim_compile_emit(c, SIM_OPCODE_LOAD_ASSERTION_ERROR);
    if (node->as.Assert.msg != NULL) {
        sim_compile_visit_expr(c, node->as.Assert.msg);
        sim_compile_emit_call(c, 0);
    }
    sim_compile_emit_arg(c, SIM_OPCODE_RAISE_VARARGS, 1);
    sim_compile_use_block(c, end);
}

static void
visit_expr_stmt(Compiler *c, const SimNode *value)
{
    if (value->kind == SIM_NODE_Constant) {
        sim_compile_emit(c, SIM_OPCODE_NOP);
        return;
    }
    sim_compile_visit_expr(c, value);
    sim_compile_unset_span(c);
    sim_compile_emit(c, SIM_OPCODE_POP_TOP);
}

void
sim_compile_visit_stmts(Compiler *c, SimNodes nodes)
{
    for (size_t i = 0; i < nodes.count; i++) {
        sim_compile_visit_stmt(c, nodes.items[i]);
    }
}

void
sim_compile_visit_stmt(Compiler *c, const SimNode *node)
{
    sim_compile_set_span(c, node);
    switch (node->kind) {
    case SIM_NODE_FunctionDef:
        sim_compile_visit_function(c, node);
        break;
    case SIM_NODE_ClassDef:
        sim_compile_visit_class(c, node);
        break;
    case SIM_NODE_Return:
        visit_return(c, node);
        break;
    case SIM_NODE_Delete:
        sim_compile_visit_exprs(c, node->as.Delete.targets);
        break;
    case SIM_NODE_Assign:
        sim_compile_visit_assign(c, node);
        break;
    case SIM_NODE_AugAssign:
        sim_compile_visit_aug_assign(c, node);
        break;
    case SIM_NODE_AnnAssign:
        sim_compile_visit_ann_assign(c, node);
        break;
    case SIM_NODE_For:
        sim_compile_visit_for(c, node);
        break;
    case SIM_NODE_While:
        sim_compile_visit_while(c, node);
        break;
    case SIM_NODE_If:
        sim_compile_visit_if(c, node);
        break;
    case SIM_NODE_With:
        sim_compile_visit_with(c, node);
        break;
    case SIM_NODE_Raise:
        visit_raise(c, node);
        break;
    case SIM_NODE_Try:
        sim_compile_visit_try(c, node);
        break;
    case SIM_NODE_Assert:
        visit_assert(c, node);
        break;
    case SIM_NODE_Import:
        sim_compile_visit_import(c, node);
        break;
    case SIM_NODE_ImportFrom:
        sim_compile_visit_import_from(c, node);
        break;
    case SIM_NODE_Global:
    case SIM_NODE_Nonlocal: /* the symbol table has seen to them */
        break;
    case SIM_NODE_Expr:
        visit_expr_stmt(c, node->as.Expr.value);
        break;
    case SIM_NODE_Pass:
        sim_compile_emit(c, SIM_OPCODE_NOP);
        break;
    case SIM_NODE_Break:
        sim_compile_visit_break(c);
        break;
    case SIM_NODE_Continue:
        sim_compile_visit_continue(c);
        break;
    default:
        g_assert_not_reached();
    }
}
