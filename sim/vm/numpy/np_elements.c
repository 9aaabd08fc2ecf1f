#include "sim/vm/numpy/np_elements.h"

#include "sim/vm/numpy/np_scalar.h"
#include "sim/vm/numpy/np_state.h"
#include "sim/vm/vm_private.h"

void
sim_np_elements_enqueue(SimNpElements *elements)
{
    elements->queued = true;
    elements->place = elements->queue->len;
    g_ptr_array_add(elements->queue, elements);
}

void
sim_np_elements_watch(SimWorld *world, SimNdarray *array)
{
    if (world->trace == NULL) {
        return;
    }
    SimNpElements *elements = g_new0(SimNpElements, 1);
    elements->array = array;
    elements->queue = sim_np_state(world)->changed;
    array->buffer->watched = elements;
    sim_np_elements_enqueue(elements);
}

/* Views share the buffer. */
static SimNpElements *
elements_of(const SimNdarray *array)
{
    SimNpElements *elements = array->buffer == NULL ? NULL : array->buffer->watched;
    return elements != NULL && elements->array == array ? elements : NULL;
}

void
sim_np_elements_drop(SimNdarray *array)
{
    SimNpElements *elements = elements_of(array);
    if (elements != NULL) {
        array->buffer->watched = NULL;
        g_free(elements->told);
        g_free(elements);
    }
}

void
sim_np_elements_unwatch(SimNdarray *array)
{
    SimNpElements *elements = elements_of(array);
    if (elements != NULL && elements->queued) {
        SimNpElements *last = elements->queue->pdata[elements->queue->len - 1];
        last->place = elements->place;
        g_ptr_array_remove_index_fast(elements->queue, elements->place);
    }
    sim_np_elements_drop(array);
}

/* The number of elements that are told, and how many of them come before the gap. */
static int64_t
told_count(int64_t count, int64_t *first)
{
    bool all = count <= SIM_NP_TOLD_FIRST + SIM_NP_TOLD_LAST;
    *first = all ? count : SIM_NP_TOLD_FIRST;
    return all ? count : SIM_NP_TOLD_FIRST + SIM_NP_TOLD_LAST;
}

static void
tell(SimWorld *world, SimNpElements *elements)
{
    const SimNdarray *array = elements->array;
    int64_t all = sim_np_buffer_count(array->buffer);
    if ((size_t) all * sim_np_item_size(array->kind) > SIM_NP_TOLD_BYTES) {
        return;
    }
    int64_t first;
    int64_t count = told_count(all, &first);
    SimNpValue values[SIM_NP_TOLD_FIRST + SIM_NP_TOLD_LAST];
    for (int64_t i = 0; i < count; i++) {
        values[i] = sim_np_buffer_peek(array->buffer, i < first ? i : all - count + i);
    }
    size_t size = (size_t) count * sizeof *values;
    if (elements->told != NULL && memcmp(elements->told, values, size) == 0) {
        return;
    }
    g_free(elements->told);
    elements->told = g_memdup2(values, MAX(size, 1));
    g_autoptr(GString) text = g_string_new(NULL);
    for (int64_t i = 0; i < count; i++) {
        g_string_append(text, i == 0 ? "" : i == first ? " ... " : " ");
        sim_np_number_text(array->kind, values[i], text);
    }
    sim_trace_emit_ELEMENTS(world->trace, array->ob.slot, (SimText){text->str, text->len});
}

void
sim_np_elements_tell(SimWorld *world)
{
    const SimNumpy *numpy = sim_vm_of(world)->numpy;
    if (world->trace == NULL || numpy == NULL) {
        return;
    }
    for (guint i = 0; i < numpy->changed->len; i++) {
        SimNpElements *elements = numpy->changed->pdata[i];
        elements->queued = false;
        tell(world, elements);
    }
    g_ptr_array_set_size(numpy->changed, 0);
}
