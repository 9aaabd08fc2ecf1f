/* The functions of the builtins module, one table for each file that has some. */
#pragma once

#include "sim/vm/vm_private.h"

G_BEGIN_DECLS

extern const SimMethodDef sim_builtins_object[];
extern const SimMethodDef sim_builtins_number[];
extern const SimMethodDef sim_builtins_iter[];
extern const SimMethodDef sim_builtins_print[];

/* The parameters of every built-in function. */
#define SIM_BUILTIN_PARAMETERS                                                                     \
    G_GNUC_UNUSED SimWorld *world, G_GNUC_UNUSED SimObject *self,                                  \
        G_GNUC_UNUSED SimObject *const *args, G_GNUC_UNUSED size_t nargs,                          \
        G_GNUC_UNUSED SimObject *kwnames

G_END_DECLS
