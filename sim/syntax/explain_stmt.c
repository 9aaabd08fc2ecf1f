/* Mistakes in statements. */
#include "sim/syntax/parser_private.h"

static SimNode *find_invalid_target(SimNode *node, SimTargetUse use);

static SimNode *
find_invalid_item(SimNodes nodes, SimTargetUse use)
{
    for (size_t i = 0; i < nodes.count; i++) {
        SimNode *found = find_invalid_target(nodes.items[i], use);
        if (found != NULL) {
            return found;
        }
    }
    return NULL;
}

/* The first part of @node that cannot be assigned to. */
static SimNode *
find_invalid_target(SimNode *node, SimTargetUse use)
{
    switch (node->kind) {
    case SIM_NODE_List:
        return find_invalid_item(node->as.List.elts, use);
    case SIM_NODE_Tuple:
        return find_invalid_item(node->as.Tuple.elts, use);
    case SIM_NODE_Starred:
        return use == SIM_TARGET_DEL ? node : find_invalid_target(node->as.Starred.value, use);
    case SIM_NODE_Compare:
        if (use == SIM_TARGET_FOR) { /* "for f() in x" */
            return node->as.Compare.ops.items[0] == SIM_OP_In
                       ? find_invalid_target(node->as.Compare.left, use)
                       : NULL;
        }
        return node;
    case SIM_NODE_Name:
    case SIM_NODE_Subscript:
    case SIM_NODE_Attribute:
        return NULL;
    default:
        return node;
    }
}

static void
raise_invalid_target(SimParser *p, SimNode *node, SimTargetUse use)
{
    SimNode *wrong = node == NULL ? NULL : find_invalid_target(node, use);
    if (wrong != NULL) {
        sim_parser_raise_node(p, wrong, "cannot %s %s",
                              use == SIM_TARGET_DEL ? "delete" : "assign to",
                              sim_explain_name(wrong));
    }
}

/* A list or tuple, perhaps in more parentheses. */
static SimNode *
read_display(SimParser *p)
{
    size_t start = p->mark;
    SimTokenKind kind = sim_parser_peek(p);
    SimNode *node = kind == SIM_TOKEN_LPAR || kind == SIM_TOKEN_LSQB ? sim_parser_atom(p) : NULL;
    if (node == NULL || (node->kind != SIM_NODE_List && node->kind != SIM_NODE_Tuple)) {
        p->mark = start;
        return NULL;
    }
    return node;
}

static bool
take_annotation(SimParser *p)
{
    return sim_parser_take(p, SIM_TOKEN_COLON) && sim_parser_expression(p) != NULL;
}

static void
explain_annotation(SimParser *p, size_t start)
{
    SimNode *display = read_display(p);
    if (display != NULL && take_annotation(p)) {
        sim_parser_raise_node(p, display, "only single target (not %s) can be annotated",
                              sim_explain_name(display));
    }
    p->mark = start;
    SimNode *first = sim_parser_star_named_expression(p);
    if (first != NULL && sim_parser_take(p, SIM_TOKEN_COMMA)) {
        while (sim_parser_star_named_expression(p) != NULL) { /* commas or not */
            sim_parser_take(p, SIM_TOKEN_COMMA);
        }
        if (take_annotation(p)) {
            sim_parser_raise_node(p, first, "only single target (not tuple) can be annotated");
        }
    }
    p->mark = start;
    SimNode *target = sim_parser_expression(p);
    if (target != NULL && take_annotation(p)) {
        sim_parser_raise_node(p, target, "illegal target for annotation");
    }
    p->mark = start;
}

/* Targets that are right, each with its "=". */
static void
skip_targets(SimParser *p)
{
    size_t before = p->mark;
    while (sim_parser_star_targets(p) != NULL && sim_parser_take(p, SIM_TOKEN_EQUAL)) {
        before = p->mark;
    }
    p->mark = before;
}

