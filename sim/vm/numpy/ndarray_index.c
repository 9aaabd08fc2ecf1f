/* Indexing: basic indices make views, boolean and integer arrays copies.
 *
 * Stands for core/src/multiarray/mapping.c.
 */
#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/int.h"
#include "sim/objects/slice.h"
#include "sim/objects/tuple.h"
#include "sim/vm/numpy/ndarray.h"

static SimNdarray *
as_array(SimObject *object)
{
    return (SimNdarray *) (void *) object;
}

/* A basic index under construction: which elements of @array it means. */
typedef struct {
    SimNdarray *array;
    int axis; /* next of array's */
    int ndim; /* dimensions of the result so far */
    int64_t shape[SIM_NP_MAX_DIMS + 1];
    int64_t strides[SIM_NP_MAX_DIMS + 1];
    int64_t offset;
} Basic;

static bool
take_int(SimWorld *world, Basic *basic, int64_t index)
{
    int64_t length = basic->array->dims[basic->axis];
    if (index < -length || index >= length) {
        sim_err_format(world, SIM_TYPE_IndexError,
                       "index %" G_GINT64_FORMAT " is out of bounds for axis %d with size "
                       "%" G_GINT64_FORMAT,
                       index, basic->axis, length);
        return false;
    }
    int64_t stride = basic->array->dims[basic->array->ndim + basic->axis];
    basic->offset += (index < 0 ? index + length : index) * stride;
    basic->axis++;
    return true;
}

static bool
take_slice(SimWorld *world, Basic *basic, SimObject *slice)
{
    int64_t start;
    int64_t stop;
    int64_t step;
    int64_t count;
    int64_t length = basic->array->dims[basic->axis];
    int64_t stride = basic->array->dims[basic->array->ndim + basic->axis];
    if (!sim_slice_indices(world, slice, length, &start, &stop, &step, &count)) {
        return false;
    }
    basic->offset += count > 0 ? start * stride : 0;
    basic->shape[basic->ndim] = count;
    basic->strides[basic->ndim++] = stride * step;
    basic->axis++;
    return true;
}

/* Whole axes, for an ellipsis and for what an index leaves out. */
static void
take_whole(Basic *basic, int axes)
{
    for (; axes > 0; axes--, basic->axis++) {
        basic->shape[basic->ndim] = basic->array->dims[basic->axis];
        basic->strides[basic->ndim++] = basic->array->dims[basic->array->ndim + basic->axis];
    }
}

static bool
take_one(SimWorld *world, Basic *basic, SimObject *key, int whole)
{
    if (key == SIM_NONE(world)) {
        basic->shape[basic->ndim] = 1;
        basic->strides[basic->ndim++] = 0;
        return true;
    }
    if (key == &world->ellipsis) {
        take_whole(basic, whole);
        return true;
    }
    if (SIM_IS_SLICE(world, key)) {
        return take_slice(world, basic, key);
    }
    int64_t index = sim_number_as_index(world, key, SIM_TYPE_IndexError);
    return !(index == -1 && sim_err_occurred(world)) && take_int(world, basic, index);
}

static bool
is_basic(SimWorld *world, SimObject *key)
{
    return key == SIM_NONE(world) || key == &world->ellipsis || SIM_IS_SLICE(world, key) ||
           (sim_object_is_index(key) && !SIM_IS_BOOL(world, key) && !SIM_IS_NDARRAY(world, key));
}

/* How many axes of the array the keys use up; -1 if one is not a basic index. */
static int
used_axes(SimWorld *world, SimObject *const *keys, size_t count)
{
    int used = 0;
    for (size_t i = 0; i < count; i++) {
        if (!is_basic(world, keys[i])) {
            return -1;
        }
        used += keys[i] != SIM_NONE(world) && keys[i] != &world->ellipsis;
    }
    return used;
}

static bool
resolve(SimWorld *world, Basic *basic, SimObject *const *keys, size_t count, int used)
{
    int ndim = basic->array->ndim;
    if (used > ndim || count > SIM_NP_MAX_DIMS) {
        sim_err_format(world, SIM_TYPE_IndexError,
                       "too many indices for array: array is %d-dimensional, but %d were indexed",
                       ndim, used);
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!take_one(world, basic, keys[i], ndim - used)) {
            return false;
        }
    }
    take_whole(basic, ndim - basic->axis);
    return true;
}

static void
unpack_key(SimWorld *world, SimObject **key, SimObject *const **keys, size_t *count)
{
    *keys = key;
    *count = 1;
    if (SIM_IS_TUPLE_EXACT(world, *key)) {
        *keys = ((SimTuple *) (void *) *key)->items;
        *count = sim_tuple_size(*key);
    }
}

