/* What may follow an atom: attributes, calls, subscripts. */
#include "sim/syntax/parser_private.h"

static SimNode *
read_keyword(SimParser *p)
{
    size_t start = p->mark;
    const char *name = sim_parser_take_name(p);
    p->mark++; /* "=" */
    SimNode *value = sim_parser_expression(p);
    if (value == NULL) {
        p->mark = start;
        return NULL;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_keyword, start);
    node->as.keyword.arg = name;
    node->as.keyword.value = value;
    return node;
}

static SimNode *
read_double_starred(SimParser *p)
{
    size_t start = p->mark++;
    SimNode *value = sim_parser_expression(p);
    if (value == NULL) {
        p->mark = start;
        return NULL;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_keyword, start);
    node->as.keyword.value = value;
    return node;
}

static SimNode *
read_starred(SimParser *p)
{
    size_t start = p->mark++;
    SimNode *value = sim_parser_expression(p);
    if (value == NULL) {
        p->mark = start;
        return NULL;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_Starred, start);
    node->as.Starred.value = value;
    return node;
}

/* Positional arguments come first; "*x" may also stand between keywords, until the
 * first "**x". */
typedef enum {
    POSITIONAL,
    KEYWORDS,
    DOUBLE_STARS
} Phase;

static SimNode *
read_positional(SimParser *p)
{
    size_t start = p->mark;
    SimNode *node = sim_parser_at(p, SIM_TOKEN_STAR) ? read_starred(p) : sim_parser_argument(p);
    if (node != NULL && node->kind != SIM_NODE_Starred && sim_parser_at(p, SIM_TOKEN_EQUAL)) {
        p->mark = start;
        return NULL;
    }
    return node;
}

static SimNode *
read_argument(SimParser *p, Phase *phase)
{
    if (*phase == POSITIONAL && !sim_parser_at(p, SIM_TOKEN_POWER) &&
        (p->remember || !sim_parser_at_pair(p, SIM_TOKEN_NAME, SIM_TOKEN_EQUAL))) {
        SimNode *node = read_positional(p);
        if (node != NULL) {
            return node;
        }
    }
    if (p->explain) {
        sim_explain_keyword(p);
    }
    if (sim_parser_at(p, SIM_TOKEN_POWER)) {
        *phase = DOUBLE_STARS;
        return read_double_starred(p);
    }
    if (sim_parser_at_pair(p, SIM_TOKEN_NAME, SIM_TOKEN_EQUAL)) {
        *phase = MAX(*phase, KEYWORDS);
        return read_keyword(p);
    }
    if (*phase == KEYWORDS && sim_parser_at(p, SIM_TOKEN_STAR)) {
        return read_starred(p);
    }
    return NULL;
}

static SimNodes
take_items(SimParser *p, GPtrArray *items)
{
    size_t base = sim_parser_list_begin(p);
    for (guint i = 0; i < items->len; i++) {
        sim_parser_list_add(p, items->pdata[i]);
    }
    return sim_parser_list_end(p, base);
}

static SimNode *
read_args(SimParser *p)
{
    size_t start = p->mark;
    Phase phase = POSITIONAL;
    SimNode *next = read_argument(p, &phase);
    if (next == NULL) {
        p->mark = start;
        return NULL;
    }
    g_autoptr(GPtrArray) args = g_ptr_array_new();
    g_autoptr(GPtrArray) keywords = g_ptr_array_new();
    size_t before = p->mark;
    do {
        g_ptr_array_add(next->kind == SIM_NODE_keyword ? keywords : args, next);
        before = p->mark;
        next = sim_parser_take(p, SIM_TOKEN_COMMA) ? read_argument(p, &phase) : NULL;
    } while (next != NULL);
    p->mark = before;
    SimNode *node = sim_parser_node(p, SIM_NODE_Call, start);
    node->as.Call.args = take_items(p, args);
    node->as.Call.keywords = take_items(p, keywords);
    return node;
}

SimNode *
sim_parser_args(SimParser *p)
{
    return sim_parser_rule(p, SIM_RULE_ARGS, read_args);
}

static SimNode *
read_arguments(SimParser *p)
{
    size_t start = p->mark;
    SimNode *args = sim_parser_args(p);
    if (args != NULL) {
        sim_parser_take(p, SIM_TOKEN_COMMA);
        if (sim_parser_at(p, SIM_TOKEN_RPAR)) {
            return args;
        }
    }
    p->mark = start;
    if (p->explain) {
        sim_explain_arguments(p);
    }
    return NULL;
}

SimNode *
sim_parser_arguments(SimParser *p)
{
    return sim_parser_rule(p, SIM_RULE_ARGUMENTS, read_arguments);
}

/* "f(x for x in y)": the parentheses belong to the generator as well. */
static SimNode *
read_bare_generator(SimParser *p, SimNode *args, size_t open)
{
    if (args->as.Call.args.count != 1 || args->as.Call.keywords.count != 0) {
        return NULL;
    }
    SimNode *element = args->as.Call.args.items[0];
    SimNodes generators;
    if (element->kind == SIM_NODE_Starred || !sim_parser_for_clauses(p, &generators) ||
        !sim_parser_take(p, SIM_TOKEN_RPAR)) {
        return NULL;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_GeneratorExp, open);
    node->as.GeneratorExp.elt = element;
    node->as.GeneratorExp.generators = generators;
    return node;
}

static SimNode *
wrap_generator(SimParser *p, SimNode *generator, size_t start)
{
    SimNode *call = sim_parser_node(p, SIM_NODE_Call, start);
    call->as.Call.args = sim_parser_list_of(p, generator);
    return call;
}

