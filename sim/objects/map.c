#include "sim/objects/iterators.h"
#include "sim/objects/reduce.h"

enum {
    FEW = 5,
    POINTER_SIZE = 8
}; /* _PY_FASTCALL_SMALL_STACK */

typedef struct {
    SimObject ob;
    SimObject *iterators; /* tuple */
    SimObject *function;
} SimMap;

static inline SimMap *
as_map(SimObject *object)
{
    return (SimMap *) (void *) object;
}

static SimObject *
make(SimWorld *world, SimType *type, SimObject *const *args, size_t nargs)
{
    if (nargs < 2) {
        return sim_err_format(world, SIM_TYPE_TypeError, "map() must have at least two arguments.");
    }
    SimObject *iterators = sim_tuple_new(world, nargs - 1);
    for (size_t i = 1; iterators != NULL && i < nargs; i++) {
        SimObject *iterator = sim_object_iter(world, args[i]);
        if (iterator == NULL) {
            SIM_CLEAR(world, iterators);
        } else {
            sim_tuple_set(world, iterators, i - 1, iterator);
        }
    }
    SimObject *object = iterators == NULL ? NULL : sim_iterator_alloc(world, type);
    if (object == NULL) {
        sim_xdecref(world, iterators);
        return NULL;
    }
    sim_iterator_init(world, object, SIM_LABEL_ITERATOR, &as_map(object)->iterators, iterators);
    sim_iterator_init(world, object, SIM_LABEL_FUNC, &as_map(object)->function,
                      sim_newref(world, args[0]));
    return object;
}

static SimObject *
map_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    if (type == sim_type(world, SIM_TYPE_MAP) && !sim_arg_no_keywords_dict(world, "map", kwargs)) {
        return NULL;
    }
    return make(world, type, ((SimTuple *) (void *) args)->items, sim_tuple_size(args));
}

static SimObject *
map_vectorcall_new(
    SimWorld *world, SimObject *type, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    return sim_arg_no_keywords(world, "map", kwnames)
               ? make(world, (SimType *) (void *) type, args, nargs)
               : NULL;
}

static void
map_dealloc(SimWorld *world, SimObject *object)
{
    sim_gc_untrack(world, object);
    if (!sim_trash_begin(world, object)) {
        return;
    }
    sim_xdecref(world, as_map(object)->iterators);
    sim_xdecref(world, as_map(object)->function);
    sim_object_release(world, object);
    sim_trash_end(world);
}

static int
map_traverse(SimObject *object, SimVisit visit, void *data)
{
    const SimMap *self = as_map(object);
    int result = self->iterators == NULL ? 0 : visit(self->iterators, data);
    return result != 0 || self->function == NULL ? result : visit(self->function, data);
}

static SimObject *
call(SimWorld *world, const SimMap *self, SimObject **args, size_t count)
{
    size_t filled = 0;
    while (filled < count) {
        SimObject *item = sim_iterator_step(world, sim_tuple_get(self->iterators, filled));
        if (item == NULL) {
            break;
        }
        args[filled++] = item;
    }
    SimObject *result =
        filled < count ? NULL : sim_object_vectorcall(world, self->function, args, count, NULL);
    for (size_t i = 0; i < filled; i++) {
        sim_decref(world, args[i]);
    }
    return result;
}

static SimObject *
map_next(SimWorld *world, SimObject *object)
{
    const SimMap *self = as_map(object);
    size_t count = sim_tuple_size(self->iterators);
    SimObject *local[FEW];
    if (count <= FEW) {
        return call(world, self, local, count);
    }
    SimAddr addr =
        sim_buffer_alloc(world, NULL, SIM_LABEL_ITEMS, SIM_DOMAIN_MEM, count * POINTER_SIZE);
    if (addr == 0) {
        return NULL;
    }
    SimObject **args = g_new(SimObject *, count);
    SimObject *result = call(world, self, args, count);
    g_free(args);
    sim_buffer_free(world, NULL, SIM_LABEL_ITEMS, SIM_DOMAIN_MEM, addr);
    return result;
}

/* (map, (function, iterators...)) */
static SimObject *
reduce(SimWorld *world, SimObject *object, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    const SimMap *self = as_map(object);
    size_t count = sim_tuple_size(self->iterators);
    SimObject *given = sim_tuple_new(world, count + 1);
    if (given != NULL) {
        sim_tuple_set(world, given, 0, sim_newref(world, self->function));
        for (size_t i = 0; i < count; i++) {
            SimObject *iterator = sim_tuple_get(self->iterators, i);
            sim_tuple_set(world, given, i + 1, sim_newref(world, iterator));
        }
    }
    return sim_reduced(world, &object->type->ob, given, NULL);
}

static const SimMethodDef methods[] = {
    {"__reduce__", reduce, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

static const SimTypeSlots slots = {
    .tp_dealloc = map_dealloc,
    .tp_traverse = map_traverse,
    .tp_iter = sim_iterator_self,
    .tp_iternext = map_next,
    .tp_new = map_new,
    .tp_vectorcall_new = map_vectorcall_new,
};

const SimTypeSpec sim_spec_MAP = {
    .id = SIM_TYPE_MAP,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 32,
    .host_size = sizeof(SimMap),
    .flags = SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_HAVE_GC,
    .slots = &slots,
    .methods = methods,
    .doc = "map(func, *iterables) --> map object",
};
