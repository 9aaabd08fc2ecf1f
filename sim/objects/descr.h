/* Descriptors: what a built-in type's methods and attributes are.
 *
 * Stands for Objects/descrobject.c: method_descriptor, classmethod_descriptor,
 * wrapper_descriptor, getset_descriptor, member_descriptor (a place of __slots__), and
 * method-wrapper (a bound wrapper_descriptor).
 */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

typedef struct {
    SimObject ob;
    SimType *type;   /* owned */
    SimObject *name; /* owned */
    const void *def; /* SimMethodDef, SimGetSetDef, SimSlotDef */
    void (*wrapped)(void);
    size_t offset; /* member: of the SimObject * in the host struct */
} SimDescr;

/* Static ones, for built-in types. @name borrowed. */
SimObject *
sim_descr_new_method(SimWorld *world, SimType *type, SimObject *name, const SimMethodDef *def);
SimObject *
sim_descr_new_getset(SimWorld *world, SimType *type, SimObject *name, const SimGetSetDef *def);
SimObject *sim_descr_new_wrapper(
    SimWorld *world, SimType *type, SimObject *name, const void *slot_def, void (*wrapped)(void));
/* On the heap, for classes. */
SimObject *sim_descr_new_member(SimWorld *world, SimType *type, SimObject *name, size_t offset);
SimObject *
sim_descr_new_heap_getset(SimWorld *world, SimType *type, SimObject *name, const SimGetSetDef *def);
/* The setter of a member that cannot be set (READONLY of structmember.h): "readonly attribute".
 * A SimGetSetDef without a setter says that it is not writable. */
int sim_member_read_only(SimWorld *world, SimObject *object, SimObject *value);

G_END_DECLS
