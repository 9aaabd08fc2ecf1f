/* Built-in functions about iterables. */
#include "sim/vm/builtins.h"

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/bytes.h"
#include "sim/objects/float.h"
#include "sim/objects/int.h"
#include "sim/objects/list.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"

static SimObject *
builtin_iter(SIM_BUILTIN_PARAMETERS)
{
    if (!sim_arg_count(world, "iter", nargs, 1, 2)) {
        return NULL;
    }
    if (nargs == 1) {
        return sim_object_iter(world, args[0]);
    }
    if (!sim_object_is_callable(args[0])) {
        return sim_err_format(world, SIM_TYPE_TypeError, "iter(v, w): v must be callable");
    }
    return sim_callable_iterator_new(world, args[0], args[1]);
}

static SimObject *
builtin_next(SIM_BUILTIN_PARAMETERS)
{
    if (!sim_arg_count(world, "next", nargs, 1, 2)) {
        return NULL;
    }
    if (!sim_object_is_iterator(args[0])) {
        return sim_err_format(world, SIM_TYPE_TypeError, "'%s' object is not an iterator",
                              args[0]->type->name);
    }
    SimObject *item = args[0]->type->slots.tp_iternext(world, args[0]);
    if (item != NULL) {
        return item;
    }
    if (nargs == 2 &&
        (sim_err_occurred(world) == NULL || sim_err_clear_if(world, SIM_TYPE_StopIteration))) {
        return sim_newref(world, args[1]);
    }
    if (sim_err_occurred(world) == NULL) {
        sim_err_set_object(world, SIM_TYPE_StopIteration, NULL);
    }
    return NULL;
}

/* any() and all(): looks for an item whose truth is @wanted. */
static SimObject *
search(SimWorld *world, SimObject *iterable, bool wanted)
{
    SimObject *iterator = sim_object_iter(world, iterable);
    if (iterator == NULL) {
        return NULL;
    }
    int found = 0;
    SimObject *item;
    while (found == 0 && (item = sim_iter_next(world, iterator)) != NULL) {
        int truth = sim_object_is_true(world, item);
        sim_decref(world, item);
        found = truth < 0 ? -1 : truth == wanted;
    }
    sim_decref(world, iterator);
    if (found < 0 || sim_err_occurred(world) != NULL) {
        return NULL;
    }
    return sim_bool_of(world, (found != 0) == wanted);
}

static SimObject *
builtin_any(SIM_BUILTIN_PARAMETERS)
{
    return search(world, args[0], true);
}

static SimObject *
builtin_all(SIM_BUILTIN_PARAMETERS)
{
    return search(world, args[0], false);
}

/* sum() adds ints, then floats, without objects as long as it can (3.11). Returns the item
 * that stopped it, or NULL at the end or with an exception; *@total is replaced. */
static SimObject *
sum_ints(SimWorld *world, SimObject *iterator, SimObject **total)
{
    int64_t sum;
    if (!SIM_IS_INT_EXACT(world, *total) || !sim_int_get(*total, &sum)) {
        return NULL;
    }
    SimObject *item;
    SIM_CLEAR(world, *total);
    while ((item = sim_iter_next(world, iterator)) != NULL) {
        int64_t value;
        bool number = SIM_IS_INT_EXACT(world, item) || SIM_IS_BOOL(world, item);
        if (!number || !sim_int_get(item, &value) || __builtin_add_overflow(sum, value, &sum)) {
            break;
        }
        sim_decref(world, item);
    }
    if (sim_err_occurred(world) == NULL) {
        *total = sim_int_new(world, sum);
        if (*total == NULL) {
            SIM_CLEAR(world, item);
        }
    }
    return item;
}

static SimObject *
sum_floats(SimWorld *world, SimObject *iterator, SimObject *item, SimObject **total)
{
    double sum = ((SimFloat *) (void *) *total)->value;
    SIM_CLEAR(world, *total);
    if (item == NULL) {
        item = sim_iter_next(world, iterator);
    }
    while (item != NULL) {
        int64_t value;
        if (item->type == sim_type(world, SIM_TYPE_FLOAT)) {
            sum += ((SimFloat *) (void *) item)->value;
        } else if (SIM_IS_INT(item) && sim_int_get(item, &value)) {
            sum += (double) value;
        } else {
            break;
        }
        sim_decref(world, item);
        item = sim_iter_next(world, iterator);
    }
    if (sim_err_occurred(world) == NULL) {
        *total = sim_float_new(world, sum);
        if (*total == NULL) {
            SIM_CLEAR(world, item);
        }
    }
    return item;
}

