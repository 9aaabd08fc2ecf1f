/* Modules: the list of those the machine has, and import. Stands for Python/import.c and
 * Lib/importlib, which find modules in files. */
#include <string.h>

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/id.h"
#include "sim/objects/module.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/vm/import_cost.h"
#include "sim/vm/modules.h"
#include "sim/vm/vm_private.h"

typedef struct {
    const char *name;
    SimObject *(*init)(SimVm *vm); /* NULL: there from the start */
} ModuleEntry;

static const ModuleEntry entries[] = {
    {"builtins", NULL},
    {"sys", NULL},
#define MODULE(name, init) {name, init},
#include "sim/vm/module.def"
#undef MODULE
};

static const ModuleEntry *
find(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(entries); i++) {
        if (strcmp(entries[i].name, name) == 0) {
            return &entries[i];
        }
    }
    return NULL;
}

bool
sim_vm_module_exists(const char *name)
{
    return find(name) != NULL;
}

/* A module's own name says whether it is for users: "_weakref" is not. */
static bool
is_for_users(const char *name)
{
    return name[0] != '_' && strchr(name, '.') == NULL;
}

char *
sim_vm_module_names(void)
{
    GString *names = g_string_new(NULL);
    size_t last = G_N_ELEMENTS(entries);
    while (last > 0 && !is_for_users(entries[last - 1].name)) {
        last--;
    }
    for (size_t i = 0; i < last; i++) {
        if (is_for_users(entries[i].name)) {
            g_string_append_printf(names, "%s%s",
                                   names->len == 0 ? ""
                                   : i + 1 == last ? " and "
                                                   : ", ",
                                   entries[i].name);
        }
    }
    return g_string_free(names, FALSE);
}

/* The submodule becomes an attribute of its package. */
static int
bind_to_package(SimWorld *world, const char *name, const char *dot, SimObject *module)
{
    g_autofree char *package_name = g_strndup(name, (gsize) (dot - name));
    SimObject *package = sim_dict_get_c(world, world->modules, package_name);
    SimObject *attribute = sim_str_intern(world, dot + 1);
    if (package == NULL || attribute == NULL) {
        sim_xdecref(world, attribute);
        return sim_err_occurred(world) != NULL ? -1 : 0;
    }
    int status = sim_object_setattr(world, package, attribute, module);
    sim_decref(world, attribute);
    return status;
}

/* Where Debian keeps the modules that are files in CPython; NULL: @name is part of the
 * interpreter. */
