/* The two iterators of a deque: 72 bytes. They keep the deque as long as they live, and do not go
 * on once it has changed. */
#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/int.h"
#include "sim/objects/iterators.h"
#include "sim/vm/builtins.h"
#include "sim/vm/collections/deque.h"

typedef struct {
    SimObject ob;
    SimDequeBlock *block; /* means nothing once the deque's state is another */
    int64_t index;
    SimDeque *deque;
    uint64_t state;
    int64_t left;
} DequeIterator;

static inline DequeIterator *
as_iterator(SimObject *object)
{
    return (DequeIterator *) (void *) object;
}

static SimObject *
new_iterator(SimWorld *world, SimObject *deque, SimTypeId type)
{
    SimObject *object = sim_object_alloc(world, sim_type(world, type), 0);
    if (object == NULL) {
        return NULL;
    }
    DequeIterator *self = as_iterator(object);
    self->deque = sim_deque_cast(sim_newref(world, deque));
    self->block = self->deque->left;
    self->index = self->deque->left_index;
    self->state = self->deque->state;
    self->left = self->deque->length;
    SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_SEQUENCE, deque->slot);
    sim_gc_track(world, object);
    return object;
}

SimObject *
sim_deque_iter(SimWorld *world, SimObject *deque)
{
    return new_iterator(world, deque, SIM_TYPE_DEQUE_ITERATOR);
}

SimObject *
sim_deque_reversed(SimWorld *world, SimObject *deque)
{
    SimObject *object = new_iterator(world, deque, SIM_TYPE_DEQUE_REVERSE_ITERATOR);
    if (object != NULL) {
        as_iterator(object)->block = sim_deque_cast(deque)->right;
        as_iterator(object)->index = sim_deque_cast(deque)->right_index;
    }
    return object;
}

static void
iterator_dealloc(SimWorld *world, SimObject *object)
{
    sim_gc_untrack(world, object);
    sim_decref(world, &as_iterator(object)->deque->ob);
    sim_object_release(world, object);
}

static int
iterator_traverse(SimObject *object, SimVisit visit, void *data)
{
    return visit(&as_iterator(object)->deque->ob, data);
}

/* Whether there is one more. */
static bool
check(SimWorld *world, DequeIterator *self)
{
    if (self->deque->state != self->state) {
        self->left = 0;
        sim_err_format(world, SIM_TYPE_RuntimeError, "deque mutated during iteration");
        return false;
    }
    return self->left > 0;
}

static SimObject *
forward_next(SimWorld *world, SimObject *object)
{
    DequeIterator *self = as_iterator(object);
    if (!check(world, self)) {
        return NULL;
    }
    SimObject *item = self->block->items[self->index++];
    self->left--;
    if (self->index == SIM_DEQUE_BLOCK_ITEMS && self->left > 0) {
        self->block = self->block->right;
        self->index = 0;
    }
    return sim_newref(world, item);
}

static SimObject *
backward_next(SimWorld *world, SimObject *object)
{
    DequeIterator *self = as_iterator(object);
    if (!check(world, self)) {
        return NULL;
    }
    SimObject *item = self->block->items[self->index--];
    self->left--;
    if (self->index < 0 && self->left > 0) {
        self->block = self->block->left;
        self->index = SIM_DEQUE_BLOCK_ITEMS - 1;
    }
    return sim_newref(world, item);
}

static SimObject *
length_hint(SIM_BUILTIN_PARAMETERS)
{
    return sim_int_new(world, as_iterator(self)->left);
}

static const SimMethodDef methods[] = {
    {"__length_hint__", length_hint, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

#define ITERATOR_TYPE(ID, next)                                                                    \
    static const SimTypeSlots slots_##ID = {                                                       \
        .tp_dealloc = iterator_dealloc,                                                            \
        .tp_traverse = iterator_traverse,                                                          \
        .tp_iter = sim_iterator_self,                                                              \
        .tp_iternext = next,                                                                       \
    };                                                                                             \
    const SimTypeSpec sim_spec_##ID = {                                                            \
        .id = SIM_TYPE_##ID,                                                                       \
        .basicsize = 56,                                                                           \
        .host_size = sizeof(DequeIterator),                                                        \
        .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_DISALLOW_NEW,                                   \
        .slots = &slots_##ID,                                                                      \
        .methods = methods,                                                                        \
    }
ITERATOR_TYPE(DEQUE_ITERATOR, forward_next);
ITERATOR_TYPE(DEQUE_REVERSE_ITERATOR, backward_next);
