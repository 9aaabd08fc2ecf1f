#include "sim/objects/descr.h"

#include "sim/objects/abstract.h"
#include "sim/objects/builtin.h"
#include "sim/objects/reduce.h"
#include "sim/objects/slot_def.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"

enum {
    MEMBER_SIZE = 48,
    METHOD_SIZE = 56,
    WRAPPER_SIZE = 56,
    BOUND_SIZE = 32
};

static SimDescr *
as_descr(SimObject *object)
{
    return (SimDescr *) (void *) object;
}

static SimObject *
fill(SimWorld *world, SimObject *object, SimType *type, SimObject *name, const void *def)
{
    SimDescr *self = as_descr(object);
    sim_incref(world, &type->ob);
    self->type = type;
    self->name = sim_newref(world, name);
    self->def = def;
    SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_OBJECT, type->ob.slot);
    SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_NAME, name->slot);
    return object;
}

static SimObject *
new_static(SimWorld *world, SimTypeId id, SimType *type, SimObject *name, const void *def)
{
    SimType *own = sim_type(world, id);
    SimObject *object = sim_object_alloc_static(world, own, own->basicsize, sizeof(SimDescr), 1);
    return fill(world, object, type, name, def);
}

SimObject *
sim_descr_new_method(SimWorld *world, SimType *type, SimObject *name, const SimMethodDef *def)
{
    bool of_class = (def->flags & SIM_METH_CLASS) != 0;
    return new_static(world, of_class ? SIM_TYPE_CLASSMETHOD_DESCR : SIM_TYPE_METHOD_DESCR, type,
                      name, def);
}

SimObject *
sim_descr_new_getset(SimWorld *world, SimType *type, SimObject *name, const SimGetSetDef *def)
{
    return new_static(world, SIM_TYPE_GETSET_DESCR, type, name, def);
}

SimObject *
sim_descr_new_wrapper(
    SimWorld *world, SimType *type, SimObject *name, const void *slot_def, void (*wrapped)(void))
{
    SimObject *object = new_static(world, SIM_TYPE_WRAPPER_DESCR, type, name, slot_def);
    as_descr(object)->wrapped = wrapped;
    return object;
}

static SimObject *
new_on_heap(SimWorld *world, SimTypeId id, SimType *type, SimObject *name, const void *def)
{
    SimObject *object = sim_object_alloc(world, sim_type(world, id), 0);
    if (object == NULL) {
        return NULL;
    }
    fill(world, object, type, name, def);
    sim_gc_track(world, object);
    return object;
}

SimObject *
sim_descr_new_member(SimWorld *world, SimType *type, SimObject *name, size_t offset)
{
    SimObject *object = new_on_heap(world, SIM_TYPE_MEMBER_DESCR, type, name, NULL);
    if (object != NULL) {
        as_descr(object)->offset = offset;
    }
    return object;
}

SimObject *
sim_descr_new_heap_getset(SimWorld *world, SimType *type, SimObject *name, const SimGetSetDef *def)
{
    return new_on_heap(world, SIM_TYPE_GETSET_DESCR, type, name, def);
}

static void
dealloc(SimWorld *world, SimObject *object)
{
    SimDescr *self = as_descr(object);
    sim_gc_untrack(world, object);
    SIM_CLEAR(world, self->type);
    SIM_CLEAR(world, self->name);
    sim_object_release(world, object);
}

static int
traverse(SimObject *object, SimVisit visit, void *data)
{
    const SimDescr *self = as_descr(object);
    int result = self->type == NULL ? 0 : visit(&self->type->ob, data);
    return result != 0 || self->name == NULL ? result : visit(self->name, data);
}

static int
collect(SimObject *object, SimVisit visit, void *data)
{
    const SimDescr *self = as_descr(object);
    return self->type == NULL ? 0 : visit(&self->type->ob, data);
}

static const char *
name_of(const SimDescr *self)
{
    return sim_str_utf8(self->name, NULL);
}

/* descr_check: 1 fine, -1 TypeError. */
static bool
check_object(SimWorld *world, const SimDescr *self, SimObject *object)
{
    if (object->type == self->type || sim_type_is_subtype(object->type, self->type)) {
        return true;
    }
    sim_err_format(world, SIM_TYPE_TypeError,
                   "descriptor '%s' for '%s' objects doesn't apply to a '%s' object", name_of(self),
                   self->type->name, object->type->name);
    return false;
}

