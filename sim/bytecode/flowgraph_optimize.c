#include "sim/bytecode/const.h"
#include "sim/bytecode/flowgraph_private.h"
#include "sim/bytecode/opcode.h"

void
sim_flowgraph_clean_block(SimBasicBlock *block)
{
    size_t kept = 0;
    int32_t previous_line = -1;
    for (size_t i = 0; i < block->used; i++) {
        int32_t line = block->instrs[i].span.line;
        if (block->instrs[i].op == SIM_OPCODE_NOP) {
            if (line < 0 || line == previous_line) {
                continue;
            }
            if (i + 1 < block->used) {
                SimFlowInstr *following = &block->instrs[i + 1];
                if (following->span.line == line) {
                    continue;
                }
                if (following->span.line < 0) {
                    following->span = block->instrs[i].span;
                    continue;
                }
            } else {
                const SimBasicBlock *next = block->next;
                while (next != NULL && next->used == 0) {
                    next = next->next;
                }
                if (next != NULL && next->instrs[0].span.line == line) {
                    continue;
                }
            }
        }
        block->instrs[kept++] = block->instrs[i];
        previous_line = line;
    }
    block->used = kept;
}

/* If the jump's target is a jump itself, goes where that goes. Lines must be hit all
 * the same. */
static bool
thread_jump(SimFlowInstr *instr, const SimFlowInstr *target, int op)
{
    if (instr->span.line != target->span.line || instr->target == target->target) {
        return false;
    }
    instr->target = target->target;
    instr->op = op;
    return true;
}

/* A jump that keeps the value it tests, to another that tests it again. */
static bool
thread_keeping_jump(SimFlowInstr *instr, const SimFlowInstr *target)
{
    bool if_true = instr->op == SIM_OPCODE_JUMP_IF_TRUE_OR_POP;
    int pop_same = if_true ? SIM_PSEUDO_POP_JUMP_IF_TRUE : SIM_PSEUDO_POP_JUMP_IF_FALSE;
    int pop_other = if_true ? SIM_PSEUDO_POP_JUMP_IF_FALSE : SIM_PSEUDO_POP_JUMP_IF_TRUE;
    int keep_other = if_true ? SIM_OPCODE_JUMP_IF_FALSE_OR_POP : SIM_OPCODE_JUMP_IF_TRUE_OR_POP;
    if (target->op == pop_same) {
        return thread_jump(instr, target, pop_same);
    }
    if (target->op == SIM_PSEUDO_JUMP || target->op == instr->op) {
        return thread_jump(instr, target, instr->op);
    }
    if ((target->op == pop_other || target->op == keep_other) &&
        instr->span.line == target->span.line) {
        instr->op = pop_same; /* the second test fails: it falls through */
        instr->target = instr->target->next;
        return true;
    }
    return false;
}

typedef struct {
    SimFlowgraph *graph;
    SimBasicBlock *block;
    SimConstTable *consts;
} Peephole;

static int
op_at(const SimBasicBlock *block, size_t i)
{
    return i < block->used ? block->instrs[i].op : -1;
}

static bool
constant_is_true(const Peephole *at, const SimFlowInstr *instr)
{
    SimCodeConst member = sim_const_table_get(at->consts, instr->arg);
    return member.code != NULL || sim_const_is_true(member.value);
}

/* LOAD_CONST before a conditional jump: it is known whether it jumps. */
static void
settle_jump(Peephole *at, SimFlowInstr *load)
{
    SimFlowInstr *jump = load + 1;
    bool keeps =
        jump->op == SIM_OPCODE_JUMP_IF_FALSE_OR_POP || jump->op == SIM_OPCODE_JUMP_IF_TRUE_OR_POP;
    bool if_true =
        jump->op == SIM_PSEUDO_POP_JUMP_IF_TRUE || jump->op == SIM_OPCODE_JUMP_IF_TRUE_OR_POP;
    bool jumps = constant_is_true(at, load) == if_true;
    if (!(keeps && jumps)) {
        load->op = SIM_OPCODE_NOP;
    }
    if (jumps) {
        jump->op = SIM_PSEUDO_JUMP;
        at->block->no_fallthrough = true;
    } else {
        jump->op = SIM_OPCODE_NOP;
        jump->target = NULL;
    }
}

