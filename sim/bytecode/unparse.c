#include "sim/bytecode/unparse.h"

#include <math.h>
#include <string.h>

/* How tightly things bind; a piece that binds less than its place wants stands in parentheses. */
typedef enum {
    LEVEL_TUPLE,
    LEVEL_TEST, /* if-else, lambda */
    LEVEL_OR,
    LEVEL_AND,
    LEVEL_NOT,
    LEVEL_COMPARE,
    LEVEL_BIT_OR,
    LEVEL_BIT_XOR,
    LEVEL_BIT_AND,
    LEVEL_SHIFT,
    LEVEL_ARITH,
    LEVEL_TERM,
    LEVEL_FACTOR,
    LEVEL_POWER,
    LEVEL_AWAIT,
    LEVEL_ATOM
} Level;

static void put(const SimNode *node, int level, GString *out);

static void
open_if(bool wanted, GString *out)
{
    g_string_append(out, wanted ? "(" : "");
}

static void
close_if(bool wanted, GString *out)
{
    g_string_append(out, wanted ? ")" : "");
}

static void
put_separated(SimNodes nodes, GString *out)
{
    for (size_t i = 0; i < nodes.count; i++) {
        g_string_append(out, i > 0 ? ", " : "");
        put(nodes.items[i], LEVEL_TEST, out);
    }
}

static void
put_bool_op(const SimNode *node, int level, GString *out)
{
    int own = node->as.BoolOp.op == SIM_OP_And ? LEVEL_AND : LEVEL_OR;
    SimNodes values = node->as.BoolOp.values;
    open_if(level > own, out);
    for (size_t i = 0; i < values.count; i++) {
        if (i > 0) {
            g_string_append_printf(out, " %s ", sim_op_text(node->as.BoolOp.op));
        }
        put(values.items[i], own + 1, out);
    }
    close_if(level > own, out);
}

static int
level_of(SimOp op)
{
    switch ((int) op) {
    case SIM_OP_BitOr:
        return LEVEL_BIT_OR;
    case SIM_OP_BitXor:
        return LEVEL_BIT_XOR;
    case SIM_OP_BitAnd:
        return LEVEL_BIT_AND;
    case SIM_OP_LShift:
    case SIM_OP_RShift:
        return LEVEL_SHIFT;
    case SIM_OP_Add:
    case SIM_OP_Sub:
        return LEVEL_ARITH;
    case SIM_OP_Pow:
        return LEVEL_POWER;
    default:
        return LEVEL_TERM;
    }
}

static void
put_bin_op(const SimNode *node, int level, GString *out)
{
    SimOp op = node->as.BinOp.op;
    int own = level_of(op);
    bool from_right = op == SIM_OP_Pow;
    open_if(level > own, out);
    put(node->as.BinOp.left, own + from_right, out);
    g_string_append_printf(out, " %s ", sim_op_text(op));
    put(node->as.BinOp.right, own + !from_right, out);
    close_if(level > own, out);
}

static void
put_unary_op(const SimNode *node, int level, GString *out)
{
    SimOp op = node->as.UnaryOp.op;
    int own = op == SIM_OP_Not ? LEVEL_NOT : LEVEL_FACTOR;
    open_if(level > own, out);
    g_string_append_printf(out, op == SIM_OP_Not ? "%s " : "%s", sim_op_text(op));
    put(node->as.UnaryOp.operand, own, out);
    close_if(level > own, out);
}

static void
put_comma(bool *first, GString *out)
{
    g_string_append(out, *first ? "" : ", ");
    *first = false;
}

static void
put_param(const SimNode *param, const char *stars, const SimNode *value, bool *first, GString *out)
{
    put_comma(first, out);
    g_string_append_printf(out, "%s%s", stars, param->as.arg.arg);
    if (value != NULL) {
        g_string_append_c(out, '=');
        put(value, LEVEL_TEST, out);
    }
}

