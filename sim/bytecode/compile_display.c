#include "sim/bytecode/compile_private.h"
#include "sim/bytecode/const.h"

static bool
all_constant(SimNodes nodes, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++) {
        if (nodes.items[i] == NULL || nodes.items[i]->kind != SIM_NODE_Constant) {
            return false;
        }
    }
    return true;
}

static const SimConst **
constants_of(SimNodes nodes, size_t begin, size_t end)
{
    const SimConst **items = g_new(const SimConst *, end - begin + 1);
    for (size_t i = begin; i < end; i++) {
        items[i - begin] = nodes.items[i]->as.Constant.value;
    }
    return items;
}

static bool
has_starred(SimNodes nodes)
{
    for (size_t i = 0; i < nodes.count; i++) {
        if (nodes.items[i]->kind == SIM_NODE_Starred) {
            return true;
        }
    }
    return false;
}

/* Three constants or more come from one constant tuple or frozenset. */
static void
emit_constant_display(
    Compiler *c, SimNodes elts, uint32_t pushed, int build, int extend, bool tuple)
{
    const SimConst **items = constants_of(elts, 0, elts.count);
    const SimConst *folded = build == SIM_OPCODE_BUILD_SET
                                 ? sim_const_new_frozenset(c->region, items, elts.count)
                                 : sim_const_new_tuple(c->region, items, elts.count);
    g_free(items);
    if (tuple && pushed == 0) {
        sim_compile_emit_const(c, folded);
        return;
    }
    sim_compile_emit_arg(c, build, pushed);
    sim_compile_emit_const(c, folded);
    sim_compile_emit_arg(c, extend, 1);
    if (tuple) {
        sim_compile_emit(c, SIM_OPCODE_LIST_TO_TUPLE);
    }
}

/* Builds what is there so far, then adds the rest one by one. */
static void
emit_growing_display(
    Compiler *c, SimNodes elts, uint32_t pushed, int build, int add, int extend, bool built)
{
    if (built) {
        sim_compile_emit_arg(c, build, pushed);
    }
    for (size_t i = 0; i < elts.count; i++) {
        const SimNode *elt = elts.items[i];
        if (elt->kind == SIM_NODE_Starred) {
            if (!built) {
                sim_compile_emit_arg(c, build, (uint32_t) i + pushed);
                built = true;
            }
            sim_compile_visit_expr(c, elt->as.Starred.value);
            sim_compile_emit_arg(c, extend, 1);
        } else {
            sim_compile_visit_expr(c, elt);
            if (built) {
                sim_compile_emit_arg(c, add, 1);
            }
        }
    }
}

void
sim_compile_emit_display(
    Compiler *c, SimNodes elts, uint32_t pushed, int build, int add, int extend, bool tuple)
{
    size_t count = elts.count + pushed;
    if (elts.count > 2 && all_constant(elts, 0, elts.count)) {
        emit_constant_display(c, elts, pushed, build, extend, tuple);
        return;
    }
    bool is_big = count > STACK_USE_GUIDELINE;
    if (!is_big && !has_starred(elts)) {
        sim_compile_visit_exprs(c, elts);
        sim_compile_emit_arg(c, tuple ? SIM_OPCODE_BUILD_TUPLE : build, (uint32_t) count);
        return;
    }
    emit_growing_display(c, elts, pushed, build, add, extend, is_big);
    if (tuple) {
        sim_compile_emit(c, SIM_OPCODE_LIST_TO_TUPLE);
    }
}

/* The instruction that takes the value apart. */
static void
emit_unpack(Compiler *c, SimNodes elts)
{
    bool starred = false;
    for (size_t i = 0; i < elts.count; i++) {
        if (elts.items[i]->kind != SIM_NODE_Starred) {
            continue;
        }
        if (starred) {
            sim_compile_fail(c, "multiple starred expressions in assignment");
            return;
        }
        size_t after = elts.count - i - 1;
        if (i >= 256 || after >= (INT32_MAX >> 8)) {
            sim_compile_fail(c, "too many expressions in star-unpacking assignment");
            return;
        }
        sim_compile_emit_arg(c, SIM_OPCODE_UNPACK_EX, (uint32_t) (i + (after << 8)));
        starred = true;
    }
    if (!starred) {
        sim_compile_emit_arg(c, SIM_OPCODE_UNPACK_SEQUENCE, (uint32_t) elts.count);
    }
}

