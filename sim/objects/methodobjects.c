#include "sim/objects/methodobjects.h"

#include "sim/objects/abstract.h"
#include "sim/objects/descr.h"
#include "sim/objects/function.h"
#include "sim/objects/id.h"
#include "sim/objects/instance.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"

enum {
    BASIC_SIZE = 32,
    DICT_OFFSET = 24
};

static SimMethodObject *
as_method(SimObject *object)
{
    return (SimMethodObject *) (void *) object;
}

/* functools_wraps: what the wrapped function says of itself is said of the wrapper. */
static int
copy_attributes(SimWorld *world, SimObject *object, SimObject *callable)
{
    static const SimId ids[] = {SIM_ID___module__, SIM_ID___name__, SIM_ID___qualname__,
                                SIM_ID___doc__, SIM_ID___annotations__};
    for (size_t i = 0; i < G_N_ELEMENTS(ids); i++) {
        SimObject *value;
        int found = sim_object_lookup_attr(world, callable, world->ids[ids[i]], &value);
        if (found < 0) {
            return -1;
        }
        if (found > 0) {
            int status = sim_object_setattr(world, object, world->ids[ids[i]], value);
            sim_decref(world, value);
            if (status < 0) {
                return -1;
            }
        }
    }
    return 0;
}

static void
set_callable(SimWorld *world, SimObject *object, SimObject *callable)
{
    SimObject *old = as_method(object)->callable;
    as_method(object)->callable = callable;
    SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_FUNC, callable->slot);
    sim_xdecref(world, old);
}

static SimObject *
new_instance(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    (void) args;
    (void) kwargs;
    SimObject *object = sim_object_alloc(world, type, 0);
    if (object != NULL) {
        sim_gc_track(world, object);
    }
    return object;
}

static int
init_with(SimWorld *world, SimObject *self, SimObject *args, SimObject *kwargs, const char *name)
{
    if (kwargs != NULL && !sim_arg_no_keywords_dict(world, name, kwargs)) {
        return -1;
    }
    if (!sim_arg_count(world, name, sim_tuple_size(args), 1, 1)) {
        return -1;
    }
    SimObject *callable = sim_tuple_get(args, 0);
    set_callable(world, self, sim_newref(world, callable));
    return copy_attributes(world, self, callable);
}

static int
static_init(SimWorld *world, SimObject *self, SimObject *args, SimObject *kwargs)
{
    return init_with(world, self, args, kwargs, "staticmethod");
}

static int
class_init(SimWorld *world, SimObject *self, SimObject *args, SimObject *kwargs)
{
    return init_with(world, self, args, kwargs, "classmethod");
}

SimObject *
sim_staticmethod_new_static(SimWorld *world, SimObject *callable)
{
    SimType *type = sim_type(world, SIM_TYPE_STATICMETHOD);
    SimObject *object =
        sim_object_alloc_static(world, type, type->basicsize, sizeof(SimMethodObject), 1);
    set_callable(world, object, callable);
    return object;
}

static void
dealloc(SimWorld *world, SimObject *object)
{
    sim_gc_untrack(world, object);
    SIM_CLEAR(world, as_method(object)->callable);
    SIM_CLEAR(world, as_method(object)->dict);
    sim_object_release(world, object);
}

static int
traverse(SimObject *object, SimVisit visit, void *data)
{
    const SimMethodObject *self = as_method(object);
    int result = self->callable == NULL ? 0 : visit(self->callable, data);
    return result != 0 || self->dict == NULL ? result : visit(self->dict, data);
}

static int
clear(SimWorld *world, SimObject *object)
{
    SIM_CLEAR_FIELD(world, object, as_method(object)->callable, FUNC);
    SIM_CLEAR_FIELD(world, object, as_method(object)->dict, DICT);
    return 0;
}

