/* What the assembler needs of code.c. */
#pragma once

#include "sim/bytecode/code.h"
#include "sim/bytecode/region.h"

/* An empty code object with one reference, whose memory is a new region. Takes a
 * reference to @source. */
SimCode *sim_code_new(SimSource *source);
SimRegion *sim_code_region(SimCode *code);

/* Whether two code objects are the same member of co_consts. */
bool sim_code_equal(const SimCode *a, const SimCode *b);
