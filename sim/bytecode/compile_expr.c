#include "sim/bytecode/compile_private.h"
#include "sim/bytecode/const.h"

void
sim_compile_visit_exprs(Compiler *c, SimNodes nodes)
{
    for (size_t i = 0; i < nodes.count; i++) {
        sim_compile_visit_expr(c, nodes.items[i]);
    }
}

static void
visit_bool_op(Compiler *c, const SimNode *node)
{
    SimNodes values = node->as.BoolOp.values;
    int jump = node->as.BoolOp.op == SIM_OP_And ? SIM_OPCODE_JUMP_IF_FALSE_OR_POP
                                                : SIM_OPCODE_JUMP_IF_TRUE_OR_POP;
    SimBasicBlock *end = sim_compile_new_block(c);
    for (size_t i = 0; i + 1 < values.count; i++) {
        sim_compile_visit_expr(c, values.items[i]);
        sim_compile_emit_jump(c, jump, end);
    }
    sim_compile_visit_expr(c, values.items[values.count - 1]);
    sim_compile_use_block(c, end);
}

static void
visit_unary_op(Compiler *c, const SimNode *node)
{
    sim_compile_visit_expr(c, node->as.UnaryOp.operand);
    switch (node->as.UnaryOp.op) {
    case SIM_OP_Invert:
        sim_compile_emit(c, SIM_OPCODE_UNARY_INVERT);
        break;
    case SIM_OP_Not:
        sim_compile_emit(c, SIM_OPCODE_UNARY_NOT);
        break;
    case SIM_OP_UAdd:
        sim_compile_emit(c, SIM_OPCODE_UNARY_POSITIVE);
        break;
    default:
        sim_compile_emit(c, SIM_OPCODE_UNARY_NEGATIVE);
    }
}

static void
visit_if_exp(Compiler *c, const SimNode *node)
{
    SimBasicBlock *end = sim_compile_new_block(c);
    SimBasicBlock *next = sim_compile_new_block(c);
    sim_compile_jump_if(c, node->as.IfExp.test, next, false);
    sim_compile_visit_expr(c, node->as.IfExp.body);
    sim_compile_emit_artificial_jump(c, SIM_PSEUDO_JUMP, end);
    sim_compile_use_block(c, next);
    sim_compile_visit_expr(c, node->as.IfExp.orelse);
    sim_compile_use_block(c, end);
}

static void
visit_compare(Compiler *c, const SimNode *node)
{
    SimOps ops = node->as.Compare.ops;
    SimNodes comparators = node->as.Compare.comparators;
    size_t last = ops.count - 1;
    sim_compile_warn_compare(c, node);
    sim_compile_visit_expr(c, node->as.Compare.left);
    if (last == 0) {
        sim_compile_visit_expr(c, comparators.items[0]);
        sim_compile_emit_compare(c, ops.items[0]);
        return;
    }
    SimBasicBlock *cleanup = sim_compile_new_block(c);
    for (size_t i = 0; i < last; i++) {
        sim_compile_visit_expr(c, comparators.items[i]);
        sim_compile_emit_arg(c, SIM_OPCODE_SWAP, 2);
        sim_compile_emit_arg(c, SIM_OPCODE_COPY, 2);
        sim_compile_emit_compare(c, ops.items[i]);
        sim_compile_emit_jump(c, SIM_OPCODE_JUMP_IF_FALSE_OR_POP, cleanup);
    }
    sim_compile_visit_expr(c, comparators.items[last]);
    sim_compile_emit_compare(c, ops.items[last]);
    SimBasicBlock *end = sim_compile_new_block(c);
    sim_compile_emit_artificial_jump(c, SIM_PSEUDO_JUMP, end);
    sim_compile_use_block(c, cleanup);
    sim_compile_emit_arg(c, SIM_OPCODE_SWAP, 2);
    sim_compile_emit(c, SIM_OPCODE_POP_TOP);
    sim_compile_use_block(c, end);
}

static void
check_in_function(Compiler *c)
{
    if (c->unit->scope->kind != SIM_BLOCK_FUNCTION) {
        sim_compile_fail(c, "'yield' outside function");
    }
}

static void
visit_yield(Compiler *c, const SimNode *node)
{
    check_in_function(c);
    if (node->as.Yield.value != NULL) {
        sim_compile_visit_expr(c, node->as.Yield.value);
    } else {
        sim_compile_emit_none(c);
    }
    sim_compile_emit(c, SIM_OPCODE_YIELD_VALUE);
    sim_compile_emit_arg(c, SIM_OPCODE_RESUME, 1);
}

