/* The special methods and the slots they stand for.
 *
 * Stands for slotdefs of Objects/typeobject.c. One line for each pair of name and slot,
 * those of one slot together; where a name stands for several slots the number protocol
 * comes before mapping and sequence, as in CPython.
 */
#pragma once

#include "sim/objects/id.h"
#include "sim/objects/type_private.h"

G_BEGIN_DECLS

/* slot_generic.c: call the special method of a class. */
#define SIM_GENERIC_BINARY(slot, name, rname)                                                      \
    SimObject *sim_slot_nb_##slot(SimWorld *world, SimObject *self, SimObject *other);
#define SIM_GENERIC_UNARY(slot, name)                                                              \
    SimObject *sim_slot_nb_##slot(SimWorld *world, SimObject *self);
#define SIM_GENERIC_INPLACE(slot, name)                                                            \
    SimObject *sim_slot_nb_inplace_##slot(SimWorld *world, SimObject *self, SimObject *other);
SIM_NUMBER_SLOTS(SIM_GENERIC_BINARY, SIM_GENERIC_UNARY)
SIM_INPLACE_SLOTS(SIM_GENERIC_INPLACE)
#undef SIM_GENERIC_BINARY
#undef SIM_GENERIC_UNARY
#undef SIM_GENERIC_INPLACE
SimObject *
sim_slot_nb_power(SimWorld *world, SimObject *self, SimObject *other, SimObject *modulus);
SimObject *
sim_slot_nb_inplace_power(SimWorld *world, SimObject *self, SimObject *other, SimObject *modulus);
int sim_slot_nb_bool(SimWorld *world, SimObject *self);
SimObject *sim_slot_tp_repr(SimWorld *world, SimObject *self);
SimObject *sim_slot_tp_str(SimWorld *world, SimObject *self);
int64_t sim_slot_tp_hash(SimWorld *world, SimObject *self);
SimObject *sim_slot_tp_call(SimWorld *world, SimObject *self, SimObject *args, SimObject *kwargs);
SimObject *sim_slot_tp_getattr_hook(SimWorld *world, SimObject *self, SimObject *name);
int sim_slot_tp_setattro(SimWorld *world, SimObject *self, SimObject *name, SimObject *value);
SimObject *
sim_slot_tp_richcompare(SimWorld *world, SimObject *self, SimObject *other, SimCompareOp op);
SimObject *sim_slot_tp_iter(SimWorld *world, SimObject *self);
SimObject *sim_slot_tp_iternext(SimWorld *world, SimObject *self);
SimObject *
sim_slot_tp_descr_get(SimWorld *world, SimObject *self, SimObject *object, SimObject *type);
int sim_slot_tp_descr_set(SimWorld *world, SimObject *self, SimObject *object, SimObject *value);
int sim_slot_tp_init(SimWorld *world, SimObject *self, SimObject *args, SimObject *kwargs);
SimObject *sim_slot_tp_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs);
void sim_slot_tp_finalize(SimWorld *world, SimObject *self);
int64_t sim_slot_sq_length(SimWorld *world, SimObject *self);
SimObject *sim_slot_sq_item(SimWorld *world, SimObject *self, int64_t index);
int sim_slot_sq_ass_item(SimWorld *world, SimObject *self, int64_t index, SimObject *value);
int sim_slot_sq_contains(SimWorld *world, SimObject *self, SimObject *item);
SimObject *sim_slot_mp_subscript(SimWorld *world, SimObject *self, SimObject *key);
int sim_slot_mp_ass_subscript(SimWorld *world, SimObject *self, SimObject *key, SimObject *value);

/* slot_wrap.c: make a slot callable under a method's name. */
#define SIM_WRAPPERS(WRAPPER)                                                                      \
    WRAPPER(unary)                                                                                 \
    WRAPPER(binary)                                                                                \
    WRAPPER(binary_reflected)                                                                      \
    WRAPPER(ternary)                                                                               \
    WRAPPER(ternary_reflected)                                                                     \
    WRAPPER(bool)                                                                                  \
    WRAPPER(length)                                                                                \
    WRAPPER(repeat)                                                                                \
    WRAPPER(item)                                                                                  \
    WRAPPER(set_item)                                                                              \
    WRAPPER(del_item)                                                                              \
    WRAPPER(contains)                                                                              \
    WRAPPER(set_subscript)                                                                         \
    WRAPPER(del_subscript)                                                                         \
    WRAPPER(hash)                                                                                  \
    WRAPPER(call)                                                                                  \
    WRAPPER(setattr)                                                                               \
    WRAPPER(delattr)                                                                               \
    WRAPPER(compare)                                                                               \
    WRAPPER(next)                                                                                  \
    WRAPPER(descr_get)                                                                             \
    WRAPPER(descr_set)                                                                             \
    WRAPPER(descr_delete)                                                                          \
    WRAPPER(init)                                                                                  \
    WRAPPER(finalize)
#define SIM_WRAPPER_PROTOTYPE(kind)                                                                \
    SimObject *sim_wrap_##kind(SimWorld *world, const SimSlotDef *def, SimAnyFunc wrapped,         \
                               SimObject *self, SimObject *const *args, size_t nargs,              \
                               SimObject *kwnames);
SIM_WRAPPERS(SIM_WRAPPER_PROTOTYPE)
#undef SIM_WRAPPER_PROTOTYPE

G_END_DECLS
