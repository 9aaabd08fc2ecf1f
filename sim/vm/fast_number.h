/* Short cuts for numbers: what BINARY_OP_ADD_INT, BINARY_OP_MULTIPLY_FLOAT, COMPARE_OP_INT_JUMP and
 * their kin of 3.11 do. Part of fast.h, whose rules hold here: NULL says that nothing was done.
 */
#pragma once

#include "sim/model/freelist.h"
#include "sim/model/object_short.h"
#include "sim/objects/float.h"
#include "sim/objects/int.h"
#include "sim/objects/int_private.h"
#include "sim/vm/fast_count.h"

G_BEGIN_DECLS

enum {
    SIM_FAST_INT_CLASS =
        (sizeof(SimInt) + 15) / 16, /* of host memory; of ints without limbs only */
    SIM_FAST_FLOAT_SIZE = 24,
    SIM_FAST_INT_SIZE = 24 /* and 4 for each digit */
};

/* A number that is no small int, for @size bytes; NULL, with nothing done, when that takes more
 * than a moment or would be told of (a new pool). Recording is the caller's. */
SIM_FAST SimObject *
sim_fast_int_quiet(SimWorld *world, int64_t value, size_t size)
{
    unsigned class_index = (unsigned) (size - 1) >> 4;
    if ((value >= SIM_SMALL_INT_MIN && value <= SIM_SMALL_INT_MAX) ||
        sim_pymalloc_is_exhausted(world->pymalloc, class_index)) {
        return NULL;
    }
    SimObject *object =
        sim_object_alloc_short(world, &world->types[SIM_TYPE_INT], size, SIM_FAST_INT_CLASS);
    if (G_LIKELY(object != NULL)) {
        SimInt *self = (SimInt *) (void *) object;
        self->value = value;
        self->big = NULL;
    }
    return object;
}

/* A number with room for @digits, which it does not need more of (sim_int_new_sized). */
SIM_FAST SimObject *
sim_fast_int_sized(SimWorld *world, int64_t value, size_t digits, const bool recorded)
{
    if (value >= SIM_SMALL_INT_MIN && value <= SIM_SMALL_INT_MAX) {
        return sim_fast_newref(world, &world->small_ints[value - SIM_SMALL_INT_MIN].ob, recorded);
    }
    SimType *type = &world->types[SIM_TYPE_INT];
    size_t size = 24 + 4 * digits;
    SimObject *object = sim_object_alloc_short(world, type, size, SIM_FAST_INT_CLASS);
    if (G_UNLIKELY(object == NULL)) {
        return sim_int_new_sized(world, value, digits);
    }
    SimInt *self = (SimInt *) (void *) object;
    self->value = value;
    self->big = NULL;
    if (recorded) {
        sim_trace_emit_new_int(world->trace, object->slot, type->ob.slot, size, object->addr,
                               value);
    }
    return object;
}

/* _PyLong_FromMedium and _PyLong_FromSTwoDigits: @value has at most two digits. */
SIM_FAST SimObject *
sim_fast_int(SimWorld *world, int64_t value, const bool recorded)
{
    return sim_fast_int_sized(world, value, 2, recorded);
}

SIM_FAST SimObject *
sim_fast_float(SimWorld *world, double value, const bool recorded)
{
    SimFreeList *list = &world->freelists->lists[SIM_FREELIST_FLOAT];
    if (G_UNLIKELY(list->count == 0)) {
        return sim_float_new(world, value);
    }
    SimObject *object = list->items[--list->count];
    object->refcnt = 1;
    object->flags &= ~(uint32_t) SIM_OBJECT_PARKED;
    ((SimFloat *) (void *) object)->value = value;
    if (recorded) {
        SimTrace *trace = world->trace;
        sim_trace_emit_CREATE(trace, object->slot, object->type->ob.slot, object->addr,
                              SIM_FAST_FLOAT_SIZE);
        sim_trace_emit_REAL(trace, object->slot, value);
    }
    return object;
}

/* An int that lives in host memory without limbs and that nothing else is said of. */
static inline bool
sim_fast_is_short_int(const SimWorld *world, const SimObject *object)
{
    const uint32_t flags = (uint32_t) SIM_FAST_INT_CLASS << SIM_OBJECT_HOST_SHIFT;
    return SIM_HOST_POOL_SLABS && object->type == &world->types[SIM_TYPE_INT] &&
           object->flags == flags;
}

/* The end of a float: true when the free list has taken it. */
static inline bool
sim_fast_park_float(SimWorld *world, SimObject *object)
{
    SimFreeList *list = &world->freelists->lists[SIM_FREELIST_FLOAT];
    if (object->type != &world->types[SIM_TYPE_FLOAT] || list->count >= list->limit ||
        (object->flags & SIM_OBJECT_RAW_COUNT) != 0) {
        return false;
    }
    object->refcnt = 0;
    object->flags |= SIM_OBJECT_PARKED;
    list->items[list->count++] = object;
    return true;
}

