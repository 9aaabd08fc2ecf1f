/* Indexing: basic indices make views; with integer or boolean arrays among them the elements
 * are copied.
 *
 * Stands for core/src/multiarray/mapping.c.
 */
#include <math.h>
#include <string.h>

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/int.h"
#include "sim/objects/list.h"
#include "sim/objects/slice.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/vm/numpy/ndarray_type.h"
#include "sim/vm/numpy/np_coerce.h"
#include "sim/vm/numpy/np_fancy.h"

static bool
raise_bad_index(SimWorld *world)
{
    sim_err_format(world, SIM_TYPE_IndexError,
                   "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and "
                   "integer or boolean arrays are valid indices");
    return false;
}

static bool
is_number(SimWorld *world, SimObject *key)
{
    if (SIM_IS_NDARRAY(world, key)) {
        const SimNdarray *array = sim_np_cast(key);
        return array->ndim == 0 && sim_np_is_integer(array->kind);
    }
    return sim_object_is_index(key) && !SIM_IS_BOOL(world, key);
}

/* How many axes of the array @key uses up: 0 for newaxis and ellipsis, those of a mask; -1 with
 * an exception. Sequences become arrays: *@array (owned) is what stands for a key that selects. */
static int
read_key(SimWorld *world, SimObject *key, SimNdarray **array)
{
    *array = NULL;
    if (key == SIM_NONE(world) || key == &world->ellipsis) {
        return 0;
    }
    if (SIM_IS_SLICE(world, key) || is_number(world, key)) {
        return 1;
    }
    bool sequence = SIM_IS_LIST(key) || SIM_IS_TUPLE(key) || SIM_IS_NDARRAY(world, key) ||
                    key->type == sim_type(world, SIM_TYPE_RANGE);
    if (!sequence) {
        raise_bad_index(world);
        return -1;
    }
    *array = sim_np_as_array(world, key);
    if (*array == NULL) {
        return -1;
    }
    if (sim_np_size(*array) == 0 && !SIM_IS_NDARRAY(world, key)) {
        return 1; /* [] selects nothing, whatever its dtype */
    }
    if (sim_np_is_real((*array)->kind) || ((*array)->kind == SIM_NP_BOOL && (*array)->ndim == 0)) {
        raise_bad_index(world);
        SIM_CLEAR(world, *array);
        return -1;
    }
    return (*array)->kind == SIM_NP_BOOL ? (*array)->ndim : 1;
}

static bool
take_int(SimWorld *world, SimNpIndex *index, SimObject *key)
{
    int64_t at = sim_number_as_index(world, key, SIM_TYPE_COUNT);
    if (at == -1 && sim_err_occurred(world) != NULL) {
        return false;
    }
    int64_t length = index->array->dims[index->axis];
    if (at < -length || at >= length) {
        sim_err_format(world, SIM_TYPE_IndexError,
                       "index %" G_GINT64_FORMAT " is out of bounds for axis %d with size "
                       "%" G_GINT64_FORMAT,
                       at, index->axis, length);
        return false;
    }
    int64_t stride = sim_np_strides(index->array)[index->axis];
    index->offset += (at < 0 ? at + length : at) * stride;
    index->axis++;
    return true;
}

static void
add_axis(SimNpIndex *index, int64_t length, int64_t stride)
{
    index->shape[index->ndim] = length;
    index->strides[index->ndim++] = stride;
}

static bool
take_slice(SimWorld *world, SimNpIndex *index, SimObject *slice)
{
    int64_t start;
    int64_t stop;
    int64_t step;
    int64_t count;
    int64_t stride = sim_np_strides(index->array)[index->axis];
    if (!sim_slice_indices(world, slice, index->array->dims[index->axis], &start, &stop, &step,
                           &count)) {
        return false;
    }
    index->offset += count > 0 ? start * stride : 0;
    add_axis(index, count, (int64_t) ((uint64_t) stride * (uint64_t) step)); /* may wrap around */
    index->axis++;
    return true;
}

