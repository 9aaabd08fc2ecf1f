/* The part of ctypes that lessons about counts use: py_object, whole numbers, from_address() and
 * cast() of an id(), and the two functions of ctypes.pythonapi that change a count.
 *
 * Stands for Modules/_ctypes. A cell of memory holds a number, a reference (py_object), or lies
 * at an address of the modelled process: there, only the first word of an object (its count) and
 * the second (its type) can be read, and the count be written; what is no object any more reads
 * as 0. Sizes are CPython's; what else ctypes can do is not modelled.
 *
 * A count changed by hand and the references that there are no longer agree: sim_raw_count notes
 * by how much. When such an object's count reaches 0 while references are left, a real process
 * goes on with freed memory; the machine says so and keeps the object.
 */
#pragma once

#include "sim/vm/vm_private.h"

G_BEGIN_DECLS

typedef struct {
    SimObject ob;
    uint64_t bits;   /* of a number; the address, if it is `foreign` */
    bool foreign;    /* what counts lies at the address; of a py_object: the object's */
    SimObject *keep; /* owned; the referent of a py_object; NULL: none */
} SimCtData;

static inline SimCtData *
sim_ct_data(SimObject *object)
{
    return (SimCtData *) (void *) object;
}

static inline bool
sim_is_ct_data(SimWorld *world, const SimObject *object)
{
    return sim_type_is_subtype(object->type, sim_type(world, SIM_TYPE_CT_SIMPLE));
}

/* The letter of a type's _type_: 'O', 'l', ...; 0: none. */
char sim_ct_letter(SimWorld *world, SimType *type);
/* What a py_object refers to: a new reference; NULL with ValueError. */
SimObject *sim_ct_referent(SimWorld *world, SimObject *data);
/* The object at @address, or NULL; borrowed. */
SimObject *sim_ct_object_at(SimWorld *world, SimAddr address);
/* The count of @object is changed by hand, by @difference: what a live object's count says and its
 * references are apart from now on. */
void sim_raw_count(SimWorld *world, SimObject *object, int64_t difference);

G_END_DECLS
