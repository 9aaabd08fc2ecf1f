/* What the files of the parser share.
 *
 * A rule of the grammar is a function that returns a node and leaves `mark` behind
 * it, or returns NULL; the caller that tries something else then puts `mark` back.
 * The first pass only reads. When it fails the outermost statement is read again, as
 * CPython reads it, alternative by alternative; and then once more with `explain` set:
 * each rule then also looks for the usual mistakes (explain_*.c), in CPython's order,
 * and the first one found is the error. Without one it is "invalid syntax" at the
 * furthest token looked at before, which is CPython's place.
 *
 * After an error every token reads as ERROR, so that all rules fail at once.
 */
#pragma once

#include <string.h>

#include "sim/syntax/ast.h"
#include "sim/syntax/lexer.h"
#include "sim/syntax/token.h"
#include "sim/syntax/tree_private.h"

G_BEGIN_DECLS

/* Rules whose result is remembered per token in the second pass, which would take
 * exponential time without. What CPython remembers too is remembered as it does: also
 * when read by a rule that does not look for mistakes, which are then never found. */
typedef enum {
    SIM_RULE_EXPRESSION,
    SIM_RULE_DISJUNCTION,
    SIM_RULE_BITWISE_OR,
    SIM_RULE_PRIMARY,
    SIM_RULE_TARGET,
    SIM_RULE_ARGUMENTS,
    SIM_RULE_BLOCK,
    SIM_RULE_NAMED_EXPRESSION, /* from here on ours: kept apart by `explain` */
    SIM_RULE_ATOM,
    SIM_RULE_STAR_EXPRESSIONS,
    SIM_RULE_STAR_NAMED_EXPRESSION,
    SIM_RULE_STAR_TARGETS,
    SIM_RULE_ARGS,
    SIM_RULE_LAMBDA,
    SIM_RULE_COUNT
} SimRule;

typedef struct {
    SimTree *tree;
    SimLexed *lexed;
    const char *text; /* what was lexed */
    const SimToken *tokens;
    size_t last; /* token */
    size_t mark;
    size_t furthest; /* last token looked at */
    bool remember;   /* a later pass: results are kept, alternatives tried in CPython's order */
    bool explain;    /* rules look for mistakes */
    bool failed;
    GError *error;
    const char *prefix; /* "f-string: " or "" */
    GPtrArray *scratch; /* items of the lists that are being read, innermost last */
    GHashTable *memo;
    int depth;
    int fstring_depth;
    size_t statement; /* first token of the outermost statement */
} SimParser;

/* --- parser.c: tokens, nodes, errors --- */

/* The parser has come to the place where the lexer gave up. */
void sim_parser_raise_fault(SimParser *p);

static inline SimTokenKind
sim_parser_peek(SimParser *p)
{
    if (G_UNLIKELY(p->failed)) {
        return SIM_TOKEN_ERROR;
    }
    if (p->mark > p->furthest) {
        p->furthest = p->mark;
    }
    SimTokenKind kind = (SimTokenKind) p->tokens[p->mark].kind;
    if (G_UNLIKELY(kind == SIM_TOKEN_ERROR)) {
        sim_parser_raise_fault(p);
    }
    return kind;
}

static inline bool
sim_parser_take(SimParser *p, SimTokenKind kind)
{
    if (sim_parser_peek(p) != kind) {
        return false;
    }
    p->mark++;
    return true;
}

static inline bool
sim_parser_at(SimParser *p, SimTokenKind kind)
{
    return sim_parser_peek(p) == kind;
}

/* The two tokens that come next. */
bool sim_parser_at_pair(SimParser *p, SimTokenKind first, SimTokenKind second);
/* Whether a NAME spelled @text comes next. */
bool sim_parser_at_name(SimParser *p, const char *text);

SimNode *sim_parser_rule(SimParser *p, SimRule rule, SimNode *(*read)(SimParser *) );

/* A node from the token at @start to the last one taken. */
SimNode *sim_parser_node(SimParser *p, SimNodeKind kind, size_t start);
SimSpan sim_parser_span(const SimParser *p, size_t start);
SimSpan sim_parser_token_span(const SimParser *p, size_t token);
SimSpan sim_parser_join(SimSpan first, SimSpan last);
SimNode *sim_parser_constant(SimParser *p, const SimConst *value, SimSpan span);

