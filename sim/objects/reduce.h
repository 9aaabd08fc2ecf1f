/* How an object tells what it is made of, for the module copy: __reduce_ex__ and __getstate__.
 *
 * Stands for the end of Objects/typeobject.c (object.__reduce_ex__, reduce_newobj,
 * object_getstate_default). Protocol 2 and above: the module copy asks for 4.
 */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

/* Methods of object. */
SimObject *sim_object_reduce_ex(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames);
SimObject *sim_object_reduce(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames);
SimObject *sim_object_getstate(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames);

/* What __getstate__ says: None, the attributes, or a pair of them and the slots. @required: that is
 * all there is to the object, or it is a TypeError. */
SimObject *sim_object_state(SimWorld *world, SimObject *self, bool required);

/* (callable, args) or, with a state that is not NULL, (callable, args, state). Steals the last
 * two; NULL with an exception when @args is. */
SimObject *sim_reduced(SimWorld *world, SimObject *callable, SimObject *args, SimObject *state);
/* (getattr, (object, name)); steals @name, which may be NULL. */
SimObject *sim_reduced_attribute(SimWorld *world, SimObject *object, SimObject *name);

/* Iterators. (NAME, (sequence,), index) where NAME is iter or reversed; of one that is used up
 * (@sequence NULL) (NAME, (empty,)). Steals @empty. */
SimObject *sim_reduced_iterator(
    SimWorld *world, const char *name, SimObject *sequence, SimObject *empty, int64_t index);
/* (iter, (items,)); steals @items, a list, which may be NULL. */
SimObject *sim_reduced_items(SimWorld *world, SimObject *items);
/* What __setstate__ is given: an index, brought between @least and @most. False with TypeError. */
bool
sim_iterator_state(SimWorld *world, SimObject *state, int64_t least, int64_t most, int64_t *index);

/* The two methods of an iterator with an `index` into @field, of which it is past the end at
 * @length. */
#define SIM_ITERATOR_STATE(Type, field, length, empty)                                             \
    static SimObject *state_reduce(SimWorld *world, SimObject *object,                             \
                                   G_GNUC_UNUSED SimObject *const *args,                           \
                                   G_GNUC_UNUSED size_t nargs, G_GNUC_UNUSED SimObject *kwnames)   \
    {                                                                                              \
        const Type *self = (const Type *) (void *) object;                                         \
        return sim_reduced_iterator(world, "iter", self->field, empty, self->index);               \
    }                                                                                              \
    static SimObject *state_set(SimWorld *world, SimObject *object, SimObject *const *args,        \
                                G_GNUC_UNUSED size_t nargs, G_GNUC_UNUSED SimObject *kwnames)      \
    {                                                                                              \
        Type *self = (Type *) (void *) object;                                                     \
        int64_t index;                                                                             \
        if (!sim_iterator_state(world, args[0], 0, self->field == NULL ? 0 : (length), &index)) {  \
            return NULL;                                                                           \
        }                                                                                          \
        self->index = self->field == NULL ? self->index : index;                                   \
        return sim_newref(world, SIM_NONE(world));                                                 \
    }
#define SIM_ITERATOR_STATE_METHODS                                                                 \
    {"__reduce__", state_reduce, SIM_METH_NOARGS},                                                 \
    {                                                                                              \
        "__setstate__", state_set, SIM_METH_O                                                      \
    }

G_END_DECLS
