#include <stdarg.h>

#include "sim/syntax/comment.h"
#include "sim/syntax/parser_private.h"
#include "sim/syntax/unicode.h"

typedef struct {
    SimNode *node;
    size_t mark;
} MemoEntry;

bool
sim_parser_at_pair(SimParser *p, SimTokenKind first, SimTokenKind second)
{
    if (!sim_parser_take(p, first)) {
        return false;
    }
    bool found = sim_parser_at(p, second);
    p->mark--;
    return found;
}

bool
sim_parser_at_name(SimParser *p, const char *text)
{
    const SimToken *token = &p->tokens[p->mark];
    return sim_parser_at(p, SIM_TOKEN_NAME) && strlen(text) == token->end - token->begin &&
           memcmp(p->text + token->begin, text, token->end - token->begin) == 0;
}

static SimNode *
remember(SimParser *p, SimRule rule, SimNode *(*read)(SimParser *) )
{
    size_t key = (p->mark * SIM_RULE_COUNT + rule) * 2;
    key += p->explain && rule >= SIM_RULE_NAMED_EXPRESSION;
    MemoEntry *entry = g_hash_table_lookup(p->memo, GSIZE_TO_POINTER(key));
    if (entry == NULL) {
        size_t start = p->mark;
        SimNode *node = read(p);
        entry = sim_tree_alloc(p->tree, sizeof *entry);
        entry->node = node;
        entry->mark = node == NULL ? start : p->mark;
        g_hash_table_insert(p->memo, GSIZE_TO_POINTER(key), entry);
    }
    p->mark = entry->mark;
    return entry->node;
}

SimNode *
sim_parser_rule(SimParser *p, SimRule rule, SimNode *(*read)(SimParser *) )
{
    if (p->depth >= SIM_TREE_MAX_DEPTH) {
        return sim_parser_raise_deep(p, p->tokens[p->mark].span);
    }
    p->depth++;
    SimNode *node = p->remember ? remember(p, rule, read) : read(p);
    p->depth--;
    return node;
}

SimSpan
sim_parser_join(SimSpan first, SimSpan last)
{
    return (SimSpan){first.line, first.column, last.end_line, last.end_column};
}

SimSpan
sim_parser_token_span(const SimParser *p, size_t token)
{
    return p->tokens[token].span;
}

static bool
is_blank(uint8_t kind)
{
    return kind == SIM_TOKEN_NEWLINE || kind == SIM_TOKEN_INDENT || kind == SIM_TOKEN_DEDENT ||
           kind == SIM_TOKEN_ENDMARKER;
}

SimSpan
sim_parser_span(const SimParser *p, size_t start)
{
    size_t last = p->mark > start ? p->mark - 1 : start;
    while (last > start && is_blank(p->tokens[last].kind)) {
        last--;
    }
    return sim_parser_join(p->tokens[start].span, p->tokens[last].span);
}

SimNode *
sim_parser_node(SimParser *p, SimNodeKind kind, size_t start)
{
    return sim_tree_node(p->tree, kind, sim_parser_span(p, start));
}

SimNode *
sim_parser_constant(SimParser *p, const SimConst *value, SimSpan span)
{
    SimNode *node = sim_tree_node(p->tree, SIM_NODE_Constant, span);
    node->as.Constant.value = value;
    return node;
}

const char *
sim_parser_take_name(SimParser *p)
{
    const SimToken *token = &p->tokens[p->mark++];
    const char *text = p->text + token->begin;
    size_t length = token->end - token->begin;
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char) text[i] >= 0x80) {
            g_autofree char *normal = sim_unicode_nfkc(text, length);
            return sim_tree_intern(p->tree, normal, strlen(normal));
        }
    }
    return sim_tree_intern(p->tree, text, length);
}

void
sim_parser_list_add(SimParser *p, void *item)
{
    g_ptr_array_add(p->scratch, item);
}

void
sim_parser_list_drop(SimParser *p, size_t base)
{
    g_ptr_array_set_size(p->scratch, (int) base);
}

static void *
take_list(SimParser *p, size_t base, size_t *count)
{
    *count = p->scratch->len - base;
    if (*count == 0) {
        return NULL;
    }
    void *items = sim_tree_alloc(p->tree, *count * sizeof(void *));
    memcpy(items, p->scratch->pdata + base, *count * sizeof(void *));
    sim_parser_list_drop(p, base);
    return items;
}

