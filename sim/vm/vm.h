/* The interpreter: one modelled process that runs code objects.
 *
 * Stands for Python/ceval.c, Python/frame.c, Python/bltinmodule.c, Python/import.c and
 * Python/pythonrun.c of 3.11. A SimVm owns a world, its modules and its threads; nothing is
 * global, several live in one host process.
 *
 * Every frame is data: calls between Python functions, generators and class instantiation
 * take no host stack. Where C code calls back (a sort key, __eq__ in a dict, __repr__,
 * __del__), a nested loop runs on the host's stack; their depth is bounded by Python's
 * recursion limit and by what is left of the host's stack (RecursionError).
 *
 * Errors: what a scenario does wrong is an exception of its own, reported by the status and
 * printed by sim_vm_finish; GError is for what cannot be run at all.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

#include "sim/base/config.h"
#include "sim/base/diag.h"
#include "sim/bytecode/code.h"
#include "sim/model/world.h"
#include "sim/trace/trace.h"

G_BEGIN_DECLS

typedef struct SimVm SimVm;
typedef struct SimVmThread SimVmThread;

typedef enum {
    SIM_VM_READY,    /* there is more to run */
    SIM_VM_FINISHED, /* the thread's first frame has returned */
    SIM_VM_RAISED,   /* it ended with an uncaught exception */
    SIM_VM_LIMIT,    /* max-steps is used up; the machine stays as it was and cannot go on */
    SIM_VM_DEADLOCK  /* all threads wait for each other; likewise */
} SimVmStatus;

/* What is printed. @error: to stderr. */
typedef void (*SimVmWrite)(void *data, bool error, const char *text, size_t length);

/* Starts the process: types, builtins, sys. @trace (may be NULL, borrowed) records. @write may
 * be NULL. Returns (transfer full). */
SimVm *sim_vm_new(const SimConfig *config, SimTrace *trace, SimVmWrite write, void *data);
void sim_vm_free(SimVm *vm);

SimWorld *sim_vm_world(SimVm *vm);
SimVmThread *sim_vm_main_thread(SimVm *vm);
/* Instructions executed so far. */
uint64_t sim_vm_steps(const SimVm *vm);
/* sys.argv[0] and __file__: the source's name. Makes @code the body of __main__, ready to
 * run on the main thread; records MAIN. Call once. */
bool sim_vm_load(SimVm *vm, SimCode *code, GError **error);

/* Executes one instruction of @thread (what C code it calls back into runs to its end). */
SimVmStatus sim_vm_step(SimVm *vm, SimVmThread *thread);
/* Runs the main thread until it ends or a limit is reached. */
SimVmStatus sim_vm_run(SimVm *vm);
/* Asks a running machine to raise KeyboardInterrupt. May be called from a signal handler or
 * another host thread. */
void sim_vm_interrupt(SimVm *vm);

/* How far the main thread has come; also after sim_vm_finish, which lets other threads end. */
SimVmStatus sim_vm_status(const SimVm *vm);

/* After the end: waits for the threads that are no daemons, prints the traceback of an uncaught
 * exception (SystemExit excepted), records END and, unless a limit was hit, takes the machine down
 * as Py_FinalizeEx does: __del__ of what modules still hold. Returns python's exit status. */
int sim_vm_finish(SimVm *vm);
/* The line the uncaught exception is told in ("ValueError: bad"), or NULL. Borrowed; set by
 * sim_vm_finish. */
const char *sim_vm_error_line(const SimVm *vm);

/* Whether @name ("numpy.random") is a module the machine has. */
bool sim_vm_module_exists(const char *name);
/* Their names, for people: "gc, math and time". (transfer full) */
char *sim_vm_module_names(void);
/* Whether the module has @attribute; modules that do not exist have none. */
bool sim_vm_module_has(SimVm *vm, const char *module, const char *attribute);

/* The machine a world belongs to. */
static inline SimVm *
sim_vm_of(SimWorld *world)
{
    return (SimVm *) world->vm;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SimVm, sim_vm_free)

G_END_DECLS
