/* The gc module (Modules/gcmodule.c), and what the collector asks of the interpreter. */
#include <string.h>

#include "sim/model/error.h"
#include "sim/model/gc.h"
#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/exception.h"
#include "sim/objects/int.h"
#include "sim/objects/list.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/vm/builtins.h"
#include "sim/vm/modules.h"

static SimObject *
none(SimWorld *world)
{
    return sim_newref(world, SIM_NONE(world));
}

static bool
get_int(SimWorld *world, SimObject *object, int *out)
{
    int64_t value = sim_number_as_index(world, object, SIM_TYPE_OverflowError);
    if (value == -1 && sim_err_occurred(world) != NULL) {
        return false;
    }
    if (value > INT32_MAX || value < INT32_MIN) {
        sim_err_format(world, SIM_TYPE_OverflowError, "signed integer is %s than %s",
                       value < 0 ? "less" : "greater", value < 0 ? "minimum" : "maximum");
        return false;
    }
    *out = (int) value;
    return true;
}

/* Hooks. */

/* "start" or "stop" and a dict of numbers. */
static int
fill_info(SimWorld *world, SimObject *info, int generation, size_t collected, size_t uncollectable)
{
    const struct {
        const char *name;
        int64_t value;
    } parts[] = {{"generation", generation},
                 {"collected", (int64_t) collected},
                 {"uncollectable", (int64_t) uncollectable}};
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        SimObject *value = sim_int_new(world, parts[i].value);
        int status = value == NULL ? -1 : sim_dict_set_c(world, info, parts[i].name, value);
        sim_xdecref(world, value);
        if (status < 0) {
            return -1;
        }
    }
    return 0;
}

/* invoke_gc_callback */
static void
notify(SimWorld *world, bool start, int generation, size_t collected, size_t uncollectable)
{
    SimObject *callbacks = world->gc->callbacks;
    if (callbacks == NULL || sim_list_size(callbacks) == 0) {
        return;
    }
    SimObject *info = sim_dict_new(world);
    SimObject *phase = sim_str_new(world, start ? "start" : "stop");
    if (info == NULL || phase == NULL ||
        fill_info(world, info, generation, collected, uncollectable) < 0) {
        world->hooks.unraisable(world, NULL, NULL);
        sim_xdecref(world, info);
        sim_xdecref(world, phase);
        return;
    }
    for (size_t i = 0; i < sim_list_size(callbacks); i++) {
        SimObject *callback = sim_newref(world, sim_list_get(callbacks, i));
        SimObject *args[] = {phase, info};
        SimObject *result = sim_object_vectorcall(world, callback, args, 2, NULL);
        if (result == NULL) {
            world->hooks.unraisable(world, NULL, callback);
        }
        sim_xdecref(world, result);
        sim_decref(world, callback);
    }
    sim_decref(world, phase);
    sim_decref(world, info);
}

static void
save(SimWorld *world, SimObject *object)
{
    if (world->gc->garbage != NULL && sim_list_append(world, world->gc->garbage, object) < 0) {
        sim_err_clear(world);
    }
}

static void
print(SimWorld *world, const char *text)
{
    sim_vm_write(sim_vm_of(world), true, text, strlen(text));
}

void
sim_gc_hooks_install(SimWorld *world)
{
    SimGcHooks *hooks = &world->gc->hooks;
    hooks->notify = notify;
    hooks->save = save;
    hooks->print = print;
}

/* Functions. */

static SimObject *
gc_collect(SIM_BUILTIN_PARAMETERS)
{
    static const char *const names[] = {"generation", NULL};
    SimObject *out[1];
    int generation = SIM_GC_GENERATIONS - 1;
    if (!sim_arg_parse(world, "collect", names, 0, 1, args, nargs, kwnames, out) ||
        (out[0] != NULL && !get_int(world, out[0], &generation))) {
        return NULL;
    }
    if (generation < 0 || generation >= SIM_GC_GENERATIONS) {
        return sim_err_format(world, SIM_TYPE_ValueError, "invalid generation");
    }
    return sim_int_from_size(world, sim_gc_collect(world, generation));
}

