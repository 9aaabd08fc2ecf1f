#include "sim/objects/abstract.h"
#include "sim/objects/builtin.h"
#include "sim/objects/classes.h"
#include "sim/objects/dict.h"
#include "sim/objects/id.h"
#include "sim/objects/instance.h"
#include "sim/objects/int.h"
#include "sim/objects/list.h"
#include "sim/objects/reduce.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/objects/type_private.h"

enum {
    OBJECT_SIZE = 16,
    POINTER_SIZE = 8
};

SimObject *
sim_reduced(SimWorld *world, SimObject *callable, SimObject *args, SimObject *state)
{
    if (args == NULL) {
        sim_xdecref(world, state);
        return NULL;
    }
    SimObject *parts[3] = {sim_newref(world, callable), args, state};
    return sim_tuple_from_stolen(world, parts, state == NULL ? 2 : 3);
}

SimObject *
sim_reduced_attribute(SimWorld *world, SimObject *object, SimObject *name)
{
    if (name == NULL) {
        return NULL;
    }
    SimObject *both[2] = {sim_newref(world, object), name};
    return sim_reduced(world, sim_dict_get_c(world, world->builtins, "getattr"),
                       sim_tuple_from_stolen(world, both, 2), NULL);
}

SimObject *
sim_reduced_iterator(
    SimWorld *world, const char *name, SimObject *sequence, SimObject *empty, int64_t index)
{
    SimObject *over = sequence == NULL ? empty : sim_newref(world, sequence);
    SimObject *number = sequence == NULL ? NULL : sim_int_new(world, index);
    if (sequence != NULL) {
        sim_xdecref(world, empty);
    }
    SimObject *args = over == NULL ? NULL : sim_tuple_from_stolen(world, &over, 1);
    return sim_reduced(world, sim_dict_get_c(world, world->builtins, name), args, number);
}

SimObject *
sim_reduced_items(SimWorld *world, SimObject *items)
{
    SimObject *args = items == NULL ? NULL : sim_tuple_from_stolen(world, &items, 1);
    return sim_reduced(world, sim_dict_get_c(world, world->builtins, "iter"), args, NULL);
}

bool
sim_iterator_state(SimWorld *world, SimObject *state, int64_t least, int64_t most, int64_t *index)
{
    if (!SIM_IS_INT(state)) {
        sim_err_format(world, SIM_TYPE_TypeError, "an integer is required");
        return false;
    }
    if (!sim_int_get(state, index)) {
        sim_err_format(world, SIM_TYPE_OverflowError,
                       "Python int too large to convert to C ssize_t");
        return false;
    }
    *index = CLAMP(*index, least, MAX(most, least));
    return true;
}

static SimObject *
cannot(SimWorld *world, const SimObject *self)
{
    return sim_err_format(world, SIM_TYPE_TypeError, "cannot pickle '%.200s' object",
                          self->type->name);
}

/* An attribute of the module copyreg. */
static SimObject *
from_copyreg(SimWorld *world, const char *name)
{
    SimObject *module = world->hooks.import(world, "copyreg");
    SimObject *result = module == NULL ? NULL : sim_object_getattr_c(world, module, name);
    sim_xdecref(world, module);
    return result;
}

static bool
has_storage(const SimType *type)
{
    return sim_type_has(type, SIM_TPFLAGS_MANAGED_DICT) || sim_type_has(type, SIM_TPFLAGS_VAR_DICT);
}

/* _PyObject_IsInstanceDictEmpty */
static bool
has_attributes(SimObject *self)
{
    if (has_storage(self->type)) {
        const SimInstanceDict *storage = sim_instance_storage(self);
        return (storage->values != NULL && storage->values->used > 0) ||
               (storage->dict != NULL && sim_dict_size(storage->dict) > 0);
    }
    if (self->type->dictoffset_host == 0) {
        return false;
    }
    SimObject *dict = *(SimObject **) (void *) ((char *) self + self->type->dictoffset_host);
    return dict != NULL && sim_dict_size(dict) > 0;
}

/* The names of its __slots__, a list, or None: kept in the class once copyreg has found them. */
static SimObject *
slot_names(SimWorld *world, SimType *type)
{
    SimObject *names =
        type->heap == NULL ? NULL : sim_dict_get_c(world, type->dict, "__slotnames__");
    if (names != NULL) {
        return sim_newref(world, names);
    }
    SimObject *find = from_copyreg(world, "_slotnames");
    names = find == NULL ? NULL : sim_object_call_one(world, find, &type->ob);
    sim_xdecref(world, find);
    return names;
}

/* What the object weighs if it holds nothing but attributes and slots. */
static size_t
explained_size(SimWorld *world, const SimType *type, const SimObject *names)
{
    size_t size = OBJECT_SIZE;
    bool has_dict = type->dictoffset_host != 0 || sim_type_has(type, SIM_TPFLAGS_VAR_DICT);
    size += has_dict && !sim_type_has(type, SIM_TPFLAGS_MANAGED_DICT) ? POINTER_SIZE : 0;
    size += sim_type_has(type, SIM_TPFLAGS_HAVE_WEAKREFS) ? POINTER_SIZE : 0;
    return size + (names == SIM_NONE(world) ? 0 : POINTER_SIZE * sim_list_size(names));
}

