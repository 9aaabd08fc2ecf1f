/* Parameters of functions and lambdas.
 *
 * `close` is the token that ends them: ")" after "def", where annotations are
 * allowed, or ":" after "lambda".
 */
#include "sim/syntax/parser_private.h"

typedef struct {
    GPtrArray *positional_only;
    GPtrArray *positional;
    GPtrArray *keyword_only;
    GPtrArray *defaults;
    GPtrArray *keyword_defaults; /* NULL where there is none */
    SimNode *vararg;
    SimNode *kwarg;
} Params;

static void
params_init(Params *params)
{
    params->positional_only = g_ptr_array_new();
    params->positional = g_ptr_array_new();
    params->keyword_only = g_ptr_array_new();
    params->defaults = g_ptr_array_new();
    params->keyword_defaults = g_ptr_array_new();
    params->vararg = NULL;
    params->kwarg = NULL;
}

static void
params_clear(Params *params)
{
    g_ptr_array_unref(params->positional_only);
    g_ptr_array_unref(params->positional);
    g_ptr_array_unref(params->keyword_only);
    g_ptr_array_unref(params->defaults);
    g_ptr_array_unref(params->keyword_defaults);
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
params_finish(SimParser *p, Params *params, size_t start)
{
    SimNode *node = sim_parser_node(p, SIM_NODE_arguments, start);
    node->as.arguments.posonlyargs = take_items(p, params->positional_only);
    node->as.arguments.args = take_items(p, params->positional);
    node->as.arguments.kwonlyargs = take_items(p, params->keyword_only);
    node->as.arguments.defaults = take_items(p, params->defaults);
    node->as.arguments.kw_defaults = take_items(p, params->keyword_defaults);
    node->as.arguments.vararg = params->vararg;
    node->as.arguments.kwarg = params->kwarg;
    return node;
}

static bool
read_annotation(SimParser *p, SimTokenKind close, bool starred, SimNode **out)
{
    *out = NULL;
    if (close != SIM_TOKEN_RPAR || !sim_parser_take(p, SIM_TOKEN_COLON)) {
        return true;
    }
    *out = starred ? sim_parser_star_expression(p) : sim_parser_expression(p);
    return *out != NULL;
}

static bool
read_param(SimParser *p, SimTokenKind close, bool starred, SimNode **out)
{
    size_t start = p->mark;
    if (!sim_parser_at(p, SIM_TOKEN_NAME)) {
        return false;
    }
    const char *name = sim_parser_take_name(p);
    SimNode *annotation;
    if (!read_annotation(p, close, starred, &annotation)) {
        p->mark = start;
        return false;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_arg, start);
    node->as.arg.arg = name;
    node->as.arg.annotation = annotation;
    *out = node;
    return true;
}

bool
sim_parser_param(SimParser *p, SimTokenKind close, SimNode **out)
{
    return read_param(p, close, false, out);
}

/* A comma, or the end, which is left. */
static bool
end_param(SimParser *p, SimTokenKind close)
{
    return sim_parser_take(p, SIM_TOKEN_COMMA) || sim_parser_at(p, close);
}

static bool
read_default(SimParser *p, SimNode **out)
{
    *out = NULL;
    size_t start = p->mark;
    if (!sim_parser_take(p, SIM_TOKEN_EQUAL)) {
        return true;
    }
    *out = sim_parser_expression(p);
    if (*out == NULL) {
        p->mark = start;
        if (p->explain) {
            sim_explain_default(p);
        }
    }
    return *out != NULL;
}

/* One positional parameter. False, with `mark` unmoved, if there is none. */
static bool
read_positional(SimParser *p, SimTokenKind close, Params *params)
{
    size_t start = p->mark;
    SimNode *arg;
    SimNode *value;
    bool ok = read_param(p, close, false, &arg) && read_default(p, &value) && end_param(p, close) &&
              (value != NULL || params->defaults->len == 0);
    if (!ok) {
        p->mark = start;
        return false;
    }
    g_ptr_array_add(params->positional, arg);
    if (value != NULL) {
        g_ptr_array_add(params->defaults, value);
    }
    return true;
}

/* What stands before "/", if that comes. */
static void
read_slash(SimParser *p, SimTokenKind close, Params *params)
{
    if (params->positional->len == 0 || params->positional_only->len > 0 ||
        !sim_parser_take(p, SIM_TOKEN_SLASH)) {
        return;
    }
    if (!end_param(p, close)) {
        p->mark--;
        return;
    }
    GPtrArray *empty = params->positional_only;
    params->positional_only = params->positional;
    params->positional = empty;
}

static bool
read_keyword_only(SimParser *p, SimTokenKind close, Params *params)
{
    size_t start = p->mark;
    SimNode *arg;
    SimNode *value;
    if (!read_param(p, close, false, &arg) || !read_default(p, &value) || !end_param(p, close)) {
        p->mark = start;
        return false;
    }
    g_ptr_array_add(params->keyword_only, arg);
    g_ptr_array_add(params->keyword_defaults, value);
    return true;
}

static void
read_double_star(SimParser *p, SimTokenKind close, Params *params)
{
    if (p->explain) {
        sim_explain_double_star_params(p, close);
    }
    size_t start = p->mark;
    SimNode *arg;
    if (sim_parser_take(p, SIM_TOKEN_POWER) && read_param(p, close, false, &arg) &&
        end_param(p, close)) {
        params->kwarg = arg;
        return;
    }
    p->mark = start;
}

/* "*args" or a bare "*", and what may follow. */
static bool
read_star(SimParser *p, SimTokenKind close, Params *params)
{
    size_t start = p->mark;
    p->mark++;
    if (sim_parser_take(p, SIM_TOKEN_COMMA)) {
        if (!read_keyword_only(p, close, params)) {
            p->mark = start;
            return false;
        }
    } else if (!read_param(p, close, close == SIM_TOKEN_RPAR, &params->vararg) ||
               !end_param(p, close)) {
        params->vararg = NULL;
        p->mark = start;
        return false;
    }
    while (read_keyword_only(p, close, params)) {
    }
    return true;
}

static void
read_params(SimParser *p, SimTokenKind close, Params *params)
{
    while (read_positional(p, close, params)) {
    }
    size_t before = p->mark;
    read_slash(p, close, params);
    if (p->mark != before) {
        while (read_positional(p, close, params)) {
        }
    }
    if (p->explain) {
        sim_explain_star_params(p, close);
    }
    if (sim_parser_at(p, SIM_TOKEN_STAR) && !read_star(p, close, params)) {
        return;
    }
    if (sim_parser_at(p, SIM_TOKEN_POWER)) {
        read_double_star(p, close, params);
    }
}

SimNode *
sim_parser_params(SimParser *p, SimTokenKind close)
{
    if (p->explain) {
        sim_explain_params(p, close);
    }
    size_t start = p->mark;
    Params params;
    params_init(&params);
    read_params(p, close, &params);
    SimNode *node = params_finish(p, &params, start);
    params_clear(&params);
    return node;
}
