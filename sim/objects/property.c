/* property (Objects/descrobject.c). */
#include "sim/objects/abstract.h"
#include "sim/objects/descr.h"
#include "sim/objects/dict.h"
#include "sim/objects/id.h"
#include "sim/objects/methodobjects.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"

enum {
    BASIC_SIZE = 64
};

static SimProperty *
as_property(SimObject *object)
{
    return (SimProperty *) (void *) object;
}

static void
put(SimWorld *world, SimObject *object, SimObject **place, int label, SimObject *value)
{
    SimObject *old = *place;
    if (value == SIM_NONE(world)) {
        value = NULL;
    }
    sim_xincref(world, value);
    *place = value;
    if (old != NULL || value != NULL) {
        SIM_RECORD(world, FIELD, object->slot, (uint64_t) label, sim_slot(value));
    }
    sim_xdecref(world, old);
}

static SimObject *
new_property(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    (void) args;
    (void) kwargs;
    SimObject *object = sim_object_alloc(world, type, 0);
    if (object != NULL) {
        sim_gc_track(world, object);
    }
    return object;
}

/* Without a doc of its own a property has its getter's. */
static int
take_getter_doc(SimWorld *world, SimObject *object, SimObject *getter)
{
    SimProperty *self = as_property(object);
    SimObject *doc;
    int found = sim_object_lookup_attr(world, getter, SIM_ID(world, __doc__), &doc);
    if (found <= 0) {
        return found;
    }
    int status = 0;
    if (object->type == sim_type(world, SIM_TYPE_PROPERTY)) {
        put(world, object, &self->doc, SIM_LABEL_DOC, doc);
    } else {
        status = sim_object_setattr(world, object, SIM_ID(world, __doc__), doc);
    }
    sim_decref(world, doc);
    self->getter_doc = true;
    return status;
}

static int
init(SimWorld *world, SimObject *object, SimObject *args, SimObject *kwargs)
{
    static const char *const names[] = {"fget", "fset", "fdel", "doc", NULL};
    SimObject *found[4] = {NULL, NULL, NULL, NULL};
    if (!sim_arg_parse_tuple(world, "property", names, 0, 4, args, kwargs, found)) {
        return -1;
    }
    SimProperty *self = as_property(object);
    put(world, object, &self->get, SIM_LABEL_GET, found[0]);
    put(world, object, &self->set, SIM_LABEL_SET, found[1]);
    put(world, object, &self->del, SIM_LABEL_DEL, found[2]);
    put(world, object, &self->doc, SIM_LABEL_DOC, found[3]);
    self->getter_doc = false;
    if ((found[3] == NULL || found[3] == SIM_NONE(world)) && self->get != NULL) {
        return take_getter_doc(world, object, self->get);
    }
    return 0;
}

static void
dealloc(SimWorld *world, SimObject *object)
{
    SimProperty *self = as_property(object);
    sim_gc_untrack(world, object);
    SIM_CLEAR(world, self->get);
    SIM_CLEAR(world, self->set);
    SIM_CLEAR(world, self->del);
    SIM_CLEAR(world, self->doc);
    SIM_CLEAR(world, self->name);
    sim_object_release(world, object);
}

static int
traverse(SimObject *object, SimVisit visit, void *data)
{
    const SimProperty *self = as_property(object);
    SimObject *const members[] = {self->get, self->set, self->del, self->doc, self->name};
    for (size_t i = 0; i < G_N_ELEMENTS(members); i++) {
        int result = members[i] == NULL ? 0 : visit(members[i], data);
        if (result != 0) {
            return result;
        }
    }
    return 0;
}

static int
clear(SimWorld *world, SimObject *object)
{
    SIM_CLEAR_FIELD(world, object, as_property(object)->doc, DOC);
    return 0;
}

/* "property 'x' of 'A' object has no setter" */
static void
raise_lacking(SimWorld *world, const SimProperty *self, const SimObject *object, const char *what)
{
    SimObject *name = self->name == NULL ? NULL : sim_object_repr(world, self->name);
    SimObject *qualname =
        sim_object_getattr(world, (SimObject *) object->type, SIM_ID(world, __qualname__));
    if (qualname == NULL) {
        sim_xdecref(world, name);
        return;
    }
    sim_err_format(world, SIM_TYPE_AttributeError, "property%s%s of '%s' object has no %s",
                   name == NULL ? "" : " ", name == NULL ? "" : sim_str_utf8(name, NULL),
                   sim_str_utf8(qualname, NULL), what);
    sim_xdecref(world, name);
    sim_decref(world, qualname);
}

static SimObject *
descr_get(SimWorld *world, SimObject *descr, SimObject *object, SimObject *type)
{
    (void) type;
    const SimProperty *self = as_property(descr);
    if (object == NULL || object == SIM_NONE(world)) {
        return sim_newref(world, descr);
    }
    if (self->get == NULL) {
        raise_lacking(world, self, object, "getter");
        return NULL;
    }
    return sim_object_call_one(world, self->get, object);
}

