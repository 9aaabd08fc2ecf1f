#include "sim/bytecode/compile_private.h"

/* __exit__(None, None, None) */
void
sim_compile_emit_exit_call(Compiler *c)
{
    sim_compile_emit_none(c);
    sim_compile_emit_none(c);
    sim_compile_emit_none(c);
    sim_compile_emit_call(c, 2);
}

/* After __exit__ was told of an exception: true means that it is to be forgotten. */
static void
finish_exceptional_exit(Compiler *c, SimBasicBlock *cleanup, SimBasicBlock *exit)
{
    sim_compile_unset_span(c);
    SimBasicBlock *suppress = sim_compile_new_block(c);
    sim_compile_emit_jump(c, SIM_PSEUDO_POP_JUMP_IF_TRUE, suppress);
    sim_compile_emit_arg(c, SIM_OPCODE_RERAISE, 2);
    sim_compile_use_block(c, cleanup);
    sim_compile_emit_reraise_cleanup(c);
    sim_compile_use_block(c, suppress);
    sim_compile_emit(c, SIM_OPCODE_POP_TOP);
    sim_compile_emit(c, SIM_PSEUDO_POP_BLOCK);
    sim_compile_emit(c, SIM_OPCODE_POP_EXCEPT);
    sim_compile_emit(c, SIM_OPCODE_POP_TOP);
    sim_compile_emit(c, SIM_OPCODE_POP_TOP);
    sim_compile_use_block(c, exit);
}

static void
visit_item(Compiler *c, const SimNode *node, size_t position)
{
    const SimNode *item = node->as.With.items.items[position];
    SimBasicBlock *block = sim_compile_new_block(c);
    SimBasicBlock *final = sim_compile_new_block(c);
    SimBasicBlock *exit = sim_compile_new_block(c);
    SimBasicBlock *cleanup = sim_compile_new_block(c);
    sim_compile_visit_expr(c, item->as.withitem.context_expr);
    sim_compile_emit(c, SIM_OPCODE_BEFORE_WITH);
    sim_compile_emit_jump(c, SIM_PSEUDO_SETUP_WITH, final);
    sim_compile_use_block(c, block);
    sim_compile_push_frame(c, (FrameBlock){.kind = FRAME_WITH, .node = node});
    if (item->as.withitem.optional_vars != NULL) {
        sim_compile_visit_expr(c, item->as.withitem.optional_vars);
    } else {
        sim_compile_emit(c, SIM_OPCODE_POP_TOP);
    }
    if (position + 1 < node->as.With.items.count) {
        visit_item(c, node, position + 1);
    } else {
        sim_compile_visit_stmts(c, node->as.With.body);
    }
    sim_compile_unset_span(c);
    sim_compile_emit(c, SIM_PSEUDO_POP_BLOCK);
    sim_compile_pop_frame(c, FRAME_WITH);
    sim_compile_set_span(c, node);
    sim_compile_emit_exit_call(c);
    sim_compile_emit(c, SIM_OPCODE_POP_TOP);
    sim_compile_emit_jump(c, SIM_PSEUDO_JUMP, exit);
    sim_compile_use_block(c, final);
    sim_compile_emit_jump(c, SIM_PSEUDO_SETUP_CLEANUP, cleanup);
    sim_compile_emit(c, SIM_OPCODE_PUSH_EXC_INFO);
    sim_compile_emit(c, SIM_OPCODE_WITH_EXCEPT_START);
    finish_exceptional_exit(c, cleanup, exit);
}

void
sim_compile_visit_with(Compiler *c, const SimNode *node)
{
    visit_item(c, node, 0);
}