static SimObject *
repr_as(SimWorld *world, SimObject *object, const char *kind)
{
    const SimDescr *self = as_descr(object);
    return sim_str_format(world, "<%s '%s' of '%s' objects>", kind, name_of(self),
                          self->type->name);
}

static SimObject *
method_repr(SimWorld *world, SimObject *object)
{
    return repr_as(world, object, "method");
}

static SimObject *
wrapper_repr(SimWorld *world, SimObject *object)
{
    return repr_as(world, object, "slot wrapper");
}

static SimObject *
getset_repr(SimWorld *world, SimObject *object)
{
    return repr_as(world, object, "attribute");
}

static SimObject *
member_repr(SimWorld *world, SimObject *object)
{
    return repr_as(world, object, "member");
}

/* "list.append()" */
static char *
method_title(SimWorld *world, SimObject *object)
{
    (void) world;
    const SimDescr *self = as_descr(object);
    return g_strdup_printf("%s.%s()", sim_type_short_name(self->type), name_of(self));
}

static SimObject *
method_get(SimWorld *world, SimObject *descr, SimObject *object, SimObject *type)
{
    (void) type;
    SimDescr *self = as_descr(descr);
    if (object == NULL) {
        return sim_newref(world, descr);
    }
    if (!check_object(world, self, object)) {
        return NULL;
    }
    return sim_builtin_new(world, self->def, object, NULL);
}

static SimObject *
method_vectorcall(
    SimWorld *world, SimObject *callable, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    const SimDescr *self = as_descr(callable);
    if (G_UNLIKELY(nargs < 1)) {
        return sim_err_format(world, SIM_TYPE_TypeError, "unbound method %s.%s() needs an argument",
                              sim_type_short_name(self->type), name_of(self));
    }
    if (!check_object(world, self, args[0])) {
        return NULL;
    }
    return sim_builtin_run(world, self->def, method_title, callable, args[0], args + 1, nargs - 1,
                           kwnames);
}

/* classmethod_get: bound to the class. */
static SimObject *
classmethod_get(SimWorld *world, SimObject *descr, SimObject *object, SimObject *type)
{
    const SimDescr *self = as_descr(descr);
    if (type == NULL) {
        if (object == NULL) {
            return sim_err_format(world, SIM_TYPE_TypeError,
                                  "descriptor '%s' for type '%s' needs either an object or a type",
                                  name_of(self), self->type->name);
        }
        type = &object->type->ob;
    }
    if (!sim_type_has(type->type, SIM_TPFLAGS_TYPE_SUBCLASS)) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "descriptor '%s' for type '%s' needs a type, not a '%s' as arg 2",
                              name_of(self), self->type->name, type->type->name);
    }
    const SimType *owner = (const SimType *) (const void *) type;
    if (!sim_type_is_subtype(owner, self->type)) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "descriptor '%s' requires a subtype of '%s' but received '%s'",
                              name_of(self), self->type->name, owner->name);
    }
    return sim_builtin_new(world, self->def, type, NULL);
}

static SimObject *
classmethod_vectorcall(
    SimWorld *world, SimObject *callable, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    const SimDescr *self = as_descr(callable);
    if (nargs < 1) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "descriptor '%s' of '%s' object needs an argument", name_of(self),
                              self->type->name);
    }
    SimObject *bound = classmethod_get(world, callable, NULL, args[0]);
    if (bound == NULL) {
        return NULL;
    }
    SimObject *result = sim_object_vectorcall(world, bound, args + 1, nargs - 1, kwnames);
    sim_decref(world, bound);
    return result;
}

static SimObject *
run_wrapper(SimWorld *world,
            const SimDescr *self,
            SimObject *object,
            SimObject *const *args,
            size_t nargs,
            SimObject *kwnames)
{
    const SimSlotDef *def = self->def;
    bool keywords = def->wrap == sim_wrap_call || def->wrap == sim_wrap_init;
    if (!keywords && kwnames != NULL && sim_tuple_size(kwnames) > 0) {
        return sim_err_format(world, SIM_TYPE_TypeError, "wrapper %s() takes no keyword arguments",
                              name_of(self));
    }
    return def->wrap(world, def, self->wrapped, object, args, nargs, kwnames);
}

/* Wrappers have no vectorcall: their arguments are packed (_PyObject_MakeTpCall). */
static SimObject *
run_packed(SimWorld *world,
           const SimDescr *self,
           SimObject *object,
           SimObject *packed,
           SimObject *const *args,
           size_t nargs,
           SimObject *kwnames)
{
    SimObject *result =
        packed == NULL ? NULL : run_wrapper(world, self, object, args, nargs, kwnames);
    sim_xdecref(world, packed);
    return result;
}

