/* Operators (Objects/abstract.c: binary_op1, PyNumber_Add, ...). */
#include "sim/objects/abstract.h"
#include "sim/objects/float.h"
#include "sim/objects/function.h"
#include "sim/objects/int.h"
#include "sim/objects/int_private.h"
#include "sim/objects/type_private.h"

#define SLOT(field) offsetof(SimTypeSlots, field)

static SimBinaryFunc
binary_slot(const SimObject *object, size_t offset)
{
    return (SimBinaryFunc) sim_slot_get(&object->type->slots, offset);
}

/* binary_op1: the right operand goes first when its type derives from the left one's and has
 * a slot of its own. */
static SimObject *
try_binary(SimWorld *world, SimObject *a, SimObject *b, size_t offset)
{
    SimBinaryFunc left = binary_slot(a, offset);
    SimBinaryFunc right = a->type == b->type ? NULL : binary_slot(b, offset);
    if (right == left) {
        right = NULL;
    }
    if (left != NULL) {
        if (right != NULL && sim_type_is_subtype(b->type, a->type)) {
            SimObject *result = right(world, a, b);
            if (result != SIM_NOT_IMPLEMENTED(world)) {
                return result;
            }
            sim_decref(world, result);
            right = NULL;
        }
        SimObject *result = left(world, a, b);
        if (result != SIM_NOT_IMPLEMENTED(world)) {
            return result;
        }
        sim_decref(world, result);
    }
    if (right != NULL) {
        return right(world, a, b);
    }
    return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
}

static SimObject *
raise_binary(SimWorld *world, SimObject *a, SimObject *b, const char *symbol)
{
    if (strcmp(symbol, ">>") == 0 && a->type == sim_type(world, SIM_TYPE_BUILTIN) &&
        strcmp(((const SimBuiltin *) (const void *) a)->def->name, "print") == 0) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "unsupported operand type(s) for %s: '%s' and '%s'. Did you mean "
                              "\"print(<message>, file=<output_stream>)\"?",
                              symbol, a->type->name, b->type->name);
    }
    return sim_err_format(world, SIM_TYPE_TypeError,
                          "unsupported operand type(s) for %s: '%s' and '%s'", symbol,
                          a->type->name, b->type->name);
}

static SimObject *
binary(SimWorld *world, SimObject *a, SimObject *b, size_t offset, const char *symbol)
{
    SimObject *result = try_binary(world, a, b, offset);
    if (G_UNLIKELY(result == SIM_NOT_IMPLEMENTED(world))) {
        sim_decref(world, result);
        return raise_binary(world, a, b, symbol);
    }
    return result;
}

/* binary_iop1 */
static SimObject *
try_inplace(SimWorld *world, SimObject *a, SimObject *b, size_t inplace, size_t offset)
{
    SimBinaryFunc slot = binary_slot(a, inplace);
    if (slot != NULL) {
        SimObject *result = slot(world, a, b);
        if (result != SIM_NOT_IMPLEMENTED(world)) {
            return result;
        }
        sim_decref(world, result);
    }
    return try_binary(world, a, b, offset);
}

static SimObject *
inplace_binary(
    SimWorld *world, SimObject *a, SimObject *b, size_t inplace, size_t offset, const char *symbol)
{
    SimObject *result = try_inplace(world, a, b, inplace, offset);
    if (G_UNLIKELY(result == SIM_NOT_IMPLEMENTED(world))) {
        sim_decref(world, result);
        return raise_binary(world, a, b, symbol);
    }
    return result;
}

/* sequence_repeat */
static SimObject *
repeat(SimWorld *world, SimIndexFunc function, SimObject *sequence, SimObject *count)
{
    if (!sim_object_is_index(count)) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "can't multiply sequence by non-int of type '%s'", count->type->name);
    }
    int64_t n = sim_number_as_index(world, count, SIM_TYPE_OverflowError);
    if (n == -1 && sim_err_occurred(world) != NULL) {
        return NULL;
    }
    return function(world, sequence, n);
}

