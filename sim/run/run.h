/* Running a scenario: from a file to a finished machine, with or without its trace.
 *
 * What the application calls. A SimScenario is the text understood: source, tree, code,
 * directives and the configuration they ask for; a SimRun is one execution of it.
 */
#pragma once

#include "sim/base/config.h"
#include "sim/bytecode/code.h"
#include "sim/run/directive.h"
#include "sim/syntax/ast.h"
#include "sim/trace/trace.h"
#include "sim/vm/vm.h"

G_BEGIN_DECLS

typedef struct {
    SimSource *source;
    SimTree *tree;
    SimCode *code;
    SimDirectives *directives;
    SimConfig config; /* the caller's, completed by the directives */
} SimScenario;

/* Reads @path ("-": stdin), parses, checks that everything in it is modelled, compiles, and
 * applies head directives to a copy of @config. NULL with @error. Returns (transfer full). */
SimScenario *sim_scenario_load(const char *path, const SimConfig *config, GError **error);
/* The same from a source that is already in memory. */
SimScenario *sim_scenario_new(SimSource *source, const SimConfig *config, GError **error);
void sim_scenario_free(SimScenario *scenario);

typedef struct {
    SimVm *vm;
    SimTrace *trace; /* NULL: not recorded */
    SimVmStatus status;
    int exit_status; /* 0, 1, what SystemExit says, or 3 after a limit */
    uint64_t steps;  /* bytecodes executed */
} SimRun;

/* Runs the scenario to its end, printing through @write. When a limit is hit the notice says
 * which and names its option; the state reached is kept. What happens is recorded in @trace
 * (transfer full, new), unless it is NULL. Without a recording there is a limit of
 * steps only where somebody set one. @started (may be NULL) is called
 * before the first instruction: the place to hook an interrupt to sim_vm_interrupt. NULL with
 * @error only for what cannot be started. */
SimRun *sim_run(const SimScenario *scenario,
                SimTrace *trace,
                SimVmWrite write,
                void *data,
                void (*started)(SimVm *vm, void *data),
                GError **error);
void sim_run_free(SimRun *run);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SimScenario, sim_scenario_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SimRun, sim_run_free)

G_END_DECLS
