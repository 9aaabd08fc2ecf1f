/* The modules _thread (Modules/_threadmodule.c), and threading, queue and concurrent.futures, which
 * are Python on top of it (sim/vm/frozen/). */
#include <string.h>

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/classes.h"
#include "sim/objects/dict.h"
#include "sim/objects/float.h"
#include "sim/objects/int.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/vm/builtins.h"
#include "sim/vm/modules.h"
#include "sim/vm/thread_private.h"

static SimObject *
allocate_lock(SIM_BUILTIN_PARAMETERS)
{
    return sim_lock_new(world, SIM_TYPE_THREAD_LOCK);
}

static SimObject *
get_ident(SIM_BUILTIN_PARAMETERS)
{
    return sim_int_new(world, sim_thread_ident(sim_vm_thread(world)));
}

/* The kernel's number of the thread; that of the first is the process's. */
static SimObject *
get_native_id(SIM_BUILTIN_PARAMETERS)
{
    const int64_t process = 4242;
    return sim_int_new(world, process + world->thread->id);
}

/* start_new_thread(function, args[, kwargs]) */
static SimObject *
start_new_thread(SIM_BUILTIN_PARAMETERS)
{
    if (!sim_arg_count(world, "start_new_thread", nargs, 2, 3)) {
        return NULL;
    }
    if (!sim_object_is_callable(args[0])) {
        return sim_err_format(world, SIM_TYPE_TypeError, "first arg must be callable");
    }
    if (!SIM_IS_TUPLE(args[1])) {
        return sim_err_format(world, SIM_TYPE_TypeError, "2nd arg must be a tuple");
    }
    if (nargs > 2 && !SIM_IS_DICT(args[2])) {
        return sim_err_format(world, SIM_TYPE_TypeError, "optional 3rd arg must be a dictionary");
    }
    SimVmThread *thread =
        sim_threads_start(sim_vm_of(world), NULL, args[0], args[1], nargs > 2 ? args[2] : NULL);
    return thread == NULL ? NULL : sim_int_new(world, sim_thread_ident(thread));
}

/* _start(name, function): of threading.Thread. */
static SimObject *
start_named(SIM_BUILTIN_PARAMETERS)
{
    if (!sim_arg_count(world, "_start", nargs, 2, 2)) {
        return NULL;
    }
    SimVmThread *thread = sim_threads_start(sim_vm_of(world), sim_str_utf8(args[0], NULL), args[1],
                                            world->empty_tuple, NULL);
    return thread == NULL ? NULL : sim_int_new(world, sim_thread_ident(thread));
}

/* _acquire_for(lock, what, blocking, timeout): acquire() of an owner who can tell what it is about.
 */
static SimObject *
acquire_for(SIM_BUILTIN_PARAMETERS)
{
    if (!sim_arg_count(world, "_acquire_for", nargs, 4, 4)) {
        return NULL;
    }
    return sim_lock_acquire(world, args[0], args + 2, sim_str_utf8(args[1], NULL));
}

/* _locals(): the running thread's dict of what is its own (PyThreadState_GetDict). */
static SimObject *
get_locals(SIM_BUILTIN_PARAMETERS)
{
    SimVmThread *thread = sim_vm_thread(world);
    if (thread->locals == NULL) {
        thread->locals = sim_dict_new(world);
    }
    return thread->locals == NULL ? NULL : sim_newref(world, thread->locals);
}

static int
forget_in(SimWorld *world, const SimVmThread *thread, SimObject *key)
{
    if (thread->locals == NULL || sim_dict_get(world, thread->locals, key) == NULL) {
        return sim_err_occurred(world) != NULL ? -1 : 0;
    }
    return sim_dict_delete(world, thread->locals, key);
}

/* _forget(key): in the dicts of all threads. */
static SimObject *
forget(SIM_BUILTIN_PARAMETERS)
{
    SimVm *vm = sim_vm_of(world);
    int status = forget_in(world, &vm->main, args[0]);
    for (guint i = 1; vm->threads != NULL && status >= 0 && i < vm->threads->len; i++) {
        status = forget_in(world, vm->threads->pdata[i], args[0]);
    }
    return status < 0 ? NULL : sim_newref(world, SIM_NONE(world));
}

static SimObject *
print_exception(SimWorld *world, const char *before, const char *after, SimObject *const *args)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_string_append_printf(text, "%s%s%s\n", before, sim_str_utf8(args[0], NULL), after);
    sim_traceback_print(world, args[1], text);
    sim_traceback_write(sim_vm_of(world), text);
    return sim_newref(world, SIM_NONE(world));
}

