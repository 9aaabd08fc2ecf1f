/* What classes say of themselves: __name__, __mro__, mro(), ... */
#include "sim/objects/abstract.h"
#include "sim/objects/descr.h"
#include "sim/objects/dict.h"
#include "sim/objects/exception.h"
#include "sim/objects/id.h"
#include "sim/objects/int.h"
#include "sim/objects/list.h"
#include "sim/objects/mappingproxy.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/objects/type_private.h"

static SimType *
as_type(SimObject *object)
{
    return (SimType *) (void *) object;
}

/* check_set_special_type_attr */
static bool
may_set(SimWorld *world, SimType *type, SimObject *value, const char *name)
{
    if (type->heap != NULL && value != NULL) {
        return true;
    }
    sim_err_format(world, SIM_TYPE_TypeError, "cannot %s '%s' attribute of immutable type '%s'",
                   value == NULL ? "delete" : "set", name, type->name);
    return false;
}

static SimObject *
get_name(SimWorld *world, SimObject *object)
{
    SimType *type = as_type(object);
    return type->heap != NULL ? sim_newref(world, type->heap->name)
                              : sim_str_intern(world, sim_type_short_name(type));
}

static bool
check_text(SimWorld *world, const SimType *type, SimObject *value, const char *name)
{
    if (SIM_IS_STR(value)) {
        return true;
    }
    sim_err_format(world, SIM_TYPE_TypeError, "can only assign string to %s.%s, not '%s'",
                   type->name, name, value->type->name);
    return false;
}

static void
put(SimWorld *world, SimType *type, SimObject **place, int label, SimObject *value)
{
    SimObject *old = *place;
    *place = sim_newref(world, value);
    SIM_RECORD(world, FIELD, type->ob.slot, (uint64_t) label, value->slot);
    sim_decref(world, old);
}

static int
set_name(SimWorld *world, SimObject *object, SimObject *value)
{
    SimType *type = as_type(object);
    if (!may_set(world, type, value, "__name__") || !check_text(world, type, value, "__name__")) {
        return -1;
    }
    size_t bytes;
    const char *text = sim_str_utf8(value, &bytes);
    if (strlen(text) != bytes) {
        sim_err_format(world, SIM_TYPE_ValueError, "type name must not contain null characters");
        return -1;
    }
    g_free(type->heap->name_utf8);
    type->heap->name_utf8 = g_strdup(text);
    type->name = type->heap->name_utf8;
    put(world, type, &type->heap->name, SIM_LABEL_NAME, value);
    return 0;
}

static SimObject *
get_qualname(SimWorld *world, SimObject *object)
{
    SimType *type = as_type(object);
    return type->heap != NULL ? sim_newref(world, type->heap->qualname)
                              : sim_str_intern(world, sim_type_short_name(type));
}

static int
set_qualname(SimWorld *world, SimObject *object, SimObject *value)
{
    SimType *type = as_type(object);
    if (!may_set(world, type, value, "__qualname__") ||
        !check_text(world, type, value, "__qualname__")) {
        return -1;
    }
    put(world, type, &type->heap->qualname, SIM_LABEL_QUALNAME, value);
    return 0;
}

static SimObject *
get_module(SimWorld *world, SimObject *object)
{
    SimType *type = as_type(object);
    if (type->heap != NULL) {
        SimObject *module = sim_dict_get(world, type->dict, SIM_ID(world, __module__));
        if (module == NULL) {
            return sim_err_set_object(world, SIM_TYPE_AttributeError, SIM_ID(world, __module__));
        }
        return sim_newref(world, module);
    }
    const char *dot = strrchr(type->name, '.');
    g_autofree char *module =
        dot == NULL ? g_strdup("builtins") : g_strndup(type->name, (gsize) (dot - type->name));
    return sim_str_intern(world, module);
}

static int
set_module(SimWorld *world, SimObject *object, SimObject *value)
{
    SimType *type = as_type(object);
    if (!may_set(world, type, value, "__module__")) {
        return -1;
    }
    sim_type_modified(type);
    return sim_dict_set(world, type->dict, SIM_ID(world, __module__), value);
}

static SimObject *
get_bases(SimWorld *world, SimObject *object)
{
    SimObject *bases = sim_type_bases(world, as_type(object));
    sim_xincref(world, bases);
    return bases;
}

static int
set_bases(SimWorld *world, SimObject *object, SimObject *value)
{
    SimType *type = as_type(object);
    if (!may_set(world, type, value, "__bases__")) {
        return -1;
    }
    if (!SIM_IS_TUPLE(value)) {
        sim_err_format(world, SIM_TYPE_TypeError, "can only assign tuple to %s.__bases__, not %s",
                       type->name, value->type->name);
        return -1;
    }
    if (sim_tuple_size(value) == 0) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "can only assign non-empty tuple to %s.__bases__, not ()", type->name);
        return -1;
    }
    sim_err_format(world, SIM_TYPE_NotImplementedError, "assigning to %s.__bases__ is not modelled",
                   type->name);
    return -1;
}

static SimObject *
get_mro(SimWorld *world, SimObject *object)
{
    SimObject *mro = sim_type_mro(world, as_type(object));
    sim_xincref(world, mro);
    return mro;
}

