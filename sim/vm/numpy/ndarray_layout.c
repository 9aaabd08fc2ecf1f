/* What shape and strides say: contiguity, order of axes, walks, copies. */
#include <string.h>

#include "sim/model/error.h"
#include "sim/vm/numpy/ndarray.h"

int64_t
sim_np_size(const SimNdarray *array)
{
    int64_t size = 1;
    for (int i = 0; i < array->ndim; i++) {
        size *= array->dims[i];
    }
    return size;
}

/* Whether axis after axis, in that order from the last, the strides are those of a block
 * without holes. */
static bool
is_dense(const SimNdarray *array, bool last_is_fastest)
{
    if (sim_np_size(array) == 0) {
        return true;
    }
    int64_t expected = (int64_t) sim_np_item_size(array->kind);
    for (int i = 0; i < array->ndim; i++) {
        int axis = last_is_fastest ? array->ndim - 1 - i : i;
        if (array->dims[axis] != 1 && sim_np_strides(array)[axis] != expected) {
            return false;
        }
        expected *= array->dims[axis];
    }
    return true;
}

bool
sim_np_is_c_contiguous(const SimNdarray *array)
{
    return is_dense(array, true);
}

bool
sim_np_is_f_contiguous(const SimNdarray *array)
{
    return is_dense(array, false);
}

bool
sim_np_is_whole(const SimNdarray *array)
{
    return array->offset == 0 && array->kind == sim_np_buffer_kind(array->buffer) &&
           sim_np_size(array) == sim_np_buffer_count(array->buffer) &&
           sim_np_is_c_contiguous(array);
}

void
sim_np_f_order(int ndim, int *order)
{
    for (int i = 0; i < ndim; i++) {
        order[i] = ndim - 1 - i;
    }
}

static int64_t
stride_of(const SimNdarray *array, int ndim, int axis)
{
    int own = axis - (ndim - array->ndim);
    if (own < 0 || array->dims[own] == 1) {
        return 0;
    }
    return ABS(sim_np_strides(array)[own]);
}

/* Whether @slow must come before @fast by the strides: 1 no, 0 yes, -1 nothing is known. */
static int
must_swap(SimNdarray *const *arrays, int count, int ndim, int slow, int fast)
{
    int swap = -1;
    for (int i = 0; i < count; i++) {
        int64_t of_slow = stride_of(arrays[i], ndim, slow);
        int64_t of_fast = stride_of(arrays[i], ndim, fast);
        if (of_slow == 0 || of_fast == 0) {
            continue;
        }
        if (of_fast <= of_slow) {
            return 0; /* in a conflict the C order wins */
        }
        swap = 1;
    }
    return swap;
}

/* An insertion sort from the fastest axis on, as numpy does it: the order is not total. */
void
sim_np_keep_order(SimNdarray *const *arrays, int count, int ndim, int *order)
{
    int sorted[SIM_NP_MAX_DIMS]; /* the fastest first */
    for (int i = 0; i < ndim; i++) {
        int axis = ndim - 1 - i;
        int place = i;
        for (int k = i - 1; k >= 0; k--) {
            int swap = must_swap(arrays, count, ndim, axis, sorted[k]);
            if (swap == 0) {
                break;
            }
            place = swap == 1 ? k : place;
        }
        memmove(sorted + place + 1, sorted + place, (size_t) (i - place) * sizeof *sorted);
        sorted[place] = axis;
    }
    for (int i = 0; i < ndim; i++) {
        order[i] = sorted[ndim - 1 - i];
    }
}

bool
sim_np_can_read(SimWorld *world, const SimNdarray *array)
{
    if (sim_np_size(array) <= SIM_NP_MAX_WALK) {
        return true;
    }
    sim_err_format(world, SIM_TYPE_MemoryError,
                   "%" G_GINT64_FORMAT " elements are too many to be computed one by one in the "
                   "model",
                   sim_np_size(array));
    return false;
}

bool
sim_np_can_write(SimWorld *world, const SimNdarray *array)
{
    if (!sim_np_can_read(world, array)) {
        return false;
    }
    if (!sim_np_buffer_can_write(array->buffer, sim_np_size(array))) {
        sim_err_format(world, SIM_TYPE_MemoryError,
                       "the model keeps no more than 512 MiB of an array's elements");
        return false;
    }
    return true;
}

