#include "sim/bytecode/compile_private.h"

static void
visit_return(Compiler *c, const SimNode *node)
{
    const SimNode *value = node->as.Return.value;
    bool is_constant = value != NULL && value->kind == SIM_NODE_Constant;
    bool preserve_top = value != NULL && !is_constant;
    if (c->unit->scope->kind != SIM_BLOCK_FUNCTION) {
        compiler_fail(c, "'return' outside function");
    }
    if (preserve_top) {
        visit_expr(c, value);
    } else if (value != NULL) {
        set_span(c, value);
        emit(c, SIM_OPCODE_NOP); /* the line of the value */
    }
    if (value == NULL || value->span.line != node->span.line) {
        set_span(c, node);
        emit(c, SIM_OPCODE_NOP);
    }
    unwind_frames(c, preserve_top, NULL);
    if (value == NULL) {
        emit_none(c);
    } else if (is_constant) {
        emit_const(c, value->as.Constant.value);
    }
    emit(c, SIM_OPCODE_RETURN_VALUE);
}

static void
visit_raise(Compiler *c, const SimNode *node)
{
    uint32_t count = 0;
    if (node->as.Raise.exc != NULL) {
        visit_expr(c, node->as.Raise.exc);
        count++;
        if (node->as.Raise.cause != NULL) {
            visit_expr(c, node->as.Raise.cause);
            count++;
        }
    }
    emit_arg(c, SIM_OPCODE_RAISE_VARARGS, count);
}

static void
visit_assert(Compiler *c, const SimNode *node)
{
    SimBasicBlock *end = new_block(c);
    jump_if(c, node->as.Assert.test, end, true);
    emit(c, SIM_OPCODE_LOAD_ASSERTION_ERROR);
    if (node->as.Assert.msg != NULL) {
        visit_expr(c, node->as.Assert.msg);
        emit_call(c, 0);
    }
    emit_arg(c, SIM_OPCODE_RAISE_VARARGS, 1);
    use_block(c, end);
}

static void
visit_expr_stmt(Compiler *c, const SimNode *value)
{
    if (value->kind == SIM_NODE_Constant) {
        emit(c, SIM_OPCODE_NOP);
        return;
    }
    visit_expr(c, value);
    unset_span(c);
    emit(c, SIM_OPCODE_POP_TOP);
}

void
visit_stmts(Compiler *c, SimNodes nodes)
{
    for (size_t i = 0; i < nodes.count; i++) {
        visit_stmt(c, nodes.items[i]);
    }
}

void
visit_stmt(Compiler *c, const SimNode *node)
{
    set_span(c, node);
    switch (node->kind) {
    case SIM_NODE_FunctionDef:
        visit_function(c, node);
        break;
    case SIM_NODE_ClassDef:
        visit_class(c, node);
        break;
    case SIM_NODE_Return:
        visit_return(c, node);
        break;
    case SIM_NODE_Delete:
        visit_exprs(c, node->as.Delete.targets);
        break;
    case SIM_NODE_Assign:
        visit_assign(c, node);
        break;
    case SIM_NODE_AugAssign:
        visit_aug_assign(c, node);
        break;
    case SIM_NODE_AnnAssign:
        visit_ann_assign(c, node);
        break;
    case SIM_NODE_For:
        visit_for(c, node);
        break;
    case SIM_NODE_While:
        visit_while(c, node);
        break;
    case SIM_NODE_If:
        visit_if(c, node);
        break;
    case SIM_NODE_With:
        visit_with(c, node);
        break;
    case SIM_NODE_Raise:
        visit_raise(c, node);
        break;
    case SIM_NODE_Try:
        visit_try(c, node);
        break;
    case SIM_NODE_Assert:
        visit_assert(c, node);
        break;
    case SIM_NODE_Import:
        visit_import(c, node);
        break;
    case SIM_NODE_ImportFrom:
        visit_import_from(c, node);
        break;
    case SIM_NODE_Global:
    case SIM_NODE_Nonlocal: /* the symbol table has seen to them */
        break;
    case SIM_NODE_Expr:
        visit_expr_stmt(c, node->as.Expr.value);
        break;
    case SIM_NODE_Pass:
        emit(c, SIM_OPCODE_NOP);
        break;
    case SIM_NODE_Break:
        visit_break(c);
        break;
    case SIM_NODE_Continue:
        visit_continue(c);
        break;
    default:
        g_assert_not_reached();
    }
}
