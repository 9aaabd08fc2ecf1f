/* Slots as methods: what a wrapper_descriptor does when it is called (wrap_x of
 * Objects/typeobject.c). */
#include "sim/objects/abstract.h"
#include "sim/objects/int.h"
#include "sim/objects/slot_def.h"
#include "sim/objects/tuple.h"

static bool
check_count(SimWorld *world, size_t nargs, size_t wanted)
{
    if (nargs == wanted) {
        return true;
    }
    sim_err_format(world, SIM_TYPE_TypeError, "expected %zu argument%s, got %zu", wanted,
                   wanted == 1 ? "" : "s", nargs);
    return false;
}

static SimObject *
as_none(SimWorld *world, int status)
{
    return status < 0 ? NULL : sim_newref(world, SIM_NONE(world));
}

#define WRAP(kind)                                                                                 \
    SimObject *sim_wrap_##kind(SimWorld *world, const SimSlotDef *def, SimAnyFunc wrapped,         \
                               SimObject *self, SimObject *const *args, size_t nargs,              \
                               SimObject *kwnames)
#define UNUSED_BUT(wanted)                                                                         \
    (void) def;                                                                                    \
    (void) kwnames;                                                                                \
    (void) args;                                                                                   \
    if (!check_count(world, nargs, wanted)) {                                                      \
        return NULL;                                                                               \
    }

WRAP(unary)
{
    UNUSED_BUT(0)
    return ((SimUnaryFunc) wrapped)(world, self);
}

WRAP(binary)
{
    UNUSED_BUT(1)
    return ((SimBinaryFunc) wrapped)(world, self, args[0]);
}

WRAP(binary_reflected)
{
    UNUSED_BUT(1)
    return ((SimBinaryFunc) wrapped)(world, args[0], self);
}

/* __pow__ takes a modulus or not. */
static bool
check_power(SimWorld *world, const char *name, size_t nargs)
{
    return sim_arg_count(world, name, nargs, 1, 2);
}

WRAP(ternary)
{
    (void) def;
    (void) kwnames;
    if (!check_power(world, "", nargs)) {
        return NULL;
    }
    return ((SimTernaryFunc) wrapped)(world, self, args[0], nargs > 1 ? args[1] : SIM_NONE(world));
}

WRAP(ternary_reflected)
{
    (void) def;
    (void) kwnames;
    if (!check_power(world, "", nargs)) {
        return NULL;
    }
    return ((SimTernaryFunc) wrapped)(world, args[0], self, nargs > 1 ? args[1] : SIM_NONE(world));
}

WRAP(bool)
{
    UNUSED_BUT(0)
    int result = ((SimInquiry) wrapped)(world, self);
    return result < 0 ? NULL : sim_bool_new(world, result > 0);
}

WRAP(length)
{
    UNUSED_BUT(0)
    int64_t length = ((SimLenFunc) wrapped)(world, self);
    return length < 0 ? NULL : sim_int_new(world, length);
}

/* Those that unpack a tuple under no name: " expected 1 argument, got 0". */
#define UNNAMED_BUT(wanted)                                                                        \
    (void) def;                                                                                    \
    (void) kwnames;                                                                                \
    if (!sim_arg_count(world, "", nargs, wanted, wanted)) {                                        \
        return NULL;                                                                               \
    }

WRAP(repeat)
{
    UNNAMED_BUT(1)
    int64_t count = sim_number_as_index(world, args[0], SIM_TYPE_OverflowError);
    if (count == -1 && sim_err_occurred(world) != NULL) {
        return NULL;
    }
    return ((SimIndexFunc) wrapped)(world, self, count);
}

/* getindex: a negative index counts from the end. */
static bool
get_index(SimWorld *world, SimObject *self, SimObject *argument, int64_t *index)
{
    *index = sim_number_as_index(world, argument, SIM_TYPE_OverflowError);
    if (*index == -1 && sim_err_occurred(world) != NULL) {
        return false;
    }
    if (*index < 0 && self->type->slots.sq_length != NULL) {
        int64_t length = self->type->slots.sq_length(world, self);
        if (length < 0) {
            return false;
        }
        *index += length;
    }
    return true;
}

WRAP(item)
{
    UNUSED_BUT(1)
    int64_t index;
    return get_index(world, self, args[0], &index) ? ((SimIndexFunc) wrapped)(world, self, index)
                                                   : NULL;
}

WRAP(set_item)
{
    UNNAMED_BUT(2)
    int64_t index;
    return get_index(world, self, args[0], &index)
               ? as_none(world, ((SimIndexSetFunc) wrapped)(world, self, index, args[1]))
               : NULL;
}

WRAP(del_item)
{
    UNUSED_BUT(1)
    int64_t index;
    return get_index(world, self, args[0], &index)
               ? as_none(world, ((SimIndexSetFunc) wrapped)(world, self, index, NULL))
               : NULL;
}

WRAP(contains)
{
    UNUSED_BUT(1)
    int result = ((SimContainsFunc) wrapped)(world, self, args[0]);
    return result < 0 ? NULL : sim_bool_new(world, result > 0);
}

