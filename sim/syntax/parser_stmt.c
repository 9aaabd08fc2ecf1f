/* Compound statements and blocks. */
#include "sim/syntax/parser_private.h"

/* Reads "KEYWORD: block"; the keyword and the colon have been taken. */
static bool
read_body(SimParser *p, SimNodes *out)
{
    SimNode *block = sim_parser_block(p);
    if (block == NULL) {
        return false;
    }
    *out = block->as.Module.body;
    return true;
}

/* The statements that follow, as a Module. */
SimNode *
sim_parser_statements(SimParser *p)
{
    size_t start = p->mark;
    size_t base = sim_parser_list_begin(p);
    for (;;) {
        SimNode *compound;
        size_t before = p->mark;
        if (sim_parser_compound(p, &compound)) {
            if (compound == NULL) {
                p->mark = before;
                break;
            }
            sim_parser_list_add(p, compound);
        } else if (!sim_parser_simple_statements(p)) {
            break;
        }
    }
    SimNodes body = sim_parser_list_end(p, base);
    if (body.count == 0) {
        return NULL;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_Module, start);
    node->as.Module.body = body;
    return node;
}

static SimNode *
read_block(SimParser *p)
{
    size_t start = p->mark;
    if (sim_parser_take(p, SIM_TOKEN_NEWLINE)) {
        if (sim_parser_take(p, SIM_TOKEN_INDENT)) {
            SimNode *node = sim_parser_statements(p);
            if (node != NULL && sim_parser_take(p, SIM_TOKEN_DEDENT)) {
                return node;
            }
        }
        p->mark = start;
        if (p->explain) {
            sim_explain_block(p);
        }
        return NULL;
    }
    size_t base = sim_parser_list_begin(p);
    if (!sim_parser_simple_statements(p)) {
        return NULL;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_Module, start);
    node->as.Module.body = sim_parser_list_end(p, base);
    return node;
}

SimNode *
sim_parser_block(SimParser *p)
{
    return sim_parser_rule(p, SIM_RULE_BLOCK, read_block);
}

/* "else: block", if it comes. False after a failure. */
static bool
read_else(SimParser *p, SimNodes *out)
{
    *out = (SimNodes){NULL, 0};
    if (!sim_parser_at(p, SIM_TOKEN_KW_ELSE)) {
        return true;
    }
    if (p->explain) {
        sim_explain_else(p, "else");
    }
    p->mark++;
    return sim_parser_force(p, SIM_TOKEN_COLON) && read_body(p, out);
}

/* "if" and "elif" alike, without what follows the block. */
static SimNode *
read_if_head(SimParser *p, const char *keyword)
{
    if (p->explain) {
        sim_explain_if(p, keyword);
    }
    size_t start = p->mark++;
    SimNode *test = sim_parser_named_expression(p);
    SimNodes body;
    if (test == NULL || !sim_parser_take(p, SIM_TOKEN_COLON) || !read_body(p, &body)) {
        return NULL;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_If, start);
    node->as.If.test = test;
    node->as.If.body = body;
    return node;
}

/* A chain of "elif" is a nest of If nodes; all of them end where the last one does. */
static SimNode *
read_if(SimParser *p)
{
    size_t start = p->mark;
    SimNode *first = read_if_head(p, "if");
    SimNode *last = first;
    size_t base = sim_parser_list_begin(p);
    while (last != NULL && sim_parser_at(p, SIM_TOKEN_KW_ELIF)) {
        SimNode *next = read_if_head(p, "elif");
        if (next != NULL) {
            last->as.If.orelse = sim_parser_list_of(p, next);
            sim_parser_list_add(p, last);
        }
        last = next;
    }
    if (last == NULL || !read_else(p, &last->as.If.orelse)) {
        sim_parser_list_drop(p, base);
        return NULL;
    }
    sim_parser_list_add(p, last);
    SimSpan whole = sim_parser_span(p, start);
    for (guint i = (guint) base; i < p->scratch->len; i++) {
        SimNode *node = p->scratch->pdata[i];
        node->span = sim_parser_join(node->span, whole);
    }
    sim_parser_list_drop(p, base);
    return first;
}

static SimNode *
read_while(SimParser *p)
{
    if (p->explain) {
        sim_explain_if(p, "while");
    }
    size_t start = p->mark++;
    SimNode *test = sim_parser_named_expression(p);
    SimNodes body;
    SimNodes orelse;
    if (test == NULL || !sim_parser_take(p, SIM_TOKEN_COLON) || !read_body(p, &body) ||
        !read_else(p, &orelse)) {
        return NULL;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_While, start);
    node->as.While.test = test;
    node->as.While.body = body;
    node->as.While.orelse = orelse;
    return node;
}

