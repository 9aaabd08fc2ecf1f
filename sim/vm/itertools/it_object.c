#include "sim/vm/itertools/it_object.h"

#include "sim/objects/classes.h"
#include "sim/objects/reduce.h"

enum {
    INDEX_SIZE = 8
};

bool
sim_it_drop(SimWorld *world, SimObject *object, SimObject *const *owned, size_t count)
{
    sim_gc_untrack(world, object);
    if (!sim_trash_begin(world, object)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        sim_xdecref(world, owned[i]);
    }
    return true;
}

void
sim_it_release(SimWorld *world, SimObject *object)
{
    sim_object_release(world, object);
    sim_trash_end(world);
}

void
sim_it_dealloc(SimWorld *world, SimObject *object, SimObject *const *owned, size_t count)
{
    if (sim_it_drop(world, object, owned, count)) {
        sim_it_release(world, object);
    }
}

int
sim_it_traverse(SimObject *const *owned, size_t count, SimVisit visit, void *data)
{
    int result = 0;
    for (size_t i = 0; i < count && result == 0; i++) {
        result = owned[i] == NULL ? 0 : visit(owned[i], data);
    }
    return result;
}

bool
sim_it_positional(SimWorld *world,
                  const SimType *type,
                  SimTypeId id,
                  SimObject *args,
                  SimObject *kwargs,
                  size_t min,
                  size_t max)
{
    const SimType *own = sim_type(world, id);
    const char *name = sim_type_short_name(own);
    if (type->slots.tp_init == own->slots.tp_init &&
        !sim_arg_no_keywords_dict(world, name, kwargs)) {
        return false;
    }
    return sim_arg_count(world, name, sim_tuple_size(args), min, max);
}

bool
sim_it_size(SimWorld *world, SimObject *object, int64_t *value)
{
    SimObject *index = sim_number_index(world, object);
    if (index == NULL) {
        return false;
    }
    bool fits = sim_int_get(index, value);
    sim_decref(world, index);
    if (!fits) {
        sim_err_format(world, SIM_TYPE_OverflowError,
                       "Python int too large to convert to C ssize_t");
    }
    return fits;
}

bool
sim_it_indices_new(SimWorld *world, SimItIndices *indices, size_t count)
{
    /* A request that could never be met is refused without being made. */
    if (count > INT64_MAX / INDEX_SIZE) {
        sim_err_no_memory(world);
        return false;
    }
    indices->addr =
        sim_buffer_alloc(world, NULL, SIM_LABEL_INDEX, SIM_DOMAIN_MEM, count * INDEX_SIZE);
    if (indices->addr == 0) {
        return false;
    }
    indices->at = g_new0(int64_t, MAX(count, 1));
    indices->count = count;
    return true;
}

void
sim_it_indices_give(SimWorld *world, SimObject *owner, SimLabel label, const SimItIndices *indices)
{
    SIM_RECORD(world, BUFFER, owner->slot, (uint64_t) label, indices->addr);
}

void
sim_it_indices_free(SimWorld *world, SimObject *owner, SimLabel label, SimItIndices *indices)
{
    if (indices->at != NULL) {
        sim_buffer_free(world, owner, (int) label, SIM_DOMAIN_MEM, indices->addr);
        g_free(indices->at);
        indices->at = NULL;
    }
}

bool
sim_it_result_own(SimWorld *world, SimObject *object, SimObject **place)
{
    SimObject *result = *place;
    if (result->refcnt == 1) {
        sim_iterator_retrack(world, result);
        return true;
    }
    SimObject *copy =
        sim_tuple_from(world, ((SimTuple *) (void *) result)->items, sim_tuple_size(result));
    if (copy == NULL) {
        return false;
    }
    sim_it_replace(world, object, SIM_LABEL_RESULT, place, copy);
    return true;
}

void
sim_it_result_put(SimWorld *world, SimObject *result, size_t at, SimObject *item)
{
    SimObject *old = sim_tuple_get(result, at);
    sim_tuple_set(world, result, at, sim_newref(world, item));
    sim_xdecref(world, old);
}

SimObject *
sim_it_reduced(
    SimWorld *world, SimObject *object, SimObject *const *args, size_t nargs, SimObject *state)
{
    for (size_t i = 0; i < nargs; i++) {
        if (args[i] == NULL) {
            sim_xdecref(world, state);
            return NULL;
        }
    }
    return sim_reduced(world, &object->type->ob, sim_tuple_from(world, args, nargs), state);
}

SimObject *
sim_it_indices_tuple(SimWorld *world, const SimItIndices *indices)
{
    SimObject *tuple = sim_tuple_new(world, indices->count);
    for (size_t i = 0; tuple != NULL && i < indices->count; i++) {
        SimObject *number = sim_int_new(world, indices->at[i]);
        if (number == NULL) {
            SIM_CLEAR(world, tuple);
        } else {
            sim_tuple_set(world, tuple, i, number);
        }
    }
    return tuple;
}

bool
sim_it_indices_set(SimWorld *world,
                   SimItIndices *indices,
                   SimObject *state,
                   int64_t least,
                   int64_t (*most)(const SimObject *object, size_t i),
                   const SimObject *object)
{
    if (!SIM_IS_TUPLE(state) || sim_tuple_size(state) != indices->count) {
        sim_err_format(world, SIM_TYPE_ValueError, "invalid arguments");
        return false;
    }
    for (size_t i = 0; i < indices->count; i++) {
        int64_t index;
        if (!sim_it_size(world, sim_tuple_get(state, i), &index)) {
            return false;
        }
        indices->at[i] = MAX(MIN(index, most(object, i)), least);
    }
    return true;
}
