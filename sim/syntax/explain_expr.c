/* Mistakes in expressions. */
#include "sim/syntax/parser_private.h"

/* What CPython calls an expression in a message. */
static const char *
constant_name(const SimConst *value)
{
    switch (value->kind) {
    case SIM_CONST_NONE:
        return "None";
    case SIM_CONST_TRUE:
        return "True";
    case SIM_CONST_FALSE:
        return "False";
    case SIM_CONST_ELLIPSIS:
        return "ellipsis";
    default:
        return "literal";
    }
}

const char *
sim_explain_name(const SimNode *node)
{
    switch (node->kind) {
    case SIM_NODE_Attribute:
        return "attribute";
    case SIM_NODE_Subscript:
        return "subscript";
    case SIM_NODE_Starred:
        return "starred";
    case SIM_NODE_Name:
        return "name";
    case SIM_NODE_List:
        return "list";
    case SIM_NODE_Tuple:
        return "tuple";
    case SIM_NODE_Lambda:
        return "lambda";
    case SIM_NODE_Call:
        return "function call";
    case SIM_NODE_GeneratorExp:
        return "generator expression";
    case SIM_NODE_Yield:
    case SIM_NODE_YieldFrom:
        return "yield expression";
    case SIM_NODE_ListComp:
        return "list comprehension";
    case SIM_NODE_SetComp:
        return "set comprehension";
    case SIM_NODE_DictComp:
        return "dict comprehension";
    case SIM_NODE_Dict:
        return "dict literal";
    case SIM_NODE_Set:
        return "set display";
    case SIM_NODE_JoinedStr:
        return "f-string expression";
    case SIM_NODE_Constant:
        return constant_name(node->as.Constant.value);
    case SIM_NODE_Compare:
        return "comparison";
    case SIM_NODE_IfExp:
        return "conditional expression";
    case SIM_NODE_NamedExpr:
        return "named expression";
    default:
        return "expression";
    }
}

static bool
is_legacy_statement(const SimNode *node)
{
    return node->kind == SIM_NODE_Name &&
           (strcmp(node->as.Name.id, "print") == 0 || strcmp(node->as.Name.id, "exec") == 0);
}

/* A soft keyword, or the beginning of one: 3.11 compares no more letters than the name
 * has. */
static bool
at_soft_keyword(SimParser *p)
{
    static const char *const keywords[] = {"_", "case", "match"};
    if (!sim_parser_at(p, SIM_TOKEN_NAME)) {
        return false;
    }
    const SimToken *token = &p->tokens[p->mark];
    for (size_t i = 0; i < G_N_ELEMENTS(keywords); i++) {
        if (strncmp(keywords[i], p->text + token->begin, token->end - token->begin) == 0) {
            return true;
        }
    }
    return false;
}

/* An expression, without looking for mistakes in it. */
static SimNode *
read_plainly(SimParser *p)
{
    bool explain = p->explain;
    p->explain = false;
    SimNode *node = sim_parser_plain_expression(p);
    p->explain = explain;
    return node;
}

/* "a b" inside brackets. True if two expressions stand side by side, even where that
 * is not what is told of. */
static bool
explain_missing_comma(SimParser *p, size_t start)
{
    if (sim_parser_at_pair(p, SIM_TOKEN_NAME, SIM_TOKEN_STRING) || at_soft_keyword(p)) {
        return false;
    }
    SimNode *first = sim_parser_disjunction(p);
    SimNode *second = first == NULL ? NULL : read_plainly(p);
    bool found = second != NULL;
    if (found && !is_legacy_statement(first) && p->tokens[p->mark - 1].level > 0) {
        sim_parser_raise(p, sim_parser_join(first->span, second->span),
                         "invalid syntax. Perhaps you forgot a comma?");
    }
    p->mark = start;
    return found;
}

static void
explain_missing_else(SimParser *p, size_t start)
{
    SimNode *body = sim_parser_disjunction(p);
    if (body != NULL && sim_parser_take(p, SIM_TOKEN_KW_IF)) {
        SimNode *test = sim_parser_disjunction(p);
        if (test != NULL && !sim_parser_at(p, SIM_TOKEN_KW_ELSE) &&
            !sim_parser_at(p, SIM_TOKEN_COLON)) {
            sim_parser_raise(p, sim_parser_join(body->span, test->span),
                             "expected 'else' after 'if' expression");
        }
    }
    p->mark = start;
}