/* The name at `mark`, which is a NAME: interned, normalised; takes it. */
const char *sim_parser_take_name(SimParser *p);

static inline size_t
sim_parser_list_begin(const SimParser *p)
{
    return p->scratch->len;
}
void sim_parser_list_add(SimParser *p, void *item);
SimNodes sim_parser_list_end(SimParser *p, size_t base);
SimNames sim_parser_list_end_names(SimParser *p, size_t base);
void sim_parser_list_drop(SimParser *p, size_t base);
SimNodes sim_parser_list_of(SimParser *p, SimNode *only);

/* All return NULL, and do nothing after a first error. */
void *sim_parser_raise(SimParser *p, SimSpan span, const char *format, ...) G_GNUC_PRINTF(3, 4);
void *sim_parser_raise_node(SimParser *p, const SimNode *node, const char *format, ...)
    G_GNUC_PRINTF(3, 4);
/* At the furthest token. */
void *sim_parser_raise_here(SimParser *p, const char *format, ...) G_GNUC_PRINTF(2, 3);
void *sim_parser_refuse(SimParser *p, SimSpan span, const char *format, ...) G_GNUC_PRINTF(3, 4);
void *sim_parser_raise_deep(SimParser *p, SimSpan span);

/* Takes @kind or raises "expected '...'". */
bool sim_parser_force(SimParser *p, SimTokenKind kind);

/* Runs @rule in both passes over what @p has lexed and reports why it failed. */
SimNode *sim_parser_run(SimParser *p, SimNode *(*rule)(SimParser *) );
void sim_parser_init(SimParser *p, SimTree *tree, const SimLexerInput *input);
void sim_parser_clear(SimParser *p);

/* --- parser_stmt.c, parser_simple.c, parser_params.c --- */
SimNode *sim_parser_module(SimParser *p);
/* A block as a Module node. */
SimNode *sim_parser_block(SimParser *p);
SimNode *sim_parser_statements(SimParser *p);
bool sim_parser_compound(SimParser *p, SimNode **out);
bool sim_parser_simple_statements(SimParser *p);
/* Parameters up to the token @close, which is left; NULL if they cannot be read. An
 * `arguments` node without fields when there are none. */
SimNode *sim_parser_params(SimParser *p, SimTokenKind close);
bool sim_parser_param(SimParser *p, SimTokenKind close, SimNode **out);
SimNode *sim_parser_with_item(SimParser *p);
/* "(" items [","] ")" ":" */
bool sim_parser_with_items(SimParser *p, bool parenthesised, SimNodes *out);

/* --- parser_expr.c --- */
SimNode *sim_parser_eval(SimParser *p);
SimNode *sim_parser_fstring(SimParser *p);
SimNode *sim_parser_star_expressions(SimParser *p);
SimNode *sim_parser_star_expression(SimParser *p);
SimNode *sim_parser_star_named_expression(SimParser *p);
SimNode *sim_parser_named_expression(SimParser *p);
/* A named expression that is not followed by ":=". */
SimNode *sim_parser_argument(SimParser *p);
SimNode *sim_parser_expression(SimParser *p);
/* The same, itself not remembered and without a look for mistakes. */
SimNode *sim_parser_plain_expression(SimParser *p);
SimNode *sim_parser_expressions(SimParser *p);
SimNode *sim_parser_disjunction(SimParser *p);
SimNode *sim_parser_bitwise_or(SimParser *p);
SimNode *sim_parser_yield(SimParser *p);
SimNode *sim_parser_lambda(SimParser *p);
/* Yield or star_expressions: what may stand right of "=". */
SimNode *sim_parser_value(SimParser *p);

/* --- parser_atom.c, parser_call.c --- */
SimNode *sim_parser_primary(SimParser *p);
SimNode *sim_parser_atom(SimParser *p);
bool sim_parser_at_for_clause(SimParser *p);
bool sim_parser_for_clauses(SimParser *p, SimNodes *out);
SimNode *sim_parser_genexp(SimParser *p);
SimNode *sim_parser_call(SimParser *p, SimNode *func, size_t start);
/* Arguments as a Call node without function; they may not be followed by ")". */
SimNode *sim_parser_args(SimParser *p);
/* The same with an optional comma, before ")". */
SimNode *sim_parser_arguments(SimParser *p);
bool sim_parser_kvpair(SimParser *p, SimNode **key, SimNode **value);

