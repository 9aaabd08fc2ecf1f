/* combinations and combinations_with_replacement: r elements of a pool, in its order. */
#include "sim/vm/itertools/it_object.h"

typedef struct {
    SimObject ob;
    SimObject *pool;      /* tuple */
    SimItIndices indices; /* one for each element of the result */
    SimObject *result;    /* NULL: none yet */
    bool stopped;
} SimItCombinations;

static inline SimItCombinations *
as_combinations(SimObject *object)
{
    return (SimItCombinations *) (void *) object;
}

static SimObject *
make(SimWorld *world, SimType *type, SimTypeId id, SimObject *args, SimObject *kwargs)
{
    static const char *const names[] = {"iterable", "r", NULL};
    const char *name = strrchr(sim_type(world, id)->name, '.') + 1;
    SimObject *parsed[2];
    int64_t r;
    if (!sim_arg_parse_tuple(world, name, names, 2, 2, args, kwargs, parsed) ||
        !sim_it_size(world, parsed[1], &r)) {
        return NULL;
    }
    SimObject *pool = sim_tuple_from_iterable(world, parsed[0]);
    if (pool == NULL) {
        return NULL;
    }
    if (r < 0) {
        sim_decref(world, pool);
        return sim_err_format(world, SIM_TYPE_ValueError, "r must be non-negative");
    }
    SimItIndices indices = {NULL, 0, 0};
    SimObject *object =
        sim_it_indices_new(world, &indices, (size_t) r) ? sim_iterator_alloc(world, type) : NULL;
    if (object == NULL) {
        sim_it_indices_free(world, NULL, SIM_LABEL_INDEX, &indices);
        sim_decref(world, pool);
        return NULL;
    }
    as_combinations(object)->indices = indices;
    sim_it_indices_give(world, object, SIM_LABEL_INDEX, &indices);
    sim_iterator_init(world, object, SIM_LABEL_SEQUENCE, &as_combinations(object)->pool, pool);
    return object;
}

static SimObject *
combinations_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    SimObject *object = make(world, type, SIM_TYPE_IT_COMBINATIONS, args, kwargs);
    if (object != NULL) {
        SimItCombinations *self = as_combinations(object);
        for (size_t i = 0; i < self->indices.count; i++) {
            self->indices.at[i] = (int64_t) i;
        }
        self->stopped = self->indices.count > sim_tuple_size(self->pool);
    }
    return object;
}

static SimObject *
replacement_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    SimObject *object = make(world, type, SIM_TYPE_IT_COMBINATIONS_WITH_REPLACEMENT, args, kwargs);
    if (object != NULL) {
        SimItCombinations *self = as_combinations(object);
        self->stopped = sim_tuple_size(self->pool) == 0 && self->indices.count > 0;
    }
    return object;
}

static void
host_free(SimObject *object)
{
    g_free(as_combinations(object)->indices.at);
}

static void
dealloc(SimWorld *world, SimObject *object)
{
    SimItCombinations *self = as_combinations(object);
    SimObject *const owned[] = {self->pool, self->result};
    if (sim_it_drop(world, object, owned, G_N_ELEMENTS(owned))) {
        sim_it_indices_free(world, object, SIM_LABEL_INDEX, &self->indices);
        sim_it_release(world, object);
    }
}

SIM_IT_TRAVERSE(SimItCombinations, self->pool, self->result)

static size_t
size_of(SimWorld *world, SimObject *object)
{
    (void) world;
    return object->type->basicsize + as_combinations(object)->indices.count * sizeof(int64_t);
}

static void
put_from(SimWorld *world, const SimItCombinations *self, size_t first)
{
    for (size_t i = first; i < self->indices.count; i++) {
        SimObject *item = sim_tuple_get(self->pool, (size_t) self->indices.at[i]);
        sim_it_result_put(world, self->result, i, item);
    }
}

static bool
begin(SimWorld *world, SimObject *object)
{
    SimItCombinations *self = as_combinations(object);
    SimObject *result = sim_tuple_new(world, self->indices.count);
    if (result == NULL) {
        return false;
    }
    sim_iterator_init(world, object, SIM_LABEL_RESULT, &self->result, result);
    put_from(world, self, 0);
    return true;
}

