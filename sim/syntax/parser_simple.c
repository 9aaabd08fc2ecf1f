/* Statements of one line. */
#include "sim/syntax/parser_private.h"

static SimNode *
read_annotated(SimParser *p, SimNode *target, size_t start)
{
    bool simple = target->kind == SIM_NODE_Name && p->tokens[start].kind == SIM_TOKEN_NAME;
    sim_parser_set_context(target, SIM_OP_Store);
    p->mark++;
    SimNode *annotation = sim_parser_expression(p);
    if (annotation == NULL) {
        return NULL;
    }
    SimNode *value = NULL;
    size_t before = p->mark;
    if (sim_parser_take(p, SIM_TOKEN_EQUAL)) {
        value = sim_parser_value(p);
        p->mark = value == NULL ? before : p->mark;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_AnnAssign, start);
    node->as.AnnAssign.target = target;
    node->as.AnnAssign.annotation = annotation;
    node->as.AnnAssign.value = value;
    node->as.AnnAssign.simple = simple;
    return node;
}

static SimOp
augmented_op(SimTokenKind kind)
{
    switch (kind) {
    case SIM_TOKEN_ADD_EQUAL:
        return SIM_OP_Add;
    case SIM_TOKEN_SUB_EQUAL:
        return SIM_OP_Sub;
    case SIM_TOKEN_MULT_EQUAL:
        return SIM_OP_Mult;
    case SIM_TOKEN_MATMULT_EQUAL:
        return SIM_OP_MatMult;
    case SIM_TOKEN_DIV_EQUAL:
        return SIM_OP_Div;
    case SIM_TOKEN_MOD_EQUAL:
        return SIM_OP_Mod;
    case SIM_TOKEN_POWER_EQUAL:
        return SIM_OP_Pow;
    case SIM_TOKEN_LSHIFT_EQUAL:
        return SIM_OP_LShift;
    case SIM_TOKEN_RSHIFT_EQUAL:
        return SIM_OP_RShift;
    case SIM_TOKEN_OR_EQUAL:
        return SIM_OP_BitOr;
    case SIM_TOKEN_XOR_EQUAL:
        return SIM_OP_BitXor;
    case SIM_TOKEN_AND_EQUAL:
        return SIM_OP_BitAnd;
    case SIM_TOKEN_FLOOR_DIV_EQUAL:
        return SIM_OP_FloorDiv;
    default:
        return SIM_OP_Load;
    }
}

static SimNode *
read_augmented(SimParser *p, SimNode *target, SimOp op, size_t start)
{
    sim_parser_set_context(target, SIM_OP_Store);
    p->mark++;
    SimNode *value = sim_parser_value(p);
    if (value == NULL) {
        return NULL;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_AugAssign, start);
    node->as.AugAssign.target = target;
    node->as.AugAssign.op = op;
    node->as.AugAssign.value = value;
    return node;
}

/* "A = B = VALUE", with A read and "=" next. */
static SimNode *
read_chain(SimParser *p, SimNode *first, size_t start)
{
    size_t base = sim_parser_list_begin(p);
    SimNode *value = first;
    while (sim_parser_at(p, SIM_TOKEN_EQUAL)) {
        if (value == NULL || !sim_parser_is_target(value, SIM_TARGET_STAR)) {
            value = NULL;
            break;
        }
        sim_parser_set_context(value, SIM_OP_Store);
        sim_parser_list_add(p, value);
        p->mark++;
        value = sim_parser_value(p);
    }
    if (value == NULL) {
        sim_parser_list_drop(p, base);
        return NULL;
    }
    SimNodes targets = sim_parser_list_end(p, base);
    SimNode *node = sim_parser_node(p, SIM_NODE_Assign, start);
    node->as.Assign.targets = targets;
    node->as.Assign.value = value;
    return node;
}

/* "TARGETS = VALUE" as the grammar has it: targets are read as targets. */
static SimNode *
read_assigned_targets(SimParser *p, size_t start)
{
    size_t count = 0;
    size_t before = start;
    while (sim_parser_star_targets(p) != NULL && sim_parser_take(p, SIM_TOKEN_EQUAL)) {
        before = p->mark;
        count++;
    }
    p->mark = before;
    SimNode *value = count == 0 ? NULL : sim_parser_value(p);
    if (value == NULL || sim_parser_at(p, SIM_TOKEN_EQUAL)) {
        p->mark = start;
        return NULL;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_Assign, start);
    node->as.Assign.value = value;
    return node;
}