/* `is None` before a conditional jump. */
static void
test_none(Peephole *at, SimFlowInstr *load, size_t i)
{
    SimCodeConst member = sim_const_table_get(at->consts, load->arg);
    int jump_op = op_at(at->block, i + 2);
    if (member.code != NULL || member.value->kind != SIM_CONST_NONE ||
        (jump_op != SIM_PSEUDO_POP_JUMP_IF_FALSE && jump_op != SIM_PSEUDO_POP_JUMP_IF_TRUE)) {
        return;
    }
    bool is_not = load[1].arg == 1;
    bool if_false = jump_op == SIM_PSEUDO_POP_JUMP_IF_FALSE;
    load[0].op = SIM_OPCODE_NOP;
    load[1].op = SIM_OPCODE_NOP;
    load[2].op = is_not != if_false ? SIM_PSEUDO_POP_JUMP_IF_NOT_NONE : SIM_PSEUDO_POP_JUMP_IF_NONE;
}

static void
optimize_load_const(Peephole *at, size_t i)
{
    SimFlowInstr *load = &at->block->instrs[i];
    switch (op_at(at->block, i + 1)) {
    case SIM_PSEUDO_POP_JUMP_IF_FALSE:
    case SIM_PSEUDO_POP_JUMP_IF_TRUE:
    case SIM_OPCODE_JUMP_IF_FALSE_OR_POP:
    case SIM_OPCODE_JUMP_IF_TRUE_OR_POP:
        settle_jump(at, load);
        break;
    case SIM_OPCODE_IS_OP:
        test_none(at, load, i);
        break;
    default:
        break;
    }
}

/* BUILD_TUPLE of what LOAD_CONST pushed is a constant. */
static void
fold_tuple(Peephole *at, SimFlowInstr *build)
{
    size_t count = build->arg;
    const SimConst **items = g_new(const SimConst *, count + 1);
    bool all_const = true;
    for (size_t i = 0; i < count && all_const; i++) {
        const SimFlowInstr *load = build - count + i;
        all_const = load->op == SIM_OPCODE_LOAD_CONST;
        if (all_const) {
            SimCodeConst member = sim_const_table_get(at->consts, load->arg);
            items[i] = member.value;
            all_const = member.code == NULL; /* a tuple that holds code is built */
        }
    }
    if (all_const) {
        const SimConst *tuple = sim_const_new_tuple(at->graph->region, items, count);
        for (size_t i = 0; i < count; i++) {
            (build - count + i)->op = SIM_OPCODE_NOP;
        }
        build->op = SIM_OPCODE_LOAD_CONST;
        build->arg = sim_const_table_add(at->consts, tuple);
    }
    g_free(items);
}

/* True when the tuple is unpacked at once and was replaced by a swap. */
static bool
skip_unpacked_tuple(Peephole *at, size_t i)
{
    SimFlowInstr *build = &at->block->instrs[i];
    if (op_at(at->block, i + 1) != SIM_OPCODE_UNPACK_SEQUENCE || build[1].arg != build->arg ||
        build->arg < 1 || build->arg > 3) {
        return false;
    }
    build[1].op = build->arg == 1 ? SIM_OPCODE_NOP : SIM_OPCODE_SWAP;
    build->op = SIM_OPCODE_NOP;
    return true;
}

/* The instructions that a SWAP may be moved over: they only pop the top, and run
 * nothing that could look at the others. */
static bool
is_swappable(int op)
{
    return op == SIM_OPCODE_STORE_FAST || op == SIM_OPCODE_POP_TOP;
}

/* The next one behind @i, on @line (-1: any); the size of the block if there is none. */
static size_t
next_swappable(const SimBasicBlock *block, size_t i, int32_t line)
{
    while (++i < block->used) {
        const SimFlowInstr *instr = &block->instrs[i];
        if (line >= 0 && instr->span.line != line) {
            break;
        }
        if (instr->op != SIM_OPCODE_NOP) {
            return is_swappable(instr->op) ? i : block->used;
        }
    }
    return block->used;
}

