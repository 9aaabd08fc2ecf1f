#include "sim/vm/numpy/ndarray.h"

#include <string.h>

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/float.h"
#include "sim/objects/int.h"
#include "sim/objects/str.h"
#include "sim/vm/numpy/np_buffer.h"
#include "sim/vm/numpy/np_state.h"

static SimNdarray *
as_array(SimObject *object)
{
    return (SimNdarray *) (void *) object;
}

int64_t
sim_np_size(const SimNdarray *array)
{
    int64_t size = 1;
    for (int i = 0; i < array->ndim; i++) {
        size *= array->dims[i];
    }
    return size;
}

/* Takes a block of the cache, or a fresh one; recorded as the array's buffer @label. */
static SimAddr
cached_alloc(SimWorld *world, SimNdarray *array, SimLabel label, SimNpCache *cache, size_t size)
{
    SimDomain domain = label == SIM_LABEL_DATA ? SIM_DOMAIN_DATA : SIM_DOMAIN_RAW;
    bool story = label == SIM_LABEL_DATA && world->config.heap == SIM_HEAP_STORY;
    if (cache != NULL && cache->count > 0 && !story) {
        SimAddr address = cache->blocks[--cache->count];
        SIM_RECORD(world, ALLOC, domain, size, address);
        SIM_RECORD(world, BUFFER, array->ob.slot, label, address);
        return address;
    }
    return sim_buffer_alloc(world, &array->ob, label, domain, size);
}

/* A block that goes to the cache is free for everybody who looks at the trace. */
static void
cached_free(SimWorld *world, SimNdarray *array, SimLabel label, SimNpCache *cache, SimAddr address)
{
    SimDomain domain = label == SIM_LABEL_DATA ? SIM_DOMAIN_DATA : SIM_DOMAIN_RAW;
    bool story = label == SIM_LABEL_DATA && world->config.heap == SIM_HEAP_STORY;
    if (cache != NULL && cache->count < SIM_NP_CACHED && !story) {
        cache->blocks[cache->count++] = address;
        SIM_RECORD(world, FREE, domain, address);
        SIM_RECORD(world, BUFFER, array->ob.slot, label, 0);
        return;
    }
    sim_buffer_free(world, &array->ob, label, domain, address);
}

static SimNpCache *
dims_cache(SimWorld *world, int ndim)
{
    size_t words = 2 * (size_t) ndim;
    return words < SIM_NP_DIMS_SIZES ? &sim_np_state(world)->dims[words] : NULL;
}

static SimNpCache *
data_cache(SimWorld *world, size_t size)
{
    return size < SIM_NP_DATA_SIZES ? &sim_np_state(world)->data[size] : NULL;
}

/* The header and, for ndim > 0, the block of shape and strides. */
static SimNdarray *
new_header(SimWorld *world, SimNpKind kind, int ndim)
{
    SimObject *object = sim_object_alloc(world, sim_type(world, SIM_TYPE_NDARRAY), 0);
    if (object == NULL) {
        return NULL;
    }
    SimNdarray *array = as_array(object);
    array->kind = kind;
    array->ndim = ndim;
    array->dims = g_new0(int64_t, 2 * (size_t) ndim + 1);
    if (ndim > 0) {
        array->dims_addr = cached_alloc(world, array, SIM_LABEL_SHAPE, dims_cache(world, ndim),
                                        16 * (size_t) ndim);
        if (array->dims_addr == 0) {
            sim_decref(world, object);
            return NULL;
        }
    }
    return array;
}

static void
record_value(SimWorld *world, const SimNdarray *array)
{
    if (world->trace == NULL) {
        return;
    }
    g_autoptr(GString) text = g_string_new(sim_np_kind_name(array->kind));
    g_string_append(text, " (");
    for (int i = 0; i < array->ndim && text->len < 100; i++) {
        g_string_append_printf(text, "%s%" G_GINT64_FORMAT, i > 0 ? ", " : "", array->dims[i]);
    }
    g_string_append(text, array->ndim == 1 ? ",)" : ")");
    sim_trace_emit_VALUE(world->trace, array->ob.slot, (SimText){text->str, text->len});
}

