#include "sim/bytecode/fold.h"

#include <string.h>

#include "sim/bytecode/arith.h"
#include "sim/bytecode/const.h"
#include "sim/bytecode/fold_private.h"
#include "sim/bytecode/unparse.h"

SimNode *
sim_fold_new_node(Folder *folder, SimNodeKind kind, SimSpan span)
{
    SimNode *node = sim_region_alloc(folder->region, sizeof *node);
    node->kind = kind;
    node->span = span;
    return node;
}

SimNode *
sim_fold_new_constant(Folder *folder, const SimConst *value, SimSpan span)
{
    SimNode *node = sim_fold_new_node(folder, SIM_NODE_Constant, span);
    node->as.Constant.value = value;
    return node;
}

static bool
is_constant(const SimNode *node)
{
    return node->kind == SIM_NODE_Constant;
}

/* A node that could not be computed (NULL) stays as it is. */
static void
become_constant(SimNode *node, const SimConst *value)
{
    if (value != NULL) {
        node->kind = SIM_NODE_Constant;
        node->as.Constant.value = value;
    }
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

/* The items as an array of constants; NULL unless all are. To be freed. */
static const SimConst **
constant_items(SimNodes nodes)
{
    for (size_t i = 0; i < nodes.count; i++) {
        if (!is_constant(nodes.items[i])) {
            return NULL;
        }
    }
    const SimConst **items = g_new(const SimConst *, nodes.count + 1);
    for (size_t i = 0; i < nodes.count; i++) {
        items[i] = nodes.items[i]->as.Constant.value;
    }
    return items;
}

static void
fold_items(Folder *folder, SimNode *node, SimNodes elts, bool as_set)
{
    const SimConst **items = constant_items(elts);
    if (items == NULL) {
        return;
    }
    become_constant(node, as_set ? sim_const_new_frozenset(folder->region, items, elts.count)
                                 : sim_const_new_tuple(folder->region, items, elts.count));
    g_free(items);
}

/* The literal that is only looked through: behind `in` and `for ... in`. */
static void
fold_iterated(Folder *folder, SimNode *node)
{
    if (node->kind == SIM_NODE_List && !has_starred(node->as.List.elts)) {
        SimNodes elts = node->as.List.elts;
        SimOp ctx = node->as.List.ctx;
        node->kind = SIM_NODE_Tuple;
        node->as.Tuple.elts = elts;
        node->as.Tuple.ctx = ctx;
        fold_items(folder, node, elts, false);
    } else if (node->kind == SIM_NODE_Set) {
        fold_items(folder, node, node->as.Set.elts, true);
    }
}

static void
fold_compare(Folder *folder, SimNode *node)
{
    size_t last = node->as.Compare.ops.count - 1;
    SimOp op = node->as.Compare.ops.items[last];
    if (op == SIM_OP_In || op == SIM_OP_NotIn) {
        fold_iterated(folder, node->as.Compare.comparators.items[last]);
    }
}

static bool
inverted(SimOp op, SimOp *inverse)
{
    switch (op) {
    case SIM_OP_Is:
        *inverse = SIM_OP_IsNot;
        return true;
    case SIM_OP_IsNot:
        *inverse = SIM_OP_Is;
        return true;
    case SIM_OP_In:
        *inverse = SIM_OP_NotIn;
        return true;
    case SIM_OP_NotIn:
        *inverse = SIM_OP_In;
        return true;
    default: /* `not a == b` may differ from `a != b` */
        return false;
    }
}

static void
fold_unary(Folder *folder, SimNode *node)
{
    SimNode *operand = node->as.UnaryOp.operand;
    SimOp op = node->as.UnaryOp.op;
    if (is_constant(operand)) {
        become_constant(node, sim_arith_unary(folder->region, op, operand->as.Constant.value));
        return;
    }
    SimOp inverse;
    if (op == SIM_OP_Not && operand->kind == SIM_NODE_Compare &&
        operand->as.Compare.ops.count == 1 &&
        inverted(operand->as.Compare.ops.items[0], &inverse)) {
        operand->as.Compare.ops.items[0] = inverse;
        *node = *operand;
    }
}

static void
fold_binary(Folder *folder, SimNode *node)
{
    SimNode *left = node->as.BinOp.left;
    SimNode *right = node->as.BinOp.right;
    if (!is_constant(left)) {
        return;
    }
    if (node->as.BinOp.op == SIM_OP_Mod && right->kind == SIM_NODE_Tuple &&
        left->as.Constant.value->kind == SIM_CONST_STR && !has_starred(right->as.Tuple.elts)) {
        sim_fold_format(folder, node);
    } else if (is_constant(right)) {
        become_constant(node, sim_arith_binary(folder->region, node->as.BinOp.op,
                                               left->as.Constant.value, right->as.Constant.value));
    }
}

static void
fold_subscript(Folder *folder, SimNode *node)
{
    SimNode *value = node->as.Subscript.value;
    SimNode *slice = node->as.Subscript.slice;
    if (node->as.Subscript.ctx == SIM_OP_Load && is_constant(value) && is_constant(slice)) {
        become_constant(node, sim_arith_subscript(folder->region, value->as.Constant.value,
                                                  slice->as.Constant.value));
    }
}

const SimConst *
sim_fold_docstring(SimNodes body)
{
    if (body.count == 0 || body.items[0]->kind != SIM_NODE_Expr) {
        return NULL;
    }
    const SimNode *value = body.items[0]->as.Expr.value;
    if (!is_constant(value) || value->as.Constant.value->kind != SIM_CONST_STR) {
        return NULL;
    }
    return value->as.Constant.value;
}

/* A first statement that only folding made a string is an f-string without fields. */
static void
keep_from_docstring(Folder *folder, SimNodes before, SimNodes after)
{
    if (sim_fold_docstring(before) != NULL || sim_fold_docstring(after) == NULL) {
        return;
    }
    SimNode *statement = after.items[0];
    SimNode *joined = sim_fold_new_node(folder, SIM_NODE_JoinedStr, statement->as.Expr.value->span);
    joined->as.JoinedStr.values.items = sim_region_alloc(folder->region, sizeof(SimNode *));
    joined->as.JoinedStr.values.items[0] = statement->as.Expr.value;
    joined->as.JoinedStr.values.count = 1;
    statement->as.Expr.value = joined;
}

static SimNode *
annotation_text(Folder *folder, const SimNode *annotation)
{
    if (annotation == NULL) {
        return NULL;
    }
    GString *text = g_string_new(NULL);
    sim_unparse(annotation, text);
    const SimConst *value = sim_const_new_text(folder->region, SIM_CONST_STR, text->str, text->len);
    g_string_free(text, TRUE);
    return sim_fold_new_constant(folder, value, annotation->span);
}

/* An annotation of what is no name is not even evaluated then. */
static void
fold_annotations(Folder *folder, SimNode *node, const SimNode *original)
{
    if (node->kind == SIM_NODE_arg) {
        node->as.arg.annotation = annotation_text(folder, original->as.arg.annotation);
    } else if (node->kind == SIM_NODE_FunctionDef) {
        node->as.FunctionDef.returns = annotation_text(folder, original->as.FunctionDef.returns);
    } else if (node->kind == SIM_NODE_AnnAssign) {
        node->as.AnnAssign.annotation =
            node->as.AnnAssign.simple ? annotation_text(folder, original->as.AnnAssign.annotation)
                                      : NULL;
    }
}

/* @node is the copy of @original, with its children folded. */
static void
fold_copied(Folder *folder, SimNode *node, const SimNode *original)
{
    switch (node->kind) {
    case SIM_NODE_Module:
        keep_from_docstring(folder, original->as.Module.body, node->as.Module.body);
        break;
    case SIM_NODE_FunctionDef:
        keep_from_docstring(folder, original->as.FunctionDef.body, node->as.FunctionDef.body);
        break;
    case SIM_NODE_ClassDef:
        keep_from_docstring(folder, original->as.ClassDef.body, node->as.ClassDef.body);
        break;
    case SIM_NODE_BinOp:
        fold_binary(folder, node);
        break;
    case SIM_NODE_UnaryOp:
        fold_unary(folder, node);
        break;
    case SIM_NODE_Compare:
        fold_compare(folder, node);
        break;
    case SIM_NODE_Subscript:
        fold_subscript(folder, node);
        break;
    case SIM_NODE_Tuple:
        if (node->as.Tuple.ctx == SIM_OP_Load) {
            fold_items(folder, node, node->as.Tuple.elts, false);
        }
        break;
    case SIM_NODE_For:
        fold_iterated(folder, node->as.For.iter);
        break;
    case SIM_NODE_comprehension:
        fold_iterated(folder, node->as.comprehension.iter);
        break;
    case SIM_NODE_Name:
        if (node->as.Name.ctx == SIM_OP_Load && strcmp(node->as.Name.id, "__debug__") == 0) {
            become_constant(node, sim_const_singleton(SIM_CONST_TRUE));
        }
        break;
    default:
        break;
    }
}

static SimNode *fold_node(Folder *folder, const SimNode *original);

/* One function for each type of field in node.def. */

static void
copy_node(Folder *folder, SimNode **to, SimNode *from)
{
    *to = from != NULL ? fold_node(folder, from) : NULL;
}

static void
copy_nodes(Folder *folder, SimNodes *to, SimNodes from)
{
    to->count = from.count;
    to->items = sim_region_alloc(folder->region, (from.count + 1) * sizeof(SimNode *));
    for (size_t i = 0; i < from.count; i++) {
        copy_node(folder, &to->items[i], from.items[i]);
    }
}

static void
copy_name(Folder *folder, const char **to, const char *from)
{
    *to = from != NULL ? g_string_chunk_insert_const(folder->names, from) : NULL;
}

static void
copy_names(Folder *folder, SimNames *to, SimNames from)
{
    to->count = from.count;
    to->items = sim_region_alloc(folder->region, (from.count + 1) * sizeof(char *));
    for (size_t i = 0; i < from.count; i++) {
        copy_name(folder, &to->items[i], from.items[i]);
    }
}

static void
copy_ops(Folder *folder, SimOps *to, SimOps from)
{
    to->count = from.count;
    to->items = sim_region_alloc(folder->region, (from.count + 1) * sizeof(SimOp));
    memcpy(to->items, from.items, from.count * sizeof(SimOp));
}

static void
copy_value(Folder *folder, const SimConst **to, const SimConst *from)
{
    (void) folder; /* the tree outlives the compilation: constants are shared */
    *to = from;
}

static void
copy_op(Folder *folder, SimOp *to, SimOp from)
{
    (void) folder;
    *to = from;
}

static void
copy_flag(Folder *folder, int *to, int from)
{
    (void) folder;
    *to = from;
}

static SimNode *
fold_node(Folder *folder, const SimNode *original)
{
    SimNode *node = sim_fold_new_node(folder, original->kind, original->span);
    switch (original->kind) {
#define FIELD(type, field) copy_##type(folder, &to->field, from->field);
#define NODE(kind, group, fields)                                                                  \
    case SIM_NODE_##kind: {                                                                        \
        const __typeof__(original->as.kind) *from = &original->as.kind;                            \
        __typeof__(node->as.kind) *to = &node->as.kind;                                            \
        (void) from;                                                                               \
        (void) to;                                                                                 \
        fields                                                                                     \
    } break;
#include "sim/syntax/node.def"
#undef NODE
#undef FIELD
    default:
        g_assert_not_reached();
    }
    fold_copied(folder, node, original);
    if (folder->text_annotations) {
        fold_annotations(folder, node, original);
    }
    return node;
}

bool
sim_fold_annotations_are_text(const SimNode *root)
{
    if (root->kind != SIM_NODE_Module) {
        return false;
    }
    for (size_t i = 0; i < root->as.Module.body.count; i++) {
        const SimNode *node = root->as.Module.body.items[i];
        if (node->kind != SIM_NODE_ImportFrom ||
            g_strcmp0(node->as.ImportFrom.module, "__future__") != 0) {
            continue;
        }
        for (size_t j = 0; j < node->as.ImportFrom.names.count; j++) {
            if (strcmp(node->as.ImportFrom.names.items[j]->as.alias.name, "annotations") == 0) {
                return true;
            }
        }
    }
    return false;
}

SimNode *
sim_fold_tree(const SimNode *root, SimRegion *region, GStringChunk *names)
{
    Folder folder = {region, names, sim_fold_annotations_are_text(root)};
    return fold_node(&folder, root);
}
