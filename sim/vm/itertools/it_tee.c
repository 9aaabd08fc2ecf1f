/* tee: iterators over one iterator. What it gave is kept in a chain of cells of 57 values each; a
 * cell lives as long as one of the iterators has it still to read. */
#include "sim/objects/id.h"
#include "sim/objects/weakref.h"
#include "sim/vm/itertools/it_object.h"
#include "sim/vm/itertools/itertools.h"

enum {
    LINK_CELLS = 57
};

typedef struct SimItTeeData {
    SimObject ob;
    SimObject *iterator;
    int count;
    bool running;
    SimObject *next; /* the cell after this one; NULL: none yet */
    SimObject *values[LINK_CELLS];
} SimItTeeData;

typedef struct {
    SimObject ob;
    SimObject *data;
    int index;
} SimItTee;

static inline SimItTeeData *
as_data(SimObject *object)
{
    return (SimItTeeData *) (void *) object;
}

static inline SimItTee *
as_tee(SimObject *object)
{
    return (SimItTee *) (void *) object;
}

static bool
is_data(SimWorld *world, const SimObject *object)
{
    return object->type == sim_type(world, SIM_TYPE_IT_TEE_DATA);
}

static SimObject *
data_make(SimWorld *world, SimObject *iterator)
{
    SimObject *object = sim_object_alloc(world, sim_type(world, SIM_TYPE_IT_TEE_DATA), 0);
    if (object != NULL) {
        sim_iterator_init(world, object, SIM_LABEL_ITERATOR, &as_data(object)->iterator,
                          sim_newref(world, iterator));
        sim_gc_track(world, object);
    }
    return object;
}

/* Value @index, read now if nobody has read it before. New reference. */
static SimObject *
data_get(SimWorld *world, SimObject *object, int index)
{
    SimItTeeData *self = as_data(object);
    if (index < self->count) {
        return sim_newref(world, self->values[index]);
    }
    if (self->running) {
        return sim_err_format(world, SIM_TYPE_RuntimeError, "cannot re-enter the tee iterator");
    }
    self->running = true;
    SimObject *value = sim_iter_next(world, self->iterator);
    self->running = false;
    if (value == NULL) {
        return NULL;
    }
    self->values[self->count] = value;
    sim_splice_one(world, object, (size_t) self->count, 0, value);
    self->count++;
    return sim_newref(world, value);
}

/* Drops a chain of cells without recursion (teedataobject_safe_decref). */
static void
drop_chain(SimWorld *world, SimObject *object)
{
    while (object != NULL && is_data(world, object) && object->refcnt == 1) {
        SimObject *next = as_data(object)->next;
        as_data(object)->next = NULL;
        SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_NEXT, SIM_SLOT_NONE);
        sim_decref(world, object);
        object = next;
    }
    sim_xdecref(world, object);
}

static int
data_clear(SimWorld *world, SimObject *object)
{
    SimItTeeData *self = as_data(object);
    bool lives = object->refcnt > 0;
    SIM_CLEAR_FIELD(world, object, self->iterator, ITERATOR);
    int count = self->count;
    for (int i = 0; i < count; i++) {
        SimObject *value = self->values[i];
        self->values[i] = NULL;
        if (value == NULL) {
            continue;
        }
        if (lives) {
            sim_splice_one(world, object, (size_t) i, 1, NULL);
        }
        sim_decref(world, value);
    }
    SimObject *next = self->next;
    self->next = NULL;
    if (lives && next != NULL) {
        SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_NEXT, SIM_SLOT_NONE);
    }
    drop_chain(world, next);
    return 0;
}

static void
data_dealloc(SimWorld *world, SimObject *object)
{
    sim_gc_untrack(world, object);
    data_clear(world, object);
    sim_object_release(world, object);
}

static int
data_traverse(SimObject *object, SimVisit visit, void *data)
{
    const SimItTeeData *self = as_data(object);
    int result = sim_it_traverse(&self->iterator, 1, visit, data);
    if (result == 0) {
        result = sim_it_traverse(self->values, (size_t) self->count, visit, data);
    }
    return result != 0 ? result : sim_it_traverse(&self->next, 1, visit, data);
}

static const SimTypeSlots data_slots = {
    .tp_dealloc = data_dealloc,
    .tp_traverse = data_traverse,
    .tp_clear = data_clear,
};

const SimTypeSpec sim_spec_IT_TEE_DATA = {
    .id = SIM_TYPE_IT_TEE_DATA,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 496,
    .host_size = sizeof(SimItTeeData),
    .flags = SIM_TPFLAGS_HAVE_GC,
    .slots = &data_slots,
    .doc = "What several tee iterators have in common.",
};

/* Steals @data, which may be NULL. */
static SimObject *
tee_make(SimWorld *world, SimObject *data, int index)
{
    SimObject *object =
        data == NULL ? NULL : sim_object_alloc(world, sim_type(world, SIM_TYPE_IT_TEE), 0);
    if (object == NULL) {
        sim_xdecref(world, data);
        return NULL;
    }
    as_tee(object)->index = index;
    sim_iterator_init(world, object, SIM_LABEL_DATA, &as_tee(object)->data, data);
    sim_gc_track(world, object);
    return object;
}

