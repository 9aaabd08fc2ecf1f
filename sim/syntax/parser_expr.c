#include "sim/syntax/parser_private.h"

typedef struct {
    uint8_t level; /* 0: not a binary operator */
    uint8_t op;
} Binary;

static const Binary binaries[SIM_TOKEN_COUNT] = {
    [SIM_TOKEN_OR] = {1, SIM_OP_BitOr},      [SIM_TOKEN_XOR] = {2, SIM_OP_BitXor},
    [SIM_TOKEN_AND] = {3, SIM_OP_BitAnd},    [SIM_TOKEN_LSHIFT] = {4, SIM_OP_LShift},
    [SIM_TOKEN_RSHIFT] = {4, SIM_OP_RShift}, [SIM_TOKEN_PLUS] = {5, SIM_OP_Add},
    [SIM_TOKEN_MINUS] = {5, SIM_OP_Sub},     [SIM_TOKEN_STAR] = {6, SIM_OP_Mult},
    [SIM_TOKEN_SLASH] = {6, SIM_OP_Div},     [SIM_TOKEN_FLOOR_DIV] = {6, SIM_OP_FloorDiv},
    [SIM_TOKEN_MOD] = {6, SIM_OP_Mod},       [SIM_TOKEN_AT] = {6, SIM_OP_MatMult},
};

enum {
    LOWEST_LEVEL = 1
};

SimNode *
sim_parser_tuple_rest(SimParser *p, size_t start, SimNode *first, SimNode *(*item)(SimParser *) )
{
    size_t base = sim_parser_list_begin(p);
    sim_parser_list_add(p, first);
    while (sim_parser_take(p, SIM_TOKEN_COMMA)) {
        size_t before = p->mark;
        SimNode *next = item(p);
        if (next == NULL) {
            p->mark = before;
            break;
        }
        sim_parser_list_add(p, next);
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_Tuple, start);
    node->as.Tuple.elts = sim_parser_list_end(p, base);
    return node;
}

/* Reads items separated by commas, with a comma allowed at the end. One item without
 * a comma is returned itself. */
static SimNode *
read_tuple(SimParser *p, SimNode *(*item)(SimParser *) )
{
    size_t start = p->mark;
    SimNode *first = item(p);
    if (first == NULL || !sim_parser_at(p, SIM_TOKEN_COMMA)) {
        return first;
    }
    return sim_parser_tuple_rest(p, start, first, item);
}

static SimNode *
read_starred(SimParser *p)
{
    size_t start = p->mark++;
    SimNode *value = sim_parser_bitwise_or(p);
    if (value == NULL) {
        p->mark = start;
        return NULL;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_Starred, start);
    node->as.Starred.value = value;
    return node;
}

SimNode *
sim_parser_star_expression(SimParser *p)
{
    return sim_parser_at(p, SIM_TOKEN_STAR) ? read_starred(p) : sim_parser_expression(p);
}

static SimNode *
read_star_expressions(SimParser *p)
{
    return read_tuple(p, sim_parser_star_expression);
}

SimNode *
sim_parser_star_expressions(SimParser *p)
{
    return sim_parser_rule(p, SIM_RULE_STAR_EXPRESSIONS, read_star_expressions);
}

SimNode *
sim_parser_expressions(SimParser *p)
{
    return read_tuple(p, sim_parser_expression);
}

/* A whole text that is one expression. */
SimNode *
sim_parser_eval(SimParser *p)
{
    SimNode *node = sim_parser_expressions(p);
    if (node == NULL) {
        return NULL;
    }
    while (sim_parser_take(p, SIM_TOKEN_NEWLINE)) {
    }
    return sim_parser_at(p, SIM_TOKEN_ENDMARKER) ? node : NULL;
}

/* The text between the braces of an f-string, in parentheses; CPython does not look
 * at what follows. */
SimNode *
sim_parser_fstring(SimParser *p)
{
    return sim_parser_star_expressions(p);
}

static SimNode *
read_star_named_expression(SimParser *p)
{
    return sim_parser_at(p, SIM_TOKEN_STAR) ? read_starred(p) : sim_parser_named_expression(p);
}

SimNode *
sim_parser_star_named_expression(SimParser *p)
{
    return sim_parser_rule(p, SIM_RULE_STAR_NAMED_EXPRESSION, read_star_named_expression);
}

