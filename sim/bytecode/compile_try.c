#include "sim/bytecode/compile_private.h"

void
emit_reraise_cleanup(Compiler *c)
{
    emit_arg(c, SIM_OPCODE_COPY, 3);
    emit(c, SIM_OPCODE_POP_EXCEPT);
    emit_arg(c, SIM_OPCODE_RERAISE, 1);
}

/* name = None; del name */
static void
forget_name(Compiler *c, const char *name)
{
    emit_none(c);
    emit_variable(c, name, SIM_OP_Store);
    emit_variable(c, name, SIM_OP_Del);
}

/* The body of `except X as name`, which must not leave the name bound. */
static void
visit_named_body(Compiler *c, const SimNode *handler, SimBasicBlock *end)
{
    const char *name = handler->as.ExceptHandler.name;
    SimBasicBlock *cleanup = new_block(c);
    SimBasicBlock *body = new_block(c);
    emit_variable(c, name, SIM_OP_Store);
    emit_jump(c, SIM_PSEUDO_SETUP_CLEANUP, cleanup);
    use_block(c, body);
    push_frame(c, (FrameBlock){.kind = FRAME_HANDLER_CLEANUP, .name = name});
    visit_stmts(c, handler->as.ExceptHandler.body);
    pop_frame(c, FRAME_HANDLER_CLEANUP);
    unset_span(c);
    emit(c, SIM_PSEUDO_POP_BLOCK);
    emit(c, SIM_PSEUDO_POP_BLOCK);
    emit(c, SIM_OPCODE_POP_EXCEPT);
    forget_name(c, name);
    emit_jump(c, SIM_PSEUDO_JUMP, end);
    use_block(c, cleanup);
    unset_span(c);
    forget_name(c, name);
    emit_arg(c, SIM_OPCODE_RERAISE, 1);
}

static void
visit_plain_body(Compiler *c, const SimNode *handler, SimBasicBlock *end)
{
    SimBasicBlock *body = new_block(c);
    emit(c, SIM_OPCODE_POP_TOP);
    use_block(c, body);
    push_frame(c, (FrameBlock){.kind = FRAME_HANDLER_CLEANUP});
    visit_stmts(c, handler->as.ExceptHandler.body);
    pop_frame(c, FRAME_HANDLER_CLEANUP);
    unset_span(c);
    emit(c, SIM_PSEUDO_POP_BLOCK);
    emit(c, SIM_OPCODE_POP_EXCEPT);
    emit_jump(c, SIM_PSEUDO_JUMP, end);
}

static void
visit_handler(Compiler *c, const SimNode *handler, bool is_last, SimBasicBlock *end)
{
    const SimNode *type = handler->as.ExceptHandler.type;
    set_span(c, handler);
    if (type == NULL && !is_last) {
        compiler_fail(c, "default 'except:' must be last");
    }
    SimBasicBlock *next = new_block(c);
    if (type != NULL) {
        visit_expr(c, type);
        emit(c, SIM_OPCODE_CHECK_EXC_MATCH);
        emit_jump(c, SIM_PSEUDO_POP_JUMP_IF_FALSE, next);
    }
    if (handler->as.ExceptHandler.name != NULL) {
        visit_named_body(c, handler, end);
    } else {
        visit_plain_body(c, handler, end);
    }
    use_block(c, next);
}

static void
visit_try_except(Compiler *c, const SimNode *node)
{
    SimNodes handlers = node->as.Try.handlers;
    SimBasicBlock *body = new_block(c);
    SimBasicBlock *except = new_block(c);
    SimBasicBlock *end = new_block(c);
    SimBasicBlock *cleanup = new_block(c);
    emit_jump(c, SIM_PSEUDO_SETUP_FINALLY, except);
    use_block(c, body);
    push_frame(c, (FrameBlock){.kind = FRAME_TRY_EXCEPT});
    visit_stmts(c, node->as.Try.body);
    pop_frame(c, FRAME_TRY_EXCEPT);
    emit_artificial(c, SIM_PSEUDO_POP_BLOCK);
    visit_stmts(c, node->as.Try.orelse);
    emit_artificial_jump(c, SIM_PSEUDO_JUMP, end);
    use_block(c, except);
    unset_span(c);
    emit_jump(c, SIM_PSEUDO_SETUP_CLEANUP, cleanup);
    emit(c, SIM_OPCODE_PUSH_EXC_INFO);
    push_frame(c, (FrameBlock){.kind = FRAME_EXCEPTION_HANDLER});
    for (size_t i = 0; i < handlers.count; i++) {
        visit_handler(c, handlers.items[i], i + 1 == handlers.count, end);
    }
    unset_span(c);
    pop_frame(c, FRAME_EXCEPTION_HANDLER);
    emit_arg(c, SIM_OPCODE_RERAISE, 0);
    use_block(c, cleanup);
    emit_reraise_cleanup(c);
    use_block(c, end);
}

/* The `finally` body is compiled for each way into it: here twice, once for falling
 * off the end and once for exceptions, and by unwind_frame for each jump out. */
static void
visit_try_finally(Compiler *c, const SimNode *node)
{
    SimNodes finalbody = node->as.Try.finalbody;
    SimBasicBlock *body = new_block(c);
    SimBasicBlock *end = new_block(c);
    SimBasicBlock *exit = new_block(c);
    SimBasicBlock *cleanup = new_block(c);
    emit_jump(c, SIM_PSEUDO_SETUP_FINALLY, end);
    use_block(c, body);
    push_frame(c, (FrameBlock){.kind = FRAME_FINALLY_TRY, .node = node});
    if (node->as.Try.handlers.count > 0) {
        visit_try_except(c, node);
    } else {
        visit_stmts(c, node->as.Try.body);
    }
    emit_artificial(c, SIM_PSEUDO_POP_BLOCK);
    pop_frame(c, FRAME_FINALLY_TRY);
    visit_stmts(c, finalbody);
    emit_artificial_jump(c, SIM_PSEUDO_JUMP, exit);
    use_block(c, end);
    unset_span(c);
    emit_jump(c, SIM_PSEUDO_SETUP_CLEANUP, cleanup);
    emit(c, SIM_OPCODE_PUSH_EXC_INFO);
    push_frame(c, (FrameBlock){.kind = FRAME_FINALLY_END});
    visit_stmts(c, finalbody);
    pop_frame(c, FRAME_FINALLY_END);
    emit_arg(c, SIM_OPCODE_RERAISE, 0);
    use_block(c, cleanup);
    emit_reraise_cleanup(c);
    use_block(c, exit);
}

void
visit_try(Compiler *c, const SimNode *node)
{
    if (node->as.Try.finalbody.count > 0) {
        visit_try_finally(c, node);
    } else {
        visit_try_except(c, node);
    }
}
