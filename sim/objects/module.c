#include "sim/objects/module.h"

#include "sim/objects/abstract.h"
#include "sim/objects/descr.h"
#include "sim/objects/dict.h"
#include "sim/objects/function.h"
#include "sim/objects/id.h"
#include "sim/objects/str.h"
#include "sim/objects/type_private.h"
#include "sim/objects/weakref.h"

enum {
    BASIC_SIZE = 56,
    DICT_OFFSET = 16
};

static SimModule *
as_module(SimObject *object)
{
    return (SimModule *) (void *) object;
}

/* module_init_dict: the five names every module has. */
static int
fill(SimWorld *world, SimObject *object, SimObject *name, SimObject *doc)
{
    SimModule *self = as_module(object);
    SimObject *none = SIM_NONE(world);
    if (sim_dict_set(world, self->dict, SIM_ID(world, __name__), name) < 0 ||
        sim_dict_set(world, self->dict, SIM_ID(world, __doc__), doc == NULL ? none : doc) < 0 ||
        sim_dict_set(world, self->dict, SIM_ID(world, __package__), none) < 0 ||
        sim_dict_set(world, self->dict, SIM_ID(world, __loader__), none) < 0 ||
        sim_dict_set(world, self->dict, SIM_ID(world, __spec__), none) < 0) {
        return -1;
    }
    SimObject *old = self->name;
    self->name = SIM_IS_STR_EXACT(world, name) ? sim_newref(world, name) : NULL;
    if (old != NULL || self->name != NULL) {
        SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_NAME, sim_slot(self->name));
    }
    sim_xdecref(world, old);
    return 0;
}

static SimObject *
create(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    (void) args;
    (void) kwargs;
    SimObject *object = sim_object_alloc(world, type, 0);
    if (object == NULL) {
        return NULL;
    }
    as_module(object)->dict = sim_dict_new(world);
    if (as_module(object)->dict == NULL) {
        sim_decref(world, object);
        return NULL;
    }
    SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_DICT, as_module(object)->dict->slot);
    sim_gc_track(world, object);
    return object;
}

SimObject *
sim_module_new(SimWorld *world, const char *name)
{
    SimObject *text = sim_str_intern(world, name);
    if (text == NULL) {
        return NULL;
    }
    SimObject *object = create(world, sim_type(world, SIM_TYPE_MODULE), NULL, NULL);
    if (object != NULL && fill(world, object, text, NULL) < 0) {
        SIM_CLEAR(world, object);
    }
    sim_decref(world, text);
    return object;
}

int
sim_module_add_functions(SimWorld *world, SimObject *module, const SimMethodDef *defs)
{
    for (const SimMethodDef *def = defs; def->name != NULL; def++) {
        SimObject *function = sim_builtin_new(world, def, module, as_module(module)->name);
        if (function == NULL) {
            return -1;
        }
        SimObject *name = sim_str_intern(world, def->name);
        int status =
            name == NULL ? -1 : sim_dict_set(world, as_module(module)->dict, name, function);
        sim_xdecref(world, name);
        sim_decref(world, function);
        if (status < 0) {
            return -1;
        }
    }
    return 0;
}

static int
init(SimWorld *world, SimObject *self, SimObject *args, SimObject *kwargs)
{
    static const char *const names[] = {"name", "doc", NULL};
    SimObject *found[2] = {NULL, NULL};
    if (!sim_arg_parse_tuple(world, "module", names, 1, 2, args, kwargs, found)) {
        return -1;
    }
    if (!SIM_IS_STR(found[0])) {
        sim_arg_bad(world, "module", "argument 'name'", "str", found[0]);
        return -1;
    }
    return fill(world, self, found[0], found[1]);
}

static void
dealloc(SimWorld *world, SimObject *object)
{
    sim_gc_untrack(world, object);
    sim_weakrefs_clear(world, object);
    SIM_CLEAR(world, as_module(object)->dict);
    SIM_CLEAR(world, as_module(object)->name);
    sim_object_release(world, object);
}

