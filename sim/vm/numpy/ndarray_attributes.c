#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/int.h"
#include "sim/objects/list.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/vm/numpy/ndarray_choice.h"
#include "sim/vm/numpy/ndarray_shape.h"
#include "sim/vm/numpy/ndarray_type.h"
#include "sim/vm/numpy/np_coerce.h"
#include "sim/vm/numpy/np_flags.h"

static SimObject *
tuple_of(SimWorld *world, int ndim, const int64_t *numbers)
{
    SimObject *tuple = sim_tuple_new(world, (size_t) ndim);
    for (int i = 0; tuple != NULL && i < ndim; i++) {
        SimObject *number = sim_int_new(world, numbers[i]);
        if (number == NULL) {
            SIM_CLEAR(world, tuple);
            return NULL;
        }
        sim_tuple_set(world, tuple, (size_t) i, number);
    }
    return tuple;
}

static SimObject *
get_shape(SimWorld *world, SimObject *self)
{
    return tuple_of(world, sim_np_cast(self)->ndim, sim_np_cast(self)->dims);
}

/* Only where no copy is needed. */
static int
set_shape(SimWorld *world, SimObject *self, SimObject *value)
{
    SimNdarray *array = sim_np_cast(self);
    int ndim;
    int64_t shape[SIM_NP_MAX_DIMS];
    if (value == NULL) {
        sim_err_format(world, SIM_TYPE_AttributeError, "Cannot delete array shape");
        return -1;
    }
    if (!sim_np_shape_arg(world, value, &ndim, shape) ||
        !sim_np_complete_shape(world, array, ndim, shape)) {
        return -1;
    }
    if (!sim_np_is_c_contiguous(array)) {
        sim_err_format(world, SIM_TYPE_AttributeError,
                       "Incompatible shape for in-place modification. Use `.reshape()` to make a "
                       "copy with the desired shape.");
        return -1;
    }
    return sim_np_set_dims(world, array, ndim, shape);
}

static SimObject *
get_strides(SimWorld *world, SimObject *self)
{
    return tuple_of(world, sim_np_cast(self)->ndim, sim_np_strides(sim_np_cast(self)));
}

static SimObject *
get_ndim(SimWorld *world, SimObject *self)
{
    return sim_int_new(world, sim_np_cast(self)->ndim);
}

static SimObject *
get_size(SimWorld *world, SimObject *self)
{
    return sim_int_new(world, sim_np_size(sim_np_cast(self)));
}

static SimObject *
get_itemsize(SimWorld *world, SimObject *self)
{
    return sim_int_new(world, (int64_t) sim_np_item_size(sim_np_cast(self)->kind));
}

static SimObject *
get_nbytes(SimWorld *world, SimObject *self)
{
    const SimNdarray *array = sim_np_cast(self);
    return sim_int_new(world, sim_np_size(array) * (int64_t) sim_np_item_size(array->kind));
}

static SimObject *
get_dtype(SimWorld *world, SimObject *self)
{
    return sim_newref(world, sim_np_dtype(world, sim_np_cast(self)->kind));
}

static SimObject *
get_base(SimWorld *world, SimObject *self)
{
    SimObject *base = sim_np_cast(self)->base;
    return sim_newref(world, base == NULL ? SIM_NONE(world) : base);
}

static SimObject *
get_transposed(SimWorld *world, SimObject *self)
{
    return sim_np_object(sim_np_transpose(world, sim_np_cast(self), NULL));
}

static SimObject *
get_flags(SimWorld *world, SimObject *self)
{
    return sim_np_flags_new(world, sim_np_cast(self));
}

static int
put(SimWorld *world, SimObject *dict, const char *key, SimObject *value)
{
    int status = value == NULL ? -1 : sim_dict_set_c(world, dict, key, value);
    sim_xdecref(world, value);
    return status;
}

static SimObject *
pair(SimWorld *world, SimObject *first, SimObject *second)
{
    SimObject *items[2] = {first, second};
    if (first != NULL && second != NULL) {
        return sim_tuple_from_stolen(world, items, 2);
    }
    sim_xdecref(world, first);
    sim_xdecref(world, second);
    return NULL;
}

static SimObject *
description(SimWorld *world, const char *typestr)
{
    SimObject *field = pair(world, sim_str_new(world, ""), sim_str_new(world, typestr));
    return field == NULL ? NULL : sim_list_from_stolen(world, &field, 1);
}

static SimObject *
get_interface(SimWorld *world, SimObject *self)
{
    SimNdarray *array = sim_np_cast(self);
    SimObject *dict = sim_dict_new(world);
    if (dict == NULL) {
        return NULL;
    }
    g_autofree char *typestr = sim_np_typestr(array->kind);
    SimObject *address = sim_int_new(world, (int64_t) array->data_addr + array->offset);
    SimObject *strides = sim_np_is_c_contiguous(array) ? sim_newref(world, SIM_NONE(world))
                                                       : get_strides(world, self);
    bool ok =
        put(world, dict, "data", pair(world, address, sim_bool_of(world, array->read_only))) == 0;
    ok = put(world, dict, "strides", strides) == 0 && ok;
    ok = ok && put(world, dict, "descr", description(world, typestr)) == 0 &&
         put(world, dict, "typestr", sim_str_new(world, typestr)) == 0 &&
         put(world, dict, "shape", get_shape(world, self)) == 0 &&
         put(world, dict, "version", sim_int_new(world, 3)) == 0;
    if (!ok) {
        SIM_CLEAR(world, dict);
    }
    return dict;
}

static SimObject *
get_flat(SimWorld *world, SimObject *self)
{
    return sim_np_call_module(world, "flatiter", self, NULL, 0, NULL);
}

/* a.flat = values: as often as they fit. */
static int
set_flat(SimWorld *world, SimObject *self, SimObject *value)
{
    SimObject *flat = get_flat(world, self);
    int status = flat == NULL ? -1 : sim_object_setitem(world, flat, &world->ellipsis, value);
    sim_xdecref(world, flat);
    return status;
}

static SimObject *
get_ctypes(SimWorld *world, SimObject *self)
{
    return sim_np_call_module(world, "_ctypes", self, NULL, 0, NULL);
}

static SimObject *
get_real(SimWorld *world, SimObject *self)
{
    return sim_newref(world, self);
}

const SimGetSetDef sim_np_getset[] = {
    {"shape", get_shape, set_shape},
    {"strides", get_strides, NULL},
    {"ndim", get_ndim, NULL},
    {"size", get_size, NULL},
    {"itemsize", get_itemsize, NULL},
    {"nbytes", get_nbytes, NULL},
    {"dtype", get_dtype, NULL},
    {"base", get_base, NULL},
    {"T", get_transposed, NULL},
    {"flags", get_flags, NULL},
    {"flat", get_flat, set_flat},
    {"ctypes", get_ctypes, NULL},
    {"real", get_real, NULL},
    {"__array_interface__", get_interface, NULL},
    {NULL, NULL, NULL},
};
