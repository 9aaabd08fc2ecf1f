#include "sim/run/expect.h"

#include <math.h>
#include <string.h>

#include "sim/base/real.h"
#include "sim/replay/steps.h"

typedef enum {
    NONE,
    BOOL,
    INT,
    REAL,
    STR,
    OBJECT
} Kind;

typedef struct {
    Kind kind;
    int64_t integer; /* BOOL, INT */
    double real;
    const char *text; /* STR; borrowed from the tree or the state */
    const SimStateObject *object;
} Value;

/* One judgement; `error` is set where the expression makes no sense. */
typedef struct {
    const SimState *state;
    SimSource *source;
    GError **error;
} Judge;

static bool evaluate(Judge *judge, const SimNode *node, Value *out);

static bool
fail(Judge *judge, const SimNode *node, const char *message)
{
    sim_diag_set(judge->error, SIM_DIAG_DIRECTIVE, judge->source, node->span, "%s", message);
    return false;
}

static Value
integer(int64_t value)
{
    return (Value){.kind = INT, .integer = value};
}

static Value
boolean(bool value)
{
    return (Value){.kind = BOOL, .integer = value};
}

/* A scalar object counts as its value, except for `is`, refs() and their like. */
static Value
scalar(Value value)
{
    if (value.kind != OBJECT) {
        return value;
    }
    switch (value.object->value.kind) {
    case SIM_VALUE_INT:
        return integer(value.object->value.integer);
    case SIM_VALUE_REAL:
        return (Value){.kind = REAL, .real = value.object->value.real};
    case SIM_VALUE_STR:
        return (Value){.kind = STR, .text = value.object->value.text};
    case SIM_VALUE_TEXT:
        if (strcmp(value.object->value.text, "None") == 0) {
            return (Value){.kind = NONE};
        }
        if (strcmp(value.object->value.text, "True") == 0 ||
            strcmp(value.object->value.text, "False") == 0) {
            return boolean(value.object->value.text[0] == 'T');
        }
        return value;
    case SIM_VALUE_NONE:
        return value;
    }
    g_assert_not_reached();
}

static bool
is_number(Value value)
{
    return value.kind == BOOL || value.kind == INT || value.kind == REAL;
}

static double
as_real(Value value)
{
    return value.kind == REAL ? value.real : (double) value.integer;
}

static size_t
container_length(const SimStateObject *object)
{
    return object->items != NULL   ? object->items->len
           : object->pairs != NULL ? object->pairs->len
                                   : 0;
}

static bool
truth(Value value)
{
    value = scalar(value);
    switch (value.kind) {
    case NONE:
        return false;
    case BOOL:
    case INT:
        return value.integer != 0;
    case REAL:
        return value.real < 0 || value.real > 0;
    case STR:
        return *value.text != '\0';
    case OBJECT:
        return true;
    }
    g_assert_not_reached();
}

static bool
evaluate_name(Judge *judge, const SimNode *node, Value *out)
{
    const char *name = node->as.Name.id;
    const SimStateObject *object =
        sim_state_object(judge->state, sim_state_lookup(judge->state, name));
    if (object == NULL) {
        g_autofree char *message = g_strdup_printf("the name '%s' is not bound here", name);
        return fail(judge, node, message);
    }
    *out = (Value){.kind = OBJECT, .object = object};
    return true;
}

static bool
evaluate_constant(Judge *judge, const SimNode *node, Value *out)
{
    const SimConst *constant = node->as.Constant.value;
    switch ((int) constant->kind) {
    case SIM_CONST_NONE:
        *out = (Value){.kind = NONE};
        return true;
    case SIM_CONST_TRUE:
    case SIM_CONST_FALSE:
        *out = boolean(constant->kind == SIM_CONST_TRUE);
        return true;
    case SIM_CONST_INT:
        *out = integer(g_ascii_strtoll(constant->text, NULL, 16));
        return constant->length <= 15 || fail(judge, node, "this number is too large here");
    case SIM_CONST_FLOAT:
        *out = (Value){.kind = REAL, .real = constant->real};
        return true;
    case SIM_CONST_STR:
        *out = (Value){.kind = STR, .text = constant->text};
        return true;
    default:
        return fail(judge, node, "an expectation cannot use such a constant");
    }
}