SimObject *
sim_number_add(SimWorld *world, SimObject *a, SimObject *b)
{
    SimObject *result = try_binary(world, a, b, SLOT(nb_add));
    if (result != SIM_NOT_IMPLEMENTED(world)) {
        return result;
    }
    sim_decref(world, result);
    if (a->type->slots.sq_concat != NULL) {
        return a->type->slots.sq_concat(world, a, b);
    }
    return raise_binary(world, a, b, "+");
}

SimObject *
sim_number_multiply(SimWorld *world, SimObject *a, SimObject *b)
{
    SimObject *result = try_binary(world, a, b, SLOT(nb_multiply));
    if (result != SIM_NOT_IMPLEMENTED(world)) {
        return result;
    }
    sim_decref(world, result);
    if (a->type->slots.sq_repeat != NULL) {
        return repeat(world, a->type->slots.sq_repeat, a, b);
    }
    if (b->type->slots.sq_repeat != NULL) {
        return repeat(world, b->type->slots.sq_repeat, b, a);
    }
    return raise_binary(world, a, b, "*");
}

SimObject *
sim_number_inplace_add(SimWorld *world, SimObject *a, SimObject *b)
{
    SimObject *result = try_inplace(world, a, b, SLOT(nb_inplace_add), SLOT(nb_add));
    if (result != SIM_NOT_IMPLEMENTED(world)) {
        return result;
    }
    sim_decref(world, result);
    SimBinaryFunc concat = a->type->slots.sq_inplace_concat;
    if (concat == NULL) {
        concat = a->type->slots.sq_concat;
    }
    return concat != NULL ? concat(world, a, b) : raise_binary(world, a, b, "+=");
}

SimObject *
sim_number_inplace_multiply(SimWorld *world, SimObject *a, SimObject *b)
{
    SimObject *result = try_inplace(world, a, b, SLOT(nb_inplace_multiply), SLOT(nb_multiply));
    if (result != SIM_NOT_IMPLEMENTED(world)) {
        return result;
    }
    sim_decref(world, result);
    SimIndexFunc function = a->type->slots.sq_inplace_repeat;
    if (function == NULL) {
        function = a->type->slots.sq_repeat;
    }
    if (function != NULL) {
        return repeat(world, function, a, b);
    }
    if (b->type->slots.sq_repeat != NULL) {
        return repeat(world, b->type->slots.sq_repeat, b, a);
    }
    return raise_binary(world, a, b, "*=");
}

