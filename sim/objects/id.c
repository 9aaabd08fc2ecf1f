#include "sim/objects/id.h"

#include "sim/objects/startup.h"

static const char *const texts[] = {
#define ID(name)     #name,
#define DUNDER(name) "__" #name "__",
#include "sim/objects/id.def"
#undef ID
#undef DUNDER
#define BINARY(slot, name, rname) name, rname,
#define UNARY(slot, name)         name,
#define INPLACE(slot, name)       name,
    SIM_NUMBER_SLOTS(BINARY, UNARY) SIM_INPLACE_SLOTS(INPLACE)
#undef BINARY
#undef UNARY
#undef INPLACE
};

G_STATIC_ASSERT(G_N_ELEMENTS(texts) == SIM_ID_COUNT);

const char *
sim_id_text(SimId id)
{
    return texts[id];
}

void
sim_ids_startup(SimWorld *world)
{
    world->ids = g_new0(SimObject *, SIM_ID_COUNT);
    for (unsigned id = 0; id < SIM_ID_COUNT; id++) {
        world->ids[id] = sim_str_intern_static(world, texts[id]);
    }
}
