#include "sim/objects/mappingproxy.h"
#include "sim/objects/typehint.h"

#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/id.h"
#include "sim/objects/list.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"

enum {
    BASIC_SIZE = 24
};

typedef struct {
    SimObject ob;
    SimObject *mapping;
} Proxy;

static SimObject *
mapping_of(SimObject *object)
{
    return ((Proxy *) (void *) object)->mapping;
}

SimObject *
sim_mappingproxy_new(SimWorld *world, SimObject *mapping)
{
    if (mapping->type->slots.mp_subscript == NULL || SIM_IS_TUPLE(mapping) ||
        SIM_IS_LIST(mapping)) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "mappingproxy() argument must be a mapping, not %s",
                              mapping->type->name);
    }
    SimObject *object = sim_object_alloc(world, sim_type(world, SIM_TYPE_MAPPINGPROXY), 0);
    if (object == NULL) {
        return NULL;
    }
    ((Proxy *) (void *) object)->mapping = sim_newref(world, mapping);
    SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_DICT, mapping->slot);
    sim_gc_track(world, object);
    return object;
}

static void
dealloc(SimWorld *world, SimObject *object)
{
    sim_gc_untrack(world, object);
    SIM_CLEAR(world, ((Proxy *) (void *) object)->mapping);
    sim_object_release(world, object);
}

static int
traverse(SimObject *object, SimVisit visit, void *data)
{
    SimObject *mapping = mapping_of(object);
    return mapping == NULL ? 0 : visit(mapping, data);
}

static SimObject *
new_proxy(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    (void) type;
    static const char *const names[] = {"mapping", NULL};
    SimObject *found[1] = {NULL};
    if (!sim_arg_parse_tuple(world, "mappingproxy", names, 1, 1, args, kwargs, found)) {
        return NULL;
    }
    return sim_mappingproxy_new(world, found[0]);
}

static SimObject *
repr(SimWorld *world, SimObject *object)
{
    SimObject *text = sim_object_repr(world, mapping_of(object));
    if (text == NULL) {
        return NULL;
    }
    SimObject *result = sim_str_format(world, "mappingproxy(%s)", sim_str_utf8(text, NULL));
    sim_decref(world, text);
    return result;
}

static SimObject *
str(SimWorld *world, SimObject *object)
{
    return sim_object_str(world, mapping_of(object));
}

static int64_t
hash(SimWorld *world, SimObject *object)
{
    return sim_object_hash(world, mapping_of(object));
}

static SimObject *
compare(SimWorld *world, SimObject *a, SimObject *b, SimCompareOp op)
{
    return sim_object_richcompare(world, mapping_of(a), b, op);
}

static SimObject *
iter(SimWorld *world, SimObject *object)
{
    return sim_object_iter(world, mapping_of(object));
}

static int64_t
length(SimWorld *world, SimObject *object)
{
    return sim_object_length(world, mapping_of(object));
}

static SimObject *
subscript(SimWorld *world, SimObject *object, SimObject *key)
{
    return sim_object_getitem(world, mapping_of(object), key);
}

static int
contains(SimWorld *world, SimObject *object, SimObject *key)
{
    return sim_object_contains(world, mapping_of(object), key);
}

/* The mapping's own method, with the same arguments. */
static SimObject *
forward(SimWorld *world, SimObject *self, const char *name, SimObject *const *args, size_t nargs)
{
    SimObject *method = sim_object_getattr_c(world, mapping_of(self), name);
    if (method == NULL) {
        return NULL;
    }
    SimObject *result = sim_object_vectorcall(world, method, args, nargs, NULL);
    sim_decref(world, method);
    return result;
}

#define FORWARD(name)                                                                              \
    static SimObject *method_##name(SimWorld *world, SimObject *self, SimObject *const *args,      \
                                    size_t nargs, SimObject *kwnames)                              \
    {                                                                                              \
        (void) kwnames;                                                                            \
        return forward(world, self, #name, args, nargs);                                           \
    }
FORWARD(get)
FORWARD(keys)
FORWARD(values)
FORWARD(items)
FORWARD(copy)

static const SimMethodDef methods[] = {
    {"get", method_get, SIM_METH_FASTCALL},
    {"keys", method_keys, SIM_METH_NOARGS},
    {"values", method_values, SIM_METH_NOARGS},
    {"items", method_items, SIM_METH_NOARGS},
    {"copy", method_copy, SIM_METH_NOARGS},
    SIM_CLASS_GETITEM,
    {NULL, NULL, 0},
};

static const SimTypeSlots slots = {
    .tp_dealloc = dealloc,
    .tp_traverse = traverse,
    .tp_repr = repr,
    .tp_str = str,
    .tp_hash = hash,
    .tp_richcompare = compare,
    .tp_iter = iter,
    .tp_new = new_proxy,
    .sq_contains = contains,
    .mp_length = length,
    .mp_subscript = subscript,
};

const SimTypeSpec sim_spec_MAPPINGPROXY = {
    .id = SIM_TYPE_MAPPINGPROXY,
    .basicsize = BASIC_SIZE,
    .host_size = sizeof(Proxy),
    .flags = SIM_TPFLAGS_HAVE_GC,
    .slots = &slots,
    .methods = methods,
};
