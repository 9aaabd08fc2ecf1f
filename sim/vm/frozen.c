/* Modules that are Python code even here (sim/vm/frozen/): compiled when they are imported.
 * What they do is recorded like all else, but not as lines: those of the scenario alone count. */
#include <string.h>

#include "sim/bytecode/code.h"
#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/function.h"
#include "sim/objects/str.h"
#include "sim/syntax/ast.h"
#include "sim/vm/modules.h"

static SimCode *
compile(const char *file, const char *text)
{
    GError *error = NULL;
    g_autoptr(SimSource) source = sim_source_new(file, text, strlen(text));
    SimTree *tree = sim_parse_module(source, &error);
    SimCode *code = tree == NULL ? NULL : sim_compile_module(tree, &error);
    if (code == NULL) {
        g_error("frozen module: %s", error->message);
    }
    sim_tree_free(tree);
    return code;
}

/* exec(code, globals) */
static int
execute(SimWorld *world, SimCode *code, SimObject *globals)
{
    SimObject *object = sim_code_object_new(world, code);
    SimObject *function = object == NULL ? NULL : sim_function_new(world, object, globals);
    sim_xdecref(world, object);
    SimObject *result = function == NULL ? NULL : sim_object_call_noargs(world, function);
    sim_xdecref(world, function);
    sim_xdecref(world, result);
    return result == NULL ? -1 : 0;
}

int
sim_frozen_run(SimVm *vm, SimObject *module, const char *name, const char *const *lines)
{
    SimWorld *world = vm->world;
    g_autofree char *text = g_strjoinv("\n", (char **) (void *) lines);
    g_autofree char *file = g_strdup_printf("%s.py", name);
    SimCode *code = compile(file, text);
    SimObject *globals = sim_module_dict(module);
    SimObject *builtins = sim_dict_get_c(world, world->modules, "builtins");
    int status = sim_dict_set_c(world, globals, "__builtins__", builtins);
    if (status == 0) {
        status = execute(world, code, globals);
    }
    sim_code_unref(code);
    return status;
}

SimObject *
sim_frozen_module(SimVm *vm, const char *name, const char *const *lines)
{
    SimObject *module = sim_module_new(vm->world, name);
    if (module != NULL && sim_frozen_run(vm, module, name, lines) < 0) {
        SIM_CLEAR(vm->world, module);
    }
    return module;
}

SimObject *
sim_frozen_evaluate(SimVm *vm, const char *text, SimObject *globals)
{
    static const char name[] = "_";
    SimWorld *world = vm->world;
    g_autofree char *assignment = g_strdup_printf("%s = %s", name, text);
    SimCode *code = compile("<string>", assignment);
    int status = execute(world, code, globals);
    sim_code_unref(code);
    SimObject *key = status < 0 ? NULL : sim_str_intern(world, name);
    SimObject *value = key == NULL ? NULL : sim_dict_get(world, globals, key);
    sim_xincref(world, value);
    if (value != NULL && sim_dict_delete(world, globals, key) < 0) {
        SIM_CLEAR(world, value);
    }
    sim_xdecref(world, key);
    return value;
}

SimObject *
sim_future_module(SimVm *vm)
{
    return sim_frozen_module(vm, "__future__", sim_frozen_future);
}
