/* The type `object` (end of Objects/typeobject.c). */
#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/exception.h"
#include "sim/objects/id.h"
#include "sim/objects/int.h"
#include "sim/objects/list.h"
#include "sim/objects/reduce.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/objects/type_private.h"

enum {
    BASIC_SIZE = 16
};

/* Whether there are arguments that nobody takes (excess_args). */
static bool
has_arguments(SimObject *args, SimObject *kwargs)
{
    return sim_tuple_size(args) > 0 || (kwargs != NULL && sim_dict_size(kwargs) > 0);
}

static int init(SimWorld *world, SimObject *self, SimObject *args, SimObject *kwargs);

/* "Can't instantiate abstract class Shape with abstract methods area, name" */
static SimObject *
refuse_abstract(SimWorld *world, SimType *type)
{
    SimObject *names = sim_object_getattr(world, &type->ob, SIM_ID(world, __abstractmethods__));
    SimObject *sorted = names == NULL ? NULL : sim_list_from_iterable(world, names);
    sim_xdecref(world, names);
    if (sorted == NULL || sim_list_sort(world, sorted, NULL, false) < 0) {
        sim_xdecref(world, sorted);
        return NULL;
    }
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < sim_list_size(sorted); i++) {
        SimObject *name = sim_list_get(sorted, i);
        g_string_append(text, i > 0 ? ", " : "");
        g_string_append(text, SIM_IS_STR(name) ? sim_str_utf8(name, NULL) : "?");
    }
    sim_err_format(world, SIM_TYPE_TypeError,
                   "Can't instantiate abstract class %s with abstract method%s %s", type->name,
                   sim_list_size(sorted) > 1 ? "s" : "", text->str);
    g_string_free(text, TRUE);
    sim_decref(world, sorted);
    return NULL;
}

static SimObject *
new_object(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    if (has_arguments(args, kwargs)) {
        if (type->slots.tp_new != new_object) {
            return sim_err_format(
                world, SIM_TYPE_TypeError,
                "object.__new__() takes exactly one argument (the type to instantiate)");
        }
        if (type->slots.tp_init == init) {
            return sim_err_format(world, SIM_TYPE_TypeError, "%s() takes no arguments", type->name);
        }
    }
    if (G_UNLIKELY(sim_type_has(type, SIM_TPFLAGS_IS_ABSTRACT))) {
        return refuse_abstract(world, type);
    }
    SimObject *object = sim_object_alloc(world, type, 0);
    if (object == NULL) {
        return NULL;
    }
    if (sim_type_has(type, SIM_TPFLAGS_HAVE_GC)) {
        sim_gc_track(world, object);
    }
    if (sim_type_has(type, SIM_TPFLAGS_MANAGED_DICT) && sim_instance_init(world, object) < 0) {
        sim_decref(world, object);
        return NULL;
    }
    return object;
}

static int
init(SimWorld *world, SimObject *self, SimObject *args, SimObject *kwargs)
{
    const SimType *type = self->type;
    if (!has_arguments(args, kwargs)) {
        return 0;
    }
    if (type->slots.tp_init != init) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "object.__init__() takes exactly one argument (the instance to initialize)");
        return -1;
    }
    if (type->slots.tp_new == new_object) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "%s.__init__() takes exactly one argument (the instance to initialize)",
                       type->name);
        return -1;
    }
    return 0;
}

/* "<__main__.A object at 0x...>"; without the module for built-in types. */
static SimObject *
repr(SimWorld *world, SimObject *self)
{
    SimType *type = self->type;
    SimObject *module = sim_object_getattr(world, &type->ob, SIM_ID(world, __module__));
    if (module == NULL) {
        sim_err_clear(world);
    }
    SimObject *qualname = sim_object_getattr(world, &type->ob, SIM_ID(world, __qualname__));
    if (qualname == NULL) {
        sim_xdecref(world, module);
        return NULL;
    }
    bool plain = module == NULL || !SIM_IS_STR(module) || sim_str_equal_c(module, "builtins");
    SimObject *result =
        sim_str_format(world, "<%s%s%s object at 0x%" G_GINT64_MODIFIER "x>",
                       plain ? "" : sim_str_utf8(module, NULL), plain ? "" : ".",
                       plain ? type->name : sim_str_utf8(qualname, NULL), self->addr);
    sim_xdecref(world, module);
    sim_decref(world, qualname);
    return result;
}

static SimObject *
str(SimWorld *world, SimObject *self)
{
    return self->type->slots.tp_repr(world, self);
}

static int64_t
hash(SimWorld *world, SimObject *self)
{
    (void) world;
    return (int64_t) (self->addr >> 4 | self->addr << 60);
}

/* basicsize and items; types whose items are not counted by the type say their own. */
static size_t
size_of(SimWorld *world, SimObject *self)
{
    (void) world;
    return self->type->basicsize;
}

static SimObject *
get_class(SimWorld *world, SimObject *self)
{
    return sim_newref(world, &self->type->ob);
}

