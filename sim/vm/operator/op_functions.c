#include "sim/objects/abstract.h"
#include "sim/objects/int.h"
#include "sim/vm/builtins.h"
#include "sim/vm/operator/operator.h"

#define BINARY(name, operation)                                                                    \
    static SimObject *op_##name(SIM_BUILTIN_PARAMETERS)                                            \
    {                                                                                              \
        return sim_arg_count(world, #name, nargs, 2, 2)                                            \
                   ? sim_number_##operation(world, args[0], args[1])                               \
                   : NULL;                                                                         \
    }
#define UNARY(name, operation)                                                                     \
    static SimObject *op_##name(SIM_BUILTIN_PARAMETERS)                                            \
    {                                                                                              \
        return sim_number_##operation(world, args[0]);                                             \
    }
#define COMPARE(name, op)                                                                          \
    static SimObject *op_##name(SIM_BUILTIN_PARAMETERS)                                            \
    {                                                                                              \
        return sim_arg_count(world, #name, nargs, 2, 2)                                            \
                   ? sim_object_richcompare(world, args[0], args[1], SIM_##op)                     \
                   : NULL;                                                                         \
    }
#include "sim/vm/operator/op_functions.def"
#undef BINARY
#undef UNARY
#undef COMPARE

static SimObject *
truth_or_null(SimWorld *world, int truth)
{
    return truth < 0 ? NULL : sim_bool_of(world, truth > 0);
}

static SimObject *
none_or_null(SimWorld *world, int status)
{
    return status < 0 ? NULL : sim_newref(world, SIM_NONE(world));
}

static SimObject *
op_pow(SIM_BUILTIN_PARAMETERS)
{
    return sim_arg_count(world, "pow", nargs, 2, 2)
               ? sim_number_power(world, args[0], args[1], SIM_NONE(world))
               : NULL;
}

static SimObject *
op_ipow(SIM_BUILTIN_PARAMETERS)
{
    return sim_arg_count(world, "ipow", nargs, 2, 2)
               ? sim_number_inplace_power(world, args[0], args[1])
               : NULL;
}

static SimObject *
op_truth(SIM_BUILTIN_PARAMETERS)
{
    return truth_or_null(world, sim_object_is_true(world, args[0]));
}

static SimObject *
op_not_(SIM_BUILTIN_PARAMETERS)
{
    int truth = sim_object_is_true(world, args[0]);
    return truth < 0 ? NULL : sim_bool_of(world, truth == 0);
}

static SimObject *
op_is_(SIM_BUILTIN_PARAMETERS)
{
    return sim_arg_count(world, "is_", nargs, 2, 2) ? sim_bool_of(world, args[0] == args[1]) : NULL;
}

static SimObject *
op_is_not(SIM_BUILTIN_PARAMETERS)
{
    return sim_arg_count(world, "is_not", nargs, 2, 2) ? sim_bool_of(world, args[0] != args[1])
                                                       : NULL;
}

static SimObject *
op_contains(SIM_BUILTIN_PARAMETERS)
{
    return sim_arg_count(world, "contains", nargs, 2, 2)
               ? truth_or_null(world, sim_object_contains(world, args[0], args[1]))
               : NULL;
}

static SimObject *
op_getitem(SIM_BUILTIN_PARAMETERS)
{
    return sim_arg_count(world, "getitem", nargs, 2, 2)
               ? sim_object_getitem(world, args[0], args[1])
               : NULL;
}

static SimObject *
op_setitem(SIM_BUILTIN_PARAMETERS)
{
    return sim_arg_count(world, "setitem", nargs, 3, 3)
               ? none_or_null(world, sim_object_setitem(world, args[0], args[1], args[2]))
               : NULL;
}

static SimObject *
op_delitem(SIM_BUILTIN_PARAMETERS)
{
    return sim_arg_count(world, "delitem", nargs, 2, 2)
               ? none_or_null(world, sim_object_delitem(world, args[0], args[1]))
               : NULL;
}

/* PySequence_Concat, PySequence_InPlaceConcat */
static bool
are_sequences(SimWorld *world, SimObject *a, SimObject *b)
{
    if (a->type->slots.sq_concat != NULL ||
        (a->type->slots.mp_subscript != NULL && b->type->slots.mp_subscript != NULL)) {
        return true;
    }
    sim_err_format(world, SIM_TYPE_TypeError, "'%.200s' object can't be concatenated",
                   a->type->name);
    return false;
}

static SimObject *
op_concat(SIM_BUILTIN_PARAMETERS)
{
    return sim_arg_count(world, "concat", nargs, 2, 2) && are_sequences(world, args[0], args[1])
               ? sim_number_add(world, args[0], args[1])
               : NULL;
}

static SimObject *
op_iconcat(SIM_BUILTIN_PARAMETERS)
{
    return sim_arg_count(world, "iconcat", nargs, 2, 2) && are_sequences(world, args[0], args[1])
               ? sim_number_inplace_add(world, args[0], args[1])
               : NULL;
}

/* Counts the items that equal @wanted, or with @first finds the first of them (-1: none). False
 * with an exception. */
static bool
search(SimWorld *world, SimObject *iterable, SimObject *wanted, bool first, int64_t *answer)
{
    SimObject *iterator = sim_object_iter(world, iterable);
    SimObject *item;
    *answer = first ? -1 : 0;
    if (iterator == NULL) {
        if (sim_err_clear_if(world, SIM_TYPE_TypeError)) {
            sim_err_format(world, SIM_TYPE_TypeError, "argument of type '%.200s' is not iterable",
                           iterable->type->name);
        }
        return false;
    }
    int same = 0;
    int64_t place = 0;
    while (same >= 0 && (item = sim_iter_next(world, iterator)) != NULL) {
        same = sim_object_compare_bool(world, item, wanted, SIM_EQ);
        sim_decref(world, item);
        if (same > 0 && first) {
            *answer = place;
            break;
        }
        *answer += !first && same > 0 ? 1 : 0;
        place++;
    }
    sim_decref(world, iterator);
    return sim_err_occurred(world) == NULL;
}

static SimObject *
op_count_of(SIM_BUILTIN_PARAMETERS)
{
    int64_t count;
    return sim_arg_count(world, "countOf", nargs, 2, 2) &&
                   search(world, args[0], args[1], false, &count)
               ? sim_int_new(world, count)
               : NULL;
}

static SimObject *
op_index_of(SIM_BUILTIN_PARAMETERS)
{
    int64_t place;
    if (!sim_arg_count(world, "indexOf", nargs, 2, 2) ||
        !search(world, args[0], args[1], true, &place)) {
        return NULL;
    }
    return place < 0
               ? sim_err_format(world, SIM_TYPE_ValueError, "sequence.index(x): x not in sequence")
               : sim_int_new(world, place);
}

static SimObject *
op_length_hint(SIM_BUILTIN_PARAMETERS)
{
    int64_t otherwise = 0;
    if (!sim_arg_count(world, "length_hint", nargs, 1, 2)) {
        return NULL;
    }
    if (nargs > 1) {
        otherwise = sim_number_as_index(world, args[1], SIM_TYPE_OverflowError);
        if (otherwise == -1 && sim_err_occurred(world) != NULL) {
            return NULL;
        }
    }
    int64_t hint = sim_object_length_hint(world, args[0], otherwise);
    return hint == -1 && sim_err_occurred(world) != NULL ? NULL : sim_int_new(world, hint);
}

static SimObject *
op_call(SIM_BUILTIN_PARAMETERS)
{
    if (nargs == 0) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "call expected at least 1 argument, got 0");
    }
    return sim_object_vectorcall(world, args[0], args + 1, nargs - 1, kwnames);
}

const SimMethodDef sim_operator_functions[] = {
#define BINARY(name, operation) {#name, op_##name, SIM_METH_FASTCALL},
#define COMPARE                 BINARY
#define UNARY(name, operation)  {#name, op_##name, SIM_METH_O},
#include "sim/vm/operator/op_functions.def"
#undef BINARY
#undef COMPARE
#undef UNARY
    {"pow", op_pow, SIM_METH_FASTCALL},
    {"ipow", op_ipow, SIM_METH_FASTCALL},
    {"truth", op_truth, SIM_METH_O},
    {"not_", op_not_, SIM_METH_O},
    {"is_", op_is_, SIM_METH_FASTCALL},
    {"is_not", op_is_not, SIM_METH_FASTCALL},
    {"contains", op_contains, SIM_METH_FASTCALL},
    {"getitem", op_getitem, SIM_METH_FASTCALL},
    {"setitem", op_setitem, SIM_METH_FASTCALL},
    {"delitem", op_delitem, SIM_METH_FASTCALL},
    {"concat", op_concat, SIM_METH_FASTCALL},
    {"iconcat", op_iconcat, SIM_METH_FASTCALL},
    {"countOf", op_count_of, SIM_METH_FASTCALL},
    {"indexOf", op_index_of, SIM_METH_FASTCALL},
    {"length_hint", op_length_hint, SIM_METH_FASTCALL},
    {"call", op_call, SIM_METH_KEYWORDS},
    {NULL, NULL, 0},
};
