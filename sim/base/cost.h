/* The cost table: what things take in virtual time.
 *
 * cost.def lists them with their defaults; `pyarena calibrate` measures another machine's. Kept in
 * thousandths of ns, because one instruction takes few ns.
 *
 * A table's file is a key file with the group [costs] and ns for each name, as `BYTECODE = 3.1`;
 * what is not in it has its default.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
#define COST(NAME, ns, what) SIM_COST_##NAME,
#include "sim/base/cost.def"
#undef COST
    SIM_COST_COUNT
} SimCost;

/* More than that, 1000 s, is nothing that a table can mean. */
#define SIM_COST_MOST_NS 1e12

typedef struct {
    uint64_t ps[SIM_COST_COUNT];
} SimCosts;

void sim_costs_init(SimCosts *costs);
/* False with @error (SIM_DIAG_INPUT) for a file that cannot be read or is no such table; @costs is
 * then as it was. */
bool sim_costs_load(SimCosts *costs, const char *path, GError **error);
/* The text of such a file. @comment may be NULL. Returns (transfer full). */
char *sim_costs_save(const SimCosts *costs, const char *comment);

const char *sim_cost_name(SimCost cost);
/* "one instruction of 3.11, on average" */
const char *sim_cost_what(SimCost cost);
/* SIM_COST_COUNT: there is none of that name. */
SimCost sim_cost_find(const char *name);
/* False: it is no time that can be in a table. */
bool sim_cost_set(SimCosts *costs, SimCost cost, double ns);

static inline double
sim_cost_ns(const SimCosts *costs, SimCost cost)
{
    return (double) costs->ps[cost] / 1000.0;
}

/* ns that so many of them take. */
static inline uint64_t
sim_cost(const SimCosts *costs, SimCost cost, uint64_t count)
{
    return costs->ps[cost] * count / 1000;
}

G_END_DECLS