static SimObject *
tee_copy(SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    SimObject *copy = sim_object_alloc(world, sim_type(world, SIM_TYPE_IT_TEE), 0);
    if (copy != NULL) {
        as_tee(copy)->index = as_tee(self)->index;
        sim_iterator_init(world, copy, SIM_LABEL_DATA, &as_tee(copy)->data,
                          sim_newref(world, as_tee(self)->data));
        sim_gc_track(world, copy);
    }
    return copy;
}

/* tee_fromiterable */
static SimObject *
tee_from(SimWorld *world, SimObject *iterable)
{
    SimObject *iterator = sim_object_iter(world, iterable);
    if (iterator == NULL) {
        return NULL;
    }
    SimObject *result = sim_type_is_subtype(iterator->type, sim_type(world, SIM_TYPE_IT_TEE))
                            ? tee_copy(world, iterator, NULL, 0, NULL)
                            : tee_make(world, data_make(world, iterator), 0);
    sim_decref(world, iterator);
    return result;
}

static SimObject *
tee_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    return sim_it_positional(world, type, SIM_TYPE_IT_TEE, args, kwargs, 1, 1)
               ? tee_from(world, sim_tuple_get(args, 0))
               : NULL;
}

static int
tee_clear(SimWorld *world, SimObject *object)
{
    sim_weakrefs_clear(world, object);
    SIM_CLEAR_FIELD(world, object, as_tee(object)->data, DATA);
    return 0;
}

static void
tee_dealloc(SimWorld *world, SimObject *object)
{
    sim_gc_untrack(world, object);
    tee_clear(world, object);
    sim_object_release(world, object);
}

static int
tee_traverse(SimObject *object, SimVisit visit, void *data)
{
    return sim_it_traverse(&as_tee(object)->data, 1, visit, data);
}

static SimObject *
tee_next(SimWorld *world, SimObject *object)
{
    SimItTee *self = as_tee(object);
    if (self->index >= LINK_CELLS) {
        SimItTeeData *data = as_data(self->data);
        if (data->next == NULL) {
            SimObject *next = data_make(world, data->iterator);
            if (next == NULL) {
                return NULL;
            }
            sim_iterator_init(world, &data->ob, SIM_LABEL_NEXT, &data->next, next);
        }
        sim_it_replace(world, object, SIM_LABEL_DATA, &self->data, sim_newref(world, data->next));
        self->index = 0;
    }
    SimObject *value = data_get(world, self->data, self->index);
    if (value != NULL) {
        self->index++;
    }
    return value;
}

static const SimMethodDef tee_methods[] = {
    {"__copy__", tee_copy, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

static const SimTypeSlots tee_slots = {
    .tp_dealloc = tee_dealloc,
    .tp_traverse = tee_traverse,
    .tp_clear = tee_clear,
    .tp_iter = sim_iterator_self,
    .tp_iternext = tee_next,
    .tp_new = tee_new,
};

const SimTypeSpec sim_spec_IT_TEE = {
    .id = SIM_TYPE_IT_TEE,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 40,
    .host_size = sizeof(SimItTee),
    .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_HAVE_WEAKREFS,
    .slots = &tee_slots,
    .methods = tee_methods,
    .doc = "An iterator that can be copied.",
};

/* Fills places 1.. of @result with copies of the first. */
static bool
fill(SimWorld *world, SimObject *result, SimObject *copy)
{
    for (size_t i = 1; i < sim_tuple_size(result); i++) {
        SimObject *another = sim_object_call_noargs(world, copy);
        if (another == NULL) {
            return false;
        }
        sim_tuple_set(world, result, i, another);
    }
    return true;
}

SimObject *
sim_itertools_tee(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) self;
    (void) kwnames;
    int64_t count = 2;
    if (!sim_arg_count(world, "tee", nargs, 1, 2) ||
        (nargs > 1 && !sim_it_size(world, args[1], &count))) {
        return NULL;
    }
    if (count < 0) {
        return sim_err_format(world, SIM_TYPE_ValueError, "n must be >= 0");
    }
    SimObject *result = sim_tuple_new(world, (size_t) count);
    if (result == NULL || count == 0) {
        return result;
    }
    SimObject *first = sim_object_iter(world, args[0]);
    SimObject *copy = NULL;
    int found =
        first == NULL ? -1 : sim_object_lookup_attr(world, first, SIM_ID(world, __copy__), &copy);
    if (found == 0) {
        SimObject *iterator = first;
        first = tee_from(world, iterator);
        sim_decref(world, iterator);
        copy = first == NULL ? NULL : sim_object_getattr(world, first, SIM_ID(world, __copy__));
    }
    if (copy == NULL) {
        sim_xdecref(world, first);
        sim_decref(world, result);
        return NULL;
    }
    sim_tuple_set(world, result, 0, first);
    if (!fill(world, result, copy)) {
        SIM_CLEAR(world, result);
    }
    sim_decref(world, copy);
    return result;
}