static int
descr_set(SimWorld *world, SimObject *descr, SimObject *object, SimObject *value)
{
    const SimProperty *self = as_property(descr);
    SimObject *function = value == NULL ? self->del : self->set;
    if (function == NULL) {
        raise_lacking(world, self, object, value == NULL ? "deleter" : "setter");
        return -1;
    }
    SimObject *args[] = {object, value};
    SimObject *result = sim_object_vectorcall(world, function, args, value == NULL ? 1 : 2, NULL);
    sim_xdecref(world, result);
    return result == NULL ? -1 : 0;
}

/* property_copy: a new property with one function exchanged. */
static SimObject *
copy_with(SimWorld *world, SimObject *object, SimObject *get, SimObject *set, SimObject *del)
{
    SimProperty *self = as_property(object);
    SimObject *none = SIM_NONE(world);
    SimObject *getter = get != NULL && get != none ? get : self->get;
    SimObject *doc = self->getter_doc && getter != NULL ? NULL : self->doc;
    SimObject *args[4] = {getter, set != NULL && set != none ? set : self->set,
                          del != NULL && del != none ? del : self->del, doc};
    for (size_t i = 0; i < G_N_ELEMENTS(args); i++) {
        args[i] = args[i] == NULL ? none : args[i];
    }
    SimObject *copy = sim_object_vectorcall(world, &object->type->ob, args, 4, NULL);
    if (copy != NULL && copy->type->slots.tp_dealloc == object->type->slots.tp_dealloc &&
        self->name != NULL) {
        put(world, copy, &as_property(copy)->name, SIM_LABEL_NAME, self->name);
    }
    return copy;
}

#define METHOD(name)                                                                               \
    static SimObject *name(SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, \
                           SimObject *kwnames)

METHOD(method_getter)
{
    (void) nargs;
    (void) kwnames;
    return copy_with(world, self, args[0], NULL, NULL);
}

METHOD(method_setter)
{
    (void) nargs;
    (void) kwnames;
    return copy_with(world, self, NULL, args[0], NULL);
}

METHOD(method_deleter)
{
    (void) nargs;
    (void) kwnames;
    return copy_with(world, self, NULL, NULL, args[0]);
}

METHOD(method_set_name)
{
    (void) kwnames;
    if (nargs != 2) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "__set_name__() takes 2 positional arguments but %zu were given",
                              nargs);
    }
    put(world, self, &as_property(self)->name, SIM_LABEL_NAME, args[1]);
    return sim_newref(world, SIM_NONE(world));
}

static const SimMethodDef methods[] = {
    {"getter", method_getter, SIM_METH_O},
    {"setter", method_setter, SIM_METH_O},
    {"deleter", method_deleter, SIM_METH_O},
    {"__set_name__", method_set_name, SIM_METH_FASTCALL},
    {NULL, NULL, 0},
};

static SimObject *
or_none(SimWorld *world, SimObject *value)
{
    return sim_newref(world, value == NULL ? SIM_NONE(world) : value);
}

static SimObject *
get_fget(SimWorld *world, SimObject *object)
{
    return or_none(world, as_property(object)->get);
}

static SimObject *
get_fset(SimWorld *world, SimObject *object)
{
    return or_none(world, as_property(object)->set);
}

static SimObject *
get_fdel(SimWorld *world, SimObject *object)
{
    return or_none(world, as_property(object)->del);
}

static SimObject *
get_doc(SimWorld *world, SimObject *object)
{
    return or_none(world, as_property(object)->doc);
}

static int
set_doc(SimWorld *world, SimObject *object, SimObject *value)
{
    put(world, object, &as_property(object)->doc, SIM_LABEL_DOC, value);
    return 0;
}

static SimObject *
get_abstract(SimWorld *world, SimObject *object)
{
    (void) object;
    return sim_bool_of(world, false);
}

static const SimGetSetDef getset[] = {
    {"fget", get_fget, sim_member_read_only},     {"fset", get_fset, sim_member_read_only},
    {"fdel", get_fdel, sim_member_read_only},     {"__doc__", get_doc, set_doc},
    {"__isabstractmethod__", get_abstract, NULL}, {NULL, NULL, NULL},
};

static const SimTypeSlots slots = {
    .tp_dealloc = dealloc,
    .tp_traverse = traverse,
    .tp_clear = clear,
    .tp_descr_get = descr_get,
    .tp_descr_set = descr_set,
    .tp_init = init,
    .tp_new = new_property,
};

const SimTypeSpec sim_spec_PROPERTY = {
    .id = SIM_TYPE_PROPERTY,
    .basicsize = BASIC_SIZE,
    .host_size = sizeof(SimProperty),
    .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_BASETYPE,
    .slots = &slots,
    .methods = methods,
    .getset = getset,
};