/* compatible_for_assignment, for classes without a built-in base of their own. */
static bool
same_layout(const SimType *from, const SimType *to)
{
    const SimType *a = from;
    const SimType *b = to;
    for (; a->heap != NULL && a->heap->nslots == 0; a = a->base) {
    }
    for (; b->heap != NULL && b->heap->nslots == 0; b = b->base) {
    }
    uint32_t storage = SIM_TPFLAGS_MANAGED_DICT | SIM_TPFLAGS_VAR_DICT | SIM_TPFLAGS_HAVE_WEAKREFS;
    return a == b && from->basicsize == to->basicsize &&
           (from->flags & storage) == (to->flags & storage);
}

static int
set_class(SimWorld *world, SimObject *self, SimObject *value)
{
    if (value == NULL) {
        sim_err_format(world, SIM_TYPE_TypeError, "can't delete __class__ attribute");
        return -1;
    }
    if (!SIM_IS_TYPE(value)) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "__class__ must be set to a class, not '%s' object", value->type->name);
        return -1;
    }
    SimType *from = self->type;
    SimType *to = (SimType *) (void *) value;
    if (from->heap == NULL || to->heap == NULL) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "__class__ assignment only supported for mutable types or ModuleType "
                       "subclasses");
        return -1;
    }
    if (!same_layout(from, to)) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "__class__ assignment: '%s' object layout differs from '%s'", to->name,
                       from->name);
        return -1;
    }
    if (sim_instance_has_dict(self) && sim_instance_storage(self)->values != NULL) {
        SimObject *dict = sim_instance_dict(world, self);
        if (dict == NULL) {
            return -1;
        }
        sim_decref(world, dict);
    }
    sim_incref(world, value);
    self->type = to;
    SIM_RECORD(world, FIELD, self->slot, SIM_LABEL_TYPE, value->slot);
    sim_decref(world, &from->ob);
    return 0;
}

#define METHOD(name)                                                                               \
    static SimObject *name(SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, \
                           SimObject *kwnames)
#define IGNORE_ARGUMENTS                                                                           \
    (void) self;                                                                                   \
    (void) args;                                                                                   \
    (void) nargs;                                                                                  \
    (void) kwnames;

METHOD(method_format)
{
    IGNORE_ARGUMENTS
    if (!SIM_IS_STR(args[0])) {
        return sim_arg_bad(world, "__format__", "argument", "str", args[0]);
    }
    if (((SimStr *) (void *) args[0])->length > 0) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "unsupported format string passed to %s.__format__",
                              self->type->name);
    }
    return sim_object_str(world, self);
}

METHOD(method_sizeof)
{
    IGNORE_ARGUMENTS
    return sim_int_new(world, (int64_t) self->type->slots.tp_sizeof(world, self));
}

METHOD(method_dir)
{
    IGNORE_ARGUMENTS
    SimObject *own;
    int found = sim_object_lookup_attr(world, self, SIM_ID(world, __dict__), &own);
    if (found < 0) {
        return NULL;
    }
    SimObject *names =
        found > 0 && SIM_IS_DICT(own) ? sim_dict_copy(world, own) : sim_dict_new(world);
    sim_xdecref(world, own);
    if (names == NULL) {
        return NULL;
    }
    SimObject *result =
        sim_type_merge_names(world, names, self->type) < 0 ? NULL : sim_dict_keys(world, names);
    sim_decref(world, names);
    return result;
}

METHOD(method_init_subclass)
{
    IGNORE_ARGUMENTS
    return sim_newref(world, SIM_NONE(world));
}

METHOD(method_subclasshook)
{
    IGNORE_ARGUMENTS
    return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
}

static const SimMethodDef methods[] = {
    {"__reduce_ex__", sim_object_reduce_ex, SIM_METH_O},
    {"__reduce__", sim_object_reduce, SIM_METH_NOARGS},
    {"__getstate__", sim_object_getstate, SIM_METH_NOARGS},
    {"__subclasshook__", method_subclasshook, SIM_METH_FASTCALL | SIM_METH_CLASS},
    {"__init_subclass__", method_init_subclass, SIM_METH_NOARGS | SIM_METH_CLASS},
    {"__format__", method_format, SIM_METH_O},
    {"__sizeof__", method_sizeof, SIM_METH_NOARGS},
    {"__dir__", method_dir, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

static const SimGetSetDef getset[] = {
    {"__class__", get_class, set_class},
    {NULL, NULL, NULL},
};

static const SimTypeSlots slots = {
    .tp_dealloc = sim_object_release,
    .tp_repr = repr,
    .tp_str = str,
    .tp_hash = hash,
    .tp_getattro = sim_object_generic_getattr,
    .tp_setattro = sim_object_generic_setattr,
    .tp_richcompare = sim_object_compare_identity,
    .tp_init = init,
    .tp_new = new_object,
    .tp_sizeof = size_of,
};

const SimTypeSpec sim_spec_OBJECT = {
    .id = SIM_TYPE_OBJECT,
    .basicsize = BASIC_SIZE,
    .host_size = sizeof(SimObject),
    .flags = SIM_TPFLAGS_BASETYPE,
    .slots = &slots,
    .methods = methods,
    .getset = getset,
    .doc = "The base class of the class hierarchy.\n\n"
           "When called, it accepts no arguments and returns a new featureless\n"
           "instance that has no instance attributes and cannot be given any.\n",
};