static SimObject *
get_base(SimWorld *world, SimObject *object)
{
    SimType *base = as_type(object)->base;
    return sim_newref(world, base == NULL ? SIM_NONE(world) : &base->ob);
}

static SimObject *
get_dict(SimWorld *world, SimObject *object)
{
    SimObject *dict = sim_type_namespace(world, as_type(object));
    if (dict == NULL) {
        return NULL;
    }
    SimObject *proxy = sim_mappingproxy_new(world, dict);
    sim_decref(world, dict);
    return proxy;
}

static SimObject *
get_doc(SimWorld *world, SimObject *object)
{
    SimType *type = as_type(object);
    if (type->heap == NULL) { /* what stands in the table may be the __doc__ of its instances */
        const char *text = type->spec->doc;
        return text == NULL ? sim_newref(world, SIM_NONE(world)) : sim_str_intern(world, text);
    }
    SimObject *doc = sim_type_own(world, type, SIM_ID(world, __doc__));
    if (doc == NULL) {
        return sim_newref(world, SIM_NONE(world));
    }
    SimTernaryFunc get = doc->type->slots.tp_descr_get;
    return get == NULL ? sim_newref(world, doc) : get(world, doc, NULL, object);
}

static int
set_doc(SimWorld *world, SimObject *object, SimObject *value)
{
    SimType *type = as_type(object);
    if (!may_set(world, type, value, "__doc__")) {
        return -1;
    }
    sim_type_modified(type);
    return sim_dict_set(world, type->dict, SIM_ID(world, __doc__), value);
}

static SimObject *
get_annotations(SimWorld *world, SimObject *object)
{
    SimType *type = as_type(object);
    if (type->heap == NULL) {
        return sim_err_format(world, SIM_TYPE_AttributeError,
                              "type object '%s' has no attribute '__annotations__'", type->name);
    }
    SimObject *annotations = sim_dict_get(world, type->dict, SIM_ID(world, __annotations__));
    if (annotations != NULL) {
        return sim_newref(world, annotations);
    }
    annotations = sim_dict_new(world);
    if (annotations != NULL &&
        sim_dict_set(world, type->dict, SIM_ID(world, __annotations__), annotations) < 0) {
        SIM_CLEAR(world, annotations);
    }
    return annotations;
}

static int
set_annotations(SimWorld *world, SimObject *object, SimObject *value)
{
    SimType *type = as_type(object);
    if (type->heap == NULL) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "cannot set '__annotations__' attribute of immutable type '%s'", type->name);
        return -1;
    }
    sim_type_modified(type);
    return value == NULL ? sim_dict_delete(world, type->dict, SIM_ID(world, __annotations__))
                         : sim_dict_set(world, type->dict, SIM_ID(world, __annotations__), value);
}

static SimObject *
get_basicsize(SimWorld *world, SimObject *object)
{
    return sim_int_new(world, (int64_t) as_type(object)->basicsize);
}

static SimObject *
get_itemsize(SimWorld *world, SimObject *object)
{
    return sim_int_new(world, (int64_t) as_type(object)->itemsize);
}

/* Negative: before the object, or behind its items. */
static SimObject *
get_dictoffset(SimWorld *world, SimObject *object)
{
    const SimType *type = as_type(object);
    int64_t offset = 0;
    if (sim_type_has(type, SIM_TPFLAGS_MANAGED_DICT)) {
        offset = -(int64_t) type->basicsize - 24;
    } else if (sim_type_has(type, SIM_TPFLAGS_VAR_DICT)) {
        offset = -8;
    } else {
        for (; type != NULL && offset == 0; type = type->base) {
            offset = type->spec == NULL ? 0 : (int64_t) type->spec->dictoffset;
        }
    }
    return sim_int_new(world, offset);
}

static SimObject *
get_weakrefoffset(SimWorld *world, SimObject *object)
{
    size_t offset = 0;
    for (const SimType *type = as_type(object); type != NULL && offset == 0; type = type->base) {
        offset = type->heap == NULL ? 0 : type->heap->weakref_offset;
    }
    return sim_int_new(world, (int64_t) offset);
}

static SimObject *
get_none(SimWorld *world, SimObject *object)
{
    (void) object;
    return sim_newref(world, SIM_NONE(world));
}

static SimObject *
get_abstract(SimWorld *world, SimObject *object)
{
    SimObject *name = SIM_ID(world, __abstractmethods__);
    const SimType *type = as_type(object);
    SimObject *value = type->dict == NULL ? NULL : sim_dict_get(world, type->dict, name);
    return value != NULL ? sim_newref(world, value)
                         : sim_err_set_object(world, SIM_TYPE_AttributeError, name);
}