WRAP(set_subscript)
{
    UNNAMED_BUT(2)
    return as_none(world, ((SimSetFunc) wrapped)(world, self, args[0], args[1]));
}

WRAP(del_subscript)
{
    UNUSED_BUT(1)
    return as_none(world, ((SimSetFunc) wrapped)(world, self, args[0], NULL));
}

WRAP(hash)
{
    UNUSED_BUT(0)
    int64_t hash = ((int64_t(*)(SimWorld *, SimObject *)) wrapped)(world, self);
    return hash == -1 ? NULL : sim_int_new(world, hash);
}

/* Both NULL-able; false with an exception. */
static bool
pack(SimWorld *world,
     SimObject *const *args,
     size_t nargs,
     SimObject *kwnames,
     SimObject **tuple,
     SimObject **dict)
{
    *dict = NULL;
    *tuple = sim_tuple_from(world, args, nargs);
    if (*tuple == NULL) {
        return false;
    }
    if (kwnames != NULL && sim_tuple_size(kwnames) > 0) {
        *dict = sim_call_keywords_dict(world, args + nargs, kwnames);
        if (*dict == NULL) {
            sim_decref(world, *tuple);
            return false;
        }
    }
    return true;
}

WRAP(call)
{
    (void) def;
    SimObject *tuple;
    SimObject *dict;
    if (!pack(world, args, nargs, kwnames, &tuple, &dict)) {
        return NULL;
    }
    SimObject *result = ((SimTernaryFunc) wrapped)(world, self, tuple, dict);
    sim_decref(world, tuple);
    sim_xdecref(world, dict);
    return result;
}

WRAP(init)
{
    (void) def;
    SimObject *tuple;
    SimObject *dict;
    if (!pack(world, args, nargs, kwnames, &tuple, &dict)) {
        return NULL;
    }
    int status = ((int (*)(SimWorld *, SimObject *, SimObject *, SimObject *)) wrapped)(
        world, self, tuple, dict);
    sim_decref(world, tuple);
    sim_xdecref(world, dict);
    return as_none(world, status);
}

/* hackcheck: object.__setattr__ must not change what the type of @self guards. */
static bool
may_set(SimWorld *world, const SimSlotDef *def, SimAnyFunc wrapped, SimObject *self)
{
    const SimType *type = self->type;
    while (type != NULL && sim_type_has(type, SIM_TPFLAGS_HEAPTYPE)) {
        type = type->base;
    }
    if (type != NULL && (SimAnyFunc) type->slots.tp_setattro != wrapped) {
        sim_err_format(world, SIM_TYPE_TypeError, "can't apply this %s to %s object",
                       sim_id_text(def->id), type->name);
        return false;
    }
    return true;
}

WRAP(setattr)
{
    (void) kwnames;
    if (!sim_arg_count(world, "", nargs, 2, 2) || !may_set(world, def, wrapped, self)) {
        return NULL;
    }
    return as_none(world, ((SimSetFunc) wrapped)(world, self, args[0], args[1]));
}

WRAP(delattr)
{
    (void) kwnames;
    if (!check_count(world, nargs, 1) || !may_set(world, def, wrapped, self)) {
        return NULL;
    }
    return as_none(world, ((SimSetFunc) wrapped)(world, self, args[0], NULL));
}

WRAP(compare)
{
    (void) kwnames;
    if (!check_count(world, nargs, 1)) {
        return NULL;
    }
    return ((SimCompareFunc) wrapped)(world, self, args[0], (SimCompareOp) def->op);
}

WRAP(next)
{
    UNUSED_BUT(0)
    SimObject *item = ((SimUnaryFunc) wrapped)(world, self);
    if (item == NULL && sim_err_occurred(world) == NULL) {
        sim_err_set_object(world, SIM_TYPE_StopIteration, NULL);
    }
    return item;
}

WRAP(descr_get)
{
    (void) def;
    (void) kwnames;
    if (!sim_arg_count(world, "", nargs, 1, 2)) {
        return NULL;
    }
    SimObject *object = args[0] == SIM_NONE(world) ? NULL : args[0];
    SimObject *type = nargs < 2 || args[1] == SIM_NONE(world) ? NULL : args[1];
    if (object == NULL && type == NULL) {
        return sim_err_format(world, SIM_TYPE_TypeError, "__get__(None, None) is invalid");
    }
    return ((SimTernaryFunc) wrapped)(world, self, object, type);
}

WRAP(descr_set)
{
    UNNAMED_BUT(2)
    return as_none(world, ((SimSetFunc) wrapped)(world, self, args[0], args[1]));
}

WRAP(descr_delete)
{
    UNUSED_BUT(1)
    return as_none(world, ((SimSetFunc) wrapped)(world, self, args[0], NULL));
}

WRAP(finalize)
{
    UNUSED_BUT(0)
    ((SimDestructor) wrapped)(world, self);
    return sim_newref(world, SIM_NONE(world));
}
