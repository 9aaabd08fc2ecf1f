/* super (Objects/typeobject.c). */
#include "sim/objects/abstract.h"
#include "sim/objects/descr.h"
#include "sim/objects/dict.h"
#include "sim/objects/exception.h"
#include "sim/objects/id.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/objects/type_private.h"

enum {
    BASIC_SIZE = 40
};

typedef struct {
    SimObject ob;
    SimType *type;        /* NULL before __init__ */
    SimObject *object;    /* NULL: unbound */
    SimType *object_type; /* whose mro is searched behind type */
} Super;

static Super *
as_super(SimObject *object)
{
    return (Super *) (void *) object;
}

static void
dealloc(SimWorld *world, SimObject *object)
{
    Super *self = as_super(object);
    sim_gc_untrack(world, object);
    SIM_CLEAR(world, self->object);
    SIM_CLEAR(world, self->type);
    SIM_CLEAR(world, self->object_type);
    sim_object_release(world, object);
}

static int
traverse(SimObject *object, SimVisit visit, void *data)
{
    const Super *self = as_super(object);
    SimObject *const members[] = {self->object, (SimObject *) self->type,
                                  (SimObject *) self->object_type};
    for (size_t i = 0; i < G_N_ELEMENTS(members); i++) {
        int result = members[i] == NULL ? 0 : visit(members[i], data);
        if (result != 0) {
            return result;
        }
    }
    return 0;
}

/* supercheck: the type whose mro counts; borrowed. */
static SimType *
check(SimWorld *world, SimType *type, SimObject *object)
{
    if (SIM_IS_TYPE(object) && sim_type_is_subtype((SimType *) (void *) object, type)) {
        return (SimType *) (void *) object;
    }
    if (sim_type_is_subtype(object->type, type)) {
        return object->type;
    }
    sim_err_format(world, SIM_TYPE_TypeError,
                   "super(type, obj): obj must be an instance or subtype of type");
    return NULL;
}

static SimObject *
new_super(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    (void) args;
    (void) kwargs;
    SimObject *object = sim_object_alloc(world, type, 0);
    if (object != NULL) {
        sim_gc_track(world, object);
    }
    return object;
}

static void
fill(SimWorld *world, SimObject *self, SimType *type, SimObject *object, SimType *object_type)
{
    Super *super = as_super(self);
    Super old = *super;
    sim_incref(world, &type->ob);
    sim_xincref(world, object);
    sim_xincref(world, (SimObject *) object_type);
    super->type = type;
    super->object = object;
    super->object_type = object_type;
    SIM_RECORD(world, FIELD, self->slot, SIM_LABEL_BASE, type->ob.slot);
    SIM_RECORD(world, FIELD, self->slot, SIM_LABEL_SELF, sim_slot(object));
    SIM_RECORD(world, FIELD, self->slot, SIM_LABEL_OBJECT, sim_slot((SimObject *) object_type));
    sim_xdecref(world, (SimObject *) old.type);
    sim_xdecref(world, old.object);
    sim_xdecref(world, (SimObject *) old.object_type);
}

static int
set_up(SimWorld *world, SimObject *self, SimObject *type, SimObject *object)
{
    SimType *start = (SimType *) (void *) type;
    if (object == SIM_NONE(world)) {
        object = NULL;
    }
    SimType *object_type = object == NULL ? NULL : check(world, start, object);
    if (object != NULL && object_type == NULL) {
        return -1;
    }
    fill(world, self, start, object, object_type);
    return 0;
}

static int
init(SimWorld *world, SimObject *self, SimObject *args, SimObject *kwargs)
{
    size_t nargs = sim_tuple_size(args);
    if (!sim_arg_no_keywords_dict(world, "super", kwargs) ||
        !sim_arg_count(world, "super()", nargs, 0, 2)) {
        return -1;
    }
    if (nargs == 0) {
        SimType *type;
        SimObject *object;
        if (world->hooks.super_arguments == NULL) {
            sim_err_format(world, SIM_TYPE_RuntimeError, "super(): no current frame");
            return -1;
        }
        if (!world->hooks.super_arguments(world, &type, &object)) {
            return -1;
        }
        return set_up(world, self, &type->ob, object);
    }
    SimObject *type = sim_tuple_get(args, 0);
    if (!SIM_IS_TYPE(type)) {
        sim_err_format(world, SIM_TYPE_TypeError, "super() argument 1 must be a type, not %s",
                       type->type->name);
        return -1;
    }
    return set_up(world, self, type, nargs == 2 ? sim_tuple_get(args, 1) : NULL);
}