/* The alternatives of an assignment in CPython's order, for the second pass. */
static SimNode *
read_assignment(SimParser *p)
{
    size_t start = p->mark;
    SimNode *target = sim_parser_single_target(p);
    if (target != NULL && sim_parser_at(p, SIM_TOKEN_COLON)) {
        SimNode *node = read_annotated(p, target, start);
        if (node != NULL) {
            return node;
        }
    }
    p->mark = start;
    SimNode *chain = read_assigned_targets(p, start);
    if (chain != NULL) {
        return chain;
    }
    target = sim_parser_single_target(p);
    SimOp op = target == NULL ? SIM_OP_Load : augmented_op(sim_parser_peek(p));
    if (op != SIM_OP_Load) { /* this alternative is final */
        SimNode *node = read_augmented(p, target, op, start);
        p->mark = node == NULL ? start : p->mark;
        return node;
    }
    p->mark = start;
    if (p->explain) {
        sim_explain_assignment(p);
    }
    return NULL;
}

static SimNode *
wrap_expression(SimParser *p, SimNode *value, size_t start)
{
    SimNode *node = sim_parser_node(p, SIM_NODE_Expr, start);
    node->as.Expr.value = value;
    return node;
}

/* An assignment of any kind, or an expression. */
static SimNode *
read_expression_statement(SimParser *p)
{
    size_t start = p->mark;
    if (p->remember) {
        SimNode *assignment = read_assignment(p);
        if (assignment != NULL) {
            return assignment;
        }
        SimNode *value = sim_parser_star_expressions(p);
        return value == NULL ? NULL : wrap_expression(p, value, start);
    }
    SimNode *value = sim_parser_star_expressions(p);
    if (value == NULL) {
        return NULL;
    }
    SimTokenKind kind = sim_parser_peek(p);
    SimOp op = augmented_op(kind);
    if (kind == SIM_TOKEN_EQUAL) {
        return read_chain(p, value, start);
    }
    if (kind == SIM_TOKEN_COLON || op != SIM_OP_Load) {
        if (!sim_parser_is_single_target(value)) {
            return NULL;
        }
        return kind == SIM_TOKEN_COLON ? read_annotated(p, value, start)
                                       : read_augmented(p, value, op, start);
    }
    return wrap_expression(p, value, start);
}

static SimNode *
read_return(SimParser *p)
{
    size_t start = p->mark++;
    SimNode *value = sim_parser_star_expressions(p);
    if (value == NULL) {
        p->mark = start + 1;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_Return, start);
    node->as.Return.value = value;
    return node;
}

static SimNode *
read_raise(SimParser *p)
{
    size_t start = p->mark++;
    SimNode *exc = sim_parser_expression(p);
    SimNode *cause = NULL;
    if (exc == NULL) {
        p->mark = start + 1;
    } else if (sim_parser_at(p, SIM_TOKEN_KW_FROM)) {
        size_t before = p->mark++;
        cause = sim_parser_expression(p);
        p->mark = cause == NULL ? before : p->mark;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_Raise, start);
    node->as.Raise.exc = exc;
    node->as.Raise.cause = cause;
    return node;
}

static SimNode *
read_assert(SimParser *p)
{
    size_t start = p->mark++;
    SimNode *test = sim_parser_expression(p);
    if (test == NULL) {
        return NULL;
    }
    SimNode *message = NULL;
    size_t before = p->mark;
    if (sim_parser_take(p, SIM_TOKEN_COMMA)) {
        message = sim_parser_expression(p);
        p->mark = message == NULL ? before : p->mark;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_Assert, start);
    node->as.Assert.test = test;
    node->as.Assert.msg = message;
    return node;
}

static SimNode *
read_del_target(SimParser *p)
{
    size_t start = p->mark;
    SimNode *node = sim_parser_target_primary(p);
    if (node == NULL || !sim_parser_is_target(node, SIM_TARGET_DEL)) {
        p->mark = start;
        return NULL;
    }
    sim_parser_set_context(node, SIM_OP_Del);
    return node;
}

static bool
at_statement_end(SimParser *p)
{
    return sim_parser_at(p, SIM_TOKEN_SEMICOLON) || sim_parser_at(p, SIM_TOKEN_NEWLINE);
}