/* _tell(name, exception): what threading.excepthook prints. */
static SimObject *
tell(SIM_BUILTIN_PARAMETERS)
{
    return sim_arg_count(world, "_tell", nargs, 2, 2)
               ? print_exception(world, "Exception in thread ", ":", args)
               : NULL;
}

/* _complain(text, exception): what the last resort of logging prints. */
static SimObject *
complain(SIM_BUILTIN_PARAMETERS)
{
    return sim_arg_count(world, "_complain", nargs, 2, 2) ? print_exception(world, "", "", args)
                                                          : NULL;
}

/* _cores(): os.cpu_count() */
static SimObject *
get_cores(SIM_BUILTIN_PARAMETERS)
{
    return sim_int_from_size(world, world->config.cores);
}

static SimObject *
thread_exit(SIM_BUILTIN_PARAMETERS)
{
    return sim_err_set_object(world, SIM_TYPE_SystemExit, NULL);
}

/* _count(): threads that are alive, the main thread not counted. */
static SimObject *
count(SIM_BUILTIN_PARAMETERS)
{
    const SimVm *vm = sim_vm_of(world);
    int64_t alive = 0;
    for (guint i = 1; vm->threads != NULL && i < vm->threads->len; i++) {
        alive += !((const SimVmThread *) vm->threads->pdata[i])->ended;
    }
    return sim_int_new(world, alive);
}

static const SimMethodDef functions[] = {
    {"allocate_lock", allocate_lock, SIM_METH_NOARGS},
    {"allocate", allocate_lock, SIM_METH_NOARGS},
    {"get_ident", get_ident, SIM_METH_NOARGS},
    {"get_native_id", get_native_id, SIM_METH_NOARGS},
    {"start_new_thread", start_new_thread, SIM_METH_FASTCALL},
    {"start_new", start_new_thread, SIM_METH_FASTCALL},
    {"exit", thread_exit, SIM_METH_NOARGS},
    {"exit_thread", thread_exit, SIM_METH_NOARGS},
    {"_count", count, SIM_METH_NOARGS},
    {"_start", start_named, SIM_METH_FASTCALL},
    {"_acquire_for", acquire_for, SIM_METH_FASTCALL},
    {"_locals", get_locals, SIM_METH_NOARGS},
    {"_forget", forget, SIM_METH_O},
    {"_complain", complain, SIM_METH_FASTCALL},
    {"_cores", get_cores, SIM_METH_NOARGS},
    {"_tell", tell, SIM_METH_FASTCALL},
    {NULL, NULL, 0},
};

static SimObject *
ready_type(SimWorld *world, const SimTypeSpec *spec)
{
    SimType *type = sim_type(world, spec->id);
    if (!sim_type_has(type, SIM_TPFLAGS_READY)) {
        sim_type_ready(world, spec);
    }
    return sim_newref(world, &type->ob);
}

SimObject *
sim_thread_module(SimVm *vm)
{
    SimWorld *world = vm->world;
    SimObject *module = sim_module_new(world, "_thread");
    SimObject *error = sim_newref(world, &sim_type(world, SIM_TYPE_RuntimeError)->ob);
    if (module != NULL &&
        (sim_module_add_functions(world, module, functions) < 0 ||
         sim_module_add(world, module, "LockType", ready_type(world, &sim_spec_THREAD_LOCK)) < 0 ||
         sim_module_add(world, module, "RLock", ready_type(world, &sim_spec_THREAD_RLOCK)) < 0 ||
         sim_module_add(world, module, "error", error) < 0 ||
         sim_module_add(world, module, "TIMEOUT_MAX", sim_float_new(world, 9223372036.0)) < 0)) {
        SIM_CLEAR(world, module);
    }
    return module;
}

SimObject *
sim_threading_module(SimVm *vm)
{
    return sim_frozen_module(vm, "threading", sim_frozen_threading);
}

SimObject *
sim_queue_module(SimVm *vm)
{
    return sim_frozen_module(vm, "queue", sim_frozen_queue);
}

SimObject *
sim_concurrent_module(SimVm *vm)
{
    return sim_module_new(vm->world, "concurrent");
}

SimObject *
sim_concurrent_futures_module(SimVm *vm)
{
    return sim_frozen_module(vm, "concurrent.futures", sim_frozen_concurrent_futures);
}
