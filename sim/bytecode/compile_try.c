#include "sim/bytecode/compile_private.h"

void
sim_compile_emit_reraise_cleanup(Compiler *c)
{
    sim_compile_emit_arg(c, SIM_OPCODE_COPY, 3);
    sim_compile_emit(c, SIM_OPCODE_POP_EXCEPT);
    sim_compile_emit_arg(c, SIM_OPCODE_RERAISE, 1);
}

/* name = None; del name */
static void
forget_name(Compiler *c, const char *name)
{
    sim_compile_emit_none(c);
    sim_compile_emit_variable(c, name, SIM_OP_Store);
    sim_compile_emit_variable(c, name, SIM_OP_Del);
}

/* The body of `except X as name`, which must not leave the name bound. */
static void
visit_named_body(Compiler *c, const SimNode *handler, SimBasicBlock *end)
{
    const char *name = handler->as.ExceptHandler.name;
    SimBasicBlock *cleanup = sim_compile_new_block(c);
    SimBasicBlock *body = sim_compile_new_block(c);
    sim_compile_emit_variable(c, name, SIM_OP_Store);
    sim_compile_emit_jump(c, SIM_PSEUDO_SETUP_CLEANUP, cleanup);
    sim_compile_use_block(c, body);
    sim_compile_push_frame(c, (FrameBlock){.kind = FRAME_HANDLER_CLEANUP, .name = name});
    sim_compile_visit_stmts(c, handler->as.ExceptHandler.body);
    sim_compile_pop_frame(c, FRAME_HANDLER_CLEANUP);
    sim_compile_unset_span(c);
    sim_compile_emit(c, SIM_PSEUDO_POP_BLOCK);
    sim_compile_emit(c, SIM_PSEUDO_POP_BLOCK);
    sim_compile_emit(c, SIM_OPCODE_POP_EXCEPT);
    forget_name(c, name);
    sim_compile_emit_jump(c, SIM_PSEUDO_JUMP, end);
    sim_compile_use_block(c, cleanup);
    sim_compile_unset_span(c);
    forget_name(c, name);
    sim_compile_emit_arg(c, SIM_OPCODE_RERAISE, 1);
}

static void
visit_plain_body(Compiler *c, const SimNode *handler, SimBasicBlock *end)
{
    SimBasicBlock *body = sim_compile_new_block(c);
    sim_compile_emit(c, SIM_OPCODE_POP_TOP);
    sim_compile_use_block(c, body);
    sim_compile_push_frame(c, (FrameBlock){.kind = FRAME_HANDLER_CLEANUP});
    sim_compile_visit_stmts(c, handler->as.ExceptHandler.body);
    sim_compile_pop_frame(c, FRAME_HANDLER_CLEANUP);
    sim_compile_unset_span(c);
    sim_compile_emit(c, SIM_PSEUDO_POP_BLOCK);
    sim_compile_emit(c, SIM_OPCODE_POP_EXCEPT);
    sim_compile_emit_jump(c, SIM_PSEUDO_JUMP, end);
}

static void
visit_handler(Compiler *c, const SimNode *handler, bool is_last, SimBasicBlock *end)
{
    const SimNode *type = handler->as.ExceptHandler.type;
    sim_compile_set_span(c, handler);
    if (type == NULL && !is_last) {
        sim_compile_fail(c, "default 'except:' must be last");
    }
    SimBasicBlock *next = sim_compile_new_block(c);
    if (type != NULL) {
        sim_compile_visit_expr(c, type);
        sim_compile_emit(c, SIM_OPCODE_CHECK_EXC_MATCH);
        sim_compile_emit_jump(c, SIM_PSEUDO_POP_JUMP_IF_FALSE, next);
    }
    if (handler->as.ExceptHandler.name != NULL) {
        visit_named_body(c, handler, end);
    } else {
        visit_plain_body(c, handler, end);
    }
    sim_compile_use_block(c, next);
}

