/* The tree as text: Lib/ast.py's dump().
 *
 * A node is written on one line when it has at most three fields and all of them are
 * plain values or nodes without fields; so each node is measured before it is written.
 */
#include <string.h>

#include "sim/syntax/tree_private.h"

enum {
    SHORT_FIELDS = 3
};

typedef struct {
    GString *out;
    bool positions;
} Dump;

/* A node on its way: first measured, then written. */
typedef struct {
    Dump *dump;
    int level;
    bool writes;
    bool counts;      /* only `count` matters */
    bool on_one_line; /* while it is written */
    int count;        /* fields so far */
    bool simple;      /* no field so far that would need lines of its own */
} Fields;

static void write_node(Dump *dump, const SimNode *node, int level);
static bool has_fields(Dump *dump, const SimNode *node);

static void
append_separator(GString *out, int level, bool first)
{
    g_string_append(out, first ? "\n" : ",\n");
    for (int i = 0; i < level; i++) {
        g_string_append(out, "  ");
    }
}

/* Counts one field; if it is to be written, writes what goes before its value. */
static bool
begin_field(Fields *fields, const char *name, bool simple)
{
    bool first = fields->count++ == 0;
    fields->simple = fields->simple && simple;
    if (!fields->writes) {
        return false;
    }
    if (!fields->on_one_line) {
        append_separator(fields->dump->out, fields->level, first);
    } else if (!first) {
        g_string_append(fields->dump->out, ", ");
    }
    g_string_append(fields->dump->out, name);
    g_string_append_c(fields->dump->out, '=');
    return true;
}

/* The bracket of a list, or all of an empty one. False if there is nothing more. */
static bool
begin_list(Fields *fields, const char *name, size_t count)
{
    if (!begin_field(fields, name, count == 0)) {
        return false;
    }
    g_string_append(fields->dump->out, count == 0 ? "[]" : "[");
    return count > 0;
}

static void
begin_item(Fields *fields, size_t i)
{
    append_separator(fields->dump->out, fields->level + 1, i == 0);
}

static void
end_list(Fields *fields)
{
    g_string_append_c(fields->dump->out, ']');
}

static void
add_int(Fields *fields, const char *name, int value)
{
    if (begin_field(fields, name, true)) {
        g_string_append_printf(fields->dump->out, "%d", value);
    }
}

static void
append_string(GString *out, const char *text)
{
    SimConst constant = {.kind = SIM_CONST_STR, .text = text, .length = strlen(text)};
    sim_const_repr(&constant, out);
}

static void
add_node(Fields *fields, const char *name, const SimNode *node)
{
    if (node == NULL) {
        return;
    }
    bool simple = fields->writes || fields->counts || !has_fields(fields->dump, node);
    if (begin_field(fields, name, simple)) {
        write_node(fields->dump, node, fields->level);
    }
}

static void
add_nodes(Fields *fields, const char *name, SimNodes nodes)
{
    if (!begin_list(fields, name, nodes.count)) {
        return;
    }
    for (size_t i = 0; i < nodes.count; i++) {
        begin_item(fields, i);
        if (nodes.items[i] == NULL) {
            g_string_append(fields->dump->out, "None");
        } else {
            write_node(fields->dump, nodes.items[i], fields->level + 1);
        }
    }
    end_list(fields);
}

static void
add_name(Fields *fields, const char *name, const char *value)
{
    if (value != NULL && begin_field(fields, name, true)) {
        append_string(fields->dump->out, value);
    }
}

static void
add_names(Fields *fields, const char *name, SimNames names)
{
    if (!begin_list(fields, name, names.count)) {
        return;
    }
    for (size_t i = 0; i < names.count; i++) {
        begin_item(fields, i);
        append_string(fields->dump->out, names.items[i]);
    }
    end_list(fields);
}

static void
add_value(Fields *fields, const char *name, const SimConst *value)
{
    if (begin_field(fields, name, true)) {
        sim_const_repr(value, fields->dump->out);
    }
    if (value->u_prefix) {
        add_name(fields, "kind", "u");
    }
}

static void
add_op(Fields *fields, const char *name, SimOp op)
{
    if (begin_field(fields, name, true)) {
        g_string_append_printf(fields->dump->out, "%s()", sim_op_name(op));
    }
}

static void
add_ops(Fields *fields, const char *name, SimOps ops)
{
    if (!begin_list(fields, name, ops.count)) {
        return;
    }
    for (size_t i = 0; i < ops.count; i++) {
        begin_item(fields, i);
        g_string_append_printf(fields->dump->out, "%s()", sim_op_name(ops.items[i]));
    }
    end_list(fields);
}

#define ADD_node(name)  add_node(fields, #name, of->name);
#define ADD_nodes(name) add_nodes(fields, #name, of->name);
#define ADD_name(name)  add_name(fields, #name, of->name);
#define ADD_names(name) add_names(fields, #name, of->name);
#define ADD_value(name) add_value(fields, #name, of->name);
#define ADD_op(name)    add_op(fields, #name, of->name);
#define ADD_ops(name)   add_ops(fields, #name, of->name);
#define ADD_flag(name)  add_int(fields, #name, of->name);

#define FIELD(type, name) ADD_##type(name)
#define NODE(kind, group, list)                                                                    \
    static void add_##kind(Fields *fields, const SimNode *node)                                    \
    {                                                                                              \
        G_GNUC_UNUSED const __typeof__(node->as.kind) *of = &node->as.kind;                        \
        (void) fields;                                                                             \
        list                                                                                       \
    }
#include "sim/syntax/node.def"
#undef NODE
#undef FIELD

static void (*const adders[SIM_NODE_COUNT])(Fields *, const SimNode *) = {
#define NODE(kind, group, list) add_##kind,
#include "sim/syntax/node.def"
#undef NODE
};

static bool
has_position(SimNodeKind kind)
{
    return kind != SIM_NODE_Module && kind != SIM_NODE_comprehension &&
           kind != SIM_NODE_arguments && kind != SIM_NODE_withitem;
}

static void
add_fields(Fields *fields, const SimNode *node)
{
    adders[node->kind](fields, node);
    if (node->kind == SIM_NODE_Module) {
        begin_list(fields, "type_ignores", 0);
    }
    if (fields->dump->positions && has_position(node->kind)) {
        add_int(fields, "lineno", node->span.line);
        add_int(fields, "col_offset", node->span.column);
        add_int(fields, "end_lineno", node->span.end_line);
        add_int(fields, "end_col_offset", node->span.end_column);
    }
}

static bool
has_fields(Dump *dump, const SimNode *node)
{
    Fields fields = {.dump = dump, .counts = true};
    add_fields(&fields, node);
    return fields.count > 0;
}

static bool
fits_one_line(Dump *dump, const SimNode *node)
{
    Fields fields = {.dump = dump, .simple = true};
    add_fields(&fields, node);
    return fields.simple && fields.count <= SHORT_FIELDS;
}

static void
write_node(Dump *dump, const SimNode *node, int level)
{
    Fields fields = {.dump = dump, .level = level + 1, .writes = true};
    fields.on_one_line = fits_one_line(dump, node);
    g_string_append(dump->out, sim_node_kind_name(node->kind));
    g_string_append_c(dump->out, '(');
    add_fields(&fields, node);
    g_string_append_c(dump->out, ')');
}

void
sim_tree_dump(const SimTree *tree, bool positions, GString *out)
{
    Dump dump = {out, positions};
    write_node(&dump, tree->root, 0);
}
