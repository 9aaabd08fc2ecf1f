/* Mistakes in parameters. */
#include "sim/syntax/parser_private.h"

typedef enum {
    NO_DEFAULT,
    WITH_DEFAULT,
    MAYBE_DEFAULT
} Default;

/* One parameter with its comma, or before @close. */
static SimNode *
read_param(SimParser *p, SimTokenKind close, Default wanted)
{
    size_t start = p->mark;
    SimNode *param;
    if (!sim_parser_param(p, close, &param)) {
        p->mark = start;
        return NULL;
    }
    bool has_default = false;
    if (wanted != NO_DEFAULT && sim_parser_at(p, SIM_TOKEN_EQUAL)) {
        size_t before = p->mark++;
        has_default = sim_parser_expression(p) != NULL;
        if (!has_default) {
            p->mark = before;
            sim_explain_default(p);
        }
    }
    if ((wanted == WITH_DEFAULT && !has_default) ||
        (!sim_parser_take(p, SIM_TOKEN_COMMA) && !sim_parser_at(p, close))) {
        p->mark = start;
        return NULL;
    }
    return param;
}

static size_t
skip_params(SimParser *p, SimTokenKind close, Default wanted)
{
    size_t count = 0;
    while (read_param(p, close, wanted) != NULL) {
        count++;
    }
    return count;
}

/* Parameters that end with "/". */
static bool
skip_slash(SimParser *p, SimTokenKind close)
{
    size_t start = p->mark;
    size_t count = skip_params(p, close, NO_DEFAULT);
    count += skip_params(p, close, WITH_DEFAULT);
    if (count > 0 && sim_parser_take(p, SIM_TOKEN_SLASH) &&
        (sim_parser_take(p, SIM_TOKEN_COMMA) || sim_parser_at(p, close))) {
        return true;
    }
    p->mark = start;
    return false;
}

static void
explain_late_param(SimParser *p, SimTokenKind close)
{
    size_t start = p->mark;
    skip_params(p, close, NO_DEFAULT);
    size_t before = p->mark;
    bool slash = skip_slash(p, close);
    if (!slash) {
        p->mark = before;
    }
    if (slash || skip_params(p, close, WITH_DEFAULT) > 0) {
        SimNode *param = read_param(p, close, NO_DEFAULT);
        if (param != NULL) {
            sim_parser_raise_node(p, param, "non-default argument follows default argument");
        }
    }
    p->mark = start;
}

static void
explain_parenthesised(SimParser *p, SimTokenKind close)
{
    size_t start = p->mark;
    bool lambda = close == SIM_TOKEN_COLON;
    skip_params(p, close, NO_DEFAULT);
    size_t open = p->mark;
    if (sim_parser_take(p, SIM_TOKEN_LPAR)) {
        size_t count = 0;
        SimNode *param;
        if (lambda) {
            while (sim_parser_param(p, close, &param)) {
                count++;
                if (!sim_parser_take(p, SIM_TOKEN_COMMA)) {
                    break;
                }
            }
        } else {
            count = skip_params(p, SIM_TOKEN_RPAR, NO_DEFAULT);
        }
        sim_parser_take(p, SIM_TOKEN_COMMA);
        if (count > 0 && sim_parser_at(p, SIM_TOKEN_RPAR)) {
            sim_parser_raise(
                p,
                sim_parser_join(sim_parser_token_span(p, open), sim_parser_token_span(p, p->mark)),
                "%s parameters cannot be parenthesized", lambda ? "Lambda expression" : "Function");
        }
    }
    p->mark = start;
}

