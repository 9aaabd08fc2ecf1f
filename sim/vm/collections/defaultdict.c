/* collections.defaultdict (Modules/_collectionsmodule.c): a dict of 56 bytes with a factory. */
#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/classes.h"
#include "sim/objects/dict.h"
#include "sim/objects/sequence.h"
#include "sim/objects/tuple.h"
#include "sim/vm/builtins.h"

typedef struct {
    SimDict dict;
    SimObject *factory; /* owned; NULL: none */
} DefaultDict;

static inline DefaultDict *
as_default(SimObject *object)
{
    return (DefaultDict *) (void *) object;
}

static const SimTypeSlots *
dict_slots(SimWorld *world)
{
    return &sim_type(world, SIM_TYPE_DICT)->slots;
}

static bool
is_default(SimWorld *world, const SimObject *object)
{
    return sim_type_is_subtype(object->type, sim_type(world, SIM_TYPE_DEFAULTDICT));
}

/* Borrows @factory. */
static void
set_factory(SimWorld *world, SimObject *self, SimObject *factory)
{
    SimObject *old = as_default(self)->factory;
    sim_xincref(world, factory);
    as_default(self)->factory = factory;
    SIM_RECORD(world, FIELD, self->slot, SIM_LABEL_FACTORY, sim_slot(factory));
    sim_xdecref(world, old);
}

static int
default_init(SimWorld *world, SimObject *self, SimObject *args, SimObject *kwargs)
{
    size_t count = sim_tuple_size(args);
    SimObject *factory = count == 0 ? NULL : sim_tuple_get(args, 0);
    if (factory != NULL && factory != SIM_NONE(world) && !sim_object_is_callable(factory)) {
        sim_err_format(world, SIM_TYPE_TypeError, "first argument must be callable or None");
        return -1;
    }
    SimObject *rest = sim_tuple_from(world, ((SimTuple *) (void *) args)->items + (count > 0),
                                     count - (count > 0));
    if (rest == NULL) {
        return -1;
    }
    SimObject *old = as_default(self)->factory;
    sim_xincref(world, old);
    set_factory(world, self, factory);
    int status = dict_slots(world)->tp_init(world, self, rest, kwargs);
    sim_decref(world, rest);
    sim_xdecref(world, old);
    return status;
}

static void
default_dealloc(SimWorld *world, SimObject *object)
{
    sim_gc_untrack(world, object);
    SIM_CLEAR(world, as_default(object)->factory);
    dict_slots(world)->tp_dealloc(world, object);
}

static int
default_traverse(SimObject *object, SimVisit visit, void *data)
{
    SimObject *factory = as_default(object)->factory;
    int result = factory == NULL ? 0 : visit(factory, data);
    return result != 0 ? result : sim_dict_traverse(object, visit, data);
}

static int
default_collect(SimObject *object, SimVisit visit, void *data)
{
    SimObject *factory = as_default(object)->factory;
    int result = factory == NULL ? 0 : visit(factory, data);
    return result != 0 ? result : sim_dict_traverse_as_collector(object, visit, data);
}

static int
default_tp_clear(SimWorld *world, SimObject *object)
{
    SIM_CLEAR_FIELD(world, object, as_default(object)->factory, FACTORY);
    sim_dict_clear(world, object);
    return 0;
}

static int
append_factory(SimWorld *world, GString *out, SimObject *factory)
{
    if (factory == NULL) {
        g_string_append(out, "None");
        return 0;
    }
    int entered = sim_repr_enter(world, factory);
    if (entered != 0) {
        g_string_append(out, "...");
        return entered > 0 ? 0 : -1;
    }
    int status = sim_repr_append(world, out, factory);
    sim_repr_leave(world, factory);
    return status;
}

static SimObject *
default_repr(SimWorld *world, SimObject *object)
{
    SimObject *base = dict_slots(world)->tp_repr(world, object);
    if (base == NULL) {
        return NULL;
    }
    GString *out = g_string_new(sim_type_short_name(object->type));
    g_string_append_c(out, '(');
    bool failed = append_factory(world, out, as_default(object)->factory) < 0;
    size_t bytes;
    const char *text = sim_str_utf8(base, &bytes);
    g_string_append(out, ", ");
    g_string_append_len(out, text, (gssize) bytes);
    g_string_append_c(out, ')');
    sim_decref(world, base);
    return sim_repr_finish(world, out, failed);
}