static void
put_parameters(const SimNode *args, GString *out)
{
    SimNodes only = args->as.arguments.posonlyargs;
    SimNodes plain = args->as.arguments.args;
    SimNodes defaults = args->as.arguments.defaults;
    SimNodes keywords = args->as.arguments.kwonlyargs;
    size_t positional = only.count + plain.count;
    bool first = true;
    for (size_t i = 0; i < positional; i++) {
        bool has_default = i + defaults.count >= positional;
        const SimNode *param = i < only.count ? only.items[i] : plain.items[i - only.count];
        put_param(param, "", has_default ? defaults.items[i + defaults.count - positional] : NULL,
                  &first, out);
        g_string_append(out, i + 1 == only.count ? ", /" : "");
    }
    if (args->as.arguments.vararg != NULL) {
        put_param(args->as.arguments.vararg, "*", NULL, &first, out);
    } else if (keywords.count > 0) {
        put_comma(&first, out);
        g_string_append_c(out, '*');
    }
    for (size_t i = 0; i < keywords.count; i++) {
        put_param(keywords.items[i], "", args->as.arguments.kw_defaults.items[i], &first, out);
    }
    if (args->as.arguments.kwarg != NULL) {
        put_param(args->as.arguments.kwarg, "**", NULL, &first, out);
    }
}

static void
put_lambda(const SimNode *node, int level, GString *out)
{
    const SimNode *args = node->as.Lambda.args;
    size_t positional = args->as.arguments.posonlyargs.count + args->as.arguments.args.count;
    open_if(level > LEVEL_TEST, out);
    g_string_append(out, positional > 0 ? "lambda " : "lambda"); /* CPython: "lambda*a: a" */
    put_parameters(args, out);
    g_string_append(out, ": ");
    put(node->as.Lambda.body, LEVEL_TEST, out);
    close_if(level > LEVEL_TEST, out);
}

static void
put_if_exp(const SimNode *node, int level, GString *out)
{
    open_if(level > LEVEL_TEST, out);
    put(node->as.IfExp.body, LEVEL_TEST + 1, out);
    g_string_append(out, " if ");
    put(node->as.IfExp.test, LEVEL_TEST + 1, out);
    g_string_append(out, " else ");
    put(node->as.IfExp.orelse, LEVEL_TEST, out);
    close_if(level > LEVEL_TEST, out);
}

static void
put_dict(const SimNode *node, GString *out)
{
    SimNodes keys = node->as.Dict.keys;
    g_string_append_c(out, '{');
    for (size_t i = 0; i < keys.count; i++) {
        g_string_append(out, i > 0 ? ", " : "");
        if (keys.items[i] == NULL) {
            g_string_append(out, "**");
            put(node->as.Dict.values.items[i], LEVEL_BIT_OR, out);
            continue;
        }
        put(keys.items[i], LEVEL_TEST, out);
        g_string_append(out, ": ");
        put(node->as.Dict.values.items[i], LEVEL_TEST, out);
    }
    g_string_append_c(out, '}');
}

static void
put_generators(SimNodes generators, GString *out)
{
    for (size_t i = 0; i < generators.count; i++) {
        const SimNode *generator = generators.items[i];
        g_string_append(out, " for ");
        put(generator->as.comprehension.target, LEVEL_TUPLE, out);
        g_string_append(out, " in ");
        put(generator->as.comprehension.iter, LEVEL_TEST + 1, out);
        for (size_t j = 0; j < generator->as.comprehension.ifs.count; j++) {
            g_string_append(out, " if ");
            put(generator->as.comprehension.ifs.items[j], LEVEL_TEST + 1, out);
        }
    }
}

static void
put_comprehension(
    const SimNode *elt, const SimNode *value, SimNodes generators, const char *around, GString *out)
{
    g_string_append_c(out, around[0]);
    put(elt, LEVEL_TEST, out);
    if (value != NULL) {
        g_string_append(out, ": ");
        put(value, LEVEL_TEST, out);
    }
    put_generators(generators, out);
    g_string_append_c(out, around[1]);
}

static void
put_compare(const SimNode *node, int level, GString *out)
{
    open_if(level > LEVEL_COMPARE, out);
    put(node->as.Compare.left, LEVEL_COMPARE + 1, out);
    for (size_t i = 0; i < node->as.Compare.ops.count; i++) {
        g_string_append_printf(out, " %s ", sim_op_text(node->as.Compare.ops.items[i]));
        put(node->as.Compare.comparators.items[i], LEVEL_COMPARE + 1, out);
    }
    close_if(level > LEVEL_COMPARE, out);
}