SimNodes
sim_parser_list_end(SimParser *p, size_t base)
{
    SimNodes nodes = {NULL, 0};
    nodes.items = take_list(p, base, &nodes.count);
    return nodes;
}

SimNames
sim_parser_list_end_names(SimParser *p, size_t base)
{
    SimNames names = {NULL, 0};
    names.items = take_list(p, base, &names.count);
    return names;
}

SimNodes
sim_parser_list_of(SimParser *p, SimNode *only)
{
    SimNodes nodes = {sim_tree_alloc(p->tree, sizeof(SimNode *)), 1};
    nodes.items[0] = only;
    return nodes;
}

static void
raise_valist(SimParser *p, SimDiagCode code, SimSpan span, const char *format, va_list args)
{
    if (p->failed) {
        return;
    }
    p->failed = true;
    g_autofree char *message = g_strdup_vprintf(format, args);
    sim_diag_set(&p->error, code, p->tree->source, span, "%s%s",
                 code == SIM_DIAG_SYNTAX ? p->prefix : "", message);
}

void *
sim_parser_raise(SimParser *p, SimSpan span, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    raise_valist(p, SIM_DIAG_SYNTAX, span, format, args);
    va_end(args);
    return NULL;
}

void *
sim_parser_raise_node(SimParser *p, const SimNode *node, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    raise_valist(p, SIM_DIAG_SYNTAX, node->span, format, args);
    va_end(args);
    return NULL;
}

/* CPython has no place for a token of indentation or of the end, and shows the last
 * character it has read. */
static SimSpan
place_of(const SimParser *p, size_t token)
{
    SimSpan span = p->tokens[token].span;
    uint8_t kind = p->tokens[token].kind;
    if (kind != SIM_TOKEN_INDENT && kind != SIM_TOKEN_DEDENT && kind != SIM_TOKEN_ENDMARKER) {
        return span;
    }
    if (kind != SIM_TOKEN_INDENT && p->tokens[p->last].begin == p->tokens[token].begin) {
        return p->lexed->end;
    }
    span.column = MAX(span.end_column - 1, 0);
    span.end_column = MAX(span.end_column, 1);
    return span;
}

/* A place given by a token alone: there, the end has a line but no column. */
static SimSpan
known_place(const SimParser *p, size_t token)
{
    if (p->tokens[token].kind == SIM_TOKEN_ENDMARKER) {
        return (SimSpan){p->lexed->end.line, 0, p->lexed->end.line, 1};
    }
    return p->tokens[token].span;
}

void *
sim_parser_raise_here(SimParser *p, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    raise_valist(p, SIM_DIAG_SYNTAX, place_of(p, p->furthest), format, args);
    va_end(args);
    return NULL;
}

void *
sim_parser_refuse(SimParser *p, SimSpan span, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    raise_valist(p, SIM_DIAG_NOT_MODELLED, span, format, args);
    va_end(args);
    return NULL;
}

static void raise_limit(SimParser *p, SimSpan span, const char *format, ...) G_GNUC_PRINTF(3, 4);

static void
raise_limit(SimParser *p, SimSpan span, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    raise_valist(p, SIM_DIAG_LIMIT, span, format, args);
    va_end(args);
}

void *
sim_parser_raise_deep(SimParser *p, SimSpan span)
{
    raise_limit(p, span, "too many nested expressions or statements: more than %d levels",
                SIM_TREE_MAX_DEPTH);
    return NULL;
}

bool
sim_parser_force(SimParser *p, SimTokenKind kind)
{
    if (sim_parser_take(p, kind)) {
        return true;
    }
    if (!sim_parser_at(p, SIM_TOKEN_ERROR)) {
        sim_parser_raise(p, known_place(p, p->mark), "expected '%s'", sim_token_text(kind));
    }
    return false;
}

static void
raise_never_closed(SimParser *p)
{
    const SimBracket *bracket = &p->lexed->brackets[p->lexed->level - 1];
    sim_parser_raise(p, bracket->span, "'%c' was never closed", bracket->kind);
}

