/* What the value stack and the stack of handlers look like at each instruction. */
#include <string.h>

#include "sim/bytecode/flowgraph_private.h"
#include "sim/bytecode/opcode.h"

static void
push_depth(GPtrArray *pending, SimBasicBlock *block, int depth)
{
    g_assert(block->start_depth < 0 || block->start_depth == depth);
    if (block->start_depth < depth) {
        block->start_depth = depth;
        g_ptr_array_add(pending, block);
    }
}

static bool
never_goes_on(int op)
{
    return op == SIM_PSEUDO_JUMP || op == SIM_PSEUDO_JUMP_NO_INTERRUPT ||
           op == SIM_OPCODE_RETURN_VALUE || op == SIM_OPCODE_RAISE_VARARGS ||
           op == SIM_OPCODE_RERAISE;
}

/* Follows one block from its start depth; returns the largest depth in it. */
static int
follow_block(SimBasicBlock *block, GPtrArray *pending)
{
    int depth = block->start_depth;
    int largest = depth;
    for (size_t i = 0; i < block->used; i++) {
        const SimFlowInstr *instr = &block->instrs[i];
        int after = depth + sim_opcode_effect(instr->op, instr->arg, false);
        largest = MAX(largest, after);
        if (instr->target != NULL) {
            int there = depth + sim_opcode_effect(instr->op, instr->arg, true);
            largest = MAX(largest, there);
            push_depth(pending, instr->target, there);
        }
        depth = after;
        if (never_goes_on(instr->op)) {
            return largest;
        }
    }
    if (block->next != NULL) {
        push_depth(pending, block->next, depth);
    }
    return largest;
}

int
sim_flowgraph_stack_depth(SimFlowgraph *graph, bool is_generator)
{
    GPtrArray *pending = g_ptr_array_new();
    int largest = 0;
    push_depth(pending, graph->entry, is_generator ? 1 : 0);
    while (pending->len > 0) {
        SimBasicBlock *block = g_ptr_array_steal_index(pending, pending->len - 1);
        largest = MAX(largest, follow_block(block, pending));
    }
    g_ptr_array_unref(pending);
    return largest;
}

/* At most as many as the compiler's limit of nested blocks, and as many more that the
 * compiler sets up inside of those. */
enum {
    MAX_HANDLERS = 42
};

struct SimExceptStack {
    SimBasicBlock *handlers[MAX_HANDLERS];
    size_t depth;
};

static SimBasicBlock *
top_handler(const SimExceptStack *stack)
{
    return stack->depth > 0 ? stack->handlers[stack->depth - 1] : NULL;
}

static void
begin_block(SimFlowgraph *graph,
            SimBasicBlock *block,
            const SimExceptStack *stack,
            GPtrArray *pending)
{
    if (block->visited) {
        return;
    }
    block->visited = true;
    block->handlers = sim_region_alloc(graph->region, sizeof *block->handlers);
    *block->handlers = *stack;
    g_ptr_array_add(pending, block);
}

static void
push_handler(SimExceptStack *stack, const SimFlowInstr *setup)
{
    g_assert(stack->depth < MAX_HANDLERS);
    if (setup->op != SIM_PSEUDO_SETUP_FINALLY) {
        setup->target->keeps_lasti = true;
    }
    stack->handlers[stack->depth++] = setup->target;
}

static void
label_block(SimFlowgraph *graph, SimBasicBlock *block, GPtrArray *pending)
{
    SimExceptStack stack = *block->handlers;
    for (size_t i = 0; i < block->used; i++) {
        SimFlowInstr *instr = &block->instrs[i];
        if (instr->target != NULL) {
            begin_block(graph, instr->target, &stack, pending);
        }
        if (sim_opcode_is_block_push(instr->op)) {
            push_handler(&stack, instr);
        } else if (instr->op == SIM_PSEUDO_POP_BLOCK) {
            g_assert(stack.depth > 0);
            stack.depth--;
        } else {
            instr->handler = top_handler(&stack);
        }
    }
    if (!block->no_fallthrough && block->next != NULL) {
        begin_block(graph, block->next, &stack, pending);
    }
}

void
sim_flowgraph_label_handlers(SimFlowgraph *graph)
{
    const SimExceptStack empty = {.depth = 0};
    GPtrArray *pending = g_ptr_array_new();
    begin_block(graph, graph->entry, &empty, pending);
    while (pending->len > 0) {
        label_block(graph, g_ptr_array_steal_index(pending, pending->len - 1), pending);
    }
    g_ptr_array_unref(pending);
    for (SimBasicBlock *block = graph->entry; block != NULL; block = block->next) {
        for (size_t i = 0; i < block->used; i++) {
            SimFlowInstr *instr = &block->instrs[i];
            if (sim_opcode_is_block_push(instr->op) || instr->op == SIM_PSEUDO_POP_BLOCK) {
                instr->op = SIM_OPCODE_NOP;
                instr->target = NULL;
            }
        }
    }
    for (SimBasicBlock *block = graph->entry; block != NULL; block = block->next) {
        sim_flowgraph_clean_block(block);
    }
}