static int
traverse(SimObject *object, SimVisit visit, void *data)
{
    const SimModule *self = as_module(object);
    int result = self->dict == NULL ? 0 : visit(self->dict, data);
    return result != 0 || self->name == NULL ? result : visit(self->name, data);
}

static int
collect(SimObject *object, SimVisit visit, void *data)
{
    const SimModule *self = as_module(object);
    return self->dict == NULL ? 0 : visit(self->dict, data);
}

static int
clear(SimWorld *world, SimObject *object)
{
    SIM_CLEAR_FIELD(world, object, as_module(object)->dict, DICT);
    return 0;
}

/* importlib's _module_repr, for modules that are part of the interpreter. */
static SimObject *
repr(SimWorld *world, SimObject *object)
{
    const SimModule *self = as_module(object);
    SimObject *name = sim_dict_get(world, self->dict, SIM_ID(world, __name__));
    SimObject *file = sim_dict_get(world, self->dict, SIM_ID(world, __file__));
    SimObject *text = name == NULL ? sim_str_new(world, "'?'") : sim_object_repr(world, name);
    if (text == NULL) {
        return NULL;
    }
    SimObject *result;
    if (file != NULL && SIM_IS_STR(file)) {
        result = sim_str_format(world, "<module %s from '%s'>", sim_str_utf8(text, NULL),
                                sim_str_utf8(file, NULL));
    } else {
        result = sim_str_format(world, "<module %s%s>", sim_str_utf8(text, NULL),
                                self->builtin ? " (built-in)" : "");
    }
    sim_decref(world, text);
    return result;
}

static SimObject *
getattro(SimWorld *world, SimObject *object, SimObject *name)
{
    SimModule *self = as_module(object);
    SimObject *found;
    SimObject *on_type = sim_type_lookup(world, object->type, name);
    if (on_type == NULL) {
        found = sim_dict_get(world, self->dict, name);
        if (found != NULL) {
            return sim_newref(world, found);
        }
    } else {
        found = sim_object_generic_getattr(world, object, name);
        if (found != NULL || !sim_err_clear_if(world, SIM_TYPE_AttributeError)) {
            return found;
        }
    }
    SimObject *hook = sim_dict_get(world, self->dict, SIM_ID(world, __getattr__));
    if (hook != NULL) {
        return sim_object_call_one(world, hook, name);
    }
    SimObject *module_name = sim_dict_get(world, self->dict, SIM_ID(world, __name__));
    if (module_name == NULL || !SIM_IS_STR(module_name)) {
        return sim_err_attribute(world, object, name, "module has no attribute '%s'",
                                 sim_str_utf8(name, NULL));
    }
    return sim_err_attribute(world, object, name, "module '%s' has no attribute '%s'",
                             sim_str_utf8(module_name, NULL), sim_str_utf8(name, NULL));
}

static SimObject *
method_dir(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    return sim_dict_keys(world, as_module(self)->dict);
}

static SimObject *
get_dict(SimWorld *world, SimObject *self)
{
    return sim_newref(world, as_module(self)->dict);
}

static const SimMethodDef methods[] = {
    {"__dir__", method_dir, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

static const SimGetSetDef getset[] = {
    {"__dict__", get_dict, sim_member_read_only},
    {NULL, NULL, NULL},
};

static const SimTypeSlots slots = {
    .tp_dealloc = dealloc,
    .tp_traverse = traverse,
    .tp_collect = collect,
    .tp_clear = clear,
    .tp_repr = repr,
    .tp_getattro = getattro,
    .tp_init = init,
    .tp_new = create,
};

const SimTypeSpec sim_spec_MODULE = {
    .id = SIM_TYPE_MODULE,
    .basicsize = BASIC_SIZE,
    .host_size = sizeof(SimModule),
    .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_HAVE_WEAKREFS,
    .slots = &slots,
    .methods = methods,
    .getset = getset,
    .dictoffset_host = offsetof(SimModule, dict),
    .dictoffset = DICT_OFFSET,
};
