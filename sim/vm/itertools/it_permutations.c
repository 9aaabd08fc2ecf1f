/* permutations: r elements of a pool in every order. */
#include "sim/vm/itertools/it_object.h"

typedef struct {
    SimObject ob;
    SimObject *pool;      /* tuple */
    SimItIndices indices; /* one for each element of the pool */
    SimItIndices cycles;  /* one for each element of the result: swaps left until it rolls over */
    SimObject *result;    /* NULL: none yet */
    bool stopped;
} SimItPermutations;

static inline SimItPermutations *
as_permutations(SimObject *object)
{
    return (SimItPermutations *) (void *) object;
}

static bool
parse_r(SimWorld *world, SimObject *argument, int64_t *r)
{
    if (argument != NULL && argument != SIM_NONE(world)) {
        if (!SIM_IS_INT(argument)) {
            sim_err_format(world, SIM_TYPE_TypeError, "Expected int as r");
            return false;
        }
        if (!sim_it_size(world, argument, r)) {
            return false;
        }
    }
    if (*r < 0) {
        sim_err_format(world, SIM_TYPE_ValueError, "r must be non-negative");
        return false;
    }
    return true;
}

static void
start(SimItPermutations *self)
{
    for (size_t i = 0; i < self->indices.count; i++) {
        self->indices.at[i] = (int64_t) i;
    }
    for (size_t i = 0; i < self->cycles.count; i++) {
        self->cycles.at[i] = (int64_t) (self->indices.count - i);
    }
    self->stopped = self->cycles.count > self->indices.count;
}

static SimObject *
new_permutations(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    static const char *const names[] = {"iterable", "r", NULL};
    SimObject *parsed[2];
    if (!sim_arg_parse_tuple(world, "permutations", names, 1, 2, args, kwargs, parsed)) {
        return NULL;
    }
    SimObject *pool = sim_tuple_from_iterable(world, parsed[0]);
    if (pool == NULL) {
        return NULL;
    }
    SimItIndices indices = {NULL, 0, 0};
    SimItIndices cycles = {NULL, 0, 0};
    int64_t r = (int64_t) sim_tuple_size(pool);
    SimObject *object = NULL;
    if (parse_r(world, parsed[1], &r) &&
        sim_it_indices_new(world, &indices, sim_tuple_size(pool)) &&
        sim_it_indices_new(world, &cycles, (size_t) r)) {
        object = sim_iterator_alloc(world, type);
    }
    if (object == NULL) {
        sim_it_indices_free(world, NULL, SIM_LABEL_INDEX, &indices);
        sim_it_indices_free(world, NULL, SIM_LABEL_STEP, &cycles);
        sim_decref(world, pool);
        return NULL;
    }
    SimItPermutations *self = as_permutations(object);
    self->indices = indices;
    self->cycles = cycles;
    sim_it_indices_give(world, object, SIM_LABEL_INDEX, &indices);
    sim_it_indices_give(world, object, SIM_LABEL_STEP, &cycles);
    sim_iterator_init(world, object, SIM_LABEL_SEQUENCE, &self->pool, pool);
    start(self);
    return object;
}

static void
host_free(SimObject *object)
{
    g_free(as_permutations(object)->indices.at);
    g_free(as_permutations(object)->cycles.at);
}

static void
dealloc(SimWorld *world, SimObject *object)
{
    SimItPermutations *self = as_permutations(object);
    SimObject *const owned[] = {self->pool, self->result};
    if (sim_it_drop(world, object, owned, G_N_ELEMENTS(owned))) {
        sim_it_indices_free(world, object, SIM_LABEL_INDEX, &self->indices);
        sim_it_indices_free(world, object, SIM_LABEL_STEP, &self->cycles);
        sim_it_release(world, object);
    }
}

SIM_IT_TRAVERSE(SimItPermutations, self->pool, self->result)

static size_t
size_of(SimWorld *world, SimObject *object)
{
    (void) world;
    const SimItPermutations *self = as_permutations(object);
    return object->type->basicsize + (self->indices.count + self->cycles.count) * sizeof(int64_t);
}

static void
put_from(SimWorld *world, const SimItPermutations *self, size_t first)
{
    for (size_t i = first; i < self->cycles.count; i++) {
        SimObject *item = sim_tuple_get(self->pool, (size_t) self->indices.at[i]);
        sim_it_result_put(world, self->result, i, item);
    }
}

