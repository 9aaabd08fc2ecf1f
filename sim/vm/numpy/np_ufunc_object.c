#include "sim/vm/numpy/np_ufunc_object.h"

#include <string.h>

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/int.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/vm/modules.h"
#include "sim/vm/numpy/np_coerce.h"
#include "sim/vm/numpy/np_reduce.h"
#include "sim/vm/numpy/np_ufunc.h"

#define ARGUMENTS                                                                                  \
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames

typedef struct {
    SimObject ob;
    SimNpUfunc ufunc;
} Ufunc;

static SimNpUfunc
ufunc_of(const SimObject *self)
{
    return ((const Ufunc *) (const void *) self)->ufunc;
}

static const SimNpUfuncInfo *
info_of(const SimObject *self)
{
    return sim_np_ufunc_info(ufunc_of(self));
}

static bool
read_out(SimWorld *world, SimObject *given, SimNdarray **out)
{
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

static bool
is_unmodelled(SimObject *name)
{
    static const char *const names[] = {"where", "casting", "order", "subok", "signature", "sig"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (sim_str_equal_c(name, names[i])) {
            return true;
        }
    }
    return false;
}

/* out= (or behind the inputs) and dtype=. */
static bool
read_options(SimWorld *world,
             const SimNpUfuncInfo *info,
             SimObject *const *args,
             size_t nargs,
             SimObject *kwnames,
             SimNdarray **out,
             SimNpKind *kind)
{
    size_t inputs = (size_t) info->arity;
    SimObject *given = nargs > inputs ? args[inputs] : NULL;
    SimObject *dtype = NULL;
    if (nargs < inputs || nargs > inputs + 1) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "%s() takes from %zu to %zu positional arguments but %zu were given",
                       info->name, inputs, inputs + 1, nargs);
        return false;
    }
    for (size_t i = 0; kwnames != NULL && i < sim_tuple_size(kwnames); i++) {
        SimObject *name = sim_tuple_get(kwnames, i);
        if (sim_str_equal_c(name, "out")) {
            given = args[nargs + i];
        } else if (sim_str_equal_c(name, "dtype")) {
            dtype = args[nargs + i];
        } else {
            sim_err_format(world, SIM_TYPE_TypeError,
                           is_unmodelled(name) ? "%s() does not model the argument '%s'"
                                               : "%s() got an unexpected keyword argument '%s'",
                           info->name, sim_str_utf8(name, NULL));
            return false;
        }
    }
    return read_out(world, given, out) && sim_np_kind_arg(world, dtype, SIM_NP_KINDS, kind);
}

static SimObject *
convert_operand(SimWorld *world, SimObject *object, SimNpKind kind)
{
    SimNdarray *array = sim_np_as_array(world, object);
    SimNdarray *copy = array == NULL ? NULL : sim_np_copy_keep(world, array, kind);
    sim_xdecref(world, sim_np_object(array));
    return sim_np_result(world, copy);
}

/* With dtype= the operands are converted first. */
static SimObject *
call_in_kind(
    SimWorld *world, SimNpUfunc ufunc, SimObject *const *args, SimNdarray *out, SimNpKind kind)
{
    bool two = sim_np_ufunc_info(ufunc)->arity == 2;
    SimObject *a = convert_operand(world, args[0], kind);
    SimObject *b = a != NULL && two ? convert_operand(world, args[1], kind) : NULL;
    SimObject *result =
        a == NULL || (two && b == NULL) ? NULL : sim_np_call_ufunc(world, ufunc, a, b, out);
    sim_xdecref(world, a);
    sim_xdecref(world, b);
    return result;
}

static SimObject *
vectorcall(ARGUMENTS)
{
    const SimNpUfuncInfo *info = info_of(self);
    SimNdarray *out;
    SimNpKind kind;
    if (!read_options(world, info, args, nargs, kwnames, &out, &kind)) {
        return NULL;
    }
    if (kind != SIM_NP_KINDS) {
        return call_in_kind(world, ufunc_of(self), args, out, kind);
    }
    return sim_np_call_ufunc(world, ufunc_of(self), args[0], info->arity == 2 ? args[1] : NULL,
                             out);
}

