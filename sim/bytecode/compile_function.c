#include <string.h>

#include "sim/bytecode/compile_private.h"
#include "sim/bytecode/const.h"
#include "sim/bytecode/fold.h"

/* MAKE_FUNCTION's argument. */
enum {
    HAS_DEFAULTS = 1,
    HAS_KW_DEFAULTS = 2,
    HAS_ANNOTATIONS = 4,
    HAS_CLOSURE = 8
};

int32_t
sim_compile_first_line_of(const SimNode *node, SimNodes decorators)
{
    return decorators.count > 0 ? decorators.items[0]->span.line : node->span.line;
}

void
sim_compile_visit_decorators(Compiler *c, SimNodes decorators)
{
    sim_compile_visit_exprs(c, decorators);
}

void
sim_compile_apply_decorators(Compiler *c, SimNodes decorators)
{
    SimSpan span = c->unit->span;
    for (size_t i = decorators.count; i-- > 0;) {
        sim_compile_set_span(c, decorators.items[i]);
        sim_compile_emit_call(c, 0);
    }
    c->unit->span = span;
}

static void
check_params(Compiler *c, SimNodes args)
{
    for (size_t i = 0; i < args.count; i++) {
        sim_compile_check_forbidden(c, args.items[i]->as.arg.arg, SIM_OP_Store);
    }
}

static void
check_arguments(Compiler *c, const SimNode *args)
{
    check_params(c, args->as.arguments.posonlyargs);
    check_params(c, args->as.arguments.args);
    if (args->as.arguments.vararg != NULL) {
        sim_compile_check_forbidden(c, args->as.arguments.vararg->as.arg.arg, SIM_OP_Store);
    }
    check_params(c, args->as.arguments.kwonlyargs);
    if (args->as.arguments.kwarg != NULL) {
        sim_compile_check_forbidden(c, args->as.arguments.kwarg->as.arg.arg, SIM_OP_Store);
    }
}

/* The dict of keyword-only defaults; false if there are none. */
static bool
visit_kw_defaults(Compiler *c, const SimNode *args)
{
    SimNodes params = args->as.arguments.kwonlyargs;
    SimNodes defaults = args->as.arguments.kw_defaults;
    const char **names = g_new(const char *, params.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < params.count; i++) {
        if (defaults.items[i] != NULL) {
            names[count++] = sim_compile_mangle(c, params.items[i]->as.arg.arg);
            sim_compile_visit_expr(c, defaults.items[i]);
        }
    }
    if (count > 0) {
        sim_compile_emit_const(c, sim_compile_make_name_tuple(c, names, count));
        sim_compile_emit_arg(c, SIM_OPCODE_BUILD_CONST_KEY_MAP, (uint32_t) count);
    }
    g_free(names);
    return count > 0;
}

static uint32_t
visit_defaults(Compiler *c, const SimNode *args)
{
    uint32_t flags = 0;
    SimNodes defaults = args->as.arguments.defaults;
    if (defaults.count > 0) {
        sim_compile_visit_exprs(c, defaults);
        sim_compile_emit_arg(c, SIM_OPCODE_BUILD_TUPLE, (uint32_t) defaults.count);
        flags |= HAS_DEFAULTS;
    }
    if (visit_kw_defaults(c, args)) {
        flags |= HAS_KW_DEFAULTS;
    }
    return flags;
}

static uint32_t
visit_annotation(Compiler *c, const char *name, const SimNode *annotation)
{
    if (annotation == NULL) {
        return 0;
    }
    sim_compile_emit_text(c, sim_compile_mangle(c, name));
    if (c->text_annotations) { /* at the place of the function */
        sim_compile_emit_const(c, annotation->as.Constant.value);
    } else if (annotation->kind == SIM_NODE_Starred) { /* *args: *Ts */
        sim_compile_visit_expr(c, annotation->as.Starred.value);
        sim_compile_emit_arg(c, SIM_OPCODE_UNPACK_SEQUENCE, 1);
    } else {
        sim_compile_visit_expr(c, annotation);
    }
    return 2;
}

static uint32_t
visit_param_annotations(Compiler *c, SimNodes params)
{
    uint32_t count = 0;
    for (size_t i = 0; i < params.count; i++) {
        const SimNode *param = params.items[i];
        count += visit_annotation(c, param->as.arg.arg, param->as.arg.annotation);
    }
    return count;
}

static uint32_t
visit_star_annotation(Compiler *c, const SimNode *param)
{
    return param != NULL ? visit_annotation(c, param->as.arg.arg, param->as.arg.annotation) : 0;
}