/* Steals @item; false at the end or with an exception. */
static bool
sum_item(SimWorld *world, SimObject *item, SimObject **total)
{
    SimObject *sum = sim_number_add(world, *total, item);
    sim_decref(world, item);
    SIM_CLEAR(world, *total);
    *total = sum;
    return sum != NULL;
}

static SimObject *
sum_all(SimWorld *world, SimObject *iterator, SimObject *total)
{
    SimObject *item = NULL;
    if (SIM_IS_INT_EXACT(world, total)) {
        item = sum_ints(world, iterator, &total);
        if (item == NULL && (total == NULL || sim_err_occurred(world) != NULL)) {
            return NULL;
        }
        if (item == NULL) {
            return total;
        }
        if (!sum_item(world, item, &total)) {
            return NULL;
        }
        item = NULL;
    }
    if (total->type == sim_type(world, SIM_TYPE_FLOAT)) {
        item = sum_floats(world, iterator, NULL, &total);
        if (total == NULL || item == NULL) {
            return total;
        }
        if (!sum_item(world, item, &total)) {
            return NULL;
        }
    }
    while ((item = sim_iter_next(world, iterator)) != NULL) {
        if (!sum_item(world, item, &total)) {
            return NULL;
        }
    }
    if (sim_err_occurred(world) != NULL) {
        SIM_CLEAR(world, total);
    }
    return total;
}

static SimObject *
builtin_sum(SIM_BUILTIN_PARAMETERS)
{
    static const char *const names[] = {"", "start", NULL};
    SimObject *out[2];
    if (!sim_arg_parse(world, "sum", names, 1, 2, args, nargs, kwnames, out)) {
        return NULL;
    }
    SimObject *iterator = sim_object_iter(world, out[0]);
    if (iterator == NULL) {
        return NULL;
    }
    SimObject *total = NULL;
    if (out[1] == NULL) {
        total = sim_int_new(world, 0);
    } else if (SIM_IS_STR(out[1])) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "sum() can't sum strings [use ''.join(seq) instead]");
    } else if (SIM_IS_BYTES(out[1])) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "sum() can't sum bytes [use b''.join(seq) instead]");
    } else {
        total = sim_newref(world, out[1]);
    }
    SimObject *result = total == NULL ? NULL : sum_all(world, iterator, total);
    sim_decref(world, iterator);
    return result;
}

/* min() and max() */

typedef struct {
    const char *name;
    SimCompareOp op;
    SimObject *key;       /* NULL: none */
    SimObject *otherwise; /* NULL: none */
} Extreme;

static bool
parse_extreme(
    SimWorld *world, Extreme *extreme, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    size_t count = kwnames == NULL ? 0 : sim_tuple_size(kwnames);
    for (size_t i = 0; i < count; i++) {
        SimObject *name = sim_tuple_get(kwnames, i);
        if (sim_str_equal_c(name, "key")) {
            extreme->key = args[nargs + i] == SIM_NONE(world) ? NULL : args[nargs + i];
        } else if (sim_str_equal_c(name, "default")) {
            extreme->otherwise = args[nargs + i];
        } else {
            sim_err_format(world, SIM_TYPE_TypeError,
                           "'%s' is an invalid keyword argument for %s()", sim_str_utf8(name, NULL),
                           extreme->name);
            return false;
        }
    }
    return true;
}

/* Looks at one item (stolen): keeps the better of it and what was best. -1 error. */
static int
consider(SimWorld *world,
         const Extreme *extreme,
         SimObject *item,
         SimObject **best,
         SimObject **best_key)
{
    SimObject *key = extreme->key != NULL ? sim_object_call_one(world, extreme->key, item)
                                          : sim_newref(world, item);
    if (key == NULL) {
        sim_decref(world, item);
        return -1;
    }
    int better = *best == NULL ? 1 : sim_object_compare_bool(world, key, *best_key, extreme->op);
    if (better > 0) {
        SimObject *old = *best;
        SimObject *old_key = *best_key;
        *best = item;
        *best_key = key;
        sim_xdecref(world, old);
        sim_xdecref(world, old_key);
        return 0;
    }
    sim_decref(world, key);
    sim_decref(world, item);
    return better;
}

