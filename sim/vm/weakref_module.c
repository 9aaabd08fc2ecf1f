/* The modules _weakref (Modules/_weakref.c), weakref, which is Python on top of it, and atexit
 * (Modules/atexitmodule.c). */
#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/int.h"
#include "sim/objects/list.h"
#include "sim/objects/tuple.h"
#include "sim/objects/weakref.h"
#include "sim/vm/builtins.h"
#include "sim/vm/modules.h"

static SimObject *
weakref_getweakrefcount(SIM_BUILTIN_PARAMETERS)
{
    int64_t count = 0;
    for (const SimWeakref *ref = sim_weakrefs_first(world, args[0]); ref != NULL; ref = ref->next) {
        count++;
    }
    return sim_int_new(world, count);
}

static SimObject *
weakref_getweakrefs(SIM_BUILTIN_PARAMETERS)
{
    SimObject *list = sim_list_new(world, 0);
    SimWeakref *ref = sim_weakrefs_first(world, args[0]);
    for (; list != NULL && ref != NULL; ref = ref->next) {
        if (sim_list_append(world, list, &ref->ob) < 0) {
            SIM_CLEAR(world, list);
        }
    }
    return list;
}

static SimObject *
weakref_proxy(SIM_BUILTIN_PARAMETERS)
{
    if (!sim_arg_count(world, "proxy", nargs, 1, 2)) {
        return NULL;
    }
    return sim_weakproxy_new(world, args[0], nargs > 1 ? args[1] : NULL);
}

static const SimMethodDef weakref_functions[] = {
    {"getweakrefcount", weakref_getweakrefcount, SIM_METH_O},
    {"getweakrefs", weakref_getweakrefs, SIM_METH_O},
    {"proxy", weakref_proxy, SIM_METH_FASTCALL},
    {NULL, NULL, 0},
};

SimObject *
sim_weakref_c_module(SimVm *vm)
{
    static const struct {
        const char *name;
        SimTypeId type;
    } types[] = {
        {"ref", SIM_TYPE_WEAKREF},
        {"ReferenceType", SIM_TYPE_WEAKREF},
        {"ProxyType", SIM_TYPE_WEAKPROXY},
        {"CallableProxyType", SIM_TYPE_WEAKPROXY_CALLABLE},
    };
    SimWorld *world = vm->world;
    SimObject *module = sim_module_new(world, "_weakref");
    bool good = module != NULL && sim_module_add_functions(world, module, weakref_functions) == 0;
    for (size_t i = 0; good && i < G_N_ELEMENTS(types); i++) {
        SimObject *type = sim_newref(world, &sim_type(world, types[i].type)->ob);
        good = sim_module_add(world, module, types[i].name, type) == 0;
    }
    if (!good) {
        SIM_CLEAR(world, module);
    }
    return module;
}

SimObject *
sim_weakref_module(SimVm *vm)
{
    return sim_frozen_module(vm, "weakref", sim_frozen_weakref);
}

/* atexit: each entry of vm->at_exit is (function, args, kwargs). */

static SimObject *
atexit_register(SIM_BUILTIN_PARAMETERS)
{
    SimVm *vm = sim_vm_of(world);
    if (nargs == 0) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "register() takes at least 1 argument (0 given)");
    }
    if (!sim_object_is_callable(args[0])) {
        return sim_err_format(world, SIM_TYPE_TypeError, "the first argument must be callable");
    }
    if (vm->at_exit == NULL) {
        vm->at_exit = sim_list_new(world, 0);
    }
    SimObject *parts[3] = {sim_newref(world, args[0]), sim_tuple_from(world, args + 1, nargs - 1),
                           kwnames == NULL ? sim_dict_new(world)
                                           : sim_call_keywords_dict(world, args + nargs, kwnames)};
    if (vm->at_exit == NULL || parts[1] == NULL || parts[2] == NULL) {
        for (size_t i = 0; i < 3; i++) {
            sim_xdecref(world, parts[i]);
        }
        return NULL;
    }
    SimObject *entry = sim_tuple_from_stolen(world, parts, 3);
    int status = entry == NULL ? -1 : sim_list_append(world, vm->at_exit, entry);
    sim_xdecref(world, entry);
    return status < 0 ? NULL : sim_newref(world, args[0]);
}