static bool
is_augmented(SimTokenKind kind)
{
    switch (kind) {
    case SIM_TOKEN_ADD_EQUAL:
    case SIM_TOKEN_SUB_EQUAL:
    case SIM_TOKEN_MULT_EQUAL:
    case SIM_TOKEN_MATMULT_EQUAL:
    case SIM_TOKEN_DIV_EQUAL:
    case SIM_TOKEN_MOD_EQUAL:
    case SIM_TOKEN_AND_EQUAL:
    case SIM_TOKEN_OR_EQUAL:
    case SIM_TOKEN_XOR_EQUAL:
    case SIM_TOKEN_LSHIFT_EQUAL:
    case SIM_TOKEN_RSHIFT_EQUAL:
    case SIM_TOKEN_POWER_EQUAL:
    case SIM_TOKEN_FLOOR_DIV_EQUAL:
        return true;
    default:
        return false;
    }
}

void
sim_explain_assignment(SimParser *p)
{
    size_t start = p->mark;
    explain_annotation(p, start);
    skip_targets(p);
    SimNode *value = sim_parser_star_expressions(p);
    if (value != NULL && sim_parser_at(p, SIM_TOKEN_EQUAL)) {
        raise_invalid_target(p, value, SIM_TARGET_STAR);
        p->mark = start;
        return;
    }
    p->mark = start;
    skip_targets(p);
    SimNode *yield = sim_parser_yield(p);
    if (yield != NULL && sim_parser_at(p, SIM_TOKEN_EQUAL)) {
        sim_parser_raise_node(p, yield, "assignment to yield expression not possible");
    }
    p->mark = start;
    SimNode *target = sim_parser_star_expressions(p);
    if (target != NULL && is_augmented(sim_parser_peek(p))) {
        p->mark++;
        if (sim_parser_value(p) != NULL) {
            sim_parser_raise_node(p, target,
                                  "'%s' is an illegal expression for augmented assignment",
                                  sim_explain_name(target));
        }
    }
    p->mark = start;
}

void
sim_explain_del(SimParser *p)
{
    size_t start = p->mark++;
    raise_invalid_target(p, sim_parser_star_expressions(p), SIM_TARGET_DEL);
    p->mark = start;
}

void
sim_explain_for_target(SimParser *p)
{
    size_t start = p->mark;
    if (sim_parser_take(p, SIM_TOKEN_KW_FOR)) {
        raise_invalid_target(p, sim_parser_star_expressions(p), SIM_TARGET_FOR);
    }
    p->mark = start;
}

/* "from a import b," */
void
sim_explain_import_targets(SimParser *p)
{
    size_t start = p->mark;
    while (sim_parser_take(p, SIM_TOKEN_NAME)) {
        if (sim_parser_at_pair(p, SIM_TOKEN_KW_AS, SIM_TOKEN_NAME)) {
            p->mark += 2;
        }
        if (!sim_parser_take(p, SIM_TOKEN_COMMA)) {
            p->mark = start;
            return;
        }
    }
    if (p->mark > start && sim_parser_at(p, SIM_TOKEN_NEWLINE)) {
        sim_parser_raise_here(p, "trailing comma not allowed without surrounding parentheses");
    }
    p->mark = start;
}

void
sim_explain_with_item(SimParser *p)
{
    size_t start = p->mark;
    if (sim_parser_expression(p) != NULL && sim_parser_take(p, SIM_TOKEN_KW_AS)) {
        SimNode *target = sim_parser_expression(p);
        SimTokenKind kind = sim_parser_peek(p);
        if (target != NULL &&
            (kind == SIM_TOKEN_COMMA || kind == SIM_TOKEN_RPAR || kind == SIM_TOKEN_COLON)) {
            raise_invalid_target(p, target, SIM_TARGET_STAR);
        }
    }
    p->mark = start;
}

