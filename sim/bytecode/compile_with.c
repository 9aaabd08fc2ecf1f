#include "sim/bytecode/compile_private.h"

/* __exit__(None, None, None) */
void
emit_exit_call(Compiler *c)
{
    emit_none(c);
    emit_none(c);
    emit_none(c);
    emit_call(c, 2);
}

/* After __exit__ was told of an exception: true means that it is to be forgotten. */
static void
finish_exceptional_exit(Compiler *c, SimBasicBlock *cleanup, SimBasicBlock *exit)
{
    unset_span(c);
    SimBasicBlock *suppress = new_block(c);
    emit_jump(c, SIM_PSEUDO_POP_JUMP_IF_TRUE, suppress);
    emit_arg(c, SIM_OPCODE_RERAISE, 2);
    use_block(c, cleanup);
    emit_reraise_cleanup(c);
    use_block(c, suppress);
    emit(c, SIM_OPCODE_POP_TOP);
    emit(c, SIM_PSEUDO_POP_BLOCK);
    emit(c, SIM_OPCODE_POP_EXCEPT);
    emit(c, SIM_OPCODE_POP_TOP);
    emit(c, SIM_OPCODE_POP_TOP);
    use_block(c, exit);
}

static void
visit_item(Compiler *c, const SimNode *node, size_t position)
{
    const SimNode *item = node->as.With.items.items[position];
    SimBasicBlock *block = new_block(c);
    SimBasicBlock *final = new_block(c);
    SimBasicBlock *exit = new_block(c);
    SimBasicBlock *cleanup = new_block(c);
    visit_expr(c, item->as.withitem.context_expr);
    emit(c, SIM_OPCODE_BEFORE_WITH);
    emit_jump(c, SIM_PSEUDO_SETUP_WITH, final);
    use_block(c, block);
    push_frame(c, (FrameBlock){.kind = FRAME_WITH, .node = node});
    if (item->as.withitem.optional_vars != NULL) {
        visit_expr(c, item->as.withitem.optional_vars);
    } else {
        emit(c, SIM_OPCODE_POP_TOP);
    }
    if (position + 1 < node->as.With.items.count) {
        visit_item(c, node, position + 1);
    } else {
        visit_stmts(c, node->as.With.body);
    }
    unset_span(c);
    emit(c, SIM_PSEUDO_POP_BLOCK);
    pop_frame(c, FRAME_WITH);
    set_span(c, node);
    emit_exit_call(c);
    emit(c, SIM_OPCODE_POP_TOP);
    emit_jump(c, SIM_PSEUDO_JUMP, exit);
    use_block(c, final);
    emit_jump(c, SIM_PSEUDO_SETUP_CLEANUP, cleanup);
    emit(c, SIM_OPCODE_PUSH_EXC_INFO);
    emit(c, SIM_OPCODE_WITH_EXCEPT_START);
    finish_exceptional_exit(c, cleanup, exit);
}

void
visit_with(Compiler *c, const SimNode *node)
{
    visit_item(c, node, 0);
}