static void
put_call(const SimNode *node, GString *out)
{
    SimNodes args = node->as.Call.args;
    SimNodes keywords = node->as.Call.keywords;
    put(node->as.Call.func, LEVEL_ATOM, out);
    if (args.count == 1 && keywords.count == 0 && args.items[0]->kind == SIM_NODE_GeneratorExp) {
        put(args.items[0], LEVEL_TEST, out); /* its parentheses are those of the call */
        return;
    }
    g_string_append_c(out, '(');
    put_separated(args, out);
    bool first = args.count == 0;
    for (size_t i = 0; i < keywords.count; i++) {
        const SimNode *keyword = keywords.items[i];
        put_comma(&first, out);
        if (keyword->as.keyword.arg != NULL) {
            g_string_append_printf(out, "%s=", keyword->as.keyword.arg);
        } else {
            g_string_append(out, "**");
        }
        put(keyword->as.keyword.value, LEVEL_TEST, out);
    }
    g_string_append_c(out, ')');
}

static void put_fstring_part(const SimNode *node, GString *out);

static void
put_fstring_parts(const SimNode *joined, GString *out)
{
    for (size_t i = 0; i < joined->as.JoinedStr.values.count; i++) {
        put_fstring_part(joined->as.JoinedStr.values.items[i], out);
    }
}

static void
put_field(const SimNode *node, GString *out)
{
    GString *value = g_string_new(NULL);
    put(node->as.FormattedValue.value, LEVEL_TEST + 1, value);
    g_string_append_printf(out, "{%s%s", value->str[0] == '{' ? " " : "", value->str);
    g_string_free(value, TRUE);
    if (node->as.FormattedValue.conversion > 0) {
        g_string_append_printf(out, "!%c", (char) node->as.FormattedValue.conversion);
    }
    if (node->as.FormattedValue.format_spec != NULL) {
        g_string_append_c(out, ':');
        put_fstring_part(node->as.FormattedValue.format_spec, out);
    }
    g_string_append_c(out, '}');
}

static void
put_fstring_text(const SimConst *text, GString *out)
{
    for (size_t i = 0; i < text->length; i++) {
        if (text->text[i] == '{' || text->text[i] == '}') {
            g_string_append_c(out, text->text[i]);
        }
        g_string_append_c(out, text->text[i]);
    }
}

static void
put_fstring_part(const SimNode *node, GString *out)
{
    switch ((int) node->kind) {
    case SIM_NODE_Constant:
        put_fstring_text(node->as.Constant.value, out);
        break;
    case SIM_NODE_JoinedStr:
        put_fstring_parts(node, out);
        break;
    default:
        put_field(node, out);
    }
}

/* f'...' around the parts, or around the one part that @node is. */
static void
put_fstring(const SimNode *node, GString *out)
{
    GString *text = g_string_new(NULL);
    put_fstring_part(node, text);
    SimConst value = {.kind = SIM_CONST_STR, .text = text->str, .length = text->len};
    g_string_append_c(out, 'f');
    sim_const_repr(&value, out);
    g_string_free(text, TRUE);
}

static void
put_constant(const SimConst *value, GString *out)
{
    if (value->kind == SIM_CONST_ELLIPSIS) {
        g_string_append(out, "...");
    } else if (value->kind == SIM_CONST_FLOAT && isinf(value->real)) {
        g_string_append(out, "1e309"); /* a literal that is as large */
    } else {
        g_string_append(out, value->kind == SIM_CONST_STR && value->u_prefix ? "u" : "");
        sim_const_repr(value, out);
    }
}

static void
put_attribute(const SimNode *node, GString *out)
{
    const SimNode *value = node->as.Attribute.value;
    put(value, LEVEL_ATOM, out);
    bool is_int =
        value->kind == SIM_NODE_Constant && value->as.Constant.value->kind == SIM_CONST_INT;
    g_string_append_printf(out, is_int ? " .%s" : ".%s", node->as.Attribute.attr);
}

static void
put_subscript(const SimNode *node, GString *out)
{
    put(node->as.Subscript.value, LEVEL_ATOM, out);
    g_string_append_c(out, '[');
    put(node->as.Subscript.slice, LEVEL_TUPLE, out);
    g_string_append_c(out, ']');
}

static void
put_slice(const SimNode *node, GString *out)
{
    if (node->as.Slice.lower != NULL) {
        put(node->as.Slice.lower, LEVEL_TEST, out);
    }
    g_string_append_c(out, ':');
    if (node->as.Slice.upper != NULL) {
        put(node->as.Slice.upper, LEVEL_TEST, out);
    }
    if (node->as.Slice.step != NULL) {
        g_string_append_c(out, ':');
        put(node->as.Slice.step, LEVEL_TEST, out);
    }
}