static bool
arithmetic(SimOp op, double a, double b, double *out)
{
    switch ((int) op) {
    case SIM_OP_Add:
        *out = a + b;
        return true;
    case SIM_OP_Sub:
        *out = a - b;
        return true;
    case SIM_OP_Mult:
        *out = a * b;
        return true;
    case SIM_OP_Div:
        *out = a / b;
        return b < 0 || b > 0;
    case SIM_OP_FloorDiv:
        *out = floor(a / b);
        return b < 0 || b > 0;
    case SIM_OP_Mod:
        *out = a - b * floor(a / b);
        return b < 0 || b > 0;
    default:
        return false;
    }
}

static bool
evaluate_binary(Judge *judge, const SimNode *node, Value *out)
{
    Value a;
    Value b;
    double result;
    if (!evaluate(judge, node->as.BinOp.left, &a) || !evaluate(judge, node->as.BinOp.right, &b)) {
        return false;
    }
    a = scalar(a);
    b = scalar(b);
    if (!is_number(a) || !is_number(b) ||
        !arithmetic(node->as.BinOp.op, as_real(a), as_real(b), &result)) {
        return fail(judge, node, "an expectation cannot compute this");
    }
    bool whole = a.kind != REAL && b.kind != REAL && node->as.BinOp.op != SIM_OP_Div;
    *out = whole ? integer((int64_t) result) : (Value){.kind = REAL, .real = result};
    return true;
}

static bool
evaluate_unary(Judge *judge, const SimNode *node, Value *out)
{
    Value value;
    if (!evaluate(judge, node->as.UnaryOp.operand, &value)) {
        return false;
    }
    if (node->as.UnaryOp.op == SIM_OP_Not) {
        *out = boolean(!truth(value));
        return true;
    }
    value = scalar(value);
    if (!is_number(value) || node->as.UnaryOp.op == SIM_OP_Invert) {
        return fail(judge, node, "an expectation cannot compute this");
    }
    int sign = node->as.UnaryOp.op == SIM_OP_USub ? -1 : 1;
    *out = value.kind == REAL ? (Value){.kind = REAL, .real = sign * value.real}
                              : integer(sign * value.integer);
    return true;
}

static bool
evaluate_boolean(Judge *judge, const SimNode *node, Value *out)
{
    bool stop_at = node->as.BoolOp.op == SIM_OP_Or;
    for (size_t i = 0; i < node->as.BoolOp.values.count; i++) {
        if (!evaluate(judge, node->as.BoolOp.values.items[i], out)) {
            return false;
        }
        if (truth(*out) == stop_at) {
            break;
        }
    }
    return true;
}

static bool
same(Value a, Value b)
{
    if (a.kind == OBJECT && b.kind == OBJECT) {
        return a.object == b.object;
    }
    a = scalar(a);
    b = scalar(b);
    return a.kind == b.kind && a.kind == NONE;
}

static bool
equal(Value a, Value b)
{
    Value x = scalar(a);
    Value y = scalar(b);
    if (is_number(x) && is_number(y)) {
        return x.kind != REAL && y.kind != REAL
                   ? x.integer == y.integer
                   : !(as_real(x) < as_real(y)) && !(as_real(x) > as_real(y));
    }
    if (x.kind == STR && y.kind == STR) {
        return strcmp(x.text, y.text) == 0;
    }
    return same(a, b);
}

static bool
contains(Judge *judge, Value item, Value container)
{
    const GArray *items = container.kind == OBJECT ? container.object->items : NULL;
    const GArray *pairs = container.kind == OBJECT ? container.object->pairs : NULL;
    for (guint i = 0; items != NULL && i < items->len; i++) {
        Value candidate = {.kind = OBJECT};
        candidate.object = sim_state_object(judge->state, g_array_index(items, SimSlot, i));
        if (candidate.object != NULL && equal(item, candidate)) {
            return true;
        }
    }
    for (guint i = 0; pairs != NULL && i < pairs->len; i++) {
        Value candidate = {.kind = OBJECT};
        candidate.object =
            sim_state_object(judge->state, g_array_index(pairs, SimStatePair, i).key);
        if (candidate.object != NULL && equal(item, candidate)) {
            return true;
        }
    }
    return false;
}

static bool
ordered(Judge *judge, const SimNode *node, SimOp op, Value a, Value b, bool *out)
{
    a = scalar(a);
    b = scalar(b);
    int order;
    if (is_number(a) && is_number(b)) {
        order = as_real(a) < as_real(b) ? -1 : as_real(a) > as_real(b);
    } else if (a.kind == STR && b.kind == STR) {
        order = strcmp(a.text, b.text);
    } else {
        return fail(judge, node, "an expectation cannot compare these");
    }
    *out = op == SIM_OP_Lt    ? order < 0
           : op == SIM_OP_LtE ? order <= 0
           : op == SIM_OP_Gt  ? order > 0
                              : order >= 0;
    return true;
}