static SimNode *
read_for(SimParser *p)
{
    if (p->explain) {
        sim_explain_for(p);
    }
    size_t start = p->mark++;
    SimNode *target = sim_parser_star_targets(p);
    if (target == NULL || !sim_parser_take(p, SIM_TOKEN_KW_IN)) {
        p->mark = start;
        if (p->explain) {
            sim_explain_for_target(p);
        }
        return NULL;
    }
    SimNode *iter = sim_parser_star_expressions(p);
    SimNodes body;
    SimNodes orelse;
    if (iter == NULL || !sim_parser_take(p, SIM_TOKEN_COLON) || !read_body(p, &body) ||
        !read_else(p, &orelse)) {
        return NULL;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_For, start);
    node->as.For.target = target;
    node->as.For.iter = iter;
    node->as.For.body = body;
    node->as.For.orelse = orelse;
    return node;
}

SimNode *
sim_parser_with_item(SimParser *p)
{
    size_t start = p->mark;
    SimNode *context = sim_parser_expression(p);
    if (context == NULL) {
        return NULL;
    }
    SimNode *target = NULL;
    size_t before = p->mark;
    if (sim_parser_take(p, SIM_TOKEN_KW_AS)) {
        target = sim_parser_star_target(p);
        if (target != NULL && !sim_parser_at(p, SIM_TOKEN_COMMA) &&
            !sim_parser_at(p, SIM_TOKEN_RPAR) && !sim_parser_at(p, SIM_TOKEN_COLON)) {
            target = NULL;
        }
        if (target == NULL) {
            p->mark = start;
            if (p->explain) {
                sim_explain_with_item(p);
            }
            p->mark = before;
        }
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_withitem, start);
    node->as.withitem.context_expr = context;
    node->as.withitem.optional_vars = target;
    return node;
}

bool
sim_parser_with_items(SimParser *p, bool parenthesised, SimNodes *out)
{
    size_t start = p->mark;
    if (parenthesised && !sim_parser_take(p, SIM_TOKEN_LPAR)) {
        return false;
    }
    size_t base = sim_parser_list_begin(p);
    do {
        size_t before = p->mark;
        SimNode *item = sim_parser_with_item(p);
        if (item == NULL) {
            p->mark = before;
            break;
        }
        sim_parser_list_add(p, item);
    } while (sim_parser_take(p, SIM_TOKEN_COMMA));
    bool comma = p->tokens[p->mark - 1].kind == SIM_TOKEN_COMMA;
    *out = sim_parser_list_end(p, base);
    bool ok = out->count > 0 && (parenthesised ? sim_parser_take(p, SIM_TOKEN_RPAR) : !comma) &&
              sim_parser_take(p, SIM_TOKEN_COLON);
    if (!ok) {
        p->mark = start;
    }
    return ok;
}

static SimNode *
read_with(SimParser *p)
{
    size_t start = p->mark;
    if (p->explain) {
        sim_explain_with_block(p);
    }
    p->mark++;
    SimNodes items;
    SimNodes body;
    if (!sim_parser_with_items(p, true, &items) && !sim_parser_with_items(p, false, &items)) {
        p->mark = start;
        if (p->explain) {
            sim_explain_with(p);
        }
        return NULL;
    }
    if (!read_body(p, &body)) {
        return NULL;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_With, start);
    node->as.With.items = items;
    node->as.With.body = body;
    return node;
}

static SimNode *
read_handler(SimParser *p)
{
    size_t start = p->mark;
    if (sim_parser_at_pair(p, SIM_TOKEN_KW_EXCEPT, SIM_TOKEN_STAR)) {
        return sim_parser_refuse(p, sim_parser_token_span(p, start + 1),
                                 "'except*' is not modelled; use 'except'");
    }
    if (p->explain) {
        sim_explain_except_block(p);
    }
    p->mark++;
    SimNode *type = NULL;
    const char *name = NULL;
    if (!sim_parser_at(p, SIM_TOKEN_COLON)) {
        type = sim_parser_expression(p);
        if (type != NULL && sim_parser_at_pair(p, SIM_TOKEN_KW_AS, SIM_TOKEN_NAME)) {
            p->mark++;
            name = sim_parser_take_name(p);
        }
    }
    bool colon = sim_parser_take(p, SIM_TOKEN_COLON);
    SimNodes body;
    if (!colon || !read_body(p, &body)) {
        p->mark = start;
        if (p->explain) {
            sim_explain_except(p);
        }
        return NULL;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_ExceptHandler, start);
    node->as.ExceptHandler.type = type;
    node->as.ExceptHandler.name = name;
    node->as.ExceptHandler.body = body;
    return node;
}

