/* The cost table (cost.def): virtual ns for what threads do. */
#pragma once

#include <stdint.h>

typedef enum {
#define COST(NAME, ns, what) SIM_COST_##NAME = (ns),
#include "sim/model/cost.def"
#undef COST
} SimCost;
