/* Mistakes in the arguments of calls. */
#include "sim/syntax/parser_private.h"

static SimSpan
last_clause_span(SimNodes clauses)
{
    const SimNode *last = clauses.items[clauses.count - 1];
    SimNodes ifs = last->as.comprehension.ifs;
    return ifs.count == 0 ? last->as.comprehension.iter->span : ifs.items[ifs.count - 1]->span;
}

static const char unparenthesised[] = "Generator expression must be parenthesized";
static const char maybe_equal[] = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";

/* "f(**a, *b)" */
static void
explain_late_star(SimParser *p)
{
    SimNode *args = sim_parser_args(p);
    if (args != NULL && sim_parser_take(p, SIM_TOKEN_COMMA) && sim_parser_at(p, SIM_TOKEN_STAR)) {
        sim_parser_raise_node(p, args,
                              "iterable argument unpacking follows keyword argument unpacking");
    }
}

/* "f(x for x in y, 1)" */
static void
explain_first_generator(SimParser *p)
{
    SimNode *element = sim_parser_expression(p);
    SimNodes clauses;
    if (element == NULL || !sim_parser_for_clauses(p, &clauses) ||
        !sim_parser_take(p, SIM_TOKEN_COMMA)) {
        return;
    }
    if (sim_parser_args(p) == NULL) {
        SimNodes more;
        if (sim_parser_expression(p) != NULL) {
            sim_parser_for_clauses(p, &more);
        }
    }
    sim_parser_raise(p, sim_parser_join(element->span, last_clause_span(clauses)), "%s",
                     unparenthesised);
}

/* "NAME = x for ..." */
static void
explain_assigned_generator(SimParser *p)
{
    size_t start = p->mark;
    SimNodes clauses;
    if (!sim_parser_at_pair(p, SIM_TOKEN_NAME, SIM_TOKEN_EQUAL)) {
        return;
    }
    p->mark += 2;
    if (sim_parser_expression(p) != NULL && sim_parser_for_clauses(p, &clauses)) {
        sim_parser_raise(
            p,
            sim_parser_join(sim_parser_token_span(p, start), sim_parser_token_span(p, start + 1)),
            "%s", maybe_equal);
    }
}

/* "f(1, x for x in y)". True if a generator follows the arguments at all. */
static bool
explain_last_generator(SimParser *p)
{
    SimNode *args = sim_parser_args(p);
    SimNodes clauses;
    if (args == NULL || !sim_parser_for_clauses(p, &clauses)) {
        return false;
    }
    SimNodes items = args->as.Call.args;
    if (items.count > 1) {
        sim_parser_raise(
            p, sim_parser_join(items.items[items.count - 1]->span, last_clause_span(clauses)), "%s",
            unparenthesised);
    }
    return true;
}

static void
explain_middle_generator(SimParser *p)
{
    if (sim_parser_args(p) == NULL || !sim_parser_take(p, SIM_TOKEN_COMMA)) {
        return;
    }
    SimNode *element = sim_parser_expression(p);
    SimNodes clauses;
    if (element != NULL && sim_parser_for_clauses(p, &clauses)) {
        const SimNode *last = clauses.items[clauses.count - 1];
        sim_parser_raise(p, sim_parser_join(element->span, last->as.comprehension.target->span),
                         "%s", unparenthesised);
    }
}

static void
explain_late_positional(SimParser *p)
{
    SimNode *args = sim_parser_args(p);
    if (args == NULL || !sim_parser_take(p, SIM_TOKEN_COMMA) || sim_parser_args(p) == NULL) {
        return;
    }
    bool unpacks = false;
    SimNodes keywords = args->as.Call.keywords;
    for (size_t i = 0; i < keywords.count; i++) {
        unpacks = unpacks || keywords.items[i]->as.keyword.arg == NULL;
    }
    sim_parser_raise_here(p, unpacks ? "positional argument follows keyword argument unpacking"
                                     : "positional argument follows keyword argument");
}

void
sim_explain_arguments(SimParser *p)
{
    size_t start = p->mark;
    explain_late_star(p);
    p->mark = start;
    explain_first_generator(p);
    p->mark = start;
    explain_assigned_generator(p);
    p->mark = start;
    bool generator = explain_last_generator(p);
    p->mark = start;
    if (generator) {
        return;
    }
    explain_middle_generator(p);
    p->mark = start;
    explain_late_positional(p);
    p->mark = start;
}

void
sim_explain_keyword(SimParser *p)
{
    size_t start = p->mark;
    SimTokenKind kind = sim_parser_peek(p);
    if ((kind == SIM_TOKEN_KW_TRUE || kind == SIM_TOKEN_KW_FALSE || kind == SIM_TOKEN_KW_NONE) &&
        sim_parser_at_pair(p, kind, SIM_TOKEN_EQUAL)) {
        sim_parser_raise(
            p,
            sim_parser_join(sim_parser_token_span(p, start), sim_parser_token_span(p, start + 1)),
            "cannot assign to %s", sim_token_text(kind));
    }
    explain_assigned_generator(p);
    p->mark = start;
    if (sim_parser_at_pair(p, SIM_TOKEN_NAME, SIM_TOKEN_EQUAL)) {
        return;
    }
    SimNode *value = sim_parser_expression(p);
    if (value != NULL && sim_parser_at(p, SIM_TOKEN_EQUAL)) {
        sim_parser_raise(p, sim_parser_join(value->span, sim_parser_token_span(p, p->mark)),
                         "expression cannot contain assignment, perhaps you meant \"==\"?");
    }
    p->mark = start;
}