static SimObject *
wrapper_run(
    SimWorld *world, const SimDescr *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    if (nargs < 1) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "descriptor '%s' of '%s' object needs an argument", name_of(self),
                              self->type->name);
    }
    if (!sim_type_is_subtype(args[0]->type, self->type)) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "descriptor '%s' requires a '%s' object but received a '%s'",
                              name_of(self), self->type->name, args[0]->type->name);
    }
    SimObject *rest = sim_tuple_from(world, args + 1, nargs - 1);
    return run_packed(world, self, args[0], rest, args + 1, nargs - 1, kwnames);
}

/* wrapperdescr_call: the arguments behind the object are packed once more. */
static SimObject *
wrapper_vectorcall(
    SimWorld *world, SimObject *callable, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    SimObject *packed = sim_tuple_from(world, args, nargs);
    if (packed == NULL) {
        return NULL;
    }
    SimObject *result = wrapper_run(world, as_descr(callable), args, nargs, kwnames);
    sim_decref(world, packed);
    return result;
}

/* method-wrapper: a wrapper_descriptor and the object it is bound to. */
typedef struct {
    SimObject ob;
    SimDescr *descr;
    SimObject *self;
} Bound;

static SimObject *
wrapper_get(SimWorld *world, SimObject *descr, SimObject *object, SimObject *type)
{
    (void) type;
    SimDescr *self = as_descr(descr);
    if (object == NULL) {
        return sim_newref(world, descr);
    }
    if (!check_object(world, self, object)) {
        return NULL;
    }
    SimObject *result = sim_object_alloc(world, sim_type(world, SIM_TYPE_METHOD_WRAPPER), 0);
    if (result == NULL) {
        return NULL;
    }
    Bound *bound = (Bound *) (void *) result;
    sim_incref(world, descr);
    bound->descr = self;
    bound->self = sim_newref(world, object);
    SIM_RECORD(world, FIELD, result->slot, SIM_LABEL_FUNC, descr->slot);
    SIM_RECORD(world, FIELD, result->slot, SIM_LABEL_SELF, object->slot);
    sim_gc_track(world, result);
    return result;
}

static void
bound_dealloc(SimWorld *world, SimObject *object)
{
    Bound *self = (Bound *) (void *) object;
    sim_gc_untrack(world, object);
    if (!sim_trash_begin(world, object)) {
        return;
    }
    SIM_CLEAR(world, self->descr);
    SIM_CLEAR(world, self->self);
    sim_object_release(world, object);
    sim_trash_end(world);
}

static int
bound_traverse(SimObject *object, SimVisit visit, void *data)
{
    const Bound *self = (const Bound *) (const void *) object;
    int result = self->descr == NULL ? 0 : visit(&self->descr->ob, data);
    return result != 0 || self->self == NULL ? result : visit(self->self, data);
}

static SimObject *
bound_vectorcall(
    SimWorld *world, SimObject *callable, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    const Bound *self = (const Bound *) (const void *) callable;
    SimObject *packed = sim_tuple_from(world, args, nargs);
    return run_packed(world, self->descr, self->self, packed, args, nargs, kwnames);
}

static SimObject *
bound_repr(SimWorld *world, SimObject *object)
{
    const Bound *self = (const Bound *) (const void *) object;
    return sim_str_format(world, "<method-wrapper '%s' of %s object at 0x%" G_GINT64_MODIFIER "x>",
                          name_of(self->descr), self->self->type->name, self->self->addr);
}

