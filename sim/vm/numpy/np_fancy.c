#include "sim/vm/numpy/np_fancy.h"

#include <string.h>

#include "sim/model/error.h"

static void
note(SimNpIndex *index)
{
    if (!index->selecting) {
        index->selecting = true;
        index->first = index->ndim;
    } else if (index->ndim != index->last) {
        index->scattered = true;
    }
    index->last = index->ndim;
}

void
sim_np_index_note_int(SimNpIndex *index)
{
    note(index);
}

static bool
check_mask(SimWorld *world, const SimNpIndex *index, const SimNdarray *mask)
{
    for (int i = 0; i < mask->ndim; i++) {
        int64_t length = index->array->dims[index->axis + i];
        if (mask->dims[i] != length) {
            sim_err_format(world, SIM_TYPE_IndexError,
                           "boolean index did not match indexed array along dimension %d; "
                           "dimension is %" G_GINT64_FORMAT
                           " but corresponding boolean dimension is %" G_GINT64_FORMAT,
                           index->axis + i, length, mask->dims[i]);
            return false;
        }
    }
    return true;
}

/* The indices of the true elements, one selector for each axis of the mask. */
static bool
select_mask(SimWorld *world, SimNpIndex *index, SimNdarray *mask)
{
    if (!check_mask(world, index, mask)) {
        return false;
    }
    int64_t count = 0;
    SimNpWalk walk;
    sim_np_walk_start(&walk, mask->ndim, mask->dims);
    sim_np_walk_add(&walk, mask);
    for (; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk)) {
        count += sim_np_get(mask, walk.offset[0]).integer != 0;
    }
    SimNpSelector *selectors = &index->selector[index->selectors];
    for (int i = 0; i < mask->ndim; i++) {
        selectors[i].ndim = 1;
        selectors[i].shape[0] = count;
        selectors[i].values = g_new(int64_t, MAX(count, 1));
        selectors[i].stride = sim_np_strides(index->array)[index->axis + i];
    }
    sim_np_walk_start(&walk, mask->ndim, mask->dims);
    sim_np_walk_add(&walk, mask);
    for (int64_t at = 0; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk)) {
        if (sim_np_get(mask, walk.offset[0]).integer != 0) {
            for (int i = 0; i < mask->ndim; i++) {
                selectors[i].values[at] = walk.index[i];
            }
            at++;
        }
    }
    index->whole_mask = mask->ndim == index->array->ndim;
    index->selectors += mask->ndim;
    index->axis += mask->ndim;
    return true;
}

static bool
select_integers(SimWorld *world, SimNpIndex *index, SimNdarray *array)
{
    SimNpSelector *selector = &index->selector[index->selectors++];
    int64_t length = index->array->dims[index->axis];
    int64_t size = sim_np_size(array);
    selector->ndim = array->ndim;
    memcpy(selector->shape, array->dims, (size_t) array->ndim * sizeof *array->dims);
    selector->stride = sim_np_strides(index->array)[index->axis];
    selector->values = g_new(int64_t, MAX(size, 1));
    SimNpWalk walk;
    sim_np_walk_start(&walk, array->ndim, array->dims);
    sim_np_walk_add(&walk, array);
    for (int64_t i = 0; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk), i++) {
        int64_t at = sim_np_get(array, walk.offset[0]).integer;
        if (at < -length || at >= length) {
            sim_err_format(world, SIM_TYPE_IndexError,
                           "index %" G_GINT64_FORMAT " is out of bounds for axis %d with size "
                           "%" G_GINT64_FORMAT,
                           at, index->axis, length);
            return false;
        }
        selector->values[i] = at < 0 ? at + length : at;
    }
    index->axis++;
    return true;
}

bool
sim_np_index_select(SimWorld *world, SimNpIndex *index, SimNdarray *array)
{
    note(index);
    if (!sim_np_can_read(world, array)) {
        return false;
    }
    int more = array->kind == SIM_NP_BOOL ? array->ndim : 1;
    g_assert(index->selectors + more <= SIM_NP_MAX_DIMS);
    return array->kind == SIM_NP_BOOL ? select_mask(world, index, array)
                                      : select_integers(world, index, array);
}

void
sim_np_index_clear(SimNpIndex *index)
{
    for (int i = 0; i < index->selectors; i++) {
        g_free(index->selector[i].values);
    }
}

