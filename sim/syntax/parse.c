/* The entry points: source text to tree. */
#include "sim/syntax/comment.h"
#include "sim/syntax/parser_private.h"
#include "sim/syntax/source_text.h"

/* Comments of the module, with offsets in the source rather than in the text that was
 * lexed: columns are the same in both. */
static void
keep_comments(SimTree *tree, const SimLexed *lexed)
{
    const char *begin = sim_source_text(tree->source, NULL);
    size_t bom = sim_source_text_bom(tree->source);
    for (guint i = 0; i < lexed->comments->len; i++) {
        SimComment comment = g_array_index(lexed->comments, SimComment, i);
        size_t length;
        const char *line = sim_source_line(tree->source, comment.span.line, &length);
        size_t size = comment.end - comment.begin;
        comment.begin = (size_t) (line - begin) + (size_t) comment.span.column;
        comment.begin += comment.span.line == 1 ? bom : 0;
        comment.end = comment.begin + size;
        g_array_append_val(tree->comments, comment);
    }
}

static void
check_depth(SimParser *p, const SimNode *root)
{
    const SimNode *deep = sim_tree_too_deep(root);
    if (deep != NULL) {
        sim_parser_raise_deep(p, deep->span);
    }
}

static SimTree *
parse(SimTree *tree, const SimLexerInput *input, SimNode *(*rule)(SimParser *), GError **error)
{
    SimParser p;
    sim_parser_init(&p, tree, input);
    SimNode *root = sim_parser_run(&p, rule);
    if (root != NULL) {
        check_depth(&p, root);
    }
    keep_comments(tree, p.lexed);
    bool ok = !p.failed;
    if (!ok) {
        g_propagate_error(error, p.error);
    }
    sim_parser_clear(&p);
    sim_tree_set_root(tree, root);
    if (!ok) {
        sim_tree_free(tree);
        return NULL;
    }
    return tree;
}

SimTree *
sim_parse_module(SimSource *source, GError **error)
{
    SimSourceText text;
    if (!sim_source_text_open(&text, source, error)) {
        return NULL;
    }
    SimLexerInput input = {text.text, text.length, 1, 0, SIM_LEXER_MODULE};
    SimTree *tree = parse(sim_tree_new(source), &input, sim_parser_module, error);
    sim_source_text_close(&text);
    return tree;
}

/* Line and column of an offset. */
static void
locate(SimSource *source, size_t offset, SimLexerInput *input)
{
    const char *begin = sim_source_text(source, NULL);
    int32_t low = 1;
    int32_t high = sim_source_line_count(source);
    while (low < high) {
        int32_t middle = low + (high - low + 1) / 2;
        size_t length;
        if ((size_t) (sim_source_line(source, middle, &length) - begin) <= offset) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    size_t length;
    input->line = low;
    input->column = (int32_t) (offset - (size_t) (sim_source_line(source, low, &length) - begin));
}

SimTree *
sim_parse_expression(SimSource *source, size_t begin, size_t end, GError **error)
{
    size_t length;
    const char *all = sim_source_text(source, &length);
    g_return_val_if_fail(begin <= end && end <= length, NULL);
    SimSourceText whole;
    if (!sim_source_text_open(&whole, source, error)) {
        return NULL;
    }
    sim_source_text_close(&whole);
    SimLexerInput input = {.mode = SIM_LEXER_PIECE};
    g_autofree char *text = sim_lexer_normalise(all + begin, end - begin, &input.length);
    input.text = text;
    locate(source, begin, &input);
    return parse(sim_tree_new(source), &input, sim_parser_eval, error);
}
