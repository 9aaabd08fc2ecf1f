/* The tree as text: Lib/ast.py's dump(). */
#include <string.h>

#include "sim/syntax/tree_private.h"

typedef struct {
    GString *out;
    bool positions;
} Dump;

/* One node while its fields are written. Nothing is known to be short until all
 * fields are seen, so each field's text is kept apart. */
typedef struct {
    Dump *dump;
    int level;
    GPtrArray *fields; /* char *: "name=value" */
    bool simple;       /* so far, no field but nodes without fields and plain values */
} Fields;

static char *format_node(Dump *dump, const SimNode *node, int level, bool *simple);

static void
append_separator(GString *out, int level, bool first)
{
    g_string_append(out, first ? "\n" : ",\n");
    for (int i = 0; i < level; i++) {
        g_string_append(out, "  ");
    }
}

static void
add_text(Fields *fields, const char *name, const char *text)
{
    g_ptr_array_add(fields->fields, g_strconcat(name, "=", text, NULL));
}

static void
add_int(Fields *fields, const char *name, int value)
{
    g_ptr_array_add(fields->fields, g_strdup_printf("%s=%d", name, value));
}

static void
add_string(Fields *fields, const char *name, const char *value)
{
    SimConst constant = {.kind = SIM_CONST_STR, .text = value, .length = strlen(value)};
    GString *text = g_string_new(NULL);
    sim_const_repr(&constant, text);
    add_text(fields, name, text->str);
    g_string_free(text, TRUE);
}

static void
add_node(Fields *fields, const char *name, const SimNode *node)
{
    if (node == NULL) {
        return;
    }
    bool simple;
    g_autofree char *text = format_node(fields->dump, node, fields->level, &simple);
    fields->simple = fields->simple && simple;
    add_text(fields, name, text);
}

static void
add_nodes(Fields *fields, const char *name, SimNodes nodes)
{
    if (nodes.count == 0) {
        add_text(fields, name, "[]");
        return;
    }
    GString *text = g_string_new("[");
    for (size_t i = 0; i < nodes.count; i++) {
        append_separator(text, fields->level + 1, i == 0);
        if (nodes.items[i] == NULL) {
            g_string_append(text, "None");
            continue;
        }
        bool simple;
        g_autofree char *item =
            format_node(fields->dump, nodes.items[i], fields->level + 1, &simple);
        g_string_append(text, item);
    }
    g_string_append_c(text, ']');
    fields->simple = false;
    add_text(fields, name, text->str);
    g_string_free(text, TRUE);
}

static void
add_name(Fields *fields, const char *name, const char *value)
{
    if (value != NULL) {
        add_string(fields, name, value);
    }
}

static void
add_names(Fields *fields, const char *name, SimNames names)
{
    GString *text = g_string_new("[");
    for (size_t i = 0; i < names.count; i++) {
        SimConst constant = {
            .kind = SIM_CONST_STR, .text = names.items[i], .length = strlen(names.items[i])};
        append_separator(text, fields->level + 1, i == 0);
        sim_const_repr(&constant, text);
    }
    g_string_append_c(text, ']');
    fields->simple = fields->simple && names.count == 0;
    add_text(fields, name, text->str);
    g_string_free(text, TRUE);
}

static void
add_value(Fields *fields, const char *name, const SimConst *value)
{
    GString *text = g_string_new(NULL);
    sim_const_repr(value, text);
    add_text(fields, name, text->str);
    g_string_free(text, TRUE);
    if (value->u_prefix) {
        add_text(fields, "kind", "'u'");
    }
}

static void
add_op(Fields *fields, const char *name, SimOp op)
{
    g_autofree char *text = g_strconcat(sim_op_name(op), "()", NULL);
    add_text(fields, name, text);
}

static void
add_ops(Fields *fields, const char *name, SimOps ops)
{
    GString *text = g_string_new("[");
    for (size_t i = 0; i < ops.count; i++) {
        append_separator(text, fields->level + 1, i == 0);
        g_string_append_printf(text, "%s()", sim_op_name(ops.items[i]));
    }
    g_string_append_c(text, ']');
    fields->simple = fields->simple && ops.count == 0;
    add_text(fields, name, text->str);
    g_string_free(text, TRUE);
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
        add_text(fields, "type_ignores", "[]");
    }
    if (fields->dump->positions && has_position(node->kind)) {
        add_int(fields, "lineno", node->span.line);
        add_int(fields, "col_offset", node->span.column);
        add_int(fields, "end_lineno", node->span.end_line);
        add_int(fields, "end_col_offset", node->span.end_column);
    }
}

enum {
    SHORT_FIELDS = 3
};

static char *
format_node(Dump *dump, const SimNode *node, int level, bool *simple)
{
    Fields fields = {dump, level + 1, g_ptr_array_new_with_free_func(g_free), true};
    add_fields(&fields, node);
    GString *text = g_string_new(sim_node_kind_name(node->kind));
    bool is_short = fields.simple && fields.fields->len <= SHORT_FIELDS;
    g_string_append_c(text, '(');
    for (guint i = 0; i < fields.fields->len; i++) {
        if (!is_short) {
            append_separator(text, level + 1, i == 0);
        } else if (i > 0) {
            g_string_append(text, ", ");
        }
        g_string_append(text, fields.fields->pdata[i]);
    }
    g_string_append_c(text, ')');
    *simple = fields.fields->len == 0;
    g_ptr_array_unref(fields.fields);
    return g_string_free(text, FALSE);
}

void
sim_tree_dump(const SimTree *tree, bool positions, GString *out)
{
    Dump dump = {out, positions};
    bool simple;
    g_autofree char *text = format_node(&dump, tree->root, 0, &simple);
    g_string_append(out, text);
}
