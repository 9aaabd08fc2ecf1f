/* The modules _collections (Modules/_collectionsmodule.c) and collections, which is Python on top
 * of it (sim/vm/frozen/collections.py). */
#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/classes.h"
#include "sim/objects/dict.h"
#include "sim/objects/exception.h"
#include "sim/objects/id.h"
#include "sim/objects/int.h"
#include "sim/objects/str.h"
#include "sim/vm/builtins.h"
#include "sim/vm/modules.h"

extern const SimTypeSpec sim_spec_DEQUE;
extern const SimTypeSpec sim_spec_DEQUE_ITERATOR;
extern const SimTypeSpec sim_spec_DEQUE_REVERSE_ITERATOR;
extern const SimTypeSpec sim_spec_DEFAULTDICT;
extern const SimTypeSpec sim_spec_TUPLEGETTER;
extern const SimTypeSpec sim_spec_ODICT;
extern const SimTypeSpec sim_spec_ODICT_ITERATOR;
extern const SimTypeSpec sim_spec_ODICT_KEYS;
extern const SimTypeSpec sim_spec_ODICT_VALUES;
extern const SimTypeSpec sim_spec_ODICT_ITEMS;

static const SimTypeSpec *const specs[] = {
    &sim_spec_DEQUE,          &sim_spec_DEQUE_ITERATOR, &sim_spec_DEQUE_REVERSE_ITERATOR,
    &sim_spec_DEFAULTDICT,    &sim_spec_TUPLEGETTER,    &sim_spec_ODICT,
    &sim_spec_ODICT_ITERATOR, &sim_spec_ODICT_KEYS,     &sim_spec_ODICT_VALUES,
    &sim_spec_ODICT_ITEMS,
};

/* Whether an attribute of @object's type is the dict's own. */
static bool
has_dict_method(SimWorld *world, SimObject *object, const char *name)
{
    SimObject *interned = sim_str_intern(world, name);
    if (interned == NULL) {
        return false;
    }
    SimObject *its = sim_type_lookup(world, object->type, interned);
    SimObject *of_dict = sim_type_lookup(world, sim_type(world, SIM_TYPE_DICT), interned);
    sim_decref(world, interned);
    return its == of_dict;
}

static int
count_in_dict(SimWorld *world, SimObject *mapping, SimObject *key, SimObject *one)
{
    int64_t hash = SIM_IS_STR_EXACT(world, key) ? sim_str_hash(key) : sim_object_hash(world, key);
    if (hash == -1) {
        return -1;
    }
    SimObject *old = sim_dict_get_known(world, mapping, key, hash);
    if (old == NULL) {
        return sim_err_occurred(world) != NULL ? -1
                                               : sim_dict_set_known(world, mapping, key, one, hash);
    }
    SimObject *sum = sim_number_add(world, old, one);
    int status = sum == NULL ? -1 : sim_dict_set_known(world, mapping, key, sum, hash);
    sim_xdecref(world, sum);
    return status;
}

/* mapping[key] = mapping.get(key, 0) + 1 */
static int
count_in_mapping(SimWorld *world, SimObject *mapping, SimObject *key, SimObject *one)
{
    SimObject *get = sim_object_getattr_c(world, mapping, "get");
    SimObject *args[2] = {key, sim_int_new(world, 0)};
    SimObject *old = get == NULL ? NULL : sim_object_vectorcall(world, get, args, 2, NULL);
    sim_xdecref(world, get);
    sim_decref(world, args[1]);
    SimObject *sum = old == NULL ? NULL : sim_number_add(world, old, one);
    sim_xdecref(world, old);
    int status = sum == NULL ? -1 : sim_object_setitem(world, mapping, key, sum);
    sim_xdecref(world, sum);
    return status;
}

