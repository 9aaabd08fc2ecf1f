/* product: nested loops as an iterator. */
#include "sim/objects/dict.h"
#include "sim/objects/reduce.h"
#include "sim/vm/itertools/it_object.h"

typedef struct {
    SimObject ob;
    SimObject *pools;     /* tuple of tuples */
    SimItIndices indices; /* one for each pool */
    SimObject *result;    /* NULL: none yet */
    bool stopped;
} SimItProduct;

static inline SimItProduct *
as_product(SimObject *object)
{
    return (SimItProduct *) (void *) object;
}

static bool
parse_repeat(SimWorld *world, SimObject *kwargs, int64_t *repeat)
{
    static const char *const names[] = {"repeat", NULL};
    SimObject *given = NULL;
    *repeat = 1;
    if (kwargs == NULL) {
        return true;
    }
    if (!sim_arg_parse_tuple(world, "product", names, 0, 1, world->empty_tuple, kwargs, &given) ||
        (given != NULL && !sim_it_size(world, given, repeat))) {
        return false;
    }
    if (*repeat < 0) {
        sim_err_format(world, SIM_TYPE_ValueError, "repeat argument cannot be negative");
        return false;
    }
    return true;
}

static SimObject *
pools_of(SimWorld *world, SimObject *args, size_t nargs, size_t count)
{
    SimObject *pools = sim_tuple_new(world, count);
    for (size_t i = 0; pools != NULL && i < count; i++) {
        SimObject *pool = i < nargs ? sim_tuple_from_iterable(world, sim_tuple_get(args, i))
                                    : sim_newref(world, sim_tuple_get(pools, i - nargs));
        if (pool == NULL) {
            SIM_CLEAR(world, pools);
        } else {
            sim_tuple_set(world, pools, i, pool);
        }
    }
    return pools;
}

static SimObject *
new_product(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    int64_t repeat;
    if (!parse_repeat(world, kwargs, &repeat)) {
        return NULL;
    }
    size_t nargs = repeat == 0 ? 0 : sim_tuple_size(args);
    if (repeat > 0 && nargs > (size_t) (INT64_MAX / 8 / repeat)) {
        return sim_err_format(world, SIM_TYPE_OverflowError, "repeat argument too large");
    }
    SimItIndices indices;
    if (!sim_it_indices_new(world, &indices, nargs * (size_t) repeat)) {
        return NULL;
    }
    SimObject *pools = pools_of(world, args, nargs, indices.count);
    SimObject *object = pools == NULL ? NULL : sim_iterator_alloc(world, type);
    if (object == NULL) {
        sim_it_indices_free(world, NULL, SIM_LABEL_INDEX, &indices);
        sim_xdecref(world, pools);
        return NULL;
    }
    as_product(object)->indices = indices;
    sim_it_indices_give(world, object, SIM_LABEL_INDEX, &indices);
    sim_iterator_init(world, object, SIM_LABEL_SEQUENCE, &as_product(object)->pools, pools);
    return object;
}

static void
host_free(SimObject *object)
{
    g_free(as_product(object)->indices.at);
}

static void
dealloc(SimWorld *world, SimObject *object)
{
    SimItProduct *self = as_product(object);
    SimObject *const owned[] = {self->pools, self->result};
    if (sim_it_drop(world, object, owned, G_N_ELEMENTS(owned))) {
        sim_it_indices_free(world, object, SIM_LABEL_INDEX, &self->indices);
        sim_it_release(world, object);
    }
}

SIM_IT_TRAVERSE(SimItProduct, self->pools, self->result)

static size_t
size_of(SimWorld *world, SimObject *object)
{
    (void) world;
    return object->type->basicsize + sim_tuple_size(as_product(object)->pools) * sizeof(int64_t);
}

