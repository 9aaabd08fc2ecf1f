/* The syntax tree of one source text.
 *
 * Stands for CPython's ast module (Parser/Python.asdl): node.def lists every node
 * with its fields, and one list makes the enum, the structs, the dump and the
 * visitor. Positions are those of ast's lineno, col_offset, end_lineno and
 * end_col_offset.
 *
 * A SimTree owns its nodes, names and constants; they live as long as it does and
 * are freed at once. Names are interned in the tree: equal names are one pointer.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

#include "sim/base/diag.h"
#include "sim/base/span.h"

G_BEGIN_DECLS

typedef struct SimNode SimNode;
typedef struct SimTree SimTree;

/* No tree is deeper: what would be is refused with SIM_DIAG_LIMIT (CPython has such a
 * limit too, near 3000), so that whoever walks a tree may do it by recursion. */
enum {
    SIM_TREE_MAX_DEPTH = 2000
};

typedef enum {
#define NODE(kind, group, fields) SIM_NODE_##kind,
#include "sim/syntax/node.def"
#undef NODE
    SIM_NODE_COUNT
} SimNodeKind;

typedef enum {
#define OP(name, group, text) SIM_OP_##name,
#include "sim/syntax/op.def"
#undef OP
    SIM_OP_COUNT
} SimOp;

typedef struct {
    SimNode **items;
    size_t count;
} SimNodes;

typedef struct {
    const char **items;
    size_t count;
} SimNames;

typedef struct {
    SimOp *items;
    size_t count;
} SimOps;

typedef enum {
    SIM_CONST_NONE,
    SIM_CONST_TRUE,
    SIM_CONST_FALSE,
    SIM_CONST_ELLIPSIS,
    SIM_CONST_INT,
    SIM_CONST_FLOAT,
    SIM_CONST_STR,
    SIM_CONST_BYTES,
    SIM_CONST_TUPLE,    /* made by constant folding only */
    SIM_CONST_FROZENSET /* made by constant folding only */
} SimConstKind;

/* A constant of the source. Immutable. */
typedef struct SimConst {
    SimConstKind kind;
    double real; /* FLOAT */
    /* INT: hexadecimal digits, "-" before them if negative, no prefix, no leading
     * zeros ("0" for zero). STR: UTF-8, where a lone surrogate written as an escape is
     * encoded like any code point (3 bytes). BYTES: the bytes. NUL-terminated. */
    const char *text;
    size_t length;
    const struct SimConst *const *items; /* TUPLE, FROZENSET */
    size_t count;
    bool u_prefix; /* STR written u"..." (not U"..."): only the dump shows it */
} SimConst;

#define SIM_FIELD_node  SimNode *
#define SIM_FIELD_nodes SimNodes
#define SIM_FIELD_name  const char *
#define SIM_FIELD_names SimNames
#define SIM_FIELD_value const SimConst *
#define SIM_FIELD_op    SimOp
#define SIM_FIELD_ops   SimOps
#define SIM_FIELD_flag  int

struct SimNode {
    SimNodeKind kind;
    SimSpan span;
    union {
        char none; /* Pass, Break, Continue have no fields */
#define FIELD(type, name) SIM_FIELD_##type name;
#define NODE(kind, group, fields)                                                                  \
    struct {                                                                                       \
        char unused_;                                                                              \
        fields                                                                                     \
    } kind;
#include "sim/syntax/node.def"
#undef NODE
#undef FIELD
    } as;
};

/* Reads a module. NULL with @error (SIM_DIAG_SYNTAX or SIM_DIAG_NOT_MODELLED) for the
 * first thing that is wrong. Returns (transfer full). */
SimTree *sim_parse_module(SimSource *source, GError **error);

/* Reads one expression (the argument of "#: expect"): the text of @source between
 * offsets @begin and @end; spans are positions in @source. The tree's root is the
 * expression itself. */
SimTree *sim_parse_expression(SimSource *source, size_t begin, size_t end, GError **error);

void sim_tree_free(SimTree *tree);
SimNode *sim_tree_root(const SimTree *tree);
SimSource *sim_tree_source(const SimTree *tree);
/* What was warned of while the text was read, as sim_source_warn writes it. Borrowed. */
const char *sim_tree_warnings(const SimTree *tree);

/* Memory that lives as long as the tree. Zeroed. */
void *sim_tree_alloc(SimTree *tree, size_t size);
const char *sim_tree_intern(SimTree *tree, const char *text, size_t length);
SimNode *sim_tree_node(SimTree *tree, SimNodeKind kind, SimSpan span);

const char *sim_node_kind_name(SimNodeKind kind);
bool sim_node_is_stmt(SimNodeKind kind);
bool sim_node_is_expr(SimNodeKind kind);
const char *sim_op_name(SimOp op); /* "Add" */
const char *sim_op_text(SimOp op); /* "+" */

/* Calls @visit for each direct child in field order. NULL children are skipped. */
void sim_node_children(const SimNode *node, void (*visit)(SimNode *, void *), void *data);

/* The tree as ast.dump(ast.parse(text), indent=2) prints it; with @positions as with
 * include_attributes=True. */
void sim_tree_dump(const SimTree *tree, bool positions, GString *out);
/* The tokens as "line,col-line,col: NAME 'text'" lines: `python3 -m tokenize` prints
 * the same, less the COMMENT and NL lines and ENCODING. */
bool sim_tokens_dump(SimSource *source, GString *out, GError **error);

/* Appends repr() of a constant, as CPython prints it. */
void sim_const_repr(const SimConst *value, GString *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SimTree, sim_tree_free)

G_END_DECLS