/* Those slots that are set, by name. */
static SimObject *
slot_values(SimWorld *world, SimObject *self, SimObject *names)
{
    SimObject *slots = sim_dict_new(world);
    for (size_t i = 0; slots != NULL && i < sim_list_size(names); i++) {
        SimObject *name = sim_list_get(names, i);
        SimObject *value;
        int found = sim_object_lookup_attr(world, self, name, &value);
        if (found < 0 || (found > 0 && sim_dict_set(world, slots, name, value) < 0)) {
            SIM_CLEAR(world, slots);
        }
        sim_xdecref(world, value);
    }
    return slots;
}

/* The pair of @state (stolen) and the slots, where some are set. */
static SimObject *
with_slots(SimWorld *world, SimObject *self, SimObject *state, SimObject *names)
{
    SimObject *slots = slot_values(world, self, names);
    if (slots == NULL) {
        sim_decref(world, state);
        return NULL;
    }
    if (sim_dict_size(slots) == 0) {
        sim_decref(world, slots);
        return state;
    }
    SimObject *pair[2] = {state, slots};
    return sim_tuple_from_stolen(world, pair, 2);
}

/* object_getstate_default. @required: nothing else tells what the object holds, so it must be
 * nothing but attributes. */
static SimObject *
default_state(SimWorld *world, SimObject *self, bool required)
{
    SimType *type = self->type;
    if (required && type->itemsize != 0) {
        return sim_err_format(world, SIM_TYPE_TypeError, "cannot pickle %.200s objects",
                              type->name);
    }
    SimObject *state = has_attributes(self) ? sim_object_get_dict(world, self)
                                            : sim_newref(world, SIM_NONE(world));
    SimObject *names = state == NULL ? NULL : slot_names(world, type);
    if (names == NULL) {
        sim_xdecref(world, state);
        return NULL;
    }
    if (required && type->basicsize > explained_size(world, type, names)) {
        sim_decref(world, state);
        state = cannot(world, self);
    } else if (names != SIM_NONE(world) && sim_list_size(names) > 0) {
        state = with_slots(world, self, state, names);
    }
    sim_decref(world, names);
    return state;
}

SimObject *
sim_object_getstate(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    return default_state(world, self, false);
}

/* object_getstate: its __getstate__, where object's own is told what is required. */
SimObject *
sim_object_state(SimWorld *world, SimObject *self, bool required)
{
    SimObject *method = sim_object_getattr(world, self, SIM_ID(world, __getstate__));
    if (method == NULL) {
        return NULL;
    }
    const SimBuiltin *builtin = (const SimBuiltin *) (const void *) method;
    bool own = method->type == sim_type(world, SIM_TYPE_BUILTIN) && builtin->self == self &&
               builtin->def->function == sim_object_getstate;
    SimObject *state =
        own ? default_state(world, self, required) : sim_object_call_noargs(world, method);
    sim_decref(world, method);
    return state;
}

/* Calls the special method @name without arguments: 1 with *@result, 0 absent, -1 error. */
static int
call_special(SimWorld *world, SimObject *self, const char *name, SimObject **result)
{
    SimObject *id = sim_str_intern(world, name);
    SimObject *method = NULL;
    int found = id == NULL ? -1 : sim_object_lookup_special(world, self, id, &method);
    sim_xdecref(world, id);
    if (found <= 0) {
        return found;
    }
    *result = sim_object_call_noargs(world, method);
    sim_decref(world, method);
    return *result == NULL ? -1 : 1;
}

/* What __getnewargs_ex__ returned (stolen): its halves. */
static bool
split_new_arguments(SimWorld *world, SimObject *both, SimObject **args, SimObject **kwargs)
{
    if (!SIM_IS_TUPLE(both)) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "__getnewargs_ex__ should return a tuple, not '%.200s'", both->type->name);
    } else if (sim_tuple_size(both) != 2) {
        sim_err_format(world, SIM_TYPE_ValueError,
                       "__getnewargs_ex__ should return a tuple of length 2, not %zu",
                       sim_tuple_size(both));
    } else if (!SIM_IS_TUPLE(sim_tuple_get(both, 0))) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "first item of the tuple returned by __getnewargs_ex__ must be a tuple, "
                       "not '%.200s'",
                       sim_tuple_get(both, 0)->type->name);
    } else if (!SIM_IS_DICT(sim_tuple_get(both, 1))) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "second item of the tuple returned by __getnewargs_ex__ must be a dict, "
                       "not '%.200s'",
                       sim_tuple_get(both, 1)->type->name);
    } else {
        *args = sim_newref(world, sim_tuple_get(both, 0));
        *kwargs = sim_newref(world, sim_tuple_get(both, 1));
    }
    sim_decref(world, both);
    return *args != NULL;
}