/* type(self)(factory, pairs) */
static SimObject *
make_like(SimWorld *world, SimObject *self, SimObject *pairs)
{
    SimObject *factory = as_default(self)->factory;
    SimObject *args[2] = {factory == NULL ? SIM_NONE(world) : factory, pairs};
    return sim_object_vectorcall(world, &self->type->ob, args, 2, NULL);
}

static SimObject *
default_or(SimWorld *world, SimObject *a, SimObject *b)
{
    SimObject *self = is_default(world, a) ? a : b;
    SimObject *other = self == a ? b : a;
    if (!SIM_IS_DICT(other)) {
        return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    SimObject *made = make_like(world, self, a);
    if (made != NULL && sim_dict_update(world, made, b) < 0) {
        SIM_CLEAR(world, made);
    }
    return made;
}

static SimObject *
default_missing(SIM_BUILTIN_PARAMETERS)
{
    SimObject *factory = as_default(self)->factory;
    if (factory == NULL || factory == SIM_NONE(world)) {
        return sim_err_set_object(world, SIM_TYPE_KeyError, args[0]);
    }
    SimObject *value = sim_object_call_noargs(world, factory);
    if (value != NULL && sim_object_setitem(world, self, args[0], value) < 0) {
        SIM_CLEAR(world, value);
    }
    return value;
}

static SimObject *
default_copy(SIM_BUILTIN_PARAMETERS)
{
    return make_like(world, self, self);
}

/* (type, arguments, None, None, iterator of items): what copy.deepcopy works with. */
static SimObject *
default_reduce(SIM_BUILTIN_PARAMETERS)
{
    SimObject *factory = as_default(self)->factory;
    bool without = factory == NULL || factory == SIM_NONE(world);
    SimObject *arguments = sim_tuple_from(world, &factory, without ? 0 : 1);
    SimObject *items = arguments == NULL ? NULL : sim_object_getattr_c(world, self, "items");
    SimObject *view = items == NULL ? NULL : sim_object_call_noargs(world, items);
    SimObject *iterator = view == NULL ? NULL : sim_object_iter(world, view);
    sim_xdecref(world, items);
    sim_xdecref(world, view);
    if (iterator == NULL) {
        sim_xdecref(world, arguments);
        return NULL;
    }
    SimObject *parts[5] = {sim_newref(world, &self->type->ob), arguments,
                           sim_newref(world, SIM_NONE(world)), sim_newref(world, SIM_NONE(world)),
                           iterator};
    return sim_tuple_from_stolen(world, parts, 5);
}

static SimObject *
get_factory(SimWorld *world, SimObject *self)
{
    SimObject *factory = as_default(self)->factory;
    return sim_newref(world, factory == NULL ? SIM_NONE(world) : factory);
}

static int
put_factory(SimWorld *world, SimObject *self, SimObject *value)
{
    set_factory(world, self, value);
    return 0;
}

static const SimTypeSlots slots = {
    .tp_dealloc = default_dealloc,
    .tp_traverse = default_traverse,
    .tp_collect = default_collect,
    .tp_clear = default_tp_clear,
    .tp_repr = default_repr,
    .tp_init = default_init,
    .nb_or = default_or,
};

static const SimMethodDef methods[] = {
    {"__missing__", default_missing, SIM_METH_O},
    {"copy", default_copy, SIM_METH_NOARGS},
    {"__copy__", default_copy, SIM_METH_NOARGS},
    {"__reduce__", default_reduce, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

static const SimGetSetDef getset[] = {
    {"default_factory", get_factory, put_factory},
    {NULL, NULL, NULL},
};

const SimTypeSpec sim_spec_DEFAULTDICT = {
    .id = SIM_TYPE_DEFAULTDICT,
    .base = SIM_TYPE_DICT,
    .basicsize = 56,
    .host_size = sizeof(DefaultDict),
    .flags = SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_HAVE_GC,
    .slots = &slots,
    .methods = methods,
    .getset = getset,
    .doc = "A dict whose missing keys get the value that a factory makes.",
};
