/* The builtins module (Python/bltinmodule.c): its functions are in builtins_*.c. */
#include "sim/vm/builtins.h"

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/classes.h"
#include "sim/objects/dict.h"
#include "sim/objects/module.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"

/* What exists by name and cannot be done: reached only in ways the check before execution
 * does not see. */
static SimObject *
refuse(SIM_BUILTIN_PARAMETERS)
{
    return sim_err_format(world, SIM_TYPE_RuntimeError, "this built-in function is not modelled");
}

static SimObject *
import(SIM_BUILTIN_PARAMETERS)
{
    if (nargs < 1 || !SIM_IS_STR(args[0])) {
        return sim_err_format(world, SIM_TYPE_TypeError, "__import__() argument 1 must be str");
    }
    return sim_import_name(world, args[0], nargs > 3 ? args[3] : SIM_NONE(world));
}

/* exit() and quit(), which the site module adds in CPython. */
static SimObject *
leave(SIM_BUILTIN_PARAMETERS)
{
    static const char *const names[] = {"code", NULL};
    SimObject *found[1] = {NULL};
    if (!sim_arg_parse(world, "__call__", names, 0, 1, args, nargs, kwnames, found)) {
        return NULL;
    }
    return sim_err_set_object(world, SIM_TYPE_SystemExit,
                              found[0] == NULL ? SIM_NONE(world) : found[0]);
}

static const SimMethodDef site_functions[] = {
    {"quit", leave, SIM_METH_KEYWORDS},
    {"exit", leave, SIM_METH_KEYWORDS},
    {NULL, NULL, 0},
};

static const SimMethodDef other_functions[] = {
    {"__build_class__", sim_class_build, SIM_METH_KEYWORDS},
    {"__import__", import, SIM_METH_KEYWORDS},
    {"compile", refuse, SIM_METH_KEYWORDS},
    {"eval", refuse, SIM_METH_KEYWORDS},
    {"exec", refuse, SIM_METH_KEYWORDS},
    {"input", refuse, SIM_METH_KEYWORDS},
    {"open", refuse, SIM_METH_KEYWORDS},
    {NULL, NULL, 0},
};

static const SimTypeId types[] = {
    SIM_TYPE_BOOL,   SIM_TYPE_BYTES, SIM_TYPE_CLASSMETHOD,  SIM_TYPE_DICT,     SIM_TYPE_ENUMERATE,
    SIM_TYPE_FILTER, SIM_TYPE_FLOAT, SIM_TYPE_FROZENSET,    SIM_TYPE_PROPERTY, SIM_TYPE_INT,
    SIM_TYPE_LIST,   SIM_TYPE_MAP,   SIM_TYPE_OBJECT,       SIM_TYPE_RANGE,    SIM_TYPE_REVERSED,
    SIM_TYPE_SET,    SIM_TYPE_SLICE, SIM_TYPE_STATICMETHOD, SIM_TYPE_STR,      SIM_TYPE_SUPER,
    SIM_TYPE_TUPLE,  SIM_TYPE_TYPE,  SIM_TYPE_ZIP,
#define EXCEPTION(Name, Base) SIM_TYPE_##Name,
#include "sim/model/exception.def"
#undef EXCEPTION
};

static void
add(SimWorld *world, SimObject *dict, const char *name, SimObject *value)
{
    sim_dict_set_c(world, dict, name, value);
}

SimObject *
sim_builtins_module(SimVm *vm)
{
    static const SimMethodDef *const tables[] = {
        other_functions,   sim_builtins_object, sim_builtins_number,
        sim_builtins_iter, sim_builtins_print,
    };
    SimWorld *world = vm->world;
    SimObject *module = sim_module_new(world, "builtins");
    SimObject *dict = sim_module_dict(module);
    for (size_t i = 0; i < G_N_ELEMENTS(tables); i++) {
        sim_module_add_functions(world, module, tables[i]);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(types); i++) {
        SimType *type = sim_type(world, types[i]);
        add(world, dict, type->name, &type->ob);
    }
    add(world, dict, "EnvironmentError", &sim_type(world, SIM_TYPE_OSError)->ob);
    add(world, dict, "IOError", &sim_type(world, SIM_TYPE_OSError)->ob);
    add(world, dict, "None", SIM_NONE(world));
    add(world, dict, "Ellipsis", &world->ellipsis);
    add(world, dict, "NotImplemented", SIM_NOT_IMPLEMENTED(world));
    add(world, dict, "False", world->false_object);
    add(world, dict, "True", world->true_object);
    add(world, dict, "__debug__", world->true_object);
    sim_module_add_functions(world, module, site_functions);
    return module;
}
