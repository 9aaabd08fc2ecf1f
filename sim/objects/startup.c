#include "sim/objects/startup.h"

#include <string.h>

#include "sim/objects/exception_private.h"
#include "sim/objects/id.h"
#include "sim/objects/type_private.h"
#include "sim/objects/weakref.h"

#define TYPE(ID, name) extern const SimTypeSpec sim_spec_##ID;
#define VM_TYPE(ID, name)
#define MODULE_TYPE(ID, name)
#include "sim/model/type.def"
#undef TYPE

static const SimTypeSpec *const specs[] = {
#define TYPE(ID, name) &sim_spec_##ID,
#include "sim/model/type.def"
#undef TYPE
};
#undef VM_TYPE
#undef MODULE_TYPE

static void
make_singleton(SimWorld *world, SimObject *object, SimTypeId type, const char *repr)
{
    sim_object_init_static(world, object, sim_type(world, type), 1);
    SIM_RECORD(world, VALUE, object->slot, ((SimText){repr, strlen(repr)}));
}

/* `type` is its own type, and the first object of all; the counts of static types start at 1,
 * those of the singletons too. */
static void
make_headers(SimWorld *world)
{
    SimType *type = sim_type(world, SIM_TYPE_TYPE);
    for (unsigned id = 0; id < SIM_TYPE_COUNT; id++) {
        sim_object_init_static(world, &world->types[id].ob, type, 1);
    }
    make_singleton(world, &world->none, SIM_TYPE_NONE, "None");
    make_singleton(world, &world->not_implemented, SIM_TYPE_NOT_IMPLEMENTED, "NotImplemented");
    make_singleton(world, &world->ellipsis, SIM_TYPE_ELLIPSIS, "Ellipsis");
}

static const SimTypeSpec *
spec_of(SimTypeId id)
{
    for (size_t i = 0; i < G_N_ELEMENTS(specs); i++) {
        if (specs[i]->id == id) {
            return specs[i];
        }
    }
    return NULL;
}

static void
ready_with_bases(SimWorld *world, const SimTypeSpec *spec)
{
    if (spec == NULL || sim_type_has(sim_type(world, spec->id), SIM_TPFLAGS_READY)) {
        return;
    }
    if (spec->id != SIM_TYPE_OBJECT) {
        ready_with_bases(world, spec_of(spec->base == 0 ? SIM_TYPE_OBJECT : spec->base));
    }
    sim_type_ready(world, spec);
}

static void
ready_types(SimWorld *world)
{
    for (size_t i = 0; i < G_N_ELEMENTS(specs); i++) {
        ready_with_bases(world, specs[i]);
    }
    sim_exceptions_ready(world);
}

SimWorld *
sim_startup(const SimConfig *config, SimTrace *trace)
{
    SimWorld *world = sim_world_new(config, trace);
    sim_weakref_startup(world);
    make_headers(world);
    ready_types(world);
    sim_str_startup(world);
    sim_tuple_startup(world);
    sim_int_startup(world);
    sim_bytes_startup(world);
    sim_ids_startup(world);
    return world;
}
