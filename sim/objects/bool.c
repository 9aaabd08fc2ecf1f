#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/id.h"
#include "sim/objects/int_private.h"

SimObject *
sim_bool_new(SimWorld *world, bool value)
{
    return sim_newref(world, value ? world->true_object : world->false_object);
}

static SimObject *
bool_repr(SimWorld *world, SimObject *object)
{
    bool value = object == world->true_object;
    return sim_newref(world, value ? SIM_ID(world, True) : SIM_ID(world, False));
}

static SimObject *
bool_type_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    (void) type;
    static const char *const names[] = {"", NULL};
    if (kwargs != NULL && sim_dict_size(kwargs) > 0) {
        return sim_err_format(world, SIM_TYPE_TypeError, "bool() takes no keyword arguments");
    }
    SimObject *value = NULL;
    if (!sim_arg_parse_tuple(world, "bool", names, 0, 1, args, NULL, &value)) {
        return NULL;
    }
    int truth = value == NULL ? 0 : sim_object_is_true(world, value);
    return truth < 0 ? NULL : sim_bool_new(world, truth > 0);
}

static SimObject *
bool_vectorcall_new(
    SimWorld *world, SimObject *type, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) type;
    if (!sim_arg_no_keywords(world, "bool", kwnames) ||
        !sim_arg_count(world, "bool", nargs, 0, 1)) {
        return NULL;
    }
    int truth = nargs == 0 ? 0 : sim_object_is_true(world, args[0]);
    return truth < 0 ? NULL : sim_bool_new(world, truth > 0);
}

static SimObject *
bool_and(SimWorld *world, SimObject *a, SimObject *b)
{
    if (!SIM_IS_BOOL(world, a) || !SIM_IS_BOOL(world, b)) {
        return sim_int_and(world, a, b);
    }
    return sim_bool_new(world, a == world->true_object && b == world->true_object);
}

static SimObject *
bool_or(SimWorld *world, SimObject *a, SimObject *b)
{
    if (!SIM_IS_BOOL(world, a) || !SIM_IS_BOOL(world, b)) {
        return sim_int_or(world, a, b);
    }
    return sim_bool_new(world, a == world->true_object || b == world->true_object);
}

static SimObject *
bool_xor(SimWorld *world, SimObject *a, SimObject *b)
{
    if (!SIM_IS_BOOL(world, a) || !SIM_IS_BOOL(world, b)) {
        return sim_int_xor(world, a, b);
    }
    return sim_bool_new(world, a != b);
}

static const SimTypeSlots bool_slots = {
    .tp_repr = bool_repr,
    .tp_new = bool_type_new,
    .tp_vectorcall_new = bool_vectorcall_new,
    .nb_and = bool_and,
    .nb_or = bool_or,
    .nb_xor = bool_xor,
};

const SimTypeSpec sim_spec_BOOL = {
    .id = SIM_TYPE_BOOL,
    .base = SIM_TYPE_INT,
    .basicsize = 32,
    .itemsize = 4,
    .host_size = sizeof(SimInt),
    .host_itemsize = 8,
    .flags = SIM_TPFLAGS_INT_SUBCLASS,
    .slots = &bool_slots,
    .doc = "bool(x) -> bool",
};
