#include "sim/run/check.h"

#include <string.h>

#include "sim/vm/vm.h"

typedef struct {
    const char *name;
    const char *instead;
} Refused;

/* Built-ins of Python that the machine does not have. A program that binds the name itself may
 * use it. */
static const Refused refused_names[] = {
#define REFUSED_NAME(name, instead) {name, instead},
#define REFUSED_MODULE(name, instead)
#define REFUSED_ATTRIBUTE(name, instead)
#include "sim/run/refused.def"
#undef REFUSED_NAME
#undef REFUSED_MODULE
#undef REFUSED_ATTRIBUTE
};

static const Refused refused_modules[] = {
#define REFUSED_NAME(name, instead)
#define REFUSED_MODULE(name, instead) {name, instead},
#define REFUSED_ATTRIBUTE(name, instead)
#include "sim/run/refused.def"
#undef REFUSED_NAME
#undef REFUSED_MODULE
#undef REFUSED_ATTRIBUTE
};

static const Refused refused_attributes[] = {
#define REFUSED_NAME(name, instead)
#define REFUSED_MODULE(name, instead)
#define REFUSED_ATTRIBUTE(name, instead) {name, instead},
#include "sim/run/refused.def"
#undef REFUSED_NAME
#undef REFUSED_MODULE
#undef REFUSED_ATTRIBUTE
};

static const char *const standard_modules[] = {
#define STDLIB(name) name,
#include "sim/run/stdlib.def"
#undef STDLIB
};

/* What to write instead of @name; NULL: the list does not have it. */
static const char *
advice(const Refused *list, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(list[i].name, name) == 0) {
            return list[i].instead;
        }
    }
    return NULL;
}

#define ADVICE(list, name) advice((list), G_N_ELEMENTS(list), (name))

typedef struct {
    SimSource *source;
    GHashTable *bound;   /* names the program binds, except by importing modules */
    GHashTable *aliases; /* name -> the module it was imported as */
    GHashTable *stored;  /* attributes the program sets */
    SimVm *vm;           /* a machine to ask what modules have; made when needed */
    int guarded;         /* bodies of `try` around this that go on without a module */
    GError **error;
    bool ok;
} Check;

static void refuse(Check *check, const SimNode *node, const char *format, ...) G_GNUC_PRINTF(3, 4);

static void
refuse(Check *check, const SimNode *node, const char *format, ...)
{
    va_list args;
    if (!check->ok) {
        return;
    }
    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(format, args);
    va_end(args);
    sim_diag_set(check->error, SIM_DIAG_NOT_MODELLED, check->source, node->span, "%s", message);
    check->ok = false;
}

static bool
module_has(Check *check, const char *module, const char *name)
{
    g_autofree char *submodule = g_strdup_printf("%s.%s", module, name);
    if (sim_vm_module_exists(submodule) || g_str_has_prefix(name, "__")) {
        return true;
    }
    if (check->vm == NULL) {
        SimConfig config;
        sim_config_init(&config);
        check->vm = sim_vm_new(&config, NULL, NULL, NULL);
    }
    return sim_vm_module_has(check->vm, module, name);
}

static void
bind(Check *check, const char *name)
{
    g_hash_table_add(check->bound, (void *) name);
}

/* import a.b binds a; import a.b as c binds c to a.b. */
static void
collect_import(Check *check, const SimNode *alias)
{
    const char *module = alias->as.alias.name;
    const char *name = alias->as.alias.asname;
    const char *dot = strchr(module, '.');
    if (name == NULL) {
        g_autofree char *top =
            dot == NULL ? g_strdup(module) : g_strndup(module, (gsize) (dot - module));
        g_hash_table_insert(check->aliases, g_strdup(top), g_strdup(top));
    } else {
        g_hash_table_insert(check->aliases, g_strdup(name), g_strdup(module));
    }
}