static SimObject *
bound_compare(SimWorld *world, SimObject *a, SimObject *b, SimCompareOp op)
{
    if (a->type != b->type || (op != SIM_EQ && op != SIM_NE)) {
        return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    const Bound *left = (const Bound *) (const void *) a;
    const Bound *right = (const Bound *) (const void *) b;
    bool equal = left->descr == right->descr && left->self == right->self;
    SimObject *result = equal == (op == SIM_EQ) ? world->true_object : world->false_object;
    return sim_newref(world, result);
}

static int64_t
bound_hash(SimWorld *world, SimObject *object)
{
    (void) world;
    const Bound *self = (const Bound *) (const void *) object;
    return (int64_t) (self->self->addr >> 4 ^ self->descr->ob.addr << 3) & INT64_MAX;
}

static SimObject *
bound_get_self(SimWorld *world, SimObject *object)
{
    return sim_newref(world, ((Bound *) (void *) object)->self);
}

static SimObject *
bound_get_name(SimWorld *world, SimObject *object)
{
    return sim_newref(world, ((Bound *) (void *) object)->descr->name);
}

static SimObject *
getset_get(SimWorld *world, SimObject *descr, SimObject *object, SimObject *type)
{
    (void) type;
    const SimDescr *self = as_descr(descr);
    const SimGetSetDef *def = self->def;
    if (object == NULL) {
        return sim_newref(world, descr);
    }
    if (!check_object(world, self, object)) {
        return NULL;
    }
    if (def->get == NULL) {
        return sim_err_format(world, SIM_TYPE_AttributeError,
                              "attribute '%s' of '%s' objects is not readable", name_of(self),
                              self->type->name);
    }
    return def->get(world, object);
}

int
sim_member_read_only(SimWorld *world, SimObject *object, SimObject *value)
{
    (void) object;
    (void) value;
    sim_err_format(world, SIM_TYPE_AttributeError, "readonly attribute");
    return -1;
}

static int
getset_set(SimWorld *world, SimObject *descr, SimObject *object, SimObject *value)
{
    const SimDescr *self = as_descr(descr);
    const SimGetSetDef *def = self->def;
    if (!check_object(world, self, object)) {
        return -1;
    }
    if (def->set == NULL) {
        sim_err_format(world, SIM_TYPE_AttributeError,
                       "attribute '%s' of '%s' objects is not writable", name_of(self),
                       self->type->name);
        return -1;
    }
    return def->set(world, object, value);
}

static SimObject **
member_place(const SimDescr *self, SimObject *object)
{
    return (SimObject **) (void *) ((char *) object + self->offset);
}

static SimObject *
member_get(SimWorld *world, SimObject *descr, SimObject *object, SimObject *type)
{
    (void) type;
    const SimDescr *self = as_descr(descr);
    if (object == NULL) {
        return sim_newref(world, descr);
    }
    if (!check_object(world, self, object)) {
        return NULL;
    }
    SimObject *value = *member_place(self, object);
    if (value == NULL) {
        return sim_err_attribute(world, object, self->name, "'%s' object has no attribute '%s'",
                                 object->type->name, name_of(self));
    }
    return sim_newref(world, value);
}

static int
member_set(SimWorld *world, SimObject *descr, SimObject *object, SimObject *value)
{
    const SimDescr *self = as_descr(descr);
    if (!check_object(world, self, object)) {
        return -1;
    }
    SimObject **place = member_place(self, object);
    SimObject *old = *place;
    if (value == NULL && old == NULL) {
        sim_err_set_object(world, SIM_TYPE_AttributeError, self->name);
        return -1;
    }
    sim_xincref(world, value);
    *place = value;
    SIM_RECORD(world, ATTR, object->slot, self->name->slot, sim_slot(value));
    sim_xdecref(world, old);
    return 0;
}

static SimObject *
get_name(SimWorld *world, SimObject *object)
{
    return sim_newref(world, as_descr(object)->name);
}

static SimObject *
get_objclass(SimWorld *world, SimObject *object)
{
    return sim_newref(world, &as_descr(object)->type->ob);
}

static SimObject *
get_qualname(SimWorld *world, SimObject *object)
{
    const SimDescr *self = as_descr(object);
    SimObject *type_qualname =
        sim_object_getattr(world, &self->type->ob, SIM_ID(world, __qualname__));
    if (type_qualname == NULL) {
        return NULL;
    }
    SimObject *result =
        sim_str_format(world, "%s.%s", sim_str_utf8(type_qualname, NULL), name_of(self));
    sim_decref(world, type_qualname);
    return result;
}

static SimObject *
get_no_doc(SimWorld *world, SimObject *object)
{
    (void) object;
    return sim_newref(world, SIM_NONE(world));
}

static const SimGetSetDef getset[] = {
    {"__name__", get_name, NULL},
    {"__qualname__", get_qualname, NULL},
    {"__objclass__", get_objclass, NULL},
    {"__doc__", get_no_doc, NULL},
    {NULL, NULL, NULL},
};

static const SimGetSetDef bound_getset[] = {
    {"__self__", bound_get_self, NULL},
    {"__name__", bound_get_name, NULL},
    {"__doc__", get_no_doc, NULL},
    {NULL, NULL, NULL},
};

/* The attribute of the class, or of the object it is bound to. */
static SimObject *
reduce(SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    return sim_reduced_attribute(world, &as_descr(self)->type->ob, get_name(world, self));
}

static SimObject *
bound_reduce(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    SimObject *object = bound_get_self(world, self);
    SimObject *result = sim_reduced_attribute(world, object, bound_get_name(world, self));
    sim_decref(world, object);
    return result;
}

static const SimMethodDef methods[] = {
    {"__reduce__", reduce, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

static const SimMethodDef bound_methods[] = {
    {"__reduce__", bound_reduce, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

#define DESCR_SLOTS .tp_dealloc = dealloc, .tp_traverse = traverse, .tp_collect = collect

static const SimTypeSlots method_slots = {
    DESCR_SLOTS,
    .tp_repr = method_repr,
    .tp_vectorcall = method_vectorcall,
    .tp_call = sim_vectorcall_as_call,
    .tp_descr_get = method_get,
};

const SimTypeSpec sim_spec_METHOD_DESCR = {
    .id = SIM_TYPE_METHOD_DESCR,
    .basicsize = METHOD_SIZE,
    .host_size = sizeof(SimDescr),
    .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_METHOD_DESCRIPTOR,
    .slots = &method_slots,
    .methods = methods,
    .getset = getset,
};

static const SimTypeSlots classmethod_slots = {
    DESCR_SLOTS,
    .tp_repr = method_repr,
    .tp_vectorcall = classmethod_vectorcall,
    .tp_call = sim_vectorcall_as_call,
    .tp_descr_get = classmethod_get,
};

const SimTypeSpec sim_spec_CLASSMETHOD_DESCR = {
    .id = SIM_TYPE_CLASSMETHOD_DESCR,
    .basicsize = METHOD_SIZE,
    .host_size = sizeof(SimDescr),
    .flags = SIM_TPFLAGS_HAVE_GC,
    .slots = &classmethod_slots,
    .getset = getset,
};

static const SimTypeSlots wrapper_slots = {
    DESCR_SLOTS,
    .tp_repr = wrapper_repr,
    .tp_vectorcall = wrapper_vectorcall,
    .tp_call = sim_vectorcall_as_call,
    .tp_descr_get = wrapper_get,
};

const SimTypeSpec sim_spec_WRAPPER_DESCR = {
    .id = SIM_TYPE_WRAPPER_DESCR,
    .basicsize = WRAPPER_SIZE,
    .host_size = sizeof(SimDescr),
    .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_METHOD_DESCRIPTOR,
    .slots = &wrapper_slots,
    .methods = methods,
    .getset = getset,
};

static const SimTypeSlots bound_slots = {
    .tp_dealloc = bound_dealloc,
    .tp_traverse = bound_traverse,
    .tp_repr = bound_repr,
    .tp_hash = bound_hash,
    .tp_richcompare = bound_compare,
    .tp_vectorcall = bound_vectorcall,
    .tp_call = sim_vectorcall_as_call,
};

const SimTypeSpec sim_spec_METHOD_WRAPPER = {
    .id = SIM_TYPE_METHOD_WRAPPER,
    .basicsize = BOUND_SIZE,
    .host_size = sizeof(Bound),
    .flags = SIM_TPFLAGS_HAVE_GC,
    .slots = &bound_slots,
    .methods = bound_methods,
    .getset = bound_getset,
};

static const SimTypeSlots getset_slots = {
    DESCR_SLOTS,
    .tp_repr = getset_repr,
    .tp_descr_get = getset_get,
    .tp_descr_set = getset_set,
};

const SimTypeSpec sim_spec_GETSET_DESCR = {
    .id = SIM_TYPE_GETSET_DESCR,
    .basicsize = MEMBER_SIZE,
    .host_size = sizeof(SimDescr),
    .flags = SIM_TPFLAGS_HAVE_GC,
    .slots = &getset_slots,
    .getset = getset,
};

static const SimTypeSlots member_slots = {
    DESCR_SLOTS,
    .tp_repr = member_repr,
    .tp_descr_get = member_get,
    .tp_descr_set = member_set,
};

const SimTypeSpec sim_spec_MEMBER_DESCR = {
    .id = SIM_TYPE_MEMBER_DESCR,
    .basicsize = MEMBER_SIZE,
    .host_size = sizeof(SimDescr),
    .flags = SIM_TPFLAGS_HAVE_GC,
    .slots = &member_slots,
    .getset = getset,
};
