#include "sim/bytecode/compile_private.h"

/* The parts of a comprehension of any of the four kinds. */
typedef struct {
    const SimNode *node;
    SimNodes clauses;
    const SimNode *elt;   /* the key, for a dict */
    const SimNode *value; /* of a dict, or NULL */
    const char *name;
    int build; /* BUILD_LIST ...; -1 for a generator expression */
} Parts;

static Parts
parts_of(const SimNode *node)
{
    switch (node->kind) {
    case SIM_NODE_ListComp:
        return (Parts){node,         node->as.ListComp.generators, node->as.ListComp.elt, NULL,
                       "<listcomp>", SIM_OPCODE_BUILD_LIST};
    case SIM_NODE_SetComp:
        return (Parts){node,        node->as.SetComp.generators, node->as.SetComp.elt, NULL,
                       "<setcomp>", SIM_OPCODE_BUILD_SET};
    case SIM_NODE_DictComp:
        return (Parts){node,
                       node->as.DictComp.generators,
                       node->as.DictComp.key,
                       node->as.DictComp.value,
                       "<dictcomp>",
                       SIM_OPCODE_BUILD_MAP};
    default:
        return (Parts){
            node, node->as.GeneratorExp.generators, node->as.GeneratorExp.elt, NULL, "<genexpr>",
            -1};
    }
}

/* @depth iterators lie between the top of the stack and the container. */
static void
visit_element(Compiler *c, const Parts *parts, uint32_t depth)
{
    sim_compile_visit_expr(c, parts->elt);
    switch (parts->build) {
    case SIM_OPCODE_BUILD_LIST:
        sim_compile_emit_arg(c, SIM_OPCODE_LIST_APPEND, depth + 1);
        break;
    case SIM_OPCODE_BUILD_SET:
        sim_compile_emit_arg(c, SIM_OPCODE_SET_ADD, depth + 1);
        break;
    case SIM_OPCODE_BUILD_MAP:
        sim_compile_visit_expr(c, parts->value);
        sim_compile_emit_arg(c, SIM_OPCODE_MAP_ADD, depth + 1);
        break;
    default:
        sim_compile_emit(c, SIM_OPCODE_YIELD_VALUE);
        sim_compile_emit_arg(c, SIM_OPCODE_RESUME, 1);
        sim_compile_emit(c, SIM_OPCODE_POP_TOP);
    }
}

/* `for y in [x]` is an assignment: the only item, or NULL if it is not of that form. */
static const SimNode *
single_item(const SimNode *iter)
{
    SimNodes elts = {0};
    if (iter->kind == SIM_NODE_List) {
        elts = iter->as.List.elts;
    } else if (iter->kind == SIM_NODE_Tuple) {
        elts = iter->as.Tuple.elts;
    }
    bool fits = elts.count == 1 && elts.items[0]->kind != SIM_NODE_Starred;
    return fits ? elts.items[0] : NULL;
}

/* Pushes what the clause goes through; false if that is one value, already the item. */
static bool
visit_iterable(Compiler *c, const SimNode *clause, size_t index)
{
    if (index == 0) { /* the caller has made the iterator: it is the argument */
        c->unit->argcount = 1;
        sim_compile_emit_arg(c, SIM_OPCODE_LOAD_FAST, 0);
        return true;
    }
    const SimNode *item = single_item(clause->as.comprehension.iter);
    if (item != NULL) {
        sim_compile_visit_expr(c, item);
        return false;
    }
    sim_compile_visit_expr(c, clause->as.comprehension.iter);
    sim_compile_emit(c, SIM_OPCODE_GET_ITER);
    return true;
}

static void
visit_clause(Compiler *c, const Parts *parts, size_t index, uint32_t depth)
{
    const SimNode *clause = parts->clauses.items[index];
    SimBasicBlock *start = sim_compile_new_block(c);
    SimBasicBlock *if_cleanup = sim_compile_new_block(c);
    SimBasicBlock *anchor = sim_compile_new_block(c);
    bool loops = visit_iterable(c, clause, index);
    if (loops) {
        depth++;
        sim_compile_use_block(c, start);
        sim_compile_emit_jump(c, SIM_OPCODE_FOR_ITER, anchor);
    }
    sim_compile_visit_expr(c, clause->as.comprehension.target);
    SimNodes ifs = clause->as.comprehension.ifs;
    for (size_t i = 0; i < ifs.count; i++) {
        sim_compile_jump_if(c, ifs.items[i], if_cleanup, false);
    }
    if (index + 1 < parts->clauses.count) {
        visit_clause(c, parts, index + 1, depth);
    } else {
        visit_element(c, parts, depth);
    }
    sim_compile_use_block(c, if_cleanup);
    if (loops) {
        sim_compile_emit_jump(c, SIM_PSEUDO_JUMP, start);
        sim_compile_use_block(c, anchor);
    }
}

void
sim_compile_visit_comprehension(Compiler *c, const SimNode *node)
{
    Parts parts = parts_of(node);
    sim_compile_enter(c, sim_compile_intern(c, parts.name), UNIT_COMPREHENSION, node,
                      node->span.line);
    sim_compile_set_span(c, node);
    if (parts.build >= 0) {
        sim_compile_emit_arg(c, parts.build, 0);
    }
    visit_clause(c, &parts, 0, 0);
    if (parts.build >= 0) {
        sim_compile_emit(c, SIM_OPCODE_RETURN_VALUE);
    }
    sim_compile_emit_closure(c, sim_compile_leave(c, true), 0);
    sim_compile_visit_expr(c, parts.clauses.items[0]->as.comprehension.iter);
    sim_compile_emit(c, SIM_OPCODE_GET_ITER);
    sim_compile_emit_call(c, 0);
}
