/* The modules _operator and operator, which shows the same and gives the functions their names with
 * underscores too. */
#include <string.h>

#include "sim/objects/classes.h"
#include "sim/objects/dict.h"
#include "sim/objects/str.h"
#include "sim/vm/modules.h"
#include "sim/vm/operator/operator.h"

static int
add_type(SimWorld *world, SimObject *module, const SimTypeSpec *spec)
{
    SimType *type = sim_type(world, spec->id);
    if (!sim_type_has(type, SIM_TPFLAGS_READY)) {
        sim_type_ready(world, spec);
    }
    return sim_module_add(world, module, sim_type_short_name(type), sim_newref(world, &type->ob));
}

SimObject *
sim_operator_c_module(SimVm *vm)
{
    SimWorld *world = vm->world;
    SimObject *module = sim_module_new(world, "_operator");
    if (module != NULL && (sim_module_add_functions(world, module, sim_operator_functions) < 0 ||
                           add_type(world, module, &sim_spec_OP_ITEMGETTER) < 0 ||
                           add_type(world, module, &sim_spec_OP_ATTRGETTER) < 0 ||
                           add_type(world, module, &sim_spec_OP_METHODCALLER) < 0)) {
        SIM_CLEAR(world, module);
    }
    return module;
}

/* Those that no special method stands for. */
static bool
is_plain(const char *name)
{
    static const char *const plain[] = {"truth",   "is_",     "is_not",
                                        "countOf", "indexOf", "length_hint"};
    for (size_t i = 0; i < G_N_ELEMENTS(plain); i++) {
        if (strcmp(plain[i], name) == 0) {
            return true;
        }
    }
    return false;
}

/* add is __add__ too, and_ is __and__. */
static int
add_special_name(SimWorld *world, SimObject *module, const char *name)
{
    SimObject *function = sim_dict_get_c(world, sim_module_dict(module), name);
    size_t length = strlen(name) - (g_str_has_suffix(name, "_") ? 1 : 0);
    g_autofree char *special = g_strdup_printf("__%.*s__", (int) length, name);
    return sim_dict_set_c(world, sim_module_dict(module), special, function);
}

SimObject *
sim_operator_module(SimVm *vm)
{
    SimWorld *world = vm->world;
    SimObject *core = world->hooks.import(world, "_operator");
    SimObject *module = core == NULL ? NULL : sim_module_new(world, "operator");
    size_t position = 0;
    SimObject *name;
    SimObject *value;
    int status = module == NULL ? -1 : 0;
    while (status == 0 && sim_dict_next(sim_module_dict(core), &position, &name, &value)) {
        if (!g_str_has_prefix(sim_str_utf8(name, NULL), "__")) {
            status = sim_dict_set(world, sim_module_dict(module), name, value);
        }
    }
    for (const SimMethodDef *def = sim_operator_functions; status == 0 && def->name != NULL;
         def++) {
        status = is_plain(def->name) ? 0 : add_special_name(world, module, def->name);
    }
    sim_xdecref(world, core);
    if (status < 0) {
        SIM_CLEAR(world, module);
    }
    return module;
}
