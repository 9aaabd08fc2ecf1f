/* The end of the process: modules go, and what they held. Stands for finalize_modules of
 * Python/pylifecycle.c (3.11), with its order: sys.last_* first; then sys.modules lets go of
 * every module; what is still reachable only in circles is finalized; modules that survive lose
 * their names, those with one leading underscore first. */
#include <string.h>

#include "sim/model/error.h"
#include "sim/model/gc.h"
#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/list.h"
#include "sim/objects/module.h"
#include "sim/objects/str.h"
#include "sim/objects/type_private.h"
#include "sim/vm/vm_private.h"

static void
set_none(SimWorld *world, SimObject *dict, const char *name)
{
    if (sim_dict_get_c(world, dict, name) != NULL &&
        sim_dict_set_c(world, dict, name, SIM_NONE(world)) != 0) {
        sim_err_clear(world);
    }
}

static void
restore(SimVm *vm, const char *name, const char *original)
{
    SimObject *value = sim_dict_get_c(vm->world, vm->sys, original);
    if (sim_dict_set_c(vm->world, vm->sys, name, value != NULL ? value : SIM_NONE(vm->world)) !=
        0) {
        sim_err_clear(vm->world);
    }
}

static void
forget_special(SimVm *vm)
{
    static const char *const names[] = {"last_type", "last_value", "last_traceback", "argv"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        set_none(vm->world, vm->sys, names[i]);
    }
    restore(vm, "stdout", "__stdout__");
    restore(vm, "stderr", "__stderr__");
}

/* The names of sys.modules are set to None in order; modules nobody else holds die here. */
static void
remove_modules(SimWorld *world)
{
    SimObject *names = sim_dict_keys(world, world->modules);
    for (size_t i = 0; names != NULL && i < sim_list_size(names); i++) {
        if (sim_dict_set(world, world->modules, sim_list_get(names, i), SIM_NONE(world)) != 0) {
            sim_err_clear(world);
        }
    }
    sim_xdecref(world, names);
    sim_dict_clear(world, world->modules);
}

/* The objects that can be reached, nearest first: the order in which a full collection leaves
 * them in its list. */
typedef struct {
    GPtrArray *queue; /* borrowed */
    GHashTable *seen;
} Reachable;

static int
reach(SimObject *object, void *data)
{
    Reachable *reachable = data;
    if (object->type->slots.tp_traverse != NULL && g_hash_table_add(reachable->seen, object)) {
        g_ptr_array_add(reachable->queue, object);
    }
    return 0;
}

static void
reach_all(Reachable *reachable)
{
    for (guint i = 0; i < reachable->queue->len; i++) {
        SimObject *object = reachable->queue->pdata[i];
        object->type->slots.tp_traverse(object, reach, reachable);
    }
}

static bool
has_finalizer(const SimObject *object)
{
    return object->type->slots.tp_finalize != NULL && (object->flags & SIM_OBJECT_FINALIZED) == 0;
}

/* Runs and drops what is in @found (owned references). */
static void
run_finalizers(SimWorld *world, GPtrArray *found)
{
    for (guint i = 0; i < found->len; i++) {
        SimObject *object = found->pdata[i];
        if (has_finalizer(object)) {
            object->flags |= SIM_OBJECT_FINALIZED;
            object->type->slots.tp_finalize(world, object);
        }
        sim_decref(world, object);
    }
}

/* Objects in circles that nothing reaches any more, oldest first: what the collection before
 * the modules go finds. */
static void
finalize_garbage(SimVm *vm)
{
    SimWorld *world = vm->world;
    g_autoptr(GPtrArray) found = g_ptr_array_new();
    Reachable reachable = {g_ptr_array_new(), g_hash_table_new(NULL, NULL)};
    reach(world->modules, &reachable);
    reach(vm->sys, &reachable);
    reach(world->builtins, &reachable);
    reach_all(&reachable);
    for (int i = SIM_GC_GENERATIONS - 1; i >= 0; i--) {
        SimGcHead *ring = &world->gc->generations[i].head;
        for (SimGcHead *head = ring->next; head != ring; head = head->next) {
            SimObject *object = sim_gc_object(head);
            if (has_finalizer(object) && !g_hash_table_contains(reachable.seen, object)) {
                g_ptr_array_add(found, sim_newref(world, object));
            }
        }
    }
    g_ptr_array_free(reachable.queue, TRUE);
    g_hash_table_unref(reachable.seen);
    run_finalizers(world, found);
}

/* The names of __main__ are held only by a circle through its functions: the last collection
 * finalizes what they reach while everything is still there. */
static void
finalize_globals(SimWorld *world, SimObject *globals)
{
    g_autoptr(GPtrArray) found = g_ptr_array_new();
    Reachable reachable = {g_ptr_array_new(), g_hash_table_new(NULL, NULL)};
    reach(globals, &reachable);
    reach_all(&reachable);
    for (guint i = 0; i < reachable.queue->len; i++) {
        SimObject *object = reachable.queue->pdata[i];
        if (has_finalizer(object)) {
            g_ptr_array_add(found, sim_newref(world, object));
        }
    }
    g_ptr_array_free(reachable.queue, TRUE);
    g_hash_table_unref(reachable.seen);
    run_finalizers(world, found);
}

static void
clear_names(SimWorld *world, SimObject *dict, bool private_ones)
{
    SimObject *names = sim_dict_keys(world, dict);
    for (size_t i = 0; names != NULL && i < sim_list_size(names); i++) {
        SimObject *name = sim_list_get(names, i);
        if (!SIM_IS_STR(name) || sim_dict_get(world, dict, name) == SIM_NONE(world)) {
            continue;
        }
        const char *text = sim_str_utf8(name, NULL);
        bool is_private = text[0] == '_' && text[1] != '_';
        if (is_private == private_ones && strcmp(text, "__builtins__") != 0 &&
            sim_dict_set(world, dict, name, SIM_NONE(world)) != 0) {
            sim_err_clear(world);
        }
    }
    sim_xdecref(world, names);
}

/* _PyModule_ClearDict */
static void
clear_dict(SimWorld *world, SimObject *dict)
{
    clear_names(world, dict, true);
    clear_names(world, dict, false);
}

void
sim_finalize(SimVm *vm)
{
    SimWorld *world = vm->world;
    world->finalizing = true;
    finalize_garbage(vm);
    forget_special(vm);
    SimObject *globals = sim_newref(world, sim_module_dict(vm->main_module));
    SIM_CLEAR(world, vm->main_module);
    remove_modules(world);
    if (globals->refcnt == 1) {
        sim_decref(world, globals); /* its values go in their order */
        globals = NULL;
    }
    if (globals != NULL) {
        finalize_globals(world, globals);
        clear_dict(world, globals);
        sim_decref(world, globals);
    }
    clear_dict(world, vm->sys);
}
