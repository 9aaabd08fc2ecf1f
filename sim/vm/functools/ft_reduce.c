/* reduce: the pair it calls with is used again as long as nobody keeps it, and holds on to what it
 * was last called with. */
#include "sim/objects/iterators.h"
#include "sim/vm/functools/functools.h"

/* A tuple of our own in @pair; false with an exception. */
static bool
refresh(SimWorld *world, SimObject **pair)
{
    if (*pair != NULL && (*pair)->refcnt == 1) {
        return true;
    }
    SIM_CLEAR(world, *pair);
    *pair = sim_tuple_new(world, 2);
    return *pair != NULL;
}

static void
put(SimWorld *world, SimObject *pair, size_t at, SimObject *item)
{
    SimObject *old = sim_tuple_get(pair, at);
    sim_tuple_set(world, pair, at, item);
    sim_xdecref(world, old);
}

/* function(result, item); steals both. */
static SimObject *
combine(SimWorld *world, SimObject *function, SimObject *pair, SimObject *result, SimObject *item)
{
    put(world, pair, 0, result);
    put(world, pair, 1, item);
    result = sim_object_call(world, function, pair, NULL);
    if (result != NULL) {
        sim_iterator_retrack(world, pair);
    }
    return result;
}

/* Steals @result, which may be NULL: none yet. */
static SimObject *
fold(SimWorld *world, SimObject *function, SimObject *iterator, SimObject *result)
{
    SimObject *pair = NULL;
    bool failed = false;
    while (!failed && refresh(world, &pair)) {
        SimObject *item = sim_iter_next(world, iterator);
        if (item == NULL) {
            break;
        }
        if (result == NULL) {
            result = item;
        } else {
            result = combine(world, function, pair, result, item);
            failed = result == NULL;
        }
    }
    failed = failed || sim_err_occurred(world) != NULL;
    sim_xdecref(world, pair);
    if (failed) {
        SIM_CLEAR(world, result);
    } else if (result == NULL) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "reduce() of empty iterable with no initial value");
    }
    return result;
}

SimObject *
sim_functools_reduce(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) self;
    if (!sim_arg_no_keywords(world, "reduce", kwnames) ||
        !sim_arg_count(world, "reduce", nargs, 2, 3)) {
        return NULL;
    }
    /* METH_VARARGS: the arguments come in a tuple, which holds them meanwhile. */
    SimObject *held = sim_tuple_from(world, args, nargs);
    if (held == NULL) {
        return NULL;
    }
    SimObject *initial = nargs > 2 ? sim_newref(world, args[2]) : NULL;
    SimObject *result = NULL;
    SimObject *iterator = sim_object_iter(world, args[1]);
    if (iterator != NULL) {
        result = fold(world, args[0], iterator, initial);
        sim_decref(world, iterator);
    } else {
        if (sim_err_clear_if(world, SIM_TYPE_TypeError)) {
            sim_err_format(world, SIM_TYPE_TypeError, "reduce() arg 2 must support iteration");
        }
        sim_xdecref(world, initial);
    }
    sim_decref(world, held);
    return result;
}