static bool
count_bytes(const int64_t *shape, int ndim, SimNpKind kind, size_t *count, size_t *bytes)
{
    *count = 1;
    bool ok = true;
    for (int i = 0; i < ndim; i++) {
        ok = ok && shape[i] >= 0 && g_size_checked_mul(count, *count, (size_t) shape[i]);
    }
    return ok && g_size_checked_mul(bytes, *count, sim_np_item_size(kind)) && *bytes < SIZE_MAX / 4;
}

static void
set_c_strides(SimNdarray *array)
{
    int64_t stride = (int64_t) sim_np_item_size(array->kind);
    for (int i = array->ndim - 1; i >= 0; i--) {
        array->dims[array->ndim + i] = stride;
        stride *= MAX(array->dims[i], 1);
    }
}

SimNdarray *
sim_np_new(SimWorld *world, SimNpKind kind, int ndim, const int64_t *shape, SimNpFill fill)
{
    size_t count;
    size_t bytes;
    if (!count_bytes(shape, ndim, kind, &count, &bytes)) {
        sim_err_format(world, SIM_TYPE_ValueError,
                       "array is too big; `arr.size * arr.dtype.itemsize` is larger than the "
                       "maximum possible size.");
        return NULL;
    }
    SimNdarray *array = new_header(world, kind, ndim);
    if (array == NULL) {
        return NULL;
    }
    memcpy(array->dims, shape, (size_t) ndim * sizeof *shape);
    set_c_strides(array);
    record_value(world, array);
    bytes = MAX(bytes, sim_np_item_size(kind)); /* as PyArray_NewFromDescr: never 0 */
    array->data_addr = cached_alloc(world, array, SIM_LABEL_DATA, data_cache(world, bytes), bytes);
    if (array->data_addr == 0) {
        sim_decref(world, &array->ob);
        return NULL;
    }
    array->buffer = sim_np_buffer_new(kind, (int64_t) count, fill);
    return array;
}

SimNdarray *
sim_np_view(SimWorld *world,
            SimNdarray *array,
            int ndim,
            const int64_t *shape,
            const int64_t *strides,
            int64_t offset)
{
    SimNdarray *view = new_header(world, array->kind, ndim);
    if (view == NULL) {
        return NULL;
    }
    memcpy(view->dims, shape, (size_t) ndim * sizeof *shape);
    memcpy(view->dims + ndim, strides, (size_t) ndim * sizeof *strides);
    record_value(world, view);
    SimObject *owner = array->base != NULL ? array->base : &array->ob;
    view->base = sim_newref(world, owner);
    SIM_RECORD(world, FIELD, view->ob.slot, SIM_LABEL_BASE, owner->slot);
    view->buffer = sim_np_buffer_ref(array->buffer);
    view->offset = offset;
    view->data_addr = array->data_addr;
    view->read_only = array->read_only;
    return view;
}

static void
dealloc(SimWorld *world, SimObject *object)
{
    SimNdarray *array = as_array(object);
    if (array->base != NULL) {
        SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_BASE, SIM_SLOT_NONE);
        SIM_CLEAR(world, array->base);
    } else if (array->data_addr != 0) {
        size_t bytes = (size_t) sim_np_size(array) * sim_np_item_size(array->kind);
        bytes = MAX(bytes, sim_np_item_size(array->kind));
        cached_free(world, array, SIM_LABEL_DATA, data_cache(world, bytes), array->data_addr);
    }
    if (array->dims_addr != 0) {
        cached_free(world, array, SIM_LABEL_SHAPE, dims_cache(world, array->ndim),
                    array->dims_addr);
    }
    sim_np_buffer_unref(array->buffer);
    g_free(array->dims);
    sim_object_release(world, object);
}

static void
host_free(SimObject *object)
{
    sim_np_buffer_unref(as_array(object)->buffer);
    g_free(as_array(object)->dims);
}