char *
sim_np_shape_text(int ndim, const int64_t *shape)
{
    GString *text = g_string_new("(");
    for (int i = 0; i < ndim; i++) {
        g_string_append_printf(text, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", shape[i]);
    }
    g_string_append(text, ndim == 1 ? ",)" : ")");
    return g_string_free(text, FALSE);
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
    for (int i = 0; i < array->ndim; i++) {
        int64_t length = array->dims[i];
        if (shift + i < 0) { /* leading axes of length 1 do no harm */
            if (length != 1) {
                return false;
            }
            continue;
        }
        if (length != walk->shape[shift + i] && length != 1) {
            return false;
        }
        walk->strides[walk->operands][shift + i] = length == 1 ? 0 : sim_np_strides(array)[i];
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
            int64_t stride = walk->strides[k][i];
            walk->offset[k] += wraps ? -(walk->shape[i] - 1) * stride : stride;
        }
        if (!wraps) {
            return;
        }
        walk->index[i] = 0;
    }
}

/* A cast of all elements that is computed when somebody looks. */
static void
assign_whole(SimNdarray *target, SimNdarray *source)
{
    if (target->kind == source->kind) {
        sim_np_buffer_copy(target->buffer, source->buffer);
        return;
    }
    SimNpFill fill = sim_np_fill_zero();
    fill.kind = SIM_NP_FILL_APPLY;
    fill.apply = (SimNpApply){SIM_NP_POSITIVE, source->kind, target->kind};
    fill.a = (SimNpSource){sim_np_buffer_share(source->buffer), source->kind, {0}};
    sim_np_buffer_refill(target->buffer, fill);
}

static bool
same_shape(const SimNdarray *a, const SimNdarray *b)
{
    return a->ndim == b->ndim && memcmp(a->dims, b->dims, (size_t) a->ndim * sizeof *a->dims) == 0;
}

static int
assign_elements(SimWorld *world, SimNdarray *target, SimNdarray *source)
{
    SimNpWalk walk;
    sim_np_walk_start(&walk, target->ndim, target->dims);
    if (!sim_np_walk_add(&walk, target) || !sim_np_walk_add(&walk, source)) {
        g_autofree char *from = sim_np_shape_text(source->ndim, source->dims);
        g_autofree char *into = sim_np_shape_text(target->ndim, target->dims);
        sim_err_format(world, SIM_TYPE_ValueError,
                       "could not broadcast input array from shape %s into shape %s", from, into);
        return -1;
    }
    if (!sim_np_can_write(world, target)) {
        return -1;
    }
    for (; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk)) {
        SimNpValue value = sim_np_get(source, walk.offset[1]);
        sim_np_set(target, walk.offset[0], sim_np_convert(value, source->kind, target->kind));
    }
    return 0;
}

int
sim_np_assign(SimWorld *world, SimNdarray *target, SimNdarray *source)
{
    bool cheap = !sim_np_buffer_is_heavy(source->buffer);
    if (sim_np_size(target) > SIM_NP_LAZY_SIZE && sim_np_is_whole(target)) {
        if (cheap && same_shape(target, source) && sim_np_is_whole(source)) {
            assign_whole(target, source);
            return 0;
        }
        if (sim_np_size(source) == 1 && source->ndim == 0) {
            SimNpFill fill = sim_np_fill_zero();
            SimNpValue value = sim_np_get(source, source->offset);
            fill.kind = SIM_NP_FILL_VALUE;
            fill.start = sim_np_convert(value, source->kind, target->kind);
            sim_np_buffer_refill(target->buffer, fill);
            return 0;
        }
    }
    if (source->buffer != target->buffer) {
        return assign_elements(world, target, source);
    }
    /* Overlapping memory: everything is read before anything is written. A snapshot of the
     * buffer does, for contents are copied when they are written. */
    SimNdarray snapshot = *source;
    snapshot.buffer = sim_np_buffer_new(sim_np_buffer_kind(source->buffer),
                                        sim_np_buffer_count(source->buffer), sim_np_fill_zero());
    sim_np_buffer_copy(snapshot.buffer, source->buffer);
    int status = assign_elements(world, target, &snapshot);
    sim_np_buffer_unref(snapshot.buffer);
    return status;
}

SimNdarray *
sim_np_copy(SimWorld *world, SimNdarray *array, SimNpKind kind, const int *order)
{
    SimNdarray *copy = sim_np_new(world, kind, array->ndim, array->dims, order, sim_np_fill_zero());
    if (copy != NULL && sim_np_assign(world, copy, array) < 0) {
        sim_decref(world, &copy->ob);
        return NULL;
    }
    return copy;
}

SimNdarray *
sim_np_copy_keep(SimWorld *world, SimNdarray *array, SimNpKind kind)
{
    int order[SIM_NP_MAX_DIMS];
    sim_np_keep_order(&array, 1, array->ndim, order);
    return sim_np_copy(world, array, kind, order);
}