static bool
needs_two(SimWorld *world, SimObject *self, const char *method)
{
    if (info_of(self)->arity != 2) {
        sim_err_format(world, SIM_TYPE_ValueError, "%s only supported for binary functions",
                       method);
        return false;
    }
    return true;
}

static SimNpReduction
reduction_of(SimNpUfunc ufunc)
{
    switch ((int) ufunc) {
    case SIM_NP_ADD:
        return SIM_NP_SUM;
    case SIM_NP_MULTIPLY:
        return SIM_NP_PROD;
    case SIM_NP_MAXIMUM:
        return SIM_NP_MAX;
    case SIM_NP_MINIMUM:
        return SIM_NP_MIN;
    case SIM_NP_LOGICAL_AND:
        return SIM_NP_ALL;
    case SIM_NP_LOGICAL_OR:
        return SIM_NP_ANY;
    default:
        return SIM_NP_FOLD;
    }
}

/* reduce(array, axis=0, dtype=None, out=None, keepdims=False, initial) */
static SimObject *
reduce(ARGUMENTS)
{
    static const char *const names[] = {"array",    "axis",    "dtype", "out",
                                        "keepdims", "initial", NULL};
    SimObject *given[6] = {NULL};
    if (!needs_two(world, self, "reduce") ||
        !sim_arg_parse(world, "reduce", names, 1, 6, args, nargs, kwnames, given)) {
        return NULL;
    }
    SimNpReduce how = {.what = reduction_of(ufunc_of(self)),
                       .ufunc = ufunc_of(self),
                       .axis = given[1],
                       .initial = given[5]};
    int keep = given[4] == NULL ? 0 : sim_object_is_true(world, given[4]);
    if (keep < 0 || !sim_np_kind_arg(world, given[2], SIM_NP_KINDS, &how.kind) ||
        !read_out(world, given[3], &how.out)) {
        return NULL;
    }
    SimObject *first = given[1] == NULL ? sim_int_new(world, 0) : NULL;
    how.axis = first != NULL ? first : given[1];
    how.keep = keep > 0;
    SimNdarray *array = sim_np_as_array(world, given[0]);
    SimObject *result = array == NULL ? NULL : sim_np_reduce(world, array, &how);
    sim_xdecref(world, sim_np_object(array));
    sim_xdecref(world, first);
    return result;
}

static SimObject *
accumulate(ARGUMENTS)
{
    static const char *const names[] = {"array", "axis", "dtype", "out", NULL};
    SimObject *given[4] = {NULL};
    SimNpKind kind;
    SimNdarray *out;
    if (!needs_two(world, self, "accumulate") ||
        !sim_arg_parse(world, "accumulate", names, 1, 4, args, nargs, kwnames, given) ||
        !sim_np_kind_arg(world, given[2], SIM_NP_KINDS, &kind) ||
        !read_out(world, given[3], &out)) {
        return NULL;
    }
    SimNdarray *array = sim_np_as_array(world, given[0]);
    SimObject *first = given[1] == NULL ? sim_int_new(world, 0) : sim_newref(world, given[1]);
    SimObject *result = array == NULL || first == NULL
                            ? NULL
                            : sim_np_accumulate(world, array, ufunc_of(self), first, kind, out);
    sim_xdecref(world, first);
    sim_xdecref(world, sim_np_object(array));
    return result;
}

/* Every pair: the axes of the first operand, then those of the second. */
static SimObject *
outer(ARGUMENTS)
{
    if (!needs_two(world, self, "outer product") || !sim_arg_no_keywords(world, "outer", kwnames) ||
        !sim_arg_count(world, "outer", nargs, 2, 2)) {
        return NULL;
    }
    SimNdarray *a = sim_np_as_array(world, args[0]);
    SimNdarray *b = a == NULL ? NULL : sim_np_as_array(world, args[1]);
    SimNdarray *wide = NULL;
    if (b != NULL && a->ndim + b->ndim <= SIM_NP_MAX_DIMS) {
        int64_t shape[SIM_NP_MAX_DIMS];
        int64_t strides[SIM_NP_MAX_DIMS];
        for (int i = 0; i < a->ndim + b->ndim; i++) {
            shape[i] = i < a->ndim ? a->dims[i] : 1;
            strides[i] = i < a->ndim ? sim_np_strides(a)[i] : 0;
        }
        wide = sim_np_view(world, a, a->ndim + b->ndim, shape, strides, a->offset);
    }
    SimObject *result =
        wide == NULL ? NULL : sim_np_call_ufunc(world, ufunc_of(self), &wide->ob, &b->ob, NULL);
    sim_xdecref(world, sim_np_object(wide));
    sim_xdecref(world, sim_np_object(b));
    sim_xdecref(world, sim_np_object(a));
    return result;
}