/* --- parser_target.c --- */
typedef enum {
    SIM_TARGET_STAR,
    SIM_TARGET_DEL,
    SIM_TARGET_FOR
} SimTargetUse;

/* Whether @node, as it was read, may be assigned to (or deleted). */
bool sim_parser_is_target(const SimNode *node, SimTargetUse use);
bool sim_parser_is_single_target(const SimNode *node);
void sim_parser_set_context(SimNode *node, SimOp context);
SimNode *sim_parser_target_primary(SimParser *p);
SimNode *sim_parser_star_targets(SimParser *p);
SimNode *sim_parser_star_target(SimParser *p);
/* A name, attribute or item, perhaps in parentheses. */
SimNode *sim_parser_single_target(SimParser *p);

/* --- parser_number.c, parser_string.c, parser_fstring.c --- */
SimNode *sim_parser_number(SimParser *p);
/* One or more string literals, which become one constant or JoinedStr. */
SimNode *sim_parser_strings(SimParser *p);

/* One literal of a group that is read as one. */
typedef struct {
    size_t token;
    const char *body; /* between the quotes */
    const char *end;
    bool raw;
    bool bytes;
    bool formatted;
} SimLiteral;

/* Text to constant, with escapes resolved; NULL after an error. */
bool sim_parser_decode(
    SimParser *p, const SimLiteral *literal, const char *begin, const char *end, GString *out);

/* The pieces of a JoinedStr while it is read. */
typedef struct {
    SimSpan span;     /* of the whole group of literals */
    bool u_prefix;    /* the first literal is u"..." */
    GString *pending; /* literal text not yet in `values` */
    GPtrArray *values;
    bool formatted;
} SimJoined;

bool sim_parser_fstring_literal(SimParser *p, SimJoined *joined, const SimLiteral *literal);
SimNode *sim_parser_joined_finish(SimParser *p, SimJoined *joined);
void sim_parser_joined_init(SimJoined *joined, SimSpan span, bool u_prefix);
void sim_parser_joined_clear(SimJoined *joined);

/* --- explain_*.c: mistakes; each raises, or leaves `mark` as it was --- */
/* What messages call a node: "function call". */
const char *sim_explain_name(const SimNode *node);
void sim_explain_expression(SimParser *p);
void sim_explain_named_expression(SimParser *p);
void sim_explain_group(SimParser *p);
void sim_explain_comprehension(SimParser *p);
void sim_explain_dict(SimParser *p);
void sim_explain_dict_comprehension(SimParser *p);
void sim_explain_for_target(SimParser *p);
void sim_explain_arguments(SimParser *p);
void sim_explain_keyword(SimParser *p);
void sim_explain_params(SimParser *p, SimTokenKind close);
void sim_explain_star_params(SimParser *p, SimTokenKind close);
void sim_explain_double_star_params(SimParser *p, SimTokenKind close);
/* "=" without a value before "," or ")". */
void sim_explain_default(SimParser *p);
void sim_explain_assignment(SimParser *p);
void sim_explain_del(SimParser *p);
void sim_explain_import_targets(SimParser *p);
void sim_explain_with_item(SimParser *p);
void sim_explain_with_block(SimParser *p);
void sim_explain_with(SimParser *p);
void sim_explain_if(SimParser *p, const char *keyword);
void sim_explain_for(SimParser *p);
void sim_explain_try(SimParser *p);
void sim_explain_except_block(SimParser *p);
void sim_explain_except(SimParser *p);
void sim_explain_class(SimParser *p);
void sim_explain_def(SimParser *p);
/* NEWLINE without INDENT at `mark`. */
void sim_explain_block(SimParser *p);
/* The same after "else:" and "finally:", the keyword being at `mark`. */
void sim_explain_else(SimParser *p, const char *keyword);

/* The tuple begun at @start whose first item has been read: as many more as @item reads after
 * commas, the last of which may be followed by one (parser_expr.c). */
SimNode *
sim_parser_tuple_rest(SimParser *p, size_t start, SimNode *first, SimNode *(*item)(SimParser *) );

G_END_DECLS