/* print "x" */
static void
explain_legacy_statement(SimParser *p, size_t start)
{
    if (!sim_parser_at(p, SIM_TOKEN_NAME)) {
        return;
    }
    const char *name = sim_parser_take_name(p);
    SimSpan span = sim_parser_token_span(p, start);
    if (!sim_parser_at(p, SIM_TOKEN_LPAR)) {
        SimNode *value = sim_parser_star_expressions(p);
        if (value != NULL && (strcmp(name, "print") == 0 || strcmp(name, "exec") == 0)) {
            sim_parser_raise(p, sim_parser_join(span, value->span),
                             "Missing parentheses in call to '%s'. Did you mean %s(...)?", name,
                             name);
        }
    }
    p->mark = start;
}

void
sim_explain_expression(SimParser *p)
{
    size_t start = p->mark;
    if (!explain_missing_comma(p, start)) {
        explain_missing_else(p, start);
    }
    explain_legacy_statement(p, start);
}

/* Whether a list, a tuple, a generator, True, None or False comes next. */
static bool
at_plain_display(SimParser *p)
{
    SimTokenKind kind = sim_parser_peek(p);
    if (kind == SIM_TOKEN_KW_TRUE || kind == SIM_TOKEN_KW_NONE || kind == SIM_TOKEN_KW_FALSE) {
        return true;
    }
    if (kind != SIM_TOKEN_LPAR && kind != SIM_TOKEN_LSQB) {
        return false;
    }
    size_t start = p->mark;
    SimNode *node = sim_parser_atom(p);
    bool covers = node != NULL && node->span.column == p->tokens[start].span.column &&
                  node->span.line == p->tokens[start].span.line;
    p->mark = start;
    return covers && (node->kind == SIM_NODE_List || node->kind == SIM_NODE_Tuple ||
                      node->kind == SIM_NODE_GeneratorExp);
}

static bool
at_assignment(SimParser *p)
{
    return sim_parser_at(p, SIM_TOKEN_EQUAL) || sim_parser_at(p, SIM_TOKEN_COLON_EQUAL);
}

