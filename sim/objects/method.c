/* Bound methods (Objects/classobject.c). */
#include "sim/objects/abstract.h"
#include "sim/objects/descr.h"
#include "sim/objects/function.h"
#include "sim/objects/id.h"
#include "sim/objects/reduce.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/objects/type_private.h"
#include "sim/objects/weakref.h"

enum {
    BASIC_SIZE = 48,
    SMALL_STACK = 5
};

static SimMethod *
as_method(SimObject *object)
{
    return (SimMethod *) (void *) object;
}

SimObject *
sim_method_new(SimWorld *world, SimObject *function, SimObject *self)
{
    SimObject *object = sim_object_alloc(world, sim_type(world, SIM_TYPE_METHOD), 0);
    if (object == NULL) {
        return NULL;
    }
    as_method(object)->function = sim_newref(world, function);
    as_method(object)->self = sim_newref(world, self);
    SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_FUNC, function->slot);
    SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_SELF, self->slot);
    sim_gc_track(world, object);
    return object;
}

static void
dealloc(SimWorld *world, SimObject *object)
{
    sim_gc_untrack(world, object);
    sim_weakrefs_clear(world, object);
    SIM_CLEAR(world, as_method(object)->function);
    SIM_CLEAR(world, as_method(object)->self);
    sim_object_release(world, object);
}

static int
traverse(SimObject *object, SimVisit visit, void *data)
{
    const SimMethod *self = as_method(object);
    int result = self->function == NULL ? 0 : visit(self->function, data);
    return result != 0 || self->self == NULL ? result : visit(self->self, data);
}

static SimObject *
vectorcall(
    SimWorld *world, SimObject *callable, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    const SimMethod *self = as_method(callable);
    size_t total = nargs + (kwnames == NULL ? 0 : sim_tuple_size(kwnames));
    SimObject *small[SMALL_STACK + 1];
    SimObject **stack = total <= SMALL_STACK ? small : g_new(SimObject *, total + 1);
    stack[0] = self->self;
    if (total > 0) {
        memcpy(stack + 1, args, total * sizeof *args);
    }
    SimObject *result = sim_object_vectorcall(world, self->function, stack, nargs + 1, kwnames);
    if (stack != small) {
        g_free(stack);
    }
    return result;
}

static SimObject *
repr(SimWorld *world, SimObject *object)
{
    const SimMethod *self = as_method(object);
    SimObject *name;
    if (sim_object_lookup_attr(world, self->function, SIM_ID(world, __qualname__), &name) < 0) {
        return NULL;
    }
    if (name == NULL &&
        sim_object_lookup_attr(world, self->function, SIM_ID(world, __name__), &name) < 0) {
        return NULL;
    }
    SimObject *text = sim_object_repr(world, self->self);
    SimObject *result =
        text == NULL
            ? NULL
            : sim_str_format(world, "<bound method %s of %s>",
                             name != NULL && SIM_IS_STR(name) ? sim_str_utf8(name, NULL) : "?",
                             sim_str_utf8(text, NULL));
    sim_xdecref(world, name);
    sim_xdecref(world, text);
    return result;
}

static SimObject *
compare(SimWorld *world, SimObject *a, SimObject *b, SimCompareOp op)
{
    if ((op != SIM_EQ && op != SIM_NE) || a->type != b->type) {
        return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    int equal =
        sim_object_compare_bool(world, as_method(a)->function, as_method(b)->function, SIM_EQ);
    if (equal < 0) {
        return NULL;
    }
    equal = equal > 0 && as_method(a)->self == as_method(b)->self;
    return sim_bool_of(world, (equal != 0) == (op == SIM_EQ));
}

static int64_t
hash(SimWorld *world, SimObject *object)
{
    const SimMethod *self = as_method(object);
    int64_t function = sim_object_hash(world, self->function);
    if (function == -1) {
        return -1;
    }
    int64_t value = (int64_t) (self->self->addr >> 4 | self->self->addr << 60) ^ function;
    return value == -1 ? -2 : value;
}

/* A method is no descriptor of its own: it stays bound to what it is bound to. */
static SimObject *
descr_get(SimWorld *world, SimObject *self, SimObject *object, SimObject *type)
{
    (void) object;
    (void) type;
    return sim_newref(world, self);
}

/* Attributes that the method has not are those of the function. */
static SimObject *
getattro(SimWorld *world, SimObject *object, SimObject *name)
{
    SimObject *found = sim_type_lookup(world, object->type, name);
    if (found != NULL) {
        SimTernaryFunc get = found->type->slots.tp_descr_get;
        return get != NULL ? get(world, found, object, &object->type->ob)
                           : sim_newref(world, found);
    }
    return sim_object_getattr(world, as_method(object)->function, name);
}

static SimObject *
get_func(SimWorld *world, SimObject *object)
{
    return sim_newref(world, as_method(object)->function);
}

static SimObject *
get_self(SimWorld *world, SimObject *object)
{
    return sim_newref(world, as_method(object)->self);
}

static SimObject *
get_doc(SimWorld *world, SimObject *object)
{
    return sim_object_getattr(world, as_method(object)->function, SIM_ID(world, __doc__));
}

static SimObject *
new_method(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    (void) type;
    if (!sim_arg_no_keywords_dict(world, "method", kwargs) ||
        !sim_arg_count(world, "method", sim_tuple_size(args), 2, 2)) {
        return NULL;
    }
    SimObject *function = sim_tuple_get(args, 0);
    SimObject *self = sim_tuple_get(args, 1);
    if (!sim_object_is_callable(function)) {
        return sim_err_format(world, SIM_TYPE_TypeError, "first argument must be callable");
    }
    if (self == SIM_NONE(world)) {
        return sim_err_format(world, SIM_TYPE_TypeError, "instance must not be None");
    }
    return sim_method_new(world, function, self);
}

static const SimGetSetDef getset[] = {
    {"__func__", get_func, sim_member_read_only},
    {"__self__", get_self, sim_member_read_only},
    {"__doc__", get_doc, NULL},
    {NULL, NULL, NULL},
};

static SimObject *
reduce(SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    const SimMethod *method = as_method(self);
    return sim_reduced_attribute(
        world, method->self, sim_object_getattr(world, method->function, SIM_ID(world, __name__)));
}

static const SimMethodDef methods[] = {
    {"__reduce__", reduce, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

static const SimTypeSlots slots = {
    .tp_dealloc = dealloc,
    .tp_traverse = traverse,
    .tp_repr = repr,
    .tp_hash = hash,
    .tp_richcompare = compare,
    .tp_vectorcall = vectorcall,
    .tp_call = sim_vectorcall_as_call,
    .tp_getattro = getattro,
    .tp_descr_get = descr_get,
    .tp_new = new_method,
};

const SimTypeSpec sim_spec_METHOD = {
    .id = SIM_TYPE_METHOD,
    .basicsize = BASIC_SIZE,
    .host_size = sizeof(SimMethod),
    .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_HAVE_WEAKREFS,
    .slots = &slots,
    .methods = methods,
    .getset = getset,
};
