#include "sim/bytecode/compile_private.h"

void
visit_assign(Compiler *c, const SimNode *node)
{
    SimNodes targets = node->as.Assign.targets;
    visit_expr(c, node->as.Assign.value);
    for (size_t i = 0; i < targets.count; i++) {
        if (i + 1 < targets.count) {
            emit_arg(c, SIM_OPCODE_COPY, 1);
        }
        visit_expr(c, targets.items[i]);
    }
}

/* Reads the target and leaves on the stack, below, what storing to it takes. */
static void
load_target(Compiler *c, const SimNode *target)
{
    set_span(c, target);
    switch (target->kind) {
    case SIM_NODE_Attribute:
        visit_expr(c, target->as.Attribute.value);
        emit_arg(c, SIM_OPCODE_COPY, 1);
        move_span_to_attribute(c, target);
        emit_name(c, SIM_OPCODE_LOAD_ATTR, target->as.Attribute.attr);
        break;
    case SIM_NODE_Subscript:
        visit_expr(c, target->as.Subscript.value);
        visit_expr(c, target->as.Subscript.slice);
        emit_arg(c, SIM_OPCODE_COPY, 2);
        emit_arg(c, SIM_OPCODE_COPY, 2);
        emit(c, SIM_OPCODE_BINARY_SUBSCR);
        break;
    default:
        emit_variable(c, target->as.Name.id, SIM_OP_Load);
    }
}

static void
store_target(Compiler *c, const SimNode *target)
{
    set_span(c, target);
    switch (target->kind) {
    case SIM_NODE_Attribute:
        move_span_to_attribute(c, target);
        emit_arg(c, SIM_OPCODE_SWAP, 2);
        emit_name(c, SIM_OPCODE_STORE_ATTR, target->as.Attribute.attr);
        break;
    case SIM_NODE_Subscript:
        emit_arg(c, SIM_OPCODE_SWAP, 3);
        emit_arg(c, SIM_OPCODE_SWAP, 2);
        emit(c, SIM_OPCODE_STORE_SUBSCR);
        break;
    default:
        emit_variable(c, target->as.Name.id, SIM_OP_Store);
    }
}

void
visit_aug_assign(Compiler *c, const SimNode *node)
{
    const SimNode *target = node->as.AugAssign.target;
    load_target(c, target);
    set_span(c, node);
    visit_expr(c, node->as.AugAssign.value);
    int arg = sim_opcode_binary_arg(node->as.AugAssign.op, true);
    emit_arg(c, SIM_OPCODE_BINARY_OP, (uint32_t) arg);
    store_target(c, target);
}

static void
evaluate(Compiler *c, const SimNode *node)
{
    if (node != NULL) {
        visit_expr(c, node);
        emit(c, SIM_OPCODE_POP_TOP);
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
        check_forbidden(c, target->as.Name.id, SIM_OP_Store);
        if (node->as.AnnAssign.simple && keeps_annotations(c)) {
            visit_expr(c, node->as.AnnAssign.annotation);
            emit_name(c, SIM_OPCODE_LOAD_NAME, compiler_intern(c, "__annotations__"));
            emit_text(c, mangle(c, target->as.Name.id));
            emit(c, SIM_OPCODE_STORE_SUBSCR);
        }
    } else if (target->kind == SIM_NODE_Attribute) {
        check_forbidden(c, target->as.Attribute.attr, SIM_OP_Store);
        if (!assigned) {
            evaluate(c, target->as.Attribute.value);
        }
    } else if (!assigned) {
        evaluate(c, target->as.Subscript.value);
        evaluate_subscript(c, target->as.Subscript.slice);
    }
}

void
visit_ann_assign(Compiler *c, const SimNode *node)
{
    if (node->as.AnnAssign.value != NULL) {
        visit_expr(c, node->as.AnnAssign.value);
        visit_expr(c, node->as.AnnAssign.target);
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
        if (has_annotations(handlers.items[i]->as.ExceptHandler.body)) {
            return true;
        }
    }
    return false;
}

bool
has_annotations(SimNodes body)
{
    for (size_t i = 0; i < body.count; i++) {
        const SimNode *node = body.items[i];
        bool found = false;
        switch (node->kind) {
        case SIM_NODE_AnnAssign:
            found = true;
            break;
        case SIM_NODE_For:
            found = has_annotations(node->as.For.body) || has_annotations(node->as.For.orelse);
            break;
        case SIM_NODE_While:
            found = has_annotations(node->as.While.body) || has_annotations(node->as.While.orelse);
            break;
        case SIM_NODE_If:
            found = has_annotations(node->as.If.body) || has_annotations(node->as.If.orelse);
            break;
        case SIM_NODE_With:
            found = has_annotations(node->as.With.body);
            break;
        case SIM_NODE_Try:
            found = has_annotations(node->as.Try.body) ||
                    handler_has_annotations(node->as.Try.handlers) ||
                    has_annotations(node->as.Try.finalbody) || has_annotations(node->as.Try.orelse);
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