/* "NAME = x" and "f() = x" where only an expression may stand. */
static void
explain_equal_sign(SimParser *p, size_t start)
{
    if (sim_parser_at_pair(p, SIM_TOKEN_NAME, SIM_TOKEN_EQUAL)) {
        p->mark += 2;
        SimNode *value = sim_parser_bitwise_or(p);
        if (value != NULL && !at_assignment(p)) {
            sim_parser_raise(p, sim_parser_join(sim_parser_token_span(p, start), value->span),
                             "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
        }
        p->mark = start;
    }
    if (at_plain_display(p)) {
        return;
    }
    SimNode *target = sim_parser_bitwise_or(p);
    if (target != NULL && sim_parser_take(p, SIM_TOKEN_EQUAL) && sim_parser_bitwise_or(p) != NULL &&
        !at_assignment(p)) {
        sim_parser_raise_node(p, target,
                              "cannot assign to %s here. Maybe you meant '==' instead of '='?",
                              sim_explain_name(target));
    }
    p->mark = start;
}

void
sim_explain_named_expression(SimParser *p)
{
    size_t start = p->mark;
    SimNode *target = sim_parser_expression(p);
    if (target != NULL && sim_parser_take(p, SIM_TOKEN_COLON_EQUAL) &&
        sim_parser_expression(p) != NULL) {
        sim_parser_raise_node(p, target, "cannot use assignment expressions with %s",
                              sim_explain_name(target));
    }
    p->mark = start;
    explain_equal_sign(p, start);
}

static SimNode *
read_starred(SimParser *p)
{
    size_t start = p->mark;
    if (!sim_parser_take(p, SIM_TOKEN_STAR) || sim_parser_expression(p) == NULL) {
        p->mark = start;
        return NULL;
    }
    return sim_parser_node(p, SIM_NODE_Starred, start);
}

/* "(*a)" and "(**a)" */
void
sim_explain_group(SimParser *p)
{
    size_t start = p->mark++;
    SimNode *starred = read_starred(p);
    if (starred != NULL && sim_parser_at(p, SIM_TOKEN_RPAR)) {
        sim_parser_raise_node(p, starred, "cannot use starred expression here");
    }
    p->mark = start + 1;
    if (sim_parser_take(p, SIM_TOKEN_POWER) && sim_parser_expression(p) != NULL &&
        sim_parser_at(p, SIM_TOKEN_RPAR)) {
        sim_parser_raise(p, sim_parser_token_span(p, start + 1),
                         "cannot use double starred expression here");
    }
    p->mark = start;
}

/* "[a, b for ...]" */
static void
explain_bare_target(SimParser *p, size_t start)
{
    SimNode *first = sim_parser_star_named_expression(p);
    if (first == NULL || !sim_parser_take(p, SIM_TOKEN_COMMA)) {
        return;
    }
    SimSpan last = sim_parser_token_span(p, p->mark - 1);
    SimNode *next;
    do {
        size_t before = p->mark;
        next = sim_parser_star_named_expression(p);
        if (next == NULL) {
            p->mark = before;
        } else {
            last = next->span;
        }
    } while (next != NULL && sim_parser_take(p, SIM_TOKEN_COMMA));
    SimNodes clauses;
    if (sim_parser_for_clauses(p, &clauses)) {
        sim_parser_raise(p, sim_parser_join(first->span, last),
                         "did you forget parentheses around the comprehension target?");
    }
    p->mark = start;
}

void
sim_explain_comprehension(SimParser *p)
{
    size_t start = p->mark;
    SimTokenKind open = sim_parser_peek(p);
    if (open != SIM_TOKEN_LPAR && open != SIM_TOKEN_LSQB && open != SIM_TOKEN_LBRACE) {
        return;
    }
    p->mark++;
    SimNode *starred = read_starred(p);
    SimNodes clauses;
    if (starred != NULL && sim_parser_for_clauses(p, &clauses)) {
        sim_parser_raise_node(p, starred, "iterable unpacking cannot be used in comprehension");
    }
    p->mark = start + 1;
    if (open != SIM_TOKEN_LPAR) {
        explain_bare_target(p, start);
    }
    p->mark = start;
}

/* "{**a for ...}" */
void
sim_explain_dict_comprehension(SimParser *p)
{
    size_t start = p->mark++;
    SimNodes clauses;
    if (sim_parser_take(p, SIM_TOKEN_POWER) && sim_parser_bitwise_or(p) != NULL &&
        sim_parser_for_clauses(p, &clauses) && sim_parser_at(p, SIM_TOKEN_RBRACE)) {
        sim_parser_raise(p, sim_parser_token_span(p, start + 1),
                         "dict unpacking cannot be used in dict comprehension");
    }
    p->mark = start;
}

/* What is wrong with a value: "*a", or nothing at all. @colon says whether a key
 * without one is an error here. */
static void
explain_pair(SimParser *p, bool colon)
{
    size_t start = p->mark;
    SimNode *key = sim_parser_expression(p);
    if (key == NULL) {
        p->mark = start;
        return;
    }
    if (!sim_parser_take(p, SIM_TOKEN_COLON)) {
        if (colon && !sim_parser_at(p, SIM_TOKEN_ERROR)) {
            SimSpan span = key->span;
            span.line = key->span.line;
            span.column = key->span.end_column - 1;
            sim_parser_raise(p, span, "':' expected after dictionary key");
        }
        p->mark = start;
        return;
    }
    size_t after = p->mark;
    if (sim_parser_take(p, SIM_TOKEN_STAR) && sim_parser_bitwise_or(p) != NULL) {
        SimSpan last = sim_parser_token_span(p, p->furthest);
        sim_parser_raise(p, sim_parser_join(sim_parser_token_span(p, after), last),
                         "cannot use a starred expression in a dictionary value");
    }
    p->mark = after;
    if (sim_parser_at(p, SIM_TOKEN_RBRACE) || sim_parser_at(p, SIM_TOKEN_COMMA)) {
        sim_parser_raise(p, sim_parser_token_span(p, after - 1),
                         "expression expected after dictionary key and ':'");
    }
    p->mark = start;
}

void
sim_explain_dict(SimParser *p)
{
    size_t start = p->mark++;
    SimNode *key;
    SimNode *value;
    if (sim_parser_kvpair(p, &key, &value)) {
        size_t before = p->mark;
        while (sim_parser_take(p, SIM_TOKEN_COMMA)) {
            before = p->mark;
            if (!sim_parser_kvpair(p, &key, &value)) {
                p->mark = before;
                explain_pair(p, true);
                break;
            }
        }
    }
    p->mark = start + 1;
    explain_pair(p, false);
    p->mark = start;
}