#define BINARY(slot, symbol)                                                                       \
    SimObject *sim_number_##slot(SimWorld *world, SimObject *a, SimObject *b)                      \
    {                                                                                              \
        return binary(world, a, b, SLOT(nb_##slot), symbol);                                       \
    }
#define BOTH(slot, symbol)                                                                         \
    BINARY(slot, symbol)                                                                           \
    SimObject *sim_number_inplace_##slot(SimWorld *world, SimObject *a, SimObject *b)              \
    {                                                                                              \
        return inplace_binary(world, a, b, SLOT(nb_inplace_##slot), SLOT(nb_##slot), symbol "=");  \
    }
BOTH(subtract, "-")
BOTH(matrix_multiply, "@")
BOTH(true_divide, "/")
BOTH(floor_divide, "//")
BOTH(remainder, "%")
BINARY(divmod, "divmod()")
BOTH(lshift, "<<")
BOTH(rshift, ">>")
BOTH(and, "&")
BOTH(or, "|")
BOTH(xor, "^")

#define UNARY(slot, symbol)                                                                        \
    SimObject *sim_number_##slot(SimWorld *world, SimObject *a)                                    \
    {                                                                                              \
        SimUnaryFunc function = a->type->slots.nb_##slot;                                          \
        return function != NULL                                                                    \
                   ? function(world, a)                                                            \
                   : sim_err_format(world, SIM_TYPE_TypeError,                                     \
                                    "bad operand type for " symbol ": '%s'", a->type->name);       \
    }
UNARY(negative, "unary -")
UNARY(positive, "unary +")
UNARY(invert, "unary ~")
UNARY(absolute, "abs()")

SimObject *
sim_number_int(SimWorld *world, SimObject *a)
{
    return sim_int_convert(world, a, NULL);
}

SimObject *
sim_number_float(SimWorld *world, SimObject *a)
{
    return sim_float_convert(world, a);
}

SimObject *
sim_number_index(SimWorld *world, SimObject *a)
{
    if (SIM_IS_INT_EXACT(world, a)) {
        return sim_newref(world, a);
    }
    if (SIM_IS_INT(a)) {
        /* bool and other subclasses: the plain int of that value */
        return sim_type(world, SIM_TYPE_INT)->slots.nb_positive(world, a);
    }
    if (!sim_object_is_index(a)) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "'%s' object cannot be interpreted as an integer", a->type->name);
    }
    SimObject *result = a->type->slots.nb_index(world, a);
    if (result == NULL || SIM_IS_INT_EXACT(world, result)) {
        return result;
    }
    if (SIM_IS_INT(result)) {
        sim_err_warn_strict(world, "__index__", "int", result);
        return result;
    }
    sim_err_format(world, SIM_TYPE_TypeError, "__index__ returned non-int (type %s)",
                   result->type->name);
    sim_decref(world, result);
    return NULL;
}

bool
sim_object_is_index(const SimObject *object)
{
    return object->type->slots.nb_index != NULL;
}

int64_t
sim_number_as_index(SimWorld *world, SimObject *object, SimTypeId error)
{
    SimObject *number = sim_number_index(world, object);
    if (number == NULL) {
        return -1;
    }
    int64_t value;
    if (!sim_int_get(number, &value)) {
        if (error == SIM_TYPE_COUNT) {
            value = sim_int_sign(number) < 0 ? INT64_MIN : INT64_MAX;
        } else {
            sim_err_format(world, error, "cannot fit '%s' into an index-sized integer",
                           object->type->name);
            value = -1;
        }
    }
    sim_decref(world, number);
    return value;
}

static SimTernaryFunc
power_of(const SimObject *object)
{
    return object->type->slots.nb_power;
}

static SimObject *
raise_power(SimWorld *world, SimObject *a, SimObject *b, SimObject *modulus, const char *symbol)
{
    if (modulus == SIM_NONE(world)) {
        return raise_binary(world, a, b, symbol);
    }
    return sim_err_format(world, SIM_TYPE_TypeError,
                          "unsupported operand type(s) for %s: '%s', '%s', '%s'", symbol,
                          a->type->name, b->type->name, modulus->type->name);
}

/* ternary_op */
static SimObject *
power(SimWorld *world, SimObject *a, SimObject *b, SimObject *modulus, const char *symbol)
{
    SimTernaryFunc left = power_of(a);
    SimTernaryFunc right = a->type == b->type ? NULL : power_of(b);
    if (right == left) {
        right = NULL;
    }
    SimTernaryFunc order[3] = {left, right, power_of(modulus)};
    if (left != NULL && right != NULL && sim_type_is_subtype(b->type, a->type)) {
        order[0] = right;
        order[1] = left;
    }
    if (order[2] == left || order[2] == right) {
        order[2] = NULL;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(order); i++) {
        if (order[i] == NULL) {
            continue;
        }
        SimObject *result = order[i](world, a, b, modulus);
        if (result != SIM_NOT_IMPLEMENTED(world)) {
            return result;
        }
        sim_decref(world, result);
    }
    return raise_power(world, a, b, modulus, symbol);
}

SimObject *
sim_number_power(SimWorld *world, SimObject *a, SimObject *b, SimObject *modulus)
{
    return power(world, a, b, modulus, "** or pow()");
}

SimObject *
sim_number_inplace_power(SimWorld *world, SimObject *a, SimObject *b)
{
    SimTernaryFunc slot = a->type->slots.nb_inplace_power;
    if (slot != NULL) {
        SimObject *result = slot(world, a, b, SIM_NONE(world));
        if (result != SIM_NOT_IMPLEMENTED(world)) {
            return result;
        }
        sim_decref(world, result);
    }
    return power(world, a, b, SIM_NONE(world), "**=");
}
