/* The flow graph of one code object, and what is done to it before it becomes a list
 * of instructions.
 *
 * Stands for the basic blocks of Python/compile.c (3.11). The compiler appends
 * instructions to the current block; a jump, a return or a raise ends it, and the next
 * instruction begins another. Blocks have two orders: `next` is the order of the code
 * (a block that does not end with a jump falls through to it), `older` the reverse of
 * the order in which they were made, which some passes follow because CPython does.
 *
 * All memory is the region's. An instruction without a place has span.line -1.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/base/span.h"
#include "sim/bytecode/const_table.h"
#include "sim/bytecode/region.h"

G_BEGIN_DECLS

typedef struct SimBasicBlock SimBasicBlock;
typedef struct SimExceptStack SimExceptStack;

typedef struct {
    int op; /* SimOpcode or SimPseudoOpcode */
    uint32_t arg;
    SimSpan span;
    SimBasicBlock *target;  /* of a jump or of a block push */
    SimBasicBlock *handler; /* where an exception goes; set by label_handlers */
} SimFlowInstr;

struct SimBasicBlock {
    SimBasicBlock *older;
    SimBasicBlock *next;
    SimFlowInstr *instrs;
    size_t used;
    size_t room;
    SimExceptStack *handlers; /* those active at the start, while they are labelled */
    int predecessors;         /* of the blocks that can be reached */
    int start_depth;          /* of the value stack; -1: not known */
    uint32_t index;           /* of the first instruction; set by the assembler */
    bool keeps_lasti;         /* a handler that wants the place of the exception */
    bool visited;
    bool is_exit; /* ends with return or raise */
    bool no_fallthrough;
};

typedef struct {
    SimRegion *region;
    SimBasicBlock *newest;
    SimBasicBlock *entry;
    SimBasicBlock *current;
} SimFlowgraph;

/* A place that stands for none. */
#define SIM_FLOWGRAPH_NO_SPAN ((SimSpan){-1, -1, -1, -1})

void sim_flowgraph_init(SimFlowgraph *graph, SimRegion *region);

SimBasicBlock *sim_flowgraph_new_block(SimFlowgraph *graph);
/* Puts @block behind the current one and makes it the current one. */
void sim_flowgraph_use_block(SimFlowgraph *graph, SimBasicBlock *block);
void
sim_flowgraph_add(SimFlowgraph *graph, int op, uint32_t arg, SimBasicBlock *target, SimSpan span);
/* Puts an instruction before the @position-th of @block. */
void sim_flowgraph_insert(SimFlowgraph *graph,
                          SimBasicBlock *block,
                          size_t position,
                          SimFlowInstr instr);
/* The last instruction of a block, or NULL. */
SimFlowInstr *sim_flowgraph_last(SimBasicBlock *block);

/* The passes, in the order the assembler calls them. */

/* Finds out how blocks end, and copies small exits to where they are jumped to. */
void sim_flowgraph_normalize(SimFlowgraph *graph);
/* Peephole optimization, jump threading, removal of what is never reached. */
void sim_flowgraph_optimize(SimFlowgraph *graph, SimConstTable *consts);
/* Gives each instruction a line where it can be told which. */
void sim_flowgraph_split_exits(SimFlowgraph *graph);
void sim_flowgraph_spread_lines(SimFlowgraph *graph, int32_t first_line);
/* The largest depth of the value stack; sets start_depth. */
int sim_flowgraph_stack_depth(SimFlowgraph *graph, bool is_generator);
/* Sets each instruction's handler and removes block pushes and pops. */
void sim_flowgraph_label_handlers(SimFlowgraph *graph);
/* Gives jumps their direction. */
void sim_flowgraph_direct_jumps(SimFlowgraph *graph);

G_END_DECLS
