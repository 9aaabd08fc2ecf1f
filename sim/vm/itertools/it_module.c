/* The module itertools. */
#include "sim/vm/itertools/itertools.h"

#include "sim/objects/classes.h"
#include "sim/vm/modules.h"

static const struct {
    const SimTypeSpec *spec;
    const char *name;
} types[] = {
#define ITERTOOL(ID, name) {&sim_spec_##ID, name},
#include "sim/vm/itertools/itertools.def"
#undef ITERTOOL
};

static const SimMethodDef functions[] = {
    {"tee", sim_itertools_tee, SIM_METH_FASTCALL},
    {NULL, NULL, 0},
};

SimObject *
sim_itertools_module(SimVm *vm)
{
    SimWorld *world = vm->world;
    SimObject *module = sim_module_new(world, "itertools");
    bool good = module != NULL && sim_module_add_functions(world, module, functions) == 0;
    for (size_t i = 0; good && i < G_N_ELEMENTS(types); i++) {
        SimType *type = sim_type(world, types[i].spec->id);
        if (!sim_type_has(type, SIM_TPFLAGS_READY)) {
            sim_type_ready(world, types[i].spec);
        }
        good = sim_module_add(world, module, types[i].name, sim_newref(world, &type->ob)) == 0;
    }
    if (!good) {
        SIM_CLEAR(world, module);
    }
    return module;
}