static SimObject *
gc_enable(SIM_BUILTIN_PARAMETERS)
{
    world->gc->enabled = true;
    return none(world);
}

static SimObject *
gc_disable(SIM_BUILTIN_PARAMETERS)
{
    world->gc->enabled = false;
    return none(world);
}

static SimObject *
gc_isenabled(SIM_BUILTIN_PARAMETERS)
{
    return sim_bool_of(world, world->gc->enabled);
}

static SimObject *
three_ints(SimWorld *world, int64_t a, int64_t b, int64_t c)
{
    int64_t values[] = {a, b, c};
    SimObject *items[3];
    for (size_t i = 0; i < 3; i++) {
        items[i] = sim_int_new(world, values[i]);
        if (items[i] == NULL) {
            while (i-- > 0) {
                sim_decref(world, items[i]);
            }
            return NULL;
        }
    }
    return sim_tuple_from_stolen(world, items, 3);
}

static SimObject *
gc_get_count(SIM_BUILTIN_PARAMETERS)
{
    const SimGcGeneration *g = world->gc->generations;
    return three_ints(world, g[0].count, g[1].count, g[2].count);
}

static SimObject *
gc_get_threshold(SIM_BUILTIN_PARAMETERS)
{
    const SimGcGeneration *g = world->gc->generations;
    return three_ints(world, g[0].threshold, g[1].threshold, g[2].threshold);
}

static SimObject *
gc_set_threshold(SIM_BUILTIN_PARAMETERS)
{
    if (nargs < 1 || nargs > 3) {
        return sim_err_format(
            world, SIM_TYPE_TypeError, "set_threshold() takes at %s %d argument%s (%zu given)",
            nargs < 1 ? "least" : "most", nargs < 1 ? 1 : 3, nargs < 1 ? "" : "s", nargs);
    }
    int values[3];
    for (size_t i = 0; i < nargs; i++) {
        if (!get_int(world, args[i], &values[i])) {
            return NULL;
        }
    }
    for (size_t i = 0; i < nargs; i++) {
        world->gc->generations[i].threshold = values[i];
    }
    return none(world);
}

static SimObject *
gc_set_debug(SIM_BUILTIN_PARAMETERS)
{
    int flags;
    if (!get_int(world, args[0], &flags)) {
        return NULL;
    }
    world->gc->debug = (unsigned) flags;
    return none(world);
}

static SimObject *
gc_get_debug(SIM_BUILTIN_PARAMETERS)
{
    return sim_int_new(world, (int) world->gc->debug);
}

static SimObject *
stats_of(SimWorld *world, const SimGcGeneration *generation)
{
    const struct {
        const char *name;
        int64_t value;
    } parts[] = {{"collections", generation->collections},
                 {"collected", generation->collected},
                 {"uncollectable", generation->uncollectable}};
    SimObject *dict = sim_dict_new(world);
    for (size_t i = 0; dict != NULL && i < G_N_ELEMENTS(parts); i++) {
        SimObject *value = sim_int_new(world, parts[i].value);
        if (value == NULL || sim_dict_set_c(world, dict, parts[i].name, value) < 0) {
            SIM_CLEAR(world, dict);
        }
        sim_xdecref(world, value);
    }
    return dict;
}

static SimObject *
gc_get_stats(SIM_BUILTIN_PARAMETERS)
{
    SimGcGeneration before[SIM_GC_GENERATIONS];
    memcpy(before, world->gc->generations, sizeof before);
    SimObject *list = sim_list_new(world, 0);
    for (int i = 0; list != NULL && i < SIM_GC_GENERATIONS; i++) {
        SimObject *dict = stats_of(world, &before[i]);
        if (dict == NULL || sim_list_append(world, list, dict) < 0) {
            SIM_CLEAR(world, list);
        }
        sim_xdecref(world, dict);
    }
    return list;
}