static SimNode *
read_del(SimParser *p)
{
    size_t start = p->mark++;
    size_t base = sim_parser_list_begin(p);
    for (;;) {
        size_t before = p->mark;
        SimNode *target = read_del_target(p);
        if (target == NULL) {
            p->mark = before;
            break;
        }
        sim_parser_list_add(p, target);
        if (!sim_parser_take(p, SIM_TOKEN_COMMA)) {
            break;
        }
    }
    if (sim_parser_list_begin(p) == base || !at_statement_end(p)) {
        sim_parser_list_drop(p, base);
        p->mark = start;
        if (p->explain) {
            sim_explain_del(p);
        }
        return NULL;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_Delete, start);
    node->as.Delete.targets = sim_parser_list_end(p, base);
    return node;
}

static SimNode *
read_word(SimParser *p, SimNodeKind kind)
{
    size_t start = p->mark++;
    return sim_parser_node(p, kind, start);
}

static SimNode *
read_scope(SimParser *p, SimNodeKind kind)
{
    size_t start = p->mark++;
    size_t base = sim_parser_list_begin(p);
    size_t before = p->mark;
    do {
        if (!sim_parser_at(p, SIM_TOKEN_NAME)) {
            break;
        }
        sim_parser_list_add(p, (void *) sim_parser_take_name(p));
        before = p->mark;
    } while (sim_parser_take(p, SIM_TOKEN_COMMA));
    if (sim_parser_list_begin(p) == base) {
        return NULL;
    }
    p->mark = before;
    SimNode *node = sim_parser_node(p, kind, start);
    SimNames names = sim_parser_list_end_names(p, base);
    if (kind == SIM_NODE_Global) {
        node->as.Global.names = names;
    } else {
        node->as.Nonlocal.names = names;
    }
    return node;
}

/* "a.b.c" as one name, or NULL. */
static const char *
read_dotted_name(SimParser *p)
{
    if (!sim_parser_at(p, SIM_TOKEN_NAME)) {
        return NULL;
    }
    const char *name = sim_parser_take_name(p);
    if (!sim_parser_at(p, SIM_TOKEN_DOT)) {
        return name;
    }
    g_autoptr(GString) dotted = g_string_new(name);
    while (sim_parser_take(p, SIM_TOKEN_DOT)) {
        if (!sim_parser_at(p, SIM_TOKEN_NAME)) {
            p->mark--;
            break;
        }
        g_string_append_c(dotted, '.');
        g_string_append(dotted, sim_parser_take_name(p));
    }
    return sim_tree_intern(p->tree, dotted->str, dotted->len);
}

static SimNode *
read_alias(SimParser *p, bool dotted)
{
    size_t start = p->mark;
    if (!sim_parser_at(p, SIM_TOKEN_NAME)) {
        return NULL;
    }
    const char *name = dotted ? read_dotted_name(p) : sim_parser_take_name(p);
    const char *asname = NULL;
    if (sim_parser_take(p, SIM_TOKEN_KW_AS)) {
        if (sim_parser_at(p, SIM_TOKEN_NAME)) {
            asname = sim_parser_take_name(p);
        } else {
            p->mark--;
        }
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_alias, start);
    node->as.alias.name = name;
    node->as.alias.asname = asname;
    return node;
}

/* Aliases separated by commas; a comma they end with is left. */
static SimNodes
read_aliases(SimParser *p, bool dotted)
{
    size_t base = sim_parser_list_begin(p);
    size_t before = p->mark;
    do {
        SimNode *alias = read_alias(p, dotted);
        if (alias == NULL) {
            break;
        }
        sim_parser_list_add(p, alias);
        before = p->mark;
    } while (sim_parser_take(p, SIM_TOKEN_COMMA));
    p->mark = before;
    return sim_parser_list_end(p, base);
}

static SimNode *
read_import(SimParser *p)
{
    size_t start = p->mark++;
    SimNodes names = read_aliases(p, true);
    if (names.count == 0) {
        return NULL;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_Import, start);
    node->as.Import.names = names;
    return node;
}

static bool
read_import_targets(SimParser *p, SimNodes *out)
{
    size_t start = p->mark;
    if (sim_parser_at(p, SIM_TOKEN_STAR)) {
        sim_parser_refuse(p, sim_parser_token_span(p, p->mark),
                          "'from ... import *' is not modelled; name what is imported");
        return false;
    }
    if (sim_parser_take(p, SIM_TOKEN_LPAR)) {
        *out = read_aliases(p, false);
        if (out->count > 0) {
            sim_parser_take(p, SIM_TOKEN_COMMA);
        }
        return out->count > 0 && sim_parser_take(p, SIM_TOKEN_RPAR);
    }
    *out = read_aliases(p, false);
    if (out->count > 0 && !sim_parser_at(p, SIM_TOKEN_COMMA)) {
        return true;
    }
    p->mark = start;
    if (p->explain) {
        sim_explain_import_targets(p);
    }
    return false;
}