/* array[mask]: the elements of the first axes where @mask holds, copied. */
static SimObject *
select_mask(SimWorld *world, SimNdarray *array, SimNdarray *mask)
{
    if (mask->ndim != array->ndim || !sim_np_touch(world, mask) || !sim_np_touch(world, array)) {
        return sim_err_occurred(world)
                   ? NULL
                   : sim_err_format(world, SIM_TYPE_IndexError,
                                    "a mask must have the dimensions of its array here");
    }
    for (int i = 0; i < mask->ndim; i++) {
        if (mask->dims[i] != array->dims[i]) {
            return sim_err_format(world, SIM_TYPE_IndexError,
                                  "boolean index did not match indexed array along dimension %d; "
                                  "dimension is %" G_GINT64_FORMAT
                                  " but corresponding boolean dimension is %" G_GINT64_FORMAT,
                                  i, array->dims[i], mask->dims[i]);
        }
    }
    SimNpWalk walk;
    int64_t count = 0;
    sim_np_walk_start(&walk, mask->ndim, mask->dims);
    sim_np_walk_add(&walk, mask);
    for (; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk)) {
        count += sim_np_get_int(mask, walk.offset[0]) != 0;
    }
    SimNdarray *result = sim_np_new(world, array->kind, 1, &count, (SimNpFill){SIM_NP_ZERO, 0, 0});
    if (result == NULL || !sim_np_touch(world, result)) {
        return NULL;
    }
    sim_np_walk_start(&walk, mask->ndim, mask->dims);
    sim_np_walk_add(&walk, mask);
    sim_np_walk_add(&walk, array);
    int64_t at = 0;
    for (; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk)) {
        if (sim_np_get_int(mask, walk.offset[0]) != 0) {
            sim_np_set_real(result, at, sim_np_get_real(array, walk.offset[1]));
            at += (int64_t) sim_np_item_size(result->kind);
        }
    }
    return &result->ob;
}

static void
copy_row(SimNdarray *to, int64_t to_offset, SimNdarray *from, int64_t from_offset)
{
    SimNpWalk walk;
    sim_np_walk_start(&walk, from->ndim - 1, from->dims + 1);
    int64_t width = (int64_t) sim_np_item_size(to->kind);
    for (int i = 1; i < from->ndim; i++) {
        walk.strides[0][i - 1] = from->dims[from->ndim + i];
    }
    walk.operands = 1;
    walk.offset[0] = from_offset;
    for (; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk), to_offset += width) {
        if (to->kind == SIM_NP_FLOAT) {
            sim_np_set_real(to, to_offset, sim_np_get_real(from, walk.offset[0]));
        } else {
            sim_np_set_int(to, to_offset, sim_np_get_int(from, walk.offset[0]));
        }
    }
}

/* array[[3, 1, 3]]: rows of the first axis, copied. */
static SimObject *
select_rows(SimWorld *world, SimNdarray *array, SimNdarray *rows)
{
    if (!sim_np_touch(world, array) || !sim_np_touch(world, rows)) {
        return NULL;
    }
    int64_t shape[2 * SIM_NP_MAX_DIMS];
    int ndim = rows->ndim + array->ndim - 1;
    if (array->ndim == 0 || ndim > SIM_NP_MAX_DIMS) {
        return sim_err_format(world, SIM_TYPE_IndexError, "too many indices for array");
    }
    int64_t row = (int64_t) sim_np_item_size(array->kind);
    for (int i = 0; i < rows->ndim; i++) {
        shape[i] = rows->dims[i];
    }
    for (int i = 1; i < array->ndim; i++) {
        shape[rows->ndim + i - 1] = array->dims[i];
        row *= array->dims[i];
    }
    SimNdarray *result =
        sim_np_new(world, array->kind, ndim, shape, (SimNpFill){SIM_NP_ZERO, 0, 0});
    if (result == NULL || !sim_np_touch(world, result)) {
        return NULL;
    }
    SimNpWalk walk;
    sim_np_walk_start(&walk, rows->ndim, rows->dims);
    sim_np_walk_add(&walk, rows);
    for (int64_t to = 0; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk), to += row) {
        Basic basic = {.array = array, .offset = array->offset};
        if (!take_int(world, &basic, sim_np_get_int(rows, walk.offset[0]))) {
            sim_decref(world, &result->ob);
            return NULL;
        }
        copy_row(result, to, array, basic.offset);
    }
    return &result->ob;
}

static SimObject *
select_advanced(SimWorld *world, SimNdarray *array, SimObject *key)
{
    if (SIM_IS_TUPLE_EXACT(world, key)) {
        return sim_err_format(world, SIM_TYPE_IndexError,
                              "several array indices at once are not modelled: index one axis "
                              "after the other");
    }
    if (!SIM_IS_NDARRAY(world, key) && key->type->slots.sq_item == NULL) {
        return sim_err_format(world, SIM_TYPE_IndexError,
                              "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis "
                              "(`None`) and integer or boolean arrays are valid indices");
    }
    SimNdarray *index = SIM_IS_NDARRAY(world, key) ? as_array(sim_newref(world, key))
                                                   : sim_np_from_object(world, key, SIM_NP_KINDS);
    if (index == NULL) {
        return NULL;
    }
    SimObject *result;
    if (index->kind == SIM_NP_BOOL) {
        result = select_mask(world, array, index);
    } else if (index->kind == SIM_NP_INT || sim_np_size(index) == 0) {
        result = select_rows(world, array, index);
    } else {
        result = sim_err_format(world, SIM_TYPE_IndexError,
                                "arrays used as indices must be of integer (or boolean) type");
    }
    sim_decref(world, &index->ob);
    return result;
}

