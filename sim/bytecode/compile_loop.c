#include "sim/bytecode/compile_private.h"

static int
pop_jump(bool condition)
{
    return condition ? SIM_PSEUDO_POP_JUMP_IF_TRUE : SIM_PSEUDO_POP_JUMP_IF_FALSE;
}

static void
jump_if_bool_op(Compiler *c, const SimNode *test, SimBasicBlock *target, bool condition)
{
    SimNodes values = test->as.BoolOp.values;
    bool is_or = test->as.BoolOp.op == SIM_OP_Or;
    /* `a or b` that is to jump when false is settled by a true `a`: it falls through */
    SimBasicBlock *settled = is_or == condition ? target : new_block(c);
    for (size_t i = 0; i + 1 < values.count; i++) {
        jump_if(c, values.items[i], settled, is_or);
    }
    jump_if(c, values.items[values.count - 1], target, condition);
    if (settled != target) {
        use_block(c, settled);
    }
}

static void
jump_if_if_exp(Compiler *c, const SimNode *test, SimBasicBlock *target, bool condition)
{
    SimBasicBlock *end = new_block(c);
    SimBasicBlock *otherwise = new_block(c);
    jump_if(c, test->as.IfExp.test, otherwise, false);
    jump_if(c, test->as.IfExp.body, target, condition);
    emit_artificial_jump(c, SIM_PSEUDO_JUMP, end);
    use_block(c, otherwise);
    jump_if(c, test->as.IfExp.orelse, target, condition);
    use_block(c, end);
}

/* a < b < c: the middle one is evaluated once and kept on the stack. */
static void
jump_if_chain(Compiler *c, const SimNode *test, SimBasicBlock *target, bool condition)
{
    SimOps ops = test->as.Compare.ops;
    SimNodes comparators = test->as.Compare.comparators;
    size_t last = ops.count - 1;
    SimBasicBlock *cleanup = new_block(c);
    visit_expr(c, test->as.Compare.left);
    for (size_t i = 0; i < last; i++) {
        visit_expr(c, comparators.items[i]);
        emit_arg(c, SIM_OPCODE_SWAP, 2);
        emit_arg(c, SIM_OPCODE_COPY, 2);
        emit_compare(c, ops.items[i]);
        emit_jump(c, SIM_PSEUDO_POP_JUMP_IF_FALSE, cleanup);
    }
    visit_expr(c, comparators.items[last]);
    emit_compare(c, ops.items[last]);
    emit_jump(c, pop_jump(condition), target);
    SimBasicBlock *end = new_block(c);
    emit_artificial_jump(c, SIM_PSEUDO_JUMP, end);
    use_block(c, cleanup);
    emit(c, SIM_OPCODE_POP_TOP);
    if (!condition) {
        emit_artificial_jump(c, SIM_PSEUDO_JUMP, target);
    }
    use_block(c, end);
}

void
jump_if(Compiler *c, const SimNode *test, SimBasicBlock *target, bool condition)
{
    switch (test->kind) {
    case SIM_NODE_UnaryOp:
        if (test->as.UnaryOp.op == SIM_OP_Not) {
            jump_if(c, test->as.UnaryOp.operand, target, !condition);
            return;
        }
        break;
    case SIM_NODE_BoolOp:
        jump_if_bool_op(c, test, target, condition);
        return;
    case SIM_NODE_IfExp:
        jump_if_if_exp(c, test, target, condition);
        return;
    case SIM_NODE_Compare:
        set_span(c, test);
        if (test->as.Compare.ops.count > 1) {
            jump_if_chain(c, test, target, condition);
            return;
        }
        break;
    default:
        break;
    }
    visit_expr(c, test);
    emit_jump(c, pop_jump(condition), target);
}

void
visit_if(Compiler *c, const SimNode *node)
{
    SimNodes orelse = node->as.If.orelse;
    SimBasicBlock *end = new_block(c);
    SimBasicBlock *next = orelse.count > 0 ? new_block(c) : end;
    jump_if(c, node->as.If.test, next, false);
    visit_stmts(c, node->as.If.body);
    if (orelse.count > 0) {
        emit_artificial_jump(c, SIM_PSEUDO_JUMP, end);
        use_block(c, next);
        visit_stmts(c, orelse);
    }
    use_block(c, end);
}

void
visit_for(Compiler *c, const SimNode *node)
{
    SimBasicBlock *start = new_block(c);
    SimBasicBlock *body = new_block(c);
    SimBasicBlock *cleanup = new_block(c);
    SimBasicBlock *end = new_block(c);
    push_frame(c, (FrameBlock){.kind = FRAME_FOR_LOOP, .start = start, .exit = end});
    visit_expr(c, node->as.For.iter);
    emit(c, SIM_OPCODE_GET_ITER);
    use_block(c, start);
    emit_jump(c, SIM_OPCODE_FOR_ITER, cleanup);
    use_block(c, body);
    visit_expr(c, node->as.For.target);
    visit_stmts(c, node->as.For.body);
    unset_span(c);
    emit_jump(c, SIM_PSEUDO_JUMP, start);
    use_block(c, cleanup);
    pop_frame(c, FRAME_FOR_LOOP);
    visit_stmts(c, node->as.For.orelse);
    use_block(c, end);
}

void
visit_while(Compiler *c, const SimNode *node)
{
    SimBasicBlock *loop = new_block(c);
    SimBasicBlock *body = new_block(c);
    SimBasicBlock *anchor = new_block(c);
    SimBasicBlock *end = new_block(c);
    use_block(c, loop);
    push_frame(c, (FrameBlock){.kind = FRAME_WHILE_LOOP, .start = loop, .exit = end});
    jump_if(c, node->as.While.test, anchor, false);
    use_block(c, body);
    visit_stmts(c, node->as.While.body);
    set_span(c, node);
    jump_if(c, node->as.While.test, body, true);
    pop_frame(c, FRAME_WHILE_LOOP);
    use_block(c, anchor);
    visit_stmts(c, node->as.While.orelse);
    use_block(c, end);
}

void
visit_break(Compiler *c)
{
    const FrameBlock *loop = NULL;
    SimSpan span = c->unit->span;
    emit(c, SIM_OPCODE_NOP);
    unwind_frames(c, false, &loop);
    if (loop == NULL) {
        c->unit->span = span;
        compiler_fail(c, "'break' outside loop");
        return;
    }
    FrameBlock frame = *loop;
    unwind_frame(c, &frame, false);
    emit_jump(c, SIM_PSEUDO_JUMP, frame.exit);
}

void
visit_continue(Compiler *c)
{
    const FrameBlock *loop = NULL;
    SimSpan span = c->unit->span;
    emit(c, SIM_OPCODE_NOP);
    unwind_frames(c, false, &loop);
    if (loop == NULL) {
        c->unit->span = span;
        compiler_fail(c, "'continue' not properly in loop");
        return;
    }
    emit_jump(c, SIM_PSEUDO_JUMP, loop->start);
}
