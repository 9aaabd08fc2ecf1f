/* What the passes over the flow graph share. */
#pragma once

#include "sim/bytecode/flowgraph.h"

/* Drops NOPs whose line is kept by a neighbour. */
void sim_flowgraph_clean_block(SimBasicBlock *block);
/* If @block ends with a jump to a small exit, puts a copy of that in place of the jump. */
void sim_flowgraph_inline_exit(SimFlowgraph *graph, SimBasicBlock *block);
SimFlowInstr *sim_flowgraph_append(SimFlowgraph *graph, SimBasicBlock *block);
