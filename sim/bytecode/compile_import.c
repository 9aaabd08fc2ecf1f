#include <string.h>

#include "sim/bytecode/compile_private.h"
#include "sim/bytecode/const.h"
#include "sim/bytecode/fold.h"

static const char *
intern_part(Compiler *c, const char *begin, size_t length)
{
    char *part = g_strndup(begin, length);
    const char *name = sim_compile_intern(c, part);
    g_free(part);
    return name;
}

/* import a.b.c as d: what IMPORT_NAME gives is a; d is its attribute b's attribute c. */
static void
store_import_as(Compiler *c, const char *name, const char *asname)
{
    const char *dot = strchr(name, '.');
    if (dot == NULL) {
        sim_compile_emit_variable(c, asname, SIM_OP_Store);
        return;
    }
    for (;;) {
        const char *part = dot + 1;
        size_t length = strcspn(part, ".");
        sim_compile_emit_plain_name(c, SIM_OPCODE_IMPORT_FROM, intern_part(c, part, length));
        if (part[length] == '\0') {
            break;
        }
        dot = part + length;
        sim_compile_emit_arg(c, SIM_OPCODE_SWAP, 2);
        sim_compile_emit(c, SIM_OPCODE_POP_TOP);
    }
    sim_compile_emit_variable(c, asname, SIM_OP_Store);
    sim_compile_emit(c, SIM_OPCODE_POP_TOP);
}

void
sim_compile_visit_import(Compiler *c, const SimNode *node)
{
    SimNodes aliases = node->as.Import.names;
    for (size_t i = 0; i < aliases.count; i++) {
        const SimNode *alias = aliases.items[i];
        const char *name = alias->as.alias.name;
        sim_compile_emit_const(c, sim_const_new_int(c->region, 0));
        sim_compile_emit_none(c);
        sim_compile_emit_name(c, SIM_OPCODE_IMPORT_NAME, name);
        if (alias->as.alias.asname != NULL) {
            store_import_as(c, name, alias->as.alias.asname);
        } else {
            sim_compile_emit_variable(c, intern_part(c, name, strcspn(name, ".")), SIM_OP_Store);
        }
    }
}

static bool
is_future_import(const SimNode *node)
{
    return node->kind == SIM_NODE_ImportFrom && node->as.ImportFrom.module != NULL &&
           node->as.ImportFrom.level == 0 && strcmp(node->as.ImportFrom.module, "__future__") == 0;
}

static void
fail_late(Compiler *c, const SimNode *node)
{
    if (c->error == NULL) {
        sim_diag_set(&c->error, SIM_DIAG_SYNTAX, c->source, node->span,
                     "from __future__ imports must occur at the beginning of the file");
    }
}

void
sim_compile_visit_import_from(Compiler *c, const SimNode *node)
{
    SimNodes aliases = node->as.ImportFrom.names;
    const char *module = node->as.ImportFrom.module;
    sim_compile_emit_const(c, sim_const_new_int(c->region, node->as.ImportFrom.level));
    if (node->span.line > c->last_future_line && is_future_import(node)) {
        fail_late(c, node);
    }
    const char **names = g_new(const char *, aliases.count + 1);
    for (size_t i = 0; i < aliases.count; i++) {
        names[i] = aliases.items[i]->as.alias.name;
    }
    sim_compile_emit_const(c, sim_compile_make_name_tuple(c, names, aliases.count));
    g_free(names);
    sim_compile_emit_name(c, SIM_OPCODE_IMPORT_NAME,
                          module != NULL ? module : sim_compile_intern(c, ""));
    for (size_t i = 0; i < aliases.count; i++) {
        const SimNode *alias = aliases.items[i];
        const char *asname = alias->as.alias.asname;
        sim_compile_emit_name(c, SIM_OPCODE_IMPORT_FROM, alias->as.alias.name);
        sim_compile_emit_variable(c, asname != NULL ? asname : alias->as.alias.name, SIM_OP_Store);
    }
    sim_compile_emit(c, SIM_OPCODE_POP_TOP);
}

/* Features that are part of the language by now do nothing; fold.h sees to annotations. */
static void
check_feature(Compiler *c, const SimNode *node, const char *name)
{
    static const char *const mandatory[] = {"nested_scopes",    "generators",     "division",
                                            "absolute_import",  "with_statement", "print_function",
                                            "unicode_literals", "generator_stop", "annotations"};
    for (size_t i = 0; i < G_N_ELEMENTS(mandatory); i++) {
        if (strcmp(name, mandatory[i]) == 0) {
            return;
        }
    }
    if (c->error != NULL) {
        return;
    }
    if (strcmp(name, "barry_as_FLUFL") == 0) {
        sim_diag_set(&c->error, SIM_DIAG_NOT_MODELLED, c->source, node->span,
                     "'from __future__ import %s' is not modelled", name);
    } else if (strcmp(name, "braces") == 0) {
        sim_diag_set(&c->error, SIM_DIAG_SYNTAX, c->source, node->span, "not a chance");
    } else {
        sim_diag_set(&c->error, SIM_DIAG_SYNTAX, c->source, node->span,
                     "future feature %s is not defined", name);
    }
}

void
sim_compile_check_future_imports(Compiler *c, SimNodes body)
{
    bool over = false;
    int32_t line = 0;
    for (size_t i = sim_fold_docstring(body) != NULL; i < body.count; i++) {
        const SimNode *node = body.items[i];
        if (over && node->span.line > line) {
            return;
        }
        line = node->span.line;
        if (!is_future_import(node)) {
            over = true; /* but what follows on the same line is told of here */
            continue;
        }
        if (over) {
            fail_late(c, node);
        }
        SimNodes aliases = node->as.ImportFrom.names;
        for (size_t j = 0; j < aliases.count; j++) {
            check_feature(c, node, aliases.items[j]->as.alias.name);
        }
        c->last_future_line = line;
    }
}
