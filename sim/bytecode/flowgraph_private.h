/* What the passes over the flow graph share. */
#pragma once

#include "sim/bytecode/flowgraph.h"

/* Drops NOPs whose line is kept by a neighbour. */
void sim_flowgraph_clean_block(SimBasicBlock *block);
/* An artificial return: it takes the line of whatever comes to it. */
bool sim_flowgraph_is_exit_without_line(const SimBasicBlock *block);
/* If @block ends with a jump to a small exit, puts a copy of that in place of the jump. */
void sim_flowgraph_inline_exit(SimFlowgraph *graph, SimBasicBlock *block);
SimFlowInstr *sim_flowgraph_append(SimFlowgraph *graph, SimBasicBlock *block);