static SimNode *
read_assignment_expression(SimParser *p)
{
    size_t start = p->mark;
    const char *name = sim_parser_take_name(p);
    SimNode *target = sim_parser_node(p, SIM_NODE_Name, start);
    target->as.Name.id = name;
    target->as.Name.ctx = SIM_OP_Store;
    p->mark++; /* ":=" */
    SimNode *value = sim_parser_expression(p);
    if (value == NULL) {
        p->mark = start;
        return NULL;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_NamedExpr, start);
    node->as.NamedExpr.target = target;
    node->as.NamedExpr.value = value;
    return node;
}

SimNode *
sim_parser_argument(SimParser *p)
{
    if (sim_parser_at_pair(p, SIM_TOKEN_NAME, SIM_TOKEN_COLON_EQUAL)) {
        return read_assignment_expression(p);
    }
    size_t start = p->mark;
    SimNode *node = sim_parser_expression(p);
    if (node != NULL && sim_parser_at(p, SIM_TOKEN_COLON_EQUAL)) {
        p->mark = start;
        return NULL;
    }
    return node;
}

static SimNode *
read_named_expression(SimParser *p)
{
    if (p->explain && !sim_parser_at_pair(p, SIM_TOKEN_NAME, SIM_TOKEN_COLON_EQUAL)) {
        sim_explain_named_expression(p);
    }
    return sim_parser_argument(p);
}

SimNode *
sim_parser_named_expression(SimParser *p)
{
    return sim_parser_rule(p, SIM_RULE_NAMED_EXPRESSION, read_named_expression);
}

/* What follows the first operand of "BODY if TEST else ORELSE"; NULL if that is not
 * what comes next. */
static SimNode *
read_conditional(SimParser *p, SimNode *body, size_t start)
{
    size_t before = p->mark++;
    SimNode *test = sim_parser_disjunction(p);
    if (test != NULL && sim_parser_take(p, SIM_TOKEN_KW_ELSE)) {
        SimNode *orelse = sim_parser_expression(p);
        if (orelse != NULL) {
            SimNode *node = sim_parser_node(p, SIM_NODE_IfExp, start);
            node->as.IfExp.test = test;
            node->as.IfExp.body = body;
            node->as.IfExp.orelse = orelse;
            return node;
        }
    }
    p->mark = before;
    return NULL;
}

SimNode *
sim_parser_plain_expression(SimParser *p)
{
    if (sim_parser_at(p, SIM_TOKEN_KW_LAMBDA)) {
        return sim_parser_lambda(p);
    }
    size_t start = p->mark;
    SimNode *node = sim_parser_disjunction(p);
    if (node != NULL && sim_parser_at(p, SIM_TOKEN_KW_IF)) {
        SimNode *conditional = read_conditional(p, node, start);
        return conditional != NULL ? conditional : node;
    }
    return node;
}

static SimNode *
read_expression(SimParser *p)
{
    if (p->explain) {
        sim_explain_expression(p);
    }
    return sim_parser_plain_expression(p);
}

SimNode *
sim_parser_expression(SimParser *p)
{
    return sim_parser_rule(p, SIM_RULE_EXPRESSION, read_expression);
}

static SimNode *
read_yield_from(SimParser *p, size_t start)
{
    p->mark++;
    SimNode *value = sim_parser_expression(p);
    if (value == NULL) {
        p->mark = start;
        return NULL;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_YieldFrom, start);
    node->as.YieldFrom.value = value;
    return node;
}

SimNode *
sim_parser_yield(SimParser *p)
{
    size_t start = p->mark;
    if (!sim_parser_take(p, SIM_TOKEN_KW_YIELD)) {
        return NULL;
    }
    if (sim_parser_at(p, SIM_TOKEN_KW_FROM)) {
        return read_yield_from(p, start);
    }
    SimNode *value = sim_parser_star_expressions(p);
    if (value == NULL) {
        p->mark = start + 1;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_Yield, start);
    node->as.Yield.value = value;
    return node;
}

SimNode *
sim_parser_value(SimParser *p)
{
    return sim_parser_at(p, SIM_TOKEN_KW_YIELD) ? sim_parser_yield(p)
                                                : sim_parser_star_expressions(p);
}

