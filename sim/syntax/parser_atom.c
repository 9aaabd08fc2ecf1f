#include "sim/syntax/parser_private.h"

static SimNode *
read_name(SimParser *p)
{
    size_t start = p->mark;
    const char *id = sim_parser_take_name(p);
    SimNode *node = sim_parser_node(p, SIM_NODE_Name, start);
    node->as.Name.id = id;
    return node;
}

static SimNode *
read_keyword_constant(SimParser *p, SimConstKind kind)
{
    size_t start = p->mark++;
    return sim_parser_constant(p, sim_tree_const(p->tree, kind, NULL, 0),
                               sim_parser_span(p, start));
}

static void
read_conditions(SimParser *p)
{
    size_t before = p->mark;
    while (sim_parser_take(p, SIM_TOKEN_KW_IF)) {
        SimNode *condition = sim_parser_disjunction(p);
        if (condition == NULL) {
            p->mark = before;
            return;
        }
        sim_parser_list_add(p, condition);
        before = p->mark;
    }
}

static SimNode *
read_for_clause(SimParser *p)
{
    size_t start = p->mark;
    if (sim_parser_at_pair(p, SIM_TOKEN_KW_ASYNC, SIM_TOKEN_KW_FOR)) {
        return sim_parser_refuse(p, sim_parser_token_span(p, p->mark),
                                 "an asynchronous comprehension is not modelled");
    }
    if (!sim_parser_take(p, SIM_TOKEN_KW_FOR)) {
        return NULL;
    }
    SimNode *target = sim_parser_star_targets(p);
    if (target == NULL || !sim_parser_take(p, SIM_TOKEN_KW_IN)) {
        p->mark = start;
        if (p->explain) {
            sim_explain_for_target(p);
        }
        return NULL;
    }
    SimNode *iter = sim_parser_disjunction(p);
    if (iter == NULL) {
        p->mark = start;
        return NULL;
    }
    size_t base = sim_parser_list_begin(p);
    read_conditions(p);
    SimNode *node = sim_parser_node(p, SIM_NODE_comprehension, start);
    node->as.comprehension.target = target;
    node->as.comprehension.iter = iter;
    node->as.comprehension.ifs = sim_parser_list_end(p, base);
    return node;
}

bool
sim_parser_for_clauses(SimParser *p, SimNodes *out)
{
    size_t base = sim_parser_list_begin(p);
    for (;;) {
        SimNode *clause = read_for_clause(p);
        if (clause == NULL) {
            break;
        }
        sim_parser_list_add(p, clause);
    }
    *out = sim_parser_list_end(p, base);
    return out->count > 0;
}

bool
sim_parser_at_for_clause(SimParser *p)
{
    return sim_parser_at(p, SIM_TOKEN_KW_FOR) || sim_parser_at(p, SIM_TOKEN_KW_ASYNC);
}

static SimNode *
finish_genexp(SimParser *p, SimNode *element, size_t start)
{
    SimNodes generators;
    if (!sim_parser_for_clauses(p, &generators) || !sim_parser_take(p, SIM_TOKEN_RPAR)) {
        return NULL;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_GeneratorExp, start);
    node->as.GeneratorExp.elt = element;
    node->as.GeneratorExp.generators = generators;
    return node;
}

SimNode *
sim_parser_genexp(SimParser *p)
{
    size_t start = p->mark;
    if (!sim_parser_take(p, SIM_TOKEN_LPAR)) {
        return NULL;
    }
    SimNode *element = sim_parser_argument(p);
    SimNode *node = element == NULL ? NULL : finish_genexp(p, element, start);
    if (node == NULL) {
        p->mark = start;
        if (p->explain) {
            sim_explain_comprehension(p);
        }
    }
    return node;
}

/* Items after the first, each behind a comma; a comma may end them. */
static void
read_more(SimParser *p)
{
    while (sim_parser_take(p, SIM_TOKEN_COMMA)) {
        size_t before = p->mark;
        SimNode *next = sim_parser_star_named_expression(p);
        if (next == NULL) {
            p->mark = before;
            return;
        }
        sim_parser_list_add(p, next);
    }
}

static SimNode *
read_tuple(SimParser *p, SimNode *first, size_t start)
{
    size_t base = sim_parser_list_begin(p);
    if (first != NULL) {
        sim_parser_list_add(p, first);
        read_more(p);
    }
    if (!sim_parser_take(p, SIM_TOKEN_RPAR)) {
        sim_parser_list_drop(p, base);
        return NULL;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_Tuple, start);
    node->as.Tuple.elts = sim_parser_list_end(p, base);
    return node;
}