static int
traverse(SimObject *object, SimVisit visit, void *data)
{
    SimObject *base = as_array(object)->base;
    return base == NULL ? 0 : visit(base, data);
}

static size_t
size_of(SimWorld *world, SimObject *object)
{
    (void) world;
    const SimNdarray *array = as_array(object);
    size_t size = 96 + 16 * (size_t) array->ndim;
    if (array->base == NULL) {
        size += (size_t) sim_np_size(array) * sim_np_item_size(array->kind);
    }
    return size;
}

bool
sim_np_is_c_contiguous(const SimNdarray *array)
{
    int64_t expected = (int64_t) sim_np_item_size(array->kind);
    bool contiguous = true;
    for (int i = array->ndim - 1; i >= 0; i--) {
        if (array->dims[i] == 0) {
            return true;
        }
        if (array->dims[i] != 1) {
            contiguous = contiguous && array->dims[array->ndim + i] == expected;
            expected *= array->dims[i];
        }
    }
    return contiguous;
}

bool
sim_np_is_f_contiguous(const SimNdarray *array)
{
    int64_t expected = (int64_t) sim_np_item_size(array->kind);
    bool contiguous = true;
    for (int i = 0; i < array->ndim; i++) {
        if (array->dims[i] == 0) {
            return true;
        }
        if (array->dims[i] != 1) {
            contiguous = contiguous && array->dims[array->ndim + i] == expected;
            expected *= array->dims[i];
        }
    }
    return contiguous;
}

bool
sim_np_touch(SimWorld *world, SimNdarray *array)
{
    if (!sim_np_buffer_touch(array->buffer)) {
        sim_err_format(world, SIM_TYPE_MemoryError,
                       "the model keeps no elements of an array of %" G_GINT64_FORMAT
                       " elements: they can be passed on, but not read or written",
                       array->buffer->count);
        return false;
    }
    return true;
}

void
sim_np_walk_start(SimNpWalk *walk, int ndim, const int64_t *shape)
{
    memset(walk, 0, sizeof *walk);
    walk->ndim = ndim;
    walk->left = 1;
    for (int i = 0; i < ndim; i++) {
        walk->shape[i] = shape[i];
        walk->left *= shape[i];
    }
}

bool
sim_np_walk_add(SimNpWalk *walk, const SimNdarray *array)
{
    int shift = walk->ndim - array->ndim;
    if (shift < 0) {
        return false;
    }
    for (int i = 0; i < array->ndim; i++) {
        int64_t length = array->dims[i];
        if (length != walk->shape[shift + i] && length != 1) {
            return false;
        }
        walk->strides[walk->operands][shift + i] = length == 1 ? 0 : array->dims[array->ndim + i];
    }
    walk->offset[walk->operands++] = array->offset;
    return true;
}

void
sim_np_walk_next(SimNpWalk *walk)
{
    walk->left--;
    for (int i = walk->ndim - 1; i >= 0; i--) {
        bool wraps = ++walk->index[i] == walk->shape[i];
        for (int k = 0; k < walk->operands; k++) {
            walk->offset[k] +=
                wraps ? -(walk->shape[i] - 1) * walk->strides[k][i] : walk->strides[k][i];
        }
        if (!wraps) {
            return;
        }
        walk->index[i] = 0;
    }
}

SimNdarray *
sim_np_copy(SimWorld *world, SimNdarray *array, SimNpKind kind)
{
    bool whole = array->buffer->bytes == NULL && kind == array->kind && array->base == NULL;
    SimNpFill fill = whole ? array->buffer->fill : (SimNpFill){SIM_NP_ZERO, 0, 0};
    SimNdarray *copy = sim_np_new(world, kind, array->ndim, array->dims, fill);
    if (copy == NULL || whole) {
        return copy;
    }
    if (!sim_np_touch(world, array) || !sim_np_touch(world, copy)) {
        sim_decref(world, &copy->ob);
        return NULL;
    }
    SimNpWalk walk;
    sim_np_walk_start(&walk, array->ndim, array->dims);
    sim_np_walk_add(&walk, array);
    sim_np_walk_add(&walk, copy);
    for (; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk)) {
        if (array->kind == SIM_NP_FLOAT) {
            sim_np_set_real(copy, walk.offset[1], sim_np_get_real(array, walk.offset[0]));
        } else {
            sim_np_set_int(copy, walk.offset[1], sim_np_get_int(array, walk.offset[0]));
        }
    }
    return copy;
}