static const char *
file_of(const char *name)
{
    static const char *const files[][2] = {
        {"__future__", "/usr/lib/python3.11/__future__.py"},
        {"collections", "/usr/lib/python3.11/collections/__init__.py"},
        {"concurrent", "/usr/lib/python3.11/concurrent/__init__.py"},
        {"concurrent.futures", "/usr/lib/python3.11/concurrent/futures/__init__.py"},
        {"copy", "/usr/lib/python3.11/copy.py"},
        {"copyreg", "/usr/lib/python3.11/copyreg.py"},
        {"ctypes", "/usr/lib/python3.11/ctypes/__init__.py"},
        {"functools", "/usr/lib/python3.11/functools.py"},
        {"numpy", "/usr/lib/python3/dist-packages/numpy/__init__.py"},
        {"numpy.random", "/usr/lib/python3/dist-packages/numpy/random/__init__.py"},
        {"operator", "/usr/lib/python3.11/operator.py"},
        {"queue", "/usr/lib/python3.11/queue.py"},
        {"random", "/usr/lib/python3.11/random.py"},
        {"threading", "/usr/lib/python3.11/threading.py"},
        {"weakref", "/usr/lib/python3.11/weakref.py"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        if (strcmp(files[i][0], name) == 0) {
            return files[i][1];
        }
    }
    return NULL;
}

/* What a module says of where it comes from. */
static int
set_origin(SimWorld *world, const char *name, SimObject *module)
{
    const char *file = file_of(name);
    if (file == NULL) {
        ((SimModule *) (void *) module)->builtin = true;
        return 0;
    }
    SimObject *text = sim_str_new(world, file);
    int status =
        text == NULL ? -1 : sim_dict_set_c(world, sim_module_dict(module), "__file__", text);
    sim_xdecref(world, text);
    return status;
}

static SimObject *
raise_not_found(SimWorld *world, const char *name)
{
    sim_err_format(world, SIM_TYPE_ModuleNotFoundError, "No module named '%s'", name);
    SimObject *error = sim_err_fetch(world);
    SimObject *text = sim_str_new(world, name);
    if (error != NULL && text != NULL) {
        sim_object_setattr(world, error, SIM_ID(world, name), text);
    }
    sim_xdecref(world, text);
    sim_err_restore(world, error);
    return NULL;
}

static SimObject *
load(SimWorld *world, const char *name)
{
    const ModuleEntry *entry = find(name);
    if (entry == NULL || entry->init == NULL) {
        return raise_not_found(world, name);
    }
    SimImport import;
    sim_import_begin(world, name, &import);
    SimObject *module = entry->init(sim_vm_of(world));
    sim_import_end(world, &import);
    if (module == NULL) {
        return NULL;
    }
    int status = set_origin(world, name, module);
    if (status == 0) {
        status = sim_dict_set_c(world, world->modules, name, module);
    }
    const char *dot = strrchr(name, '.');
    if (status == 0 && dot != NULL) {
        status = bind_to_package(world, name, dot, module);
    }
    if (status != 0) {
        SIM_CLEAR(world, module);
    }
    return module;
}

/* The module itself, its packages imported before it. New reference. */
SimObject *
sim_import_module(SimWorld *world, const char *name)
{
    SimObject *module = sim_dict_get_c(world, world->modules, name);
    if (module != NULL && module != SIM_NONE(world)) {
        return sim_newref(world, module);
    }
    const char *dot = strrchr(name, '.');
    if (dot != NULL) {
        g_autofree char *package_name = g_strndup(name, (gsize) (dot - name));
        SimObject *package = sim_import_module(world, package_name);
        if (package == NULL) {
            return NULL;
        }
        sim_decref(world, package);
        module = sim_dict_get_c(world, world->modules, name);
        if (module != NULL) {
            return sim_newref(world, module);
        }
    }
    return load(world, name);
}

/* `from numpy import random`: names that are submodules are imported. */
static int
import_listed(SimWorld *world, const char *name, SimObject *fromlist)
{
    for (size_t i = 0; i < sim_tuple_size(fromlist); i++) {
        SimObject *item = sim_tuple_get(fromlist, i);
        if (!SIM_IS_STR(item)) {
            continue;
        }
        g_autofree char *full = g_strdup_printf("%s.%s", name, sim_str_utf8(item, NULL));
        if (find(full) != NULL) {
            SimObject *module = sim_import_module(world, full);
            if (module == NULL) {
                return -1;
            }
            sim_decref(world, module);
        }
    }
    return 0;
}

SimObject *
sim_import_name(SimWorld *world, SimObject *name, SimObject *fromlist)
{
    const char *text = sim_str_utf8(name, NULL);
    SimObject *module = sim_import_module(world, text);
    if (module == NULL) {
        return NULL;
    }
    if (SIM_IS_TUPLE(fromlist) && sim_tuple_size(fromlist) > 0) {
        if (import_listed(world, text, fromlist) < 0) {
            SIM_CLEAR(world, module);
        }
        return module;
    }
    const char *dot = strchr(text, '.');
    if (dot == NULL) {
        return module;
    }
    sim_decref(world, module);
    g_autofree char *top = g_strndup(text, (gsize) (dot - text));
    return sim_import_module(world, top);
}

SimObject *
sim_import_from(SimWorld *world, SimObject *module, SimObject *name)
{
    SimObject *value;
    int found = sim_object_lookup_attr(world, module, name, &value);
    if (found != 0) {
        return found > 0 ? value : NULL;
    }
    SimObject *package = sim_object_getattr(world, module, SIM_ID(world, __name__));
    if (package == NULL) {
        return NULL;
    }
    const char *package_name = sim_str_utf8(package, NULL);
    g_autofree char *full = g_strdup_printf("%s.%s", package_name, sim_str_utf8(name, NULL));
    value = sim_dict_get_c(world, world->modules, full);
    if (value != NULL) {
        sim_incref(world, value);
    } else if (sim_err_occurred(world) == NULL) {
        sim_err_format(world, SIM_TYPE_ImportError,
                       "cannot import name '%s' from '%s' (unknown location)",
                       sim_str_utf8(name, NULL), package_name);
    }
    sim_decref(world, package);
    return value;
}

bool
sim_vm_module_has(SimVm *vm, const char *module, const char *attribute)
{
    SimWorld *world = vm->world;
    if (!sim_vm_module_exists(module)) {
        return false;
    }
    SimObject *object = sim_import_module(world, module);
    SimObject *name = object == NULL ? NULL : sim_str_intern(world, attribute);
    SimObject *value = NULL;
    if (name != NULL && sim_object_lookup_attr(world, object, name, &value) > 0) {
        sim_decref(world, value);
    }
    sim_xdecref(world, name);
    sim_xdecref(world, object);
    sim_err_clear(world);
    return value != NULL;
}