static void
collect(SimNode *node, void *data)
{
    Check *check = data;
    switch ((int) node->kind) {
    case SIM_NODE_Name:
        if (node->as.Name.ctx != SIM_OP_Load) {
            bind(check, node->as.Name.id);
        }
        break;
    case SIM_NODE_Attribute:
        if (node->as.Attribute.ctx == SIM_OP_Store) {
            g_hash_table_add(check->stored, (void *) node->as.Attribute.attr);
        }
        break;
    case SIM_NODE_FunctionDef:
        bind(check, node->as.FunctionDef.name);
        break;
    case SIM_NODE_ClassDef:
        bind(check, node->as.ClassDef.name);
        break;
    case SIM_NODE_arg:
        bind(check, node->as.arg.arg);
        break;
    case SIM_NODE_ExceptHandler:
        if (node->as.ExceptHandler.name != NULL) {
            bind(check, node->as.ExceptHandler.name);
        }
        break;
    case SIM_NODE_Import:
        for (size_t i = 0; i < node->as.Import.names.count; i++) {
            collect_import(check, node->as.Import.names.items[i]);
        }
        break;
    case SIM_NODE_ImportFrom:
        for (size_t i = 0; i < node->as.ImportFrom.names.count; i++) {
            const SimNode *alias = node->as.ImportFrom.names.items[i];
            bind(check,
                 alias->as.alias.asname != NULL ? alias->as.alias.asname : alias->as.alias.name);
        }
        break;
    default:
        break;
    }
    sim_node_children(node, collect, data);
}

static bool
is_standard(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(standard_modules); i++) {
        if (strcmp(standard_modules[i], name) == 0) {
            return true;
        }
    }
    return false;
}

/* A module that does not come with Python, such as ujson, is one that is not installed: a program
 * that is ready for that may try. */
static void
check_module(Check *check, const SimNode *node, const char *module)
{
    if (sim_vm_module_exists(module)) {
        return;
    }
    g_autofree char *top = g_strndup(module, strcspn(module, "."));
    if (check->guarded > 0 && !is_standard(top) && !sim_vm_module_exists(top)) {
        return;
    }
    const char *instead = ADVICE(refused_modules, top);
    if (instead != NULL) {
        refuse(check, node, "module '%s' is not modelled: %s", module, instead);
    } else {
        g_autofree char *known = sim_vm_module_names();
        refuse(check, node, "module '%s' is not modelled: there are %s", module, known);
    }
}

static void
refuse_name(Check *check, const SimNode *node, const char *name)
{
    const char *instead = ADVICE(refused_names, name);
    if (instead != NULL) {
        refuse(check, node, "'%s' is not modelled: %s", name, instead);
    }
}

static void
check_import(Check *check, const SimNode *node)
{
    for (size_t i = 0; i < node->as.Import.names.count; i++) {
        const SimNode *alias = node->as.Import.names.items[i];
        check_module(check, alias, alias->as.alias.name);
    }
}

static void
check_import_from(Check *check, const SimNode *node)
{
    const char *module = node->as.ImportFrom.module;
    if (node->as.ImportFrom.level > 0 || module == NULL) {
        refuse(check, node, "relative import is not modelled: a scenario is one file");
        return;
    }
    if (strcmp(module, "__future__") == 0) {
        return; /* the compiler knows them */
    }
    check_module(check, node, module);
    if (!sim_vm_module_exists(module)) {
        return;
    }
    for (size_t i = 0; i < node->as.ImportFrom.names.count && check->ok; i++) {
        const SimNode *alias = node->as.ImportFrom.names.items[i];
        if (strcmp(module, "builtins") == 0) {
            refuse_name(check, alias, alias->as.alias.name);
        }
        if (!module_has(check, module, alias->as.alias.name)) {
            refuse(check, alias, "'%s' of module '%s' is not modelled", alias->as.alias.name,
                   module);
        }
    }
}

