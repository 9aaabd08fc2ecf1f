#include "sim/objects/builtin.h"

#include "sim/objects/abstract.h"
#include "sim/objects/exception.h"
#include "sim/objects/id.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/objects/type_private.h"
#include "sim/objects/weakref.h"

enum {
    BASIC_SIZE = 56
};

static SimBuiltin *
as_builtin(SimObject *object)
{
    return (SimBuiltin *) (void *) object;
}

static SimObject *
fill(
    SimWorld *world, SimObject *object, const SimMethodDef *def, SimObject *self, SimObject *module)
{
    SimBuiltin *builtin = as_builtin(object);
    builtin->def = def;
    sim_xincref(world, self);
    builtin->self = self;
    sim_xincref(world, module);
    builtin->module = module;
    if (self != NULL) {
        SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_SELF, self->slot);
    }
    if (module != NULL) {
        SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_MODULE, module->slot);
    }
    return object;
}

SimObject *
sim_builtin_new(SimWorld *world, const SimMethodDef *def, SimObject *self, SimObject *module)
{
    SimObject *object = sim_object_alloc(world, sim_type(world, SIM_TYPE_BUILTIN), 0);
    if (object == NULL) {
        return NULL;
    }
    fill(world, object, def, self, module);
    sim_gc_track(world, object);
    return object;
}

SimObject *
sim_builtin_new_static(SimWorld *world, const SimMethodDef *def, SimObject *self)
{
    SimType *type = sim_type(world, SIM_TYPE_BUILTIN);
    SimObject *object =
        sim_object_alloc_static(world, type, type->basicsize, sizeof(SimBuiltin), 1);
    return fill(world, object, def, self, NULL);
}

static SimObject *
raise_count(SimWorld *world,
            char *(*title)(SimWorld *, SimObject *),
            SimObject *object,
            const char *wants,
            size_t nargs)
{
    g_autofree char *name = title(world, object);
    return sim_err_format(world, SIM_TYPE_TypeError, "%s takes %s (%zu given)", name, wants, nargs);
}

static SimObject *
run_packed(SimWorld *world,
           const SimMethodDef *def,
           SimObject *self,
           SimObject *const *args,
           size_t nargs,
           SimObject *kwnames)
{
    SimObject *packed = sim_tuple_from(world, args, nargs);
    SimObject *keywords = NULL;
    SimObject *result = NULL;
    if (packed != NULL && kwnames != NULL && sim_tuple_size(kwnames) > 0) {
        keywords = sim_call_keywords_dict(world, args + nargs, kwnames);
        if (keywords == NULL) {
            SIM_CLEAR(world, packed);
        }
    }
    if (packed != NULL) {
        result = def->function(world, self, args, nargs, kwnames);
    }
    sim_xdecref(world, packed);
    sim_xdecref(world, keywords);
    return result;
}

SimObject *
sim_builtin_run(SimWorld *world,
                const SimMethodDef *def,
                char *(*title)(SimWorld *world, SimObject *object),
                SimObject *object,
                SimObject *self,
                SimObject *const *args,
                size_t nargs,
                SimObject *kwnames)
{
    int kind = def->flags & SIM_METH_KIND_MASK;
    if (kind != SIM_METH_KEYWORDS && kwnames != NULL && sim_tuple_size(kwnames) > 0) {
        g_autofree char *name = title(world, object);
        return sim_err_format(world, SIM_TYPE_TypeError, "%s takes no keyword arguments", name);
    }
    if (kind == SIM_METH_NOARGS && nargs != 0) {
        return raise_count(world, title, object, "no arguments", nargs);
    }
    if (kind == SIM_METH_O && nargs != 1) {
        return raise_count(world, title, object, "exactly one argument", nargs);
    }
    bool counts = kind == SIM_METH_NOARGS || kind == SIM_METH_O || (def->flags & SIM_METH_TUPLE);
    if (!counts) {
        return def->function(world, self, args, nargs, kwnames);
    }
    /* cfunction_enter_call, or _PyObject_MakeTpCall for who takes a tuple. */
    if (!sim_recursion_enter(world, " while calling a Python object")) {
        return NULL;
    }
    SimObject *result = (def->flags & SIM_METH_TUPLE) != 0
                            ? run_packed(world, def, self, args, nargs, kwnames)
                            : def->function(world, self, args, nargs, kwnames);
    sim_recursion_leave(world);
    return result;
}

/* The qualified name: that of the class, or of the object's type, and the function's. */
static SimObject *
get_qualname(SimWorld *world, SimObject *object)
{
    const SimBuiltin *self = as_builtin(object);
    if (self->self == NULL || self->self->type == sim_type(world, SIM_TYPE_MODULE)) {
        return sim_str_new(world, self->def->name);
    }
    SimObject *type = SIM_IS_TYPE(self->self) ? self->self : &self->self->type->ob;
    SimObject *qualname = sim_object_getattr(world, type, SIM_ID(world, __qualname__));
    if (qualname == NULL) {
        return NULL;
    }
    SimObject *result =
        sim_str_format(world, "%s.%s", sim_str_utf8(qualname, NULL), self->def->name);
    sim_decref(world, qualname);
    return result;
}

/* _PyObject_FunctionStr: "len()", "math.sqrt()", "list.append()". */
static char *
title_of(SimWorld *world, SimObject *object)
{
    const SimBuiltin *self = as_builtin(object);
    if ((self->def->flags & SIM_METH_TUPLE) != 0) { /* cfunction_call */
        return g_strdup_printf("%s()", self->def->name);
    }
    if (self->self == NULL || self->self->type == sim_type(world, SIM_TYPE_MODULE)) {
        const char *module = self->module == NULL ? NULL : sim_str_utf8(self->module, NULL);
        if (module != NULL && strcmp(module, "builtins") != 0) {
            return g_strdup_printf("%s.%s()", module, self->def->name);
        }
        return g_strdup_printf("%s()", self->def->name);
    }
    SimObject *qualname = get_qualname(world, object);
    if (qualname == NULL) {
        sim_err_clear(world);
        return g_strdup_printf("%s()", self->def->name);
    }
    char *title = g_strdup_printf("%s()", sim_str_utf8(qualname, NULL));
    sim_decref(world, qualname);
    return title;
}