/* _PyObject_GetNewArguments: what __new__ wants besides the class. Both NULL: nothing is said. */
static bool
new_arguments(SimWorld *world, SimObject *self, SimObject **args, SimObject **kwargs)
{
    SimObject *result = NULL;
    *args = NULL;
    *kwargs = NULL;
    int found = call_special(world, self, "__getnewargs_ex__", &result);
    if (found != 0) {
        return found > 0 && split_new_arguments(world, result, args, kwargs);
    }
    found = call_special(world, self, "__getnewargs__", args);
    if (found > 0 && !SIM_IS_TUPLE(*args)) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "__getnewargs__ should return a tuple, not '%.200s'", (*args)->type->name);
        SIM_CLEAR(world, *args);
        return false;
    }
    return found >= 0;
}

/* (class, arguments...) for __newobj__, (class, args, kwargs) for __newobj_ex__. */
static SimObject *
constructor_arguments(SimWorld *world, SimObject *self, SimObject *args, SimObject *kwargs)
{
    if (kwargs != NULL && sim_dict_size(kwargs) > 0) {
        SimObject *const all[3] = {&self->type->ob, args, kwargs};
        return sim_tuple_from(world, all, 3);
    }
    size_t count = args == NULL ? 0 : sim_tuple_size(args);
    SimObject *all = sim_tuple_new(world, count + 1);
    if (all != NULL) {
        sim_tuple_set(world, all, 0, sim_newref(world, &self->type->ob));
        for (size_t i = 0; i < count; i++) {
            sim_tuple_set(world, all, i + 1, sim_newref(world, sim_tuple_get(args, i)));
        }
    }
    return all;
}

/* An iterator over the items of a list; None for others. */
static SimObject *
list_items(SimWorld *world, SimObject *self)
{
    return SIM_IS_LIST(self) ? sim_object_iter(world, self) : sim_newref(world, SIM_NONE(world));
}

static SimObject *
dict_items(SimWorld *world, SimObject *self)
{
    if (!SIM_IS_DICT(self)) {
        return sim_newref(world, SIM_NONE(world));
    }
    SimObject *items = sim_object_call_method(world, SIM_ID(world, items), &self, 1);
    SimObject *iterator = items == NULL ? NULL : sim_object_iter(world, items);
    sim_xdecref(world, items);
    return iterator;
}

/* reduce_newobj */
static SimObject *
reduce_new(SimWorld *world, SimObject *self)
{
    SimObject *args;
    SimObject *kwargs;
    if (self->type->slots.tp_new == NULL || sim_type_has(self->type, SIM_TPFLAGS_DISALLOW_NEW)) {
        return cannot(world, self);
    }
    if (!new_arguments(world, self, &args, &kwargs)) {
        return NULL;
    }
    bool required = args == NULL && !SIM_IS_LIST(self) && !SIM_IS_DICT(self);
    bool extended = kwargs != NULL && sim_dict_size(kwargs) > 0;
    SimObject *parts[5] = {NULL, NULL, NULL, NULL, NULL};
    parts[0] = from_copyreg(world, extended ? "__newobj_ex__" : "__newobj__");
    parts[1] = parts[0] == NULL ? NULL : constructor_arguments(world, self, args, kwargs);
    sim_xdecref(world, args);
    sim_xdecref(world, kwargs);
    parts[2] = parts[1] == NULL ? NULL : sim_object_state(world, self, required);
    parts[3] = parts[2] == NULL ? NULL : list_items(world, self);
    parts[4] = parts[3] == NULL ? NULL : dict_items(world, self);
    if (parts[4] == NULL) {
        for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
            sim_xdecref(world, parts[i]);
        }
        return NULL;
    }
    return sim_tuple_from_stolen(world, parts, 5);
}

/* _common_reduce */
static SimObject *
reduce_by(SimWorld *world, SimObject *self, int64_t protocol)
{
    if (protocol >= 2) {
        return reduce_new(world, self);
    }
    SimObject *function = from_copyreg(world, "_reduce_ex");
    SimObject *number = function == NULL ? NULL : sim_int_new(world, protocol);
    SimObject *const both[2] = {self, number};
    SimObject *result =
        number == NULL ? NULL : sim_object_vectorcall(world, function, both, 2, NULL);
    sim_xdecref(world, function);
    sim_xdecref(world, number);
    return result;
}

SimObject *
sim_object_reduce(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    return reduce_by(world, self, 0);
}

SimObject *
sim_object_reduce_ex(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) nargs;
    (void) kwnames;
    int64_t protocol = sim_number_as_index(world, args[0], SIM_TYPE_OverflowError);
    if (protocol == -1 && sim_err_occurred(world) != NULL) {
        return NULL;
    }
    SimObject *object = &sim_type(world, SIM_TYPE_OBJECT)->ob;
    SimObject *base = sim_object_getattr(world, object, SIM_ID(world, __reduce__));
    SimObject *own =
        base == NULL ? NULL : sim_object_getattr(world, &self->type->ob, SIM_ID(world, __reduce__));
    bool overridden = own != base;
    sim_xdecref(world, base);
    sim_xdecref(world, own);
    if (own == NULL) {
        return NULL;
    }
    return overridden ? sim_object_call_method(world, SIM_ID(world, __reduce__), &self, 1)
                      : reduce_by(world, self, protocol);
}