static void
visit_targets(Compiler *c, SimNodes elts)
{
    emit_unpack(c, elts);
    for (size_t i = 0; i < elts.count; i++) {
        const SimNode *elt = elts.items[i];
        sim_compile_visit_expr(c, elt->kind == SIM_NODE_Starred ? elt->as.Starred.value : elt);
    }
}

static void
visit_sequence(Compiler *c, SimNodes elts, SimOp ctx, bool tuple)
{
    if (ctx == SIM_OP_Store) {
        visit_targets(c, elts);
    } else if (ctx == SIM_OP_Del) {
        sim_compile_visit_exprs(c, elts);
    } else {
        sim_compile_emit_display(c, elts, 0, SIM_OPCODE_BUILD_LIST, SIM_OPCODE_LIST_APPEND,
                                 SIM_OPCODE_LIST_EXTEND, tuple);
    }
}

void
sim_compile_visit_tuple(Compiler *c, const SimNode *node)
{
    visit_sequence(c, node->as.Tuple.elts, node->as.Tuple.ctx, true);
}

void
sim_compile_visit_list(Compiler *c, const SimNode *node)
{
    visit_sequence(c, node->as.List.elts, node->as.List.ctx, false);
}

void
sim_compile_visit_set(Compiler *c, const SimNode *node)
{
    sim_compile_emit_display(c, node->as.Set.elts, 0, SIM_OPCODE_BUILD_SET, SIM_OPCODE_SET_ADD,
                             SIM_OPCODE_SET_UPDATE, false);
}

/* A dict of the items [begin, end), none of which is `**x`. */
static void
emit_part_of_dict(Compiler *c, const SimNode *node, size_t begin, size_t end)
{
    SimNodes keys = node->as.Dict.keys;
    SimNodes values = node->as.Dict.values;
    size_t count = end - begin;
    bool is_big = count * 2 > STACK_USE_GUIDELINE;
    if (count > 1 && !is_big && all_constant(keys, begin, end)) {
        for (size_t i = begin; i < end; i++) {
            sim_compile_visit_expr(c, values.items[i]);
        }
        const SimConst **items = constants_of(keys, begin, end);
        sim_compile_emit_const(c, sim_const_new_tuple(c->region, items, count));
        g_free(items);
        sim_compile_emit_arg(c, SIM_OPCODE_BUILD_CONST_KEY_MAP, (uint32_t) count);
        return;
    }
    if (is_big) {
        sim_compile_emit_arg(c, SIM_OPCODE_BUILD_MAP, 0);
    }
    for (size_t i = begin; i < end; i++) {
        sim_compile_visit_expr(c, keys.items[i]);
        sim_compile_visit_expr(c, values.items[i]);
        if (is_big) {
            sim_compile_emit_arg(c, SIM_OPCODE_MAP_ADD, 1);
        }
    }
    if (!is_big) {
        sim_compile_emit_arg(c, SIM_OPCODE_BUILD_MAP, (uint32_t) count);
    }
}

static void
merge_part(Compiler *c, const SimNode *node, size_t begin, size_t end, bool *have_dict)
{
    emit_part_of_dict(c, node, begin, end);
    if (*have_dict) {
        sim_compile_emit_arg(c, SIM_OPCODE_DICT_UPDATE, 1);
    }
    *have_dict = true;
}

void
sim_compile_visit_dict(Compiler *c, const SimNode *node)
{
    SimNodes keys = node->as.Dict.keys;
    bool have_dict = false;
    size_t pending = 0; /* items before the i-th that are in no dict yet */
    for (size_t i = 0; i < keys.count; i++) {
        if (keys.items[i] == NULL) { /* **x */
            if (pending > 0) {
                merge_part(c, node, i - pending, i, &have_dict);
                pending = 0;
            }
            if (!have_dict) {
                sim_compile_emit_arg(c, SIM_OPCODE_BUILD_MAP, 0);
                have_dict = true;
            }
            sim_compile_visit_expr(c, node->as.Dict.values.items[i]);
            sim_compile_emit_arg(c, SIM_OPCODE_DICT_UPDATE, 1);
        } else if (pending * 2 > STACK_USE_GUIDELINE) {
            merge_part(c, node, i - pending, i + 1, &have_dict);
            pending = 0;
        } else {
            pending++;
        }
    }
    if (pending > 0) {
        merge_part(c, node, keys.count - pending, keys.count, &have_dict);
    }
    if (!have_dict) {
        sim_compile_emit_arg(c, SIM_OPCODE_BUILD_MAP, 0);
    }
}