/* Which elements: the selectors broadcast together, as byte offsets in C order. */
typedef struct {
    int ndim;
    int64_t shape[SIM_NP_MAX_DIMS];
    int64_t count;
    int64_t *offsets; /* owned */
} Selection;

static bool
broadcast(SimWorld *world, const SimNpIndex *index, Selection *selection)
{
    bool fits = true;
    selection->ndim = 0;
    for (int i = 0; i < index->selectors; i++) {
        selection->ndim = MAX(selection->ndim, index->selector[i].ndim);
    }
    for (int axis = 0; axis < selection->ndim; axis++) {
        selection->shape[axis] = 1;
        for (int i = 0; i < index->selectors; i++) {
            int own = axis - (selection->ndim - index->selector[i].ndim);
            int64_t length = own < 0 ? 1 : index->selector[i].shape[own];
            fits = fits &&
                   (length == 1 || selection->shape[axis] == 1 || selection->shape[axis] == length);
            selection->shape[axis] = length == 1 ? selection->shape[axis] : length;
        }
    }
    if (!fits) {
        g_autoptr(GString) shapes = g_string_new(NULL);
        for (int i = 0; i < index->selectors; i++) {
            g_autofree char *text =
                sim_np_shape_text(index->selector[i].ndim, index->selector[i].shape);
            g_string_append_printf(shapes, "%s ", text);
        }
        sim_err_format(world, SIM_TYPE_IndexError,
                       "shape mismatch: indexing arrays could not be broadcast together with "
                       "shapes %s",
                       shapes->str);
    }
    return fits;
}

/* The element of @selector at a place of the broadcast shape. */
static int64_t
value_at(const SimNpSelector *selector, const SimNpWalk *walk)
{
    int64_t at = 0;
    for (int i = 0; i < selector->ndim; i++) {
        int64_t place = walk->index[walk->ndim - selector->ndim + i];
        at = at * selector->shape[i] + (selector->shape[i] == 1 ? 0 : place);
    }
    return selector->values[at];
}

static bool
make_selection(SimWorld *world, const SimNpIndex *index, Selection *selection)
{
    if (!broadcast(world, index, selection)) {
        return false;
    }
    SimNpWalk walk;
    sim_np_walk_start(&walk, selection->ndim, selection->shape);
    selection->count = walk.left;
    selection->offsets = g_new(int64_t, MAX(walk.left, 1));
    for (int64_t n = 0; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk), n++) {
        int64_t offset = index->offset;
        for (int i = 0; i < index->selectors; i++) {
            offset += value_at(&index->selector[i], &walk) * index->selector[i].stride;
        }
        selection->offsets[n] = offset;
    }
    return true;
}

/* A new array of the selection's axes and then the basic ones. */
static SimNdarray *
gather(SimWorld *world, const SimNpIndex *index, const Selection *selection)
{
    int64_t shape[3 * SIM_NP_MAX_DIMS];
    int ndim = selection->ndim + index->ndim;
    if (ndim > SIM_NP_MAX_DIMS) {
        sim_err_format(world, SIM_TYPE_IndexError, "number of dimensions must be within [0, 32]");
        return NULL;
    }
    memcpy(shape, selection->shape, sizeof selection->shape);
    memcpy(shape + selection->ndim, index->shape, (size_t) index->ndim * sizeof *shape);
    SimNdarray *result =
        sim_np_new(world, index->array->kind, ndim, shape, NULL, sim_np_fill_zero());
    if (result == NULL || !sim_np_can_write(world, result)) {
        sim_xdecref(world, sim_np_object(result));
        return NULL;
    }
    int64_t width = (int64_t) sim_np_item_size(result->kind);
    int64_t to = 0;
    for (int64_t n = 0; n < selection->count; n++) {
        SimNpWalk walk;
        sim_np_walk_start(&walk, index->ndim, index->shape);
        memcpy(walk.strides[0], index->strides, (size_t) index->ndim * sizeof *index->strides);
        walk.operands = 1;
        walk.offset[0] = selection->offsets[n];
        for (; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk), to += width) {
            sim_np_set(result, to, sim_np_get(index->array, walk.offset[0]));
        }
    }
    return result;
}

/* Where the selection's axes belong. */
static int
place_of(const SimNpIndex *index)
{
    return index->scattered ? 0 : index->first;
}

