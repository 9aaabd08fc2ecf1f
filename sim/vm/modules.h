/* What makes the modelled modules (module.def): each function returns a new module, or NULL with
 * an exception. And what their authors use. */
#pragma once

#include "sim/objects/dict.h"
#include "sim/objects/module.h"
#include "sim/vm/vm_private.h"

G_BEGIN_DECLS

#define MODULE(name, init) SimObject *init(SimVm *vm);
#include "sim/vm/module.def"
#undef MODULE

/* What the collector asks of the interpreter: gc.callbacks, gc.garbage, what it prints. */
void sim_gc_hooks_install(SimWorld *world);

/* The named tuples of sys (sys_info.c): their types, and they themselves as attributes. */
void sim_sys_ready_types(SimWorld *world);
int sim_sys_add_infos(SimWorld *world, SimObject *module);

/* A module written in Python (sim/vm/frozen/): runs its lines, of which NULL ends the list. */
extern const char *const sim_frozen_copy[];
extern const char *const sim_frozen_copyreg[];
extern const char *const sim_frozen_functools[];
extern const char *const sim_frozen_collections[];
extern const char *const sim_frozen_collections_abc[];
extern const char *const sim_frozen_concurrent_futures[];
extern const char *const sim_frozen_ctypes[];
extern const char *const sim_frozen_queue[];
extern const char *const sim_frozen_random[];
extern const char *const sim_frozen_future[];
extern const char *const sim_frozen_threading[];
extern const char *const sim_frozen_weakref[];
extern const char *const sim_frozen_numpy_errors[];
extern const char *const sim_frozen_numpy_shapes[];
extern const char *const sim_frozen_numpy_numbers[];
extern const char *const sim_frozen_numpy_sets[];
extern const char *const sim_frozen_numpy_random[];
/* Runs the lines in the namespace of a module that is there. -1 with an exception. */
int sim_frozen_run(SimVm *vm, SimObject *module, const char *name, const char *const *lines);
SimObject *sim_frozen_module(SimVm *vm, const char *name, const char *const *lines);
/* eval(text, globals) of an expression that such a module has made up. */
SimObject *sim_frozen_evaluate(SimVm *vm, const char *text, SimObject *globals);

/* What atexit.register() has collected, the latest first. */
void sim_atexit_run(SimVm *vm);

/* Adds a constant (steals @value; NULL with an exception is passed on as -1). */
static inline int
sim_module_add(SimWorld *world, SimObject *module, const char *name, SimObject *value)
{
    if (value == NULL) {
        return -1;
    }
    int status = sim_dict_set_c(world, sim_module_dict(module), name, value);
    sim_decref(world, value);
    return status;
}

G_END_DECLS