/* SWAP before stores: exchange the stores instead. Looks at @i and to its left. */
static void
apply_swaps(SimBasicBlock *block, size_t i)
{
    for (size_t at = i + 1; at-- > 0;) {
        SimFlowInstr *swap = &block->instrs[at];
        if (swap->op != SIM_OPCODE_SWAP) {
            if (swap->op == SIM_OPCODE_NOP || is_swappable(swap->op)) {
                continue;
            }
            return;
        }
        size_t first = next_swappable(block, at, -1);
        size_t second = first;
        for (uint32_t depth = swap->arg; depth > 1 && second < block->used; depth--) {
            second = next_swappable(block, second, block->instrs[first].span.line);
        }
        if (first == block->used || second == block->used) {
            return;
        }
        swap->op = SIM_OPCODE_NOP;
        SimFlowInstr moved = block->instrs[first];
        block->instrs[first] = block->instrs[second];
        block->instrs[second] = moved;
    }
}

/* Rewrites @count instructions (SWAP and NOP) as the fewest SWAPs that permute the
 * stack alike. Each cycle of the permutation that holds the top takes one SWAP less
 * than its length, each other one more. */
static void
shorten_swaps(SimFlowInstr *instrs, size_t count, uint32_t depth)
{
    int *stack = g_new(int, depth);
    for (uint32_t i = 0; i < depth; i++) {
        stack[i] = (int) i;
    }
    for (size_t i = 0; i < count; i++) {
        if (instrs[i].op == SIM_OPCODE_SWAP) {
            int top = stack[0];
            stack[0] = stack[instrs[i].arg - 1];
            stack[instrs[i].arg - 1] = top;
        }
    }
    size_t unused = count; /* filled from the end */
    for (uint32_t i = 0; i < depth; i++) {
        if (stack[i] == -1 || stack[i] == (int) i) {
            continue;
        }
        for (int j = (int) i;;) {
            if (j != 0) {
                instrs[--unused].op = SIM_OPCODE_SWAP;
                instrs[unused].arg = (uint32_t) j + 1;
            }
            if (stack[j] == -1) {
                break;
            }
            int next = stack[j];
            stack[j] = -1;
            j = next;
        }
    }
    while (unused > 0) {
        instrs[--unused].op = SIM_OPCODE_NOP;
    }
    g_free(stack);
}

/* Returns the index of the last of the SWAPs that begin at @i. */
static size_t
optimize_swaps(SimBasicBlock *block, size_t i)
{
    uint32_t depth = 0;
    bool several = false;
    size_t count = 0;
    for (; i + count < block->used; count++) {
        const SimFlowInstr *instr = &block->instrs[i + count];
        if (instr->op == SIM_OPCODE_SWAP) {
            depth = MAX(depth, instr->arg);
            several |= count > 0;
        } else if (instr->op != SIM_OPCODE_NOP) {
            break;
        }
    }
    if (!several) {
        return i;
    }
    shorten_swaps(&block->instrs[i], count, depth);
    return i + count - 1;
}

/* Optimizes the instruction at @i; returns the index of the next one to look at. */
static size_t
optimize_at(Peephole *at, size_t i)
{
    static const SimFlowInstr none = {.op = SIM_OPCODE_NOP};
    SimBasicBlock *block = at->block;
    SimFlowInstr *instr = &block->instrs[i];
    const SimFlowInstr *target = &none;
    if (instr->target != NULL) {
        while (instr->target->used == 0) {
            instr->target = instr->target->next;
        }
        target = &instr->target->instrs[0];
    }
    switch (instr->op) {
    case SIM_OPCODE_LOAD_CONST:
        optimize_load_const(at, i);
        break;
    case SIM_OPCODE_BUILD_TUPLE:
        if (!skip_unpacked_tuple(at, i) && i >= instr->arg) {
            fold_tuple(at, instr);
        }
        break;
    case SIM_OPCODE_JUMP_IF_FALSE_OR_POP:
    case SIM_OPCODE_JUMP_IF_TRUE_OR_POP:
        return thread_keeping_jump(instr, target) ? i : i + 1;
    case SIM_PSEUDO_POP_JUMP_IF_FALSE:
    case SIM_PSEUDO_POP_JUMP_IF_TRUE:
    case SIM_PSEUDO_POP_JUMP_IF_NONE:
    case SIM_PSEUDO_POP_JUMP_IF_NOT_NONE:
    case SIM_PSEUDO_JUMP:
        return target->op == SIM_PSEUDO_JUMP && thread_jump(instr, target, instr->op) ? i : i + 1;
    case SIM_OPCODE_SWAP:
        if (instr->arg == 1) {
            instr->op = SIM_OPCODE_NOP;
        } else {
            i = optimize_swaps(block, i);
            apply_swaps(block, i);
        }
        break;
    case SIM_OPCODE_PUSH_NULL:
        if (op_at(block, i + 1) == SIM_OPCODE_LOAD_GLOBAL) {
            instr->op = SIM_OPCODE_NOP;
            instr[1].arg |= 1;
        }
        break;
    default:
        break;
    }
    return i + 1;
}

