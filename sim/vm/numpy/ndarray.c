#include "sim/vm/numpy/ndarray.h"

#include <string.h>

#include "sim/model/error.h"
#include "sim/objects/weakref.h"
#include "sim/vm/numpy/ndarray_type.h"
#include "sim/vm/numpy/np_error.h"
#include "sim/vm/numpy/np_state.h"

enum {
    HEADER = 96
};

/* Data of the story heap never go through the cache: the figure shows each block freed. */
static SimNpCache *
cache_for(SimWorld *world, SimLabel label, size_t size)
{
    SimNumpy *state = sim_np_state(world);
    if (label == SIM_LABEL_DATA) {
        bool cached = size < SIM_NP_DATA_SIZES && world->config.heap != SIM_HEAP_STORY;
        return cached ? &state->data[size] : NULL;
    }
    size_t words = size / 8;
    return words < SIM_NP_DIMS_SIZES ? &state->dims[words] : NULL;
}

static SimDomain
domain_of(SimLabel label)
{
    return label == SIM_LABEL_DATA ? SIM_DOMAIN_DATA : SIM_DOMAIN_RAW;
}

/* A block of the cache or a fresh one, recorded as the array's buffer @label. */
static SimAddr
block_alloc(SimWorld *world, SimNdarray *array, SimLabel label, size_t size, bool cleared)
{
    SimNpCache *cache = cache_for(world, label, size);
    if (cache != NULL && cache->count > 0) {
        SimAddr address = cache->blocks[--cache->count];
        SIM_RECORD(world, ALLOC, domain_of(label), size, address);
        SIM_RECORD(world, BUFFER, array->ob.slot, label, address);
        return address;
    }
    if (cleared && cache == NULL) {
        return sim_buffer_calloc(world, &array->ob, label, domain_of(label), size);
    }
    return sim_buffer_alloc(world, &array->ob, label, domain_of(label), size);
}

/* A block that goes to the cache is free for everybody who looks at the trace. */
static void
block_free(SimWorld *world, SimNdarray *array, SimLabel label, size_t size, SimAddr address)
{
    SimNpCache *cache = cache_for(world, label, size);
    if (cache != NULL && cache->count < SIM_NP_CACHED) {
        cache->blocks[cache->count++] = address;
        SIM_RECORD(world, FREE, domain_of(label), address);
        SIM_RECORD(world, BUFFER, array->ob.slot, label, 0);
        return;
    }
    sim_buffer_free(world, &array->ob, label, domain_of(label), address);
}

/* Never 0 bytes: every array has data to point at. */
static size_t
data_size(const SimNdarray *array)
{
    return MAX((size_t) sim_np_size(array), 1) * sim_np_item_size(array->kind);
}