static void
visit_yield_from(Compiler *c, const SimNode *node)
{
    check_in_function(c);
    sim_compile_visit_expr(c, node->as.YieldFrom.value);
    sim_compile_emit(c, SIM_OPCODE_GET_YIELD_FROM_ITER);
    sim_compile_emit_none(c);
    SimBasicBlock *start = sim_compile_new_block(c);
    SimBasicBlock *resume = sim_compile_new_block(c);
    SimBasicBlock *exit = sim_compile_new_block(c);
    sim_compile_use_block(c, start);
    sim_compile_emit_jump(c, SIM_OPCODE_SEND, exit);
    sim_compile_use_block(c, resume);
    sim_compile_emit(c, SIM_OPCODE_YIELD_VALUE);
    sim_compile_emit_arg(c, SIM_OPCODE_RESUME, 2);
    sim_compile_emit_jump(c, SIM_PSEUDO_JUMP_NO_INTERRUPT, start);
    sim_compile_use_block(c, exit);
}

/* Many parts are joined with "".join instead of lying on the stack at once. */
static void
visit_joined_str(Compiler *c, const SimNode *node)
{
    SimNodes values = node->as.JoinedStr.values;
    if (values.count <= STACK_USE_GUIDELINE) {
        sim_compile_visit_exprs(c, values);
        if (values.count != 1) {
            sim_compile_emit_arg(c, SIM_OPCODE_BUILD_STRING, (uint32_t) values.count);
        }
        return;
    }
    sim_compile_emit_text(c, "");
    sim_compile_emit_name(c, SIM_OPCODE_LOAD_METHOD, sim_compile_intern(c, "join"));
    sim_compile_emit_arg(c, SIM_OPCODE_BUILD_LIST, 0);
    for (size_t i = 0; i < values.count; i++) {
        sim_compile_visit_expr(c, values.items[i]);
        sim_compile_emit_arg(c, SIM_OPCODE_LIST_APPEND, 1);
    }
    sim_compile_emit_call(c, 1);
}

static void
visit_formatted_value(Compiler *c, const SimNode *node)
{
    uint32_t arg = 0;
    sim_compile_visit_expr(c, node->as.FormattedValue.value);
    switch (node->as.FormattedValue.conversion) {
    case 's':
        arg = 1;
        break;
    case 'r':
        arg = 2;
        break;
    case 'a':
        arg = 3;
        break;
    default:
        break;
    }
    if (node->as.FormattedValue.format_spec != NULL) {
        sim_compile_visit_expr(c, node->as.FormattedValue.format_spec);
        arg |= 4;
    }
    sim_compile_emit_arg(c, SIM_OPCODE_FORMAT_VALUE, arg);
}

static void
visit_attribute(Compiler *c, const SimNode *node)
{
    sim_compile_visit_expr(c, node->as.Attribute.value);
    sim_compile_move_span_to_attribute(c, node);
    const char *attr = node->as.Attribute.attr;
    switch (node->as.Attribute.ctx) {
    case SIM_OP_Load:
        sim_compile_emit_name(c, SIM_OPCODE_LOAD_ATTR, attr);
        break;
    case SIM_OP_Store:
        sim_compile_check_forbidden(c, attr, SIM_OP_Store);
        sim_compile_emit_name(c, SIM_OPCODE_STORE_ATTR, attr);
        break;
    default:
        sim_compile_emit_name(c, SIM_OPCODE_DELETE_ATTR, attr);
    }
}

static void
visit_subscript(Compiler *c, const SimNode *node)
{
    if (node->as.Subscript.ctx == SIM_OP_Load) {
        sim_compile_warn_subscript(c, node->as.Subscript.value, node->as.Subscript.slice);
    }
    sim_compile_visit_expr(c, node->as.Subscript.value);
    sim_compile_visit_expr(c, node->as.Subscript.slice);
    switch (node->as.Subscript.ctx) {
    case SIM_OP_Load:
        sim_compile_emit(c, SIM_OPCODE_BINARY_SUBSCR);
        break;
    case SIM_OP_Store:
        sim_compile_emit(c, SIM_OPCODE_STORE_SUBSCR);
        break;
    default:
        sim_compile_emit(c, SIM_OPCODE_DELETE_SUBSCR);
    }
}

