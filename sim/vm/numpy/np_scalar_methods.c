#include "sim/vm/numpy/np_scalar_methods.h"

#include <math.h>

#include "sim/objects/abstract.h"
#include "sim/objects/int.h"
#include "sim/objects/tuple.h"
#include "sim/vm/numpy/ndarray.h"
#include "sim/vm/numpy/np_coerce.h"
#include "sim/vm/numpy/np_ufunc.h"

static SimNpKind
parts(SimWorld *world, SimObject *self, SimNpValue *value)
{
    SimNpKind kind;
    bool is_scalar = sim_np_scalar_get(world, self, &kind, value);
    g_assert(is_scalar);
    return kind;
}

static SimObject *
get_dtype(SimWorld *world, SimObject *self)
{
    SimNpValue value;
    return sim_newref(world, sim_np_dtype(world, parts(world, self, &value)));
}

static SimObject *
get_itemsize(SimWorld *world, SimObject *self)
{
    SimNpValue value;
    return sim_int_new(world, (int64_t) sim_np_item_size(parts(world, self, &value)));
}

static SimObject *
get_shape(SimWorld *world, SimObject *self)
{
    (void) self;
    return sim_newref(world, world->empty_tuple);
}

static SimObject *
get_zero(SimWorld *world, SimObject *self)
{
    (void) self;
    return sim_int_new(world, 0);
}

static SimObject *
get_one(SimWorld *world, SimObject *self)
{
    (void) self;
    return sim_int_new(world, 1);
}

static SimObject *
get_self(SimWorld *world, SimObject *self)
{
    return sim_newref(world, self);
}

static SimObject *
get_base(SimWorld *world, SimObject *self)
{
    (void) self;
    return sim_newref(world, SIM_NONE(world));
}

const SimGetSetDef sim_np_scalar_getset[] = {
    {"dtype", get_dtype, NULL},
    {"itemsize", get_itemsize, NULL},
    {"nbytes", get_itemsize, NULL},
    {"shape", get_shape, NULL},
    {"strides", get_shape, NULL},
    {"ndim", get_zero, NULL},
    {"size", get_one, NULL},
    {"T", get_self, NULL},
    {"real", get_self, NULL},
    {"base", get_base, NULL},
    {NULL, NULL, NULL},
};

static SimObject *
item(SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    SimNpValue value;
    SimNpKind kind = parts(world, self, &value);
    return sim_np_python_number(world, kind, value);
}

static SimObject *
same(SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    return sim_newref(world, self);
}

/* The text of the Python number. */
static SimObject *
format(SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    SimObject *number = item(world, self, NULL, 0, kwnames);
    (void) nargs;
    if (number != NULL && SIM_IS_BOOL(world, number)) {
        SimObject *text = sim_object_str(world, self);
        sim_decref(world, number);
        number = text;
    }
    SimObject *text = number == NULL ? NULL : sim_object_format(world, number, args[0]);
    sim_xdecref(world, number);
    return text;
}

/* np.round: through a power of ten, half to even. */
static SimObject *
round_to(SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    static const char *const names[] = {"ndigits", NULL};
    SimObject *places = NULL;
    SimNpValue value;
    SimNpKind kind = parts(world, self, &value);
    if (!sim_arg_parse(world, "__round__", names, 0, 1, args, nargs, kwnames, &places)) {
        return NULL;
    }
    bool whole = places == NULL || places == SIM_NONE(world);
    int64_t digits = whole ? 0 : sim_number_as_index(world, places, SIM_TYPE_OverflowError);
    if (digits == -1 && sim_err_occurred(world) != NULL) {
        return NULL;
    }
    if (!sim_np_is_real(kind)) {
        return whole ? item(world, self, NULL, 0, NULL) : sim_newref(world, self);
    }
    double scale = pow(10.0, (double) ABS(digits));
    double rounded =
        digits >= 0 ? rint(value.real * scale) / scale : rint(value.real / scale) * scale;
    return whole ? sim_int_from_double(world, rounded)
                 : sim_np_scalar_new(world, kind, sim_np_real(rounded));
}

/* What arrays can do as well: the method of a 0-d array. */
static SimObject *
as_array(SimWorld *world,
         const char *name,
         SimObject *self,
         SimObject *const *args,
         size_t nargs,
         SimObject *kwnames)
{
    SimNdarray *array = sim_np_from_object(world, self, SIM_NP_KINDS);
    SimObject *method = array == NULL ? NULL : sim_object_getattr_c(world, &array->ob, name);
    SimObject *result =
        method == NULL ? NULL : sim_object_vectorcall(world, method, args, nargs, kwnames);
    sim_xdecref(world, method);
    sim_xdecref(world, sim_np_object(array));
    return result != NULL && SIM_IS_NDARRAY(world, result)
               ? sim_np_result(world, sim_np_cast(result))
               : result;
}

#define ARRAY_METHODS(METHOD)                                                                      \
    METHOD(all)                                                                                    \
    METHOD(any)                                                                                    \
    METHOD(argmax)                                                                                 \
    METHOD(argmin)                                                                                 \
    METHOD(astype)                                                                                 \
    METHOD(clip)                                                                                   \
    METHOD(cumsum)                                                                                 \
    METHOD(flatten)                                                                                \
    METHOD(max)                                                                                    \
    METHOD(mean)                                                                                   \
    METHOD(min)                                                                                    \
    METHOD(prod)                                                                                   \
    METHOD(ravel)                                                                                  \
    METHOD(repeat)                                                                                 \
    METHOD(reshape)                                                                                \
    METHOD(round)                                                                                  \
    METHOD(squeeze)                                                                                \
    METHOD(std)                                                                                    \
    METHOD(sum)                                                                                    \
    METHOD(tobytes)                                                                                \
    METHOD(transpose)                                                                              \
    METHOD(var)                                                                                    \
    METHOD(view)
#define METHOD(name)                                                                               \
    static SimObject *array_##name(SimWorld *world, SimObject *self, SimObject *const *args,       \
                                   size_t nargs, SimObject *kwnames)                               \
    {                                                                                              \
        return as_array(world, #name, self, args, nargs, kwnames);                                 \
    }
ARRAY_METHODS(METHOD)
#undef METHOD

static SimObject *
is_integer(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    SimNpValue value;
    SimNpKind kind = parts(world, self, &value);
    return sim_bool_of(world, !sim_np_is_real(kind) ||
                                  (isfinite(value.real) && floor(value.real) >= value.real));
}

const SimMethodDef sim_np_scalar_methods[] = {
#define METHOD(name) {#name, array_##name, SIM_METH_KEYWORDS},
    ARRAY_METHODS(METHOD)
#undef METHOD
        {"is_integer", is_integer, SIM_METH_NOARGS},
    {"item", item, SIM_METH_NOARGS},
    {"tolist", item, SIM_METH_NOARGS},
    {"copy", same, SIM_METH_NOARGS},
    {"__copy__", same, SIM_METH_NOARGS},
    {"__deepcopy__", same, SIM_METH_O},
    {"__format__", format, SIM_METH_O},
    {"__round__", round_to, SIM_METH_KEYWORDS},
    {NULL, NULL, 0},
};