static void
reach(SimBasicBlock *block, GPtrArray *pending)
{
    if (block->predecessors++ == 0) {
        g_ptr_array_add(pending, block);
    }
}

static void
count_predecessors(SimFlowgraph *graph)
{
    GPtrArray *pending = g_ptr_array_new();
    reach(graph->entry, pending);
    while (pending->len > 0) {
        SimBasicBlock *block = g_ptr_array_steal_index(pending, pending->len - 1);
        if (block->next != NULL && !block->no_fallthrough) {
            reach(block->next, pending);
        }
        for (size_t i = 0; i < block->used; i++) {
            if (block->instrs[i].target != NULL) {
                reach(block->instrs[i].target, pending);
            }
        }
    }
    g_ptr_array_unref(pending);
}

static void
skip_empty_blocks(SimFlowgraph *graph)
{
    for (SimBasicBlock *block = graph->entry; block != NULL; block = block->next) {
        SimBasicBlock *next = block->next;
        while (next != NULL && next->used == 0 && next->next != NULL) {
            next = next->next;
        }
        block->next = next;
    }
    for (SimBasicBlock *block = graph->entry; block != NULL; block = block->next) {
        SimFlowInstr *last = sim_flowgraph_last(block);
        if (last != NULL && sim_opcode_is_jump(last->op)) {
            while (last->target->used == 0) {
                last->target = last->target->next;
            }
        }
    }
}

/* A jump to the block that follows anyway. */
static bool
drop_idle_jumps(SimFlowgraph *graph)
{
    bool any = false;
    for (SimBasicBlock *block = graph->entry; block != NULL; block = block->next) {
        SimFlowInstr *last = sim_flowgraph_last(block);
        if (last != NULL &&
            (last->op == SIM_PSEUDO_JUMP || last->op == SIM_PSEUDO_JUMP_NO_INTERRUPT) &&
            last->target == block->next) {
            block->no_fallthrough = false;
            last->op = SIM_OPCODE_NOP;
            last->target = NULL;
            any = true;
        }
    }
    return any;
}

void
sim_flowgraph_optimize(SimFlowgraph *graph, SimConstTable *consts)
{
    for (SimBasicBlock *block = graph->entry; block != NULL; block = block->next) {
        Peephole at = {graph, block, consts};
        for (size_t i = 0; i < block->used;) {
            i = optimize_at(&at, i);
        }
        sim_flowgraph_clean_block(block);
    }
    for (SimBasicBlock *block = graph->newest; block != NULL; block = block->older) {
        sim_flowgraph_inline_exit(graph, block);
    }
    for (SimBasicBlock *block = graph->entry; block != NULL; block = block->next) {
        sim_flowgraph_clean_block(block);
    }
    count_predecessors(graph);
    for (SimBasicBlock *block = graph->entry; block != NULL; block = block->next) {
        if (block->predecessors == 0) {
            block->used = 0;
            block->no_fallthrough = false;
        }
    }
    skip_empty_blocks(graph);
    if (drop_idle_jumps(graph)) {
        skip_empty_blocks(graph);
    }
}