static bool
append_ring(SimWorld *world, SimObject *list, const SimGcHead *ring)
{
    for (SimGcHead *head = ring->next; head != ring; head = head->next) {
        SimObject *object = sim_gc_object(head);
        if (object != list && sim_list_append(world, list, object) < 0) {
            return false;
        }
    }
    return true;
}

static SimObject *
gc_get_objects(SIM_BUILTIN_PARAMETERS)
{
    static const char *const names[] = {"generation", NULL};
    SimObject *out[1];
    int only = -1;
    if (!sim_arg_parse(world, "get_objects", names, 0, 1, args, nargs, kwnames, out)) {
        return NULL;
    }
    if (out[0] != NULL && out[0] != SIM_NONE(world)) {
        if (!get_int(world, out[0], &only)) {
            return NULL;
        }
        if (only >= SIM_GC_GENERATIONS) {
            return sim_err_format(world, SIM_TYPE_ValueError,
                                  "generation parameter must be less than the number of available "
                                  "generations (%d)",
                                  SIM_GC_GENERATIONS);
        }
        if (only < -1) {
            return sim_err_format(world, SIM_TYPE_ValueError,
                                  "generation parameter cannot be negative");
        }
    }
    SimObject *list = sim_list_new(world, 0);
    for (int i = 0; list != NULL && i < SIM_GC_GENERATIONS; i++) {
        if ((only < 0 || only == i) && !append_ring(world, list, &world->gc->generations[i].head)) {
            SIM_CLEAR(world, list);
        }
    }
    return list;
}

typedef struct {
    SimWorld *world;
    SimObject *const *wanted; /* of get_referrers */
    size_t count;
    SimObject *list; /* of get_referents */
} Search;

static int
is_wanted(SimObject *object, void *data)
{
    const Search *search = data;
    for (size_t i = 0; i < search->count; i++) {
        if (search->wanted[i] == object) {
            return 1;
        }
    }
    return 0;
}

static SimObject *
gc_get_referrers(SIM_BUILTIN_PARAMETERS)
{
    /* CPython's arguments are a tuple, and a collector's object; it is passed over. */
    Search search = {world, args, nargs, NULL};
    SimObject *list = sim_list_new(world, 0);
    for (int i = 0; list != NULL && i < SIM_GC_GENERATIONS; i++) {
        const SimGcHead *ring = &world->gc->generations[i].head;
        for (SimGcHead *head = ring->next; list != NULL && head != ring; head = head->next) {
            SimObject *object = sim_gc_object(head);
            if (object != list && sim_gc_traverse(object, is_wanted, &search) != 0 &&
                sim_list_append(world, list, object) < 0) {
                SIM_CLEAR(world, list);
            }
        }
    }
    return list;
}

static int
append_referent(SimObject *object, void *data)
{
    const Search *search = data;
    return sim_list_append(search->world, search->list, object) < 0;
}

static SimObject *
gc_get_referents(SIM_BUILTIN_PARAMETERS)
{
    Search search = {world, NULL, 0, sim_list_new(world, 0)};
    for (size_t i = 0; search.list != NULL && i < nargs; i++) {
        if (sim_gc_is_collectable(args[i]) &&
            sim_gc_traverse(args[i], append_referent, &search) != 0) {
            SIM_CLEAR(world, search.list);
        }
    }
    return search.list;
}

/* Functions and descriptors of the interpreter itself are static here; in CPython they are
 * ordinary tracked objects. */
static bool
is_tracked(SimWorld *world, SimObject *object)
{
    if ((object->flags & SIM_OBJECT_STATIC) != 0) {
        return sim_type_has(object->type, SIM_TPFLAGS_HAVE_GC) && !SIM_IS_TYPE(object) &&
               object != world->empty_tuple;
    }
    return sim_gc_is_tracked(object);
}

static SimObject *
gc_is_tracked(SIM_BUILTIN_PARAMETERS)
{
    return sim_bool_of(world, is_tracked(world, args[0]));
}

static SimObject *
gc_is_finalized(SIM_BUILTIN_PARAMETERS)
{
    return sim_bool_of(world, sim_gc_is_collectable(args[0]) &&
                                  (args[0]->flags & SIM_OBJECT_FINALIZED) != 0);
}

