#include "sim/bytecode/flowgraph.h"

#include <string.h>

#include "sim/bytecode/flowgraph_private.h"
#include "sim/bytecode/opcode.h"

enum {
    FIRST_ROOM = 16,
    SMALL_EXIT = 4
};

SimBasicBlock *
sim_flowgraph_new_block(SimFlowgraph *graph)
{
    SimBasicBlock *block = sim_region_alloc(graph->region, sizeof *block);
    block->older = graph->newest;
    block->start_depth = -1;
    graph->newest = block;
    return block;
}

void
sim_flowgraph_init(SimFlowgraph *graph, SimRegion *region)
{
    *graph = (SimFlowgraph){.region = region};
    graph->entry = sim_flowgraph_new_block(graph);
    graph->current = graph->entry;
}

void
sim_flowgraph_use_block(SimFlowgraph *graph, SimBasicBlock *block)
{
    graph->current->next = block;
    graph->current = block;
}

SimFlowInstr *
sim_flowgraph_append(SimFlowgraph *graph, SimBasicBlock *block)
{
    if (block->used == block->room) {
        size_t room = block->room == 0 ? FIRST_ROOM : block->room * 2;
        SimFlowInstr *instrs = sim_region_alloc(graph->region, room * sizeof *instrs);
        if (block->used > 0) {
            memcpy(instrs, block->instrs, block->used * sizeof *instrs);
        }
        block->instrs = instrs;
        block->room = room;
    }
    return &block->instrs[block->used++];
}

SimFlowInstr *
sim_flowgraph_last(SimBasicBlock *block)
{
    return block->used > 0 ? &block->instrs[block->used - 1] : NULL;
}

void
sim_flowgraph_add(SimFlowgraph *graph, int op, uint32_t arg, SimBasicBlock *target, SimSpan span)
{
    const SimFlowInstr *last = sim_flowgraph_last(graph->current);
    if (last != NULL && sim_opcode_ends_block(last->op)) {
        sim_flowgraph_use_block(graph, sim_flowgraph_new_block(graph));
    }
    SimFlowInstr *instr = sim_flowgraph_append(graph, graph->current);
    *instr = (SimFlowInstr){.op = op, .arg = arg, .target = target, .span = span};
}

void
sim_flowgraph_insert(SimFlowgraph *graph, SimBasicBlock *block, size_t position, SimFlowInstr instr)
{
    sim_flowgraph_append(graph, block);
    memmove(&block->instrs[position + 1], &block->instrs[position],
            (block->used - 1 - position) * sizeof instr);
    block->instrs[position] = instr;
}

bool
sim_flowgraph_is_exit_without_line(const SimBasicBlock *block)
{
    if (!block->is_exit) {
        return false;
    }
    for (size_t i = 0; i < block->used; i++) {
        if (block->instrs[i].span.line >= 0) {
            return false;
        }
    }
    return true;
}

void
sim_flowgraph_inline_exit(SimFlowgraph *graph, SimBasicBlock *block)
{
    SimFlowInstr *last = sim_flowgraph_last(block);
    if (last == NULL || last->op != SIM_PSEUDO_JUMP) {
        return;
    }
    const SimBasicBlock *exit = last->target;
    if (exit->used > SMALL_EXIT || !sim_flowgraph_is_exit_without_line(exit)) {
        return;
    }
    last->op = SIM_OPCODE_NOP;
    last->target = NULL;
    for (size_t i = 0; i < exit->used; i++) {
        *sim_flowgraph_append(graph, block) = exit->instrs[i];
    }
    block->is_exit = true;
}

static void
normalize_block(SimBasicBlock *block)
{
    for (size_t i = 0; i < block->used; i++) {
        SimFlowInstr *instr = &block->instrs[i];
        if (sim_opcode_is_jump(instr->op)) {
            g_assert(i + 1 == block->used);
            block->no_fallthrough |=
                instr->op == SIM_PSEUDO_JUMP || instr->op == SIM_PSEUDO_JUMP_NO_INTERRUPT;
            while (instr->target->used == 0) {
                instr->target = instr->target->next;
            }
        } else if (sim_opcode_ends_block(instr->op)) {
            block->is_exit = true;
            block->no_fallthrough = true;
        }
    }
}

void
sim_flowgraph_normalize(SimFlowgraph *graph)
{
    for (SimBasicBlock *block = graph->newest; block != NULL; block = block->older) {
        normalize_block(block);
    }
    for (SimBasicBlock *block = graph->newest; block != NULL; block = block->older) {
        sim_flowgraph_inline_exit(graph, block);
    }
}

static int
directed(int op, bool forward)
{
    switch (op) {
    case SIM_PSEUDO_JUMP:
        return forward ? SIM_OPCODE_JUMP_FORWARD : SIM_OPCODE_JUMP_BACKWARD;
    case SIM_PSEUDO_JUMP_NO_INTERRUPT:
        return forward ? SIM_OPCODE_JUMP_FORWARD : SIM_OPCODE_JUMP_BACKWARD_NO_INTERRUPT;
    case SIM_PSEUDO_POP_JUMP_IF_FALSE:
        return forward ? SIM_OPCODE_POP_JUMP_FORWARD_IF_FALSE
                       : SIM_OPCODE_POP_JUMP_BACKWARD_IF_FALSE;
    case SIM_PSEUDO_POP_JUMP_IF_TRUE:
        return forward ? SIM_OPCODE_POP_JUMP_FORWARD_IF_TRUE : SIM_OPCODE_POP_JUMP_BACKWARD_IF_TRUE;
    case SIM_PSEUDO_POP_JUMP_IF_NONE:
        return forward ? SIM_OPCODE_POP_JUMP_FORWARD_IF_NONE : SIM_OPCODE_POP_JUMP_BACKWARD_IF_NONE;
    case SIM_PSEUDO_POP_JUMP_IF_NOT_NONE:
        return forward ? SIM_OPCODE_POP_JUMP_FORWARD_IF_NOT_NONE
                       : SIM_OPCODE_POP_JUMP_BACKWARD_IF_NOT_NONE;
    default:
        return op;
    }
}

void
sim_flowgraph_direct_jumps(SimFlowgraph *graph)
{
    for (SimBasicBlock *block = graph->entry; block != NULL; block = block->next) {
        block->visited = false;
    }
    for (SimBasicBlock *block = graph->entry; block != NULL; block = block->next) {
        block->visited = true;
        SimFlowInstr *last = sim_flowgraph_last(block);
        if (last != NULL && last->target != NULL) {
            last->op = directed(last->op, !last->target->visited);
        }
    }
}
