/* weakref.proxy: an object that stands for another, as long as that lives
 * (Objects/weakrefobject.c). */
#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/objects/weakref.h"

enum {
    BASIC_SIZE = 64
};

SimObject *
sim_weakproxy_new(SimWorld *world, SimObject *referent, SimObject *callback)
{
    if (!sim_type_has(referent->type, SIM_TPFLAGS_HAVE_WEAKREFS)) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "cannot create weak reference to '%s' object", referent->type->name);
    }
    if (callback == SIM_NONE(world)) {
        callback = NULL;
    }
    SimWeakref *ref;
    SimWeakref *proxy;
    sim_weakrefs_basic(world, referent, &ref, &proxy);
    if (callback == NULL && proxy != NULL) {
        return sim_newref(world, &proxy->ob);
    }
    SimTypeId type =
        sim_object_is_callable(referent) ? SIM_TYPE_WEAKPROXY_CALLABLE : SIM_TYPE_WEAKPROXY;
    return sim_weakref_make(world, sim_type(world, type), referent, callback);
}

/* What @object stands for, a new reference; itself if it is no proxy. NULL with
 * ReferenceError. */
static SimObject *
unwrap(SimWorld *world, SimObject *object)
{
    if (!sim_is_weakproxy(world, object)) {
        return sim_newref(world, object);
    }
    SimObject *referent = sim_weakref_cast(object)->referent;
    if (referent == NULL) {
        return sim_err_format(world, SIM_TYPE_ReferenceError,
                              "weakly-referenced object no longer exists");
    }
    return sim_newref(world, referent);
}

static SimObject *
apply(SimWorld *world, SimObject *self, SimUnaryFunc function)
{
    SimObject *object = unwrap(world, self);
    SimObject *result = object == NULL ? NULL : function(world, object);
    sim_xdecref(world, object);
    return result;
}

static SimObject *
apply_two(SimWorld *world, SimObject *a, SimObject *b, SimBinaryFunc function)
{
    SimObject *left = unwrap(world, a);
    SimObject *right = left == NULL ? NULL : unwrap(world, b);
    SimObject *result = right == NULL ? NULL : function(world, left, right);
    sim_xdecref(world, left);
    sim_xdecref(world, right);
    return result;
}