static void
put_tuple(const SimNode *node, int level, GString *out)
{
    SimNodes elts = node->as.Tuple.elts;
    if (elts.count == 0) {
        g_string_append(out, "()");
        return;
    }
    open_if(level > LEVEL_TUPLE, out);
    put_separated(elts, out);
    g_string_append(out, elts.count == 1 ? "," : "");
    close_if(level > LEVEL_TUPLE, out);
}

static void
put_yield(const char *words, const SimNode *value, GString *out)
{
    g_string_append_printf(out, "(%s", words);
    if (value != NULL) {
        g_string_append_c(out, ' ');
        put(value, LEVEL_TEST, out);
    }
    g_string_append_c(out, ')');
}

static void
put_walrus(const SimNode *node, int level, GString *out)
{
    open_if(level > LEVEL_TUPLE, out);
    put(node->as.NamedExpr.target, LEVEL_ATOM, out);
    g_string_append(out, " := ");
    put(node->as.NamedExpr.value, LEVEL_ATOM, out);
    close_if(level > LEVEL_TUPLE, out);
}

/* What never needs parentheses of its own. */
static void
put_atom(const SimNode *node, GString *out)
{
    switch (node->kind) {
    case SIM_NODE_Name:
        g_string_append(out, node->as.Name.id);
        break;
    case SIM_NODE_Constant:
        put_constant(node->as.Constant.value, out);
        break;
    case SIM_NODE_Attribute:
        put_attribute(node, out);
        break;
    case SIM_NODE_Subscript:
        put_subscript(node, out);
        break;
    case SIM_NODE_Slice:
        put_slice(node, out);
        break;
    case SIM_NODE_Starred:
        g_string_append_c(out, '*');
        put(node->as.Starred.value, LEVEL_BIT_OR, out);
        break;
    case SIM_NODE_Call:
        put_call(node, out);
        break;
    case SIM_NODE_Dict:
        put_dict(node, out);
        break;
    case SIM_NODE_List:
        g_string_append_c(out, '[');
        put_separated(node->as.List.elts, out);
        g_string_append_c(out, ']');
        break;
    case SIM_NODE_Set:
        g_string_append_c(out, '{');
        put_separated(node->as.Set.elts, out);
        g_string_append_c(out, '}');
        break;
    case SIM_NODE_ListComp:
        put_comprehension(node->as.ListComp.elt, NULL, node->as.ListComp.generators, "[]", out);
        break;
    case SIM_NODE_SetComp:
        put_comprehension(node->as.SetComp.elt, NULL, node->as.SetComp.generators, "{}", out);
        break;
    case SIM_NODE_DictComp:
        put_comprehension(node->as.DictComp.key, node->as.DictComp.value,
                          node->as.DictComp.generators, "{}", out);
        break;
    case SIM_NODE_GeneratorExp:
        put_comprehension(node->as.GeneratorExp.elt, NULL, node->as.GeneratorExp.generators, "()",
                          out);
        break;
    case SIM_NODE_Yield:
        put_yield("yield", node->as.Yield.value, out);
        break;
    case SIM_NODE_YieldFrom:
        put_yield("yield from", node->as.YieldFrom.value, out);
        break;
    case SIM_NODE_JoinedStr:
    case SIM_NODE_FormattedValue:
        put_fstring(node, out);
        break;
    default:
        g_assert_not_reached();
    }
}

static void
put(const SimNode *node, int level, GString *out)
{
    switch (node->kind) {
    case SIM_NODE_BoolOp:
        put_bool_op(node, level, out);
        break;
    case SIM_NODE_BinOp:
        put_bin_op(node, level, out);
        break;
    case SIM_NODE_UnaryOp:
        put_unary_op(node, level, out);
        break;
    case SIM_NODE_Lambda:
        put_lambda(node, level, out);
        break;
    case SIM_NODE_IfExp:
        put_if_exp(node, level, out);
        break;
    case SIM_NODE_Compare:
        put_compare(node, level, out);
        break;
    case SIM_NODE_NamedExpr:
        put_walrus(node, level, out);
        break;
    case SIM_NODE_Tuple:
        put_tuple(node, level, out);
        break;
    default:
        put_atom(node, out);
    }
}

void
sim_unparse(const SimNode *expr, GString *out)
{
    put(expr, LEVEL_TEST, out);
}
