/* Interned names of the C code (Include/internal/pycore_global_strings.h): id.def, and the
 * special methods of the operators. */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

typedef enum {
#define ID(name)     SIM_ID_##name,
#define DUNDER(name) SIM_ID___##name##__,
#include "sim/objects/id.def"
#undef ID
#undef DUNDER
#define SIM_ID_BINARY(slot, name, rname) SIM_ID_nb_##slot, SIM_ID_nb_r##slot,
#define SIM_ID_UNARY(slot, name)         SIM_ID_nb_##slot,
#define SIM_ID_INPLACE(slot, name)       SIM_ID_nb_inplace_##slot,
    SIM_NUMBER_SLOTS(SIM_ID_BINARY, SIM_ID_UNARY)
    SIM_INPLACE_SLOTS(SIM_ID_INPLACE)
#undef SIM_ID_BINARY
#undef SIM_ID_UNARY
#undef SIM_ID_INPLACE
        SIM_ID_COUNT
} SimId;

/* The text of a name. */
const char *sim_id_text(SimId id);
/* Fills world->ids. */
void sim_ids_startup(SimWorld *world);

/* SIM_ID(world, __init__): borrowed. The operators' names are SIM_ID(world, nb_add) for
 * __add__, nb_radd, nb_inplace_add and so on. */
#define SIM_ID(world, name) ((world)->ids[SIM_ID_##name])

G_END_DECLS