/* Names that instances must have before there can be any: see new_object of object. */
static int
set_abstract(SimWorld *world, SimObject *object, SimObject *value)
{
    SimObject *name = SIM_ID(world, __abstractmethods__);
    SimType *type = as_type(object);
    if (type->heap == NULL) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "cannot set '__abstractmethods__' attribute of immutable type '%s'",
                       type->name);
        return -1;
    }
    int abstract = value == NULL ? 0 : sim_object_is_true(world, value);
    if (abstract < 0 || (value == NULL ? sim_dict_delete(world, type->dict, name)
                                       : sim_dict_set(world, type->dict, name, value)) < 0) {
        return -1;
    }
    sim_type_modified(type);
    type->flags = abstract > 0 ? type->flags | SIM_TPFLAGS_IS_ABSTRACT
                               : type->flags & ~(uint32_t) SIM_TPFLAGS_IS_ABSTRACT;
    return 0;
}

const SimGetSetDef sim_type_getset[] = {
    {"__name__", get_name, set_name},
    {"__qualname__", get_qualname, set_qualname},
    {"__bases__", get_bases, set_bases},
    {"__mro__", get_mro, sim_member_read_only},
    {"__module__", get_module, set_module},
    {"__abstractmethods__", get_abstract, set_abstract},
    {"__dict__", get_dict, NULL},
    {"__doc__", get_doc, set_doc},
    {"__text_signature__", get_none, NULL},
    {"__annotations__", get_annotations, set_annotations},
    {"__base__", get_base, sim_member_read_only},
    {"__basicsize__", get_basicsize, sim_member_read_only},
    {"__itemsize__", get_itemsize, sim_member_read_only},
    {"__dictoffset__", get_dictoffset, sim_member_read_only},
    {"__weakrefoffset__", get_weakrefoffset, sim_member_read_only},
    {NULL, NULL, NULL},
};

#define METHOD(name)                                                                               \
    static SimObject *name(SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, \
                           SimObject *kwnames)
#define IGNORE_ARGUMENTS                                                                           \
    (void) args;                                                                                   \
    (void) nargs;                                                                                  \
    (void) kwnames;

METHOD(method_mro)
{
    IGNORE_ARGUMENTS
    SimType *type = as_type(self);
    SimObject *mro = type->heap == NULL ? sim_newref(world, sim_type_mro(world, type))
                                        : sim_mro_compute(world, type);
    if (mro == NULL) {
        return NULL;
    }
    SimObject *list = sim_list_from_iterable(world, mro);
    sim_decref(world, mro);
    return list;
}

METHOD(method_subclasses)
{
    IGNORE_ARGUMENTS
    const SimType *type = as_type(self);
    SimObject *list = sim_list_new(world, 0);
    for (guint i = 0; list != NULL && type->subclasses != NULL && i < type->subclasses->len; i++) {
        if (sim_list_append(world, list, type->subclasses->pdata[i]) < 0) {
            SIM_CLEAR(world, list);
        }
    }
    return list;
}

METHOD(method_prepare)
{
    (void) self;
    IGNORE_ARGUMENTS
    return sim_dict_new(world);
}

METHOD(method_instancecheck)
{
    (void) nargs;
    (void) kwnames;
    int result = sim_object_is_real_instance(world, args[0], self);
    return result < 0 ? NULL : sim_bool_of(world, result > 0);
}

METHOD(method_subclasscheck)
{
    (void) nargs;
    (void) kwnames;
    int result = sim_object_is_real_subclass(world, args[0], self);
    return result < 0 ? NULL : sim_bool_of(world, result > 0);
}

/* merge_class_dict: the names of @type and its bases. */
static int
merge_names(SimWorld *world, SimObject *into, SimType *type)
{
    SimObject *namespace_ = sim_type_namespace(world, type);
    if (namespace_ == NULL) {
        return -1;
    }
    int status = sim_dict_update(world, into, namespace_);
    sim_decref(world, namespace_);
    SimObject *bases = status < 0 ? NULL : sim_type_bases(world, type);
    for (size_t i = 0; bases != NULL && status == 0 && i < sim_tuple_size(bases); i++) {
        status = merge_names(world, into, as_type(sim_tuple_get(bases, i)));
    }
    return bases == NULL ? -1 : status;
}

int
sim_type_merge_names(SimWorld *world, SimObject *into, SimType *type)
{
    return merge_names(world, into, type);
}

METHOD(method_dir)
{
    IGNORE_ARGUMENTS
    SimObject *dict = sim_dict_new(world);
    if (dict == NULL) {
        return NULL;
    }
    SimObject *result =
        merge_names(world, dict, as_type(self)) < 0 ? NULL : sim_dict_keys(world, dict);
    sim_decref(world, dict);
    return result;
}

METHOD(method_sizeof)
{
    IGNORE_ARGUMENTS
    size_t size = self->type->slots.tp_sizeof(world, self);
    return sim_int_new(world, (int64_t) size);
}

const SimMethodDef sim_type_methods[] = {
    {"mro", method_mro, SIM_METH_NOARGS},
    {"__subclasses__", method_subclasses, SIM_METH_NOARGS},
    {"__prepare__", method_prepare, SIM_METH_KEYWORDS | SIM_METH_CLASS},
    {"__instancecheck__", method_instancecheck, SIM_METH_O},
    {"__subclasscheck__", method_subclasscheck, SIM_METH_O},
    {"__dir__", method_dir, SIM_METH_NOARGS},
    {"__sizeof__", method_sizeof, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};
