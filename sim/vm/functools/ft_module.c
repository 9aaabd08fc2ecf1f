/* The modules _functools and functools. */
#include "sim/objects/abstract.h"
#include "sim/objects/classes.h"
#include "sim/vm/functools/functools.h"
#include "sim/vm/modules.h"

static const SimMethodDef functions[] = {
    {"cmp_to_key", sim_functools_cmp_to_key, SIM_METH_KEYWORDS},
    {"reduce", sim_functools_reduce, SIM_METH_KEYWORDS},
    {NULL, NULL, 0},
};

static int
add_type(SimWorld *world, SimObject *module, const char *name, const SimTypeSpec *spec)
{
    SimType *type = sim_type(world, spec->id);
    if (!sim_type_has(type, SIM_TPFLAGS_READY)) {
        sim_type_ready(world, spec);
    }
    return sim_module_add(world, module, name, sim_newref(world, &type->ob));
}

SimObject *
sim_functools_c_module(SimVm *vm)
{
    SimWorld *world = vm->world;
    SimObject *module = sim_module_new(world, "_functools");
    bool good =
        module != NULL && sim_module_add_functions(world, module, functions) == 0 &&
        add_type(world, module, "partial", &sim_spec_FT_PARTIAL) == 0 &&
        add_type(world, module, "_lru_cache_wrapper", &sim_spec_FT_LRU_CACHE) == 0 &&
        add_type(world, module, "_lru_list_elem", &sim_spec_FT_LRU_LINK) == 0 &&
        add_type(world, module, "_key_wrapper", &sim_spec_FT_KEY) == 0 &&
        sim_module_add(world, module, "_kwd_mark",
                       sim_object_call_noargs(world, &sim_type(world, SIM_TYPE_OBJECT)->ob)) == 0;
    if (!good) {
        SIM_CLEAR(world, module);
    }
    return module;
}

SimObject *
sim_functools_module(SimVm *vm)
{
    return sim_frozen_module(vm, "functools", sim_frozen_functools);
}
