/* The functions of the module numpy. */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

extern const SimMethodDef sim_np_creation_functions[]; /* np_creation.c */
extern const SimMethodDef sim_np_array_functions[];    /* np_functions.c */

G_END_DECLS
