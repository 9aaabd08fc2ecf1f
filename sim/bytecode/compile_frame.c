#include "sim/bytecode/compile_private.h"

void
sim_compile_push_frame(Compiler *c, FrameBlock frame)
{
    Unit *unit = c->unit;
    if (unit->nframes >= MAX_FRAME_BLOCKS) {
        sim_compile_fail(c, "too many statically nested blocks");
        return;
    }
    unit->frames[unit->nframes++] = frame;
}

void
sim_compile_pop_frame(Compiler *c, FrameKind kind)
{
    if (c->error != NULL) {
        return; /* its push may have been refused */
    }
    Unit *unit = c->unit;
    g_assert(unit->nframes > 0 && unit->frames[unit->nframes - 1].kind == kind);
    unit->nframes--;
}

static void
keep_top(Compiler *c, bool preserve_top)
{
    if (preserve_top) {
        sim_compile_emit_arg(c, SIM_OPCODE_SWAP, 2);
    }
}

static void
pop_below_top(Compiler *c, bool preserve_top)
{
    keep_top(c, preserve_top);
    sim_compile_emit(c, SIM_OPCODE_POP_TOP);
}

static void
unwind_finally(Compiler *c, const FrameBlock *frame, bool preserve_top)
{
    sim_compile_emit(c, SIM_PSEUDO_POP_BLOCK);
    if (preserve_top) {
        sim_compile_push_frame(c, (FrameBlock){.kind = FRAME_POP_VALUE});
    }
    sim_compile_visit_stmts(c, frame->node->as.Try.finalbody);
    if (preserve_top) {
        sim_compile_pop_frame(c, FRAME_POP_VALUE);
    }
    sim_compile_unset_span(c);
}

static void
unwind_with(Compiler *c, const FrameBlock *frame, bool preserve_top)
{
    sim_compile_set_span(c, frame->node);
    sim_compile_emit(c, SIM_PSEUDO_POP_BLOCK);
    keep_top(c, preserve_top);
    sim_compile_emit_exit_call(c);
    sim_compile_emit(c, SIM_OPCODE_POP_TOP);
    sim_compile_unset_span(c);
}

static void
unwind_handler(Compiler *c, const FrameBlock *frame, bool preserve_top)
{
    if (frame->name != NULL) {
        sim_compile_emit(c, SIM_PSEUDO_POP_BLOCK);
    }
    keep_top(c, preserve_top);
    sim_compile_emit(c, SIM_PSEUDO_POP_BLOCK);
    sim_compile_emit(c, SIM_OPCODE_POP_EXCEPT);
    if (frame->name != NULL) {
        sim_compile_emit_none(c);
        sim_compile_emit_variable(c, frame->name, SIM_OP_Store);
        sim_compile_emit_variable(c, frame->name, SIM_OP_Del);
    }
}

void
sim_compile_unwind_frame(Compiler *c, const FrameBlock *frame, bool preserve_top)
{
    switch (frame->kind) {
    case FRAME_WHILE_LOOP:
    case FRAME_EXCEPTION_HANDLER:
        break;
    case FRAME_FOR_LOOP: /* the iterator */
    case FRAME_POP_VALUE:
        pop_below_top(c, preserve_top);
        break;
    case FRAME_TRY_EXCEPT:
        sim_compile_emit(c, SIM_PSEUDO_POP_BLOCK);
        break;
    case FRAME_FINALLY_TRY:
        unwind_finally(c, frame, preserve_top);
        break;
    case FRAME_FINALLY_END:
        pop_below_top(c, preserve_top); /* the exception */
        keep_top(c, preserve_top);
        sim_compile_emit(c, SIM_PSEUDO_POP_BLOCK);
        sim_compile_emit(c, SIM_OPCODE_POP_EXCEPT);
        break;
    case FRAME_WITH:
        unwind_with(c, frame, preserve_top);
        break;
    case FRAME_HANDLER_CLEANUP:
        unwind_handler(c, frame, preserve_top);
        break;
    default:
        g_assert_not_reached();
    }
}

void
sim_compile_unwind_frames(Compiler *c, bool preserve_top, const FrameBlock **loop)
{
    Unit *unit = c->unit;
    if (unit->nframes == 0) {
        return;
    }
    const FrameBlock *top = &unit->frames[unit->nframes - 1];
    if (loop != NULL && (top->kind == FRAME_WHILE_LOOP || top->kind == FRAME_FOR_LOOP)) {
        *loop = top;
        return;
    }
    /* A `finally` body is compiled outside of its own block, and may overwrite it. */
    FrameBlock copy = *top;
    unit->nframes--;
    sim_compile_unwind_frame(c, &copy, preserve_top);
    sim_compile_unwind_frames(c, preserve_top, loop);
    unit->frames[unit->nframes++] = copy;
}