/* The first attribute of that name behind `type` in the mro, bound to the object. */
static SimObject *
look_behind(SimWorld *world, Super *self, SimObject *name, bool *found)
{
    SimObject *mro = sim_type_mro(world, self->object_type);
    size_t count = sim_tuple_size(mro);
    size_t i = 0;
    while (i + 1 < count && (void *) sim_tuple_get(mro, i) != (void *) self->type) {
        i++;
    }
    sim_incref(world, mro);
    SimObject *result = NULL;
    for (i++; i < count && !*found; i++) {
        SimObject *value = sim_type_own(world, (SimType *) (void *) sim_tuple_get(mro, i), name);
        if (value == NULL) {
            continue;
        }
        *found = true;
        sim_incref(world, value);
        result = value;
        SimTernaryFunc get = value->type->slots.tp_descr_get;
        if (get != NULL) {
            SimObject *object =
                self->object == (SimObject *) self->object_type ? NULL : self->object;
            result = get(world, value, object, (SimObject *) self->object_type);
            sim_decref(world, value);
        }
    }
    sim_decref(world, mro);
    return result;
}

static SimObject *
getattro(SimWorld *world, SimObject *object, SimObject *name)
{
    Super *self = as_super(object);
    bool is_class = sim_str_equal_c(name, "__class__");
    if (self->object_type != NULL && !is_class) {
        bool found = false;
        SimObject *result = look_behind(world, self, name, &found);
        if (found) {
            return result;
        }
    }
    return sim_object_generic_getattr(world, object, name);
}

static SimObject *
repr(SimWorld *world, SimObject *object)
{
    const Super *self = as_super(object);
    const char *type = self->type == NULL ? "NULL" : self->type->name;
    return self->object_type == NULL ? sim_str_format(world, "<super: <class '%s'>, NULL>", type)
                                     : sim_str_format(world, "<super: <class '%s'>, <%s object>>",
                                                      type, self->object_type->name);
}

static SimObject *
descr_get(SimWorld *world, SimObject *descr, SimObject *object, SimObject *type)
{
    (void) type;
    const Super *self = as_super(descr);
    if (object == NULL || object == SIM_NONE(world) || self->object != NULL) {
        return sim_newref(world, descr);
    }
    SimObject *args[] = {(SimObject *) self->type, object};
    return sim_object_vectorcall(world, &descr->type->ob, args, 2, NULL);
}

static SimObject *
or_none(SimWorld *world, SimObject *value)
{
    return sim_newref(world, value == NULL ? SIM_NONE(world) : value);
}

static SimObject *
get_this_class(SimWorld *world, SimObject *object)
{
    return or_none(world, (SimObject *) as_super(object)->type);
}

static SimObject *
get_self(SimWorld *world, SimObject *object)
{
    return or_none(world, as_super(object)->object);
}

static SimObject *
get_self_class(SimWorld *world, SimObject *object)
{
    return or_none(world, (SimObject *) as_super(object)->object_type);
}

static const SimGetSetDef getset[] = {
    {"__thisclass__", get_this_class, sim_member_read_only},
    {"__self__", get_self, sim_member_read_only},
    {"__self_class__", get_self_class, sim_member_read_only},
    {NULL, NULL, NULL},
};

static const SimTypeSlots slots = {
    .tp_dealloc = dealloc,
    .tp_traverse = traverse,
    .tp_repr = repr,
    .tp_getattro = getattro,
    .tp_descr_get = descr_get,
    .tp_init = init,
    .tp_new = new_super,
};

const SimTypeSpec sim_spec_SUPER = {
    .id = SIM_TYPE_SUPER,
    .basicsize = BASIC_SIZE,
    .host_size = sizeof(Super),
    .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_BASETYPE,
    .slots = &slots,
    .getset = getset,
};