static SimObject *
count_elements(SIM_BUILTIN_PARAMETERS)
{
    if (!sim_arg_count(world, "_count_elements", nargs, 2, 2)) {
        return NULL;
    }
    SimObject *iterator = sim_object_iter(world, args[1]);
    if (iterator == NULL) {
        return NULL;
    }
    SimObject *mapping = args[0];
    bool plain = SIM_IS_DICT(mapping) && has_dict_method(world, mapping, "get") &&
                 has_dict_method(world, mapping, "__setitem__");
    SimObject *one = sim_int_new(world, 1);
    SimObject *key;
    int status = 0;
    while (status == 0 && (key = sim_iter_next(world, iterator)) != NULL) {
        status = (plain ? count_in_dict : count_in_mapping)(world, mapping, key, one);
        sim_decref(world, key);
    }
    sim_decref(world, iterator);
    sim_decref(world, one);
    return sim_err_occurred(world) != NULL ? NULL : sim_newref(world, SIM_NONE(world));
}

/* What eval() of an expression of ours does: the __new__ of a namedtuple is made of its names. */
static SimObject *
evaluate(SIM_BUILTIN_PARAMETERS)
{
    return sim_arg_count(world, "_evaluate", nargs, 2, 2)
               ? sim_frozen_evaluate(sim_vm_of(world), sim_str_utf8(args[0], NULL), args[1])
               : NULL;
}

/* sys._getframe(1).f_globals["__name__"], of the function that asks. */
static SimObject *
caller_name(SIM_BUILTIN_PARAMETERS)
{
    const SimFrame *frame = sim_vm_frame(world);
    frame = frame == NULL ? NULL : frame->previous;
    SimObject *name =
        frame == NULL ? NULL : sim_dict_get(world, frame->globals, SIM_ID(world, __name__));
    return name != NULL ? sim_newref(world, name) : sim_str_new(world, "__main__");
}

/* Whether a class along the mro of args[0] has @name, and not as None. */
static bool
has_method(SimWorld *world, SimObject *cls, SimObject *name)
{
    SimObject *value = sim_type_lookup(world, (SimType *) (void *) cls, name);
    return value != NULL && value != SIM_NONE(world);
}

/* For __subclasshook__: True when the class has all of the methods named, else NotImplemented. */
static SimObject *
check_methods(SIM_BUILTIN_PARAMETERS)
{
    for (size_t i = 1; i < nargs; i++) {
        if (!SIM_IS_TYPE(args[0]) || !has_method(world, args[0], args[i])) {
            return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
        }
    }
    return sim_newref(world, world->true_object);
}

static const SimMethodDef functions[] = {
    {"_check_methods", check_methods, SIM_METH_FASTCALL},
    {"_count_elements", count_elements, SIM_METH_FASTCALL},
    {"_evaluate", evaluate, SIM_METH_FASTCALL},
    {"_caller_name", caller_name, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

SimObject *
sim_collections_c_module(SimVm *vm)
{
    SimWorld *world = vm->world;
    SimObject *module = sim_module_new(world, "_collections");
    bool good = module != NULL && sim_module_add_functions(world, module, functions) == 0;
    for (size_t i = 0; good && i < G_N_ELEMENTS(specs); i++) {
        SimType *type = sim_type(world, specs[i]->id);
        if (!sim_type_has(type, SIM_TPFLAGS_READY)) {
            sim_type_ready(world, specs[i]);
        }
        good = sim_module_add(world, module, sim_type_short_name(type),
                              sim_newref(world, &type->ob)) == 0;
    }
    if (!good) {
        SIM_CLEAR(world, module);
    }
    return module;
}

SimObject *
sim_collections_abc_frozen_module(SimVm *vm)
{
    return sim_frozen_module(vm, "_collections_abc", sim_frozen_collections_abc);
}

/* The same module by the name that programs import it by. */
SimObject *
sim_collections_abc_module(SimVm *vm)
{
    SimWorld *world = vm->world;
    SimObject *name = sim_str_intern(world, "_collections_abc");
    SimObject *module = name == NULL ? NULL : sim_import_name(world, name, SIM_NONE(world));
    sim_xdecref(world, name);
    return module;
}

SimObject *
sim_collections_module(SimVm *vm)
{
    return sim_frozen_module(vm, "collections", sim_frozen_collections);
}