/* array[index[i]] op= values[i], one after the other: for one axis. */
static int
apply_at(
    SimWorld *world, SimNdarray *array, SimNpUfunc ufunc, SimNdarray *index, SimNdarray *values)
{
    SimNpWalk walk;
    SimNpApply apply = {ufunc, array->kind, array->kind};
    sim_np_walk_start(&walk, index->ndim, index->dims);
    sim_np_walk_add(&walk, index);
    if (!sim_np_walk_add(&walk, values) || values->ndim > index->ndim) {
        sim_err_format(world, SIM_TYPE_ValueError, "array is not broadcastable to correct shape");
        return -1;
    }
    if (array->read_only || !sim_np_can_write(world, array)) {
        if (sim_err_occurred(world) == NULL) {
            sim_err_format(world, SIM_TYPE_ValueError, "output array is read-only");
        }
        return -1;
    }
    for (; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk)) {
        int64_t at = sim_np_get(index, walk.offset[0]).integer;
        if (at < -array->dims[0] || at >= array->dims[0]) {
            sim_err_format(world, SIM_TYPE_IndexError,
                           "index %" G_GINT64_FORMAT
                           " is out of bounds for axis 0 with size %" G_GINT64_FORMAT,
                           at, array->dims[0]);
            return -1;
        }
        at = array->offset + (at < 0 ? at + array->dims[0] : at) * sim_np_strides(array)[0];
        SimNpValue value =
            sim_np_convert(sim_np_get(values, walk.offset[1]), values->kind, array->kind);
        sim_np_set(array, at, sim_np_apply(&apply, sim_np_get(array, at), value));
    }
    return 0;
}

static bool
can_apply_at(SimWorld *world, SimObject *target, const SimNdarray *index, SimNpUfunc ufunc)
{
    const SimNpUfuncInfo *info = sim_np_ufunc_info(ufunc);
    if (!SIM_IS_NDARRAY(world, target)) {
        sim_err_format(world, SIM_TYPE_TypeError, "first operand must be array");
        return false;
    }
    const SimNdarray *array = sim_np_cast(target);
    bool simple = array->ndim == 1 && sim_np_is_integer(index->kind) &&
                  (info->rule == SIM_NP_RULE_SAME || sim_np_is_real(array->kind)) &&
                  info->rule != SIM_NP_RULE_COMPARE && info->rule != SIM_NP_RULE_BITS &&
                  info->rule != SIM_NP_RULE_SHIFT && array->kind != SIM_NP_BOOL;
    if (!simple) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "the model's ufunc.at() takes a one-dimensional array of numbers and "
                       "integer indices");
    }
    return simple;
}

static SimObject *
at(ARGUMENTS)
{
    if (!needs_two(world, self, "at") || !sim_arg_no_keywords(world, "at", kwnames) ||
        !sim_arg_count(world, "at", nargs, 3, 3)) {
        return NULL;
    }
    SimNdarray *index = sim_np_as_array(world, args[1]);
    SimNdarray *values = index == NULL ? NULL : sim_np_as_array(world, args[2]);
    int status = -1;
    if (values != NULL && can_apply_at(world, args[0], index, ufunc_of(self))) {
        status = apply_at(world, sim_np_cast(args[0]), ufunc_of(self), index, values);
    }
    sim_xdecref(world, sim_np_object(values));
    sim_xdecref(world, sim_np_object(index));
    return status < 0 ? NULL : sim_newref(world, SIM_NONE(world));
}

static SimObject *
repr(SimWorld *world, SimObject *self)
{
    return sim_str_format(world, "<ufunc '%s'>", info_of(self)->name);
}

