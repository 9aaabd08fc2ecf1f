/* What sequences of instructions do that the loop runs as one (SIM_MARK_SEQUENCE): numbers that
 * replace others in locals. The effects, and the events, are those of the single instructions.
 */
#pragma once

#include "sim/vm/fast_number.h"

G_BEGIN_DECLS

/* The result of BINARY_OP @arg, not recorded; NULL, with nothing done, if it is not two ints whose
 * result is short work. */
SIM_FAST SimObject *
sim_fast_int_operation(
    SimWorld *world, uint32_t arg, SimObject *left, SimObject *right, size_t *size)
{
    const SimType *type = &world->types[SIM_TYPE_INT];
    if (left->type != type || right->type != type) {
        return NULL;
    }
    const SimInt *a = (const SimInt *) (void *) left;
    const SimInt *b = (const SimInt *) (void *) right;
    uint32_t op = arg >= SIM_BINARY_INPLACE ? arg - SIM_BINARY_INPLACE : arg;
    int64_t value;
    if (a->big != NULL || b->big != NULL ||
        !sim_fast_int_result(op, a->value, b->value, &value, size)) {
        return NULL;
    }
    return sim_fast_int_quiet(world, value, *size);
}

static inline SimTraceNumber
sim_fast_describe(SimWorld *world, SimObject *value, SimObject *old, uint32_t local, size_t size)
{
    return (SimTraceNumber){
        .type = world->types[SIM_TYPE_INT].ob.slot,
        .object = value->slot,
        .old = old->slot,
        .block = value->addr,
        .old_block = old->addr,
        .local = local,
        .size = (uint32_t) size,
        .value = ((SimInt *) (void *) value)->value,
    };
}

static inline bool
sim_fast_is_dying_int(const SimWorld *world, const SimObject *object)
{
    return object != NULL && object->refcnt == 1 && sim_fast_is_short_int(world, object);
}

/* One by one: INT, BIND, and the end of the old value. */
SIM_FAST void
sim_fast_record_number(SimWorld *world, SimObject *value, size_t size)
{
    sim_trace_emit_new_int(world->trace, value->slot, value->type->ob.slot, size, value->addr,
                           ((SimInt *) (void *) value)->value);
}

/* @value, a new int of 32 bytes that is not recorded yet, has replaced @old (NULL: nothing). */
SIM_FAST void
sim_fast_replace_by_item(
    SimWorld *world, uint32_t local, SimObject *old, SimObject *value, const bool recorded)
{
    if (recorded) {
        const size_t size = SIM_FAST_INT_SIZE + 4 * 2;
        if (G_LIKELY(sim_fast_is_dying_int(world, old))) {
            SimTraceNumber number = sim_fast_describe(world, value, old, local, size);
            if (G_LIKELY(sim_trace_emit_next(world->trace, &number))) {
                sim_object_release_short(world, old, SIM_FAST_INT_CLASS);
                return;
            }
        }
        sim_fast_record_number(world, value, size);
        sim_trace_emit_BIND(world->trace, local, value->slot);
    }
    if (old != NULL) {
        sim_fast_drop(world, old, recorded);
    }
}

/* The same for the result of @size bytes of an operation. */
SIM_FAST void
sim_fast_replace_by_result(SimWorld *world,
                           uint32_t local,
                           SimObject *old,
                           SimObject *value,
                           size_t size,
                           const SimObject *left,
                           const SimObject *right,
                           const bool recorded)
{
    if (recorded) {
        SimTrace *trace = world->trace;
        if (G_LIKELY(sim_fast_is_dying_int(world, old))) {
            SimTraceNumber number = sim_fast_describe(world, value, old, local, size);
            if (G_LIKELY(sim_trace_emit_sum(trace, &number, left->slot, right->slot))) {
                sim_object_release_short(world, old, SIM_FAST_INT_CLASS);
                return;
            }
        }
        sim_trace_emit_INCREF(trace, left->slot);
        sim_trace_emit_INCREF(trace, right->slot);
        sim_fast_record_number(world, value, size);
        sim_trace_emit_DECREF(trace, left->slot);
        sim_trace_emit_DECREF(trace, right->slot);
        sim_trace_emit_BIND(trace, local, value->slot);
    }
    if (old != NULL) {
        sim_fast_drop(world, old, recorded);
    }
}

G_END_DECLS
