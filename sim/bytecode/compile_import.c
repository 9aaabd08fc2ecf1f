#include <string.h>

#include "sim/bytecode/compile_private.h"
#include "sim/bytecode/const.h"

static const char *
intern_part(Compiler *c, const char *begin, size_t length)
{
    char *part = g_strndup(begin, length);
    const char *name = compiler_intern(c, part);
    g_free(part);
    return name;
}

/* import a.b.c as d: what IMPORT_NAME gives is a; d is its attribute b's attribute c. */
static void
store_import_as(Compiler *c, const char *name, const char *asname)
{
    const char *dot = strchr(name, '.');
    if (dot == NULL) {
        emit_variable(c, asname, SIM_OP_Store);
        return;
    }
    for (;;) {
        const char *part = dot + 1;
        size_t length = strcspn(part, ".");
        emit_plain_name(c, SIM_OPCODE_IMPORT_FROM, intern_part(c, part, length));
        if (part[length] == '\0') {
            break;
        }
        dot = part + length;
        emit_arg(c, SIM_OPCODE_SWAP, 2);
        emit(c, SIM_OPCODE_POP_TOP);
    }
    emit_variable(c, asname, SIM_OP_Store);
    emit(c, SIM_OPCODE_POP_TOP);
}

void
visit_import(Compiler *c, const SimNode *node)
{
    SimNodes aliases = node->as.Import.names;
    for (size_t i = 0; i < aliases.count; i++) {
        const SimNode *alias = aliases.items[i];
        const char *name = alias->as.alias.name;
        emit_const(c, sim_const_new_int(c->region, 0));
        emit_none(c);
        emit_name(c, SIM_OPCODE_IMPORT_NAME, name);
        if (alias->as.alias.asname != NULL) {
            store_import_as(c, name, alias->as.alias.asname);
        } else {
            emit_variable(c, intern_part(c, name, strcspn(name, ".")), SIM_OP_Store);
        }
    }
}

static bool
is_future_import(const SimNode *node)
{
    return node->kind == SIM_NODE_ImportFrom && node->as.ImportFrom.module != NULL &&
           node->as.ImportFrom.level == 0 && strcmp(node->as.ImportFrom.module, "__future__") == 0;
}

void
visit_import_from(Compiler *c, const SimNode *node)
{
    SimNodes aliases = node->as.ImportFrom.names;
    const char *module = node->as.ImportFrom.module;
    emit_const(c, sim_const_new_int(c->region, node->as.ImportFrom.level));
    if (node->span.line > c->last_future_line && is_future_import(node)) {
        compiler_fail(c, "from __future__ imports must occur at the beginning of the file");
    }
    const char **names = g_new(const char *, aliases.count + 1);
    for (size_t i = 0; i < aliases.count; i++) {
        names[i] = aliases.items[i]->as.alias.name;
    }
    emit_const(c, make_name_tuple(c, names, aliases.count));
    g_free(names);
    emit_name(c, SIM_OPCODE_IMPORT_NAME, module != NULL ? module : compiler_intern(c, ""));
    for (size_t i = 0; i < aliases.count; i++) {
        const SimNode *alias = aliases.items[i];
        const char *asname = alias->as.alias.asname;
        emit_name(c, SIM_OPCODE_IMPORT_FROM, alias->as.alias.name);
        emit_variable(c, asname != NULL ? asname : alias->as.alias.name, SIM_OP_Store);
    }
    emit(c, SIM_OPCODE_POP_TOP);
}

/* Features that are part of the language by now do nothing. */
static void
check_feature(Compiler *c, const SimNode *node, const char *name)
{
    static const char *const mandatory[] = {"nested_scopes",    "generators",     "division",
                                            "absolute_import",  "with_statement", "print_function",
                                            "unicode_literals", "generator_stop"};
    for (size_t i = 0; i < G_N_ELEMENTS(mandatory); i++) {
        if (strcmp(name, mandatory[i]) == 0) {
            return;
        }
    }
    if (c->error != NULL) {
        return;
    }
    if (strcmp(name, "annotations") == 0 || strcmp(name, "barry_as_FLUFL") == 0) {
        sim_diag_set(&c->error, SIM_DIAG_NOT_MODELLED, c->source, node->span,
                     "'from __future__ import %s' is not modelled", name);
    } else if (strcmp(name, "braces") == 0) {
        sim_diag_set(&c->error, SIM_DIAG_SYNTAX, c->source, node->span, "not a chance");
    } else {
        sim_diag_set(&c->error, SIM_DIAG_SYNTAX, c->source, node->span,
                     "future feature %s is not defined", name);
    }
}

static bool
is_text_stmt(const SimNode *node)
{
    return node->kind == SIM_NODE_Expr && node->as.Expr.value->kind == SIM_NODE_Constant &&
           node->as.Expr.value->as.Constant.value->kind == SIM_CONST_STR;
}

void
check_future_imports(Compiler *c, SimNodes body)
{
    for (size_t i = 0; i < body.count; i++) {
        const SimNode *node = body.items[i];
        if (i == 0 && is_text_stmt(node)) {
            continue;
        }
        if (!is_future_import(node)) {
            return;
        }
        SimNodes aliases = node->as.ImportFrom.names;
        for (size_t j = 0; j < aliases.count; j++) {
            check_feature(c, node, aliases.items[j]->as.alias.name);
        }
        c->last_future_line = node->span.line;
    }
}