static SimObject *
get_name(SimWorld *world, SimObject *self)
{
    return sim_str_new(world, info_of(self)->name);
}

static SimObject *
get_nin(SimWorld *world, SimObject *self)
{
    return sim_int_new(world, info_of(self)->arity);
}

static SimObject *
get_nout(SimWorld *world, SimObject *self)
{
    (void) self;
    return sim_int_new(world, 1);
}

static SimObject *
get_nargs(SimWorld *world, SimObject *self)
{
    return sim_int_new(world, info_of(self)->arity + 1);
}

/* What a reduction of nothing gives; None: there is no such number. */
static SimObject *
get_identity(SimWorld *world, SimObject *self)
{
    switch ((int) ufunc_of(self)) {
    case SIM_NP_ADD:
    case SIM_NP_BITWISE_OR:
    case SIM_NP_BITWISE_XOR:
    case SIM_NP_HYPOT:
        return sim_int_new(world, 0);
    case SIM_NP_MULTIPLY:
        return sim_int_new(world, 1);
    case SIM_NP_BITWISE_AND:
        return sim_int_new(world, -1);
    case SIM_NP_LOGICAL_AND:
        return sim_bool_of(world, true);
    case SIM_NP_LOGICAL_OR:
    case SIM_NP_LOGICAL_XOR:
        return sim_bool_of(world, false);
    default:
        return sim_newref(world, SIM_NONE(world));
    }
}

static const SimMethodDef methods[] = {
    {"reduce", reduce, SIM_METH_KEYWORDS},
    {"accumulate", accumulate, SIM_METH_KEYWORDS},
    {"outer", outer, SIM_METH_KEYWORDS},
    {"at", at, SIM_METH_KEYWORDS},
    {NULL, NULL, 0},
};

static const SimGetSetDef getset[] = {
    {"__name__", get_name, NULL}, {"nin", get_nin, NULL},           {"nout", get_nout, NULL},
    {"nargs", get_nargs, NULL},   {"identity", get_identity, NULL}, {NULL, NULL, NULL},
};

static const SimTypeSlots slots = {
    .tp_repr = repr,
    .tp_str = repr,
    .tp_vectorcall = vectorcall,
    .tp_call = sim_vectorcall_as_call,
};

const SimTypeSpec sim_spec_NP_UFUNC = {
    .id = SIM_TYPE_NP_UFUNC,
    .basicsize = 248,
    .host_size = sizeof(Ufunc),
    .slots = &slots,
    .methods = methods,
    .getset = getset,
};

static SimObject *
new_ufunc(SimWorld *world, SimNpUfunc ufunc)
{
    SimType *type = sim_type(world, SIM_TYPE_NP_UFUNC);
    SimObject *self = sim_object_alloc_static(world, type, type->basicsize, sizeof(Ufunc), 1);
    ((Ufunc *) (void *) self)->ufunc = ufunc;
    const char *name = sim_np_ufunc_info(ufunc)->name;
    SIM_RECORD(world, VALUE, self->slot, ((SimText){name, strlen(name)}));
    return self;
}

int
sim_np_add_ufuncs(SimWorld *world, SimObject *module)
{
    static const struct {
        const char *name;
        SimNpUfunc ufunc;
    } aliases[] = {
        {"abs", SIM_NP_ABSOLUTE},    {"true_divide", SIM_NP_DIVIDE}, {"mod", SIM_NP_REMAINDER},
        {"radians", SIM_NP_DEG2RAD}, {"degrees", SIM_NP_RAD2DEG},    {"bitwise_not", SIM_NP_INVERT},
    };
    int status = 0;
    for (int ufunc = 0; status == 0 && ufunc < SIM_NP_UFUNCS; ufunc++) {
        SimObject *object = new_ufunc(world, (SimNpUfunc) ufunc);
        for (size_t i = 0; i < G_N_ELEMENTS(aliases); i++) {
            if ((int) aliases[i].ufunc == ufunc) {
                status |= sim_module_add(world, module, aliases[i].name, sim_newref(world, object));
            }
        }
        /* The first reference is nobody's: static objects stay. */
        status |= sim_module_add(world, module, sim_np_ufunc_info((SimNpUfunc) ufunc)->name,
                                 sim_newref(world, object));
    }
    return status;
}
