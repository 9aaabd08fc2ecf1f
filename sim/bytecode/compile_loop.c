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
    SimBasicBlock *settled = is_or == condition ? target : sim_compile_new_block(c);
    for (size_t i = 0; i + 1 < values.count; i++) {
        sim_compile_jump_if(c, values.items[i], settled, is_or);
    }
    sim_compile_jump_if(c, values.items[values.count - 1], target, condition);
    if (settled != target) {
        sim_compile_use_block(c, settled);
    }
}

static void
jump_if_if_exp(Compiler *c, const SimNode *test, SimBasicBlock *target, bool condition)
{
    SimBasicBlock *end = sim_compile_new_block(c);
    SimBasicBlock *otherwise = sim_compile_new_block(c);
    sim_compile_jump_if(c, test->as.IfExp.test, otherwise, false);
    sim_compile_jump_if(c, test->as.IfExp.body, target, condition);
    sim_compile_emit_artificial_jump(c, SIM_PSEUDO_JUMP, end);
    sim_compile_use_block(c, otherwise);
    sim_compile_jump_if(c, test->as.IfExp.orelse, target, condition);
    sim_compile_use_block(c, end);
}

/* a < b < c: the middle one is evaluated once and kept on the stack. */
static void
jump_if_chain(Compiler *c, const SimNode *test, SimBasicBlock *target, bool condition)
{
    SimOps ops = test->as.Compare.ops;
    SimNodes comparators = test->as.Compare.comparators;
    size_t last = ops.count - 1;
    SimBasicBlock *cleanup = sim_compile_new_block(c);
    sim_compile_warn_compare(c, test);
    sim_compile_visit_expr(c, test->as.Compare.left);
    for (size_t i = 0; i < last; i++) {
        sim_compile_visit_expr(c, comparators.items[i]);
        sim_compile_emit_arg(c, SIM_OPCODE_SWAP, 2);
        sim_compile_emit_arg(c, SIM_OPCODE_COPY, 2);
        sim_compile_emit_compare(c, ops.items[i]);
        sim_compile_emit_jump(c, SIM_PSEUDO_POP_JUMP_IF_FALSE, cleanup);
    }
    sim_compile_visit_expr(c, comparators.items[last]);
    sim_compile_emit_compare(c, ops.items[last]);
    sim_compile_emit_jump(c, pop_jump(condition), target);
    SimBasicBlock *end = sim_compile_new_block(c);
    sim_compile_emit_artificial_jump(c, SIM_PSEUDO_JUMP, end);
    sim_compile_use_block(c, cleanup);
    sim_compile_emit(c, SIM_OPCODE_POP_TOP);
    if (!condition) {
        sim_compile_emit_artificial_jump(c, SIM_PSEUDO_JUMP, target);
    }
    sim_compile_use_block(c, end);
}

void
sim_compile_jump_if(Compiler *c, const SimNode *test, SimBasicBlock *target, bool condition)
{
    switch (test->kind) {
    case SIM_NODE_UnaryOp:
        if (test->as.UnaryOp.op == SIM_OP_Not) {
            sim_compile_jump_if(c, test->as.UnaryOp.operand, target, !condition);
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
        sim_compile_set_span(c, test);
        if (test->as.Compare.ops.count > 1) {
            jump_if_chain(c, test, target, condition);
            return;
        }
        break;
    default:
        break;
    }
    sim_compile_visit_expr(c, test);
    sim_compile_emit_jump(c, pop_jump(condition), target);
}

void
sim_compile_visit_if(Compiler *c, const SimNode *node)
{
    SimNodes orelse = node->as.If.orelse;
    SimBasicBlock *end = sim_compile_new_block(c);
    SimBasicBlock *next = orelse.count > 0 ? sim_compile_new_block(c) : end;
    sim_compile_jump_if(c, node->as.If.test, next, false);
    sim_compile_visit_stmts(c, node->as.If.body);
    if (orelse.count > 0) {
        sim_compile_emit_artificial_jump(c, SIM_PSEUDO_JUMP, end);
        sim_compile_use_block(c, next);
        sim_compile_visit_stmts(c, orelse);
    }
    sim_compile_use_block(c, end);
}

void
sim_compile_visit_for(Compiler *c, const SimNode *node)
{
    SimBasicBlock *start = sim_compile_new_block(c);
    SimBasicBlock *body = sim_compile_new_block(c);
    SimBasicBlock *cleanup = sim_compile_new_block(c);
    SimBasicBlock *end = sim_compile_new_block(c);
    sim_compile_push_frame(c, (FrameBlock){.kind = FRAME_FOR_LOOP, .start = start, .exit = end});
    sim_compile_visit_expr(c, node->as.For.iter);
    sim_compile_emit(c, SIM_OPCODE_GET_ITER);
    sim_compile_use_block(c, start);
    sim_compile_emit_jump(c, SIM_OPCODE_FOR_ITER, cleanup);
    sim_compile_use_block(c, body);
    sim_compile_visit_expr(c, node->as.For.target);
    sim_compile_visit_stmts(c, node->as.For.body);
    sim_compile_unset_span(c);
    sim_compile_emit_jump(c, SIM_PSEUDO_JUMP, start);
    sim_compile_use_block(c, cleanup);
    sim_compile_pop_frame(c, FRAME_FOR_LOOP);
    sim_compile_visit_stmts(c, node->as.For.orelse);
    sim_compile_use_block(c, end);
}

void
sim_compile_visit_while(Compiler *c, const SimNode *node)
{
    SimBasicBlock *loop = sim_compile_new_block(c);
    SimBasicBlock *body = sim_compile_new_block(c);
    SimBasicBlock *anchor = sim_compile_new_block(c);
    SimBasicBlock *end = sim_compile_new_block(c);
    sim_compile_use_block(c, loop);
    sim_compile_push_frame(c, (FrameBlock){.kind = FRAME_WHILE_LOOP, .start = loop, .exit = end});
    sim_compile_jump_if(c, node->as.While.test, anchor, false);
    sim_compile_use_block(c, body);
    sim_compile_visit_stmts(c, node->as.While.body);
    sim_compile_set_span(c, node);
    sim_compile_jump_if(c, node->as.While.test, body, true);
    sim_compile_pop_frame(c, FRAME_WHILE_LOOP);
    sim_compile_use_block(c, anchor);
    sim_compile_visit_stmts(c, node->as.While.orelse);
    sim_compile_use_block(c, end);
}

void
sim_compile_visit_break(Compiler *c)
{
    const FrameBlock *loop = NULL;
    SimSpan span = c->unit->span;
    sim_compile_emit(c, SIM_OPCODE_NOP);
    sim_compile_unwind_frames(c, false, &loop);
    if (loop == NULL) {
        c->unit->span = span;
        sim_compile_fail(c, "'break' outside loop");
        return;
    }
    FrameBlock frame = *loop;
    sim_compile_unwind_frame(c, &frame, false);
    sim_compile_emit_jump(c, SIM_PSEUDO_JUMP, frame.exit);
}

void
sim_compile_visit_continue(Compiler *c)
{
    const FrameBlock *loop = NULL;
    SimSpan span = c->unit->span;
    sim_compile_emit(c, SIM_OPCODE_NOP);
    sim_compile_unwind_frames(c, false, &loop);
    if (loop == NULL) {
        c->unit->span = span;
        sim_compile_fail(c, "'continue' not properly in loop");
        return;
    }
    sim_compile_emit_jump(c, SIM_PSEUDO_JUMP, loop->start);
}