static SimNode *
read_paren_content(SimParser *p, size_t start)
{
    if (sim_parser_at(p, SIM_TOKEN_RPAR)) {
        return read_tuple(p, NULL, start);
    }
    if (sim_parser_at(p, SIM_TOKEN_KW_YIELD)) {
        SimNode *yield = sim_parser_yield(p);
        return yield != NULL && sim_parser_take(p, SIM_TOKEN_RPAR) ? yield : NULL;
    }
    SimNode *first = sim_parser_star_named_expression(p);
    if (first == NULL) {
        return NULL;
    }
    if (sim_parser_at(p, SIM_TOKEN_COMMA)) {
        return read_tuple(p, first, start);
    }
    if (first->kind == SIM_NODE_Starred) {
        return NULL;
    }
    if (sim_parser_at_for_clause(p) && !p->remember) {
        return finish_genexp(p, first, start);
    }
    return sim_parser_take(p, SIM_TOKEN_RPAR) ? first : NULL;
}

/* "(": a tuple, a group or a generator. */
static SimNode *
read_paren(SimParser *p)
{
    size_t start = p->mark++;
    SimNode *node = read_paren_content(p, start);
    if (node == NULL) {
        p->mark = start;
        if (p->remember) {
            if (p->explain) {
                sim_explain_group(p);
            }
            return sim_parser_genexp(p);
        }
    }
    return node;
}

static SimNode *
read_list_content(SimParser *p, size_t start)
{
    size_t base = sim_parser_list_begin(p);
    SimNode *first = sim_parser_at(p, SIM_TOKEN_RSQB) ? NULL : sim_parser_star_named_expression(p);
    if (first != NULL && first->kind != SIM_NODE_Starred && sim_parser_at_for_clause(p)) {
        SimNodes generators;
        if (!sim_parser_for_clauses(p, &generators) || !sim_parser_take(p, SIM_TOKEN_RSQB)) {
            return NULL;
        }
        SimNode *node = sim_parser_node(p, SIM_NODE_ListComp, start);
        node->as.ListComp.elt = first;
        node->as.ListComp.generators = generators;
        return node;
    }
    if (first != NULL) {
        sim_parser_list_add(p, first);
        read_more(p);
    }
    if (!sim_parser_take(p, SIM_TOKEN_RSQB)) {
        sim_parser_list_drop(p, base);
        return NULL;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_List, start);
    node->as.List.elts = sim_parser_list_end(p, base);
    return node;
}

static SimNode *
read_list(SimParser *p)
{
    size_t start = p->mark++;
    SimNode *node = read_list_content(p, start);
    if (node == NULL) {
        p->mark = start;
        if (p->explain) {
            sim_explain_comprehension(p);
        }
    }
    return node;
}

/* "KEY: VALUE", or "**MAPPING" with a NULL key. */
bool
sim_parser_kvpair(SimParser *p, SimNode **key, SimNode **value)
{
    size_t start = p->mark;
    *key = NULL;
    if (sim_parser_take(p, SIM_TOKEN_POWER)) {
        *value = sim_parser_bitwise_or(p);
        p->mark = *value == NULL ? start : p->mark;
        return *value != NULL;
    }
    *key = sim_parser_expression(p);
    if (*key == NULL || !sim_parser_take(p, SIM_TOKEN_COLON)) {
        p->mark = start;
        return false;
    }
    *value = sim_parser_expression(p);
    p->mark = *value == NULL ? start : p->mark;
    return *value != NULL;
}

static SimNode *
finish_dict_comprehension(SimParser *p, SimNode *key, SimNode *value, size_t start)
{
    SimNodes generators;
    if (!sim_parser_for_clauses(p, &generators) || !sim_parser_take(p, SIM_TOKEN_RBRACE)) {
        return NULL;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_DictComp, start);
    node->as.DictComp.key = key;
    node->as.DictComp.value = value;
    node->as.DictComp.generators = generators;
    return node;
}

static SimNodes
take_half(SimParser *p, GPtrArray *items)
{
    size_t base = sim_parser_list_begin(p);
    for (guint i = 0; i < items->len; i++) {
        sim_parser_list_add(p, items->pdata[i]);
    }
    return sim_parser_list_end(p, base);
}