static void
visit_try_except(Compiler *c, const SimNode *node)
{
    SimNodes handlers = node->as.Try.handlers;
    SimBasicBlock *body = sim_compile_new_block(c);
    SimBasicBlock *except = sim_compile_new_block(c);
    SimBasicBlock *end = sim_compile_new_block(c);
    SimBasicBlock *cleanup = sim_compile_new_block(c);
    sim_compile_emit_jump(c, SIM_PSEUDO_SETUP_FINALLY, except);
    sim_compile_use_block(c, body);
    sim_compile_push_frame(c, (FrameBlock){.kind = FRAME_TRY_EXCEPT});
    sim_compile_visit_stmts(c, node->as.Try.body);
    sim_compile_pop_frame(c, FRAME_TRY_EXCEPT);
    sim_compile_emit_artificial(c, SIM_PSEUDO_POP_BLOCK);
    sim_compile_visit_stmts(c, node->as.Try.orelse);
    sim_compile_emit_artificial_jump(c, SIM_PSEUDO_JUMP, end);
    sim_compile_use_block(c, except);
    sim_compile_unset_span(c);
    sim_compile_emit_jump(c, SIM_PSEUDO_SETUP_CLEANUP, cleanup);
    sim_compile_emit(c, SIM_OPCODE_PUSH_EXC_INFO);
    sim_compile_push_frame(c, (FrameBlock){.kind = FRAME_EXCEPTION_HANDLER});
    for (size_t i = 0; i < handlers.count; i++) {
        visit_handler(c, handlers.items[i], i + 1 == handlers.count, end);
    }
    sim_compile_unset_span(c);
    sim_compile_pop_frame(c, FRAME_EXCEPTION_HANDLER);
    sim_compile_emit_arg(c, SIM_OPCODE_RERAISE, 0);
    sim_compile_use_block(c, cleanup);
    sim_compile_emit_reraise_cleanup(c);
    sim_compile_use_block(c, end);
}

/* The `finally` body is compiled for each way into it: here twice, once for falling
 * off the end and once for exceptions, and by unwind_frame for each jump out. */
static void
visit_try_finally(Compiler *c, const SimNode *node)
{
    SimNodes finalbody = node->as.Try.finalbody;
    SimBasicBlock *body = sim_compile_new_block(c);
    SimBasicBlock *end = sim_compile_new_block(c);
    SimBasicBlock *exit = sim_compile_new_block(c);
    SimBasicBlock *cleanup = sim_compile_new_block(c);
    sim_compile_emit_jump(c, SIM_PSEUDO_SETUP_FINALLY, end);
    sim_compile_use_block(c, body);
    sim_compile_push_frame(c, (FrameBlock){.kind = FRAME_FINALLY_TRY, .node = node});
    if (node->as.Try.handlers.count > 0) {
        visit_try_except(c, node);
    } else {
        sim_compile_visit_stmts(c, node->as.Try.body);
    }
    sim_compile_emit_artificial(c, SIM_PSEUDO_POP_BLOCK);
    sim_compile_pop_frame(c, FRAME_FINALLY_TRY);
    sim_compile_visit_stmts(c, finalbody);
    sim_compile_emit_artificial_jump(c, SIM_PSEUDO_JUMP, exit);
    sim_compile_use_block(c, end);
    sim_compile_unset_span(c);
    sim_compile_emit_jump(c, SIM_PSEUDO_SETUP_CLEANUP, cleanup);
    sim_compile_emit(c, SIM_OPCODE_PUSH_EXC_INFO);
    sim_compile_push_frame(c, (FrameBlock){.kind = FRAME_FINALLY_END});
    sim_compile_visit_stmts(c, finalbody);
    sim_compile_pop_frame(c, FRAME_FINALLY_END);
    sim_compile_emit_arg(c, SIM_OPCODE_RERAISE, 0);
    sim_compile_use_block(c, cleanup);
    sim_compile_emit_reraise_cleanup(c);
    sim_compile_use_block(c, exit);
}

void
sim_compile_visit_try(Compiler *c, const SimNode *node)
{
    if (node->as.Try.finalbody.count > 0) {
        visit_try_finally(c, node);
    } else {
        visit_try_except(c, node);
    }
}