/* NEWLINE where a block should begin: raises with the line of the token @keyword. */
static void
explain_indent(SimParser *p, size_t keyword, const char *what)
{
    if (sim_parser_take(p, SIM_TOKEN_NEWLINE)) {
        SimTokenKind kind = sim_parser_peek(p);
        if (kind != SIM_TOKEN_INDENT && kind != SIM_TOKEN_ERROR) {
            sim_parser_raise_here(p, "expected an indented block after %s on line %d", what,
                                  p->tokens[keyword].span.line);
        }
        p->mark--;
    }
}

static void
explain_statement_indent(SimParser *p, size_t keyword, const char *word)
{
    g_autofree char *what = g_strdup_printf("'%s' statement", word);
    explain_indent(p, keyword, what);
}

/* At what should be ":": tells of a line end there, and of a missing block. */
static void
explain_head_end(SimParser *p, size_t keyword, const char *word)
{
    if (sim_parser_at(p, SIM_TOKEN_NEWLINE)) {
        sim_parser_raise_here(p, "expected ':'");
    } else if (sim_parser_take(p, SIM_TOKEN_COLON)) {
        explain_statement_indent(p, keyword, word);
    }
}

void
sim_explain_block(SimParser *p)
{
    size_t start = p->mark;
    if (sim_parser_take(p, SIM_TOKEN_NEWLINE)) {
        SimTokenKind kind = sim_parser_peek(p);
        if (kind != SIM_TOKEN_INDENT && kind != SIM_TOKEN_ERROR) {
            sim_parser_raise_here(p, "expected an indented block");
        }
    }
    p->mark = start;
}

void
sim_explain_if(SimParser *p, const char *keyword)
{
    size_t start = p->mark++;
    if (sim_parser_named_expression(p) != NULL) {
        explain_head_end(p, start, keyword);
    }
    p->mark = start;
}

void
sim_explain_else(SimParser *p, const char *keyword)
{
    size_t start = p->mark++;
    if (sim_parser_take(p, SIM_TOKEN_COLON)) {
        explain_statement_indent(p, start, keyword);
    }
    p->mark = start;
}

void
sim_explain_for(SimParser *p)
{
    size_t start = p->mark++;
    if (sim_parser_star_targets(p) != NULL && sim_parser_take(p, SIM_TOKEN_KW_IN) &&
        sim_parser_star_expressions(p) != NULL) {
        explain_head_end(p, start, "for");
    }
    p->mark = start;
}

/* Items of a "with" statement, less strictly read. */
static bool
skip_with_items(SimParser *p, SimNode *(*context)(SimParser *) )
{
    bool any = false;
    size_t before = p->mark;
    do {
        if (context(p) == NULL) {
            p->mark = before;
            return any;
        }
        size_t as = p->mark;
        if (sim_parser_take(p, SIM_TOKEN_KW_AS) && sim_parser_star_target(p) == NULL) {
            p->mark = as;
        }
        any = true;
        before = p->mark;
    } while (sim_parser_take(p, SIM_TOKEN_COMMA));
    p->mark = before;
    return any;
}

/* The two forms of a "with" head; true when behind one of them. */
static bool
skip_with_head(SimParser *p, bool parenthesised)
{
    if (!parenthesised) {
        return skip_with_items(p, sim_parser_expression);
    }
    if (!sim_parser_take(p, SIM_TOKEN_LPAR) || !skip_with_items(p, sim_parser_expressions)) {
        return false;
    }
    sim_parser_take(p, SIM_TOKEN_COMMA);
    return sim_parser_take(p, SIM_TOKEN_RPAR);
}

void
sim_explain_with_block(SimParser *p)
{
    size_t start = p->mark;
    for (int parenthesised = 0; parenthesised <= 1; parenthesised++) {
        p->mark = start + 1;
        if (skip_with_head(p, parenthesised != 0) && sim_parser_take(p, SIM_TOKEN_COLON)) {
            explain_statement_indent(p, start, "with");
        }
    }
    p->mark = start;
}