static SimObject *
find_extreme(SimWorld *world, const Extreme *extreme, SimObject *values, bool many)
{
    SimObject *iterator = sim_object_iter(world, values);
    if (iterator == NULL) {
        return NULL;
    }
    SimObject *best = NULL;
    SimObject *best_key = NULL;
    SimObject *item;
    while ((item = sim_iter_next(world, iterator)) != NULL) {
        if (consider(world, extreme, item, &best, &best_key) < 0) {
            break;
        }
    }
    sim_xdecref(world, best_key);
    sim_decref(world, iterator);
    if (sim_err_occurred(world) != NULL) {
        SIM_CLEAR(world, best);
    } else if (best == NULL && extreme->otherwise != NULL && !many) {
        best = sim_newref(world, extreme->otherwise);
    } else if (best == NULL) {
        sim_err_format(world, SIM_TYPE_ValueError, "%s() arg is an empty sequence", extreme->name);
    }
    return best;
}

static SimObject *
extreme_of(
    SimWorld *world, Extreme extreme, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    if (nargs == 0) {
        return sim_err_format(world, SIM_TYPE_TypeError, "%s expected at least 1 argument, got 0",
                              extreme.name);
    }
    if (!parse_extreme(world, &extreme, args, nargs, kwnames)) {
        return NULL;
    }
    if (nargs == 1) {
        return find_extreme(world, &extreme, args[0], false);
    }
    if (extreme.otherwise != NULL) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "Cannot specify a default for %s() with multiple positional "
                              "arguments",
                              extreme.name);
    }
    SimObject *values = sim_tuple_from(world, args, nargs);
    SimObject *result = values == NULL ? NULL : find_extreme(world, &extreme, values, true);
    sim_xdecref(world, values);
    return result;
}

static SimObject *
builtin_min(SIM_BUILTIN_PARAMETERS)
{
    return extreme_of(world, (Extreme){"min", SIM_LT, NULL, NULL}, args, nargs, kwnames);
}

static SimObject *
builtin_max(SIM_BUILTIN_PARAMETERS)
{
    return extreme_of(world, (Extreme){"max", SIM_GT, NULL, NULL}, args, nargs, kwnames);
}

static SimObject *
builtin_sorted(SIM_BUILTIN_PARAMETERS)
{
    static const char *const names[] = {"", "key", "reverse", NULL};
    SimObject *out[3];
    if (nargs != 1) {
        return sim_arg_count(world, "sorted", nargs, 1, 1) ? NULL : NULL;
    }
    if (!sim_arg_parse(world, "sort", names, 1, 1, args, nargs, kwnames, out)) {
        return NULL;
    }
    int64_t reverse = 0;
    if (out[2] != NULL && !sim_arg_int(world, out[2], &reverse)) {
        return NULL;
    }
    SimObject *list = sim_list_from_iterable(world, out[0]);
    SimObject *key = out[1] == SIM_NONE(world) ? NULL : out[1];
    if (list != NULL && sim_list_sort(world, list, key, reverse != 0) < 0) {
        SIM_CLEAR(world, list);
    }
    return list;
}

const SimMethodDef sim_builtins_iter[] = {
    {"all", builtin_all, SIM_METH_O},
    {"any", builtin_any, SIM_METH_O},
    {"iter", builtin_iter, SIM_METH_FASTCALL},
    {"max", builtin_max, SIM_METH_KEYWORDS | SIM_METH_TUPLE},
    {"min", builtin_min, SIM_METH_KEYWORDS | SIM_METH_TUPLE},
    {"next", builtin_next, SIM_METH_FASTCALL},
    {"sorted", builtin_sorted, SIM_METH_KEYWORDS},
    {"sum", builtin_sum, SIM_METH_KEYWORDS},
    {NULL, NULL, 0},
};