/* The header and, for ndim > 0, the block of shape and strides. */
static SimNdarray *
new_header(SimWorld *world, SimNpKind kind, int ndim)
{
    SimObject *object = sim_object_alloc(world, sim_type(world, SIM_TYPE_NDARRAY), 0);
    if (object == NULL) {
        return NULL;
    }
    SimNdarray *array = sim_np_cast(object);
    array->kind = kind;
    array->dims = g_new0(int64_t, 2 * (size_t) ndim + 1);
    if (ndim > 0) {
        array->dims_addr = block_alloc(world, array, SIM_LABEL_SHAPE, 16 * (size_t) ndim, false);
        if (array->dims_addr == 0) {
            sim_decref(world, object);
            return NULL;
        }
    }
    array->ndim = ndim;
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

/* False with ValueError; an array without elements may have dimensions of any length. */
static bool
count_bytes(
    SimWorld *world, SimNpKind kind, int ndim, const int64_t *shape, size_t *count, size_t *bytes)
{
    bool fits = true;
    size_t elements = 1;
    *count = 1;
    for (int i = 0; i < ndim; i++) {
        if (shape[i] < 0) {
            sim_err_format(world, SIM_TYPE_ValueError, "negative dimensions are not allowed");
            return false;
        }
        *count *= (size_t) shape[i];
        fits =
            fits && (shape[i] == 0 || g_size_checked_mul(&elements, elements, (size_t) shape[i]));
    }
    fits = fits && g_size_checked_mul(bytes, elements, sim_np_item_size(kind));
    if (!fits || *bytes > INT64_MAX) {
        sim_err_format(world, SIM_TYPE_ValueError,
                       "array is too big; `arr.size * arr.dtype.itemsize` is larger than the "
                       "maximum possible size.");
        return false;
    }
    return true;
}

static void
set_strides(SimNdarray *array, const int *order)
{
    bool empty = sim_np_size(array) == 0;
    int64_t stride = (int64_t) sim_np_item_size(array->kind);
    for (int i = array->ndim - 1; i >= 0; i--) {
        int axis = order == NULL ? i : order[i];
        sim_np_strides(array)[axis] = empty ? 0 : stride;
        stride *= empty ? 1 : array->dims[axis];
    }
}

/* "7.11 PiB": three digits of the largest fitting unit. */
static char *
size_text(size_t bytes)
{
    static const char *const units[] = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    double value = (double) bytes;
    size_t unit = 0;
    while (value >= 1023.5 && unit + 1 < G_N_ELEMENTS(units)) {
        value /= 1024;
        unit++;
    }
    char number[32];
    g_snprintf(number, sizeof number,
               unit == 0       ? "%.0f"
               : value < 999.5 ? "%#.3g"
                               : "%#.0f",
               value);
    return g_strdup_printf("%s %s", number, units[unit]);
}

static void
raise_no_memory(SimWorld *world, const SimNdarray *array, size_t bytes)
{
    sim_err_clear(world);
    g_autofree char *size = size_text(bytes);
    g_autoptr(GString) shape = g_string_new("(");
    for (int i = 0; i < array->ndim; i++) {
        g_string_append_printf(shape, "%s%" G_GINT64_FORMAT, i > 0 ? ", " : "", array->dims[i]);
    }
    g_string_append(shape, array->ndim == 1 ? ",)" : ")");
    sim_np_raise(world, "_ArrayMemoryError",
                 "Unable to allocate %s for an array with shape %s and data type %s", size,
                 shape->str, sim_np_kind_name(array->kind));
}

static SimNdarray *
new_owner(
    SimWorld *world, SimNpKind kind, int ndim, const int64_t *shape, const int *order, bool cleared)
{
    size_t count;
    size_t bytes;
    if (!count_bytes(world, kind, ndim, shape, &count, &bytes)) {
        return NULL;
    }
    SimNdarray *array = new_header(world, kind, ndim);
    if (array == NULL) {
        return NULL;
    }
    if (ndim > 0) { /* else shape may be NULL */
        memcpy(array->dims, shape, (size_t) ndim * sizeof *shape);
    }
    set_strides(array, order);
    record_value(world, array);
    array->data_addr = block_alloc(world, array, SIM_LABEL_DATA, data_size(array), cleared);
    if (array->data_addr == 0) {
        raise_no_memory(world, array, bytes);
        sim_decref(world, &array->ob);
        return NULL;
    }
    return array;
}

static SimNdarray *
fill_owner(SimWorld *world, SimNdarray *array, SimNpFill fill)
{
    if (array == NULL) {
        sim_np_fill_clear(&fill);
    } else {
        array->buffer = sim_np_buffer_new(array->kind, sim_np_size(array), fill);
        sim_np_elements_watch(world, array);
    }
    return array;
}

SimNdarray *
sim_np_new(SimWorld *world,
           SimNpKind kind,
           int ndim,
           const int64_t *shape,
           const int *order,
           SimNpFill fill)
{
    return fill_owner(world, new_owner(world, kind, ndim, shape, order, false), fill);
}

SimNdarray *
sim_np_new_zeros(SimWorld *world, SimNpKind kind, int ndim, const int64_t *shape, const int *order)
{
    return fill_owner(world, new_owner(world, kind, ndim, shape, order, true), sim_np_fill_zero());
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

SimNdarray *
sim_np_view_same(SimWorld *world, SimNdarray *array)
{
    return sim_np_view(world, array, array->ndim, array->dims, sim_np_strides(array),
                       array->offset);
}

/* Room for @ndim dimensions: PyArray_SetShape and PyArray_Resize take a new block. */
static int
change_ndim(SimWorld *world, SimNdarray *array, int ndim)
{
    if (ndim == array->ndim) {
        return 0;
    }
    if (array->dims_addr != 0) {
        block_free(world, array, SIM_LABEL_SHAPE, 16 * (size_t) array->ndim, array->dims_addr);
        array->dims_addr = 0;
    }
    array->ndim = 0;
    if (ndim > 0) {
        array->dims_addr = block_alloc(world, array, SIM_LABEL_SHAPE, 16 * (size_t) ndim, false);
        if (array->dims_addr == 0) {
            return -1;
        }
    }
    g_free(array->dims);
    array->dims = g_new0(int64_t, 2 * (size_t) ndim + 1);
    array->ndim = ndim;
    return 0;
}

int
sim_np_set_dims(SimWorld *world, SimNdarray *array, int ndim, const int64_t *shape)
{
    if (change_ndim(world, array, ndim) < 0) {
        return -1;
    }
    memcpy(array->dims, shape, (size_t) ndim * sizeof *shape);
    set_strides(array, NULL);
    record_value(world, array);
    return 0;
}

/* The elements that stay, then zeros. */
static void
resize_elements(SimWorld *world, SimNdarray *array, int64_t count)
{
    SimNpBuffer *old = array->buffer;
    sim_np_elements_unwatch(array);
    int64_t kept = MIN(count, sim_np_buffer_count(old));
    int64_t width = (int64_t) sim_np_item_size(array->kind);
    array->buffer = sim_np_buffer_new(array->kind, count, sim_np_fill_zero());
    for (int64_t i = 0; i < kept; i++) {
        sim_np_set(array, i * width, sim_np_buffer_get(old, array->kind, i * width));
    }
    sim_np_buffer_unref(old);
    sim_np_elements_watch(world, array);
}

int
sim_np_resize(SimWorld *world, SimNdarray *array, int ndim, const int64_t *shape)
{
    size_t count;
    size_t bytes;
    if (!count_bytes(world, array->kind, ndim, shape, &count, &bytes) ||
        !sim_np_can_read(world, array)) {
        return -1;
    }
    if (!sim_np_buffer_can_write(array->buffer, (int64_t) count)) {
        sim_err_no_memory(world);
        return -1;
    }
    if ((int64_t) count != sim_np_size(array)) {
        bytes = MAX(count, 1) * sim_np_item_size(array->kind);
        SimAddr address = sim_buffer_realloc(world, &array->ob, SIM_LABEL_DATA, SIM_DOMAIN_DATA,
                                             array->data_addr, bytes);
        if (address == 0) {
            return -1;
        }
        array->data_addr = address;
        resize_elements(world, array, (int64_t) count);
    }
    return sim_np_set_dims(world, array, ndim, shape);
}

static void
dealloc(SimWorld *world, SimObject *object)
{
    SimNdarray *array = sim_np_cast(object);
    sim_weakrefs_clear(world, object);
    if (array->base != NULL) {
        SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_BASE, SIM_SLOT_NONE);
        SIM_CLEAR(world, array->base);
    } else if (array->data_addr != 0) {
        block_free(world, array, SIM_LABEL_DATA, data_size(array), array->data_addr);
    }
    if (array->dims_addr != 0) {
        block_free(world, array, SIM_LABEL_SHAPE, 16 * (size_t) array->ndim, array->dims_addr);
    }
    sim_np_elements_unwatch(array);
    sim_np_buffer_unref(array->buffer);
    g_free(array->dims);
    sim_object_release(world, object);
}

static void
host_free(SimObject *object)
{
    sim_np_elements_drop(sim_np_cast(object));
    sim_np_buffer_unref(sim_np_cast(object)->buffer);
    g_free(sim_np_cast(object)->dims);
}

static int
traverse(SimObject *object, SimVisit visit, void *data)
{
    SimObject *base = sim_np_cast(object)->base;
    return base == NULL ? 0 : visit(base, data);
}

static size_t
size_of(SimWorld *world, SimObject *object)
{
    (void) world;
    const SimNdarray *array = sim_np_cast(object);
    size_t size = HEADER + 16 * (size_t) array->ndim;
    if (array->base == NULL) {
        size += (size_t) sim_np_size(array) * sim_np_item_size(array->kind);
    }
    return size;
}

static const SimTypeSlots slots = {
    .tp_dealloc = dealloc,
    .tp_traverse = traverse,
    .tp_host_free = host_free,
    .tp_sizeof = size_of,
    .tp_repr = sim_np_repr,
    .tp_str = sim_np_str,
    .tp_hash = sim_object_hash_not_implemented,
    .tp_richcompare = sim_np_richcompare,
    .tp_iter = sim_np_iter,
    .nb_bool = sim_np_bool,
    .sq_length = sim_np_length,
    .sq_item = sim_np_item,
    .sq_contains = sim_np_contains,
    .mp_length = sim_np_length,
    .mp_subscript = sim_np_subscript,
    .mp_ass_subscript = sim_np_ass_subscript,
#define BINARY(slot, ID)                                                                           \
    .nb_##slot = sim_np_nb_##slot, .nb_inplace_##slot = sim_np_nb_inplace_##slot,
#define UNARY(slot, ID) .nb_##slot = sim_np_nb_##slot,
#include "sim/vm/numpy/np_operator.def"
#undef BINARY
#undef UNARY
    .nb_matrix_multiply = sim_np_matmul,
    .nb_power = sim_np_power,
    .nb_divmod = sim_np_divmod,
    .nb_inplace_power = sim_np_inplace_power,
    .nb_float = sim_np_as_float,
    .nb_int = sim_np_as_int,
    .nb_index = sim_np_as_index,
};

const SimTypeSpec sim_spec_NDARRAY = {
    .id = SIM_TYPE_NDARRAY,
    .flags = SIM_TPFLAGS_HAVE_WEAKREFS,
    .basicsize = HEADER,
    .host_size = sizeof(SimNdarray),
    .slots = &slots,
    .methods = sim_np_methods,
    .getset = sim_np_getset,
};
