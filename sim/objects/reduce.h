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

G_END_DECLS
