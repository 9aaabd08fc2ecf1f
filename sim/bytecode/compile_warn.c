/* What the compiler warns of: code that is valid and cannot be meant (check_caller and its kin in
 * Python/compile.c). Each is told as often as the piece is compiled, a `finally` twice. */
#include "sim/bytecode/compile_private.h"

static void warn(Compiler *c, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void
warn(Compiler *c, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(format, args);
    va_end(args);
    sim_source_warn(c->source, c->unit->span.line, "SyntaxWarning", message, c->warnings);
}

static const char *
constant_type(const SimConst *value)
{
    switch (value->kind) {
    case SIM_CONST_NONE:
        return "NoneType";
    case SIM_CONST_TRUE:
    case SIM_CONST_FALSE:
        return "bool";
    case SIM_CONST_ELLIPSIS:
        return "ellipsis";
    case SIM_CONST_INT:
        return "int";
    case SIM_CONST_FLOAT:
        return "float";
    case SIM_CONST_STR:
        return "str";
    case SIM_CONST_BYTES:
        return "bytes";
    case SIM_CONST_TUPLE:
        return "tuple";
    default:
        return "frozenset";
    }
}

/* The name of the type that @node's value has for certain, or NULL. */
static const char *
type_of(const SimNode *node)
{
    switch (node->kind) {
    case SIM_NODE_Constant:
        return constant_type(node->as.Constant.value);
    case SIM_NODE_Tuple:
        return "tuple";
    case SIM_NODE_List:
    case SIM_NODE_ListComp:
        return "list";
    case SIM_NODE_Dict:
    case SIM_NODE_DictComp:
        return "dict";
    case SIM_NODE_Set:
    case SIM_NODE_SetComp:
        return "set";
    case SIM_NODE_GeneratorExp:
        return "generator";
    case SIM_NODE_Lambda:
        return "function";
    case SIM_NODE_JoinedStr:
    case SIM_NODE_FormattedValue:
        return "str";
    default:
        return NULL;
    }
}

void
sim_compile_warn_call(Compiler *c, const SimNode *func)
{
    const char *type = func->kind == SIM_NODE_Lambda ? NULL : type_of(func);
    if (type != NULL) {
        warn(c, "'%s' object is not callable; perhaps you missed a comma?", type);
    }
}

static bool
cannot_be_subscripted(const SimNode *node)
{
    switch (node->kind) {
    case SIM_NODE_Constant:
        switch (node->as.Constant.value->kind) {
        case SIM_CONST_STR:
        case SIM_CONST_BYTES:
        case SIM_CONST_TUPLE:
            return false;
        default:
            return true;
        }
    case SIM_NODE_Set:
    case SIM_NODE_SetComp:
    case SIM_NODE_GeneratorExp:
    case SIM_NODE_Lambda:
        return true;
    default:
        return false;
    }
}

static bool
wants_integers(const SimNode *node)
{
    switch (node->kind) {
    case SIM_NODE_Constant:
        return !cannot_be_subscripted(node);
    case SIM_NODE_Tuple:
    case SIM_NODE_List:
    case SIM_NODE_ListComp:
    case SIM_NODE_JoinedStr:
    case SIM_NODE_FormattedValue:
        return true;
    default:
        return false;
    }
}

static bool
is_integer(const SimNode *node)
{
    if (node->kind != SIM_NODE_Constant) {
        return false;
    }
    SimConstKind kind = node->as.Constant.value->kind;
    return kind == SIM_CONST_INT || kind == SIM_CONST_TRUE || kind == SIM_CONST_FALSE;
}

void
sim_compile_warn_subscript(Compiler *c, const SimNode *value, const SimNode *slice)
{
    if (cannot_be_subscripted(value)) {
        warn(c, "'%s' object is not subscriptable; perhaps you missed a comma?", type_of(value));
    }
    const char *index = type_of(slice);
    if (index != NULL && wants_integers(value) && !is_integer(slice)) {
        warn(c,
             "%s indices must be integers or slices, not %s; "
             "perhaps you missed a comma?",
             type_of(value), index);
    }
}

/* Whether identity with @node says something: not so with a number or a text. */
static bool
has_identity(const SimNode *node)
{
    if (node->kind != SIM_NODE_Constant) {
        return true;
    }
    switch (node->as.Constant.value->kind) {
    case SIM_CONST_NONE:
    case SIM_CONST_TRUE:
    case SIM_CONST_FALSE:
    case SIM_CONST_ELLIPSIS:
        return true;
    default:
        return false;
    }
}

void
sim_compile_warn_compare(Compiler *c, const SimNode *compare)
{
    SimOps ops = compare->as.Compare.ops;
    bool left = has_identity(compare->as.Compare.left);
    for (size_t i = 0; i < ops.count; i++) {
        bool right = has_identity(compare->as.Compare.comparators.items[i]);
        bool is = ops.items[i] == SIM_OP_Is;
        if ((is || ops.items[i] == SIM_OP_IsNot) && (!left || !right)) {
            warn(c, "\"%s\" with a literal. Did you mean \"%s\"?", is ? "is" : "is not",
                 is ? "==" : "!=");
            return;
        }
        left = right;
    }
}

void
sim_compile_warn_assert(Compiler *c, const SimNode *test)
{
    bool tuple = test->kind == SIM_NODE_Tuple && test->as.Tuple.elts.count > 0;
    bool constant = test->kind == SIM_NODE_Constant &&
                    test->as.Constant.value->kind == SIM_CONST_TUPLE &&
                    test->as.Constant.value->count > 0;
    if (tuple || constant) {
        warn(c, "assertion is always true, perhaps remove parentheses?");
    }
}
