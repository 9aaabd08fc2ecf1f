#include "sim/syntax/statement.h"

static void
collect(SimNode *node, void *data)
{
    GArray *statements = data;
    if (sim_node_is_expr(node->kind)) {
        return;
    }
    guint own = statements->len;
    if (sim_node_is_stmt(node->kind)) {
        SimLines lines = {node->span.line, node->span.end_line, node->span.end_line,
                          node->span.column};
        g_array_append_val(statements, lines);
    }
    guint inner = statements->len;
    sim_node_children(node, collect, statements);
    if (inner > own && statements->len > inner) {
        SimLines *lines = &g_array_index(statements, SimLines, own);
        int32_t body = g_array_index(statements, SimLines, inner).first;
        lines->last = MIN(lines->last, MAX(lines->first, body - 1));
    }
}

GArray *
sim_tree_statements(const SimTree *tree)
{
    GArray *statements = g_array_new(FALSE, FALSE, sizeof(SimLines));
    sim_node_children(sim_tree_root(tree), collect, statements);
    return statements;
}
