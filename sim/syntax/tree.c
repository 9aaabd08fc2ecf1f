#include <string.h>

#include "sim/syntax/comment.h"
#include "sim/syntax/tree_private.h"

typedef struct {
    const char *text;
    size_t length;
} Name;

enum {
    CHUNK_SIZE = 1 << 16,
    ALIGNMENT = 16
};

static guint
name_hash(gconstpointer key)
{
    const Name *name = key;
    guint hash = 5381;
    for (size_t i = 0; i < name->length; i++) {
        hash = hash * 33 + (unsigned char) name->text[i];
    }
    return hash;
}

static gboolean
name_equal(gconstpointer a, gconstpointer b)
{
    const Name *left = a;
    const Name *right = b;
    return left->length == right->length && memcmp(left->text, right->text, left->length) == 0;
}

SimTree *
sim_tree_new(SimSource *source)
{
    SimTree *tree = g_new0(SimTree, 1);
    tree->source = sim_source_ref(source);
    tree->chunks = g_ptr_array_new_with_free_func(g_free);
    tree->names = g_hash_table_new(name_hash, name_equal);
    tree->comments = g_array_new(FALSE, FALSE, sizeof(SimComment));
    tree->warnings = g_string_new(NULL);
    return tree;
}

void
sim_tree_free(SimTree *tree)
{
    if (tree == NULL) {
        return;
    }
    g_array_unref(tree->comments);
    g_string_free(tree->warnings, TRUE);
    g_hash_table_unref(tree->names);
    g_ptr_array_unref(tree->chunks);
    sim_source_unref(tree->source);
    g_free(tree);
}

SimNode *
sim_tree_root(const SimTree *tree)
{
    return tree->root;
}

void
sim_tree_set_root(SimTree *tree, SimNode *root)
{
    tree->root = root;
}

SimSource *
sim_tree_source(const SimTree *tree)
{
    return tree->source;
}

const GArray *
sim_tree_comments(const SimTree *tree)
{
    return tree->comments;
}

const char *
sim_tree_warnings(const SimTree *tree)
{
    return tree->warnings->str;
}

void *
sim_tree_alloc(SimTree *tree, size_t size)
{
    size = (size + ALIGNMENT - 1) & ~(size_t) (ALIGNMENT - 1);
    if (size > CHUNK_SIZE / 4) {
        void *block = g_malloc0(size);
        g_ptr_array_add(tree->chunks, block);
        return block;
    }
    if (size > tree->free_size) {
        tree->free_begin = g_malloc0(CHUNK_SIZE);
        tree->free_size = CHUNK_SIZE;
        g_ptr_array_add(tree->chunks, tree->free_begin);
    }
    void *block = tree->free_begin;
    tree->free_begin += size;
    tree->free_size -= size;
    return block;
}

static char *
copy_text(SimTree *tree, const char *text, size_t length)
{
    char *copy = sim_tree_alloc(tree, length + 1);
    if (length > 0) {
        memcpy(copy, text, length);
    }
    return copy;
}

const char *
sim_tree_intern(SimTree *tree, const char *text, size_t length)
{
    Name key = {text, length};
    const Name *found = g_hash_table_lookup(tree->names, &key);
    if (found == NULL) {
        Name *name = sim_tree_alloc(tree, sizeof *name);
        name->text = copy_text(tree, text, length);
        name->length = length;
        g_hash_table_add(tree->names, name);
        found = name;
    }
    return found->text;
}

SimNode *
sim_tree_node(SimTree *tree, SimNodeKind kind, SimSpan span)
{
    SimNode *node = sim_tree_alloc(tree, sizeof *node);
    node->kind = kind;
    node->span = span;
    return node;
}

const SimConst *
sim_tree_const(SimTree *tree, SimConstKind kind, const char *text, size_t length)
{
    SimConst *value = sim_tree_alloc(tree, sizeof *value);
    value->kind = kind;
    value->text = text == NULL ? NULL : copy_text(tree, text, length);
    value->length = length;
    return value;
}