static SimObject *
static_get(SimWorld *world, SimObject *self, SimObject *object, SimObject *type)
{
    (void) object;
    (void) type;
    SimObject *callable = as_method(self)->callable;
    if (callable == NULL) {
        return sim_err_format(world, SIM_TYPE_RuntimeError, "uninitialized staticmethod object");
    }
    return sim_newref(world, callable);
}

/* cm_descr_get: what the callable's own __get__ makes of the class, or a bound method. */
static SimObject *
class_get(SimWorld *world, SimObject *self, SimObject *object, SimObject *type)
{
    SimObject *callable = as_method(self)->callable;
    if (callable == NULL) {
        return sim_err_format(world, SIM_TYPE_RuntimeError, "uninitialized classmethod object");
    }
    if (type == NULL) {
        type = &object->type->ob;
    }
    SimTernaryFunc get = callable->type->slots.tp_descr_get;
    if (get != NULL) {
        return get(world, callable, type, type);
    }
    return sim_method_new(world, callable, type);
}

static SimObject *
static_vectorcall(
    SimWorld *world, SimObject *callable, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    return sim_object_vectorcall(world, as_method(callable)->callable, args, nargs, kwnames);
}

static SimObject *
repr_as(SimWorld *world, SimObject *object, const char *name)
{
    SimObject *callable = as_method(object)->callable;
    SimObject *text =
        callable == NULL ? sim_str_new(world, "<NULL>") : sim_object_repr(world, callable);
    if (text == NULL) {
        return NULL;
    }
    SimObject *result = sim_str_format(world, "<%s(%s)>", name, sim_str_utf8(text, NULL));
    sim_decref(world, text);
    return result;
}

static SimObject *
static_repr(SimWorld *world, SimObject *object)
{
    return repr_as(world, object, "staticmethod");
}

static SimObject *
class_repr(SimWorld *world, SimObject *object)
{
    return repr_as(world, object, "classmethod");
}

static SimObject *
get_func(SimWorld *world, SimObject *object)
{
    SimObject *callable = as_method(object)->callable;
    return sim_newref(world, callable == NULL ? SIM_NONE(world) : callable);
}

static SimObject *
get_abstract(SimWorld *world, SimObject *object)
{
    (void) object;
    return sim_bool_of(world, false);
}

static const SimGetSetDef getset[] = {
    {"__func__", get_func, sim_member_read_only},
    {"__wrapped__", get_func, sim_member_read_only},
    {"__isabstractmethod__", get_abstract, NULL},
    {"__dict__", sim_object_get_dict, sim_object_set_dict},
    {NULL, NULL, NULL},
};

static const SimTypeSlots static_slots = {
    .tp_dealloc = dealloc,
    .tp_traverse = traverse,
    .tp_clear = clear,
    .tp_repr = static_repr,
    .tp_vectorcall = static_vectorcall,
    .tp_call = sim_vectorcall_as_call,
    .tp_descr_get = static_get,
    .tp_init = static_init,
    .tp_new = new_instance,
};

const SimTypeSpec sim_spec_STATICMETHOD = {
    .id = SIM_TYPE_STATICMETHOD,
    .basicsize = BASIC_SIZE,
    .host_size = sizeof(SimMethodObject),
    .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_BASETYPE,
    .slots = &static_slots,
    .getset = getset,
    .dictoffset_host = offsetof(SimMethodObject, dict),
    .dictoffset = DICT_OFFSET,
};

static const SimTypeSlots class_slots = {
    .tp_dealloc = dealloc,
    .tp_traverse = traverse,
    .tp_clear = clear,
    .tp_repr = class_repr,
    .tp_descr_get = class_get,
    .tp_init = class_init,
    .tp_new = new_instance,
};

const SimTypeSpec sim_spec_CLASSMETHOD = {
    .id = SIM_TYPE_CLASSMETHOD,
    .basicsize = BASIC_SIZE,
    .host_size = sizeof(SimMethodObject),
    .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_BASETYPE,
    .slots = &class_slots,
    .getset = getset,
    .dictoffset_host = offsetof(SimMethodObject, dict),
    .dictoffset = DICT_OFFSET,
};
