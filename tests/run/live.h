/* The live machine beside the state replayed from its trace. */
#pragma once

#include <string>

#include "sim/model/world.h"
#include "sim/replay/state.h"

/* Every object of the world (slot, type, address, count, what it refers to) and every block,
 * compared with @state. "" when they agree, else the first differences, one on a line. */
std::string compare_live(SimWorld *world, const SimState *state);
/* The allocator's table, and that of one which was fed the events of @trace. "" when they agree,
 * else both. */
std::string compare_pymalloc(SimWorld *world, const SimTrace *trace);