void
sim_parser_raise_fault(SimParser *p)
{
    const SimLexerFault *fault = &p->lexed->fault;
    if (fault->at_end && p->lexed->level > 0) {
        raise_never_closed(p);
        return;
    }
    const char *prefix = p->prefix;
    p->prefix = ""; /* CPython's tokenizer does not know that it reads an f-string */
    sim_parser_raise(p, fault->span, "%s", fault->message);
    p->prefix = prefix;
}

/* A fault further on is told in place of an error of the parser, as in CPython: any
 * that the lexer raises, and a bracket left open on an earlier line. */
static bool
fault_wins(const SimParser *p, SimSpan error)
{
    const SimLexed *lexed = p->lexed;
    if (lexed->fault.message == NULL) {
        return false;
    }
    if (lexed->fault.overrides) {
        return true;
    }
    return lexed->fault.at_end && lexed->level > 0 &&
           error.line > lexed->brackets[lexed->level - 1].span.line;
}

static void
raise_generic(SimParser *p, size_t last)
{
    switch (p->tokens[last].kind) {
    case SIM_TOKEN_INDENT:
        sim_parser_raise(p, place_of(p, last), "unexpected indent");
        break;
    case SIM_TOKEN_DEDENT:
        sim_parser_raise(p, place_of(p, last), "unexpected unindent");
        break;
    default:
        if (fault_wins(p, p->tokens[p->furthest].span)) {
            sim_parser_raise_fault(p);
        } else {
            sim_parser_raise(p, known_place(p, last), "invalid syntax");
        }
    }
}

/* Tells of a fault further on instead, where CPython would. */
static void
prefer_fault(SimParser *p)
{
    if (p->tokens[p->furthest].kind != SIM_TOKEN_ERROR &&
        g_error_matches(p->error, SIM_DIAG_ERROR, SIM_DIAG_SYNTAX) &&
        fault_wins(p, p->tokens[p->furthest].span)) {
        g_clear_error(&p->error);
        p->failed = false;
        sim_parser_raise_fault(p);
    }
}

static void
read_again(SimParser *p, SimNode *(*rule)(SimParser *) )
{
    g_clear_pointer(&p->memo, g_hash_table_unref);
    p->memo = g_hash_table_new(NULL, NULL);
    p->remember = true;
    p->mark = p->statement;
    sim_parser_list_drop(p, 0);
    rule(p);
}

/* The later passes: finds a mistake to tell of. */
static void
explain(SimParser *p, SimNode *(*rule)(SimParser *) )
{
    read_again(p, rule);
    size_t last = p->furthest;
    p->explain = true;
    if (!p->failed) {
        read_again(p, rule);
    }
    if (p->failed) {
        prefer_fault(p);
    } else {
        raise_generic(p, last);
    }
}

SimNode *
sim_parser_run(SimParser *p, SimNode *(*rule)(SimParser *) )
{
    SimNode *node = rule(p);
    if (p->failed) {
        prefer_fault(p);
    } else if (node == NULL) {
        explain(p, rule);
    }
    return p->failed ? NULL : node;
}

static void
keep_warnings(SimTree *tree, const SimLexed *lexed)
{
    for (guint i = 0; i < lexed->warnings->len; i++) {
        SimLexerWarning warning = g_array_index(lexed->warnings, SimLexerWarning, i);
        g_autofree char *message = g_strdup_printf("invalid %s literal", warning.kind);
        sim_source_warn(tree->source, warning.line, "SyntaxWarning", message, tree->warnings);
    }
}

void
sim_parser_init(SimParser *p, SimTree *tree, const SimLexerInput *input)
{
    memset(p, 0, sizeof *p);
    p->tree = tree;
    p->lexed = sim_lexer_run(input);
    keep_warnings(tree, p->lexed);
    p->text = input->text;
    p->tokens = (const SimToken *) (const void *) p->lexed->tokens->data;
    p->last = p->lexed->tokens->len - 1;
    p->prefix = "";
    p->scratch = g_ptr_array_new();
}

void
sim_parser_clear(SimParser *p)
{
    g_ptr_array_unref(p->scratch);
    g_clear_pointer(&p->memo, g_hash_table_unref);
    sim_lexed_free(p->lexed);
}