static bool
read_handlers(SimParser *p, SimNodes *out)
{
    size_t base = sim_parser_list_begin(p);
    while (sim_parser_at(p, SIM_TOKEN_KW_EXCEPT)) {
        SimNode *handler = read_handler(p);
        if (handler == NULL) {
            sim_parser_list_drop(p, base);
            return false;
        }
        sim_parser_list_add(p, handler);
    }
    *out = sim_parser_list_end(p, base);
    return true;
}

static bool
read_finally(SimParser *p, SimNodes *out)
{
    *out = (SimNodes){NULL, 0};
    if (!sim_parser_at(p, SIM_TOKEN_KW_FINALLY)) {
        return true;
    }
    if (p->explain) {
        sim_explain_else(p, "finally");
    }
    p->mark++;
    return sim_parser_force(p, SIM_TOKEN_COLON) && read_body(p, out);
}

static SimNode *
read_try(SimParser *p)
{
    if (p->explain) {
        sim_explain_try(p);
    }
    size_t start = p->mark++;
    SimNodes body;
    SimNodes handlers;
    SimNodes orelse = {NULL, 0};
    SimNodes finalbody;
    if (!sim_parser_force(p, SIM_TOKEN_COLON) || !read_body(p, &body) ||
        !read_handlers(p, &handlers) || (handlers.count > 0 && !read_else(p, &orelse)) ||
        !read_finally(p, &finalbody) || handlers.count + finalbody.count == 0) {
        return NULL;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_Try, start);
    node->as.Try.body = body;
    node->as.Try.handlers = handlers;
    node->as.Try.orelse = orelse;
    node->as.Try.finalbody = finalbody;
    return node;
}

static void
refuse_type_params(SimParser *p)
{
    if (sim_parser_at(p, SIM_TOKEN_LSQB)) {
        sim_parser_refuse(p, sim_parser_token_span(p, p->mark),
                          "a list of type parameters is not modelled; leave it out");
    }
}

static SimNode *
read_def(SimParser *p, SimNodes decorators)
{
    if (p->explain) {
        sim_explain_def(p);
    }
    size_t start = p->mark++;
    if (!sim_parser_at(p, SIM_TOKEN_NAME)) {
        return NULL;
    }
    const char *name = sim_parser_take_name(p);
    refuse_type_params(p);
    if (!sim_parser_force(p, SIM_TOKEN_LPAR)) {
        return NULL;
    }
    SimNode *args = sim_parser_params(p, SIM_TOKEN_RPAR);
    if (args == NULL || !sim_parser_take(p, SIM_TOKEN_RPAR)) {
        return NULL;
    }
    SimNode *returns = NULL;
    size_t before = p->mark;
    if (sim_parser_take(p, SIM_TOKEN_ARROW)) {
        returns = sim_parser_expression(p);
        p->mark = returns == NULL ? before : p->mark;
    }
    SimNodes body;
    if (!sim_parser_force(p, SIM_TOKEN_COLON) || !read_body(p, &body)) {
        return NULL;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_FunctionDef, start);
    node->as.FunctionDef.name = name;
    node->as.FunctionDef.args = args;
    node->as.FunctionDef.body = body;
    node->as.FunctionDef.decorator_list = decorators;
    node->as.FunctionDef.returns = returns;
    return node;
}

static SimNode *
read_class(SimParser *p, SimNodes decorators)
{
    if (p->explain) {
        sim_explain_class(p);
    }
    size_t start = p->mark++;
    if (!sim_parser_at(p, SIM_TOKEN_NAME)) {
        return NULL;
    }
    const char *name = sim_parser_take_name(p);
    refuse_type_params(p);
    SimNode *args = NULL;
    size_t before = p->mark;
    if (sim_parser_take(p, SIM_TOKEN_LPAR)) {
        args = sim_parser_arguments(p);
        if (args == NULL) {
            p->mark = before + 1;
        }
        if (!sim_parser_take(p, SIM_TOKEN_RPAR)) {
            p->mark = before;
            args = NULL;
        }
    }
    SimNodes body;
    if (!sim_parser_take(p, SIM_TOKEN_COLON) || !read_body(p, &body)) {
        return NULL;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_ClassDef, start);
    node->as.ClassDef.name = name;
    if (args != NULL) {
        node->as.ClassDef.bases = args->as.Call.args;
        node->as.ClassDef.keywords = args->as.Call.keywords;
    }
    node->as.ClassDef.body = body;
    node->as.ClassDef.decorator_list = decorators;
    return node;
}

