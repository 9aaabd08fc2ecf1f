/* Built-in functions and methods: see function.h for the object.
 *
 * Stands for Objects/methodobject.c and the argument checks of Objects/descrobject.c.
 */
#pragma once

#include "sim/objects/function.h"

G_BEGIN_DECLS

/* A static one, bound to @self (borrowed): __new__ of built-in types and the like. */
SimObject *sim_builtin_new_static(SimWorld *world, const SimMethodDef *def, SimObject *self);
/* Runs @def with its checks. @title makes its name for messages, only when one is due. */
SimObject *sim_builtin_run(SimWorld *world,
                           const SimMethodDef *def,
                           char *(*title)(SimWorld *world, SimObject *object),
                           SimObject *object,
                           SimObject *self,
                           SimObject *const *args,
                           size_t nargs,
                           SimObject *kwnames);

G_END_DECLS