static SimNode *
read_call_content(SimParser *p, size_t start)
{
    size_t open = p->mark - 1;
    SimNode *args = NULL;
    if (p->remember) {
        p->mark = open;
        SimNode *generator = sim_parser_genexp(p);
        if (generator != NULL) {
            return wrap_generator(p, generator, start);
        }
        p->mark = open + 1;
        args = sim_parser_arguments(p);
    } else if (!sim_parser_at(p, SIM_TOKEN_RPAR)) {
        args = sim_parser_args(p);
        if (args != NULL && sim_parser_at_for_clause(p)) {
            SimNode *generator = read_bare_generator(p, args, open);
            return generator == NULL ? NULL : wrap_generator(p, generator, start);
        }
        if (args != NULL) {
            sim_parser_take(p, SIM_TOKEN_COMMA);
        }
    }
    if (!sim_parser_take(p, SIM_TOKEN_RPAR)) {
        return NULL;
    }
    SimNode *call = sim_parser_node(p, SIM_NODE_Call, start);
    if (args != NULL) {
        call->as.Call.args = args->as.Call.args;
        call->as.Call.keywords = args->as.Call.keywords;
    }
    return call;
}

static SimNode *
read_call(SimParser *p, SimNode *func, size_t start)
{
    p->mark++;
    SimNode *call = read_call_content(p, start);
    if (call != NULL) {
        call->as.Call.func = func;
    }
    return call;
}

static SimNode *
read_attribute(SimParser *p, SimNode *value, size_t start)
{
    p->mark++;
    if (!sim_parser_at(p, SIM_TOKEN_NAME)) {
        return NULL;
    }
    const char *attr = sim_parser_take_name(p);
    SimNode *node = sim_parser_node(p, SIM_NODE_Attribute, start);
    node->as.Attribute.value = value;
    node->as.Attribute.attr = attr;
    return node;
}

/* The part of a slice after its first colon. */
static SimNode *
finish_slice(SimParser *p, SimNode *lower, size_t start)
{
    size_t before = p->mark;
    SimNode *upper = sim_parser_expression(p);
    if (upper == NULL) {
        p->mark = before;
    }
    SimNode *step = NULL;
    if (sim_parser_take(p, SIM_TOKEN_COLON)) {
        before = p->mark;
        step = sim_parser_expression(p);
        if (step == NULL) {
            p->mark = before;
        }
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_Slice, start);
    node->as.Slice.lower = lower;
    node->as.Slice.upper = upper;
    node->as.Slice.step = step;
    return node;
}

static SimNode *
read_slice(SimParser *p)
{
    size_t start = p->mark;
    if (sim_parser_take(p, SIM_TOKEN_COLON)) {
        return finish_slice(p, NULL, start);
    }
    if (p->remember) { /* CPython tries a slice first */
        sim_parser_expression(p);
        p->mark = start;
    }
    bool named = sim_parser_at_pair(p, SIM_TOKEN_NAME, SIM_TOKEN_COLON_EQUAL);
    SimNode *first = sim_parser_named_expression(p);
    if (first != NULL && !named && sim_parser_take(p, SIM_TOKEN_COLON)) {
        return finish_slice(p, first, start);
    }
    return first;
}

static SimNode *
read_slice_item(SimParser *p)
{
    return sim_parser_at(p, SIM_TOKEN_STAR) ? read_starred(p) : read_slice(p);
}

static SimNode *
read_slices(SimParser *p)
{
    size_t start = p->mark;
    SimNode *first = read_slice_item(p);
    if (first == NULL || (first->kind != SIM_NODE_Starred && !sim_parser_at(p, SIM_TOKEN_COMMA))) {
        return first;
    }
    return sim_parser_tuple_rest(p, start, first, read_slice_item);
}

static SimNode *
read_subscript(SimParser *p, SimNode *value, size_t start)
{
    p->mark++;
    SimNode *slice = read_slices(p);
    if (slice == NULL || !sim_parser_take(p, SIM_TOKEN_RSQB)) {
        return NULL;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_Subscript, start);
    node->as.Subscript.value = value;
    node->as.Subscript.slice = slice;
    return node;
}

static SimNode *
read_trailer(SimParser *p, SimNode *value, size_t start)
{
    SimTokenKind kind = sim_parser_peek(p);
    if (p->explain && (kind == SIM_TOKEN_LSQB || kind == SIM_TOKEN_LBRACE)) {
        sim_explain_comprehension(p); /* a generator is tried here, and mistakes for one */
    }
    switch (kind) {
    case SIM_TOKEN_DOT:
        return read_attribute(p, value, start);
    case SIM_TOKEN_LPAR:
        return read_call(p, value, start);
    case SIM_TOKEN_LSQB:
        return read_subscript(p, value, start);
    default:
        return NULL;
    }
}

/* "await x": refused where it would mean something. */
static SimNode *
read_await(SimParser *p)
{
    size_t start = p->mark++;
    if (sim_parser_atom(p) != NULL) {
        sim_parser_refuse(p, sim_parser_token_span(p, start),
                          "'await' is not modelled; use threads, or concurrent.futures");
    }
    p->mark = start;
    return NULL;
}

static SimNode *
read_primary(SimParser *p)
{
    if (sim_parser_at(p, SIM_TOKEN_KW_AWAIT)) {
        return read_await(p);
    }
    size_t start = p->mark;
    SimNode *node = sim_parser_atom(p);
    while (node != NULL) {
        size_t before = p->mark;
        SimNode *longer = read_trailer(p, node, start);
        if (longer == NULL) {
            p->mark = before;
            break;
        }
        node = longer;
    }
    return node;
}

SimNode *
sim_parser_primary(SimParser *p)
{
    return sim_parser_rule(p, SIM_RULE_PRIMARY, read_primary);
}