static uint32_t
visit_annotations(Compiler *c, const SimNode *args, const SimNode *returns)
{
    uint32_t count = visit_param_annotations(c, args->as.arguments.args);
    count += visit_param_annotations(c, args->as.arguments.posonlyargs);
    count += visit_star_annotation(c, args->as.arguments.vararg);
    count += visit_param_annotations(c, args->as.arguments.kwonlyargs);
    count += visit_star_annotation(c, args->as.arguments.kwarg);
    count += visit_annotation(c, sim_compile_intern(c, "return"), returns);
    if (count == 0) {
        return 0;
    }
    sim_compile_emit_arg(c, SIM_OPCODE_BUILD_TUPLE, count);
    return HAS_ANNOTATIONS;
}

static void
set_argument_counts(Compiler *c, const SimNode *args)
{
    Unit *unit = c->unit;
    unit->posonlyargcount = (int) args->as.arguments.posonlyargs.count;
    unit->argcount = (int) (args->as.arguments.posonlyargs.count + args->as.arguments.args.count);
    unit->kwonlyargcount = (int) args->as.arguments.kwonlyargs.count;
}

void
sim_compile_emit_closure(Compiler *c, SimCode *code, uint32_t flags)
{
    if (code == NULL) {
        return;
    }
    if (code->nfrees > 0) {
        for (size_t i = code->nlocalsplus - code->nfrees; i < code->nlocalsplus; i++) {
            const char *name = sim_compile_intern(c, code->localsplus[i]);
            bool own_class_cell = c->unit->kind == UNIT_CLASS && strcmp(name, "__class__") == 0;
            int cell = own_class_cell || sim_symtable_scope(c->unit->scope, name) == SIM_SCOPE_CELL
                           ? sim_name_table_find(&c->unit->cellvars, name)
                           : (int) sim_name_table_size(&c->unit->cellvars) +
                                 sim_name_table_find(&c->unit->freevars, name);
            sim_compile_emit_arg(c, SIM_OPCODE_LOAD_CLOSURE, (uint32_t) cell);
        }
        sim_compile_emit_arg(c, SIM_OPCODE_BUILD_TUPLE, (uint32_t) code->nfrees);
        flags |= HAS_CLOSURE;
    }
    sim_compile_emit_code(c, code);
    sim_compile_emit_arg(c, SIM_OPCODE_MAKE_FUNCTION, flags);
    sim_code_unref(code);
}

void
sim_compile_visit_function(Compiler *c, const SimNode *node)
{
    const SimNode *args = node->as.FunctionDef.args;
    SimNodes decorators = node->as.FunctionDef.decorator_list;
    SimNodes body = node->as.FunctionDef.body;
    check_arguments(c, args);
    sim_compile_visit_decorators(c, decorators);
    uint32_t flags = visit_defaults(c, args);
    flags |= visit_annotations(c, args, node->as.FunctionDef.returns);
    sim_compile_enter(c, node->as.FunctionDef.name, UNIT_FUNCTION, node,
                      sim_compile_first_line_of(node, decorators));
    const SimConst *docstring = sim_fold_docstring(body);
    sim_const_table_add(c->unit->consts,
                        docstring != NULL ? docstring : sim_const_singleton(SIM_CONST_NONE));
    set_argument_counts(c, args);
    for (size_t i = docstring != NULL; i < body.count; i++) {
        sim_compile_visit_stmt(c, body.items[i]);
    }
    sim_compile_emit_closure(c, sim_compile_leave(c, true), flags);
    sim_compile_apply_decorators(c, decorators);
    sim_compile_emit_variable(c, node->as.FunctionDef.name, SIM_OP_Store);
}

void
sim_compile_visit_lambda(Compiler *c, const SimNode *node)
{
    const SimNode *args = node->as.Lambda.args;
    check_arguments(c, args);
    uint32_t flags = visit_defaults(c, args);
    sim_compile_enter(c, sim_compile_intern(c, "<lambda>"), UNIT_LAMBDA, node, node->span.line);
    /* the first constant is the docstring: a lambda has none */
    sim_const_table_add(c->unit->consts, sim_const_singleton(SIM_CONST_NONE));
    set_argument_counts(c, args);
    sim_compile_visit_expr(c, node->as.Lambda.body);
    bool is_generator = c->unit->scope->is_generator;
    if (!is_generator) {
        sim_compile_emit(c, SIM_OPCODE_RETURN_VALUE);
    }
    sim_compile_emit_closure(c, sim_compile_leave(c, !is_generator), flags);
}