/* "async" before a statement it can stand before. */
static void
refuse_async(SimParser *p)
{
    size_t start = p->mark;
    SimTokenKind next = (p->mark++, sim_parser_peek(p));
    p->mark = start;
    if (next == SIM_TOKEN_KW_DEF || next == SIM_TOKEN_KW_FOR || next == SIM_TOKEN_KW_WITH) {
        sim_parser_refuse(p, sim_parser_token_span(p, start),
                          "'async %s' is not modelled; use threads, or concurrent.futures",
                          sim_token_text(next));
    }
}

static SimNode *
read_decorated(SimParser *p)
{
    size_t base = sim_parser_list_begin(p);
    while (sim_parser_take(p, SIM_TOKEN_AT)) {
        SimNode *decorator = sim_parser_named_expression(p);
        if (decorator == NULL || !sim_parser_take(p, SIM_TOKEN_NEWLINE)) {
            sim_parser_list_drop(p, base);
            return NULL;
        }
        sim_parser_list_add(p, decorator);
    }
    SimNodes decorators = sim_parser_list_end(p, base);
    switch (sim_parser_peek(p)) {
    case SIM_TOKEN_KW_DEF:
        return read_def(p, decorators);
    case SIM_TOKEN_KW_CLASS:
        return read_class(p, decorators);
    case SIM_TOKEN_KW_ASYNC:
        refuse_async(p);
        return NULL;
    default:
        return NULL;
    }
}

/* "match" is a name unless "match SUBJECT:" and a line end follow. */
static void
refuse_match(SimParser *p)
{
    size_t start = p->mark++;
    SimNode *subject = sim_parser_star_named_expression(p);
    while (subject != NULL && sim_parser_take(p, SIM_TOKEN_COMMA)) {
        size_t before = p->mark;
        if (sim_parser_star_named_expression(p) == NULL) {
            p->mark = before;
            break;
        }
    }
    if (subject != NULL && p->explain && sim_parser_at(p, SIM_TOKEN_NEWLINE)) {
        sim_parser_raise_here(p, "expected ':'");
    }
    if (subject != NULL && sim_parser_take(p, SIM_TOKEN_COLON) &&
        sim_parser_at(p, SIM_TOKEN_NEWLINE)) {
        sim_parser_refuse(p, sim_parser_token_span(p, start),
                          "a 'match' statement is not modelled; use if and elif");
    }
    p->mark = start;
}

/* False if no compound statement begins here; else *out is it, or NULL if it cannot
 * be read. */
bool
sim_parser_compound(SimParser *p, SimNode **out)
{
    SimNodes none = {NULL, 0};
    switch (sim_parser_peek(p)) {
    case SIM_TOKEN_KW_DEF:
        *out = read_def(p, none);
        return true;
    case SIM_TOKEN_AT:
        *out = read_decorated(p);
        return true;
    case SIM_TOKEN_KW_CLASS:
        *out = read_class(p, none);
        return true;
    case SIM_TOKEN_KW_IF:
        *out = read_if(p);
        return true;
    case SIM_TOKEN_KW_WITH:
        *out = read_with(p);
        return true;
    case SIM_TOKEN_KW_FOR:
        *out = read_for(p);
        return true;
    case SIM_TOKEN_KW_TRY:
        *out = read_try(p);
        return true;
    case SIM_TOKEN_KW_WHILE:
        *out = read_while(p);
        return true;
    case SIM_TOKEN_KW_ASYNC:
        refuse_async(p);
        *out = NULL;
        return true;
    case SIM_TOKEN_NAME:
        if (sim_parser_at_name(p, "match")) {
            refuse_match(p);
        }
        return false;
    default:
        return false;
    }
}

SimNode *
sim_parser_module(SimParser *p)
{
    size_t base = sim_parser_list_begin(p);
    while (!sim_parser_at(p, SIM_TOKEN_ENDMARKER)) {
        p->statement = p->mark;
        SimNode *compound;
        if (sim_parser_compound(p, &compound)) {
            if (compound == NULL) {
                sim_parser_list_drop(p, base);
                return NULL;
            }
            sim_parser_list_add(p, compound);
        } else if (!sim_parser_simple_statements(p)) {
            sim_parser_list_drop(p, base);
            return NULL;
        }
    }
    SimNode *node = sim_tree_node(p->tree, SIM_NODE_Module, (SimSpan){0, 0, 0, 0});
    node->as.Module.body = sim_parser_list_end(p, base);
    return node;
}
