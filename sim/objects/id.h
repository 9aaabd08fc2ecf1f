/* Interned names of the C code (Include/internal/pycore_global_strings.h). */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

typedef enum {
#define ID(name)     SIM_ID_##name,
#define DUNDER(name) SIM_ID___##name##__,
#include "sim/objects/id.def"
#undef ID
#undef DUNDER
    SIM_ID_COUNT
} SimId;

/* SIM_ID(world, __init__): borrowed. */
#define SIM_ID(world, name) ((world)->ids[SIM_ID_##name])

G_END_DECLS