static SimObject *
gc_freeze(SIM_BUILTIN_PARAMETERS)
{
    SimGc *gc = world->gc;
    for (int i = 0; i < SIM_GC_GENERATIONS; i++) {
        sim_gc_ring_merge(&gc->permanent.head, &gc->generations[i].head);
        gc->generations[i].count = 0;
    }
    return none(world);
}

static SimObject *
gc_unfreeze(SIM_BUILTIN_PARAMETERS)
{
    SimGc *gc = world->gc;
    sim_gc_ring_merge(&gc->generations[SIM_GC_GENERATIONS - 1].head, &gc->permanent.head);
    return none(world);
}

static SimObject *
gc_get_freeze_count(SIM_BUILTIN_PARAMETERS)
{
    return sim_int_from_size(world, sim_gc_ring_size(&world->gc->permanent.head));
}

static const SimMethodDef functions[] = {
    {"enable", gc_enable, SIM_METH_NOARGS},
    {"disable", gc_disable, SIM_METH_NOARGS},
    {"isenabled", gc_isenabled, SIM_METH_NOARGS},
    {"set_debug", gc_set_debug, SIM_METH_O},
    {"get_debug", gc_get_debug, SIM_METH_NOARGS},
    {"get_count", gc_get_count, SIM_METH_NOARGS},
    {"set_threshold", gc_set_threshold, SIM_METH_VARARGS},
    {"get_threshold", gc_get_threshold, SIM_METH_NOARGS},
    {"collect", gc_collect, SIM_METH_KEYWORDS},
    {"get_objects", gc_get_objects, SIM_METH_KEYWORDS},
    {"get_stats", gc_get_stats, SIM_METH_NOARGS},
    {"is_tracked", gc_is_tracked, SIM_METH_O},
    {"is_finalized", gc_is_finalized, SIM_METH_O},
    {"get_referrers", gc_get_referrers, SIM_METH_FASTCALL},
    {"get_referents", gc_get_referents, SIM_METH_VARARGS},
    {"freeze", gc_freeze, SIM_METH_NOARGS},
    {"unfreeze", gc_unfreeze, SIM_METH_NOARGS},
    {"get_freeze_count", gc_get_freeze_count, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

static int
add_lists(SimWorld *world, SimObject *module)
{
    SimGc *gc = world->gc;
    if (gc->garbage == NULL) {
        gc->garbage = sim_list_new(world, 0);
    }
    if (gc->callbacks == NULL) {
        gc->callbacks = sim_list_new(world, 0);
    }
    if (gc->garbage == NULL || gc->callbacks == NULL ||
        sim_module_add(world, module, "garbage", sim_newref(world, gc->garbage)) < 0) {
        return -1;
    }
    return sim_module_add(world, module, "callbacks", sim_newref(world, gc->callbacks));
}

SimObject *
sim_gc_module(SimVm *vm)
{
    static const struct {
        const char *name;
        int value;
    } flags[] = {
        {"DEBUG_STATS", SIM_GC_DEBUG_STATS},
        {"DEBUG_COLLECTABLE", SIM_GC_DEBUG_COLLECTABLE},
        {"DEBUG_UNCOLLECTABLE", SIM_GC_DEBUG_UNCOLLECTABLE},
        {"DEBUG_SAVEALL", SIM_GC_DEBUG_SAVEALL},
        {"DEBUG_LEAK", SIM_GC_DEBUG_LEAK},
    };
    SimWorld *world = vm->world;
    SimObject *module = sim_module_new(world, "gc");
    if (module == NULL) {
        return NULL;
    }
    bool good =
        sim_module_add_functions(world, module, functions) == 0 && add_lists(world, module) == 0;
    for (size_t i = 0; good && i < G_N_ELEMENTS(flags); i++) {
        good =
            sim_module_add(world, module, flags[i].name, sim_int_new(world, flags[i].value)) == 0;
    }
    if (!good) {
        SIM_CLEAR(world, module);
    }
    return module;
}
