/* Attribute storage of instances.
 *
 * Stands for the managed dict of 3.11 (Objects/dictobject.c: _PyObject_InitializeDict,
 * _PyObject_StoreInstanceAttribute, _PyObject_GetDictPtr): each heap type has shared keys
 * (at most 30 names); an instance has a values block (MEM domain) of the size that
 * cpython-facts B3 tells, until `__dict__` is asked for or too many names come.
 */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

/* An instance of a heap type: what every heap type's host struct starts with when its
 * base is object; for other bases it lies behind the base's struct
 * (type->dictoffset_host). */
typedef struct {
    SimObject **values; /* by index of the type's shared keys; NULL: none or materialised */
    SimAddr values_addr;
    SimObject *dict; /* NULL: not materialised */
} SimInstanceDict;

/* Borrowed; NULL without exception when absent. */
SimObject *sim_instance_get(SimWorld *world, SimObject *object, SimObject *name);
/* @value NULL deletes; -1 with AttributeError when absent. */
int sim_instance_set(SimWorld *world, SimObject *object, SimObject *name, SimObject *value);
/* object.__dict__: materialises it. New reference. */
SimObject *sim_instance_dict(SimWorld *world, SimObject *object);
bool sim_instance_has_dict(const SimObject *object);

G_END_DECLS
