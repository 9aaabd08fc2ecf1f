/* The check for constructs that are valid Python and not modelled, before anything runs.
 *
 * The parser refuses syntax; this refuses meanings: modules and names of modules that the
 * machine does not have, built-ins such as eval and open, metaclasses.
 */
#pragma once

#include "sim/syntax/ast.h"

G_BEGIN_DECLS

/* False with a SIM_DIAG_NOT_MODELLED error at the first such place. */
bool sim_check_modelled(const SimTree *tree, GError **error);

G_END_DECLS
