/* Built-in functions about objects, their attributes and namespaces. */
#include "sim/vm/builtins.h"

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/classes.h"
#include "sim/objects/dict.h"
#include "sim/objects/exception.h"
#include "sim/objects/id.h"
#include "sim/objects/int.h"
#include "sim/objects/list.h"
#include "sim/objects/module.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/objects/type_private.h"

static SimObject *
none(SimWorld *world)
{
    return sim_newref(world, SIM_NONE(world));
}

static SimObject *
bool_or_error(SimWorld *world, int truth)
{
    return truth < 0 ? NULL : sim_bool_of(world, truth != 0);
}

static SimObject *
builtin_id(SIM_BUILTIN_PARAMETERS)
{
    return sim_int_from_size(world, args[0]->addr);
}

static SimObject *
builtin_hash(SIM_BUILTIN_PARAMETERS)
{
    int64_t hash = sim_object_hash(world, args[0]);
    return hash == -1 ? NULL : sim_int_new(world, hash);
}

static SimObject *
builtin_repr(SIM_BUILTIN_PARAMETERS)
{
    return sim_object_repr(world, args[0]);
}

static SimObject *
builtin_ascii(SIM_BUILTIN_PARAMETERS)
{
    return sim_object_ascii(world, args[0]);
}

static SimObject *
builtin_len(SIM_BUILTIN_PARAMETERS)
{
    int64_t length = sim_object_length(world, args[0]);
    return length < 0 ? NULL : sim_int_new(world, length);
}

static SimObject *
builtin_callable(SIM_BUILTIN_PARAMETERS)
{
    return sim_bool_of(world, sim_object_is_callable(args[0]));
}

static SimObject *
builtin_format(SIM_BUILTIN_PARAMETERS)
{
    if (!sim_arg_count(world, "format", nargs, 1, 2)) {
        return NULL;
    }
    if (nargs == 2 && !SIM_IS_STR(args[1])) {
        return sim_arg_bad(world, "format", "argument 2", "str", args[1]);
    }
    return sim_object_format(world, args[0], nargs == 2 ? args[1] : NULL);
}

static SimObject *
builtin_isinstance(SIM_BUILTIN_PARAMETERS)
{
    if (!sim_arg_count(world, "isinstance", nargs, 2, 2)) {
        return NULL;
    }
    return bool_or_error(world, sim_object_is_instance(world, args[0], args[1]));
}

static SimObject *
builtin_issubclass(SIM_BUILTIN_PARAMETERS)
{
    if (!sim_arg_count(world, "issubclass", nargs, 2, 2)) {
        return NULL;
    }
    return bool_or_error(world, sim_object_is_subclass(world, args[0], args[1]));
}

static bool
check_name(SimWorld *world, const char *function, SimObject *name)
{
    if (SIM_IS_STR(name)) {
        return true;
    }
    (void) function;
    sim_err_format(world, SIM_TYPE_TypeError, "attribute name must be string, not '%s'",
                   name->type->name);
    return false;
}

static SimObject *
builtin_getattr(SIM_BUILTIN_PARAMETERS)
{
    if (!sim_arg_count(world, "getattr", nargs, 2, 3) || !check_name(world, "getattr", args[1])) {
        return NULL;
    }
    if (nargs == 2) {
        return sim_object_getattr(world, args[0], args[1]);
    }
    SimObject *value;
    int found = sim_object_lookup_attr(world, args[0], args[1], &value);
    return found < 0 ? NULL : found == 0 ? sim_newref(world, args[2]) : value;
}

static SimObject *
builtin_hasattr(SIM_BUILTIN_PARAMETERS)
{
    if (!sim_arg_count(world, "hasattr", nargs, 2, 2) || !check_name(world, "hasattr", args[1])) {
        return NULL;
    }
    SimObject *value;
    int found = sim_object_lookup_attr(world, args[0], args[1], &value);
    if (found > 0) {
        sim_decref(world, value);
    }
    return bool_or_error(world, found);
}

static SimObject *
builtin_setattr(SIM_BUILTIN_PARAMETERS)
{
    if (!sim_arg_count(world, "setattr", nargs, 3, 3) ||
        sim_object_setattr(world, args[0], args[1], args[2]) != 0) {
        return NULL;
    }
    return none(world);
}

static SimObject *
builtin_delattr(SIM_BUILTIN_PARAMETERS)
{
    if (!sim_arg_count(world, "delattr", nargs, 2, 2) ||
        sim_object_setattr(world, args[0], args[1], NULL) != 0) {
        return NULL;
    }
    return none(world);
}

static SimObject *
builtin_globals(SIM_BUILTIN_PARAMETERS)
{
    return sim_newref(world, sim_vm_frame(world)->globals);
}

