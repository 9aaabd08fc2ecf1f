/* ndarray as a sequence and as a number: len, iteration, in, bool(), int(), float(). */
#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/float.h"
#include "sim/objects/int.h"
#include "sim/vm/numpy/ndarray_type.h"
#include "sim/vm/numpy/np_scalar.h"

int64_t
sim_np_length(SimWorld *world, SimObject *self)
{
    const SimNdarray *array = sim_np_cast(self);
    if (array->ndim == 0) {
        sim_err_format(world, SIM_TYPE_TypeError, "len() of unsized object");
        return -1;
    }
    return array->dims[0];
}

/* array[i], for iteration and unpacking by the sequence protocol. */
SimObject *
sim_np_item(SimWorld *world, SimObject *self, int64_t index)
{
    SimNdarray *array = sim_np_cast(self);
    if (array->ndim == 0) {
        return sim_err_format(
            world, SIM_TYPE_IndexError,
            "too many indices for array: array is 0-dimensional, but 1 were indexed");
    }
    if (index < 0 || index >= array->dims[0]) {
        return sim_err_format(world, SIM_TYPE_IndexError,
                              "index %" G_GINT64_FORMAT
                              " is out of bounds for axis 0 with size %" G_GINT64_FORMAT,
                              index, array->dims[0]);
    }
    int64_t offset = array->offset + index * sim_np_strides(array)[0];
    if (array->ndim == 1) {
        return sim_np_scalar_new(world, array->kind, sim_np_get(array, offset));
    }
    return sim_np_object(sim_np_view(world, array, array->ndim - 1, array->dims + 1,
                                     sim_np_strides(array) + 1, offset));
}

SimObject *
sim_np_iter(SimWorld *world, SimObject *self)
{
    if (sim_np_cast(self)->ndim == 0) {
        return sim_err_format(world, SIM_TYPE_TypeError, "iteration over a 0-d array");
    }
    return sim_sequence_iterator_new(world, self);
}

/* (array == item).any() */
int
sim_np_contains(SimWorld *world, SimObject *self, SimObject *item)
{
    SimObject *equal = sim_np_richcompare(world, self, item, SIM_EQ);
    if (equal == NULL || !SIM_IS_NDARRAY(world, equal)) {
        int status = equal == NULL                         ? -1
                     : equal == SIM_NOT_IMPLEMENTED(world) ? 0
                                                           : sim_object_is_true(world, equal);
        sim_xdecref(world, equal);
        return status;
    }
    SimNdarray *array = sim_np_cast(equal);
    SimNpWalk walk;
    int found = 0;
    sim_np_walk_start(&walk, array->ndim, array->dims);
    sim_np_walk_add(&walk, array);
    for (; found == 0 && !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk)) {
        found = sim_np_get(array, walk.offset[0]).integer != 0;
    }
    sim_decref(world, equal);
    return found;
}

int
sim_np_bool(SimWorld *world, SimObject *self)
{
    SimNdarray *array = sim_np_cast(self);
    int64_t size = sim_np_size(array);
    if (size > 1) {
        sim_err_format(world, SIM_TYPE_ValueError,
                       "The truth value of an array with more than one element is ambiguous. "
                       "Use a.any() or a.all()");
        return -1;
    }
    return size == 1 && sim_np_is_true(sim_np_get(array, array->offset), array->kind);
}

/* The Python number of an array of size 1. */
static SimObject *
single(SimWorld *world, SimObject *self)
{
    SimNdarray *array = sim_np_cast(self);
    if (sim_np_size(array) != 1) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "only size-1 arrays can be converted to Python scalars");
    }
    return sim_np_python_number(world, array->kind, sim_np_get(array, array->offset));
}

SimObject *
sim_np_as_float(SimWorld *world, SimObject *self)
{
    SimObject *number = single(world, self);
    SimObject *result = number == NULL ? NULL : sim_float_convert(world, number);
    sim_xdecref(world, number);
    return result;
}

SimObject *
sim_np_as_int(SimWorld *world, SimObject *self)
{
    SimObject *number = single(world, self);
    SimObject *result = number == NULL ? NULL : sim_int_convert(world, number, NULL);
    sim_xdecref(world, number);
    return result;
}

SimObject *
sim_np_as_index(SimWorld *world, SimObject *self)
{
    SimNdarray *array = sim_np_cast(self);
    if (array->ndim > 0 || !sim_np_is_integer(array->kind)) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "only integer scalar arrays can be converted to a scalar index");
    }
    return single(world, self);
}