static SimNode *
read_lambda(SimParser *p)
{
    size_t start = p->mark;
    if (!sim_parser_take(p, SIM_TOKEN_KW_LAMBDA)) {
        return NULL;
    }
    SimNode *args = sim_parser_params(p, SIM_TOKEN_COLON);
    if (args == NULL || !sim_parser_take(p, SIM_TOKEN_COLON)) {
        p->mark = start;
        return NULL;
    }
    SimNode *body = sim_parser_expression(p);
    if (body == NULL) {
        p->mark = start;
        return NULL;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_Lambda, start);
    node->as.Lambda.args = args;
    node->as.Lambda.body = body;
    return node;
}

SimNode *
sim_parser_lambda(SimParser *p)
{
    return sim_parser_rule(p, SIM_RULE_LAMBDA, read_lambda);
}

/* Operands joined by "and" or "or". */
static SimNode *
read_bool_op(SimParser *p, SimTokenKind token, SimOp op, SimNode *(*operand)(SimParser *) )
{
    size_t start = p->mark;
    SimNode *first = operand(p);
    if (first == NULL || !sim_parser_at(p, token)) {
        return first;
    }
    size_t base = sim_parser_list_begin(p);
    sim_parser_list_add(p, first);
    size_t before = p->mark;
    while (sim_parser_take(p, token)) {
        SimNode *next = operand(p);
        if (next == NULL) {
            p->mark = before;
            break;
        }
        sim_parser_list_add(p, next);
        before = p->mark;
    }
    if (sim_parser_list_begin(p) - base == 1) {
        sim_parser_list_drop(p, base);
        return first;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_BoolOp, start);
    node->as.BoolOp.op = op;
    node->as.BoolOp.values = sim_parser_list_end(p, base);
    return node;
}

typedef struct {
    SimOp op;
    size_t tokens; /* 0: no comparison operator */
} Comparison;

static Comparison
peek_comparison(SimParser *p)
{
    switch (sim_parser_peek(p)) {
    case SIM_TOKEN_EQUAL_EQUAL:
        return (Comparison){SIM_OP_Eq, 1};
    case SIM_TOKEN_NOT_EQUAL:
        return (Comparison){SIM_OP_NotEq, 1};
    case SIM_TOKEN_LESS:
        return (Comparison){SIM_OP_Lt, 1};
    case SIM_TOKEN_LESS_EQUAL:
        return (Comparison){SIM_OP_LtE, 1};
    case SIM_TOKEN_GREATER:
        return (Comparison){SIM_OP_Gt, 1};
    case SIM_TOKEN_GREATER_EQUAL:
        return (Comparison){SIM_OP_GtE, 1};
    case SIM_TOKEN_KW_IN:
        return (Comparison){SIM_OP_In, 1};
    case SIM_TOKEN_KW_NOT:
        return (Comparison){SIM_OP_NotIn,
                            sim_parser_at_pair(p, SIM_TOKEN_KW_NOT, SIM_TOKEN_KW_IN) ? 2 : 0};
    case SIM_TOKEN_KW_IS:
        if (sim_parser_at_pair(p, SIM_TOKEN_KW_IS, SIM_TOKEN_KW_NOT)) {
            return (Comparison){SIM_OP_IsNot, 2};
        }
        return (Comparison){SIM_OP_Is, 1};
    default:
        return (Comparison){SIM_OP_Eq, 0};
    }
}

static SimNode *
finish_comparison(SimParser *p, SimNode *left, size_t start, size_t base, const GArray *ops)
{
    if (ops->len == 0) {
        sim_parser_list_drop(p, base);
        return left;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_Compare, start);
    node->as.Compare.left = left;
    node->as.Compare.comparators = sim_parser_list_end(p, base);
    node->as.Compare.ops.count = ops->len;
    node->as.Compare.ops.items = sim_tree_alloc(p->tree, ops->len * sizeof(SimOp));
    memcpy(node->as.Compare.ops.items, ops->data, ops->len * sizeof(SimOp));
    return node;
}

static SimNode *
read_comparison(SimParser *p)
{
    size_t start = p->mark;
    SimNode *left = sim_parser_bitwise_or(p);
    if (left == NULL || peek_comparison(p).tokens == 0) {
        return left;
    }
    size_t base = sim_parser_list_begin(p);
    g_autoptr(GArray) ops = g_array_new(FALSE, FALSE, sizeof(SimOp));
    for (;;) {
        Comparison next = peek_comparison(p);
        if (next.tokens == 0) {
            break;
        }
        size_t before = p->mark;
        p->mark += next.tokens;
        SimNode *right = sim_parser_bitwise_or(p);
        if (right == NULL) {
            p->mark = before;
            break;
        }
        sim_parser_list_add(p, right);
        g_array_append_val(ops, next.op);
    }
    return finish_comparison(p, left, start, base, ops);
}