static void
visit_slice_part(Compiler *c, const SimNode *part)
{
    if (part != NULL) {
        sim_compile_visit_expr(c, part);
    } else {
        sim_compile_emit_none(c);
    }
}

static void
visit_slice(Compiler *c, const SimNode *node)
{
    visit_slice_part(c, node->as.Slice.lower);
    visit_slice_part(c, node->as.Slice.upper);
    if (node->as.Slice.step != NULL) {
        sim_compile_visit_expr(c, node->as.Slice.step);
    }
    sim_compile_emit_arg(c, SIM_OPCODE_BUILD_SLICE, node->as.Slice.step != NULL ? 3 : 2);
}

static void
visit_starred(Compiler *c, const SimNode *node)
{
    sim_compile_fail(c, node->as.Starred.ctx == SIM_OP_Store
                            ? "starred assignment target must be in a list or tuple"
                            : "can't use starred expression here");
}

static void
visit_walrus(Compiler *c, const SimNode *node)
{
    sim_compile_visit_expr(c, node->as.NamedExpr.value);
    sim_compile_emit_arg(c, SIM_OPCODE_COPY, 1);
    sim_compile_visit_expr(c, node->as.NamedExpr.target);
}

static void
visit_bin_op(Compiler *c, const SimNode *node)
{
    sim_compile_visit_expr(c, node->as.BinOp.left);
    sim_compile_visit_expr(c, node->as.BinOp.right);
    sim_compile_emit_arg(c, SIM_OPCODE_BINARY_OP,
                         (uint32_t) sim_opcode_binary_arg(node->as.BinOp.op, false));
}

/* Names, literals, displays, and what may be assigned to. */
static void
visit_atom(Compiler *c, const SimNode *node)
{
    switch (node->kind) {
    case SIM_NODE_Dict:
        sim_compile_visit_dict(c, node);
        break;
    case SIM_NODE_Set:
        sim_compile_visit_set(c, node);
        break;
    case SIM_NODE_JoinedStr:
        visit_joined_str(c, node);
        break;
    case SIM_NODE_FormattedValue:
        visit_formatted_value(c, node);
        break;
    case SIM_NODE_Constant:
        sim_compile_emit_const(c, node->as.Constant.value);
        break;
    case SIM_NODE_Attribute:
        visit_attribute(c, node);
        break;
    case SIM_NODE_Subscript:
        visit_subscript(c, node);
        break;
    case SIM_NODE_Starred:
        visit_starred(c, node);
        break;
    case SIM_NODE_Name:
        sim_compile_emit_variable(c, node->as.Name.id, node->as.Name.ctx);
        break;
    case SIM_NODE_List:
        sim_compile_visit_list(c, node);
        break;
    case SIM_NODE_Tuple:
        sim_compile_visit_tuple(c, node);
        break;
    case SIM_NODE_Slice:
        visit_slice(c, node);
        break;
    default:
        g_assert_not_reached();
    }
}

static void
visit_by_kind(Compiler *c, const SimNode *node)
{
    switch (node->kind) {
    case SIM_NODE_BoolOp:
        visit_bool_op(c, node);
        break;
    case SIM_NODE_NamedExpr:
        visit_walrus(c, node);
        break;
    case SIM_NODE_BinOp:
        visit_bin_op(c, node);
        break;
    case SIM_NODE_UnaryOp:
        visit_unary_op(c, node);
        break;
    case SIM_NODE_Lambda:
        sim_compile_visit_lambda(c, node);
        break;
    case SIM_NODE_IfExp:
        visit_if_exp(c, node);
        break;
    case SIM_NODE_ListComp:
    case SIM_NODE_SetComp:
    case SIM_NODE_DictComp:
    case SIM_NODE_GeneratorExp:
        sim_compile_visit_comprehension(c, node);
        break;
    case SIM_NODE_Yield:
        visit_yield(c, node);
        break;
    case SIM_NODE_YieldFrom:
        visit_yield_from(c, node);
        break;
    case SIM_NODE_Compare:
        visit_compare(c, node);
        break;
    case SIM_NODE_Call:
        sim_compile_visit_call(c, node);
        break;
    default:
        visit_atom(c, node);
    }
}

void
sim_compile_visit_expr(Compiler *c, const SimNode *node)
{
    SimSpan span = c->unit->span;
    sim_compile_set_span(c, node);
    visit_by_kind(c, node);
    c->unit->span = span;
}
