/* operator (Modules/_operator.c): the operators as functions, and callables that fetch items or
 * attributes or call methods. The three types live on the heap in 3.11: see functools.h. */
#pragma once

#include "sim/vm/vm_private.h"

G_BEGIN_DECLS

extern const SimTypeSpec sim_spec_OP_ITEMGETTER;
extern const SimTypeSpec sim_spec_OP_ATTRGETTER;
extern const SimTypeSpec sim_spec_OP_METHODCALLER;
/* Functions of two operands and of one, and all others. */
extern const SimMethodDef sim_operator_functions[];

G_END_DECLS