static void
check_name(Check *check, const SimNode *node)
{
    const char *name = node->as.Name.id;
    if (node->as.Name.ctx != SIM_OP_Load || g_hash_table_contains(check->bound, name)) {
        return;
    }
    if (strcmp(name, "exit") == 0 || strcmp(name, "quit") == 0) {
        refuse(check, node, "'%s' is modelled only as a call: write %s()", name, name);
    }
    refuse_name(check, node, name);
}

/* The module that an expression names: np, np.random. NULL: none. (transfer full) */
static char *
module_of(const Check *check, const SimNode *node)
{
    if (node->kind == SIM_NODE_Name && !g_hash_table_contains(check->bound, node->as.Name.id)) {
        if (strcmp(node->as.Name.id, "__builtins__") == 0) {
            return g_strdup("builtins");
        }
        return g_strdup(g_hash_table_lookup(check->aliases, node->as.Name.id));
    }
    if (node->kind != SIM_NODE_Attribute) {
        return NULL;
    }
    g_autofree char *outer = module_of(check, node->as.Attribute.value);
    g_autofree char *joined =
        outer == NULL ? NULL : g_strdup_printf("%s.%s", outer, node->as.Attribute.attr);
    return joined != NULL && sim_vm_module_exists(joined) ? g_steal_pointer(&joined) : NULL;
}

/* ctypes.pythonapi is no module, but all of C. */
static void
check_pythonapi(Check *check, const SimNode *node)
{
    const SimNode *value = node->as.Attribute.value;
    const char *name = node->as.Attribute.attr;
    if (value->kind != SIM_NODE_Attribute || strcmp(value->as.Attribute.attr, "pythonapi") != 0) {
        return;
    }
    g_autofree char *module = module_of(check, value->as.Attribute.value);
    if (g_strcmp0(module, "ctypes") == 0 && strcmp(name, "Py_IncRef") != 0 &&
        strcmp(name, "Py_DecRef") != 0) {
        refuse(check, node, "'%s' of ctypes.pythonapi is not modelled: Py_IncRef and Py_DecRef are",
               name);
    }
}

/* Whether @node names something that comes with the interpreter: len, list.append, math.sqrt. The
 * text of `object` alone is here. */
static bool
is_builtin_thing(Check *check, const SimNode *node)
{
    if (node->kind == SIM_NODE_Attribute) {
        return is_builtin_thing(check, node->as.Attribute.value);
    }
    if (node->kind != SIM_NODE_Name || g_hash_table_contains(check->bound, node->as.Name.id) ||
        strcmp(node->as.Name.id, "object") == 0) {
        return false;
    }
    return g_hash_table_contains(check->aliases, node->as.Name.id) ||
           module_has(check, "builtins", node->as.Name.id);
}

static void
check_attribute(Check *check, const SimNode *node)
{
    const char *attr = node->as.Attribute.attr;
    const char *instead = ADVICE(refused_attributes, attr);
    if (instead != NULL) {
        refuse(check, node, "'%s' is not modelled: %s", attr, instead);
    } else if (strcmp(attr, "__doc__") == 0 && node->as.Attribute.ctx == SIM_OP_Load &&
               is_builtin_thing(check, node->as.Attribute.value)) {
        refuse(check, node, "'__doc__' of what is built in is not modelled: write the text");
    } else if (strcmp(attr, "__bases__") == 0 && node->as.Attribute.ctx != SIM_OP_Load) {
        refuse(check, node, "changing the bases of a class is not modelled: make another class");
    }
    check_pythonapi(check, node);
    g_autofree char *module = module_of(check, node->as.Attribute.value);
    if (module != NULL && node->as.Attribute.ctx == SIM_OP_Store) {
        if (strcmp(module, "sys") == 0 && !module_has(check, module, attr)) {
            refuse(check, node, "setting '%s' of module 'sys' is not modelled", attr);
        }
        return;
    }
    if (module != NULL && sim_vm_module_exists(module) &&
        !g_hash_table_contains(check->stored, attr) && !module_has(check, module, attr)) {
        refuse(check, node, "'%s' of module '%s' is not modelled", attr, module);
    }
    if (module != NULL && strcmp(module, "builtins") == 0) {
        refuse_name(check, node, attr);
    }
}