static void
explain_slashes(SimParser *p, SimTokenKind close)
{
    size_t start = p->mark;
    if (sim_parser_at_pair(p, SIM_TOKEN_SLASH, SIM_TOKEN_COMMA)) {
        sim_parser_raise(p, sim_parser_token_span(p, start),
                         "at least one argument must precede /");
    }
    bool slash = skip_slash(p, close);
    size_t after = p->mark;
    if (slash) {
        skip_params(p, close, MAYBE_DEFAULT);
        if (sim_parser_at(p, SIM_TOKEN_SLASH)) {
            sim_parser_raise(p, sim_parser_token_span(p, p->mark), "/ may appear only once");
        }
    }
    p->mark = after;
    skip_params(p, close, MAYBE_DEFAULT);
    if (sim_parser_take(p, SIM_TOKEN_STAR) &&
        (sim_parser_take(p, SIM_TOKEN_COMMA) || read_param(p, close, NO_DEFAULT) != NULL)) {
        skip_params(p, close, MAYBE_DEFAULT);
        if (sim_parser_at(p, SIM_TOKEN_SLASH)) {
            sim_parser_raise(p, sim_parser_token_span(p, p->mark), "/ must be ahead of *");
        }
    }
    p->mark = start;
    if (skip_params(p, close, MAYBE_DEFAULT) > 0 &&
        sim_parser_at_pair(p, SIM_TOKEN_SLASH, SIM_TOKEN_STAR)) {
        sim_parser_raise(p, sim_parser_token_span(p, p->mark + 1),
                         "expected comma between / and *");
    }
    p->mark = start;
}

void
sim_explain_params(SimParser *p, SimTokenKind close)
{
    explain_late_param(p, close);
    explain_parenthesised(p, close);
    explain_slashes(p, close);
}

void
sim_explain_default(SimParser *p)
{
    size_t start = p->mark;
    if (sim_parser_take(p, SIM_TOKEN_EQUAL) &&
        (sim_parser_at(p, SIM_TOKEN_RPAR) || sim_parser_at(p, SIM_TOKEN_COMMA))) {
        sim_parser_raise(p, sim_parser_token_span(p, start), "expected default value expression");
    }
    p->mark = start;
}

static void
explain_bare_star(SimParser *p, SimTokenKind close, size_t start)
{
    bool bare = sim_parser_at(p, close);
    if (!bare && sim_parser_take(p, SIM_TOKEN_COMMA)) {
        bare = sim_parser_at(p, close) || sim_parser_at(p, SIM_TOKEN_POWER);
    }
    if (!bare) {
        return;
    }
    if (close == SIM_TOKEN_COLON) {
        sim_parser_raise_here(p, "named arguments must follow bare *");
    } else {
        sim_parser_raise(p, sim_parser_token_span(p, start), "named arguments must follow bare *");
    }
}

void
sim_explain_star_params(SimParser *p, SimTokenKind close)
{
    size_t start = p->mark;
    if (!sim_parser_take(p, SIM_TOKEN_STAR)) {
        return;
    }
    explain_bare_star(p, close, start);
    p->mark = start + 1;
    SimNode *param;
    if (sim_parser_param(p, close, &param) && sim_parser_at(p, SIM_TOKEN_EQUAL)) {
        sim_parser_raise(p, sim_parser_token_span(p, p->mark),
                         "var-positional argument cannot have default value");
    }
    p->mark = start + 1;
    if (read_param(p, close, NO_DEFAULT) != NULL || sim_parser_take(p, SIM_TOKEN_COMMA)) {
        skip_params(p, close, MAYBE_DEFAULT);
        size_t second = p->mark;
        if (sim_parser_take(p, SIM_TOKEN_STAR) &&
            (read_param(p, close, NO_DEFAULT) != NULL || sim_parser_at(p, SIM_TOKEN_COMMA))) {
            sim_parser_raise(p, sim_parser_token_span(p, second),
                             "* argument may appear only once");
        }
    }
    p->mark = start;
}

void
sim_explain_double_star_params(SimParser *p, SimTokenKind close)
{
    size_t start = p->mark;
    SimNode *param;
    if (!sim_parser_take(p, SIM_TOKEN_POWER) || !sim_parser_param(p, close, &param)) {
        p->mark = start;
        return;
    }
    if (sim_parser_at(p, SIM_TOKEN_EQUAL)) {
        sim_parser_raise(p, sim_parser_token_span(p, p->mark),
                         "var-keyword argument cannot have default value");
    }
    static const char late[] = "arguments cannot follow var-keyword argument";
    if (sim_parser_take(p, SIM_TOKEN_COMMA)) {
        size_t next = p->mark;
        SimTokenKind kind = sim_parser_peek(p);
        if (sim_parser_param(p, close, &param)) {
            sim_parser_raise_node(p, param, late);
        } else if (kind == SIM_TOKEN_STAR || kind == SIM_TOKEN_POWER || kind == SIM_TOKEN_SLASH) {
            sim_parser_raise(p, sim_parser_token_span(p, next), late);
        }
    }
    p->mark = start;
}