static bool
compare(Judge *judge, const SimNode *node, SimOp op, Value a, Value b, bool *out)
{
    switch ((int) op) {
    case SIM_OP_Eq:
    case SIM_OP_NotEq:
        *out = equal(a, b) == (op == SIM_OP_Eq);
        return true;
    case SIM_OP_Is:
    case SIM_OP_IsNot:
        *out = same(a, b) == (op == SIM_OP_Is);
        return true;
    case SIM_OP_In:
    case SIM_OP_NotIn:
        *out = contains(judge, a, b) == (op == SIM_OP_In);
        return true;
    default:
        return ordered(judge, node, op, a, b, out);
    }
}

static bool
evaluate_compare(Judge *judge, const SimNode *node, Value *out)
{
    Value left;
    bool holds = true;
    if (!evaluate(judge, node->as.Compare.left, &left)) {
        return false;
    }
    for (size_t i = 0; i < node->as.Compare.ops.count && holds; i++) {
        Value right;
        if (!evaluate(judge, node->as.Compare.comparators.items[i], &right) ||
            !compare(judge, node, node->as.Compare.ops.items[i], left, right, &holds)) {
            return false;
        }
        left = right;
    }
    *out = boolean(holds);
    return true;
}

static bool
found(Judge *judge, const SimNode *node, SimSlot slot, Value *out)
{
    *out = (Value){.kind = OBJECT, .object = sim_state_object(judge->state, slot)};
    return out->object != NULL || fail(judge, node, "there is no such thing here");
}

static bool
evaluate_attribute(Judge *judge, const SimNode *node, Value *out)
{
    Value owner;
    if (!evaluate(judge, node->as.Attribute.value, &owner)) {
        return false;
    }
    SimSlot slot = SIM_SLOT_NONE;
    const char *name = node->as.Attribute.attr;
    const SimStateObject *object = owner.kind == OBJECT ? owner.object : NULL;
    for (guint i = 0; object != NULL && object->attrs != NULL && i < object->attrs->len; i++) {
        const SimStateAttr *attr = &g_array_index(object->attrs, SimStateAttr, i);
        slot = strcmp(attr->name, name) == 0 ? attr->target : slot;
    }
    for (guint i = 0; object != NULL && object->fields != NULL && i < object->fields->len; i++) {
        const SimStateField *field = &g_array_index(object->fields, SimStateField, i);
        slot = strcmp(sim_label_name(field->label), name) == 0 ? field->target : slot;
    }
    return found(judge, node, slot, out);
}

static bool
evaluate_subscript(Judge *judge, const SimNode *node, Value *out)
{
    Value owner;
    Value key;
    if (!evaluate(judge, node->as.Subscript.value, &owner) ||
        !evaluate(judge, node->as.Subscript.slice, &key)) {
        return false;
    }
    SimSlot slot = SIM_SLOT_NONE;
    const GArray *items = owner.kind == OBJECT ? owner.object->items : NULL;
    const GArray *pairs = owner.kind == OBJECT ? owner.object->pairs : NULL;
    Value index = scalar(key);
    if (items != NULL && index.kind == INT) {
        int64_t i = index.integer < 0 ? index.integer + items->len : index.integer;
        slot = i >= 0 && i < items->len ? g_array_index(items, SimSlot, i) : slot;
    }
    for (guint i = 0; pairs != NULL && i < pairs->len; i++) {
        const SimStatePair *pair = &g_array_index(pairs, SimStatePair, i);
        Value candidate = {.kind = OBJECT, .object = sim_state_object(judge->state, pair->key)};
        slot = candidate.object != NULL && equal(candidate, key) ? pair->value : slot;
    }
    return found(judge, node, slot, out);
}

typedef bool (*ObjectFunction)(Judge *, const SimStateObject *, Value *);

static bool
get_refs(Judge *judge, const SimStateObject *object, Value *out)
{
    (void) judge;
    *out = integer(object->refcnt);
    return true;
}

static bool
get_buffer_refs(Judge *judge, const SimStateObject *object, Value *out)
{
    *out = integer(sim_state_owner(judge->state, object)->refcnt);
    return true;
}