static SimObject *
builtin_locals(SIM_BUILTIN_PARAMETERS)
{
    SimObject *locals = sim_frame_get_locals(world, sim_vm_frame(world));
    return locals == NULL ? NULL : sim_newref(world, locals);
}

static SimObject *
builtin_vars(SIM_BUILTIN_PARAMETERS)
{
    if (!sim_arg_count(world, "vars", nargs, 0, 1)) {
        return NULL;
    }
    if (nargs == 0) {
        return builtin_locals(world, self, args, 0, NULL);
    }
    SimObject *dict;
    int found = sim_object_lookup_attr(world, args[0], SIM_ID(world, __dict__), &dict);
    if (found == 0) {
        sim_err_format(world, SIM_TYPE_TypeError, "vars() argument must have __dict__ attribute");
    }
    return found > 0 ? dict : NULL;
}

/* dir() */

static int
merge_type(SimWorld *world, SimObject *names, SimType *type)
{
    SimObject *mro = sim_type_mro(world, type);
    for (size_t i = sim_tuple_size(mro); i > 0; i--) {
        SimType *at = (SimType *) (void *) sim_tuple_get(mro, i - 1);
        SimObject *own = sim_type_namespace(world, at);
        int status = own == NULL ? -1 : sim_dict_update(world, names, own);
        sim_xdecref(world, own);
        if (status < 0) {
            return -1;
        }
    }
    return 0;
}

static int
merge_own(SimWorld *world, SimObject *names, SimObject *object)
{
    SimObject *dict;
    int found = sim_object_lookup_attr(world, object, SIM_ID(world, __dict__), &dict);
    if (found <= 0) {
        return found;
    }
    int status = SIM_IS_DICT(dict) ? sim_dict_update(world, names, dict) : 0;
    sim_decref(world, dict);
    return status;
}

/* object.__dir__, type.__dir__ and module.__dir__: the names, unsorted. */
static SimObject *
default_dir(SimWorld *world, SimObject *object)
{
    SimObject *names = sim_dict_new(world);
    if (names == NULL) {
        return NULL;
    }
    int status;
    if (SIM_IS_TYPE(object)) {
        status = merge_type(world, names, (SimType *) (void *) object);
    } else {
        status = merge_own(world, names, object);
        if (status == 0 && object->type != sim_type(world, SIM_TYPE_MODULE)) {
            status = merge_type(world, names, object->type);
        }
    }
    SimObject *list = status < 0 ? NULL : sim_dict_keys(world, names);
    sim_decref(world, names);
    return list;
}

static SimObject *
names_of(SimWorld *world, SimObject *object)
{
    SimObject *method;
    int found = sim_object_lookup_special(world, object, SIM_ID(world, __dir__), &method);
    if (found <= 0) {
        return found < 0 ? NULL : default_dir(world, object);
    }
    SimObject *names = sim_object_call_noargs(world, method);
    sim_decref(world, method);
    if (names == NULL) {
        return NULL;
    }
    SimObject *list = sim_list_from_iterable(world, names);
    sim_decref(world, names);
    return list;
}

static SimObject *
builtin_dir(SIM_BUILTIN_PARAMETERS)
{
    if (!sim_arg_count(world, "dir", nargs, 0, 1)) {
        return NULL;
    }
    SimObject *list = NULL;
    if (nargs == 1) {
        list = names_of(world, args[0]);
    } else {
        SimObject *locals = sim_frame_get_locals(world, sim_vm_frame(world));
        list = locals == NULL ? NULL : sim_dict_keys(world, locals);
    }
    if (list != NULL && sim_list_sort(world, list, NULL, false) < 0) {
        SIM_CLEAR(world, list);
    }
    return list;
}

const SimMethodDef sim_builtins_object[] = {
    {"ascii", builtin_ascii, SIM_METH_O},
    {"callable", builtin_callable, SIM_METH_O},
    {"delattr", builtin_delattr, SIM_METH_FASTCALL},
    {"dir", builtin_dir, SIM_METH_VARARGS},
    {"format", builtin_format, SIM_METH_FASTCALL},
    {"getattr", builtin_getattr, SIM_METH_FASTCALL},
    {"globals", builtin_globals, SIM_METH_NOARGS},
    {"hasattr", builtin_hasattr, SIM_METH_FASTCALL},
    {"hash", builtin_hash, SIM_METH_O},
    {"id", builtin_id, SIM_METH_O},
    {"isinstance", builtin_isinstance, SIM_METH_FASTCALL},
    {"issubclass", builtin_issubclass, SIM_METH_FASTCALL},
    {"len", builtin_len, SIM_METH_O},
    {"locals", builtin_locals, SIM_METH_NOARGS},
    {"repr", builtin_repr, SIM_METH_O},
    {"setattr", builtin_setattr, SIM_METH_FASTCALL},
    {"vars", builtin_vars, SIM_METH_VARARGS},
    {NULL, NULL, 0},
};