static SimObject *
vectorcall(
    SimWorld *world, SimObject *callable, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    const SimBuiltin *self = as_builtin(callable);
    return sim_builtin_run(world, self->def, title_of, callable, self->self, args, nargs, kwnames);
}

SimObject *
sim_method_def_call(SimWorld *world,
                    const SimMethodDef *def,
                    const SimType *type,
                    SimObject *self,
                    SimObject *const *args,
                    size_t nargs,
                    SimObject *kwnames)
{
    int kind = def->flags & SIM_METH_KIND_MASK;
    bool fits = kind == SIM_METH_KEYWORDS ||
                ((kwnames == NULL || sim_tuple_size(kwnames) == 0) &&
                 (kind != SIM_METH_NOARGS || nargs == 0) && (kind != SIM_METH_O || nargs == 1));
    if (G_LIKELY(fits)) {
        return def->function(world, self, args, nargs, kwnames);
    }
    g_autofree char *name = type == NULL
                                ? g_strdup(def->name)
                                : g_strdup_printf("%s.%s", sim_type_short_name(type), def->name);
    if (kwnames != NULL && sim_tuple_size(kwnames) > 0) {
        return sim_err_format(world, SIM_TYPE_TypeError, "%s() takes no keyword arguments", name);
    }
    return sim_err_format(world, SIM_TYPE_TypeError, "%s() takes %s (%zu given)", name,
                          kind == SIM_METH_O ? "exactly one argument" : "no arguments", nargs);
}

static void
dealloc(SimWorld *world, SimObject *object)
{
    SimBuiltin *self = as_builtin(object);
    sim_gc_untrack(world, object);
    if (!sim_trash_begin(world, object)) {
        return;
    }
    sim_weakrefs_clear(world, object);
    SIM_CLEAR(world, self->self);
    SIM_CLEAR(world, self->module);
    sim_object_release(world, object);
    sim_trash_end(world);
}

static int
traverse(SimObject *object, SimVisit visit, void *data)
{
    const SimBuiltin *self = as_builtin(object);
    int result = self->self == NULL ? 0 : visit(self->self, data);
    return result != 0 || self->module == NULL ? result : visit(self->module, data);
}

static SimObject *
repr(SimWorld *world, SimObject *object)
{
    const SimBuiltin *self = as_builtin(object);
    if (self->self == NULL || self->self->type == sim_type(world, SIM_TYPE_MODULE)) {
        return sim_str_format(world, "<built-in function %s>", self->def->name);
    }
    return sim_str_format(world, "<built-in method %s of %s object at 0x%" G_GINT64_MODIFIER "x>",
                          self->def->name, self->self->type->name, self->self->addr);
}

static SimObject *
compare(SimWorld *world, SimObject *a, SimObject *b, SimCompareOp op)
{
    if ((op != SIM_EQ && op != SIM_NE) || a->type != b->type) {
        return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    bool equal = as_builtin(a)->self == as_builtin(b)->self &&
                 as_builtin(a)->def->function == as_builtin(b)->def->function;
    return sim_bool_of(world, equal == (op == SIM_EQ));
}

static int64_t
hash(SimWorld *world, SimObject *object)
{
    (void) world;
    const SimBuiltin *self = as_builtin(object);
    uint64_t value = self->self == NULL ? 0 : self->self->addr >> 4;
    return (int64_t) ((value ^ g_str_hash(self->def->name)) & INT64_MAX);
}

static SimObject *
get_name(SimWorld *world, SimObject *object)
{
    return sim_str_intern(world, as_builtin(object)->def->name);
}

static SimObject *
or_none(SimWorld *world, SimObject *value)
{
    return sim_newref(world, value == NULL ? SIM_NONE(world) : value);
}

static SimObject *
get_self(SimWorld *world, SimObject *object)
{
    return or_none(world, as_builtin(object)->self);
}

static SimObject *
get_module(SimWorld *world, SimObject *object)
{
    return or_none(world, as_builtin(object)->module);
}

static SimObject *
get_none(SimWorld *world, SimObject *object)
{
    (void) object;
    return sim_newref(world, SIM_NONE(world));
}

static const SimGetSetDef getset[] = {
    {"__name__", get_name, NULL}, {"__qualname__", get_qualname, NULL},
    {"__self__", get_self, NULL}, {"__module__", get_module, NULL},
    {"__doc__", get_none, NULL},  {"__text_signature__", get_none, NULL},
    {NULL, NULL, NULL},
};

static const SimTypeSlots slots = {
    .tp_dealloc = dealloc,
    .tp_traverse = traverse,
    .tp_repr = repr,
    .tp_hash = hash,
    .tp_richcompare = compare,
    .tp_vectorcall = vectorcall,
    .tp_call = sim_vectorcall_as_call,
};

const SimTypeSpec sim_spec_BUILTIN = {
    .id = SIM_TYPE_BUILTIN,
    .basicsize = BASIC_SIZE,
    .host_size = sizeof(SimBuiltin),
    .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_HAVE_WEAKREFS,
    .slots = &slots,
    .getset = getset,
};

bool
sim_type_is_new_wrapper(const SimObject *object)
{
    return object->type->id == SIM_TYPE_BUILTIN &&
           ((const SimBuiltin *) (const void *) object)->def == &sim_type_new_def;
}