static SimObject *
atexit_unregister(SIM_BUILTIN_PARAMETERS)
{
    SimObject *list = sim_vm_of(world)->at_exit;
    for (size_t i = list == NULL ? 0 : sim_list_size(list); i-- > 0;) {
        SimObject *function = sim_tuple_get(sim_list_get(list, i), 0);
        int same = sim_object_compare_bool(world, function, args[0], SIM_EQ);
        if (same < 0) {
            return NULL;
        }
        if (same > 0 && i < sim_list_size(list) &&
            sim_list_assign_slice(world, list, (int64_t) i, (int64_t) i + 1, NULL) < 0) {
            return NULL;
        }
    }
    return sim_newref(world, SIM_NONE(world));
}

static SimObject *
atexit_ncallbacks(SIM_BUILTIN_PARAMETERS)
{
    const SimObject *list = sim_vm_of(world)->at_exit;
    return sim_int_from_size(world, list == NULL ? 0 : sim_list_size(list));
}

static SimObject *
atexit_clear(SIM_BUILTIN_PARAMETERS)
{
    if (sim_vm_of(world)->at_exit != NULL) {
        sim_list_clear(world, sim_vm_of(world)->at_exit);
    }
    return sim_newref(world, SIM_NONE(world));
}

/* sys.excepthook of an exception that a finalizer raised. */
static SimObject *
atexit_report(SIM_BUILTIN_PARAMETERS)
{
    g_autoptr(GString) text = g_string_new(NULL);
    sim_traceback_print(world, args[0], text);
    sim_vm_write(sim_vm_of(world), true, text->str, text->len);
    return sim_newref(world, SIM_NONE(world));
}

void
sim_atexit_run(SimVm *vm)
{
    SimWorld *world = vm->world;
    while (vm->at_exit != NULL && sim_list_size(vm->at_exit) > 0) {
        int64_t last = (int64_t) sim_list_size(vm->at_exit) - 1;
        SimObject *entry = sim_newref(world, sim_list_get(vm->at_exit, (size_t) last));
        sim_list_assign_slice(world, vm->at_exit, last, last + 1, NULL);
        SimObject *function = sim_tuple_get(entry, 0);
        SimObject *result =
            sim_object_call(world, function, sim_tuple_get(entry, 1), sim_tuple_get(entry, 2));
        if (result == NULL) {
            world->hooks.unraisable(world, "Exception ignored in atexit callback", function);
        }
        sim_xdecref(world, result);
        sim_decref(world, entry);
    }
    SIM_CLEAR(world, vm->at_exit);
}

static SimObject *
atexit_run_exitfuncs(SIM_BUILTIN_PARAMETERS)
{
    sim_atexit_run(sim_vm_of(world));
    return sim_newref(world, SIM_NONE(world));
}

static const SimMethodDef atexit_functions[] = {
    {"register", atexit_register, SIM_METH_KEYWORDS | SIM_METH_TUPLE},
    {"unregister", atexit_unregister, SIM_METH_O},
    {"_clear", atexit_clear, SIM_METH_NOARGS},
    {"_ncallbacks", atexit_ncallbacks, SIM_METH_NOARGS},
    {"_report", atexit_report, SIM_METH_O},
    {"_run_exitfuncs", atexit_run_exitfuncs, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

SimObject *
sim_atexit_module(SimVm *vm)
{
    SimObject *module = sim_module_new(vm->world, "atexit");
    if (module != NULL && sim_module_add_functions(vm->world, module, atexit_functions) < 0) {
        SIM_CLEAR(vm->world, module);
    }
    return module;
}