/* Numbers of BINARY_OP's argument (binary.def) that have a short cut. */
enum {
    SIM_BINARY_ADD = 0,
    SIM_BINARY_MULTIPLY = 5,
    SIM_BINARY_SUBTRACT = 10,
    SIM_BINARY_TRUE_DIVIDE = 11,
    SIM_BINARY_INPLACE = 13
};

static inline bool
sim_fast_is_digit(int64_t value)
{
    return (uint64_t) value + (UINT64_C(1) << 30) - 1 < (UINT64_C(1) << 31) - 1;
}

/* What an operation of two short ints makes, if that is short work: its value and how many bytes
 * the object takes. */
SIM_FAST bool
sim_fast_int_result(uint32_t op, int64_t a, int64_t b, int64_t *value, size_t *size)
{
    *size = SIM_FAST_INT_SIZE + 4 * 2;
    if (G_LIKELY(sim_fast_is_digit(a) && sim_fast_is_digit(b))) {
        *value = op == SIM_BINARY_ADD ? a + b : op == SIM_BINARY_SUBTRACT ? a - b : a * b;
        return op == SIM_BINARY_ADD || op == SIM_BINARY_SUBTRACT || op == SIM_BINARY_MULTIPLY;
    }
    if (op != SIM_BINARY_ADD || (a < 0) != (b < 0) || __builtin_add_overflow(a, b, value)) {
        return false;
    }
    uint64_t larger = MAX(sim_int_magnitude(a), sim_int_magnitude(b));
    *size = SIM_FAST_INT_SIZE + 4 * (sim_int_digits_of(larger) + 1);
    return true;
}

/* x_add: one digit more than the longer number, both of the same sign. */
SIM_FAST SimObject *
sim_fast_int_add(SimWorld *world, int64_t a, int64_t b, const bool recorded)
{
    if (G_LIKELY(sim_fast_is_digit(a) && sim_fast_is_digit(b))) {
        return sim_fast_int(world, a + b, recorded);
    }
    int64_t sum;
    if ((a < 0) != (b < 0) || __builtin_add_overflow(a, b, &sum)) {
        return NULL;
    }
    uint64_t larger = MAX(sim_int_magnitude(a), sim_int_magnitude(b));
    return sim_fast_int_sized(world, sum, sim_int_digits_of(larger) + 1, recorded);
}

SIM_FAST SimObject *
sim_fast_int_binary(
    SimWorld *world, uint32_t op, const SimInt *left, const SimInt *right, const bool recorded)
{
    if (G_UNLIKELY(left->big != NULL || right->big != NULL)) {
        return NULL;
    }
    int64_t a = left->value;
    int64_t b = right->value;
    if (op == SIM_BINARY_ADD) {
        return sim_fast_int_add(world, a, b, recorded);
    }
    if (!sim_fast_is_digit(a) || !sim_fast_is_digit(b)) {
        return NULL;
    }
    if (op == SIM_BINARY_SUBTRACT) {
        return sim_fast_int(world, a - b, recorded);
    }
    return op == SIM_BINARY_MULTIPLY ? sim_fast_int(world, a * b, recorded) : NULL;
}

SIM_FAST SimObject *
sim_fast_float_binary(
    SimWorld *world, uint32_t op, const SimFloat *left, const SimFloat *right, const bool recorded)
{
    switch (op) {
    case SIM_BINARY_ADD:
        return sim_fast_float(world, left->value + right->value, recorded);
    case SIM_BINARY_SUBTRACT:
        return sim_fast_float(world, left->value - right->value, recorded);
    case SIM_BINARY_MULTIPLY:
        return sim_fast_float(world, left->value * right->value, recorded);
    default:
        return NULL;
    }
}

SIM_FAST SimObject *
sim_fast_binary(
    SimWorld *world, uint32_t arg, SimObject *left, SimObject *right, const bool recorded)
{
    const SimType *type = left->type;
    uint32_t op = arg >= SIM_BINARY_INPLACE ? arg - SIM_BINARY_INPLACE : arg;
    if (type != right->type) {
        return NULL;
    }
    if (type == &world->types[SIM_TYPE_INT]) {
        return sim_fast_int_binary(world, op, (const SimInt *) (void *) left,
                                   (const SimInt *) (void *) right, recorded);
    }
    if (type == &world->types[SIM_TYPE_FLOAT]) {
        return sim_fast_float_binary(world, op, (const SimFloat *) (void *) left,
                                     (const SimFloat *) (void *) right, recorded);
    }
    return NULL;
}

static inline bool
sim_fast_order(SimCompareOp op, int64_t a, int64_t b)
{
    switch (op) {
    case SIM_LT:
        return a < b;
    case SIM_LE:
        return a <= b;
    case SIM_EQ:
        return a == b;
    case SIM_NE:
        return a != b;
    case SIM_GT:
        return a > b;
    default:
        return a >= b;
    }
}

G_END_DECLS