/* The rest of a dict whose first pair has been read. */
static SimNode *
read_dict_rest(SimParser *p, SimNode *key, SimNode *value, size_t start)
{
    g_autoptr(GPtrArray) keys = g_ptr_array_new();
    g_autoptr(GPtrArray) values = g_ptr_array_new();
    do {
        g_ptr_array_add(keys, key);
        g_ptr_array_add(values, value);
    } while (sim_parser_take(p, SIM_TOKEN_COMMA) && sim_parser_kvpair(p, &key, &value));
    if (!sim_parser_take(p, SIM_TOKEN_RBRACE)) {
        return NULL;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_Dict, start);
    node->as.Dict.keys = take_half(p, keys);
    node->as.Dict.values = take_half(p, values);
    return node;
}

static SimNode *
read_dict_from(SimParser *p, SimNode *key, SimNode *value, size_t start)
{
    if (key != NULL && sim_parser_at_for_clause(p)) {
        return finish_dict_comprehension(p, key, value, start);
    }
    return read_dict_rest(p, key, value, start);
}

static SimNode *
read_set_rest(SimParser *p, SimNode *first, size_t start)
{
    if (first->kind != SIM_NODE_Starred && sim_parser_at_for_clause(p)) {
        SimNodes generators;
        if (!sim_parser_for_clauses(p, &generators) || !sim_parser_take(p, SIM_TOKEN_RBRACE)) {
            return NULL;
        }
        SimNode *node = sim_parser_node(p, SIM_NODE_SetComp, start);
        node->as.SetComp.elt = first;
        node->as.SetComp.generators = generators;
        return node;
    }
    size_t base = sim_parser_list_begin(p);
    sim_parser_list_add(p, first);
    read_more(p);
    if (!sim_parser_take(p, SIM_TOKEN_RBRACE)) {
        sim_parser_list_drop(p, base);
        return NULL;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_Set, start);
    node->as.Set.elts = sim_parser_list_end(p, base);
    return node;
}

static SimNode *
read_brace_content(SimParser *p, size_t start)
{
    if (sim_parser_take(p, SIM_TOKEN_RBRACE)) {
        return sim_parser_node(p, SIM_NODE_Dict, start);
    }
    SimNode *key;
    SimNode *value;
    if (sim_parser_at(p, SIM_TOKEN_POWER) && !p->remember) {
        return sim_parser_kvpair(p, &key, &value) ? read_dict_from(p, key, value, start) : NULL;
    }
    if (p->remember) { /* CPython reads it as a key first */
        SimNode *node =
            sim_parser_kvpair(p, &key, &value) ? read_dict_from(p, key, value, start) : NULL;
        if (node != NULL) {
            return node;
        }
        p->mark = start;
        sim_explain_dict(p);
        p->mark = start + 1;
    }
    bool is_key = !sim_parser_at(p, SIM_TOKEN_STAR) &&
                  !sim_parser_at_pair(p, SIM_TOKEN_NAME, SIM_TOKEN_COLON_EQUAL);
    SimNode *first = sim_parser_star_named_expression(p);
    if (first == NULL) {
        return NULL;
    }
    if (!is_key || !sim_parser_take(p, SIM_TOKEN_COLON)) {
        return read_set_rest(p, first, start);
    }
    value = sim_parser_expression(p);
    return value == NULL ? NULL : read_dict_from(p, first, value, start);
}

/* "{": a dict, a set, or a comprehension of one. */
static SimNode *
read_brace(SimParser *p)
{
    size_t start = p->mark++;
    SimNode *node = read_brace_content(p, start);
    if (node == NULL) {
        p->mark = start;
        if (p->explain) {
            sim_explain_dict_comprehension(p);
            sim_explain_comprehension(p);
        }
    }
    return node;
}

static SimNode *
read_atom(SimParser *p)
{
    switch (sim_parser_peek(p)) {
    case SIM_TOKEN_NAME:
        return read_name(p);
    case SIM_TOKEN_KW_TRUE:
        return read_keyword_constant(p, SIM_CONST_TRUE);
    case SIM_TOKEN_KW_FALSE:
        return read_keyword_constant(p, SIM_CONST_FALSE);
    case SIM_TOKEN_KW_NONE:
        return read_keyword_constant(p, SIM_CONST_NONE);
    case SIM_TOKEN_ELLIPSIS:
        return read_keyword_constant(p, SIM_CONST_ELLIPSIS);
    case SIM_TOKEN_STRING:
        return sim_parser_strings(p);
    case SIM_TOKEN_NUMBER:
        return sim_parser_number(p);
    case SIM_TOKEN_LPAR:
        return read_paren(p);
    case SIM_TOKEN_LSQB:
        return read_list(p);
    case SIM_TOKEN_LBRACE:
        return read_brace(p);
    default:
        return NULL;
    }
}

SimNode *
sim_parser_atom(SimParser *p)
{
    return sim_parser_rule(p, SIM_RULE_ATOM, read_atom);
}
