/* What fold.c and fold_format.c share. */
#pragma once

#include "sim/bytecode/fold.h"

typedef struct {
    SimRegion *region;
    GStringChunk *names;
    bool text_annotations;
} Folder;

SimNode *sim_fold_new_node(Folder *folder, SimNodeKind kind, SimSpan span);
SimNode *sim_fold_new_constant(Folder *folder, const SimConst *value, SimSpan span);

/* Turns "format" % (items) into an f-string, where the format allows it. */
void sim_fold_format(Folder *folder, SimNode *node);