static bool
begin(SimWorld *world, SimObject *object)
{
    SimItPermutations *self = as_permutations(object);
    SimObject *result = sim_tuple_new(world, self->cycles.count);
    if (result == NULL) {
        return false;
    }
    sim_iterator_init(world, object, SIM_LABEL_RESULT, &self->result, result);
    put_from(world, self, 0);
    return true;
}

/* Counts the cycles down from the right. One that rolls over moves its index to the end; the first
 * that does not swaps two indices. */
static bool
advance(SimWorld *world, SimObject *object)
{
    SimItPermutations *self = as_permutations(object);
    int64_t *at = self->indices.at;
    size_t size = self->indices.count;
    if (size == 0 || !sim_it_result_own(world, object, &self->result)) {
        return false;
    }
    for (size_t i = self->cycles.count; i-- > 0;) {
        int64_t left = --self->cycles.at[i];
        int64_t index = at[i];
        if (left != 0) {
            at[i] = at[size - (size_t) left];
            at[size - (size_t) left] = index;
            put_from(world, self, i);
            return true;
        }
        memmove(at + i, at + i + 1, (size - 1 - i) * sizeof *at);
        at[size - 1] = index;
        self->cycles.at[i] = (int64_t) (size - i);
    }
    return false;
}

static SimObject *
next(SimWorld *world, SimObject *object)
{
    SimItPermutations *self = as_permutations(object);
    if (self->stopped) {
        return NULL;
    }
    if (!(self->result == NULL ? begin(world, object) : advance(world, object))) {
        self->stopped = true;
        return NULL;
    }
    return sim_newref(world, self->result);
}

/* (type, (pool, r), (indices, cycles)); of one that has ended the pool is (). */
SIM_IT_METHOD(reduce)
{
    const SimItPermutations *self = as_permutations(object);
    bool ended = self->result != NULL && self->stopped;
    bool runs = self->result != NULL && !self->stopped;
    SimObject *both[2] = {ended ? world->empty_tuple : self->pool,
                          sim_int_from_size(world, self->cycles.count)};
    SimObject *state = NULL;
    if (runs) {
        SimObject *pair[2] = {sim_it_indices_tuple(world, &self->indices),
                              sim_it_indices_tuple(world, &self->cycles)};
        state = sim_tuple_from_stolen(world, pair, 2);
    }
    SimObject *result =
        runs && state == NULL ? NULL : sim_it_reduced(world, object, both, 2, state);
    sim_xdecref(world, both[1]);
    return result;
}

static int64_t
last_of_pool(const SimObject *object, size_t i)
{
    (void) i;
    return (int64_t) ((const SimItPermutations *) (const void *) object)->indices.count - 1;
}

static int64_t
longest_cycle(const SimObject *object, size_t i)
{
    return last_of_pool(object, i) + 1 - (int64_t) i;
}

SIM_IT_METHOD(set_state)
{
    SimItPermutations *self = as_permutations(object);
    if (!SIM_IS_TUPLE(args[0])) {
        return sim_err_format(world, SIM_TYPE_TypeError, "state is not a tuple");
    }
    if (sim_tuple_size(args[0]) != 2) {
        return sim_err_format(world, SIM_TYPE_ValueError, "invalid arguments");
    }
    SimObject *indices = sim_tuple_get(args[0], 0);
    SimObject *cycles = sim_tuple_get(args[0], 1);
    if (!sim_it_indices_set(world, &self->indices, indices, 0, last_of_pool, object) ||
        !sim_it_indices_set(world, &self->cycles, cycles, 1, longest_cycle, object)) {
        return NULL;
    }
    SIM_CLEAR_FIELD(world, object, self->result, RESULT);
    if (!begin(world, object)) {
        return NULL;
    }
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
    .tp_new = new_permutations,
    .tp_sizeof = size_of,
    .tp_host_free = host_free,
};

const SimTypeSpec sim_spec_IT_PERMUTATIONS = {
    .id = SIM_TYPE_IT_PERMUTATIONS,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 64,
    .host_size = sizeof(SimItPermutations),
    .flags = SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_HAVE_GC,
    .slots = &slots,
    .methods = methods,
    .doc = "Tuples of r different elements, in every order.",
};