static bool
get_block(Judge *judge, const SimStateObject *object, Value *out)
{
    const SimStateBlock *block = sim_state_data_block(judge->state, object);
    *out = integer(block == NULL ? 0 : (int64_t) block->address);
    return true;
}

static bool
get_id(Judge *judge, const SimStateObject *object, Value *out)
{
    (void) judge;
    *out = integer((int64_t) object->address);
    return true;
}

static bool
get_len(Judge *judge, const SimStateObject *object, Value *out)
{
    (void) judge;
    *out = integer(object->value.kind == SIM_VALUE_STR
                       ? (int64_t) g_utf8_strlen(object->value.text, -1)
                       : (int64_t) container_length(object));
    return true;
}

static bool
get_type(Judge *judge, const SimStateObject *object, Value *out)
{
    *out = (Value){.kind = STR, .text = sim_state_type_name(judge->state, object)};
    return true;
}

static const struct {
    const char *name;
    ObjectFunction function;
} object_functions[] = {
    {"refs", get_refs},   {"buffer_refs", get_buffer_refs},
    {"block", get_block}, {"id", get_id},
    {"len", get_len},     {"type", get_type},
};

/* The block that the name in argument @i last had. */
static bool
last_block(Judge *judge, const SimNode *call, size_t i, SimStateBlock *out)
{
    Value name;
    const SimNode *argument = call->as.Call.args.items[i];
    if (!evaluate(judge, argument, &name)) {
        return false;
    }
    if (name.kind != STR) {
        return fail(judge, argument, "a name in quotes is expected here");
    }
    return sim_state_last_block(judge->state, name.text, out) ||
           fail(judge, argument, "nothing on the heap was ever bound to this name");
}

static bool
call_freed(Judge *judge, const SimNode *call, Value *out)
{
    SimStateBlock last;
    if (!last_block(judge, call, 0, &last)) {
        return false;
    }
    const SimStateBlock *now = sim_state_block(judge->state, last.address);
    *out = boolean(now == NULL || now->vacant || now->born != last.born);
    return true;
}

static bool
call_reused(Judge *judge, const SimNode *call, Value *out)
{
    Value value;
    SimStateBlock last;
    if (!evaluate(judge, call->as.Call.args.items[0], &value) ||
        !last_block(judge, call, 1, &last)) {
        return false;
    }
    const SimStateBlock *now =
        value.kind == OBJECT ? sim_state_data_block(judge->state, value.object) : NULL;
    *out = boolean(now != NULL && now->address == last.address && now->born != last.born);
    return true;
}

static bool
call_object_function(Judge *judge, const SimNode *call, ObjectFunction function, Value *out)
{
    Value value;
    if (!evaluate(judge, call->as.Call.args.items[0], &value)) {
        return false;
    }
    if (value.kind != OBJECT) {
        return fail(judge, call->as.Call.args.items[0], "an object is expected here");
    }
    return function(judge, value.object, out);
}

static bool
evaluate_call(Judge *judge, const SimNode *node, Value *out)
{
    const SimNode *callee = node->as.Call.func;
    const char *name = callee->kind == SIM_NODE_Name ? callee->as.Name.id : "";
    size_t count = node->as.Call.keywords.count > 0 ? SIZE_MAX : node->as.Call.args.count;
    if (strcmp(name, "freed") == 0 && count == 1) {
        return call_freed(judge, node, out);
    }
    if (strcmp(name, "reused") == 0 && count == 2) {
        return call_reused(judge, node, out);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(object_functions); i++) {
        if (strcmp(name, object_functions[i].name) == 0 && count == 1) {
            return call_object_function(judge, node, object_functions[i].function, out);
        }
    }
    return fail(judge, node,
                "an expectation can call refs(x), buffer_refs(x), block(x), reused(x, \"name\"), "
                "freed(\"name\"), id(x), len(x) and type(x)");
}

static bool
evaluate(Judge *judge, const SimNode *node, Value *out)
{
    switch ((int) node->kind) {
    case SIM_NODE_Name:
        return evaluate_name(judge, node, out);
    case SIM_NODE_Constant:
        return evaluate_constant(judge, node, out);
    case SIM_NODE_BinOp:
        return evaluate_binary(judge, node, out);
    case SIM_NODE_UnaryOp:
        return evaluate_unary(judge, node, out);
    case SIM_NODE_BoolOp:
        return evaluate_boolean(judge, node, out);
    case SIM_NODE_Compare:
        return evaluate_compare(judge, node, out);
    case SIM_NODE_Attribute:
        return evaluate_attribute(judge, node, out);
    case SIM_NODE_Subscript:
        return evaluate_subscript(judge, node, out);
    case SIM_NODE_Call:
        return evaluate_call(judge, node, out);
    default:
        return fail(judge, node, "an expectation cannot use this");
    }
}

