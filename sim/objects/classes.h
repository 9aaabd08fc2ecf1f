/* Classes: readying built-in types, making heap types, looking names up along the mro.
 *
 * Stands for Objects/typeobject.c. Instances of classes made by `class` keep their
 * attributes as 3.11 does: a values block shared-keys style until somebody asks for
 * __dict__ (see instance.h).
 */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

/* Fills world->types[spec->id] from @spec: slots, inheritance, mro. Bases first. */
void sim_type_ready(SimWorld *world, const SimTypeSpec *spec);

/* type(name, bases, namespace), C3 order included; NULL with exception. */
SimObject *sim_type_new(SimWorld *world, SimObject *name, SimObject *bases, SimObject *namespace_);

/* _PyType_CalculateMetaclass: borrowed, NULL with TypeError. */
SimType *sim_type_calculate_metaclass(SimWorld *world, SimType *metatype, SimObject *bases);

/* _PyType_Lookup: along the mro, borrowed, NULL without exception when absent. @name is an
 * interned str. */
SimObject *sim_type_lookup(SimWorld *world, SimType *type, SimObject *name);

/* Sets an attribute of a type from C (value NULL: delete) and updates slots. */
int sim_type_set_attr(SimWorld *world, SimType *type, SimObject *name, SimObject *value);

/* __name__ of the type: after the last dot of tp_name for built-in types. Borrowed. */
const char *sim_type_short_name(const SimType *type);

G_END_DECLS