static void
check_class(Check *check, const SimNode *node)
{
    for (size_t i = 0; i < node->as.ClassDef.keywords.count; i++) {
        const SimNode *keyword = node->as.ClassDef.keywords.items[i];
        if (g_strcmp0(keyword->as.keyword.arg, "metaclass") == 0) {
            refuse(check, keyword,
                   "a metaclass is not modelled: use a class decorator or "
                   "__init_subclass__");
        }
    }
}

static bool
catches_import_error(const SimNode *type)
{
    static const char *const names[] = {"ImportError", "ModuleNotFoundError", "Exception",
                                        "BaseException"};
    if (type == NULL) {
        return true;
    }
    if (type->kind == SIM_NODE_Tuple) {
        for (size_t i = 0; i < type->as.Tuple.elts.count; i++) {
            if (catches_import_error(type->as.Tuple.elts.items[i])) {
                return true;
            }
        }
        return false;
    }
    for (size_t i = 0; type->kind == SIM_NODE_Name && i < G_N_ELEMENTS(names); i++) {
        if (strcmp(type->as.Name.id, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void check_node(SimNode *node, void *data);

static void
check_nodes(Check *check, SimNodes nodes)
{
    for (size_t i = 0; i < nodes.count && check->ok; i++) {
        check_node(nodes.items[i], check);
    }
}

static void
check_try(Check *check, const SimNode *node)
{
    SimNodes handlers = node->as.Try.handlers;
    bool guards = false;
    for (size_t i = 0; i < handlers.count; i++) {
        guards = guards || catches_import_error(handlers.items[i]->as.ExceptHandler.type);
    }
    check->guarded += guards;
    check_nodes(check, node->as.Try.body);
    check->guarded -= guards;
    check_nodes(check, handlers);
    check_nodes(check, node->as.Try.orelse);
    check_nodes(check, node->as.Try.finalbody);
}

/* exit() is a call like others; `exit` alone would show what it is. True: seen to. */
static bool
check_exit(Check *check, const SimNode *node)
{
    const SimNode *func = node->as.Call.func;
    if (func->kind != SIM_NODE_Name ||
        (strcmp(func->as.Name.id, "exit") != 0 && strcmp(func->as.Name.id, "quit") != 0)) {
        return false;
    }
    check_nodes(check, node->as.Call.args);
    check_nodes(check, node->as.Call.keywords);
    return true;
}

static void
check_node(SimNode *node, void *data)
{
    Check *check = data;
    switch ((int) node->kind) {
    case SIM_NODE_Import:
        check_import(check, node);
        break;
    case SIM_NODE_ImportFrom:
        check_import_from(check, node);
        break;
    case SIM_NODE_Name:
        check_name(check, node);
        break;
    case SIM_NODE_Attribute:
        check_attribute(check, node);
        break;
    case SIM_NODE_ClassDef:
        check_class(check, node);
        break;
    case SIM_NODE_Try:
        check_try(check, node);
        return;
    case SIM_NODE_Call:
        if (check_exit(check, node)) {
            return;
        }
        break;
    default:
        break;
    }
    if (check->ok) {
        sim_node_children(node, check_node, data);
    }
}

bool
sim_check_modelled(const SimTree *tree, GError **error)
{
    Check check = {.source = sim_tree_source(tree), .error = error, .ok = true};
    check.bound = g_hash_table_new(g_str_hash, g_str_equal);
    check.aliases = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    check.stored = g_hash_table_new(g_str_hash, g_str_equal);
    collect(sim_tree_root(tree), &check);
    check_node(sim_tree_root(tree), &check);
    g_hash_table_unref(check.bound);
    g_hash_table_unref(check.aliases);
    g_hash_table_unref(check.stored);
    sim_vm_free(check.vm);
    return check.ok;
}