/* The first of each pool; false when one is empty. */
static bool
begin(SimWorld *world, SimObject *object)
{
    SimItProduct *self = as_product(object);
    SimObject *result = sim_tuple_new(world, self->indices.count);
    if (result == NULL) {
        return false;
    }
    sim_iterator_init(world, object, SIM_LABEL_RESULT, &self->result, result);
    for (size_t i = 0; i < self->indices.count; i++) {
        SimObject *pool = sim_tuple_get(self->pools, i);
        if (sim_tuple_size(pool) == 0) {
            return false;
        }
        sim_it_result_put(world, result, i, sim_tuple_get(pool, 0));
    }
    return true;
}

/* Advances the rightmost pool, and each to its left that a rollover reaches; false when all have
 * rolled over. */
static bool
advance(SimWorld *world, SimObject *object)
{
    SimItProduct *self = as_product(object);
    if (!sim_it_result_own(world, object, &self->result)) {
        return false;
    }
    for (size_t i = self->indices.count; i-- > 0;) {
        SimObject *pool = sim_tuple_get(self->pools, i);
        int64_t *index = &self->indices.at[i];
        *index = *index + 1 == (int64_t) sim_tuple_size(pool) ? 0 : *index + 1;
        sim_it_result_put(world, self->result, i, sim_tuple_get(pool, (size_t) *index));
        if (*index != 0) {
            return true;
        }
    }
    return false;
}

static SimObject *
next(SimWorld *world, SimObject *object)
{
    SimItProduct *self = as_product(object);
    if (self->stopped) {
        return NULL;
    }
    if (!(self->result == NULL ? begin(world, object) : advance(world, object))) {
        self->stopped = true;
        return NULL;
    }
    return sim_newref(world, self->result);
}

SIM_IT_METHOD(reduce)
{
    const SimItProduct *self = as_product(object);
    if (self->stopped) {
        return sim_it_reduced(world, object, &world->empty_tuple, 1, NULL);
    }
    SimObject *state = self->result == NULL ? NULL : sim_it_indices_tuple(world, &self->indices);
    return self->result != NULL && state == NULL
               ? NULL
               : sim_reduced(world, &object->type->ob, sim_newref(world, self->pools), state);
}

static int64_t
last_of_pool(const SimObject *object, size_t i)
{
    const SimItProduct *self = (const SimItProduct *) (const void *) object;
    return (int64_t) sim_tuple_size(sim_tuple_get(self->pools, i)) - 1;
}

SIM_IT_METHOD(set_state)
{
    SimItProduct *self = as_product(object);
    if (!sim_it_indices_set(world, &self->indices, args[0], 0, last_of_pool, object)) {
        return NULL;
    }
    SimObject *result = sim_tuple_new(world, self->indices.count);
    for (size_t i = 0; result != NULL && i < self->indices.count; i++) {
        SimObject *pool = sim_tuple_get(self->pools, i);
        if (sim_tuple_size(pool) == 0) {
            self->stopped = true;
            sim_decref(world, result);
            return sim_newref(world, SIM_NONE(world));
        }
        sim_it_result_put(world, result, i, sim_tuple_get(pool, (size_t) self->indices.at[i]));
    }
    if (result == NULL) {
        return NULL;
    }
    sim_it_replace(world, object, SIM_LABEL_RESULT, &self->result, result);
    return sim_newref(world, SIM_NONE(world));
}

static const SimMethodDef methods[] = {
    {"__reduce__", reduce, SIM_METH_NOARGS},
    {"__setstate__", set_state, SIM_METH_O},
    {NULL, NULL, 0},
};

static const SimTypeSlots slots = {
    .tp_dealloc = dealloc,
    .tp_traverse = traverse,
    .tp_iter = sim_iterator_self,
    .tp_iternext = next,
    .tp_new = new_product,
    .tp_sizeof = size_of,
    .tp_host_free = host_free,
};

const SimTypeSpec sim_spec_IT_PRODUCT = {
    .id = SIM_TYPE_IT_PRODUCT,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 48,
    .host_size = sizeof(SimItProduct),
    .flags = SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_HAVE_GC,
    .slots = &slots,
    .methods = methods,
    .doc = "product(*iterables, repeat=1): as nested loops, the last one the innermost.",
};