void
sim_explain_with(SimParser *p)
{
    size_t start = p->mark;
    for (int parenthesised = 0; parenthesised <= 1; parenthesised++) {
        p->mark = start + 1;
        if (skip_with_head(p, parenthesised != 0) && sim_parser_at(p, SIM_TOKEN_NEWLINE)) {
            sim_parser_raise_here(p, "expected ':'");
        }
    }
    p->mark = start;
}

void
sim_explain_try(SimParser *p)
{
    size_t start = p->mark++;
    if (sim_parser_take(p, SIM_TOKEN_COLON)) {
        explain_statement_indent(p, start, "try");
        if (sim_parser_block(p) != NULL) {
            SimTokenKind kind = sim_parser_peek(p);
            if (kind != SIM_TOKEN_KW_EXCEPT && kind != SIM_TOKEN_KW_FINALLY &&
                kind != SIM_TOKEN_ERROR) {
                sim_parser_raise_here(p, "expected 'except' or 'finally' block");
            }
        }
    }
    p->mark = start;
}

/* "except" and what may stand before its colon. */
static void
skip_except_head(SimParser *p)
{
    p->mark++;
    size_t before = p->mark;
    if (sim_parser_expression(p) == NULL) {
        p->mark = before;
    } else if (sim_parser_at_pair(p, SIM_TOKEN_KW_AS, SIM_TOKEN_NAME)) {
        p->mark += 2;
    }
}

void
sim_explain_except_block(SimParser *p)
{
    size_t start = p->mark;
    skip_except_head(p);
    if (sim_parser_take(p, SIM_TOKEN_COLON)) {
        explain_statement_indent(p, start, "except");
    }
    p->mark = start;
}

void
sim_explain_except(SimParser *p)
{
    size_t start = p->mark++;
    SimNode *first = sim_parser_expression(p);
    if (first != NULL && sim_parser_take(p, SIM_TOKEN_COMMA) && sim_parser_expressions(p) != NULL) {
        if (sim_parser_at_pair(p, SIM_TOKEN_KW_AS, SIM_TOKEN_NAME)) {
            p->mark += 2;
        }
        if (sim_parser_at(p, SIM_TOKEN_COLON)) {
            SimSpan last = sim_parser_token_span(p, p->furthest);
            sim_parser_raise(p, sim_parser_join(first->span, last),
                             "multiple exception types must be parenthesized");
        }
    }
    p->mark = start;
    skip_except_head(p);
    if (sim_parser_at(p, SIM_TOKEN_NEWLINE)) {
        sim_parser_raise_here(p, "expected ':'");
    }
    p->mark = start;
}

void
sim_explain_class(SimParser *p)
{
    size_t start = p->mark++;
    if (sim_parser_take(p, SIM_TOKEN_NAME)) {
        size_t before = p->mark;
        if (sim_parser_take(p, SIM_TOKEN_LPAR)) {
            size_t inside = p->mark;
            if (sim_parser_arguments(p) == NULL) {
                p->mark = inside;
            }
            if (!sim_parser_take(p, SIM_TOKEN_RPAR)) {
                p->mark = before;
            }
        }
        if (sim_parser_at(p, SIM_TOKEN_NEWLINE)) {
            sim_parser_raise_here(p, "expected ':'");
        } else if (sim_parser_take(p, SIM_TOKEN_COLON)) {
            explain_indent(p, start, "class definition");
        }
    }
    p->mark = start;
}

void
sim_explain_def(SimParser *p)
{
    size_t start = p->mark++;
    if (sim_parser_take(p, SIM_TOKEN_NAME) && sim_parser_take(p, SIM_TOKEN_LPAR) &&
        sim_parser_params(p, SIM_TOKEN_RPAR) != NULL && sim_parser_take(p, SIM_TOKEN_RPAR)) {
        size_t before = p->mark;
        if (sim_parser_take(p, SIM_TOKEN_ARROW) && sim_parser_expression(p) == NULL) {
            p->mark = before;
        }
        if (sim_parser_take(p, SIM_TOKEN_COLON)) {
            explain_indent(p, start, "function definition");
        }
    }
    p->mark = start;
}
