#include "sim/bytecode/flowgraph_private.h"
#include "sim/bytecode/opcode.h"

static SimBasicBlock *
copy_block(SimFlowgraph *graph, const SimBasicBlock *block)
{
    g_assert(block->no_fallthrough);
    SimBasicBlock *copy = sim_flowgraph_new_block(graph);
    for (size_t i = 0; i < block->used; i++) {
        *sim_flowgraph_append(graph, copy) = block->instrs[i];
    }
    copy->is_exit = block->is_exit;
    copy->no_fallthrough = true;
    return copy;
}

/* An exit without a line that is jumped to from several lines becomes several. */
void
sim_flowgraph_split_exits(SimFlowgraph *graph)
{
    for (SimBasicBlock *block = graph->newest; block != NULL; block = block->older) {
        SimFlowInstr *last = sim_flowgraph_last(block);
        if (last == NULL || !sim_opcode_is_jump(last->op)) {
            continue;
        }
        SimBasicBlock *exit = last->target;
        if (sim_flowgraph_is_exit_without_line(exit) && exit->predecessors > 1) {
            SimBasicBlock *copy = copy_block(graph, exit);
            copy->instrs[0].span = last->span;
            last->target = copy;
            exit->predecessors--;
            copy->predecessors = 1;
            copy->next = exit->next;
            exit->next = copy;
        }
    }
    for (SimBasicBlock *block = graph->newest; block != NULL; block = block->older) {
        while (block->next != NULL && block->next->used == 0) {
            block->next = block->next->next;
        }
    }
    for (SimBasicBlock *block = graph->newest; block != NULL; block = block->older) {
        if (!block->no_fallthrough && block->next != NULL && block->used > 0 &&
            sim_flowgraph_is_exit_without_line(block->next)) {
            block->next->instrs[0].span = sim_flowgraph_last(block)->span;
        }
    }
}

static void
hand_on(SimBasicBlock *block, SimSpan span)
{
    if (block->predecessors == 1 && block->used > 0 && block->instrs[0].span.line < 0) {
        block->instrs[0].span = span;
    }
}

/* An artificial instruction has the place of the one before it, if only one can be. */
static void
spread_from_predecessors(SimFlowgraph *graph)
{
    for (SimBasicBlock *block = graph->entry; block != NULL; block = block->next) {
        if (block->used == 0) {
            continue;
        }
        SimSpan span = SIM_FLOWGRAPH_NO_SPAN;
        for (size_t i = 0; i < block->used; i++) {
            if (block->instrs[i].span.line < 0) {
                block->instrs[i].span = span;
            } else {
                span = block->instrs[i].span;
            }
        }
        if (!block->no_fallthrough && block->next != NULL) {
            hand_on(block->next, span);
        }
        const SimFlowInstr *last = sim_flowgraph_last(block);
        if (sim_opcode_is_jump(last->op)) {
            hand_on(last->target, span);
        }
    }
}

/* A return always has a line, if need be that of the code before it. */
static void
give_returns_a_line(SimFlowgraph *graph, int32_t line)
{
    for (SimBasicBlock *block = graph->entry; block != NULL; block = block->next) {
        const SimFlowInstr *last = sim_flowgraph_last(block);
        if (last == NULL) {
            continue;
        }
        if (last->span.line >= 0) {
            line = last->span.line;
        } else if (last->op == SIM_OPCODE_RETURN_VALUE) {
            for (size_t i = 0; i < block->used; i++) {
                block->instrs[i].span.line = line;
            }
        }
    }
}

void
sim_flowgraph_spread_lines(SimFlowgraph *graph, int32_t first_line)
{
    spread_from_predecessors(graph);
    give_returns_a_line(graph, first_line);
}