/* Raises the rightmost index that can be raised, and sets those to its right to the least they may
 * be: @apart more than the one to their left. The last index of place i is
 * size - 1 - (count - 1 - i) * @apart. */
static bool
advance(SimWorld *world, SimObject *object, size_t apart)
{
    SimItCombinations *self = as_combinations(object);
    if (!sim_it_result_own(world, object, &self->result)) {
        return false;
    }
    int64_t *at = self->indices.at;
    size_t size = sim_tuple_size(self->pool);
    size_t count = self->indices.count;
    size_t i = count;
    while (i > 0 && at[i - 1] == (int64_t) (size - 1 - (count - i) * apart)) {
        i--;
    }
    if (i == 0) {
        return false;
    }
    i--;
    at[i]++;
    for (size_t j = i + 1; j < count; j++) {
        at[j] = at[j - 1] + (int64_t) apart;
    }
    put_from(world, self, i);
    return true;
}

static SimObject *
next_of(SimWorld *world, SimObject *object, size_t apart)
{
    SimItCombinations *self = as_combinations(object);
    if (self->stopped) {
        return NULL;
    }
    if (!(self->result == NULL ? begin(world, object) : advance(world, object, apart))) {
        self->stopped = true;
        return NULL;
    }
    return sim_newref(world, self->result);
}

static SimObject *
combinations_next(SimWorld *world, SimObject *object)
{
    return next_of(world, object, 1);
}

static SimObject *
replacement_next(SimWorld *world, SimObject *object)
{
    return next_of(world, object, 0);
}

/* (type, (pool, r), indices); of one that has ended the pool is (). */
SIM_IT_METHOD(reduce)
{
    const SimItCombinations *self = as_combinations(object);
    bool ended = self->result != NULL && self->stopped;
    bool runs = self->result != NULL && !self->stopped;
    SimObject *both[2] = {ended ? world->empty_tuple : self->pool,
                          sim_int_from_size(world, self->indices.count)};
    SimObject *state = runs ? sim_it_indices_tuple(world, &self->indices) : NULL;
    SimObject *result =
        runs && state == NULL ? NULL : sim_it_reduced(world, object, both, 2, state);
    sim_xdecref(world, both[1]);
    return result;
}

static int64_t
last_combination(const SimObject *object, size_t i)
{
    const SimItCombinations *self = (const SimItCombinations *) (const void *) object;
    return (int64_t) (i + sim_tuple_size(self->pool)) - (int64_t) self->indices.count;
}

static int64_t
last_of_pool(const SimObject *object, size_t i)
{
    (void) i;
    const SimItCombinations *self = (const SimItCombinations *) (const void *) object;
    return (int64_t) sim_tuple_size(self->pool) - 1;
}

SIM_IT_METHOD(set_state)
{
    SimItCombinations *self = as_combinations(object);
    bool apart = object->type->id == SIM_TYPE_IT_COMBINATIONS;
    if (!sim_it_indices_set(world, &self->indices, args[0], 0,
                            apart ? last_combination : last_of_pool, object)) {
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

/* COMBINATIONS(ID, its function names begin with, doc) */
#define COMBINATIONS(ID, name, text)                                                               \
    static const SimTypeSlots name##_slots = {                                                     \
        .tp_dealloc = dealloc,                                                                     \
        .tp_traverse = traverse,                                                                   \
        .tp_iter = sim_iterator_self,                                                              \
        .tp_iternext = name##_next,                                                                \
        .tp_new = name##_new,                                                                      \
        .tp_sizeof = size_of,                                                                      \
        .tp_host_free = host_free,                                                                 \
    };                                                                                             \
    const SimTypeSpec sim_spec_##ID = {                                                            \
        .id = SIM_TYPE_##ID,                                                                       \
        .base = SIM_TYPE_OBJECT,                                                                   \
        .basicsize = 56,                                                                           \
        .host_size = sizeof(SimItCombinations),                                                    \
        .flags = SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_HAVE_GC,                                       \
        .slots = &name##_slots,                                                                    \
        .methods = methods,                                                                        \
        .doc = text,                                                                               \
    };

COMBINATIONS(IT_COMBINATIONS, combinations, "Tuples of r different elements, in their order.")
COMBINATIONS(IT_COMBINATIONS_WITH_REPLACEMENT,
             replacement,
             "Tuples of r elements, in their order; each may come several times.")
