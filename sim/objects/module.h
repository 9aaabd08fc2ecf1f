/* Modules. Stands for Objects/moduleobject.c: 72 bytes and a dict. */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

typedef struct {
    SimObject ob;
    SimObject *dict;
    SimObject *name;
    bool builtin; /* part of the interpreter: its repr says so */
} SimModule;

SimObject *sim_module_new(SimWorld *world, const char *name);
static inline SimObject *
sim_module_dict(SimObject *module) /* borrowed */
{
    return ((SimModule *) (void *) module)->dict;
}
/* Adds C functions (table ended by a NULL name) as built-in functions of the module. */
int sim_module_add_functions(SimWorld *world, SimObject *module, const SimMethodDef *defs);

G_END_DECLS