/* A view of @result with its first @count axes moved behind the next @by. Steals @result. */
static SimNdarray *
move_axes(SimWorld *world, SimNdarray *result, int count, int by)
{
    int64_t shape[SIM_NP_MAX_DIMS];
    int64_t strides[SIM_NP_MAX_DIMS];
    for (int i = 0; i < result->ndim; i++) {
        int from = i < by ? count + i : i < by + count ? i - by : i;
        shape[i] = result->dims[from];
        strides[i] = sim_np_strides(result)[from];
    }
    SimNdarray *view = sim_np_view(world, result, result->ndim, shape, strides, 0);
    sim_decref(world, &result->ob);
    return view;
}

SimNdarray *
sim_np_index_get(SimWorld *world, SimNpIndex *index)
{
    Selection selection = {0};
    SimNdarray *result = NULL;
    if (make_selection(world, index, &selection)) {
        result = gather(world, index, &selection);
    }
    g_free(selection.offsets);
    int place = place_of(index);
    return result == NULL || place == 0 ? result : move_axes(world, result, selection.ndim, place);
}

static int
raise_no_fit(SimWorld *world,
             const SimNpIndex *index,
             const Selection *selection,
             const SimNdarray *source,
             const SimNpWalk *walk)
{
    if (index->whole_mask && source->ndim == 1) {
        sim_err_format(world, SIM_TYPE_ValueError,
                       "NumPy boolean array indexing assignment cannot assign %" G_GINT64_FORMAT
                       " input values to the %" G_GINT64_FORMAT
                       " output values where the mask is true",
                       source->dims[0], selection->count);
        return -1;
    }
    g_autofree char *from = sim_np_shape_text(source->ndim, source->dims);
    g_autofree char *into = sim_np_shape_text(walk->ndim, walk->shape);
    sim_err_format(world, SIM_TYPE_ValueError,
                   "shape mismatch: value array of shape %s could not be broadcast to indexing "
                   "result of shape %s",
                   from, into);
    return -1;
}

/* Goes over the result's shape; the source is read before anything is written when it shares
 * the memory. */
static int
scatter(SimWorld *world, SimNpIndex *index, const Selection *selection, SimNdarray *source)
{
    int place = place_of(index);
    int64_t shape[3 * SIM_NP_MAX_DIMS];
    memcpy(shape, index->shape, (size_t) place * sizeof *shape);
    memcpy(shape + place, selection->shape, (size_t) selection->ndim * sizeof *shape);
    memcpy(shape + place + selection->ndim, index->shape + place,
           (size_t) (index->ndim - place) * sizeof *shape);
    if (index->ndim + selection->ndim > SIM_NP_MAX_DIMS) {
        sim_err_format(world, SIM_TYPE_IndexError, "number of dimensions must be within [0, 32]");
        return -1;
    }
    SimNpWalk walk;
    sim_np_walk_start(&walk, index->ndim + selection->ndim, shape);
    if (!sim_np_walk_add(&walk, source)) {
        return raise_no_fit(world, index, selection, source, &walk);
    }
    for (; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk)) {
        int64_t n = 0;
        int64_t offset = 0;
        for (int i = 0; i < walk.ndim; i++) {
            bool selects = i >= place && i < place + selection->ndim;
            if (selects) {
                n = n * selection->shape[i - place] + walk.index[i];
            } else {
                offset += walk.index[i] * index->strides[i < place ? i : i - selection->ndim];
            }
        }
        SimNpValue value = sim_np_get(source, walk.offset[0]);
        sim_np_set(index->array, offset + selection->offsets[n],
                   sim_np_convert(value, source->kind, index->array->kind));
    }
    return 0;
}

int
sim_np_index_set(SimWorld *world, SimNpIndex *index, SimNdarray *source)
{
    Selection selection = {0};
    if (!make_selection(world, index, &selection)) {
        return -1;
    }
    SimNdarray *from = source->buffer == index->array->buffer
                           ? sim_np_copy(world, source, source->kind, NULL)
                           : sim_np_cast(sim_newref(world, &source->ob));
    int status = -1;
    if (from != NULL && sim_np_can_write(world, index->array)) {
        status = scatter(world, index, &selection, from);
    }
    sim_xdecref(world, sim_np_object(from));
    g_free(selection.offsets);
    return status;
}