static SimNode *
wrap_unary(SimParser *p, SimOp op, SimNode *operand, size_t start)
{
    SimNode *node = sim_parser_node(p, SIM_NODE_UnaryOp, start);
    node->as.UnaryOp.op = op;
    node->as.UnaryOp.operand = operand;
    return node;
}

static SimNode *
read_inversion(SimParser *p)
{
    size_t start = p->mark;
    while (sim_parser_take(p, SIM_TOKEN_KW_NOT)) {
    }
    size_t first = p->mark;
    SimNode *node = read_comparison(p);
    if (node == NULL) {
        p->mark = start;
        return NULL;
    }
    for (size_t i = first; i > start; i--) {
        node = wrap_unary(p, SIM_OP_Not, node, i - 1);
    }
    return node;
}

static SimNode *
read_conjunction(SimParser *p)
{
    return read_bool_op(p, SIM_TOKEN_KW_AND, SIM_OP_And, read_inversion);
}

static SimNode *
read_disjunction(SimParser *p)
{
    return read_bool_op(p, SIM_TOKEN_KW_OR, SIM_OP_Or, read_conjunction);
}

SimNode *
sim_parser_disjunction(SimParser *p)
{
    return sim_parser_rule(p, SIM_RULE_DISJUNCTION, read_disjunction);
}

static SimNode *read_unary(SimParser *p);

static SimNode *
read_power(SimParser *p)
{
    size_t start = p->mark;
    SimNode *base = sim_parser_primary(p);
    if (base == NULL || !sim_parser_take(p, SIM_TOKEN_POWER)) {
        return base;
    }
    size_t before = p->mark - 1;
    if (p->depth >= SIM_TREE_MAX_DEPTH) {
        return sim_parser_raise_deep(p, p->tokens[p->mark].span);
    }
    p->depth++;
    SimNode *exponent = read_unary(p);
    p->depth--;
    if (exponent == NULL) {
        p->mark = before;
        return base;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_BinOp, start);
    node->as.BinOp.left = base;
    node->as.BinOp.op = SIM_OP_Pow;
    node->as.BinOp.right = exponent;
    return node;
}

static bool
is_sign(SimTokenKind kind)
{
    return kind == SIM_TOKEN_MINUS || kind == SIM_TOKEN_PLUS || kind == SIM_TOKEN_TILDE;
}

static SimOp
sign_op(uint8_t kind)
{
    return kind == SIM_TOKEN_MINUS  ? SIM_OP_USub
           : kind == SIM_TOKEN_PLUS ? SIM_OP_UAdd
                                    : SIM_OP_Invert;
}

static SimNode *
read_unary(SimParser *p)
{
    size_t start = p->mark;
    while (is_sign(sim_parser_peek(p))) {
        p->mark++;
    }
    size_t first = p->mark;
    SimNode *node = read_power(p);
    if (node == NULL) {
        p->mark = start;
        return NULL;
    }
    for (size_t i = first; i > start; i--) {
        node = wrap_unary(p, sign_op(p->tokens[i - 1].kind), node, i - 1);
    }
    return node;
}

/* Operators of @level and those that bind tighter; left to right. */
static SimNode *
read_binary(SimParser *p, int level)
{
    size_t start = p->mark;
    SimNode *left = read_unary(p);
    while (left != NULL) {
        const Binary *binary = &binaries[sim_parser_peek(p)];
        if (binary->level < level) {
            break;
        }
        size_t before = p->mark++;
        SimNode *right = read_binary(p, binary->level + 1);
        if (right == NULL) {
            p->mark = before;
            break;
        }
        SimNode *node = sim_parser_node(p, SIM_NODE_BinOp, start);
        node->as.BinOp.left = left;
        node->as.BinOp.op = (SimOp) binary->op;
        node->as.BinOp.right = right;
        left = node;
    }
    return left;
}

static SimNode *
read_bitwise_or(SimParser *p)
{
    return read_binary(p, LOWEST_LEVEL);
}

SimNode *
sim_parser_bitwise_or(SimParser *p)
{
    return sim_parser_rule(p, SIM_RULE_BITWISE_OR, read_bitwise_or);
}
