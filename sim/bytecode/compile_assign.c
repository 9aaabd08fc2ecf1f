#include "sim/bytecode/compile_private.h"

void
sim_compile_visit_assign(Compiler *c, const SimNode *node)
{
    SimNodes targets = node->as.Assign.targets;
    sim_compile_visit_expr(c, node->as.Assign.value);
    for (size_t i = 0; i < targets.count; i++) {
        if (i + 1 < targets.count) {
            sim_compile_emit_arg(c, SIM_OPCODE_COPY, 1);
        }
        sim_compile_visit_expr(c, targets.items[i]);
    }
}

/* Reads the target and leaves on the stack, below, what storing to it takes. */
static void
load_target(Compiler *c, const SimNode *target)
{
    sim_compile_set_span(c, target);
    switch (target->kind) {
    case SIM_NODE_Attribute:
        sim_compile_visit_expr(c, target->as.Attribute.value);
        sim_compile_emit_arg(c, SIM_OPCODE_COPY, 1);
        sim_compile_move_span_to_attribute(c, target);
        sim_compile_emit_name(c, SIM_OPCODE_LOAD_ATTR, target->as.Attribute.attr);
        break;
    case SIM_NODE_Subscript:
        sim_compile_visit_expr(c, target->as.Subscript.value);
        sim_compile_visit_expr(c, target->as.Subscript.slice);
        sim_compile_emit_arg(c, SIM_OPCODE_COPY, 2);
        sim_compile_emit_arg(c, SIM_OPCODE_COPY, 2);
        sim_compile_emit(c, SIM_OPCODE_BINARY_SUBSCR);
        break;
    default:
        sim_compile_emit_variable(c, target->as.Name.id, SIM_OP_Load);
    }
}

static void
store_target(Compiler *c, const SimNode *target)
{
    sim_compile_set_span(c, target);
    switch (target->kind) {
    case SIM_NODE_Attribute:
        sim_compile_move_span_to_attribute(c, target);
        sim_compile_emit_arg(c, SIM_OPCODE_SWAP, 2);
        sim_compile_emit_name(c, SIM_OPCODE_STORE_ATTR, target->as.Attribute.attr);
        break;
    case SIM_NODE_Subscript:
        sim_compile_emit_arg(c, SIM_OPCODE_SWAP, 3);
        sim_compile_emit_arg(c, SIM_OPCODE_SWAP, 2);
        sim_compile_emit(c, SIM_OPCODE_STORE_SUBSCR);
        break;
    default:
        sim_compile_emit_variable(c, target->as.Name.id, SIM_OP_Store);
    }
}

void
sim_compile_visit_aug_assign(Compiler *c, const SimNode *node)
{
    const SimNode *target = node->as.AugAssign.target;
    load_target(c, target);
    sim_compile_set_span(c, node);
    sim_compile_visit_expr(c, node->as.AugAssign.value);
    int arg = sim_opcode_binary_arg(node->as.AugAssign.op, true);
    sim_compile_emit_arg(c, SIM_OPCODE_BINARY_OP, (uint32_t) arg);
    store_target(c, target);
}

static void
evaluate(Compiler *c, const SimNode *node)
{
    if (node != NULL) {
        sim_compile_visit_expr(c, node);
        sim_compile_emit(c, SIM_OPCODE_POP_TOP);
    }
}

static void
evaluate_subscript(Compiler *c, const SimNode *node)
{
    if (node->kind == SIM_NODE_Slice) {
        evaluate(c, node->as.Slice.lower);
        evaluate(c, node->as.Slice.upper);
        evaluate(c, node->as.Slice.step);
    } else if (node->kind == SIM_NODE_Tuple) {
        for (size_t i = 0; i < node->as.Tuple.elts.count; i++) {
            evaluate_subscript(c, node->as.Tuple.elts.items[i]);
        }
    } else {
        evaluate(c, node);
    }
}

static bool
keeps_annotations(const Compiler *c)
{
    return c->unit->kind == UNIT_MODULE || c->unit->kind == UNIT_CLASS;
}

/* The target's own part of an annotation: a name is recorded in __annotations__, of
 * anything else the parts are evaluated if no assignment did. */
static void
annotate_target(Compiler *c, const SimNode *node)
{
    const SimNode *target = node->as.AnnAssign.target;
    bool assigned = node->as.AnnAssign.value != NULL;
    if (target->kind == SIM_NODE_Name) {
        sim_compile_check_forbidden(c, target->as.Name.id, SIM_OP_Store);
        if (node->as.AnnAssign.simple && keeps_annotations(c)) {
            if (c->text_annotations) { /* at the place of the statement */
                sim_compile_emit_const(c, node->as.AnnAssign.annotation->as.Constant.value);
            } else {
                sim_compile_visit_expr(c, node->as.AnnAssign.annotation);
            }
            sim_compile_emit_name(c, SIM_OPCODE_LOAD_NAME,
                                  sim_compile_intern(c, "__annotations__"));
            sim_compile_emit_text(c, sim_compile_mangle(c, target->as.Name.id));
            sim_compile_emit(c, SIM_OPCODE_STORE_SUBSCR);
        }
    } else if (target->kind == SIM_NODE_Attribute) {
        sim_compile_check_forbidden(c, target->as.Attribute.attr, SIM_OP_Store);
        if (!assigned) {
            evaluate(c, target->as.Attribute.value);
        }
    } else if (!assigned) {
        evaluate(c, target->as.Subscript.value);
        evaluate_subscript(c, target->as.Subscript.slice);
    }
}

void
sim_compile_visit_ann_assign(Compiler *c, const SimNode *node)
{
    if (node->as.AnnAssign.value != NULL) {
        sim_compile_visit_expr(c, node->as.AnnAssign.value);
        sim_compile_visit_expr(c, node->as.AnnAssign.target);
    }
    annotate_target(c, node);
    if (!node->as.AnnAssign.simple && keeps_annotations(c)) {
        evaluate(c, node->as.AnnAssign.annotation);
    }
}

static bool
handler_has_annotations(SimNodes handlers)
{
    for (size_t i = 0; i < handlers.count; i++) {
        if (sim_compile_has_annotations(handlers.items[i]->as.ExceptHandler.body)) {
            return true;
        }
    }
    return false;
}

bool
sim_compile_has_annotations(SimNodes body)
{
    for (size_t i = 0; i < body.count; i++) {
        const SimNode *node = body.items[i];
        bool found = false;
        switch (node->kind) {
        case SIM_NODE_AnnAssign:
            found = true;
            break;
        case SIM_NODE_For:
            found = sim_compile_has_annotations(node->as.For.body) ||
                    sim_compile_has_annotations(node->as.For.orelse);
            break;
        case SIM_NODE_While:
            found = sim_compile_has_annotations(node->as.While.body) ||
                    sim_compile_has_annotations(node->as.While.orelse);
            break;
        case SIM_NODE_If:
            found = sim_compile_has_annotations(node->as.If.body) ||
                    sim_compile_has_annotations(node->as.If.orelse);
            break;
        case SIM_NODE_With:
            found = sim_compile_has_annotations(node->as.With.body);
            break;
        case SIM_NODE_Try:
            found = sim_compile_has_annotations(node->as.Try.body) ||
                    handler_has_annotations(node->as.Try.handlers) ||
                    sim_compile_has_annotations(node->as.Try.finalbody) ||
                    sim_compile_has_annotations(node->as.Try.orelse);
            break;
        default:
            break;
        }
        if (found) {
            return true;
        }
    }
    return false;
}