static void
describe_value(Judge *judge, Value value, GString *out)
{
    value = scalar(value);
    switch (value.kind) {
    case NONE:
        g_string_append(out, "None");
        break;
    case BOOL:
        g_string_append(out, value.integer ? "True" : "False");
        break;
    case INT:
        g_string_append_printf(out, "%" G_GINT64_FORMAT, value.integer);
        break;
    case REAL:
        sim_real_repr(value.real, out);
        break;
    case STR:
        g_string_append_printf(out, "'%s'", value.text);
        break;
    case OBJECT:
        g_string_append_printf(out, "<%s at 0x%" G_GINT64_MODIFIER "x>",
                               sim_state_type_name(judge->state, value.object),
                               value.object->address);
        break;
    }
}

/* "    refs(a) is 3" for each part that is not a constant. */
static void
describe_parts(SimNode *node, void *data)
{
    void **context = data;
    Judge *judge = context[0];
    GString *report = context[1];
    Value value;
    bool combines = node->kind == SIM_NODE_Compare || node->kind == SIM_NODE_BoolOp ||
                    node->kind == SIM_NODE_BinOp || node->kind == SIM_NODE_UnaryOp;
    if (combines) {
        sim_node_children(node, describe_parts, data);
        return;
    }
    g_autoptr(GError) ignored = NULL;
    Judge quiet = {judge->state, judge->source, &ignored};
    if (node->kind != SIM_NODE_Constant && evaluate(&quiet, node, &value)) {
        size_t length;
        const char *line = sim_source_line(judge->source, node->span.line, &length);
        g_string_append_printf(report, "    %.*s is ", node->span.end_column - node->span.column,
                               line + node->span.column);
        describe_value(judge, value, report);
        g_string_append_c(report, '\n');
    }
}

static void
report_failure(Judge *judge, const SimNode *root, GString *report)
{
    g_autofree char *text =
        sim_diag_format(judge->source, root->span, "error", "this expectation does not hold");
    void *context[] = {judge, report};
    g_string_append(report, text);
    describe_parts((SimNode *) root, context);
}

static bool
judge_once(Judge *judge, const SimDirective *directive, bool *holds, GString *report)
{
    const SimNode *root = sim_tree_root(directive->expression);
    Value value;
    if (!evaluate(judge, root, &value)) {
        return false;
    }
    *holds = truth(value);
    if (!*holds) {
        report_failure(judge, root, report);
    }
    return true;
}

/* Judges every run of one expectation's statement; adds what failed to *@failed. */
static bool
judge_directive(SimReplay *replay,
                SimSource *source,
                const GArray *lines,
                const SimDirective *directive,
                int *failed,
                GString *report,
                GError **error)
{
    g_autoptr(GArray) runs =
        sim_steps_statement(lines, directive->first_line, directive->last_line);
    for (guint i = 0; i < runs->len; i++) {
        uint64_t step = g_array_index(runs, SimStatementRun, i).end;
        Judge judge = {sim_replay_seek(replay, step, error), source, error};
        bool holds = true;
        if (judge.state == NULL || !judge_once(&judge, directive, &holds, report)) {
            return false;
        }
        *failed += !holds;
    }
    if (runs->len == 0) {
        g_autofree char *text = sim_diag_format(source, directive->span, "error",
                                                "the statement of this expectation never ran");
        g_string_append(report, text);
        *failed += 1;
    }
    return true;
}

int
sim_expect_check(SimReplay *replay,
                 const SimTrace *trace,
                 const SimDirectives *directives,
                 size_t *checked,
                 GString *report,
                 GError **error)
{
    g_autoptr(GArray) lines = sim_steps_lines(trace, error);
    if (lines == NULL) {
        return -1;
    }
    int failed = 0;
    size_t count = 0;
    for (size_t i = 0; i < sim_directives_count(directives); i++) {
        const SimDirective *directive = sim_directives_get(directives, i);
        if (directive->kind != SIM_DIRECTIVE_EXPECT) {
            continue;
        }
        count++;
        if (!judge_directive(replay, sim_trace_source(trace), lines, directive, &failed, report,
                             error)) {
            return -1;
        }
    }
    if (checked != NULL) {
        *checked = count;
    }
    return failed;
}