/* Whole axes, for an ellipsis and for what an index leaves out. */
static void
take_whole(SimNpIndex *index, int axes)
{
    for (; axes > 0; axes--, index->axis++) {
        add_axis(index, index->array->dims[index->axis], sim_np_strides(index->array)[index->axis]);
    }
}

static bool
take_key(SimWorld *world, SimNpIndex *index, SimObject *key, SimNdarray *selector, int left_out)
{
    if (selector != NULL) {
        return sim_np_index_select(world, index, selector);
    }
    if (key == SIM_NONE(world)) {
        add_axis(index, 1, 0);
        return true;
    }
    if (key == &world->ellipsis) {
        take_whole(index, left_out);
        return true;
    }
    if (SIM_IS_SLICE(world, key)) {
        return take_slice(world, index, key);
    }
    sim_np_index_note_int(index);
    return take_int(world, index, key);
}

typedef struct {
    SimObject *const *items;
    size_t count;
    SimNdarray *selectors[2 * SIM_NP_MAX_DIMS]; /* owned */
    int used;                                   /* axes */
    bool ellipsis;
} Keys;

static void
clear_keys(SimWorld *world, Keys *keys)
{
    for (size_t i = 0; i < keys->count; i++) {
        sim_xdecref(world, sim_np_object(keys->selectors[i]));
    }
}

static bool
read_keys(SimWorld *world, SimObject **key, Keys *keys)
{
    memset(keys, 0, sizeof *keys);
    bool several = SIM_IS_TUPLE_EXACT(world, *key);
    size_t count = several ? sim_tuple_size(*key) : 1;
    keys->items = several ? ((SimTuple *) (void *) *key)->items : key;
    if (count > 2 * SIM_NP_MAX_DIMS) {
        sim_err_format(world, SIM_TYPE_IndexError, "too many indices for array");
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        keys->count = i + 1;
        int used = read_key(world, keys->items[i], &keys->selectors[i]);
        bool ellipsis = keys->items[i] == &world->ellipsis;
        if (ellipsis && keys->ellipsis) {
            sim_err_format(world, SIM_TYPE_IndexError,
                           "an index can only have a single ellipsis ('...')");
        }
        if (used < 0 || (ellipsis && keys->ellipsis)) {
            clear_keys(world, keys);
            return false;
        }
        keys->used += used;
        keys->ellipsis = keys->ellipsis || ellipsis;
    }
    return true;
}

static bool
resolve(SimWorld *world, SimNpIndex *index, const Keys *keys)
{
    int ndim = index->array->ndim;
    if (keys->used > ndim) {
        sim_err_format(world, SIM_TYPE_IndexError,
                       "too many indices for array: array is %d-dimensional, but %d were indexed",
                       ndim, keys->used);
        return false;
    }
    if (ndim - keys->used + (int) keys->count > SIM_NP_MAX_DIMS) {
        sim_err_format(world, SIM_TYPE_IndexError,
                       "number of dimensions must be within [0, 32], indexing result would have %d",
                       ndim - keys->used + (int) keys->count);
        return false;
    }
    for (size_t i = 0; i < keys->count; i++) {
        if (!take_key(world, index, keys->items[i], keys->selectors[i], ndim - keys->used)) {
            return false;
        }
    }
    take_whole(index, ndim - index->axis);
    return true;
}

static SimObject *
basic_item(SimWorld *world, SimNpIndex *index, bool ellipsis)
{
    SimNdarray *array = index->array;
    if (index->ndim == 0 && !ellipsis) {
        return sim_np_scalar_new(world, array->kind, sim_np_get(array, index->offset));
    }
    return sim_np_object(
        sim_np_view(world, array, index->ndim, index->shape, index->strides, index->offset));
}

SimObject *
sim_np_subscript(SimWorld *world, SimObject *self, SimObject *key)
{
    SimNpIndex index = {.array = sim_np_cast(self), .offset = sim_np_cast(self)->offset};
    Keys keys;
    if (!read_keys(world, &key, &keys)) {
        return NULL;
    }
    SimObject *result = NULL;
    if (resolve(world, &index, &keys)) {
        result = index.selectors > 0 ? sim_np_object(sim_np_index_get(world, &index))
                                     : basic_item(world, &index, keys.ellipsis);
    }
    sim_np_index_clear(&index);
    clear_keys(world, &keys);
    return result;
}