#define BINARY(slot, name, rname)                                                                  \
    static SimObject *proxy_##slot(SimWorld *world, SimObject *a, SimObject *b)                    \
    {                                                                                              \
        return apply_two(world, a, b, sim_number_##slot);                                          \
    }
#define UNARY(slot, name)                                                                          \
    static SimObject *proxy_##slot(SimWorld *world, SimObject *self)                               \
    {                                                                                              \
        return apply(world, self, sim_number_##slot);                                              \
    }
#define INPLACE(slot, name)                                                                        \
    static SimObject *proxy_inplace_##slot(SimWorld *world, SimObject *a, SimObject *b)            \
    {                                                                                              \
        return apply_two(world, a, b, sim_number_inplace_##slot);                                  \
    }
SIM_NUMBER_SLOTS(BINARY, UNARY)
SIM_INPLACE_SLOTS(INPLACE)
#undef BINARY
#undef UNARY
#undef INPLACE

static SimObject *
power(SimWorld *world, SimObject *a, SimObject *b, SimObject *modulus)
{
    SimObject *base = unwrap(world, a);
    SimObject *exponent = base == NULL ? NULL : unwrap(world, b);
    SimObject *third = exponent == NULL ? NULL : unwrap(world, modulus);
    SimObject *result = third == NULL ? NULL : sim_number_power(world, base, exponent, third);
    sim_xdecref(world, base);
    sim_xdecref(world, exponent);
    sim_xdecref(world, third);
    return result;
}

static int
is_true(SimWorld *world, SimObject *self)
{
    SimObject *object = unwrap(world, self);
    int result = object == NULL ? -1 : sim_object_is_true(world, object);
    sim_xdecref(world, object);
    return result;
}

static int64_t
length(SimWorld *world, SimObject *self)
{
    SimObject *object = unwrap(world, self);
    int64_t result = object == NULL ? -1 : sim_object_length(world, object);
    sim_xdecref(world, object);
    return result;
}

static SimObject *
getitem(SimWorld *world, SimObject *self, SimObject *key)
{
    return apply_two(world, self, key, sim_object_getitem);
}

static int
setitem(SimWorld *world, SimObject *self, SimObject *key, SimObject *value)
{
    SimObject *object = unwrap(world, self);
    if (object == NULL) {
        return -1;
    }
    int status = value == NULL ? sim_object_delitem(world, object, key)
                               : sim_object_setitem(world, object, key, value);
    sim_decref(world, object);
    return status;
}

static int
contains(SimWorld *world, SimObject *self, SimObject *item)
{
    SimObject *object = unwrap(world, self);
    int result = object == NULL ? -1 : sim_object_contains(world, object, item);
    sim_xdecref(world, object);
    return result;
}

static SimObject *
iter(SimWorld *world, SimObject *self)
{
    return apply(world, self, sim_object_iter);
}

static SimObject *
iternext(SimWorld *world, SimObject *self)
{
    SimObject *object = unwrap(world, self);
    SimObject *result = NULL;
    if (object != NULL && !sim_object_is_iterator(object)) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "Weakref proxy referenced a non-iterator '%s' object", object->type->name);
    } else if (object != NULL) {
        result = sim_iter_next(world, object);
    }
    sim_xdecref(world, object);
    return result;
}

static SimObject *
getattro(SimWorld *world, SimObject *self, SimObject *name)
{
    return apply_two(world, self, name, sim_object_getattr);
}

static int
setattro(SimWorld *world, SimObject *self, SimObject *name, SimObject *value)
{
    SimObject *object = unwrap(world, self);
    int status = object == NULL ? -1 : sim_object_setattr(world, object, name, value);
    sim_xdecref(world, object);
    return status;
}

static SimObject *
str(SimWorld *world, SimObject *self)
{
    return apply(world, self, sim_object_str);
}

static SimObject *
repr(SimWorld *world, SimObject *self)
{
    const SimObject *object = sim_weakref_cast(self)->referent;
    object = object == NULL ? SIM_NONE(world) : object;
    return sim_str_format(
        world, "<weakproxy at 0x%" G_GINT64_MODIFIER "x to %s at 0x%" G_GINT64_MODIFIER "x>",
        self->addr, object->type->name, object->addr);
}

static SimObject *
compare(SimWorld *world, SimObject *a, SimObject *b, SimCompareOp op)
{
    SimObject *left = unwrap(world, a);
    SimObject *right = left == NULL ? NULL : unwrap(world, b);
    SimObject *result = right == NULL ? NULL : sim_object_richcompare(world, left, right, op);
    sim_xdecref(world, left);
    sim_xdecref(world, right);
    return result;
}

static SimObject *
call(SimWorld *world, SimObject *self, SimObject *args, SimObject *kwargs)
{
    SimObject *object = unwrap(world, self);
    SimObject *result = object == NULL ? NULL : sim_object_call(world, object, args, kwargs);
    sim_xdecref(world, object);
    return result;
}

#define BINARY(slot, name, rname) .nb_##slot = proxy_##slot,
#define UNARY(slot, name)         .nb_##slot = proxy_##slot,
#define INPLACE(slot, name)       .nb_inplace_##slot = proxy_inplace_##slot,
#define SLOTS                                                                                      \
    SIM_NUMBER_SLOTS(BINARY, UNARY)                                                                \
    SIM_INPLACE_SLOTS(INPLACE).nb_power = power, .nb_bool = is_true, .sq_contains = contains,      \
    .mp_length = length, .mp_subscript = getitem, .mp_ass_subscript = setitem,                     \
    .tp_dealloc = sim_weakref_dealloc, .tp_traverse = sim_weakref_traverse,                        \
    .tp_clear = sim_weakref_clear, .tp_repr = repr, .tp_str = str,                                 \
    .tp_hash = sim_object_hash_not_implemented, .tp_getattro = getattro, .tp_setattro = setattro,  \
    .tp_richcompare = compare, .tp_iter = iter, .tp_iternext = iternext

static const SimTypeSlots plain_slots = {SLOTS};
static const SimTypeSlots callable_slots = {SLOTS, .tp_call = call};

const SimTypeSpec sim_spec_WEAKPROXY = {
    .id = SIM_TYPE_WEAKPROXY,
    .basicsize = BASIC_SIZE,
    .host_size = sizeof(SimWeakref),
    .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_DISALLOW_NEW,
    .slots = &plain_slots,
};

const SimTypeSpec sim_spec_WEAKPROXY_CALLABLE = {
    .id = SIM_TYPE_WEAKPROXY_CALLABLE,
    .basicsize = BASIC_SIZE,
    .host_size = sizeof(SimWeakref),
    .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_DISALLOW_NEW,
    .slots = &callable_slots,
};
