/* The end of the process: modules go, and what they held. Stands for Py_FinalizeEx and
 * finalize_modules of Python/pylifecycle.c (3.11), with their order: atexit, a collection,
 * sys.last_* and the like, sys.modules lets go of every module, a collection, the names of modules
 * that somebody still holds (the latest import first), sys and builtins, a collection. */
#include <string.h>

#include "sim/model/error.h"
#include "sim/model/gc.h"
#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/list.h"
#include "sim/objects/module.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/objects/weakref.h"
#include "sim/vm/modules.h"
#include "sim/vm/vm_private.h"

static void
set_none(SimWorld *world, SimObject *dict, const char *name)
{
    if (sim_dict_get_c(world, dict, name) != NULL &&
        sim_dict_set_c(world, dict, name, SIM_NONE(world)) != 0) {
        sim_err_clear(world);
    }
}

/* finalize_modules_delete_special */
static void
forget_special(SimVm *vm)
{
    static const char *const names[] = {"path",      "argv",       "ps1",           "ps2",
                                        "last_type", "last_value", "last_traceback"};
    static const char *const files[][2] = {{"stdout", "__stdout__"}, {"stderr", "__stderr__"}};
    SimWorld *world = vm->world;
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        set_none(world, vm->sys, names[i]);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        SimObject *original = sim_dict_get_c(world, vm->sys, files[i][1]);
        original = original == NULL ? SIM_NONE(world) : original;
        if (sim_dict_set_c(world, vm->sys, files[i][0], original) != 0) {
            sim_err_clear(world);
        }
    }
}

static void
remember(SimWorld *world, SimObject *list, SimObject *name, SimObject *module)
{
    SimObject *parts[2] = {name, list == NULL ? NULL : sim_weakref_new(world, module, NULL)};
    SimObject *pair = parts[1] == NULL ? NULL : sim_tuple_from(world, parts, 2);
    if (pair == NULL || sim_list_append(world, list, pair) < 0) {
        sim_err_clear(world);
    }
    sim_xdecref(world, pair);
    sim_xdecref(world, parts[1]);
}

/* finalize_remove_modules: None takes the place of each; those nobody else holds die. Returns
 * pairs of names and weak references, a new list. */
static SimObject *
remove_modules(SimWorld *world)
{
    SimObject *list = sim_list_new(world, 0);
    SimType *type = sim_type(world, SIM_TYPE_MODULE);
    size_t position = 0;
    SimObject *name;
    SimObject *module;
    while (sim_dict_next(world->modules, &position, &name, &module)) {
        if (module->type == type || sim_type_is_subtype(module->type, type)) {
            remember(world, list, name, module);
            if (sim_dict_set(world, world->modules, name, SIM_NONE(world)) != 0) {
                sim_err_clear(world);
            }
        }
    }
    return list;
}

/* finalize_restore_builtins: what programs added goes. */
static void
restore_builtins(SimVm *vm)
{
    SimWorld *world = vm->world;
    SimObject *names = sim_dict_keys(world, world->builtins);
    for (size_t i = vm->builtins_count; names != NULL && i < sim_list_size(names); i++) {
        if (sim_dict_delete(world, world->builtins, sim_list_get(names, i)) < 0) {
            sim_err_clear(world);
        }
    }
    sim_xdecref(world, names);
}

static void
clear_names(SimWorld *world, SimObject *dict, bool private_ones)
{
    size_t position = 0;
    SimObject *name;
    SimObject *value;
    while (sim_dict_next(dict, &position, &name, &value)) {
        if (value == SIM_NONE(world) || !SIM_IS_STR(name)) {
            continue;
        }
        const char *text = sim_str_utf8(name, NULL);
        bool is_private = text[0] == '_' && text[1] != '_';
        if ((is_private || !private_ones) && strcmp(text, "__builtins__") != 0 &&
            sim_dict_set(world, dict, name, SIM_NONE(world)) != 0) {
            sim_err_clear(world);
        }
    }
}

/* _PyModule_ClearDict */
static void
clear_dict(SimWorld *world, SimObject *dict)
{
    clear_names(world, dict, true);
    clear_names(world, dict, false);
}

/* finalize_modules_clear_weaklist */
static void
clear_survivors(SimVm *vm, SimObject *list)
{
    SimWorld *world = vm->world;
    for (size_t i = list == NULL ? 0 : sim_list_size(list); i-- > 0;) {
        SimObject *ref = sim_tuple_get(sim_list_get(list, i), 1);
        SimObject *module = sim_weakref_cast(ref)->referent;
        if (module == NULL) {
            continue;
        }
        SimObject *dict = sim_module_dict(module);
        if (dict != NULL && dict != world->builtins && dict != vm->sys) {
            sim_incref(world, module);
            clear_dict(world, dict);
            sim_decref(world, module);
        }
    }
    sim_xdecref(world, list);
}

static void
finalize_modules(SimVm *vm)
{
    SimWorld *world = vm->world;
    forget_special(vm);
    SimObject *list = remove_modules(world);
    sim_dict_clear(world, world->modules);
    restore_builtins(vm);
    sim_gc_collect_no_fail(world);
    clear_survivors(vm, list);
    clear_dict(world, vm->sys);
    clear_dict(world, world->builtins);
    sim_gc_collect_no_fail(world);
}

void
sim_finalize(SimVm *vm)
{
    SimWorld *world = vm->world;
    sim_atexit_run(vm);
    world->finalizing = true;
    SIM_CLEAR(world, vm->main_module);
    if (world->gc->enabled) {
        sim_gc_collect(world, SIM_GC_GENERATIONS - 1);
    }
    finalize_modules(vm);
    SIM_CLEAR(world, world->gc->garbage);
    SIM_CLEAR(world, world->gc->callbacks);
}