/* As float(None), which numpy takes for not-a-number, and int(None). */
static int
assign_none(SimWorld *world, SimNpIndex *index)
{
    SimNdarray *array = index->array;
    if (sim_np_is_integer(array->kind)) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "int() argument must be a string, a bytes-like object or a real number, "
                       "not 'NoneType'");
        return -1;
    }
    sim_np_set(array, index->offset,
               array->kind == SIM_NP_BOOL ? sim_np_integer(0) : sim_np_real((double) NAN));
    return 0;
}

/* One element takes one number. */
static int
assign_number(SimWorld *world, SimNpIndex *index, SimObject *value)
{
    SimNpKind kind;
    SimNpValue number;
    SimNdarray *array = index->array;
    if (!sim_np_buffer_can_write(array->buffer, 1)) {
        return sim_np_can_write(world, array) ? 0 : -1;
    }
    if (value == SIM_NONE(world)) {
        return assign_none(world, index);
    }
    if (sim_np_number_get(world, value, &kind, &number)) {
        if (!sim_np_check_number(world, number, kind, array->kind)) {
            return -1;
        }
        sim_np_set(array, index->offset, sim_np_convert(number, kind, array->kind));
        return 0;
    }
    if (sim_err_occurred(world) != NULL) {
        return -1;
    }
    SimNdarray *source = sim_np_as_array(world, value);
    if (source != NULL && source->ndim > 0 && sim_np_size(source) != 1) {
        sim_err_format(world, SIM_TYPE_ValueError, "setting an array element with a sequence.");
    } else if (source != NULL) {
        number = sim_np_get(source, source->offset);
        sim_np_set(array, index->offset, sim_np_convert(number, source->kind, array->kind));
    }
    sim_xdecref(world, sim_np_object(source));
    return sim_err_occurred(world) != NULL ? -1 : 0;
}

static int
assign_basic(SimWorld *world, SimNpIndex *index, SimNdarray *source)
{
    SimNdarray *target =
        sim_np_view(world, index->array, index->ndim, index->shape, index->strides, index->offset);
    int status = target == NULL ? -1 : sim_np_assign(world, target, source);
    sim_xdecref(world, sim_np_object(target));
    return status;
}

static int
assign(SimWorld *world, SimNpIndex *index, SimObject *value)
{
    if (index->selectors == 0 && index->ndim == 0) {
        return assign_number(world, index, value);
    }
    SimNdarray *source = sim_np_as_array(world, value);
    if (source == NULL) {
        return -1;
    }
    int status = index->selectors > 0 ? sim_np_index_set(world, index, source)
                                      : assign_basic(world, index, source);
    sim_decref(world, &source->ob);
    return status;
}

/* What float(value) or int(value) says of a text; numbers in texts are read. */
static SimObject *
number_of_text(SimWorld *world, SimNdarray *array, SimObject *text)
{
    SimType *type = sim_type(world, sim_np_scalar_type(array->kind));
    return sim_object_call_one(world, &type->ob, text);
}

int
sim_np_ass_subscript(SimWorld *world, SimObject *self, SimObject *key, SimObject *value)
{
    SimNpIndex index = {.array = sim_np_cast(self), .offset = sim_np_cast(self)->offset};
    Keys keys;
    if (value == NULL) {
        sim_err_format(world, SIM_TYPE_ValueError, "cannot delete array elements");
        return -1;
    }
    if (index.array->read_only) {
        sim_err_format(world, SIM_TYPE_ValueError, "assignment destination is read-only");
        return -1;
    }
    if (!read_keys(world, &key, &keys)) {
        return -1;
    }
    SimObject *number =
        SIM_IS_STR(value) ? number_of_text(world, index.array, value) : sim_newref(world, value);
    bool ok = number != NULL && resolve(world, &index, &keys) && assign(world, &index, number) == 0;
    sim_xdecref(world, number);
    sim_np_index_clear(&index);
    clear_keys(world, &keys);
    return ok ? 0 : -1;
}