SimObject *
sim_np_scalar(SimWorld *world, SimNdarray *array, int64_t offset)
{
    if (array->kind == SIM_NP_FLOAT) {
        return sim_np_make_scalar(world, SIM_NP_FLOAT, sim_np_get_real(array, offset), 0);
    }
    return sim_np_make_scalar(world, array->kind, 0, sim_np_get_int(array, offset));
}

static int64_t
length(SimWorld *world, SimObject *object)
{
    const SimNdarray *array = as_array(object);
    if (array->ndim == 0) {
        sim_err_format(world, SIM_TYPE_TypeError, "len() of unsized object");
        return -1;
    }
    return array->dims[0];
}

static int
is_true(SimWorld *world, SimObject *object)
{
    SimNdarray *array = as_array(object);
    int64_t size = sim_np_size(array);
    if (size > 1) {
        sim_err_format(world, SIM_TYPE_ValueError,
                       "The truth value of an array with more than one element is ambiguous. "
                       "Use a.any() or a.all()");
        return -1;
    }
    if (size == 0) {
        return 0;
    }
    if (!sim_np_touch(world, array)) {
        return -1;
    }
    double value = sim_np_get_real(array, array->offset);
    return !(value >= 0 && value <= 0);
}

static int64_t
hash(SimWorld *world, SimObject *object)
{
    sim_err_format(world, SIM_TYPE_TypeError, "unhashable type: '%s'", object->type->name);
    return -1;
}

/* array[i], for iteration and unpacking by the sequence protocol. */
static SimObject *
item(SimWorld *world, SimObject *self, int64_t index)
{
    SimObject *key = sim_int_new(world, index);
    SimObject *value = key == NULL ? NULL : sim_np_subscript(world, self, key);
    sim_xdecref(world, key);
    return value;
}

static SimObject *
subscript(SimWorld *world, SimObject *self, SimObject *key)
{
    return sim_np_subscript(world, self, key);
}

void
sim_np_seed(SimWorld *world, uint32_t seed)
{
    SimNumpy *state = sim_np_state(world);
    if (state->seeded != NULL) {
        g_rand_free(state->seeded);
    }
    state->seeded = g_rand_new_with_seed(seed);
}

static const SimTypeSlots slots = {
    .tp_dealloc = dealloc,
    .tp_traverse = traverse,
    .tp_host_free = host_free,
    .tp_repr = sim_np_repr,
    .tp_str = sim_np_str,
    .tp_hash = hash,
    .tp_richcompare = sim_np_richcompare,
    .tp_sizeof = size_of,
    .nb_bool = is_true,
    .sq_length = length,
    .sq_item = item,
    .mp_length = length,
    .mp_subscript = sim_np_subscript,
    .mp_ass_subscript = sim_np_ass_subscript,
#define BINARY(slot, operation)                                                                    \
    .nb_##slot = sim_np_nb_##slot, .nb_inplace_##slot = sim_np_nb_inplace_##slot,
#include "sim/vm/numpy/np_operator.def"
#undef BINARY
    .nb_matrix_multiply = sim_np_matmul,
    .nb_negative = sim_np_negative,
    .nb_absolute = sim_np_absolute,
    .nb_positive = sim_np_positive,
    .nb_power = sim_np_power,
    .nb_inplace_power = sim_np_inplace_power,
    .nb_float = sim_np_as_float,
    .nb_int = sim_np_as_int,
};

const SimTypeSpec sim_spec_NDARRAY = {
    .id = SIM_TYPE_NDARRAY,
    .basicsize = 96,
    .host_size = sizeof(SimNdarray),
    .slots = &slots,
    .methods = sim_np_methods,
    .getset = sim_np_getset,
};
