#include <math.h>
#include <string.h>

#include "sim/run/expect_private.h"

bool
judge_fail(Judge *judge, const SimNode *node, const char *message)
{
    sim_diag_set(judge->error, SIM_DIAG_DIRECTIVE, judge->source, node->span, "%s", message);
    return false;
}

Value
judge_scalar(Value value)
{
    if (value.kind != VALUE_OBJECT) {
        return value;
    }
    switch (value.object->value.kind) {
    case SIM_VALUE_INT:
        return judge_integer(value.object->value.integer);
    case SIM_VALUE_REAL:
        return (Value){.kind = VALUE_REAL, .real = value.object->value.real};
    case SIM_VALUE_STR:
        return (Value){.kind = VALUE_STR, .text = value.object->value.text};
    case SIM_VALUE_TEXT:
        if (strcmp(value.object->value.text, "None") == 0) {
            return (Value){.kind = VALUE_NONE};
        }
        if (strcmp(value.object->value.text, "True") == 0 ||
            strcmp(value.object->value.text, "False") == 0) {
            return judge_boolean(value.object->value.text[0] == 'T');
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
    return value.kind == VALUE_BOOL || value.kind == VALUE_INT || value.kind == VALUE_REAL;
}

static double
as_real(Value value)
{
    return value.kind == VALUE_REAL ? value.real : (double) value.integer;
}

/* None of these types is true when it is empty. */
static bool
is_empty(const SimState *state, const SimStateObject *object)
{
    static const char *const types[] = {"list", "tuple", "dict", "set", "frozenset", NULL};
    size_t length = object->items != NULL   ? object->items->len
                    : object->pairs != NULL ? object->pairs->len
                                            : 0;
    return length == 0 && g_strv_contains(types, sim_state_type_name(state, object));
}

bool
judge_truth(const Judge *judge, Value value)
{
    value = judge_scalar(value);
    switch (value.kind) {
    case VALUE_NONE:
        return false;
    case VALUE_BOOL:
    case VALUE_INT:
        return value.integer != 0;
    case VALUE_REAL:
        return value.real < 0 || value.real > 0;
    case VALUE_STR:
        return *value.text != '\0';
    case VALUE_OBJECT:
        return !is_empty(judge->state, value.object);
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
        return judge_fail(judge, node, message);
    }
    *out = (Value){.kind = VALUE_OBJECT, .object = object};
    return true;
}

static bool
evaluate_constant(Judge *judge, const SimNode *node, Value *out)
{
    const SimConst *constant = node->as.Constant.value;
    switch ((int) constant->kind) {
    case SIM_CONST_NONE:
        *out = (Value){.kind = VALUE_NONE};
        return true;
    case SIM_CONST_TRUE:
    case SIM_CONST_FALSE:
        *out = judge_boolean(constant->kind == SIM_CONST_TRUE);
        return true;
    case SIM_CONST_INT:
        *out = judge_integer(g_ascii_strtoll(constant->text, NULL, 16));
        return constant->length <= 15 || judge_fail(judge, node, "this number is too large here");
    case SIM_CONST_FLOAT:
        *out = (Value){.kind = VALUE_REAL, .real = constant->real};
        return true;
    case SIM_CONST_STR:
        *out = (Value){.kind = VALUE_STR, .text = constant->text};
        return true;
    default:
        return judge_fail(judge, node, "an expectation cannot use such a constant");
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
    if (!judge_evaluate(judge, node->as.BinOp.left, &a) ||
        !judge_evaluate(judge, node->as.BinOp.right, &b)) {
        return false;
    }
    a = judge_scalar(a);
    b = judge_scalar(b);
    if (!is_number(a) || !is_number(b) ||
        !arithmetic(node->as.BinOp.op, as_real(a), as_real(b), &result)) {
        return judge_fail(judge, node, "an expectation cannot compute this");
    }
    bool whole = a.kind != VALUE_REAL && b.kind != VALUE_REAL && node->as.BinOp.op != SIM_OP_Div;
    *out = whole ? judge_integer((int64_t) result) : (Value){.kind = VALUE_REAL, .real = result};
    return true;
}

static bool
evaluate_unary(Judge *judge, const SimNode *node, Value *out)
{
    Value value;
    if (!judge_evaluate(judge, node->as.UnaryOp.operand, &value)) {
        return false;
    }
    if (node->as.UnaryOp.op == SIM_OP_Not) {
        *out = judge_boolean(!judge_truth(judge, value));
        return true;
    }
    value = judge_scalar(value);
    if (!is_number(value) || node->as.UnaryOp.op == SIM_OP_Invert) {
        return judge_fail(judge, node, "an expectation cannot compute this");
    }
    int sign = node->as.UnaryOp.op == SIM_OP_USub ? -1 : 1;
    *out = value.kind == VALUE_REAL ? (Value){.kind = VALUE_REAL, .real = sign * value.real}
                                    : judge_integer(sign * value.integer);
    return true;
}

static bool
evaluate_boolean(Judge *judge, const SimNode *node, Value *out)
{
    bool stop_at = node->as.BoolOp.op == SIM_OP_Or;
    for (size_t i = 0; i < node->as.BoolOp.values.count; i++) {
        if (!judge_evaluate(judge, node->as.BoolOp.values.items[i], out)) {
            return false;
        }
        if (judge_truth(judge, *out) == stop_at) {
            break;
        }
    }
    return true;
}

static bool
same(Value a, Value b)
{
    if (a.kind == VALUE_OBJECT && b.kind == VALUE_OBJECT) {
        return a.object == b.object;
    }
    a = judge_scalar(a);
    b = judge_scalar(b);
    return a.kind == b.kind && a.kind == VALUE_NONE;
}

static bool
equal(Value a, Value b)
{
    Value x = judge_scalar(a);
    Value y = judge_scalar(b);
    if (is_number(x) && is_number(y)) {
        return x.kind != VALUE_REAL && y.kind != VALUE_REAL
                   ? x.integer == y.integer
                   : !(as_real(x) < as_real(y)) && !(as_real(x) > as_real(y));
    }
    if (x.kind == VALUE_STR && y.kind == VALUE_STR) {
        return strcmp(x.text, y.text) == 0;
    }
    return same(a, b);
}

static bool
contains(Judge *judge, Value item, Value container)
{
    const GArray *items = container.kind == VALUE_OBJECT ? container.object->items : NULL;
    const GArray *pairs = container.kind == VALUE_OBJECT ? container.object->pairs : NULL;
    for (guint i = 0; items != NULL && i < items->len; i++) {
        Value candidate = {.kind = VALUE_OBJECT};
        candidate.object = sim_state_object(judge->state, g_array_index(items, SimSlot, i));
        if (candidate.object != NULL && equal(item, candidate)) {
            return true;
        }
    }
    for (guint i = 0; pairs != NULL && i < pairs->len; i++) {
        Value candidate = {.kind = VALUE_OBJECT};
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
    a = judge_scalar(a);
    b = judge_scalar(b);
    int order;
    if (is_number(a) && is_number(b)) {
        order = as_real(a) < as_real(b) ? -1 : as_real(a) > as_real(b);
    } else if (a.kind == VALUE_STR && b.kind == VALUE_STR) {
        order = strcmp(a.text, b.text);
    } else {
        return judge_fail(judge, node, "an expectation cannot compare these");
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
    if (!judge_evaluate(judge, node->as.Compare.left, &left)) {
        return false;
    }
    for (size_t i = 0; i < node->as.Compare.ops.count && holds; i++) {
        Value right;
        if (!judge_evaluate(judge, node->as.Compare.comparators.items[i], &right) ||
            !compare(judge, node, node->as.Compare.ops.items[i], left, right, &holds)) {
            return false;
        }
        left = right;
    }
    *out = judge_boolean(holds);
    return true;
}

static bool
found(Judge *judge, const SimNode *node, SimSlot slot, Value *out)
{
    *out = (Value){.kind = VALUE_OBJECT, .object = sim_state_object(judge->state, slot)};
    return out->object != NULL || judge_fail(judge, node, "there is no such thing here");
}

/* dict[name] of the namespace that is @object.__dict__, or NONE. */
static SimSlot
in_namespace(const SimState *state, const SimStateObject *object, const char *name)
{
    const SimStateObject *dict = sim_state_object(state, sim_state_field(object, SIM_LABEL_DICT));
    for (guint i = 0; dict != NULL && dict->pairs != NULL && i < dict->pairs->len; i++) {
        const SimStatePair *pair = &g_array_index(dict->pairs, SimStatePair, i);
        const SimStateObject *key = sim_state_object(state, pair->key);
        if (key != NULL && key->value.kind == SIM_VALUE_STR && strcmp(key->value.text, name) == 0) {
            return pair->value;
        }
    }
    return SIM_SLOT_NONE;
}

/* What @object itself has under this name: an attribute, or a member such as base. */
static SimSlot
own_attribute(const SimState *state, const SimStateObject *object, const char *name)
{
    for (guint i = 0; object->attrs != NULL && i < object->attrs->len; i++) {
        const SimStateAttr *attr = &g_array_index(object->attrs, SimStateAttr, i);
        if (strcmp(attr->name, name) == 0) {
            return attr->target;
        }
    }
    for (guint i = 0; object->fields != NULL && i < object->fields->len; i++) {
        const SimStateField *field = &g_array_index(object->fields, SimStateField, i);
        if (strcmp(sim_label_name(field->label), name) == 0) {
            return field->target;
        }
    }
    return in_namespace(state, object, name);
}

/* What a class or one above it has. */
static SimSlot
class_attribute(const SimState *state, const SimStateObject *type, const char *name)
{
    const SimStateObject *mro =
        type == NULL ? NULL : sim_state_object(state, sim_state_field(type, SIM_LABEL_MRO));
    SimSlot slot = SIM_SLOT_NONE;
    for (guint i = 0; mro != NULL && mro->items != NULL && i < mro->items->len; i++) {
        const SimStateObject *above =
            sim_state_object(state, g_array_index(mro->items, SimSlot, i));
        slot = above == NULL ? SIM_SLOT_NONE : in_namespace(state, above, name);
        if (slot != SIM_SLOT_NONE) {
            break;
        }
    }
    return slot;
}

static bool
evaluate_attribute(Judge *judge, const SimNode *node, Value *out)
{
    Value owner;
    if (!judge_evaluate(judge, node->as.Attribute.value, &owner)) {
        return false;
    }
    SimSlot slot = SIM_SLOT_NONE;
    const char *name = node->as.Attribute.attr;
    const SimStateObject *object = owner.kind == VALUE_OBJECT ? owner.object : NULL;
    if (object != NULL) {
        slot = own_attribute(judge->state, object, name);
    }
    if (object != NULL && slot == SIM_SLOT_NONE) {
        slot = class_attribute(judge->state, object, name);
    }
    if (object != NULL && slot == SIM_SLOT_NONE) {
        slot = class_attribute(judge->state, sim_state_object(judge->state, object->type), name);
    }
    return found(judge, node, slot, out);
}

static bool
evaluate_subscript(Judge *judge, const SimNode *node, Value *out)
{
    Value owner;
    Value key;
    if (!judge_evaluate(judge, node->as.Subscript.value, &owner) ||
        !judge_evaluate(judge, node->as.Subscript.slice, &key)) {
        return false;
    }
    SimSlot slot = SIM_SLOT_NONE;
    const GArray *items = owner.kind == VALUE_OBJECT ? owner.object->items : NULL;
    const GArray *pairs = owner.kind == VALUE_OBJECT ? owner.object->pairs : NULL;
    Value index = judge_scalar(key);
    if (items != NULL && index.kind == VALUE_INT) {
        int64_t i = index.integer < 0 ? index.integer + items->len : index.integer;
        slot = i >= 0 && i < items->len ? g_array_index(items, SimSlot, i) : slot;
    }
    for (guint i = 0; pairs != NULL && i < pairs->len; i++) {
        const SimStatePair *pair = &g_array_index(pairs, SimStatePair, i);
        Value candidate = {.kind = VALUE_OBJECT,
                           .object = sim_state_object(judge->state, pair->key)};
        slot = candidate.object != NULL && equal(candidate, key) ? pair->value : slot;
    }
    return found(judge, node, slot, out);
}

bool
judge_evaluate(Judge *judge, const SimNode *node, Value *out)
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
        return judge_call(judge, node, out);
    default:
        return judge_fail(judge, node, "an expectation cannot use this");
    }
}