typedef enum {
    STMT,
    EXPR,
    OTHER
} Group;

static const struct {
    const char *name;
    Group group;
} kinds[SIM_NODE_COUNT] = {
#define NODE(kind, group, fields) {#kind, group},
#include "sim/syntax/node.def"
#undef NODE
};

static const struct {
    const char *name;
    const char *text;
} ops[SIM_OP_COUNT] = {
#define OP(name, group, text) {#name, text},
#include "sim/syntax/op.def"
#undef OP
};

const char *
sim_node_kind_name(SimNodeKind kind)
{
    return kinds[kind].name;
}

bool
sim_node_is_stmt(SimNodeKind kind)
{
    return kinds[kind].group == STMT;
}

bool
sim_node_is_expr(SimNodeKind kind)
{
    return kinds[kind].group == EXPR;
}

const char *
sim_op_name(SimOp op)
{
    return ops[op].name;
}

const char *
sim_op_text(SimOp op)
{
    return ops[op].text;
}

typedef struct {
    void (*call)(SimNode *, void *);
    void *data;
} Visitor;

static void
visit_node(SimNode *node, const Visitor *visitor)
{
    if (node != NULL) {
        visitor->call(node, visitor->data);
    }
}

static void
visit_nodes(SimNodes nodes, const Visitor *visitor)
{
    for (size_t i = 0; i < nodes.count; i++) {
        visit_node(nodes.items[i], visitor);
    }
}

#define VISIT_node(field)  visit_node(field, visitor);
#define VISIT_nodes(field) visit_nodes(field, visitor);
#define VISIT_name(field)
#define VISIT_names(field)
#define VISIT_value(field)
#define VISIT_op(field)
#define VISIT_ops(field)
#define VISIT_flag(field)

/* One function for each kind, so that a field is named through its own struct. */
#define FIELD(type, name) VISIT_##type(fields->name)
#define NODE(kind, group, list)                                                                    \
    static void visit_##kind(const SimNode *node, const Visitor *visitor)                          \
    {                                                                                              \
        G_GNUC_UNUSED const __typeof__(node->as.kind) *fields = &node->as.kind;                    \
        (void) visitor;                                                                            \
        list                                                                                       \
    }
#include "sim/syntax/node.def"
#undef NODE
#undef FIELD

void
sim_node_children(const SimNode *node, void (*visit)(SimNode *, void *), void *data)
{
    static void (*const visitors[SIM_NODE_COUNT])(const SimNode *, const Visitor *) = {
#define NODE(kind, group, list) visit_##kind,
#include "sim/syntax/node.def"
#undef NODE
    };
    Visitor visitor = {visit, data};
    visitors[node->kind](node, &visitor);
}

typedef struct {
    SimNode *node;
    int depth;
} Pending;

typedef struct {
    GArray *stack; /* Pending */
    int depth;
} Walk;

static void
push_pending(SimNode *node, void *data)
{
    Walk *walk = data;
    Pending pending = {node, walk->depth + 1};
    g_array_append_val(walk->stack, pending);
}

const SimNode *
sim_tree_too_deep(const SimNode *root)
{
    Walk walk = {g_array_new(FALSE, FALSE, sizeof(Pending)), 0};
    push_pending((SimNode *) root, &walk);
    const SimNode *found = NULL;
    while (walk.stack->len > 0 && found == NULL) {
        Pending top = g_array_index(walk.stack, Pending, walk.stack->len - 1);
        g_array_set_size(walk.stack, walk.stack->len - 1);
        if (top.depth > SIM_TREE_MAX_DEPTH) {
            found = top.node;
        }
        walk.depth = top.depth;
        sim_node_children(top.node, push_pending, &walk);
    }
    g_array_unref(walk.stack);
    return found;
}
