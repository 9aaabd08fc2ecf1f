/* None, NotImplemented, Ellipsis (Objects/object.c, Objects/sliceobject.c). */
#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/id.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"

enum {
    BASIC_SIZE = 16
};

/* tp_new of the three: the one object there is. */
static SimObject *
the_only(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs, SimObject *object)
{
    if (sim_tuple_size(args) > 0 || (kwargs != NULL && sim_dict_size(kwargs) > 0)) {
        return sim_err_format(world, SIM_TYPE_TypeError, "%s takes no arguments", type->name);
    }
    return sim_newref(world, object);
}

static SimObject *
none_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    return the_only(world, type, args, kwargs, &world->none);
}

static SimObject *
not_implemented_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    return the_only(world, type, args, kwargs, &world->not_implemented);
}

static SimObject *
ellipsis_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    return the_only(world, type, args, kwargs, &world->ellipsis);
}

static SimObject *
none_repr(SimWorld *world, SimObject *self)
{
    (void) self;
    return sim_str_intern(world, "None");
}

static SimObject *
not_implemented_repr(SimWorld *world, SimObject *self)
{
    (void) self;
    return sim_str_intern(world, "NotImplemented");
}

static SimObject *
ellipsis_repr(SimWorld *world, SimObject *self)
{
    (void) self;
    return sim_str_intern(world, "Ellipsis");
}

static int
none_bool(SimWorld *world, SimObject *self)
{
    (void) world;
    (void) self;
    return 0;
}

/* Deprecated since 3.9, but true. */
static int
not_implemented_bool(SimWorld *world, SimObject *self)
{
    (void) self;
    sim_err_warn(world, SIM_TYPE_DeprecationWarning,
                 "NotImplemented should not be used in a boolean context");
    return 1;
}

static const SimTypeSlots none_slots = {
    .tp_repr = none_repr, .nb_bool = none_bool, .tp_new = none_new};
static const SimTypeSlots not_implemented_slots = {.tp_repr = not_implemented_repr,
                                                   .nb_bool = not_implemented_bool,
                                                   .tp_new = not_implemented_new};
static const SimTypeSlots ellipsis_slots = {.tp_repr = ellipsis_repr, .tp_new = ellipsis_new};

const SimTypeSpec sim_spec_NONE = {
    .id = SIM_TYPE_NONE,
    .basicsize = BASIC_SIZE,
    .host_size = sizeof(SimObject),
    .slots = &none_slots,
};

const SimTypeSpec sim_spec_NOT_IMPLEMENTED = {
    .id = SIM_TYPE_NOT_IMPLEMENTED,
    .basicsize = BASIC_SIZE,
    .host_size = sizeof(SimObject),
    .slots = &not_implemented_slots,
};

const SimTypeSpec sim_spec_ELLIPSIS = {
    .id = SIM_TYPE_ELLIPSIS,
    .basicsize = BASIC_SIZE,
    .host_size = sizeof(SimObject),
    .slots = &ellipsis_slots,
};
