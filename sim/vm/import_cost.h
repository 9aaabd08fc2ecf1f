/* What the collector sees of an import (import_cost.def): a bracket around the making of a
 * module. Only the outermost one counts. */
#pragma once

#include "sim/vm/vm_private.h"

G_BEGIN_DECLS

typedef struct {
    const void *cost; /* NULL: nothing is known, things take their course */
    int64_t count;    /* of generation 0 at the start */
    bool enabled;     /* whether the collector was */
} SimImport;

void sim_import_begin(SimWorld *world, const char *module, SimImport *import);
void sim_import_end(SimWorld *world, const SimImport *import);

G_END_DECLS