SimObject *
sim_np_subscript(SimWorld *world, SimObject *self, SimObject *key)
{
    SimNdarray *array = as_array(self);
    SimObject *const *keys;
    size_t count;
    unpack_key(world, &key, &keys, &count);
    int used = used_axes(world, keys, count);
    if (used < 0) {
        return select_advanced(world, array, key);
    }
    Basic basic = {.array = array, .offset = array->offset};
    if (!resolve(world, &basic, keys, count, used)) {
        return NULL;
    }
    bool all_ints = used == array->ndim && basic.ndim == 0;
    if (all_ints) {
        return sim_np_touch(world, array) ? sim_np_scalar(world, array, basic.offset) : NULL;
    }
    SimNdarray *view =
        sim_np_view(world, array, basic.ndim, basic.shape, basic.strides, basic.offset);
    return view == NULL ? NULL : &view->ob;
}

/* target[...] = value, elements broadcast. */
static int
assign(SimWorld *world, SimNdarray *target, SimObject *value)
{
    SimNdarray *source = SIM_IS_NDARRAY(world, value)
                             ? as_array(sim_newref(world, value))
                             : sim_np_from_object(world, value, SIM_NP_KINDS);
    if (source == NULL) {
        return -1;
    }
    /* Overlapping memory: read everything before anything is written. */
    if (source->buffer == target->buffer) {
        SimNdarray *copy = sim_np_copy(world, source, source->kind);
        sim_decref(world, &source->ob);
        source = copy;
    }
    if (source == NULL || !sim_np_touch(world, source) || !sim_np_touch(world, target)) {
        sim_xdecref(world, source == NULL ? NULL : &source->ob);
        return -1;
    }
    SimNpWalk walk;
    sim_np_walk_start(&walk, target->ndim, target->dims);
    bool fits = sim_np_walk_add(&walk, target) && sim_np_walk_add(&walk, source);
    for (; fits && !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk)) {
        if (source->kind == SIM_NP_FLOAT) {
            sim_np_set_real(target, walk.offset[0], sim_np_get_real(source, walk.offset[1]));
        } else {
            sim_np_set_int(target, walk.offset[0], sim_np_get_int(source, walk.offset[1]));
        }
    }
    if (!fits) {
        g_autofree char *from = sim_np_shape_text(source);
        g_autofree char *into = sim_np_shape_text(target);
        sim_err_format(world, SIM_TYPE_ValueError,
                       "could not broadcast input array from shape %s into shape %s", from, into);
    }
    sim_decref(world, &source->ob);
    return fits ? 0 : -1;
}

/* array[mask] = value, for one value. */
static int
assign_mask(SimWorld *world, SimNdarray *array, SimNdarray *mask, SimObject *value)
{
    double real = sim_np_as_double(world, value);
    if (sim_err_occurred(world) || !sim_np_touch(world, array) || !sim_np_touch(world, mask)) {
        return -1;
    }
    SimNpWalk walk;
    sim_np_walk_start(&walk, array->ndim, array->dims);
    if (mask->ndim != array->ndim || !sim_np_walk_add(&walk, array) ||
        !sim_np_walk_add(&walk, mask)) {
        sim_err_format(world, SIM_TYPE_IndexError,
                       "a mask must have the dimensions of its array here");
        return -1;
    }
    for (; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk)) {
        if (sim_np_get_int(mask, walk.offset[1]) != 0) {
            sim_np_set_real(array, walk.offset[0], real);
        }
    }
    return 0;
}

int
sim_np_ass_subscript(SimWorld *world, SimObject *self, SimObject *key, SimObject *value)
{
    SimNdarray *array = as_array(self);
    SimObject *const *keys;
    size_t count;
    if (value == NULL) {
        sim_err_format(world, SIM_TYPE_ValueError, "cannot delete array elements");
        return -1;
    }
    if (array->read_only) {
        sim_err_format(world, SIM_TYPE_ValueError, "assignment destination is read-only");
        return -1;
    }
    unpack_key(world, &key, &keys, &count);
    int used = used_axes(world, keys, count);
    if (used < 0 && SIM_IS_NDARRAY(world, key) && as_array(key)->kind == SIM_NP_BOOL) {
        return assign_mask(world, array, as_array(key), value);
    }
    if (used < 0) {
        sim_err_format(world, SIM_TYPE_IndexError,
                       "assigning through an array of integers is not modelled: use a loop");
        return -1;
    }
    Basic basic = {.array = array, .offset = array->offset};
    if (!resolve(world, &basic, keys, count, used)) {
        return -1;
    }
    SimNdarray *target =
        sim_np_view(world, array, basic.ndim, basic.shape, basic.strides, basic.offset);
    int result = target == NULL ? -1 : assign(world, target, value);
    sim_xdecref(world, target == NULL ? NULL : &target->ob);
    return result;
}
