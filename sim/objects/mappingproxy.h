/* mappingproxy: a read-only view of a dict. Stands for mappingproxy of
 * Objects/descrobject.c. */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

SimObject *sim_mappingproxy_new(SimWorld *world, SimObject *mapping);

G_END_DECLS
