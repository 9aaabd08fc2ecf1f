/* np.add, np.sin and the others: operations with an optional out=. */
#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/vm/numpy/np_functions.h"
#include "sim/vm/numpy/np_ufunc.h"

/* Takes out= from the keywords, or from behind the inputs. */
static bool
out_argument(SimWorld *world,
             const SimNpUfuncInfo *info,
             SimObject *const *args,
             size_t nargs,
             SimObject *kwnames,
             SimNdarray **out)
{
    size_t inputs = (size_t) info->arity;
    SimObject *given = nargs > inputs ? args[inputs] : NULL;
    if (nargs < inputs || nargs > inputs + 1) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "%s() takes from %zu to %zu positional arguments but %zu were given",
                       info->name, inputs, inputs + 1, nargs);
        return false;
    }
    for (size_t i = 0; kwnames != NULL && i < sim_tuple_size(kwnames); i++) {
        SimObject *name = sim_tuple_get(kwnames, i);
        if (!sim_str_equal_c(name, "out")) {
            sim_err_format(world, SIM_TYPE_TypeError, "%s() does not model the argument '%s'",
                           info->name, sim_str_utf8(name, NULL));
            return false;
        }
        given = args[nargs + i];
    }
    if (given != NULL && SIM_IS_TUPLE(given) && sim_tuple_size(given) == 1) {
        given = sim_tuple_get(given, 0);
    }
    *out = NULL;
    if (given == NULL || given == SIM_NONE(world)) {
        return true;
    }
    if (!SIM_IS_NDARRAY(world, given)) {
        sim_err_format(world, SIM_TYPE_TypeError, "return arrays must be of ArrayType");
        return false;
    }
    *out = sim_np_cast(given);
    return true;
}

static SimObject *
call(SimWorld *world, SimNpUfunc ufunc, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    const SimNpUfuncInfo *info = sim_np_ufunc_info(ufunc);
    SimNdarray *out;
    if (!out_argument(world, info, args, nargs, kwnames, &out)) {
        return NULL;
    }
    return sim_np_call_ufunc(world, ufunc, args[0], info->arity == 2 ? args[1] : NULL, out);
}

#define UFUNC(ID, name, arity, rule)                                                               \
    static SimObject *call_##ID(SimWorld *world, SimObject *self, SimObject *const *args,          \
                                size_t nargs, SimObject *kwnames)                                  \
    {                                                                                              \
        (void) self;                                                                               \
        return call(world, SIM_NP_##ID, args, nargs, kwnames);                                     \
    }
#include "sim/vm/numpy/np_ufunc.def"
#undef UFUNC

const SimMethodDef sim_np_ufunc_functions[] = {
#define UFUNC(ID, name, arity, rule) {name, call_##ID, SIM_METH_KEYWORDS},
#include "sim/vm/numpy/np_ufunc.def"
#undef UFUNC
    {"abs", call_ABSOLUTE, SIM_METH_KEYWORDS},
    {"true_divide", call_DIVIDE, SIM_METH_KEYWORDS},
    {"mod", call_REMAINDER, SIM_METH_KEYWORDS},
    {NULL, NULL, 0},
};
