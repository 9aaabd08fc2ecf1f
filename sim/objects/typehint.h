/* What classes make of `X | Y` and `X[Y]`: types.UnionType and types.GenericAlias.
 *
 * Stands for Objects/unionobject.c and Objects/genericaliasobject.c. Both only remember what they
 * were made of; a union serves isinstance(), an alias calls its origin. There are no type
 * variables here (no typing module), so __parameters__ is always empty.
 */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

/* nb_or of types, unions and aliases: _Py_union_type_or. */
SimObject *sim_union_or(SimWorld *world, SimObject *a, SimObject *b);

/* The members: a tuple of types and aliases. Borrowed. */
SimObject *sim_union_args(SimObject *object);

/* list[int]. @args: a tuple, or the only argument. */
SimObject *sim_alias_new(SimWorld *world, SimObject *origin, SimObject *args);
/* __class_getitem__ of built-in types: an entry of their table of methods. */
SimObject *sim_alias_class_getitem(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames);
#define SIM_CLASS_GETITEM                                                                          \
    {                                                                                              \
        "__class_getitem__", sim_alias_class_getitem, SIM_METH_O | SIM_METH_CLASS                  \
    }

#define SIM_IS_ALIAS(world, object) ((object)->type == sim_type((world), SIM_TYPE_GENERIC_ALIAS))
#define SIM_IS_UNION(world, object) ((object)->type == sim_type((world), SIM_TYPE_UNION))

/* Appends how a type is named inside a hint: "int", "__main__.C", "list[int]". -1: exception. */
int sim_hint_append(SimWorld *world, SimObject *item, GString *out);

G_END_DECLS
