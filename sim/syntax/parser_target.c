/* What may be assigned to, or deleted.
 *
 * A target is read as the expression it looks like and then looked over: what the
 * grammar calls a target is a subset of what it calls an expression.
 */
#include "sim/syntax/parser_private.h"

static bool
are_targets(SimNodes nodes, SimTargetUse use)
{
    for (size_t i = 0; i < nodes.count; i++) {
        if (!sim_parser_is_target(nodes.items[i], use)) {
            return false;
        }
    }
    return true;
}

bool
sim_parser_is_target(const SimNode *node, SimTargetUse use)
{
    switch (node->kind) {
    case SIM_NODE_Name:
    case SIM_NODE_Attribute:
    case SIM_NODE_Subscript:
        return true;
    case SIM_NODE_Tuple:
        return are_targets(node->as.Tuple.elts, use);
    case SIM_NODE_List:
        return are_targets(node->as.List.elts, use);
    case SIM_NODE_Starred:
        return use != SIM_TARGET_DEL && node->as.Starred.value->kind != SIM_NODE_Starred &&
               sim_parser_is_target(node->as.Starred.value, use);
    default:
        return false;
    }
}

bool
sim_parser_is_single_target(const SimNode *node)
{
    return node->kind == SIM_NODE_Name || node->kind == SIM_NODE_Attribute ||
           node->kind == SIM_NODE_Subscript;
}

static void
set_contexts(SimNodes nodes, SimOp context)
{
    for (size_t i = 0; i < nodes.count; i++) {
        sim_parser_set_context(nodes.items[i], context);
    }
}

void
sim_parser_set_context(SimNode *node, SimOp context)
{
    switch (node->kind) {
    case SIM_NODE_Name:
        node->as.Name.ctx = context;
        break;
    case SIM_NODE_Attribute:
        node->as.Attribute.ctx = context;
        break;
    case SIM_NODE_Subscript:
        node->as.Subscript.ctx = context;
        break;
    case SIM_NODE_Starred:
        node->as.Starred.ctx = context;
        sim_parser_set_context(node->as.Starred.value, context);
        break;
    case SIM_NODE_Tuple:
        node->as.Tuple.ctx = context;
        set_contexts(node->as.Tuple.elts, context);
        break;
    case SIM_NODE_List:
        node->as.List.ctx = context;
        set_contexts(node->as.List.elts, context);
        break;
    default:
        break;
    }
}

/* The expression a target looks like; "await x" is none. */
SimNode *
sim_parser_target_primary(SimParser *p)
{
    return sim_parser_at(p, SIM_TOKEN_KW_AWAIT) ? NULL : sim_parser_primary(p);
}

static SimNode *
read_plain_target(SimParser *p)
{
    size_t start = p->mark;
    SimNode *node = sim_parser_target_primary(p);
    if (node == NULL || node->kind == SIM_NODE_Starred ||
        !sim_parser_is_target(node, SIM_TARGET_STAR)) {
        p->mark = start;
        return NULL;
    }
    sim_parser_set_context(node, SIM_OP_Store);
    return node;
}

static SimNode *
read_star_target(SimParser *p)
{
    size_t start = p->mark;
    if (!sim_parser_take(p, SIM_TOKEN_STAR)) {
        return read_plain_target(p);
    }
    SimNode *value = read_plain_target(p);
    if (value == NULL) {
        p->mark = start;
        return NULL;
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_Starred, start);
    node->as.Starred.value = value;
    node->as.Starred.ctx = SIM_OP_Store;
    return node;
}

SimNode *
sim_parser_star_target(SimParser *p)
{
    return sim_parser_rule(p, SIM_RULE_TARGET, read_star_target);
}

static SimNode *
read_star_targets(SimParser *p)
{
    size_t start = p->mark;
    SimNode *first = sim_parser_star_target(p);
    if (first == NULL || !sim_parser_at(p, SIM_TOKEN_COMMA)) {
        return first;
    }
    size_t base = sim_parser_list_begin(p);
    sim_parser_list_add(p, first);
    while (sim_parser_take(p, SIM_TOKEN_COMMA)) {
        size_t before = p->mark;
        SimNode *next = sim_parser_star_target(p);
        if (next == NULL) {
            p->mark = before;
            break;
        }
        sim_parser_list_add(p, next);
    }
    SimNode *node = sim_parser_node(p, SIM_NODE_Tuple, start);
    node->as.Tuple.elts = sim_parser_list_end(p, base);
    node->as.Tuple.ctx = SIM_OP_Store;
    return node;
}

SimNode *
sim_parser_star_targets(SimParser *p)
{
    return sim_parser_rule(p, SIM_RULE_STAR_TARGETS, read_star_targets);
}

SimNode *
sim_parser_single_target(SimParser *p)
{
    size_t start = p->mark;
    SimNode *node = sim_parser_target_primary(p);
    if (node == NULL || !sim_parser_is_single_target(node)) {
        p->mark = start;
        return NULL;
    }
    sim_parser_set_context(node, SIM_OP_Store);
    return node;
}