static SimNode *
read_import_from(SimParser *p)
{
    size_t start = p->mark++;
    int level = 0;
    while (sim_parser_at(p, SIM_TOKEN_DOT) || sim_parser_at(p, SIM_TOKEN_ELLIPSIS)) {
        level += sim_parser_at(p, SIM_TOKEN_DOT) ? 1 : 3;
        p->mark++;
    }
    const char *module = read_dotted_name(p);
    SimNodes names;
    if ((module == NULL && level == 0) || !sim_parser_take(p, SIM_TOKEN_KW_IMPORT) ||
        !read_import_targets(p, &names)) {
        return NULL;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_ImportFrom, start);
    node->as.ImportFrom.module = module;
    node->as.ImportFrom.names = names;
    node->as.ImportFrom.level = level;
    return node;
}

/* "yield x", "x = ...", "x": what an expression begins. */
static SimNode *
read_yield_statement(SimParser *p)
{
    size_t start = p->mark;
    SimNode *value = sim_parser_yield(p);
    return value == NULL ? NULL : wrap_expression(p, value, start);
}

static SimNode *
read_keyword_statement(SimParser *p)
{
    switch (sim_parser_peek(p)) {
    case SIM_TOKEN_KW_RETURN:
        return read_return(p);
    case SIM_TOKEN_KW_IMPORT:
        return read_import(p);
    case SIM_TOKEN_KW_FROM:
        return read_import_from(p);
    case SIM_TOKEN_KW_RAISE:
        return read_raise(p);
    case SIM_TOKEN_KW_PASS:
        return read_word(p, SIM_NODE_Pass);
    case SIM_TOKEN_KW_DEL:
        return read_del(p);
    case SIM_TOKEN_KW_YIELD:
        return read_yield_statement(p);
    case SIM_TOKEN_KW_ASSERT:
        return read_assert(p);
    case SIM_TOKEN_KW_BREAK:
        return read_word(p, SIM_NODE_Break);
    case SIM_TOKEN_KW_CONTINUE:
        return read_word(p, SIM_NODE_Continue);
    case SIM_TOKEN_KW_GLOBAL:
        return read_scope(p, SIM_NODE_Global);
    case SIM_TOKEN_KW_NONLOCAL:
        return read_scope(p, SIM_NODE_Nonlocal);
    default:
        return read_expression_statement(p);
    }
}

static SimNode *
read_simple(SimParser *p)
{
    size_t start = p->mark;
    SimTokenKind kind = sim_parser_peek(p);
    if (p->explain && kind == SIM_TOKEN_KW_YIELD) {
        sim_explain_assignment(p); /* "yield x = 1" */
        p->mark = start;
    }
    return read_keyword_statement(p);
}

/* "type X = ..." is an error in 3.11, but one with a name. */
static void
refuse_type_alias(SimParser *p, size_t start)
{
    size_t mark = p->mark;
    p->mark = start;
    if (p->explain && sim_parser_at_name(p, "type") &&
        p->tokens[start + 1].kind == SIM_TOKEN_NAME &&
        (p->tokens[start + 2].kind == SIM_TOKEN_EQUAL ||
         p->tokens[start + 2].kind == SIM_TOKEN_LSQB)) {
        sim_parser_refuse(p, sim_parser_token_span(p, start),
                          "a 'type' statement is not modelled; write X = ...");
    }
    p->mark = mark;
}

/* Adds the statements of one line to the list being read, and takes its NEWLINE. */
bool
sim_parser_simple_statements(SimParser *p)
{
    size_t start = p->mark;
    size_t base = sim_parser_list_begin(p);
    do {
        size_t before = p->mark;
        if (p->explain) {
            refuse_type_alias(p, before);
        }
        SimNode *statement = read_simple(p);
        if (statement == NULL) {
            p->mark = before;
            break;
        }
        sim_parser_list_add(p, statement);
    } while (sim_parser_take(p, SIM_TOKEN_SEMICOLON));
    if (sim_parser_list_begin(p) > base && sim_parser_take(p, SIM_TOKEN_NEWLINE)) {
        return true;
    }
    sim_parser_list_drop(p, base);
    p->mark = start;
    return false;
}
